package java

import (
	"sync"
	"unicode"
)

// asciiUpper returns the upper case of an ASCII letter and any other code point unchanged.
func asciiUpper(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// asciiLower returns the lower case of an ASCII letter and any other code point unchanged.
func asciiLower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r - 'A' + 'a'
	}
	return r
}

// foldRune is how UNICODE_CASE compares: the lower case of the upper case.
func foldRune(r rune) rune { return toLower(toUpper(r)) }

// casedRunes are the code points that have case, in order.
var casedRunes = sync.OnceValue(func() []rune {
	var cased []rune
	for _, c := range unicode.CaseRanges {
		for r := rune(c.Lo); r <= rune(c.Hi); r++ {
			if toUpper(r) != r || toLower(r) != r {
				cased = append(cased, r)
			}
		}
	}
	return cased
})

// folded maps the results of foldRune to all cased code points that give them.
var folded = sync.OnceValue(func() map[rune][]rune {
	all := map[rune][]rune{}
	for _, r := range casedRunes() {
		all[foldRune(r)] = append(all[foldRune(r)], r)
	}
	return all
})

// foldTargets are the upper case of each of casedRunes and the lower case of that.
var foldTargets = sync.OnceValue(func() [][2]rune {
	var all [][2]rune
	for _, r := range casedRunes() {
		up := toUpper(r)
		all = append(all, [2]rune{up, toLower(up)})
	}
	return all
})

// foldInto returns the cased code points whose upper case, or the lower case of that, lies from first to last.
func foldInto(first, last rune) runeSet {
	var set runeSet
	for i, to := range foldTargets() {
		if to[0] >= first && to[0] <= last || to[1] >= first && to[1] <= last {
			set = set.push(casedRunes()[i], casedRunes()[i])
		}
	}
	return set
}

// oneRune returns the class of a single character under the current flags, as it is outside of runs of literals.
func (p *patternParser) oneRune(r rune) classSet {
	if p.has(flagCaseInsensitive) {
		if p.has(flagUnicodeCase) {
			if fold := foldRune(r); fold != toUpper(r) {
				return classSet{membersOf(append([]rune{fold}, folded()[fold]...)...), false}
			}
		} else if asciiLower(r) != asciiUpper(r) {
			return classSet{membersOf(asciiLower(r), asciiUpper(r)), true}
		}
	}
	return classSet{membersOf(r), r < highStart || r > lowEnd && r < 0x10000}
}

// foldedRune returns what a character inside a run of literals matches under the current flags.
func (p *patternParser) foldedRune(r rune) runeSet {
	switch {
	case !p.has(flagCaseInsensitive):
		return membersOf(r)
	case p.has(flagUnicodeCase):
		fold := foldRune(r)
		return membersOf(append([]rune{fold}, folded()[fold]...)...)
	}
	return membersOf(asciiLower(r), asciiUpper(r))
}
