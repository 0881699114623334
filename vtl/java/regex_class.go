package java

// classSet is a character class: its code points, and whether Java knows that they all lie in the BMP outside the
// surrogates, which decides how it searches.
type classSet struct {
	set runeSet
	bmp bool
}

// union returns the class of what is in c or d.
func (c classSet) union(d classSet) classSet { return classSet{c.set.union(d.set), c.bmp && d.bmp} }

// intersect returns the class of what is in both.
func (c classSet) intersect(d classSet) classSet {
	return classSet{c.set.intersect(d.set), c.bmp && d.bmp}
}

// negate returns the class of all other code points.
func (c classSet) negate() classSet { return classSet{c.set.negate(), false} }

// classExpr is a class whose members may not all be read yet.
type classExpr func() classSet

// either returns the union of two expressions; a nil one is nothing.
func either(a, b classExpr) classExpr {
	if a == nil {
		return b
	}
	return func() classSet { return a().union(b()) }
}

// classParser is the state of one level of a bracket expression.
type classParser struct {
	*patternParser
	// latin collects the members below U+0100 that stand alone. They join the class at an intersection or at its
	// end, not where they stand, and those behind an intersection join those before it: [a&&[b]&c] matches a.
	latin    classSet
	hasLatin bool
	all      classExpr // what was read so far, latin apart
	last     classExpr // the last operand; nil when it went to latin
}

// class parses a bracket expression, the next character being the bracket; or, when closing is false, the right
// side of && up to the closing bracket, which is not passed, the next character being the one before it.
func (p *patternParser) class(closing bool) classSet {
	p.enter()
	defer p.leave()
	c := &classParser{patternParser: p, latin: classSet{nil, true}}
	next := p.next()
	negated := next == '^' && p.text[p.at-1] == '['
	if negated {
		next = p.next()
	}
	for {
		switch next {
		case '[':
			inner := p.class(true)
			c.last = func() classSet { return inner }
			c.all = either(c.all, c.last)
			next = p.peek()
			continue
		case '&':
			if next = p.next(); next == '&' {
				c.intersection()
				next = p.peek()
				continue
			}
			p.unread()
		case 0:
			if p.at >= p.size {
				p.fail("Unclosed character class")
			}
		case ']':
			if c.all != nil || c.hasLatin {
				return c.finish(closing, negated)
			}
		}
		c.member()
		next = p.peek()
	}
}

// finish returns the class at its closing bracket.
func (c *classParser) finish(closing, negated bool) classSet {
	if closing {
		c.next()
	}
	if c.hasLatin {
		c.all = either(c.all, c.latinExpr)
	}
	set := c.all()
	if negated {
		return set.negate()
	}
	return set
}

// latinExpr is the class of all members in latin, evaluated when all are known.
func (c *classParser) latinExpr() classSet { return c.latin }

// member parses one character, range or escape.
func (c *classParser) member() {
	set, ok := c.rangeOrRune()
	if !ok {
		c.last, c.hasLatin = nil, true
		return
	}
	c.last = func() classSet { return set }
	c.all = either(c.all, c.last)
}

// intersection parses behind "&" when the next character is another "&".
func (c *classParser) intersection() {
	right := c.rightSide()
	if c.hasLatin {
		if c.all == nil {
			c.last = c.latinExpr
		}
		c.all = either(c.all, c.latinExpr)
		c.hasLatin = false
	}
	if right != nil {
		c.last = right
	}
	if c.all == nil {
		if right == nil {
			c.fail("Bad class syntax")
		}
		c.all = right
		return
	}
	if c.last == nil {
		c.halfIntersection = true
		return
	}
	a, b := c.all, c.last
	c.all = func() classSet { return a().intersect(b()) }
}

// rightSide parses the operands behind && and returns their union, nil when there is none.
func (c *classParser) rightSide() classExpr {
	var right classExpr
	for next := c.next(); next != ']' && next != '&'; next = c.peek() {
		var operand classSet
		if next == '[' {
			operand = c.class(true)
		} else {
			c.unread()
			operand = c.class(false)
		}
		right = either(right, func() classSet { return operand })
	}
	return right
}

// rangeOrRune parses a range, an escape or a single character. ok is false when it went to latin.
func (c *classParser) rangeOrRune() (set classSet, ok bool) {
	first := c.peek()
	if first == '\\' {
		if next := c.nextPlain(); next == 'p' || next == 'P' {
			return c.property(next == 'P'), true
		}
		inRange := c.text[c.at+1] == '-'
		c.unread()
		if first = c.escape(true, true, inRange); first < 0 {
			return c.set, true
		}
	} else {
		c.next()
	}
	if c.peek() != '-' {
		return c.one(first)
	}
	switch c.text[c.at+1] {
	case '[', ']':
		return c.one(first)
	}
	c.next()
	last := c.peek()
	if last == '\\' {
		last = c.escape(true, false, true)
	} else {
		c.next()
	}
	if last < first {
		c.fail("Illegal character range")
	}
	return c.span(first, last), true
}

// one returns the class of a single character; ok is false when it went to latin.
func (c *classParser) one(r rune) (set classSet, ok bool) {
	folds := c.has(flagCaseInsensitive)
	if r >= 0x100 || folds && c.has(flagUnicodeCase) && foldsBeyondLatin(r) {
		return c.oneRune(r), true
	}
	members := []rune{r}
	switch {
	case folds && r < 0x80:
		members = append(members, asciiUpper(r), asciiLower(r))
	case folds && c.has(flagUnicodeCase):
		members = append(members, toUpper(r), toLower(r))
	}
	c.latin.set = c.latin.set.union(membersOf(members...))
	return classSet{}, false
}

// foldsBeyondLatin tells whether a character below U+0100 has the same case folding as one above.
func foldsBeyondLatin(r rune) bool {
	switch r {
	case 0xFF, 0xB5, 'I', 'i', 'S', 's', 'K', 'k', 0xC5, 0xE5:
		return true
	}
	return false
}

// span returns the class of a range under the current flags.
func (p *patternParser) span(first, last rune) classSet {
	set := runeSet{first, last}
	if !p.has(flagCaseInsensitive) {
		return classSet{set, last < highStart || first > lowEnd && last < 0x10000}
	}
	if p.has(flagUnicodeCase) {
		return classSet{set.union(foldInto(first, last)), false}
	}
	letters := set.intersect(rangesOf('A', 'Z', 'a', 'z'))
	for i := 0; i < len(letters); i += 2 {
		set = set.union(rangesOf(asciiUpper(letters[i]), asciiUpper(letters[i+1]), asciiLower(letters[i]), asciiLower(letters[i+1])))
	}
	return classSet{set, false}
}
