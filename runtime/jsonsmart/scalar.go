package jsonsmart

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/vtl/java"
)

// scalarValue returns the Java value of the scalar e of text.
func scalarValue(m *java.Meter, text string, e entry) java.Value {
	switch e.kind() {
	case kindTrue:
		return java.Bool(true)
	case kindFalse:
		return java.Bool(false)
	case kindInt:
		return intValue(m, e.textOf(text))
	case kindFloat:
		v, _ := floatValue(e.textOf(text)) // the scanners have made sure that it is a number
		return v
	case kindNaN:
		return java.Float(nan32)
	case kindNull:
		return nil
	}
	s := nameText(text, e)
	m.Bytes(len(s))
	return java.String(s)
}

// nameText returns what a text or name stands for.
func nameText(text string, e entry) string {
	t := e.textOf(text)
	switch e.kind() {
	case kindPlain:
		return t[1 : len(t)-1]
	case kindEscaped:
		if !mayBeHalf(t) {
			return gjson.Parse(t).Str
		}
		return unescape(t[1 : len(t)-1])
	case kindLoose:
		return unescape(t[1 : len(t)-1])
	}
	return t
}

// mayBeHalf tells whether t holds an escape of a surrogate. It may stand alone, and gjson makes U+FFFD of such a one.
func mayBeHalf(t string) bool {
	for {
		i := strings.IndexByte(t, '\\')
		if i < 0 {
			return false
		}
		if t = t[i+1:]; len(t) > 2 && t[0] == 'u' && t[1]|0x20 == 'd' {
			return true
		}
		if t != "" {
			t = t[1:]
		}
	}
}

// unescape returns what the inside of a text in quotes stands for by json-smart's rules: the escapes of JSON, \' and
// \xHH; a backslash before anything else vanishes together with it; control characters and U+007F vanish.
// Source: JSONParserBase.readString2.
func unescape(t string) string {
	dst := make([]byte, 0, len(t))
	for i := 0; i < len(t); {
		c := t[i]
		if c != '\\' {
			if c >= ' ' && c != 0x7F {
				dst = append(dst, c)
			}
			i++
			continue
		}
		if i+1 >= len(t) {
			break
		}
		n := 2
		switch c = t[i+1]; c {
		case 't', 'n', 'r', 'f', 'b':
			dst = append(dst, "\t\n\r\f\b"[strings.IndexByte("tnrfb", c)])
		case '\\', '/', '\'', '"':
			dst = append(dst, c)
		case 'u', 'x':
			dst, n = appendHex(dst, t[i:])
		default:
			dst, n = appendDropped(dst, t[i:])
		}
		i += n
	}
	return string(java.JoinHalves(dst))
}

// appendHex appends the character of the escape \uHHHH or \xHH that t begins with, and returns the escape's length.
func appendHex(dst []byte, t string) ([]byte, int) {
	digits := 4
	if t[1] == 'x' {
		digits = 2
	}
	u := 0
	for _, c := range []byte(t[2 : 2+digits]) {
		u = u<<4 | hexValue(c)
	}
	return append(dst, java.FromUTF16([]uint16{uint16(u)})...), 2 + digits
}

// appendDropped appends what is left of a backslash and the character behind it, neither of which json-smart keeps:
// the second half of a character that Java stores as two. It returns the length of both.
func appendDropped(dst []byte, t string) ([]byte, int) {
	r, n := utf8.DecodeRuneInString(t[1:])
	if _, low := utf16.EncodeRune(r); low != utf8.RuneError {
		dst = append(dst, java.FromUTF16([]uint16{uint16(low)})...)
	}
	if r == utf8.RuneError && len(t) >= 4 && t[1] == 0xED {
		n = 3 // a surrogate that stands alone
	}
	return dst, 1 + n
}
