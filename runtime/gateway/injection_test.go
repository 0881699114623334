package gateway

import (
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// hostileValues are header values that try to leave their line.
func hostileValues() []string {
	list := []string{
		"plain", "", " ", "a b", "a\tb", "tab\t", "a\r\nX-Injected: 1", "a\nX-Injected: 1", "a\rX-Injected: 1", "\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
		"a\x00b", "a\x0bb", "a\x0cb", "a\x1bb", "a\x7fb", "a\u0085b", "a\u2028X-Injected: 1", "a\u560d\u560aX-Injected: 1", "\xff\xfe", "ü€😀",
		`"quoted"`, "a,b", "a:b", "%0d%0aX-Injected: 1", `\r\nX-Injected: 1`, strings.Repeat("a", 2_000),
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	const alphabet = "ab :\t\r\n\x00,\x01ü"
	for range 60 {
		var b strings.Builder
		for range rnd.IntN(8) {
			b.WriteByte(alphabet[rnd.IntN(len(alphabet))])
		}
		list = append(list, b.String())
	}
	return list
}

// injectionAPI puts the query parameter v into a request header by a mapping (/mapped), by an override (/override),
// under the name in the parameter n (/name), into Host (/host), and into a response header (/response, /mappedback).
func injectionAPI() []byte {
	integration := func(template string, parameters object, response string) object {
		return object{"post": operation(object{
			"type": "HTTP", "uri": "http://backend.test/", "httpMethod": "POST", "requestParameters": parameters,
			"requestTemplates": object{"application/json": template + `{}`},
			"responses":        object{"default": object{"statusCode": "200", "responseTemplates": object{"application/json": response + `{}`}}},
		})}
	}
	return definitionOf(object{
		"/mapped":   integration(``, object{"integration.request.header.X-Set": "method.request.querystring.v"}, ``),
		"/override": integration(`#set($context.requestOverride.header.X-Set = $input.params('v'))`, object{}, ``),
		"/name":     integration(`#set($n = $input.params('v'))#set($context.requestOverride.header[$n] = "x-value")`, object{}, ``),
		"/host":     integration(``, object{"integration.request.header.Host": "method.request.querystring.v"}, ``),
		"/query":    integration(``, object{"integration.request.querystring.q": "method.request.querystring.v"}, ``),
		"/response": integration(``, object{}, `#set($context.responseOverride.header.X-Set = $input.params('v'))`),
	})
}

// TestHeaderInjection checks that a value from a request that is put into a header arrives as exactly that value, or
// the request fails and nothing is sent: no value makes a line. Source: RELIABILITY.md section 5.
func TestHeaderInjection(t *testing.T) {
	b := newRawBackend(t)
	base := serveGateway(t, newGateway(t, injectionAPI(), b.base))
	client := plainClient()
	for _, place := range []string{"mapped", "override", "name", "host", "query", "response"} {
		for _, v := range hostileValues() {
			res, err := client.Post(base+"/test/"+place+"?v="+url.QueryEscape(v), "application/json", strings.NewReader(`{}`))
			if err != nil {
				t.Fatalf("%s %q: %v", place, v, err)
			}
			res.Body.Close()
			calls := b.take()
			if res.Header.Get("X-Injected") != "" {
				t.Errorf("%s %q: a header of the answer was made from data: %v", place, v, res.Header)
			}
			switch {
			case res.StatusCode == 500 && (len(calls) == 0 || place == "response"):
			case res.StatusCode == 200 && len(calls) == 1:
				checkInjected(t, place, v, calls[0], res)
			default:
				t.Errorf("%s %q: status %d, %d calls", place, v, res.StatusCode, len(calls))
			}
		}
	}
}

// expectedNames are the header lines of a request of injectionAPI without those that a place sets.
var expectedNames = []string{"Accept", "Content-Length", "Content-Type", "Host", "User-Agent", "X-Amzn-Apigateway-Api-Id", "X-Amzn-Trace-Id", "Accept-Encoding"}

// checkInjected checks that a request has the headers it should, and X-Set as it was set.
func checkInjected(t *testing.T, place, v, raw string, res *http.Response) {
	t.Helper()
	checkFraming(t, raw)
	line, header, _ := rawHead(raw)
	set, known := "", map[string]bool{}
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		if strings.EqualFold(name, "X-Set") {
			set = value
			continue
		}
		if place == "name" && strings.EqualFold(name, v) {
			continue
		}
		if known[strings.ToLower(name)] || !slices.ContainsFunc(expectedNames, func(n string) bool { return strings.EqualFold(n, name) }) {
			t.Errorf("%s %q: header %q", place, v, h)
		}
		known[strings.ToLower(name)] = true
	}
	if strings.Count(line, " ") != 2 {
		t.Errorf("%s %q: %q", place, v, line)
	}
	blank := " \t"
	switch place {
	case "mapped", "override":
		if want := strings.Trim(v, blank); set != want && set != validUTF8(want) {
			t.Errorf("%s: the backend got %q, set was %q", place, set, want)
		}
	case "response":
		if got, want := res.Header.Get("X-Set"), strings.Trim(v, blank); got != want && got != validUTF8(want) {
			t.Errorf("%s: the client got %q, set was %q", place, got, want)
		}
	case "query":
		target, err := url.ParseRequestURI(strings.Fields(line)[1])
		if err != nil || target.Path != "/" || len(target.Query()) != 1 || target.Query().Get("q") != v && target.Query().Get("q") != validUTF8(v) {
			t.Errorf("query %q: the backend got %q", v, line)
		}
	}
}

// validUTF8 returns text as a template sees it: what is no UTF-8 is replaced.
func validUTF8(s string) string { return string([]rune(s)) }

// TestPathAttacks checks that a value in the place of a path variable never leaves that place: the backend sees no
// path outside of the prefix of the definition, and no query made from it.
func TestPathAttacks(t *testing.T) {
	b := newRawBackend(t)
	uri := func(from string) object {
		return operation(object{
			"type": "HTTP_PROXY", "uri": "http://backend.test/prefix/{id}/end", "httpMethod": "GET",
			"requestParameters": object{"integration.request.path.id": from},
		})
	}
	override := operation(object{
		"type": "HTTP", "uri": "http://backend.test/prefix/{id}/end", "httpMethod": "GET",
		"requestParameters": object{"integration.request.path.id": "'x'"},
		"requestTemplates":  object{"application/json": `#set($context.requestOverride.path.id = $input.params('id'))`},
		"responses":         object{"default": object{"statusCode": "200"}},
	})
	base := serveGateway(t, newGateway(t, definitionOf(object{
		"/p/{id}":     object{"get": uri("method.request.path.id")},
		"/g/{id+}":    object{"get": uri("method.request.path.id")},
		"/header":     object{"get": uri("method.request.header.id")},
		"/o/{id}":     object{"get": override},
		"/multiquery": object{"get": uri("method.request.querystring.id")},
	}), b.base))
	values := []string{
		"plain", "..", ".", "%2e%2e", "%2e%2e%2f", ".%2e", "..%2f..", "..%2F..%2Fadmin", "%2e%2e%2f%2e%2e%2fadmin", "../../admin", "../admin", "./x", "a/../../../admin",
		"%252e%252e%252fadmin", "%252e%252e", `..\..\admin`, `..%5c..%5cadmin`, "..;/admin", "..;", "..;x=1", "..%3b%2fadmin", "..%00", "..%2f..%2fadmin%zz", "%", "%2", "%zz/../../admin",
		"a?b=c", "a%3Fb=c", "a#b", "a%23b", "?x=1", "#", "a b", "a%20b", "a%0d%0aHost:%20evil", "//evil.test/", "@evil.test", "ü", "%c0%ae%c0%ae/admin", "%ff", "a&b=c", "a=b;c=d", "a:b", "",
	}
	for _, v := range values {
		requests := []string{
			"GET /test/p/" + v + " HTTP/1.1\r\nHost: h\r\n\r\n",
			"GET /test/g/" + v + " HTTP/1.1\r\nHost: h\r\n\r\n",
			"GET /test/o/" + v + " HTTP/1.1\r\nHost: h\r\n\r\n",
			"GET /test/header HTTP/1.1\r\nHost: h\r\nid: " + v + "\r\n\r\n",
			"GET /test/multiquery?id=" + url.QueryEscape(v) + " HTTP/1.1\r\nHost: h\r\n\r\n",
		}
		for _, raw := range requests {
			raw = strings.Replace(raw, "Host: h\r\n", "Host: h\r\nConnection: close\r\n", 1)
			got := statuses(sendRaw(t, base, raw))
			for _, call := range b.take() {
				checkPath(t, raw, call)
			}
			if len(got) != 1 {
				t.Errorf("%q: answers %v", raw, got)
			}
		}
	}
}

// checkPath checks that the target of a request at the backend is in its place, however a server reads it: decoded,
// with path parameters behind semicolons cut off, backslashes taken for slashes.
func checkPath(t *testing.T, sent, call string) {
	t.Helper()
	line, header, _ := rawHead(call)
	target := strings.Fields(line)[1]
	raw, query, _ := strings.Cut(target, "?")
	decoded, err := url.PathUnescape(raw)
	if err != nil {
		t.Errorf("%q: the backend got a path that is none: %q", sent, line)
		return
	}
	for _, view := range []string{raw, decoded} {
		var segments []string
		for s := range strings.SplitSeq(strings.ReplaceAll(view, `\`, "/"), "/") {
			s, _, _ = strings.Cut(s, ";")
			segments = append(segments, s)
		}
		clean := path.Clean(strings.Join(segments, "/"))
		if !strings.HasPrefix(clean, "/prefix") || !strings.HasSuffix(clean, "/end") {
			t.Errorf("%q: the backend got %q, which leads to %q", sent, line, clean)
		}
	}
	_, own, _ := strings.Cut(strings.Fields(sent)[1], "?")
	if query != "" && !sameQuery(query, own) || strings.Contains(raw, "#") {
		t.Errorf("%q: the backend got %q", sent, line)
	}
	if slices.ContainsFunc(header, func(h string) bool { return strings.HasPrefix(h, "Host: evil") }) {
		t.Errorf("%q: %q", sent, header)
	}
}

// sameQuery tells whether two queries have the same parameters.
func sameQuery(a, b string) bool {
	x, _ := url.ParseQuery(a)
	y, _ := url.ParseQuery(b)
	return x.Encode() == y.Encode()
}

// askedEndpoints is an EndpointResolver that knows one backend and notes what it is asked for.
type askedEndpoints struct {
	backend *url.URL
	mu      sync.Mutex
	asked   map[string]bool
}

// Endpoint notes name; everything leads to the backend.
func (a *askedEndpoints) Endpoint(name string) (*url.URL, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked[name] = true
	return a.backend, true
}

// TestHostFromData checks that no value of a request chooses the host of a backend, by any way it may come into a
// URI, while stage variables do.
func TestHostFromData(t *testing.T) {
	b := newRawBackend(t)
	backend, _ := url.Parse(b.base)
	headers := []string{"Host: evil.test", "X-Forwarded-Host: evil.test", "h: evil.test", "Content-Type: application/json"}
	values := []string{"evil.test", "@evil.test", ".evil.test", ":80@evil.test", "evil.test%2f", "%40evil.test", "evil.test:80", "//evil.test", `\evil.test`, "evil.test#", "evil.test?"}
	for _, uri := range []string{
		"http://{h}/", "http://{h}", "http://backend.test{h}", "http://backend.test{h}/", "http://backend.test:{h}/", "http://{h}@backend.test/",
		"http://{h}.backend.test/", "http://backend.test/{h}", "http://backend.test/?{h}", "{h}://backend.test/", "http://${stageVariables.host}/{h}", "http://${stageVariables.host}{h}",
	} {
		for _, from := range []string{"method.request.header.h", "method.request.querystring.h", "method.request.body.h"} {
			asked := &askedEndpoints{backend: backend, asked: map[string]bool{}}
			d := definitionOf(object{"/": object{"post": operation(object{
				"type": "HTTP", "uri": uri, "httpMethod": "POST", "requestParameters": object{"integration.request.path.h": from},
				"requestTemplates": object{"application/json": `#set($context.requestOverride.path.h = $input.params('h'))#set($context.requestOverride.header.Host = $input.params('h')){}`},
				"responses":        object{"default": object{"statusCode": "200"}},
			})}})
			g, _, err := Load("test.json", d, Options{Hooks: Hooks{Endpoints: asked}, Stage: StageConfig{Variables: map[string]string{"host": "backend.test"}}})
			if err != nil {
				continue // refused when it is loaded: as good
			}
			for _, v := range values {
				ask(g, "POST", "/test?h="+url.QueryEscape(v), `{"h":`+quoteJSON(v)+`}`, append(headers, "h: "+v)...)
			}
			g.Close()
			for name := range asked.asked {
				if name != "backend.test" && !strings.HasPrefix(name, "backend.test:") {
					t.Errorf("%s from %s: the host %s was called", uri, from, name)
				}
			}
		}
	}
	if len(b.take()) == 0 {
		t.Error("no request came through at all")
	}
}

// TestAbsoluteForm checks that a request for the URL of another host is no way to call it.
func TestAbsoluteForm(t *testing.T) {
	b := newRawBackend(t)
	base := serveGateway(t, newGateway(t, passingAPI(), b.base))
	for _, raw := range []string{
		"GET http://evil.test/test HTTP/1.1\r\nHost: h\r\n\r\n", "GET http://evil.test/test HTTP/1.1\r\nHost: evil.test\r\n\r\n",
		"GET //evil.test/test HTTP/1.1\r\nHost: h\r\n\r\n", "GET ftp://evil.test/test HTTP/1.1\r\nHost: h\r\n\r\n",
		"GET /test HTTP/1.1\r\nHost: h\r\nX-HTTP-Method-Override: CONNECT\r\n\r\n",
		"GET /test HTTP/1.1\r\nHost: h\r\nX-HTTP-Method-Override: GET /smuggled HTTP/1.1\r\n\r\n",
		"GET /test HTTP/1.1\r\nHost: h\r\nX-HTTP-Method-Override: get\r\n\r\n",
	} {
		got := statuses(sendRaw(t, base, raw))
		for _, call := range b.take() {
			checkFraming(t, call)
			line, header, _ := rawHead(call)
			if !strings.HasSuffix(line, " / HTTP/1.1") || !slices.Contains(header, "Host: backend.test") {
				t.Errorf("%q: the backend got %q", raw, call)
			}
		}
		if len(got) != 1 {
			t.Errorf("%q: %v", raw, got)
		}
	}
}
