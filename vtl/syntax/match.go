package syntax

import "strings"

// lexState is a state of the scanner: which tokens it looks for.
type lexState uint8

// The scanner's states, under the names Velocity's guide for developers gives them.
const (
	stateDefault   lexState = iota
	stateReference          // behind "$", or behind a name, a call or an index
	stateRefModifier
	stateRefMod2  // inside a call's parentheses
	stateRefIndex // inside an index
	statePreDirective
	stateDirective // inside a directive's parentheses
	stateTextblock
	stateMultiComment
	stateFormalComment
	stateLineComment
)

// match is the longest token at a place: its kind and length in bytes. For no token, viable is how many bytes
// could have begun one: the byte behind them is the culprit.
type match struct {
	kind   kind
	n      int
	viable int
}

// better keeps the longer of two matches; of equal ones the first stands.
func (m *match) better(k kind, n int) {
	if n > m.n {
		m.kind, m.n = k, n
	}
}

// could notes that n bytes began something that did not become a token.
func (m *match) could(n int) {
	if n > m.viable {
		m.viable = n
	}
}

// match returns the token at offset i in state st.
func (s *scanner) match(st lexState, i int) match {
	var m match
	src := s.src
	c := src[i]
	s.matchMore(&m, st, i)
	switch st {
	case stateDefault:
		s.matchDefault(&m, i)
	case stateReference, stateRefModifier:
		s.matchReference(&m, st, i)
	case stateRefMod2:
		s.matchArgument(&m, i)
		s.matchIdentifier(&m, i)
		s.matchSet(&m, i)
		if c == ')' {
			m.better(kindCallRParen, 1)
		}
	case stateRefIndex:
		s.matchLiteral(&m, i)
		if c == ']' {
			m.better(kindIndexClose, 1)
		}
		s.matchTruthPrefix(&m, i)
	case statePreDirective:
		s.matchPreDirective(&m, i)
	case stateDirective:
		s.matchDirective(&m, i)
	case stateTextblock:
		if strings.HasPrefix(src[i:], "]]#") {
			m.better(kindTextblock, 3)
		}
		m.better(kindAny, charLen(src, i))
	case stateMultiComment:
		if strings.HasPrefix(src[i:], "*#") {
			m.better(kindMultiComment, 2)
		}
		m.better(kindSkip, charLen(src, i))
	case stateFormalComment:
		if strings.HasPrefix(src[i:], "*#") {
			m.better(kindFormalComment, 2)
		}
		m.better(kindSkip, charLen(src, i))
	case stateLineComment:
		if n := lineEnd(src, i); n > 0 {
			m.better(kindLineEnd, n)
		}
		m.better(kindSkip, charLen(src, i))
	}
	return m
}

// matchMore finds what begins a reference, a directive or a comment: any state looks for it.
func (s *scanner) matchMore(m *match, st lexState, i int) {
	src := s.src
	switch src[i] {
	case '$', '\\':
		j := run(src, i, '\\')
		if j == len(src) || src[j] != '$' {
			if j > i {
				m.could(j - i)
			}
			return
		}
		m.better(kindDollar, j+1-i)
		k := run(src, j+1, '\\')
		if k < len(src) && src[k] == '!' {
			m.better(kindDollarBang, k+1-i)
		}
		if j == i && (st == stateDefault || st == stateReference) {
			s.matchEmptyIndex(m, i)
		}
	case '#':
		rest := src[i:]
		m.better(kindHash, 1)
		switch {
		case strings.HasPrefix(rest, "#[["):
			m.better(kindTextblockOpen, 3)
		case strings.HasPrefix(rest, "#**") && len(rest) > 3 && rest[3] != '#':
			m.better(kindFormalOpen, 3+charLen(rest, 3))
		case strings.HasPrefix(rest, "#*"):
			m.better(kindMultiOpen, 2)
		case strings.HasPrefix(rest, "##") && (st == stateDefault || st == stateReference || st == stateDirective || st == statePreDirective):
			m.better(kindCommentStart, 2)
		}
	}
}

// matchEmptyIndex finds "$[", "$![", "$\![" and "$.", which are text.
func (s *scanner) matchEmptyIndex(m *match, i int) {
	for _, t := range [...]string{"$[", "$![", `$\![`, "$."} {
		if strings.HasPrefix(s.src[i:], t) {
			m.better(kindEmptyIndex, len(t))
		}
	}
}

func (s *scanner) matchDefault(m *match, i int) {
	src := s.src
	s.matchSet(m, i)
	if src[i] == '\\' {
		j := run(src, i, '\\')
		if (j-i)%2 == 1 && j < len(src) && src[j] == '#' {
			if n := wordLen(src, j+1); n > 0 {
				m.better(kindEscapeDirective, j+1+n-i)
			}
		}
		if j-i >= 2 {
			m.better(kindDoubleEscape, 2)
		}
		m.better(kindEscape, 1)
		return
	}
	if src[i] == '$' || src[i] == '#' {
		return
	}
	n := strings.IndexAny(src[i:], `$#\`)
	if n < 0 {
		n = len(src) - i
	}
	m.better(kindPlain, n)
}

// matchSet finds #set with the blanks in front of it and its parenthesis.
func (s *scanner) matchSet(m *match, i int) {
	src := s.src
	j := i
	for j < len(src) && (src[j] == ' ' || src[j] == '\t') {
		j++
	}
	switch {
	case strings.HasPrefix(src[j:], "#set"):
		j += 4
	case strings.HasPrefix(src[j:], "#{set}"):
		j += 6
	default:
		return
	}
	j = run(src, j, ' ')
	if j < len(src) && src[j] == '(' {
		m.better(kindSet, j+1-i)
	}
}

func (s *scanner) matchReference(m *match, st lexState, i int) {
	src := s.src
	s.matchSet(m, i)
	s.matchIdentifier(m, i)
	switch src[i] {
	case '[':
		m.better(kindIndexOpen, 1)
	case '{':
		m.better(kindLCurly, 1)
	case '}':
		m.better(kindRCurly, 1)
	case '(':
		if st == stateRefModifier {
			m.better(kindLParen, 1)
		}
	}
	m.better(kindRefEnd, charLen(src, i))
}

// matchIdentifier finds names, true and false, and a dot in front of a name.
func (s *scanner) matchIdentifier(m *match, i int) {
	src := s.src
	if n := identifierLen(src, i); n > 0 {
		switch src[i : i+n] {
		case "true":
			m.better(kindTrue, n)
		case "false":
			m.better(kindFalse, n)
		default:
			m.better(kindIdentifier, n)
		}
	}
	if src[i] == '.' && i+1 < len(src) && isAlpha(src[i+1]) {
		m.better(kindDot, 2)
	}
}

// matchArgument finds what may stand between the parentheses of a call.
func (s *scanner) matchArgument(m *match, i int) {
	s.matchLiteral(m, i)
	s.matchBrackets(m, i)
}

func (s *scanner) matchBrackets(m *match, i int) {
	switch s.src[i] {
	case '[':
		m.better(kindLBracket, 1)
	case ']':
		m.better(kindRBracket, 1)
	case ',':
		m.better(kindComma, 1)
	case ':':
		m.better(kindColon, 1)
	case '{':
		m.better(kindLBrace, 1)
	case '}':
		m.better(kindRBrace, 1)
	case '.':
		if strings.HasPrefix(s.src[i:], "..") {
			m.better(kindDoubleDot, 2)
		}
		m.could(1)
	}
}

// matchLiteral finds white space, strings and numbers.
func (s *scanner) matchLiteral(m *match, i int) {
	src := s.src
	switch c := src[i]; {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		j := i
		for j < len(src) && (src[j] == ' ' || src[j] == '\t' || src[j] == '\n' || src[j] == '\r') {
			j++
		}
		m.better(kindWhitespace, j-i)
	case c == '"':
		s.matchQuoted(m, i, c)
	case c == '\'':
		s.matchQuoted(m, i, c)
	case c == '-' || c == '.' || isDigit(c):
		s.matchNumber(m, i)
	}
}

// matchQuoted finds a string in quotes q, in which a doubled quote stands for one.
func (s *scanner) matchQuoted(m *match, i int, q byte) {
	if n := quotedLen(s.src[i:], q); n > 0 {
		m.better(kindString, n)
		return
	}
	m.could(len(s.src) - i)
}

// quotedLen returns the length of the longest string literal at the start of text, 0 for none. A run of quotes
// ends the string where its length is odd; an even run stands for quotes inside, unless no end follows.
func quotedLen(text string, q byte) int {
	last := 0
	for j := 1; ; {
		k := strings.IndexByte(text[j:], q)
		if k < 0 {
			return last
		}
		end := run(text, j+k, q)
		if (end-j-k)%2 == 1 {
			return end
		}
		last, j = end-1, end
	}
}

// matchNumber finds integers and floating point numbers; "1.." is an integer in front of a range.
func (s *scanner) matchNumber(m *match, i int) {
	src := s.src
	j := i
	if src[j] == '-' {
		j++
	}
	d := digits(src, j)
	if d > j {
		n := d - i
		if strings.HasPrefix(src[d:], "..") {
			n += 2
		}
		m.better(kindInteger, n)
		if e := exponent(src, d); e > d {
			m.better(kindFloat, e-i)
		}
		if d < len(src) && src[d] == '.' {
			f := digits(src, d+1)
			m.better(kindFloat, max(f, exponent(src, f))-i)
		}
		return
	}
	m.could(j - i)
	if j < len(src) && src[j] == '.' {
		m.could(j + 1 - i)
		if f := digits(src, j+1); f > j+1 {
			m.better(kindFloat, max(f, exponent(src, f))-i)
		}
	}
}

// matchTruthPrefix finds true and false where names are not allowed, or how much of them there is.
func (s *scanner) matchTruthPrefix(m *match, i int) {
	for _, t := range [...]struct {
		word string
		kind kind
	}{{"true", kindTrue}, {"false", kindFalse}} {
		n := commonPrefix(s.src[i:], t.word)
		if n == len(t.word) {
			m.better(t.kind, n)
		}
		m.could(n)
	}
}

func (s *scanner) matchPreDirective(m *match, i int) {
	src := s.src
	if isDigit(src[i]) || src[i] == '-' || src[i] == '.' {
		s.matchNumber(m, i)
	}
	if n := wordLen(src, i); n > 0 {
		w := src[i : i+n]
		k := kindWord
		if src[i] == '{' {
			k, w = kindBracketedWord, w[1:len(w)-1]
		}
		switch w {
		case "end":
			m.better(kindEnd, n+gobble(src, i+n))
		case "else":
			m.better(kindElse, n+gobble(src, i+n))
		case "if":
			m.better(kindIf, n)
		case "elseif":
			m.better(kindElseIf, n)
		default:
			m.better(k, n)
		}
	}
	m.better(kindDirEnd, charLen(src, i))
}

// operators are the operators of expressions, longest first where one begins another.
var operators = [...]struct {
	text string
	kind kind
}{
	{"&&", kindAnd}, {"||", kindOr}, {"<=", kindLE}, {"<", kindLT}, {">=", kindGE}, {">", kindGT}, {"==", kindEQ}, {"=", kindAssign},
	{"!=", kindNE}, {"!", kindNot}, {"-", kindMinus}, {"+", kindPlus}, {"*", kindMultiply}, {"/", kindDivide}, {"%", kindModulus},
}

// wordOperators are the operators written as words, and the two truth values.
var wordOperators = map[string]kind{
	"and": kindAnd, "or": kindOr, "lt": kindLT, "le": kindLE, "gt": kindGT, "ge": kindGE, "eq": kindEQ, "ne": kindNE, "not": kindNot,
	"true": kindTrue, "false": kindFalse,
}

func (s *scanner) matchDirective(m *match, i int) {
	src := s.src
	s.matchArgument(m, i)
	switch c := src[i]; c {
	case '(':
		m.better(kindLParen, 1)
	case ')':
		m.better(kindRParen, 1+gobble(src, i+1))
	case '&', '|':
		m.could(1)
	}
	for _, o := range operators {
		if strings.HasPrefix(src[i:], o.text) {
			m.better(o.kind, len(o.text))
			break
		}
	}
	if n := wordLen(src, i); n > 0 {
		if src[i] == '{' {
			m.better(kindBracketedWord, n)
		} else if k, ok := wordOperators[src[i:i+n]]; ok {
			m.better(k, n)
		} else {
			m.better(kindWord, n)
		}
	}
}

// gobble returns how many bytes from i are blanks and one line end, 0 unless the line end is there.
func gobble(src string, i int) int {
	j := i
	for j < len(src) && (src[j] == ' ' || src[j] == '\t') {
		j++
	}
	if j == len(src) {
		return 0
	}
	if n := lineEnd(src, j); n > 0 {
		return j + n - i
	}
	return 0
}

// lineEnd returns the length of the line end at i, 0 for none.
func lineEnd(src string, i int) int {
	switch src[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(src) && src[i+1] == '\n' {
			return 2
		}
		return 1
	}
	return 0
}

// run returns the offset behind the run of c that starts at i.
func run(src string, i int, c byte) int {
	for i < len(src) && src[i] == c {
		i++
	}
	return i
}

func digits(src string, i int) int {
	for i < len(src) && isDigit(src[i]) {
		i++
	}
	return i
}

// exponent returns the offset behind an exponent at i, or i.
func exponent(src string, i int) int {
	if i == len(src) || src[i] != 'e' && src[i] != 'E' {
		return i
	}
	j := i + 1
	if j < len(src) && (src[j] == '+' || src[j] == '-') {
		j++
	}
	if d := digits(src, j); d > j {
		return d
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// identifierLen returns the length of the reference name at i, 0 for none.
func identifierLen(src string, i int) int {
	if !isAlpha(src[i]) && src[i] != '_' {
		return 0
	}
	j := i + 1
	for j < len(src) && (isAlpha(src[j]) || isDigit(src[j]) || src[j] == '-' || src[j] == '_') {
		j++
	}
	return j - i
}

// wordLen returns the length of the directive name at i, plain or in braces, 0 for none. A bare "@" cannot
// begin a name in braces.
func wordLen(src string, i int) int {
	if i == len(src) {
		return 0
	}
	j, braces := i, src[i] == '{'
	if braces {
		j++
	}
	if j == len(src) || !isAlpha(src[j]) && src[j] != '_' && (braces || src[j] != '@') {
		return 0
	}
	for j < len(src) && (isAlpha(src[j]) || isDigit(src[j]) || src[j] == '_' || src[j] == '@') {
		j++
	}
	if braces {
		if j == len(src) || src[j] != '}' {
			return 0
		}
		j++
	}
	return j - i
}

// charLen returns the length of the character at i: as many bytes as Go's decoder takes, a lone surrogate whole.
func charLen(src string, i int) int {
	c := src[i]
	switch {
	case c < 0xC0:
		return 1
	case c < 0xE0:
		return min(2, len(src)-i)
	case c < 0xF0:
		return min(3, len(src)-i)
	}
	return min(4, len(src)-i)
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
