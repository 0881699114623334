package java

import (
	"errors"
	"math"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// maxBacktracking is how many slots regexp2's stack of a match may have.
const maxBacktracking = 1 << 20

// program returns the pattern compiled for regexp2 as t says.
func (r *Regex) program(m *Meter, t translation) *regexp2.Regexp {
	r.mu.Lock()
	defer r.mu.Unlock()
	if re := r.programs[t]; re != nil {
		return re
	}
	re, err := regexp2.Compile(translate(m, r.pattern, t), regexp2.OptionMaxBacktrackingStackSize(maxBacktracking),
		regexp2.OptionMaxCachedReplacerDataEntries(0))
	if err != nil {
		panic("java: the translation of a pattern does not compile: " + err.Error())
	}
	r.programs[t] = re
	return re
}

// backtracking is a run of a pattern over one subject with regexp2.
type backtracking struct {
	*subject
	regex *Regex
	m     *Meter
	ascii bool
	// split is runes with the supplementary code point at splitAt replaced by its two surrogates; nil before the
	// first need for it.
	split   []rune
	splitAt int
}

// newBacktracking returns the run of r over s.
func newBacktracking(r *Regex, m *Meter, s string, k textKind) *backtracking {
	m.Bytes(len(s))
	b := &backtracking{subject: &subject{text: s, runes: runesOf(s)}, regex: r, m: m, ascii: k.ascii}
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

// timed returns a copy of the program for t that stops itself when the time for a match is over.
//
// regexp2 reads a clock that a goroutine advances. Where goroutines share one thread and are not preempted, as in a
// browser (GOOS=js), the clock stands still during a match, and whoever runs the program has to end it.
func (b *backtracking) timed(t translation) *regexp2.Regexp {
	t.ascii = b.ascii
	re := *b.regex.program(b.m, t)
	re.MatchTimeout = b.timeout()
	return &re
}

// timeout returns how long the next match may take.
func (b *backtracking) timeout() time.Duration {
	if b.m == nil {
		return math.MaxInt64
	}
	if d := b.m.Remaining(b.m.Limits.RegexTime); d > 0 {
		return d
	}
	return math.MaxInt64
}

// check turns an error of regexp2 into the limit that was exceeded.
func (b *backtracking) check(err error) {
	if err == nil {
		return
	}
	if errors.Is(err, regexp2.ErrBacktrackingStackLimit) {
		b.m.Exceeded("regex backtracking", maxBacktracking, "")
	}
	limit := time.Duration(0)
	if b.m != nil {
		limit = b.m.Limits.RegexTime
		b.m.Remaining(limit)
	}
	b.m.Exceeded("regex time", limit.Milliseconds(), "ms")
}

// matchesBacktracking is Matches with regexp2.
func (r *Regex) matchesBacktracking(m *Meter, s string, k textKind) bool {
	b := newBacktracking(r, m, s, k)
	ok, err := b.timed(translation{whole: true}).MatchRunes(b.runes)
	b.check(err)
	return ok
}

// eachBacktracking is each with regexp2.
func (r *Regex) eachBacktracking(m *Meter, s string, k textKind, yield func(regexMatch) bool) {
	b := newBacktracking(r, m, s, k)
	if r.halves && k.supplementary {
		b.eachUnit(yield)
		return
	}
	places := make([]int, 2*r.groups+2)
	re := b.timed(translation{})
	err := re.FindRunesMatches(b.runes, 0, func(v regexp2.MatchView) bool {
		readPlaces(v, places, 0)
		m.Step(2 + (places[1]-places[0])>>4)
		more := yield(regexMatch{b.subject, places})
		re.MatchTimeout = b.timeout()
		return more
	})
	b.check(err)
}

// readPlaces copies the groups of a match to places. split, when it is not 0, is the offset of the second half of
// the code point that stands as two in the runes of the match.
func readPlaces(v regexp2.MatchView, places []int, split int) {
	place := func(i int) int {
		switch {
		case split == 0 || i < split:
			return 2 * i
		case i == split:
			return 2*i - 1
		}
		return 2*i - 2
	}
	for g := 0; 2*g < len(places); g++ {
		i, n, ok := v.GroupRange(g)
		if !ok {
			places[2*g], places[2*g+1] = -1, -1
			continue
		}
		places[2*g], places[2*g+1] = place(i), place(i+n)
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
	found := b.searchFrom(from/2, translation{noLast: from != last}, places)
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

// searchFrom finds the first match from code point i on.
func (b *backtracking) searchFrom(i int, t translation, places []int) (found bool) {
	err := b.timed(t).FindRunesMatches(b.runes, i, func(v regexp2.MatchView) bool {
		readPlaces(v, places, 0)
		found = true
		return false
	})
	b.check(err)
	return found
}

// matchSplit matches between the two units of the supplementary code point i.
func (b *backtracking) matchSplit(i int, places []int) (found bool) {
	b.m.Step(2)
	b.splitRunes(i)
	err := b.timed(translation{here: true, noLast: true}).FindRunesMatches(b.split, i+1, func(v regexp2.MatchView) bool {
		readPlaces(v, places, i+1)
		found = true
		return false
	})
	b.check(err)
	return found
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
