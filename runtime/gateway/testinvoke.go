package gateway

import (
	"context"
	"encoding/json"
	"maps"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// TestRequest is a test call, as the console of the service makes it.
type TestRequest struct {
	Method   string // "" is GET
	Resource string // path of the resource as in the API; "" is the resource that Path leads to
	Path     string // without stage; "" is the text of Resource. It need not lead to Resource
	Query    string // raw
	Header   runtime.Pairs
	Body     []byte
	// Context is laid over $context; objects are named by dots, "identity.sourceIp". What it gives for requestId,
	// extendedRequestId, domainName and identity.sourceIp also stands in the log and in events.
	Context runtime.Vars
	TraceID string  // "" is the client's or a new one
	Watch   Watcher // nil: nobody watches
}

// TestResult is what a test call shows.
type TestResult struct {
	Status            int                 `json:"status"`
	Headers           map[string]string   `json:"headers"` // the last value of each name
	MultiValueHeaders map[string][]string `json:"multiValueHeaders"`
	Body              string              `json:"body"`
	Log               string              `json:"log"`     // each line ended by a newline
	Latency           int64               `json:"latency"` // milliseconds
	Exchange          *Exchange           `json:"-"`       // the call itself
}

// TestInvoke runs one request without authorizer, API key and throttling. What fails in it is in the result, as it is
// for a client.
func (g *Gateway) TestInvoke(ctx context.Context, t TestRequest) *TestResult {
	x := g.newExchange()
	x.TestInvoke = true
	x.TraceID, x.watch = t.TraceID, t.Watch
	if t.Method == "" {
		t.Method = "GET"
	}
	if t.Path == "" {
		t.Path = t.Resource
	}
	if path, query, ok := strings.Cut(t.Path, "?"); ok && t.Query == "" {
		t.Path, t.Query = path, query
	}
	x.Received = Received{Method: strings.ToUpper(t.Method), RawQuery: t.Query, Protocol: "HTTP/1.1", Header: t.Header, SourceIP: "test-invoke-source-ip"}
	x.layContext(t.Context)
	x.Log = newExecutionLog(x.RequestID)
	x.Log.whole = true
	x.setPath("/" + strings.TrimPrefix(t.Path, "/"))
	x.setHeader(t.Header)
	x.Query = runtime.ParseQuery(t.Query)
	if len(t.Body) > 0 {
		x.body, x.bodyLength = strings.NewReader(string(t.Body)), int64(len(t.Body))
	}
	if err := x.routeTest(t.Resource); err != nil {
		x.fail(asFailure(err))
		x.respond()
	} else {
		g.reply(ctx, x)
	}
	return x.testResult()
}

// layContext lays variables over $context, and takes over those that the exchange keeps in a field.
func (x *Exchange) layContext(vars runtime.Vars) {
	x.Context = maps.Clone(vars)
	for name, field := range map[string]*string{
		"requestId": &x.RequestID, "extendedRequestId": &x.ExtendedID, "domainName": &x.Received.Host, "identity.sourceIp": &x.Received.SourceIP,
	} {
		if text, ok := vars[name].(string); ok {
			*field = text
		}
	}
}

// routeTest finds the method of a test call, and the path parameters if the path leads to its resource.
func (x *Exchange) routeTest(resource string) error {
	r, params := x.Stage.match(x.Received.Method, x.Received.Path)
	if resource != "" {
		want := x.Stage.resources[resource]
		if want != r {
			params = nil
		}
		r = want
	}
	if r == nil || r.method(x.Received.Method) == nil {
		return &Failure{Type: MissingAuthenticationToken}
	}
	x.setMethod(r, r.method(x.Received.Method), params)
	return nil
}

// testResult returns what a test call shows of an exchange.
func (x *Exchange) testResult() *TestResult {
	body := string(x.Answer.Body)
	if x.Answer.Binary {
		body = string(encodeBase64(x.Answer.Body))
	}
	t := &TestResult{
		Status: x.Answer.Status, Body: body, MultiValueHeaders: headerLines(x.Answer.Header), Headers: map[string]string{},
		Log: strings.Join(x.Log.Lines(), "\n") + "\n", Latency: x.Now().Sub(x.Time).Round(time.Millisecond).Milliseconds(),
		Exchange: x,
	}
	for name, values := range t.MultiValueHeaders {
		t.Headers[name] = values[len(values)-1]
	}
	return t
}

// JSON returns the result as the command line prints it, with its newline.
func (t *TestResult) JSON() []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(t); err != nil {
		return []byte("{}\n")
	}
	return []byte(b.String())
}
