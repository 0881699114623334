package exec

import "github.com/vtlkit/vtl/vtl/java"

// refStmt prints a reference.
type refStmt struct{ *reference }

func (s *refStmt) kind() EventKind { return EventReference }

// exec prints the value, or what the reference prints without one. Source: ASTReference.render.
func (s *refStmt) exec(r *run) bool {
	v, ok := s.resolved(r)
	if !ok {
		return false
	}
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
		ok = r.print(v)
	}
	s.leaf(r)
	return ok
}

// resolved returns the reference's value.
func (s *refStmt) resolved(r *run) (java.Value, bool) {
	if r.tr != nil {
		return s.resolve(r, r.tr.current)
	}
	return s.value(r)
}

// leaf notes, while a Sink watches, that the statement printed by itself.
func (s *refStmt) leaf(r *run) {
	if r.tr != nil {
		r.tr.current.Leaf = true
		r.tr.text = merge(r.tr.text, r.tr.current.Origins)
	}
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
func (s *refStmt) printBlock(r *run, b *blockRef) bool {
	done, ok := b.render(r.frame)
	if done || !ok {
		return ok
	}
	text, null, ok := b.text()
	if !ok {
		return false
	}
	if null {
		s.printNull(r)
	} else {
		r.write(s.prefix)
		r.write(s.more)
		r.write(string(text))
	}
	s.leaf(r)
	return true
}
