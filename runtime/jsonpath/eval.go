package jsonpath

import (
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// run is one reading of a path, shared by the evaluations of the paths inside it.
type run struct {
	meter    *java.Meter
	root     node  // the document
	visited  int64 // nodes
	literals map[*literal]java.Value
	through  map[*Path]int // what evaluations of paths with a scan have left in their field through
}

// reachedBefore returns the field through of the last evaluation of p in this run.
func (r *run) reachedBefore(p *Path) int {
	if i, ok := r.through[p]; ok {
		return i
	}
	return -1
}

// tracing tells whether someone follows where values come from.
func (r *run) tracing() bool { return r.meter != nil && r.meter.Tracing }

// visit charges for one node.
func (r *run) visit() {
	r.meter.Step(1)
	r.visited++
	if r.meter != nil && r.meter.Limits.PathNodes > 0 && r.visited > r.meter.Limits.PathNodes {
		r.meter.Exceeded("JSONPath nodes", r.meter.Limits.PathNodes, "")
	}
}

// evaluation is the evaluation of one path on one value.
type evaluation struct {
	run      *run
	path     *Path
	require  bool // Option.REQUIRE_PROPERTIES: a missing member is an error everywhere
	suppress bool // Option.SUPPRESS_EXCEPTIONS: a missing member is nothing
	frames   []frame
	count    int          // results so far
	last     node         // the last result of a definite path
	found    []java.Value // the results of any other
	origins  []java.Origin
	places   []java.Origin   // of found, while tracing; the zero Origin for what was not part of the input
	roots    map[*Path]value // paths from the root in filters, read before
	// left and right are room for the operands of the comparison under way.
	left, right value
	// through is the index of the list element by which a scan last reached the last step, -1 before; see reached.
	through int
}

// newEvaluation returns an evaluation of p.
func newEvaluation(r *run, p *Path) evaluation {
	return evaluation{run: r, path: p, through: r.reachedBefore(p)}
}

// start evaluates the path on n.
func (e *evaluation) start(n node) *failure {
	if len(e.path.steps) == 0 {
		e.add(n)
		return nil
	}
	f := e.step(0, n)
	if e.through >= 0 {
		if e.run.through == nil {
			e.run.through = map[*Path]int{}
		}
		e.run.through[e.path] = e.through
	}
	return f
}

// result returns what the evaluation found: the value of a definite path, else a JSONArray.
// Source: EvaluationContextImpl.getValue.
func (e *evaluation) result() (node, *failure) {
	if !e.path.definite {
		list := java.NewListOf(jsonsmart.ArrayClass, e.found)
		if len(e.places) > 0 {
			list.SetOrigins(originsOf(e.places))
		}
		return nodeOf(list), nil
	}
	if e.count == 0 {
		if e.suppress {
			return node{}, nil
		}
		return node{}, e.noResults()
	}
	return e.last, nil
}

// originsOf returns the origins of a list's elements by their index.
func originsOf(places []java.Origin) func(key java.Value) (java.Origin, bool) {
	return func(key java.Value) (java.Origin, bool) {
		i, ok := key.(java.Int)
		if !ok || i < 0 || int(i) >= len(places) {
			return java.Origin{}, false
		}
		return places[i], places[i].Source != ""
	}
}

// noResults is the failure of a definite path that leads nowhere. Both measured versions fail where a name with ]
// is missing, the older one because it cannot read such a name; the class is the older one's then.
func (e *evaluation) noResults() *failure {
	f := missing("No results for path: " + e.prefix(len(e.path.steps)))
	for i := range e.path.steps {
		if s := &e.path.steps[i]; s.kind == stepNames && strings.Contains(strings.Join(s.names, ""), "]") {
			f.class = classInvalid
		}
	}
	return f
}

// valueBytes is what one result is charged.
const valueBytes = 16

// add notes a result.
func (e *evaluation) add(n node) {
	e.count++
	if e.run.tracing() {
		e.trace(n)
	}
	if n.rawContainer() {
		n.val = e.value(n)
	}
	if e.path.definite {
		e.last = n
		return
	}
	e.run.meter.Bytes(valueBytes)
	e.found = append(e.found, e.value(n))
}

// trace notes where a result comes from.
func (e *evaluation) trace(n node) {
	var at java.Origin
	switch {
	case n.raw.Valid():
		at = n.raw.Origin()
	case n.origin != nil:
		at = *n.origin
	}
	if at.Source != "" {
		e.origins = append(e.origins, at)
	}
	if !e.path.definite {
		e.places = append(e.places, at)
	}
}

// prefix returns the path up to step i in bracket notation, as messages show it.
func (e *evaluation) prefix(i int) string {
	var b strings.Builder
	b.WriteByte("@$"[btoi(e.path.fromRoot)])
	for j := range e.path.steps[:i] {
		e.path.steps[j].appendTo(&b)
	}
	return b.String()
}

// btoi returns 1 for true.
func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// step evaluates step i on n and what follows on what that gives.
func (e *evaluation) step(i int, n node) *failure {
	e.run.visit()
	s := &e.path.steps[i]
	switch s.kind {
	case stepNames:
		return e.names(i, s, n)
	case stepIndexes:
		return e.indexes(i, s, n)
	case stepSlice:
		return e.slice(i, s, n)
	case stepStar:
		return e.star(i, s, n)
	case stepScan:
		return e.scan(i, s, n)
	case stepFilter:
		return e.filter(i, s, n)
	}
	return e.call(i, s, n)
}

// next goes on with a member c of n, found by step i, by on: reach or proceed.
func (e *evaluation) next(i int, n, c node, on func(e *evaluation, i int, c node) *failure) *failure {
	if !c.rawContainer() {
		return on(e, i, c)
	}
	c.up = e.push(n)
	f := on(e, i, c)
	e.pop()
	return f
}

// proceed goes on with c behind step i; the container c lies in is the last frame where it needs one.
func (e *evaluation) proceed(i int, c node) *failure {
	if e.path.steps[i].last {
		e.add(c)
		return nil
	}
	return e.step(i+1, c)
}

// reach goes on with member c of a map behind step i. Where step i is the last one, c is only a result if no scan has
// come to that step by the elements of a list, or by the one element that the step before names: with $..[0].a the
// other elements' members do not count, and with $..*.a no members do once a list has been seen.
// Source: PathToken.handleObjectProperty; case deepscan/jp-deepscan-0838.
func (e *evaluation) reach(i int, c node) *failure {
	if s := &e.path.steps[i]; s.last && e.through >= 0 {
		if before := &e.path.steps[i-1]; before.kind != stepIndexes || len(before.indexes) != 1 || int(before.indexes[0]) != e.through {
			return nil
		}
	}
	return e.proceed(i, c)
}

// names evaluates .a, ['a'] and ['a','b']. Source: PropertyPathToken.evaluate.
func (e *evaluation) names(i int, s *step, n node) *failure {
	if !n.isMap() {
		if !s.certain || e.suppress {
			return nil
		}
		var b strings.Builder
		s.appendTo(&b)
		return missing("Expected to find an object with property " + b.String() + " in path " + e.prefix(i) + " but found '" + n.typeName() + "'.")
	}
	if len(s.names) > 1 && s.last {
		return e.pick(i, s, n)
	}
	for _, name := range s.names {
		if f := e.member(i, s, n, name); f != nil {
			return f
		}
	}
	return nil
}

// member goes on with one member of the map n. Source: PathToken.handleObjectProperty.
func (e *evaluation) member(i int, s *step, n node, name string) *failure {
	c, ok := e.run.child(&n, name)
	switch {
	case ok:
		return e.next(i, n, c, (*evaluation).reach)
	case e.suppress, s.last && !e.require, !s.last && !(s.certain && s.definite) && !e.require:
		return nil
	case s.last:
		return missing("No results for path: " + e.prefix(i+1))
	}
	return missing("Missing property in path " + e.prefix(i+1))
}

// pick makes one object of the members of n that the last step names.
func (e *evaluation) pick(i int, s *step, n node) *failure {
	picked := java.NewMap()
	for _, name := range s.names {
		c, ok := e.run.child(&n, name)
		if !ok {
			if e.require {
				return missing("Missing property in path " + e.prefix(i+1))
			}
			continue
		}
		c.up = e.push(n)
		e.run.meter.Bytes(valueBytes)
		picked.Put(e.run.meter, java.String(name), e.value(c))
		e.pop()
	}
	e.add(node{val: picked})
	return nil
}

// checkList tells whether n is a list; where it is not and must be, that is a failure.
// Source: ArrayPathToken.checkArrayModel.
func (e *evaluation) checkList(i int, s *step, n node) (ok bool, f *failure) {
	switch {
	case n.isList():
		return true, nil
	case !s.certain || e.suppress:
		return false, nil
	case n.isNull():
		return false, missing("The path " + e.prefix(i) + " is null")
	}
	return false, e.notArray(s, n)
}

// notArray is the failure of an index on what is no list. JsonPath 2.0.0 throws InvalidPathException, 3.0.0 its
// subclass PathNotFoundException; the class is the older one's, the effect the newer one's.
func (e *evaluation) notArray(s *step, n node) *failure {
	var b strings.Builder
	s.appendTo(&b)
	f := missing("Filter: " + b.String() + " can only be applied to arrays. Current context is: " + n.print(e.run.meter))
	f.class = classInvalid
	return f
}

// indexes evaluates [0] and [0,-1].
func (e *evaluation) indexes(i int, s *step, n node) *failure {
	if ok, f := e.checkList(i, s, n); !ok {
		return f
	}
	for _, index := range s.indexes {
		if f := e.at(i, n, int(index)); f != nil {
			return f
		}
	}
	return nil
}

// at goes on with element index of the list n; nothing happens where there is none, or where what follows fails with
// IndexOutOfBoundsException. Source: PathToken.handleArrayIndex.
func (e *evaluation) at(i int, n node, index int) *failure {
	c, ok := e.run.element(&n, index)
	if !ok {
		return nil
	}
	return swallowBounds(e.next(i, n, c, (*evaluation).proceed))
}

// swallowBounds drops an IndexOutOfBoundsException.
func swallowBounds(f *failure) *failure {
	if f != nil && f.class == classBounds {
		return nil
	}
	return f
}

// slice evaluates [from:to]. A negative bound counts from the end where it is the only one; with both, the indexes
// between them are taken one by one, negative ones from the end. Source: ArraySliceToken.
func (e *evaluation) slice(i int, s *step, n node) *failure {
	if ok, f := e.checkList(i, s, n); !ok {
		return f
	}
	size := n.length()
	from, to := 0, size
	switch {
	case s.to == nil:
		if from = int(*s.from); from < 0 {
			from = max(0, from+size)
		}
	case s.from == nil:
		if to = int(*s.to); to < 0 {
			to += size
		}
	default:
		from, to = int(*s.from), int(*s.to)
	}
	if size == 0 {
		return nil
	}
	from = max(from, -size) // indexes before the first element are none
	return e.between(i, n, from, min(to, size))
}

// between goes on with the elements from index from to index to, negative ones counted from the end.
func (e *evaluation) between(i int, n node, from, to int) *failure {
	for ; from < min(to, 0); from++ {
		if f := e.at(i, n, from); f != nil {
			return f
		}
	}
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok && w.i < to; c, ok = w.next() {
		e.run.meter.Step(1)
		if w.i < from {
			continue
		}
		if f := swallowBounds(e.proceed(i, c)); f != nil {
			return f
		}
	}
	return nil
}

// star evaluates * and [*]. Source: WildcardPathToken.evaluate.
func (e *evaluation) star(i int, s *step, n node) *failure {
	list := n.isList()
	if !list && !n.isMap() {
		return nil
	}
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		e.run.visit()
		if !list {
			if f := e.reach(i, c); f != nil {
				return f
			}
			continue
		}
		if f := swallowBounds(e.proceed(i, c)); f != nil && (!f.missing || e.require) {
			return f
		}
	}
	return nil
}

// filter evaluates [?(...)] on the elements of a list, or on a map itself. Source: PredicatePathToken.evaluate.
func (e *evaluation) filter(i int, s *step, n node) *failure {
	if n.isMap() {
		ok, f := e.accepts(s, n)
		if f != nil || !ok {
			return f
		}
		return e.proceed(i, n)
	}
	if !n.isList() {
		if s.certain {
			return fail(classInvalid, "Filter: [?] can not be applied to primitives. Current context is: "+n.print(e.run.meter))
		}
		return nil
	}
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		e.run.visit()
		take, f := e.accepts(s, c)
		if f == nil && take {
			f = swallowBounds(e.proceed(i, c))
		}
		if f != nil {
			return f
		}
	}
	return nil
}

// accepts tells whether n passes the filter of s. Source: PredicatePathToken.accept.
func (e *evaluation) accepts(s *step, n node) (bool, *failure) {
	ok, f := s.filter.test(e, n)
	if f != nil && f.caughtByFilter() {
		return false, nil
	}
	return ok, f
}
