package differential_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/differential"
	"github.com/vtlkit/vtl/conformance/gen"
)

// copier answers every template with itself.
type copier struct {
	// change is made to the answer of templates that mark is part of.
	mark   string
	change func(conformance.Request, *conformance.Answer)
}

// Name implements conformance.Engine.
func (copier) Name() string { return "copier" }

// Render implements conformance.Engine.
func (c copier) Render(_ context.Context, r conformance.Request) (conformance.Answer, error) {
	a := conformance.Answer{Output: r.Template}
	if c.mark != "" && strings.Contains(r.Template, c.mark) {
		c.change(r, &a)
	}
	return a, nil
}

// JSONPath implements conformance.Engine.
func (copier) JSONPath(context.Context, conformance.PathRequest) (conformance.PathAnswer, error) {
	return conformance.PathAnswer{}, conformance.ErrNoJSONPath
}

func do(t *testing.T, subject, second conformance.Engine) *differential.Summary {
	t.Helper()
	run := differential.Run{
		Reference: copier{}, Subject: subject, Second: second, Workers: 4, Count: 400, MostMinimised: 10,
		Generator: gen.New(gen.Options{Seed: 1, Dialect: gen.APIGateway}),
	}
	s, err := run.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEqualEnginesAgree(t *testing.T) {
	t.Parallel()
	if s := do(t, copier{}, nil); s.Disagreements != 0 || s.Kinds["output"] != 400 {
		t.Errorf("%+v", s)
	}
}

// TestMistakeIsMinimised plants a mistake and expects it back without anything around it.
func TestMistakeIsMinimised(t *testing.T) {
	t.Parallel()
	wrong := copier{mark: ".size()", change: func(r conformance.Request, a *conformance.Answer) {
		if strings.Contains(string(r.Context), `"list"`) {
			a.Output += "!"
		}
	}}
	s := do(t, wrong, nil)
	if len(s.Groups) == 0 {
		t.Fatal("the mistake was not found")
	}
	d := s.Groups[0].Example
	if d.Request.Template != ".size()" || string(d.Request.Context) != `{"list":0}` && string(d.Request.Context) != `{"list":[]}` || d.Request.APIGW != nil {
		t.Errorf("not minimal: %s", d)
	}
}

func TestUnstableAnswersArePassedOver(t *testing.T) {
	t.Parallel()
	wrong := copier{mark: "$", change: func(_ conformance.Request, a *conformance.Answer) { a.Output = "other" }}
	s := do(t, wrong, wrong)
	if s.Disagreements != 0 || s.Unstable == 0 {
		t.Errorf("%d disagreements, %d unstable", s.Disagreements, s.Unstable)
	}
}

func TestWriteCases(t *testing.T) {
	t.Parallel()
	wrong := copier{mark: "#set(", change: func(_ conformance.Request, a *conformance.Answer) { a.Output = "" }}
	s := do(t, wrong, nil)
	dir := t.TempDir()
	if err := s.WriteCases(filepath.Join(dir, "new"), "v", conformance.OracleName); err != nil {
		t.Fatal(err)
	}
	suite, err := conformance.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if len(suite.Cases) != len(s.Groups) || suite.Cases[0].Template != "#set(" {
		t.Errorf("%d cases for %d groups: %+v", len(suite.Cases), len(s.Groups), suite.Cases[0])
	}
	var b strings.Builder
	if err := s.WriteText(&b); err != nil || !strings.Contains(b.String(), `template "#set("`) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestMinimiseKeepsWhatMatters(t *testing.T) {
	t.Parallel()
	r := conformance.Request{Template: "x\n#if($a)\n  y\n#end\nz", Context: []byte(`{"a": {"b": [1, 2, {"c": "needle"}]}, "d": 4}`)}
	got := differential.Minimise(r, 2000, func(r conformance.Request) bool {
		return strings.Contains(r.Template, "#if(") && strings.Contains(r.Template, "#end") && strings.Contains(string(r.Context), "needle")
	})
	if got.Template != "#if(#end" || string(got.Context) != `{"a":{"b":[{"c":"needle"}]}}` {
		t.Errorf("template %q, context %s", got.Template, got.Context)
	}
}
