package java

import "strings"

// This file names the Java types that only occur in signatures, or that several value types share. Interfaces
// with methods of their own get their tables in the file of the values that implement them.

// iface returns the interface called name (a full Java name) with its simple name and the interfaces it extends.
func iface(name, simple string, extends ...*Class) *Class {
	return &Class{Name: name, Simple: simple, Kind: KindInterface, Ifaces: extends}
}

// opaque returns a class no template can get an instance of: it only stands in signatures, where null is the
// single argument that fits.
func opaque(name, simple string) *Class {
	return &Class{Name: name, Simple: simple, Super: ObjectClass}
}

// textBuffer returns a class as opaque does that is also a CharSequence, which decides between overloads.
func textBuffer(name, simple string) *Class {
	c := opaque(name, simple)
	c.Ifaces = []*Class{charSequenceClass, comparableClass, serializableIface}
	return c
}

// Interfaces of java.lang and java.io that values implement.
var (
	serializableIface = iface("java.io.Serializable", "Serializable")
	cloneableIface    = iface("java.lang.Cloneable", "Cloneable")
	comparableClass   = iface("java.lang.Comparable", "Comparable")
	charSequenceClass = iface("java.lang.CharSequence", "CharSequence")
	iterableIface     = iface("java.lang.Iterable", "Iterable")
	autoCloseable     = iface("java.lang.AutoCloseable", "AutoCloseable")
	runnableIface     = iface("java.lang.Runnable", "Runnable")
	constableIface    = iface("java.lang.constant.Constable", "Constable")
	constantDescIface = iface("java.lang.constant.ConstantDesc", "ConstantDesc")
)

// numberClass is java.lang.Number, the superclass of all numbers.
var numberClass = &Class{Name: "java.lang.Number", Simple: "Number", Super: ObjectClass, Ifaces: []*Class{serializableIface}}

// Collections, maps and the interfaces to walk them.
var (
	collectionClass        = iface("java.util.Collection", "Collection", iterableIface)
	listIface              = iface("java.util.List", "List", collectionClass)
	setIface               = iface("java.util.Set", "Set", collectionClass)
	mapIface               = iface("java.util.Map", "Map")
	entryIface             = iface("java.util.Map$Entry", "Entry")
	randomAccessIface      = iface("java.util.RandomAccess", "RandomAccess")
	iteratorIface          = iface("java.util.Iterator", "Iterator")
	listIteratorIface      = iface("java.util.ListIterator", "ListIterator", iteratorIface)
	enumerationIface       = iface("java.util.Enumeration", "Enumeration")
	primitiveIterator      = iface("java.util.PrimitiveIterator", "PrimitiveIterator", iteratorIface)
	intIteratorIface       = iface("java.util.PrimitiveIterator$OfInt", "OfInt", primitiveIterator)
	longIteratorIface      = iface("java.util.PrimitiveIterator$OfLong", "OfLong", primitiveIterator)
	doubleIteratorIface    = iface("java.util.PrimitiveIterator$OfDouble", "OfDouble", primitiveIterator)
	spliteratorIface       = iface("java.util.Spliterator", "Spliterator")
	primitiveSpliterator   = iface("java.util.Spliterator$OfPrimitive", "OfPrimitive", spliteratorIface)
	intSpliteratorIface    = iface("java.util.Spliterator$OfInt", "OfInt", primitiveSpliterator)
	longSpliteratorIface   = iface("java.util.Spliterator$OfLong", "OfLong", primitiveSpliterator)
	doubleSpliteratorIface = iface("java.util.Spliterator$OfDouble", "OfDouble", primitiveSpliterator)
	comparatorIface        = iface("java.util.Comparator", "Comparator")
)

// Streams.
var (
	baseStreamIface   = iface("java.util.stream.BaseStream", "BaseStream", autoCloseable)
	streamIface       = iface("java.util.stream.Stream", "Stream", baseStreamIface)
	intStreamIface    = iface("java.util.stream.IntStream", "IntStream", baseStreamIface)
	longStreamIface   = iface("java.util.stream.LongStream", "LongStream", baseStreamIface)
	doubleStreamIface = iface("java.util.stream.DoubleStream", "DoubleStream", baseStreamIface)

	collectorIface         = iface("java.util.stream.Collector", "Collector")
	intMapMultiConsumer    = iface("java.util.stream.IntStream$IntMapMultiConsumer", "IntMapMultiConsumer")
	longMapMultiConsumer   = iface("java.util.stream.LongStream$LongMapMultiConsumer", "LongMapMultiConsumer")
	doubleMapMultiConsumer = iface("java.util.stream.DoubleStream$DoubleMapMultiConsumer", "DoubleMapMultiConsumer")
)

// Consumers, which a template can get hold of: stream builders and summary statistics are consumers.
var (
	consumerIface       = function("Consumer")
	intConsumerIface    = function("IntConsumer")
	longConsumerIface   = function("LongConsumer")
	doubleConsumerIface = function("DoubleConsumer")
)

// defineNested is Define for a nested interface whose simple name others share: signatures know it by the name of the
// class around it too ("Stream.Builder").
func defineNested(c *Class, methods []Method) {
	c.methods = methods
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	registry[strings.ReplaceAll(name, "$", ".")] = c
}

// functionNames are the simple names of the interfaces of java.util.function that occur in signatures and
// that nothing a template can reach implements.
var functionNames = []string{
	"BiConsumer", "BiFunction", "BinaryOperator", "Function", "Predicate", "Supplier", "UnaryOperator",
	"DoubleBinaryOperator", "DoubleFunction", "DoublePredicate", "DoubleSupplier", "DoubleToIntFunction", "DoubleToLongFunction", "DoubleUnaryOperator",
	"IntBinaryOperator", "IntFunction", "IntPredicate", "IntSupplier", "IntToDoubleFunction", "IntToLongFunction", "IntUnaryOperator",
	"LongBinaryOperator", "LongFunction", "LongPredicate", "LongSupplier", "LongToDoubleFunction", "LongToIntFunction", "LongUnaryOperator",
	"ObjDoubleConsumer", "ObjIntConsumer", "ObjLongConsumer", "ToDoubleFunction", "ToIntFunction", "ToLongFunction",
}

// function returns the interface of java.util.function with this simple name.
func function(simple string) *Class { return iface("java.util.function."+simple, simple) }

func init() {
	register(serializableIface, cloneableIface, comparableClass, charSequenceClass, iterableIface, autoCloseable, runnableIface,
		constableIface, constantDescIface, numberClass)
	register(collectionClass, listIface, setIface, mapIface, entryIface, randomAccessIface, iteratorIface, listIteratorIface,
		enumerationIface, spliteratorIface, comparatorIface)
	register(baseStreamIface, streamIface, intStreamIface, longStreamIface, doubleStreamIface, collectorIface,
		intMapMultiConsumer, longMapMultiConsumer, doubleMapMultiConsumer)
	register(consumerIface, intConsumerIface, longConsumerIface, doubleConsumerIface)
	for _, n := range functionNames {
		register(function(n))
	}
	registry["BinaryOperator"].Ifaces = []*Class{registry["BiFunction"]}
	registry["UnaryOperator"].Ifaces = []*Class{registry["Function"]}
	register(
		textBuffer("java.lang.StringBuffer", "StringBuffer"), textBuffer("java.lang.StringBuilder", "StringBuilder"),
		opaque("java.lang.ClassLoader", "ClassLoader"), opaque("java.lang.Module", "Module"),
		opaque("java.lang.invoke.MethodHandles$Lookup", "Lookup"),
		opaque("java.math.MathContext", "MathContext"), opaque("java.math.RoundingMode", "RoundingMode"),
		opaque("java.nio.charset.Charset", "Charset"),
		opaque("java.util.Locale", "Locale"), opaque("java.util.Random", "Random"),
	)
}
