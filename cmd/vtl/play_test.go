package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"testing"
)

// postMain is the helper `post URL FILE`: it sends a file as JSON, and prints status and body of the answer.
func postMain() {
	f, err := os.Open(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	res, err := http.Post(os.Args[1], "application/json", f)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	body, err := io.ReadAll(res.Body)
	fmt.Println(res.StatusCode, string(body), err)
}

func TestBrowserCommand(t *testing.T) {
	t.Parallel()
	for system, want := range map[string][]string{
		"linux": {"xdg-open", "http://127.0.0.1:1"}, "freebsd": {"xdg-open", "http://127.0.0.1:1"}, "darwin": {"open", "http://127.0.0.1:1"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler", "http://127.0.0.1:1"},
	} {
		if got := browserCommand(system, "http://127.0.0.1:1"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", system, got)
		}
	}
}
