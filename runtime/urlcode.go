package runtime

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/java"
)

// appendURLEncoded appends s in form encoding, as java.net.URLEncoder.encode(s, "UTF-8") does: letters, digits and
// "-_.*" stay, a space becomes "+", every other byte %XX. A surrogate that stands alone counts as "?".
func appendURLEncoded(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case urlSafe[c]:
			dst = append(dst, c)
			i++
		case c == ' ':
			dst = append(dst, '+')
			i++
		default:
			r, n := nextRune(s, i)
			if isHalf(r) {
				dst = append(dst, "%3F"...)
			} else {
				dst = appendPercent(dst, s[i:i+n])
			}
			i += n
		}
	}
	return dst
}

// appendPercent appends each byte of s as %XX.
func appendPercent(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		dst = append(dst, '%', upperHex[s[i]>>4], upperHex[s[i]&15])
	}
	return dst
}

// urlSafe marks the bytes that form encoding leaves alone.
var urlSafe = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	t['-'], t['_'], t['.'], t['*'] = true, true, true, true
	return t
}()

// urlDecode undoes form encoding as java.net.URLDecoder.decode(s, "UTF-8") does: "+" is a space, a run of %XX is
// decoded as UTF-8 with U+FFFD for what is no UTF-8. A percent sign without two hexadecimal digits is an
// IllegalArgumentException; as in Java the first digit may be a sign and digits may be those of any script.
func urlDecode(s string) (string, error) {
	i := strings.IndexAny(s, "+%")
	if i < 0 {
		return s, nil
	}
	out := append(make([]byte, 0, len(s)), s[:i]...)
	var err error
	for i < len(s) {
		switch s[i] {
		case '+':
			out = append(out, ' ')
			i++
		case '%':
			if out, i, err = appendPercentRun(out, s, i); err != nil {
				return "", err
			}
		default:
			out = append(out, s[i])
			i++
		}
	}
	return string(out), nil
}

// appendPercentRun decodes the %XX codes that follow each other from offset i on, appends their bytes as UTF-8, and
// returns the offset behind the last.
func appendPercentRun(out []byte, s string, i int) (_ []byte, end int, err error) {
	from := len(out)
	for i < len(s) && s[i] == '%' {
		v, n, err := percentCode(s, i+1)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, v)
		i += 1 + n
	}
	if !utf8.Valid(out[from:]) {
		out = append(out[:from], java.CleanText(string(out[from:]), false)...)
	}
	return out, i, nil
}

// percentCode reads the two UTF-16 units behind a percent sign as Integer.parseInt(.., 16) does, and returns the
// byte and the length of the digits in bytes.
func percentCode(s string, i int) (v byte, n int, err error) {
	a, b, n := twoUnits(s, i)
	if n == 0 {
		return 0, 0, java.Throw(illegalArgument, "URLDecoder: Incomplete trailing escape (%) pattern")
	}
	high, ok := hexDigit(a)
	low, ok2 := hexDigit(b)
	switch {
	case (a == '-' || a == '+') && ok2:
		if a == '-' && low > 0 {
			return 0, 0, java.Throw(illegalArgument, "URLDecoder: Illegal hex characters in escape (%) pattern - negative value")
		}
		return low, n, nil
	case !ok && a != '-' && a != '+':
		return 0, 0, badHex("0", s[i:i+n])
	case !ok2 || !ok:
		return 0, 0, badHex("1", s[i:i+n])
	}
	return high<<4 | low, n, nil
}

// illegalArgument is the class most malformed arguments are answered with.
const illegalArgument = "java.lang.IllegalArgumentException"

// badHex is URLDecoder's exception for digits that are none.
func badHex(index, digits string) error {
	return java.Throw(illegalArgument, "URLDecoder: Illegal hex characters in escape (%) pattern - Error at index "+index+` in: "`+digits+`"`)
}

// twoUnits returns the two UTF-16 units at offset i and the length of what they take in bytes, which is 0 when
// there are fewer than two.
func twoUnits(s string, i int) (a, b rune, n int) {
	if i >= len(s) {
		return 0, 0, 0
	}
	a, n = nextRune(s, i)
	if a >= 0x10000 {
		return a, a, n
	}
	if i+n >= len(s) {
		return 0, 0, 0
	}
	b, m := nextRune(s, i+n)
	return a, b, n + m
}

// hexDigit is Character.digit(r, 16) for a char: it knows the decimal digits of every script and full-width letters.
func hexDigit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r - '0'), true
	case r >= 'a' && r <= 'f':
		return byte(r - 'a' + 10), true
	case r >= 'A' && r <= 'F':
		return byte(r - 'A' + 10), true
	case r >= 0xFF21 && r <= 0xFF26:
		return byte(r - 0xFF21 + 10), true
	case r >= 0xFF41 && r <= 0xFF46:
		return byte(r - 0xFF41 + 10), true
	case r < 0x80 || r >= 0x10000:
		return 0, false
	}
	// The table's ranges begin at a digit zero and hold whole decades.
	for _, x := range unicode.Nd.R16 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return byte((r - rune(x.Lo)) % 10), true
		}
	}
	return 0, false
}
