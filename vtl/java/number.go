package java

import (
	"math"
	"math/big"
)

// numberMethods is java.lang.Number as a template sees it on every number: the conversions of JLS 5.1.2 and
// 5.1.3, which wrap integers to the narrower width and saturate floating-point values.
var numberMethods = []Method{
	{Sig: "byteValue()", Cost: CostInside, Call: numberByteValue},
	{Sig: "doubleValue()", Cost: CostInside, Call: numberDoubleValue},
	{Sig: "floatValue()", Cost: CostInside, Call: numberFloatValue},
	{Sig: "intValue()", Cost: CostInside, Call: numberIntValue},
	{Sig: "longValue()", Cost: CostInside, Call: numberLongValue},
	{Sig: "shortValue()", Cost: CostInside, Call: numberShortValue},
}

func init() { Define(numberClass, numberMethods) }

// numberByteValue is Number.byteValue().
func numberByteValue(m *Meter, self Value, _ []Value) (Value, error) {
	return Byte(int8(toInt32(m, self))), nil
}

// numberDoubleValue is Number.doubleValue().
func numberDoubleValue(m *Meter, self Value, _ []Value) (Value, error) {
	return Double(toFloat64(m, self)), nil
}

// numberFloatValue is Number.floatValue().
func numberFloatValue(m *Meter, self Value, _ []Value) (Value, error) {
	return Float(toFloat32(m, self)), nil
}

// numberIntValue is Number.intValue().
func numberIntValue(m *Meter, self Value, _ []Value) (Value, error) {
	return IntValue(toInt32(m, self)), nil
}

// numberLongValue is Number.longValue().
func numberLongValue(m *Meter, self Value, _ []Value) (Value, error) {
	return Long(toInt64(m, self)), nil
}

// numberShortValue is Number.shortValue().
func numberShortValue(m *Meter, self Value, _ []Value) (Value, error) {
	return Short(int16(toInt32(m, self))), nil
}

// IsNumber tells whether v is a java.lang.Number.
func IsNumber(v Value) bool { return rankOf(v) != notNumber }

// rank is the place of a number's class in the order in which Velocity widens results.
type rank uint8

// The ranks of the number classes, narrow to wide.
const (
	notNumber rank = iota
	rankByte
	rankShort
	rankInt
	rankLong
	rankFloat
	rankDouble
	rankBigInteger
	rankBigDecimal
)

// rankOf returns the rank of v's class, notNumber for everything else and null.
func rankOf(v Value) rank {
	switch v.(type) {
	case Int:
		return rankInt
	case Double:
		return rankDouble
	case Long:
		return rankLong
	case *BigInteger:
		return rankBigInteger
	case *BigDecimal:
		return rankBigDecimal
	case Float:
		return rankFloat
	case Short:
		return rankShort
	case Byte:
		return rankByte
	}
	return notNumber
}

// Int32 returns what Number.intValue() returns for v; ok is false where v is no number. Floating-point values
// saturate, the others wrap to 32 bits.
func Int32(v Value) (i int32, ok bool) { return toInt32(nil, v), IsNumber(v) }

// Int64 returns what Number.longValue() returns for v; ok is false where v is no number.
func Int64(v Value) (l int64, ok bool) { return toInt64(nil, v), IsNumber(v) }

// Float64 returns what Number.doubleValue() returns for v; ok is false where v is no number.
func Float64(v Value) (d float64, ok bool) { return toFloat64(nil, v), IsNumber(v) }

// toInt32 is Number.intValue() of v, 0 where v is no number.
func toInt32(m *Meter, v Value) int32 {
	switch v := v.(type) {
	case Int:
		return int32(v)
	case Double:
		return doubleToInt(float64(v))
	case Float:
		return doubleToInt(float64(v))
	}
	return int32(toInt64(m, v))
}

// toInt64 is Number.longValue() of v, 0 where v is no number.
func toInt64(m *Meter, v Value) int64 {
	switch v := v.(type) {
	case Int:
		return int64(v)
	case Long:
		return int64(v)
	case Double:
		return doubleToLong(float64(v))
	case Short:
		return int64(v)
	case Byte:
		return int64(v)
	case Float:
		return doubleToLong(float64(v))
	case *BigInteger:
		return lowLong(&v.v)
	case *BigDecimal:
		return v.longValue(m)
	}
	return 0
}

// toFloat64 is Number.doubleValue() of v, 0 where v is no number.
func toFloat64(m *Meter, v Value) float64 {
	switch v := v.(type) {
	case Double:
		return float64(v)
	case Float:
		return float64(v)
	case *BigInteger:
		m.Step(words(v.v.BitLen()))
		f, _ := new(big.Float).SetInt(&v.v).Float64()
		return f
	case *BigDecimal:
		return v.floating(m, 64)
	}
	return float64(toInt64(m, v))
}

// toFloat32 is Number.floatValue() of v, 0 where v is no number. Each class rounds once, from its own value.
func toFloat32(m *Meter, v Value) float32 {
	switch v := v.(type) {
	case Double:
		return float32(v)
	case Float:
		return float32(v)
	case *BigInteger:
		m.Step(words(v.v.BitLen()))
		f, _ := new(big.Float).SetInt(&v.v).Float32()
		return f
	case *BigDecimal:
		return float32(v.floating(m, 32))
	}
	return float32(toInt64(m, v))
}

// doubleToInt is Java's cast of a double to int: toward zero, saturating, NaN is 0 (JLS 5.1.3).
func doubleToInt(d float64) int32 {
	switch {
	case d != d:
		return 0
	case d >= math.MaxInt32:
		return math.MaxInt32
	case d <= math.MinInt32:
		return math.MinInt32
	}
	return int32(d)
}

// doubleToLong is Java's cast of a double to long: toward zero, saturating, NaN is 0 (JLS 5.1.3).
func doubleToLong(d float64) int64 {
	switch {
	case d != d:
		return 0
	case d >= math.MaxInt64:
		return math.MaxInt64
	case d <= math.MinInt64:
		return math.MinInt64
	}
	return int64(d)
}

// lowLong returns the low 64 bits of the two's complement of x: BigInteger.longValue().
func lowLong(x *big.Int) int64 {
	var low uint64
	for i, w := range x.Bits() {
		if i*wordBits >= 64 {
			break
		}
		low |= uint64(w) << (i * wordBits)
	}
	if x.Sign() < 0 {
		low = -low
	}
	return int64(low)
}

// argInt returns the argument for a parameter of type int, argLong, argDouble and so on those of other primitive
// types: overload choice has made sure that v widens to it.
func argInt(v Value) int32 { return int32(argLong(v)) }

// argLong returns the argument for a parameter of type long.
func argLong(v Value) int64 {
	if c, ok := v.(Char); ok {
		return int64(c)
	}
	return toInt64(nil, v)
}

// argShort returns the argument for a parameter of type short.
func argShort(v Value) int16 { return int16(argLong(v)) }

// argByte returns the argument for a parameter of type byte.
func argByte(v Value) int8 { return int8(argLong(v)) }

// argDouble returns the argument for a parameter of type double.
func argDouble(v Value) float64 {
	if c, ok := v.(Char); ok {
		return float64(c)
	}
	return toFloat64(nil, v)
}

// argFloat returns the argument for a parameter of type float.
func argFloat(v Value) float32 {
	if c, ok := v.(Char); ok {
		return float32(c)
	}
	return toFloat32(nil, v)
}

// argChar returns the argument for a parameter of type char.
func argChar(v Value) uint16 {
	c, _ := v.(Char)
	return uint16(c)
}

// argBool returns the argument for a parameter of type boolean.
func argBool(v Value) bool {
	b, _ := v.(Bool)
	return bool(b)
}
