package requestfile

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// word is an argument of a command line: its text, and where it stands.
type word struct {
	text     string
	from, to int
}

// shellWords splits a command line as a POSIX shell does, with the quotes $'..' of bash. Nothing is replaced:
// variables stay as they are written. The command ends at an operator, a comment, or a line end that is not escaped
// and behind which no further argument stands.
type shellWords struct {
	*document
	i     int
	words []word
}

// split returns the words from offset i on.
func (s *shellWords) split() ([]word, error) {
	for s.skipBlanks() {
		w := word{from: s.i}
		text, err := s.word()
		if err != nil {
			return nil, err
		}
		w.text, w.to = text, s.i
		s.words = append(s.words, w)
	}
	return s.words, nil
}

// skipBlanks moves to the next word, and tells whether there is one.
func (s *shellWords) skipBlanks() bool {
	for s.i < len(s.text) {
		switch c := s.text[s.i]; {
		case c == ' ' || c == '\t' || c == '\r':
			s.i++
		case c == '\n':
			s.i++
			if len(s.words) > 0 && !s.goesOn() {
				return false
			}
		case s.continued() > 0:
			s.i += s.continued()
		default:
			return !strings.ContainsRune("|;&<>#", rune(c)) && !strings.HasPrefix(s.text[s.i:], "2>")
		}
	}
	return false
}

// continued returns the length of an escaped line end at i, 0 when there is none.
func (s *shellWords) continued() int {
	for _, end := range []string{"\\\n", "\\\r\n"} {
		if strings.HasPrefix(s.text[s.i:], end) {
			return len(end)
		}
	}
	return 0
}

// goesOn tells whether the line at i goes on with the command though the line before did not say so: with an option.
func (s *shellWords) goesOn() bool {
	return strings.HasPrefix(strings.TrimLeft(s.text[s.i:], " \t"), "-")
}

// word reads a word: stretches in and outside of quotes, up to a blank.
func (s *shellWords) word() (string, error) {
	var b strings.Builder
	for s.i < len(s.text) {
		c := s.text[s.i]
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			return b.String(), nil
		case s.continued() > 0:
			s.i += s.continued()
		case c == '\\' && s.i+1 < len(s.text):
			_, n := utf8.DecodeRuneInString(s.text[s.i+1:])
			b.WriteString(s.text[s.i+1 : s.i+1+n])
			s.i += 1 + n
		case c == '\'' || c == '"' || c == '$' && strings.HasPrefix(s.text[s.i+1:], "'"):
			if err := s.quoted(&b); err != nil {
				return "", err
			}
		default:
			b.WriteByte(c)
			s.i++
		}
	}
	return b.String(), nil
}

// quoted reads a stretch in quotes.
func (s *shellWords) quoted(b *strings.Builder) error {
	from, read := s.i, s.inDouble
	switch s.text[s.i] {
	case '\'':
		read = s.inSingle
	case '$':
		read = s.inDollar
		s.i++
	}
	s.i++
	if !read(b) {
		return s.fail(from, from+1, "this quote is not closed", "")
	}
	return nil
}

// inSingle reads up to the closing quote of '..'; it tells whether there is one.
func (s *shellWords) inSingle(b *strings.Builder) bool {
	n := strings.IndexByte(s.text[s.i:], '\'')
	if n < 0 {
		return false
	}
	b.WriteString(s.text[s.i : s.i+n])
	s.i += n + 1
	return true
}

// inDouble reads up to the closing quote of "..".
func (s *shellWords) inDouble(b *strings.Builder) bool {
	for s.i < len(s.text) {
		c := s.text[s.i]
		switch {
		case c == '"':
			s.i++
			return true
		case s.continued() > 0:
			s.i += s.continued()
		case c == '\\' && s.i+1 < len(s.text) && strings.IndexByte("\"\\$`", s.text[s.i+1]) >= 0:
			b.WriteByte(s.text[s.i+1])
			s.i += 2
		default:
			b.WriteByte(c)
			s.i++
		}
	}
	return false
}

// simpleEscapes are the escapes of $'..' that stand for one character.
var simpleEscapes = map[byte]byte{
	'a': 7, 'b': 8, 'e': 27, 'E': 27, 'f': 12, 'n': '\n', 'r': '\r', 't': '\t', 'v': 11, '\\': '\\', '\'': '\'', '"': '"', '?': '?',
}

// inDollar reads up to the closing quote of $'..'.
func (s *shellWords) inDollar(b *strings.Builder) bool {
	for s.i < len(s.text) {
		c := s.text[s.i]
		s.i++
		switch {
		case c == '\'':
			return true
		case c == '\\' && s.i < len(s.text):
			s.escape(b)
		default:
			b.WriteByte(c)
		}
	}
	return false
}

// escape reads what follows a backslash in $'..'. Pairs of \u escapes that make up one character are one.
func (s *shellWords) escape(b *strings.Builder) {
	c := s.text[s.i]
	if to, ok := simpleEscapes[c]; ok {
		b.WriteByte(to)
		s.i++
		return
	}
	switch {
	case c == 'x':
		if n, ok := s.digits(1, 2, 16); ok {
			b.WriteByte(byte(n))
			return
		}
	case c >= '0' && c <= '7':
		n, _ := s.digits(0, 3, 8)
		b.WriteByte(byte(n))
		return
	case c == 'u' || c == 'U':
		most := 4
		if c == 'U' {
			most = 8
		}
		if n, ok := s.digits(1, most, 16); ok {
			b.WriteRune(s.pair(rune(n)))
			return
		}
	}
	b.WriteByte('\\')
	b.WriteByte(c)
	s.i++
}

// pair returns the character that a \u escape stands for, with the one behind it when both are halves of a pair.
func (s *shellWords) pair(high rune) rune {
	if high < 0xD800 || high > 0xDBFF || !strings.HasPrefix(s.text[s.i:], `\u`) {
		return high
	}
	at := s.i
	s.i++
	if low, ok := s.digits(1, 4, 16); ok && low >= 0xDC00 && low <= 0xDFFF {
		return (high-0xD800)<<10 + rune(low) - 0xDC00 + 0x10000
	}
	s.i = at
	return high
}

// digits reads at most that many digits from skip bytes behind i on, and moves behind them.
func (s *shellWords) digits(skip, most, base int) (int64, bool) {
	from := s.i + skip
	to := from
	for to < len(s.text) && to-from < most {
		if _, err := strconv.ParseUint(s.text[to:to+1], base, 8); err != nil {
			break
		}
		to++
	}
	n, err := strconv.ParseInt(s.text[from:to], base, 64)
	if err != nil {
		return 0, false
	}
	s.i = to
	return n, true
}
