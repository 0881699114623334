package java

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// surrounded finds matches of a pattern that begins with as much as there is of anything and goes on with a text:
// (?s).*<id>([^<]*)<.* is how templates take a value out of XML. What the text is at is searched from the end, which
// saves the engine the way through everything around it.
type surrounded struct {
	text  string         // behind the first .*
	inner *regexp.Regexp // from there on, at the begin of what it is given
	toEnd bool           // a .* at the end is not in inner
}

// surroundedTries is how many places of the text are tried; behind that the engine is as good, and bounded.
const surroundedTries = 8

// surroundedOf returns how to find matches of a parsed expression, or nil for one of another form.
func surroundedOf(tree *syntax.Regexp) *surrounded {
	if tree.Op != syntax.OpConcat || !isAnything(tree.Sub[0]) || tree.Sub[1].Op != syntax.OpLiteral || tree.Sub[1].Flags&syntax.FoldCase != 0 {
		return nil
	}
	rest := tree.Sub[1:]
	if slices.ContainsFunc(rest, looksAround) {
		return nil
	}
	p := &surrounded{text: string(rest[0].Rune)}
	if last := len(rest) - 1; isAnything(rest[last]) {
		p.toEnd, rest = true, rest[:last]
	}
	re, err := regexp.Compile(`\A(?:` + (&syntax.Regexp{Op: syntax.OpConcat, Sub: rest}).String() + `)`)
	if err != nil || re.NumSubexp() != tree.MaxCap() {
		return nil
	}
	p.inner = re
	return p
}

// isAnything tells whether an expression takes all characters, line terminators too, as many as it can.
func isAnything(e *syntax.Regexp) bool {
	return e.Op == syntax.OpStar && e.Flags&syntax.NonGreedy == 0 && e.Sub[0].Op == syntax.OpAnyChar
}

// looksAround tells whether an expression depends on what stands around the place it is at.
func looksAround(e *syntax.Regexp) bool {
	switch e.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(e.Sub, looksAround)
}

// search returns the places of the first match in s, nil when there is none. known is false where it was not found out.
func (p *surrounded) search(s string) (places []int, known bool) {
	end := len(s)
	for range surroundedTries {
		at := strings.LastIndex(s[:end], p.text)
		if at < 0 {
			return nil, true
		}
		if places = p.inner.FindStringSubmatchIndex(s[at:]); places != nil {
			return p.whole(places, at, len(s)), true
		}
		end = at + len(p.text) - 1
	}
	return nil, false
}

// whole makes places in a text of n bytes of those that inner found from at on.
func (p *surrounded) whole(places []int, at, n int) []int {
	for i := range places {
		if places[i] >= 0 {
			places[i] += at
		}
	}
	places[0] = 0
	if p.toEnd {
		places[1] = n
	}
	return places
}
