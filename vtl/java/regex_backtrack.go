package java

// program returns the program of the pattern.
func (r *Regex) program() *regexProgram {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.backtracks == nil {
		r.backtracks = newRegexProgram(r.pattern)
	}
	return r.backtracks
}

// backtracking is a run of a pattern over one subject by a regexMachine.
type backtracking struct {
	*subject
	*regexMachine
	regex *Regex
	// split is runes with the supplementary code point at splitAt replaced by its two surrogates; nil before the
	// first need for it.
	split   []rune
	splitAt int
}

// newBacktracking returns the run of r over s; it ends with free.
func newBacktracking(r *Regex, m *Meter, s string, k textKind) *backtracking {
	m.Bytes(len(s))
	b := &backtracking{subject: &subject{text: s, runes: runesOf(s)}, regex: r, regexMachine: newMachine(m, r.program())}
	if !k.ascii {
		b.offsets = make([]int32, 0, len(b.runes)+1)
		for i := 0; i < len(s); {
			b.offsets = append(b.offsets, int32(i))
			_, size := decodeRune(s[i:])
			i += size
		}
		b.offsets = append(b.offsets, int32(len(s)))
	}
	return b
}

// matchesBacktracking is Matches by a regexMachine.
func (r *Regex) matchesBacktracking(m *Meter, s string, k textKind) bool {
	b := newBacktracking(r, m, s, k)
	defer b.free()
	b.whole = true
	_, _, ok := b.find(b.runes, 0, 0, true)
	return ok
}

// eachBacktracking is each by a regexMachine.
func (r *Regex) eachBacktracking(m *Meter, s string, k textKind, yield func(regexMatch) bool) {
	b := newBacktracking(r, m, s, k)
	defer b.free()
	if r.halves && k.supplementary {
		b.eachUnit(yield)
		return
	}
	places := make([]int, 2*r.groups+2)
	for from, last := 0, 0; ; {
		begin, end, ok := b.find(b.runes, from, last, false)
		if !ok {
			return
		}
		b.readPlaces(places, begin, end, 0)
		m.Step(2 + (places[1]-places[0])>>4)
		if !yield(regexMatch{b.subject, places}) {
			return
		}
		from, last = end, end
		if begin == end {
			from++
		}
	}
}

// readPlaces copies the groups of a match from begin to end to places. split, when it is not 0, is the offset of the
// second half of the code point that stands as two in the runes of the match.
func (b *backtracking) readPlaces(places []int, begin, end, split int) {
	place := func(i int) int {
		switch {
		case split == 0 || i < split:
			return 2 * i
		case i == split:
			return 2*i - 1
		}
		return 2*i - 2
	}
	places[0], places[1] = place(begin), place(end)
	for i := 2; i < len(places); i += 2 {
		if b.registers[i] < 0 || b.registers[i+1] < 0 {
			places[i], places[i+1] = -1, -1
			continue
		}
		places[i], places[i+1] = place(int(b.registers[i])), place(int(b.registers[i+1]))
	}
}

// eachUnit is each where a match may begin between the units of a surrogate pair: after an empty match in front of
// the pair, and in patterns that Java does not know to concern code points.
func (b *backtracking) eachUnit(yield func(regexMatch) bool) {
	places := make([]int, 2*b.regex.groups+2)
	for from, last := 0, 0; from <= b.end() && b.searchUnit(from, last, places); {
		b.m.Step(2 + (places[1]-places[0])>>4)
		if !yield(regexMatch{b.subject, places}) {
			return
		}
		from, last = places[1], places[1]
		if places[0] == places[1] {
			from = b.nextUnit(from)
		}
	}
}

// nextUnit returns the place one UTF-16 unit behind place.
func (b *backtracking) nextUnit(place int) int {
	if place&1 == 0 && place < b.end() && b.runes[place/2] < 0x10000 {
		return place + 2
	}
	return place + 1
}

// searchUnit finds the first match that begins at from or behind. The match before ended at last, where \G holds.
func (b *backtracking) searchUnit(from, last int, places []int) bool {
	if from&1 == 1 {
		if b.matchSplit(from/2, places) {
			return true
		}
		from++
	}
	if from == last {
		last = from / 2
	} else {
		last = -1
	}
	begin, end, found := b.find(b.runes, from/2, last, false)
	if found {
		b.readPlaces(places, begin, end, 0)
	}
	if b.regex.codePoints {
		return found
	}
	stop := len(b.runes)
	if found {
		stop = places[0] / 2
	}
	kept := append([]int(nil), places...)
	for i := from / 2; i < stop; i++ {
		if b.runes[i] >= 0x10000 && b.matchSplit(i, places) {
			return true
		}
	}
	copy(places, kept)
	return found
}

// matchSplit matches between the two units of the supplementary code point i.
func (b *backtracking) matchSplit(i int, places []int) bool {
	b.m.Step(2)
	b.splitRunes(i)
	begin, end, ok := b.find(b.split, i+1, -1, true)
	if ok {
		b.readPlaces(places, begin, end, i+1)
	}
	return ok
}

// splitRunes makes split stand for runes with code point i in two. Going forwards costs no more than the way.
func (b *backtracking) splitRunes(i int) {
	switch {
	case b.split == nil:
		b.m.Bytes(4 * len(b.runes))
		b.split = append(append(append([]rune(nil), b.runes[:i]...), 0, 0), b.runes[i+1:]...)
	case b.splitAt < i:
		copy(b.split[b.splitAt:], b.runes[b.splitAt:i])
	default:
		copy(b.split[i+2:], b.runes[i+1:b.splitAt+1])
	}
	b.split[i], b.split[i+1] = rune(highHalf(b.runes[i])), rune(lowHalf(b.runes[i]))
	b.splitAt = i
}
