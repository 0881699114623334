package explain

import (
	"fmt"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// recorder watches a run and keeps what its report is made of.
type recorder struct {
	opts    Options
	src     *vtl.Source
	places  places
	leaves  []Leaf
	empties []Empty
	events  []Event
	cut     bool
	covered int // bytes of output that have leaves
	why     explainer
	counts  counts
}

// Leaves watches a run of any template, and tells where its output came from. The zero value is ready for one run.
type Leaves struct{ rec *recorder }

// Event keeps what is to be told of e.
func (l *Leaves) Event(e *vtl.Event) {
	if l.rec == nil {
		l.rec = &recorder{opts: Options{}.withDefaults()}
		l.rec.why.init(nil, l.rec.opts)
	}
	l.rec.Event(e)
}

// Of returns the leaves of the output that the run gave. They cover it in order, without gap or overlap.
func (l *Leaves) Of(output []byte) []Leaf {
	if l.rec == nil {
		return nil
	}
	return l.rec.cover(output)
}

// cover returns the leaves with the rest of the output that has none.
func (r *recorder) cover(output []byte) []Leaf {
	if n := len(output); r.covered < n {
		return append(r.leaves, Leaf{Out: Span{r.covered, n}, Kind: LeafRest, Event: -1})
	}
	return r.leaves
}

// newRecorder returns a recorder for a run of tpl.
func newRecorder(tpl *runtime.Template, o Options) *recorder {
	r := &recorder{opts: o, src: tpl.Source(), places: places{src: tpl.Source()}}
	r.why.init(tpl.Tree(), o)
	return r
}

// Event keeps what is to be told of e.
func (r *recorder) Event(e *vtl.Event) {
	if r.src == nil {
		r.begin(e)
	}
	r.counts.add(e)
	printed := e.Leaf && e.OutEnd > e.OutStart
	if printed {
		r.leaf(e)
	}
	listed := e.Seq < r.opts.Events
	if !listed && r.opts.Events > 0 {
		r.cut = true
	}
	r.why.note(e, listed)
	if e.Kind == vtl.EventReference && e.Leaf && !printed {
		r.empty(e)
	}
	if listed {
		r.events = append(r.events, r.event(e))
	}
	r.why.forget(e)
}

// begin sets the template of a run whose template was not known before: that of its first event's outermost node.
func (r *recorder) begin(e *vtl.Event) {
	for e.Parent != nil {
		e = e.Parent
	}
	r.src = e.Source
	for outer, _ := r.src.Outer(); outer != nil; outer, _ = r.src.Outer() {
		r.src = outer
	}
	r.places.src = r.src
}

// leafKinds are the kinds of leaf by the kind of event.
var leafKinds = map[vtl.EventKind]LeafKind{
	vtl.EventText: LeafText, vtl.EventLiteral: LeafLiteral, vtl.EventReference: LeafReference, vtl.EventMacro: LeafText, vtl.EventInclude: LeafText,
}

// leaf keeps the stretch of output that e printed.
func (r *recorder) leaf(e *vtl.Event) {
	if len(r.leaves) == r.opts.Leaves {
		r.cut = true
		return
	}
	r.leaves = append(r.leaves, Leaf{Out: outOf(e), At: r.places.of(e), Kind: leafKinds[e.Kind], Origins: e.Origins, Event: e.Seq})
	r.covered = e.OutEnd
}

// empty keeps a reference that printed nothing.
func (r *recorder) empty(e *vtl.Event) {
	if len(r.empties) == r.opts.Empties {
		r.cut = true
		return
	}
	at := r.places.of(e)
	r.empties = append(r.empties, Empty{Out: e.OutStart, At: at, Why: *r.why.empty(e)})
}

// event returns what is shown of e.
func (r *recorder) event(e *vtl.Event) Event {
	at := r.places.of(e)
	out := Event{
		Seq: e.Seq, Kind: e.Kind, Depth: e.Depth, Parent: -1, At: at, Line: r.src.LineNumber(at.Start),
		Out: outOf(e), Turn: e.Turn, Origins: e.Origins, Source: source(e.Source, e.Node),
	}
	if e.Parent != nil {
		out.Parent = e.Parent.Seq
	}
	switch e.Kind {
	case vtl.EventText, vtl.EventLiteral, vtl.EventMacro, vtl.EventDefine, vtl.EventStop, vtl.EventBlock, vtl.EventInclude:
	case vtl.EventBranch:
		out.Branch = branchName(e)
		out.Why = r.why.branch(e)
	default:
		if v := r.why.show(e.Value); e.Value != nil || e.Kind != vtl.EventLoop {
			out.Value = &v
		}
		out.Steps = r.why.steps(e)
		out.Why = r.why.value(e)
	}
	return out
}

// source returns a node as written, without its body.
func source(src *vtl.Source, n vtl.Node) string {
	if _, isText := n.(*syntax.Text); isText {
		return syntax.Visible(clip(src.Text[n.Start():n.End()]))
	}
	s := head(src, n)
	return oneLine(src.Text[s.Start:s.End])
}

// branchName names the branch that an #if took.
func branchName(e *vtl.Event) string {
	n, ok := e.Node.(*syntax.If)
	switch {
	case !ok || e.Branch < 0:
		return "none"
	case e.Branch == 0:
		return "#if"
	case e.Branch < len(n.Branches):
		return fmt.Sprintf("#elseif %d", e.Branch)
	}
	return "#else"
}
