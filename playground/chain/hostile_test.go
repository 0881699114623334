package chain

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/playground/api"
)

// TestHostileChains checks that chains made to hang, to fill the memory or to panic end soon with an answer.
func TestHostileChains(t *testing.T) {
	t.Parallel()
	ok := api.ChainResponse{Status: 200}
	nested := strings.Repeat("#if(true)", 5000)
	many := texts{}
	for i := range maxEntries {
		many[fmt.Sprintf("a/b%d", i)] = "x"
	}
	var patterns []api.ChainResponse
	for i := range maxResponses {
		patterns = append(patterns, api.ChainResponse{Pattern: fmt.Sprintf("(a+)+%d", i), Status: 200})
	}
	slow := lambdaChain(`{"errorMessage":"`+strings.Repeat("a", 200)+`!"}`, true, patterns...)
	tests := map[string]api.ChainQuery{
		"loops":        {Chain: mockChain("#macro(r)#foreach($i in [1..1000])#r()#end#end#r()", ok)},
		"evaluate":     {Chain: mockChain(`#set($x='#evaluate($x)')#evaluate($x)`, ok)},
		"grows":        {Chain: mockChain(`#set($x="aaaaaaaaaa")#foreach($i in [1..1000])#set($x="$x$x")#end$x`, ok)},
		"both phases":  {Request: api.Request{Method: "POST"}, Chain: with(httpChain(&api.Response{}, api.ChainResponse{Status: 200, Templates: jsonOf("#macro(r)#r()#r()#end#r()")}), func(c *api.Chain) { c.Integration.Templates = jsonOf("{}") })},
		"nested":       {Chain: mockChain(nested, ok)},
		"patterns":     {Request: api.Request{Method: "POST"}, Chain: slow},
		"nul":          {Request: api.Request{Method: "\x00", Path: "\x00", ResourcePath: "/\x00", Headers: []api.Pair{{"\r\n", "\r\n"}}}, Chain: mockChain("{}", ok)},
		"names":        {Chain: api.Chain{Method: "parameters", ResourcePath: "$ref", Integration: api.Integration{Type: "MOCK", Templates: texts{"$ref": "#/paths", "Ref": "x", "Fn::Sub": "y"}}, Responses: []api.ChainResponse{{Pattern: "x-a", Status: 200}, {Pattern: "$ref", Status: -1}}}},
		"only ref":     {Chain: api.Chain{Integration: api.Integration{Type: "MOCK", Templates: texts{"Ref": "AWS::Region"}}, Responses: []api.ChainResponse{ok}}},
		"templates":    {Chain: api.Chain{Integration: api.Integration{Type: "MOCK", Templates: many}, Responses: []api.ChainResponse{ok}}},
		"large":        {Chain: mockChain(strings.Repeat("x", 7<<20), ok)},
		"deep body":    {Request: api.Request{Method: "POST", Body: strings.Repeat("[", 1<<20)}, Chain: with(httpChain(&api.Response{Body: strings.Repeat(`{"a":`, 1<<18)}, api.ChainResponse{Status: 200, Parameters: texts{"method.response.header.A": "integration.response.body.a"}}), func(c *api.Chain) { c.Integration.Templates = jsonOf("$input.json('$..a')") })},
		"context":      {Request: api.Request{Context: map[string]any{"identity": "x", "requestId": 1.0, "domainName": []any{}, "stage": map[string]any{}, "requestOverride": nil}}, Chain: mockChain(`{"statusCode":200}$context.identity.sourceIp`, ok)},
		"host":         {Request: api.Request{Headers: []api.Pair{{"Host", "a\nb]:["}, {"X-Amzn-Trace-Id", "Root="}}}, Chain: mockChain(`{"statusCode":200}`, ok)},
		"link address": {Chain: with(httpChain(&api.Response{Body: "no"}, ok), func(c *api.Chain) { c.Integration.URI = "http://169.254.169.254/latest" })},
	}
	e := newTestEngine(Options{Limits: Limits{Time: 3 * time.Second}})
	for name, q := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			r := ask(t, e, &q)
			if took := time.Since(begin); took > 9*time.Second { // one run in the gateway and one explained, on a busy machine
				t.Errorf("took %s", took)
			}
			if len(r.Problems) == 0 && r.Response.Status == 0 {
				t.Errorf("no answer: %+v", r)
			}
			for _, line := range r.Log {
				if strings.Contains(line, "panic") || strings.Contains(line, "internal error") {
					t.Error(line)
				}
			}
		})
	}
}

// TestHostileImports checks the same of definitions.
func TestHostileImports(t *testing.T) {
	t.Parallel()
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := byte('b'); c <= 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), c-1)
	}
	circle := `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"components":{"schemas":{"A":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/A"},"b":{"type":"array","items":{"$ref":"#/components/schemas/A"}},"c":{"allOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/A"}]}}}}},` +
		`"paths":{"/":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}},"responses":{}}}}}`
	tests := map[string]string{
		"empty": "", "nul": "\x00", "not utf-8": "{\xff", "scalar": "1", "bomb": bomb, "circle": circle,
		"aliases":    "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /a: &a\n    get: *a\n",
		"deep":       strings.Repeat("[", 1<<20),
		"deep json":  `{"openapi":` + strings.Repeat(`{"a":`, 1<<18),
		"long line":  `{"openapi":"3.0.1","paths":{` + strings.Repeat(`"😀":1,`, 1<<17) + `}}`,
		"bom":        "\xef\xbb\xbf{\"swagger\":\"1\"}",
		"large":      strings.Repeat(" ", 7<<20),
		"wide bomb":  "openapi: 3.0.1\nx: &x " + strings.Repeat("y", 1<<16) + "\npaths:\n" + strings.Repeat("  - *x\n", 1000),
		"websocket":  `{"websocket":true}`,
		"anchors":    strings.Repeat("- &a *a\n", 1000),
		"wide model": wideModels(3000),
	}
	e := newTestEngine(Options{})
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			r := read(t, e, &api.ImportQuery{Text: text})
			if took := time.Since(begin); took > time.Minute {
				t.Errorf("took %s", took)
			}
			if !hasErrors(r.Problems) && len(r.Methods) == 0 {
				t.Errorf("neither error nor method: %+v", r)
			}
			length := unitsIn(text)
			for _, p := range r.Problems {
				if p.In != inDefinition || p.Start < 0 || p.End < p.Start || p.End > length {
					t.Errorf("%d units, problem %+v", length, p)
				}
			}
		})
	}
}

// wideModels returns a definition with a large model that every one of n methods has.
func wideModels(n int) string {
	var b strings.Builder
	b.WriteString(`{"openapi":"3.0.1","info":{"title":"t","version":"1"},"components":{"schemas":{`)
	for m := range 50 {
		fmt.Fprintf(&b, `"M%d":{"type":"object","properties":{`, m)
		for p := range 200 {
			fmt.Fprintf(&b, `"p%d":{"$ref":"#/components/schemas/M%d"},`, p, (m+p)%50)
		}
		b.WriteString(`"z":{"type":"string"}}},`)
	}
	b.WriteString(`"Z":{"type":"string"}}},"paths":{`)
	for i := range n {
		fmt.Fprintf(&b, `"/p%d":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/M%d"}}}},"responses":{}}},`, i, i%50)
	}
	b.WriteString(`"/":{}}}`)
	return b.String()
}

// TestManyMethods checks that a large definition is listed as far as the limits go.
func TestManyMethods(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{`)
	for i := range 10_000 {
		fmt.Fprintf(&b, `"/p%d":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{}"},"responses":{"default":{"statusCode":"200"}}}}},`, i)
	}
	text := strings.TrimSuffix(b.String(), ",") + "}}"
	for _, c := range []struct {
		limits Limits
		listed func(int) bool
	}{
		{Limits{}, func(n int) bool { return n == 2000 }},
		{Limits{Methods: 10_000, Answer: 64 << 20}, func(n int) bool { return n == 10_000 }},
		{Limits{Answer: 100_000}, func(n int) bool { return n > 50 && n < 100 }},
		{Limits{Definition: 1000}, func(n int) bool { return n == 0 }},
	} {
		begin := time.Now()
		r := read(t, newTestEngine(Options{Limits: c.limits}), &api.ImportQuery{Text: text})
		if !c.listed(len(r.Methods)) {
			t.Errorf("%+v: %d methods, problems %+v", c.limits, len(r.Methods), r.Problems)
		}
		if len(r.Methods) < 10_000 && len(r.Problems) == 0 {
			t.Errorf("%+v: nothing says that methods are left out", c.limits)
		}
		if took := time.Since(begin); took > time.Minute {
			t.Errorf("took %s", took)
		}
	}
}
