package java

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// appendCanonical appends the canonical form, in engineering notation (exponents that are multiples of three) where
// asked: BigDecimal.toString() and toEngineeringString().
func (d *BigDecimal) appendCanonical(m *Meter, dst []byte, engineering bool) []byte {
	chargeText(m, &d.unscaled)
	if d.scale == 0 {
		return d.unscaled.Append(dst, 10)
	}
	if d.unscaled.Sign() < 0 {
		dst = append(dst, '-')
	}
	digits := absText(&d.unscaled)
	exp := int64(len(digits)-1) - int64(d.scale)
	switch {
	case d.scale >= 0 && exp >= -6:
		return appendPoint(dst, digits, int(d.scale))
	case engineering:
		dst, exp = appendEngineering(dst, digits, exp, d.unscaled.Sign() == 0)
	default:
		dst = append(dst, digits[0])
		if len(digits) > 1 {
			dst = append(append(dst, '.'), digits[1:]...)
		}
	}
	if exp != 0 {
		dst = append(dst, 'E')
		if exp > 0 {
			dst = append(dst, '+')
		}
		dst = strconv.AppendInt(dst, exp, 10)
	}
	return dst
}

// appendEngineering appends digits with one to three of them before the point and returns the exponent that is left,
// a multiple of three. Zero gets up to two zeros behind the point instead, so that its exponent is one too.
func appendEngineering(dst, digits []byte, exp int64, isZero bool) ([]byte, int64) {
	lead := int(exp % 3)
	if lead < 0 {
		lead += 3
	}
	exp -= int64(lead)
	lead++
	if isZero {
		switch lead {
		case 2:
			return append(dst, "0.00"...), exp + 3
		case 3:
			return append(dst, "0.0"...), exp + 3
		}
		return append(dst, '0'), exp
	}
	for len(digits) < lead {
		digits = append(digits, '0')
	}
	dst = append(dst, digits[:lead]...)
	if len(digits) > lead {
		dst = append(append(dst, '.'), digits[lead:]...)
	}
	return dst, exp
}

// absText returns the decimal digits of x without its sign.
func absText(x *big.Int) []byte {
	text := x.Append(nil, 10)
	if text[0] == '-' {
		return text[1:]
	}
	return text
}

// appendPoint appends digits with scale of them behind the point, zeros before them as needed.
func appendPoint(dst, digits []byte, scale int) []byte {
	whole := len(digits) - scale
	if whole > 0 {
		dst = append(dst, digits[:whole]...)
		if scale == 0 {
			return dst
		}
		return append(append(dst, '.'), digits[whole:]...)
	}
	dst = appendZeros(append(dst, "0."...), -whole)
	return append(dst, digits...)
}

// appendZeros appends n zeros.
func appendZeros(dst []byte, n int) []byte {
	const zeros = "00000000000000000000000000000000"
	for ; n > len(zeros); n -= len(zeros) {
		dst = append(dst, zeros...)
	}
	return append(dst, zeros[:n]...)
}

// plainText returns BigDecimal.toPlainString(): all digits and zeros, never an exponent.
func (d *BigDecimal) plainText(m *Meter) ([]byte, error) {
	chargeText(m, &d.unscaled)
	sign := d.unscaled.Sign()
	switch {
	case sign == 0 && d.scale <= 0:
		return []byte{'0'}, nil
	case d.scale == math.MinInt32:
		return nil, arithmeticException("Overflow")
	}
	digits := absText(&d.unscaled)
	zeros := -int(d.scale)
	m.Bytes(max(zeros, -zeros))
	dst := make([]byte, 0, len(digits)+max(zeros, -zeros)+3)
	if sign < 0 {
		dst = append(dst, '-')
	}
	if zeros >= 0 {
		return appendZeros(append(dst, digits...), zeros), nil
	}
	return appendPoint(dst, digits, -zeros), nil
}

// ParseBigDecimal returns new BigDecimal(text): an optional sign, digits with or without a point, and an optional exponent.
// The scale counts the digits behind the point, less the exponent. The error is a NumberFormatException.
func ParseBigDecimal(text string) (*BigDecimal, error) {
	text = latinDigits(text)
	body := text
	if body != "" && (body[0] == '-' || body[0] == '+') {
		body = body[1:]
	}
	if body == "" {
		return nil, badDecimal(text)
	}
	digits, exponent, hasExponent := body, "", false
	if i := strings.IndexAny(body, "eE"); i >= 0 {
		digits, exponent, hasExponent = body[:i], body[i+1:], true
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if err := checkDecimalDigits(whole, fraction); err != nil {
		return nil, err
	}
	exp, err := decimalExponent(exponent, hasExponent)
	if err != nil {
		return nil, err
	}
	scale := int64(len(fraction)) - exp
	if scale != int64(int32(scale)) {
		return nil, numberFormat("Scale out of range.")
	}
	x := parseDigits(whole + fraction)
	if text[0] == '-' {
		x.Neg(x)
	}
	return NewBigDecimal(x, int32(scale)), nil
}

// badDecimal returns the exception of text that is no more than a sign.
func badDecimal(text string) error {
	if text == "" {
		return numberFormat("")
	}
	return numberFormat("No digits found.")
}

// checkDecimalDigits tells what is wrong with the digits before and behind the point.
func checkDecimalDigits(whole, fraction string) error {
	for _, r := range whole + fraction {
		switch {
		case r == '.':
			return numberFormat("Character array contains more than one decimal point.")
		case r < '0' || r > '9':
			return numberFormat("Character " + string(r) + ` is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`)
		}
	}
	if whole == "" && fraction == "" {
		return numberFormat("No digits found.")
	}
	return nil
}

// decimalExponent returns the number that stands behind the e of a decimal, 0 where there is none.
func decimalExponent(text string, present bool) (int64, error) {
	if !present {
		return 0, nil
	}
	digits := text
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		digits = digits[1:]
	}
	if digits == "" || span(digits, 0, isDecimalDigit) != len(digits) {
		return 0, numberFormat("")
	}
	const most = 10
	if len(strings.TrimLeft(digits, "0")) > most {
		return 0, numberFormat("Too many nonzero exponent digits.")
	}
	exp, err := strconv.ParseInt(text, 10, 64)
	if err != nil || exp != int64(int32(exp)) && exp > 0 {
		return 0, numberFormat("Exponent overflow.")
	}
	return exp, nil
}

// latinDigits returns text with the decimal digits of all scripts as ASCII.
func latinDigits(text string) string {
	if isASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r < firstSupplemental && isDigit(r) {
			return '0' + numericValue(r)
		}
		return r
	}, text)
}
