package jsonpath

import (
	"strconv"

	"github.com/vtlkit/vtl/vtl/java"
)

// unescape returns text without its backslash escapes: \b \f \n \r \t and \uXXXX mean what they mean in JSON, any
// other character stands for itself. It fails where XXXX is no hexadecimal number. Source: Utils.unescape.
func (s *scanner) unescape(text string, at int) string {
	out, ok := unescape(text)
	if !ok {
		s.fail(at, "an escape \\u needs four hexadecimal digits")
	}
	return out
}

// unescape is Utils.unescape; ok is false where that throws.
func unescape(text string) (out string, ok bool) {
	var b []byte
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '\\' || i+1 == len(text) {
			b = append(b, c)
			continue
		}
		i++
		switch c = text[i]; c {
		case 'r':
			b = append(b, '\r')
		case 'f':
			b = append(b, '\f')
		case 't':
			b = append(b, '\t')
		case 'n':
			b = append(b, '\n')
		case 'b':
			b = append(b, '\b')
		case 'u':
			if len(text) < i+5 {
				return joined(b), true // fewer than four characters vanish
			}
			u, err := strconv.ParseInt(text[i+1:i+5], 16, 32)
			if err != nil {
				return "", false
			}
			b = append(b, java.FromUTF16([]uint16{uint16(u)})...)
			i += 4
		default:
			b = append(b, c)
		}
	}
	return joined(b), true
}

// joined returns b with the halves of surrogate pairs joined.
func joined(b []byte) string { return string(java.JoinHalves(b)) }
