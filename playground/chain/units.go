package chain

import "unicode/utf8"

// units counts UTF-16 code units in a text that is asked about several times.
type units struct {
	text  string
	marks []int // units before every markEvery bytes
}

// markEvery is the distance of the places whose count is kept.
const markEvery = 4096

// newUnits returns the counter of a text.
func newUnits(text string) *units {
	u := &units{text: text}
	n := 0
	for at := 0; at < len(text); at += markEvery {
		u.marks = append(u.marks, n)
		n += unitsIn(text[at:min(at+markEvery, len(text))])
	}
	return u
}

// at returns the number of units before a byte offset, which is put inside the text first.
func (u *units) at(offset int) int {
	offset = max(0, min(offset, len(u.text)))
	mark := min(offset/markEvery, len(u.marks)-1)
	if mark < 0 {
		return 0
	}
	return u.marks[mark] + unitsIn(u.text[mark*markEvery:offset])
}

// unitsIn counts the units of a stretch: each character counts where it begins, twice outside of the basic plane.
func unitsIn(s string) int {
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case !utf8.RuneStart(c):
		case c >= 0xF0:
			n += 2
		default:
			n++
		}
	}
	return n
}
