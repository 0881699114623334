package java

import "slices"

// stepOp is the kind of a step of a program.
type stepOp uint8

// The kinds of steps. Unless it says otherwise a step goes on with the step behind it.
const (
	stepSet      stepOp = iota // one code point out of set
	stepRun                    // low to high code points out of set, as kind says
	stepSplit                  // goes on at a, and from the same place at b if that fails
	stepJump                   // goes on at a
	stepMark                   // register a becomes the place
	stepCapture                // registers a and a+1 become register b and the place
	stepLoop                   // begins a loop whose stepTurn is at a
	stepTurn                   // the head of a loop: one more turn, behind it, or the end, at b; registers a and a+1
	stepTake                   // one more turn of the loop whose stepTurn is at a
	stepLook                   // what stands up to the stepDone matches, or negated does not; goes on at b
	stepAtomic                 // what stands up to the stepDone, without going back into it; goes on at b
	stepDone                   // the end of what stands behind a stepLook or stepAtomic
	stepAnchor                 // a condition on the place
	stepBackref                // the text of the group in registers a and a+1
	stepGrapheme               // an extended grapheme cluster
	stepFail                   // fails
	stepAccept                 // the end of the program
)

// regexStep is a step of a program. Which fields have a meaning depends on op.
type regexStep struct {
	op      stepOp
	kind    quantifierKind
	anchor  anchorKind
	behind  bool
	negated bool
	fold    func(rune) rune // how a stepBackref compares, nil for exactly
	set     *codeSet
	a, b    int32
	// low and high are counts of a repetition, or how far back a lookbehind may begin.
	low, high int32
}

// regexProgram is a pattern made ready for a regexMachine. It never changes.
type regexProgram struct {
	steps     []regexStep
	registers int
	// first holds what a match can begin with; nil when it may be empty or is not known.
	first *codeSet
	// atBegin is set when a match can begin at the begin of the text only.
	atBegin bool
}

// codeSet is a runeSet that answers quickly for ASCII.
type codeSet struct {
	ascii [2]uint64
	all   runeSet
}

// newCodeSet returns the codeSet of s.
func newCodeSet(s runeSet) *codeSet {
	c := &codeSet{all: s}
	for r := range rune(0x80) {
		if s.contains(r) {
			c.ascii[r>>6] |= 1 << (r & 63)
		}
	}
	return c
}

// contains tells whether r is in the set.
func (c *codeSet) contains(r rune) bool {
	if r < 0x80 {
		return c.ascii[r>>6]>>(r&63)&1 != 0
	}
	return c.all.contains(r)
}

// programmer writes the program of a pattern.
type programmer struct {
	regexProgram
	groups int
	// marks are the registers that hold where an open group began, by group. A group that is read while it is open
	// must still have its former text; without references the place is written at once.
	marks map[int]int
	sets  []*codeSet
}

// newRegexProgram returns the program of p. The registers of the groups come first, two for each.
func newRegexProgram(p *pattern) *regexProgram {
	w := &programmer{groups: p.groups, marks: map[int]int{}}
	w.registers = 2*p.groups + 2
	if p.root.anywhere(func(n *regexNode) bool { return n.op == opBackref }) {
		for g := 1; g <= p.groups; g++ {
			w.marks[g] = w.register(1)
		}
	}
	w.node(p.root)
	w.add(regexStep{op: stepAccept})
	if set, ok := p.root.firstRunes(); ok {
		w.first = w.codeSet(set)
	}
	first := firstNode(p.root)
	w.atBegin = first.op == opAnchor && first.anchor == anchorBegin
	return &w.regexProgram
}

// register takes n registers and returns the first.
func (w *programmer) register(n int) int {
	w.registers += n
	return w.registers - n
}

// add adds a step and returns where it stands.
func (w *programmer) add(s regexStep) int {
	w.steps = append(w.steps, s)
	return len(w.steps) - 1
}

// here is where the next step will stand.
func (w *programmer) here() int32 { return int32(len(w.steps)) }

// codeSet returns the codeSet of s, the same for the same members.
func (w *programmer) codeSet(s runeSet) *codeSet {
	for _, c := range w.sets {
		if slices.Equal(c.all, s) {
			return c
		}
	}
	c := newCodeSet(s)
	w.sets = append(w.sets, c)
	return c
}

// node adds the steps of n.
func (w *programmer) node(n *regexNode) {
	switch n.op {
	case opSet:
		w.add(regexStep{op: stepSet, set: w.codeSet(n.set)})
	case opSequence:
		for _, s := range n.subs {
			w.node(s)
		}
	case opBranch:
		w.branch(n.subs)
	case opGroup:
		w.group(n, false)
	case opRepeat:
		w.repeat(n)
	case opLook:
		w.look(n)
	case opAtomic:
		w.atomic(func() { w.node(n.subs[0]) })
	case opAnchor:
		if n.anchor == anchorNever {
			w.add(regexStep{op: stepFail})
			return
		}
		w.add(regexStep{op: stepAnchor, anchor: n.anchor})
	case opBackref:
		w.backref(n)
	case opLineBreak:
		w.branch([]*regexNode{sequenceOf([]*regexNode{setNode(membersOf('\r')), setNode(membersOf('\n'))}), setNode(verticalSpace)})
	case opGrapheme:
		w.add(regexStep{op: stepGrapheme})
	}
}

// branch adds alternatives.
func (w *programmer) branch(subs []*regexNode) {
	var ends []int
	for i, s := range subs {
		if i == len(subs)-1 {
			w.node(s)
			break
		}
		split := w.add(regexStep{op: stepSplit, a: w.here() + 1})
		w.node(s)
		ends = append(ends, w.add(regexStep{op: stepJump}))
		w.steps[split].b = w.here()
	}
	for _, e := range ends {
		w.steps[e].a = w.here()
	}
}

// group adds a group, with its body atomic on request.
func (w *programmer) group(n *regexNode, atomic bool) {
	body := func() { w.node(n.subs[0]) }
	if atomic {
		plain := body
		body = func() { w.atomic(plain) }
	}
	if n.index == 0 {
		body()
		return
	}
	begin, mark := int32(2*n.index), int32(2*n.index)
	if m, ok := w.marks[n.index]; ok {
		mark = int32(m)
	}
	w.add(regexStep{op: stepMark, a: mark})
	body()
	if mark == begin {
		w.add(regexStep{op: stepMark, a: begin + 1})
	} else {
		w.add(regexStep{op: stepCapture, a: begin, b: mark})
	}
}

// atomic adds what body adds, as one.
func (w *programmer) atomic(body func()) {
	at := w.add(regexStep{op: stepAtomic})
	body()
	w.add(regexStep{op: stepDone})
	w.steps[at].b = w.here()
}

// look adds a lookaround. A lookbehind tries the places before this one, the nearest first, as Java does.
func (w *programmer) look(n *regexNode) {
	s := regexStep{op: stepLook, behind: n.behind, negated: n.negated, low: int32(n.low), high: int32(n.high)}
	if n.behind && !n.forwards {
		s.low, s.high = int32(n.subs[0].minimum()), int32(n.subs[0].maximum())
	}
	at := w.add(s)
	w.node(n.subs[0])
	w.add(regexStep{op: stepDone})
	w.steps[at].b = w.here()
}

// backref adds a reference to a group; one that does not exist never matches.
func (w *programmer) backref(n *regexNode) {
	s := regexStep{op: stepBackref, a: int32(2 * n.index)}
	switch {
	case n.index > w.groups:
		s.op = stepFail
	case n.foldUnicode:
		s.fold = foldRune
	case n.foldASCII:
		s.fold = asciiLower
	}
	w.add(s)
}

// repeat adds a repetition.
func (w *programmer) repeat(n *regexNode) {
	body := n.subs[0]
	for body.op == opGroup && body.index == 0 {
		body = body.subs[0]
	}
	switch {
	case body.op == opSet:
		w.add(regexStep{op: stepRun, kind: n.kind, set: w.codeSet(body.set), low: int32(n.low), high: int32(n.high)})
	case n.kind == possessive:
		w.atomic(func() { w.loop(n, greedy) })
	default:
		w.loop(n, n.kind)
	}
}

// loop adds a repetition whose body is more than a class. Where Java repeats the body on its own and the body could
// match in several ways, each turn is atomic.
func (w *programmer) loop(n *regexNode, kind quantifierKind) {
	body := n.subs[0]
	turn := func() { w.node(body) }
	switch {
	case n.standalone && body.op == opGroup && (n.kind == possessive || hasLineBreak(body)):
		turn = func() { w.group(body, true) }
	case n.standalone && hasLineBreak(body):
		turn = func() { w.atomic(func() { w.node(body) }) }
	}
	if n.low == 0 && n.high == 1 {
		w.optional(turn, kind)
		return
	}
	registers := int32(w.register(2))
	w.add(regexStep{op: stepLoop, a: w.here() + 1})
	head := w.add(regexStep{op: stepTurn, kind: kind, a: registers, low: int32(n.low), high: int32(n.high)})
	w.add(regexStep{op: stepTake, a: int32(head)}) // where the head goes on
	turn()
	w.add(regexStep{op: stepJump, a: int32(head)})
	w.steps[head].b = w.here()
}

// optional adds what turn adds, once or not at all.
func (w *programmer) optional(turn func(), kind quantifierKind) {
	split := w.add(regexStep{op: stepSplit})
	body := w.here()
	turn()
	w.steps[split].a, w.steps[split].b = body, w.here()
	if kind == lazy {
		w.steps[split].a, w.steps[split].b = w.here(), body
	}
}

// hasLineBreak tells whether \R stands in n.
func hasLineBreak(n *regexNode) bool {
	return n.anywhere(func(s *regexNode) bool { return s.op == opLineBreak })
}

// firstRunes returns what a match of n can begin with; ok is false when a match may be empty or it is not known.
func (n *regexNode) firstRunes() (set runeSet, ok bool) {
	switch n.op {
	case opSet:
		return n.set, true
	case opLineBreak:
		return verticalSpace, true
	case opGrapheme:
		return allRunes, true
	case opGroup, opAtomic:
		return n.subs[0].firstRunes()
	case opRepeat:
		set, ok = n.subs[0].firstRunes()
		return set, ok && n.low > 0
	case opBranch:
		ok = true
		for _, s := range n.subs {
			one, known := s.firstRunes()
			set, ok = set.union(one), ok && known
		}
		return set, ok
	case opSequence:
		for _, s := range n.subs {
			one, known := s.firstRunes()
			set = set.union(one)
			if known {
				return set, true
			}
			if s.op == opBackref || s.hidesFirst() {
				return nil, false
			}
		}
	}
	return set, false
}

// hidesFirst tells whether n may begin with what firstRunes does not know: the text of a group.
func (n *regexNode) hidesFirst() bool {
	return n.anywhere(func(s *regexNode) bool { return s.op == opBackref })
}
