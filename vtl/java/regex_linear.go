package java

import (
	"io"
	"regexp"
	"regexp/syntax"
	"time"
)

// linearUse says for which texts the standard library's engine gives Java's results. It backtracks nowhere, so it
// takes no lookaround, back references, atomic groups or possessive quantifiers; and it treats repeated empty
// matches differently, so the body of a repetition must not be nullable. It is used where backtracking could take
// long; on other patterns backtracking is several times faster.
type linearUse struct {
	whole       bool // usable for a match of the whole text
	search      bool // usable for searching
	lineAnchors bool // $ or ^ with MULTILINE: texts without line terminators only
	boundaries  bool // \b: ASCII texts only
	atBegin     bool // a match can only begin at the begin of the text
}

// linearUseOf looks through the syntax tree of p.
func linearUseOf(p *pattern) linearUse {
	u := linearUse{whole: p.root.mayBacktrack()}
	begins := 0
	p.root.anywhere(func(n *regexNode) bool {
		switch n.op {
		case opLook, opAtomic, opBackref, opGrapheme:
			u.whole = false
		case opRepeat:
			body := n.subs[0]
			u.whole = u.whole && n.kind != possessive && (n.high <= 1 || body.minimum() > 0) && (body.op == opSet || !hasLineBreak(body))
		case opAnchor:
			u.addAnchor(n.anchor, &begins)
		}
		return false
	})
	first := firstNode(p.root)
	u.atBegin = begins == 1 && first.op == opAnchor && isBegin(first.anchor)
	u.search = u.whole && !u.boundaries && (begins == 0 || u.atBegin)
	return u
}

// variableRepeats is how many repetitions without a bound one after the other are left to backtracking, which then
// takes time in proportion to the square of the text's length at most.
const variableRepeats = 2

// mayBacktrack tells whether backtracking may take longer than that: with a repetition around a choice, or with many
// repetitions.
func (n *regexNode) mayBacktrack() bool {
	repeats, nested := 0, false
	n.anywhere(func(r *regexNode) bool {
		if r.op != opRepeat {
			return false
		}
		repeats += b2i(r.high > 1 && r.high != r.low)
		nested = nested || r.high > 1 && r.subs[0].anywhere(func(s *regexNode) bool {
			return s.op == opBranch || s.op == opRepeat && s.low != s.high
		})
		return nested
	})
	return nested || repeats > variableRepeats
}

// addAnchor accounts for an anchor; begins counts those that hold at the begin of a text or line.
func (u *linearUse) addAnchor(kind anchorKind, begins *int) {
	switch kind {
	case anchorLastMatch:
		u.whole = false
	case anchorBoundary, anchorNoBoundary, anchorUnicodeBound, anchorUnicodeNoBound:
		u.boundaries = true
	case anchorDollar, anchorUnixDollar, anchorLineEnd, anchorUnixLineEnd, anchorLineBegin, anchorUnixLineBegin:
		u.lineAnchors = true
	}
	if isBegin(kind) {
		*begins++
	}
}

// isBegin tells whether an anchor holds at the begin of a text without line terminators and nowhere else.
func isBegin(kind anchorKind) bool {
	return kind == anchorBegin || kind == anchorLineBegin || kind == anchorUnixLineBegin
}

// firstNode returns the node a match of n always begins with.
func firstNode(n *regexNode) *regexNode {
	for n.op == opGroup || n.op == opSequence && len(n.subs) > 0 {
		n = n.subs[0]
	}
	return n
}

// fitsWhole tells whether the engine may match all of s, of kind k.
func (u linearUse) fitsWhole(k textKind, s string) bool {
	return u.whole && u.fits(k, s)
}

// fitsSearch tells whether the engine may search in s, of kind k.
func (u linearUse) fitsSearch(k textKind, s string, nullable bool) bool {
	return u.search && u.fits(k, s) && !(nullable && k.supplementary)
}

// fits tells whether the engine takes texts like s.
func (u linearUse) fits(k textKind, s string) bool {
	return !k.halves && !(u.boundaries && !k.ascii) && !(u.lineAnchors && (k.terminators || s == ""))
}

// Bounds of the standard library's engine: programs larger than maxProgram are left to backtracking, and a search is
// small when program and text are so in product.
const (
	maxProgram  = 4000
	smallSearch = 1 << 18
)

// automaton is a pattern compiled for the standard library.
type automaton struct {
	re     *regexp.Regexp
	size   int         // instructions
	around *surrounded // a quicker search; nil: none
}

// automaton returns the pattern compiled as t says, or nil when the library refuses it or it is too large.
func (r *Regex) automaton(m *Meter, t translation) *automaton {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.automata[t]
	if !ok {
		a = newAutomaton(translate(m, r.pattern, t))
		r.automata[t] = a
	}
	return a
}

// newAutomaton compiles an expression of the standard library's syntax, or returns nil.
func newAutomaton(expr string) *automaton {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil || len(prog.Inst) > maxProgram {
		return nil
	}
	re, err := regexp.Compile(expr)
	if err != nil {
		return nil
	}
	return &automaton{re, len(prog.Inst), surroundedOf(tree)}
}

// isSmall tells whether a search through n bytes is short enough to run without looking at the clock.
func (a *automaton) isSmall(n int) bool { return a.size*n <= smallSearch }

// search returns the places of the first match in s, or nil. s is all there is: nothing stands in front of it.
func (a *automaton) search(m *Meter, s string) []int {
	if a.isSmall(len(s)) {
		m.Step(1 + (a.size*len(s))>>14)
		if a.around != nil {
			if places, known := a.around.search(s); known {
				return places
			}
		}
		return a.re.FindStringSubmatchIndex(s)
	}
	return a.re.FindReaderSubmatchIndex(newMeteredReader(m, s, a.size))
}

// eachLinear is each with the standard library's engine.
func (r *Regex) eachLinear(m *Meter, a *automaton, s string, yield func(regexMatch) bool) {
	sub := &subject{text: s}
	for at := 0; at <= len(s); {
		places := a.search(m, s[at:])
		if places == nil {
			return
		}
		for i := range places {
			if places[i] >= 0 {
				places[i] += at
			}
		}
		m.Step(2 + (places[1]-places[0])>>4)
		if !yield(regexMatch{sub, places}) || r.linear.atBegin {
			return
		}
		at = places[1]
		if places[0] == at {
			if at == len(s) {
				return
			}
			_, size := decodeRune(s[at:])
			at += size
		}
	}
}

// meteredReader feeds a text to the engine and charges the meter for it, so that long searches can be stopped.
type meteredReader struct {
	m        *Meter
	s        string
	at       int
	cost     int // steps for every 16 code points
	n        int
	deadline time.Time
}

// newMeteredReader returns a reader of s for a program of the given size.
func newMeteredReader(m *Meter, s string, size int) *meteredReader {
	r := &meteredReader{m: m, s: s, cost: 16 + size/8}
	if m != nil && m.Limits.RegexTime > 0 {
		r.deadline = time.Now().Add(m.Limits.RegexTime)
	}
	return r
}

// ReadRune returns the next code point. It stops the run when the time for the match is over.
func (r *meteredReader) ReadRune() (rune, int, error) {
	if r.at >= len(r.s) {
		return 0, 0, io.EOF
	}
	if r.n++; r.n%16 == 0 {
		r.m.Step(r.cost)
		if !r.deadline.IsZero() && r.n%64 == 0 && time.Now().After(r.deadline) {
			r.m.Exceeded("regex time", r.m.Limits.RegexTime.Milliseconds(), "ms")
		}
	}
	c, size := decodeRune(r.s[r.at:])
	r.at += size
	return c, size, nil
}
