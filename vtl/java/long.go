package java

import (
	"cmp"
	"math/bits"
	"strconv"
)

// Long is a java.lang.Long.
type Long int64

var _ Value = Long(0)

// longClass is java.lang.Long.
var longClass = &Class{
	Name: "java.lang.Long", Simple: "Long", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface, constantDescIface},
}

// Class returns java.lang.Long.
func (l Long) Class() *Class { return longClass }

// AppendString appends the decimal digits: Long.toString().
func (l Long) AppendString(_ *Meter, dst []byte) []byte { return strconv.AppendInt(dst, int64(l), 10) }

// Equals tells whether o is the same Long: Long.equals(Object) is false for every other class.
func (l Long) Equals(_ *Meter, o Value) bool { return o == Value(l) }

// HashCode is both halves xored: Long.hashCode().
func (l Long) HashCode(*Meter) int32 { return longHash(int64(l)) }

// longHash is Long.hashCode(long).
func longHash(l int64) int32 { return int32(l ^ int64(uint64(l)>>32)) }

// longMethods is java.lang.Long as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Long.
var longMethods = []Method{
	{Sig: "bitCount(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return intOf(bits.OnesCount64(uint64(l))) })},
	{Sig: "compare(long,long)", Cost: CostConst, Call: onLongs(func(x, y int64) Value { return intOf(cmp.Compare(x, y)) })},
	{Sig: "compareTo(Long)", Cost: CostConst, Call: orderRow[Long](longClass)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: orderRow[Long](longClass)},
	{Sig: "compareUnsigned(long,long)", Cost: CostConst, Call: onLongs(func(x, y int64) Value { return intOf(cmp.Compare(uint64(x), uint64(y))) })},
	{Sig: "decode(String)", Cost: CostArgs, Call: longDecode},
	{Sig: "describeConstable()", Cost: CostConst, Call: returnOptional},
	{Sig: "divideUnsigned(long,long)", Cost: CostConst, Call: longDivideUnsigned},
	{Sig: "getLong(String)", Cost: CostConst, Call: returnNull},
	{Sig: "getLong(String,Long)", Cost: CostConst, Call: returnSecond},
	{Sig: "getLong(String,long)", Cost: CostConst, Call: longGetLongOr},
	{Sig: "hashCode(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return IntValue(longHash(l)) })},
	{Sig: "highestOneBit(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return Long(highestBit(uint64(l))) })},
	{Sig: "lowestOneBit(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return Long(l & -l) })},
	{Sig: "max(long,long)", Cost: CostConst, Call: onLongs(func(x, y int64) Value { return Long(max(x, y)) })},
	{Sig: "min(long,long)", Cost: CostConst, Call: onLongs(func(x, y int64) Value { return Long(min(x, y)) })},
	{Sig: "numberOfLeadingZeros(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return intOf(bits.LeadingZeros64(uint64(l))) })},
	{Sig: "numberOfTrailingZeros(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return intOf(bits.TrailingZeros64(uint64(l))) })},
	{Sig: "parseLong(CharSequence,int,int,int)", Cost: CostArgs, Call: longParsePart},
	{Sig: "parseLong(String)", Cost: CostArgs, Call: longParse},
	{Sig: "parseLong(String,int)", Cost: CostArgs, Call: longParse},
	{Sig: "parseUnsignedLong(CharSequence,int,int,int)", Cost: CostArgs, Call: longParseUnsignedPart},
	{Sig: "parseUnsignedLong(String)", Cost: CostArgs, Call: longParseUnsigned},
	{Sig: "parseUnsignedLong(String,int)", Cost: CostArgs, Call: longParseUnsigned},
	{Sig: "remainderUnsigned(long,long)", Cost: CostConst, Call: longRemainderUnsigned},
	{Sig: "resolveConstantDesc(Lookup)", Cost: CostConst, Call: returnSelf},
	{Sig: "reverse(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return Long(bits.Reverse64(uint64(l))) })},
	{Sig: "reverseBytes(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return Long(bits.ReverseBytes64(uint64(l))) })},
	{Sig: "rotateLeft(long,int)", Cost: CostConst, Call: static2(argLong, argInt, func(l int64, n int32) Value { return Long(bits.RotateLeft64(uint64(l), int(n))) })},
	{Sig: "rotateRight(long,int)", Cost: CostConst, Call: static2(argLong, argInt, func(l int64, n int32) Value { return Long(bits.RotateLeft64(uint64(l), -int(n))) })},
	{Sig: "signum(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return intOf(cmp.Compare(l, 0)) })},
	{Sig: "sum(long,long)", Cost: CostConst, Call: onLongs(func(x, y int64) Value { return Long(x + y) })},
	{Sig: "toBinaryString(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return unsignedString(uint64(l), 2) })},
	{Sig: "toHexString(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return unsignedString(uint64(l), 16) })},
	{Sig: "toOctalString(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return unsignedString(uint64(l), 8) })},
	{Sig: "toString(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return signedString(l, 10) })},
	{Sig: "toString(long,int)", Cost: CostConst, Call: static2(argLong, argInt, func(l int64, radix int32) Value { return signedString(l, radix) })},
	{Sig: "toUnsignedString(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return unsignedString(uint64(l), 10) })},
	{Sig: "toUnsignedString(long,int)", Cost: CostConst, Call: static2(argLong, argInt, func(l int64, radix int32) Value { return unsignedString(uint64(l), radix) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: longParse},
	{Sig: "valueOf(String,int)", Cost: CostArgs, Call: longParse},
	{Sig: "valueOf(long)", Cost: CostConst, Call: onLong(longValue)},
}

func init() { Define(longClass, longMethods) }

// longValue returns l as a value.
func longValue(l int64) Value { return Long(l) }

// longDecode is Long.decode(String).
func longDecode(_ *Meter, _ Value, args []Value) (Value, error) {
	return longResult(decodeInteger(args[0], 64))
}

// longResult returns l as a value, or the error.
func longResult(l int64, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return Long(l), nil
}

// longDivideUnsigned is Long.divideUnsigned(long, long).
func longDivideUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	x, y := uint64(argLong(args[0])), uint64(argLong(args[1]))
	if y == 0 {
		return nil, arithmeticException("/ by zero")
	}
	return Long(x / y), nil
}

// longRemainderUnsigned is Long.remainderUnsigned(long, long).
func longRemainderUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	x, y := uint64(argLong(args[0])), uint64(argLong(args[1]))
	if y == 0 {
		return nil, arithmeticException("/ by zero")
	}
	return Long(x % y), nil
}

// longGetLongOr is Long.getLong(String, long): the default, as there are no system properties.
func longGetLongOr(_ *Meter, _ Value, args []Value) (Value, error) {
	return Long(argLong(args[1])), nil
}

// longParse is Long.parseLong and Long.valueOf of a String, with or without a radix.
func longParse(_ *Meter, _ Value, args []Value) (Value, error) {
	return longResult(parseSigned(args[0], radixArg(args), 64))
}

// longParsePart is Long.parseLong(CharSequence, int begin, int end, int radix).
func longParsePart(_ *Meter, _ Value, args []Value) (Value, error) {
	return longResult(parsePart(args, 64))
}

// longParseUnsigned is Long.parseUnsignedLong of a String, with or without a radix.
func longParseUnsigned(_ *Meter, _ Value, args []Value) (Value, error) {
	return longResult(parseUnsigned(args[0], radixArg(args), 64))
}

// longParseUnsignedPart is Long.parseUnsignedLong(CharSequence, int begin, int end, int radix).
func longParseUnsignedPart(_ *Meter, _ Value, args []Value) (Value, error) {
	return longResult(parseUnsignedPart(args, 64))
}
