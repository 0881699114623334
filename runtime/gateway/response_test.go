package gateway

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestGatewayResponses checks look-up, status, headers and substitution. Source: AWS-GATEWAY.md section 3.
func TestGatewayResponses(t *testing.T) {
	d := definitionOf(object{"/": object{"get": operation(object{"type": "HTTP", "uri": "http://${stageVariables.none}/", "httpMethod": "GET", "responses": object{"default": object{"statusCode": "200"}}})}}, object{
		"x-amazon-apigateway-gateway-responses": object{
			"MISSING_AUTHENTICATION_TOKEN": object{
				"statusCode": 404,
				"responseParameters": object{
					"gatewayresponse.header.X-Static": "'s'", "gatewayresponse.header.X-Query": "method.request.querystring.q",
					"gatewayresponse.header.X-None": "method.request.header.none", "gatewayresponse.header.X-Bad": "method.request.querystring.bad",
				},
				"responseTemplates": object{
					"application/json": `$context.error.messageString|${context.error.message}|$context.error.responseType|$context.none|$stageVariables.a|method.request.querystring.q|$method.request.header.H|#set($x = 1)$x$`,
					"text/html":        "<p>",
				},
			},
			"DEFAULT_5XX": object{"statusCode": "599"},
		},
	})
	g := newGateway(t, d, "", func(o *Options) { o.Stage.Variables = map[string]string{"a": "A"} })
	w := ask(g, "GET", "/test/none?q=Q&bad=%0d%0aX:1", "", "H: H")
	want := `"Missing Authentication Token"|Missing Authentication Token|MISSING_AUTHENTICATION_TOKEN||A|Q|H|#set($x = 1)$x$`
	if w.Code != 404 || w.Body.String() != want {
		t.Errorf("%d %s, want 404 %s", w.Code, w.Body, want)
	}
	h := w.Header()
	if h["X-Static"][0] != "s" || h["X-Query"][0] != "Q" || h["X-None"] != nil || h["X-Bad"] != nil {
		t.Errorf("headers %v", h)
	}
	if w := ask(g, "GET", "/test/none", "", "Accept: text/html, */*"); w.Body.String() != "<p>" || w.Header().Get("Content-Type") != "text/html" {
		t.Errorf("%s %v", w.Body, w.Header())
	}
	if w := ask(g, "GET", "/test/", ""); w.Code != 599 || w.Body.String() != `{"message":"Internal server error"}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestOverrides checks overrides that fail a request and those that do not.
func TestOverrides(t *testing.T) {
	var got *http.Request
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got = r.Clone(r.Context()) }))
	defer backend.Close()
	tests := []struct {
		template string
		status   int
	}{
		{`#set($context.requestOverride.header.X-A = "1")#set($context.requestOverride.querystring.q = "a b&c")#set($context.requestOverride.path.p = "x/y")`, 200},
		{`#set($context.requestOverride.header.Content-Length = "1")`, 500},
		{`#set($context.requestOverride.header.transfer-encoding = "chunked")`, 500},
		{`#set($context.requestOverride.header.X-Amzn-Trace-Id = "1")`, 500},
		{"#set($context.requestOverride.header.X-A = \"a\r\nX-B: b\")", 500},
		{`#set($context.requestOverride.header["X A"] = "a")`, 500},
		{`#set($context.requestOverride.path.p = "../secret")`, 500},
		{`#set($context.responseOverride.status = 600)`, 200},
		{`#set($context.responseOverride.status = 101)`, 500},
		{`#set($context.responseOverride.status = 418)`, 418},
		{"#set($context.responseOverride.header.X-A = \"a\nb\")", 500},
	}
	for _, tt := range tests {
		got = nil
		g := newGateway(t, definitionOf(object{"/": object{"post": operation(object{
			"type": "HTTP", "uri": "http://backend.test/a/{p}?q=0&r=1", "httpMethod": "POST",
			"requestTemplates": object{"application/json": tt.template}, "responses": object{"default": object{"statusCode": "200"}},
		})}}), backend.URL)
		w := ask(g, "POST", "/test/", `{}`)
		if w.Code != tt.status {
			t.Errorf("%s: status %d, want %d", tt.template, w.Code, tt.status)
		}
		if strings.Contains(tt.template, "querystring") && (got == nil || got.URL.RequestURI() != "/a/x/y?q=0&r=1&q=a+b%26c" || got.Header.Get("X-A") != "1") {
			t.Errorf("%s: the backend got %v", tt.template, got)
		}
	}
}

// TestCompression checks when answers are compressed.
func TestCompression(t *testing.T) {
	g := newGateway(t, definitionOf(object{
		"/small": object{"get": operation(mockOf("small"))}, "/large": object{"get": operation(mockOf(strings.Repeat("large ", 100)))},
	}, object{"x-amazon-apigateway-minimum-compression-size": 100}), "")
	if w := ask(g, "GET", "/test/small", "", "Accept-Encoding: gzip"); w.Header().Get("Content-Encoding") != "" || w.Body.String() != "small" {
		t.Errorf("small: %v", w.Header())
	}
	if w := ask(g, "GET", "/test/large", "", "Accept-Encoding: br, gzip"); w.Header().Get("Content-Encoding") != "" {
		t.Errorf("br first: %v", w.Header())
	}
	w := ask(g, "GET", "/test/large", "", "Accept-Encoding: gzip")
	z, err := gzip.NewReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := io.ReadAll(z); len(text) != 600 || w.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("large: %d bytes %v", len(text), w.Header())
	}
}

// TestBodiless checks statuses without a body.
func TestBodiless(t *testing.T) {
	mock := mockOf("x")
	mock["responses"] = object{"default": object{"statusCode": "204", "responseTemplates": object{"application/json": "x"}}}
	front := httptest.NewServer(newGateway(t, definitionOf(object{"/": object{"get": operation(mock), "head": operation(mockOf("abc"))}}), ""))
	defer front.Close()
	for range 3 {
		res, err := http.Get(front.URL + "/test/")
		if err != nil || res.StatusCode != 204 {
			t.Fatalf("%v %v", res, err)
		}
		res.Body.Close()
		res, err = http.Head(front.URL + "/test/")
		if err != nil || res.StatusCode != 200 || res.ContentLength != 3 {
			t.Fatalf("%v %v", res, err)
		}
		res.Body.Close()
	}
}

// TestRequestedClose checks the Connection header.
func TestRequestedClose(t *testing.T) {
	c := serveRaw(t, newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("x"))}}), ""))
	io.WriteString(c, "GET /test/ HTTP/1.1\r\nHost: h\r\n\r\nGET /test/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
	all, _ := io.ReadAll(c)
	if strings.Count(string(all), "Connection: keep-alive") != 1 || strings.Count(string(all), "Connection: close") != 1 {
		t.Errorf("%s", all)
	}
}
