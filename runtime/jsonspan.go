package runtime

import (
	"context"
	"fmt"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// CheckJSON tells where the output for q stops being JSON, as a warning at the place of the template that printed
// it. It returns nil when the output is JSON, or does not claim to be (ClaimsJSON). To find the place it renders
// the template once more, with the same outcome.
func (t *Template) CheckJSON(ctx context.Context, q *Request, res *Result) *vtl.Diagnostic {
	if !ClaimsJSON(res.Body) || CheckJSON(res.Body) == nil {
		return nil
	}
	sink := &leafFinder{next: q.Trace}
	again := &Result{}
	if err := t.run(ctx, q, again, sink); err != nil {
		return nil
	}
	fault := CheckJSON(again.Body)
	if fault == nil {
		return nil
	}
	d := &vtl.Diagnostic{
		Code: CodeNotJSON, Name: t.name, Count: 1, Source: t.Source(),
		Msg:  "the output begins like JSON and is none",
		Note: fmt.Sprintf("output:%d:%d: %s", fault.Line, fault.Column, syntax.Visible(fault.Msg)),
	}
	if leaf, ok := sink.at(fault.Offset); ok {
		d.Source, d.Start, d.End = leaf.src, leaf.node.Start(), leaf.node.End()
		if text, ok := leaf.node.(*syntax.Text); ok {
			d.Start, d.End = within(leaf, text, fault.Offset)
		}
	}
	d.Pos = d.Source.Position(d.Start)
	return d
}

// within returns the place of one byte of printed text in its template, where the text was printed as it stands.
func within(l leaf, text *syntax.Text, offset int) (from, to int) {
	at := l.node.Start() + offset - l.start
	if l.node.End()-l.node.Start() != len(text.Value) || at < l.node.Start() || at >= l.node.End() {
		return l.node.Start(), l.node.End()
	}
	return at, at + 1
}

// leaf is a node that printed a stretch of output.
type leaf struct {
	node       syntax.Node
	src        *syntax.Source
	start, end int
}

// leafFinder gathers the leaves of a run.
type leafFinder struct {
	leaves []leaf
	next   vtl.Sink
}

// Event notes a node that printed.
func (f *leafFinder) Event(e *vtl.Event) {
	if e.Leaf && e.OutEnd > e.OutStart {
		f.leaves = append(f.leaves, leaf{e.Node, e.Source, e.OutStart, e.OutEnd})
	}
	if f.next != nil {
		f.next.Event(e)
	}
}

// at returns the leaf that printed the byte at offset, or the last one before it: behind a value that printed
// nothing the fault is seen at the next byte.
func (f *leafFinder) at(offset int) (leaf, bool) {
	for i := len(f.leaves) - 1; i >= 0; i-- {
		if f.leaves[i].start <= offset {
			return f.leaves[i], true
		}
	}
	return leaf{}, false
}
