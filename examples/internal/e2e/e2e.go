// Package e2e has what the tests of the examples with a server share: the server started, the definition served.
package e2e

import (
	"bytes"
	"context"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/vtlkit/vtl/runtime/gateway"
)

// StartTimeout is how long a server may take until it accepts connections.
const StartTimeout = 20 * time.Second

// Serve serves the definition api.yaml of the current folder until the test ends, and returns the gateway's URL. A
// warning about the definition fails the test.
func Serve(t *testing.T, opts gateway.Options) string {
	t.Helper()
	data, err := os.ReadFile("api.yaml")
	if err != nil {
		t.Fatal(err)
	}
	g, warnings, err := gateway.Load("api.yaml", data, opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range warnings {
		t.Errorf("warning: %s", w.Detail())
	}
	s := httptest.NewServer(g)
	t.Cleanup(func() {
		s.Close()
		g.Close()
	})
	return s.URL
}

// Start runs a program that listens at addr until the test ends, and waits until it does. A test that fails shows what
// the program printed.
func Start(t *testing.T, addr, program string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var log bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &log, &log, time.Second
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // killed
		if t.Failed() {
			t.Logf("%s:\n%s", program, log.String())
		}
	})
	for end := time.Now().Add(StartTimeout); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if c, err := net.DialTimeout("tcp", addr, time.Second); err == nil {
			_ = c.Close()
			return
		}
	}
	t.Fatalf("nothing listens at %s after %v", addr, StartTimeout)
}

// FreeAddr returns an address of this machine at which nobody listens.
func FreeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return addr
}
