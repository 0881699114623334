package exec

import (
	"strconv"

	"github.com/vtlkit/vtl/vtl/java"
)

// constExpr is a literal: a number, a boolean, a string without references.
type constExpr struct {
	v     java.Value
	holds bool // the literal true
}

// eval returns the value.
func (e *constExpr) eval(*run) (java.Value, bool) { return e.v, true }

// truth is false for every literal but true.
func (e *constExpr) truth(*run) (holds, ok bool) { return e.holds, true }

// neverTrue is embedded by expressions that are false as conditions, whatever their value.
type neverTrue struct{}

// truth is false.
func (neverTrue) truth(*run) (holds, ok bool) { return false, true }

// refExpr is a reference in an expression.
type refExpr struct{ *reference }

// eval returns the reference's value. One that is not computable ("$\!x") has none.
func (e *refExpr) eval(r *run) (java.Value, bool) {
	if e.slot == noSlot {
		return nil, true
	}
	if r.tr != nil {
		return e.read(r)
	}
	return e.value(r)
}

// truth tells whether the reference has a value other than false. Source: ASTReference.evaluate.
func (e *refExpr) truth(r *run) (holds, ok bool) {
	var v java.Value
	if r.tr != nil {
		v, ok = e.read(r)
	} else {
		v, ok = e.value(r)
	}
	if !ok {
		return false, false
	}
	switch v := v.(type) {
	case nil:
		return false, true
	case java.Bool:
		return bool(v), true
	case java.String:
		return e.emptyTruth(r, v), true
	}
	if !r.kept {
		return true, true
	}
	return e.textTruth(r, v)
}

// textTruth is the truth of a value that may be or hold a block. Velocity asks every value for its text, which
// renders blocks, and takes it for false when the text is null.
func (e *refExpr) textTruth(r *run, v java.Value) (holds, ok bool) {
	_, null, ok := r.stringOf(v)
	if !ok && r.unwind.kind == unwindError {
		return false, r.fail(CodeText, place{e.src, e.node}, "the condition has no text: "+r.err.Msg, r.err)
	}
	return !null, ok
}

// emptyTruth is the truth of a string, which depends on the dialect when it is empty.
func (e *refExpr) emptyTruth(r *run, s java.String) bool {
	if s != "" {
		return true
	}
	if r.warn != nil {
		r.warn.emptyCondition(r, e.reference)
	}
	return !r.prog.dialect.EmptyIsFalse
}

// stringExpr is a string whose content is rendered as a template each time.
type stringExpr struct {
	neverTrue
	body *block
	trim bool // cut off the space the content was parsed with
}

// eval renders the content.
func (e *stringExpr) eval(r *run) (java.Value, bool) {
	s, ok := r.capturing(e.body.exec)
	if !ok {
		return nil, false
	}
	if e.trim && s != "" {
		s = s[:len(s)-1]
	}
	return s, true
}

// listExpr is a list literal.
type listExpr struct {
	neverTrue
	elems []expr
}

// elemBytes is what an element of a list or a map is charged.
const elemBytes = 16

// eval makes the list anew.
func (e *listExpr) eval(r *run) (java.Value, bool) {
	r.m.Bytes(elemBytes * (len(e.elems) + 1))
	elems := make([]java.Value, len(e.elems))
	var from []java.Origin
	for i, x := range e.elems {
		v, ok := r.evalMerging(x, &from)
		if !ok {
			return nil, false
		}
		elems[i] = v
	}
	r.setFrom(from)
	return java.NewList(elems), true
}

// mapExpr is a map literal.
type mapExpr struct {
	neverTrue
	keys, values []expr
}

// eval makes the map anew, in the order of writing.
func (e *mapExpr) eval(r *run) (java.Value, bool) {
	r.m.Bytes(2 * elemBytes * (len(e.keys) + 1))
	out := java.NewMap()
	var from []java.Origin
	for i := range e.keys {
		k, ok := r.evalMerging(e.keys[i], &from)
		if !ok {
			return nil, false
		}
		v, ok := r.evalMerging(e.values[i], &from)
		if !ok {
			return nil, false
		}
		out.Put(r.m, k, v)
	}
	r.setFrom(from)
	return out, r.unwind == nil
}

// rangeExpr is [from..to].
type rangeExpr struct {
	neverTrue
	from, to expr
}

// eval returns the list of Integers, null when an end is null or no number. Source: ASTIntegerRange.value.
func (e *rangeExpr) eval(r *run) (java.Value, bool) {
	var origins []java.Origin
	from, ok := r.evalMerging(e.from, &origins)
	if !ok {
		return nil, false
	}
	to, ok := r.evalMerging(e.to, &origins)
	if !ok {
		return nil, false
	}
	r.setFrom(origins)
	if from == nil || to == nil || !java.IsNumber(from) || !java.IsNumber(to) {
		return nil, true
	}
	first, _ := java.Int32(from)
	last, _ := java.Int32(to)
	if n := java.RangeLen(first, last); n < 0 {
		return nil, r.failNowhere(CodeArithmetic, "the ends of the range are too far apart", java.Throw("java.lang.IllegalArgumentException", "Illegal Capacity: "+strconv.Itoa(int(n))))
	}
	return java.NewRange(first, last), true
}

// evalMerging evaluates e and, while tracing, adds its origins to from.
func (r *run) evalMerging(e expr, from *[]java.Origin) (java.Value, bool) {
	if r.tr == nil {
		return e.eval(r)
	}
	v, o, ok := r.tr.eval(e)
	*from = merge(*from, o)
	return v, ok
}

// setFrom sets the origins of the expression being evaluated, while tracing.
func (r *run) setFrom(from []java.Origin) {
	if r.tr != nil {
		r.tr.from = from
	}
}
