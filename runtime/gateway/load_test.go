package gateway

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// TestRealAPIs loads the definitions of cases/real-apis and asks every method of them once.
func TestRealAPIs(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "cases", "real-apis")
	files, _ := filepath.Glob(filepath.Join(dir, "*.[yj]*"))
	if len(files) == 0 {
		required.Missing(t, "the real definitions are not beside this checkout (../shared/cases/real-apis)")
	}
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(`{}`)) }))
	defer backend.Close()
	answered := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil || filepath.Base(file) == "index.json" {
			continue
		}
		if _, _, err := apispec.Load(file, data, apispec.Options{}); err != nil {
			t.Logf("%s: no definition of a REST API: %v", filepath.Base(file), firstLine(err.Error()))
			continue
		}
		g := newGateway(t, data, backend.URL)
		for _, m := range g.Stage().methods {
			method := m.Spec.HTTPMethod
			if method == "ANY" {
				method = "PUT"
			}
			path := strings.NewReplacer("{", "", "}", "", "+", "").Replace(m.Resource.Spec.Path)
			w := ask(g, method, "/test"+path, `{}`, "Content-Type: application/json")
			if w.Code < 200 || w.Code > 599 || len(map[string][]string(w.Header())["x-amzn-RequestId"]) != 1 {
				t.Errorf("%s %s: %d %s", filepath.Base(file), m, w.Code, w.Body)
			}
			answered++
		}
	}
	if answered < 20 {
		t.Errorf("only %d methods were asked", answered)
	}
}

// TestBadDefinitions checks that what is wrong is found when it is loaded, with its place.
func TestBadDefinitions(t *testing.T) {
	tests := []struct{ name, yaml, code, want string }{
		{"request template", `
              requestTemplates:
                application/json: |
                  {
                    #if($x)
                  }`, "VTL0", "test.yaml:"},
		{"response template", `
              requestTemplates: {application/json: '{"statusCode":200}'}
              responses:
                default:
                  statusCode: 200
                  responseTemplates: {application/json: '#foreach($a in $b)'}`, "VTL0", "test.yaml:"},
		{"pattern", `
              responses:
                '(': {statusCode: 400}
                default: {statusCode: 200}`, CodePattern, `test.yaml:13:18: invalid regular expression`},
		{"path of a mapping", `
              requestParameters:
                integration.request.header.x: method.request.body.a[?(`, CodeMappingPath, `test.yaml:13:`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /:\n    get:\n      responses:\n        '200': {description: ok}\n      x-amazon-apigateway-integration:\n              type: MOCK\n              passthroughBehavior: never" + "\n" + strings.TrimPrefix(tt.yaml, "")
			_, _, err := Load("test.yaml", []byte(text), Options{})
			var errs apispec.Errors
			if !errors.As(err, &errs) {
				t.Fatalf("got %v, want apispec.Errors", err)
			}
			if !strings.HasPrefix(errs[0].Code, tt.code) || !strings.Contains(err.Error(), tt.want) || !errs[0].Pos.IsValid() {
				t.Errorf("got %s %v, want %s %s", errs[0].Code, err, tt.code, tt.want)
			}
		})
	}
}

// TestBadModel checks a model that refers to one that does not exist.
func TestBadModel(t *testing.T) {
	d := definitionOf(object{"/": object{"post": operation(mockOf("x"), object{
		"x-amazon-apigateway-request-validator": "all",
		"requestBody":                           object{"content": object{"application/json": object{"schema": object{"$ref": "#/components/schemas/A"}}}},
	})}}, object{
		"components":                             object{"schemas": object{"A": object{"type": "object", "properties": object{"p": object{"type": "string", "pattern": "("}}}}},
		"x-amazon-apigateway-request-validators": object{"all": object{"validateRequestBody": true, "validateRequestParameters": true}},
	})
	_, _, err := Load("test.json", d, Options{})
	if err == nil || !strings.Contains(err.Error(), "test.json:1:") {
		t.Errorf("got %v", err)
	}
}

// TestSwap checks that another version answers at once and that a broken one changes nothing.
func TestSwap(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("old"))}}), "")
	load := func(template string) (*apispec.API, error) {
		api, _, err := apispec.Load("test.json", definitionOf(object{"/": object{"get": operation(mockOf(template))}}), apispec.Options{})
		return api, err
	}
	api, err := load("#if(")
	if err != nil {
		t.Fatal(err)
	}
	if g.Swap(api) == nil {
		t.Error("a broken template was accepted")
	}
	if w := ask(g, "GET", "/test", ""); w.Body.String() != "old" {
		t.Errorf("%s", w.Body)
	}
	if api, err = load("new"); err != nil {
		t.Fatal(err)
	}
	if err := g.Swap(api); err != nil {
		t.Fatal(err)
	}
	if w := ask(g, "GET", "/test", ""); w.Body.String() != "new" {
		t.Errorf("%s", w.Body)
	}
}

// TestStageConfig checks stage configurations in both notations and those that are refused.
func TestStageConfig(t *testing.T) {
	for _, good := range []string{`{"name":"prod","variables":{"a":"b"}}`, "name: prod\nvariables:\n  a: b\n"} {
		c, err := ParseStageConfig([]byte(good))
		if err != nil || c.Name != "prod" || c.Variables["a"] != "b" {
			t.Errorf("%s: %+v, %v", good, c, err)
		}
	}
	for _, bad := range []string{
		`{"nam":"prod"}`, "nam: prod\n", `{"name":"a b"}`, `{"canary":{"percentTraffic":101}}`, `{"cache":{"ttlSeconds":4000}}`, `{"variables":[1]}`, `{`, "- a\n",
	} {
		if _, err := ParseStageConfig([]byte(bad)); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
	_, err := ParseStageConfig([]byte("name: prod\ncache:\n  ttl: 3\n"))
	if want := `stage configuration: line 3: unknown key "ttl"; there are enabled, ttlSeconds, requireAuthorizationForCacheControl, unauthorizedCacheControlHeaderStrategy`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
