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
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Bodies of the answers that a fault of a backend ends in. Source: AWS-GATEWAY.md section 3.
const (
	networkBody = `{"message":"Network error communicating with endpoint"}`
	timeoutBody = `{"message":"Endpoint request timed out"}`
	failureBody = `{"message":"Internal server error"}`
)

// outcome is what a client gets: a status and a body. A broken one is a status with a body that does not end well.
type outcome struct {
	status int
	body   string
	broken bool
}

// The outcomes of most faults.
var (
	networkError = outcome{status: 504, body: networkBody}
	timedOut     = outcome{status: 504, body: timeoutBody}
	failed       = outcome{status: 500, body: failureBody}
)

// text is the outcome of a fault that does no harm.
func text(body string) outcome { return outcome{status: 200, body: body} }

// fault is what a backend does in place of an answer.
type fault struct {
	name string
	do   func(c net.Conn)
	// templates is the outcome of type HTTP, whose templates put < and > around the body, proxy that of HTTP_PROXY.
	templates, proxy outcome
	// timeout is the integration's; 0 is 5 s, which no fault needs.
	timeout time.Duration
}

// reset ends a connection so that the peer sees a reset.
func reset(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		t.SetLinger(0)
	}
	c.Close()
}

// says returns a fault that writes text and closes the connection.
func says(text string) func(net.Conn) {
	return func(c net.Conn) { io.WriteString(c, text) }
}

// breaksOff returns a fault that writes text and resets the connection once the text has arrived.
func breaksOff(text string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, text)
		time.Sleep(20 * time.Millisecond)
		reset(c)
	}
}

// hangs returns a fault that writes text and waits until the gateway has had enough.
func hangs(text string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, text)
		io.Copy(io.Discard, c)
	}
}

// repeats returns a fault that writes head, then part again and again, up to n bytes and with pauses.
func repeats(head, part string, n int, pause time.Duration) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, head)
		for sent := 0; sent < n; sent += len(part) {
			if _, err := io.WriteString(c, part); err != nil {
				return
			}
			time.Sleep(pause)
		}
	}
}

// gzipped returns text compressed.
func gzipped(text string) string {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

// withLength returns a response with a correct length and further header lines.
func withLength(body string, lines ...string) string {
	head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n", len(body))
	for _, l := range lines {
		head += l + "\r\n"
	}
	return head + "\r\n" + body
}

// faultsOfTheConnection are faults below HTTP.
func faultsOfTheConnection() []fault {
	const head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n"
	const short = 300 * time.Millisecond
	return []fault{
		{name: "closes", do: says(""), templates: networkError, proxy: networkError},
		{name: "resets before the head", do: reset, templates: networkError, proxy: networkError},
		{name: "resets in the status line", do: breaksOff("HTTP/1.1 2"), templates: networkError, proxy: networkError},
		{name: "resets in the head", do: breaksOff(head + "A: "), templates: networkError, proxy: networkError},
		{name: "resets behind the head", do: breaksOff(head + "\r\n"), templates: networkError, proxy: networkError},
		{name: "resets in the body", do: breaksOff(head + "\r\nabc"), templates: networkError, proxy: networkError},
		{name: "resets in a chunk", do: breaksOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), templates: networkError, proxy: networkError},
		{name: "silent", do: hangs(""), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "silent in the head", do: hangs(head), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "silent in the body", do: hangs(head + "\r\nabc"), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "silent in a chunk", do: hangs("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "trickling head", do: repeats("HTTP/1.1 200 OK\r\n", "A: b\r\n", 1000, 20*time.Millisecond), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "trickling body", do: repeats("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "a", 1000, 20*time.Millisecond), templates: timedOut, proxy: timedOut, timeout: short},
		{name: "speaks SMTP", do: says("220 mail.test ESMTP\r\n"), templates: networkError, proxy: networkError},
		{name: "speaks TLS", do: says("\x15\x03\x01\x00\x02\x02\x16"), templates: networkError, proxy: networkError},
		{name: "speaks HTTP/0.9", do: says("<html>hello</html>"), templates: networkError, proxy: networkError},
		{name: "speaks HTTP/2", do: hangs("\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x05\x00\x00\x40\x00\r\n\r\n"), templates: networkError, proxy: networkError},
	}
}

// faultsOfFraming are faults in where a message ends.
func faultsOfFraming() []fault {
	lengths := func(lines string) func(net.Conn) { return says("HTTP/1.1 200 OK\r\n" + lines + "\r\nabcdef") }
	chunks := func(text string) func(net.Conn) {
		return says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + text)
	}
	return []fault{
		{name: "length too large", do: lengths("Content-Length: 10\r\n"), templates: networkError, proxy: networkError},
		{name: "length too small", do: lengths("Content-Length: 3\r\n"), templates: text("<abc>"), proxy: text("abc")},
		{name: "length no number", do: lengths("Content-Length: six\r\n"), templates: networkError, proxy: networkError},
		{name: "negative length", do: lengths("Content-Length: -6\r\n"), templates: networkError, proxy: networkError},
		{name: "two lengths", do: lengths("Content-Length: 3\r\nContent-Length: 6\r\n"), templates: networkError, proxy: networkError},
		{name: "a list of lengths", do: lengths("Content-Length: 3, 6\r\n"), templates: networkError, proxy: networkError},
		{name: "length over the limit", do: lengths("Content-Length: 99999999999\r\n"), templates: failed, proxy: failed},
		{name: "length over all numbers", do: lengths("Content-Length: 99999999999999999999\r\n"), templates: networkError, proxy: networkError},
		{name: "unknown coding", do: lengths("Transfer-Encoding: rot13\r\n"), templates: networkError, proxy: networkError},
		{name: "chunk size", do: chunks("zz\r\nabc\r\n0\r\n\r\n"), templates: networkError, proxy: networkError},
		{name: "huge chunk size", do: chunks("FFFFFFFFFFFFFFFFFF\r\nabc"), templates: networkError, proxy: networkError},
		{name: "chunk longer than said", do: chunks("3\r\nabcdef\r\n0\r\n\r\n"), templates: networkError, proxy: networkError},
		{name: "no last chunk", do: chunks("3\r\nabc\r\n"), templates: networkError, proxy: networkError},
		{name: "length and chunks", do: says("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"), templates: text("<abc>"), proxy: text("abc")},
	}
}

// faultsOfContent are well-framed answers with something in them that goes too far.
func faultsOfContent() []fault {
	block := strings.Repeat("a", 1<<20)
	const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	bomb := gzipped(strings.Repeat("\x00", 12<<20))
	return []fault{
		{name: "endless body", do: repeats("HTTP/1.1 200 OK\r\n\r\n", block, 64<<20, 0), templates: failed, proxy: outcome{status: 200, broken: true}},
		{name: "endless chunks", do: repeats(chunked, "100000\r\n"+block+"\r\n", 64<<20, 0), templates: failed, proxy: outcome{status: 200, broken: true}},
		{name: "no UTF-8", do: says(withLength("a\xffb\xc3")), templates: text("<a\uFFFDb\uFFFD>"), proxy: text("a\uFFFDb\uFFFD")},
		{name: "gzip", do: says(withLength(gzipped("abc"), "Content-Encoding: gzip")), templates: text("<abc>"), proxy: outcome{status: 200}},
		{name: "gzip bomb", do: says(withLength(bomb, "Content-Encoding: gzip")), templates: failed, proxy: outcome{status: 200}},
		{name: "redirect", do: says("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"), templates: text("<{}>"), proxy: outcome{status: 302}},
		{name: "a few early hints", do: says(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 3) + withLength("abc")), templates: text("<abc>"), proxy: text("abc")},
		{name: "a flood of early hints", do: repeats("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 4<<20, 0), templates: networkError, proxy: networkError},
		{name: "switches protocols", do: hangs("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), templates: networkError, proxy: networkError},
		{name: "status 99", do: says("HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n"), templates: networkError, proxy: networkError},
		{name: "status of four digits", do: says("HTTP/1.1 2000 X\r\nContent-Length: 0\r\n\r\n"), templates: networkError, proxy: networkError},
		{name: "status 600", do: says("HTTP/1.1 600 X\r\nContent-Length: 3\r\n\r\nabc"), templates: text("<abc>"), proxy: failed},
		{name: "one huge header", do: repeats("HTTP/1.1 200 OK\r\nA: ", strings.Repeat("a", 1<<10), 128<<10, 0), templates: networkError, proxy: networkError},
		{name: "endless headers", do: repeats("HTTP/1.1 200 OK\r\n", "A: b\r\n", 4<<20, 0), templates: networkError, proxy: networkError},
		{name: "header without a colon", do: says("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nnonsense\r\n\r\nabc"), templates: networkError, proxy: networkError},
		{name: "lines ended by LF", do: says("HTTP/1.1 200 OK\nContent-Length: 3\n\nabc"), templates: text("<abc>"), proxy: text("abc")},
	}
}

// faultServer is a backend that misbehaves on /0, /1, ... as the faults say, and answers ok to everything else.
type faultServer struct {
	base   string
	faults []fault
	calls  []atomic.Int32
}

// newFaultServer starts a backend with faults.
func newFaultServer(t *testing.T, faults []fault) *faultServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &faultServer{base: "http://" + l.Addr().String(), faults: faults, calls: make([]atomic.Int32, len(faults))}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			open.Go(func() { s.serve(c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		open.Wait()
	})
	return s
}

// serve answers the requests of a connection until one asks for a fault.
func (s *faultServer) serve(c net.Conn) {
	defer c.Close()
	for r := bufio.NewReader(c); ; {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		io.Copy(io.Discard, req.Body)
		var n int
		if _, err := fmt.Sscanf(req.URL.Path, "/%d", &n); err == nil {
			s.calls[n].Add(1)
			s.faults[n].do(c)
			return
		}
		io.WriteString(c, withLength("ok"))
	}
}

// faultyAPI returns a definition with a resource for each fault, and one that is plain, for an integration type.
func faultyAPI(typ string, faults []fault) []byte {
	paths := object{"/ok": object{"post": operation(plainIntegration(typ))}}
	for i, f := range faults {
		timeout := f.timeout
		if timeout == 0 {
			timeout = 5 * time.Second
		}
		paths[fmt.Sprintf("/%d", i)] = object{"post": operation(faultyIntegration(typ, fmt.Sprintf("http://backend.test/%d", i), timeout))}
	}
	return definitionOf(paths)
}

// faultyIntegration returns an integration that calls a URI with POST, templates in both directions.
func faultyIntegration(typ, uri string, timeout time.Duration) object {
	return object{
		"type": typ, "uri": uri, "httpMethod": "POST", "timeoutInMillis": timeout.Milliseconds(),
		"requestTemplates": object{"application/json": `{"sent":$input.json('$')}`},
		"responses":        object{"default": object{"statusCode": "200", "responseTemplates": object{"application/json": `<$input.body>`}}},
	}
}

// plainIntegration returns an integration whose backend answers. It uses GET, which net/http sends again when the
// backend has closed a connection that was kept: with POST that would be a risk, and is an error.
func plainIntegration(typ string) object {
	i := faultyIntegration(typ, "http://backend.test/ok", 5*time.Second)
	i["httpMethod"] = "GET"
	return i
}

// serveGateway serves a gateway on the loopback interface until the test ends and returns its base URL; change may
// change the server.
func serveGateway(t *testing.T, g *Gateway, change ...func(*http.Server)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(g)
	for _, f := range change {
		f(s)
	}
	ended := make(chan error, 1)
	go func() { ended <- Serve(t.Context(), s, l) }()
	t.Cleanup(func() {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

// plainClient returns a client that follows no redirects and keeps no connections.
func plainClient() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       20 * time.Second,
	}
}

// post sends a JSON body and returns what came back.
func post(t *testing.T, url string) (outcome, http.Header) {
	t.Helper()
	res, err := plainClient().Post(url, "application/json", strings.NewReader(`{"a":1}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return outcome{status: res.StatusCode, broken: true}, res.Header
	}
	return outcome{status: res.StatusCode, body: string(body)}, res.Header
}

// resources counts what a process must not lose: goroutines and file descriptors.
func resources() (goroutines, descriptors int) {
	files, _ := os.ReadDir("/proc/self/fd")
	return runtime.NumGoroutine(), len(files)
}

// checkResources fails when goroutines or descriptors are not back to what they were within 5 s. Source:
// RELIABILITY.md, P9.
func checkResources(t *testing.T, goroutines, descriptors int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		g, d := resources()
		if g <= goroutines+20 && d <= descriptors+20 {
			return
		}
		if time.Now().After(end) {
			t.Errorf("%d goroutines and %d descriptors, before there were %d and %d", g, d, goroutines, descriptors)
			return
		}
	}
}

// TestFaultsOfBackends checks that every fault of a backend ends in the answer of the service, in time, that a plain
// request works at once afterwards, over the same pool of connections, and that nothing is left behind.
func TestFaultsOfBackends(t *testing.T) {
	faults := append(append(faultsOfTheConnection(), faultsOfFraming()...), faultsOfContent()...)
	for _, typ := range []string{"HTTP", "HTTP_PROXY"} {
		t.Run(typ, func(t *testing.T) {
			s := newFaultServer(t, faults)
			g := newGateway(t, faultyAPI(typ, faults), s.base)
			base := serveGateway(t, g)
			goroutines, descriptors := resources()
			for i, f := range faults {
				t.Run(f.name, func(t *testing.T) {
					want := f.templates
					if typ == "HTTP_PROXY" {
						want = f.proxy
					}
					begin := time.Now()
					got, header := post(t, fmt.Sprintf("%s/test/%d", base, i))
					took := time.Since(begin)
					checkOutcome(t, got, want, header)
					if limit := max(f.timeout, 3*time.Second) + time.Second; took > limit {
						t.Errorf("answered after %v, want at most %v", took, limit)
					}
					if n := s.calls[i].Load(); n != 1 {
						t.Errorf("the backend was called %d times", n)
					}
					checkPlain(t, base, typ)
				})
			}
			g.Close()
			checkResources(t, goroutines, descriptors)
		})
	}
}

// checkOutcome compares what a client got; an empty body in want stands for any. Errors must be whole gateway
// responses.
func checkOutcome(t *testing.T, got, want outcome, header http.Header) {
	t.Helper()
	if got.status != want.status || got.broken != want.broken || want.body != "" && got.body != want.body {
		t.Errorf("%d %.200q, broken %v; want %d %q, broken %v", got.status, got.body, got.broken, want.status, want.body, want.broken)
	}
	if header.Get("x-amzn-RequestId") == "" || header.Get("Content-Type") == "" {
		t.Errorf("headers %v", header)
	}
	if got.status >= 500 && header.Get("x-amzn-ErrorType") != "InternalServerErrorException" {
		t.Errorf("x-amzn-ErrorType %q", header.Get("x-amzn-ErrorType"))
	}
}

// checkPlain checks that a plain request to the same backend works at once. Source: RELIABILITY.md, P9; the limit
// leaves room for the race detector on a busy machine.
func checkPlain(t *testing.T, base, typ string) {
	t.Helper()
	want := "ok"
	if typ == "HTTP" {
		want = "<ok>"
	}
	begin := time.Now()
	if got, _ := post(t, base+"/test/ok"); got.status != 200 || got.body != want || time.Since(begin) > time.Second {
		t.Errorf("then a plain request: %d %q after %v", got.status, got.body, time.Since(begin))
	}
}

// TestFaultOfAddress checks backends that nobody is at, or that may not be called.
func TestFaultOfAddress(t *testing.T) {
	closed := &url.URL{Scheme: "http", Host: "127.0.0.1:1"} // a port that was free a moment ago may be taken by now
	s := newFaultServer(t, nil)
	alive, _ := url.Parse(s.base)
	for _, typ := range []string{"HTTP", "HTTP_PROXY"} {
		d := definitionOf(object{
			"/ok":       object{"post": operation(plainIntegration(typ))},
			"/refused":  object{"post": operation(faultyIntegration(typ, "http://refused.test/", 5*time.Second))},
			"/metadata": object{"post": operation(faultyIntegration(typ, "http://169.254.169.254/latest/meta-data", 5*time.Second))},
			"/mapped":   object{"post": operation(faultyIntegration(typ, "http://[::ffff:169.254.169.254]/", 5*time.Second))},
			"/zone":     object{"post": operation(faultyIntegration(typ, "http://[fe80::1]/", 5*time.Second))},
			"/number":   object{"post": operation(faultyIntegration(typ, "http://2852039166/", 5*time.Second))},
		})
		g := newGateway(t, d, "", func(o *Options) {
			o.Endpoints = Endpoints{"backend.test": alive, "refused.test": closed}
		})
		base := serveGateway(t, g)
		for _, path := range []string{"refused", "metadata", "mapped", "zone", "number"} {
			begin := time.Now()
			got, header := post(t, base+"/test/"+path)
			checkOutcome(t, got, networkError, header)
			if took := time.Since(begin); took > 4*time.Second {
				t.Errorf("%s %s: answered after %v", typ, path, took)
			}
			checkPlain(t, base, typ)
		}
	}
}

// TestLostClient checks that a client that goes away while the backend is silent, or while a large body passes, takes
// the call to the backend with it.
func TestLostClient(t *testing.T) {
	block := strings.Repeat("a", 1<<20)
	ended := make(chan string, 2)
	noting := func(name string, do func(net.Conn)) func(net.Conn) {
		return func(c net.Conn) { do(c); ended <- name }
	}
	faults := []fault{
		{name: "silent", do: noting("silent", hangs(""))},
		{name: "large", do: noting("large", repeats("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n"+block, "a", 8<<20, 20*time.Millisecond))},
	}
	s := newFaultServer(t, faults)
	base := serveGateway(t, newGateway(t, faultyAPI("HTTP_PROXY", faults), s.base))
	for i, f := range faults {
		c := dialRaw(t, strings.TrimPrefix(base, "http://"))
		fmt.Fprintf(c, "POST /test/%d HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}", i)
		for end := time.Now().Add(2 * time.Second); s.calls[i].Load() == 0 && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		time.Sleep(50 * time.Millisecond)
		reset(c)
		select {
		case name := <-ended:
			if name != f.name {
				t.Errorf("%s ended in place of %s", name, f.name)
			}
		case <-time.After(2 * time.Second):
			t.Errorf("%s: the call goes on without its client", f.name)
		}
		checkPlain(t, base, "HTTP_PROXY")
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
