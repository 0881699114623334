package exec

import "github.com/vtlkit/vtl/vtl/java"

// refStmt prints a reference.
type refStmt struct{ *reference }

// kind is EventReference.
func (s *refStmt) kind() EventKind { return EventReference }

// exec prints the value, or what the reference prints without one.
func (s *refStmt) exec(r *run) bool {
	if r.tr != nil {
		return s.trace(r)
	}
	v, ok := s.value(r)
	if !ok {
		return false
	}
	_, ok = s.show(r, v)
	return ok
}

// trace is exec while a Sink watches.
func (s *refStmt) trace(r *run) bool {
	ev := r.tr.current
	v, ok := s.resolve(r, ev)
	if !ok {
		return false
	}
	if v == nil || s.node.Escaped || s.node.Runt {
		ev.Origins = nil // what is printed is the source of the reference
	}
	if ev.Leaf, ok = s.show(r, v); ev.Leaf {
		r.tr.text = merge(r.tr.text, ev.Origins)
	}
	return ok
}

// show prints the value v of the reference. leaf tells whether it printed by itself, and not by rendering a block.
// ok is false when the run unwinds. Source: ASTReference.render.
func (s *refStmt) show(r *run, v java.Value) (leaf, ok bool) {
	switch b, isBlock := v.(*blockRef); {
	case s.node.Runt && !s.node.Uncomputed:
		r.write(s.nullText)
	case s.node.Escaped:
		s.printEscaped(r, v != nil)
	case v == nil:
		s.printNull(r)
	case isBlock:
		return s.printBlock(r, b)
	default:
		if !s.bare {
			r.write(s.prefix)
			r.write(s.more)
		}
		return true, r.print(v)
	}
	return true, true
}

// printEscaped prints the source of an escaped reference: without a value one backslash stays.
func (s *refStmt) printEscaped(r *run, valued bool) {
	r.write(s.prefix)
	if !valued {
		r.write(`\`)
	}
	r.write(s.source(r))
}

// printNull prints a reference without value: all backslashes and the source.
func (s *refStmt) printNull(r *run) {
	if !s.bare {
		r.write(s.prefix)
		r.write(s.prefix)
		r.write(s.more)
	}
	r.write(s.source(r))
}

// source returns what stands for the reference when it has no value: its source text, or inside a macro the
// source of the argument.
func (s *refStmt) source(r *run) string {
	if r.frame != nil && s.literalSlot != noSlot {
		if text, ok := r.literalOf(s.literalSlot); ok {
			return text
		}
	}
	return s.nullText
}

// printBlock renders the block a reference holds in the current context. One that is nested in itself too deep
// counts as a reference without value, unless its text can still be had.
func (s *refStmt) printBlock(r *run, b *blockRef) (leaf, ok bool) {
	done, ok := b.render(r.frame)
	if done || !ok {
		return false, ok
	}
	text, null, ok := b.text()
	if !ok {
		return false, false
	}
	if null {
		s.printNull(r)
		return true, true
	}
	r.write(s.prefix)
	r.write(s.more)
	r.write(string(text))
	return true, true
}
