package java

import (
	"math"
	"math/big"
)

// BigDecimal is a java.math.BigDecimal: unscaled * 10^-scale. It never changes once made.
type BigDecimal struct {
	unscaled big.Int
	scale    int32
}

var (
	_ Value = (*BigDecimal)(nil)
	_ Sized = (*BigDecimal)(nil)
)

// bigDecimalClass is java.math.BigDecimal.
var bigDecimalClass = &Class{
	Name: "java.math.BigDecimal", Simple: "BigDecimal", Super: numberClass,
	Ifaces: []*Class{comparableClass},
}

// NewBigDecimal returns unscaled * 10^-scale. The caller must not change unscaled afterwards.
func NewBigDecimal(unscaled *big.Int, scale int32) *BigDecimal {
	return &BigDecimal{unscaled: *unscaled, scale: scale}
}

// Unscaled returns the digits as an integer. The caller must not change it.
func (d *BigDecimal) Unscaled() *big.Int { return &d.unscaled }

// Scale returns the number of digits behind the point, negative where zeros are left out before it.
func (d *BigDecimal) Scale() int32 { return d.scale }

// Size returns the bytes of the unscaled value.
func (d *BigDecimal) Size() int { return d.unscaled.BitLen()>>3 + 1 }

// Class returns java.math.BigDecimal.
func (d *BigDecimal) Class() *Class { return bigDecimalClass }

// AppendString appends BigDecimal.toString(): all digits, with an exponent where the scale is negative or the number
// below 1E-6.
func (d *BigDecimal) AppendString(m *Meter, dst []byte) []byte {
	return d.appendCanonical(m, dst, false)
}

// Equals compares digits and scale: 2.0 and 2.00 differ, as in BigDecimal.equals(Object).
func (d *BigDecimal) Equals(m *Meter, o Value) bool {
	e, ok := o.(*BigDecimal)
	if !ok {
		return false
	}
	m.Step(words(d.unscaled.BitLen()) >> 3)
	return d.scale == e.scale && d.unscaled.Cmp(&e.unscaled) == 0
}

// HashCode is BigDecimal.hashCode(): 31 * hash of the unscaled value + scale.
func (d *BigDecimal) HashCode(m *Meter) int32 {
	m.Step(words(d.unscaled.BitLen()))
	return 31*bigHash(&d.unscaled) + d.scale
}

// bigDecimalMethods is java.math.BigDecimal as a template sees it; the conversions stand on Number. No template can
// get a MathContext or a RoundingMode, so the methods that take one are only ever given null and fail as Java does.
// Javadoc: java.math.BigDecimal.
var bigDecimalMethods = []Method{
	{Sig: "abs()", Cost: CostSelf, Call: onSelf(bigDecimalAbs)},
	{Sig: "abs(MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "add(BigDecimal)", Cost: CostInside, Call: decimalRow((*BigDecimal).add)},
	{Sig: "add(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "byteValueExact()", Cost: CostInside, Call: bigDecimalByteValueExact},
	{Sig: "compareTo(BigDecimal)", Cost: CostInside, Call: compareRow(bigDecimalClass, compareDecimal)},
	{Sig: "compareTo(Object)", Cost: CostInside, Call: compareRow(bigDecimalClass, compareDecimal)},
	{Sig: "divide(BigDecimal)", Cost: CostInside, Call: decimalRow((*BigDecimal).exactQuotient)},
	{Sig: "divide(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "divide(BigDecimal,RoundingMode)", Cost: CostConst, Call: nullRounding},
	{Sig: "divide(BigDecimal,int)", Cost: CostInside, Call: bigDecimalDivide},
	{Sig: "divide(BigDecimal,int,RoundingMode)", Cost: CostConst, Call: nullRounding},
	{Sig: "divide(BigDecimal,int,int)", Cost: CostInside, Call: bigDecimalDivideScale},
	{Sig: "divideAndRemainder(BigDecimal)", Cost: CostInside, Call: bigDecimalDivideAndRemainder},
	{Sig: "divideAndRemainder(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "divideToIntegralValue(BigDecimal)", Cost: CostInside, Call: decimalRow((*BigDecimal).integralQuotient)},
	{Sig: "divideToIntegralValue(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "intValueExact()", Cost: CostInside, Call: bigDecimalIntValueExact},
	{Sig: "longValueExact()", Cost: CostInside, Call: bigDecimalLongValueExact},
	{Sig: "max(BigDecimal)", Cost: CostInside, Call: decimalRow(bigDecimalMax)},
	{Sig: "min(BigDecimal)", Cost: CostInside, Call: decimalRow(bigDecimalMin)},
	{Sig: "movePointLeft(int)", Cost: CostInside, Call: decimalShift(bigDecimalMovePointLeft)},
	{Sig: "movePointRight(int)", Cost: CostInside, Call: decimalShift(bigDecimalMovePointRight)},
	{Sig: "multiply(BigDecimal)", Cost: CostInside, Call: decimalRow((*BigDecimal).mul)},
	{Sig: "multiply(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "negate()", Cost: CostSelf, Call: onSelf(bigDecimalNegate)},
	{Sig: "negate(MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "plus()", Cost: CostConst, Call: returnSelf},
	{Sig: "plus(MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "pow(int)", Cost: CostInside, Call: decimalShift(bigDecimalPow)},
	{Sig: "pow(int,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "precision()", Cost: CostInside, Call: bigDecimalPrecision},
	{Sig: "remainder(BigDecimal)", Cost: CostInside, Call: decimalRow(bigDecimalRemainder)},
	{Sig: "remainder(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "round(MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "scale()", Cost: CostConst, Call: onSelf(func(d *BigDecimal) Value { return IntValue(d.scale) })},
	{Sig: "scaleByPowerOfTen(int)", Cost: CostInside, Call: decimalShift(bigDecimalScaleByPowerOfTen)},
	{Sig: "setScale(int)", Cost: CostInside, Call: bigDecimalSetScale},
	{Sig: "setScale(int,RoundingMode)", Cost: CostConst, Call: nullRounding},
	{Sig: "setScale(int,int)", Cost: CostInside, Call: bigDecimalSetScale},
	{Sig: "shortValueExact()", Cost: CostInside, Call: bigDecimalShortValueExact},
	{Sig: "signum()", Cost: CostConst, Call: onSelf(func(d *BigDecimal) Value { return intOf(d.unscaled.Sign()) })},
	{Sig: "sqrt(MathContext)", Cost: CostInside, Call: bigDecimalSqrt},
	{Sig: "stripTrailingZeros()", Cost: CostInside, Call: bigDecimalStripTrailingZeros},
	{Sig: "subtract(BigDecimal)", Cost: CostInside, Call: decimalRow((*BigDecimal).sub)},
	{Sig: "subtract(BigDecimal,MathContext)", Cost: CostConst, Call: nullContext},
	{Sig: "toBigInteger()", Cost: CostInside, Call: bigDecimalToBigInteger},
	{Sig: "toBigIntegerExact()", Cost: CostInside, Call: bigDecimalToBigIntegerExact},
	{Sig: "toEngineeringString()", Cost: CostInside, Call: bigDecimalToEngineeringString},
	{Sig: "toPlainString()", Cost: CostInside, Call: bigDecimalToPlainString},
	{Sig: "ulp()", Cost: CostConst, Call: onSelf(func(d *BigDecimal) Value { return NewBigDecimal(big.NewInt(1), d.scale) })},
	{Sig: "unscaledValue()", Cost: CostConst, Call: onSelf(func(d *BigDecimal) Value { return NewBigInteger(&d.unscaled) })},
	{Sig: "valueOf(double)", Cost: CostConst, Call: bigDecimalValueOfDouble},
	{Sig: "valueOf(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return NewBigDecimal(big.NewInt(l), 0) })},
	{Sig: "valueOf(long,int)", Cost: CostConst, Call: static2(argLong, argInt, func(l int64, scale int32) Value { return NewBigDecimal(big.NewInt(l), scale) })},
}

func init() { Define(bigDecimalClass, bigDecimalMethods) }

// nullContext is a method with a MathContext parameter, given null.
var nullContext = nullPointerRow(`Cannot read field "precision" because "mc" is null`)

// nullRounding is a method with a RoundingMode parameter, given null.
var nullRounding = nullPointerRow(`Cannot read field "oldMode" because "roundingMode" is null`)

// decimalRow adapts f, a method of one BigDecimal.
func decimalRow(f func(d *BigDecimal, m *Meter, e *BigDecimal) (*BigDecimal, error)) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		e, ok := args[0].(*BigDecimal)
		if !ok {
			return nil, throwNull("")
		}
		return decimalResult(f(self.(*BigDecimal), m, e))
	}
}

// decimalShift adapts f, a method of one int.
func decimalShift(f func(m *Meter, d *BigDecimal, n int64) (*BigDecimal, error)) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		return decimalResult(f(m, self.(*BigDecimal), argLong(args[0])))
	}
}

// roundingArg returns the rounding mode that an int argument means.
func roundingArg(v Value) (int32, error) {
	mode := argInt(v)
	if mode < roundUp || mode > roundUnnecessary {
		return 0, throwArgument("Invalid rounding mode")
	}
	return mode, nil
}

// compareDecimal is BigDecimal.compareTo(BigDecimal).
func compareDecimal(m *Meter, d, e *BigDecimal) int { return d.compare(m, e) }

// bigDecimalAbs is BigDecimal.abs().
func bigDecimalAbs(d *BigDecimal) Value {
	return NewBigDecimal(new(big.Int).Abs(&d.unscaled), d.scale)
}

// bigDecimalNegate is BigDecimal.negate().
func bigDecimalNegate(d *BigDecimal) Value {
	return NewBigDecimal(new(big.Int).Neg(&d.unscaled), d.scale)
}

// bigDecimalMax is BigDecimal.max(BigDecimal), which keeps d where both are equal.
func bigDecimalMax(d *BigDecimal, m *Meter, e *BigDecimal) (*BigDecimal, error) {
	if d.compare(m, e) >= 0 {
		return d, nil
	}
	return e, nil
}

// bigDecimalMin is BigDecimal.min(BigDecimal), which keeps d where both are equal.
func bigDecimalMin(d *BigDecimal, m *Meter, e *BigDecimal) (*BigDecimal, error) {
	if d.compare(m, e) <= 0 {
		return d, nil
	}
	return e, nil
}

// bigDecimalDivide is BigDecimal.divide(BigDecimal, int roundingMode), which keeps the scale.
func bigDecimalDivide(m *Meter, self Value, args []Value) (Value, error) {
	return divideArgs(m, self.(*BigDecimal), args[0], self.(*BigDecimal).scale, args[1])
}

// bigDecimalDivideScale is BigDecimal.divide(BigDecimal, int scale, int roundingMode).
func bigDecimalDivideScale(m *Meter, self Value, args []Value) (Value, error) {
	return divideArgs(m, self.(*BigDecimal), args[0], argInt(args[1]), args[2])
}

// divideArgs is d.divide with arguments still to be checked.
func divideArgs(m *Meter, d *BigDecimal, divisor Value, scale int32, mode Value) (Value, error) {
	rounding, err := roundingArg(mode)
	if err != nil {
		return nil, err
	}
	e, ok := divisor.(*BigDecimal)
	if !ok {
		return nil, throwNull("")
	}
	return decimalResult(d.divide(m, e, scale, rounding))
}

// bigDecimalRemainder is BigDecimal.remainder(BigDecimal).
func bigDecimalRemainder(d *BigDecimal, m *Meter, e *BigDecimal) (*BigDecimal, error) {
	_, rest, err := d.remainder(m, e)
	return rest, err
}

// bigDecimalDivideAndRemainder is BigDecimal.divideAndRemainder(BigDecimal): an array of both.
func bigDecimalDivideAndRemainder(m *Meter, self Value, args []Value) (Value, error) {
	e, ok := args[0].(*BigDecimal)
	if !ok {
		return nil, throwNull("")
	}
	quotient, rest, err := self.(*BigDecimal).remainder(m, e)
	if err != nil {
		return nil, err
	}
	return NewArray(bigDecimalClass, []Value{quotient, rest}), nil
}

// exactLong is BigDecimal.longValueExact(): an ArithmeticException where digits would be lost.
func (d *BigDecimal) exactLong(m *Meter) (int64, error) {
	switch whole := int64(digitCount(m, &d.unscaled)) - int64(d.scale); {
	case d.unscaled.Sign() == 0:
		return 0, nil
	case whole <= 0:
		return 0, arithmeticException("Rounding necessary")
	case whole > 19:
		return 0, arithmeticException("Overflow")
	}
	n, err := d.setScale(m, 0, roundUnnecessary)
	if err != nil {
		return 0, err
	}
	if !n.unscaled.IsInt64() {
		return 0, arithmeticException("Overflow")
	}
	return n.unscaled.Int64(), nil
}

// exactWidth is exactLong for numbers of fewer bits.
func (d *BigDecimal) exactWidth(m *Meter, width int) (int64, error) {
	l, err := d.exactLong(m)
	if err == nil && !fitsWidth(l, width) {
		err = arithmeticException("Overflow")
	}
	return l, err
}

// bigDecimalLongValueExact is BigDecimal.longValueExact().
func bigDecimalLongValueExact(m *Meter, self Value, _ []Value) (Value, error) {
	return longResult(self.(*BigDecimal).exactLong(m))
}

// bigDecimalIntValueExact is BigDecimal.intValueExact().
func bigDecimalIntValueExact(m *Meter, self Value, _ []Value) (Value, error) {
	return intResult(self.(*BigDecimal).exactWidth(m, 32))
}

// bigDecimalShortValueExact is BigDecimal.shortValueExact().
func bigDecimalShortValueExact(m *Meter, self Value, _ []Value) (Value, error) {
	return shortResult(self.(*BigDecimal).exactWidth(m, 16))
}

// bigDecimalByteValueExact is BigDecimal.byteValueExact().
func bigDecimalByteValueExact(m *Meter, self Value, _ []Value) (Value, error) {
	return byteResult(self.(*BigDecimal).exactWidth(m, 8))
}

// bigDecimalMovePointLeft is BigDecimal.movePointLeft(int).
func bigDecimalMovePointLeft(m *Meter, d *BigDecimal, n int64) (*BigDecimal, error) {
	if n == 0 {
		return d, nil
	}
	moved, err := bigDecimalScaleByPowerOfTen(m, d, -n)
	if err != nil || moved.scale >= 0 {
		return moved, err
	}
	return moved.setScale(m, 0, roundUnnecessary)
}

// bigDecimalMovePointRight is BigDecimal.movePointRight(int).
func bigDecimalMovePointRight(m *Meter, d *BigDecimal, n int64) (*BigDecimal, error) {
	return bigDecimalMovePointLeft(m, d, -n)
}

// bigDecimalScaleByPowerOfTen is BigDecimal.scaleByPowerOfTen(int).
func bigDecimalScaleByPowerOfTen(_ *Meter, d *BigDecimal, n int64) (*BigDecimal, error) {
	scale, err := fitScale(&d.unscaled, int64(d.scale)-n)
	return newDecimal(scale)(&d.unscaled, err)
}

// bigDecimalPow is BigDecimal.pow(int).
func bigDecimalPow(m *Meter, d *BigDecimal, n int64) (*BigDecimal, error) {
	const most = 999999999
	if n < 0 || n > most {
		return nil, arithmeticException("Invalid operation")
	}
	scale, err := fitScale(&d.unscaled, int64(d.scale)*n)
	if err != nil {
		return nil, err
	}
	return newDecimal(scale)(bigPow(m, &d.unscaled, int(n)))
}

// bigDecimalPrecision is BigDecimal.precision().
func bigDecimalPrecision(m *Meter, self Value, _ []Value) (Value, error) {
	return intOf(digitCount(m, &self.(*BigDecimal).unscaled)), nil
}

// bigDecimalSetScale is BigDecimal.setScale(int), which must not round, and setScale(int, int roundingMode).
func bigDecimalSetScale(m *Meter, self Value, args []Value) (Value, error) {
	mode := roundUnnecessary
	if len(args) > 1 {
		var err error
		if mode, err = roundingArg(args[1]); err != nil {
			return nil, err
		}
	}
	return decimalResult(self.(*BigDecimal).setScale(m, argInt(args[0]), mode))
}

// bigDecimalSqrt is BigDecimal.sqrt(MathContext) given null, which works for zero and for powers of 100 whose
// root has the right scale.
func bigDecimalSqrt(m *Meter, self Value, _ []Value) (Value, error) {
	d := self.(*BigDecimal)
	switch d.unscaled.Sign() {
	case -1:
		return nil, arithmeticException("Attempted square root of negative BigDecimal")
	case 0:
		return NewBigDecimal(new(big.Int), d.scale/2), nil
	}
	s, err := d.strip(m, math.MinInt32)
	if err != nil {
		return nil, err
	}
	if s.unscaled.IsInt64() && s.unscaled.Int64() == 1 && s.scale%2 == 0 && s.scale/2 == d.scale/2 {
		return NewBigDecimal(big.NewInt(1), s.scale/2), nil
	}
	return nullContext(m, self, nil)
}

// bigDecimalStripTrailingZeros is BigDecimal.stripTrailingZeros().
func bigDecimalStripTrailingZeros(m *Meter, self Value, _ []Value) (Value, error) {
	d := self.(*BigDecimal)
	if d.unscaled.Sign() == 0 {
		return NewBigDecimal(new(big.Int), 0), nil
	}
	return decimalResult(d.strip(m, math.MinInt32))
}

// bigDecimalToBigInteger is BigDecimal.toBigInteger(), which cuts the fraction off.
func bigDecimalToBigInteger(m *Meter, self Value, _ []Value) (Value, error) {
	return wholeResult(self.(*BigDecimal).setScale(m, 0, roundDown))
}

// bigDecimalToBigIntegerExact is BigDecimal.toBigIntegerExact().
func bigDecimalToBigIntegerExact(m *Meter, self Value, _ []Value) (Value, error) {
	return wholeResult(self.(*BigDecimal).setScale(m, 0, roundUnnecessary))
}

// wholeResult returns d, of scale 0, as a BigInteger, or the error.
func wholeResult(d *BigDecimal, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return NewBigInteger(&d.unscaled), nil
}

// bigDecimalToEngineeringString is BigDecimal.toEngineeringString().
func bigDecimalToEngineeringString(m *Meter, self Value, _ []Value) (Value, error) {
	return String(self.(*BigDecimal).appendCanonical(m, nil, true)), nil
}

// bigDecimalToPlainString is BigDecimal.toPlainString().
func bigDecimalToPlainString(m *Meter, self Value, _ []Value) (Value, error) {
	text, err := self.(*BigDecimal).plainText(m)
	return String(text), err
}

// bigDecimalValueOfDouble is BigDecimal.valueOf(double): the digits that Double.toString prints.
func bigDecimalValueOfDouble(_ *Meter, _ Value, args []Value) (Value, error) {
	return decimalResult(ParseBigDecimal(string(AppendDouble(nil, argDouble(args[0])))))
}
