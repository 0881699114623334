package explain

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// branch explains which branch an #if took.
func (x *explainer) branch(e *vtl.Event) *Why {
	n, ok := e.Node.(*syntax.If)
	if !ok || e.Unfinished && e.Branch < 0 {
		return nil
	}
	b := brancher{src: e.Source, facts: x.reads[e.Seq]}
	tried := len(n.Branches)
	if e.Branch >= 0 && e.Branch < tried {
		tried = e.Branch
	}
	var fails []string
	for i := range min(tried, maxReasons) {
		fails = append(fails, b.reason(n.Branches[i].Cond, false))
	}
	if tried > maxReasons {
		fails = append(fails, "and so on")
	}
	w := &Why{Text: b.sentence(e, n, fails)}
	for i, f := range b.facts {
		if i == maxFacts {
			break
		}
		w.Steps = append(w.Steps, f.steps...)
		if w.Hint == "" {
			w.Hint = f.hint
		}
	}
	return w
}

// brancher explains the conditions of one #if by what its references were.
type brancher struct {
	src   *vtl.Source
	facts []fact
}

// maxReasons is how many conditions that did not hold are explained, and maxFacts how many references are shown.
const (
	maxReasons = 4
	maxFacts   = 20
)

// sentence says which branch was taken and why; fails are the reasons why those before were not.
func (b *brancher) sentence(e *vtl.Event, n *syntax.If, fails []string) string {
	because := strings.Join(fails, "; ")
	switch {
	case e.Branch < 0 && len(fails) == 1:
		return "Not taken, because " + because + "."
	case e.Branch < 0:
		return "No branch was taken: " + because + "."
	case e.Branch == len(n.Branches):
		return "#else was taken, because " + because + "."
	}
	text := branchName(e) + " was taken, because " + b.reason(n.Branches[e.Branch].Cond, true)
	if len(fails) > 0 {
		text += "; before it, " + because
	}
	return text + "."
}

// reason says why a condition held, or did not: a clause.
func (b *brancher) reason(cond vtl.Node, held bool) string {
	switch n := cond.(type) {
	case *syntax.Paren:
		return b.reason(n.X, held)
	case *syntax.Not:
		return b.reason(n.X, !held)
	case *syntax.Reference:
		return b.reference(n, held)
	case *syntax.Binary:
		return b.binary(n, held)
	case *syntax.Bool:
		return b.text(n) + " is written there"
	}
	return b.text(cond) + " is no reference, no comparison and not true, and such a condition never holds"
}

// text returns a node as written.
func (b *brancher) text(n vtl.Node) string { return oneLine(b.src.Text[n.Start():n.End()]) }

// fact returns what a reference was found to be; nil when it was not read.
func (b *brancher) fact(n vtl.Node) *fact {
	for i := range b.facts {
		if b.facts[i].node == n {
			return &b.facts[i]
		}
	}
	return nil
}

// reference is reason for a reference alone.
func (b *brancher) reference(n *syntax.Reference, held bool) string {
	f := b.fact(n)
	if f == nil {
		return b.text(n) + " " + holds(held)
	}
	counts := "which counts as " + fmt.Sprint(held)
	switch v := f.value.(type) {
	case nil:
		return f.ref + " has no value"
	case java.Bool:
		return fmt.Sprintf("%s is %v", f.ref, bool(v))
	case java.String:
		if v == "" {
			return emptyText(f.ref, f.why, f.gap) + "; the empty string " + counts[len("which "):]
		}
	}
	return f.ref + " is " + phrase(f.shown) + ", " + counts
}

// holds says whether a condition holds.
func holds(held bool) string {
	if held {
		return "holds"
	}
	return "does not hold"
}

// binary is reason for an operator.
func (b *brancher) binary(n *syntax.Binary, held bool) string {
	switch n.Op {
	case syntax.OpAnd, syntax.OpOr:
		return b.logical(n, held)
	case syntax.OpEq, syntax.OpNe, syntax.OpLt, syntax.OpGt, syntax.OpLe, syntax.OpGe:
		text := b.text(n) + " " + holds(held)
		if where := b.operands(n); where != "" {
			text += ": " + where
		}
		return text
	}
	return b.text(n) + " is arithmetic, which counts as false"
}

// operands says what the references of a comparison were.
func (b *brancher) operands(n *syntax.Binary) string {
	var out []string
	for i := range b.facts {
		f := &b.facts[i]
		if f.node.Start() < n.Start() || f.node.End() > n.End() {
			continue
		}
		if isEmpty(f.value) && f.value != nil {
			out = append(out, emptyText(f.ref, f.why, f.gap))
			continue
		}
		is := f.ref + " is " + phrase(f.shown)
		if f.value == nil {
			is = f.ref + " has no value"
		}
		out = append(out, is)
	}
	return strings.Join(out, ", ")
}

// logical is reason for && and ||. Of the two sides the right one is only evaluated where the left one does not
// decide, so whether it was read tells which side decided.
func (b *brancher) logical(n *syntax.Binary, held bool) string {
	if (n.Op == syntax.OpAnd) == held {
		return b.reason(n.Left, held) + " and " + b.reason(n.Right, held)
	}
	right := b.readIn(n.Right)
	switch {
	case right:
		return b.reason(n.Right, held)
	case b.references(n.Right):
		return b.reason(n.Left, held)
	}
	return b.text(n) + " " + holds(held)
}

// readIn tells whether a reference inside n was read.
func (b *brancher) readIn(n vtl.Node) bool {
	for i := range b.facts {
		if f := b.facts[i].node; f.Start() >= n.Start() && f.End() <= n.End() {
			return true
		}
	}
	return false
}

// references tells whether evaluating n begins with reading a reference.
func (b *brancher) references(n vtl.Node) bool {
	switch n := n.(type) {
	case *syntax.Reference:
		return true
	case *syntax.Paren:
		return b.references(n.X)
	case *syntax.Not:
		return b.references(n.X)
	case *syntax.Binary:
		return b.references(n.Left) || n.Op != syntax.OpAnd && n.Op != syntax.OpOr && b.references(n.Right)
	}
	return false
}
