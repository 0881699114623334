package apispec

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sameAPI compares APIs but for their places and the samples of parameters.
var sameAPI = cmp.Options{
	cmp.Comparer(func(a, b Text) bool { return a.Value == b.Value }),
	cmpopts.IgnoreTypes(Position{}),
	cmpopts.IgnoreFields(Parameter{}, "Sample"), // exports leave it out
	cmpopts.EquateEmpty(),
}

// exportForms are the ways to write a definition.
var exportForms = []struct {
	name string
	opts ExportOptions
}{
	{"openapi3-json", ExportOptions{OpenAPI3, JSON, AllExtensions}},
	{"openapi3-yaml", ExportOptions{OpenAPI3, YAML, AllExtensions}},
	{"swagger2-json", ExportOptions{Swagger2, JSON, AllExtensions}},
	{"swagger2-yaml", ExportOptions{Swagger2, YAML, AllExtensions}},
}

// checkRoundTrip checks that load(export(api)) equals api in all forms, and that exporting that again gives the same
// bytes.
func checkRoundTrip(t *testing.T, api *API) {
	t.Helper()
	for _, form := range exportForms {
		out := Export(api, form.opts)
		again, _, err := Load(form.name, out, Options{})
		if err != nil {
			t.Errorf("%s: the export does not load: %v\n%s", form.name, err, out)
			continue
		}
		want := api
		if form.opts.Version == Swagger2 {
			want = asSwagger2(api)
		}
		if diff := cmp.Diff(want, again, sameAPI); diff != "" {
			t.Errorf("%s: the API changed (-before +after):\n%s\n%s", form.name, diff, out)
		}
		if twice := Export(again, form.opts); string(twice) != string(out) {
			t.Errorf("%s: the second export differs:\n%s", form.name, cmp.Diff(string(out), string(twice)))
		}
		if form.opts.Format == JSON && !json.Valid(out) {
			t.Errorf("%s: the export is no JSON", form.name)
		}
	}
}

// asSwagger2 returns what is left of an API in Swagger 2.0: one model for all content types of a body, and one list
// of content types for all responses of an operation.
func asSwagger2(api *API) *API {
	out := *api
	out.Root = swaggerResource(api.Root)
	return &out
}

// swaggerResource is asSwagger2 for a resource.
func swaggerResource(r *Resource) *Resource {
	out := *r
	out.Children, out.Methods = nil, nil
	for _, c := range r.Children {
		out.Children = append(out.Children, swaggerResource(c))
	}
	for _, m := range r.Methods {
		method := *m
		method.RequestModels = swaggerModels(m.RequestModels, contentTypes(m.RequestModels))
		method.Responses = nil
		for _, resp := range m.Responses {
			response := *resp
			response.Models = swaggerModels(resp.Models, producedTypes(m))
			method.Responses = append(method.Responses, &response)
		}
		out.Methods = append(out.Methods, &method)
	}
	return &out
}

// swaggerModels returns the first model for all content types.
func swaggerModels(models []*ContentModel, types []string) []*ContentModel {
	var list []*ContentModel
	for _, contentType := range types {
		if len(models) > 0 {
			list = append(list, &ContentModel{contentType, models[0].Model})
		}
	}
	return list
}

// TestRoundTripCases exports the definitions of all recorded cases and loads them again.
func TestRoundTripCases(t *testing.T) {
	t.Parallel()
	done := 0
	for _, c := range readCases(t) {
		api, _, err := Load("api.json", c.document(), c.options(t))
		if err != nil {
			continue // TestGatewayCases says whether that is right
		}
		done++
		t.Run(c.ID, func(t *testing.T) { checkRoundTrip(t, api) })
	}
	t.Logf("%d definitions", done)
}

// TestRealAPIs loads the real definitions beside the checkout, exports them and loads them again.
func TestRealAPIs(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(sharedCases(t), "real-apis")
	data, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var index []struct{ File string }
	if err := json.Unmarshal(data, &index); err != nil {
		t.Fatal(err)
	}
	for _, entry := range index {
		t.Run(entry.File, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, entry.File))
			if err != nil {
				t.Fatal(err)
			}
			api, _, err := Load(entry.File, data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if methods := countMethods(api); methods == 0 {
				t.Error("there are no methods")
			}
			checkRoundTrip(t, api)
		})
	}
}

// countMethods returns the number of methods with an integration.
func countMethods(api *API) int {
	n := 0
	for _, r := range api.Resources() {
		for _, m := range r.Methods {
			if m.Integration != nil {
				n++
			}
		}
	}
	return n
}

// asErrors returns the problems of an error of Load.
func asErrors(t *testing.T, err error) Errors {
	t.Helper()
	var list Errors
	if !errors.As(err, &list) || len(list) == 0 {
		t.Fatalf("got the error %v; want Errors", err)
	}
	return list
}
