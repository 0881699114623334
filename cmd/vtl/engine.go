package main

import (
	"bufio"
	"context"
	"errors"
	"io"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
)

// engineCommand speaks the line protocol. Source: CLI-CONTRACT.md.
func engineCommand() *command {
	return &command{name: "engine", args: "[jsonpath]", short: "answer JSON requests, one a line", setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(ctx context.Context, a *app, args []string) error {
			switch {
			case len(args) == 0:
				return answerLines(ctx, a.in, a.out, runtime.Answer)
			case len(args) == 1 && args[0] == "jsonpath":
				return answerLines(ctx, a.in, a.out, runtime.AnswerPath)
			}
			return fail(exitUsage, "engine takes no argument, or \"jsonpath\"")
		}
	}}
}

// answerLines answers each line of in with a line on out, at once. Empty lines are passed over.
func answerLines(ctx context.Context, in io.Reader, out io.Writer, answer func([]byte) []byte) error {
	r := bufio.NewReaderSize(in, 1<<16)
	w := bufio.NewWriterSize(out, 1<<16)
	for ctx.Err() == nil {
		line, err := r.ReadBytes('\n')
		if text := trimLine(line); len(text) > 0 {
			if _, err := w.Write(append(answer(text), '\n')); err != nil {
				return err
			}
		}
		// More lines that are here already can share a write.
		if err != nil || r.Buffered() == 0 {
			if err := w.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fail(exitInput, "standard input: %v", err)
		}
	}
	return ctx.Err()
}

// trimLine cuts the line end and blanks around a line.
func trimLine(line []byte) []byte {
	for len(line) > 0 && isBlank(line[len(line)-1]) {
		line = line[:len(line)-1]
	}
	for len(line) > 0 && isBlank(line[0]) {
		line = line[1:]
	}
	return line
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
