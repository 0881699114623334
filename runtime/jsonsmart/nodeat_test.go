package jsonsmart_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// TestNodeAt checks that every value is found again by the path its origin gives, and by each of its bytes.
func TestNodeAt(t *testing.T) {
	t.Parallel()
	const body = ` {"a": [1, {"b c": "x", "it's": null, "b\\\\": []}], "d": {"e": [[2]]}, "": 3}`
	root, err := jsonsmart.ParseNode(body, java.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var visit func(n jsonsmart.Node)
	visit = func(n jsonsmart.Node) {
		o := n.Origin()
		at, ok := root.At(o.Path)
		if !ok || at != n {
			t.Errorf("At(%q) is not the value %s", o.Path, body[o.Start:o.End])
		}
		if got := root.Enclosing(o.Start).Origin(); got != o {
			t.Errorf("Enclosing(%d) is %s, want %s", o.Start, got.Path, o.Path)
		}
		if k := n.Kind(); k == jsonsmart.Object || k == jsonsmart.Array {
			for c := n.Members(); c.Next(); {
				visit(c.Value())
			}
		}
	}
	visit(root)
	for _, path := range []string{"", "a", "$.nope", "$.a[2]", "$.a[-1]", "$.a[*]", "$..a", "$.a[", "$['a", "$['a'", "$.a.b", "$[0]"} {
		if _, ok := root.At(path); ok {
			t.Errorf("At(%q) found something", path)
		}
	}
}

// TestParseNodeFails checks the errors of bodies that cannot be read.
func TestParseNodeFails(t *testing.T) {
	t.Parallel()
	limits := java.DefaultLimits()
	var limit *java.LimitError
	if _, err := jsonsmart.ParseNode(strings.Repeat("[", limits.BodyDepth+1), limits); !errors.As(err, &limit) {
		t.Errorf("too deep: %v", err)
	}
	var thrown *java.Exception
	if _, err := jsonsmart.ParseNode("{", limits); !errors.As(err, &thrown) {
		t.Errorf("no JSON: %v", err)
	}
	if n, err := jsonsmart.ParseNode("12", limits); err != nil || n.Text() != "12" {
		t.Errorf("a scalar: %v", err)
	}
}
