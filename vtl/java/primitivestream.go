package java

import (
	"math"
)

// primitiveStreamMethods returns what IntStream, LongStream or DoubleStream adds to BaseStream. name is the part of
// Java's names that tells them apart ("Int"), prim the primitive type. Functions can only be null, except consumers.
func primitiveStreamMethods(k streamKind, name, prim string) []Method {
	npe := nullPointerRow("")
	return []Method{
		{Sig: "allMatch(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "anyMatch(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "average()", Cost: CostInside, Call: making(objectBytes, primitiveAverage)},
		{Sig: "boxed()", Cost: CostConst, Call: making(streamBytes, streamBoxed)},
		{Sig: "builder()", Cost: CostConst, Call: making(objectBytes, builderRow(k))},
		{Sig: "collect(Supplier,Obj" + name + "Consumer,BiConsumer)", Cost: CostConst, Call: npe},
		{Sig: "concat(" + name + "Stream," + name + "Stream)", Cost: CostConst, Call: making(streamBytes, streamConcat)},
		{Sig: "count()", Cost: CostInside, Call: streamCount},
		{Sig: "distinct()", Cost: CostConst, Call: making(streamBytes, streamDistinct)},
		{Sig: "dropWhile(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "empty()", Cost: CostConst, Call: making(streamBytes, emptyRow(k))},
		{Sig: "filter(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "findAny()", Cost: CostInside, Call: making(objectBytes, streamFindFirst)},
		{Sig: "findFirst()", Cost: CostInside, Call: making(objectBytes, streamFindFirst)},
		{Sig: "flatMap(" + name + "Function)", Cost: CostConst, Call: npe},
		{Sig: "forEach(" + name + "Consumer)", Cost: CostInside, Call: streamForEach},
		{Sig: "forEachOrdered(" + name + "Consumer)", Cost: CostInside, Call: streamForEach},
		{Sig: "generate(" + name + "Supplier)", Cost: CostConst, Call: npe},
		{Sig: "iterate(" + prim + "," + name + "Predicate," + name + "UnaryOperator)", Cost: CostConst, Call: npe},
		{Sig: "iterate(" + prim + "," + name + "UnaryOperator)", Cost: CostConst, Call: npe},
		{Sig: "limit(long)", Cost: CostConst, Call: making(streamBytes, streamLimit)},
		{Sig: "map(" + name + "UnaryOperator)", Cost: CostConst, Call: npe},
		{Sig: "mapMulti(" + name + "MapMultiConsumer)", Cost: CostConst, Call: npe},
		{Sig: "mapToObj(" + name + "Function)", Cost: CostConst, Call: npe},
		{Sig: "max()", Cost: CostInside, Call: making(objectBytes, primitiveMax)},
		{Sig: "min()", Cost: CostInside, Call: making(objectBytes, primitiveMin)},
		{Sig: "noneMatch(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "of(" + prim + ")", Cost: CostConst, Call: making(streamBytes, primitiveOfOne(k))},
		{Sig: "of(" + prim + "...)", Cost: CostConst, Call: making(streamBytes, primitiveOfArray(k))},
		{Sig: "peek(" + name + "Consumer)", Cost: CostConst, Call: making(streamBytes, streamPeek)},
		{Sig: "reduce(" + name + "BinaryOperator)", Cost: CostConst, Call: npe},
		{Sig: "reduce(" + prim + "," + name + "BinaryOperator)", Cost: CostConst, Call: npe},
		{Sig: "skip(long)", Cost: CostConst, Call: making(streamBytes, streamSkip)},
		{Sig: "sorted()", Cost: CostConst, Call: making(streamBytes, streamSorted)},
		{Sig: "sum()", Cost: CostInside, Call: primitiveSum},
		{Sig: "summaryStatistics()", Cost: CostInside, Call: making(streamBytes, primitiveStatistics)},
		{Sig: "takeWhile(" + name + "Predicate)", Cost: CostConst, Call: npe},
		{Sig: "toArray()", Cost: CostInside, Call: streamToArray},
	}
}

// intStreamMethods is what java.util.stream.IntStream adds to BaseStream.
var intStreamMethods = append(
	primitiveStreamMethods(intStream, "Int", "int"),
	Method{Sig: "asDoubleStream()", Cost: CostConst, Call: making(streamBytes, streamAsDouble)},
	Method{Sig: "asLongStream()", Cost: CostConst, Call: making(streamBytes, streamAsLong)},
	Method{Sig: "mapToDouble(IntToDoubleFunction)", Cost: CostConst, Call: nullPointerRow("")},
	Method{Sig: "mapToLong(IntToLongFunction)", Cost: CostConst, Call: nullPointerRow("")},
	Method{Sig: "range(int,int)", Cost: CostConst, Call: making(streamBytes, rangeRow(intStream, 0))},
	Method{Sig: "rangeClosed(int,int)", Cost: CostConst, Call: making(streamBytes, rangeRow(intStream, 1))},
)

// longStreamMethods is what java.util.stream.LongStream adds to BaseStream.
var longStreamMethods = append(
	primitiveStreamMethods(longStream, "Long", "long"),
	Method{Sig: "asDoubleStream()", Cost: CostConst, Call: making(streamBytes, streamAsDouble)},
	Method{Sig: "mapToDouble(LongToDoubleFunction)", Cost: CostConst, Call: nullPointerRow("")},
	Method{Sig: "mapToInt(LongToIntFunction)", Cost: CostConst, Call: nullPointerRow("")},
	Method{Sig: "range(long,long)", Cost: CostConst, Call: making(streamBytes, rangeRow(longStream, 0))},
	Method{Sig: "rangeClosed(long,long)", Cost: CostConst, Call: making(streamBytes, rangeRow(longStream, 1))},
)

// doubleStreamMethods is what java.util.stream.DoubleStream adds to BaseStream.
var doubleStreamMethods = append(
	primitiveStreamMethods(doubleStream, "Double", "double"),
	Method{Sig: "mapToInt(DoubleToIntFunction)", Cost: CostConst, Call: nullPointerRow("")},
	Method{Sig: "mapToLong(DoubleToLongFunction)", Cost: CostConst, Call: nullPointerRow("")},
)

func init() {
	Define(intStreamIface, intStreamMethods)
	Define(longStreamIface, longStreamMethods)
	Define(doubleStreamIface, doubleStreamMethods)
}

// primitive returns v, a number or character that fits, as an element of a stream of kind k.
func primitive(k streamKind, v Value) Value {
	switch k {
	case intStream:
		return IntValue(argInt(v))
	case longStream:
		return Long(argLong(v))
	}
	return Double(argDouble(v))
}

// primitiveOfOne returns the static method of(x) of a kind of stream.
func primitiveOfOne(k streamKind) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) {
		return newStream(k, []Value{primitive(k, args[0])}), nil
	}
}

// primitiveOfArray returns the static method of(x...) of a kind of stream.
func primitiveOfArray(k streamKind) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) {
		if args[0] == nil {
			return nil, throwNull(`Cannot read the array length because "array" is null`)
		}
		return newStream(k, args[0].(*Array).elems), nil
	}
}

// rangeRow returns the static method range (extra is 0) or rangeClosed (1) of a kind of stream.
func rangeRow(k streamKind, extra int64) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) {
		from, to := argLong(args[0]), argLong(args[1])
		if from > to || from == to && extra == 0 {
			return newStream(k, nil), nil
		}
		if to == math.MaxInt64 {
			extra = 0 // the last number would not be reached in any run's lifetime
		}
		end := to + extra
		size := func(*Meter) int64 { return end - from }
		if end-from < 0 {
			size = nil
		}
		return newHead(k, func(*Meter) (Iterator, error) { return &rangeWalk{at: from, end: end, kind: k}, nil }, size), nil
	}
}

// summarize consumes the stream and returns its statistics.
func (s *Stream) summarize(m *Meter) (*Statistics, error) {
	st := newStatistics(s.kind)
	err := s.each(m, func(v Value) error { return st.accept(m, v) })
	return st, err
}

// primitiveSum is sum() of the primitive streams: in int, in long, or in double with compensation.
func primitiveSum(m *Meter, self Value, _ []Value) (Value, error) {
	s := self.(*Stream)
	st, err := s.summarize(m)
	if err != nil {
		return nil, err
	}
	switch s.kind {
	case intStream:
		return IntValue(int32(st.whole)), nil
	case longStream:
		return Long(st.whole), nil
	}
	return Double(st.sum()), nil
}

// primitiveAverage is average() of the primitive streams.
func primitiveAverage(m *Meter, self Value, _ []Value) (Value, error) {
	st, err := self.(*Stream).summarize(m)
	if err != nil {
		return nil, err
	}
	o := &Optional{class: optionalClasses[doubleStream]}
	if st.count > 0 {
		o.v = Double(st.average())
	}
	return o, nil
}

// primitiveStatistics is summaryStatistics() of the primitive streams.
func primitiveStatistics(m *Meter, self Value, _ []Value) (Value, error) {
	st, err := self.(*Stream).summarize(m)
	if err != nil {
		return nil, err
	}
	return st, nil
}

// primitiveMax is max() of the primitive streams.
func primitiveMax(m *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Stream).extreme(m, (*Statistics).max)
}

// primitiveMin is min() of the primitive streams.
func primitiveMin(m *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Stream).extreme(m, (*Statistics).min)
}

// extreme consumes the stream and returns the Optional of what pick takes from its statistics.
func (s *Stream) extreme(m *Meter, pick func(*Statistics) Value) (Value, error) {
	st, err := s.summarize(m)
	if err != nil {
		return nil, err
	}
	o := &Optional{class: optionalClasses[s.kind]}
	if st.count > 0 {
		o.v = pick(st)
	}
	return o, nil
}
