package conformance

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Texts of the protocol are Java strings, which may hold lone surrogates. In Go they are kept as UTF-8 in which
// a lone surrogate takes the three bytes its code point would take; encoding/json can neither read nor write
// those, so this file does.

// AppendQuoted appends s as a JSON string: invalid bytes become U+FFFD, lone surrogates \uXXXX escapes.
func AppendQuoted(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
			i++
		case c < 0x20 || c == 0x7f:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			i++
		case c < utf8.RuneSelf:
			dst = append(dst, c)
			i++
		default:
			r, n := decodeRune(s[i:])
			if utf16.IsSurrogate(r) {
				dst = fmt.Appendf(dst, `\u%04x`, r)
			} else {
				dst = utf8.AppendRune(dst, r)
			}
			i += n
		}
	}
	return append(dst, '"')
}

// decodeRune is utf8.DecodeRuneInString that also reads a lone surrogate in three bytes.
func decodeRune(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r != utf8.RuneError || n != 1 {
		return r, n
	}
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// appendRune is utf8.AppendRune that also writes a lone surrogate in three bytes.
func appendRune(dst []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(dst, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(dst, r)
}

// Unquote reads a JSON string, quotes included. A pair of surrogate escapes becomes one character, a lone one
// stays what it is.
func Unquote(raw []byte) (string, error) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", fmt.Errorf("not a JSON string: %.40s", raw)
	}
	in := string(raw[1 : len(raw)-1])
	var out []byte
	for i := 0; i < len(in); {
		if in[i] != '\\' {
			out = append(out, in[i])
			i++
			continue
		}
		r, n, err := unescape(in[i:])
		if err != nil {
			return "", err
		}
		out = appendRune(out, r)
		i += n
	}
	return string(out), nil
}

// unescape reads the escape, or the pair of surrogate escapes, that s starts with.
func unescape(s string) (r rune, n int, err error) {
	if len(s) < 2 {
		return 0, 0, fmt.Errorf("escape cut off: %q", s)
	}
	switch s[1] {
	case 'b':
		return '\b', 2, nil
	case 'f':
		return '\f', 2, nil
	case 'n':
		return '\n', 2, nil
	case 'r':
		return '\r', 2, nil
	case 't':
		return '\t', 2, nil
	case 'u':
		if r, err = hexUnit(s); err != nil {
			return 0, 0, err
		}
		if low, lowErr := hexUnit(s[6:]); lowErr == nil {
			if joined := utf16.DecodeRune(r, low); joined != utf8.RuneError {
				return joined, 12, nil
			}
		}
		return r, 6, nil
	}
	return rune(s[1]), 2, nil
}

// hexUnit reads the UTF-16 unit of the escape \uXXXX at the start of s.
func hexUnit(s string) (rune, error) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, fmt.Errorf("not a \\u escape: %.6q", s)
	}
	v, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(v), err
}
