package playground_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/vtlkit/vtl/playground"
	"github.com/vtlkit/vtl/playground/api"
)

// page is a page for tests.
var page = fstest.MapFS{
	"index.html":              {Data: []byte(`<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script src="assets/main-1a2b.js"></script>`)},
	"assets/main-1a2b.js":     {Data: []byte(strings.Repeat("console.log(1);\n", 200))},
	"assets/engine-3c4d.wasm": {Data: []byte("\x00asm")},
	"favicon.svg":             {Data: []byte("<svg/>")},
}

// newServer returns a server with the options and the test's page.
func newServer(t *testing.T, o playground.Options) *playground.Server {
	t.Helper()
	o.Page = page
	s, err := playground.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// do sends a request to a handler.
func do(h http.Handler, method, target, body string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// text returns the body of an answer.
func text(t *testing.T, res *http.Response) string {
	t.Helper()
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// failure returns the kind and the message of an answer that is no method's.
func failure(t *testing.T, res *http.Response) string {
	t.Helper()
	var f api.Failure
	body := text(t, res)
	if err := json.Unmarshal([]byte(body), &f); err != nil || f.Error.Message == "" {
		t.Errorf("%d: %q is no failure: %v", res.StatusCode, body, err)
	}
	return f.Error.Kind + ": " + f.Error.Message
}

// TestAnswers asks for everything once.
func TestAnswers(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{Version: "1.2.3"})
	const run = `{"template": "a$input.path('$.x')b", "request": {"body": "{\"x\": 1}"}}`
	for _, test := range []struct{ method, target, body, want string }{
		{"GET", "/", "", `^<!doctype html><meta name="csp-nonce" content="[A-Za-z0-9+/=]{24}">`},
		{"GET", "/assets/main-1a2b.js", "", `^console.log`},
		{"GET", "/favicon.svg", "", `^<svg/>$`},
		{"GET", "/healthz", "", "^ok\n$"},
		{"GET", "/metrics", "", "(?m)^vtl_calls_running 0$"},
		{"GET", "/api/", "", `(?s)^<!doctype html>.*POST /api/v1/explain`},
		{"GET", "/api/v1/schema.json", "", `"https://json-schema.org/draft/2020-12/schema"`},
		{"GET", "/api/v1/examples", "", `^\[\{"id":"json-mapping"`},
		{"GET", "/api/v1/knowledge", "", `"version":"1.2.3"`},
		{"POST", "/api/v1/render", `{"id": 7, "template": "x$input.body", "apigw": {"body": "y"}}`, `^\{"id":7,"output":"xy"`},
		{"POST", "/api/v1/render", `{"template": "#if("}`, `"error":\{"kind":"parse"`},
		{"POST", "/api/v1/render", run, `"output":"a1b"`},
		{"POST", "/api/v1/explain", run, `^\{"output":"a1b","ok":true`},
		{"POST", "/api/v1/complete", `{"template": "$in", "request": {}, "offset": 3}`, `"input`},
		{"POST", "/api/v1/request", `{"text": "GET /a?b=c"}`, `^\{"format":"http","request":\{"method":"GET"`},
		{"POST", "/api/v1/nodes", `{"body": "{\"a\": 1}", "path": "$"}`, `"children":\[\{"key":"a"`},
		{"POST", "/api/v1/copy", `{"as": "cdk", "run": {"template": "x", "request": {}}}`, `"fileName":"template.ts"`},
		{"POST", "/api/v1/chain", `{"request": {}, "chain": {"integration": {"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}}, "responses": [{"pattern": "", "status": 200, "responseTemplates": {"application/json": "hi"}}]}}`, `"body":"hi"`},
		{"POST", "/api/v1/import", `{"text": "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths: {}\n"}`, `"title":"t"`},
	} {
		res := do(s, test.method, test.target, test.body)
		if got := text(t, res); res.StatusCode != 200 || !regexp.MustCompile(test.want).MatchString(got) {
			t.Errorf("%s %s: %d %s, want %s", test.method, test.target, res.StatusCode, got, test.want)
		}
	}
}

// TestRefusals asks for what is refused, with the status and what the answer says.
func TestRefusals(t *testing.T) {
	t.Parallel()
	limits := playground.DefaultLimits()
	limits.Body, limits.Definition = 100, 200
	s := newServer(t, playground.Options{Loopback: true, Limits: limits})
	long := strings.Repeat("a", 200)
	for _, test := range []struct {
		name, method, target, body string
		header                     []string
		status                     int
		want                       string
	}{
		{"no JSON", "POST", "/api/v1/render", "nonsense", nil, 400, "request: "},
		{"no object", "POST", "/api/v1/render", "[]", nil, 400, "request: "},
		{"no template", "POST", "/api/v1/render", "{}", nil, 400, "request: "},
		{"empty body", "POST", "/api/v1/render", "", nil, 400, "request: "},
		{"wrong type", "POST", "/api/v1/explain", `{"template": 1}`, nil, 400, "request: "},
		{"no form", "POST", "/api/v1/copy", `{"as": "cobol"}`, nil, 400, "request: "},
		{"body over the limit", "POST", "/api/v1/render", long[:101], nil, 413, "limit: the body is larger than 100 bytes"},
		{"body at the limit", "POST", "/api/v1/render", long[:100], nil, 400, "request: "},
		{"definition over its limit", "POST", "/api/v1/import", long + "a", nil, 413, "limit: the body is larger than 200 bytes"},
		{"definition at its limit", "POST", "/api/v1/import", long, nil, 400, "request: "},
		{"nothing there", "GET", "/nothing", "", nil, 404, "request: there is nothing here"},
		{"outside of the page", "GET", "/../go.mod", "", nil, 404, "request: there is nothing here"},
		{"outside of the page, encoded", "GET", "/assets/..%2f..%2fgo.mod", "", nil, 404, "request: there is nothing here"},
		{"GET of a call", "GET", "/api/v1/render", "", nil, 404, "request: there is nothing here"},
		{"POST of an answer", "POST", "/api/v1/examples", "{}", nil, 405, "request: not with this method"},
		{"unknown method", "POST", "/api/v1/destroy", "{}", nil, 405, "request: not with this method"},
		{"DELETE", "DELETE", "/", "", nil, 405, "request: not with this method"},
		{"form", "POST", "/api/v1/render", "{}", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "request: a call's content type"},
		{"text", "POST", "/api/v1/render", "{}", []string{"Content-Type", "text/plain"}, 415, "request: a call's content type"},
		{"no content type", "POST", "/api/v1/render", "{}", []string{"Content-Type", ""}, 415, "request: a call's content type"},
		{"UTF-16", "POST", "/api/v1/render", "{}", []string{"Content-Type", "application/json; charset=utf-16"}, 415, "request: a call's content type"},
		{"compressed", "POST", "/api/v1/render", "{}", []string{"Content-Encoding", "gzip"}, 415, "request: a call's body is not compressed"},
		{"other origin", "POST", "/api/v1/render", "{}", []string{"Origin", "http://evil.test"}, 403, "request: calls from other origins"},
		{"other port", "POST", "/api/v1/render", "{}", []string{"Origin", "http://127.0.0.1:9999"}, 403, "request: calls from other origins"},
		{"null origin", "POST", "/api/v1/render", "{}", []string{"Origin", "null"}, 403, "request: calls from other origins"},
		{"cross-site", "POST", "/api/v1/render", "{}", []string{"Sec-Fetch-Site", "cross-site"}, 403, "request: calls from other origins"},
		{"same site, other origin", "POST", "/api/v1/render", "{}", []string{"Sec-Fetch-Site", "same-site"}, 403, "request: calls from other origins"},
		{"own origin", "POST", "/api/v1/render", "{}", []string{"Origin", "http://127.0.0.1:8080"}, 400, "request: "},
		{"same origin", "POST", "/api/v1/render", "{}", []string{"Sec-Fetch-Site", "same-origin", "Origin", "http://127.0.0.1:8080"}, 400, "request: "},
		{"rebound name", "GET", "/", "", []string{"Host", "evil.test"}, 403, "request: this playground answers to names of this machine"},
		{"rebound name with port", "POST", "/api/v1/render", "{}", []string{"Host", "evil.test:8080"}, 403, "request: this playground answers to names of this machine"},
		{"name that begins like this machine's", "GET", "/", "", []string{"Host", "localhost.evil.test"}, 403, "request: this playground"},
		{"address that begins like this machine's", "GET", "/", "", []string{"Host", "127.0.0.1.evil.test"}, 403, "request: this playground"},
		{"long address", "GET", "/?" + strings.Repeat("a", 8<<10), "", nil, 414, "limit: the address is too long"},
		{"large header", "GET", "/", "", []string{"X-A", strings.Repeat("a", 16<<10)}, 431, "limit: the header is too large"},
	} {
		res := do(s, test.method, test.target, test.body, test.header...)
		if got := failure(t, res); res.StatusCode != test.status || !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %d %s, want %d %s", test.name, res.StatusCode, got, test.status, test.want)
		}
	}
	for _, host := range []string{"localhost", "localhost:1", "LOCALHOST.:1", "app.localhost", "127.9.9.9:2", "[::1]:3", "[::1]"} {
		if res := do(s, "GET", "/healthz", "", "Host", host); res.StatusCode != 200 {
			t.Errorf("host %s: %d", host, res.StatusCode)
		}
	}
	if res := do(newServer(t, playground.Options{Loopback: true, TrustProxy: true}), "GET", "/healthz", "", "Host", "play.test"); res.StatusCode != 200 {
		t.Errorf("a proxy's host: %d", res.StatusCode)
	}
}

// TestHeaders looks at the headers of answers of every kind.
func TestHeaders(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	for _, request := range []string{"GET /", "GET /assets/main-1a2b.js", "GET /none", "GET /healthz", "GET /metrics", "GET /api/", "GET /api/v1/schema.json", "GET /api/v1/examples", "POST /api/v1/render", "DELETE /", "HEAD /"} {
		method, target, _ := strings.Cut(request, " ")
		res := do(s, method, target, `{"template": "x"}`)
		h := res.Header
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %s", request, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") || strings.Contains(policy, "*") {
			t.Errorf("%s: policy %q", request, policy)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", request, name, h.Get(name))
			}
		}
		if h.Get("Permissions-Policy") == "" || h.Get("Content-Type") == "" || h.Get("Cache-Control") == "" || h.Get("Access-Control-Allow-Origin") != "" || h.Get("Server") != "" {
			t.Errorf("%s: %v", request, h)
		}
		if strings.HasPrefix(target, "/api/v1/") && h.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: content type %s", request, h.Get("Content-Type"))
		}
	}
}

// TestNonce wants the nonce of the policy in the page, and a new one each time.
func TestNonce(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	seen := map[string]bool{}
	for range 20 {
		res := do(s, "GET", "/", "")
		nonce := regexp.MustCompile(`style-src 'self' 'nonce-([^']+)'`).FindStringSubmatch(res.Header.Get("Content-Security-Policy"))[1]
		if body := text(t, res); !strings.Contains(body, `content="`+nonce+`"`) || strings.Contains(body, "__CSP_NONCE__") || seen[nonce] {
			t.Fatalf("nonce %s, page %s", nonce, body)
		}
		seen[nonce] = true
	}
}

// TestCaching looks at what may be kept, and asks again for what was.
func TestCaching(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	for target, want := range map[string]string{
		"/": "no-store", "/assets/main-1a2b.js": "public, max-age=31536000, immutable", "/favicon.svg": "no-cache", "/api/v1/examples": "no-store",
	} {
		if got := do(s, "GET", target, "").Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	tag := do(s, "GET", "/favicon.svg", "").Header.Get("Etag")
	if res := do(s, "GET", "/favicon.svg", "", "If-None-Match", `"x", W/`+tag); res.StatusCode != 304 || text(t, res) != "" {
		t.Errorf("asked with its tag: %d", res.StatusCode)
	}
	if res := do(s, "GET", "/favicon.svg", "", "If-None-Match", `"x"`); res.StatusCode != 200 {
		t.Errorf("asked with another tag: %d", res.StatusCode)
	}
	if got := do(s, "GET", "/assets/engine-3c4d.wasm", "").Header.Get("Content-Type"); got != "application/wasm" {
		t.Errorf("the engine is %s", got)
	}
}

// TestGzip asks for files and answers in gzip.
func TestGzip(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	for _, target := range []string{"/assets/main-1a2b.js", "/api/v1/examples"} {
		plain := text(t, do(s, "GET", target, "", "Accept-Encoding", "br, gzip;q=0"))
		res := do(s, "GET", target, "", "Accept-Encoding", "br, gzip;q=0.5")
		if res.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(res.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: %v", target, res.Header)
			continue
		}
		packed := text(t, res)
		z, err := gzip.NewReader(strings.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if back, err := io.ReadAll(z); err != nil || string(back) != plain || len(packed) >= len(plain) {
			t.Errorf("%s: %d bytes packed, %d plain, %v", target, len(packed), len(plain), err)
		}
	}
	if res := do(s, "GET", "/favicon.svg", "", "Accept-Encoding", "gzip"); res.Header.Get("Content-Encoding") != "" {
		t.Error("what gzip makes larger is sent packed")
	}
}

// slow is a method that answers when it is told to.
type slow struct{ begun, end chan struct{} }

// newSlow returns a slow method.
func newSlow() *slow { return &slow{make(chan struct{}, 100), make(chan struct{})} }

// answer waits.
func (s *slow) answer(ctx context.Context, _ []byte) ([]byte, error) {
	s.begun <- struct{}{}
	select {
	case <-s.end:
		return []byte("{}"), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestTurns fills all turns and all places to wait in: one more is refused at once, and those wait are answered.
func TestTurns(t *testing.T) {
	t.Parallel()
	m, limits := newSlow(), playground.DefaultLimits()
	limits.Running, limits.Waiting = 2, 3
	s := newServer(t, playground.Options{Limits: limits, Methods: map[string]api.Method{"render": m.answer}})
	var answered sync.WaitGroup
	statuses := make(chan int, 5)
	for range 5 {
		answered.Go(func() { statuses <- do(s, "POST", "/api/v1/render", "{}").StatusCode })
	}
	<-m.begun
	<-m.begun
	metric(t, s, "vtl_calls_waiting 3")
	metric(t, s, "vtl_calls_running 2")
	res := do(s, "POST", "/api/v1/render", "{}")
	if got := failure(t, res); res.StatusCode != 429 || !strings.HasPrefix(got, "busy: ") || res.Header.Get("Retry-After") != "1" {
		t.Errorf("%d %s", res.StatusCode, got)
	}
	if do(s, "GET", "/healthz", "").StatusCode != 200 {
		t.Error("health waits for turns")
	}
	close(m.end)
	answered.Wait()
	for range 5 {
		if status := <-statuses; status != 200 {
			t.Errorf("a call that waited: %d", status)
		}
	}
	metric(t, s, `vtl_limits_total{limit="turns"} 1`)
	metric(t, s, `vtl_requests_total{method="render",status="200"} 5`)
	metric(t, s, `vtl_requests_total{method="render",status="429"} 1`)
	metric(t, s, `vtl_call_seconds_count{method="render"} 6`)
	metric(t, s, `vtl_call_seconds_bucket{method="render",le="+Inf"} 6`)
	metric(t, s, "vtl_calls_running 0")
}

// metric waits until the metrics have a line.
func metric(t *testing.T, s http.Handler, line string) {
	t.Helper()
	var all string
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if all = text(t, do(s, "GET", "/metrics", "")); strings.Contains(all, "\n"+line+"\n") {
			return
		}
	}
	t.Fatalf("no %q in\n%s", line, all)
}

// TestCallTime has a call that takes too long, one that panics, and one that fails.
func TestCallTime(t *testing.T) {
	t.Parallel()
	limits := playground.DefaultLimits()
	limits.Call = 20 * time.Millisecond
	s := newServer(t, playground.Options{Limits: limits, Methods: map[string]api.Method{
		"slow":  newSlow().answer,
		"panic": func(context.Context, []byte) ([]byte, error) { panic("secret") },
		"fails": func(context.Context, []byte) ([]byte, error) { return nil, errors.New("secret") },
		"large": func(context.Context, []byte) ([]byte, error) {
			return nil, &api.CallError{Kind: api.FailureLimit, Message: "too large"}
		},
	}})
	for name, want := range map[string]string{
		"slow": "503 limit: the call took too long", "panic": "500 internal: please report: something unexpected happened",
		"fails": "500 internal: please report: something unexpected happened", "large": "413 limit: too large",
	} {
		res := do(s, "POST", "/api/v1/"+name, "{}")
		if got := fmt.Sprint(res.StatusCode, " ", failure(t, res)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	metric(t, s, "vtl_calls_running 0")
}

// TestClients calls faster than a client of a public playground may.
func TestClients(t *testing.T) {
	t.Parallel()
	limits := playground.PublicLimits()
	limits.Rate, limits.Burst = 0.001, 3
	s := newServer(t, playground.Options{Public: true, Limits: limits})
	call := func(client string, header ...string) *http.Response {
		r := httptest.NewRequest("POST", "/api/v1/render", strings.NewReader(`{"template": "x"}`))
		r.RemoteAddr = client
		r.Header.Set("Content-Type", "application/json")
		for i := 0; i < len(header); i += 2 {
			r.Header.Add(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	for range 3 {
		if res := call("192.0.2.1:1000"); res.StatusCode != 200 {
			t.Fatalf("%d", res.StatusCode)
		}
	}
	res := call("192.0.2.1:2000")
	if got := failure(t, res); res.StatusCode != 429 || !strings.HasPrefix(got, "limit: too many calls") || res.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s %v", res.StatusCode, got, res.Header)
	}
	if res := call("192.0.2.1:1000", "X-Forwarded-For", "198.51.100.1"); res.StatusCode != 429 {
		t.Errorf("a forged X-Forwarded-For: %d", res.StatusCode)
	}
	if res := call("192.0.2.2:1000"); res.StatusCode != 200 {
		t.Errorf("another client: %d", res.StatusCode)
	}
	for i := range 3 {
		call(fmt.Sprintf("[2001:db8::%d]:1", i))
	}
	if res := call("[2001:db8::ffff]:1"); res.StatusCode != 429 {
		t.Errorf("another address of the same network: %d", res.StatusCode)
	}
	if res := do(s, "GET", "/", ""); res.StatusCode != 200 {
		t.Errorf("the page: %d", res.StatusCode)
	}

	s = newServer(t, playground.Options{Public: true, TrustProxy: true, Limits: limits})
	for range 3 {
		call("10.0.0.1:1", "X-Forwarded-For", "203.0.113.9, 198.51.100.1")
	}
	if res := call("10.0.0.1:1", "X-Forwarded-For", "1.1.1.1, 198.51.100.1"); res.StatusCode != 429 {
		t.Errorf("the proxy's client again: %d", res.StatusCode)
	}
	if res := call("10.0.0.1:1", "X-Forwarded-For", "198.51.100.1, 198.51.100.2"); res.StatusCode != 200 {
		t.Errorf("another client of the proxy: %d", res.StatusCode)
	}
}

// TestPublicMakesNoCalls asks a public playground for a live call although it was started with them allowed.
func TestPublicMakesNoCalls(t *testing.T) {
	t.Parallel()
	called := false
	backend := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer backend.Close()
	body := `{"request": {}, "chain": {"live": true, "integration": {"type": "HTTP", "httpMethod": "GET", "uri": "` + backend.URL + `"}, "responses": [{"pattern": "", "status": 200}]}}`
	for _, o := range []playground.Options{{}, {Public: true, AllowCalls: true}} {
		res := do(newServer(t, o), "POST", "/api/v1/chain", body)
		if got := text(t, res); called {
			t.Errorf("%+v called the backend: %s", o, got)
		}
		if got := text(t, do(newServer(t, o), "GET", "/api/v1/knowledge", "")); !strings.Contains(got, `"live":false`) {
			t.Errorf("%+v tells the page that calls are allowed", o)
		}
	}
	if text(t, do(newServer(t, playground.Options{AllowCalls: true}), "POST", "/api/v1/chain", body)); !called {
		t.Error("the backend is not called where calls are allowed")
	}
}

// listen serves on a port of its own until the test ends, and returns its address.
func listen(t *testing.T, s *playground.Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// send writes raw bytes to a server and returns the answer.
func send(t *testing.T, address, request string) *http.Response {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	return res
}

// TestSlowClients has clients that do not send what they began, and ones that send too much.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	limits := playground.DefaultLimits()
	limits.HeaderTime, limits.RequestTime = 100*time.Millisecond, 200*time.Millisecond
	address := listen(t, newServer(t, playground.Options{Limits: limits}))
	res := send(t, address, "POST /api/v1/render HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	if got := failure(t, res); res.StatusCode != 408 || got != "limit: the body did not come in time" || !res.Close {
		t.Errorf("a body that does not come: %d %s", res.StatusCode, got)
	}
	if res := send(t, address, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "+strings.Repeat("a", 70<<10)+"\r\n\r\n"); res.StatusCode != 431 {
		t.Errorf("a header of 70 KB: %d", res.StatusCode)
	}
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: loc")
	_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("a header that does not come: the connection stays open: %v", err)
	}
}

// TestConnections opens one connection more than there may be: it is served when another one is closed.
func TestConnections(t *testing.T) {
	t.Parallel()
	limits := playground.DefaultLimits()
	limits.Connections = 2
	address := listen(t, newServer(t, playground.Options{Limits: limits}))
	var open []net.Conn
	for range 3 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		open = append(open, c)
	}
	// The third one is not accepted while the first two are open.
	for _, c := range open[:2] {
		_, _ = io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		if res, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || res.StatusCode != 200 {
			t.Fatal(err)
		}
	}
	_, _ = io.WriteString(open[2], "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
	_ = open[2].SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	r := bufio.NewReader(open[2])
	if _, err := r.Peek(1); err == nil {
		t.Error("a third connection is served")
	}
	open[0].Close()
	_ = open[2].SetReadDeadline(time.Now().Add(10 * time.Second))
	if res, err := http.ReadResponse(r, nil); err != nil || res.StatusCode != 200 {
		t.Errorf("the third connection is not served when the first is closed: %v", err)
	}
}

// TestServeEnds ends a server with calls under way: it is gone soon, and no goroutine is left.
func TestServeEnds(t *testing.T) {
	before := runtime.NumGoroutine()
	m, limits := newSlow(), playground.DefaultLimits()
	limits.Shutdown = 50 * time.Millisecond
	s := newServer(t, playground.Options{Limits: limits, Methods: map[string]api.Method{"render": m.answer}})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	client := &http.Client{Transport: &http.Transport{}}
	var calls sync.WaitGroup
	calls.Go(func() {
		res, err := client.Post("http://"+l.Addr().String()+"/api/v1/render", "application/json", strings.NewReader("{}"))
		if err == nil {
			res.Body.Close()
		}
	})
	<-m.begun
	start := time.Now()
	cancel()
	if err := <-done; err != nil || time.Since(start) > time.Second {
		t.Errorf("ended after %v with %v", time.Since(start), err)
	}
	calls.Wait()
	client.CloseIdleConnections()
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			var stacks bytes.Buffer
			stacks.Grow(1 << 16)
			buf := make([]byte, 1<<16)
			stacks.Write(buf[:runtime.Stack(buf, true)])
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks.String())
		}
	}
}

// TestHostile sends templates and bodies that are meant to harm: each answer is one JSON object with a failure or a
// result that holds what was sent as text only, soon.
func TestHostile(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{Public: true})
	for name, template := range map[string]string{
		"html":      `<script>alert(1)</script><img src=x onerror=alert(1)>`,
		"endless":   `#macro(a)#a()#end#a()`,
		"loops":     `#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])x#end#end#end`,
		"doubling":  `#set($a = "aaaaaaaaaa")#foreach($i in [1..100])#set($a = "$a$a")#end`,
		"deep":      strings.Repeat("#if(true)", 100_000),
		"brackets":  "#set($a = " + strings.Repeat("[", 100_000),
		"regex":     `$input.body.replaceAll("(a+)+$", "b")`,
		"reflect":   `$input.class.forName("java.lang.Runtime").getRuntime().exec("id")`,
		"files":     `#include("/etc/passwd")#parse("/etc/passwd")`,
		"controls":  "\x00\x1b[31m\u202e\ufeff\u2028",
		"bad UTF-8": "\xff\xfe",
	} {
		body, err := json.Marshal(map[string]any{"template": template, "request": map[string]any{"body": strings.Repeat("a", 100)}, "events": true})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		res := do(s, "POST", "/api/v1/explain", string(body), "X-Test", name)
		got := text(t, res)
		var answer map[string]any
		if err := json.Unmarshal([]byte(got), &answer); err != nil || res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: %d %v %.200s", name, res.StatusCode, err, got)
		}
		if strings.Contains(got, "root:") {
			t.Errorf("%s: %.200s", name, got)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	for name, body := range map[string]string{
		"deep JSON": strings.Repeat("[", 1<<20), "deep object": `{"template": ` + strings.Repeat(`{"a":`, 200_000), "NUL": "\x00", "half": `{"template": "a`,
		"two": `{"template": "a"}{"template": "b"}`, "huge number": `{"template": "a", "offset": 1e999}`, "lone surrogate": `{"template": "\ud800", "request": {}}`,
	} {
		for _, method := range []string{"render", "explain", "complete", "request", "nodes", "copy", "chain", "import"} {
			res := do(newServer(t, playground.Options{}), "POST", "/api/v1/"+method, body)
			if got := text(t, res); !json.Valid([]byte(got)) || res.StatusCode >= 500 {
				t.Errorf("%s to %s: %d %.200s", name, method, res.StatusCode, got)
			}
		}
	}
}

// TestBombs sends small calls that describe large requests: copies and paths of them stay in proportion to the call.
func TestBombs(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	value := strings.Repeat("b", 500_000)
	params := map[string]string{}
	for i := range 10_000 {
		params[fmt.Sprint("p", i)] = "{a}{a}"
	}
	var deep any = "x"
	for range 2_000 {
		deep = map[string]any{"a": deep}
	}
	for name, r := range map[string]api.Request{
		"path":    {ResourcePath: strings.Repeat("/{a}", 100_000), PathParams: map[string]string{"a": value}},
		"params":  {ResourcePath: "/" + value + "/{a}", PathParams: params},
		"context": {Context: map[string]any{"deep": deep}},
	} {
		for _, as := range []string{"test", "curl", "go", "cdk", "terraform", "openapi-yaml", "openapi-json"} {
			start := time.Now()
			got := text(t, do(s, "POST", "/api/v1/copy", jsonOf(t, api.CopyQuery{As: as, Run: api.Run{Template: "$context.path", Request: r}})))
			if took := time.Since(start); took > 30*time.Second || len(got) > 8<<20 {
				t.Errorf("%s as %s: %d bytes in %v", name, as, len(got), took)
			}
		}
		start := time.Now()
		got := text(t, do(s, "POST", "/api/v1/explain", jsonOf(t, api.Run{Template: "$context.path", Request: r, Events: true})))
		if took := time.Since(start); took > 30*time.Second || len(got) > 16<<20 {
			t.Errorf("%s explained: %d bytes in %v", name, len(got), took)
		}
	}
}

// TestNewFails has a page without index.html.
func TestNewFails(t *testing.T) {
	t.Parallel()
	if _, err := playground.New(playground.Options{Page: fstest.MapFS{}}); err == nil {
		t.Error("a page without index.html is no error")
	}
}
