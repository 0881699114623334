package runtime

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCheckJSON: the place and reason of the first fault, and agreement with encoding/json on what is valid.
func TestCheckJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		output string
		line   int
		column int
		msg    string // part of the message; "" for valid
	}{
		{`{}`, 0, 0, ""},
		{" [1, -2.5e+3, \"a\\u00e9\\n\", true, false, null, {\"k\": {}}]\n", 0, 0, ""},
		{`"x"`, 0, 0, ""},
		{`{"body": }`, 1, 10, "missing before }"},
		{"{\n  \"a\": 1,\n}", 3, 1, "member name"},
		{`[1,]`, 1, 4, "missing before ]"},
		{`{"a" 1}`, 1, 6, "colon"},
		{`{"a": 1`, 1, 8, "} is missing"},
		{`{"é": x}`, 1, 7, "not x"},
		{`{"a": it's}`, 1, 7, "not it's"},
		{`{"a": "it\'s"}`, 1, 10, "replaceAll"},
		{"{\"a\": \"x\ny\"}", 1, 9, "control character"},
		{`{"a": "x`, 1, 7, "not closed"},
		{`{} {}`, 1, 4, "behind the end"},
		{`{"a": 01}`, 1, 7, "not 01"},
		{`{"a": 1.}`, 1, 7, "not 1."},
		{`{"a": "\x"}`, 1, 8, "unknown escape"},
		{`{"a": "\u12g4"}`, 1, 8, "four hexadecimal"},
		{``, 1, 1, "ends where a value belongs"},
		{`[1 2]`, 1, 4, "a comma or ] belongs"},
		{`[}`, 1, 2, "missing before }"},
	}
	for _, tt := range tests {
		f := CheckJSON([]byte(tt.output))
		if (f == nil) != json.Valid([]byte(tt.output)) {
			t.Errorf("CheckJSON(%q) = %v, encoding/json says valid = %v", tt.output, f, json.Valid([]byte(tt.output)))
		}
		switch {
		case tt.msg == "":
			if f != nil {
				t.Errorf("CheckJSON(%q) = %v, want none", tt.output, f)
			}
		case f == nil || f.Line != tt.line || f.Column != tt.column || !strings.Contains(f.Msg, tt.msg):
			t.Errorf("CheckJSON(%q) = %v, want %d:%d %q", tt.output, f, tt.line, tt.column, tt.msg)
		}
	}
}

// FuzzCheckJSON: the checker agrees with encoding/json on every text.
func FuzzCheckJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2,{"b":null}]}`, `[1e5,-0.1,"\ud800"]`, `{"a"`, `01`, `"\u12"`, `[[],{}]`, `-`, `1e+-5`, `tru`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := CheckJSON([]byte(s)) == nil, json.Valid([]byte(s)); got != want && strings.Count(s, "[")+strings.Count(s, "{") < 1000 {
			t.Errorf("CheckJSON(%q) finds it valid: %v, encoding/json: %v", s, got, want)
		}
	})
}

// TestCheckJSONDepth: nesting costs no recursion and ends at a limit.
func TestCheckJSONDepth(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", checkDepth) + strings.Repeat("]", checkDepth)
	if f := CheckJSON([]byte(deep)); f != nil {
		t.Errorf("at the limit: %v", f)
	}
	if f := CheckJSON([]byte("[" + deep + "]")); f == nil || f.Msg != "nested too deeply" {
		t.Errorf("one deeper: %v", f)
	}
}
