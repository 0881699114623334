package conformance_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// FuzzParse checks that any text parses or fails cleanly, and that nodes lie within their source, in order and
// inside their parents.
func FuzzParse(f *testing.F) {
	for _, c := range conftest.Suite(f).Cases {
		f.Add(c.Template)
	}
	f.Fuzz(func(t *testing.T, src string) {
		tpl, err := vtl.Parse(src)
		if err != nil {
			checkError(t, src, err, vtl.KindParse)
			return
		}
		checkSpans(t, tpl.Source().Text, tpl.Tree().Root)
	})
}

// checkSpans checks the spans below n, whose offsets count in text.
func checkSpans(t *testing.T, text string, n syntax.Node) {
	t.Helper()
	syntax.Walk(n, func(n syntax.Node) bool {
		if n.Start() < 0 || n.End() < n.Start() || n.End() > len(text) {
			t.Errorf("%T spans %d to %d of %d bytes", n, n.Start(), n.End(), len(text))
		}
		s, ok := n.(*syntax.String)
		if !ok || s.Body == nil {
			return true
		}
		checkSpans(t, s.Inner.Text, s.Body)
		return false
	})
}

// checkError checks that err is a clean error of kind, or of a limit.
func checkError(t *testing.T, src string, err error, kind vtl.Kind) {
	t.Helper()
	var e *vtl.Error
	if !errors.As(err, &e) {
		t.Fatalf("error of type %T: %v", err, err)
	}
	if e.Kind != kind && e.Kind != vtl.KindLimit {
		t.Errorf("error of kind %v: %v", e.Kind, err)
	}
	if e.Pos.Line < 0 || e.Pos.Column < 0 {
		t.Errorf("error at %d:%d in %q: %v", e.Pos.Line, e.Pos.Column, src, err)
	}
	// The guilty part may be the line end itself, which is no part of the line.
	if e.CaretAt < 0 || e.CaretAt > len(e.Line)+len("\r\n") || e.CaretLen < 0 {
		t.Errorf("caret at %d+%d of a line of %d bytes", e.CaretAt, e.CaretLen, len(e.Line))
	}
	_ = e.Detail()
}

// fuzzLimits end a fuzzed run soon.
func fuzzLimits() vtl.Limits {
	l := vtl.DefaultLimits()
	l.Steps, l.Bytes, l.Output, l.Time, l.RegexTime = 300_000, 8<<20, 1<<20, 500*time.Millisecond, 50*time.Millisecond
	return l
}

// newMeter returns a meter with the default limits.
func newMeter(t testing.TB) *vtl.Meter {
	return java.NewMeter(t.Context(), vtl.DefaultLimits())
}

// FuzzRender checks that any template ends in time, with output or a clean error, in both dialects.
func FuzzRender(f *testing.F) {
	for _, c := range conftest.Suite(f).Cases {
		f.Add(c.Template, string(c.Context), c.Dialect == "apigateway")
	}
	f.Fuzz(func(t *testing.T, src, context string, apigateway bool) {
		dialect := vtl.Velocity17
		if apigateway {
			dialect = vtl.APIGateway
		}
		tpl, err := vtl.Parse(src, vtl.InDialect(dialect), vtl.WithLimits(fuzzLimits()))
		if err != nil {
			checkError(t, src, err, vtl.KindParse)
			return
		}
		renderFuzzed(t, tpl, src, fuzzVars(t, context))
	})
}

// renderFuzzed runs a template that parsed.
func renderFuzzed(t *testing.T, tpl *vtl.Template, src string, vars map[string]vtl.Value) {
	t.Helper()
	const patience = 2 * time.Second
	start := time.Now()
	var warnings []vtl.Diagnostic
	out, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: vars, Warnings: &warnings})
	if err != nil {
		checkError(t, src, err, vtl.KindRender)
	}
	if took := time.Since(start); took > patience {
		t.Errorf("took %v", took)
	}
	if l := fuzzLimits(); int64(len(out)) > l.Output {
		t.Errorf("wrote %d bytes", len(out))
	}
}

// fuzzVars reads variables; a text that is no JSON object gives a few fixed ones.
func fuzzVars(t *testing.T, context string) map[string]vtl.Value {
	t.Helper()
	if v, ok := valueOf(t, jsonOr(context, `{"s":"hello","n":5,"list":[1,2,3],"map":{"a":1}}`)).(*java.Map); ok {
		vars := map[string]vtl.Value{}
		v.Each(func(k, v java.Value) bool {
			vars[java.ToString(nil, k)] = v
			return true
		})
		return vars
	}
	return nil
}
