package java

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// numberFormat returns a NumberFormatException with msg.
func numberFormat(msg string) error { return Throw("java.lang.NumberFormatException", msg) }

// ParseInteger returns the number that an integer literal or a JSON integer stands for, as the smallest of Integer,
// Long and BigInteger that holds it. text is an optional minus sign and decimal digits; anything else is nil.
// Source: ASTIntegerLiteral of Velocity 1.7.
func ParseInteger(text string) Value {
	l, err := strconv.ParseInt(text, 10, 64)
	switch {
	case text != "" && text[0] == '+':
		return nil
	case err == nil && l == int64(int32(l)):
		return IntValue(int32(l))
	case err == nil:
		return Long(l)
	}
	digits := text
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	if digits == "" || span(digits, 0, isDecimalDigit) != len(digits) {
		return nil
	}
	x := parseDigits(digits)
	if len(digits) < len(text) {
		x.Neg(x)
	}
	return NewBigInteger(x)
}

// parseChunk is how many digits are read at once; more are split in halves, which keeps long texts from taking
// quadratic time.
const parseChunk = 2000

// parseDigits returns the number that decimal digits stand for.
func parseDigits(digits string) *big.Int {
	if len(digits) <= parseChunk {
		x, _ := new(big.Int).SetString(digits, 10)
		return x
	}
	low := len(digits) / 2
	x := parseDigits(digits[:len(digits)-low])
	p := new(big.Int).Exp(bigTen, big.NewInt(int64(low)), nil)
	x.Mul(x, p)
	return x.Add(x, parseDigits(digits[len(digits)-low:]))
}

// The smallest and largest radix: Character.MIN_RADIX and MAX_RADIX.
const (
	minRadix = 2
	maxRadix = 36
)

// signedString returns l in the radix; one that Java does not know is taken as 10.
func signedString(l int64, radix int32) Value {
	if radix < minRadix || radix > maxRadix {
		radix = 10
	}
	return String(strconv.FormatInt(l, int(radix)))
}

// unsignedString is signedString for unsigned numbers.
func unsignedString(l uint64, radix int32) Value {
	if radix < minRadix || radix > maxRadix {
		radix = 10
	}
	return String(strconv.FormatUint(l, int(radix)))
}

// highestBit returns l with only its highest one bit.
func highestBit(l uint64) uint64 {
	if l == 0 {
		return 0
	}
	return 1 << (bits.Len64(l) - 1)
}

// radixArg returns the radix that may follow the text in args, else 10.
func radixArg(args []Value) int32 {
	if len(args) < 2 {
		return 10
	}
	return argInt(args[1])
}

// checkRadix returns the NumberFormatException of a radix Java does not know.
func checkRadix(radix int32) error {
	switch {
	case radix < minRadix:
		return numberFormat("radix " + strconv.Itoa(int(radix)) + " less than Character.MIN_RADIX")
	case radix > maxRadix:
		return numberFormat("radix " + strconv.Itoa(int(radix)) + " greater than Character.MAX_RADIX")
	}
	return nil
}

// badInteger is NumberFormatException.forInputString(text, radix).
func badInteger(text string, radix int32) error {
	msg := `For input string: "` + text + `"`
	if radix != 10 {
		msg += " under radix " + strconv.Itoa(int(radix))
	}
	return numberFormat(msg)
}

// badPart is NumberFormatException.forCharSequence: text went wrong at a UTF-16 offset.
func badPart(text string, at int) error {
	return numberFormat("Error at index " + strconv.Itoa(at) + ` in: "` + text + `"`)
}

// parseSigned is Integer.parseInt(String, int) for a width of 32 bits and Long.parseLong(String, int) for 64. v is a
// String or null. Digits are those of Character.digit, so of any script.
func parseSigned(v Value, radix int32, width int) (int64, error) {
	if v == nil {
		return 0, numberFormat("Cannot parse null string")
	}
	if err := checkRadix(radix); err != nil {
		return 0, err
	}
	text := string(v.(String))
	l, at := scanInteger(text, int64(radix), width)
	if at >= 0 {
		return 0, badInteger(text, radix)
	}
	return l, nil
}

// scanInteger reads text as an optional sign and digits. at is -1, or the UTF-16 offset where text stops being a number
// of that many bits.
func scanInteger(text string, radix int64, width int) (l int64, at int) {
	// As in Java the number is built below zero, where there is room for one more.
	limit := int64(-1)<<(width-1) + 1
	rest := text
	negative := rest != "" && rest[0] == '-'
	if negative {
		limit--
	}
	if negative || rest != "" && rest[0] == '+' {
		rest, at = rest[1:], 1
	}
	if rest == "" {
		return 0, at
	}
	least := limit / radix
	for rest != "" {
		r, n := decodeRune(rest)
		// Java looks at UTF-16 units, so digits beyond the BMP are none.
		d := int64(-1)
		if n < 4 {
			d = int64(digitOf(r, int32(radix)))
		}
		if d < 0 || l < least || l*radix < limit+d {
			return 0, at
		}
		l = l*radix - d
		rest = rest[n:]
		at++
	}
	if !negative {
		l = -l
	}
	return l, -1
}

// partArgs returns the part of a CharSequence and the radix that the arguments (CharSequence, int begin, int end, int
// radix) mean.
func partArgs(args []Value) (text string, radix int32, err error) {
	if args[0] == nil {
		return "", 0, throwNull("")
	}
	text = ToString(nil, args[0])
	begin, end := int(argInt(args[1])), int(argInt(args[2]))
	if begin < 0 || begin > end || end > utf16Len(text) {
		return "", 0, throwBounds("")
	}
	return utf16Slice(text, begin, end), argInt(args[3]), nil
}

// parsePart is parseSigned for (CharSequence, int begin, int end, int radix).
func parsePart(args []Value, width int) (int64, error) {
	text, radix, err := partArgs(args)
	if err == nil {
		err = checkRadix(radix)
	}
	if err != nil {
		return 0, err
	}
	if text == "" {
		return 0, emptyPart(radix, width == 32)
	}
	l, at := scanInteger(text, int64(radix), width)
	if at >= 0 {
		return 0, badPart(text, at)
	}
	return l, nil
}

// parseUnsigned is Integer.parseUnsignedInt(String, int) for a width of 32 bits and Long.parseUnsignedLong(String, int)
// for 64. The result holds the bits of the unsigned number.
func parseUnsigned(v Value, radix int32, width int) (int64, error) {
	if v == nil {
		return 0, numberFormat("Cannot parse null string")
	}
	text := string(v.(String))
	if text == "" {
		return 0, badInteger("", radix)
	}
	u := unsignedText{text, text, radix, func(int) error { return badInteger(text, radix) }}
	return u.parse(width)
}

// parseUnsignedPart is parseUnsigned for (CharSequence, int begin, int end, int radix).
func parseUnsignedPart(args []Value, width int) (int64, error) {
	text, radix, err := partArgs(args)
	if err != nil {
		return 0, err
	}
	if text == "" {
		return 0, emptyPart(radix, width == 64)
	}
	u := unsignedText{text, text, radix, func(at int) error { return badPart(text, at) }}
	if width == 32 {
		u.whole = ToString(nil, args[0])
	}
	return u.parse(width)
}

// emptyPart returns the exception of a part without characters, for which some methods find no words.
func emptyPart(radix int32, named bool) error {
	if named {
		return badInteger("", radix)
	}
	return numberFormat("")
}

// unsignedText is a text to be read as an unsigned number.
type unsignedText struct {
	text  string // not empty
	whole string // the text that messages name
	radix int32
	bad   func(at int) error // the exception of text that goes wrong at a UTF-16 offset
}

// parse returns the bits of the number.
func (u unsignedText) parse(width int) (int64, error) {
	if u.text[0] == '-' {
		return 0, numberFormat("Illegal leading minus sign on unsigned string " + u.whole + ".")
	}
	if err := checkRadix(u.radix); err != nil {
		return 0, err
	}
	l, at := scanInteger(u.text, int64(u.radix), 64)
	switch {
	case at < 0 && (width == 64 || l>>32 == 0):
		return l, nil
	case at < 0:
		return 0, numberFormat("String value " + u.whole + " exceeds range of unsigned int.")
	case width == 32 || u.isShort():
		return 0, u.bad(at)
	}
	return u.parseLast()
}

// isShort tells whether the text has so few characters that any number of that radix fits into a long.
func (u unsignedText) isShort() bool {
	n := utf16Len(u.text)
	return n <= 12 || u.radix == 10 && n <= 18
}

// parseLast is parse for a number that is too large for a signed long, or none: all but its last digit must fit.
func (u unsignedText) parseLast() (int64, error) {
	last, n := decodeLastRune(u.text)
	head := u.text[:len(u.text)-n]
	first, at := scanInteger(head, int64(u.radix), 64)
	if at >= 0 {
		return 0, badPart(head, at)
	}
	d := digitOf(last, u.radix)
	if d < 0 {
		return 0, numberFormat("Bad digit at end of " + u.whole)
	}
	high, low := bits.Mul64(uint64(first), uint64(u.radix))
	sum, carry := bits.Add64(low, uint64(d), 0)
	if high != 0 || carry != 0 {
		return 0, numberFormat("String value " + u.whole + " exceeds range of unsigned long.")
	}
	return int64(sum), nil
}

// decodeInteger is Integer.decode(String) for a width of 32 bits and Long.decode(String) for 64: an optional sign, then
// 0x, 0X or # for hexadecimal or 0 for octal, then digits.
func decodeInteger(v Value, width int) (int64, error) {
	if v == nil {
		return 0, throwNull(`Cannot invoke "String.isEmpty()" because "nm" is null`)
	}
	text := string(v.(String))
	if text == "" {
		return 0, numberFormat("Zero length string")
	}
	sign := ""
	if text[0] == '-' {
		sign = "-"
	}
	if text[0] == '-' || text[0] == '+' {
		text = text[1:]
	}
	radix := int32(10)
	switch {
	case strings.HasPrefix(text, "0x"), strings.HasPrefix(text, "0X"):
		text, radix = text[2:], 16
	case strings.HasPrefix(text, "#"):
		text, radix = text[1:], 16
	case strings.HasPrefix(text, "0") && len(text) > 1:
		text, radix = text[1:], 8
	}
	if text != "" && (text[0] == '-' || text[0] == '+') {
		return 0, numberFormat("Sign character in wrong position")
	}
	return parseSigned(String(sign+text), radix, width)
}

// fitsWidth tells whether l is a number of width bits.
func fitsWidth(l int64, width int) bool { return l<<(64-width)>>(64-width) == l }

// decodeSmall is Short.decode(String) for a width of 16 bits and Byte.decode(String) for 8.
func decodeSmall(v Value, width int) (int64, error) {
	l, err := decodeInteger(v, 32)
	if err == nil && !fitsWidth(l, width) {
		return 0, numberFormat("Value " + strconv.FormatInt(l, 10) + " out of range from input " + string(v.(String)))
	}
	return l, err
}

// parseSmall is Short.parseShort(String, int) for a width of 16 bits and Byte.parseByte(String, int) for 8.
func parseSmall(v Value, radix int32, width int) (int64, error) {
	l, err := parseSigned(v, radix, 32)
	if err == nil && !fitsWidth(l, width) {
		return 0, numberFormat(`Value out of range. Value:"` + string(v.(String)) + `" Radix:` + strconv.Itoa(int(radix)))
	}
	return l, err
}
