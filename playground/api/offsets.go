package api

import "sort"

// offsets turns byte offsets of a text into UTF-16 offsets and back. Texts are UTF-8 that may hold halves of surrogate
// pairs, three bytes each; a byte that belongs to no character counts as one unit, as the U+FFFD it becomes.
type offsets struct {
	text string
	// marks are the UTF-16 offsets of the bytes at multiples of markEvery; nil for a text of ASCII alone.
	marks []int
	units int // of the whole text
}

// markEvery is how far the marks of offsets are apart, in bytes.
const markEvery = 64

// newOffsets reads text once.
func newOffsets(text string) *offsets {
	o := &offsets{text: text, units: len(text)}
	if isASCII(text) {
		return o
	}
	o.marks = make([]int, 0, len(text)/markEvery+1)
	units := 0
	for i := 0; i < len(text); i++ {
		if i%markEvery == 0 {
			o.marks = append(o.marks, units)
		}
		units += width(text, i)
	}
	o.units = units
	return o
}

// isASCII tells whether text has no byte above 0x7F.
func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// width returns how many units begin at byte i: the first byte of a character counts for all of it, except that a pair
// of surrogates has its second half at the second byte, so that an offset inside of the character stands between them.
func width(text string, i int) int {
	c := text[i]
	if c < 0x80 || c >= 0xC0 {
		return 1
	}
	lead := 0
	for k := 1; k <= 3 && i-k >= 0; k++ {
		if b := text[i-k]; b >= 0xC0 {
			lead = k
			break
		} else if b < 0x80 {
			break
		}
	}
	switch {
	case lead == 0:
		return 1 // a byte without a character
	case lead == 1 && text[i-1] >= 0xF0:
		return 1
	case lead == 1, lead == 2 && text[i-2] >= 0xE0, lead == 3 && text[i-3] >= 0xF0:
		return 0
	}
	return 1
}

// unit returns the UTF-16 offset of a byte offset; what is outside of the text counts as its nearer end.
func (o *offsets) unit(at int) int {
	if at <= 0 {
		return 0
	}
	if at >= len(o.text) {
		return o.units
	}
	if o.marks == nil {
		return at
	}
	i := at / markEvery * markEvery
	units := o.marks[at/markEvery]
	for ; i < at; i++ {
		units += width(o.text, i)
	}
	return units
}

// byteOf returns the byte offset of a UTF-16 offset: that of the character it stands in or before.
func (o *offsets) byteOf(unit int) int {
	switch {
	case unit <= 0:
		return 0
	case unit >= o.units:
		return len(o.text)
	case o.marks == nil:
		return unit
	}
	k := sort.SearchInts(o.marks, unit+1) - 1
	units := o.marks[k]
	i := k * markEvery
	for ; i < len(o.text); i++ {
		w := width(o.text, i)
		if units+w > unit {
			break
		}
		units += w
	}
	if i > 0 && i < len(o.text) && o.text[i]&0xC0 == 0x80 && o.text[i-1] >= 0xF0 {
		i-- // between the halves of a pair
	}
	return i
}

// span returns the UTF-16 offsets of a stretch of bytes.
func (o *offsets) span(start, end int) [2]int { return [2]int{o.unit(start), o.unit(end)} }
