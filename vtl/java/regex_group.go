package java

// group parses what begins with a parenthesis, with its quantifier. It returns nil for flags alone, which last to
// the end of the enclosing group.
func (p *patternParser) group() *regexNode {
	p.enter()
	defer p.leave()
	flags := p.flags
	var n *regexNode
	if p.next() != '?' {
		n = p.capture("")
	} else if n = p.specialGroup(); n == nil {
		return nil
	}
	if p.read() != ')' {
		p.fail("Unclosed group")
	}
	p.flags = flags
	return p.groupClosure(n)
}

// specialGroup parses behind "(?" up to the closing parenthesis. It returns nil for flags alone, whose closing
// parenthesis is then passed.
func (p *patternParser) specialGroup() *regexNode {
	switch c := p.skip(); c {
	case ':':
		return p.plain()
	case '=', '!':
		return &regexNode{op: opLook, negated: c == '!', subs: []*regexNode{p.plain()}}
	case '>':
		return &regexNode{op: opAtomic, subs: []*regexNode{p.plain()}}
	case '<':
		c = p.read()
		if c == '=' || c == '!' {
			return p.lookBehind(c == '!')
		}
		name := p.groupName(c)
		if _, ok := p.names[name]; ok {
			p.fail("Named capturing group <" + name + "> is already defined")
		}
		return p.capture(name)
	case '$', '@':
		p.fail("Unknown group type")
	}
	p.unread()
	p.inlineFlags()
	switch p.read() {
	case ')':
		return nil
	case ':':
		return p.plain()
	}
	p.fail("Unknown inline modifier")
	return nil
}

// plain parses the body of a group that captures nothing.
func (p *patternParser) plain() *regexNode {
	return &regexNode{op: opGroup, subs: []*regexNode{p.branch()}}
}

// capture parses the body of a capturing group, which has a name unless that is "".
func (p *patternParser) capture(name string) *regexNode {
	p.groups++
	n := &regexNode{op: opGroup, index: p.groups}
	if name != "" {
		if p.names == nil {
			p.names = map[string]int{}
		}
		p.names[name] = p.groups
	}
	n.subs = []*regexNode{p.branch()}
	return n
}

// groupName reads a group name whose first character is c, and the > behind it.
func (p *patternParser) groupName(c rune) string {
	if !isLetterRune(c) {
		p.fail("capturing group name does not start with a Latin letter")
	}
	var name []rune
	for ; isLetterRune(c) || isDigitRune(c); c = p.read() {
		name = append(name, c)
	}
	if c != '>' {
		p.fail("named capturing group is missing trailing '>'")
	}
	return string(name)
}

// lookBehind parses the body of a lookbehind. Java tries the places that lie from the least to the greatest length
// of the body before; what it takes for these lengths, overflows included, decides what can match.
func (p *patternParser) lookBehind(negated bool) *regexNode {
	body := p.plain()
	length := extentOf(body)
	if !length.bounded {
		p.fail("Look-behind group does not have an obvious maximum length")
	}
	n := &regexNode{op: opLook, behind: true, negated: negated, low: int(length.low), subs: []*regexNode{body}}
	high, first := length.reach()
	n.high = high
	if n.high < n.low {
		n.subs[0] = anchorNode(anchorNever)
		return n
	}
	n.forwards = body.maximum() > n.high || body.anywhere(dependsOnDirection)
	if first <= n.low {
		return n
	}
	return notBefore(n, first)
}

// notBefore returns the lookbehind n for a body that is not even looked for at places nearer to the begin of the
// text than first.
func notBefore(n *regexNode, first int) *regexNode {
	far := &regexNode{op: opLook, behind: true, low: first, high: first, subs: []*regexNode{
		{op: opRepeat, low: first, high: first, subs: []*regexNode{setNode(allRunes)}}}}
	if !n.negated {
		return &regexNode{op: opGroup, subs: []*regexNode{sequenceOf([]*regexNode{far, n})}}
	}
	far.negated = true
	return &regexNode{op: opGroup, subs: []*regexNode{{op: opBranch, subs: []*regexNode{far, n}}}}
}

// dependsOnDirection tells whether n, matched from right to left, could end up in another way than from left to
// right.
func dependsOnDirection(n *regexNode) bool {
	switch n.op {
	case opAtomic, opBackref, opLineBreak, opGrapheme:
		return true
	case opGroup:
		return n.index > 0
	case opRepeat:
		return n.kind == possessive
	}
	return false
}

// groupClosure returns the group n repeated by the quantifier behind it, or n itself.
func (p *patternParser) groupClosure(n *regexNode) *regexNode {
	r := p.quantifier()
	if r == nil {
		return n
	}
	r.subs = []*regexNode{n}
	// Lookarounds and atomic groups are single nodes to Java. A group proper is matched turn by turn on its own
	// when it is possessive, or when Java takes it for deterministic.
	switch {
	case n.op != opGroup || r.kind == possessive:
		r.standalone = true
	case r.low == 0 && r.high == 1:
	default:
		r.standalone = !extentOf(n).choices
	}
	return r
}

// inlineFlags reads the letters of (?idmsuxU-idmsuxU) up to one that is none.
func (p *patternParser) inlineFlags() {
	on := true
	for c := p.peek(); ; c = p.next() {
		flag := flagOf(c)
		switch {
		case c == '-' && on:
			on = false
		case flag == 0:
			return
		case on:
			p.flags |= flag
		default:
			p.flags &^= flag
		}
	}
}

// flagOf returns the flags an inline letter stands for, 0 for other characters.
func flagOf(c rune) int {
	switch c {
	case 'i':
		return flagCaseInsensitive
	case 'm':
		return flagMultiline
	case 's':
		return flagDotAll
	case 'd':
		return flagUnixLines
	case 'u':
		return flagUnicodeCase
	case 'c':
		return flagCanonEq
	case 'x':
		return flagComments
	case 'U':
		return flagUnicodeClass | flagUnicodeCase
	}
	return 0
}
