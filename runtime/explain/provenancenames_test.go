package explain_test

import (
	"context"
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
	"github.com/vtlkit/vtl/vtl"
)

// changeText makes the text at a dotted path of v another one. Names may have dots of their own.
func changeText(v map[string]any, path string) bool {
	for name, member := range v {
		rest, inside := strings.CutPrefix(path, name)
		switch m := member.(type) {
		case string:
			if inside && rest == "" {
				v[name] = m + "Zq"
				return true
			}
		case map[string]any:
			if inside && strings.HasPrefix(rest, ".") && changeText(m, rest[1:]) {
				return true
			}
		}
	}
	return false
}

// member returns the object of a gateway's variables that a source names, and the path of its values in it.
func member(g *conformance.Gateway, o vtl.Origin) (raw *json.RawMessage, path string) {
	group, isParam := strings.CutPrefix(o.Source, "params.")
	switch {
	case isParam:
		return &g.Params, group + "." + o.Path
	case o.Source == "context":
		return &g.Context, o.Path
	case o.Source == "stageVariables":
		return &g.StageVariables, o.Path
	}
	return nil, ""
}

// TestProvenanceOfNames checks on the same cases as TestProvenanceOfCases that a parameter, a variable of $context or a
// stage variable which is pointed at matters to the output.
func TestProvenanceOfNames(t *testing.T) {
	t.Parallel()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine, tried := &runtime.Engine{}, 0
	render := func(c *conformance.Case, g conformance.Gateway) (string, []explain.Leaf) {
		q := c.Request
		q.APIGW = &g
		var sink explain.Leaves
		a := engine.Run(context.Background(), q.Line(""), false, &sink)
		out := a.Output + a.Partial
		return out, sink.Of([]byte(out))
	}
	for _, c := range suite.Cases {
		if c.APIGW == nil {
			continue
		}
		_, leaves := render(c, *c.APIGW)
		for _, l := range leaves {
			for _, o := range l.Origins {
				plain, changed, ok := bothWays(*c.APIGW, o)
				if !ok {
					continue
				}
				tried++
				before, _ := render(c, plain)
				if after, _ := render(c, changed); before == after {
					t.Errorf("%s: changing %s %s changed nothing:\n%s", c.ID, o.Source, o.Path, c.Template)
				}
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d origins", tried)
	}
}

// bothWays returns g with the text at an origin changed, and g written the same way without the change, since objects
// written anew have another order.
func bothWays(g conformance.Gateway, o vtl.Origin) (plain, changed conformance.Gateway, ok bool) {
	plain, changed = g, g
	from, path := member(&g, o)
	var v map[string]any
	if from == nil || json.Unmarshal(*from, &v) != nil {
		return plain, changed, false
	}
	to, _ := member(&plain, o)
	*to, _ = json.Marshal(v)
	ok = changeText(v, path)
	to, _ = member(&changed, o)
	*to, _ = json.Marshal(v)
	return plain, changed, ok
}

// with returns the case's request with the value at an origin made another one; false for a body, an override, and a
// name that the case does not give as text.
func (c *recordedCase) with(o vtl.Origin) (*runtime.Request, bool) {
	q := c.request(c.body())
	change := func(m map[string]string) (map[string]string, bool) {
		out := maps.Clone(m)
		value, ok := out[o.Path]
		if ok {
			out[o.Path] = value + "Zq"
		}
		return out, ok
	}
	changePairs := func(p runtime.Pairs) (ok bool) {
		for i := range p {
			if p[i].Name == o.Path {
				p[i].Value, ok = p[i].Value+"Zq", true
			}
		}
		return ok
	}
	ok := false
	switch o.Source {
	case "params.path":
		q.PathParams, ok = change(q.PathParams)
	case "params.querystring":
		ok = changePairs(q.Query)
	case "params.header":
		ok = changePairs(q.Header)
	case "stageVariables":
		q.StageVariables, ok = change(q.StageVariables)
	case "context":
		vars := runtime.Vars{}
		if text, err := json.Marshal(c.Context); err == nil && json.Unmarshal(text, &vars) == nil {
			q.Context, ok = vars, changeText(vars, o.Path)
		}
	}
	return q, ok
}

// TestProvenanceOfRecordedNames is TestProvenanceOfNames for the recorded and documented templates beside the checkout.
func TestProvenanceOfRecordedNames(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, c := range readRecorded(t) {
		tpl, err := runtime.Compile(c.Template)
		if err != nil {
			continue
		}
		r := explain.Run(context.Background(), tpl, c.request(c.body()), explain.Options{})
		for _, l := range r.Leaves {
			for _, o := range l.Origins {
				q, ok := c.with(o)
				if !ok {
					continue
				}
				tried++
				if res, _ := tpl.Transform(context.Background(), q); string(res.Text) == string(r.Result.Text) {
					t.Errorf("%s: changing %s %s changed nothing:\n%s", c.ID, o.Source, o.Path, c.Template)
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d origins", tried)
	}
}
