package runtime

// upperHex are the digits of escapes and percent codes.
const upperHex = "0123456789ABCDEF"

// appendEscapedScript appends s escaped as the content of a JavaScript string, as StringEscapeUtils.escapeJavaScript
// of commons-lang 2.6 does: both quotes, the backslash and the slash behind a backslash, control characters by
// letter where they have one, else and beyond ASCII as \uXXXX of their UTF-16 units.
// DEL stays as it is. Source: testdata/util.jsonl.
func appendEscapedScript(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		plain := i
		for i < len(s) && !needsEscape[s[i]] {
			i++
		}
		dst = append(dst, s[plain:i]...)
		if i == len(s) {
			break
		}
		r, n := nextRune(s, i)
		dst = appendEscapedRune(dst, r)
		i += n
	}
	return dst
}

// needsEscape marks the bytes that appendEscapedScript does not copy.
var needsEscape = func() (t [256]bool) {
	for c := range t {
		t[c] = c < ' ' || c > 0x7F
	}
	t['\''], t['"'], t['\\'], t['/'] = true, true, true, true
	return t
}()

// appendEscapedRune appends the escape of one code point that needs one.
func appendEscapedRune(dst []byte, r rune) []byte {
	switch r {
	case '\b':
		return append(dst, '\\', 'b')
	case '\n':
		return append(dst, '\\', 'n')
	case '\t':
		return append(dst, '\\', 't')
	case '\f':
		return append(dst, '\\', 'f')
	case '\r':
		return append(dst, '\\', 'r')
	case '\'', '"', '\\', '/':
		return append(dst, '\\', byte(r))
	}
	if r >= 0x10000 {
		r -= 0x10000
		dst = appendUnit(dst, 0xD800+r>>10)
		r = 0xDC00 + r&0x3FF
	}
	return appendUnit(dst, r)
}

// appendUnit appends a UTF-16 unit as \uXXXX with upper-case digits.
func appendUnit(dst []byte, u rune) []byte {
	return append(dst, '\\', 'u', upperHex[u>>12&15], upperHex[u>>8&15], upperHex[u>>4&15], upperHex[u&15])
}
