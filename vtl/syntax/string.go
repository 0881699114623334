package syntax

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// str finishes a string. A double-quoted one has \uXXXX decoded and, if it holds "$" or "#", is parsed as a template.
func (u *unit) str(n *String) *Error {
	at := u.span(n.Span)
	n.Span = at
	image := n.Value
	quote := image[:1]
	text := image[1 : len(image)-1]
	if quote == `"` {
		var ok bool
		if text, ok = decodeUnicode(text); !ok {
			e := u.fail(CodeString, `"\u" in a double-quoted string needs four hexadecimal digits behind it`, "use single quotes for text with backslashes", at)
			e.Pos = Position{}
			return e
		}
	}
	n.Value = strings.ReplaceAll(text, quote+quote, quote)
	if quote == "'" || !strings.ContainsAny(image, "$#") {
		return nil
	}
	return u.interpolate(n)
}

// interpolate parses the content of a double-quoted string.
func (u *unit) interpolate(n *String) *Error {
	text := n.Value
	if !strings.Contains(text, "##") {
		n.TrailingSpace = true
		text += " "
	}
	inner := NewSource(u.src.Name, text)
	inner.nest(u.src, n.Span)
	if u.left <= 1 {
		return limitError(CodeLimitNesting, "source nesting", defaultNesting, "").At(u.src, n.From, n.To)
	}
	u.left--
	defer func() { u.left++ }()
	v, tree, err := u.read(inner)
	if err != nil {
		if err.Kind == KindLimit {
			return err
		}
		e := u.fail(CodeString, "the content of this string does not parse: "+err.Msg, err.Hint, n.Span)
		e.Err = err
		return e
	}
	n.Inner = inner
	n.Body, err = v.block(tree.Body, 0, len(text))
	return err
}

// decodeUnicode replaces \uXXXX by the UTF-16 units they stand for; ok is false where digits are missing.
// Digits are read as Java's Integer.parseInt does, sign included.
func decodeUnicode(s string) (out string, ok bool) {
	at := strings.Index(s, `\u`)
	if at < 0 {
		return s, true
	}
	var b []byte
	var high rune // a high surrogate just written, waiting for its low half
	for at >= 0 {
		if at > 0 {
			high = 0
		}
		b = append(b, s[:at]...)
		if len(s) < at+6 {
			return "", false
		}
		v, err := strconv.ParseInt(s[at+2:at+6], 16, 32)
		if err != nil || strings.Contains(s[at+2:at+6], "_") {
			return "", false
		}
		unit := rune(uint16(v))
		switch {
		case high != 0 && utf16.DecodeRune(high, unit) != utf8.RuneError:
			b = utf8.AppendRune(b[:len(b)-3], utf16.DecodeRune(high, unit))
			high = 0
		case utf16.IsSurrogate(unit):
			b = append(b, 0xE0|byte(unit>>12), 0x80|byte(unit>>6)&0x3F, 0x80|byte(unit)&0x3F)
			high = unit
		default:
			b = utf8.AppendRune(b, unit)
			high = 0
		}
		s = s[at+6:]
		at = strings.Index(s, `\u`)
	}
	return string(append(b, s...)), true
}
