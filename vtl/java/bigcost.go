package java

import (
	"math"
	"math/big"
	"math/bits"
)

// wordBits is the width of a big.Word.
const wordBits = bits.UintSize

// javaBits is the most bits a java.math.BigInteger can have.
const javaBits = math.MaxInt32

// bigBytes is what a BigInteger takes besides its digits.
const bigBytes = 48

// mostZeros is the largest power of ten within javaBits.
const mostZeros = 646456992

// words returns how many 64-bit words a magnitude of n bits takes.
func words(n int) int { return (n + 63) >> 6 }

// errTooBig is what Java throws for a BigInteger of more than javaBits bits.
func errTooBig() error {
	return Throw("java.lang.ArithmeticException", "BigInteger would overflow supported range")
}

// chargeInteger announces an integer of at least n bits: it stops the run where the limit is lower, fails where even
// Java would, and charges for the bytes. It must come before the work.
func chargeInteger(m *Meter, n int64) error {
	if m != nil {
		if limit := m.Limits.IntegerBits; limit > 0 && n > int64(limit) {
			m.Exceeded("integer bits", int64(limit), "")
		}
	}
	if n > javaBits {
		return errTooBig()
	}
	m.Bytes(int(n>>3) + bigBytes)
	return nil
}

// checkInteger stops the run where x has more bits than the limit. It follows operations whose result is only known
// within a bit or a factor of two beforehand.
func checkInteger(m *Meter, x *big.Int) {
	if m == nil {
		return
	}
	if limit := m.Limits.IntegerBits; limit > 0 && x.BitLen() > limit {
		m.Exceeded("integer bits", int64(limit), "")
	}
}

// karatsuba is the size in words from which math/big multiplies faster than by the school method.
const karatsuba = 40

// mulSteps returns the steps of multiplying (or dividing) numbers of x and y words: quadratic for small ones, and by
// blocks of the smaller one's Karatsuba cost for large ones. The constants are measured.
func mulSteps(x, y int) int {
	if x > y {
		x, y = y, x
	}
	if x < karatsuba {
		return x*y>>5 + 1
	}
	block := math.Pow(float64(x), math.Log2(3))
	return int(block*float64(y)/float64(x)/6) + 1
}

// chargeProduct charges for x*y and announces its size.
func chargeProduct(m *Meter, x, y *big.Int) error {
	if x.Sign() == 0 || y.Sign() == 0 {
		return nil
	}
	m.Step(mulSteps(words(x.BitLen()), words(y.BitLen())))
	return chargeInteger(m, int64(x.BitLen())+int64(y.BitLen())-1)
}

// chargeDivision charges for x divided by y.
func chargeDivision(m *Meter, x, y *big.Int) {
	a, b := words(x.BitLen()), words(y.BitLen())
	if a < b {
		m.Step(a>>3 + 1)
		return
	}
	m.Step(3 * mulSteps(a-b+1, b))
	m.Bytes((a + 1) << 3)
}

// chargeText charges for the digits of x in a base: their bytes, and steps that grow like a division of x by a number
// half as long, again for each half.
func chargeText(m *Meter, x *big.Int) {
	w := words(x.BitLen())
	m.Step(7*mulSteps((w+1)/2, (w+1)/2) + w)
	m.Bytes(decimalWidth(x.BitLen()))
}

// decimalWidth returns how many decimal digits a number of n bits has at most.
func decimalWidth(n int) int { return int(float64(n)*math.Log10(2)) + 1 }
