package apispec

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonParser reads JSON of RFC 8259 into values. It is a parser of its own because encoding/json keeps neither order
// nor places, and YAML parsers refuse some JSON (surrogate pairs, long keys).
type jsonParser struct {
	text   string
	at     int
	depth  int
	values int
}

// parseJSON reads a whole text as one JSON value.
func parseJSON(text string) (v *value, f *fault) {
	p := &jsonParser{text: text}
	if v, f = p.value(); f != nil {
		return nil, f
	}
	p.space()
	if p.at < len(p.text) {
		return nil, p.unexpected("Something stands behind the end of the definition")
	}
	return v, nil
}

// space skips white space.
func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return
		}
	}
}

// peek returns the next byte, 0 at the end.
func (p *jsonParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// unexpected returns the fault that what is at the current place does not fit.
func (p *jsonParser) unexpected(what string) *fault {
	if p.at >= len(p.text) {
		return syntaxFault(len(p.text), len(p.text), "JSON: the file ends too early", "close every { and [")
	}
	hint := ""
	switch p.text[p.at] {
	case '\'':
		hint = "JSON strings stand in double quotes"
	case '/', '#':
		hint = "JSON has no comments"
	case '}', ']':
		hint = "remove the comma before it"
	}
	return syntaxFault(p.at, p.at+1, "JSON: "+what, hint)
}

// value reads any value.
func (p *jsonParser) value() (*value, *fault) {
	p.space()
	if p.values++; p.values > maxValues {
		return nil, sizeFault(p.at, "the definition has more than 500,000 values")
	}
	switch c := p.peek(); {
	case c == '{':
		return p.nested(p.object)
	case c == '[':
		return p.nested(p.list)
	case c == '"':
		return p.string()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	return p.word()
}

// nested reads an object or list one level deeper.
func (p *jsonParser) nested(read func() (*value, *fault)) (*value, *fault) {
	if p.depth++; p.depth > maxNesting {
		return nil, sizeFault(p.at, "the definition is nested deeper than 256 levels")
	}
	v, f := read()
	p.depth--
	return v, f
}

// object reads an object.
func (p *jsonParser) object() (*value, *fault) {
	v := &value{kind: kindObject, from: p.at}
	p.at++
	if p.space(); p.peek() == '}' {
		p.at++
		v.to = p.at
		return v, nil
	}
	for {
		if f := p.member(v); f != nil {
			return nil, f
		}
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case '}':
			p.at++
			v.to = p.at
			return v, nil
		default:
			return nil, p.unexpected("a comma or } is missing")
		}
	}
}

// member reads a key and its value into v.
func (p *jsonParser) member(v *value) *fault {
	p.space()
	if p.peek() != '"' {
		return p.unexpected("a key in double quotes is missing")
	}
	key, f := p.string()
	if f != nil {
		return f
	}
	p.space()
	if p.peek() != ':' {
		return p.unexpected("a colon is missing behind the key")
	}
	p.at++
	val, f := p.value()
	if f != nil {
		return f
	}
	if !v.add(key, val) {
		return duplicateFault(key)
	}
	return nil
}

// duplicateFault returns the fault of a key that is in its object already.
func duplicateFault(key *value) *fault {
	return &fault{CodeDuplicate, "the key " + quote(key.text) + " stands twice in this object", "remove one of the two, or merge them", key.from, key.to}
}

// list reads a list.
func (p *jsonParser) list() (*value, *fault) {
	v := &value{kind: kindList, from: p.at}
	p.at++
	if p.space(); p.peek() == ']' {
		p.at++
		v.to = p.at
		return v, nil
	}
	for {
		item, f := p.value()
		if f != nil {
			return nil, f
		}
		v.items = append(v.items, item)
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			v.to = p.at
			return v, nil
		default:
			return nil, p.unexpected("a comma or ] is missing")
		}
	}
}

// word reads true, false or null.
func (p *jsonParser) word() (*value, *fault) {
	for _, w := range []string{"true", "false", "null"} {
		if strings.HasPrefix(p.text[p.at:], w) {
			v := &value{kind: kindBool, style: stylePlain, from: p.at, to: p.at + len(w), text: w}
			if w == "null" {
				v.kind, v.text = kindNull, ""
			}
			p.at = v.to
			return v, nil
		}
	}
	return nil, p.unexpected("a value is missing")
}

// number reads a number and keeps its text.
func (p *jsonParser) number() (*value, *fault) {
	n := numberLength(p.text[p.at:])
	if n == 0 {
		return nil, p.unexpected("this is no number")
	}
	v := &value{kind: kindNumber, style: stylePlain, from: p.at, to: p.at + n, text: p.text[p.at : p.at+n]}
	p.at = v.to
	return v, nil
}

// numberLength returns how many bytes at the start of s are a JSON number, 0 when there is none.
func numberLength(s string) int {
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	start := i
	i += digits(s[i:])
	if i == start || s[start] == '0' && i > start+1 {
		return 0
	}
	if i < len(s) && s[i] == '.' {
		n := digits(s[i+1:])
		if n == 0 {
			return 0
		}
		i += 1 + n
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		n := digits(s[j:])
		if n == 0 {
			return 0
		}
		i = j + n
	}
	return i
}

// digits returns how many bytes at the start of s are digits.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// string reads a string in double quotes.
func (p *jsonParser) string() (*value, *fault) {
	v := &value{kind: kindText, style: styleDouble, from: p.at}
	p.at++
	var b strings.Builder
	for {
		run := p.at
		for p.at < len(p.text) && p.text[p.at] != '"' && p.text[p.at] != '\\' && p.text[p.at] >= 0x20 {
			p.at++
		}
		b.WriteString(p.text[run:p.at])
		if p.at >= len(p.text) {
			return nil, syntaxFault(v.from, v.from+1, "JSON: this string is not closed", "")
		}
		switch p.text[p.at] {
		case '"':
			p.at++
			v.to, v.text = p.at, b.String()
			return v, nil
		case '\\':
			r, n := jsonEscape(p.text[p.at:])
			if n == 0 {
				return nil, syntaxFault(p.at, p.at+2, "JSON: this escape does not exist", `write \\ for a backslash`)
			}
			b.WriteRune(r)
			p.at += n
		default:
			return nil, syntaxFault(p.at, p.at+1, "JSON: a line break or control character stands in a string", `write \n for a line break`)
		}
	}
}

// jsonEscape decodes the escape s begins with and returns its character and its length in bytes, 0 when it is none.
// A surrogate without its partner becomes U+FFFD.
func jsonEscape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, s[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2
	}
	r, ok := hex4(s)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if low, ok := hex4(s[6:]); ok {
		if joined := utf16.DecodeRune(r, low); joined != utf8.RuneError {
			return joined, 12
		}
	}
	return utf8.RuneError, 6
}

// hex4 decodes the \uXXXX that s begins with.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[2:6]) {
		d := strings.IndexByte("0123456789abcdef", c|0x20)
		if d < 0 || c < '0' {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}
