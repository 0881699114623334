package java

import (
	"cmp"
	"math"
	"strconv"
)

// stage returns a further stage behind s: its elements are those of s passed through wrap, and its size that of s
// passed through resize (nil: not known beforehand).
func (s *Stream) stage(c *Class, k streamKind, wrap func(*Meter, Iterator) (Iterator, error), resize func(n int64) int64) (*Stream, error) {
	if err := s.use(); err != nil {
		return nil, err
	}
	if s.depth >= maxChain {
		return nil, Throw("java.lang.StackOverflowError", "")
	}
	open := s.open
	t := &Stream{class: c, kind: k, loose: s.loose, depth: s.depth + 1, source: s.source, open: func(m *Meter) (Iterator, error) {
		it, err := open(m)
		if err != nil {
			return nil, err
		}
		return wrap(m, it)
	}}
	if size := s.size; size != nil && resize != nil {
		t.size = func(m *Meter) int64 { return resize(size(m)) }
	}
	return t, nil
}

// sameSize is the resize of stages that let every element through.
func sameSize(n int64) int64 { return n }

// streamLimit is limit(long) of every stream.
func streamLimit(_ *Meter, self Value, args []Value) (Value, error) {
	n := argLong(args[0])
	if n < 0 {
		return nil, throwArgument(strconv.FormatInt(n, 10))
	}
	return self.(*Stream).slice(0, n)
}

// streamSkip is skip(long) of every stream; to skip nothing is to stay.
func streamSkip(_ *Meter, self Value, args []Value) (Value, error) {
	n := argLong(args[0])
	if n < 0 {
		return nil, throwArgument(strconv.FormatInt(n, 10))
	}
	if n == 0 {
		return self, nil
	}
	return self.(*Stream).slice(n, math.MaxInt64)
}

// slice returns the stage that leaves out skip elements and ends after most.
func (s *Stream) slice(skip, most int64) (Value, error) {
	wrap := func(m *Meter, it Iterator) (Iterator, error) {
		return &sliceOfWalk{m: m, of: it, skip: skip, left: most}, nil
	}
	resize := func(n int64) int64 { return min(max(n-skip, 0), most) }
	t, err := s.stage(stageClasses[s.kind].slice, s.kind, wrap, resize)
	return t.value(err)
}

// value returns the stage as a result, null where err is not nil.
func (s *Stream) value(err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// streamSorted is sorted() of every stream.
func streamSorted(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Stream).sorted(naturalOrder.compare)
}

// streamSortedBy is Stream#sorted(Comparator).
func streamSortedBy(_ *Meter, self Value, args []Value) (Value, error) {
	s := self.(*Stream)
	if args[0] == nil {
		return nil, cmp.Or(s.use(), throwNull(""))
	}
	return s.sorted(comparisonOf(args[0]))
}

// sorted returns the stage that takes all elements and sorts them.
func (s *Stream) sorted(by comparison) (Value, error) {
	wrap := func(m *Meter, it Iterator) (Iterator, error) {
		take := func(m *Meter) ([]Value, error) {
			vs, err := pull(m, it)
			if err != nil {
				return nil, err
			}
			return vs, sortValues(m, vs, by)
		}
		return &bufferWalk{m: m, fill: take}, nil
	}
	t, err := s.stage(stageClasses[s.kind].sorted, s.kind, wrap, sameSize)
	if err != nil {
		return nil, err
	}
	t.loose = false
	return t, nil
}

// bufferWalk walks elements that are made all at once on the first look.
type bufferWalk struct {
	sliceWalk
	m    *Meter
	fill func(*Meter) ([]Value, error)
	err  error
}

// HasNext tells whether there are elements left, or a failure to report.
func (w *bufferWalk) HasNext() bool {
	if w.fill != nil {
		w.elems, w.err = w.fill(w.m)
		w.fill = nil
	}
	return w.err != nil || w.sliceWalk.HasNext()
}

// Next returns the next element.
func (w *bufferWalk) Next(m *Meter) (Value, error) {
	if w.HasNext() && w.err != nil {
		return nil, w.err
	}
	return w.sliceWalk.Next(m)
}

// streamDistinct is distinct() of every stream: the first of equal elements stays.
func streamDistinct(_ *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	wrap := func(m *Meter, it Iterator) (Iterator, error) {
		seen := NewMap()
		take := func(m *Meter) (Value, bool, error) {
			for it.HasNext() {
				m.Step(1)
				v, err := it.Next(m)
				if err != nil {
					return nil, false, err
				}
				if seen.find(m, v) < 0 {
					seen.insert(m, v, nil)
					return v, true, nil
				}
			}
			return nil, false, nil
		}
		return &lookAhead{m: m, take: take}, nil
	}
	t, err := s.stage(stageClasses[s.kind].distinct, s.kind, wrap, nil)
	return t.value(err)
}

// streamPeek is peek(Consumer) of every stream.
func streamPeek(_ *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	s, c := self.(*Stream), args[0].(consumer)
	return s.convert(stageClasses[s.kind].peek, s.kind, func(m *Meter, v Value) (Value, error) { return v, c.accept(m, v) })
}

// convert returns the stage that passes every element through f.
func (s *Stream) convert(c *Class, k streamKind, f func(*Meter, Value) (Value, error)) (Value, error) {
	wrap := func(_ *Meter, it Iterator) (Iterator, error) { return &convertWalk{it, f}, nil }
	t, err := s.stage(c, k, wrap, sameSize)
	return t.value(err)
}

// streamBoxed is boxed() of the primitive streams.
func streamBoxed(_ *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	return s.convert(stageClasses[s.kind].boxed, refStream, func(_ *Meter, v Value) (Value, error) { return v, nil })
}

// streamAsLong is IntStream#asLongStream().
func streamAsLong(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Stream).convert(intAsLongClass, longStream, func(_ *Meter, v Value) (Value, error) { return Long(argLong(v)), nil })
}

// streamAsDouble is asDoubleStream() of IntStream and LongStream.
func streamAsDouble(_ *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	c := intAsDoubleClass
	if s.kind == longStream {
		c = longAsDoubleClass
	}
	return s.convert(c, doubleStream, func(_ *Meter, v Value) (Value, error) { return Double(argDouble(v)), nil })
}

// streamConcat is the static concat of every kind of stream.
func streamConcat(_ *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil || args[1] == nil {
		return nil, throwNull("")
	}
	a, b := args[0].(*Stream), args[1].(*Stream)
	if err := a.use(); err != nil {
		return nil, err
	}
	if err := b.use(); err != nil {
		return nil, err
	}
	depth := 1 + max(a.depth, b.depth)
	if depth > maxChain {
		return nil, Throw("java.lang.StackOverflowError", "")
	}
	open := func(m *Meter) (Iterator, error) {
		first, err := a.open(m)
		if err != nil {
			return nil, err
		}
		second, err := b.open(m)
		return &chainWalk{first, second}, err
	}
	t := newHead(a.kind, open, nil)
	t.loose, t.depth = a.loose || b.loose, depth
	t.source.parallel = a.source.parallel || b.source.parallel
	if a.size != nil && b.size != nil {
		t.size = func(m *Meter) int64 { return a.size(m) + b.size(m) }
	}
	return t, nil
}

// streamCount is count() of every stream.
func streamCount(m *Meter, self Value, _ []Value) (Value, error) {
	n, err := self.(*Stream).count(m)
	if err != nil {
		return nil, err
	}
	return Long(n), nil
}

// streamForEach is forEach(Consumer) and forEachOrdered(Consumer) of every stream. The first stage is consumed before
// it looks at the consumer.
func streamForEach(m *Meter, self Value, args []Value) (Value, error) {
	s := self.(*Stream)
	if args[0] == nil {
		if s.isHead() && !s.source.parallel {
			return nil, cmp.Or(s.use(), throwNull(""))
		}
		return nil, throwNull("")
	}
	return voidResult, s.each(m, func(v Value) error { return args[0].(consumer).accept(m, v) })
}

// streamFindFirst is findFirst() and findAny() of every stream.
func streamFindFirst(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	it, err := s.run(m)
	if err != nil {
		return nil, err
	}
	if !it.HasNext() {
		return &Optional{class: optionalClasses[s.kind]}, nil
	}
	v, err := it.Next(m)
	if err != nil {
		return nil, err
	}
	if v == nil {
		return nil, throwNull("")
	}
	return &Optional{class: optionalClasses[s.kind], v: v}, nil
}

// best consumes the stream and returns the Optional of its largest element by a comparison, or of its smallest when
// side is -1 instead of 1. Of equal elements the first counts.
func (s *Stream) best(m *Meter, by comparison, side int) (Value, error) {
	var found Value
	some := false
	err := s.each(m, func(v Value) error {
		if !some {
			found, some = v, true
			return nil
		}
		r, err := by(m, found, v)
		if r*side < 0 {
			found = v
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if some && found == nil {
		return nil, throwNull("")
	}
	return &Optional{class: optionalClasses[s.kind], v: found}, nil
}
