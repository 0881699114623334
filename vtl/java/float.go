package java

import "math"

// Float is a java.lang.Float. Templates get one from floatValue().
type Float float32

var _ Value = Float(0)

// floatClass is java.lang.Float.
var floatClass = &Class{
	Name: "java.lang.Float", Simple: "Float", Super: numberClass,
	Ifaces: []*Class{comparableClass, constableIface, constantDescIface},
}

// Class returns java.lang.Float.
func (f Float) Class() *Class { return floatClass }

// AppendString appends Float.toString(); see AppendFloat.
func (f Float) AppendString(_ *Meter, dst []byte) []byte { return AppendFloat(dst, float32(f)) }

// Equals compares the bits, with all NaNs alike: Float.equals(Object). So 0.0 and -0.0 differ.
func (f Float) Equals(_ *Meter, o Value) bool {
	g, ok := o.(Float)
	return ok && floatBits(float32(f)) == floatBits(float32(g))
}

// HashCode is floatToIntBits.
func (f Float) HashCode(*Meter) int32 { return floatBits(float32(f)) }

// floatBits is Float.floatToIntBits(float): every NaN gives the same bits.
func floatBits(f float32) int32 {
	if f != f {
		return 0x7fc00000
	}
	return int32(math.Float32bits(f))
}

// floatMethods is java.lang.Float as a template sees it; the conversions stand on Number.
// Javadoc: java.lang.Float.
var floatMethods = []Method{
	{Sig: "compare(float,float)", Cost: CostConst, Call: onFloats(func(x, y float32) Value { return intOf(compareFloats(x, y)) })},
	{Sig: "compareTo(Float)", Cost: CostConst, Call: compareRow(floatClass, orderFloats)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: compareRow(floatClass, orderFloats)},
	{Sig: "describeConstable()", Cost: CostConst, Call: returnOptional},
	{Sig: "floatToIntBits(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return IntValue(floatBits(f)) })},
	{Sig: "floatToRawIntBits(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return IntValue(int32(math.Float32bits(f))) })},
	{Sig: "hashCode(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return IntValue(floatBits(f)) })},
	{Sig: "intBitsToFloat(int)", Cost: CostConst, Call: onInt(func(i int32) Value { return Float(math.Float32frombits(uint32(i))) })},
	{Sig: "isFinite(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return Bool(isFinite(float64(f))) })},
	{Sig: "isInfinite()", Cost: CostConst, Call: onSelf(func(f Float) Value { return Bool(math.IsInf(float64(f), 0)) })},
	{Sig: "isInfinite(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return Bool(math.IsInf(float64(f), 0)) })},
	{Sig: "isNaN()", Cost: CostConst, Call: onSelf(func(f Float) Value { return Bool(f != f) })},
	{Sig: "isNaN(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return Bool(f != f) })},
	{Sig: "max(float,float)", Cost: CostConst, Call: onFloats(func(x, y float32) Value { return Float(max(x, y)) })},
	{Sig: "min(float,float)", Cost: CostConst, Call: onFloats(func(x, y float32) Value { return Float(min(x, y)) })},
	{Sig: "parseFloat(String)", Cost: CostArgs, Call: floatParse},
	{Sig: "resolveConstantDesc(Lookup)", Cost: CostConst, Call: returnSelf},
	{Sig: "sum(float,float)", Cost: CostConst, Call: onFloats(func(x, y float32) Value { return Float(x + y) })},
	{Sig: "toHexString(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return String(hexFloat(f)) })},
	{Sig: "toString(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return String(AppendFloat(nil, f)) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: floatParse},
	{Sig: "valueOf(float)", Cost: CostConst, Call: onFloat(func(f float32) Value { return Float(f) })},
}

func init() { Define(floatClass, floatMethods) }

// compareFloats is Float.compare(float, float).
func compareFloats(x, y float32) int { return compareDoubles(float64(x), float64(y)) }

// orderFloats is compareFloats for Float objects.
func orderFloats(_ *Meter, x, y Float) int { return compareDoubles(float64(x), float64(y)) }

// floatParse is Float.parseFloat(String) and Float.valueOf(String).
func floatParse(_ *Meter, _ Value, args []Value) (Value, error) {
	f, err := parseFloatingArg(args[0], 32)
	if err != nil {
		return nil, err
	}
	return Float(f), nil
}
