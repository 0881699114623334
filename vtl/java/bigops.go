package java

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
)

// The operations of this file are those of java.math.BigInteger on Go's big integers: they charge for their work before it,
// keep results within the limit of the run, and fail as Java does. None changes its operands.

// errDivideByZero is what BigInteger throws for a divisor of zero.
var errDivideByZero = arithmeticException("BigInteger divide by zero")

// errModulus is what BigInteger throws for a modulus below 1.
var errModulus = arithmeticException("BigInteger: modulus not positive")

// bigHash is BigInteger.hashCode() of x.
func bigHash(x *big.Int) int32 {
	var h int32
	mag := x.Bits()
	for i := len(mag) - 1; i >= 0; i-- {
		for shift := wordBits - 32; shift >= 0; shift -= 32 {
			// Leading zero words of a 64-bit word leave h at 0, as if they were not there.
			h = 31*h + int32(uint32(mag[i]>>shift))
		}
	}
	return h * int32(x.Sign())
}

// bigAdd returns x+y.
func bigAdd(m *Meter, x, y *big.Int) (*big.Int, error) {
	if err := chargeInteger(m, int64(max(x.BitLen(), y.BitLen()))-1); err != nil {
		return nil, err
	}
	z := new(big.Int).Add(x, y)
	return z, boundInteger(m, z)
}

// bigSub returns x-y.
func bigSub(m *Meter, x, y *big.Int) (*big.Int, error) {
	if err := chargeInteger(m, int64(max(x.BitLen(), y.BitLen()))-1); err != nil {
		return nil, err
	}
	z := new(big.Int).Sub(x, y)
	return z, boundInteger(m, z)
}

// bigMul returns x*y.
func bigMul(m *Meter, x, y *big.Int) (*big.Int, error) {
	if err := chargeProduct(m, x, y); err != nil {
		return nil, err
	}
	z := new(big.Int).Mul(x, y)
	return z, boundInteger(m, z)
}

// boundInteger is checkInteger for the run's limit and then for Java's.
func boundInteger(m *Meter, x *big.Int) error {
	checkInteger(m, x)
	if x.BitLen() > javaBits {
		return errTooBig()
	}
	return nil
}

// bigPow returns x to the power of n, which is not negative.
func bigPow(m *Meter, x *big.Int, n int) (*big.Int, error) {
	if x.BitLen() > 1 {
		least := int64(x.BitLen()-1)*int64(n) + 1
		if err := chargeInteger(m, least); err != nil {
			return nil, err
		}
		w := words(int(least))
		m.Step(2 * mulSteps(w, w))
	}
	z := new(big.Int).Exp(x, big.NewInt(int64(n)), nil)
	return z, boundInteger(m, z)
}

// bigTen is 10.
var bigTen = big.NewInt(10)

// tenPower returns 10 to the power of n, which is not negative. The result must not be changed.
func tenPower(m *Meter, n int64) (*big.Int, error) {
	if n < int64(len(smallTenPowers)) {
		return smallTenPowers[n], nil
	}
	if n > javaBits {
		n = javaBits
	}
	// 93/28 is just below log2(10).
	if err := chargeInteger(m, n*93/28); err != nil {
		return nil, err
	}
	return bigPow(m, bigTen, int(n))
}

// smallTenPowers holds the powers of ten up to 10^38, in order.
var smallTenPowers = func() (t [39]*big.Int) {
	t[0] = big.NewInt(1)
	for i := 1; i < len(t); i++ {
		t[i] = new(big.Int).Mul(t[i-1], bigTen)
	}
	return t
}()

// timesTenPower returns x * 10^n, x itself where that is the same.
func timesTenPower(m *Meter, x *big.Int, n int64) (*big.Int, error) {
	if n == 0 || x.Sign() == 0 {
		return x, nil
	}
	if err := chargeInteger(m, n*93/28+int64(x.BitLen())-1); err != nil {
		return nil, err
	}
	p, err := tenPower(m, n)
	if err != nil {
		return nil, err
	}
	return bigMul(m, x, p)
}

// digitCount returns the number of decimal digits of x, 1 for zero: BigDecimal.precision().
func digitCount(m *Meter, x *big.Int) int {
	n := x.BitLen()
	if n == 0 {
		return 1
	}
	least := int(float64(n-1)*math.Log10(2)) + 1
	if decimalWidth(n) == least {
		return least
	}
	p, err := tenPower(m, int64(least))
	if err == nil && x.CmpAbs(p) >= 0 {
		return least + 1
	}
	return least
}

// bigQuo returns x/y rounded toward zero: BigInteger.divide(BigInteger).
func bigQuo(m *Meter, x, y *big.Int) (*big.Int, error) {
	if y.Sign() == 0 {
		return nil, errDivideByZero
	}
	chargeDivision(m, x, y)
	return new(big.Int).Quo(x, y), nil
}

// bigRem returns the remainder of x/y with the sign of x: BigInteger.remainder(BigInteger).
func bigRem(m *Meter, x, y *big.Int) (*big.Int, error) {
	if y.Sign() == 0 {
		return nil, errDivideByZero
	}
	chargeDivision(m, x, y)
	return new(big.Int).Rem(x, y), nil
}

// bigMod returns the remainder of x/y that is not negative: BigInteger.mod(BigInteger).
func bigMod(m *Meter, x, y *big.Int) (*big.Int, error) {
	if y.Sign() <= 0 {
		return nil, errModulus
	}
	chargeDivision(m, x, y)
	return new(big.Int).Mod(x, y), nil
}

// bigGCD returns the greatest common divisor: BigInteger.gcd(BigInteger).
func bigGCD(m *Meter, x, y *big.Int) (*big.Int, error) {
	w := words(max(x.BitLen(), y.BitLen()))
	m.Step(gcdSteps(w))
	m.Bytes(3 * w << 3)
	return new(big.Int).GCD(nil, nil, new(big.Int).Abs(x), new(big.Int).Abs(y)), nil
}

// gcdSteps returns the steps of a greatest common divisor of numbers of w words, which is quadratic.
func gcdSteps(w int) int { return w*w>>2 + 4*w + 8 }

// bigModInverse returns the inverse of x modulo n: BigInteger.modInverse(BigInteger).
func bigModInverse(m *Meter, x, n *big.Int) (*big.Int, error) {
	if n.Sign() <= 0 {
		return nil, errModulus
	}
	w := words(max(x.BitLen(), n.BitLen()))
	m.Step(2 * gcdSteps(w))
	m.Bytes(3 * w << 3)
	if n.IsInt64() && n.Int64() == 1 {
		return new(big.Int), nil
	}
	z := new(big.Int).ModInverse(x, n)
	if z == nil {
		return nil, arithmeticException("BigInteger not invertible.")
	}
	return z, nil
}

// bigModPow returns x to the power of e modulo n: BigInteger.modPow(BigInteger, BigInteger).
func bigModPow(m *Meter, x, e, n *big.Int) (*big.Int, error) {
	base, err := bigMod(m, x, n)
	if err == nil && e.Sign() < 0 {
		base, err = bigModInverse(m, base, n)
	}
	if err != nil {
		return nil, err
	}
	chargeModPow(m, e.BitLen(), n)
	return new(big.Int).Exp(base, new(big.Int).Abs(e), n), nil
}

// chargeModPow charges for a power modulo n with an exponent of that many bits.
func chargeModPow(m *Meter, exponentBits int, n *big.Int) {
	w := words(n.BitLen())
	m.Bytes(32 * w << 3) // the table of powers that the window method keeps
	each := 2*mulSteps(w, w) + 2
	m.Step(int(min(int64(exponentBits)*int64(each), math.MaxInt32)))
}

// smallPrimes are the primes that candidates are tried with first.
var smallPrimes = [...]uint64{3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53}

// smallProduct is the product of smallPrimes.
var smallProduct = new(big.Int).SetUint64(16294579238595022365)

// hasSmallFactor tells whether x, larger than all of smallPrimes, has a factor among them.
func hasSmallFactor(x *big.Int) bool {
	rest := new(big.Int).Rem(x, smallProduct).Uint64()
	return slices.ContainsFunc(smallPrimes[:], func(p uint64) bool { return rest%p == 0 })
}

// isPrime tells whether x, not negative, is a prime. Most composite numbers fail the first, cheap tests.
func isPrime(m *Meter, x *big.Int) bool {
	m.Step(words(x.BitLen()) + 4)
	if x.BitLen() <= 64 {
		m.Step(2 * x.BitLen())
		return x.ProbablyPrime(0)
	}
	if x.Bit(0) == 0 || hasSmallFactor(x) {
		return false
	}
	chargeModPow(m, x.BitLen(), x)
	one := big.NewInt(1)
	if new(big.Int).Exp(big.NewInt(2), new(big.Int).Sub(x, one), x).Cmp(one) != 0 {
		return false
	}
	chargeModPow(m, 3*x.BitLen(), x)
	return x.ProbablyPrime(0)
}

// nextPrime returns the first prime above x, which is not negative.
func nextPrime(m *Meter, x *big.Int) (*big.Int, error) {
	two := big.NewInt(2)
	if x.Cmp(two) < 0 {
		return two, nil
	}
	z := new(big.Int).Add(x, big.NewInt(1))
	z.SetBit(z, 0, 1)
	for !isPrime(m, z) {
		z.Add(z, two)
	}
	return z, boundInteger(m, z)
}

// bigSqrt returns the square root of x, rounded down: BigInteger.sqrt().
func bigSqrt(m *Meter, x *big.Int) (*big.Int, error) {
	if x.Sign() < 0 {
		return nil, arithmeticException("Negative BigInteger")
	}
	// Newton's method divides by ever the same width, about log2(bits) times.
	w := words(x.BitLen())
	m.Step(2 * mulSteps((w+1)/2, (w+1)/2) * bits.Len(uint(x.BitLen())))
	m.Bytes(w << 3)
	return new(big.Int).Sqrt(x), nil
}

// bigShift returns x shifted left by n bits, or right and rounded down where n is negative.
func bigShift(m *Meter, x *big.Int, n int64) (*big.Int, error) {
	if n <= 0 {
		m.Bytes(x.BitLen() >> 3)
		return new(big.Int).Rsh(x, uint(-n)), nil
	}
	if x.Sign() == 0 {
		return x, nil
	}
	if err := chargeInteger(m, int64(x.BitLen())+n); err != nil {
		return nil, err
	}
	return new(big.Int).Lsh(x, uint(n)), nil
}
