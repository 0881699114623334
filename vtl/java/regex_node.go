package java

// regexOp is the kind of a node of a pattern's syntax tree.
type regexOp uint8

// The kinds of nodes.
const (
	opSet       regexOp = iota // one code point out of set
	opSequence                 // subs one after the other; none: the empty match
	opBranch                   // the first of subs that leads to a match
	opGroup                    // subs[0], captured as group index, or not captured when index is 0
	opRepeat                   // subs[0] low to high times
	opLook                     // subs[0] matches (or, negated, does not) ahead of or behind this place
	opAtomic                   // subs[0] without going back into it
	opAnchor                   // a condition on the place
	opBackref                  // the text of group index
	opLineBreak                // \R
	opGrapheme                 // \X
)

// anchorKind says what an opAnchor node asks for.
type anchorKind uint8

// The kinds of anchors. Line terminators are Java's five unless named unix.
const (
	anchorBegin          anchorKind = iota // ^ and \A: the begin of the text
	anchorEnd                              // \z: the end of the text
	anchorLineBegin                        // ^ with MULTILINE
	anchorUnixLineBegin                    // the same with UNIX_LINES
	anchorDollar                           // $ and \Z: the end, or before a line terminator at the end
	anchorUnixDollar                       // the same with UNIX_LINES
	anchorLineEnd                          // $ with MULTILINE
	anchorUnixLineEnd                      // the same with UNIX_LINES
	anchorBoundary                         // \b
	anchorNoBoundary                       // \B
	anchorUnicodeBound                     // \b with UNICODE_CHARACTER_CLASS
	anchorUnicodeNoBound                   // \B with UNICODE_CHARACTER_CLASS
	anchorLastMatch                        // \G
	anchorNever                            // fails everywhere
)

// quantifierKind says how an opRepeat node tries its counts.
type quantifierKind uint8

// The kinds of quantifiers.
const (
	greedy quantifierKind = iota
	lazy
	possessive
)

// unbounded is the upper count of *, + and {n,}.
const unbounded = 1<<31 - 1

// regexNode is a node of the syntax tree of a pattern. Which fields have a meaning depends on op.
type regexNode struct {
	op     regexOp
	subs   []*regexNode
	set    runeSet
	index  int // of the group
	anchor anchorKind

	low, high int
	kind      quantifierKind
	// standalone marks an opRepeat whose body Java matches on its own, never going back into a finished turn.
	standalone bool

	behind, negated bool // of opLook
	// forwards marks a lookbehind whose body has to be matched from left to right, from low to high code points back.
	forwards    bool
	foldASCII   bool // opBackref ignores the case of ASCII letters
	foldUnicode bool // opBackref ignores case as UNICODE_CASE does
}

// sequenceOf returns the node for subs one after the other.
func sequenceOf(subs []*regexNode) *regexNode {
	if len(subs) == 1 {
		return subs[0]
	}
	return &regexNode{op: opSequence, subs: subs}
}

// setNode returns the node for one code point of set.
func setNode(set runeSet) *regexNode { return &regexNode{op: opSet, set: set} }

// anchorNode returns the node of an anchor.
func anchorNode(kind anchorKind) *regexNode { return &regexNode{op: opAnchor, anchor: kind} }

// anywhere tells whether n or a node below it answers yes to is.
func (n *regexNode) anywhere(is func(*regexNode) bool) bool {
	if is(n) {
		return true
	}
	for _, s := range n.subs {
		if s.anywhere(is) {
			return true
		}
	}
	return false
}

// minimum returns the least number of code points n consumes.
func (n *regexNode) minimum() int {
	switch n.op {
	case opSet, opLineBreak, opGrapheme:
		return 1
	case opSequence:
		sum := 0
		for _, s := range n.subs {
			sum = min(sum+s.minimum(), unbounded)
		}
		return sum
	case opBranch:
		least := unbounded
		for _, s := range n.subs {
			least = min(least, s.minimum())
		}
		return least
	case opGroup, opAtomic:
		return n.subs[0].minimum()
	case opRepeat:
		return min(n.low*n.subs[0].minimum(), unbounded)
	}
	return 0
}

// maximum returns the greatest number of code points n can consume, unbounded when there is no bound or it is not
// known.
func (n *regexNode) maximum() int {
	switch n.op {
	case opSet:
		return 1
	case opLineBreak:
		return 2
	case opSequence:
		sum := 0
		for _, s := range n.subs {
			sum = min(sum+s.maximum(), unbounded)
		}
		return sum
	case opBranch:
		most := 0
		for _, s := range n.subs {
			most = max(most, s.maximum())
		}
		return most
	case opGroup, opAtomic:
		return n.subs[0].maximum()
	case opRepeat:
		return min(n.high*n.subs[0].maximum(), unbounded)
	case opBackref, opGrapheme:
		return unbounded
	}
	return 0
}
