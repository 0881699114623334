package java

import (
	"cmp"
	"math/bits"
	"strconv"
)

// Int is a java.lang.Integer. IntValue makes one without allocating where it is small.
type Int int32

var _ Value = Int(0)

// integerClass is java.lang.Integer.
var integerClass = &Class{
	Name: "java.lang.Integer", Simple: "Integer", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface, constantDescIface},
}

// The Integers from smallestBoxed to largestBoxed are kept ready made.
const (
	smallestBoxed = -128
	largestBoxed  = 1023
)

// boxed holds the Integers from smallestBoxed to largestBoxed in order.
var boxed = func() (t [largestBoxed - smallestBoxed + 1]Value) {
	for i := range t {
		t[i] = Int(i + smallestBoxed)
	}
	return t
}()

// IntValue returns the Integer i.
func IntValue(i int32) Value {
	if i >= smallestBoxed && i <= largestBoxed {
		return boxed[i-smallestBoxed]
	}
	return Int(i)
}

// Class returns java.lang.Integer.
func (i Int) Class() *Class { return integerClass }

// AppendString appends the decimal digits: Integer.toString().
func (i Int) AppendString(_ *Meter, dst []byte) []byte { return strconv.AppendInt(dst, int64(i), 10) }

// Equals tells whether o is the same Integer: Integer.equals(Object) is false for every other class.
func (i Int) Equals(_ *Meter, o Value) bool { return o == Value(i) }

// HashCode is the number itself.
func (i Int) HashCode(*Meter) int32 { return int32(i) }

// integerMethods is java.lang.Integer as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Integer.
var integerMethods = []Method{
	{Sig: "bitCount(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return intOf(bits.OnesCount32(uint32(i))) })},
	{Sig: "compare(int,int)", Cost: CostConst, Call: onInts(func(x, y int32) Value { return intOf(cmp.Compare(x, y)) })},
	{Sig: "compareTo(Integer)", Cost: CostConst, Call: orderRow[Int](integerClass)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: orderRow[Int](integerClass)},
	{Sig: "compareUnsigned(int,int)", Cost: CostConst, Call: onInts(func(x, y int32) Value { return intOf(cmp.Compare(uint32(x), uint32(y))) })},
	{Sig: "decode(String)", Cost: CostArgs, Call: integerDecode},
	{Sig: "describeConstable()", Cost: CostConst, Call: returnOptional},
	{Sig: "divideUnsigned(int,int)", Cost: CostConst, Call: integerDivideUnsigned},
	{Sig: "getInteger(String)", Cost: CostConst, Call: returnNull},
	{Sig: "getInteger(String,Integer)", Cost: CostConst, Call: returnSecond},
	{Sig: "getInteger(String,int)", Cost: CostConst, Call: integerGetIntegerOr},
	{Sig: "hashCode(int)", Cost: CostConst, Call: onInt(IntValue)},
	{Sig: "highestOneBit(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return IntValue(int32(highestBit(uint64(uint32(i))))) })},
	{Sig: "lowestOneBit(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return IntValue(i & -i) })},
	{Sig: "max(int,int)", Cost: CostConst, Call: onInts(func(x, y int32) Value { return IntValue(max(x, y)) })},
	{Sig: "min(int,int)", Cost: CostConst, Call: onInts(func(x, y int32) Value { return IntValue(min(x, y)) })},
	{Sig: "numberOfLeadingZeros(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return intOf(bits.LeadingZeros32(uint32(i))) })},
	{Sig: "numberOfTrailingZeros(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return intOf(bits.TrailingZeros32(uint32(i))) })},
	{Sig: "parseInt(CharSequence,int,int,int)", Cost: CostArgs, Call: integerParsePart},
	{Sig: "parseInt(String)", Cost: CostArgs, Call: integerParse},
	{Sig: "parseInt(String,int)", Cost: CostArgs, Call: integerParse},
	{Sig: "parseUnsignedInt(CharSequence,int,int,int)", Cost: CostArgs, Call: integerParseUnsignedPart},
	{Sig: "parseUnsignedInt(String)", Cost: CostArgs, Call: integerParseUnsigned},
	{Sig: "parseUnsignedInt(String,int)", Cost: CostArgs, Call: integerParseUnsigned},
	{Sig: "remainderUnsigned(int,int)", Cost: CostConst, Call: integerRemainderUnsigned},
	{Sig: "resolveConstantDesc(Lookup)", Cost: CostConst, Call: returnSelf},
	{Sig: "reverse(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return IntValue(int32(bits.Reverse32(uint32(i)))) })},
	{Sig: "reverseBytes(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return IntValue(int32(bits.ReverseBytes32(uint32(i)))) })},
	{Sig: "rotateLeft(int,int)", Cost: CostConst, Call: onInts(func(i, n int32) Value { return IntValue(int32(bits.RotateLeft32(uint32(i), int(n)))) })},
	{Sig: "rotateRight(int,int)", Cost: CostConst, Call: onInts(func(i, n int32) Value { return IntValue(int32(bits.RotateLeft32(uint32(i), -int(n)))) })},
	{Sig: "signum(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return intOf(cmp.Compare(i, 0)) })},
	{Sig: "sum(int,int)", Cost: CostConst, Call: onInts(func(x, y int32) Value { return IntValue(x + y) })},
	{Sig: "toBinaryString(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return unsignedString(uint64(uint32(i)), 2) })},
	{Sig: "toHexString(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return unsignedString(uint64(uint32(i)), 16) })},
	{Sig: "toOctalString(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return unsignedString(uint64(uint32(i)), 8) })},
	{Sig: "toString(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return signedString(int64(i), 10) })},
	{Sig: "toString(int,int)", Cost: CostConst, Call: onInts(func(i, radix int32) Value { return signedString(int64(i), radix) })},
	{Sig: "toUnsignedLong(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return Long(uint32(i)) })},
	{Sig: "toUnsignedString(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return unsignedString(uint64(uint32(i)), 10) })},
	{Sig: "toUnsignedString(int,int)", Cost: CostConst, Call: onInts(func(i, radix int32) Value { return unsignedString(uint64(uint32(i)), radix) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: integerParse},
	{Sig: "valueOf(String,int)", Cost: CostArgs, Call: integerParse},
	{Sig: "valueOf(int)", Cost: CostConst, Call: onInt(IntValue)},
}

func init() { Define(integerClass, integerMethods) }

// integerDecode is Integer.decode(String).
func integerDecode(_ *Meter, _ Value, args []Value) (Value, error) {
	return intResult(decodeInteger(args[0], 32))
}

// intResult returns l, which fits 32 bits, as an Integer, or the error.
func intResult(l int64, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return IntValue(int32(l)), nil
}

// integerDivideUnsigned is Integer.divideUnsigned(int, int).
func integerDivideUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	x, y := uint32(argInt(args[0])), uint32(argInt(args[1]))
	if y == 0 {
		return nil, arithmeticException("/ by zero")
	}
	return IntValue(int32(x / y)), nil
}

// integerRemainderUnsigned is Integer.remainderUnsigned(int, int).
func integerRemainderUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	x, y := uint32(argInt(args[0])), uint32(argInt(args[1]))
	if y == 0 {
		return nil, arithmeticException("/ by zero")
	}
	return IntValue(int32(x % y)), nil
}

// integerGetIntegerOr is Integer.getInteger(String, int): the default, as there are no system properties.
func integerGetIntegerOr(_ *Meter, _ Value, args []Value) (Value, error) {
	return IntValue(argInt(args[1])), nil
}

// integerParse is Integer.parseInt and Integer.valueOf of a String, with or without a radix.
func integerParse(_ *Meter, _ Value, args []Value) (Value, error) {
	return intResult(parseSigned(args[0], radixArg(args), 32))
}

// integerParsePart is Integer.parseInt(CharSequence, int begin, int end, int radix).
func integerParsePart(_ *Meter, _ Value, args []Value) (Value, error) {
	return intResult(parsePart(args, 32))
}

// integerParseUnsigned is Integer.parseUnsignedInt of a String, with or without a radix.
func integerParseUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	return intResult(parseUnsigned(args[0], radixArg(args), 32))
}

// integerParseUnsignedPart is Integer.parseUnsignedInt(CharSequence, int begin, int end, int radix).
func integerParseUnsignedPart(_ *Meter, _ Value, args []Value) (Value, error) {
	return intResult(parseUnsignedPart(args, 32))
}
