package java

import (
	"slices"
	"strconv"
	"strings"
)

// Flags of java.util.regex.Pattern, with Java's values. CANON_EQ (?c) is read and has no effect.
const (
	flagUnixLines       = 0x01
	flagCaseInsensitive = 0x02
	flagComments        = 0x04
	flagMultiline       = 0x08
	flagDotAll          = 0x20
	flagUnicodeCase     = 0x40
	flagCanonEq         = 0x80
	flagUnicodeClass    = 0x100
)

// patternReader reads the code points of a pattern as java.util.regex.Pattern does: the text ends with two zeros,
// and with the COMMENTS flag most reads skip white space and comments.
type patternReader struct {
	source string // the pattern, for messages
	text   []rune // the pattern after expansion of \Q..\E, with two zeros behind it
	size   int    // code points of text without the zeros
	at     int    // offset of the next code point
	flags  int
}

// newPatternReader returns a reader at the start of pattern.
func newPatternReader(pattern string, flags int) *patternReader {
	text := expandQuotes(runesOf(pattern))
	return &patternReader{source: pattern, text: append(text, 0, 0, 0, 0), size: len(text), flags: flags}
}

// runesOf returns the code points of s, lone surrogates as themselves.
func runesOf(s string) []rune {
	rs := make([]rune, 0, len(s))
	for len(s) > 0 {
		r, size := decodeRune(s)
		rs = append(rs, r)
		s = s[size:]
	}
	return rs
}

// patternError is how the parser stops at an error; parsePattern turns it into the PatternSyntaxException.
type patternError struct{ err error }

// fail stops parsing with the PatternSyntaxException that Java words with description and the current offset.
func (p *patternReader) fail(description string) {
	panic(patternError{patternSyntax(description, p.source, p.at-1)})
}

// patternSyntax returns a java.util.regex.PatternSyntaxException with the message of its getMessage(): description,
// offset in code points (none when negative), pattern, and a caret below the offset.
func patternSyntax(description, pattern string, index int) error {
	msg := description
	if index >= 0 {
		msg += " near index " + strconv.Itoa(index)
	}
	msg += "\n" + pattern
	if index >= 0 && index < utf16Len(pattern) {
		msg += "\n" + strings.Repeat(" ", index) + "^"
	}
	return Throw("java.util.regex.PatternSyntaxException", msg)
}

// has tells whether flag is set at this point.
func (p *patternReader) has(flag int) bool { return p.flags&flag != 0 }

// peek returns the next code point without passing it.
func (p *patternReader) peek() rune {
	p.skipComments()
	return p.text[p.at]
}

// next passes one code point and returns the one behind it without passing that.
func (p *patternReader) next() rune {
	p.at++
	return p.peek()
}

// nextPlain is next without skipping comments.
func (p *patternReader) nextPlain() rune {
	p.at++
	return p.text[p.at]
}

// read returns the next code point and passes it.
func (p *patternReader) read() rune {
	p.skipComments()
	p.at++
	return p.text[p.at-1]
}

// skip passes two code points and returns the second.
func (p *patternReader) skip() rune {
	p.at += 2
	return p.text[p.at-1]
}

// unread goes back one code point.
func (p *patternReader) unread() { p.at-- }

// skipComments passes white space and #-comments when COMMENTS is set.
func (p *patternReader) skipComments() {
	if !p.has(flagComments) {
		return
	}
	for {
		switch c := p.text[p.at]; {
		case isRegexSpace(c):
			p.at++
		case c == '#':
			p.skipLine()
		default:
			return
		}
	}
}

// skipLine passes a comment up to its line terminator, or to the end of the pattern.
func (p *patternReader) skipLine() {
	for p.at < p.size && !p.isTerminator(p.text[p.at]) {
		if p.text[p.at] == 0 {
			return
		}
		p.at++
	}
}

// isTerminator tells whether c ends a line, which only \n does with UNIX_LINES.
func (p *patternReader) isTerminator(c rune) bool {
	if p.has(flagUnixLines) {
		return c == '\n'
	}
	return terminators.contains(c)
}

// terminators are Java's line terminators.
var terminators = membersIn("\n\r\u0085\u2028\u2029")

// isRegexSpace tells whether c is white space to \s and to COMMENTS: that of ASCII.
func isRegexSpace(c rune) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// isDigitRune tells whether c is an ASCII digit.
func isDigitRune(c rune) bool { return c >= '0' && c <= '9' }

// isLetterRune tells whether c is an ASCII letter.
func isLetterRune(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// hexDigit returns the value of an ASCII hexadecimal digit, -1 for any other character.
func hexDigit(c rune) rune {
	switch {
	case isDigitRune(c):
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// expandQuotes replaces \Q..\E by escapes. A digit that begins a quotation becomes \x3n, so that it cannot
// continue an escape in front of the quotation. Source: behaviour of Pattern.compile.
func expandQuotes(text []rune) []rune {
	first := firstQuote(text)
	if first < 0 {
		return text
	}
	out := slices.Clone(text[:first])
	quoted, begins := true, true
	for i := first + 2; i < len(text); i++ {
		c, follow := text[i], rune(0)
		if i+1 < len(text) {
			follow = text[i+1]
		}
		switch {
		case c == '\\' && quoted && follow == 'E':
			quoted = false
			i++
		case c == '\\' && !quoted && follow == 'Q':
			quoted, begins = true, true
			i++
			continue
		case c == '\\' && !quoted:
			out = append(out, c)
			if i++; i < len(text) {
				out = append(out, text[i])
			}
		case isDigitRune(c) && begins:
			out = append(out, '\\', 'x', '3', c)
		case quoted && c < 0x80 && !isLetterRune(c) && !isDigitRune(c):
			out = append(out, '\\', c)
		default:
			out = append(out, c)
		}
		begins = false
	}
	return out
}

// firstQuote returns the offset of the first \Q in text, or -1.
func firstQuote(text []rune) int {
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\\' {
			if text[i+1] == 'Q' {
				return i
			}
			i++
		}
	}
	return -1
}
