package api

import "strings"

// textColours finds JSON and XML in the text between directives and references. Text comes in pieces, so it remembers
// what a piece ended in: a string that began before a reference goes on behind it.
type textColours struct {
	src   string
	state textState
	// quote is the quote of the attribute that is open, 0 for none.
	quote byte
	add   func(from, to, kind int)
}

// textState is what a piece of text ended in.
type textState uint8

// The states between pieces.
const (
	inPlain  textState = iota
	inString           // a JSON string
	inTag              // an XML tag, behind its name
	inXMLComment
	inCDATA
)

// read colours the text from one offset to another.
func (t *textColours) read(from, to int, add func(from, to, kind int)) {
	t.add = add
	for from < to {
		switch t.state {
		case inString:
			from = t.jsonString(from, from, to)
		case inTag:
			from = t.tag(from, to)
		case inXMLComment:
			from = t.until(from, to, "-->", tokenComment)
		case inCDATA:
			from = t.until(from, to, "]]>", tokenText)
		default:
			from = t.plain(from, to)
		}
	}
}

// plain colours what begins at from outside of strings and tags, and returns the offset behind it.
func (t *textColours) plain(from, to int) int {
	rest := t.src[from:to]
	switch c := rest[0]; {
	case c == '"':
		return t.jsonString(from, from+1, to)
	case strings.HasPrefix(rest, "<!--"):
		t.state = inXMLComment
		return t.until(from, to, "-->", tokenComment)
	case strings.HasPrefix(rest, "<![CDATA["):
		t.add(from, from+len("<![CDATA["), tokenXMLTag)
		t.state = inCDATA
		return from + len("<![CDATA[")
	case c == '<':
		return t.openTag(from, to)
	case c >= '0' && c <= '9' || c == '-' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
		return t.number(from, to)
	case isLetter(c):
		return t.word(from, to)
	}
	return from + 1
}

// isLetter tells whether c is an ASCII letter or an underscore.
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// isDigit tells whether c is an ASCII digit.
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// jsonString colours a string from its quote, or from where it goes on; at is where to look for its end. A string does
// not go over a line end, as no JSON string does: a lone quote then colours its own line only.
func (t *textColours) jsonString(from, at, to int) int {
	t.state = inString
	for ; at < to; at++ {
		switch t.src[at] {
		case '\\':
			at++
		case '\n':
			t.state = inPlain
			t.add(from, at, tokenJSONString)
			return at
		case '"':
			t.state = inPlain
			t.add(from, at+1, t.stringKind(at+1))
			return at + 1
		}
	}
	at = min(at, to)
	if at > from {
		t.add(from, at, tokenJSONString)
	}
	return at
}

// stringKind tells a member name, which a colon follows, from another string.
func (t *textColours) stringKind(at int) int {
	for at < len(t.src) && (t.src[at] == ' ' || t.src[at] == '\t') {
		at++
	}
	if at < len(t.src) && t.src[at] == ':' {
		return tokenJSONKey
	}
	return tokenJSONString
}

// number colours a number, where it is no part of a word.
func (t *textColours) number(from, to int) int {
	end := from + 1
	for end < to && (isDigit(t.src[end]) || isLetter(t.src[end]) || t.src[end] == '.' || t.exponent(end)) {
		end++
	}
	if jsonNumber(t.src[from:end]) {
		t.add(from, end, tokenJSONNumber)
	}
	return end
}

// exponent tells whether a sign at i belongs to an exponent.
func (t *textColours) exponent(i int) bool {
	return (t.src[i] == '+' || t.src[i] == '-') && t.src[i-1]|0x20 == 'e'
}

// jsonNumber tells whether s is a number as JSON writes it, leading zeros allowed.
func jsonNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := strings.TrimLeft(s, "0123456789")
	if whole == s {
		return false
	}
	if frac, ok := strings.CutPrefix(whole, "."); ok {
		whole = strings.TrimLeft(frac, "0123456789")
		if whole == frac {
			return false
		}
	}
	if whole == "" {
		return true
	}
	if whole[0]|0x20 != 'e' {
		return false
	}
	digits := strings.TrimLeft(whole[1:], "+-")
	return digits != "" && strings.TrimLeft(digits, "0123456789") == "" && len(whole)-len(digits) <= 2
}

// word colours true, false and null.
func (t *textColours) word(from, to int) int {
	end := from + 1
	for end < to && (isLetter(t.src[end]) || isDigit(t.src[end])) {
		end++
	}
	switch t.src[from:end] {
	case "true", "false", "null":
		t.add(from, end, tokenJSONKeyword)
	}
	return end
}

// openTag colours "<name", "</name", "<?name" or "<!name".
func (t *textColours) openTag(from, to int) int {
	end := from + 1
	if end < to && strings.IndexByte("/?!", t.src[end]) >= 0 {
		end++
	}
	name := end
	for end < to && isNameByte(t.src[end]) {
		end++
	}
	if end == name && end < to {
		return from + 1 // a lone "<"
	}
	t.add(from, end, tokenXMLTag)
	t.state, t.quote = inTag, 0
	return end
}

// isNameByte tells whether c may stand in the name of an element or attribute.
func isNameByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c >= 0x80 || c == ':' || c == '-' || c == '.'
}

// tag colours what begins at from inside a tag.
func (t *textColours) tag(from, to int) int {
	c := t.src[from]
	switch {
	case t.quote != 0:
		return t.attributeValue(from, from, to)
	case c == '"' || c == '\'':
		t.quote = c
		return t.attributeValue(from, from+1, to)
	case c == '>' || (c == '/' || c == '?') && from+1 < to && t.src[from+1] == '>':
		end := from + 1
		if c != '>' {
			end++
		}
		t.state = inPlain
		t.add(from, end, tokenXMLTag)
		return end
	case c == '<': // the tag was never closed
		t.state = inPlain
		return from
	case isNameByte(c):
		end := from
		for end < to && isNameByte(t.src[end]) {
			end++
		}
		t.add(from, end, tokenXMLAttribute)
		return end
	}
	return from + 1
}

// attributeValue colours the value of an attribute from its quote, or from where it goes on.
func (t *textColours) attributeValue(from, at, to int) int {
	end := strings.IndexByte(t.src[at:to], t.quote)
	if end < 0 {
		t.add(from, to, tokenString)
		return to
	}
	t.quote = 0
	t.add(from, at+end+1, tokenString)
	return at + end + 1
}

// until colours everything up to the end mark of what is open.
func (t *textColours) until(from, to int, mark string, kind int) int {
	end := strings.Index(t.src[from:to], mark)
	if end < 0 {
		end = to
	} else {
		t.state = inPlain
		end += from + len(mark)
	}
	if kind != tokenText {
		t.add(from, end, kind)
	}
	return end
}
