package jsonpath

import (
	"errors"

	"github.com/vtlkit/vtl/vtl/java"
)

// Read compiles path and reads it from doc. It is Compile and Path.Read with the limits of m: a path beyond them
// stops the run. A text that is no path is an exception too (InvalidPathException, IllegalArgumentException).
func Read(m *java.Meter, doc java.Value, path string) (java.Value, error) {
	p, err := compileFor(m, path)
	if err != nil {
		return nil, err
	}
	return p.Read(m, doc)
}

// compileFor compiles path with the limits of m, and makes an exception of what is wrong with it.
func compileFor(m *java.Meter, path string) (*Path, error) {
	limits := java.DefaultLimits()
	if m != nil {
		limits = m.Limits
	}
	m.Step(len(path))
	p, err := Compile(path, limits)
	var limit *java.LimitError
	var bad *Error
	switch {
	case errors.As(err, &limit):
		m.Exceeded(limit.Name, limit.Value, limit.Unit)
	case errors.As(err, &bad):
		return nil, java.Throw(bad.Class, bad.Msg)
	}
	return p, err
}

// Read returns what the path finds in doc, a value of package jsonsmart or one that a template made: the value itself
// for a definite path, else a new JSONArray of the values found, possibly empty. Containers in the result are those
// of the document. The error is a *java.Exception, mostly PathNotFoundException where a definite path leads nowhere.
//
// While m is tracing, Read reports the origins of what it found by SetOrigin.
func (p *Path) Read(m *java.Meter, doc java.Value) (java.Value, error) {
	return p.read(m, doc, false)
}

// ReadSuppressed is Read with Option.SUPPRESS_EXCEPTIONS: what is missing is null, or nothing in a list. Errors that
// are not about something missing stay errors.
func (p *Path) ReadSuppressed(m *java.Meter, doc java.Value) (java.Value, error) {
	return p.read(m, doc, true)
}

// read is Read and ReadSuppressed.
func (p *Path) read(m *java.Meter, doc java.Value, suppress bool) (java.Value, error) {
	if doc == nil {
		return nil, java.Throw(classArgument, "json can not be null")
	}
	r := &run{meter: m, root: nodeOf(doc)}
	if p.simple && !r.tracing() {
		if n, ok := r.follow(p, r.root); ok {
			return r.whole(p, n), nil
		}
	}
	e := newEvaluation(r, p)
	e.suppress = suppress
	f := e.start(r.root)
	var n node
	if f == nil {
		n, f = e.result()
	}
	if f != nil {
		return nil, f.exception()
	}
	m.SetOrigin(e.origins...)
	return e.value(n), nil
}

// follow goes along a path of single names and indexes without filling anything; ok is false where it leads nowhere.
func (r *run) follow(p *Path, n node) (c node, ok bool) {
	for i := range p.steps {
		r.visit()
		s := &p.steps[i]
		switch {
		case s.kind == stepNames && n.isMap():
			n, ok = r.child(&n, s.names[0])
		case s.kind == stepIndexes && n.isList():
			n, ok = r.element(&n, int(s.indexes[0]))
		default:
			return node{}, false
		}
		if !ok {
			return node{}, false
		}
	}
	return n, true
}

// whole returns the value of n, which follow has found: where it is a raw container, the one in the document.
func (r *run) whole(p *Path, n node) java.Value {
	if !n.rawContainer() {
		return (&evaluation{}).value(n)
	}
	v := r.root.val
	for i := range p.steps {
		switch s := &p.steps[i]; s.kind {
		case stepNames:
			v, _ = v.(*java.Map).GetString(s.names[0])
		default:
			c, _ := r.element(&node{val: v}, int(s.indexes[0]))
			v = c.val
		}
	}
	return v
}
