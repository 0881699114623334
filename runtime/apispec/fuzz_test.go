package apispec

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzLoad loads anything: it must end without a panic, in errors that have a message and a code or in an API that is
// the same after export and load.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil || len(files) == 0 {
		f.Fatal("there are no definitions in testdata")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, test := range loadErrorTests {
		if len(test.doc) < 10_000 {
			f.Add([]byte(test.doc))
		}
	}
	for _, test := range loadWarningTests {
		f.Add([]byte(test.doc))
	}
	for _, test := range hostile {
		if len(test.doc) < 10_000 {
			f.Add([]byte(test.doc))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		api, warnings, err := Load("fuzz", data, Options{})
		for _, w := range warnings {
			checkProblem(t, &w.Problem)
		}
		if err != nil {
			for _, e := range asErrors(t, err) {
				checkProblem(t, &e.Problem)
			}
			return
		}
		for _, form := range exportForms {
			out := Export(api, form.opts)
			again, _, err := Load(form.name, out, Options{})
			if err != nil {
				t.Fatalf("%s: the export does not load: %v\n%s", form.name, err, out)
			}
			if form.opts.Version == OpenAPI3 {
				if diff := cmp.Diff(api, again, sameAPI); diff != "" {
					t.Fatalf("%s: the API changed:\n%s\n%s", form.name, diff, out)
				}
			}
		}
		locateAll(api)
	})
}

// checkProblem checks what every problem has.
func checkProblem(t *testing.T, p *Problem) {
	t.Helper()
	if p.Code == "" || p.Msg == "" || len(p.String()) > 8192 {
		t.Errorf("a problem is not complete, or too long: %+v", p)
	}
	_ = p.detail("error")
}

// locateAll asks for places in all templates.
func locateAll(api *API) {
	for _, r := range api.Resources() {
		for _, m := range r.Methods {
			if m.Integration == nil {
				continue
			}
			for _, tpl := range m.Integration.RequestTemplates {
				for i := -1; i < min(len(tpl.Value), 200)+2; i++ {
					tpl.Locate(i)
				}
			}
		}
	}
}
