package java

// Spliterator is a java.util.Spliterator, or one of its primitive forms: an iterator that knows about how many
// elements are left. It can be split off in halves or, as most of Java's, all at once.
type Spliterator struct {
	class *Class
	kind  streamKind
	flags int32              // characteristics()
	size  func(*Meter) int64 // of the source when the spliterator is first used; nil when bound or unknown
	left  int64              // estimateSize() once bound
	halve bool               // whether trySplit takes the first half, not up to splitBatch
	open  func(*Meter) (Iterator, error)
	walk  Iterator // nil until bound
}

var _ Value = (*Spliterator)(nil)

// The characteristics of java.util.Spliterator.
const (
	flagDistinct  = 0x1
	flagSorted    = 0x4
	flagOrdered   = 0x10
	flagSized     = 0x40
	flagImmutable = 0x400
	flagSubsized  = 0x4000
)

// splitBatch is how many elements a spliterator without random access splits off at first.
const splitBatch = 1024

// The classes of spliterators. None is public.
var (
	listSpliteratorClass     = hiddenClass("java.util.ArrayList$ArrayListSpliterator", ObjectClass, spliteratorIface)
	subListSpliteratorClass  = hiddenClass("java.util.ArrayList$SubList$2", ObjectClass, spliteratorIface)
	fixedSpliteratorClass    = hiddenClass("java.util.AbstractList$RandomAccessSpliterator", ObjectClass, spliteratorIface)
	iteratorSpliteratorClass = hiddenClass("java.util.Spliterators$IteratorSpliterator", ObjectClass, spliteratorIface)
	arraySpliteratorClass    = hiddenClass("java.util.Spliterators$ArraySpliterator", ObjectClass, spliteratorIface)
	streamSpliteratorClasses = [streamKinds]*Class{
		hiddenClass("java.util.stream.StreamSpliterators$WrappingSpliterator", ObjectClass, spliteratorIface),
		hiddenClass("java.util.stream.StreamSpliterators$IntWrappingSpliterator", ObjectClass, intSpliteratorIface),
		hiddenClass("java.util.stream.StreamSpliterators$LongWrappingSpliterator", ObjectClass, longSpliteratorIface),
		hiddenClass("java.util.stream.StreamSpliterators$DoubleWrappingSpliterator", ObjectClass, doubleSpliteratorIface),
	}
)

// spliteratorMethods is java.util.Spliterator as a template sees it.
var spliteratorMethods = []Method{
	{Sig: "characteristics()", Cost: CostConst, Call: spliteratorCharacteristics},
	{Sig: "estimateSize()", Cost: CostConst, Call: spliteratorEstimateSize},
	{Sig: "forEachRemaining(Consumer)", Cost: CostInside, Call: spliteratorForEachRemaining},
	{Sig: "getComparator()", Cost: CostConst, Call: spliteratorGetComparator},
	{Sig: "getExactSizeIfKnown()", Cost: CostConst, Call: spliteratorExactSize},
	{Sig: "hasCharacteristics(int)", Cost: CostConst, Call: spliteratorHasCharacteristics},
	{Sig: "tryAdvance(Consumer)", Cost: CostInside, Call: spliteratorTryAdvance},
	{Sig: "trySplit()", Cost: CostInside, Call: spliteratorTrySplit},
}

// primitiveSpliteratorMethods is what the primitive forms add; name tells them apart.
func primitiveSpliteratorMethods(name string) []Method {
	return []Method{
		{Sig: "forEachRemaining(" + name + "Consumer)", Cost: CostInside, Call: spliteratorForEachRemaining},
		{Sig: "forEachRemaining(Object)", Cost: CostInside, Call: consumerBridge(name, spliteratorForEachRemaining)},
		{Sig: "tryAdvance(" + name + "Consumer)", Cost: CostInside, Call: spliteratorTryAdvance},
		{Sig: "tryAdvance(Object)", Cost: CostInside, Call: consumerBridge(name, spliteratorTryAdvance)},
	}
}

func init() {
	Define(spliteratorIface, spliteratorMethods)
	defineNested(intSpliteratorIface, primitiveSpliteratorMethods("Int"))
	defineNested(longSpliteratorIface, primitiveSpliteratorMethods("Long"))
	defineNested(doubleSpliteratorIface, primitiveSpliteratorMethods("Double"))
}

// consumerBridge returns the compiler's bridge for call, whose parameter is the consumer of the primitive type named:
// anything else throws ClassCastException.
func consumerBridge(name string, call MethodFunc) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		if want := registry[name+"Consumer"]; args[0] != nil && !args[0].Class().IsA(want) {
			return nil, throwCast(args[0].Class(), want)
		}
		return call(m, self, args)
	}
}

// newSpliterator returns c.spliterator().
func newSpliterator(c collection) *Spliterator {
	s := &Spliterator{
		class: iteratorSpliteratorClass, flags: flagOrdered | flagSized | flagSubsized,
		size: func(*Meter) int64 { return int64(c.Len()) }, open: streamOf(c).open,
	}
	switch c := c.(type) {
	case *List:
		s.class, s.halve = listSpliteratorClass, true
		if c.frozen() {
			s.class = fixedSpliteratorClass
		}
	case *SubList:
		if c.class == subListClass {
			s.class, s.halve = subListSpliteratorClass, true
		}
	case *MapView:
		s.flags = c.spliteratorFlags()
	}
	return s
}

// spliteratorFlags returns the characteristics of the view's spliterator.
func (v *MapView) spliteratorFlags() int32 {
	flags := int32(flagSized)
	if v.kind != valueView {
		flags |= flagDistinct
	}
	if v.p.hashed() == nil {
		flags |= flagSubsized
		if !v.p.unchangeable() {
			flags |= flagOrdered
		}
	}
	return flags
}

// streamSpliterator is BaseStream#spliterator().
func streamSpliterator(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	if err := s.use(); err != nil {
		return nil, err
	}
	sp := &Spliterator{class: streamSpliteratorClasses[s.kind], kind: s.kind, flags: flagOrdered, left: 1<<63 - 1, open: s.open}
	if s.size != nil {
		sp.flags |= flagSized | flagSubsized
		sp.size = s.size
	}
	return sp, nil
}

// Class returns the spliterator's class.
func (s *Spliterator) Class() *Class { return s.class }

// AppendString appends Object.toString().
func (s *Spliterator) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, s) }

// Equals is identity.
func (s *Spliterator) Equals(_ *Meter, o Value) bool { return o == Value(s) }

// HashCode is the identity hash code.
func (s *Spliterator) HashCode(*Meter) int32 { return identityHash(s.class) }

// bound returns the running iterator. The first use binds the spliterator to the size its source has then.
func (s *Spliterator) bound(m *Meter) (Iterator, error) {
	if s.walk != nil {
		return s.walk, nil
	}
	it, err := s.open(m)
	if err != nil {
		return nil, err
	}
	s.walk = it
	if s.size != nil {
		s.left = s.size(m)
	}
	return it, nil
}

// spliteratorCharacteristics is Spliterator#characteristics().
func spliteratorCharacteristics(_ *Meter, self Value, _ []Value) (Value, error) {
	return IntValue(self.(*Spliterator).flags), nil
}

// spliteratorEstimateSize is Spliterator#estimateSize().
func spliteratorEstimateSize(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Spliterator)
	if _, err := s.bound(m); err != nil {
		return nil, err
	}
	return Long(s.left), nil
}

// spliteratorExactSize is Spliterator#getExactSizeIfKnown(): -1 when it is not.
func spliteratorExactSize(m *Meter, self Value, args []Value) (Value, error) {
	if self.(*Spliterator).flags&flagSized == 0 {
		return Long(-1), nil
	}
	return spliteratorEstimateSize(m, self, args)
}

// spliteratorHasCharacteristics is Spliterator#hasCharacteristics(int).
func spliteratorHasCharacteristics(_ *Meter, self Value, args []Value) (Value, error) {
	want := argInt(args[0])
	return Bool(self.(*Spliterator).flags&want == want), nil
}

// spliteratorGetComparator is Spliterator#getComparator(), which fails for what is not sorted.
func spliteratorGetComparator(*Meter, Value, []Value) (Value, error) {
	return nil, throwState("")
}

// spliteratorForEachRemaining is Spliterator#forEachRemaining(Consumer).
func spliteratorForEachRemaining(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	s := self.(*Spliterator)
	it, err := s.bound(m)
	if err != nil {
		return nil, err
	}
	if s.flags&flagSized != 0 {
		s.left = 0
	}
	return voidResult, consumeAll(m, it, args[0].(consumer))
}

// spliteratorTryAdvance is Spliterator#tryAdvance(Consumer).
func spliteratorTryAdvance(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	s := self.(*Spliterator)
	it, err := s.bound(m)
	if err != nil || !it.HasNext() {
		return Bool(false), err
	}
	v, err := it.Next(m)
	if err != nil {
		return nil, err
	}
	if s.halve {
		s.left--
	}
	return Bool(true), args[0].(consumer).accept(m, v)
}

// spliteratorTrySplit is Spliterator#trySplit(): a spliterator of the first elements, null where it does not pay.
func spliteratorTrySplit(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Spliterator)
	it, err := s.bound(m)
	if err != nil || s.left < 2 || s.kind != refStream {
		return nil, err
	}
	n := min(s.left, splitBatch)
	c := arraySpliteratorClass
	if s.halve {
		n, c = s.left/2, s.class
	}
	part, err := pull(m, &sliceOfWalk{m: m, of: it, left: n})
	if err != nil {
		return nil, err
	}
	s.left -= int64(len(part))
	return &Spliterator{class: c, flags: s.flags, left: int64(len(part)), halve: true, walk: &sliceWalk{elems: part}}, nil
}
