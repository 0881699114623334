package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// safeBuffer is a buffer that one goroutine writes and another reads.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends p.
func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

// String returns what was written.
func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// waitFor waits until b ends with text.
func (s *safeBuffer) waitFor(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(httpPatience); !strings.HasSuffix(s.String(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("got %q, want %q at the end", s.String(), text)
		}
	}
}

// TestRenderWatch changes each of the files of a run, the template to something broken in between, and replaces one as
// editors do.
func TestRenderWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	template, body, request := filepath.Join(dir, "t.vtl"), filepath.Join(dir, "body.json"), filepath.Join(dir, "r.http")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(template, "one $input.path('$.a') $context.httpMethod.")
	write(body, `{"a": 1}`)
	write(request, "PUT /")
	var out, errw safeBuffer
	a := &app{in: strings.NewReader(""), out: &out, err: &errw}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- a.dispatch(ctx, []string{"render", template, "-i", body, "-r", request, "--watch"}) }()

	out.waitFor(t, "one 1 PUT.")
	write(body, `{"a": 2}`)
	out.waitFor(t, "one 2 PUT.")
	write(request, "PATCH /")
	out.waitFor(t, "one 2 PATCH.")
	write(template, "#if(")
	errw.waitFor(t, "\n")
	for end := time.Now().Add(httpPatience); !strings.Contains(errw.String(), "error[VTL"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no error for the broken template: %q", errw.String())
		}
	}
	next := filepath.Join(dir, "t.vtl~")
	write(next, "two $input.path('$.a').")
	if err := os.Rename(next, template); err != nil {
		t.Fatal(err)
	}
	out.waitFor(t, "two 2.")
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, errServed) {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(httpPatience):
		t.Error("it does not end")
	}
	if !strings.Contains(errw.String(), "vtl: "+body+" changed\n") {
		t.Errorf("standard error does not tell what changed: %q", errw.String())
	}
}
