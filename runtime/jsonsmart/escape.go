package jsonsmart

import (
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// Style is a way of writing JSON.
type Style uint8

// The styles.
const (
	// Compressed is JSONStyle.LT_COMPRESS, which $input.json uses: no spaces, the slash stays.
	Compressed Style = iota
	// WebSafe is JSONStyle.NO_COMPRESS, which JSONArray.toString uses: no spaces, the slash becomes \/.
	WebSafe
	// Interchange is Compressed except that numbers without a JSON form are written as strings ("Infinity", "NaN") and
	// surrogates that stand alone as escapes. No Java class writes so; it is for tools that must stay within JSON.
	Interchange
)

// escapeClass says of each byte how the writer treats it inside a text.
var escapeClass = func() (t [256]byte) {
	for c := range t {
		switch {
		case c < ' ' || c == '"' || c == '\\' || c == 0x7F:
			t[c] = escapeAlways
		case c == '/':
			t[c] = escapeSlash
		case c == 0xC2:
			t[c] = escapeLatin
		case c == 0xE2:
			t[c] = escapeGeneral
		case c == 0xED:
			t[c] = escapeHalf
		}
	}
	return t
}()

// The classes of bytes that may need an escape; 0 is a byte that never does.
const (
	escapeAlways  = 1 + iota // a quote, a backslash, a control character, U+007F
	escapeSlash              // the slash, in WebSafe
	escapeLatin              // first byte of U+0080 to U+00BF: escaped up to U+009F
	escapeGeneral            // first byte of U+2000 to U+2FFF: escaped up to U+20FF
	escapeHalf               // first byte of U+D000 to U+DFFF: surrogates are escaped in Interchange
)

// keeps tells whether the style never escapes bytes of class.
func (st Style) keeps(class byte) bool {
	return class == 0 || class == escapeSlash && st != WebSafe || class == escapeHalf && st != Interchange
}

// clean tells whether the bytes of t from one offset to another are written as they are: nothing there needs an
// escape. It looks at eight bytes at a time, where need be at some behind the end.
func (st Style) clean(t string, from, to int) bool {
	for ; from < to; from += 8 {
		if from+8 > len(t) {
			return !st.escapeIn(t[from:to], to-from)
		}
		if n := to - from; !plainBytes(t[from:from+8], n) && st.escapeIn(t[from:min(from+10, to)], min(n, 8)) {
			return false
		}
	}
	return true
}

// canonical tells whether the bytes of t from one offset to another, which hold escapes of strict JSON, are written as
// they are: all escapes are those of one letter, which the writer uses too, and the rest is clean.
func (st Style) canonical(t string, from, to int) bool {
	for from < to {
		n := strings.IndexByte(t[from:to], '\\')
		if n < 0 {
			return st.clean(t, from, to)
		}
		if !st.clean(t, from, from+n) || strings.IndexByte(`"\bfnrt`, t[from+n+1]) < 0 {
			return false
		}
		from += n + 2
	}
	return true
}

// plainBytes tells whether none of the first n of the eight bytes of b is a quote, a backslash, a slash, a control
// character, U+007F or beyond ASCII. It may say no where the answer is yes.
func plainBytes(b string, n int) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
	quote, back, slash, del := w^('"'*ones), w^('\\'*ones), w^('/'*ones), w^(0x7F*ones)
	odd := (w | (w - ' '*ones) | (quote - ones) | (back - ones) | (slash - ones) | (del - ones)) & highs
	if n < 8 {
		odd &= 1<<(8*n) - 1
	}
	return odd == 0
}

// escapeIn tells whether one of the first n bytes of s begins a character that is escaped.
func (st Style) escapeIn(s string, n int) bool {
	for i := 0; i < n; i++ {
		class := escapeClass[s[i]]
		if st.keeps(class) {
			continue
		}
		if _, size := escapee(s[i:], class); size > 0 {
			return true
		}
	}
	return false
}

// appendQuoted appends s in quotes.
func (st Style) appendQuoted(m *java.Meter, dst []byte, s string) []byte {
	m.Bytes(len(s) + 2)
	dst = append(dst, '"')
	dst = st.appendEscaped(m, dst, s)
	return append(dst, '"')
}

// appendEscaped appends s with the escapes of JSONValue.escape: \" \\ \b \f \n \r \t, and \uXXXX in upper case for
// other control characters, U+007F to U+009F and U+2000 to U+20FF; in WebSafe also \/.
// Source: JStylerObj.EscapeLT, Escape4Web.
func (st Style) appendEscaped(m *java.Meter, dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		class := escapeClass[s[i]]
		if st.keeps(class) {
			continue
		}
		u, n := escapee(s[i:], class)
		if n == 0 {
			continue
		}
		m.Bytes(6)
		dst = append(dst, s[start:i]...)
		dst = appendEscape(dst, u)
		i += n - 1
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// escapee returns the character that s begins with and its length in bytes; the length is 0 where it is written as
// it is after all.
func escapee(s string, class byte) (u uint16, n int) {
	switch class {
	case escapeLatin:
		if len(s) >= 2 && s[1] <= 0x9F {
			return uint16(s[1]), 2
		}
		return 0, 0
	case escapeGeneral:
		if len(s) >= 3 && s[1] <= 0x83 {
			return 0x2000 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F), 3
		}
		return 0, 0
	case escapeHalf:
		if len(s) >= 3 && s[1] >= 0xA0 {
			return 0xD000 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F), 3
		}
		return 0, 0
	}
	return uint16(s[0]), 1
}

// appendEscape appends the escape of u.
func appendEscape(dst []byte, u uint16) []byte {
	switch u {
	case '"', '\\', '/':
		return append(dst, '\\', byte(u))
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	const hex = "0123456789ABCDEF"
	return append(dst, '\\', 'u', hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
}
