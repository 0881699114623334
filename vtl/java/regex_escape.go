package java

// escapes are the letters that stand for one fixed character behind a backslash.
var escapes = map[rune]rune{'a': '\a', 'e': 0x1B, 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape parses an escape sequence, the next character being the backslash. It returns the character the sequence
// stands for, or -1 when it stands for a class, then kept in p.set, or for another node, then kept in p.node;
// neither is kept when keep is false. inClass restricts to what a class can hold; inRange tells that the
// sequence is the begin or end of a range, where \v is U+000B.
func (p *patternParser) escape(inClass, keep, inRange bool) rune {
	c := p.skip()
	if r, ok := escapes[c]; ok {
		return r
	}
	switch c {
	case '0':
		return p.octal()
	case 'c':
		return p.control()
	case 'u':
		return p.utf16Escape()
	case 'x':
		return p.hexadecimal()
	case 'N':
		p.nameEscape()
	case 'v':
		if inRange {
			return 0x0B
		}
	}
	if set, ok := p.classEscape(c); ok {
		if keep {
			p.set = set
			if !inClass {
				p.node = p.classNode(set)
			}
		}
		return -1
	}
	if !isLetterRune(c) && (c < '1' || c > '9') {
		return c
	}
	if inClass || !p.nodeEscape(c, keep) {
		p.fail("Illegal/unsupported escape sequence")
	}
	return -1
}

// classEscape returns the class that the letter c stands for behind a backslash.
func (p *patternParser) classEscape(c rune) (classSet, bool) {
	unicode := p.has(flagUnicodeClass)
	var set classSet
	switch c {
	case 'd', 'D':
		set = asciiOr(unicode, asciiDigits, "DIGIT")
	case 'w', 'W':
		set = asciiOr(unicode, asciiWord, "WORD")
	case 's', 'S':
		set = asciiOr(unicode, asciiSpace, "WHITE_SPACE")
	case 'h', 'H':
		set = classSet{horizontalSpace, true}
	case 'v', 'V':
		set = classSet{verticalSpace, true}
	default:
		return classSet{}, false
	}
	if c < 'a' {
		set = set.negate()
	}
	return set, true
}

// The classes of \d, \w, \s without UNICODE_CHARACTER_CLASS, and of \h and \v.
var (
	asciiDigits     = rangesOf('0', '9')
	asciiWord       = rangesOf('0', '9', 'A', 'Z', '_', '_', 'a', 'z')
	asciiSpace      = rangesOf('\t', '\r', ' ', ' ')
	verticalSpace   = rangesOf('\n', '\r', 0x85, 0x85, 0x2028, 0x2029)
	horizontalSpace = rangesOf('\t', '\t', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x180E, 0x180E, 0x2000, 0x200A, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000)
)

// asciiOr returns the ASCII class, or with unicode the property of that name.
func asciiOr(unicode bool, ascii runeSet, property string) classSet {
	if !unicode {
		return classSet{ascii, true}
	}
	set, _ := unicodeProperty(property, false)
	return classSet{set, false}
}

// nodeEscape parses what the letter or digit c stands for behind a backslash where that is a node, and keeps it
// in p.node if keep is set. It returns false when c stands for nothing.
func (p *patternParser) nodeEscape(c rune, keep bool) bool {
	var n *regexNode
	switch c {
	case 'A':
		n = anchorNode(anchorBegin)
	case 'z':
		n = anchorNode(anchorEnd)
	case 'Z':
		n = p.dollar()
	case 'G':
		n = anchorNode(anchorLastMatch)
	case 'b', 'B':
		n = p.boundary(c == 'B', keep)
	case 'R':
		n = &regexNode{op: opLineBreak}
	case 'X':
		n = &regexNode{op: opGrapheme}
	case 'k':
		n = p.namedReference()
	default:
		if !isDigitRune(c) {
			return false
		}
		if keep {
			n = p.reference(int(c - '0'))
		}
	}
	if keep {
		p.node = n
	}
	return true
}

// boundary parses behind \b or \B.
func (p *patternParser) boundary(negated, keep bool) *regexNode {
	if !negated && keep && p.peek() == '{' {
		if p.skip() == 'g' {
			if p.read() == '}' {
				panic(patternError{throwUnsupported(`vtl does not implement \b{g} of java.util.regex.Pattern`)})
			}
			p.fail("Illegal/unsupported escape sequence")
		}
		p.unread()
		p.unread()
	}
	switch unicode := p.has(flagUnicodeClass); {
	case unicode && negated:
		return anchorNode(anchorUnicodeNoBound)
	case unicode:
		return anchorNode(anchorUnicodeBound)
	case negated:
		return anchorNode(anchorNoBoundary)
	}
	return anchorNode(anchorBoundary)
}

// namedReference parses behind \k.
func (p *patternParser) namedReference() *regexNode {
	if p.read() != '<' {
		p.fail(`\k is not followed by '<' for named capturing group`)
	}
	name := p.groupName(p.read())
	n, ok := p.names[name]
	if !ok {
		p.fail("named capturing group <" + name + "> does not exist")
	}
	return p.backref(n)
}

// nameEscape reads \N{name} as far as Java would reject it, and else reports that names are unknown here.
func (p *patternParser) nameEscape() {
	if p.read() != '{' {
		p.fail("Illegal character name escape sequence")
	}
	for p.read() != '}' {
		if p.at >= p.size {
			p.fail("Unclosed character name escape sequence")
		}
	}
	panic(patternError{throwUnsupported(`vtl does not implement \N{..} of java.util.regex.Pattern`)})
}

// control parses behind \c: the character with its seventh bit turned over.
func (p *patternParser) control() rune {
	if p.at >= p.size {
		p.fail("Illegal control escape sequence")
	}
	return p.read() ^ 64
}

// octal parses behind \0: one to three octal digits, at most 0377.
func (p *patternParser) octal() rune {
	isOctal := func(c rune) bool { return c >= '0' && c <= '7' }
	value := p.read()
	if !isOctal(value) {
		p.fail("Illegal octal escape sequence")
	}
	value -= '0'
	for most, i := value <= 3, 0; i < 1+b2i(most); i++ {
		c := p.read()
		if !isOctal(c) {
			p.unread()
			break
		}
		value = value*8 + c - '0'
	}
	return value
}

// hexadecimal parses behind \x: two digits, or any number in braces.
func (p *patternParser) hexadecimal() rune {
	c := p.read()
	if high := hexDigit(c); high >= 0 {
		if low := hexDigit(p.read()); low >= 0 {
			return high*16 + low
		}
	} else if c == '{' && hexDigit(p.peek()) >= 0 {
		value := rune(0)
		for c = p.read(); hexDigit(c) >= 0; c = p.read() {
			if value = value*16 + hexDigit(c); value > maxRune {
				p.fail("Hexadecimal codepoint is too big")
			}
		}
		if c != '}' {
			p.fail("Unclosed hexadecimal escape sequence")
		}
		return value
	}
	p.fail("Illegal hexadecimal escape sequence")
	return 0
}

// utf16Escape parses behind \u: four digits; two escapes of a surrogate pair make one code point.
func (p *patternParser) utf16Escape() rune {
	high := p.fourDigits()
	if !isHigh(high) {
		return high
	}
	start := p.at
	if p.read() == '\\' && p.read() == 'u' {
		if low := p.fourDigits(); isLow(low) {
			return (high-highStart)<<10 + low - lowStart + 0x10000
		}
	}
	p.at = start
	return high
}

// fourDigits reads four hexadecimal digits.
func (p *patternParser) fourDigits() rune {
	value := rune(0)
	for range 4 {
		d := hexDigit(p.read())
		if d < 0 {
			p.fail("Illegal Unicode escape sequence")
		}
		value = value*16 + d
	}
	return value
}
