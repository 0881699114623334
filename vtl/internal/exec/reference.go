package exec

import (
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// reference is $name.path.
type reference struct {
	node *syntax.Reference
	src  *syntax.Source
	slot int32 // of the variable; noSlot for a reference that is never looked up
	path []step
	// bare is set when nothing stands in front: no backslashes, no text bound to the reference.
	bare         bool
	printed      bool // the reference is a statement, not part of an expression
	prefix, more string
	nullText     string // printed for a reference without value
	// literalSlot is the slot when nullText is just "$name", for which a macro prints its argument's source.
	literalSlot int32
}

// stepKind is the kind of a step.
type stepKind uint8

// The kinds of step.
const (
	stepProperty stepKind = iota
	stepCall
	stepIndex
)

// step is one step of a path.
type step struct {
	kind     stepKind
	name     string
	property *java.PropertySite
	method   *java.MethodSite
	args     []expr
	at       place
}

// emptyText is the empty string as a value.
var emptyText = java.Value(java.String(""))

// value returns the reference's value as Velocity's handlers for invalid references leave it: in a dialect where
// null reads as the empty string it is never null. Source: ASTReference.execute.
func (n *reference) value(r *run) (java.Value, bool) {
	if n.slot == noSlot {
		return n.unlooked(r), true
	}
	v, ok := r.get(n.slot)
	if !ok {
		return nil, false
	}
	if v == nil {
		return r.noValue(n, -1, nil), true
	}
	for i := range n.path {
		next, ok := n.path[i].apply(r, v)
		if !ok {
			return nil, false
		}
		if next == nil {
			return r.noValue(n, i, v), true
		}
		v = next
	}
	return v, true
}

// unlooked returns the value of a reference that names no variable: a runt reads as null, "$\!x" as any
// reference without value.
func (n *reference) unlooked(r *run) java.Value {
	if n.node.Uncomputed && r.prog.dialect.NullIsEmpty {
		return emptyText
	}
	return nil
}

// noValue returns what a reference without value reads as: step i of n gave null for recv, or the variable is
// null when i is -1.
func (r *run) noValue(n *reference, i int, recv java.Value) java.Value {
	if r.warn != nil {
		r.warn.noValue(r, n, i, recv)
	}
	if r.prog.dialect.NullIsEmpty {
		return emptyText
	}
	return nil
}

// apply returns the value of the step on v, which is not null. ok is false when the run unwinds.
func (s *step) apply(r *run, v java.Value) (java.Value, bool) {
	switch s.kind {
	case stepProperty:
		return s.get(r, v)
	case stepCall:
		return s.call(r, v)
	}
	return s.index(r, v)
}

// get reads a property. Source: ASTIdentifier.execute.
func (s *step) get(r *run, v java.Value) (java.Value, bool) {
	out, err := s.property.Get(r.m, v)
	if err != nil {
		return nil, r.failStep(s, v, err)
	}
	return out, true
}

// call calls a method. Its arguments lie on the run's stack meanwhile. Source: ASTMethod.execute.
func (s *step) call(r *run, v java.Value) (java.Value, bool) {
	if r.tr != nil {
		return s.traceCall(r, v)
	}
	base := len(r.args)
	for _, a := range s.args {
		x, ok := a.eval(r)
		if !ok {
			r.args = r.args[:base]
			return nil, false
		}
		r.args = append(r.args, x)
	}
	return s.invoke(r, v, base)
}

// invoke calls the step's method on v with the arguments that lie on the run's stack from base on, and takes
// them off.
func (s *step) invoke(r *run, v java.Value, base int) (java.Value, bool) {
	outer := r.calling
	r.calling = s
	out, _, err := s.method.Call(r.m, v, r.args[base:len(r.args):len(r.args)])
	r.calling = outer
	r.args = r.args[:base]
	if err == nil && r.unwind != nil && r.unwind.kind == unwindError {
		// A block that was rendered for its text failed: that counts as the method's failure.
		err = r.err
	}
	if err != nil {
		return nil, r.failStep(s, v, err)
	}
	return out, r.unwind == nil
}

// index reads [x], which calls get(x). A negative Integer counts from the end of anything that has a size.
// Source: ASTIndex.execute.
func (s *step) index(r *run, v java.Value) (java.Value, bool) {
	x, ok := s.indexArg(r, v)
	if !ok {
		return nil, false
	}
	if r.tr != nil {
		r.tr.index = x
	}
	if l, ok := v.(*java.List); ok {
		if i, ok := x.(java.Int); ok && i >= 0 && int(i) < l.Len() {
			return l.At(int(i)), true
		}
	}
	base := len(r.args)
	r.args = append(r.args, x)
	return s.invoke(r, v, base)
}

// indexArg evaluates the index into v.
func (s *step) indexArg(r *run, v java.Value) (java.Value, bool) {
	x, ok := s.args[0].eval(r)
	if !ok {
		return nil, false
	}
	if i, isInt := x.(java.Int); isInt && i < 0 {
		return s.fromEnd(r, v, i)
	}
	return x, true
}

// sizeSite calls size() for negative indexes.
var sizeSite = java.NewMethodSite("size")

// fromEnd returns size()+i. Source: ASTIndex.adjMinusIndexArg.
func (s *step) fromEnd(r *run, v java.Value, i java.Int) (java.Value, bool) {
	size, found, err := sizeSite.Call(r.m, v, nil)
	n, isInt := size.(java.Int)
	if !found || err != nil || !isInt {
		return nil, r.fail(CodeIndexFailed, s.at, "a negative index needs an object with a size, not "+classPhrase(v), err)
	}
	return java.IntValue(int32(n + i)), true
}
