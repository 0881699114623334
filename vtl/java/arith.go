package java

import (
	"math"
	"math/big"
)

// ArithOp is one of Velocity's arithmetic operators.
type ArithOp uint8

// The arithmetic operators.
const (
	OpAdd ArithOp = iota
	OpSub
	OpMul
	OpDiv
	OpMod
)

// Arith returns what Velocity 1.7 yields for a op b, two numbers. Integers are computed in 64 bits and wrapped to the
// wider of both classes, or the next one the result fits into; a Double or Float makes the result one; a BigInteger
// with a fraction is computed as BigDecimal, from the exact binary value of the fraction. The result is nil where
// the divisor is zero, and where a or b is no number. It is an ArithmeticException for a BigInteger modulo a
// negative one and for any BigDecimal modulo, a NumberFormatException for NaN or an infinity with a BigInteger or BigDecimal.
// Source: MathUtils, ASTDivNode and ASTModNode of Velocity 1.7.
func Arith(m *Meter, op ArithOp, a, b Value) (Value, error) {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			return arithInt(op, int64(x), int64(y)), nil
		}
	}
	ra, rb := rankOf(a), rankOf(b)
	switch {
	case ra == notNumber || rb == notNumber:
		return nil, nil
	case (op == OpDiv || op == OpMod) && isZero(b):
		return nil, nil
	}
	switch calculationBase(ra, rb) {
	case rankLong:
		return arithLong(m, op, toInt64(m, a), toInt64(m, b), max(ra, rb))
	case rankBigInteger:
		return arithBigInteger(m, op, exactBigInteger(a), exactBigInteger(b))
	case rankFloat:
		return Float(arithFloat(op, toFloat32(m, a), toFloat32(m, b))), nil
	case rankDouble:
		return Double(arithDouble(op, toFloat64(m, a), toFloat64(m, b))), nil
	}
	return arithBigDecimal(m, op, a, b)
}

// arithInt is Arith for two Integers, whose results all fit into 64 bits.
func arithInt(op ArithOp, x, y int64) Value {
	switch op {
	case OpAdd:
		x += y
	case OpSub:
		x -= y
	case OpMul:
		x *= y
	case OpDiv:
		if y == 0 {
			return nil
		}
		x /= y
	case OpMod:
		if y == 0 {
			return nil
		}
		x %= y
	}
	return wrapInteger(x, rankInt)
}

// calculationBase returns the rank that two numbers are computed in: Long, Float, Double, BigInteger or BigDecimal.
// Source: MathUtils.findCalculationBase.
func calculationBase(a, b rank) rank { return bases[a][b] }

// bases holds calculationBase for all pairs of ranks.
var bases = func() (t [rankBigDecimal + 1][rankBigDecimal + 1]rank) {
	for a := rankByte; a <= rankBigDecimal; a++ {
		for b := rankByte; b <= rankBigDecimal; b++ {
			t[a][b] = findBase(a, b)
		}
	}
	return t
}()

// findBase computes calculationBase.
func findBase(a, b rank) rank {
	isFraction := func(r rank) bool { return r == rankFloat || r == rankDouble || r == rankBigDecimal }
	fraction := isFraction(a) || isFraction(b)
	big := a == rankBigInteger || b == rankBigInteger
	switch {
	case a == rankBigDecimal || b == rankBigDecimal || fraction && big:
		return rankBigDecimal
	case big:
		return rankBigInteger
	case !fraction:
		return rankLong
	case a == rankDouble || b == rankDouble:
		return rankDouble
	}
	return rankFloat
}

// isZero tells whether number v is zero of either sign.
func isZero(v Value) bool {
	switch v := v.(type) {
	case *BigInteger:
		return v.v.Sign() == 0
	case *BigDecimal:
		return v.unscaled.Sign() == 0
	}
	return toFloat64(nil, v) == 0
}

// wrapInteger returns l as the class of rank r, or the next wider one that it fits into.
// Source: MathUtils.wrapPrimitive.
func wrapInteger(l int64, r rank) Value {
	switch {
	case r <= rankByte && l == int64(int8(l)):
		return Byte(l)
	case r <= rankShort && l == int64(int16(l)):
		return Short(l)
	case r <= rankInt && l == int64(int32(l)):
		return IntValue(int32(l))
	}
	return Long(l)
}

// arithLong is Arith for two numbers of the ranks up to Long, r the wider one. What overflows 64 bits becomes a
// BigInteger, except that Long.MIN_VALUE * -1 and / -1 wrap, which Velocity's check does not see.
func arithLong(m *Meter, op ArithOp, x, y int64, r rank) (Value, error) {
	var z int64
	var overflow bool
	switch op {
	case OpAdd:
		z = x + y
		overflow = (z^x) < 0 && (z^y) < 0
	case OpSub:
		z = x - y
		overflow = (z^x) < 0 && (z^^y) < 0
	case OpMul:
		z = x * y
		overflow = y != 0 && z/y != x
	case OpDiv:
		z = x / y
	case OpMod:
		z = x % y
	}
	if overflow {
		return arithBigInteger(m, op, big.NewInt(x), big.NewInt(y))
	}
	return wrapInteger(z, r), nil
}

// arithFloat is Arith for two floats; the divisor is not zero.
func arithFloat(op ArithOp, x, y float32) float32 {
	switch op {
	case OpAdd:
		return x + y
	case OpSub:
		return x - y
	case OpMul:
		return x * y
	case OpDiv:
		return x / y
	}
	return float32(math.Mod(float64(x), float64(y)))
}

// arithDouble is Arith for two doubles; the divisor is not zero.
func arithDouble(op ArithOp, x, y float64) float64 {
	switch op {
	case OpAdd:
		return x + y
	case OpSub:
		return x - y
	case OpMul:
		return x * y
	case OpDiv:
		return x / y
	}
	return math.Mod(x, y)
}

// exactBigInteger returns the integral number v. The caller must not change the result.
func exactBigInteger(v Value) *big.Int {
	if b, ok := v.(*BigInteger); ok {
		return &b.v
	}
	return big.NewInt(toInt64(nil, v))
}

// arithBigInteger is Arith for two integers of any size; the divisor is not zero.
func arithBigInteger(m *Meter, op ArithOp, x, y *big.Int) (Value, error) {
	switch op {
	case OpAdd:
		return integerResult(bigAdd(m, x, y))
	case OpSub:
		return integerResult(bigSub(m, x, y))
	case OpMul:
		return integerResult(bigMul(m, x, y))
	case OpDiv:
		return integerResult(bigQuo(m, x, y))
	}
	return integerResult(bigMod(m, x, y))
}

// integerResult returns z as a BigInteger value, or the error.
func integerResult(z *big.Int, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return NewBigInteger(z), nil
}

// arithBigDecimal is Arith for two numbers one of which makes the result a BigDecimal; the divisor is not zero.
func arithBigDecimal(m *Meter, op ArithOp, a, b Value) (Value, error) {
	if op == OpMod {
		return nil, arithmeticException("Cannot calculate the modulo of BigDecimals.")
	}
	x, err := velocityDecimal(a)
	if err != nil {
		return nil, err
	}
	y, err := velocityDecimal(b)
	if err != nil {
		return nil, err
	}
	switch op {
	case OpAdd:
		return decimalResult(x.add(m, y))
	case OpSub:
		return decimalResult(x.sub(m, y))
	case OpMul:
		return decimalResult(x.mul(m, y))
	}
	return decimalResult(x.divide(m, y, x.scale, roundHalfDown))
}

// velocityDecimal returns number v as Velocity makes it a BigDecimal: exactly for a BigInteger, else from its double
// value, so that a Long loses digits. Source: MathUtils.toBigDecimal.
func velocityDecimal(v Value) (*BigDecimal, error) {
	switch v := v.(type) {
	case *BigDecimal:
		return v, nil
	case *BigInteger:
		return NewBigDecimal(&v.v, 0), nil
	}
	return decimalOfDouble(toFloat64(nil, v))
}
