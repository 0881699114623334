package jsonpath

import "github.com/vtlkit/vtl/runtime/jsonsmart"

// scan evaluates the step behind .. on n and on everything inside n. Source: ScanPathToken.
func (e *evaluation) scan(i int, s *step, n node) *failure {
	if s.last {
		return fail(classState, "Current path token is a leaf")
	}
	return e.search(i+1, n)
}

// search tries step i on n, then on everything inside n.
func (e *evaluation) search(i int, n node) *failure {
	if n.raw.Valid() {
		if !n.isList() && !n.isMap() {
			return nil
		}
		return e.searchText(i, n)
	}
	list := n.isList()
	if !list && !n.isMap() {
		return nil
	}
	if f := e.try(i, n, list); f != nil {
		return f
	}
	e.run.meter.Enter()
	defer e.run.meter.Leave()
	return e.searchMembers(i, n)
}

// searchMembers searches the members of n one by one.
func (e *evaluation) searchMembers(i int, n node) *failure {
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		if f := e.search(i, c); f != nil {
			return f
		}
	}
	return nil
}

// searchText is search for a container that nothing has looked at: it goes along its text, and keeps the containers
// around as frames.
func (e *evaluation) searchText(i int, n node) *failure {
	base := len(e.frames)
	d := n.raw.Descend()
	for {
		f := e.try(i, n, n.raw.Kind() == jsonsmart.Array)
		if f == nil && n.raw.Repeats() {
			f = e.searchMembers(i, n)
			d.Skip()
		} else {
			e.push(n)
		}
		ended, ok := d.Next()
		if f != nil || !ok {
			e.frames = e.frames[:base]
			return f
		}
		e.frames = e.frames[:len(e.frames)-ended]
		n = node{raw: d.Node(), up: len(e.frames) - 1, index: unknownIndex}
	}
}

// try evaluates step i on the map or list n where n suits it.
func (e *evaluation) try(i int, n node, list bool) *failure {
	e.run.visit()
	s := &e.path.steps[i]
	if s.kind == stepNames && len(s.names) == 1 && !e.require {
		if list {
			return nil
		}
		c, ok := e.run.child(&n, s.names[0])
		if !ok {
			return nil
		}
		return e.next(i, n, c, (*evaluation).reach)
	}
	suits, f := e.suits(s, n)
	if f != nil || !suits {
		return f
	}
	return e.take(i, s, n, list)
}

// take evaluates step i on n. On a list with steps to follow, Jayway leaves the step out and goes on with every
// element, whatever the step is.
func (e *evaluation) take(i int, s *step, n node, list bool) *failure {
	if !list || s.last {
		return e.step(i, n)
	}
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		if e.path.steps[i+1].last {
			e.through = w.i
		}
		if f := e.step(i+1, c); f != nil {
			return f
		}
	}
	return nil
}

// suits tells whether a scan tries step s on n.
func (e *evaluation) suits(s *step, n node) (bool, *failure) {
	switch s.kind {
	case stepNames:
		return n.isMap() && (e.require || !s.definite || e.hasAll(s, n)), nil
	case stepIndexes, stepSlice:
		return n.isList(), nil
	case stepStar:
		return true, nil
	case stepFilter:
		return e.accepts(s, n)
	}
	return false, nil
}

// hasAll tells whether the map n has all members that s names.
func (e *evaluation) hasAll(s *step, n node) bool {
	for _, name := range s.names {
		if _, ok := e.run.child(&n, name); !ok {
			return false
		}
	}
	return true
}
