package explain

import (
	"fmt"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// explainer puts into words why values are empty and branches were taken. It is shown every event of a run.
type explainer struct {
	opts Options
	left int // explanations that may still be made
	// reads are the references that were read by the nodes that have not ended, by their Seq.
	reads map[int][]fact
	// assigned tells of variables that hold the empty string what made them so; nil where the template is not known.
	assigned map[string]string
	// rebound are the variables that something other than #set gives values.
	rebound map[string]bool
	// last is the explanation made last, and lastSeq the event it is of.
	last    *Why
	lastSeq int
}

// fact is what a reference inside an expression was found to be.
type fact struct {
	node  vtl.Node
	ref   string // as written
	value java.Value
	shown Value
	why   string // for a value that is missing or empty, what made it so; may be ""
	gap   bool   // the reference had no value
	steps []Step
	hint  string
}

// init makes x ready for a run of a template; nil for one that is not known.
func (x *explainer) init(tree *vtl.Tree, o Options) {
	x.opts, x.left, x.lastSeq = o, o.Empties, -1
	x.reads, x.rebound = map[int][]fact{}, map[string]bool{}
	if tree == nil {
		return
	}
	x.assigned = map[string]string{}
	vtl.Walk(tree.Root, func(n vtl.Node) bool {
		switch n := n.(type) {
		case *syntax.Foreach:
			x.rebound[n.Var] = true
		case *syntax.MacroDef:
			for _, p := range n.Params {
				x.rebound[p] = true
			}
		case *syntax.Define:
			x.rebound[n.Name] = true
		}
		return true
	})
}

// show returns v as it is shown.
func (x *explainer) show(v java.Value) Value { return show(v, x.opts.ValueSize) }

// note keeps of e what the explanation of the node around it needs. listed tells whether that node is listed.
func (x *explainer) note(e *vtl.Event, listed bool) {
	switch e.Kind {
	case vtl.EventRead:
		p := e.Parent
		if p == nil || !(listed && p.Kind == vtl.EventBranch || isEmpty(e.Value)) {
			return
		}
		if len(x.reads[p.Seq]) < maxReads {
			x.reads[p.Seq] = append(x.reads[p.Seq], x.fact(e))
		}
	case vtl.EventSet:
		x.assign(e)
	}
}

// maxReads is how many references are remembered that one node has read.
const maxReads = 200

// forget drops what was kept for e, which has ended.
func (x *explainer) forget(e *vtl.Event) { delete(x.reads, e.Seq) }

// isEmpty tells whether v is null or the empty string.
func isEmpty(v java.Value) bool {
	s, ok := v.(java.String)
	return v == nil || ok && s == ""
}

// fact returns what the reference that e read was found to be.
func (x *explainer) fact(e *vtl.Event) fact {
	f := fact{node: e.Node, ref: source(e.Source, e.Node), value: e.Value, shown: x.show(e.Value), steps: x.steps(e)}
	if isEmpty(e.Value) {
		f.why, f.hint, f.gap = x.cause(e)
	}
	return f
}

// assign notes that a #set made its variable empty, or that it did not.
func (x *explainer) assign(e *vtl.Event) {
	n, ok := e.Node.(*syntax.Set)
	if !ok || x.assigned == nil || len(n.Left.Path) > 0 || x.rebound[n.Left.Name] || e.Value == nil {
		return
	}
	delete(x.assigned, n.Left.Name)
	if !isEmpty(e.Value) {
		return
	}
	text := fmt.Sprintf("line %d assigned it", e.Source.Position(n.Start()).Line)
	for _, f := range x.reads[e.Seq] {
		if f.node == n.Right {
			text += " from " + f.ref
			if f.why != "" {
				text += ", " + f.why
			}
		}
	}
	x.assigned[n.Left.Name] = text
}

// cause returns what made the value of a reference empty: a clause that can follow "which", or "". gap tells whether
// the reference had no value at all.
func (x *explainer) cause(e *vtl.Event) (text, hint string, gap bool) {
	if x.left == 0 {
		return "", "", false
	}
	x.left--
	if d := e.NoValue(); d != nil {
		return "which has no value: " + d.Note, d.Hint, true
	}
	if n, ok := e.Node.(*syntax.Reference); ok && len(n.Path) == 0 {
		if why := x.assigned[n.Name]; why != "" {
			return "which is empty: " + why, "", false
		}
	}
	if len(e.Origins) == 1 {
		return "which is empty " + originPhrase(e.Origins[0]), "", false
	}
	return "", "", false
}

// originPhrase names a place of the request: "in the body at $.name".
func originPhrase(o vtl.Origin) string {
	path := syntax.Visible(o.Path)
	switch o.Source {
	case "body":
		return "in the body at " + path
	case "params.path":
		return "in the path parameter " + path
	case "params.querystring":
		return "in the query parameter " + path
	case "params.header":
		return "in the header " + path
	case "stageVariables":
		return "in the stage variable " + path
	}
	return "in $context." + path
}

// steps returns the values along the path of a reference.
func (x *explainer) steps(e *vtl.Event) []Step {
	if len(e.Steps) == 0 {
		return nil
	}
	out := make([]Step, 0, len(e.Steps))
	start := e.Node.Start()
	for _, s := range e.Steps {
		end := s.Node.End()
		if _, ok := s.Node.(*syntax.Reference); ok {
			end = variableEnd(s.Node.(*syntax.Reference))
		}
		out = append(out, Step{Ref: oneLine(e.Source.Text[start:end]), Value: show(s.Value, x.opts.ValueSize/2)})
	}
	return out
}

// variableEnd returns the offset behind the variable of a reference.
func variableEnd(n *syntax.Reference) int {
	if len(n.Path) == 0 {
		return n.End()
	}
	end := n.Path[0].Start()
	if _, isIndex := n.Path[0].(*syntax.Index); !isIndex {
		end-- // the dot
	}
	return end
}

// empty explains why the reference that e printed left nothing in the output.
func (x *explainer) empty(e *vtl.Event) *Why {
	if e.Seq == x.lastSeq {
		return x.last
	}
	w := &Why{Steps: x.steps(e)}
	ref := source(e.Source, e.Node)
	switch {
	case isEmpty(e.Value):
		why, hint, gap := x.cause(e)
		w.Text, w.Hint = emptyText(ref, why, gap)+".", hint
	default:
		w.Text = fmt.Sprintf("%s prints nothing: it is %s, whose text is empty.", ref, phrase(show(e.Value, 0)))
	}
	x.last, x.lastSeq = w, e.Seq
	return w
}

// emptyText says that ref is empty because of why, a clause of cause.
func emptyText(ref, why string, gap bool) string {
	switch {
	case gap:
		return ref + " has no value, so it reads as the empty string: " + clause(why)
	case why != "":
		return ref + " is the empty string: " + clause(why)
	}
	return ref + " is the empty string"
}

// clause returns what stands behind the relative clause that cause begins with.
func clause(why string) string {
	for _, begin := range []string{"which has no value: ", "which is empty: "} {
		if len(why) > len(begin) && why[:len(begin)] == begin {
			return why[len(begin):]
		}
	}
	return "that is what stands " + why[len("which is empty "):]
}

// value explains the value of a listed event, nil where there is nothing to explain.
func (x *explainer) value(e *vtl.Event) *Why {
	switch e.Kind {
	case vtl.EventReference:
		if isEmpty(e.Value) || e.Leaf && e.OutStart == e.OutEnd {
			return x.empty(e)
		}
	case vtl.EventRead:
		if isEmpty(e.Value) {
			return x.empty(e)
		}
	case vtl.EventSet:
		if n, ok := e.Node.(*syntax.Set); ok && isEmpty(e.Value) {
			return x.set(e, n)
		}
	case vtl.EventLoop:
		if n, ok := e.Node.(*syntax.Foreach); ok && e.Turn == 0 && !e.Unfinished {
			return x.loop(e, n)
		}
	}
	return nil
}

// set explains a #set of nothing.
func (x *explainer) set(e *vtl.Event, n *syntax.Set) *Why {
	left := oneLine(n.Left.Literal)
	for _, f := range x.reads[e.Seq] {
		if f.node == n.Right {
			return &Why{Text: left + " becomes the empty string: " + emptyText(f.ref, f.why, f.gap) + ".", Hint: f.hint, Steps: f.steps}
		}
	}
	if e.Value == nil {
		return &Why{Text: "The right side is null, so " + left + " keeps the value it had."}
	}
	return nil
}

// loop explains a #foreach without turns.
func (x *explainer) loop(e *vtl.Event, n *syntax.Foreach) *Why {
	if n.Seq == nil {
		return &Why{Text: "The loop goes over nothing."}
	}
	seq := oneLine(e.Source.Text[n.Seq.Start():n.Seq.End()])
	for _, f := range x.reads[e.Seq] {
		if f.node == n.Seq {
			return &Why{Text: "The loop had no turns: " + emptyText(f.ref, f.why, f.gap) + ".", Hint: f.hint, Steps: f.steps}
		}
	}
	if e.Value == nil {
		return &Why{Text: "The loop had no turns: " + seq + " cannot be walked. Loops go over lists, arrays, the values of maps, and iterators."}
	}
	return &Why{Text: "The loop had no turns: " + seq + " is " + phrase(x.show(e.Value)) + "."}
}

// phrase names a value in a sentence.
func phrase(v Value) string {
	switch {
	case v.Type == "null":
		return "null"
	case v.Type == "String" && v.Size == 0:
		return "the empty string"
	case v.Type == "String":
		return fmt.Sprintf("%q", v.Text) + cutMark(v)
	case v.Text == "[]":
		return "an empty list"
	case v.Text == "{}":
		return "an empty object"
	case v.Text == "" || v.Text == v.Type:
		return "a " + v.Type
	case v.Text == "…" || len(v.Text) < len("{…}")+1 && v.Cut:
		return "a " + v.Type
	}
	return v.Text
}

// cutMark shows that a text is not all there.
func cutMark(v Value) string {
	if v.Cut {
		return "…"
	}
	return ""
}
