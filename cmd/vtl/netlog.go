package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"unicode/utf8"
)

// maxNetLine is how much of a message of net/http is shown, in bytes.
const maxNetLine = 300

// netLog is the default logger's output while a gateway runs: one line of the program's own for each message. Nothing
// but net/http's client uses that logger here, which has no hook of its own for what it finds on connections to
// backends, such as bytes behind an answer.
type netLog struct{ w io.Writer }

// adoptNetLog sends what net/http has to say about backends to w.
func adoptNetLog(w io.Writer) {
	log.SetFlags(0)
	log.SetOutput(netLog{w})
}

// Write writes one message.
func (n netLog) Write(p []byte) (int, error) {
	line := bytes.TrimSpace(p)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	more := ""
	if len(line) > maxNetLine {
		end := maxNetLine
		for !utf8.RuneStart(line[end]) {
			end--
		}
		line, more = line[:end], "..."
	}
	_, err := fmt.Fprintf(n.w, "vtl: backend: %s%s\n", line, more)
	return len(p), err
}
