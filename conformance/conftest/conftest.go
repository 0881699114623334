// Package conftest runs conformance cases as Go tests.
package conftest

import (
	"context"
	"errors"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/conformance/required"
)

// Run asks the engine every case of the suite: a subtest for each area, and a failure for each case missed.
func Run(t *testing.T, suite *conformance.Suite, e conformance.Engine) {
	t.Helper()
	for _, area := range suite.Areas() {
		t.Run(area, func(t *testing.T) {
			part := suite.Select(func(a, _ string) bool { return a == area })
			for _, c := range part.Cases {
				runCase(t, c, e)
			}
			for _, p := range part.Paths {
				runPath(t, p, e)
			}
		})
	}
}

// runCase asks the engine one case.
func runCase(t *testing.T, c *conformance.Case, e conformance.Engine) {
	t.Helper()
	got, err := e.Render(context.Background(), c.Request)
	if err != nil {
		t.Fatalf("%s: no answer: %v", c.ID, err)
	}
	if r := c.Judge(e.Name(), got); !r.OK {
		t.Errorf("%s: %s\ntemplate %q\n context %s\n    want %s\n     got %s", c.ID, r.Why, c.Template, c.Context, c.Want, got)
	}
}

// runPath asks the engine one path.
func runPath(t *testing.T, p *conformance.Path, e conformance.Engine) {
	t.Helper()
	got, err := e.JSONPath(context.Background(), p.PathRequest)
	if errors.Is(err, conformance.ErrNoJSONPath) {
		t.Skip("the engine has no JSONPath protocol")
	}
	if err != nil {
		t.Fatalf("%s: no answer: %v", p.ID, err)
	}
	if r := p.Judge(e.Name(), got); !r.OK {
		t.Errorf("%s: %s\n path %s\n json %s\n want %+v\n  got %+v", p.ID, r.Why, p.Path, p.JSON, p.Want, got)
	}
}

// Suite loads the cases of this repository.
func Suite(t testing.TB) *conformance.Suite {
	t.Helper()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	return suite
}

// Oracle starts Apache Velocity 1.7 for the length of the test. Where Java or the shared material is missing the
// test is skipped, or fails when the environment variable VTL_REQUIRE_ALL is 1.
func Oracle(t testing.TB) conformance.Engine {
	t.Helper()
	e, err := conformance.StartOracle()
	if err == nil {
		_, err = e.Render(context.Background(), conformance.Request{Template: "ready"})
	}
	if err != nil {
		required.Missing(t, "no oracle: %v", err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
