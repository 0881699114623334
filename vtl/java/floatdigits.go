package java

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// Java before version 19 chooses the digits of a floating-point number by rules that are documented nowhere but in its
// behaviour, and that do not always give the shortest text. This file follows them, with exact arithmetic:
//
//   - Integers below 2^63 print their own digits. Beyond the precision of the type the last ones are rounded off.
//   - All others produce digits from the left until what is left, or what is missing to the next digit, is less than half the
//     distance to the neighbouring numbers. Both ends of that interval are left out where the numbers fit 64 bits;
//     beyond that the upper end belongs to it.
//   - The distance is taken to be the same on both sides. For powers of two it is the smaller one.
//   - A number that prints with an exponent never stops at its first digit.

// maxDigits is enough for the digits of any double.
const maxDigits = 32

// binaryFloat is a positive number mant * 2^(exp-52); bit 52 of mant, the highest, is set. precision is how many bits its type has
// at this size.
type binaryFloat struct {
	mant      uint64
	exp       int
	precision int
}

// Parts of a double.
const (
	fractionBits = 52
	doubleBias   = 1023
	hiddenBit    = uint64(1) << fractionBits
)

// takeApart returns the parts of f, a finite number above 0 of a type of that width.
func takeApart(f float64, width int) binaryFloat {
	u := math.Float64bits(f)
	b := binaryFloat{mant: u & (hiddenBit - 1), exp: int(u>>fractionBits) - doubleBias, precision: fractionBits + 1}
	least := 1 - doubleBias
	if b.exp < least {
		shift := bits.LeadingZeros64(b.mant) - (63 - fractionBits)
		b.mant, b.exp = b.mant<<shift, least-shift
	}
	b.mant |= hiddenBit
	if width == 32 {
		b.precision, least = 24, -126
	}
	b.precision -= max(0, least-b.exp)
	return b
}

// javaDigits appends the digits of f, a finite number above 0 of a type of that width, to buf and returns them with the power
// of ten of the first.
func javaDigits(buf []byte, f float64, width int) (digits []byte, exp int) {
	b := takeApart(f, width)
	zeros := bits.TrailingZeros64(b.mant)
	switch {
	case b.exp <= largestShift && fractionBits-zeros <= b.exp:
		return b.integerDigits(buf)
	case b.agreesWithShortest():
		if digits, exp = shortestDigits(buf, f, width); len(digits) > 1 {
			return digits, exp
		}
	}
	return b.develop(buf)
}

// largestShift is the exponent of the largest integers that print as such.
const largestShift = 62

// agreesWithShortest tells whether the rules give the shortest digits, the closest of them to the number, if these are at
// least two. They can only differ where a short decimal lies halfway between two numbers of the type, where a number lies
// halfway between two of its shortest decimals, or where both neighbours of a number are not as far away. The first two happen to
// large integers with few factors of 5 that were lost, and to fractions with two bits behind the point that use
// nearly the whole precision.
func (b binaryFloat) agreesWithShortest() bool {
	const noFives = 140 // no double above 2^140 is a number of 18 digits times a power of ten
	return b.mant != hiddenBit && (b.exp < b.precision-4 || b.exp > noFives)
}

// shortestDigits is javaDigits for the shortest digits that read back as f.
func shortestDigits(buf []byte, f float64, width int) (digits []byte, exp int) {
	text := strconv.AppendFloat(buf, f, 'e', -1, width)
	e := len(text) - len("e-00")
	if text[e] != 'e' {
		e--
	}
	for _, c := range text[e+2:] {
		exp = exp*10 + int(c-'0')
	}
	if text[e+1] == '-' {
		exp = -exp
	}
	if e == 1 {
		return text[:1], exp
	}
	text[1] = text[0] // over the point
	return text[1:e], exp
}

// develop is javaDigits for numbers that are no integers below 2^63.
func (b binaryFloat) develop(buf []byte) (digits []byte, exp int) {
	exp = b.estimateExponent()
	g := b.ratio(exp)
	var end ending
	switch width := g.width(); {
	case width < 32:
		digits, end = developSmall[int32](buf, g)
	case width < 64:
		digits, end = developSmall[int64](buf, g)
	default:
		digits, end = developLarge(buf, g)
	}
	if end.noLead {
		exp--
	}
	if end.roundsUp(digits) {
		return roundUpDigits(digits, exp)
	}
	return digits, exp
}

// integerDigits is javaDigits for integers below 2^63.
func (b binaryFloat) integerDigits(buf []byte) (digits []byte, exp int) {
	n := b.mant >> max(0, fractionBits-b.exp) << max(0, b.exp-fractionBits)
	// As many digits say nothing as the power of two has that the bits beyond the precision, less one, make up.
	if cut := int(float64(b.exp-b.precision-1) * math.Log10(2)); cut > 0 {
		pow := smallTenPowers[cut].Uint64()
		rest := n % pow
		n /= pow
		if rest >= pow/2 {
			n++
		}
		exp = cut
	}
	digits = strconv.AppendUint(buf, n, 10)
	exp += len(digits) - 1
	for len(digits) > 1 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return digits, exp
}

// estimateExponent returns the power of ten of the first digit, or one more. Which of both is part of the rules: the tangent
// of the logarithm at 1.5, with these constants. The conversions keep multiplication and addition apart on all machines.
func (b binaryFloat) estimateExponent() int {
	m := math.Float64frombits(b.mant&(hiddenBit-1) | doubleBias<<fractionBits)
	log := float64((m-1.5)*0.289529654) + 0.176091259
	return int(math.Floor(log + float64(float64(b.exp)*0.301029995663981)))
}

// ratio is a number as numerator/denominator and the tolerance of its digits, each a power of 5 and of 2 times the factor.
type ratio struct {
	mant            uint64 // factor of the numerator, odd
	five, two       int    // of the numerator
	denFive, denTwo int    // of the denominator
	tolFive, tolTwo int    // of the tolerance, on the scale of the numerator
	bits            int    // of mant
	exp             int    // the estimated power of ten of the first digit
}

// ratio returns b / 10^exp.
func (b binaryFloat) ratio(exp int) ratio {
	zeros := bits.TrailingZeros64(b.mant)
	size := fractionBits + 1 - zeros
	tiny := max(0, size-b.exp-1) // bits behind the binary point
	g := ratio{mant: b.mant >> zeros, bits: size, exp: exp, five: max(0, -exp), denFive: max(0, exp)}
	g.tolFive = g.five
	g.two = g.five + tiny + b.exp
	g.denTwo = g.denFive + tiny
	g.tolTwo = g.two - b.precision
	g.two -= size - 1
	common := min(g.two, g.denTwo)
	g.two, g.denTwo, g.tolTwo = g.two-common, g.denTwo-common, g.tolTwo-common
	if size == 1 {
		g.tolTwo--
	}
	if g.tolTwo < 0 {
		g.two, g.denTwo, g.tolTwo = g.two-g.tolTwo, g.denTwo-g.tolTwo, 0
	}
	return g
}

// width returns how many bits the computation needs.
func (g ratio) width() int {
	return max(g.bits+g.two+fiveBits(g.five), g.denTwo+1+fiveBits(g.denFive+1))
}

// fiveBits returns how many bits 5^n adds to a product, an upper bound for large n.
func fiveBits(n int) int {
	switch {
	case n == 0:
		return 0
	case n <= 26:
		return bits.Len64(fivePower(n))
	}
	return 3 * n
}

// fivePower returns 5^n for n up to 27.
func fivePower(n int) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 5
	}
	return p
}

// ending says how the production of digits stands.
type ending struct {
	noLead    bool // the estimated first digit was zero and left out
	low, high bool // what is left, or what is missing to the next digit, is within the tolerance
	tie       int  // compares what is left with one half, where both are
}

// add appends digit q, the first of them only if it counts, and forgets about an end after the first digit where the text
// will have an exponent. exp is the estimated power of ten.
func (e *ending) add(digits []byte, q byte, first bool, exp int) []byte {
	if !first {
		return append(digits, '0'+q)
	}
	if q == 0 && !e.high {
		e.noLead = true
		exp--
	} else {
		digits = append(digits, '0'+q)
	}
	// Java prints an exponent from 10^7 on, but asks for 10^8 here.
	if exp < plainFrom || exp > plainTo {
		e.low, e.high = false, false
	}
	return digits
}

// roundsUp tells whether the last digit goes up by one.
func (e *ending) roundsUp(digits []byte) bool {
	switch {
	case !e.high:
		return false
	case !e.low || e.tie > 0:
		return true
	}
	return e.tie == 0 && digits[len(digits)-1]&1 == 1
}

// developSmall appends the digits of g in the arithmetic of int or long, overflows of the tolerance included.
func developSmall[T int32 | int64](digits []byte, g ratio) ([]byte, ending) {
	b := T(g.mant*fivePower(g.five)) << g.two
	s := T(fivePower(g.denFive)) << g.denTwo
	m := T(fivePower(g.tolFive)) << g.tolTwo
	tens := 10 * s
	var e ending
	for first := true; first || !e.low && !e.high; first = false {
		q := b / s
		b = 10 * (b % s)
		m *= 10
		e.low, e.high = b < m, b+m > tens
		if m <= 0 && !first {
			e.low, e.high = true, true
		}
		digits = e.add(digits, byte(q), first, g.exp)
	}
	e.tie = order(int64(b<<1-tens), 0)
	return digits, e
}

// developLarge is developSmall in exact arithmetic. Unlike there the upper end of the interval counts as within.
func developLarge(digits []byte, g ratio) ([]byte, ending) {
	b := fiveTwo(new(big.Int).SetUint64(g.mant), g.five, g.two)
	s := fiveTwo(big.NewInt(1), g.denFive, g.denTwo)
	m := fiveTwo(big.NewInt(1), g.tolFive, g.tolTwo)
	tens := new(big.Int).Mul(s, bigTen)
	var e ending
	var q, sum big.Int
	for first := true; first || !e.low && !e.high; first = false {
		q.QuoRem(b, s, b)
		b.Mul(b, bigTen)
		m.Mul(m, bigTen)
		e.low, e.high = b.Cmp(m) < 0, tens.Cmp(sum.Add(b, m)) <= 0
		digits = e.add(digits, byte(q.Uint64()), first, g.exp)
	}
	e.tie = sum.Lsh(b, 1).Cmp(tens)
	return digits, e
}

// fiveTwo multiplies x by 5^five * 2^two in place and returns it.
func fiveTwo(x *big.Int, five, two int) *big.Int {
	if five > 0 {
		x.Mul(x, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(five)), nil))
	}
	return x.Lsh(x, uint(two))
}

// roundUpDigits adds one to the last digit. Nines carry over; where all are, the number is the next power of ten.
func roundUpDigits(digits []byte, exp int) ([]byte, int) {
	i := len(digits) - 1
	for ; digits[i] == '9' && i > 0; i-- {
		digits[i] = '0'
	}
	if digits[i] == '9' {
		digits[i] = '1'
		return digits, exp + 1
	}
	digits[i]++
	return digits, exp
}
