package explain

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// reacher proposes inputs that reach an arm of the template, where its conditions are simple: a reference that reads a
// place of the request, alone, negated, or compared with a constant.
type reacher struct {
	places map[*syntax.Reference]runtime.Place
	q      *runtime.Request
}

// newReacher returns a reacher for a template and the request of its run.
func newReacher(tpl *runtime.Template, q *runtime.Request) *reacher {
	return &reacher{places: tpl.Places(), q: q}
}

// test is a simple condition: the value at a place compared with a constant.
type test struct {
	source, path string
	op           syntax.Op
	constant     any // string, int64, float64 or bool; nil when the reference stands alone
}

// test returns a condition as a test, negated where want is false. ok is false where it is not simple.
func (r *reacher) test(cond vtl.Node, want bool) (t test, ok bool) {
	switch n := cond.(type) {
	case *syntax.Paren:
		return r.test(n.X, want)
	case *syntax.Not:
		return r.test(n.X, !want)
	case *syntax.Reference:
		t, ok = r.place(n)
		t.op, t.constant = syntax.OpEq, want
		return t, ok && t.takesAny()
	case *syntax.Binary:
		return r.comparison(n, want)
	}
	return test{}, false
}

// place returns a test of the place a reference reads.
func (r *reacher) place(n vtl.Node) (test, bool) {
	ref, ok := n.(*syntax.Reference)
	if !ok {
		return test{}, false
	}
	p, ok := r.places[ref]
	if !ok || !p.Exact || strings.Contains(p.Path, "[*]") || strings.ContainsAny(p.Path, "?@") || strings.Contains(p.Path, "..") {
		return test{}, false
	}
	if p.Source == "params" {
		p.Source = "params.querystring"
		if _, given := r.q.PathParams[p.Path]; given {
			p.Source = "params.path"
		} else if _, given := r.q.Header.Get(p.Path); given {
			p.Source = "params.header"
		}
	}
	return test{source: p.Source, path: p.Path}, true
}

// takesAny tells whether the place can hold values that are no text.
func (t test) takesAny() bool { return t.source == "body" }

// mirrored gives the operator for swapped sides, and opposite the one that holds where it does not.
var (
	mirrored = map[syntax.Op]syntax.Op{syntax.OpEq: syntax.OpEq, syntax.OpNe: syntax.OpNe, syntax.OpLt: syntax.OpGt, syntax.OpGt: syntax.OpLt, syntax.OpLe: syntax.OpGe, syntax.OpGe: syntax.OpLe}
	opposite = map[syntax.Op]syntax.Op{syntax.OpEq: syntax.OpNe, syntax.OpNe: syntax.OpEq, syntax.OpLt: syntax.OpGe, syntax.OpGe: syntax.OpLt, syntax.OpGt: syntax.OpLe, syntax.OpLe: syntax.OpGt}
)

// comparison is test for a comparison.
func (r *reacher) comparison(n *syntax.Binary, want bool) (test, bool) {
	op := n.Op
	if _, ok := mirrored[op]; !ok {
		return test{}, false
	}
	ref, other := n.Left, n.Right
	if _, isRef := ref.(*syntax.Reference); !isRef {
		ref, other, op = other, ref, mirrored[op]
	}
	t, ok := r.place(ref)
	if !ok {
		return test{}, false
	}
	if t.constant, ok = constant(other); !ok {
		return test{}, false
	}
	_, isText := t.constant.(string)
	ordered := op != syntax.OpEq && op != syntax.OpNe
	if ordered && (isText || !t.takesAny()) {
		return test{}, false
	}
	if t.op = op; !want {
		t.op = opposite[op]
	}
	return t, true
}

// constant returns the value of a literal.
func constant(n vtl.Node) (any, bool) {
	switch n := n.(type) {
	case *syntax.String:
		return n.Value, n.Body == nil
	case *syntax.Bool:
		return n.Value, true
	case *syntax.Int:
		i, err := strconv.ParseInt(n.Text, 10, 32)
		return i, err == nil
	case *syntax.Float:
		f, err := strconv.ParseFloat(n.Text, 64)
		return f, err == nil
	}
	return nil, false
}

// maxChain is how many conditions an arm may have before it for an input to be looked for.
const maxChain = 50

// branch returns an input that makes an #if take branch i, the number of branches standing for #else; nil where that
// is not simple.
func (r *reacher) branch(n *syntax.If, i int) *Hint {
	if i > maxChain {
		return nil
	}
	var avoid []any
	var at test
	for k := range n.Branches {
		if k == i {
			break
		}
		t, ok := r.test(n.Branches[k].Cond, false)
		if !ok || k > 0 && (t.op != syntax.OpNe || at.op != syntax.OpNe || t.path != at.path || t.source != at.source) {
			return nil
		}
		at = t
		avoid = append(avoid, t.constant)
	}
	if i == len(n.Branches) {
		return at.hint(avoid)
	}
	t, ok := r.test(n.Branches[i].Cond, true)
	if !ok || i > 0 && (t.path != at.path || t.source != at.source || t.op != syntax.OpEq || slices.Contains(avoid, t.constant)) {
		return nil
	}
	return t.hint(avoid)
}

// hint returns an input for which the test holds, and that is none of avoid.
func (t test) hint(avoid []any) *Hint {
	h := &Hint{Source: t.source, Path: t.path}
	where := place(t.source, t.path)
	switch c := t.constant.(type) {
	case bool:
		if t.op == syntax.OpNe {
			c = !c
		}
		h.Value, h.Text = t.stored(c), fmt.Sprintf("make %s %v", where, c)
	case string:
		if t.op == syntax.OpEq {
			h.Value, h.Text = c, fmt.Sprintf("make %s equal to %q", where, c)
			break
		}
		h.Value = other(avoid)
		h.Text = fmt.Sprintf("make %s something else, such as %q", where, h.Value)
	case int64:
		v := c + step(t.op)
		for t.op == syntax.OpNe && slices.Contains(avoid, any(v)) {
			v++
		}
		h.Value, h.Text = t.stored(v), fmt.Sprintf("make %s %d", where, v)
	case float64:
		v := c + float64(step(t.op))
		h.Value, h.Text = t.stored(v), fmt.Sprintf("make %s %v", where, v)
	default:
		return nil
	}
	return h
}

// stored returns v as the place can hold it: everywhere but in a body that is text.
func (t test) stored(v any) any {
	if t.takesAny() {
		return v
	}
	return fmt.Sprint(v)
}

// step is what to add to a number for an operator to hold.
func step(op syntax.Op) int64 {
	switch op {
	case syntax.OpGt, syntax.OpNe:
		return 1
	case syntax.OpLt:
		return -1
	}
	return 0
}

// other returns a text that is none of avoid.
func other(avoid []any) string {
	text := "other"
	for slices.Contains(avoid, any(text)) {
		text += " one"
	}
	return text
}

// place names a place of the request for people.
func place(source, path string) string {
	switch source {
	case "body":
		return path
	case "params.path":
		return "the path parameter " + path
	case "params.querystring":
		return "the query parameter " + path
	case "params.header":
		return "the header " + path
	case "stageVariables":
		return "the stage variable " + path
	}
	return "$context." + path
}

// loop returns an input that gives a #foreach no, one, or many (2) turns; nil where it goes over no place of the body.
func (r *reacher) loop(n *syntax.Foreach, turns int) *Hint {
	t, ok := r.place(n.Seq)
	if !ok || !t.takesAny() {
		return nil
	}
	h := &Hint{Source: t.source, Path: t.path}
	switch turns {
	case 0:
		h.Value, h.Text = []any{}, "make "+t.path+" an empty array"
		return h
	case 1:
		h.Text = "give " + t.path + " one element"
	default:
		h.Text = "give " + t.path + " two elements"
	}
	elem := r.element(t.path)
	elems := []any{elem}
	if turns > 1 {
		elems = append(elems, elem)
	}
	h.Value = elems
	return h
}

// maxElement is the longest element that is taken over into a hint, in bytes.
const maxElement = 10_000

// element returns the first element of the array at a path of the body as JSON, an empty object where there is none.
func (r *reacher) element(path string) any {
	body := r.q.Body
	if r.q.Response != nil {
		body = r.q.Response.Body
	}
	root, err := jsonsmart.ParseNode(string(body), vtl.DefaultLimits())
	n, ok := root, false
	if err == nil {
		n, ok = root.At(path)
	}
	if ok && n.Kind() == jsonsmart.Array {
		if first, ok := n.Element(0); ok {
			o := first.Origin()
			if text := body[o.Start:min(o.End, len(body))]; len(text) <= maxElement && json.Valid(text) {
				return json.RawMessage(text)
			}
		}
	}
	return map[string]any{}
}
