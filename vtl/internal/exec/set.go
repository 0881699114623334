package exec

import (
	"errors"

	"github.com/vtlkit/vtl/vtl/java"
)

// setVarStmt is #set($x = ...).
type setVarStmt struct {
	slot  int32 // noSlot for a left side that stores where nothing can read
	right expr
	at    place
}

// kind is EventSet.
func (s *setVarStmt) kind() EventKind { return EventSet }

// exec assigns the value; null leaves the variable as it was. Source: ASTSetDirective.render.
func (s *setVarStmt) exec(r *run) bool {
	v, ok := r.assigned(s.right, s.at)
	if !ok {
		return false
	}
	if v != nil && s.slot != noSlot {
		r.put(s.slot, v)
	}
	return true
}

// assigned evaluates the right side of a #set.
func (r *run) assigned(right expr, at place) (v java.Value, ok bool) {
	if r.tr != nil {
		if v, _, ok = r.tr.eval(right); ok {
			r.tr.value(v)
		}
	} else {
		v, ok = right.eval(r)
	}
	if ok && v == nil && r.warn != nil {
		r.warn.nullSet(r, at)
	}
	return v, ok
}

// setPathStmt is #set($x.y = ...) and #set($x[i] = ...).
type setPathStmt struct {
	left  *reference
	right expr
	at    place
}

// kind is EventSet.
func (s *setPathStmt) kind() EventKind { return EventSet }

// exec assigns the value to the last step of the path; nothing happens when there is nothing to assign to.
// Source: ASTReference.setValue.
func (s *setPathStmt) exec(r *run) bool {
	v, ok := r.assigned(s.right, s.at)
	if !ok || v == nil {
		return ok
	}
	o, ok := s.target(r)
	if !ok {
		return false
	}
	found := false
	if o != nil {
		last := &s.left.path[len(s.left.path)-1]
		if last.kind == stepIndex {
			found, ok = last.setIndex(r, o, v)
		} else {
			found, ok = s.setProperty(r, o, last.name, v)
		}
	}
	if ok && !found && r.warn != nil {
		r.warn.noTarget(r, s, o)
	}
	return ok
}

// target returns the object whose property or index is assigned, nil when a step before is null.
func (s *setPathStmt) target(r *run) (java.Value, bool) {
	if s.left.slot == noSlot {
		return nil, true
	}
	o, ok := r.get(s.left.slot)
	if !ok {
		return nil, false
	}
	steps := s.left.path[:len(s.left.path)-1]
	for i := range steps {
		if o == nil {
			break
		}
		if o, ok = steps[i].apply(r, o); !ok {
			return nil, false
		}
	}
	return o, true
}

// setProperty assigns o.name. A call as last step counts as a property of its name.
func (s *setPathStmt) setProperty(r *run, o java.Value, name string, v java.Value) (found, ok bool) {
	found, err := java.SetProperty(r.m, o, name, v)
	if err == nil {
		return found, r.unwind == nil
	}
	var unchecked *java.UncheckedError
	if errors.As(err, &unchecked) {
		return found, r.failNowhere(CodePropertyFailed, "assigning "+name+" failed", err)
	}
	return found, r.fail(CodePropertyFailed, place{s.left.src, s.left.node}, "assigning "+name+" failed", err)
}

// setIndex assigns o[x] by the method set, else put.
func (s *step) setIndex(r *run, o, v java.Value) (found, ok bool) {
	x, ok := s.indexArg(r, o)
	if !ok {
		return false, false
	}
	args := []java.Value{x, v}
	outer := r.calling
	for _, name := range [...]string{"set", "put"} {
		r.calling = s
		_, found, err := java.Invoke(r.m, o, name, args)
		r.calling = outer // not by defer: a cycle that panics is placed by it
		if !found {
			continue
		}
		var misfit *java.ArgumentError
		switch {
		case err == nil:
			return true, r.unwind == nil
		case errors.As(err, &misfit):
			return true, r.failNowhere(CodeIndexFailed, "assigning an index failed", err)
		}
		return true, r.fail(CodeIndexFailed, s.at, "assigning an index failed", err)
	}
	return false, true
}
