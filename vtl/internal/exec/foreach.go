package exec

import "github.com/vtlkit/vtl/vtl/java"

// foreachStmt is #foreach.
type foreachStmt struct {
	slot int32 // of the loop variable
	seq  expr  // nil for a loop without one
	body *block
	bad  string // what is wrong with the loop; "" for nothing
	at   place
	// seqAt is the place of the sequence.
	seqAt place
}

// kind is EventLoop.
func (s *foreachStmt) kind() EventKind { return EventLoop }

// exec walks the sequence; what cannot be walked renders nothing. Source: Foreach.render.
func (s *foreachStmt) exec(r *run) bool {
	if s.bad != "" {
		return r.failNowhere(CodeForeach, s.bad, nil)
	}
	if s.seq == nil {
		return true
	}
	r.setFrom(nil)
	v, ok := s.seq.eval(r)
	if !ok {
		return false
	}
	it, ok := java.IterableOf(v)
	if !ok {
		if r.warn != nil {
			r.warn.noLoop(r, s, v)
		}
		return true
	}
	if r.tr != nil {
		r.tr.value(v)
	}
	return s.walk(r, v, it.Iterate(r.m))
}

// loop is a #foreach while it runs.
type loop struct {
	stmt *foreachStmt
	// The values the loop's variables had before.
	element, count, hasNext java.Value
	scope                   *loopScope
	null                    *frame // makes the loop variable null for turns whose element is; nil before the first
	turn                    int
	trace                   *loopTrace // nil without a Sink
}

// loopBytes is what a loop is charged for its own bookkeeping.
const loopBytes = 128

// walk runs the turns, and gives the loop's variables back the values they had.
func (s *foreachStmt) walk(r *run, seq java.Value, it java.Iterator) bool {
	r.m.Bytes(loopBytes)
	l := loop{stmt: s}
	if r.tr != nil {
		l.trace = newLoopTrace(r, seq)
	}
	if !l.start(r) {
		return false
	}
	if !l.turns(r, it) && !r.caught(s) {
		return l.abandon(r)
	}
	if r.tr != nil {
		r.tr.current.Turn = l.turn
	}
	return l.end(r)
}

// turns runs the body for each element. It returns false when the run unwinds.
func (l *loop) turns(r *run, it java.Iterator) bool {
	for ; it.HasNext(); l.turn++ {
		if r.loopLimit > 0 && l.turn >= r.loopLimit {
			l.cut(r)
			return true
		}
		v, ok := l.next(r, it)
		if !ok || !l.run(r, v) {
			return false
		}
	}
	return true
}

// cut ends the loop at the limit of turns: by an error, unless the dialect wants it quiet.
func (l *loop) cut(r *run) {
	if !r.prog.dialect.LoopStops {
		r.m.Exceeded("loop turns", int64(r.loopLimit), "")
	}
	if r.warn != nil {
		r.warn.loopCut(r, l.stmt)
	}
}

// abandon leaves the loop while the run unwinds further. Variables get their values back unless it is an error.
func (l *loop) abandon(r *run) bool {
	if r.unwind.kind == unwindError {
		return false
	}
	stopped := r.unwind
	if r.unwind = nil; l.end(r) {
		r.unwind = stopped
	}
	return false
}

// start saves the variables the loop will set, and sets $foreach.
func (l *loop) start(r *run) (ok bool) {
	slots := &r.prog.loop
	if l.element, ok = r.get(l.stmt.slot); !ok {
		return false
	}
	if slots.count != noSlot {
		if l.count, ok = r.get(slots.count); !ok {
			return false
		}
	}
	if slots.hasNext != noSlot {
		if l.hasNext, ok = r.get(slots.hasNext); !ok {
			return false
		}
	}
	if slots.foreach == noSlot {
		return true
	}
	outer, ok := r.get(slots.foreach)
	if !ok {
		return false
	}
	l.scope = newLoopScope(l.stmt, outer)
	r.put(slots.foreach, l.scope)
	return true
}

// next takes the next element and sets the loop's variables for its turn.
func (l *loop) next(r *run, it java.Iterator) (java.Value, bool) {
	slots := &r.prog.loop
	if slots.count != noSlot {
		r.setFrom(nil)
		r.put(slots.count, java.IntValue(int32(l.turn+1)))
	}
	v, err := it.Next(r.m)
	if err != nil {
		return nil, r.failNowhere(CodeIteration, "#foreach could not go on", err)
	}
	more := it.HasNext()
	if slots.hasNext != noSlot {
		r.put(slots.hasNext, java.Bool(more))
	}
	if l.trace != nil {
		r.tr.from = l.trace.element(l.turn)
	}
	r.put(l.stmt.slot, v)
	if l.scope != nil {
		l.scope.index, l.scope.hasNext = l.turn, more
	}
	return v, true
}

// run runs the body for one element. Source: Foreach.NullHolderContext for an element that is null.
func (l *loop) run(r *run, v java.Value) bool {
	r.m.Step(1)
	if r.tr != nil {
		return l.traceTurn(r, v)
	}
	if v != nil {
		return l.stmt.body.exec(r)
	}
	return l.runNull(r)
}

// runNull runs the body for an element that is null.
func (l *loop) runNull(r *run) bool {
	if l.null == nil {
		l.null = &frame{inner: r.frame, slot: l.stmt.slot, active: true}
	}
	saved := r.frame
	r.frame = l.null
	ok := l.stmt.body.exec(r)
	r.frame = saved
	return ok
}

// end gives the loop's variables back the values they had before, null making them vanish. $foreach is left alone
// when the template put something else there, and without a value Velocity fails with a NullPointerException.
// Source: Foreach.clean, Directive.postRender.
func (l *loop) end(r *run) bool {
	r.setFrom(nil)
	slots := &r.prog.loop
	r.restore(l.stmt.slot, l.element)
	if slots.count != noSlot {
		r.restore(slots.count, l.count)
	}
	if slots.hasNext != noSlot {
		r.restore(slots.hasNext, l.hasNext)
	}
	if slots.foreach == noSlot {
		return true
	}
	v, ok := r.get(slots.foreach)
	if !ok {
		return false
	}
	switch scope := v.(type) {
	case nil:
		return r.failNowhere(CodeForeach, "#foreach cannot use $foreach as its variable", nil)
	case *loopScope:
		if scope.parent != nil {
			r.put(slots.foreach, scope.parent)
		} else {
			r.restore(slots.foreach, scope.replaces())
		}
	}
	return true
}

// restore sets a variable, or removes it when v is null.
func (r *run) restore(slot int32, v java.Value) {
	if v == nil {
		r.remove(slot)
		return
	}
	r.put(slot, v)
}
