package java

import (
	"math/bits"
	"strconv"
)

// Short is a java.lang.Short. Templates get one from shortValue().
type Short int16

var _ Value = Short(0)

// shortClass is java.lang.Short.
var shortClass = &Class{
	Name: "java.lang.Short", Simple: "Short", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface},
}

// Class returns java.lang.Short.
func (s Short) Class() *Class { return shortClass }

// AppendString appends the decimal digits: Short.toString().
func (s Short) AppendString(_ *Meter, dst []byte) []byte { return strconv.AppendInt(dst, int64(s), 10) }

// Equals tells whether o is the same Short: Short.equals(Object) is false for every other class.
func (s Short) Equals(_ *Meter, o Value) bool { return o == Value(s) }

// HashCode is the number itself.
func (s Short) HashCode(*Meter) int32 { return int32(s) }

// shortMethods is java.lang.Short as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Short.
var shortMethods = []Method{
	describeConstable("Short"),
	{Sig: "compare(short,short)", Cost: CostConst, Call: static2(argShort, argShort, func(x, y int16) Value { return intOf(int(x) - int(y)) })},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: differenceRow[Short](shortClass)},
	{Sig: "compareTo(Short)", Cost: CostConst, Call: differenceRow[Short](shortClass)},
	{Sig: "compareUnsigned(short,short)", Cost: CostConst, Call: static2(argShort, argShort, func(x, y int16) Value { return intOf(int(uint16(x)) - int(uint16(y))) })},
	{Sig: "decode(String)", Cost: CostArgs, Call: shortDecode},
	{Sig: "hashCode(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return intOf(int(s)) })},
	{Sig: "parseShort(String)", Cost: CostArgs, Call: shortParse},
	{Sig: "parseShort(String,int)", Cost: CostArgs, Call: shortParse},
	{Sig: "reverseBytes(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return Short(bits.ReverseBytes16(uint16(s))) })},
	{Sig: "toString(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return signedString(int64(s), 10) })},
	{Sig: "toUnsignedInt(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return intOf(int(uint16(s))) })},
	{Sig: "toUnsignedLong(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return Long(uint16(s)) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: shortParse},
	{Sig: "valueOf(String,int)", Cost: CostArgs, Call: shortParse},
	{Sig: "valueOf(short)", Cost: CostConst, Call: static1(argShort, func(s int16) Value { return Short(s) })},
}

func init() { Define(shortClass, shortMethods) }

// shortDecode is Short.decode(String).
func shortDecode(_ *Meter, _ Value, args []Value) (Value, error) {
	return shortResult(decodeSmall(args[0], 16))
}

// shortResult returns l, which fits 16 bits, as a value, or the error.
func shortResult(l int64, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return Short(l), nil
}

// shortParse is Short.parseShort and Short.valueOf of a String, with or without a radix.
func shortParse(_ *Meter, _ Value, args []Value) (Value, error) {
	return shortResult(parseSmall(args[0], radixArg(args), 16))
}
