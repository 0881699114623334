package jsonpath

// expr is a condition of a filter. Test tells whether item meets it; e is the evaluation that the filter is part of.
type expr interface {
	test(e *evaluation, item node) (bool, *failure)
}

// orExpr holds where one of its terms does, tried in order.
type orExpr []expr

// test tries the terms until one holds.
func (x orExpr) test(e *evaluation, item node) (bool, *failure) {
	for _, term := range x {
		if ok, f := term.test(e, item); ok || f != nil {
			return ok, f
		}
	}
	return false, nil
}

// andExpr holds where all its terms do, tried in order.
type andExpr []expr

// test tries the terms until one does not hold.
func (x andExpr) test(e *evaluation, item node) (bool, *failure) {
	for _, term := range x {
		if ok, f := term.test(e, item); !ok || f != nil {
			return false, f
		}
	}
	return true, nil
}

// notExpr holds where its term does not.
type notExpr struct{ term expr }

// test turns the term's outcome around.
func (x notExpr) test(e *evaluation, item node) (bool, *failure) {
	ok, f := x.term.test(e, item)
	return !ok && f == nil, f
}

// existsExpr holds where the path leads somewhere (or, negated, nowhere): to null counts, and so does the list, even
// the empty one, of a path that is not definite. Source: ValueNodes.PathNode.evaluate, ExistsEvaluator.
type existsExpr struct {
	path *Path
	want bool
}

// test follows the path.
func (x existsExpr) test(e *evaluation, item node) (bool, *failure) {
	base := e.base(x.path, item)
	if x.path.simple {
		_, ok := e.run.follow(x.path, base)
		return ok == x.want, nil
	}
	inner := newEvaluation(e.run, x.path)
	inner.require = true
	f := inner.start(e.standing(base))
	if f == nil {
		_, f = inner.result()
	}
	if f != nil && !f.missing {
		return false, f
	}
	return (f == nil) == x.want, nil
}

// base returns what a path inside a filter is read from: the document, or the item being looked at.
func (e *evaluation) base(p *Path, item node) node {
	if p.fromRoot {
		return e.run.root
	}
	return item
}

// standing returns n as a node that another evaluation can start from: one that needs no frame.
func (e *evaluation) standing(n node) node {
	if n.rawContainer() {
		n.val = e.value(n)
	}
	return n
}

// operand is one side of a comparison: a path, or a literal.
type operand struct {
	path  *Path
	value value
}

// resolve returns what the operand is for item: the literal, or what its path leads to, for which v has room. What a
// path from the root leads to is read once for each evaluation.
func (o *operand) resolve(e *evaluation, item node, v *value) (*value, *failure) {
	p := o.path
	if p == nil {
		return &o.value, nil
	}
	if p.fromRoot {
		if known, ok := e.roots[p]; ok {
			*v = known
			return v, nil
		}
	}
	*v = value{}
	f := e.read(p, item, v)
	if f == nil && p.fromRoot && v.kind != valueUndefined {
		if e.roots == nil {
			e.roots = map[*Path]value{}
		}
		e.roots[p] = *v
	}
	return v, f
}

// read sets v to the value of the path p inside a filter. A path that leads nowhere is undefined.
func (e *evaluation) read(p *Path, item node, v *value) *failure {
	base := e.base(p, item)
	if p.simple {
		if n, ok := e.run.follow(p, base); ok {
			return v.set(n)
		}
		return v.setMissing(e)
	}
	inner := newEvaluation(e.run, p)
	inner.suppress = e.suppress
	f := inner.start(e.standing(base))
	var n node
	if f == nil {
		n, f = inner.result()
	}
	switch {
	case f == nil:
		return v.set(n)
	case f.missing:
		return v.setMissing(e)
	}
	return f
}

// setMissing makes v what a path gives that leads nowhere.
func (v *value) setMissing(e *evaluation) *failure {
	v.kind = valueUndefined
	if e.suppress {
		v.kind = valueNull
	}
	return nil
}
