package java

import "math"

// extent is what Java finds out about the lengths of a part of a pattern, to bound lookbehinds and to choose how
// to repeat a group. The numbers are Java ints and overflow like them, which patterns can observe: (?<=a+b+)c
// never matches. Source: behaviour of Pattern.
type extent struct {
	low, high int32 // lengths since the last branch
	bounded   bool  // high is valid
	choices   bool  // there may be more than one way to match at a place
	ended     bool  // Java looks no further behind a loop

	baseLow, baseHigh int32 // lengths up to the end of the last branch, behind which Java begins anew
}

// extentOf returns the extent of n alone.
func extentOf(n *regexNode) extent {
	return extent{bounded: true}.with(n)
}

// with returns e after adding n, with all lengths in low and high.
func (e extent) with(n *regexNode) extent {
	e.add(n)
	e.grow(e.baseLow, e.baseHigh)
	e.baseLow, e.baseHigh = 0, 0
	return e
}

// add accounts for n behind what was added before.
func (e *extent) add(n *regexNode) {
	if e.ended {
		return
	}
	switch n.op {
	case opSet:
		e.grow(1, 1)
	case opLineBreak:
		e.grow(1, 2)
	case opGrapheme:
		e.grow(1, 0)
		e.choices = true
	case opBackref:
		e.bounded = false
	case opSequence:
		for _, s := range n.subs {
			e.add(s)
		}
	case opGroup:
		e.add(n.subs[0])
	case opAtomic:
		e.nested(n.subs[0], false)
	case opBranch:
		e.addBranch(n.subs)
	case opRepeat:
		e.addRepeat(n)
	}
}

// grow adds lengths.
func (e *extent) grow(low, high int32) {
	e.low += low
	e.high += high
}

// addBranch accounts for alternatives.
func (e *extent) addBranch(subs []*regexNode) {
	low, high := int32(math.MaxInt32), int32(-1)
	for _, s := range subs {
		one := extentOf(s)
		low, high = min(low, one.low), max(high, one.high)
		e.bounded = e.bounded && one.bounded
	}
	e.baseLow += e.low + low
	e.baseHigh += e.high + high
	e.low, e.high = 0, 0
	e.choices = true
}

// addRepeat accounts for a quantifier.
func (e *extent) addRepeat(n *regexNode) {
	body := n.subs[0]
	question := n.low == 0 && n.high == 1
	switch {
	case question && body.op == opGroup && n.kind != possessive:
		e.addBranch([]*regexNode{body, sequenceOf(nil)})
	case question:
		e.nested(body, true)
		e.choices = true
	case body.op == opSet && n.kind == greedy && n.high == unbounded:
		e.low += int32(n.low)
		if e.bounded {
			e.high += math.MaxInt32
		}
		e.choices = true
	case !n.standalone:
		e.bounded, e.choices, e.ended = false, true, true
	default:
		e.addCounted(body, n)
	}
}

// addCounted accounts for a body that Java repeats turn by turn.
func (e *extent) addCounted(body, n *regexNode) {
	one := extentOf(body)
	low := one.low*int32(n.low) + e.low
	if low < e.low {
		low = 0xFFFFFFF
	}
	high := one.high*int32(n.high) + e.high
	e.bounded = e.bounded && one.bounded && high >= e.high
	e.low, e.high = low, high
	e.choices = e.choices || one.choices || n.low != n.high
}

// nested accounts for a body that stands once at most, without letting a loop inside it end the account. optional
// says that it may be missing.
func (e *extent) nested(body *regexNode, optional bool) {
	one := extent{low: e.low, high: e.high, bounded: e.bounded, choices: e.choices}.with(body)
	e.high, e.bounded, e.choices = one.high, one.bounded, one.choices
	if !optional {
		e.low = one.low
	}
}

// reach returns how far back a lookbehind of this extent looks: unbounded for any distance, less than its least
// length for nowhere. With an overflown maximum Java's first place lies behind the last, unless the overflow is so
// near to the smallest int that it wraps again; then it does so from place first on.
func (e *extent) reach() (high, first int) {
	switch {
	case e.high >= 0:
		return int(e.high), 0
	case e.high > math.MinInt32+1<<20:
		return -1, 0
	}
	return unbounded, int(e.high - math.MinInt32)
}
