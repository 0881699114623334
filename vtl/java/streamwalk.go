package java

// This file has the iterators that streams are made of.

// sliceWalk walks a slice.
type sliceWalk struct {
	elems []Value
	at    int
}

// HasNext tells whether there are elements left.
func (w *sliceWalk) HasNext() bool { return w.at < len(w.elems) }

// Next returns the next element.
func (w *sliceWalk) Next(*Meter) (Value, error) {
	if w.at >= len(w.elems) {
		return nil, throwNoElement("")
	}
	w.at++
	return w.elems[w.at-1], nil
}

// boundWalk walks a list as an ArrayList's spliterator does: it ends where the list ended when it began, and fails
// at the next element once the list changed.
type boundWalk struct {
	of  *List
	n   int
	mod int32
	at  int
}

// HasNext tells whether there are elements left of those there were.
func (w *boundWalk) HasNext() bool { return w.at < w.n }

// Next returns the next element.
func (w *boundWalk) Next(*Meter) (Value, error) {
	if w.at >= w.n {
		return nil, throwNoElement("")
	}
	if w.of.mod != w.mod {
		return nil, throwComodified()
	}
	w.at++
	return w.of.At(w.at - 1), nil
}

// rangeWalk walks the numbers from at up to, but not including, end.
type rangeWalk struct {
	at, end int64
	kind    streamKind
}

// HasNext tells whether there are numbers left.
func (w *rangeWalk) HasNext() bool { return w.at < w.end }

// Next returns the next number, as the kind says.
func (w *rangeWalk) Next(*Meter) (Value, error) {
	if w.at >= w.end {
		return nil, throwNoElement("")
	}
	w.at++
	if w.kind == intStream {
		return IntValue(int32(w.at - 1)), nil
	}
	return Long(w.at - 1), nil
}

// convertWalk is an Iterator that changes what another one returns.
type convertWalk struct {
	Iterator
	convert func(m *Meter, v Value) (Value, error)
}

// Next returns the next element, converted.
func (w *convertWalk) Next(m *Meter) (Value, error) {
	v, err := w.Iterator.Next(m)
	if err != nil {
		return nil, err
	}
	return w.convert(m, v)
}

// chainWalk walks one iterator and then another.
type chainWalk struct{ first, second Iterator }

// HasNext tells whether either has elements left.
func (w *chainWalk) HasNext() bool { return w.first.HasNext() || w.second.HasNext() }

// Next returns the next element.
func (w *chainWalk) Next(m *Meter) (Value, error) {
	if w.first.HasNext() {
		return w.first.Next(m)
	}
	return w.second.Next(m)
}

// sliceOfWalk leaves out elements of another iterator and ends early.
type sliceOfWalk struct {
	m    *Meter
	of   Iterator
	skip int64
	left int64 // how many elements to let through
	err  error // what failed while skipping
}

// HasNext tells whether there are elements left; elements to leave out are taken first.
func (w *sliceOfWalk) HasNext() bool {
	for ; w.skip > 0 && w.left > 0 && w.err == nil && w.of.HasNext(); w.skip-- {
		w.m.Step(1)
		_, w.err = w.of.Next(w.m)
	}
	return w.err != nil || w.left > 0 && w.of.HasNext()
}

// Next returns the next element.
func (w *sliceOfWalk) Next(m *Meter) (Value, error) {
	switch {
	case !w.HasNext():
		return nil, throwNoElement("")
	case w.err != nil:
		return nil, w.err
	}
	w.left--
	return w.of.Next(m)
}

// lookAhead is an iterator that must take an element to know whether there is one.
type lookAhead struct {
	m     *Meter
	take  func(m *Meter) (v Value, ok bool, err error)
	v     Value
	ready bool // whether v or err waits to be returned
	err   error
}

// HasNext tells whether there is an element, or a failure to report.
func (w *lookAhead) HasNext() bool {
	if !w.ready {
		w.v, w.ready, w.err = w.take(w.m)
		w.ready = w.ready || w.err != nil
	}
	return w.ready
}

// Next returns the next element.
func (w *lookAhead) Next(*Meter) (Value, error) {
	if !w.HasNext() {
		return nil, throwNoElement("")
	}
	v, err := w.v, w.err
	w.v, w.ready, w.err = nil, false, nil
	return v, err
}

// lateWalk is the iterator of a stream: it opens the pipeline on the first look, and takes an element out of it to
// know whether there is one.
type lateWalk struct {
	m    *Meter
	open func(*Meter) (Iterator, error)
	walk *lookAhead
}

// started returns the running iterator.
func (w *lateWalk) started() *lookAhead {
	if w.walk == nil {
		of, err := w.open(w.m)
		w.walk = &lookAhead{m: w.m, take: func(m *Meter) (Value, bool, error) {
			if err != nil {
				return nil, false, err
			}
			if !of.HasNext() {
				return nil, false, nil
			}
			m.Step(1)
			v, err := of.Next(m)
			return v, true, err
		}}
	}
	return w.walk
}

// HasNext tells whether there are elements left.
func (w *lateWalk) HasNext() bool { return w.started().HasNext() }

// Next returns the next element.
func (w *lateWalk) Next(m *Meter) (Value, error) { return w.started().Next(m) }

// Remove throws UnsupportedOperationException, as Iterator.remove() does where it is inherited.
func (w *lateWalk) Remove(*Meter) error { return throwUnsupported("remove") }
