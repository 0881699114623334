package java

import (
	"strings"
	"unicode/utf8"
)

// pattern is a parsed regular expression.
type pattern struct {
	root   *regexNode
	groups int            // capturing groups
	names  map[string]int // named groups
	// codePoints is set when Java searches from code point to code point. Otherwise it tries every UTF-16 unit,
	// the middle of a surrogate pair included.
	codePoints bool
	depth      int // of the deepest group
}

// hardRegexDepth is how deep groups may nest where the meter sets no limit, so that the stack stays small.
const hardRegexDepth = 1000

// patternParser builds the syntax tree of a pattern. Its methods follow the grammar that Pattern accepts, with the
// same state, because what is an error and what is a literal depends on it.
type patternParser struct {
	*patternReader
	pattern
	open     int // groups and classes begun and not ended
	maxDepth int // how many may be open
	tooDeep  func()
	// halfIntersection is set when a class ends in && behind what Java keeps no track of. Java 17 takes the pattern
	// and fails when it tries the class on a character of its left side; later versions refuse the pattern.
	halfIntersection bool
	// set is what the last escape that stands for a class means.
	set classSet
	// node is what the last escape that stands for a node means.
	node *regexNode
}

// parsePattern parses a Java pattern. m limits the depth of groups; its other limits are the caller's. The error
// is a PatternSyntaxException, or an UnsupportedOperationException for \N{..} and \b{g}.
func parsePattern(m *Meter, source string, flags int) (result *pattern, err error) {
	defer func() {
		if r := recover(); r != nil {
			stop, ok := r.(patternError)
			if !ok {
				panic(r)
			}
			result, err = nil, stop.err
		}
	}()
	p := &patternParser{patternReader: newPatternReader(source, flags)}
	if p.maxDepth = hardRegexDepth; m != nil && m.Limits.RegexGroups > 0 {
		p.maxDepth = m.Limits.RegexGroups
	}
	p.tooDeep = func() { m.Exceeded("regex groups", int64(p.maxDepth), "") }
	// Only what the pattern spells out counts here, not escapes.
	p.codePoints = strings.ContainsFunc(source, func(r rune) bool { return r >= 0x10000 || r == utf8.RuneError })
	p.root = p.branch()
	if p.at != p.size {
		p.failAtEnd()
	}
	if p.halfIntersection {
		return nil, throwNull(`Cannot invoke "java.util.regex.Pattern$CharPredicate.is(int)" because "p" is null`)
	}
	return &p.pattern, nil
}

// failAtEnd reports why parsing stopped before the end of the pattern, or (at a trailing backslash) beyond it.
func (p *patternParser) failAtEnd() {
	if p.peek() == ')' {
		p.fail("Unmatched closing ')'")
	}
	p.fail("Unexpected internal error")
}

// noteClass notes that a class Java cannot restrict to the BMP makes it search by code points.
func (p *patternParser) noteClass(c classSet) {
	if !c.bmp {
		p.codePoints = true
	}
}

// classNode returns the node for a class.
func (p *patternParser) classNode(c classSet) *regexNode {
	p.noteClass(c)
	return setNode(c.set)
}

// enter counts an opened group or class; leave must follow.
func (p *patternParser) enter() {
	p.open++
	p.depth = max(p.depth, p.open)
	if p.open > p.maxDepth {
		p.tooDeep()
	}
}

// leave ends what enter began.
func (p *patternParser) leave() { p.open-- }

// branch parses alternatives up to a closing parenthesis or the end.
func (p *patternParser) branch() *regexNode {
	subs := []*regexNode{p.sequence()}
	for p.peek() == '|' {
		p.next()
		subs = append(subs, p.sequence())
	}
	if len(subs) == 1 {
		return subs[0]
	}
	return &regexNode{op: opBranch, subs: subs}
}

// sequence parses one alternative.
func (p *patternParser) sequence() *regexNode {
	var subs []*regexNode
	for {
		c := p.peek()
		var n *regexNode
		switch c {
		case '(':
			// Group parsing reads the group's quantifier itself; flags alone give no node.
			if g := p.group(); g != nil {
				subs = append(subs, g)
			}
			continue
		case '|', ')':
			return sequenceOf(subs)
		case 0:
			if p.at >= p.size {
				return sequenceOf(subs)
			}
			subs = append(subs, p.atom()...)
			continue
		case '[':
			n = p.classNode(p.class(true))
		case '^', '$', '.':
			p.next()
			n = p.meta(c)
		case '?', '*', '+':
			p.next()
			p.fail("Dangling meta character '" + string(c) + "'")
		default:
			subs = append(subs, p.atom()...)
			continue
		}
		subs = append(subs, p.closure(n))
	}
}

// meta returns the node of an anchor or the dot under the current flags.
func (p *patternParser) meta(c rune) *regexNode {
	unix, multi := p.has(flagUnixLines), p.has(flagMultiline)
	switch {
	case c == '.' && p.has(flagDotAll):
		return setNode(allRunes)
	case c == '.' && unix:
		return setNode(membersOf('\n').negate())
	case c == '.':
		return setNode(terminators.negate())
	case c == '^' && !multi:
		return anchorNode(anchorBegin)
	case c == '^' && unix:
		return anchorNode(anchorUnixLineBegin)
	case c == '^':
		return anchorNode(anchorLineBegin)
	case multi && unix:
		return anchorNode(anchorUnixLineEnd)
	case multi:
		return anchorNode(anchorLineEnd)
	}
	return p.dollar()
}

// dollar returns the node of \Z and of $ without MULTILINE.
func (p *patternParser) dollar() *regexNode {
	if p.has(flagUnixLines) {
		return anchorNode(anchorUnixDollar)
	}
	return anchorNode(anchorDollar)
}

// atom parses the longest run of literal characters, or one escape, and the quantifier of its last element. Of a
// run in front of a quantifier the last character is left for the next call.
func (p *patternParser) atom() []*regexNode {
	var literal []rune
	before := -1 // where the last character of the run begins
	c := p.peek()
scan:
	for {
		switch c {
		case '*', '+', '?', '{':
			if len(literal) > 1 {
				p.at = before
				literal = literal[:len(literal)-1]
			}
			break scan
		case '$', '.', '^', '(', '[', '|', ')':
			break scan
		case '\\':
			if r, ok := p.literalEscape(len(literal) == 0, &before); ok {
				literal = append(literal, r)
				c = p.peek()
				continue
			}
			if len(literal) == 0 {
				return []*regexNode{p.closure(p.node)}
			}
			break scan
		case 0:
			if p.at >= p.size {
				break scan
			}
		}
		before = p.at
		literal = append(literal, c)
		c = p.next()
	}
	return p.literalNodes(literal)
}

// literalEscape reads an escape inside a run of literals. ok is false when it does not stand for one character;
// its node is then in p.node if it is the first of the run, and else it is left unread.
func (p *patternParser) literalEscape(first bool, before *int) (r rune, ok bool) {
	if c := p.nextPlain(); c == 'p' || c == 'P' {
		if !first {
			p.unread()
			return 0, false
		}
		p.node = p.classNode(p.property(c == 'P'))
		return 0, false
	}
	p.unread()
	start := p.at
	r = p.escape(false, first, false)
	if r >= 0 {
		*before = start
		return r, true
	}
	if !first {
		p.at = start
	}
	return 0, false
}

// literalNodes returns the nodes of a run of literals. Only a run of one can have a quantifier behind it.
func (p *patternParser) literalNodes(literal []rune) []*regexNode {
	if len(literal) == 0 {
		// Java makes an empty node of what cannot begin an atom, such as "{".
		return []*regexNode{p.closure(sequenceOf(nil))}
	}
	if len(literal) == 1 {
		return []*regexNode{p.closure(p.classNode(p.oneRune(literal[0])))}
	}
	subs := make([]*regexNode, len(literal))
	for i, r := range literal {
		subs[i] = setNode(p.foldedRune(r))
	}
	return subs
}

// closure reads a quantifier and returns n repeated by it, or n itself. n is no group.
func (p *patternParser) closure(n *regexNode) *regexNode {
	r := p.quantifier()
	if r == nil {
		return n
	}
	r.subs, r.standalone = []*regexNode{n}, true
	return r
}

// quantifier reads a quantifier and returns an opRepeat node without a body, or nil.
func (p *patternParser) quantifier() *regexNode {
	r := &regexNode{op: opRepeat, high: unbounded}
	switch p.peek() {
	case '?':
		r.high = 1
	case '*':
	case '+':
		r.low = 1
	case '{':
		p.counts(r)
		p.unread()
	default:
		return nil
	}
	switch p.next() {
	case '?':
		p.next()
		r.kind = lazy
	case '+':
		p.next()
		r.kind = possessive
	}
	return r
}

// counts reads {n}, {n,} or {n,m} and passes the closing brace.
func (p *patternParser) counts(r *regexNode) {
	c := p.skip()
	if !isDigitRune(c) {
		p.fail("Illegal repetition")
	}
	if r.low, c = p.number(c); c != ',' {
		r.high = r.low
	} else if c = p.read(); c != '}' {
		r.high = 0
		if isDigitRune(c) {
			r.high, c = p.number(c)
		}
	}
	if c != '}' {
		p.fail("Unclosed counted closure")
	}
	if r.high < r.low {
		p.fail("Illegal repetition range")
	}
}

// number reads decimal digits of which c is the first, and returns the number and the character behind it.
func (p *patternParser) number(c rune) (int, rune) {
	n := 0
	for ; isDigitRune(c); c = p.read() {
		if n = n*10 + int(c-'0'); n > unbounded {
			p.fail("Illegal repetition range")
		}
	}
	return n, c
}

// reference returns the node of a reference to group number first, whose further digits are read as long as they
// name a group begun before this place.
func (p *patternParser) reference(first int) *regexNode {
	n := first
	for c := p.peek(); isDigitRune(c); c = p.peek() {
		longer := n*10 + int(c-'0')
		if longer > p.groups {
			break
		}
		n = longer
		p.read()
	}
	return p.backref(n)
}

// backref returns the node of a reference to group number n under the current flags.
func (p *patternParser) backref(n int) *regexNode {
	ignore := p.has(flagCaseInsensitive)
	return &regexNode{op: opBackref, index: n, foldASCII: ignore && !p.has(flagUnicodeCase), foldUnicode: ignore && p.has(flagUnicodeCase)}
}
