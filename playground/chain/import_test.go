package chain

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// imported reads a definition that has no errors.
func imported(t *testing.T, q *api.ImportQuery) *api.Imported {
	t.Helper()
	r := read(t, newTestEngine(Options{}), q)
	if hasErrors(r.Problems) {
		t.Fatalf("%+v", r.Problems)
	}
	return r
}

// openapi3 is a definition with everything that import takes over.
const openapi3 = `
openapi: 3.0.1
info: {title: Orders, version: "2"}
servers: [{url: "https://x.test/v1"}]
x-amazon-apigateway-binary-media-types: [image/png]
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: integer, minimum: 5}
        name: {type: string, example: Ann}
        at: {type: string, format: date-time}
        parent: {$ref: '#/components/schemas/Order'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
    Line:
      allOf:
        - {type: object, properties: {sku: {type: string, enum: [a1, b2]}}}
        - {type: object, properties: {n: {type: number, default: 2.5}, ok: {type: boolean}}}
paths:
  /orders/{id}:
    x-amazon-apigateway-any-method:
      summary: Put an order
      parameters:
        - {name: page, in: query, schema: {type: integer, default: 3}}
        - {name: X-Key, in: header, schema: {type: string}}
        - {name: id, in: path, required: true, schema: {type: string}, example: A-7}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {"200": {description: ok}, "404": {description: none}}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: http://${stageVariables.host}/o/{id}
        passthroughBehavior: never
        contentHandling: CONVERT_TO_TEXT
        requestParameters: {integration.request.path.id: method.request.path.id, integration.request.header.A: "'b'"}
        requestTemplates: {application/json: "$input.json('$')"}
        responses:
          "4\\d{2}": {statusCode: "404", responseParameters: {method.response.header.E: integration.response.body.e}}
          default: {statusCode: "200", responseTemplates: {application/json: "x"}, contentHandling: CONVERT_TO_BINARY}
`

func TestImport(t *testing.T) {
	t.Parallel()
	r := imported(t, &api.ImportQuery{Text: openapi3, BasePath: "prepend"})
	want := api.ImportedMethod{
		Method: "ANY", Path: "/v1/orders/{id}", Summary: "Put an order",
		Chain: api.Chain{
			Method: "ANY", ResourcePath: "/v1/orders/{id}", BinaryMediaTypes: []string{"image/png"},
			Integration: api.Integration{
				Type: "HTTP", HTTPMethod: "POST", URI: "http://${stageVariables.host}/o/{id}", Passthrough: "NEVER", Handling: "CONVERT_TO_TEXT",
				Parameters: texts{"integration.request.path.id": "method.request.path.id", "integration.request.header.A": "'b'"},
				Templates:  jsonOf("$input.json('$')"),
			},
			Responses: []api.ChainResponse{
				{Pattern: `4\\d{2}`, Status: 404, Parameters: texts{"method.response.header.E": "integration.response.body.e"}},
				{Status: 200, Templates: jsonOf("x"), Handling: "CONVERT_TO_BINARY"},
			},
			Reply: &api.Response{Status: 200, Headers: []api.Pair{{"Content-Type", "application/json"}}, Body: "{}"},
		},
		Request: api.Request{
			Method: "POST", ResourcePath: "/v1/orders/{id}", PathParams: texts{"id": "A-7"}, StageVariables: texts{"host": "host"},
			Query: []api.Pair{{"page", "3"}}, Headers: []api.Pair{{"X-Key", "X-Key"}, {"Content-Type", "application/json"}},
			Body: "{\n  \"id\": 5,\n  \"name\": \"Ann\",\n  \"at\": \"2026-01-01T00:00:00Z\",\n  \"lines\": [\n    {\n      \"sku\": \"a1\",\n      \"n\": 2.5,\n      \"ok\": true\n    }\n  ]\n}",
		},
	}
	want.Chain.Responses[0].Pattern = `4\d{2}`
	if r.Title != "Orders" || r.Version != "2" || len(r.Methods) != 1 {
		t.Fatalf("%+v", r)
	}
	if diff := cmp.Diff(want, r.Methods[0]); diff != "" {
		t.Error(diff)
	}
}

// TestImportSwagger checks what only Swagger 2 has, and that a request for templates of another content type is of it.
func TestImportSwagger(t *testing.T) {
	t.Parallel()
	text := `{"swagger":"2.0","info":{"title":"t","version":"1"},"basePath":"/b","paths":{"/a":{"post":{"consumes":["application/vnd.x+json"],
"parameters":[{"in":"body","name":"b","schema":{"type":"object","properties":{"a":{"type":"string"}}}}],"responses":{"200":{"description":"ok"}},
"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"text/plain":"{\"statusCode\":200}"},"passthroughBehavior":"never","responses":{"default":{"statusCode":"200"}}}}}}}`
	r := imported(t, &api.ImportQuery{Text: text})
	m := r.Methods[0]
	if diff := cmp.Diff(api.Request{Method: "POST", ResourcePath: "/a", Headers: []api.Pair{{"Content-Type", "text/plain"}}, Body: "{\n  \"a\": \"string\"\n}"}, m.Request); diff != "" {
		t.Error(diff)
	}
	if got := ask(t, newTestEngine(Options{}), &api.ChainQuery{Request: m.Request, Chain: m.Chain}); got.Response.Status != 200 {
		t.Errorf("status %d", got.Response.Status)
	}
}

// TestImportProblems checks where problems of a definition are shown; offsets count UTF-16 units.
func TestImportProblems(t *testing.T) {
	t.Parallel()
	e := newTestEngine(Options{})
	tests := []struct {
		name, text, code, kind, meant string
		severity                      api.Severity
	}{
		{"yaml", "openapi: 3.0.1\ninfo: {title: \"😀😀\", version: '1'}\npaths:\n  /a b: {get: {responses: {}}}\n", "VTL510", "request", "/a b", api.SeverityError},
		{"json", `{"openapi":"3.0.1","info":{"title":"😀","version":"1"},"paths":{"/":{"get":{"x-amazon-apigateway-integration":{"type":"ftp"}}}}}`, "VTL520", "request", `"ftp"`, api.SeverityError},
		{"byte order mark", "\xef\xbb\xbf" + `{"openapi":"3.0.1","info":{"title":"é"},"paths":{"a":{}}}`, "VTL510", "request", `"a"`, api.SeverityError},
		{"syntax", `{"openapi":"3.0.1",}`, "VTL502", "parse", "}", api.SeverityError},
		{"warning", "openapi: 3.0.1\ninfo: {title: é, version: '1'}\npaths:\n  /: {get: {responses: {}}}\n", "VTL554", "", "get", api.SeverityWarning},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := read(t, e, &api.ImportQuery{Text: c.text, Name: "x.yaml"})
			var p *api.Problem
			for i := range r.Problems {
				if r.Problems[i].Code == c.code {
					p = &r.Problems[i]
				}
			}
			if p == nil {
				t.Fatalf("problems %+v", r.Problems)
			}
			at := strings.Index(c.text, c.meant)
			if p.Kind != c.kind || p.Severity != c.severity || p.In != inDefinition || p.Start != unitsIn(c.text[:at]) || p.End != p.Start+len(c.meant) || p.Line == 0 {
				t.Errorf("%+v, want %q at %d", p, c.meant, unitsIn(c.text[:at]))
			}
			if !strings.Contains(p.Text, "x.yaml:") {
				t.Errorf("text %s", p.Text)
			}
		})
	}
	var call *api.CallError
	if _, err := e.imports(t.Context(), &api.ImportQuery{BasePath: "none"}); !errors.As(err, &call) || call.Kind != api.FailureRequest {
		t.Errorf("an unknown base path mode: %v", err)
	}
}

// TestSamples checks that sample bodies are what the gateway's own validator takes.
func TestSamples(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		`{"type":"object","properties":{"a":{"type":"integer","minimum":3,"exclusiveMinimum":true},"b":{"type":"number","maximum":-2.5}},"required":["a","b"]}`: `{"a":4,"b":-2.5}`,
		`{"type":"array","items":{"type":"string","format":"uuid"}}`:                                 `["00000000-0000-4000-8000-000000000000"]`,
		`{"type":["null","string"]}`:                                                                 `"string"`,
		`{"type":"null"}`:                                                                            `null`,
		`{"enum":[7,8]}`:                                                                             `7`,
		`{"type":"object","default":{"x":[1]}}`:                                                      `{"x":[1]}`,
		`{"oneOf":[{"type":"integer"},{"type":"string"}]}`:                                           `1`,
		`{"anyOf":[{"type":"boolean"}]}`:                                                             `true`,
		`{"allOf":[{"type":"integer","minimum":9}]}`:                                                 `9`,
		`{"type":"array","items":[{"type":"integer"},{"type":"string"}]}`:                            `[1,"string"]`,
		`{"type":"array"}`:                                                                           `[]`,
		`{"items":{"type":"integer","maximum":1,"exclusiveMaximum":true}}`:                           `[0]`,
		`{"type":"object","properties":{"a.b~/*":{"type":"string"},"😀":{"type":"boolean"}}}`:         `{"a.b~/*":"string","😀":true}`,
		`{"type":"object","properties":{"m":{"$ref":"#/components/schemas/M"}}}`:                     `{"m":{"x":1}}`,
		`{"type":"object","properties":{"m":{"$ref":"#/components/schemas/M/properties/x"}}}`:        `{"m":1}`,
		`{"type":"object","properties":{"t":{"$ref":"#/components/schemas/Tree"}},"required":["t"]}`: `{"t":{"leaf":"string","all":[]}}`,
		`{}`: `{}`,
	}
	for schema, want := range tests {
		definition := `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"components":{"schemas":{"M":{"type":"object","properties":{"x":{"type":"integer"}}},` +
			`"Tree":{"type":"object","properties":{"leaf":{"type":"string"},"next":{"$ref":"#/components/schemas/Tree"},"all":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}}}}},` +
			`"x-amazon-apigateway-request-validators":{"v":{"validateRequestBody":true}},"x-amazon-apigateway-request-validator":"v",` +
			`"paths":{"/":{"post":{"requestBody":{"content":{"application/json":{"schema":` + schema + `}}},"responses":{"200":{"description":"ok"}},` +
			`"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},"responses":{"default":{"statusCode":"200"}}}}}}}`
		body := imported(t, &api.ImportQuery{Text: definition}).Methods[0].Request.Body
		if compacted(t, body) != want {
			t.Errorf("%s: %s, want %s", schema, compacted(t, body), want)
		}
		g, _, err := gateway.Load("t", []byte(definition), gateway.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r := g.TestInvoke(t.Context(), gateway.TestRequest{Method: "POST", Resource: "/", Body: []byte(body), Header: runtime.Pairs{{Name: "Content-Type", Value: "application/json"}}}); r.Status != 200 {
			t.Errorf("%s: %s is refused: %s", schema, body, r.Log)
		}
		g.Close()
	}
}

// compacted returns JSON without white space.
func compacted(t *testing.T, text string) string {
	t.Helper()
	var v json.RawMessage
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return string(encode(v))
}
