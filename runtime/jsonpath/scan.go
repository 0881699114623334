package jsonpath

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/vtlkit/vtl/vtl/java"
)

// scanner cuts a path into tokens the way PathCompiler and FilterCompiler of Jayway read it. Where a token ends is
// often a matter of what they look at next rather than of grammar ("$.a[0]x" ends before the x), so the functions
// here mirror theirs. A fault ends the scan by a panic with an *Error or *java.LimitError.
type scanner struct {
	text  string // the text being read: the whole path, or a part of it that is compiled on its own
	end   int    // where the text ends for the reader (trailing spaces do not count)
	pos   int    // next byte
	base  int    // offset of text in the whole path
	nest  int    // paths, filters and parentheses around
	limit int    // how many there may be; 0 is no limit
	out   *[]lexer.Token
}

// scan returns the tokens of a path. The error is an *Error or a *java.LimitError.
func scan(path string, limit int) (tokens []lexer.Token, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			r.Path, tokens, err = path, nil, r
		case *java.LimitError:
			tokens, err = nil, r
		default:
			panic(r)
		}
	}()
	s := scanner{limit: limit, out: &tokens}
	s.whole(path)
	return tokens, nil
}

// fail ends the scan with a fault at byte offset at.
func (s *scanner) fail(at int, msg string) {
	panic(&Error{Class: classInvalid, Msg: msg, Offset: max(s.base+at, 0)})
}

// emit appends a token that stands at offset at.
func (s *scanner) emit(t lexer.TokenType, value string, at int) {
	*s.out = append(*s.out, lexer.Token{Type: t, Value: value, Pos: lexer.Position{Offset: max(s.base+at, 0), Line: 1, Column: at + 1}})
}

// enter counts one level of nesting.
func (s *scanner) enter() {
	s.nest++
	if s.limit > 0 && s.nest > s.limit {
		s.tooDeep()
	}
}

// tooDeep ends the scan at the limit of nesting.
func (s *scanner) tooDeep() {
	panic(&java.LimitError{Name: "JSONPath nesting", Value: int64(s.limit)})
}

// part returns a scanner for text, which stands at offset at and is read on its own.
func (s *scanner) part(text string, at int) *scanner {
	p := &scanner{text: text, end: len(text), base: s.base + at, nest: s.nest, limit: s.limit, out: s.out}
	p.enter()
	return p
}

// at returns the byte at offset i, 0 outside the text.
func (s *scanner) at(i int) byte {
	if i < 0 || i >= s.end {
		return 0
	}
	return s.text[i]
}

// whole reads text as a path by itself: spaces around it do not count, and without $ or @ it begins below $.
// Source: PathCompiler.compile.
func (s *scanner) whole(text string) {
	if text[0] != '$' && text[0] != '@' {
		text = "$." + text
		s.base -= 2
	}
	s.text, s.end = text, len(text)
	for s.pos < s.end-1 && s.text[s.pos] == ' ' {
		s.pos++
	}
	for s.pos < s.end-1 && s.text[s.end-1] == ' ' {
		s.end--
	}
	if s.at(s.end-1) == '.' {
		s.fail(s.end-1, "a path must not end with a dot")
	}
	s.path()
}

// path reads $ or @ and the steps. Source: PathCompiler.readContextToken.
func (s *scanner) path() {
	for strings.IndexByte(" \t\r\n", s.at(s.pos)) >= 0 {
		s.pos++
	}
	c := s.at(s.pos)
	if c != '$' && c != '@' {
		s.fail(s.pos, "a path must begin with $ or @")
	}
	s.emit(tokRoot, string(c), s.pos)
	if s.tail() {
		return
	}
	s.pos++
	if c := s.at(s.pos); c != '.' && c != '[' {
		s.fail(s.pos, "a dot or [ belongs here")
	}
	for {
		s.step()
		if s.tail() {
			return
		}
	}
}

// tail tells whether at most one character (a UTF-16 unit) is left: Jayway takes what it points at for the token just
// read and ends there. Cases root/jp-root-0068, -0076.
func (s *scanner) tail() bool {
	if s.pos >= s.end {
		return true
	}
	_, n := utf8.DecodeRuneInString(s.text[s.pos:s.end])
	if s.text[s.pos] == 0xED && n == 1 {
		n = 3 // a surrogate that stands alone
	}
	return s.pos+n >= s.end && n < 4
}

// step reads one step. Source: PathCompiler.readNextToken, readDotToken.
func (s *scanner) step() {
	if s.at(s.pos) == '.' {
		if s.at(s.pos+1) == '.' {
			s.emit(tokScan, "..", s.pos)
			s.pos++
		}
		s.pos++
		if s.at(s.pos) == '.' {
			s.fail(s.pos, "too many dots")
		}
	}
	switch c := s.at(s.pos); {
	case c == '[':
		s.bracket()
	case c == '*':
		s.emit(tokStar, "*", s.pos)
		s.pos++
	case c == ' ' || s.pos >= s.end:
		s.fail(s.pos, "a name, * or [ belongs here")
	default:
		s.name()
	}
}

// name reads a name or a function call. Source: PathCompiler.readPropertyOrFunctionToken.
func (s *scanner) name() {
	start := s.pos
	end := start
	for end < s.end && strings.IndexByte(" .[(", s.text[end]) < 0 {
		end++
	}
	if s.at(end) == ' ' {
		s.fail(end, "a name with a space belongs in brackets: ['my name']")
	}
	name := s.text[start:end]
	s.pos = end
	if s.at(end) != '(' {
		s.emit(tokName, name, start)
		return
	}
	if !s.closed(end) {
		s.fail(end, "the arguments of "+name+" are not closed")
	}
	s.emit(tokCall, name, start)
	s.pos++
	if s.at(s.pos) != ')' {
		s.arguments(name)
	}
	// Without arguments Jayway stays at the parenthesis, so that what follows begins a name with it.
	s.emit(tokCallEnd, ")", s.pos)
}

// closed tells whether the parenthesis at offset i has a partner.
func (s *scanner) closed(i int) bool {
	open := 0
	for ; i < s.end; i++ {
		switch s.text[i] {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return true
			}
		}
	}
	return false
}

// bracket reads a step in brackets. Source: PathCompiler.readNextToken.
func (s *scanner) bracket() {
	first, at := s.significant(s.pos + 1)
	switch {
	case first == '\'' || first == '"':
		s.names(first)
	case (first == '-' || first == ':' || s.digit(at)) && s.indexes():
	case first == '*':
		if c, i := s.significant(at + 1); c != ']' {
			s.fail(i, "] belongs behind *")
		} else {
			s.emit(tokStar, "*", s.pos)
			s.pos = i + 1
		}
	case first == '?':
		s.filterStep(at)
	default:
		s.fail(s.pos, "?, a quoted name, an index or * belongs in brackets")
	}
}

// significant returns the first byte from offset i on that is no space, and its offset; 0 at the end.
func (s *scanner) significant(i int) (c byte, at int) {
	for s.at(i) == ' ' {
		i++
	}
	return s.at(i), i
}

// digit tells whether a digit stands at offset i, in the sense of Character.isDigit(char).
func (s *scanner) digit(i int) bool {
	if i >= s.end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:s.end])
	return isDigit(r)
}

// isDigit is Character.isDigit(char).
func isDigit(r rune) bool { return r < 0x10000 && unicode.Is(unicode.Nd, r) }

// names reads quoted names in brackets; quote is the first one's quote and that of all. What stands between a comma
// and the next quote does not matter. Source: PathCompiler.readBracketPropertyToken.
func (s *scanner) names(quote byte) {
	s.emit(tokNames, "[", s.pos)
	count, comma := 0, false
	i := s.pos + 1
	for ; s.at(i) != ']'; i++ {
		switch c := s.at(i); {
		case i >= s.end:
			s.fail(i, "] is missing")
		case c == '\\':
			i++
		case c == ',':
			if comma {
				s.fail(i, "a name is missing between commas")
			}
			comma = true
		case c == quote:
			if count > 0 {
				s.emit(tokComma, ",", i)
			}
			i = s.quotedName(i, quote)
			count, comma = count+1, false
		}
	}
	if comma {
		s.fail(i, "a name is missing behind the comma")
	}
	s.emit(tokClose, "]", i)
	s.pos = i + 1
}

// quotedName reads the name whose quote is at offset i, and returns the offset of the closing quote.
func (s *scanner) quotedName(i int, quote byte) int {
	end := s.unescaped(i, quote)
	if end < 0 {
		s.fail(i, "the quote of a name is not closed")
	}
	if c, at := s.significant(end + 1); c != ']' && c != ',' {
		s.fail(at, "a comma or ] belongs behind a name")
	}
	s.emit(tokQuoted, s.unescape(s.text[i+1:end], i), i)
	return end
}

// unescaped returns the offset of the next c behind offset i that no backslash escapes, -1 if there is none.
// Source: CharacterIndex.nextIndexOfUnescaped.
func (s *scanner) unescaped(i int, c byte) int {
	for i++; i < s.end; i++ {
		switch s.text[i] {
		case '\\':
			i++
		case c:
			return i
		}
	}
	return -1
}

// indexes reads indexes or a slice in brackets; false means that what is there is neither.
// Source: PathCompiler.readArrayToken.
func (s *scanner) indexes() bool {
	n := strings.IndexByte(s.text[s.pos:s.end], ']')
	if n < 0 {
		return false
	}
	inside := s.text[s.pos+1 : s.pos+n]
	expr := strings.TrimFunc(inside, func(r rune) bool { return r <= ' ' })
	for _, r := range expr {
		if !isDigit(r) && !strings.ContainsRune(",-: ", r) {
			return false
		}
	}
	if strings.Contains(expr, ":") {
		s.slice(expr)
	} else {
		s.emit(tokIndexes, "[", s.pos)
		for i, text := range strings.Split(expr, ",") {
			if i > 0 {
				s.emit(tokComma, ",", s.pos)
			}
			s.integer(strings.Trim(text, " "))
		}
	}
	s.emit(tokClose, "]", s.pos+n)
	s.pos += n + 1
	return true
}

// slice reads [from:to]. A second colon and what follows do not matter. Source: ArraySliceOperation.parse.
func (s *scanner) slice(expr string) {
	if strings.ContainsAny(expr, ", ") {
		s.fail(s.pos, "a slice has no spaces and commas")
	}
	bounds := append(strings.Split(expr, ":"), "")
	if bounds[0] == "" && bounds[1] == "" {
		s.fail(s.pos, "a slice needs a bound")
	}
	s.emit(tokSlice, "[", s.pos)
	if bounds[0] != "" {
		s.integer(bounds[0])
	}
	s.emit(tokColon, ":", s.pos)
	if bounds[1] != "" {
		s.integer(bounds[1])
	}
}

// integer emits the index that text is. Source: Integer.parseInt.
func (s *scanner) integer(text string) {
	ascii := strings.Map(asciiDigit, text)
	if i, err := strconv.ParseInt(ascii, 10, 32); err == nil && ascii[0] != '+' {
		s.emit(tokInt, strconv.Itoa(int(i)), s.pos)
		return
	}
	s.fail(s.pos, strconv.Quote(text)+" is no index")
}

// asciiDigit returns the ASCII digit of the same value as r, which may be a digit of any script.
func asciiDigit(r rune) rune {
	if r < utf8.RuneSelf || !isDigit(r) {
		return r
	}
	zero := r
	for zero > r-9 && isDigit(zero-1) {
		zero--
	}
	return '0' + r - zero
}
