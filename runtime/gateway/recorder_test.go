package gateway

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/runtime"
)

// echoSpelling answers with the header names a request was sent with, separated by spaces.
func echoSpelling(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	var names []string
	for _, h := range spelledHeader(r) {
		names = append(names, h.Name+"="+h.Value)
	}
	fmt.Fprintln(w, strings.Join(names, " "))
}

// serveRaw serves a handler with the gateway's server and returns a connection to it.
func serveRaw(t *testing.T, h http.Handler) net.Conn {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); Serve(ctx, NewServer(h), l) }()
	t.Cleanup(func() { cancel(); <-done })
	return dialRaw(t, l.Addr().String())
}

// dialRaw opens a connection that fails the test rather than hang.
func dialRaw(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(10 * time.Second))
	return c
}

// readAnswer reads one answer.
func readAnswer(t *testing.T, r *bufio.Reader) (int, string) {
	t.Helper()
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(body))
}

// TestSpelling checks that the client's spelling and order survive, over many requests of one connection.
func TestSpelling(t *testing.T) {
	big := strings.Repeat("x", 20_000)
	requests := []struct{ raw, want string }{
		{"GET / HTTP/1.1\r\nhOST: h\r\nx-A: 1\r\nX-a: 2\r\n\r\n", "hOST=h x-A=1 X-a=2"},
		// A body that looks like the head of a request.
		{"POST / HTTP/1.1\r\nHost: h\r\ncontent-LENGTH: 41\r\nx-B: 1\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\nX-EVIL: 1\r\n\r\n..", "Host=h content-LENGTH=41 x-B=1"},
		{"GET /2 HTTP/1.1\r\nHost: h\r\nx-evil: 1\r\n\r\n", "Host=h x-evil=1"},
		{"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\ntrailer: X-T\r\nx-C: 1\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n", "Host=h x-C=1"},
		{"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20000\r\nx-D: 1\r\n\r\n" + big, "Host=h Content-Length=20000 x-D=1"},
		{"GET / HTTP/1.1\r\nHost: h\r\nx-E: a\r\n b\r\nPragma: no-cache\r\n\r\n", "Host=h x-E=a b Pragma=no-cache"},
		{"GET /long?" + big[:9000] + " HTTP/1.1\r\nHost: h\r\nx-F: " + big[:9000] + "\r\n\r\n", "Host=h x-F=" + big[:9000]},
		{"GET / HTTP/1.1\nHost: h\nx-G: 1\n\n", "Host=h x-G=1"},
	}
	t.Run("one by one", func(t *testing.T) {
		c := serveRaw(t, http.HandlerFunc(echoSpelling))
		r := bufio.NewReader(c)
		for _, q := range requests {
			io.WriteString(c, q.raw)
			if _, got := readAnswer(t, r); got != q.want {
				t.Errorf("%.60q: got %.200s, want %.200s", q.raw, got, q.want)
			}
		}
	})
	t.Run("sent ahead", func(t *testing.T) {
		c := serveRaw(t, http.HandlerFunc(echoSpelling))
		r := bufio.NewReader(c)
		var all strings.Builder
		for _, q := range requests {
			all.WriteString(q.raw)
		}
		go io.WriteString(c, all.String())
		for _, q := range requests {
			if _, got := readAnswer(t, r); got != q.want {
				t.Errorf("%.60q: got %.200s, want %.200s", q.raw, got, q.want)
			}
		}
	})
}

// TestSpellingWithoutRecord checks the names of a request that came by another server.
func TestSpellingWithoutRecord(t *testing.T) {
	r, _ := http.NewRequest("GET", "http://h/", nil)
	r.Header.Add("b", "1")
	r.Header.Add("a", "2")
	if diff := cmp.Diff(pairs("Host", "h", "A", "2", "B", "1"), spelledHeader(r)); diff != "" {
		t.Error(diff)
	}
}

// TestBackendSpelling checks that a backend's spelling survives, also on a connection used again and after a 103.
func TestBackendSpelling(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	answers := []string{
		"HTTP/1.1 200 OK\r\nx-lower: 1\r\nX-UPPER: 2\r\ncontent-length: 2\r\n\r\nhi",
		"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nx-Second: 1\r\nx-SECOND: 2\r\nContent-Length: 0\r\n\r\n",
	}
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		r := bufio.NewReader(c)
		for _, a := range answers {
			if _, err := http.ReadRequest(r); err != nil {
				return
			}
			io.WriteString(c, a)
		}
	}()
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(httpOf("HTTP_PROXY", "GET"))}}), "http://"+l.Addr().String())
	want := []runtime.Pairs{pairs("x-lower", "1", "X-UPPER", "2"), pairs("x-Second", "1", "x-SECOND", "2")}
	for i := range answers {
		w := ask(g, "GET", "/test/", "")
		for _, h := range want[i] {
			if got := w.Header()[h.Name]; len(got) != 1 || got[0] != h.Value {
				t.Errorf("answer %d: header %s: %q, want %q (%v)", i, h.Name, got, h.Value, w.Header())
			}
		}
	}
}
