package java

// streamKind tells what a stream is made of.
type streamKind uint8

// The kinds of streams: of objects, and of the primitive types.
const (
	refStream streamKind = iota
	intStream
	longStream
	doubleStream
	streamKinds
)

// Stream is a java.util.stream.Stream, IntStream, LongStream or DoubleStream: one stage of a pipeline, which pulls
// its elements from the stage before when something at its end asks for them. Elements of primitive streams are
// of the matching wrapper class.
type Stream struct {
	class  *Class
	kind   streamKind
	loose  bool                             // whether Java knows of no order; elements keep theirs all the same
	open   func(m *Meter) (Iterator, error) // starts the walk of this stage's elements
	size   func(m *Meter) int64             // number of elements known before the walk; nil when unknown
	source *streamSource
	depth  int  // stages before this one
	used   bool // linked to a further stage, consumed or closed
}

// streamSource is what all stages of a pipeline share.
type streamSource struct {
	parallel bool
	gone     bool // the first stage was closed
}

var _ Value = (*Stream)(nil)

// streamClasses are the classes of the stages of one kind of stream. None is public: a template sees what Stream,
// IntStream, LongStream and DoubleStream declare.
type streamClasses struct{ head, slice, sorted, distinct, peek, unordered, boxed *Class }

// stageClasses has the stage classes by streamKind.
var stageClasses = [streamKinds]streamClasses{
	refStream: {
		head:     stageClass("ReferencePipeline$Head", streamIface),
		slice:    stageClass("SliceOps$1", streamIface),
		sorted:   stageClass("SortedOps$OfRef", streamIface),
		distinct: stageClass("DistinctOps$1", streamIface),
		peek:     stageClass("ReferencePipeline$15", streamIface), unordered: stageClass("ReferencePipeline$1", streamIface),
	},
	intStream: {
		head:     stageClass("IntPipeline$Head", intStreamIface),
		slice:    stageClass("SliceOps$2", intStreamIface),
		sorted:   stageClass("SortedOps$OfInt", intStreamIface),
		distinct: stageClass("ReferencePipeline$4", intStreamIface),
		peek:     stageClass("IntPipeline$11", intStreamIface), unordered: stageClass("IntPipeline$9", intStreamIface),
		boxed: stageClass("IntPipeline$1", streamIface),
	},
	longStream: {
		head:     stageClass("LongPipeline$Head", longStreamIface),
		slice:    stageClass("SliceOps$3", longStreamIface),
		sorted:   stageClass("SortedOps$OfLong", longStreamIface),
		distinct: stageClass("ReferencePipeline$5", longStreamIface),
		peek:     stageClass("LongPipeline$10", longStreamIface), unordered: stageClass("LongPipeline$8", longStreamIface),
		boxed: stageClass("LongPipeline$1", streamIface),
	},
	doubleStream: {
		head:     stageClass("DoublePipeline$Head", doubleStreamIface),
		slice:    stageClass("SliceOps$4", doubleStreamIface),
		sorted:   stageClass("SortedOps$OfDouble", doubleStreamIface),
		distinct: stageClass("ReferencePipeline$6", doubleStreamIface),
		peek:     stageClass("DoublePipeline$9", doubleStreamIface), unordered: stageClass("DoublePipeline$7", doubleStreamIface),
		boxed: stageClass("DoublePipeline$1", streamIface),
	},
}

// The classes of stages that turn one primitive stream into another.
var (
	intAsLongClass    = stageClass("IntPipeline$2", longStreamIface)
	intAsDoubleClass  = stageClass("IntPipeline$3", doubleStreamIface)
	longAsDoubleClass = stageClass("LongPipeline$2", doubleStreamIface)
)

// streamBytes is what a stage of a stream is charged.
const streamBytes = 256

// stageClass returns the class of java.util.stream with this name, which implements one of the stream interfaces.
func stageClass(name string, i *Class) *Class {
	return hiddenClass("java.util.stream."+name, ObjectClass, i)
}

// baseStreamMethods is java.util.stream.BaseStream as a template sees it on every stream.
var baseStreamMethods = []Method{
	{Sig: "close()", Cost: CostConst, Call: streamClose},
	{Sig: "isParallel()", Cost: CostConst, Call: streamIsParallel},
	{Sig: "iterator()", Cost: CostConst, Call: making(streamBytes, streamIterator)},
	{Sig: "onClose(Runnable)", Cost: CostConst, Call: streamOnClose},
	{Sig: "parallel()", Cost: CostConst, Call: streamParallel},
	{Sig: "sequential()", Cost: CostConst, Call: streamSequential},
	{Sig: "spliterator()", Cost: CostConst, Call: making(streamBytes, streamSpliterator)},
	{Sig: "unordered()", Cost: CostConst, Call: making(streamBytes, streamUnordered)},
}

func init() { Define(baseStreamIface, baseStreamMethods) }

// NewStream returns a Stream of elems, which it owns.
func NewStream(elems []Value) *Stream {
	s := newStream(refStream, elems)
	s.size = nil // Java does not know the size of what comes from a String's lines
	return s
}

// NewIntStream returns an IntStream of elems, which are Ints and which it owns.
func NewIntStream(elems []Value) *Stream { return newStream(intStream, elems) }

// newStream returns a stream of this kind over elems, which it owns.
func newStream(k streamKind, elems []Value) *Stream {
	s := newHead(k, func(*Meter) (Iterator, error) { return &sliceWalk{elems: elems}, nil }, func(*Meter) int64 { return int64(len(elems)) })
	s.loose = elems == nil
	return s
}

// newHead returns the first stage of a pipeline.
func newHead(k streamKind, open func(*Meter) (Iterator, error), size func(*Meter) int64) *Stream {
	return &Stream{class: stageClasses[k].head, kind: k, open: open, size: size, source: &streamSource{}}
}

// streamOf returns the Stream of c's elements, which looks at c when it is run.
func streamOf(c collection) *Stream {
	open := func(m *Meter) (Iterator, error) {
		if l, ok := c.(*List); ok && !l.frozen() {
			return &boundWalk{of: l, n: l.Len(), mod: l.mod}, nil
		}
		return c.walk(m), c.check()
	}
	s := newHead(refStream, open, func(*Meter) int64 { return int64(c.Len()) })
	if v, ok := c.(*MapView); ok {
		s.loose = v.spliteratorFlags()&flagOrdered == 0
	}
	return s
}

// Class returns the stage's class.
func (s *Stream) Class() *Class { return s.class }

// AppendString appends Object.toString().
func (s *Stream) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, s) }

// Equals is identity.
func (s *Stream) Equals(_ *Meter, o Value) bool { return o == Value(s) }

// HashCode is the identity hash code.
func (s *Stream) HashCode(*Meter) int32 { return identityHash(s.class) }

// isHead tells whether s is the first stage of its pipeline.
func (s *Stream) isHead() bool { return s.class == stageClasses[s.kind].head }

// use marks the stage as linked or consumed, which it can be once.
func (s *Stream) use() error {
	if s.used {
		return throwState("stream has already been operated upon or closed")
	}
	s.used = true
	return nil
}

// run consumes the stream and starts the walk of its elements.
func (s *Stream) run(m *Meter) (Iterator, error) {
	if err := s.use(); err != nil {
		return nil, err
	}
	if s.source.gone {
		return nil, throwState("source already consumed or closed")
	}
	return s.open(m)
}

// gather consumes the stream and returns its elements in a new slice.
func (s *Stream) gather(m *Meter) ([]Value, error) {
	it, err := s.run(m)
	if err != nil {
		return nil, err
	}
	return pull(m, it)
}

// pull returns what is left in it in a new slice, charging for each element.
func pull(m *Meter, it Iterator) ([]Value, error) {
	var vs []Value
	for it.HasNext() {
		m.Bytes(valueBytes)
		m.Step(1)
		v, err := it.Next(m)
		if err != nil {
			return nil, err
		}
		vs = append(vs, v)
	}
	return vs, nil
}

// count consumes the stream and returns the number of elements. A size known beforehand is taken without a walk.
func (s *Stream) count(m *Meter) (int64, error) {
	s.loose = s.loose || !s.used // counting needs no order, and Java notes that in the stage
	if s.size != nil {
		if err := s.use(); err != nil {
			return 0, err
		}
		if s.source.gone {
			return 0, throwState("source already consumed or closed")
		}
		return s.size(m), nil
	}
	n := int64(0)
	err := s.each(m, func(Value) error { n++; return nil })
	return n, err
}

// each consumes the stream and calls f with its elements.
func (s *Stream) each(m *Meter, f func(Value) error) error {
	it, err := s.run(m)
	if err != nil {
		return err
	}
	for it.HasNext() {
		m.Step(1)
		v, err := it.Next(m)
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

// streamClose is BaseStream#close(). Closing the first stage also ends those behind it.
func streamClose(_ *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	s.used = true
	if s.isHead() {
		s.source.gone = true
	}
	return voidResult, nil
}

// streamIsParallel is BaseStream#isParallel().
func streamIsParallel(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(self.(*Stream).source.parallel), nil
}

// streamOnClose is BaseStream#onClose(Runnable) of null.
func streamOnClose(_ *Meter, self Value, _ []Value) (Value, error) {
	if s := self.(*Stream); s.used {
		return nil, s.use()
	}
	return nil, throwNull("")
}

// streamParallel is BaseStream#parallel(), which changes nothing about results.
func streamParallel(_ *Meter, self Value, _ []Value) (Value, error) {
	self.(*Stream).source.parallel = true
	return self, nil
}

// streamSequential is BaseStream#sequential().
func streamSequential(_ *Meter, self Value, _ []Value) (Value, error) {
	self.(*Stream).source.parallel = false
	return self, nil
}

// streamUnordered is BaseStream#unordered(): the order is kept here all the same, as Java keeps it in practice.
func streamUnordered(_ *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	if s.loose {
		return s, nil
	}
	wrap := func(_ *Meter, it Iterator) (Iterator, error) { return it, nil }
	t, err := s.stage(stageClasses[s.kind].unordered, s.kind, wrap, sameSize)
	if err != nil {
		return nil, err
	}
	t.loose = true
	return t, nil
}

// streamIterator is BaseStream#iterator().
func streamIterator(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	if err := s.use(); err != nil {
		return nil, err
	}
	if s.source.gone {
		return nil, throwState("source already consumed or closed")
	}
	return &IteratorValue{class: streamIteratorClasses[s.kind], walker: &lateWalk{m: m, open: s.open}}, nil
}
