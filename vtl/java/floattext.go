package java

import (
	"math"
	"strconv"
	"strings"
)

// Java prints floating-point numbers between these two powers of ten (the first included) without an exponent:
// Javadoc Double#toString(double).
const (
	plainFrom = -3
	plainTo   = 7
)

// AppendDouble appends Double.toString(f): "0.0", "1.5", "1.0E10", "NaN", "-Infinity". The digits are those of Java 17 (see
// floatdigits.go), which are more than needed for some numbers: 2.0E23 prints as 1.9999999999999998E23, where Java 19
// and later print 2.0E23.
func AppendDouble(dst []byte, f float64) []byte { return appendFloating(dst, f, 64) }

// AppendFloat appends Float.toString(f), in the form of AppendDouble.
func AppendFloat(dst []byte, f float32) []byte { return appendFloating(dst, float64(f), 32) }

// appendFloating appends f, a number of the given width in bits, in Java's form.
func appendFloating(dst []byte, f float64, width int) []byte {
	switch {
	case f != f:
		return append(dst, "NaN"...)
	case math.Signbit(f):
		dst, f = append(dst, '-'), -f
	}
	switch {
	case f == 0:
		return append(dst, "0.0"...)
	case f > math.MaxFloat64:
		return append(dst, "Infinity"...)
	}
	var buf [maxDigits]byte
	digits, exp := javaDigits(buf[:0], f, width)
	return appendDigits(dst, digits, exp)
}

// appendDigits appends d.ddd*10^exp as Java writes it, always with a digit after the point.
func appendDigits(dst, digits []byte, exp int) []byte {
	switch {
	case exp < plainFrom || exp >= plainTo:
		dst = append(dst, digits[0], '.')
		dst = appendFraction(dst, digits[1:])
		dst = append(dst, 'E')
		return strconv.AppendInt(dst, int64(exp), 10)
	case exp < 0:
		dst = append(dst, "0."...)
		dst = append(dst, "000"[:-exp-1]...)
		return append(dst, digits...)
	}
	whole := min(exp+1, len(digits))
	dst = append(dst, digits[:whole]...)
	dst = append(dst, "0000000"[:exp+1-whole]...)
	dst = append(dst, '.')
	return appendFraction(dst, digits[whole:])
}

// appendFraction appends the digits behind the point, "0" where there are none.
func appendFraction(dst, digits []byte) []byte {
	if len(digits) == 0 {
		return append(dst, '0')
	}
	return append(dst, digits...)
}

// hexDouble returns Double.toHexString(f): "0x1.8p3", subnormal numbers as "0x0.8p-1022".
func hexDouble(f float64) string {
	const fraction, bias = 52, 1023
	bits := math.Float64bits(f)
	return hexFloating(f, bits&(1<<fraction-1), int(bits>>fraction&0x7ff), bias, 13)
}

// hexFloat returns Float.toHexString(f), in the form of hexDouble.
func hexFloat(f float32) string {
	const fraction, bias = 23, 127
	bits := math.Float32bits(f)
	// One more bit makes the fraction six whole hexadecimal digits.
	return hexFloating(float64(f), uint64(bits&(1<<fraction-1))<<1, int(bits>>fraction&0xff), bias, 6)
}

// hexFloating builds the hexadecimal form from the fraction (left aligned in digits hexadecimal digits) and the
// biased exponent of f.
func hexFloating(f float64, fraction uint64, exp, bias, digits int) string {
	sign := ""
	if math.Signbit(f) {
		sign = "-"
	}
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 0):
		return sign + "Infinity"
	case f == 0:
		return sign + "0x0.0p0"
	}
	lead := "0x1."
	if exp == 0 {
		lead, exp = "0x0.", 1
	}
	text := strconv.FormatUint(fraction, 16)
	text = strings.Repeat("0", digits-len(text)) + text
	text = strings.TrimRight(text, "0")
	if text == "" {
		text = "0"
	}
	return sign + lead + text + "p" + strconv.Itoa(exp-bias)
}

// ParseDouble reads text as Double.valueOf(String) does: blanks around it, an optional sign, then "NaN", "Infinity",
// a decimal or a hexadecimal literal with an optional suffix f, F, d or D. Too large is an infinity. ok is false where
// Java throws NumberFormatException.
func ParseDouble(text string) (f float64, ok bool) { return parseFloating(text, 64) }

// ParseFloat reads text as Float.valueOf(String) does; see ParseDouble.
func ParseFloat(text string) (f float32, ok bool) {
	d, ok := parseFloating(text, 32)
	return float32(d), ok
}

// javaNaN is Double.NaN. Go's NaN has other bits, which doubleToRawLongBits would show.
var javaNaN = math.Float64frombits(0x7ff8000000000000)

// parseFloating is ParseDouble for a width of 32 or 64 bits.
func parseFloating(text string, width int) (float64, bool) {
	text = trimControls(text)
	body := strings.TrimLeft(text, "+-")
	if len(text)-len(body) > 1 || body == "" {
		return 0, false
	}
	sign := 1.0
	if text[0] == '-' {
		sign = -1
	}
	switch body {
	case "NaN":
		return javaNaN, true
	case "Infinity":
		return math.Inf(int(sign)), true
	}
	number, ok := floatingLiteral(body)
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(number, width)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return sign * f, true
}

// trimControls is String.trim(): it cuts every character up to U+0020 from both ends.
func trimControls(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
}

// floatingLiteral returns s, an unsigned literal of Java's grammar for doubles, without its type suffix.
func floatingLiteral(s string) (number string, ok bool) {
	isHex := len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x'
	i, digit := 0, isDecimalDigit
	if isHex {
		i, digit = 2, isHexDigit
	}
	i, ok = mantissaEnd(s, i, digit)
	if !ok {
		return "", false
	}
	switch {
	case isHex && (i == len(s) || s[i]|0x20 != 'p'):
		return "", false
	case isHex, i < len(s) && s[i]|0x20 == 'e':
		if i, ok = exponentEnd(s, i+1); !ok {
			return "", false
		}
	}
	number = s[:i]
	if i < len(s) && strings.IndexByte("fFdD", s[i]) >= 0 {
		i++
	}
	return number, i == len(s)
}

// mantissaEnd returns the offset behind the digits that begin at i, with or without a point; ok is false where there are
// none.
func mantissaEnd(s string, i int, digit func(byte) bool) (end int, ok bool) {
	end = span(s, i, digit)
	digits := end - i
	if end < len(s) && s[end] == '.' {
		i, end = end+1, span(s, end+1, digit)
		digits += end - i
	}
	return end, digits > 0
}

// exponentEnd returns the offset behind an exponent whose sign or first digit is at i.
func exponentEnd(s string, i int) (end int, ok bool) {
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	end = span(s, i, isDecimalDigit)
	return end, end > i
}

// span returns the offset behind the run of bytes of the class that begins at i.
func span(s string, i int, class func(byte) bool) int {
	for i < len(s) && class(s[i]) {
		i++
	}
	return i
}

// isDecimalDigit tells whether c is an ASCII digit.
func isDecimalDigit(c byte) bool { return c >= '0' && c <= '9' }

// isHexDigit tells whether c is an ASCII hexadecimal digit.
func isHexDigit(c byte) bool { return isDecimalDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
