package jsonsmart

import "math/bits"

// strictScan indexes text if it is one strict JSON value that json-smart reads in the ordinary way. ok is false
// where it is not, and the permissive scanner must have the word. tooDeep is set where the text is nested deeper
// than limit.
//
// Every strict JSON text is left to it except two rarities: strings that hold both a backslash and U+007F (which
// json-smart then drops), and numbers of more than 18 characters with an exponent (which may be out of range).
func strictScan(text string, limit int) (x index, ok, tooDeep bool) {
	s := strictScanner{text: text, index: newIndex(len(text), limit)}
	ok = s.document()
	return s.index, ok, s.tooDeep
}

// strictScanner is the state of a strict scan.
type strictScanner struct {
	index
	text    string
	i       int // next byte
	tooDeep bool
}

// document reads the whole text.
func (s *strictScanner) document() bool {
	for {
		if !s.value() {
			return false
		}
		if !s.closeAll() {
			return false
		}
		if len(s.open) == 0 {
			return s.i == len(s.text)
		}
	}
}

// value reads white space and one scalar, or the openings down to the first scalar or empty container.
func (s *strictScanner) value() bool {
	for {
		switch c := s.next(); c {
		case '"':
			k, end := s.quoted()
			if end == 0 {
				return false
			}
			s.scalar(k, end)
			return true
		case '{', '[':
			if !s.begin(c) {
				return false
			}
			if s.next() == c+2 { // the closing bracket stands two code points behind
				return true
			}
			if c == '{' && !s.name() {
				return false
			}
		case 't':
			return s.word("true", kindTrue)
		case 'f':
			return s.word("false", kindFalse)
		case 'n':
			return s.word("null", kindNull)
		default:
			return s.number()
		}
	}
}

// begin opens a container at the bracket c.
func (s *strictScanner) begin(c byte) bool {
	k := kindArray
	if c == '{' {
		k = kindObject
	}
	if !s.push(s.i, k) {
		s.tooDeep = true
		return false
	}
	s.i++
	return true
}

// closeAll reads what follows a value: closing brackets, then a comma and in an object the next name.
func (s *strictScanner) closeAll() bool {
	for {
		c := s.next()
		if len(s.open) == 0 {
			return true
		}
		o := &s.open[len(s.open)-1]
		object := o.object
		if len(s.entries) > o.at+1 {
			o.members++
		}
		switch {
		case c == ',':
			s.i++
			return !object || s.name()
		case c == '}' && object, c == ']' && !object:
			s.pop(s.text, s.i)
			s.i++
		default:
			return false
		}
	}
}

// next skips white space and returns the byte there, 0 at the end.
func (s *strictScanner) next() byte {
	if s.i < len(s.text) && s.text[s.i] > ' ' {
		return s.text[s.i]
	}
	return s.nextBehindSpace()
}

// nextBehindSpace is next where the byte here is white space, or the end.
func (s *strictScanner) nextBehindSpace() byte {
	for ; s.i < len(s.text); s.i++ {
		switch c := s.text[s.i]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// name reads a member name and the colon.
func (s *strictScanner) name() bool {
	if s.next() != '"' {
		return false
	}
	k, end := s.quoted()
	if end == 0 {
		return false
	}
	e := makeEntry(s.i, k, end-s.i)
	mark := ^uint64(0) // an escaped name may equal any other
	if k == kindPlain && end-s.i > 2 {
		mark = nameMark(s.text[s.i+1 : end-1])
	}
	s.addName(e, mark)
	s.i = end
	if s.next() != ':' {
		return false
	}
	s.i++
	return true
}

// scalar appends the entry of the scalar that ends before offset end and goes there.
func (s *strictScanner) scalar(k kind, end int) {
	s.add(makeEntry(s.i, k, end-s.i))
	s.i = end
}

// word reads the literal w.
func (s *strictScanner) word(w string, k kind) bool {
	end := s.i + len(w)
	if end > len(s.text) || s.text[s.i:end] != w {
		return false
	}
	s.scalar(k, end)
	return true
}

// number reads a number of JSON's grammar.
func (s *strictScanner) number() bool {
	t, i := s.text, s.i
	if i == len(t) {
		return false
	}
	if t[i] == '-' {
		i++
	}
	first := i
	i = digitsEnd(t, i)
	if i == first || t[first] == '0' && i > first+1 {
		return false
	}
	if i == len(t) || t[i] != '.' && t[i]|0x20 != 'e' {
		s.scalar(kindInt, i)
		return true
	}
	return s.fraction(i)
}

// longNumber is the length above which json-smart reads a number with a point or exponent as a BigDecimal.
const longNumber = 18

// fraction reads the rest of a number from its point or exponent at offset i.
func (s *strictScanner) fraction(i int) bool {
	t := s.text
	if t[i] == '.' {
		i++
		first := i
		if i = digitsEnd(t, i); i == first {
			return false
		}
	}
	exponent := i < len(t) && t[i]|0x20 == 'e'
	if exponent {
		i++
		if i < len(t) && (t[i] == '+' || t[i] == '-') {
			i++
		}
		first := i
		if i = digitsEnd(t, i); i == first {
			return false
		}
	}
	if exponent && i-s.i > longNumber {
		return false
	}
	s.scalar(kindFloat, i)
	return true
}

// digitsEnd returns the offset of the first byte of t from i on that is no ASCII digit.
func digitsEnd(t string, i int) int {
	for i < len(t) && t[i]-'0' < 10 {
		i++
	}
	return i
}

// quoted finds the end of the string that begins at s.i. end is the offset behind the closing quote, 0 where the
// string is not strict JSON. It looks at eight bytes at a time.
func (s *strictScanner) quoted() (k kind, end int) {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	t, i := s.text, s.i+1
	for i+8 <= len(t) {
		b := t[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		// The lowest bit set marks the first quote, backslash or control character.
		quote, slash := w^('"'*ones), w^('\\'*ones)
		stop := ((quote-ones)&^quote | (slash-ones)&^slash | (w-' '*ones)&^w) & highs
		if stop == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(stop) >> 3
		break
	}
	for ; i < len(t); i++ {
		switch c := t[i]; {
		case c == '"':
			return kindPlain, i + 1
		case c == '\\':
			return kindEscaped, s.escaped(i)
		case c < ' ':
			return 0, 0
		}
	}
	return 0, 0
}

// escaped finds the end of a string whose first backslash is at offset i, 0 where the string is not strict JSON or
// holds U+007F.
func (s *strictScanner) escaped(i int) int {
	t := s.text
	for j := s.i; j < i; j++ {
		if t[j] == 0x7F {
			return 0
		}
	}
	for i < len(t) {
		switch c := t[i]; {
		case c == '"':
			return i + 1
		case c < ' ' || c == 0x7F:
			return 0
		case c != '\\':
			i++
		default:
			n := escapeLen(t[i:])
			if n == 0 {
				return 0
			}
			i += n
		}
	}
	return 0
}

// escapeLen returns the length of the JSON escape t begins with, 0 when it is none.
func escapeLen(t string) int {
	if len(t) < 2 {
		return 0
	}
	switch t[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(t) < 6 {
			return 0
		}
		for i := 2; i < 6; i++ {
			if hexValue(t[i]) < 0 {
				return 0
			}
		}
		return 6
	}
	return 0
}

// hexValue returns the value of a hexadecimal digit, -1 for anything else.
func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
