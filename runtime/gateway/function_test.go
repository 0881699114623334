package gateway

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestParseFunctionURI(t *testing.T) {
	t.Parallel()
	const prefix = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
	const arn = "arn:aws:lambda:us-east-1:123456789012:function:pets"
	for _, c := range []struct {
		uri, arn, name, qualifier string
		ok                        bool
	}{
		{prefix + arn + "/invocations", arn, "pets", "", true},
		{prefix + arn + ":live/invocations", arn + ":live", "pets", "live", true},
		{prefix + arn + ":7/response-streaming-invocations", arn + ":7", "pets", "7", true},
		{prefix + "pets/invocations", "pets", "pets", "", true},
		{prefix + "pets:live/invocations", "pets:live", "pets", "live", true},
		{prefix + "123456789012:function:pets/invocations", "123456789012:function:pets", "pets", "", true},
		{"/2015-03-31/functions/pets/invocations", "pets", "pets", "", true},
		{arn, arn, "pets", "", true},
		{arn + ":$LATEST", arn + ":$LATEST", "pets", "$LATEST", true},
		{prefix + "arn:aws:lambda:us-east-1:123456789012:function:/invocations", "", "", "", false},
		{prefix + "arn:aws:lambda:us-east-1:123456789012:layer:x/invocations", "", "", "", false},
		{prefix + "/invocations", "", "", "", false},
		{prefix + "pets", "", "", "", false},
		{prefix + "pets/versions", "", "", "", false},
		{"arn:aws:sqs:us-east-1:123456789012:queue", "", "", "", false},
		{"", "", "", "", false},
	} {
		gotARN, name, qualifier, ok := parseFunctionURI(c.uri)
		if ok != c.ok || ok && (gotARN != c.arn || name != c.name || qualifier != c.qualifier) {
			t.Errorf("%s: %q %q %q %v", c.uri, gotARN, name, qualifier, ok)
		}
	}
}

// proxyAPI is a definition whose only method is an AWS_PROXY integration with the function "pets".
const proxyAPI = `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/{proxy+}":{"x-amazon-apigateway-any-method":{
	"x-amazon-apigateway-integration":{"type":"AWS_PROXY","httpMethod":"POST",
	"uri":"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets${stageVariables.alias}/invocations"}}}}}`

// customAPI is the same with an AWS integration.
const customAPI = `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/{proxy+}":{"x-amazon-apigateway-any-method":{
	"x-amazon-apigateway-integration":{"type":"AWS","httpMethod":"POST",
	"uri":"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations",
	"responses":{"default":{"statusCode":"200"},"Malformed.*":{"statusCode":"400","responseTemplates":{"application/json":"{\"m\":\"$input.path('$.errorMessage')\"}"}}}}}}}}`

// loadGateway returns a gateway for a definition with the endpoint "*" and local functions.
func loadGateway(t *testing.T, definition, endpoint string, local ...LocalFunction) (*Gateway, *outputLines) {
	t.Helper()
	return loadGatewayWith(t, definition, endpoint, Options{}, FunctionOptions{Local: local})
}

// loadGatewayWith is loadGateway with options.
func loadGatewayWith(t *testing.T, definition, endpoint string, opts Options, functions FunctionOptions) (*Gateway, *outputLines) {
	t.Helper()
	out := &outputLines{}
	if endpoint != "" {
		name, base, err := ParseEndpoint("*=" + endpoint)
		if err != nil {
			t.Fatal(err)
		}
		opts.Endpoints = Endpoints{name: base}
	}
	opts.Warn = func(m string) { out.add("", "warning: "+m) }
	functions.Output = out.add
	opts.Lambda = functions
	g, _, err := Load("api.json", []byte(definition), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		g.functions.(io.Closer).Close()
		g.Close()
	})
	return g, out
}

// answerHead is what stands before the body of an answer.
type answerHead struct {
	StatusCode int
	Header     http.Header
}

// askPath is ask with the body as text.
func askPath(t *testing.T, g *Gateway, method, target, body string, header ...string) (answerHead, string) {
	t.Helper()
	res := ask(g, method, target, body, header...).Result()
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answerHead{res.StatusCode, res.Header}, string(text)
}

func TestInvokeAPI(t *testing.T) {
	t.Parallel()
	var path, query, header string
	stub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, query, header = r.Method+" "+r.URL.Path, r.URL.RawQuery, r.Header.Get(traceHeader)
		io.WriteString(w, `{"statusCode":202,"body":"ok"}`)
	}))
	defer stub.Close()
	g, _ := loadGatewayWith(t, proxyAPI, stub.URL, Options{Stage: StageConfig{Variables: map[string]string{"alias": ":live"}}}, FunctionOptions{})
	res, body := askPath(t, g, "GET", "/test/x", "")
	if res.StatusCode != 202 || body != "ok" {
		t.Errorf("got %d %q", res.StatusCode, body)
	}
	if path != "POST /2015-03-31/functions/pets/invocations" || query != "Qualifier=live" || !strings.HasPrefix(header, "Root=") {
		t.Errorf("got %q, %q, %q", path, query, header)
	}
}

func TestInvokeAPIFailures(t *testing.T) {
	t.Parallel()
	answer := func(status int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if header != "" {
				w.Header().Set(functionErrorHeader, header)
			}
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	}
	for _, c := range []struct {
		name          string
		stub          http.HandlerFunc
		proxy, custom int
		body          string // of custom
	}{
		{"function error", answer(200, "Unhandled", `{"errorMessage":"Malformed pet"}`), 502, 400, `{"m":"Malformed pet"}`},
		{"other function error", answer(200, "Handled", `{"errorMessage":"x"}`), 502, 200, `{"errorMessage":"x"}`},
		{"not json", answer(200, "", `<html>`), 502, 200, `<html>`},
		{"nothing", answer(200, "", ``), 502, 200, ``},
		{"throttled", answer(429, "", `{"Type":"User","message":"Rate Exceeded."}`), 500, 500, `{"message": "Internal server error"}`},
		{"no such function", answer(404, "", `{}`), 500, 500, `{"message": "Internal server error"}`},
		{"not permitted", answer(403, "", `{}`), 500, 500, `{"message": "Internal server error"}`},
		{"broken", answer(500, "", ``), 500, 500, `{"message": "Internal server error"}`},
		{"silent", func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		}, 504, 504, `{"message": "Endpoint request timed out"}`},
		{"reset", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 504, 504, `{"message": "Network error communicating with endpoint"}`},
		{"too long", answer(200, "", strings.Repeat("a", maxBody+1)), 500, 500, `{"message": "Internal server error"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stub := httptest.NewServer(c.stub)
			defer stub.Close()
			proxy, custom := proxyAPI, customAPI
			if c.proxy == 504 {
				short := strings.NewReplacer(`"httpMethod":"POST"`, `"httpMethod":"POST","timeoutInMillis":300`)
				proxy, custom = short.Replace(proxy), short.Replace(custom)
			}
			g, _ := loadGateway(t, proxy, stub.URL)
			if res, body := askPath(t, g, "GET", "/test/x", ""); res.StatusCode != c.proxy {
				t.Errorf("AWS_PROXY: got %d %s, want %d", res.StatusCode, body, c.proxy)
			}
			g, _ = loadGateway(t, custom, stub.URL)
			res, body := askPath(t, g, "GET", "/test/x", "")
			if res.StatusCode != c.custom || strings.ReplaceAll(body, `: "`, `:"`) != strings.ReplaceAll(c.body, `: "`, `:"`) {
				t.Errorf("AWS: got %d %.100s, want %d %s", res.StatusCode, body, c.custom, c.body)
			}
		})
	}
}

func TestInvokeWithoutEndpoint(t *testing.T) {
	t.Parallel()
	for _, definition := range []string{proxyAPI, customAPI} {
		g, out := loadGateway(t, definition, "")
		if res, body := askPath(t, g, "GET", "/test/x", ""); res.StatusCode != 500 || !strings.Contains(body, "Internal server error") {
			t.Errorf("got %d %s", res.StatusCode, body)
		}
		out.has(t, "warning: no endpoint is configured for lambda")
	}
	g, _ := loadGateway(t, proxyAPI, "http://"+freePort(t))
	if res, body := askPath(t, g, "GET", "/test/x", ""); res.StatusCode != 504 {
		t.Errorf("refused: got %d %s", res.StatusCode, body)
	}
}

func TestFunctionHook(t *testing.T) {
	t.Parallel()
	hook := hookFunction(func(call *FunctionCall) (*FunctionResult, error) {
		if call.Name != "pets" {
			return nil, errors.New("another function")
		}
		return &FunctionResult{Status: 200, Payload: []byte(`{"statusCode":"203"}`)}, nil
	})
	g, _, err := Load("api.json", []byte(proxyAPI), Options{Hooks: Hooks{Functions: hook}})
	if err != nil {
		t.Fatal(err)
	}
	if res, _ := askPath(t, g, "GET", "/test/x", ""); res.StatusCode != 203 {
		t.Errorf("got %d", res.StatusCode)
	}
}

// hookFunction is a Function made of a function.
type hookFunction func(*FunctionCall) (*FunctionResult, error)

// Invoke calls it.
func (f hookFunction) Invoke(_ context.Context, call *FunctionCall) (*FunctionResult, error) {
	return f(call)
}

func TestLocalFunctionBehindGateway(t *testing.T) {
	t.Parallel()
	program, err := plainFunction()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mode          string
		proxy, custom int
	}{
		// The program finds its mode in the event only under AWS; under AWS_PROXY it echoes the event, which is malformed.
		{"echo", 502, 200}, {"exit", 502, 200}, {"hang", 502, 200}, {"garbage", 502, 200}, {"twice", 502, 200}, {"error", 502, 400},
	} {
		local := LocalFunction{Name: "pets", Command: []string{program}, Timeout: 20 * time.Second}
		if c.mode == "hang" {
			local.Timeout = 500 * time.Millisecond
		}
		g, _ := loadGateway(t, customAPI, "", local)
		if res, body := askPath(t, g, "POST", "/test/x", `{"mode":"`+c.mode+`"}`, "Content-Type: application/json"); res.StatusCode != c.custom {
			t.Errorf("AWS %s: got %d %s, want %d", c.mode, res.StatusCode, body, c.custom)
		}
		g, _ = loadGateway(t, proxyAPI, "", local)
		if res, body := askPath(t, g, "POST", "/test/x", `{"mode":"`+c.mode+`"}`, "Content-Type: application/json"); res.StatusCode != c.proxy {
			t.Errorf("AWS_PROXY %s: got %d %s, want %d", c.mode, res.StatusCode, body, c.proxy)
		}
	}
}

func TestLambdaGoFunction(t *testing.T) {
	t.Parallel()
	g, out := loadGateway(t, proxyAPI, "", LocalFunction{Name: "pets", Command: []string{buildFunction(t, "function-aws")}})
	res, body := askPath(t, g, "PUT", "/test/a/b?q=1+2", "text")
	if res.StatusCode != 201 || body != "PUT /a/b 1 2 text test" || res.Header.Get("Content-Type") != "text/plain" ||
		res.Header.Get("X-Arn") != "arn:aws:lambda:us-east-1:123456789012:function:pets" || res.Header.Get("X-Deadline") != "true" {
		t.Errorf("got %d %q %v", res.StatusCode, body, res.Header)
	}
	out.has(t, "handling PUT /a/b")
	for _, path := range []string{"/test/error", "/test/panic"} {
		if res, body := askPath(t, g, "GET", path, ""); res.StatusCode != 502 || !strings.Contains(body, "Internal server error") {
			t.Errorf("%s: got %d %s", path, res.StatusCode, body)
		}
	}
	if res, _ := askPath(t, g, "GET", "/test/again", ""); res.StatusCode != 201 {
		t.Errorf("after a panic: got %d", res.StatusCode)
	}
}

func TestNodeFunction(t *testing.T) {
	t.Parallel()
	needNode(t)
	local, err := ParseLocalFunction("pets=node testdata/function-node/handler.js")
	if err != nil {
		t.Fatal(err)
	}
	g, out := loadGateway(t, proxyAPI, "", local)
	if res, body := askPath(t, g, "GET", "/test/cats", ""); res.StatusCode != 200 || body != "/cats 36" {
		t.Errorf("got %d %q", res.StatusCode, body)
	}
	out.has(t, "handling GET /cats")
	if res, body := askPath(t, g, "GET", "/test/error", ""); res.StatusCode != 502 {
		t.Errorf("got %d %q", res.StatusCode, body)
	}
}
