package jsonpath

import (
	"strings"
	"unicode/utf8"
)

// argumentScan is the state of reading the arguments of a call.
type argumentScan struct {
	kind    byte // of the argument being read: 'j' for JSON, 'p' for a path, 0 before its first character
	text    strings.Builder
	start   int
	count   int
	parens  int
	squares int
	curlies int
	quotes  int
	done    bool
}

// arguments reads the arguments of a call to its closing parenthesis. An argument is a path where it begins with $ or
// @, JSON where it begins with {, a digit, a minus sign or a double quote; characters before such a beginning do not
// matter, so 'x' and [1] are no arguments. Source: PathCompiler.parseFunctionParameters.
func (s *scanner) arguments(name string) {
	a := argumentScan{parens: 1}
	var prior rune
	for s.pos < s.end && !a.done {
		c, n := utf8.DecodeRuneInString(s.text[s.pos:s.end])
		at := s.pos
		s.pos += n
		if a.kind == 0 {
			if strings.ContainsRune(" \t\r\n", c) {
				continue
			}
			a.begin(c, at)
		}
		if c == '\\' && a.quotes == 1 && (s.at(s.pos) == ',' || s.at(s.pos) == '"') {
			a.text.WriteByte(s.at(s.pos))
			s.pos++
			prior = 0
			continue
		}
		s.group(&a, c, prior)
		if a.kind != 0 && !(c == ',' && a.curlies == 0 && a.squares == 0 && a.parens == 1) {
			a.text.WriteString(s.text[at:s.pos])
		}
		prior = c
	}
	if a.curlies != 0 || a.squares != 0 || a.parens != 0 {
		s.fail(s.pos, "the arguments of "+name+" are not closed")
	}
}

// begin decides what an argument is by its first character.
func (a *argumentScan) begin(c rune, at int) {
	switch {
	case c == '{' || c == '"' || c == '-' || isDigit(c):
		a.kind = 'j'
	case c == '$' || c == '@':
		a.kind = 'p'
	}
	a.start = at
}

// group counts brackets and quotes, and ends an argument at a comma or parenthesis outside of them.
func (s *scanner) group(a *argumentScan, c, prior rune) {
	switch c {
	case '"':
		if prior != '\\' && a.quotes > 0 {
			a.quotes--
		} else {
			a.quotes++
		}
	case '(':
		a.parens++
	case '{':
		a.curlies++
	case '[':
		a.squares++
	case '}':
		s.ungroup(&a.curlies)
	case ']':
		s.ungroup(&a.squares)
	case ')', ',':
		if c == ')' {
			a.parens--
			if a.parens < 0 || prior == '(' {
				a.text.WriteByte(')') // of a call without arguments inside a path
			}
		}
		if a.quotes == 0 && a.curlies == 0 && a.squares == 0 && (a.parens == 1 || a.parens == 0 && c == ')') {
			a.done = a.parens == 0
			s.argument(a)
		}
	}
}

// ungroup counts a closing bracket.
func (s *scanner) ungroup(n *int) {
	if *n == 0 {
		s.fail(s.pos, "a bracket is closed that was not opened")
	}
	*n--
}

// argument emits the argument read so far.
func (s *scanner) argument(a *argumentScan) {
	if a.kind == 0 {
		return
	}
	if a.count++; a.count > 1 {
		s.emit(tokComma, ",", s.pos)
	}
	text := a.text.String()
	if a.kind == 'j' {
		s.emit(tokArgument, text, a.start)
	} else {
		s.emit(tokPath, "", a.start)
		s.part(text, a.start).path()
		s.emit(tokPathEnd, "", s.pos)
	}
	a.text.Reset()
	a.kind = 0
}
