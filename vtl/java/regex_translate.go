package java

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// translation says what a pattern is translated for.
type translation struct {
	ascii bool // the texts are ASCII, so classes need nothing beyond
	whole bool // the match has to take the whole text
}

// maxTranslated is how long a translation can get, in bytes: enough for a hundred large Unicode classes.
const maxTranslated = 1 << 20

// translator prints a pattern in the standard library's syntax.
type translator struct {
	translation
	m *Meter
	b strings.Builder
	// classes are the larger classes printed so far.
	classes []printedClass
}

// translate returns p, which has nothing that linearUseOf rules out, in the standard library's syntax. Groups keep their
// numbers, names are dropped. It stops the run where the text would become longer than maxTranslated.
func translate(m *Meter, p *pattern, t translation) string {
	tr := &translator{translation: t, m: m}
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
	case opAnchor:
		t.b.WriteString(linearAnchors[n.anchor])
	case opLineBreak:
		t.b.WriteString(`(?:\r\n|` + t.class(verticalSpace) + `)`)
	}
}

// opening returns how a group begins.
func opening(n *regexNode) string {
	if n.index > 0 {
		return "("
	}
	return "(?:"
}

// repeat prints a quantified node.
func (t *translator) repeat(n *regexNode) {
	switch body := n.subs[0]; body.op {
	case opSet:
		t.set(body.set)
	case opGroup:
		t.node(body)
	default:
		t.wrap("(?:", body, ")")
	}
	t.b.WriteString(quantifier(n))
}

// quantifier returns the quantifier of n.
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

// linearAnchors are the anchors in the standard library's syntax: those of lines for texts without line terminators, those
// of words for ASCII texts.
var linearAnchors = map[anchorKind]string{
	anchorBegin: `\A`, anchorLineBegin: `\A`, anchorUnixLineBegin: `\A`,
	anchorEnd: `\z`, anchorDollar: `\z`, anchorUnixDollar: `\z`, anchorLineEnd: `\z`, anchorUnixLineEnd: `\z`,
	anchorBoundary: `\b`, anchorUnicodeBound: `\b`, anchorNoBoundary: `\B`, anchorUnicodeNoBound: `\B`,
	anchorNever: `[^\x00-\x{10FFFF}]`,
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

// escapedRune returns r as it is written inside and outside of brackets.
func escapedRune(r rune) string {
	switch {
	case isLetterRune(r) || isDigitRune(r):
		return string(r)
	case r < 0x80:
		return fmt.Sprintf(`\x%02X`, r)
	}
	return fmt.Sprintf(`\x{%X}`, r)
}
