package conformance_test

import (
	"testing"

	"github.com/vtlkit/vtl/conformance"
)

// failure returns an error of a kind at a place.
func failure(kind string, line, column int) *conformance.Failure {
	return &conformance.Failure{Kind: kind, Message: "whatever", Line: line, Column: column}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	out := func(s string) conformance.Answer { return conformance.Answer{Output: s} }
	tests := []struct {
		name      string
		want, got conformance.Answer
		loose     bool
		ok        bool
	}{
		{"same output", out("a"), out("a"), false, true},
		{"other output", out("a"), out("b"), false, false},
		{"longer double", out("[9.999999999999999E22]"), out("[1.0E23]"), true, true},
		{"longer double, strict", out("9.999999999999999E22"), out("1.0E23"), false, false},
		{"another double", out("1.0E23"), out("1.1E23"), true, false},
		{"exponent or not", out("1.0E7"), out("10000000.0"), true, false},
		{"a decimal keeps its zeros", out("1.50"), out("1.5"), true, false},
		{"identity hash", out("[Ljava.lang.Object;@6992bff3 "), out("[Ljava.lang.Object;@1 "), false, true},
		{"identity hash of another class", out("[I@1"), out("[J@1"), false, false},
		{"mail address", out("a@b1"), out("a@b2"), false, false},
		{"error for output", out("a"), conformance.Answer{Err: failure("render", 1, 2)}, false, false},
		{"output for error", conformance.Answer{Err: failure("render", 1, 2)}, out("a"), false, false},
		{"same error", conformance.Answer{Err: failure("render", 1, 2), Partial: "x"}, conformance.Answer{Err: failure("render", 1, 2), Partial: "x"}, false, true},
		{"other kind", conformance.Answer{Err: failure("render", 1, 2)}, conformance.Answer{Err: failure("parse", 1, 2)}, false, false},
		{"other place", conformance.Answer{Err: failure("render", 1, 2)}, conformance.Answer{Err: failure("render", 1, 3)}, false, false},
		{"other partial", conformance.Answer{Err: failure("render", 1, 2), Partial: "x"}, conformance.Answer{Err: failure("render", 1, 2)}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := conformance.Compare(tt.want, tt.got, tt.loose)
			if v.OK != tt.ok || v.OK != (v.Why == "") {
				t.Errorf("Compare = %+v, want OK %v", v, tt.ok)
			}
		})
	}
}

func TestJudgeDifference(t *testing.T) {
	t.Parallel()
	c := &conformance.Case{
		Want:    conformance.Answer{Output: "wanted"},
		Differs: map[string]*conformance.Difference{"x": {Want: conformance.Answer{Output: "other"}, Reason: "because"}},
	}
	tests := []struct {
		engine, output string
		ok             bool
	}{
		{"x", "other", true},
		{"x", "wanted", false}, // the exception is no longer needed
		{"x", "third", false},
		{"y", "wanted", true},
		{"y", "other", false},
	}
	for _, tt := range tests {
		if r := c.Judge(tt.engine, conformance.Answer{Output: tt.output}); r.OK != tt.ok {
			t.Errorf("engine %s answering %q: %+v, want OK %v", tt.engine, tt.output, r, tt.ok)
		}
	}
}

func TestComparePath(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	want := conformance.PathAnswer{Result: []byte(`{"a": [1.0, "\u00e9"]}`), Type: "Map", JSON: `{"a":[1.0,"é"]}`, Text: "{a=[1.0]}", Definite: &yes}
	change := func(f func(a *conformance.PathAnswer)) conformance.PathAnswer {
		a := want
		f(&a)
		return a
	}
	tests := []struct {
		name string
		got  conformance.PathAnswer
		ok   bool
	}{
		{"same", want, true},
		{"spaces and escapes", change(func(a *conformance.PathAnswer) { a.Result = []byte(`{"a":[1.0,"é"]}`) }), true},
		{"not said to be definite", change(func(a *conformance.PathAnswer) { a.Definite = nil }), true},
		{"indefinite", change(func(a *conformance.PathAnswer) { a.Definite = &no }), false},
		{"value", change(func(a *conformance.PathAnswer) { a.Result = []byte(`{"a":[2.0,"é"]}`) }), false},
		{"nesting", change(func(a *conformance.PathAnswer) { a.Result = []byte(`{"a":[[1.0,"é"]]}`) }), false},
		{"type", change(func(a *conformance.PathAnswer) { a.Type = "List" }), false},
		{"text", change(func(a *conformance.PathAnswer) { a.Text = "" }), false},
		{"error", conformance.PathAnswer{ErrClass: "PathNotFoundException"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if v := conformance.ComparePath(want, tt.got); v.OK != tt.ok {
				t.Errorf("ComparePath = %+v, want OK %v", v, tt.ok)
			}
		})
	}
}
