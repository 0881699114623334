package playground_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vtlkit/vtl/playground"
	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/playground/internal/apischema"
)

// TestSchemaIsCurrent makes the schema anew.
func TestSchemaIsCurrent(t *testing.T) {
	t.Parallel()
	want, err := apischema.Make(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if got := text(t, do(newServer(t, playground.Options{}), "GET", "/api/v1/schema.json", "")); got != string(want) {
		t.Error("schema.json is not what the types say: run go generate ./playground")
	}
}

// schemas are the published schema, made strict: members it does not name are mistakes.
type schemas struct {
	t        *testing.T
	doc      map[string]any
	methods  map[string]map[string]any
	compiled map[string]*jsonschema.Schema
}

// newSchemas reads the published schema.
func newSchemas(t *testing.T, s *playground.Server) *schemas {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text(t, do(s, "GET", "/api/v1/schema.json", ""))))
	if err != nil {
		t.Fatal(err)
	}
	all := &schemas{t: t, doc: doc.(map[string]any), methods: map[string]map[string]any{}, compiled: map[string]*jsonschema.Schema{}}
	for _, def := range all.doc["$defs"].(map[string]any) {
		forbidMore(def)
	}
	for _, m := range all.doc["methods"].([]any) {
		m := m.(map[string]any)
		all.methods[m["name"].(string)] = m
	}
	return all
}

// forbidMore lets objects have no members but those that are named.
func forbidMore(schema any) {
	s, ok := schema.(map[string]any)
	if !ok {
		return
	}
	if properties, ok := s["properties"].(map[string]any); ok {
		s["additionalProperties"] = false
		for _, p := range properties {
			forbidMore(p)
		}
	}
}

// check holds a JSON text against one of the document's schemas.
func (s *schemas) check(schema any, text string) error {
	key := jsonOf(s.t, schema)
	compiled := s.compiled[key]
	if compiled == nil {
		c := jsonschema.NewCompiler()
		if err := c.AddResource("memory:///schema.json", map[string]any{"$schema": s.doc["$schema"], "$defs": s.doc["$defs"], "allOf": []any{schema}}); err != nil {
			s.t.Fatal(err)
		}
		var err error
		if compiled, err = c.Compile("memory:///schema.json"); err != nil {
			s.t.Fatal(err)
		}
		s.compiled[key] = compiled
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return compiled.Validate(value)
}

// validate fails for a JSON text that does not fit.
func (s *schemas) validate(what string, schema any, text string) {
	s.t.Helper()
	if err := s.check(schema, text); err != nil {
		s.t.Errorf("%s: %v\n%.500s", what, err, text)
	}
}

// jsonOf returns v as JSON.
func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSchemaFits makes calls of every method and holds them and their answers against the schema.
func TestSchemaFits(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	all := newSchemas(t, s)
	called := map[string]bool{}
	call := func(name, body string) {
		t.Helper()
		m := all.methods[name]
		if m == nil {
			t.Fatalf("the schema has no method %s", name)
		}
		called[name] = true
		http, target, _ := strings.Cut(m["http"].(string), " ")
		if m["request"] != nil {
			all.validate("call of "+name, m["request"], body)
		}
		res := do(s, http, target, body)
		answer := text(t, res)
		if res.StatusCode != 200 {
			t.Errorf("%s: %d %s", name, res.StatusCode, answer)
			return
		}
		all.validate("answer of "+name, m["answer"], answer)
	}
	call("knowledge", "")
	call("examples", "")
	var list []api.Example
	if err := json.Unmarshal([]byte(text(t, do(s, "GET", "/api/v1/examples", ""))), &list); err != nil {
		t.Fatal(err)
	}
	runs := []api.Run{
		{Template: "#if($a)#else$b.c#end#foreach($i in [1..3])$i#end#set($x = $input.path('$.nothing'))$x{", Request: api.Request{Context: map[string]any{"stage": "x", "identity": map[string]any{"user": nil}}}},
		{Template: "#if("}, {Template: "$input.json(" + strings.Repeat("'$'", 3) + ")"}, {Template: "#set($context.responseOverride.status = 404)#set($context.requestOverride.path.a = 'b')<a>"},
		{Template: "#macro(a)#a()#end#a()"}, {Template: "x", Request: api.Request{Time: "yesterday"}}, {},
	}
	for _, e := range list {
		runs = append(runs, api.Run{Template: e.Template, Name: e.ID, Request: e.Request})
		if e.Chain != nil {
			call("chain", jsonOf(t, api.ChainQuery{Request: e.Request, Chain: *e.Chain, Events: true}))
		}
		call("nodes", jsonOf(t, api.NodesQuery{Body: e.Request.Body, Path: "$"}))
		call("request", jsonOf(t, api.RawRequest{Text: e.Request.Body, ResourcePath: "/{a}"}))
	}
	for _, run := range runs {
		call("render", jsonOf(t, run))
		run.Events, run.Offset = true, len(run.Template)
		call("explain", jsonOf(t, run))
		call("complete", jsonOf(t, run))
		call("format", jsonOf(t, run))
		if run.Request.Time == "" {
			call("copy", jsonOf(t, api.CopyQuery{As: "test", Run: run}))
		}
	}
	call("render", `{"id": 1, "template": "$input.body$x #if", "apigw": {"body": "a", "params": {"path": {}}, "context": {}, "stageVariables": {}}}`)
	call("render", `{"id": [1], "template": "a$context", "dialect": "velocity", "context": {"x": 1}, "macros": "#macro(a)#end"}`)
	call("request", `{"text": "curl https://api.test/a -d b"}`)
	call("nodes", `{"body": "{\"a\": [1, {\"b\": null}]}", "offset": 8}`)
	call("import", `{"text": "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /a/{b}:\n    get:\n      x-amazon-apigateway-integration: {type: MOCK, requestTemplates: {application/json: x}, responses: {default: {statusCode: 200}}}\n"}`)
	call("import", `{"text": "nonsense"}`)
	for name := range all.methods {
		if !called[name] {
			t.Errorf("%s is not called", name)
		}
	}
	all.validate("failure", all.doc["failure"], text(t, do(s, "POST", "/api/v1/render", "[")))
}

// TestSchemaRefuses holds calls that cannot be understood against the schema.
func TestSchemaRefuses(t *testing.T) {
	t.Parallel()
	all := newSchemas(t, newServer(t, playground.Options{}))
	for _, body := range []string{`{}`, `{"template": 1}`, `{"template": "x", "request": {"headers": [["a"]]}}`, `{"template": "x", "request": {"query": {"a": "b"}}}`} {
		if all.check(all.methods["explain"]["request"], body) == nil {
			t.Errorf("the schema takes %s", body)
		}
	}
}

// TestDocs wants every method and type in the documentation, and no script.
func TestDocs(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	all := newSchemas(t, s)
	res := do(s, "GET", "/api/", "")
	page := text(t, res)
	for name, m := range all.methods {
		if !strings.Contains(page, "<code>"+m["http"].(string)+"</code>") {
			t.Errorf("the documentation lacks %s", name)
		}
	}
	for name := range all.doc["$defs"].(map[string]any) {
		if !strings.Contains(page, `<h3 id="`+name+`">`) {
			t.Errorf("the documentation lacks the type %s", name)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "<no value>") || res.Header.Get("Content-Type") != "text/html; charset=UTF-8" {
		t.Errorf("%v", res.Header)
	}
}
