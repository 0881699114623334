package exec

import (
	"cmp"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// orExpr is a || b.
type orExpr struct{ left, right expr }

// eval returns the truth as a Boolean.
func (e *orExpr) eval(r *run) (java.Value, bool) { return boolValue(e.truth(r)) }

// truth holds when a side does; the right one is only looked at if need be.
func (e *orExpr) truth(r *run) (holds, ok bool) {
	if holds, ok = e.left.truth(r); !ok || holds {
		return holds, ok
	}
	return e.right.truth(r)
}

// andExpr is a && b.
type andExpr struct{ left, right expr }

// eval returns the truth as a Boolean.
func (e *andExpr) eval(r *run) (java.Value, bool) { return boolValue(e.truth(r)) }

// truth holds when both sides do; the right one is only looked at if need be.
func (e *andExpr) truth(r *run) (holds, ok bool) {
	if holds, ok = e.left.truth(r); !ok || !holds {
		return holds, ok
	}
	return e.right.truth(r)
}

// notExpr is !x.
type notExpr struct{ x expr }

// eval returns the truth as a Boolean.
func (e *notExpr) eval(r *run) (java.Value, bool) { return boolValue(e.truth(r)) }

// truth is the opposite of x's.
func (e *notExpr) truth(r *run) (holds, ok bool) {
	holds, ok = e.x.truth(r)
	return !holds, ok
}

// boolValue returns a truth as a Boolean.
func boolValue(holds, ok bool) (java.Value, bool) { return java.Bool(holds), ok }

// equalExpr is a == b, or a != b when negated.
type equalExpr struct {
	pair
	negate bool
}

// eval returns the truth as a Boolean.
func (e *equalExpr) eval(r *run) (java.Value, bool) { return boolValue(e.truth(r)) }

// truth compares loosely: numbers by value, values of one class by equals, others by their texts.
func (e *equalExpr) truth(r *run) (holds, ok bool) {
	x, y, ok := e.operands(r)
	if !ok {
		return false, false
	}
	if x.isInt && y.isInt {
		return (x.i == y.i) != e.negate, true
	}
	a, b := x.value(), y.value()
	if err := java.ComparisonError(a, b); err != nil {
		return false, r.failCompare(err)
	}
	if r.kept {
		holds, ok = r.equalTexts(a, b)
	} else {
		holds, ok = java.LooseEqual(r.m, a, b), r.unwind == nil
	}
	return holds != e.negate, ok
}

// orderExpr is one of < > <= >=.
type orderExpr struct {
	pair
	op syntax.Op
	at place
}

// eval returns the truth as a Boolean.
func (e *orderExpr) eval(r *run) (java.Value, bool) { return boolValue(e.truth(r)) }

// truth compares numbers; anything else is false.
func (e *orderExpr) truth(r *run) (holds, ok bool) {
	x, y, ok := e.operands(r)
	if !ok {
		return false, false
	}
	if x.isInt && y.isInt {
		return e.holds(cmp.Compare(x.i, y.i)), true
	}
	a, b := x.value(), y.value()
	order, ok := java.CompareNumbers(r.m, a, b)
	if !ok {
		if err := java.ComparisonError(a, b); err != nil {
			return false, r.failCompare(err)
		}
		if r.warn != nil {
			r.warn.notNumbers(r, CodeNoOrder, e.at, a, b)
		}
		return false, true
	}
	return e.holds(order), true
}

// failCompare fails the run because Java throws when it compares the numbers: an infinity or NaN with one that has
// more digits than a Double. Velocity gives no place for it.
func (r *run) failCompare(err error) bool {
	return r.failNowhere(CodeArithmetic, "comparing the numbers failed", err)
}

// holds tells whether the operator holds for two numbers of this order: negative, zero or positive.
func (e *orderExpr) holds(order int) bool {
	switch e.op {
	case syntax.OpLt:
		return order < 0
	case syntax.OpGt:
		return order > 0
	case syntax.OpLe:
		return order <= 0
	}
	return order >= 0
}

// equalTexts is java.LooseEqual where a value may be or hold a block: unlike other texts theirs can be null, and
// making it has effects that show even when the other side is null. Source: ASTEQNode.evaluate.
func (r *run) equalTexts(a, b java.Value) (equal, ok bool) {
	_, blockA := a.(*blockRef)
	_, blockB := b.(*blockRef)
	if a != nil && b != nil && blockA == blockB {
		return java.LooseEqual(r.m, a, b), r.unwind == nil
	}
	var x, y string
	nullA, nullB := a == nil, b == nil
	if !nullA {
		if x, nullA, ok = r.stringOf(a); !ok {
			return false, false
		}
	}
	if !nullB {
		if y, nullB, ok = r.stringOf(b); !ok {
			return false, false
		}
	}
	return nullA == nullB && x == y, true
}

// stringOf returns v.toString(), which is null for a block that is nested in itself too deep; v must not be nil.
// ok is false when the run unwinds.
func (r *run) stringOf(v java.Value) (s string, null, ok bool) {
	switch v := v.(type) {
	case java.String:
		return string(v), false, true
	case *blockRef:
		text, null, ok := v.text()
		return string(text), null, ok
	}
	s = java.ToString(r.m, v)
	return s, false, r.unwind == nil
}

// text is stringOf where a null text is an error.
func (r *run) text(v java.Value) (s string, ok bool) {
	s, null, ok := r.stringOf(v)
	if null && ok {
		return "", r.failNowhere(CodeText, "a block nested in itself has no text", nil)
	}
	return s, ok
}
