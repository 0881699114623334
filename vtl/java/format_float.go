package java

import (
	"math"
	"strconv"
	"strings"
)

// printFloat prints %a, %e, %f and %g.
func (f *formatter) printFloat(s *formatSpec, arg Value) error {
	switch v := arg.(type) {
	case nil:
		f.printText(s, "null")
	case Float:
		f.printDouble(s, float64(v))
	case Double:
		f.printDouble(s, float64(v))
	case *BigDecimal:
		if s.conv == 'a' {
			return s.failure(arg)
		}
		f.printBigDecimal(s, v)
	default:
		return s.failure(arg)
	}
	return nil
}

// printDouble prints a double.
func (f *formatter) printDouble(s *formatSpec, v float64) {
	neg := math.Signbit(v)
	switch {
	case math.IsNaN(v):
		f.justify(s, s.cased("NaN"))
	case math.IsInf(v, 0):
		f.justify(s, s.leadingSign(neg)+s.cased("Infinity")+s.trailingSign(neg))
	case s.conv == 'a':
		f.printHexDouble(s, math.Abs(v), neg)
	default:
		f.printDigits(s, digitsOf(math.Abs(v)), neg)
	}
}

// cased returns text in upper case when the conversion is.
func (s *formatSpec) cased(text string) string {
	if s.flags.has(formatUpper) {
		return strings.ToUpper(text)
	}
	return text
}

// decimalDigits is a decimal number 0.d1d2d3... times ten to the power of exp.
type decimalDigits struct {
	digits []byte
	exp    int
}

// digitsOf returns the digits of v, not negative and finite, that Double.toString shows. Java rounds these, not
// the exact value: %.2f of 1.005 is 1.01.
func digitsOf(v float64) decimalDigits {
	if v == 0 {
		return decimalDigits{[]byte("0"), 1}
	}
	mantissa, exponent, _ := strings.Cut(string(AppendDouble(nil, v)), "E")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	shift, _ := strconv.Atoi(exponent)
	if fraction == "0" {
		fraction = ""
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	exp := len(whole) + shift - (len(whole+fraction) - len(digits))
	if digits = strings.TrimRight(digits, "0"); digits == "" {
		digits = "0"
	}
	return decimalDigits{[]byte(digits), exp}
}

// round rounds half up to n digits, as long as there are more than n and n is not negative.
func (d *decimalDigits) round(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	up := d.digits[n] >= '5'
	for i := n; i < len(d.digits); i++ {
		d.digits[i] = '0'
	}
	if !up {
		return
	}
	for i := n - 1; i >= 0; i-- {
		if d.digits[i] != '9' {
			d.digits[i]++
			return
		}
		d.digits[i] = '0'
	}
	d.digits[0] = '1'
	d.exp++
}

// printDigits prints %e, %f and %g of a number that is not negative by itself.
func (f *formatter) printDigits(s *formatSpec, d decimalDigits, neg bool) {
	precision := s.precision
	if precision < 0 {
		precision = 6
	}
	f.m.Bytes(precision)
	switch s.conv {
	case 'e':
		d.round(precision + 1)
		mantissa, exponent := d.scientific(precision)
		f.printScientific(s, s.pointed(mantissa, precision), exponent, neg)
	case 'f':
		d.round(d.exp + precision)
		f.printDecimal(s, s.pointed(d.plain(precision), precision), neg)
	default:
		f.printGeneral(s, d, max(precision, 1), neg)
	}
}

// printGeneral prints %g, for which precision counts all digits.
func (f *formatter) printGeneral(s *formatSpec, d decimalDigits, precision int, neg bool) {
	if string(d.digits) == "0" {
		f.printDecimal(s, s.pointed("0", precision-1), neg)
		return
	}
	d.round(precision)
	if d.exp-1 < -4 || d.exp-1 >= precision {
		mantissa, exponent := d.scientific(precision - 1)
		f.printScientific(s, s.pointed(mantissa, precision-1), exponent, neg)
		return
	}
	places := precision - d.exp
	f.m.Bytes(max(places, 0))
	f.printDecimal(s, s.pointed(d.plain(places), places), neg)
}

// printScientific prints a mantissa and an exponent.
func (f *formatter) printScientific(s *formatSpec, mantissa, exponent string, neg bool) {
	f.printSigned(s, mantissa, s.cased("e"+exponent), neg)
}

// scientific returns the mantissa with at most places digits behind the point, and the exponent with its sign.
func (d *decimalDigits) scientific(places int) (mantissa, exponent string) {
	mantissa = string(d.digits[:1])
	if n := min(len(d.digits)-1, places); n > 0 {
		mantissa += "." + string(d.digits[1:1+n])
	}
	if string(d.digits) == "0" {
		return mantissa, "+00"
	}
	return mantissa, exponentText(d.exp - 1)
}

// exponentText returns an exponent with its sign and at least two digits.
func exponentText(e int) string {
	sign := "+"
	if e < 0 {
		sign, e = "-", -e
	}
	if e < 10 {
		sign += "0"
	}
	return sign + strconv.Itoa(e)
}

// plain returns the number without an exponent, with at most places digits behind the point.
func (d *decimalDigits) plain(places int) string {
	n := len(d.digits)
	if d.exp > 0 {
		if n < d.exp {
			return string(d.digits) + strings.Repeat("0", d.exp-n)
		}
		if shown := min(n-d.exp, places); shown > 0 {
			return string(d.digits[:d.exp]) + "." + string(d.digits[d.exp:d.exp+shown])
		}
		return string(d.digits[:d.exp])
	}
	zeros := max(0, min(-d.exp, places))
	shown := max(0, min(n, places+d.exp))
	if zeros+shown == 0 {
		return "0"
	}
	return "0." + strings.Repeat("0", zeros) + string(d.digits[:shown])
}

// pointed fills digits up to places behind the point, or sets the point that # asks for.
func (s *formatSpec) pointed(digits string, places int) string {
	i := strings.IndexByte(digits, '.')
	have := 0
	if i >= 0 {
		have = len(digits) - i - 1
	}
	if have < places {
		if i < 0 {
			digits += "."
		}
		return digits + strings.Repeat("0", places-have)
	}
	if s.flags.has(formatAlternate) && places == 0 {
		digits += "."
	}
	return digits
}

// printHexDouble prints %a of v, not negative and finite.
func (f *formatter) printHexDouble(s *formatSpec, v float64, neg bool) {
	precision := s.precision
	if precision == 0 {
		precision = 1
	}
	precision = max(precision, 0)
	mantissa, exponent, _ := strings.Cut(formatHex(v, precision), "p")
	fill := 0
	if s.flags.has(formatZero) {
		leading := 2 + b2i(neg || s.flags.has(formatSpace) || s.flags.has(formatPlus))
		fill = max(0, s.width-len(mantissa)-len(exponent)-1-leading)
	}
	f.m.Bytes(fill + precision)
	if _, fraction, _ := strings.Cut(mantissa, "."); len(fraction) < precision {
		mantissa += strings.Repeat("0", precision-len(fraction))
	}
	text := s.cased("0x" + strings.Repeat("0", fill) + mantissa + "p" + exponent)
	f.justify(s, s.leadingSign(neg)+text)
}

// formatHex returns Double.toHexString of v without the prefix, rounded to precision digits behind the point when
// that is from 1 to 12.
func formatHex(v float64, precision int) string {
	if v == 0 || precision == 0 || precision >= 13 {
		return exactFormatHex(v)
	}
	text := strconv.FormatFloat(v, 'x', precision, 64)
	mantissa, exponent, _ := strings.Cut(strings.TrimPrefix(text, "0x"), "p")
	e, _ := strconv.Atoi(exponent)
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
		fraction = "0"
	}
	return whole + "." + fraction + "p" + strconv.Itoa(e)
}

// exactFormatHex returns all digits of v; subnormal numbers keep the exponent -1022.
func exactFormatHex(v float64) string {
	bits := math.Float64bits(v)
	fraction := strings.TrimRight(padLeft(strconv.FormatUint(bits&(1<<52-1), 16), 13), "0")
	if fraction == "" {
		fraction = "0"
	}
	exponent := int(bits>>52&0x7FF) - 1023
	switch {
	case v == 0:
		return "0.0p0"
	case exponent == -1023:
		return "0." + fraction + "p-1022"
	}
	return "1." + fraction + "p" + strconv.Itoa(exponent)
}

// padLeft returns digits with zeros in front up to width.
func padLeft(digits string, width int) string {
	return strings.Repeat("0", max(0, width-len(digits))) + digits
}
