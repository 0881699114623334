package gateway

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// rawBackend answers ok to every request and keeps the bytes of each. It closes connections, so that one connection
// has the bytes of one request, and whatever a smuggler hid behind it.
type rawBackend struct {
	base string
	mu   sync.Mutex
	got  []string
}

// newRawBackend starts a rawBackend.
func newRawBackend(t *testing.T) *rawBackend {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	b := &rawBackend{base: "http://" + l.Addr().String()}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go b.serve(c)
		}
	}()
	return b
}

// serve answers one request.
func (b *rawBackend) serve(c net.Conn) {
	defer c.Close()
	var raw bytes.Buffer
	r := bufio.NewReader(io.TeeReader(c, &raw))
	req, err := http.ReadRequest(r)
	if err != nil {
		return
	}
	io.Copy(io.Discard, req.Body)
	b.mu.Lock()
	b.got = append(b.got, raw.String())
	b.mu.Unlock()
	io.WriteString(c, withLength("ok", "Connection: close"))
}

// take returns the requests since the last call.
func (b *rawBackend) take() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	got := b.got
	b.got = nil
	return got
}

// rawHead splits a request into its first line and its header lines.
func rawHead(raw string) (line string, header []string, body string) {
	head, body, _ := strings.Cut(raw, "\r\n\r\n")
	lines := strings.Split(head, "\r\n")
	return lines[0], lines[1:], body
}

// rawAnswer is an answer that was read to its end.
type rawAnswer struct {
	StatusCode int
	Body       string
}

// sendRaw sends bytes over a connection of its own and returns everything that comes back until it is closed, or
// nothing came for a while.
func sendRaw(t *testing.T, base, raw string) []rawAnswer {
	t.Helper()
	c := dialRaw(t, strings.TrimPrefix(base, "http://"))
	defer c.Close()
	go io.WriteString(c, raw) // a server may stop reading
	var all []rawAnswer
	wait := 20 * time.Second // for the first answer, on a busy machine
	for r := bufio.NewReader(c); ; wait = 200 * time.Millisecond {
		c.SetReadDeadline(time.Now().Add(wait))
		res, err := http.ReadResponse(r, nil)
		if err != nil {
			return all
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		all = append(all, rawAnswer{res.StatusCode, string(body)})
	}
}

// statuses returns the status codes of answers.
func statuses(all []rawAnswer) []int {
	var list []int
	for _, r := range all {
		list = append(list, r.StatusCode)
	}
	return list
}

// passingAPI is a definition that passes everything to the backend.
func passingAPI() []byte {
	root := object{"type": "HTTP_PROXY", "uri": "http://backend.test/", "httpMethod": "ANY"}
	ok := object{"x-amazon-apigateway-any-method": operation(root)}
	return definitionOf(object{"/": ok, "/smuggled": ok})
}

// TestServerBounds checks the bounds of a server against RELIABILITY.md section 3.
func TestServerBounds(t *testing.T) {
	s := NewServer(nil)
	if s.ReadHeaderTimeout != 10*time.Second || s.ReadTimeout != 30*time.Second || s.IdleTimeout != 60*time.Second || s.WriteTimeout == 0 {
		t.Errorf("header %v, request %v, idle %v, write %v", s.ReadHeaderTimeout, s.ReadTimeout, s.IdleTimeout, s.WriteTimeout)
	}
}

// TestSlowClients checks that clients that are slow, go away or stop half way get a 4xx or a closed connection within
// the bounds of the server, and leave nothing behind. The bounds are shortened here.
func TestSlowClients(t *testing.T) {
	b := newRawBackend(t)
	base := serveGateway(t, newGateway(t, passingAPI(), b.base), func(s *http.Server) {
		s.ReadHeaderTimeout, s.ReadTimeout, s.IdleTimeout = 300*time.Millisecond, 600*time.Millisecond, 300*time.Millisecond
	})
	const whole = "POST /test HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n"
	trickle := func(c net.Conn, head, part string) {
		io.WriteString(c, head)
		for range 100 {
			if _, err := io.WriteString(c, part); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	tests := []struct {
		name  string
		do    func(c *net.TCPConn)
		want  []int // statuses that may come; 0 stands for a closed connection
		calls int
	}{
		{"nothing", func(*net.TCPConn) {}, []int{0}, 0},
		{"half a line", func(c *net.TCPConn) { io.WriteString(c, "GET /te") }, []int{0, 400, 408}, 0},
		{"slow header", func(c *net.TCPConn) { trickle(c, "GET /test HTTP/1.1\r\nHost: h\r\n", "A: b\r\n") }, []int{0, 408}, 0},
		{"no body", func(c *net.TCPConn) { io.WriteString(c, whole) }, []int{0, 400, 408}, 0},
		{"slow body", func(c *net.TCPConn) {
			trickle(c, "POST /test HTTP/1.1\r\nHost: h\r\nContent-Length: 3000\r\n\r\n", "a")
		}, []int{0, 400, 408}, 0},
		{"slow chunks", func(c *net.TCPConn) {
			trickle(c, "POST /test HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n")
		}, []int{0, 400, 408}, 0},
		{"half close in the head", func(c *net.TCPConn) { io.WriteString(c, "GET /test HTTP/1.1\r\n"); c.CloseWrite() }, []int{0, 400}, 0},
		{"half close in the body", func(c *net.TCPConn) { io.WriteString(c, whole+"a"); c.CloseWrite() }, []int{0, 400}, 0},
		{"half close in a chunk", func(c *net.TCPConn) {
			io.WriteString(c, "POST /test HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
			c.CloseWrite()
		}, []int{0, 400}, 0},
		{"expects and goes silent", func(c *net.TCPConn) {
			io.WriteString(c, "POST /test HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
		}, []int{0, 100, 400, 408}, 0},
		{"reset in the body", func(c *net.TCPConn) { io.WriteString(c, whole+"a"); reset(c) }, []int{0}, 0},
		{"whole", func(c *net.TCPConn) { io.WriteString(c, whole+"abc") }, []int{200}, 1},
	}
	goroutines, descriptors := resources()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := dialRaw(t, strings.TrimPrefix(base, "http://"))
			defer c.Close()
			go tt.do(c.(*net.TCPConn))
			begin := time.Now()
			c.SetReadDeadline(begin.Add(4 * time.Second))
			status := 0
			r := bufio.NewReader(c)
			if res, err := http.ReadResponse(r, nil); err == nil {
				status = res.StatusCode
				defer res.Body.Close()
			}
			io.Copy(io.Discard, r) // until it is closed
			if took := time.Since(begin); !slices.Contains(tt.want, status) || took > 2*time.Second {
				t.Errorf("status %d, closed after %v; want one of %v", status, took, tt.want)
			}
			if got := b.take(); len(got) != tt.calls {
				t.Errorf("the backend got %q", got)
			}
			if got := statuses(sendRaw(t, base, "GET /test HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")); !slices.Equal(got, []int{200}) {
				t.Errorf("then a plain request: %v", got)
			}
			b.take()
		})
	}
	checkResources(t, goroutines, descriptors)
}

// TestDeclaredLengthsCost checks that a client cannot make the gateway take memory by declaring a body that it does
// not send: many connections may do so at once.
func TestDeclaredLengthsCost(t *testing.T) {
	var calls []<-chan struct{}
	r, w := io.Pipe()
	defer w.Close()
	for range 20 {
		done := make(chan struct{})
		calls = append(calls, done)
		go func() {
			defer close(done)
			readBody(r, maxBody)
		}()
	}
	time.Sleep(100 * time.Millisecond)
	if n := reachableHeap(); n > 100<<20 {
		t.Errorf("20 bodies that were declared and not sent take %d MB", n>>20)
	}
	w.CloseWithError(io.ErrUnexpectedEOF)
	for _, done := range calls {
		<-done
	}
}

// TestPipelining checks that requests sent ahead are answered in order, each with its own body and spelling.
func TestPipelining(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/": object{"post": operation(object{
		"type": "MOCK", "requestTemplates": object{"application/json": `{"statusCode":200}`},
		"responses": object{"default": object{"statusCode": "200", "responseTemplates": object{"application/json": `$input.params('n') $input.body`}}},
	})}}), "")
	base := serveGateway(t, g)
	var raw strings.Builder
	const n = 50
	for i := range n {
		fmt.Fprintf(&raw, "POST /test?n=%d HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}", i)
	}
	all := sendRaw(t, base, raw.String())
	if len(all) != n {
		t.Fatalf("%d answers, want %d", len(all), n)
	}
	for i, res := range all {
		if res.StatusCode != 200 || !strings.HasPrefix(res.Body, fmt.Sprintf("%d ", i)) {
			t.Errorf("answer %d is %d %s", i, res.StatusCode, res.Body)
		}
	}
}

// TestMalformedRequests checks that requests which are no HTTP, or too large, end in a 4xx or 5xx or a closed
// connection, and never reach the backend.
func TestMalformedRequests(t *testing.T) {
	b := newRawBackend(t)
	base := serveGateway(t, newGateway(t, passingAPI(), b.base))
	const line = "POST /test HTTP/1.1\r\n"
	const head = line + "Host: h\r\n"
	long := strings.Repeat("a", 10_240)
	tests := []struct {
		name, raw string
		want      []int // one of; 0 stands for a closed connection
	}{
		{"no line", "\r\n\r\n\r\n", []int{0, 400}},
		{"no version", "GET /test\r\n\r\n", []int{400}},
		{"version", "GET /test HTTP/9.9\r\nHost: h\r\n\r\n", []int{400, 505}},
		{"version of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", []int{0, 400, 403, 405, 505}},
		{"spaces in the line", "GET /test /x HTTP/1.1\r\nHost: h\r\n\r\n", []int{400}},
		{"method", "G(T /test HTTP/1.1\r\nHost: h\r\n\r\n", []int{400}},
		{"CONNECT", "CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: h\r\n\r\n", []int{400, 403}},
		{"TRACE", "TRACE /test HTTP/1.1\r\nHost: h\r\n\r\n", []int{403}},
		{"unknown method", "PURGE /test HTTP/1.1\r\nHost: h\r\n\r\n", []int{403}},
		{"star", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", []int{400, 403}},
		{"bad escape", "GET /test/%zz HTTP/1.1\r\nHost: h\r\n\r\n", []int{400}},
		{"line break in the path", "POST /test/%0d%0aX:1 HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", []int{403}},
		{"control character in the path", "GET /test/\x01 HTTP/1.1\r\nHost: h\r\n\r\n", []int{400}},
		{"no host", line + "\r\n", []int{400}},
		{"two hosts", head + "Host: i\r\n\r\n", []int{400}},
		{"host with a path", "GET /test HTTP/1.1\r\nHost: h/x\r\n\r\n", []int{400}},
		{"space before the colon", head + "X : 1\r\n\r\n", []int{400}},
		{"no name", head + ": 1\r\n\r\n", []int{400}},
		{"no colon", head + "nonsense\r\n\r\n", []int{400}},
		{"NUL in a value", head + "X: a\x00b\r\n\r\n", []int{400}},
		{"CR in a value", head + "X: a\rY: b\r\n\r\n", []int{400}},
		{"NUL in a name", head + "X\x00Y: b\r\n\r\n", []int{400}},
		{"fold at the start", line + " Host: h\r\n\r\n", []int{400}},
		{"long URL", "GET /test?" + long + " HTTP/1.1\r\nHost: h\r\n\r\n", []int{414}},
		{"long path", "GET /test/" + long + " HTTP/1.1\r\nHost: h\r\n\r\n", []int{414}},
		{"long header", head + "X: " + long + "\r\n\r\n", []int{431}},
		{"many headers", head + strings.Repeat("X: a\r\n", 2_000) + "\r\n", []int{431}},
		{"endless line", "GET /" + strings.Repeat(long, 20), []int{0, 400, 414, 431}},
		{"endless header", head + "X: " + strings.Repeat(long, 20), []int{0, 431}},
		{"length over the limit", head + "Content-Length: 10485761\r\n\r\nabc", []int{413}},
		{"length over all numbers", head + "Content-Length: 99999999999999999999\r\n\r\nabc", []int{400}},
		{"endless chunks", head + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("100000\r\n"+strings.Repeat("a", 1<<20)+"\r\n", 12), []int{413}},
		{"tiny chunks with long extensions", head + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("1;"+strings.Repeat("x", 3000)+"\r\na\r\n", 50), []int{0, 400}},
		{"gzip bomb", fmt.Sprintf("%sContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", head, len(clientBomb), clientBomb), []int{413}},
	}
	goroutines, descriptors := resources()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := statuses(sendRaw(t, base, tt.raw))
			if len(got) == 0 {
				got = []int{0}
			}
			if !slices.Contains(tt.want, got[0]) {
				t.Errorf("statuses %v, want one of %v", got, tt.want)
			}
			if calls := b.take(); len(calls) > 0 {
				t.Errorf("the backend got %.300q", calls)
			}
		})
	}
	checkResources(t, goroutines, descriptors)
	if got := statuses(sendRaw(t, base, head+"Content-Length: 0\r\nConnection: close\r\n\r\n")); !slices.Equal(got, []int{200}) {
		t.Errorf("then a plain request: %v", got)
	}
}

// clientBomb is a small body that inflates beyond the limit.
var clientBomb = gzipped(strings.Repeat("\x00", 12<<20))

// TestSmuggling checks that requests whose framing can be read in two ways are refused, or reach the backend framed
// anew: as many requests as the client got answers for, each with one length and no coding.
func TestSmuggling(t *testing.T) {
	b := newRawBackend(t)
	base := serveGateway(t, newGateway(t, passingAPI(), b.base))
	const head = "POST /test HTTP/1.1\r\nHost: h\r\n"
	const hidden = "GET /test/smuggled HTTP/1.1\r\nHost: h\r\nX: "
	const chunk = "3\r\nabc\r\n0\r\n\r\n"
	tests := []struct {
		name, raw string
		status    int // of the first answer; 0 stands for any 4xx, 5xx or closed connection
	}{
		{"length then chunked", head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + hidden, 200},
		{"chunked then length", head + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n" + chunk + hidden, 200},
		{"two lengths", head + "Content-Length: 3\r\nContent-Length: 40\r\n\r\nabc" + hidden, 0},
		{"the same length twice", head + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 200},
		{"a list of lengths", head + "Content-Length: 3, 40\r\n\r\nabc" + hidden, 0},
		{"signed length", head + "Content-Length: +3\r\n\r\nabc" + hidden, 0},
		{"hexadecimal length", head + "Content-Length: 0x3\r\n\r\nabc" + hidden, 0},
		{"negative length", head + "Content-Length: -3\r\n\r\nabc" + hidden, 0},
		{"chunked, identity", head + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunk + hidden, 0},
		{"identity, chunked", head + "Transfer-Encoding: identity, chunked\r\n\r\n" + chunk + hidden, 0},
		{"chunked twice", head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + hidden, 0},
		{"xchunked", head + "Transfer-Encoding: xchunked\r\n\r\n" + chunk + hidden, 0},
		{"chunked with a tab", head + "Transfer-Encoding:\tchunked\r\n\r\n" + chunk, 200},
		{"chunked with a vertical tab", head + "Transfer-Encoding: \x0bchunked\r\n\r\n" + chunk + hidden, 0},
		{"space before the colon", head + "Transfer-Encoding : chunked\r\n\r\n" + chunk + hidden, 0},
		{"folded", head + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 3\r\n\r\n" + chunk + hidden, 200},
		{"HTTP/1.0 with chunks", "POST /test HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + chunk + hidden, 200},
		{"bare LF in the head", "POST /test HTTP/1.1\nHost: h\nContent-Length: 3\n\nabc", 200},
		{"bare LF behind a chunk size", head + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n" + hidden, 0},
		{"bare LF in a chunk extension", head + "Transfer-Encoding: chunked\r\n\r\n3;a\nabc\r\n0\r\n\r\n" + hidden, 0},
		{"bare CR in a header", head + "A: b\rTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc" + hidden, 0},
		{"chunk size too long", head + "Transfer-Encoding: chunked\r\n\r\n00000000000000003\r\nabc\r\n0\r\n\r\n" + hidden, 0},
		{"trailer with a length", head + "Transfer-Encoding: chunked\r\nTrailer: Content-Length\r\n\r\n3\r\nabc\r\n0\r\nContent-Length: 40\r\n\r\n" + hidden, 0},
		{"body behind GET", "GET /test HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 200},
		{"connection names the length", head + "Connection: Content-Length\r\nContent-Length: 3\r\n\r\nabc", 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := statuses(sendRaw(t, base, tt.raw))
			calls := b.take()
			if tt.status != 0 && (len(got) == 0 || got[0] != tt.status) || tt.status == 0 && len(got) > 0 && got[0] < 400 {
				t.Errorf("statuses %v, want %d", got, tt.status)
			}
			answered := 0
			for _, s := range got {
				if s == 200 {
					answered++
				}
			}
			if len(calls) != answered {
				t.Errorf("%d answers for %d requests: %q", answered, len(calls), calls)
			}
			for _, raw := range calls {
				checkFraming(t, raw)
			}
		})
	}
}

// checkFraming checks that a request at the backend has one length, which is that of its body, and no coding.
func checkFraming(t *testing.T, raw string) {
	t.Helper()
	line, header, body := rawHead(raw)
	if strings.Contains(raw, "/smuggled HTTP") {
		t.Errorf("the hidden request got through: %q", raw)
	}
	lengths := 0
	for _, h := range header {
		name, value, _ := strings.Cut(h, ":")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "content-length":
			lengths++
			if strings.TrimSpace(value) != itoa(len(body)) {
				t.Errorf("length %s for %d bytes", value, len(body))
			}
		case "transfer-encoding", "trailer", "te", "upgrade", "connection", "keep-alive":
			t.Errorf("%s is passed on: %q", name, raw)
		}
		if strings.ContainsAny(h, "\r\n\x00") {
			t.Errorf("a line is broken: %q", h)
		}
	}
	if lengths > 1 || lengths == 0 && body != "" {
		t.Errorf("%d lengths: %s, body %q", lengths, line, body)
	}
}
