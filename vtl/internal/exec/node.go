package exec

import (
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// stmt is a statement of the executable tree.
type stmt interface {
	// exec runs the statement. It returns false when the run unwinds: r.unwind then says why.
	exec(r *run) bool
	// kind is how the statement is reported to a Sink.
	kind() EventKind
}

// expr is an expression of the executable tree.
type expr interface {
	// eval returns the value, nil for null. ok is false when the run unwinds.
	eval(r *run) (v java.Value, ok bool)
	// truth returns what the expression counts as a condition, which for literals and arithmetic is false without
	// looking at their value. ok is false when the run unwinds. Source: SimpleNode.evaluate.
	truth(r *run) (holds, ok bool)
}

// block is a list of statements.
type block struct {
	stmts []stmt
	ids   []int32 // numbers of the statements' places
	cost  int     // steps to run each statement once, without what is nested in it
}

// join adds t to the block's last statement if that is a text too; settle must follow.
func (b *block) join(t *textStmt) bool {
	if len(b.stmts) == 0 {
		return false
	}
	last, ok := b.stmts[len(b.stmts)-1].(*textStmt)
	if !ok {
		return false
	}
	last.parts = append(last.parts, t.parts...)
	return true
}

// settle puts the parts of joined texts together, all at once: there may be very many.
func (b *block) settle() {
	for _, s := range b.stmts {
		t, ok := s.(*textStmt)
		if !ok || len(t.parts) == 1 {
			continue
		}
		size := 0
		for i := range t.parts {
			size += len(t.parts[i].text)
		}
		var text strings.Builder
		text.Grow(size)
		for i := range t.parts {
			text.WriteString(t.parts[i].text)
		}
		t.text = text.String()
	}
}

// exec runs the statements in order.
func (b *block) exec(r *run) bool {
	r.m.Step(b.cost)
	if r.tr != nil {
		return b.trace(r)
	}
	for i, s := range b.stmts {
		r.at = b.ids[i]
		if !s.exec(r) {
			return false
		}
	}
	return true
}

// trace is exec while a Sink watches.
func (b *block) trace(r *run) bool {
	for i, s := range b.stmts {
		r.at = b.ids[i]
		if t, ok := s.(*textStmt); ok {
			t.trace(r)
			continue
		}
		outer := r.tr.current
		r.tr.current = r.tr.begin(s.kind(), r.place(b.ids[i]))
		ok := s.exec(r)
		r.tr.current.Unfinished = !ok
		r.tr.end(r.tr.current)
		r.tr.current = outer
		if !ok {
			return false
		}
	}
	return true
}

// blockStmt is a block where a statement stands.
type blockStmt struct{ body *block }

// kind is EventBlock.
func (s *blockStmt) kind() EventKind { return EventBlock }

// exec runs the block.
func (s *blockStmt) exec(r *run) bool { return s.body.exec(r) }
