package java

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// The rounding modes by the numbers of BigDecimal's ROUND_ constants.
const (
	roundUp int32 = iota
	roundDown
	roundCeiling
	roundFloor
	roundHalfUp
	roundHalfDown
	roundHalfEven
	roundUnnecessary
)

// arithmeticException returns an ArithmeticException with msg.
func arithmeticException(msg string) error { return Throw("java.lang.ArithmeticException", msg) }

// fitScale returns scale for a number with unscaled value x. A scale beyond 32 bits is an ArithmeticException, but
// saturates for zero: BigDecimal.checkScale.
func fitScale(x *big.Int, scale int64) (int32, error) {
	s := saturateScale(scale)
	if int64(s) == scale || x.Sign() == 0 {
		return s, nil
	}
	if s > 0 {
		return 0, arithmeticException("Underflow")
	}
	return 0, arithmeticException("Overflow")
}

// saturateScale returns the 32-bit scale closest to scale.
func saturateScale(scale int64) int32 {
	return int32(min(max(scale, math.MinInt32), math.MaxInt32))
}

// scaled returns x * 10^n for the BigDecimal operations that widen an operand by n digits, n >= 0.
func scaled(m *Meter, x *big.Int, n int64) (*big.Int, error) {
	if _, err := fitScale(x, n); err != nil {
		return nil, err
	}
	return timesTenPower(m, x, n)
}

// align returns the unscaled values of d and e at the larger one of their scales.
func (d *BigDecimal) align(m *Meter, e *BigDecimal) (x, y *big.Int, scale int32, err error) {
	x, y, scale = &d.unscaled, &e.unscaled, max(d.scale, e.scale)
	if x, err = scaled(m, x, int64(scale)-int64(d.scale)); err != nil {
		return nil, nil, 0, err
	}
	y, err = scaled(m, y, int64(scale)-int64(e.scale))
	return x, y, scale, err
}

// add is BigDecimal.add(BigDecimal).
func (d *BigDecimal) add(m *Meter, e *BigDecimal) (*BigDecimal, error) {
	x, y, scale, err := d.align(m, e)
	if err != nil {
		return nil, err
	}
	return newDecimal(scale)(bigAdd(m, x, y))
}

// sub is BigDecimal.subtract(BigDecimal).
func (d *BigDecimal) sub(m *Meter, e *BigDecimal) (*BigDecimal, error) {
	x, y, scale, err := d.align(m, e)
	if err != nil {
		return nil, err
	}
	return newDecimal(scale)(bigSub(m, x, y))
}

// mul is BigDecimal.multiply(BigDecimal).
func (d *BigDecimal) mul(m *Meter, e *BigDecimal) (*BigDecimal, error) {
	x, err := bigMul(m, &d.unscaled, &e.unscaled)
	if err != nil {
		return nil, err
	}
	scale, err := fitScale(x, int64(d.scale)+int64(e.scale))
	return newDecimal(scale)(x, err)
}

// newDecimal returns a function that makes the BigDecimal of that scale from an integer, or passes on the error.
func newDecimal(scale int32) func(*big.Int, error) (*BigDecimal, error) {
	return func(x *big.Int, err error) (*BigDecimal, error) {
		if err != nil {
			return nil, err
		}
		return NewBigDecimal(x, scale), nil
	}
}

// decimalResult returns d as a value, or the error.
func decimalResult(d *BigDecimal, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}

// divide is BigDecimal.divide(BigDecimal, int scale, int roundingMode); mode is a valid rounding mode.
func (d *BigDecimal) divide(m *Meter, e *BigDecimal, scale, mode int32) (*BigDecimal, error) {
	x, y := &d.unscaled, &e.unscaled
	raise := int64(scale) + int64(e.scale) - int64(d.scale)
	var err error
	if raise >= 0 {
		if _, err = fitScale(x, int64(scale)+int64(e.scale)); err == nil {
			x, err = scaled(m, x, raise)
		}
	} else {
		if _, err = fitScale(y, int64(d.scale)-int64(scale)); err == nil && y.Sign() != 0 && -raise > int64(digitCount(m, x)) {
			return newDecimal(scale)(roundTiny(x.Sign()*y.Sign(), mode, -raise))
		}
		if err == nil {
			y, err = timesTenPower(m, y, -raise)
		}
	}
	switch {
	case err != nil:
		return nil, err
	case y.Sign() == 0:
		return nil, divideByZero(x)
	}
	return newDecimal(scale)(divideRounded(m, x, y, mode))
}

// divideByZero returns what Java throws for x / 0 where a quotient has a given scale.
func divideByZero(x *big.Int) error {
	if x.IsInt64() {
		return arithmeticException("/ by zero")
	}
	return errDivideByZero
}

// roundTiny returns what a number of the sign rounds to that is closer to zero than a tenth, zero itself included. It stands
// for a division by 10^n without making that power, but fails where Java could not make it.
func roundTiny(sign int, mode int32, n int64) (*big.Int, error) {
	if sign != 0 && n > mostZeros {
		return nil, errTooBig()
	}
	return divideRounded(nil, big.NewInt(int64(sign)), big.NewInt(100), mode)
}

// divideRounded returns x/y rounded to an integer.
func divideRounded(m *Meter, x, y *big.Int, mode int32) (*big.Int, error) {
	chargeDivision(m, x, y)
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() == 0 {
		return q, nil
	}
	if mode == roundUnnecessary {
		return nil, arithmeticException("Rounding necessary")
	}
	sign := int64(x.Sign() * y.Sign())
	half := 0
	if mode >= roundHalfUp {
		half = r.Lsh(r, 1).CmpAbs(y)
	}
	if awayFromZero(mode, sign > 0, half, q.Bit(0) == 1) {
		q.Add(q, big.NewInt(sign))
	}
	return q, boundInteger(m, q)
}

// awayFromZero tells whether an inexact quotient of the sign is rounded up in magnitude; half compares what was cut off with
// one half.
func awayFromZero(mode int32, positive bool, half int, odd bool) bool {
	switch mode {
	case roundUp:
		return true
	case roundCeiling:
		return positive
	case roundFloor:
		return !positive
	case roundHalfUp:
		return half >= 0
	case roundHalfDown:
		return half > 0
	case roundHalfEven:
		return half > 0 || half == 0 && odd
	}
	return false
}

// setScale is BigDecimal.setScale(int newScale, int roundingMode); mode is a valid rounding mode.
func (d *BigDecimal) setScale(m *Meter, scale, mode int32) (*BigDecimal, error) {
	drop := int64(d.scale) - int64(scale)
	switch {
	case drop == 0:
		return d, nil
	case drop < 0:
		return newDecimal(scale)(scaled(m, &d.unscaled, -drop))
	}
	if _, err := fitScale(&d.unscaled, drop); err != nil {
		return nil, err
	}
	if drop > int64(digitCount(m, &d.unscaled)) {
		return newDecimal(scale)(roundTiny(d.unscaled.Sign(), mode, drop))
	}
	p, err := tenPower(m, drop)
	if err != nil {
		return nil, err
	}
	return newDecimal(scale)(divideRounded(m, &d.unscaled, p, mode))
}

// exactQuotient is BigDecimal.divide(BigDecimal): the quotient with all its digits, at the difference of the scales
// or the smallest scale above it that holds them.
func (d *BigDecimal) exactQuotient(m *Meter, e *BigDecimal) (*BigDecimal, error) {
	preferred := int64(d.scale) - int64(e.scale)
	if e.unscaled.Sign() == 0 {
		if d.unscaled.Sign() == 0 {
			return nil, arithmeticException("Division undefined")
		}
		return nil, arithmeticException("Division by zero")
	}
	if d.unscaled.Sign() == 0 {
		return NewBigDecimal(new(big.Int), saturateScale(preferred)), nil
	}
	g, err := bigGCD(m, &d.unscaled, &e.unscaled)
	if err != nil {
		return nil, err
	}
	x, y := new(big.Int).Quo(&d.unscaled, g), new(big.Int).Quo(&e.unscaled, g)
	digits, ok := terminatingDigits(m, y)
	if !ok {
		return nil, arithmeticException("Non-terminating decimal expansion; no exact representable decimal result.")
	}
	scale, err := fitScale(x, preferred+digits)
	if err != nil {
		return nil, err
	}
	if x, err = timesTenPower(m, x, digits); err != nil {
		return nil, err
	}
	chargeDivision(m, x, y)
	return NewBigDecimal(new(big.Int).Quo(x, y), scale), nil
}

// terminatingDigits returns how many digits behind the point 1/y has; ok is false where they never end, because y
// has a factor other than 2 and 5.
func terminatingDigits(m *Meter, y *big.Int) (digits int64, ok bool) {
	twos := int64(y.TrailingZeroBits())
	rest := new(big.Int).Rsh(new(big.Int).Abs(y), uint(twos))
	// 5^fives has fives*log2(5) bits, cut to an integer, so the size gives the only exponent that can fit.
	fives := int64(float64(rest.BitLen()-1)/math.Log2(5) + 0.5)
	w := words(rest.BitLen())
	m.Step(2 * mulSteps(w, w))
	if new(big.Int).Exp(big.NewInt(5), big.NewInt(fives), nil).Cmp(rest) != 0 {
		return 0, false
	}
	return max(twos, fives), true
}

// integralQuotient is BigDecimal.divideToIntegralValue(BigDecimal).
func (d *BigDecimal) integralQuotient(m *Meter, e *BigDecimal) (*BigDecimal, error) {
	preferred := saturateScale(int64(d.scale) - int64(e.scale))
	switch {
	case e.unscaled.Sign() == 0:
		return d.exactQuotient(m, e)
	case d.compareMagnitude(m, e) < 0:
		return NewBigDecimal(new(big.Int), preferred), nil
	}
	q, err := d.divide(m, e, 0, roundDown)
	if err != nil {
		return nil, err
	}
	if preferred >= 0 {
		return q.setScale(m, preferred, roundUnnecessary)
	}
	return q.strip(m, preferred)
}

// remainder is BigDecimal.remainder(BigDecimal); quotient is what integralQuotient returns.
func (d *BigDecimal) remainder(m *Meter, e *BigDecimal) (quotient, rest *BigDecimal, err error) {
	if quotient, err = d.integralQuotient(m, e); err != nil {
		return nil, nil, err
	}
	whole, err := quotient.mul(m, e)
	if err != nil {
		return nil, nil, err
	}
	rest, err = d.sub(m, whole)
	return quotient, rest, err
}

// strip cuts trailing zeros off the unscaled value while the scale is above least.
func (d *BigDecimal) strip(m *Meter, least int32) (*BigDecimal, error) {
	x := &d.unscaled
	if x.Sign() == 0 {
		return d, nil
	}
	// 10^n divides x only if 2^n does and x has more digits.
	most := min(int64(x.TrailingZeroBits()), int64(digitCount(m, x))-1, int64(d.scale)-int64(least))
	var cut int64
	for step := int64(1) << bits.Len64(uint64(most)) >> 1; step > 0; step >>= 1 {
		if cut+step > most {
			continue
		}
		p, err := tenPower(m, step)
		if err != nil {
			return nil, err
		}
		chargeDivision(m, x, p)
		if q, r := new(big.Int).QuoRem(x, p, new(big.Int)); r.Sign() == 0 {
			x, cut = q, cut+step
		}
	}
	scale, err := fitScale(x, int64(d.scale)-cut)
	return newDecimal(scale)(x, err)
}

// compare is BigDecimal.compareTo(BigDecimal).
func (d *BigDecimal) compare(m *Meter, e *BigDecimal) int {
	x, y := d.unscaled.Sign(), e.unscaled.Sign()
	if x != y || x == 0 {
		return order(int64(x), int64(y))
	}
	return x * d.compareMagnitude(m, e)
}

// compareMagnitude compares the absolute values. Scales are only evened out between numbers with as many digits before
// the point, so it makes nothing much larger than its operands.
func (d *BigDecimal) compareMagnitude(m *Meter, e *BigDecimal) int {
	x, y := &d.unscaled, &e.unscaled
	if x.Sign() == 0 || y.Sign() == 0 {
		return x.CmpAbs(y)
	}
	if d.scale != e.scale {
		a := int64(digitCount(m, x)) - int64(d.scale)
		b := int64(digitCount(m, y)) - int64(e.scale)
		if a != b {
			return order(a, b)
		}
		var err error
		if x, y, _, err = d.align(m, e); err != nil {
			return 0 // unreachable: the scales differ by less than the digits
		}
	}
	m.Step(words(x.BitLen()) >> 3)
	return x.CmpAbs(y)
}

// longValue is BigDecimal.longValue(): the low 64 bits of the integral part.
func (d *BigDecimal) longValue(m *Meter) int64 {
	if d.scale == 0 {
		return lowLong(&d.unscaled)
	}
	// 10^64 is a multiple of 2^64.
	if d.scale <= -64 || d.isFraction(m) {
		return 0
	}
	whole, err := d.setScale(m, 0, roundDown)
	if err != nil {
		return 0
	}
	return lowLong(&whole.unscaled)
}

// isFraction tells whether d is zero or has no digits before the point.
func (d *BigDecimal) isFraction(m *Meter) bool {
	return d.unscaled.Sign() == 0 || int64(digitCount(m, &d.unscaled)) <= int64(d.scale)
}

// floating returns d as the closest number of width bits: BigDecimal.doubleValue() and floatValue().
func (d *BigDecimal) floating(m *Meter, width int) float64 {
	f, _ := strconv.ParseFloat(string(d.AppendString(m, nil)), width)
	return f
}

// decimalOfDouble is new BigDecimal(double): the exact value of the binary number. It is a NumberFormatException for NaN
// and the infinities.
func decimalOfDouble(f float64) (*BigDecimal, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, numberFormat("Infinite or NaN")
	}
	if f == 0 {
		return NewBigDecimal(new(big.Int), 0), nil
	}
	const fraction, bias = 52, 1075
	b := math.Float64bits(f)
	mant, exp := int64(b&(1<<fraction-1)), int(b>>fraction&0x7ff)-bias
	if exp == -bias {
		exp++
	} else {
		mant |= 1 << fraction
	}
	zeros := bits.TrailingZeros64(uint64(mant))
	mant, exp = mant>>zeros, exp+zeros
	if f < 0 {
		mant = -mant
	}
	x := big.NewInt(mant)
	if exp >= 0 {
		return NewBigDecimal(x.Lsh(x, uint(exp)), 0), nil
	}
	five := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-exp)), nil)
	return NewBigDecimal(x.Mul(x, five), int32(-exp)), nil
}
