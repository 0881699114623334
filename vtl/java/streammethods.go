package java

// streamMethods is what java.util.stream.Stream adds to BaseStream. Functions can only be null, except Consumer and
// Comparator.
var streamMethods = []Method{
	{Sig: "allMatch(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "anyMatch(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "builder()", Cost: CostConst, Call: making(objectBytes, builderRow(refStream))},
	{Sig: "collect(Collector)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "collect(Supplier,BiConsumer,BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "concat(Stream,Stream)", Cost: CostConst, Call: making(streamBytes, streamConcat)},
	{Sig: "count()", Cost: CostInside, Call: streamCount},
	{Sig: "distinct()", Cost: CostConst, Call: making(streamBytes, streamDistinct)},
	{Sig: "dropWhile(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "empty()", Cost: CostConst, Call: making(streamBytes, emptyRow(refStream))},
	{Sig: "filter(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "findAny()", Cost: CostInside, Call: making(objectBytes, streamFindFirst)},
	{Sig: "findFirst()", Cost: CostInside, Call: making(objectBytes, streamFindFirst)},
	{Sig: "flatMap(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "flatMapToDouble(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "flatMapToInt(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "flatMapToLong(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "forEach(Consumer)", Cost: CostInside, Call: streamForEach},
	{Sig: "forEachOrdered(Consumer)", Cost: CostInside, Call: streamForEach},
	{Sig: "generate(Supplier)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "iterate(Object,Predicate,UnaryOperator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "iterate(Object,UnaryOperator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "limit(long)", Cost: CostConst, Call: making(streamBytes, streamLimit)},
	{Sig: "map(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapMulti(BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapMultiToDouble(BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapMultiToInt(BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapMultiToLong(BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapToDouble(ToDoubleFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapToInt(ToIntFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "mapToLong(ToLongFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "max(Comparator)", Cost: CostInside, Call: making(objectBytes, streamMaxBy)},
	{Sig: "min(Comparator)", Cost: CostInside, Call: making(objectBytes, streamMinBy)},
	{Sig: "noneMatch(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "of(Object)", Cost: CostConst, Call: making(streamBytes, streamOfOne)},
	{Sig: "of(Object...)", Cost: CostConst, Call: making(streamBytes, streamOfArray)},
	{Sig: "ofNullable(Object)", Cost: CostConst, Call: making(streamBytes, streamOfNullable)},
	{Sig: "peek(Consumer)", Cost: CostConst, Call: making(streamBytes, streamPeek)},
	{Sig: "reduce(BinaryOperator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "reduce(Object,BiFunction,BinaryOperator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "reduce(Object,BinaryOperator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "skip(long)", Cost: CostConst, Call: making(streamBytes, streamSkip)},
	{Sig: "sorted()", Cost: CostConst, Call: making(streamBytes, streamSorted)},
	{Sig: "sorted(Comparator)", Cost: CostConst, Call: making(streamBytes, streamSortedBy)},
	{Sig: "takeWhile(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "toArray()", Cost: CostInside, Call: streamToArray},
	{Sig: "toArray(IntFunction)", Cost: CostConst, Call: collectionToArrayOf},
	{Sig: "toList()", Cost: CostInside, Call: streamToList},
}

func init() { Define(streamIface, streamMethods) }

// emptyRow returns the static method empty() of a kind of stream.
func emptyRow(k streamKind) MethodFunc {
	return func(*Meter, Value, []Value) (Value, error) { return newStream(k, nil), nil }
}

// streamMaxBy is Stream#max(Comparator).
func streamMaxBy(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return self.(*Stream).best(m, comparisonOf(args[0]), 1)
}

// streamMinBy is Stream#min(Comparator).
func streamMinBy(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return self.(*Stream).best(m, comparisonOf(args[0]), -1)
}

// streamOfOne is Stream#of(Object).
func streamOfOne(_ *Meter, _ Value, args []Value) (Value, error) {
	return newStream(refStream, []Value{args[0]}), nil
}

// streamOfArray is Stream#of(Object...); the stream reads the array when it runs.
func streamOfArray(_ *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull(`Cannot read the array length because "array" is null`)
	}
	return newStream(refStream, args[0].(*Array).elems), nil
}

// streamOfNullable is Stream#ofNullable(Object).
func streamOfNullable(_ *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return newStream(refStream, nil), nil
	}
	return newStream(refStream, []Value{args[0]}), nil
}

// streamToArray is toArray() of every stream.
func streamToArray(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	vs, err := s.gather(m)
	if err != nil {
		return nil, err
	}
	return NewArray([streamKinds]*Class{ObjectClass, primInt, primLong, primDouble}[s.kind], vs), nil
}

// streamToList is Stream#toList(): a list that cannot change and may hold null.
func streamToList(m *Meter, self Value, _ []Value) (Value, error) {
	vs, err := self.(*Stream).gather(m)
	if err != nil {
		return nil, err
	}
	return newFixedListWithNulls(vs), nil
}
