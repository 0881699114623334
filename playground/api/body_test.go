package api

import "testing"

// TestBodyFault checks where and when a body that is no JSON is told of.
func TestBodyFault(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		template, body string
		message        string // "" for none
		line, column   int
		start, end     int
	}{
		{"$input.json('$.a')", "{\n \"é\" 1}", "the body is no JSON, so no path leads to anything in it", 2, 6, 7, 8},
		{"$input.path('$.a')", `{"a": [1`, "the body is no JSON, so no path leads to anything in it", 1, 9, 8, 8},
		{"$input.path('$.a')", `{"a": 1,,}`, "the body is no strict JSON, and is read as well as can be", 1, 9, 8, 9},
		{"$input.path('$.a')", "", "", 0, 0, 0, 0},
		{"$input.path('$.a')", " \n", "", 0, 0, 0, 0},
		{"$input.body", "{no", "", 0, 0, 0, 0},
	} {
		got, err := New(Options{}).Explain(t.Context(), &Run{Template: test.template, Request: Request{Body: test.body}})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range got.Problems {
			if p.In != inBody {
				continue
			}
			found = true
			if p.Message != test.message || p.Line != test.line || p.Column != test.column || p.Start != test.start || p.End != test.end || p.Severity != SeverityWarning {
				t.Errorf("%s with %q: %+v", test.template, test.body, p)
			}
		}
		if found != (test.message != "") || !got.OK {
			t.Errorf("%s with %q: found %v, ok %v", test.template, test.body, found, got.OK)
		}
	}
}
