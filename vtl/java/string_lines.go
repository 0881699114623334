package java

import (
	"fmt"
	"strings"
)

// linesOf splits s at \n, \r and \r\n, as String.lines does: no empty line behind the last terminator.
func linesOf(s string) []string {
	var lines []string
	for s != "" {
		i := strings.IndexAny(s, "\n\r")
		if i < 0 {
			return append(lines, s)
		}
		lines = append(lines, s[:i])
		if strings.HasPrefix(s[i:], "\r\n") {
			i++
		}
		s = s[i+1:]
	}
	return lines
}

// stringLines is String#lines(): a Stream of the lines.
func stringLines(m *Meter, self Value, _ []Value) (Value, error) {
	lines := chargedLines(m, textOf(self))
	elems := make([]Value, len(lines))
	for i, l := range lines {
		elems[i] = String(l)
	}
	return NewStream(elems), nil
}

// chargedLines is linesOf after charging m for the lines.
func chargedLines(m *Meter, s string) []string {
	m.Bytes((strings.Count(s, "\n") + strings.Count(s, "\r") + 1) * bytesOfPart)
	return linesOf(s)
}

// stringIndent is String#indent(int): every line with n spaces more in front, or up to -n white space characters
// fewer, and each ended by \n.
func stringIndent(m *Meter, self Value, args []Value) (Value, error) {
	s, n := textOf(self), int(argInt(args[0]))
	if s == "" {
		return self, nil
	}
	lines := chargedLines(m, s)
	var dst []byte
	for _, l := range lines {
		if n > 0 {
			m.Bytes(n)
			l = strings.Repeat(" ", n) + l
		} else {
			l = cutWhitespace(l, -n)
		}
		m.Bytes(len(l) + 1)
		dst = append(append(dst, l...), '\n')
	}
	return String(dst), nil
}

// cutWhitespace returns s without its first n code points, as far as they are white space.
func cutWhitespace(s string, n int) string {
	for ; n > 0 && s != ""; n-- {
		r, size := decodeRune(s)
		if !isWhitespace(r) {
			break
		}
		s = s[size:]
	}
	return s
}

// stringStripIndent is String#stripIndent(): without the white space that all lines which are not blank, and the last
// one, begin with, and without white space at the ends of lines.
func stringStripIndent(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	if s == "" {
		return self, nil
	}
	m.Bytes(len(s) + stringHeader)
	lines := chargedLines(m, s)
	endsLine := strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r")
	least := 0
	if !endsLine {
		least = commonIndent(lines)
	}
	for i, l := range lines {
		l = strings.TrimRightFunc(l, isWhitespace)
		lines[i] = cutWhitespace(l, least)
	}
	out := strings.Join(lines, "\n")
	if endsLine {
		out += "\n"
	}
	return String(out), nil
}

// commonIndent returns the least number of white space characters that a line begins with, blank lines but the last
// one left out.
func commonIndent(lines []string) int {
	least := -1
	for i, l := range lines {
		rest := strings.TrimLeftFunc(l, isWhitespace)
		if rest == "" && i < len(lines)-1 {
			continue
		}
		if n := countRunes(l[:len(l)-len(rest)]); least < 0 || n < least {
			least = n
		}
	}
	return max(least, 0)
}

// translated are the characters that stand for others behind a backslash in String#translateEscapes().
var translated = map[byte]string{
	'b': "\b", 'f': "\f", 'n': "\n", 'r': "\r", 's': " ", 't': "\t", '\'': "'", '"': `"`, '\\': `\`, '\n': "",
}

// stringTranslateEscapes is String#translateEscapes(): escapes as in Java's string literals, but no Unicode escapes.
func stringTranslateEscapes(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	m.Bytes(len(s) + stringHeader)
	var dst []byte
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			return String(append(dst, s...)), nil
		}
		dst = append(dst, s[:i]...)
		text, size, err := translateEscape(s[i+1:])
		if err != nil {
			return nil, err
		}
		dst, s = append(dst, text...), s[i+1+size:]
	}
}

// translateEscape returns what the escape at the begin of s, behind its backslash, stands for, and its length.
func translateEscape(s string) (text string, size int, err error) {
	if s == "" {
		return "", 0, badEscape(0)
	}
	c := s[0]
	if text, ok := translated[c]; ok {
		return text, 1, nil
	}
	switch {
	case c == '\r':
		return "", 1 + b2i(strings.HasPrefix(s, "\r\n")), nil
	case c >= '0' && c <= '7':
		most := 2 + b2i(c <= '3')
		value := rune(0)
		for size < most && size < len(s) && s[size] >= '0' && s[size] <= '7' {
			value = value*8 + rune(s[size]-'0')
			size++
		}
		return string(value), size, nil
	}
	r, _ := decodeRune(s)
	return "", 0, badEscape(r)
}

// badEscape returns the exception for an escape that does not exist.
func badEscape(r rune) error {
	shown := string(appendRune(nil, r))
	if r >= firstSupplemental {
		r = rune(highHalf(r))
		shown = string(appendRune(nil, r))
	}
	return throwArgument(fmt.Sprintf(`Invalid escape sequence: \%s \\u%04X`, shown, r))
}
