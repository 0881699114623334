package runtime

import (
	"encoding/base64"
	"strconv"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/java"
)

// appendBase64 appends what java.util.Base64.getEncoder() makes of the UTF-8 bytes of s: padded, without line ends.
func appendBase64(dst []byte, s string) []byte {
	return base64.StdEncoding.AppendEncode(dst, []byte(textOut(s)))
}

// base64Decode is what java.util.Base64.getDecoder() makes of s, read as UTF-8 text with U+FFFD for what is no
// UTF-8. The padding may be missing; any character outside of the alphabet, blanks and line ends too, is an
// IllegalArgumentException.
func base64Decode(s string) (string, error) {
	src := latin1(s)
	if out, err := base64.StdEncoding.Strict().DecodeString(src); err == nil && clean64(src) {
		return java.CleanText(string(out), false), nil
	}
	out, err := decode64(src)
	if err != nil {
		return "", err
	}
	return java.CleanText(string(out), false), nil
}

// clean64 tells whether src has no line ends, which Go's decoder skips and Java's refuses.
func clean64(src string) bool {
	for i := 0; i < len(src); i++ {
		if src[i] == '\n' || src[i] == '\r' {
			return false
		}
	}
	return true
}

// latin1 returns getBytes(ISO_8859_1): what that character set does not have, surrogate pairs as one, becomes "?".
func latin1(s string) string {
	for i := 0; ; i++ {
		if i == len(s) {
			return s
		}
		if s[i] >= utf8.RuneSelf {
			break
		}
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := nextRune(s, i)
		if r > 0xFF {
			r = '?'
		}
		out = append(out, byte(r))
		i += n
	}
	return string(out)
}

// code64 maps a byte to its six bits, padding to -2 and everything else to -1.
var code64 = func() (t [256]int8) {
	for i := range t {
		t[i] = -1
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := 0; i < len(alphabet); i++ {
		t[alphabet[i]] = int8(i)
	}
	t['='] = -2
	return t
}()

// decode64 decodes unit by unit with Java's checks in Java's order.
func decode64(src string) ([]byte, error) {
	if len(src) == 1 {
		return nil, java.Throw(illegalArgument, "Input byte[] should at least have 2 bytes for base64 bytes")
	}
	var out []byte
	bits, held, i := 0, 0, 0 // held: characters of the running unit
	for i < len(src) {
		c := code64[src[i]]
		i++
		if c == -2 {
			if err := padding64(src, &i, held); err != nil {
				return nil, err
			}
			break
		}
		if c < 0 {
			return nil, java.Throw(illegalArgument, "Illegal base64 character "+strconv.FormatInt(int64(int8(src[i-1])), 16))
		}
		bits = bits<<6 | int(c)
		if held++; held == 4 {
			out = append(out, byte(bits>>16), byte(bits>>8), byte(bits))
			bits, held = 0, 0
		}
	}
	return end64(out, bits, held, i, len(src))
}

// padding64 checks a padding character behind held characters of a unit; i stands behind it and moves over a second
// one that must be there.
func padding64(src string, i *int, held int) error {
	bad := held == 0
	if held == 2 {
		bad = *i == len(src) || src[*i] != '='
		*i++
	}
	if bad {
		return java.Throw(illegalArgument, "Input byte array has wrong 4-byte ending unit")
	}
	return nil
}

// end64 appends the bytes of an unfinished unit and checks that nothing follows.
func end64(out []byte, bits, held, i, n int) ([]byte, error) {
	switch held {
	case 1:
		return nil, java.Throw(illegalArgument, "Last unit does not have enough valid bits")
	case 2:
		out = append(out, byte(bits>>4))
	case 3:
		out = append(out, byte(bits>>10), byte(bits>>2))
	}
	if i < n {
		return nil, java.Throw(illegalArgument, "Input byte array has incorrect ending byte at "+strconv.Itoa(i))
	}
	return out, nil
}
