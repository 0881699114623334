package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/playground/api"
)

// update has TestExamplesOracle write what the oracle answers as what is expected.
var update = flag.Bool("update", false, "write the expected outputs of the examples as Apache Velocity answers them")

// exampleList returns the examples.
func exampleList(t *testing.T) []api.Example {
	t.Helper()
	list, err := api.New(api.Options{}).Examples(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return *list
}

// TestExamples renders every example as the page does. Nothing is wrong with any of them.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, e := range exampleList(t) {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			got, err := api.New(api.Options{}).Explain(t.Context(), &api.Run{Template: e.Template, Request: e.Request})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(e.Expected, got.Output); diff != "" || !got.OK {
				t.Errorf("%s\n%+v", diff, got.Problems)
			}
			for _, p := range got.Problems {
				t.Errorf("the example has a problem: %s", p.Text)
			}
			if got.Check.Format != "text" && got.Check.Format != "empty" && !got.Check.Valid {
				t.Errorf("the output is not valid: %+v\n%s", got.Check, got.Output)
			}
			for _, s := range e.Samples {
				got, err := api.New(api.Options{}).Explain(t.Context(), &api.Run{Template: e.Template, Request: s.Request})
				if err != nil || !got.OK || got.Check.Format == "json" && !got.Check.Valid {
					t.Errorf("sample %q: %v, %+v\n%s", s.Name, err, got.Problems, got.Output)
				}
			}
		})
	}
}

// TestExamplesOracle holds every example against Apache Velocity itself.
func TestExamplesOracle(t *testing.T) {
	t.Parallel()
	oracle := conftest.Oracle(t)
	for _, e := range exampleList(t) {
		got, err := oracle.Render(t.Context(), lineOf(t, e))
		if err != nil || got.Err != nil {
			t.Errorf("%s: %v, %+v", e.ID, err, got.Err)
			continue
		}
		if *update {
			if err := os.WriteFile(filepath.Join("examples", e.ID, "expected.txt"), []byte(got.Output), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(got.Output, e.Expected); diff != "" {
			t.Errorf("%s\n%s", e.ID, diff)
		}
	}
}

// lineOf returns an example as a request of the line protocol, which invents nothing that is not given.
func lineOf(t *testing.T, e api.Example) conformance.Request {
	t.Helper()
	g := &conformance.Gateway{Body: e.Request.Body}
	if e.Request.Response != nil {
		g.Body = e.Request.Response.Body
	}
	var path []api.Pair
	for name, value := range e.Request.PathParams {
		path = append(path, api.Pair{name, value})
	}
	g.Params = []byte(`{"path":` + object(t, path) + `,"querystring":` + object(t, e.Request.Query) + `,"header":` + object(t, e.Request.Headers) + `}`)
	variables, err := json.Marshal(e.Request.StageVariables)
	if err != nil {
		t.Fatal(err)
	}
	if e.Request.StageVariables != nil {
		g.StageVariables = variables
	}
	vars := map[string]any{
		"httpMethod": e.Request.Method, "resourcePath": e.Request.ResourcePath,
		"responseOverride": map[string]any{"header": map[string]any{}}, "requestOverride": map[string]any{"header": map[string]any{}},
	}
	for name, value := range e.Request.Context {
		if outer, inner, ok := strings.Cut(name, "."); ok {
			vars[outer] = map[string]any{inner: value}
			continue
		}
		vars[name] = value
	}
	if g.Context, err = json.Marshal(vars); err != nil {
		t.Fatal(err)
	}
	return conformance.Request{Template: e.Template, APIGW: g}
}

// object returns pairs as a JSON object in their order.
func object(t *testing.T, pairs []api.Pair) string {
	t.Helper()
	var b bytes.Buffer
	for i, p := range pairs {
		name, err := json.Marshal(p[0])
		if err != nil {
			t.Fatal(err)
		}
		value, err := json.Marshal(p[1])
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString([]string{"", ","}[min(i, 1)] + string(name) + ":" + string(value))
	}
	return "{" + b.String() + "}"
}

// TestDefaultExample holds what a new visitor sees to what it is to show.
func TestDefaultExample(t *testing.T) {
	t.Parallel()
	e := exampleList(t)[0]
	if n := strings.Count(e.Template, "\n"); n > 8 {
		t.Errorf("the template has %d lines", n)
	}
	for _, part := range []string{"#set(", "#foreach(", "$foreach.hasNext", "$util.escapeJavaScript(", "$context.requestId"} {
		if !strings.Contains(e.Template, part) {
			t.Errorf("the template does not use %s", part)
		}
	}
}

// TestExampleFolders finds folders that are no examples, and examples that lack words.
func TestExampleFolders(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, e := range exampleList(t) {
		ids = append(ids, e.ID)
		if e.Title == "" || e.Description == "" {
			t.Errorf("%s has no title or description", e.ID)
		}
	}
	folders, err := fs.ReadDir(os.DirFS("examples"), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if !slices.Contains(ids, f.Name()) {
			t.Errorf("the folder %s is no example", f.Name())
		}
	}
}
