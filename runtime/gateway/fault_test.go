package gateway

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// faultyBackend accepts connections and lets f misbehave on each, once the request was read.
func faultyBackend(t *testing.T, f func(c net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				http.ReadRequest(bufio.NewReader(c))
				f(c)
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// reset ends a connection so that the peer sees a reset.
func reset(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		t.SetLinger(0)
	}
	c.Close()
}

// TestBackendFaults checks that every fault of a backend ends in an answer in time.
func TestBackendFaults(t *testing.T) {
	write := func(text string) func(net.Conn) { return func(c net.Conn) { io.WriteString(c, text) } }
	tests := []struct {
		name   string
		fault  func(net.Conn)
		status int
	}{
		{"closes", func(net.Conn) {}, 504},
		{"resets", reset, 504},
		{"resets in the head", func(c net.Conn) { io.WriteString(c, "HTTP/1.1 200 OK\r\nA: "); reset(c) }, 504},
		{"resets in the body", func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
			time.Sleep(20 * time.Millisecond)
			reset(c)
		}, 504},
		{"body too short", write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), 504},
		{"two lengths", write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc"), 504},
		{"bad chunks", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"), 504},
		{"no HTTP", write("220 mail.test ESMTP\r\n"), 504},
		{"huge head", func(c net.Conn) { fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nA: %s\r\n\r\n", strings.Repeat("a", 100<<10)) }, 504},
		{"switches protocols", write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), 504},
		{"1xx without end", func(c net.Conn) {
			for range 10_000 {
				if _, err := io.WriteString(c, "HTTP/1.1 103 Early Hints\r\n\r\n"); err != nil {
					return
				}
			}
		}, 504},
		{"silent", func(net.Conn) { time.Sleep(2 * time.Second) }, 504},
		{"trickles", func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
			for range 40 {
				io.WriteString(c, "a")
				time.Sleep(50 * time.Millisecond)
			}
		}, 504},
		{"huge length", write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"), 500},
		{"endless body", func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
			block := bytes.Repeat([]byte("a"), 1<<20)
			for range 12 {
				if _, err := c.Write(block); err != nil {
					return
				}
			}
		}, 500},
	}
	for _, typ := range []string{"HTTP", "HTTP_PROXY"} {
		for _, tt := range tests {
			if typ == "HTTP_PROXY" && tt.name == "endless body" {
				continue // streamed: see TestStream
			}
			t.Run(typ+" "+tt.name, func(t *testing.T) {
				integration := httpOf(typ, "GET")
				timeout := 500 * time.Millisecond
				if tt.name == "endless body" {
					timeout = 5 * time.Second // it is the size that ends it
				}
				integration["timeoutInMillis"] = timeout.Milliseconds()
				g := newGateway(t, definitionOf(object{
					"/": object{"get": operation(integration)}, "/ok": object{"get": operation(mockOf("ok"))},
				}), faultyBackend(t, tt.fault))
				begin := time.Now()
				w := ask(g, "GET", "/test/", "")
				if w.Code != tt.status || time.Since(begin) > timeout+time.Second {
					t.Errorf("status %d %s after %v, want %d", w.Code, w.Body, time.Since(begin), tt.status)
				}
				if w := ask(g, "GET", "/test/ok", ""); w.Body.String() != "ok" {
					t.Errorf("then: %d %s", w.Code, w.Body)
				}
			})
		}
	}
}

// TestBackendRefused checks a backend that is not there.
func TestBackendRefused(t *testing.T) {
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	addr := l.Addr().String()
	l.Close()
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(httpOf("HTTP", "GET"))}}), "http://"+addr)
	w := ask(g, "GET", "/test/", "")
	if w.Code != 504 || w.Body.String() != `{"message":"Network error communicating with endpoint"}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestLinkLocal checks that addresses under which machines tell about themselves are not dialled.
func TestLinkLocal(t *testing.T) {
	for _, addr := range []string{"169.254.169.254:80", "[fe80::1]:80", "[::ffff:169.254.1.1]:80", "[fd00:ec2::254]:80"} {
		if refuseLinkLocal("tcp", addr, nil) == nil {
			t.Errorf("%s is allowed", addr)
		}
	}
	for _, addr := range []string{"127.0.0.1:80", "[::1]:80", "10.0.0.1:80"} {
		if err := refuseLinkLocal("tcp", addr, nil); err != nil {
			t.Error(err)
		}
	}
}

// TestRedirect checks that a redirect is passed on, not followed.
func TestRedirect(t *testing.T) {
	var calls atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer s.Close()
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(httpOf("HTTP_PROXY", "GET"))}}), s.URL)
	if w := ask(g, "GET", "/test/", ""); w.Code != 302 || calls.Load() != 1 {
		t.Errorf("status %d, %d calls", w.Code, calls.Load())
	}
}

// TestStream checks that a large answer passes while it comes, and that one which grows too large breaks off.
func TestStream(t *testing.T) {
	block := bytes.Repeat([]byte("a"), 1<<20)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 3
		if r.URL.Query().Has("huge") {
			n = 12
		}
		for range n {
			w.Write(block)
		}
	}))
	defer s.Close()
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(httpOf("HTTP_PROXY", "GET"))}}), s.URL)
	front := httptest.NewServer(g)
	defer front.Close()
	res, err := http.Get(front.URL + "/test/")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil || len(body) != 3<<20 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	res, err = http.Get(front.URL + "/test/?huge")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, res.Body); err == nil {
		t.Errorf("a body over the limit ended well after %d bytes", n)
	}
	res.Body.Close()
}

// TestRequestBodies checks sizes and codings of request bodies. Source: AWS-GATEWAY.md sections 20 and 21.
func TestRequestBodies(t *testing.T) {
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Write(body)
	}))
	defer echo.Close()
	g := newGateway(t, definitionOf(object{"/": object{"post": operation(httpOf("HTTP_PROXY", "POST"))}}), echo.URL)
	zip := func(n int) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(bytes.Repeat([]byte("a"), n))
		w.Close()
		return b.String()
	}
	tests := []struct {
		name, body, coding string
		status, length     int
	}{
		{"at the limit", strings.Repeat("a", maxBody), "", 200, maxBody},
		{"over the limit", strings.Repeat("a", maxBody+1), "", 413, 0},
		{"gzip", zip(1000), "gzip", 200, 1000},
		{"bomb", zip(64 << 20), "gzip", 413, 0},
		{"not gzip", "abc", "gzip", 400, 0},
		{"cut gzip", zip(100_000)[:50], "gzip", 400, 0},
		{"unknown coding", "abc", "br", 415, 0},
		{"identity", "abc", "identity", 200, 3},
	}
	for _, tt := range tests {
		var headers []string
		if tt.coding != "" {
			headers = append(headers, "Content-Encoding: "+tt.coding)
		}
		w := ask(g, "POST", "/test/", tt.body, headers...)
		if w.Code != tt.status || tt.status == 200 && w.Body.Len() != tt.length {
			t.Errorf("%s: status %d, %d bytes, want %d, %d: %.700s", tt.name, w.Code, w.Body.Len(), tt.status, tt.length, w.Body)
		}
	}
}

// TestClientFaults checks that malformed requests get a 4xx or a closed connection, and never reach the backend in a
// form that differs from ours.
func TestClientFaults(t *testing.T) {
	var seen atomic.Int32
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%d %s %v", r.ContentLength, body, r.TransferEncoding)
	}))
	defer backend.Close()
	g := newGateway(t, definitionOf(object{"/": object{"post": operation(httpOf("HTTP_PROXY", "POST"))}}), backend.URL)
	const head = "POST /test/ HTTP/1.1\r\nHost: h\r\n"
	long := strings.Repeat("a", 11_000)
	tests := []struct {
		name, raw string
		status    int // 0: the connection may close instead
		body      string
	}{
		{"plain", head + "Content-Length: 3\r\n\r\nabc", 200, "3 abc []"},
		{"chunked", head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200, "3 abc []"},
		{"length and chunked", head + "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200, "3 abc []"},
		{"two lengths", head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400, ""},
		{"chunked, identity", head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501, ""},
		{"bad chunk", head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n", 400, ""},
		{"space before colon", head + "X : 1\r\n\r\n", 400, ""},
		{"no host", "POST /test/ HTTP/1.1\r\n\r\n", 400, ""},
		{"long URL", "POST /test/?" + long + " HTTP/1.1\r\nHost: h\r\n\r\n", 414, ""},
		{"long headers", head + "X: " + long + "\r\n\r\n", 431, ""},
		{"huge headers", head + "X: " + strings.Repeat(long, 5) + "\r\n\r\n", 431, ""},
		{"header in URL", "POST /test/%0d%0aX:1 HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", 403, ""},
		{"no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, ""},
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go g.Serve(t.Context(), l)
	for _, tt := range tests {
		c := dialRaw(t, l.Addr().String())
		io.WriteString(c, tt.raw)
		res, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			if tt.status != 431 { // the answer may be lost when the connection closes on what was not read
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		text, _ := io.ReadAll(res.Body)
		res.Body.Close()
		status, body := res.StatusCode, string(text)
		if status != tt.status || tt.body != "" && body != tt.body {
			t.Errorf("%s: %d %.200s, want %d %s", tt.name, status, body, tt.status, tt.body)
		}
		c.Close()
	}
	if n := seen.Load(); n != 3 {
		t.Errorf("the backend was called %d times, want 3", n)
	}
}
