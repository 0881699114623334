package runtime

import (
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/java"
)

// Inside a run text is WTF-8 (see java.String): UTF-8 that can also hold half of a surrogate pair. Here are the
// ways in and out.

// textIn returns the bytes of a request as Java decodes them: UTF-8, what is no UTF-8 becomes U+FFFD.
func textIn(s string) java.String { return java.String(java.CleanText(s, false)) }

// textOut returns what Java's getBytes(UTF_8) makes of a text: a surrogate that stands alone becomes "?".
func textOut(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := nextRune(s, i)
		if isHalf(r) {
			out = append(out, '?')
		} else {
			out = append(out, s[i:i+n]...)
		}
		i += n
	}
	return string(out)
}

// bytesOut is textOut for a buffer, which it leaves alone and may return.
func bytesOut(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	return []byte(textOut(string(b)))
}

// nextRune decodes the code point at offset i of a WTF-8 text. A surrogate that stands alone is returned as it
// is, three bytes long; a byte that belongs to nothing as U+FFFD, one byte long.
func nextRune(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	if s[i] == 0xED && i+2 < len(s) && s[i+1] >= 0xA0 {
		return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// isHalf tells whether r is a surrogate.
func isHalf(r rune) bool { return r >= 0xD800 && r <= 0xDFFF }
