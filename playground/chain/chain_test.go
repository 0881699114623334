package chain

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/playground/api"
)

// The URIs of the integrations that the tests call.
const (
	httpURI   = "http://backend.test/orders/{id}"
	lambdaURI = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations"
	sqsURI    = "arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue"
)

// texts is a map of texts.
type texts = map[string]string

// want is what a test expects of a chain; empty fields are not looked at.
type want struct {
	status    int
	body      string
	gateway   string // type of the gateway response
	index     int    // of the selection, -1 for none selected
	reason    string
	endpoint  string // body sent to the integration
	uri       string
	header    api.Pair // of the response
	log       string   // in one of the lines
	templates string   // content types of the templates that ran, "request>response"
	base64    bool
}

// jsonOf returns templates for JSON alone.
func jsonOf(template string) texts { return texts{"application/json": template} }

// mockChain returns a MOCK with a request template and integration responses.
func mockChain(template string, responses ...api.ChainResponse) api.Chain {
	return api.Chain{Integration: api.Integration{Type: "MOCK", Templates: jsonOf(template)}, Responses: responses}
}

// httpChain returns an HTTP integration that answers with a reply.
func httpChain(reply *api.Response, responses ...api.ChainResponse) api.Chain {
	return api.Chain{Integration: api.Integration{Type: "HTTP", HTTPMethod: "POST", URI: "http://backend.test/"}, Reply: reply, Responses: responses}
}

// lambdaChain returns an AWS integration of a function that gives a result, or fails with an error object.
func lambdaChain(payload string, failed bool, responses ...api.ChainResponse) api.Chain {
	reply := &api.Response{Body: payload}
	if failed {
		reply.Headers = []api.Pair{{"X-Amz-Function-Error", "Unhandled"}}
	}
	return api.Chain{Integration: api.Integration{Type: "AWS", HTTPMethod: "POST", URI: lambdaURI}, Reply: reply, Responses: responses}
}

// with changes a chain.
func with(c api.Chain, change func(*api.Chain)) api.Chain {
	change(&c)
	return c
}

var chains = []struct {
	name    string
	request api.Request
	chain   api.Chain
	want    want
}{
	{
		"mock", api.Request{},
		mockChain(`{"statusCode": 204}`, api.ChainResponse{Pattern: "2..", Status: 204, Parameters: texts{"method.response.header.X-A": "'b'"}}, api.ChainResponse{Status: 200}),
		want{status: 204, reason: `MOCK took the statusCode 204 from the request template's output; it matches the pattern "2.."`, header: api.Pair{"X-A", "b"}, templates: "application/json>", log: "Method completed with status: 204"},
	},
	{
		"mock default", api.Request{Body: `{"n":1}`},
		mockChain(`{"statusCode": 500}`, api.ChainResponse{Pattern: "404", Status: 404}, api.ChainResponse{Status: 200, Templates: jsonOf("$context.stage $input.body")}),
		want{status: 200, body: "test {}", index: 1, reason: "MOCK took the statusCode 500 from the request template's output; no pattern matches it, so the default is taken", templates: "application/json>application/json"},
	},
	{
		"mock without template", api.Request{Method: "POST", Body: `{"statusCode":"x"}`},
		with(mockChain("", api.ChainResponse{Pattern: "404", Status: 404}, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Integration.Templates = nil }),
		want{status: 200, index: 1, reason: "there is no statusCode in the body, so the default is taken", templates: ">"},
	},
	{
		"mock without status", api.Request{}, mockChain(`{}`, api.ChainResponse{Status: 200}),
		want{status: 500, gateway: "API_CONFIGURATION_ERROR", body: `{"message":"Internal server error"}`, log: "Unable to parse statusCode"},
	},
	{
		"http", api.Request{Method: "POST", PathParams: texts{"id": "a/b"}, Body: `{"a":1}`, Query: []api.Pair{{"q", "x y&z"}}},
		with(httpChain(&api.Response{Status: 404, Headers: []api.Pair{{"X-Why", "gone"}}, Body: `{"m":"no"}`},
			api.ChainResponse{Pattern: `4\d{2}`, Status: 404, Templates: jsonOf(`{"e":$input.json('$.m')}`), Parameters: texts{"method.response.header.Y": "integration.response.header.X-Why"}},
			api.ChainResponse{Status: 200}), func(c *api.Chain) {
			c.ResourcePath, c.Integration.URI = "/o/{id}/", httpURI
			c.Integration.Templates = jsonOf(`{"b":$input.json('$.a'),"q":"$input.params('q')"}`)
			c.Integration.Parameters = texts{"integration.request.path.id": "method.request.path.id", "integration.request.querystring.z": "method.request.querystring.q"}
		}),
		want{
			status: 404, body: `{"e":"no"}`, reason: `status 404 matches the pattern "4\d{2}"`, endpoint: `{"b":1,"q":"x y&z"}`, uri: "http://backend.test/orders/a%2Fb?z=x+y%26z",
			header: api.Pair{"Y", "gone"}, templates: "application/json>application/json", log: "Received response. Status: 404, Integration latency: 0 ms",
		},
	},
	{
		"several patterns match", api.Request{Method: "POST"}, httpChain(&api.Response{Status: 404}, api.ChainResponse{Pattern: "4..", Status: 404}, api.ChainResponse{Pattern: "40.", Status: 400}),
		want{status: 400, index: 1, reason: `status 404 matches the pattern "40.", which of the 2 that match leads to the lowest status code`},
	},
	{
		"no default", api.Request{Method: "POST"}, httpChain(&api.Response{Status: 500}, api.ChainResponse{Pattern: "2..", Status: 200}),
		want{status: 500, index: -1, gateway: "API_CONFIGURATION_ERROR", reason: "no pattern matches status 500, and there is no default", log: "No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 500"},
	},
	{
		"no responses", api.Request{Method: "POST"}, httpChain(&api.Response{}),
		want{status: 500, index: -1, gateway: "API_CONFIGURATION_ERROR", reason: "there are no integration responses"},
	},
	{
		"only default", api.Request{Method: "POST"}, httpChain(&api.Response{Status: 302, Body: "x"}, api.ChainResponse{Status: 200}),
		want{status: 200, body: "x", reason: "the default is the only integration response"},
	},
	{
		"never", api.Request{Method: "POST", Headers: []api.Pair{{"Content-Type", "text/plain"}}, Body: "a"},
		with(httpChain(&api.Response{}, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Integration.Passthrough = "NEVER" }),
		want{status: 415, gateway: "UNSUPPORTED_MEDIA_TYPE", body: `{"message":"Unsupported Media Type"}`, log: "Unsupported Media Type: text/plain", templates: ">"},
	},
	{
		"no matching template", api.Request{Method: "POST", Headers: []api.Pair{{"Content-Type", "text/plain"}}, Body: "a"},
		with(httpChain(&api.Response{}, api.ChainResponse{Status: 200}), func(c *api.Chain) {
			c.Integration.Passthrough, c.Integration.Templates = "WHEN_NO_TEMPLATES", jsonOf("{}")
		}),
		want{status: 415, gateway: "UNSUPPORTED_MEDIA_TYPE"},
	},
	{
		"passthrough", api.Request{Method: "POST", Headers: []api.Pair{{"Content-Type", "text/plain"}}, Body: "a"},
		with(httpChain(&api.Response{Body: "b"}, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Integration.Templates = jsonOf("{}") }),
		want{status: 200, body: "b", endpoint: "a", templates: ">"},
	},
	{
		"request template fails", api.Request{Method: "POST"},
		with(httpChain(&api.Response{}, api.ChainResponse{Status: 200}), func(c *api.Chain) {
			c.Integration.Templates = jsonOf(`#foreach($i in [1..5000])x#end`)
		}),
		want{status: 500, gateway: "API_CONFIGURATION_ERROR", log: "Unable to transform request", templates: "application/json>"},
	},
	{
		"response template fails", api.Request{Method: "POST"},
		httpChain(&api.Response{}, api.ChainResponse{Status: 200, Templates: jsonOf(`#foreach($i in [1..5000])x#end`)}),
		want{status: 500, gateway: "API_CONFIGURATION_ERROR", log: "Unable to transform response", templates: ">application/json"},
	},
	{
		"overrides", api.Request{Method: "POST"},
		with(httpChain(&api.Response{Body: "{}"}, api.ChainResponse{Status: 200, Templates: jsonOf(`#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X = "h")t`)}), func(c *api.Chain) {
			c.Integration.Templates = jsonOf(`#set($context.requestOverride.querystring.q = "1")b`)
		}),
		want{status: 418, body: "t", endpoint: "b", uri: "http://backend.test/?q=1", header: api.Pair{"X", "h"}},
	},
	{
		"http proxy", api.Request{Method: "PUT", Body: "a", Query: []api.Pair{{"q", "1"}}},
		api.Chain{Integration: api.Integration{Type: "HTTP_PROXY", HTTPMethod: "ANY", URI: "http://backend.test/p"}, Reply: &api.Response{Status: 503, Headers: []api.Pair{{"Date", "d"}}, Body: "down"}},
		want{status: 503, body: "down", endpoint: "a", uri: "http://backend.test/p?q=1", header: api.Pair{"x-amzn-Remapped-Date", "d"}, templates: ">"},
	},
	{
		"function", api.Request{Method: "POST", Body: `{"a":1}`}, lambdaChain(`{"r":2}`, false, api.ChainResponse{Pattern: "Err.*", Status: 500}, api.ChainResponse{Status: 200, Templates: jsonOf("$input.json('$.r')")}),
		want{status: 200, body: "2", index: 1, endpoint: `{"a":1}`, reason: "there is no error message, since the function did not fail, so the default is taken"},
	},
	{
		"function fails", api.Request{Method: "POST"}, lambdaChain(`{"errorMessage":"Timeout of x"}`, true, api.ChainResponse{Pattern: "Timeout.*", Status: 504}, api.ChainResponse{Status: 200}),
		want{status: 504, reason: `the error message "Timeout of x" matches the pattern "Timeout.*"`, log: "customer function error: Timeout of x"},
	},
	{
		"function fails otherwise", api.Request{Method: "POST"}, lambdaChain(`{"errorMessage":"Timeout"}`, true, api.ChainResponse{Pattern: "Bad.*", Status: 400}, api.ChainResponse{Status: 200}),
		want{status: 200, index: 1, reason: `no pattern matches the error message "Timeout", so the default is taken`},
	},
	{
		"function fails without message", api.Request{Method: "POST"}, lambdaChain(`"x"`, true, api.ChainResponse{Pattern: "Bad.*", Status: 400}, api.ChainResponse{Status: 200}),
		want{status: 200, index: 1, reason: "there is no errorMessage in what the failed function returned, so the default is taken"},
	},
	{
		"any pattern", api.Request{Method: "POST"}, lambdaChain(`1`, false, api.ChainResponse{Pattern: ".*", Status: 400}),
		want{status: 400, reason: `there is no error message, since the function did not fail, and the pattern ".*" matches the empty text`},
	},
	{
		"no default of a function", api.Request{Method: "POST"}, lambdaChain(`1`, false, api.ChainResponse{Pattern: "E.*", Status: 400}),
		want{status: 500, index: -1, gateway: "API_CONFIGURATION_ERROR", reason: "there is no error message, since the function did not fail, and there is no default"},
	},
	{
		"event", api.Request{Method: "POST"}, with(lambdaChain(`{"a":1}`, false, api.ChainResponse{Status: 202}), func(c *api.Chain) {
			c.Integration.Parameters = texts{"integration.request.header.X-Amz-Invocation-Type": "'Event'"}
		}),
		want{status: 202, log: "Received response. Status: 202"},
	},
	{
		"aws service", api.Request{Method: "POST", Body: "hello"},
		api.Chain{
			Integration: api.Integration{Type: "AWS", HTTPMethod: "POST", URI: sqsURI, Credentials: "arn:aws:iam::123456789012:role/r", Parameters: texts{"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"}, Templates: jsonOf("Action=SendMessage&MessageBody=$input.body")},
			Reply:       &api.Response{Body: "<ok/>"}, Responses: []api.ChainResponse{{Status: 202, Templates: jsonOf("{}")}},
		},
		want{status: 202, body: "{}", endpoint: "Action=SendMessage&MessageBody=hello", uri: "https://sqs.us-east-1.amazonaws.com/123456789012/queue"},
	},
	{
		"aws proxy", api.Request{Method: "POST", Body: "b"},
		api.Chain{Integration: api.Integration{Type: "AWS_PROXY", HTTPMethod: "POST", URI: lambdaURI}, Reply: &api.Response{Body: `{"statusCode":201,"headers":{"X":"y"},"body":"made"}`}},
		want{status: 201, body: "made", header: api.Pair{"X", "y"}, templates: ">"},
	},
	{
		"aws proxy malformed", api.Request{},
		api.Chain{Integration: api.Integration{Type: "aws_proxy", HTTPMethod: "POST", URI: lambdaURI}, Reply: &api.Response{Body: `{"a":1}`}},
		want{status: 502, gateway: "INTEGRATION_FAILURE", log: "Malformed Lambda proxy response"},
	},
	{
		"binary", api.Request{Method: "POST", Headers: []api.Pair{{"Accept", "image/png"}}},
		with(httpChain(&api.Response{Headers: []api.Pair{{"Content-Type", "image/png"}}, Body: "iVAA/w==", Base64: true}, api.ChainResponse{Status: 200, Parameters: texts{"method.response.header.Content-Type": "integration.response.header.Content-Type"}}), func(c *api.Chain) {
			c.BinaryMediaTypes = []string{"image/*"}
		}),
		want{status: 200, body: "iVAA/w==", base64: true, header: api.Pair{"Content-Type", "image/png"}},
	},
	{
		"binary to text", api.Request{Method: "POST", Headers: []api.Pair{{"Content-Type", "image/png"}}, Body: "\x89P"},
		with(httpChain(&api.Response{}, api.ChainResponse{Status: 200}), func(c *api.Chain) {
			c.BinaryMediaTypes, c.Integration.Handling, c.Integration.Templates = []string{"image/png"}, "CONVERT_TO_TEXT", texts{"image/png": "<$input.body>"}
		}),
		want{status: 200, endpoint: "<iVA=>", templates: "image/png>"},
	},
	{
		"wrong method", api.Request{Method: "GET"}, with(mockChain(`{"statusCode":200}`, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Method = "POST" }),
		want{status: 403, gateway: "MISSING_AUTHENTICATION_TOKEN", templates: ">"},
	},
	{
		"no integration", api.Request{}, api.Chain{},
		want{status: 500, gateway: "API_CONFIGURATION_ERROR", log: "No integration defined for method"},
	},
	{
		"stage variables", api.Request{Method: "GET", StageVariables: texts{"host": "h.test"}},
		with(httpChain(&api.Response{Body: "x"}, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Integration.URI = "http://${stageVariables.host}/$" }),
		want{status: 200, body: "x", uri: "http://h.test/$"},
	},
	{
		"context", api.Request{Method: "GET", Context: map[string]any{"requestId": "r-1", "identity": map[string]any{"sourceIp": "192.0.2.7"}, "authorizer.claims.sub": "u"}},
		mockChain(`{"statusCode":200}`, api.ChainResponse{Status: 200, Templates: jsonOf("$context.requestId $context.identity.sourceIp $context.authorizer.claims.sub $context.apiId"), Parameters: texts{"method.response.header.R": "context.requestId"}}),
		want{status: 200, body: "r-1 192.0.2.7 u a1b2c3d4e5", header: api.Pair{"R", "r-1"}, log: "Execution log for request r-1"},
	},
}

func TestChain(t *testing.T) {
	t.Parallel()
	e := newTestEngine(Options{})
	for _, c := range chains {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := &api.ChainQuery{Request: c.request, Chain: c.chain}
			r := ask(t, e, q)
			if hasErrors(r.Problems) {
				t.Fatalf("problems %+v", r.Problems)
			}
			c.want.check(t, r)
			if diff := cmp.Diff(dropTime(r), dropTime(ask(t, e, q))); diff != "" {
				t.Errorf("another run differs:\n%s", diff)
			}
		})
	}
}

// dropTime takes the time out of an answer, which is what differs between runs.
func dropTime(r *api.ChainResult) *api.ChainResult {
	r.Stats.Micros = 0
	for _, t := range []*api.ChainTemplate{r.RequestTemplate, r.ResponseTemplate} {
		if t != nil {
			t.Explanation.Stats.Micros = 0
		}
	}
	return r
}

// check compares an answer with what is wanted.
func (w *want) check(t *testing.T, r *api.ChainResult) {
	t.Helper()
	if r.Response.Status != w.status || r.GatewayResponse != w.gateway || r.OK != (w.gateway == "") {
		t.Errorf("status %d, gateway response %q, ok %v; body %.300s", r.Response.Status, r.GatewayResponse, r.OK, r.Response.Body)
	}
	if w.body != "" && r.Response.Body != w.body || r.Response.Base64 != w.base64 {
		t.Errorf("body %q (base64 %v), want %q", r.Response.Body, r.Response.Base64, w.body)
	}
	if w.reason != "" && (r.Selection == nil || r.Selection.Reason != w.reason || r.Selection.Index != w.index) {
		t.Errorf("selection %+v, want %d: %s", r.Selection, w.index, w.reason)
	}
	if w.endpoint != "" && (r.Endpoint == nil || r.Endpoint.Body != w.endpoint) {
		t.Errorf("endpoint %+v, want %q", r.Endpoint, w.endpoint)
	}
	if w.uri != "" && (r.Endpoint == nil || r.Endpoint.URI != w.uri) {
		t.Errorf("endpoint %+v, want %q", r.Endpoint, w.uri)
	}
	if w.header[0] != "" && !hasPair(r.Response.Headers, w.header) {
		t.Errorf("headers %v, want %v", r.Response.Headers, w.header)
	}
	if !strings.Contains(strings.Join(r.Log, "\n"), w.log) {
		t.Errorf("log %s\nwant %s", strings.Join(r.Log, "\n"), w.log)
	}
	if ran := contentType(r.RequestTemplate) + ">" + contentType(r.ResponseTemplate); w.templates != "" && ran != w.templates {
		t.Errorf("templates %s, want %s", ran, w.templates)
	}
}

// hasPair tells whether one of the headers is p.
func hasPair(list []api.Pair, p api.Pair) bool {
	for _, h := range list {
		if h == p {
			return true
		}
	}
	return false
}

// contentType returns the key of a template, "" for none.
func contentType(t *api.ChainTemplate) string {
	if t == nil {
		return ""
	}
	return t.ContentType
}

// TestExplained checks that what is explained is what the gateway sent.
func TestExplained(t *testing.T) {
	t.Parallel()
	e := newTestEngine(Options{})
	c := httpChain(&api.Response{Body: `{"x":[1,2]}`}, api.ChainResponse{Status: 200, Templates: jsonOf(`#set($r=$input.path('$.x'))#foreach($i in $r)$i;#end $context.requestId $context.requestOverride.header.A`)})
	c.Integration.Templates = jsonOf(`#set($context.requestOverride.header.A = "1")$context.requestId $context.path $input.params('q') $stageVariables.s`)
	r := ask(t, e, &api.ChainQuery{Request: api.Request{Method: "POST", Query: []api.Pair{{"q", "1"}}, StageVariables: texts{"s": "v"}}, Chain: c})
	if got := r.RequestTemplate.Explanation; got.Output != r.Endpoint.Body || !got.OK || !strings.HasSuffix(got.Output, " /test/ 1 v") {
		t.Errorf("request template %q, sent %q", got.Output, r.Endpoint.Body)
	}
	if got := r.ResponseTemplate.Explanation; got.Output != r.Response.Body || !got.OK || !strings.HasPrefix(got.Output, "1;2; ") || !strings.HasSuffix(got.Output, " 1") {
		t.Errorf("response template %q, answer %q", got.Output, r.Response.Body)
	}
}

// TestGenerated checks that a template sees the same generated $context in a chain as alone.
func TestGenerated(t *testing.T) {
	t.Parallel()
	const template = "$context.requestId $context.extendedRequestId $context.resourceId $context.deploymentId $context.identity.sourceIp $context.domainName $context.domainPrefix $context.apiId $context.accountId $context.stage $context.path $context.resourcePath $context.requestTime $context.requestTimeEpoch $context.httpMethod $context.protocol $context.identity.userAgent"
	e := newTestEngine(Options{})
	for _, q := range []api.Request{
		{Method: "POST", ResourcePath: "/a/{id}", PathParams: texts{"id": "7"}, Seed: 0},
		{Method: "POST", ResourcePath: "/b", Headers: []api.Pair{{"Host", "h.test:80"}, {"User-Agent", "u"}}},
	} {
		alone, err := e.svc.Explain(t.Context(), &api.Run{Template: template, Request: q})
		if err != nil {
			t.Fatal(err)
		}
		r := ask(t, e, &api.ChainQuery{Request: q, Chain: with(httpChain(&api.Response{}, api.ChainResponse{Status: 200}), func(c *api.Chain) { c.Integration.Templates = jsonOf(template) })})
		if r.Endpoint == nil || r.Endpoint.Body != alone.Output {
			t.Errorf("chain %+v\nalone %s", r.Endpoint, alone.Output)
		}
	}
}

// TestLive checks that a real server is called where that is allowed, and nowhere else.
func TestLive(t *testing.T) {
	t.Parallel()
	calls := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		w.Header().Set("X-Live", r.URL.Path)
		w.WriteHeader(http.StatusTeapot)
	}))
	defer s.Close()
	q := &api.ChainQuery{Chain: api.Chain{Live: true, Integration: api.Integration{Type: "HTTP_PROXY", HTTPMethod: "GET", URI: s.URL + "/p"}}}
	r := ask(t, newTestEngine(Options{}), q)
	if len(r.Problems) != 1 || r.Problems[0].Code != CodeLive || r.Problems[0].Pointer != "/live" || calls != 0 {
		t.Errorf("not allowed: %+v, %d calls", r.Problems, calls)
	}
	r = ask(t, newTestEngine(Options{Live: true}), q)
	if r.Response.Status != http.StatusTeapot || !hasPair(r.Reply.Headers, api.Pair{"X-Live", "/p"}) || calls != 1 {
		t.Errorf("allowed: %+v, %d calls", r, calls)
	}
	q.Chain.Live, q.Chain.Reply = false, &api.Response{}
	if r = ask(t, newTestEngine(Options{Live: true}), q); r.Response.Status != 200 || calls != 1 {
		t.Errorf("not asked for: %+v, %d calls", r, calls)
	}
}
