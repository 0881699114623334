package api

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
)

// nodesOf answers a query about a body.
func nodesOf(t *testing.T, q *NodesQuery) *Nodes {
	t.Helper()
	n, err := New(Options{}).Nodes(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const nodesBody = `{"𝄞": [1, {"a b": "x"}], "it's": {"class": null}, "n": {"k": true, "q\"$": 1}}`

// TestNodes checks the children of a node and the way to a place.
func TestNodes(t *testing.T) {
	t.Parallel()
	at := func(text string) *int {
		i := newOffsets(nodesBody).unit(strings.Index(nodesBody, text))
		return &i
	}
	tests := []struct {
		q             NodesQuery
		way, children string
	}{
		{NodesQuery{Body: nodesBody}, "$", "$['𝄞'] $['it\\'s'] $.n"},
		{NodesQuery{Body: nodesBody, Path: "$.n"}, "$ $.n", "$.n.k $.n['q\"$']"},
		{NodesQuery{Body: nodesBody, Path: "$['𝄞'][1]"}, "$ $['𝄞'] $['𝄞'][1]", "$['𝄞'][1]['a b']"},
		{NodesQuery{Body: nodesBody, Offset: at(`x"`)}, "$ $['𝄞'] $['𝄞'][1] $['𝄞'][1]['a b']", ""},
		{NodesQuery{Body: nodesBody, Offset: at(`null`)}, "$ $['it\\'s'] $['it\\'s'].class", ""},
		{NodesQuery{Body: nodesBody, Offset: at(`"it's`)}, "$", "$['𝄞'] $['it\\'s'] $.n"},
		{NodesQuery{Body: "12"}, "$", ""},
		{NodesQuery{Body: "[]", Offset: new(int)}, "$", ""},
	}
	join := func(list []JSONNode) string {
		var paths []string
		for _, n := range list {
			paths = append(paths, n.Path)
		}
		return strings.Join(paths, " ")
	}
	for _, tt := range tests {
		n := nodesOf(t, &tt.q)
		if join(n.Way) != tt.way || join(n.Children) != tt.children || len(n.Problems) > 0 {
			t.Errorf("%+v: way %s, children %s, %v", tt.q, join(n.Way), join(n.Children), n.Problems)
		}
	}
	if n := nodesOf(t, &NodesQuery{Body: "{"}); len(n.Problems) != 1 || n.Problems[0].In != "body" || !strings.HasPrefix(n.Problems[0].Message, "the body is no JSON: ") {
		t.Errorf("a body that is no JSON: %+v", n)
	}
	many := nodesOf(t, &NodesQuery{Body: "[" + strings.Repeat("1,", 1500) + "1]"})
	if len(many.Children) != 1000 || many.More != 501 {
		t.Errorf("%d children and %d more", len(many.Children), many.More)
	}
}

// TestInserts checks that each way offered to read a node does read it.
func TestInserts(t *testing.T) {
	t.Parallel()
	var visit func(path string)
	tried := 0
	visit = func(path string) {
		n := nodesOf(t, &NodesQuery{Body: nodesBody, Path: path})
		self := n.Way[len(n.Way)-1]
		for _, insert := range self.Insert {
			tried++
			tpl, err := runtime.Compile("#set($inputRoot = $input.path('$'))" + insert)
			if err != nil {
				t.Errorf("%s does not parse: %v", insert, err)
				continue
			}
			var found []string
			e := explainOf(t, &Run{Template: tpl.Source().Text, Request: Request{Body: nodesBody}})
			for _, l := range e.Leaves {
				for _, o := range l.Origins {
					found = append(found, o.Path)
				}
			}
			for _, m := range e.Empties {
				found = append(found, m.Why.Text)
			}
			if self.Type != "null" && (len(found) != 1 || found[0] != path) {
				t.Errorf("%s reads %q, not %s", insert, found, path)
			}
		}
		for _, c := range n.Children {
			visit(c.Path)
		}
	}
	visit("$")
	if tried < 20 {
		t.Errorf("%d ways", tried)
	}
}

// TestKnowledge checks that the page is told every variable, code and limit.
func TestKnowledge(t *testing.T) {
	t.Parallel()
	k, err := New(Options{Version: "1.2"}).Knowledge(context.Background(), nil)
	if err != nil || k.Version != "1.2" || len(k.TokenKinds) != len(TokenKinds) || k.Limits["time"] != 500 || k.Limits["warnings"] != 200 {
		t.Errorf("%+v, %v", k, err)
	}
	codes := map[string]bool{}
	for _, c := range k.Codes {
		if codes[c.Code] || c.Title == "" || c.Explain == "" {
			t.Errorf("code %+v", c)
		}
		codes[c.Code] = true
	}
	for _, code := range []string{"VTL001", "VTL006", "VTL101", "VTL201", "VTL301", "VTL404"} {
		if !codes[code] {
			t.Errorf("%s is not explained", code)
		}
	}
	defaults := map[string]string{}
	for _, v := range k.Context {
		defaults[v.Name] = v.Default
	}
	if defaults["stage"] != "test" || defaults["identity.sourceIp"] != "127.0.0.1" || defaults["requestTime"] != "01/Jan/2026:00:00:00 +0000" {
		t.Errorf("defaults %v", defaults)
	}
	if text, err := json.Marshal(k); err != nil || strings.Contains(string(text), ":null") {
		t.Errorf("%s, %v", text, err)
	}
}

// TestFormat checks that a template that does not parse comes back as it is, with the reason.
func TestFormat(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	if f, _ := s.Format(context.Background(), &Run{Template: "#set( $a=1 )"}); f.Template != "#set($a = 1)" || len(f.Problems) != 0 {
		t.Errorf("%+v", f)
	}
	if f, _ := s.Format(context.Background(), &Run{Template: "#set( $a=1"}); f.Template != "#set( $a=1" || len(f.Problems) != 1 || f.Problems[0].Kind != "parse" {
		t.Errorf("%+v", f)
	}
}
