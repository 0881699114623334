package java

import (
	"math/big"
	"math/bits"
)

// BigInteger is a java.math.BigInteger. It never changes once made.
type BigInteger struct{ v big.Int }

var (
	_ Value = (*BigInteger)(nil)
	_ Sized = (*BigInteger)(nil)
)

// bigIntegerClass is java.math.BigInteger.
var bigIntegerClass = &Class{
	Name: "java.math.BigInteger", Simple: "BigInteger", Super: numberClass,
	Ifaces: []*Class{comparableClass},
}

// NewBigInteger returns the BigInteger x. The caller must not change x afterwards.
func NewBigInteger(x *big.Int) *BigInteger { return &BigInteger{v: *x} }

// Big returns the number. The caller must not change it.
func (b *BigInteger) Big() *big.Int { return &b.v }

// Size returns the number's bytes.
func (b *BigInteger) Size() int { return b.v.BitLen()>>3 + 1 }

// Class returns java.math.BigInteger.
func (b *BigInteger) Class() *Class { return bigIntegerClass }

// AppendString appends the decimal digits: BigInteger.toString().
func (b *BigInteger) AppendString(m *Meter, dst []byte) []byte {
	chargeText(m, &b.v)
	return b.v.Append(dst, 10)
}

// Equals tells whether o is the same BigInteger: BigInteger.equals(Object) is false for every other class.
func (b *BigInteger) Equals(m *Meter, o Value) bool {
	c, ok := o.(*BigInteger)
	if !ok {
		return false
	}
	m.Step(words(b.v.BitLen()) >> 3)
	return b.v.Cmp(&c.v) == 0
}

// HashCode is BigInteger.hashCode(): 31*h + word over the 32-bit words of the magnitude, high words first, times
// the sign.
func (b *BigInteger) HashCode(m *Meter) int32 {
	m.Step(words(b.v.BitLen()))
	return bigHash(&b.v)
}

// bigIntegerMethods is java.math.BigInteger as a template sees it; the conversions stand on Number.
// Javadoc: java.math.BigInteger.
var bigIntegerMethods = []Method{
	{Sig: "abs()", Cost: CostSelf, Call: onSelf(bigIntegerAbs)},
	{Sig: "add(BigInteger)", Cost: CostInside, Call: bigRow(bigAdd)},
	{Sig: "and(BigInteger)", Cost: CostAll, Call: bitRow((*big.Int).And)},
	{Sig: "andNot(BigInteger)", Cost: CostAll, Call: bitRow((*big.Int).AndNot)},
	{Sig: "bitCount()", Cost: CostSelf, Call: onSelf(bigIntegerBitCount)},
	{Sig: "bitLength()", Cost: CostSelf, Call: onSelf(func(b *BigInteger) Value { return intOf(signedBits(&b.v)) })},
	{Sig: "byteValueExact()", Cost: CostConst, Call: bigIntegerByteValueExact},
	{Sig: "clearBit(int)", Cost: CostInside, Call: bitChange(func(uint) uint { return 0 })},
	{Sig: "compareTo(BigInteger)", Cost: CostAll, Call: compareRow(bigIntegerClass, compareBig)},
	{Sig: "compareTo(Object)", Cost: CostAll, Call: compareRow(bigIntegerClass, compareBig)},
	{Sig: "divide(BigInteger)", Cost: CostInside, Call: bigRow(bigQuo)},
	{Sig: "divideAndRemainder(BigInteger)", Cost: CostInside, Call: bigIntegerDivideAndRemainder},
	{Sig: "flipBit(int)", Cost: CostInside, Call: bitChange(func(bit uint) uint { return 1 - bit })},
	{Sig: "gcd(BigInteger)", Cost: CostInside, Call: bigRow(bigGCD)},
	{Sig: "getLowestSetBit()", Cost: CostSelf, Call: onSelf(bigIntegerGetLowestSetBit)},
	{Sig: "intValueExact()", Cost: CostConst, Call: bigIntegerIntValueExact},
	{Sig: "isProbablePrime(int)", Cost: CostInside, Call: bigIntegerIsProbablePrime},
	{Sig: "longValueExact()", Cost: CostConst, Call: bigIntegerLongValueExact},
	{Sig: "max(BigInteger)", Cost: CostAll, Call: bigRow(bigMax)},
	{Sig: "min(BigInteger)", Cost: CostAll, Call: bigRow(bigMin)},
	{Sig: "mod(BigInteger)", Cost: CostInside, Call: bigRow(bigMod)},
	{Sig: "modInverse(BigInteger)", Cost: CostInside, Call: bigRow(bigModInverse)},
	{Sig: "modPow(BigInteger,BigInteger)", Cost: CostInside, Call: bigIntegerModPow},
	{Sig: "multiply(BigInteger)", Cost: CostInside, Call: bigRow(bigMul)},
	{Sig: "negate()", Cost: CostSelf, Call: onSelf(bigIntegerNegate)},
	{Sig: "nextProbablePrime()", Cost: CostInside, Call: bigIntegerNextProbablePrime},
	{Sig: "not()", Cost: CostSelf, Call: onSelf(bigIntegerNot)},
	{Sig: "or(BigInteger)", Cost: CostAll, Call: bitRow((*big.Int).Or)},
	{Sig: "pow(int)", Cost: CostInside, Call: bigIntegerPow},
	{Sig: "probablePrime(int,Random)", Cost: CostConst, Call: bigIntegerProbablePrime},
	{Sig: "remainder(BigInteger)", Cost: CostInside, Call: bigRow(bigRem)},
	{Sig: "setBit(int)", Cost: CostInside, Call: bitChange(func(uint) uint { return 1 })},
	{Sig: "shiftLeft(int)", Cost: CostInside, Call: bigIntegerShiftLeft},
	{Sig: "shiftRight(int)", Cost: CostInside, Call: bigIntegerShiftRight},
	{Sig: "shortValueExact()", Cost: CostConst, Call: bigIntegerShortValueExact},
	{Sig: "signum()", Cost: CostConst, Call: onSelf(func(b *BigInteger) Value { return intOf(b.v.Sign()) })},
	{Sig: "sqrt()", Cost: CostInside, Call: bigIntegerSqrt},
	{Sig: "sqrtAndRemainder()", Cost: CostInside, Call: bigIntegerSqrtAndRemainder},
	{Sig: "subtract(BigInteger)", Cost: CostInside, Call: bigRow(bigSub)},
	{Sig: "testBit(int)", Cost: CostConst, Call: bigIntegerTestBit},
	{Sig: "toByteArray()", Cost: CostInside, Call: bigIntegerToByteArray},
	{Sig: "toString(int)", Cost: CostInside, Call: bigIntegerToString},
	{Sig: "valueOf(long)", Cost: CostConst, Call: onLong(func(l int64) Value { return NewBigInteger(big.NewInt(l)) })},
	{Sig: "xor(BigInteger)", Cost: CostAll, Call: bitRow((*big.Int).Xor)},
}

func init() { Define(bigIntegerClass, bigIntegerMethods) }

// bigRow adapts f, a method of one BigInteger.
func bigRow(f func(m *Meter, x, y *big.Int) (*big.Int, error)) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		y, ok := args[0].(*BigInteger)
		if !ok {
			return nil, throwNull("")
		}
		return integerResult(f(m, &self.(*BigInteger).v, &y.v))
	}
}

// bitRow adapts f, a bitwise operation on two's complements of endless width.
func bitRow(f func(z, x, y *big.Int) *big.Int) MethodFunc {
	return bigRow(func(m *Meter, x, y *big.Int) (*big.Int, error) {
		m.Bytes((max(x.BitLen(), y.BitLen()) + 8) >> 3)
		z := f(new(big.Int), x, y)
		return z, boundInteger(m, z)
	})
}

// compareBig is BigInteger.compareTo(BigInteger).
func compareBig(_ *Meter, x, y *BigInteger) int { return x.v.Cmp(&y.v) }

// bigMax is BigInteger.max(BigInteger).
func bigMax(_ *Meter, x, y *big.Int) (*big.Int, error) {
	if x.Cmp(y) > 0 {
		return x, nil
	}
	return y, nil
}

// bigMin is BigInteger.min(BigInteger).
func bigMin(_ *Meter, x, y *big.Int) (*big.Int, error) {
	if x.Cmp(y) < 0 {
		return x, nil
	}
	return y, nil
}

// bigIntegerAbs is BigInteger.abs().
func bigIntegerAbs(b *BigInteger) Value { return NewBigInteger(new(big.Int).Abs(&b.v)) }

// bigIntegerNegate is BigInteger.negate().
func bigIntegerNegate(b *BigInteger) Value { return NewBigInteger(new(big.Int).Neg(&b.v)) }

// bigIntegerNot is BigInteger.not().
func bigIntegerNot(b *BigInteger) Value { return NewBigInteger(new(big.Int).Not(&b.v)) }

// withoutSign returns x, or its complement where x is negative: the number whose bits differ from the sign bit.
func withoutSign(x *big.Int) *big.Int {
	if x.Sign() < 0 {
		return new(big.Int).Not(x)
	}
	return x
}

// signedBits is BigInteger.bitLength(): the bits of the two's complement without the sign bit.
func signedBits(x *big.Int) int { return withoutSign(x).BitLen() }

// bigIntegerBitCount is BigInteger.bitCount(): the bits that differ from the sign bit.
func bigIntegerBitCount(b *BigInteger) Value {
	n := 0
	for _, w := range withoutSign(&b.v).Bits() {
		n += bits.OnesCount(uint(w))
	}
	return intOf(n)
}

// bigIntegerGetLowestSetBit is BigInteger.getLowestSetBit(): -1 for zero.
func bigIntegerGetLowestSetBit(b *BigInteger) Value {
	if b.v.Sign() == 0 {
		return intOf(-1)
	}
	return intOf(int(b.v.TrailingZeroBits()))
}

// exactBits returns x as a number of width bits; where it does not fit the ArithmeticException names the type.
func exactBits(x *big.Int, width int, name string) (int64, error) {
	if !x.IsInt64() || !fitsWidth(x.Int64(), width) {
		return 0, arithmeticException("BigInteger out of " + name + " range")
	}
	return x.Int64(), nil
}

// bigIntegerLongValueExact is BigInteger.longValueExact().
func bigIntegerLongValueExact(_ *Meter, self Value, _ []Value) (Value, error) {
	return longResult(exactBits(&self.(*BigInteger).v, 64, "long"))
}

// bigIntegerIntValueExact is BigInteger.intValueExact().
func bigIntegerIntValueExact(_ *Meter, self Value, _ []Value) (Value, error) {
	return intResult(exactBits(&self.(*BigInteger).v, 32, "int"))
}

// bigIntegerShortValueExact is BigInteger.shortValueExact().
func bigIntegerShortValueExact(_ *Meter, self Value, _ []Value) (Value, error) {
	return shortResult(exactBits(&self.(*BigInteger).v, 16, "short"))
}

// bigIntegerByteValueExact is BigInteger.byteValueExact().
func bigIntegerByteValueExact(_ *Meter, self Value, _ []Value) (Value, error) {
	return byteResult(exactBits(&self.(*BigInteger).v, 8, "byte"))
}

// bitAddress returns the bit that an int argument numbers.
func bitAddress(v Value) (int, error) {
	n := argInt(v)
	if n < 0 {
		return 0, arithmeticException("Negative bit address")
	}
	return int(n), nil
}

// bigIntegerTestBit is BigInteger.testBit(int).
func bigIntegerTestBit(_ *Meter, self Value, args []Value) (Value, error) {
	n, err := bitAddress(args[0])
	return Bool(self.(*BigInteger).v.Bit(n) == 1), err
}

// bitChange returns the method that replaces one bit by what f makes of it.
func bitChange(f func(bit uint) uint) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		n, err := bitAddress(args[0])
		if err != nil {
			return nil, err
		}
		x := &self.(*BigInteger).v
		bit := f(x.Bit(n))
		if bit == x.Bit(n) {
			return self, nil
		}
		if err := chargeInteger(m, int64(max(n+1, x.BitLen()-1))); err != nil {
			return nil, err
		}
		z := new(big.Int).SetBit(x, n, bit)
		return integerResult(z, boundInteger(m, z))
	}
}

// bigIntegerShiftLeft is BigInteger.shiftLeft(int), to the right where n is negative.
func bigIntegerShiftLeft(m *Meter, self Value, args []Value) (Value, error) {
	return integerResult(bigShift(m, &self.(*BigInteger).v, argLong(args[0])))
}

// bigIntegerShiftRight is BigInteger.shiftRight(int), to the left where n is negative.
func bigIntegerShiftRight(m *Meter, self Value, args []Value) (Value, error) {
	return integerResult(bigShift(m, &self.(*BigInteger).v, -argLong(args[0])))
}

// bigIntegerPow is BigInteger.pow(int).
func bigIntegerPow(m *Meter, self Value, args []Value) (Value, error) {
	n := argInt(args[0])
	if n < 0 {
		return nil, arithmeticException("Negative exponent")
	}
	return integerResult(bigPow(m, &self.(*BigInteger).v, int(n)))
}

// bigIntegerDivideAndRemainder is BigInteger.divideAndRemainder(BigInteger): an array of both.
func bigIntegerDivideAndRemainder(m *Meter, self Value, args []Value) (Value, error) {
	y, ok := args[0].(*BigInteger)
	if !ok {
		return nil, throwNull("")
	}
	if y.v.Sign() == 0 {
		return nil, errDivideByZero
	}
	x := &self.(*BigInteger).v
	chargeDivision(m, x, &y.v)
	q, r := new(big.Int).QuoRem(x, &y.v, new(big.Int))
	return NewArray(bigIntegerClass, []Value{NewBigInteger(q), NewBigInteger(r)}), nil
}

// bigIntegerModPow is BigInteger.modPow(BigInteger exponent, BigInteger modulus).
func bigIntegerModPow(m *Meter, self Value, args []Value) (Value, error) {
	n, ok := args[1].(*BigInteger)
	if ok && n.v.Sign() <= 0 {
		return nil, errModulus
	}
	e, hasExponent := args[0].(*BigInteger)
	if !ok || !hasExponent {
		return nil, throwNull("")
	}
	return integerResult(bigModPow(m, &self.(*BigInteger).v, &e.v, &n.v))
}

// bigIntegerIsProbablePrime is BigInteger.isProbablePrime(int certainty). A certainty below 1 asks for no test; all
// others get the same one, for which no composite number is known to pass.
func bigIntegerIsProbablePrime(m *Meter, self Value, args []Value) (Value, error) {
	if argInt(args[0]) <= 0 {
		return Bool(true), nil
	}
	return Bool(isPrime(m, new(big.Int).Abs(&self.(*BigInteger).v))), nil
}

// bigIntegerNextProbablePrime is BigInteger.nextProbablePrime().
func bigIntegerNextProbablePrime(m *Meter, self Value, _ []Value) (Value, error) {
	b := self.(*BigInteger)
	if b.v.Sign() < 0 {
		return nil, arithmeticException("start < 0: " + ToString(m, b))
	}
	return integerResult(nextPrime(m, &b.v))
}

// bigIntegerProbablePrime is BigInteger.probablePrime(int, Random), for which a template has no Random but null.
func bigIntegerProbablePrime(_ *Meter, _ Value, args []Value) (Value, error) {
	if argInt(args[0]) < 2 {
		return nil, arithmeticException("bitLength < 2")
	}
	return nil, throwNull(`Cannot invoke "java.util.Random.nextInt()" because "rnd" is null`)
}

// bigIntegerSqrt is BigInteger.sqrt(), rounded down.
func bigIntegerSqrt(m *Meter, self Value, _ []Value) (Value, error) {
	return integerResult(bigSqrt(m, &self.(*BigInteger).v))
}

// bigIntegerSqrtAndRemainder is BigInteger.sqrtAndRemainder(): an array of the root and what is left.
func bigIntegerSqrtAndRemainder(m *Meter, self Value, _ []Value) (Value, error) {
	x := &self.(*BigInteger).v
	root, err := bigSqrt(m, x)
	if err != nil {
		return nil, err
	}
	rest := new(big.Int).Mul(root, root)
	rest.Sub(x, rest)
	return NewArray(bigIntegerClass, []Value{NewBigInteger(root), NewBigInteger(rest)}), nil
}

// bigIntegerToByteArray is BigInteger.toByteArray(): the shortest two's complement, high byte first.
func bigIntegerToByteArray(m *Meter, self Value, _ []Value) (Value, error) {
	x := &self.(*BigInteger).v
	n := x.BitLen()>>3 + 1
	m.Bytes(n * valueBytes)
	n = signedBits(x)>>3 + 1
	raw := withoutSign(x).FillBytes(make([]byte, n))
	elems := make([]Value, n)
	for i, b := range raw {
		if x.Sign() < 0 {
			b = ^b
		}
		elems[i] = Byte(b)
	}
	return NewArray(primByte, elems), nil
}

// bigIntegerToString is BigInteger.toString(int radix); a radix Java does not know is taken as 10.
func bigIntegerToString(m *Meter, self Value, args []Value) (Value, error) {
	x, radix := &self.(*BigInteger).v, int(argInt(args[0]))
	if radix < minRadix || radix > maxRadix {
		radix = 10
	}
	chargeText(m, x)
	m.Bytes(x.BitLen() / (bits.Len(uint(radix)) - 1))
	return String(x.Text(radix)), nil
}
