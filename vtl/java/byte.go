package java

import (
	"strconv"
)

// Byte is a java.lang.Byte. Templates get one from byteValue() and as an element of getBytes().
type Byte int8

var _ Value = Byte(0)

// byteClass is java.lang.Byte.
var byteClass = &Class{
	Name: "java.lang.Byte", Simple: "Byte", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface},
}

// Class returns java.lang.Byte.
func (b Byte) Class() *Class { return byteClass }

// AppendString appends the decimal digits: Byte.toString().
func (b Byte) AppendString(_ *Meter, dst []byte) []byte { return strconv.AppendInt(dst, int64(b), 10) }

// Equals tells whether o is the same Byte: Byte.equals(Object) is false for every other class.
func (b Byte) Equals(_ *Meter, o Value) bool { return o == Value(b) }

// HashCode is the number itself.
func (b Byte) HashCode(*Meter) int32 { return int32(b) }

// byteMethods is java.lang.Byte as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Byte.
var byteMethods = []Method{
	describeConstable("Byte"),
	{Sig: "compare(byte,byte)", Cost: CostConst, Call: static2(argByte, argByte, func(x, y int8) Value { return intOf(int(x) - int(y)) })},
	{Sig: "compareTo(Byte)", Cost: CostConst, Call: differenceRow[Byte](byteClass)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: differenceRow[Byte](byteClass)},
	{Sig: "compareUnsigned(byte,byte)", Cost: CostConst, Call: static2(argByte, argByte, func(x, y int8) Value { return intOf(int(uint8(x)) - int(uint8(y))) })},
	{Sig: "decode(String)", Cost: CostArgs, Call: byteDecode},
	{Sig: "hashCode(byte)", Cost: CostConst, Call: static1(argByte, func(b int8) Value { return intOf(int(b)) })},
	{Sig: "parseByte(String)", Cost: CostArgs, Call: byteParse},
	{Sig: "parseByte(String,int)", Cost: CostArgs, Call: byteParse},
	{Sig: "toString(byte)", Cost: CostConst, Call: static1(argByte, func(b int8) Value { return signedString(int64(b), 10) })},
	{Sig: "toUnsignedInt(byte)", Cost: CostConst, Call: static1(argByte, func(b int8) Value { return intOf(int(uint8(b))) })},
	{Sig: "toUnsignedLong(byte)", Cost: CostConst, Call: static1(argByte, func(b int8) Value { return Long(uint8(b)) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: byteParse},
	{Sig: "valueOf(String,int)", Cost: CostArgs, Call: byteParse},
	{Sig: "valueOf(byte)", Cost: CostConst, Call: static1(argByte, func(b int8) Value { return Byte(b) })},
}

func init() { Define(byteClass, byteMethods) }

// byteDecode is Byte.decode(String).
func byteDecode(_ *Meter, _ Value, args []Value) (Value, error) {
	return byteResult(decodeSmall(args[0], 8))
}

// byteResult returns l, which fits 8 bits, as a value, or the error.
func byteResult(l int64, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return Byte(l), nil
}

// byteParse is Byte.parseByte and Byte.valueOf of a String, with or without a radix.
func byteParse(_ *Meter, _ Value, args []Value) (Value, error) {
	return byteResult(parseSmall(args[0], radixArg(args), 8))
}
