package java

import (
	"slices"
	"sync"
	"time"
)

// maxBacktracking is how many entries the stack of a match may have: 12 MB.
const maxBacktracking = 1 << 20

// regexMachine runs a program over code points. It backtracks as Java does, with a stack of its own: patterns and texts
// cannot make Go's stack grow beyond the nesting of the pattern.
type regexMachine struct {
	*regexProgram
	m         *Meter
	text      []rune
	registers []int32
	stack     []backtrack
	last      int  // where \G holds
	whole     bool // the match has to take all of the text
	behindTo  int  // where the lookbehind that is run has to end, -1 outside of one
	fuel      int  // steps up to the next look at the clock
	deadline  time.Time
}

// backtrack is an entry of the stack: a step to go on with at a place, or what a register held before.
type backtrack struct {
	step  int32 // the step; of a register, its number inverted
	place int32 // the place, or what the register held
	// more is, of a stepRun, how far it may give back, or how many code points it may still take; else plainChoice.
	more int32
}

// plainChoice marks an entry whose step is to be run as it stands.
const plainChoice = -1

// machines keeps machines for their memory.
var machines = sync.Pool{New: func() any { return new(regexMachine) }}

// keptStack is the size of the largest stack that is kept for another match.
const keptStack = 1 << 12

// newMachine returns a machine for p; it is given back with free.
func newMachine(m *Meter, p *regexProgram) *regexMachine {
	x := machines.Get().(*regexMachine)
	x.regexProgram, x.m, x.whole, x.fuel = p, m, false, fuelSteps
	if cap(x.registers) < p.registers {
		x.registers = make([]int32, p.registers)
	}
	x.registers = x.registers[:p.registers]
	return x
}

// free gives the machine back.
func (x *regexMachine) free() {
	x.regexProgram, x.m, x.text = nil, nil, nil
	if cap(x.stack) <= keptStack {
		machines.Put(x)
	}
}

// find finds the first match in text that begins at from or behind, or with here at from only. It returns where it
// begins and ends. last is where \G holds, -1 for nowhere.
func (x *regexMachine) find(text []rune, from, last int, here bool) (begin, end int, ok bool) {
	x.text, x.last, x.behindTo = text, last, -1
	x.stack, x.deadline = x.stack[:0], time.Time{}
	for i := range x.registers {
		x.registers[i] = -1
	}
	for at := from; at <= len(text); at++ {
		if x.first != nil {
			if at = x.skip(at); at == len(text) {
				return 0, 0, false
			}
		}
		if here && at != from || x.atBegin && at > 0 {
			return 0, 0, false
		}
		if end, ok := x.run(0, at); ok {
			return at, end, true
		}
	}
	return 0, 0, false
}

// skip returns the first place from at on whose code point can begin a match, or the end.
func (x *regexMachine) skip(at int) int {
	start := at
	if r, ok := x.first.all.single(); ok {
		if i := slices.Index(x.text[at:], r); i >= 0 {
			at += i
		} else {
			at = len(x.text)
		}
	}
	for at < len(x.text) && !x.first.contains(x.text[at]) {
		at++
	}
	x.burn((at - start) >> 2)
	return at
}

// Fuel: how many steps run between two looks at the clock, and as how many steps of the meter a match's count.
const (
	fuelSteps  = 4096
	fuelCharge = fuelSteps >> 4
)

// burn accounts for n steps.
func (x *regexMachine) burn(n int) {
	if x.fuel -= n; x.fuel < 0 {
		x.refuel()
	}
}

// refuel charges the meter for the steps that were run, and stops the run when the time for the match is over.
func (x *regexMachine) refuel() {
	charge := (fuelSteps - x.fuel) >> 4
	x.fuel = fuelSteps
	if x.m == nil {
		return
	}
	x.m.Step(max(charge, fuelCharge))
	now := time.Now()
	if x.deadline.IsZero() {
		if d := x.m.Remaining(x.m.Limits.RegexTime); d > 0 {
			x.deadline = now.Add(d)
		}
		return
	}
	if now.After(x.deadline) {
		x.m.Remaining(0) // the time of the whole run may be what is over
		x.m.Exceeded("regex time", x.m.Limits.RegexTime.Milliseconds(), "ms")
	}
}

// push puts an entry on the stack.
func (x *regexMachine) push(e backtrack) {
	if len(x.stack) >= maxBacktracking {
		x.m.Exceeded("regex backtracking", maxBacktracking, "")
	}
	x.stack = append(x.stack, e)
}

// set writes a register; going back undoes it.
func (x *regexMachine) set(register int32, value int) {
	x.push(backtrack{step: ^register, place: x.registers[register]})
	x.registers[register] = int32(value)
}

// run runs the program from a step and a place up to the next stepDone or stepAccept, and returns the place there.
// When it fails everything is as before.
//
//nolint:gocyclo // one case for each kind of step
func (x *regexMachine) run(at int32, place int) (end int, ok bool) {
	base := len(x.stack)
	for {
		x.burn(1)
		s := &x.steps[at]
		at++
		ok = true
		switch s.op {
		case stepSet:
			if ok = place < len(x.text) && s.set.contains(x.text[place]); ok {
				place++
			}
		case stepRun:
			place, ok = x.takeRun(s, at-1, place)
		case stepSplit:
			x.push(backtrack{s.b, int32(place), plainChoice})
			at = s.a
		case stepJump:
			at = s.a
		case stepMark:
			x.set(s.a, place)
		case stepCapture:
			begin := x.registers[s.b]
			x.set(s.a, int(begin))
			x.set(s.a+1, place)
		case stepLoop:
			t := &x.steps[s.a]
			x.set(t.a, 0)
			x.set(t.a+1, -1)
		case stepTurn:
			at = x.turn(s, at-1, place)
		case stepTake:
			x.take(&x.steps[s.a], place)
		case stepLook:
			ok = x.look(s, at, place)
			at = s.b
		case stepAtomic:
			place, ok = x.once(at, place, -1)
			at = s.b
		case stepAnchor:
			ok = x.holds(s.anchor, place)
		case stepBackref:
			place, ok = x.repeated(s, place)
		case stepGrapheme:
			if ok = place < len(x.text); ok {
				place = graphemeEnd(x.text, place)
			}
		case stepFail:
			ok = false
		case stepDone:
			if ok = x.behindTo < 0 || place == x.behindTo; ok {
				return place, true
			}
		case stepAccept:
			if ok = !x.whole || place == len(x.text); ok {
				return place, true
			}
		}
		if !ok {
			if at, place, ok = x.back(base); !ok {
				return 0, false
			}
		}
	}
}

// back goes back to the last entry above base that is a step, undoing what the registers became since.
func (x *regexMachine) back(base int) (at int32, place int, ok bool) {
	for len(x.stack) > base {
		top := len(x.stack) - 1
		e := &x.stack[top]
		if e.step < 0 {
			x.registers[^e.step] = e.place
			x.stack = x.stack[:top]
			continue
		}
		if e.more == plainChoice {
			x.stack = x.stack[:top]
			return e.step, int(e.place), true
		}
		at = e.step + 1
		if place, ok = x.backRun(&x.steps[e.step], e); ok {
			return at, place, true
		}
	}
	return 0, 0, false
}

// takeRun matches a class repeatedly, at the step at, and leaves on the stack what else it may match.
func (x *regexMachine) takeRun(s *regexStep, at int32, place int) (int, bool) {
	high := int(s.high)
	if s.kind == lazy {
		high = int(s.low)
	}
	limit := len(x.text)
	if high < limit-place {
		limit = place + high
	}
	begin := place
	for place < limit && s.set.contains(x.text[place]) {
		place++
	}
	taken := place - begin
	x.burn(taken >> 2)
	switch {
	case taken < int(s.low):
		return 0, false
	case s.kind == greedy && taken > int(s.low):
		x.push(backtrack{at, int32(place), int32(begin) + s.low})
	case s.kind == lazy && s.high > s.low:
		x.push(backtrack{at, int32(place), s.high - s.low})
	}
	return place, true
}

// backRun gives back a code point of a greedy run, or takes another of a lazy one. The entry leaves the stack with the
// last.
func (x *regexMachine) backRun(s *regexStep, e *backtrack) (place int, ok bool) {
	place = int(e.place)
	if s.kind == greedy {
		place--
		e.place--
		if e.place <= e.more {
			x.stack = x.stack[:len(x.stack)-1]
		}
		return place, true
	}
	if place >= len(x.text) || !s.set.contains(x.text[place]) {
		x.stack = x.stack[:len(x.stack)-1]
		return 0, false
	}
	e.place++
	if e.more--; e.more == 0 {
		x.stack = x.stack[:len(x.stack)-1]
	}
	return place + 1, true
}

// turn decides at the head of a loop, which stands at the step at, and returns the step to go on with. A turn that
// took nothing is the last.
func (x *regexMachine) turn(s *regexStep, at int32, place int) int32 {
	count := x.registers[s.a]
	switch {
	case int(x.registers[s.a+1]) == place, count >= s.high:
		return s.b
	case count < s.low:
		return at + 1
	case s.kind == lazy:
		x.push(backtrack{at + 1, int32(place), plainChoice})
		return s.b
	}
	x.push(backtrack{s.b, int32(place), plainChoice})
	return at + 1
}

// take counts a turn of the loop with head s. Turns beyond the last count that matters are not counted.
func (x *regexMachine) take(s *regexStep, place int) {
	if count := x.registers[s.a]; count < s.low || s.high != unbounded {
		x.set(s.a, int(count)+1)
	}
	x.set(s.a+1, place)
}

// once runs what stands at a step, up to a place if it is not negative, and drops the ways to go back into it. What it
// captured stays even when the match goes back to before it, which is how Java does it.
func (x *regexMachine) once(at int32, place, upTo int) (end int, ok bool) {
	outer, base := x.behindTo, len(x.stack)
	x.behindTo = upTo
	end, ok = x.run(at, place)
	x.behindTo, x.stack = outer, x.stack[:base]
	return end, ok
}

// look tells whether a lookaround holds at a place; its body stands at the step at.
func (x *regexMachine) look(s *regexStep, at int32, place int) bool {
	if !s.behind {
		_, ok := x.once(at, place, -1)
		return ok != s.negated
	}
	for back := int(s.low); back <= min(int(s.high), place); back++ {
		x.burn(1)
		if _, ok := x.once(at, place-back, place); ok {
			return !s.negated
		}
	}
	return s.negated
}

// repeated matches the text of a group again.
func (x *regexMachine) repeated(s *regexStep, place int) (int, bool) {
	begin, end := x.registers[s.a], x.registers[s.a+1]
	if begin < 0 || end < 0 {
		return 0, false
	}
	size := int(end - begin)
	x.burn(size >> 2)
	if size > len(x.text)-place {
		return 0, false
	}
	for i, r := range x.text[begin:end] {
		c := x.text[place+i]
		if r != c && (s.fold == nil || s.fold(r) != s.fold(c)) {
			return 0, false
		}
	}
	return place + size, true
}
