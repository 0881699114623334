package jsonsmart

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// The permissive scanner indexes a text as json-smart's JSONParser(MODE_PERMISSIVE) reads it: names and texts
// without quotes, either quote, commas to spare, digits with leading zeros, and whatever stands behind the first
// value. Its functions follow readFirst, readMain, readObject, readArray, readNumber and readString of json-smart
// 2.2, whose every look at the next character they repeat; what looks odd here is odd there.

// eoi is what json-smart's readers see behind the last character, and also where a text holds U+001A itself.
const eoi = 0x1A

// stopSet is a set of bytes at which a text without quotes ends.
type stopSet [256]bool

// The stop sets: behind a name, a member's value, an element, and the outermost value.
var (
	stopName    = stopsAt(':', eoi)
	stopMember  = stopsAt(',', '}', eoi)
	stopElement = stopsAt(',', ']', eoi)
	stopNowhere = stopsAt(eoi)
)

// stopsAt returns the set of the given bytes.
func stopsAt(cs ...byte) *stopSet {
	var s stopSet
	for _, c := range cs {
		s[c] = true
	}
	return &s
}

// fault is why a text cannot be read, thrown as a panic inside the permissive scanner.
type fault struct{ err error }

// permissiveScan indexes text, or returns the exception that json-smart throws.
func permissiveScan(text string, limit int) (x index, tooDeep bool, err error) {
	s := permissiveScanner{text: text, index: newIndex(len(text), limit)}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case fault:
			x, tooDeep, err = s.index, s.tooDeep, r.err
		default:
			panic(r)
		}
	}()
	s.first()
	return s.index, false, nil
}

// permissiveScanner is the state of a permissive scan.
type permissiveScanner struct {
	index
	text    string
	i       int
	tooDeep bool
}

// c returns the current byte, eoi behind the end.
func (s *permissiveScanner) c() byte {
	if s.i < len(s.text) {
		return s.text[s.i]
	}
	return eoi
}

// fail ends the scan: the text has something unexpected at the current place. Source: ParseException.
func (s *permissiveScanner) fail(what string, args ...any) {
	msg := fmt.Sprintf(what, args...)
	panic(fault{invalidJSON(fmt.Sprintf("%s at position %d.", msg, s.i))})
}

// unexpected ends the scan at the current byte.
func (s *permissiveScanner) unexpected() {
	if s.c() == eoi {
		s.fail("Unexpected End Of File")
	}
	s.fail("Unexpected character (%s)", strings.ToValidUTF8(s.text[s.i:min(s.i+1, len(s.text))], "?"))
}

// invalidJSON is the exception JsonSmartJsonProvider makes of a ParseException.
func invalidJSON(msg string) error {
	return java.Throw("com.jayway.jsonpath.InvalidJsonException", "net.minidev.json.parser.ParseException: "+msg)
}

// blank skips the white space that JSON knows.
func (s *permissiveScanner) blank() {
	for {
		switch s.c() {
		case ' ', '\t', '\n', '\r':
			s.i++
		default:
			return
		}
	}
}

// space skips everything up to U+0020.
func (s *permissiveScanner) space() {
	for s.c() <= ' ' && s.c() != eoi {
		s.i++
	}
}

// first reads the outermost value. Nothing behind it matters.
func (s *permissiveScanner) first() { s.main(stopNowhere) }

// main reads one value; a value without quotes ends at stop.
func (s *permissiveScanner) main(stop *stopSet) {
	s.blank()
	switch c := s.c(); c {
	case ':', '}', ']':
		s.unexpected()
	case '{':
		s.object()
	case '[':
		s.array()
	case '"', '\'':
		s.add(s.quoted())
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		s.number(stop)
	default:
		s.bare(stop)
	}
}

// bare reads a word or a text without quotes.
func (s *permissiveScanner) bare(stop *stopSet) {
	start := s.i
	s.skipTo(stop)
	e := s.trimmed(start, kindBare)
	if int(e.at) != start {
		s.add(e) // json-smart looks for words by their first letter
		return
	}
	switch e.textOf(s.text) {
	case "null":
		e = makeEntry(int(e.at), kindNull, 4)
	case "true":
		e = makeEntry(int(e.at), kindTrue, 4)
	case "false":
		e = makeEntry(int(e.at), kindFalse, 5)
	case "NaN":
		e = makeEntry(int(e.at), kindNaN, 3)
	}
	s.add(e)
}

// skipTo goes to the next byte of stop.
func (s *permissiveScanner) skipTo(stop *stopSet) {
	for !stop[s.c()] {
		s.i++
	}
}

// trimmed returns the entry of the text from start to here without the characters up to U+0020 at both ends
// (String.trim).
func (s *permissiveScanner) trimmed(start int, k kind) entry {
	end := s.i
	for end > start && s.text[end-1] <= ' ' {
		end--
	}
	for start < end && s.text[start] <= ' ' {
		start++
	}
	return makeEntry(start, k, end-start)
}

// begin opens a container.
func (s *permissiveScanner) begin(k kind) {
	if !s.push(s.i, k) {
		s.tooDeep = true
		s.fail("Malicious payload, having non natural depths, more than %d on", s.limit)
	}
	s.i++
}

// end closes the innermost container at the bracket here.
func (s *permissiveScanner) end() {
	s.pop(s.text, s.i)
	s.i++
}

// member counts one member of the innermost container.
func (s *permissiveScanner) member() { s.open[len(s.open)-1].members++ }

// array reads a list. Elements need no comma between them where their ends are plain.
func (s *permissiveScanner) array() {
	s.begin(kindArray)
	for {
		s.blank()
		switch s.c() {
		case ']':
			s.end()
			return
		case ',':
			s.i++
		case ':', '}', eoi:
			s.unexpected()
		default:
			s.main(stopElement)
			s.member()
		}
	}
}

// object reads an object.
func (s *permissiveScanner) object() {
	s.begin(kindObject)
	for {
		s.blank()
		switch s.c() {
		case '}':
			s.end()
			return
		case ',':
			s.i++
		case ':', '[', ']', '{':
			s.unexpected()
		default:
			if s.property() {
				return
			}
		}
	}
}

// property reads a name, a colon, a value, and the comma or bracket behind it; done tells that it was the bracket.
func (s *permissiveScanner) property() (done bool) {
	s.name()
	s.space()
	if s.c() != ':' {
		s.unexpected()
	}
	s.i++
	if s.i >= len(s.text) {
		s.unexpected()
	}
	s.main(stopMember)
	s.member()
	s.space()
	switch s.c() {
	case '}':
		s.end()
		return true
	case ',':
		s.i++
	default:
		s.unexpected()
	}
	return false
}

// name reads a member name, in quotes or up to the colon.
func (s *permissiveScanner) name() {
	if c := s.c(); c == '"' || c == '\'' {
		s.addName(s.quoted(), ^uint64(0))
		return
	}
	start := s.i
	s.skipTo(stopName)
	s.addName(s.trimmed(start, kindBare), ^uint64(0))
}

// quoted reads a text in quotes. Without a backslash before the next quote of its sort it is taken as it stands,
// otherwise it is read by the rules of escapes.
func (s *permissiveScanner) quoted() entry {
	start, quote := s.i, s.c()
	n := strings.IndexByte(s.text[start+1:], quote)
	if n < 0 {
		s.i = len(s.text)
		s.unexpected()
	}
	if strings.IndexByte(s.text[start+1:start+1+n], '\\') < 0 {
		s.i = start + n + 2
		return makeEntry(start, kindPlain, s.i-start)
	}
	s.i++
	for {
		switch c := s.c(); c {
		case quote:
			s.i++
			return makeEntry(start, kindLoose, s.i-start)
		case '\\':
			s.i++
			s.escape()
		case eoi:
			s.unexpected()
		default:
			s.i++
		}
	}
}

// escape reads what follows a backslash: hexadecimal digits behind u and x, else one character that may be
// anything.
func (s *permissiveScanner) escape() {
	digits := 0
	switch s.c() {
	case 'u':
		digits = 4
	case 'x':
		digits = 2
	}
	s.i++
	for ; digits > 0; digits-- {
		if c := s.c(); hexValue(c) < 0 {
			if c == eoi {
				s.unexpected()
			}
			s.fail("Unexpected unicode escape sequence %s", strings.ToValidUTF8(string(c), "?"))
		}
		s.i++
	}
}

// number reads what begins like a number: an integer, a number with a point or exponent, or a text without quotes
// that merely begins with a digit or minus sign.
func (s *permissiveScanner) number(stop *stopSet) {
	start, k := s.i, kindInt
	s.i++
	s.digits()
	if s.c() == '.' {
		k = kindFloat
		s.i++
		s.digits()
	}
	if s.c()|0x20 == 'e' {
		k = kindFloat
		s.i++
		if c := s.c(); c != '+' && c != '-' && c-'0' >= 10 {
			s.skipTo(stop)
			s.add(s.trimmed(start, kindBare))
			return
		}
		s.i++
		s.digits()
	}
	s.space()
	// A character from U+007E on ends a number without belonging to it.
	if c := s.c(); c < '~' && !stop[c] {
		s.skipTo(stop)
		k = kindBare
	}
	e := s.trimmed(start, k)
	if k == kindFloat {
		s.checkFloat(e.textOf(s.text))
	}
	s.add(e)
}

// digits skips ASCII digits.
func (s *permissiveScanner) digits() { s.i = digitsEnd(s.text, s.i) }

// checkFloat makes sure that text can be read as the number it looks like. json-smart lets the exception of
// Double.parseDouble or new BigDecimal through.
func (s *permissiveScanner) checkFloat(text string) {
	if _, err := floatValue(text); err != nil {
		panic(fault{err})
	}
}
