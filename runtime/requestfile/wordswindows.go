package requestfile

import "strings"

// isWindows tells whether a command line is written for the command prompt of Windows, as browsers copy it: carets
// escape its line ends or, as it knows no single quotes, its double ones, or quotes in arguments are doubled.
func isWindows(text string) bool {
	if strings.Contains(text, "^\n") || strings.Contains(text, "^\r\n") {
		return true
	}
	return !strings.Contains(text, "'") && (strings.Contains(text, `^"`) || doublesQuotes(text))
}

// doublesQuotes tells whether two quotes stand next to each other inside of an argument. By themselves they are an
// empty argument of any shell.
func doublesQuotes(text string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], `""`)
		if i < 0 {
			return false
		}
		i += from
		before, behind := i > 0 && !isBlank(text[i-1]), i+2 < len(text) && !isBlank(text[i+2])
		if before && behind {
			return true
		}
		from = i + 2
	}
}

// windowsWords splits a command line as Windows does in two steps: the prompt resolves carets outside of quotes, then
// the program splits what is left by the rules of its C library.
type windowsWords struct {
	*document
	chars []byte // without carets
	at    []int  // of each char in the text
}

// split returns the words from offset i of the text on.
func (s *windowsWords) split(i int) ([]word, error) {
	s.dropCarets(i)
	var words []word
	for k := 0; ; {
		for k < len(s.chars) && isBlank(s.chars[k]) {
			k++
		}
		if k >= len(s.chars) {
			return words, nil
		}
		w := word{from: s.at[k]}
		var closed bool
		w.text, k, closed = s.argument(k)
		if !closed {
			return nil, s.fail(w.from, w.from+1, "a quote in this argument is not closed", "")
		}
		w.to = s.at[k-1] + 1
		words = append(words, w)
	}
}

// dropCarets resolves carets. One before a line end drops it, and the character behind that is taken as it is, so that
// a further line end stays. The command ends at a line end that is left.
func (s *windowsWords) dropCarets(i int) {
	quoted, begun := false, false
	for i < len(s.text) {
		c := s.text[i]
		switch {
		case c == '^' && !quoted:
			i++
			if end := lineEnd(s.text[i:]); end > 0 {
				i += end
				if next := lineEnd(s.text[i:]); next > 0 {
					s.keep('\n', i)
					i += next
				}
				continue
			}
			if i < len(s.text) {
				s.keep(s.text[i], i)
				begun = true
				i++
			}
			continue
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted && begun:
			return
		}
		begun = begun || !isBlank(c)
		s.keep(c, i)
		i++
	}
}

// keep appends a character.
func (s *windowsWords) keep(c byte, at int) { s.chars, s.at = append(s.chars, c), append(s.at, at) }

// lineEnd returns the length of the line end that s begins with.
func lineEnd(s string) int {
	switch {
	case strings.HasPrefix(s, "\n"):
		return 1
	case strings.HasPrefix(s, "\r\n"):
		return 2
	}
	return 0
}

// isBlank tells whether c stands between arguments.
func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// argument reads the argument that begins at k and returns where it ends. Backslashes mean themselves unless a quote
// follows: then two are one, and one left over makes the quote a character. Two quotes in quotes are one character.
func (s *windowsWords) argument(k int) (text string, end int, closed bool) {
	var b strings.Builder
	quoted := false
	for k < len(s.chars) && (quoted || !isBlank(s.chars[k])) {
		slashes := 0
		for k < len(s.chars) && s.chars[k] == '\\' {
			slashes++
			k++
		}
		isQuote := k < len(s.chars) && s.chars[k] == '"'
		if isQuote {
			b.WriteString(strings.Repeat(`\`, slashes/2))
		} else {
			b.WriteString(strings.Repeat(`\`, slashes))
		}
		switch {
		case isQuote && slashes%2 == 1:
			b.WriteByte('"')
			k++
		case isQuote && quoted && k+1 < len(s.chars) && s.chars[k+1] == '"':
			b.WriteByte('"')
			k += 2
		case isQuote:
			quoted = !quoted
			k++
		case slashes == 0:
			b.WriteByte(s.chars[k])
			k++
		}
	}
	return b.String(), k, !quoted
}
