package java

import (
	"slices"
	"unicode"
)

// runeSet is a set of code points (surrogates included) as sorted, disjoint, non-adjacent ranges: lo, hi, lo, hi, ...
// Character classes of regular expressions are computed with it exactly.
type runeSet []rune

// maxRune is the greatest code point.
const maxRune = unicode.MaxRune

// allRunes holds every code point.
var allRunes = runeSet{0, maxRune}

// rangesOf returns the set of the given ranges, which may overlap and be out of order.
func rangesOf(pairs ...rune) runeSet {
	type span struct{ lo, hi rune }
	spans := make([]span, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		spans = append(spans, span{pairs[i], pairs[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.lo - b.lo) })
	s := make(runeSet, 0, len(pairs))
	for _, p := range spans {
		s = s.push(p.lo, p.hi)
	}
	return s
}

// membersOf returns the set of the given code points.
func membersOf(rs ...rune) runeSet {
	pairs := make([]rune, 0, 2*len(rs))
	for _, r := range rs {
		pairs = append(pairs, r, r)
	}
	return rangesOf(pairs...)
}

// membersIn returns the set of the code points of text.
func membersIn(text string) runeSet { return membersOf([]rune(text)...) }

// push appends a range that begins at or after the begin of the last one, merging where they touch.
func (s runeSet) push(lo, hi rune) runeSet {
	if n := len(s); n > 0 && lo <= s[n-1]+1 {
		s[n-1] = max(s[n-1], hi)
		return s
	}
	return append(s, lo, hi)
}

// contains tells whether r is in the set.
func (s runeSet) contains(r rune) bool {
	lo, hi := 0, len(s)/2
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case r < s[2*mid]:
			hi = mid
		case r > s[2*mid+1]:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// union returns the set of what is in s or t.
func (s runeSet) union(t runeSet) runeSet {
	if len(s) == 0 {
		return t
	}
	if len(t) == 0 {
		return s
	}
	out := make(runeSet, 0, len(s)+len(t))
	for len(s) > 0 || len(t) > 0 {
		if len(t) == 0 || len(s) > 0 && s[0] <= t[0] {
			out, s = out.push(s[0], s[1]), s[2:]
		} else {
			out, t = out.push(t[0], t[1]), t[2:]
		}
	}
	return out
}

// negate returns the set of all other code points.
func (s runeSet) negate() runeSet {
	out := make(runeSet, 0, len(s)+2)
	next := rune(0)
	for i := 0; i < len(s); i += 2 {
		if s[i] > next {
			out = append(out, next, s[i]-1)
		}
		next = s[i+1] + 1
	}
	if next <= maxRune {
		out = append(out, next, maxRune)
	}
	return out
}

// intersect returns the set of what is in both s and t.
func (s runeSet) intersect(t runeSet) runeSet {
	var out runeSet
	for len(s) > 0 && len(t) > 0 {
		if lo, hi := max(s[0], t[0]), min(s[1], t[1]); lo <= hi {
			out = append(out, lo, hi)
		}
		if s[1] < t[1] {
			s = s[2:]
		} else {
			t = t[2:]
		}
	}
	return out
}

// minus returns the set of what is in s and not in t.
func (s runeSet) minus(t runeSet) runeSet { return s.intersect(t.negate()) }

// single returns the only member of the set, if it has exactly one.
func (s runeSet) single() (rune, bool) {
	if len(s) == 2 && s[0] == s[1] {
		return s[0], true
	}
	return 0, false
}

// tableSet returns the set of the code points in any of the tables.
func tableSet(tables ...*unicode.RangeTable) runeSet {
	var pairs []rune
	for _, t := range tables {
		for _, r := range t.R16 {
			pairs = appendStrided(pairs, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			pairs = appendStrided(pairs, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return rangesOf(pairs...)
}

// appendStrided appends the ranges of lo..hi in steps of stride.
func appendStrided(pairs []rune, lo, hi, stride rune) []rune {
	if stride == 1 {
		return append(pairs, lo, hi)
	}
	for r := lo; r <= hi; r += stride {
		pairs = append(pairs, r, r)
	}
	return pairs
}
