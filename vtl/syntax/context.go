package syntax

import "strings"

// region is a stretch of grammar between a pair of parentheses or brackets.
type region uint8

const (
	regionNone  region = iota
	regionCond         // the condition of #if and #elseif
	regionArgs         // the arguments of a directive
	regionSet          // inside #set(
	regionGroup        // ( ) of an expression
	regionCall         // the arguments of a method call
	regionIndex
	regionBracket // [ ] and { } literals
	regionFormal  // ${ } inside any of these
)

// context is what the scanner keeps of the grammar: the regions open, the blocks open, and the macros defined
// so far. With it the scanner knows whether a word is a directive or an argument, and what is plain text.
type context struct {
	open    []region
	pending region // opened by the next "("
	blocks  []openBlock
	macros  map[string]bool // defined above this place
	isMacro func(name string) bool

	awaitName bool // the next argument is the name of a #macro
	// The last kinds read, to tell a call's parenthesis from text.
	prev, prev2, prev3 kind
	maybeCall          bool
}

// openBlock is a block that waits for its #end.
type openBlock struct {
	macro   string // the name being defined, "" for other blocks
	from    int32  // behind the directive's name
	nothing bool   // a #macro without arguments
}

// inText tells whether the scanner stands between statements, where most tokens are text.
func (c *context) inText() bool { return len(c.open) == 0 && c.pending == regionNone }

// depth is how deep the place is nested.
func (c *context) depth() int { return len(c.open) + len(c.blocks) }

// close leaves the innermost region if it is one of rs.
func (c *context) close(rs ...region) region {
	if len(c.open) == 0 {
		return regionNone
	}
	top := c.open[len(c.open)-1]
	for _, r := range rs {
		if r == top {
			c.open = c.open[:len(c.open)-1]
			return top
		}
	}
	return regionNone
}

// argumentStart tells whether a token of kind k can begin the first argument of a call, or close the call.
func argumentStart(k kind) bool {
	switch k {
	case kindString, kindInteger, kindFloat, kindLBracket, kindLBrace, kindTrue, kindFalse, kindIdentifier, kindLCurly, kindWhitespace, kindCallRParen:
		return true
	}
	return false
}

// follow brings the context up to date with t, and settles what t is: a word between statements names a directive.
func (s *scanner) follow(t *token) {
	c := &s.ctx
	if c.maybeCall {
		c.maybeCall = false
		if argumentStart(t.kind) {
			c.open = append(c.open, regionCall)
		}
	}
	switch t.kind {
	case kindSet:
		c.open = append(c.open, regionSet)
	case kindLParen:
		s.followParen()
	case kindRParen:
		if c.close(regionCond, regionArgs, regionSet, regionGroup) == regionSet {
			s.inSet = false
		}
	case kindCallRParen:
		c.close(regionCall)
	case kindIndexOpen:
		c.open = append(c.open, regionIndex)
	case kindIndexClose:
		c.close(regionIndex)
	case kindLBracket, kindLBrace:
		c.open = append(c.open, regionBracket)
	case kindRBracket, kindRBrace:
		c.close(regionBracket)
	case kindLCurly:
		if !c.inText() {
			c.open = append(c.open, regionFormal)
		}
	case kindRCurly:
		// Behind an unbraced reference "}" has this kind too, and then closes a map.
		c.close(regionFormal, regionBracket)
	case kindIf:
		c.pending = regionCond
		c.blocks = append(c.blocks, openBlock{})
	case kindElseIf:
		c.pending = regionCond
	case kindEnd:
		s.followEnd(t)
	case kindWord, kindBracketedWord:
		s.followWord(t)
	}
	if c.awaitName {
		c.followName(t)
	}
	c.prev, c.prev2, c.prev3 = t.kind, c.prev, c.prev2
}

// followName takes the first argument of #macro as its name.
func (c *context) followName(t *token) {
	if len(c.blocks) == 0 {
		// An #end inside the arguments took the block away: no text the grammar accepts.
		c.awaitName = false
		return
	}
	block := &c.blocks[len(c.blocks)-1]
	switch t.kind {
	case kindWhitespace, kindComma, kindLParen, kindBlockDirective:
		return
	case kindWord:
		block.macro = t.text
	case kindRParen:
		block.nothing = true
	}
	c.awaitName = false
}

func (s *scanner) followParen() {
	c := &s.ctx
	switch {
	case c.pending != regionNone:
		c.open = append(c.open, c.pending)
		c.pending = regionNone
	case s.state == stateRefMod2:
		// $ref.name( is a call if an argument or ")" follows; else the name ends there and "(" is text.
		if c.prev == kindIdentifier && c.prev2 == kindDot && (c.prev3 == kindIdentifier || c.prev3 == kindIndexClose || c.prev3 == kindCallRParen) {
			c.maybeCall = true
		}
	case len(c.open) > 0:
		c.open = append(c.open, regionGroup)
	}
}

func (s *scanner) followEnd(t *token) {
	c := &s.ctx
	if n := len(c.blocks); n > 0 {
		block := c.blocks[n-1]
		if block.macro != "" {
			c.macros[block.macro] = true
		}
		if block.nothing {
			t.kind, t.from, t.text = kindBadMacro, block.from, "the first argument of #macro must be the macro's name"
		}
		c.blocks = c.blocks[:n-1]
	}
}

// followWord makes a word between statements a directive, and steers the scanner as the directive needs it.
func (s *scanner) followWord(t *token) {
	c := &s.ctx
	if !c.inText() {
		return
	}
	name := directiveName(t)
	s.state = stateDirective
	if !s.parenAhead() {
		s.pop()
		t.kind = kindBareDirective
		if name == "macro" {
			t.kind, t.text = kindBadMacro, "#macro needs at least a name in parentheses"
		}
		return
	}
	c.pending = regionArgs
	switch {
	case isBlockDirective(name):
		t.kind = kindBlockDirective
		c.blocks = append(c.blocks, openBlock{from: t.to})
		c.awaitName = name == "macro"
	case !isDirective(name) && c.isMacro(name):
		t.kind = kindMacroDirective
	default:
		t.kind = kindLineDirective
	}
}

// directiveName returns the name a word or a word in braces calls.
func directiveName(t *token) string {
	if t.kind == kindBracketedWord || strings.HasSuffix(t.text, "}") {
		return t.text[2 : len(t.text)-1]
	}
	return t.text[1:]
}

// isDirective tells whether name is one of Velocity's directives beyond #set and #if.
func isDirective(name string) bool {
	switch name {
	case "foreach", "include", "parse", "macro", "literal", "evaluate", "break", "define", "stop":
		return true
	}
	return false
}

// isBlockDirective tells whether the directive called name has a body.
func isBlockDirective(name string) bool {
	switch name {
	case "foreach", "macro", "literal", "define":
		return true
	}
	return strings.HasPrefix(name, "@")
}

// knows tells whether a directive or macro is called name at this place, so that backslashes in front of it escape.
func (c *context) knows(name string) bool {
	return isDirective(name) || c.macros[name] || c.isMacro(name)
}

// unescape settles an escaped directive: half of its backslashes go, if the directive is known.
func (c *context) unescape(t *token) {
	last := strings.LastIndexByte(t.text, '\\')
	name := strings.TrimSuffix(strings.TrimPrefix(t.text[last+2:], "{"), "}")
	switch name {
	case "if", "end", "set", "else", "elseif":
	default:
		if !c.knows(name) {
			return
		}
	}
	t.text = t.text[:last/2] + t.text[last+1:]
}

// halves tells whether pairs of backslashes in front of t are halved: t is a directive.
func (c *context) halves(t *token) bool {
	switch t.kind {
	case kindEnd, kindIf, kindElseIf, kindElse:
		return true
	}
	return len(t.text) > 0 && c.knows(t.text[1:])
}
