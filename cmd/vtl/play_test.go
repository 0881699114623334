package main

import (
	"fmt"
	"io"
	"net"
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

func TestPageAddress(t *testing.T) {
	t.Parallel()
	for listen, want := range map[string]string{"0.0.0.0:80": "http://127.0.0.1:80", "[::]:81": "http://127.0.0.1:81", "[::1]:82": "http://[::1]:82", "192.0.2.1:83": "http://192.0.2.1:83"} {
		addr, err := net.ResolveTCPAddr("tcp", listen)
		if err != nil {
			t.Fatal(err)
		}
		if got := pageAddress(addr); got != want {
			t.Errorf("%s: %s, want %s", listen, got, want)
		}
	}
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
