package api

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/runtime"
)

// call answers a call by name.
func callMethod(t *testing.T, name, body string) (map[string]any, error) {
	t.Helper()
	answer, err := New(Options{}).Methods()[name](context.Background(), []byte(body))
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(answer, &m); err != nil {
		t.Fatalf("%s: %s: %v", name, answer, err)
	}
	return m, nil
}

// TestRender checks both forms of a request for an output.
func TestRender(t *testing.T) {
	t.Parallel()
	tests := []struct{ body, want string }{
		{`{"id": 7, "template": "a$x", "context": {"x": 1}}`, `{"id":7,"output":"a1"}`},
		{`{"template": "$x"}`, `{"id":null,"output":"$x","warned":"VTL101"}`},
		{`{"template": "$input.body", "apigw": {"body": "b"}}`, `{"id":null,"output":"b"}`},
		{`{"id": "q", "template": "a#if("}`, `{"id":"q","kind":"parse"}`},
		{`{"template": "ab$x.substring(9)", "context": {"x": "y"}}`, `{"id":null,"kind":"render","partial":"ab"}`},
		{`{"id": 7, "template": "$input.path('$.a')$x", "request": {"body": "{\"a\": 1}"}}`, `{"id":7,"output":"1","warned":"VTL101"}`},
		{`{"template": "ab$input.body.substring(9)", "request": {}}`, `{"id":null,"kind":"render","partial":"ab"}`},
		{`{"template": "a", "request": {"time": "x"}}`, `{"id":null,"kind":"request"}`},
	}
	for _, tt := range tests {
		m, err := callMethod(t, "render", tt.body)
		if err != nil {
			t.Errorf("%s: %v", tt.body, err)
			continue
		}
		short := map[string]any{"id": m["id"]}
		for _, key := range []string{"output", "partial"} {
			if v, ok := m[key]; ok {
				short[key] = v
			}
		}
		if e, ok := m["error"].(map[string]any); ok {
			short["kind"] = e["kind"]
		}
		if w := m["warnings"].([]any); len(w) > 0 {
			short["warned"] = w[0].(map[string]any)["code"]
		}
		if got, _ := json.Marshal(short); !sameJSON(string(got), tt.want) {
			t.Errorf("%s\ngot  %s\nwant %s", tt.body, got, tt.want)
		}
	}
}

// sameJSON tells whether two JSON texts are equal but for the order of members.
func sameJSON(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	left, _ := json.Marshal(x)
	right, _ := json.Marshal(y)
	return string(left) == string(right)
}

// TestRenderAnswersLines checks that render gives every case of the conformance suite the answer of the line protocol,
// and only adds to it.
func TestRenderAnswersLines(t *testing.T) {
	t.Parallel()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{})
	for i, c := range suite.Cases {
		if i%5 != 0 {
			continue
		}
		line := c.Request.Line("")
		want := runtime.Answer(line)
		got, err := s.render(context.Background(), line)
		if err != nil || !strings.HasPrefix(string(got), strings.TrimSuffix(string(want), "}")+`,"warnings":`) {
			t.Errorf("%s: %.200s, %v, want %.200s and more", c.ID, got, err, want)
		}
	}
}

// TestBadCalls checks the errors of calls that cannot be understood.
func TestBadCalls(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ method, body, want string }{
		{"render", ``, "the request is no JSON: EOF"},
		{"render", `[]`, "the request is a JSON array where an object belongs"},
		{"render", `{}`, "the request has no template"},
		{"render", `{"template": 1}`, "template is no string"},
		{"render", `{"template": "a", "dialect": "x"}`, `unknown dialect "x"`},
		{"render", `{"template": "a"} x`, "the request is no JSON: there is text behind the JSON value"},
		{"render", `{"template": "a", "request": 1}`, "the member request cannot be a JSON number"},
		{"explain", `{"template": 1}`, "the member template cannot be a JSON number"},
		{"explain", `{`, "the request is no JSON: unexpected EOF"},
		{"complete", `"x"`, "the request is a JSON string where an object belongs"},
		{"nodes", `{"body": "{}", "path": "$.a"}`, "the body has nothing at $.a"},
	} {
		_, err := callMethod(t, tt.method, tt.body)
		var bad *CallError
		if !errors.As(err, &bad) || bad.Kind != FailureRequest || bad.Message != tt.want {
			t.Errorf("%s %s: %v, want %s", tt.method, tt.body, err, tt.want)
		}
	}
}
