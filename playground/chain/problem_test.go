package chain

import (
	"strings"
	"testing"

	"github.com/vtlkit/vtl/playground/api"
)

// place is what a test expects of a problem.
type place struct {
	code, kind, pointer string
	start, end          int
}

// TestProblems checks where problems of a chain are shown; offsets count UTF-16 units.
func TestProblems(t *testing.T) {
	t.Parallel()
	ok := api.ChainResponse{Status: 200}
	tests := []struct {
		name  string
		chain api.Chain
		want  []place
	}{
		{"request template", mockChain("😀\n#if(", ok), []place{{"VTL001", "parse", "/integration/requestTemplates/application~1json", 6, 7}}},
		{"response template", mockChain("{}", ok, api.ChainResponse{Pattern: "4/~0", Status: 400, Templates: texts{"text/x~y": "é #set($a)"}}), []place{
			{"VTL001", "parse", "/responses/1/responseTemplates/text~1x~0y", 9, 10},
		}},
		{"pattern", mockChain("{}", ok, api.ChainResponse{Pattern: "😀(", Status: 400}), []place{{"VTL570", "request", "/responses/1/pattern", 0, 3}}},
		{"pattern twice", mockChain("{}", ok, api.ChainResponse{Status: 400}), []place{{"VTL504", "request", "/responses/1/pattern", 0, 0}}},
		{"default twice", mockChain("{}", ok, api.ChainResponse{Pattern: "default", Status: 400}), []place{{"VTL504", "request", "/responses/1/pattern", 0, 0}}},
		{"uri", with(httpChain(&api.Response{}, ok), func(c *api.Chain) { c.Integration.URI = "ftp://x" }), []place{{"VTL522", "request", "/integration/uri", 0, 0}}},
		{"type", with(httpChain(&api.Response{}, ok), func(c *api.Chain) { c.Integration.Type = "FTP" }), []place{{"VTL520", "request", "/integration/type", 0, 0}}},
		{"status", mockChain("{}", api.ChainResponse{Status: 77}), []place{{"VTL516", "request", "/responses/0/status", 0, 0}}},
		{"mapping", with(mockChain("{}", ok), func(c *api.Chain) { c.Integration.Parameters = texts{"integration.request.header.a/b": "x"} }), []place{
			{"VTL524", "request", "/integration/requestParameters/integration.request.header.a~1b", 0, 0},
		}},
		{"mapping of a body", mockChain("{}", api.ChainResponse{Status: 200, Parameters: texts{"method.response.header.A": "integration.response.body.a[?"}}), []place{{"VTL571", "request", "", 0, 0}}},
		{"resource", with(mockChain("{}", ok), func(c *api.Chain) { c.ResourcePath = "/a b" }), []place{{"VTL510", "request", "/resourcePath", 0, 0}}},
		{"resource without slash", with(mockChain("{}", ok), func(c *api.Chain) { c.ResourcePath = "a" }), []place{{"VTL510", "request", "/resourcePath", 0, 0}}},
		{"method", with(mockChain("{}", ok), func(c *api.Chain) { c.Method = "$ref" }), []place{{"VTL513", "request", "/method", 0, 0}}},
		{"passthrough", with(mockChain("{}", ok), func(c *api.Chain) { c.Integration.Passthrough = "MAYBE" }), []place{{"VTL526", "request", "/integration/passthroughBehavior", 0, 0}}},
		{"reply", httpChain(&api.Response{Status: 100, Body: "!", Base64: true}, ok), []place{{CodeReply, "request", "/reply/status", 0, 0}, {CodeReply, "request", "/reply/body", 0, 0}}},
		{"reply headers", httpChain(&api.Response{Headers: []api.Pair{{"A", "b"}, {"A b", ""}, {"A", "b\nC: d"}}}, ok), []place{{CodeReply, "request", "/reply/headers/1", 0, 0}, {CodeReply, "request", "/reply/headers/2", 0, 0}}},
		{"credentials", api.Chain{Integration: api.Integration{Type: "AWS", HTTPMethod: "POST", URI: sqsURI}, Reply: &api.Response{}, Responses: []api.ChainResponse{ok}}, []place{{"VTL559", "", "/integration", 0, 0}}},
		{"no reply", httpChain(nil, ok), []place{{CodeNoReply, "", "/reply", 0, 0}}},
		{"too many", mockChain("{}", make([]api.ChainResponse, maxResponses+1)...), nil},
	}
	e := newTestEngine(Options{})
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, e, &api.ChainQuery{Request: api.Request{Method: "POST"}, Chain: c.chain})
			if c.want == nil {
				if len(r.Problems) == 0 || r.Problems[0].Code != CodeTooMany {
					t.Errorf("problems %+v", r.Problems)
				}
				return
			}
			if len(r.Problems) != len(c.want) {
				t.Fatalf("problems %+v", r.Problems)
			}
			for i, p := range r.Problems {
				if got := (place{p.Code, p.Kind, p.Pointer, p.Start, p.End}); got != c.want[i] || p.In != inChain {
					t.Errorf("%+v, want %+v (%s)", got, c.want[i], p.Message)
				}
				if !strings.Contains(p.Text, "["+p.Code+"]: ") || strings.Contains(p.Text, "openapi") {
					t.Errorf("text %s", p.Text)
				}
			}
			if failed := hasErrors(r.Problems); failed && (r.Response.Status != 0 || len(r.Log) > 0) || !failed && r.Response.Status == 0 {
				t.Errorf("answer %+v", r.Response)
			}
		})
	}
}

// TestUnplaced checks that a path parameter without place is told.
func TestUnplaced(t *testing.T) {
	t.Parallel()
	q := &api.ChainQuery{Request: api.Request{ResourcePath: "/a/{id}/{rest+}", PathParams: texts{"id": "1", "rest": "b/c", "x": "2"}}, Chain: mockChain(`{"statusCode":200}`, api.ChainResponse{Status: 200, Templates: jsonOf("$input.params('id') $input.params('rest') $input.params('x')")})}
	r := ask(t, newTestEngine(Options{}), q)
	if len(r.Problems) != 1 || r.Problems[0].Code != CodePathParam || r.Problems[0].In != inRequest || r.Problems[0].Pointer != "/pathParams/x" {
		t.Errorf("problems %+v", r.Problems)
	}
	if r.Response.Body != "1 b/c " {
		t.Errorf("body %q", r.Response.Body)
	}
}
