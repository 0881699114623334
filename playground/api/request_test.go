package api

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadRequest(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	got, err := s.Request(t.Context(), &RawRequest{Text: "curl -X PUT 'https://api.test/orders/7?a=1' -H 'X-A: b' --data-raw 'x'", ResourcePath: "/orders/{id}"})
	if err != nil {
		t.Fatal(err)
	}
	want := &ReadRequest{Format: "curl", Problems: []Problem{}, Request: &Request{
		Method: "PUT", ResourcePath: "/orders/{id}", Path: "/orders/7", PathParams: map[string]string{"id": "7"}, Query: []Pair{{"a", "1"}},
		Headers: []Pair{{"Host", "api.test"}, {"Accept", "*/*"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"X-A", "b"}}, Body: "x",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got, err = s.Request(t.Context(), &RawRequest{Text: `{"httpMethod": "POST", "path": "/", "body": "AP8=", "isBase64Encoded": true, "requestContext": {"stage": "prod", "requestTimeEpoch": 1767322983000}}`})
	if err != nil {
		t.Fatal(err)
	}
	want = &ReadRequest{Format: "event", Problems: []Problem{}, Request: &Request{Method: "POST", Path: "/", Body: "AP8=", Base64: true, Context: map[string]any{"stage": "prod"}, Time: "2026-01-02T03:03:03Z"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReadRequestProblem has a text that cannot be read: its place counts UTF-16 units.
func TestReadRequestProblem(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	got, err := s.Request(t.Context(), &RawRequest{Text: "GET /a\nX-A: 😀\nno header 😀!\n"})
	if err != nil || got.Format != "http" || got.Request != nil || len(got.Problems) != 1 {
		t.Fatalf("%+v", got)
	}
	p := got.Problems[0]
	if p.In != "request" || p.Severity != SeverityError || p.Line != 3 || p.Column != 1 || p.Start != 15 || p.End != 28 || !strings.Contains(p.Text, "^") {
		t.Errorf("%+v", p)
	}
}
