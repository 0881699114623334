package apispec

import (
	"strings"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// Text is a template or pattern of a definition. It remembers where it stands, so that errors in it can be shown in
// the definition file.
type Text struct {
	Value string
	Pos   Position // where it begins in the definition; zero when it stands nowhere

	doc     *document
	val     *value
	pointer string
}

// Pointer returns the JSON pointer of the text in the definition; "" when it stands nowhere.
func (t Text) Pointer() string { return t.pointer }

// Locate returns the place in the definition of the byte at offset of the text. Where that cannot be told exactly,
// because variables were replaced in it, it is the beginning of the text; the zero Position when it stands nowhere.
func (t Text) Locate(offset int) Position {
	if t.doc == nil {
		return Position{}
	}
	return t.doc.position(t.doc.locate(t.val, offset))
}

// Error returns an error in the text at bytes [from, to), placed in the definition.
func (t Text) Error(code, msg, hint string, from, to int) *Error {
	e := &Error{Problem{Code: code, Msg: msg, Hint: hint, Pointer: t.pointer}}
	if t.doc != nil {
		start := t.doc.locate(t.val, from)
		t.doc.place(&e.Problem, start, max(start+1, t.doc.locate(t.val, to)))
	}
	return e
}

// TemplateError returns an error of compiling or running the text as a template, placed in the definition.
func (t Text) TemplateError(err *syntax.Error) *Error {
	from := 0
	if err.Pos.IsValid() {
		from = err.Pos.Offset
	}
	e := t.Error(err.Code, err.Msg, err.Hint, from, from+max(1, err.CaretLen))
	e.Err = err
	return e
}

// locate returns the offset in the source of the byte at offset of the text of v.
func (d *document) locate(v *value, offset int) int {
	offset = max(0, min(offset, len(v.text)))
	src := d.text
	switch v.style {
	case styleDouble:
		return locateQuoted(src, v, offset)
	case stylePlain:
		return locateAligned(src, v, v.from, offset)
	case styleSingle:
		return locateAligned(src, v, v.from+1, offset)
	case styleLiteral, styleFolded:
		return locateAligned(src, v, lineEnd(src, v.from), offset)
	default:
		return v.from
	}
}

// lineEnd returns the offset behind the line that from stands in.
func lineEnd(src string, from int) int {
	if n := strings.IndexByte(src[from:], '\n'); n >= 0 {
		return from + n + 1
	}
	return len(src)
}

// locateAligned walks text and source side by side for the styles without escapes: what they have in common is the
// text, what only the source has is the indentation of lines, the second of two single quotes, and line breaks that
// were folded. It returns the start of v when they do not match.
func locateAligned(src string, v *value, at, offset int) int {
	lineStart := v.style == styleLiteral || v.style == styleFolded
	for i := 0; i < offset; {
		if lineStart {
			at = skipIndent(src, v.text[i:], at)
			lineStart = false
		}
		switch {
		case at >= len(src):
			return v.from
		case src[at] == v.text[i]:
			if v.style == styleSingle && src[at] == '\'' {
				at++
			}
			lineStart = src[at] == '\n'
			at++
			i++
		case isBreak(src[at]):
			at++
			lineStart = true
			if v.text[i] == ' ' {
				i++
			}
		case (src[at] == ' ' || src[at] == '\t') && (v.text[i] == ' ' || v.text[i] == '\n'):
			at++ // space at the end of a folded line
		default:
			return v.from
		}
	}
	if lineStart {
		rest := v.text[offset:]
		at = skipIndent(src, rest, at)
		for at < len(src) && isBreak(src[at]) && rest != "" && rest[0] != '\n' {
			at = skipIndent(src, rest, at+1)
		}
	}
	return min(at, len(src))
}

// isBreak tells whether c ends a line.
func isBreak(c byte) bool { return c == '\n' || c == '\r' }

// skipIndent returns the offset behind the indentation at a line start, where rest is the text that follows: the
// spaces of the source that the text does not have.
func skipIndent(src, rest string, at int) int {
	n := 0
	for at+n < len(src) && (src[at+n] == ' ' || src[at+n] == '\t') {
		n++
	}
	own := 0
	for own < len(rest) && (rest[own] == ' ' || rest[own] == '\t') {
		own++
	}
	return at + max(0, n-own)
}

// locateQuoted walks a string in double quotes, JSON's or YAML's.
func locateQuoted(src string, v *value, offset int) int {
	at := v.from + 1
	for i := 0; i < offset; {
		if at >= len(src) || src[at] == '"' {
			return v.from
		}
		switch {
		case src[at] == '\\':
			text, n := quotedEscape(src[at:])
			at, i = at+n, i+text
		case isBreak(src[at]) || src[at] == ' ' && foldsHere(src[at:]):
			at, i = foldedBreak(src, at, v.text, i)
		default:
			at, i = at+1, i+1
		}
	}
	return min(at, len(src))
}

// quotedEscape returns how many bytes of text the escape at the start of s makes, and its own length.
func quotedEscape(s string) (text, length int) {
	if len(s) < 2 {
		return 1, len(s)
	}
	switch s[1] {
	case 'u':
		r, n := jsonEscape(s)
		if n == 0 {
			return 1, 2
		}
		return utf8.RuneLen(r), n
	case 'x':
		if len(s) >= 4 && s[2] >= '8' {
			return 2, 4
		}
		return 1, min(4, len(s))
	case 'U':
		return 4, min(10, len(s))
	case 'N', '_':
		return 2, 2
	case 'L', 'P':
		return 3, 2
	case '\n', '\r':
		n := 2
		for n < len(s) && (s[n] == ' ' || s[n] == '\t' || s[n] == '\n') {
			n++
		}
		return 0, n
	}
	return 1, 2
}

// foldsHere tells whether s, which begins with a space, goes on with white space up to a line break.
func foldsHere(s string) bool {
	rest := strings.TrimLeft(s, " \t")
	return rest != "" && isBreak(rest[0])
}

// foldedBreak passes a line break inside a quoted string, with the white space around it: one break is a space of the
// text, n breaks are n-1.
func foldedBreak(src string, at int, text string, i int) (int, int) {
	breaks := 0
	for at < len(src) && (src[at] == ' ' || src[at] == '\t' || isBreak(src[at])) {
		if src[at] == '\n' {
			breaks++
		}
		at++
	}
	if i < len(text) && text[i] == ' ' {
		return at, i + 1
	}
	return at, i + max(1, breaks-1)
}
