package jsonpath

import (
	"strings"
	"unicode/utf8"
)

// operators are the relational operators by their upper-case spelling. Source: RelationalOperator.
var operators = map[string]bool{
	">=": true, "<=": true, "==": true, "===": true, "!=": true, "!==": true, "<": true, ">": true, "=~": true,
	"NIN": true, "IN": true, "CONTAINS": true, "ALL": true, "SIZE": true, "EXISTS": true, "TYPE": true, "MATCHES": true,
	"EMPTY": true, "SUBSETOF": true, "ANYOF": true, "NONEOF": true,
}

// filterStep reads [?( ... )], whose question mark is at offset mark. Source: PathCompiler.readFilterToken.
func (s *scanner) filterStep(mark int) {
	c, open := s.significant(mark + 1)
	if c != '(' {
		s.fail(open, "a filter begins with [?(")
	}
	shut := s.matching(open, '(', ')', true)
	if shut < 0 {
		s.fail(open, "the parenthesis of a filter is not closed")
	}
	last, at := s.significant(shut + 1)
	if last != ']' {
		s.fail(at, "] belongs behind a filter")
	}
	s.emit(tokFilter, "[?", s.pos)
	f := *s
	f.pos, f.end = open, shut+1
	f.enter()
	f.expression()
	s.emit(tokFilterEnd, "]", at)
	s.pos = at + 1
}

// matching returns the offset of the bracket that closes the one at offset i, -1 if there is none. Texts in quotes do
// not count, and where regex is set nor does what stands between slashes. Source: CharacterIndex.indexOfMatchingCloseChar.
func (s *scanner) matching(i int, open, shut byte, regex bool) int {
	depth := 1
	for i++; i < s.end; i++ {
		if c := s.text[i]; c == '\'' || c == '"' {
			i = s.skip(i, c)
		}
		if regex && s.at(i) == '/' {
			i = s.skip(i, '/')
		}
		switch s.at(i) {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// skip returns the offset behind the text that begins with the quote or slash c at offset i.
func (s *scanner) skip(i int, c byte) int {
	end := s.unescaped(i, c)
	if end < 0 {
		s.fail(i, "a text that begins with "+string(c)+" is not closed")
	}
	return end + 1
}

// expression reads a filter from its first parenthesis to its last. Source: FilterCompiler.readLogicalOR and below.
func (s *scanner) expression() {
	depth := 0
	for {
		depth += s.prefixes()
		s.relation()
		if !s.connective(&depth) {
			return
		}
	}
}

// blanks skips spaces, but never the last character.
func (s *scanner) blanks() {
	for s.pos < s.end-1 && s.text[s.pos] == ' ' {
		s.pos++
	}
}

// prefixes reads opening parentheses and exclamation marks before a relation, and returns the number of parentheses.
func (s *scanner) prefixes() (opened int) {
	for nots := 0; ; s.pos++ {
		s.blanks()
		switch s.at(s.pos) {
		case '(':
			s.enter()
			s.emit(tokOpen, "(", s.pos)
			opened++
		case '!':
			if s.pathFollows(s.pos + 1) {
				return opened
			}
			if nots++; s.limit > 0 && nots > s.limit {
				s.tooDeep()
			}
			s.emit(tokNot, "!", s.pos)
		default:
			return opened
		}
	}
}

// pathFollows tells whether the next thing from offset i on is a path.
func (s *scanner) pathFollows(i int) bool {
	c, _ := s.significant(i)
	return c == '$' || c == '@'
}

// relation reads a value, and an operator with another value where one follows. Source: FilterCompiler.readExpression.
func (s *scanner) relation() {
	s.value()
	at := s.pos
	if op := s.operator(); op != "" {
		s.emit(tokOperator, op, at)
		s.value()
	}
}

// connective reads what follows a relation: closing parentheses, then && or ||. more is false at the end.
func (s *scanner) connective(depth *int) (more bool) {
	for *depth > 0 {
		s.blanks()
		switch rest := s.text[s.pos:s.end]; {
		case strings.HasPrefix(rest, "&&"):
			s.emit(tokAnd, "&&", s.pos)
			s.pos += 2
			return true
		case strings.HasPrefix(rest, "||"):
			s.emit(tokOr, "||", s.pos)
			s.pos += 2
			return true
		case strings.HasPrefix(rest, ")"):
			s.emit(tokShut, ")", s.pos)
			s.pos++
			s.nest--
			*depth--
		default:
			s.fail(s.pos, "an operator or ) belongs here")
		}
	}
	if s.pos < s.end {
		s.fail(s.pos, "the filter should end here")
	}
	return false
}

// isRelational tells whether c is a character that operators other than words consist of.
func isRelational(c byte) bool { return c != 0 && strings.IndexByte("<>=~!", c) >= 0 }

// operator reads a relational operator and returns its upper-case spelling. Where what follows is none it returns ""
// and stays. Source: FilterCompiler.readRelationalOperator.
func (s *scanner) operator() string {
	start := s.pos
	s.blanks()
	begin := s.pos
	if isRelational(s.at(s.pos)) {
		for isRelational(s.at(s.pos)) {
			s.pos++
		}
	} else {
		for s.pos < s.end && s.text[s.pos] != ' ' {
			s.pos++
		}
	}
	op := strings.ToUpper(s.text[begin:s.pos])
	if !operators[op] {
		s.pos = start
		return ""
	}
	return op
}

// value reads an operand. Source: FilterCompiler.readValueNode, readLiteral.
func (s *scanner) value() {
	s.blanks()
	switch c := s.at(s.pos); c {
	case '!':
		if !s.pathFollows(s.pos + 1) {
			s.fail(s.pos, "a path belongs behind !")
		}
		s.emit(tokBang, "!", s.pos)
		s.pos++
		s.blanks()
		s.operandPath()
	case '$', '@':
		s.operandPath()
	case '\'', '"':
		end := s.skip(s.pos, c)
		s.emit(tokString, s.unescape(s.text[s.pos+1:end-1], s.pos), s.pos)
		s.pos = end
	case 't', 'f', 'n':
		s.word()
	case '{':
		s.json('{', '}')
	case '[':
		s.json('[', ']')
	case '/':
		s.regex()
	default:
		s.number()
	}
}

// word reads true, false or null.
func (s *scanner) word() {
	for _, w := range []string{"true", "false", "null"} {
		if strings.HasPrefix(s.text[s.pos:s.end], w) {
			s.emit(tokWord, w, s.pos)
			s.pos += len(w)
			return
		}
	}
	s.fail(s.pos, "texts in filters need quotes")
}

// json reads an object or array to its closing bracket.
func (s *scanner) json(open, shut byte) {
	end := s.matching(s.pos, open, shut, false)
	if end < 0 {
		s.fail(s.pos, string(open)+" is not closed")
	}
	s.emit(tokJSON, s.text[s.pos:end+1], s.pos)
	s.pos = end + 1
}

// regex reads /pattern/ and the flags behind it. Source: FilterCompiler.readPattern.
func (s *scanner) regex() {
	end := s.skip(s.pos, '/')
	for regexFlags[s.at(end)] != 0 {
		end++
	}
	s.emit(tokRegex, s.text[s.pos:end], s.pos)
	s.pos = end
}

// number reads a run of characters that numbers consist of. Source: CharacterIndex.isNumberCharacter.
func (s *scanner) number() {
	end := s.pos
	for end < s.end {
		r, n := utf8.DecodeRuneInString(s.text[end:s.end])
		if !isDigit(r) && !strings.ContainsRune("-.eE", r) {
			break
		}
		end += n
	}
	if end == s.pos {
		s.fail(s.pos, "a value belongs here")
	}
	s.emit(tokNumber, s.text[s.pos:end], s.pos)
	s.pos = end
}

// operandPath reads a path inside a filter: to the next space, relational character or closing parenthesis outside of
// its first bracket. Source: FilterCompiler.readPath.
func (s *scanner) operandPath() {
	begin := s.pos
	s.pos++
	for s.pos < s.end {
		if s.text[s.pos] == '[' {
			end := s.matching(s.pos, '[', ']', false)
			if end < 0 {
				s.fail(s.pos, "[ is not closed")
			}
			s.pos = end + 1
		}
		c := s.at(s.pos)
		if c == 0 || c == ' ' || isRelational(c) || c == ')' && !s.closesCall(begin) {
			break
		}
		s.pos++
	}
	s.emit(tokPath, "", begin)
	p := s.part(s.text[begin:s.pos], begin)
	p.whole(p.text)
	s.emit(tokPathEnd, "", s.pos)
}

// closesCall tells whether the parenthesis here belongs to a call without arguments in the path that begins at begin.
// Source: FilterCompiler.currentCharIsClosingFunctionBracket.
func (s *scanner) closesCall(begin int) bool {
	i := s.pos - 1
	for i >= 0 && s.text[i] == ' ' {
		i--
	}
	return i > begin && s.text[i] == '(' && strings.IndexByte(s.text[begin+1:i], '.') >= 0
}
