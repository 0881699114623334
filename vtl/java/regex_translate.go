package java

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// dialect is a syntax of regular expressions that a pattern is translated to.
type dialect uint8

// The dialects.
const (
	dialectBacktracking dialect = iota // regexp2's
	dialectLinear                      // the standard library's
)

// translation says what a pattern is translated for.
type translation struct {
	dialect dialect
	ascii   bool // the texts are ASCII, so classes need nothing beyond
	whole   bool // the match has to take the whole text
	here    bool // the match has to begin where the search begins
	noLast  bool // \G holds nowhere
}

// maxTranslated is how long a translation can get, in bytes: enough for a hundred large Unicode classes.
const maxTranslated = 1 << 20

// translator prints a pattern in another dialect.
type translator struct {
	translation
	m      *Meter
	groups int // of the pattern, and those the translation adds
	real   int // of the pattern
	b      strings.Builder
	// classes are the larger classes printed so far.
	classes []printedClass
}

// translate returns p in the syntax of t.dialect. Groups keep their numbers, names are dropped. It stops the run
// where the text would become longer than maxTranslated.
func translate(m *Meter, p *pattern, t translation) string {
	tr := &translator{translation: t, m: m, groups: p.groups, real: p.groups}
	if t.here {
		tr.b.WriteString(`\G`)
	}
	if t.whole {
		tr.b.WriteString(`\A`)
	}
	tr.wrap("(?:", p.root, ")")
	if t.whole {
		tr.b.WriteString(`\z`)
	}
	return tr.b.String()
}

// wrap prints n between two texts.
func (t *translator) wrap(before string, n *regexNode, after string) {
	t.b.WriteString(before)
	t.node(n)
	t.b.WriteString(after)
}

// node prints n. A branch is printed bare; who needs parentheses around it writes them.
func (t *translator) node(n *regexNode) {
	if t.b.Len() > maxTranslated {
		t.m.Exceeded("regex translation", maxTranslated, "bytes")
	}
	switch n.op {
	case opSet:
		t.set(n.set)
	case opSequence:
		for _, s := range n.subs {
			if s.op == opBranch {
				t.wrap("(?:", s, ")")
			} else {
				t.node(s)
			}
		}
	case opBranch:
		for i, s := range n.subs {
			if i > 0 {
				t.b.WriteByte('|')
			}
			t.node(s)
		}
	case opGroup:
		t.wrap(opening(n), n.subs[0], ")")
	case opRepeat:
		t.repeat(n)
	case opLook:
		t.look(n)
	case opAtomic:
		t.wrap("(?>", n.subs[0], ")")
	case opAnchor:
		t.anchor(n.anchor)
	case opBackref:
		t.backref(n)
	case opLineBreak:
		t.b.WriteString(`(?:\r\n|` + t.class(verticalSpace) + `)`)
	case opGrapheme:
		t.grapheme()
	}
}

// opening returns how a group begins.
func opening(n *regexNode) string {
	if n.index > 0 {
		return "("
	}
	return "(?:"
}

// look prints a lookaround.
//
// regexp2 matches lookbehinds from right to left. Where that makes a difference the body is matched forwards from
// each place in turn, nearest first as in Java, in a lookahead; that it ended where the lookbehind stands shows by
// the rest of the text, which is captured for that purpose.
func (t *translator) look(n *regexNode) {
	if !n.forwards {
		t.wrap(lookOpening(n), n.subs[0], ")")
		return
	}
	t.groups++
	rest := t.groups
	fmt.Fprintf(&t.b, `(?:(?=(?<%d>(?s:.*)))%s(?=`, rest, lookOpening(n))
	t.node(n.subs[0])
	distance := &regexNode{low: n.low, high: n.high, kind: lazy}
	fmt.Fprintf(&t.b, `\k<%d>\z)(?s:.)%s))`, rest, quantifier(distance))
}

// lookOpening returns how a lookaround begins.
func lookOpening(n *regexNode) string {
	switch {
	case n.behind && n.negated:
		return "(?<!"
	case n.behind:
		return "(?<="
	case n.negated:
		return "(?!"
	}
	return "(?="
}

// repeat prints a quantified node. Where Java repeats the body on its own and the body could match in several
// ways, each turn is made atomic.
func (t *translator) repeat(n *regexNode) {
	body := n.subs[0]
	if n.kind == possessive {
		t.b.WriteString("(?>")
		defer t.b.WriteString(")")
	}
	switch {
	case body.op == opSet:
		t.set(body.set)
	case n.standalone && body.op == opGroup && (n.kind == possessive || hasLineBreak(body)):
		t.wrap(opening(body)+"(?>", body.subs[0], ")"+notMerged+")")
	case n.standalone && hasLineBreak(body):
		t.wrap("(?:(?>", body, ")"+notMerged+")")
	case isAtomic(body):
		t.wrap("(?:", body, notMerged+")")
	case body.op == opGroup:
		t.node(body)
	default:
		t.wrap("(?:", body, ")")
	}
	t.b.WriteString(quantifier(n))
}

// notMerged holds everywhere. Behind an atomic body it keeps regexp2 from making one atomic loop of the repetition,
// as it does of (?>b+)*, which could then not give back all of what it matched.
const notMerged = "(?!(?!))"

// isAtomic tells whether n is printed as an atomic group, parentheses apart.
func isAtomic(n *regexNode) bool {
	switch n.op {
	case opAtomic, opGrapheme:
		return true
	case opRepeat:
		return n.kind == possessive
	case opGroup:
		return n.index == 0 && isAtomic(n.subs[0])
	case opSequence:
		return len(n.subs) == 1 && isAtomic(n.subs[0])
	}
	return false
}

// hasLineBreak tells whether \R stands in n.
func hasLineBreak(n *regexNode) bool {
	return n.anywhere(func(s *regexNode) bool { return s.op == opLineBreak })
}

// quantifier returns the quantifier of n; possessive ones are written as greedy.
func quantifier(n *regexNode) string {
	var q string
	switch {
	case n.low == 0 && n.high == 1:
		q = "?"
	case n.low == 0 && n.high == unbounded:
		q = "*"
	case n.low == 1 && n.high == unbounded:
		q = "+"
	case n.high == unbounded:
		q = "{" + strconv.Itoa(n.low) + ",}"
	case n.low == n.high:
		q = "{" + strconv.Itoa(n.low) + "}"
	default:
		q = "{" + strconv.Itoa(n.low) + "," + strconv.Itoa(n.high) + "}"
	}
	if n.kind == lazy {
		q += "?"
	}
	return q
}

// backref prints a reference; one to a group that does not exist never matches.
func (t *translator) backref(n *regexNode) {
	ref := `\k<` + strconv.Itoa(n.index) + ">"
	switch {
	case n.index > t.real:
		ref = "(?!)"
	case n.foldASCII || n.foldUnicode:
		ref = "(?i:" + ref + ")"
	}
	t.b.WriteString(ref)
}

// grapheme prints \X, which never gives back anything.
func (t *translator) grapheme() {
	if t.ascii {
		t.b.WriteString(`(?>\r\n|[\x00-\x7F])`)
	} else {
		t.b.WriteString(`\X`)
	}
}

// The pieces of anchors: a line terminator that is no \r, and a place that is not inside \r\n.
const (
	otherTerminators = `[\r\u0085\u2028\u2029]`
	notInsideCRLF    = `(?<!\r)`
)

// anchors are the anchors in regexp2's syntax.
var anchors = map[anchorKind]string{
	anchorBegin:         `\A`,
	anchorEnd:           `\z`,
	anchorLineBegin:     `(?:(?:\A|(?<=[\n\u0085\u2028\u2029])|(?<=\r)(?!\n))(?!\z))`,
	anchorUnixLineBegin: `(?:(?:\A|(?<=\n))(?!\z))`,
	anchorDollar:        `(?=\z|` + otherTerminators + `\z|\r\n\z|` + notInsideCRLF + `\n\z)`,
	anchorUnixDollar:    `(?=\n?\z)`,
	anchorLineEnd:       `(?:(?=` + otherTerminators + `|\z)|` + notInsideCRLF + `(?=\n))`,
	anchorUnixLineEnd:   `(?=\n|\z)`,
	anchorNever:         `(?!)`,
	anchorLastMatch:     `\G`,
}

// linearAnchors are the anchors in the standard library's syntax, for texts without line terminators.
var linearAnchors = map[anchorKind]string{
	anchorBegin: `\A`, anchorLineBegin: `\A`, anchorUnixLineBegin: `\A`,
	anchorEnd: `\z`, anchorDollar: `\z`, anchorUnixDollar: `\z`, anchorLineEnd: `\z`, anchorUnixLineEnd: `\z`,
	anchorNever: `[^\x00-\x{10FFFF}]`,
}

// anchor prints an anchor.
func (t *translator) anchor(kind anchorKind) {
	switch kind {
	case anchorBoundary, anchorUnicodeBound:
		t.boundary(kind, `\b`)
		return
	case anchorNoBoundary, anchorUnicodeNoBound:
		t.boundary(kind, `\B`)
		return
	case anchorLastMatch:
		if t.noLast {
			kind = anchorNever
		}
	}
	if t.dialect == dialectLinear {
		t.b.WriteString(linearAnchors[kind])
	} else {
		t.b.WriteString(anchors[kind])
	}
}

// boundaryWord is what \b takes for a part of a word, by regexp2's tables: ranges of thousands of letters, four times
// for every \b, would take long to compile. Letters newer than Java 17 are part of words here.
const boundaryWord = `[\p{L}\p{Nd}_]`

// boundary prints \b or \B. In ASCII texts all dialects agree. Beyond, a word consists of what
// Character.isLetterOrDigit accepts and of _, and of combining marks behind such a letter or digit; with
// UNICODE_CHARACTER_CLASS of what \w matches.
func (t *translator) boundary(kind anchorKind, short string) {
	if t.ascii {
		t.b.WriteString(short)
		return
	}
	left, right := `(?<=`+boundaryWord+`)`, `(?=`+boundaryWord+`)`
	if kind == anchorUnicodeBound || kind == anchorUnicodeNoBound {
		word := t.class(wordCharacters())
		left, right = `(?<=`+word+`)`, `(?=`+word+`)`
	} else {
		left = `(?:` + left + `|(?<=[\p{L}\p{Nd}]\p{Mn}+))`
		right = `(?:` + right + `|(?=\p{Mn})(?<=[\p{L}\p{Nd}]\p{Mn}*))`
	}
	if short == `\b` {
		t.b.WriteString(`(?:` + left + `(?!` + right + `)|(?!` + left + `)` + right + `)`)
	} else {
		t.b.WriteString(`(?:` + left + right + `|(?!` + left + `)(?!` + right + `))`)
	}
}

// set prints a class, a single literal character without brackets.
func (t *translator) set(s runeSet) {
	if r, ok := s.single(); ok && !(t.ascii && r > 0x7F) {
		t.b.WriteString(escapedRune(r))
		return
	}
	t.b.WriteString(t.class(s))
}

// class returns a class in brackets. What it finds out is kept for the next class of the same members.
func (t *translator) class(s runeSet) string {
	if len(s) <= 8 {
		return t.newClass(s)
	}
	for _, c := range t.classes {
		if slices.Equal(c.set, s) {
			return c.text
		}
	}
	text := t.newClass(s)
	t.classes = append(t.classes, printedClass{s, text})
	return text
}

// printedClass is a class and how it is printed.
type printedClass struct {
	set  runeSet
	text string
}

// newClass returns a class in brackets, by its members or by those that are missing, whichever is shorter.
func (t *translator) newClass(s runeSet) string {
	missing := s.negate()
	if t.ascii {
		s, missing = s.intersect(asciiRunes), missing.intersect(asciiRunes)
	}
	switch {
	case len(missing) == 0:
		return `(?s:.)`
	case len(s) == 0:
		return `[^\x00-\x{10FFFF}]`
	case len(missing) < len(s):
		return "[^" + ranges(missing) + "]"
	}
	return "[" + ranges(s) + "]"
}

// ranges returns the members of a class as they stand between brackets.
func ranges(s runeSet) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 2 {
		b.WriteString(escapedRune(s[i]))
		if s[i+1] > s[i]+1 {
			b.WriteByte('-')
		}
		if s[i+1] > s[i] {
			b.WriteString(escapedRune(s[i+1]))
		}
	}
	return b.String()
}

// asciiRunes are the code points of ASCII.
var asciiRunes = runeSet{0, 0x7F}

// escapedRune returns r as both dialects read it, inside and outside of brackets.
func escapedRune(r rune) string {
	switch {
	case isLetterRune(r) || isDigitRune(r):
		return string(r)
	case r < 0x80:
		return fmt.Sprintf(`\x%02X`, r)
	}
	return fmt.Sprintf(`\x{%X}`, r)
}
