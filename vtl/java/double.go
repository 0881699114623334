package java

import (
	"math"
	"strings"
)

// Double is a java.lang.Double.
type Double float64

var _ Value = Double(0)

// doubleClass is java.lang.Double.
var doubleClass = &Class{
	Name: "java.lang.Double", Simple: "Double", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface, constantDescIface},
}

// Class returns java.lang.Double.
func (d Double) Class() *Class { return doubleClass }

// AppendString appends Double.toString(); see AppendDouble.
func (d Double) AppendString(_ *Meter, dst []byte) []byte { return AppendDouble(dst, float64(d)) }

// Equals compares the bits, with all NaNs alike: Double.equals(Object). So 0.0 and -0.0 differ.
func (d Double) Equals(_ *Meter, o Value) bool {
	e, ok := o.(Double)
	return ok && doubleBits(float64(d)) == doubleBits(float64(e))
}

// HashCode is Long.hashCode of the bits.
func (d Double) HashCode(*Meter) int32 { return longHash(doubleBits(float64(d))) }

// doubleBits is Double.doubleToLongBits(double): every NaN gives the same bits.
func doubleBits(d float64) int64 {
	if d != d {
		return 0x7ff8000000000000
	}
	return int64(math.Float64bits(d))
}

// doubleMethods is java.lang.Double as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Double.
var doubleMethods = []Method{
	{Sig: "compare(double,double)", Cost: CostConst, Call: onDoubles(func(x, y float64) Value { return intOf(compareDoubles(x, y)) })},
	{Sig: "compareTo(Double)", Cost: CostConst, Call: compareRow(doubleClass, orderDoubles)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: compareRow(doubleClass, orderDoubles)},
	{Sig: "describeConstable()", Cost: CostConst, Call: returnOptional},
	{Sig: "doubleToLongBits(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Long(doubleBits(d)) })},
	{Sig: "doubleToRawLongBits(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Long(math.Float64bits(d)) })},
	{Sig: "hashCode(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return IntValue(longHash(doubleBits(d))) })},
	{Sig: "isFinite(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Bool(isFinite(d)) })},
	{Sig: "isInfinite()", Cost: CostConst, Call: onSelf(func(d Double) Value { return Bool(math.IsInf(float64(d), 0)) })},
	{Sig: "isInfinite(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Bool(math.IsInf(d, 0)) })},
	{Sig: "isNaN()", Cost: CostConst, Call: onSelf(func(d Double) Value { return Bool(d != d) })},
	{Sig: "isNaN(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Bool(d != d) })},
	{Sig: "longBitsToDouble(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return Double(math.Float64frombits(uint64(l))) })},
	{Sig: "max(double,double)", Cost: CostConst, Call: onDoubles(func(x, y float64) Value { return Double(max(x, y)) })},
	{Sig: "min(double,double)", Cost: CostConst, Call: onDoubles(func(x, y float64) Value { return Double(min(x, y)) })},
	{Sig: "parseDouble(String)", Cost: CostArgs, Call: doubleParse},
	{Sig: "resolveConstantDesc(Lookup)", Cost: CostConst, Call: returnSelf},
	{Sig: "sum(double,double)", Cost: CostConst, Call: onDoubles(func(x, y float64) Value { return Double(x + y) })},
	{Sig: "toHexString(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return String(hexDouble(d)) })},
	{Sig: "toString(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return String(AppendDouble(nil, d)) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: doubleParse},
	{Sig: "valueOf(double)", Cost: CostConst, Call: onDouble(func(d float64) Value { return Double(d) })},
}

func init() { Define(doubleClass, doubleMethods) }

// isFinite tells whether f is neither NaN nor an infinity.
func isFinite(f float64) bool { return f-f == 0 }

// compareDoubles is Double.compare(double, double): -0.0 is below 0.0, and NaN equals NaN and is above all others.
func compareDoubles(x, y float64) int {
	if x != y || x == 0 {
		a, b := doubleBits(x), doubleBits(y)
		switch {
		case x < y || x == y && a < b || x == x && y != y:
			return -1
		case a != b:
			return 1
		}
	}
	return 0
}

// orderDoubles is compareDoubles for Double objects.
func orderDoubles(_ *Meter, x, y Double) int { return compareDoubles(float64(x), float64(y)) }

// doubleParse is Double.parseDouble(String) and Double.valueOf(String).
func doubleParse(_ *Meter, _ Value, args []Value) (Value, error) {
	d, err := parseFloatingArg(args[0], 64)
	if err != nil {
		return nil, err
	}
	return Double(d), nil
}

// parseFloatingArg reads v, a String or null, as a floating-point number of width bits.
func parseFloatingArg(v Value, width int) (float64, error) {
	if v == nil {
		return 0, throwNull(`Cannot invoke "String.trim()" because "in" is null`)
	}
	text := trimControls(string(v.(String)))
	f, ok := parseFloating(text, width)
	switch {
	case ok:
		return f, nil
	case text == "":
		return 0, numberFormat("empty String")
	case hasTwoPoints(text):
		return 0, numberFormat("multiple points")
	}
	return 0, badInteger(text, 10)
}

// hasTwoPoints tells whether text begins like a number with two points.
func hasTwoPoints(text string) bool {
	points := 0
	for _, c := range strings.TrimLeft(text, "+-") {
		switch {
		case c == '.':
			points++
		case c < '0' || c > '9':
			return points > 1
		}
	}
	return points > 1
}
