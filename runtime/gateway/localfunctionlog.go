//go:build !js

package gateway

import (
	"bytes"
	"sync"
)

// maxOutputLine is where lines of a program are cut into several.
const maxOutputLine = 64 << 10

// lineWriter passes on what is written to it line by line.
type lineWriter struct {
	mu   sync.Mutex
	emit func(line string)
	part []byte // begin of a line
}

// Write passes on the lines that are complete.
func (w *lineWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := len(p)
	for len(p) > 0 {
		line, rest, whole := bytes.Cut(p, []byte("\n"))
		if room := maxOutputLine - len(w.part); len(line) > room {
			line, rest, whole = p[:room], p[room:], true
		}
		w.part = append(w.part, line...)
		if whole {
			w.send()
		}
		p = rest
	}
	return n, nil
}

// flush passes on a last line without an end.
func (w *lineWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.part) > 0 {
		w.send()
	}
}

// send passes on the line that was gathered.
func (w *lineWriter) send() {
	w.emit(string(bytes.TrimSuffix(w.part, []byte("\r"))))
	w.part = w.part[:0]
}
