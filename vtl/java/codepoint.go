package java

import (
	"fmt"
	"slices"
)

// isCodePoint is Character.isValidCodePoint(int).
func isCodePoint(r rune) bool { return r >= 0 && r <= lastCodePoint }

// badCodePoint returns the exception of a number that is no code point.
func badCodePoint(r rune) error {
	return throwArgument(fmt.Sprintf("Not a valid Unicode code point: 0x%X", uint32(r)))
}

// highHalf is Character.highSurrogate(int), which computes for every number.
func highHalf(r rune) uint16 { return uint16(uint32(r)>>10 + highStart - firstSupplemental>>10) }

// lowHalf is Character.lowSurrogate(int).
func lowHalf(r rune) uint16 { return uint16(r&0x3FF + lowStart) }

// joinPair is Character.toCodePoint(char, char), which computes for all chars.
func joinPair(high, low rune) rune {
	return high<<10 + low + firstSupplemental - highStart<<10 - lowStart
}

// units is a text as UTF-16, with what Java throws for an offset outside of it.
type units struct {
	u      []uint16
	beyond func(i int) error
}

// textUnits returns the units of a CharSequence argument.
func textUnits(v Value) (units, error) {
	if v == nil {
		return units{}, throwNull("")
	}
	u := ToUTF16(ToString(nil, v))
	return units{u, func(i int) error { return throwCharAt(u, i) }}, nil
}

// throwCharAt returns the exception of String.charAt(i), which Java words differently for texts of Latin-1 and others.
func throwCharAt(u []uint16, i int) error {
	msg := fmt.Sprintf("String index out of range: %d", int32(i))
	if slices.ContainsFunc(u, func(c uint16) bool { return c > 0xFF }) {
		msg = fmt.Sprintf("index %d, length %d", int32(i), len(u))
	}
	return Throw("java.lang.StringIndexOutOfBoundsException", msg)
}

// charUnits returns the units of a char[] argument.
func charUnits(v Value) (units, error) {
	a, ok := v.(*Array)
	if !ok {
		return units{}, throwNull("")
	}
	u := make([]uint16, a.Len())
	for i := range u {
		u[i] = argChar(a.At(i))
	}
	return units{u, func(i int) error { return throwArrayIndex(int(int32(i)), len(u)) }}, nil
}

// at returns the code point that begins at i and lies before end.
func (t units) at(i, end int) (rune, error) {
	if i < 0 || i >= len(t.u) {
		return 0, t.beyond(i)
	}
	r := rune(t.u[i])
	if isHigh(r) && i+1 < end && isLow(rune(t.u[i+1])) {
		return joinPair(r, rune(t.u[i+1])), nil
	}
	return r, nil
}

// before returns the code point that ends at i and begins at start or later.
func (t units) before(i, start int) (rune, error) {
	i--
	if i < 0 || i >= len(t.u) {
		return 0, t.beyond(i)
	}
	r := rune(t.u[i])
	if isLow(r) && i > start && isHigh(rune(t.u[i-1])) {
		return joinPair(rune(t.u[i-1]), r), nil
	}
	return r, nil
}

// count returns the number of code points from start to end, which lie within the text.
func (t units) count(start, end int) int {
	n := 0
	for i := start; i < end; n++ {
		i = t.next(i, end)
	}
	return n
}

// next returns the offset behind the code point that begins at i and lies before end.
func (t units) next(i, end int) int {
	if isHigh(rune(t.u[i])) && i+1 < end && isLow(rune(t.u[i+1])) {
		return i + 2
	}
	return i + 1
}

// offset returns the offset n code points away from i, between start and end; ok is false where there are fewer.
func (t units) offset(i, n, start, end int) (at int, ok bool) {
	for ; n > 0; n-- {
		if i >= end {
			return 0, false
		}
		i = t.next(i, end)
	}
	for ; n < 0; n++ {
		if i <= start {
			return 0, false
		}
		i--
		if isLow(rune(t.u[i])) && i > start && isHigh(rune(t.u[i-1])) {
			i--
		}
	}
	return i, true
}

// runeResult returns r as an Integer, or the error.
func runeResult(r rune, err error) (Value, error) { return intResult(int64(r), err) }

// codePointAtText is Character.codePointAt(CharSequence, int).
func codePointAtText(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := textUnits(args[0])
	if err != nil {
		return nil, err
	}
	return runeResult(t.at(int(argInt(args[1])), len(t.u)))
}

// codePointAtChars is Character.codePointAt(char[], int), with or without a limit.
func codePointAtChars(_ *Meter, _ Value, args []Value) (Value, error) {
	i, hasEnd := int(argInt(args[1])), len(args) > 2
	end := 0
	if hasEnd {
		end = int(argInt(args[2]))
	}
	if hasEnd && (i >= end || end < 0) {
		return nil, throwBounds("")
	}
	t, err := charUnits(args[0])
	switch {
	case err != nil:
		return nil, err
	case end > len(t.u):
		return nil, throwBounds("")
	case !hasEnd:
		end = len(t.u)
	}
	return runeResult(t.at(i, end))
}

// codePointBeforeText is Character.codePointBefore(CharSequence, int).
func codePointBeforeText(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := textUnits(args[0])
	if err != nil {
		return nil, err
	}
	return runeResult(t.before(int(argInt(args[1])), 0))
}

// codePointBeforeChars is Character.codePointBefore(char[], int), with or without a start.
func codePointBeforeChars(_ *Meter, _ Value, args []Value) (Value, error) {
	i, hasStart := int(argInt(args[1])), len(args) > 2
	start := 0
	if hasStart {
		start = int(argInt(args[2]))
	}
	if hasStart && (i <= start || start < 0) {
		return nil, throwBounds("")
	}
	t, err := charUnits(args[0])
	switch {
	case err != nil:
		return nil, err
	case hasStart && start >= len(t.u):
		return nil, throwBounds("")
	}
	return runeResult(t.before(i, start))
}

// codePointCountText is Character.codePointCount(CharSequence, int begin, int end).
func codePointCountText(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := textUnits(args[0])
	if err != nil {
		return nil, err
	}
	begin, end := int(argInt(args[1])), int(argInt(args[2]))
	if begin < 0 || end > len(t.u) || begin > end {
		return nil, throwBounds("")
	}
	return intOf(t.count(begin, end)), nil
}

// codePointCountChars is Character.codePointCount(char[], int offset, int count).
func codePointCountChars(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := charUnits(args[0])
	if err != nil {
		return nil, err
	}
	from, n := int(argInt(args[1])), int(argInt(args[2]))
	if n > len(t.u)-from || from < 0 || n < 0 {
		return nil, throwBounds("")
	}
	return intOf(t.count(from, from+n)), nil
}

// offsetByCodePointsText is Character.offsetByCodePoints(CharSequence, int index, int n).
func offsetByCodePointsText(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := textUnits(args[0])
	if err != nil {
		return nil, err
	}
	i := int(argInt(args[1]))
	if i < 0 || i > len(t.u) {
		return nil, throwBounds("")
	}
	return offsetResult(t.offset(i, int(argInt(args[2])), 0, len(t.u)))
}

// offsetResult returns the offset as an Integer, or the exception of a text that is too short.
func offsetResult(at int, ok bool) (Value, error) {
	if !ok {
		return nil, throwBounds("")
	}
	return intOf(at), nil
}

// offsetByCodePointsChars is Character.offsetByCodePoints(char[], int start, int count, int index, int n).
func offsetByCodePointsChars(_ *Meter, _ Value, args []Value) (Value, error) {
	t, err := charUnits(args[0])
	if err != nil {
		return nil, err
	}
	start, count, i := int(argInt(args[1])), int(argInt(args[2])), int(argInt(args[3]))
	if count > len(t.u)-start || start < 0 || count < 0 || i < start || i > start+count {
		return nil, throwBounds("")
	}
	return offsetResult(t.offset(i, int(argInt(args[4])), start, start+count))
}

// toCharsOf is Character.toChars(int).
func toCharsOf(_ *Meter, _ Value, args []Value) (Value, error) {
	r := argInt(args[0])
	switch {
	case !isCodePoint(r):
		return nil, badCodePoint(r)
	case r < firstSupplemental:
		return NewArray(primChar, []Value{Char(r)}), nil
	}
	return NewArray(primChar, []Value{Char(highHalf(r)), Char(lowHalf(r))}), nil
}

// toCharsInto is Character.toChars(int, char[], int): it returns how many chars it wrote.
func toCharsInto(_ *Meter, _ Value, args []Value) (Value, error) {
	r, i := argInt(args[0]), int(argInt(args[2]))
	if !isCodePoint(r) {
		return nil, badCodePoint(r)
	}
	dst, ok := args[1].(*Array)
	if !ok {
		return nil, throwNull("")
	}
	if r < firstSupplemental {
		if i < 0 || i >= dst.Len() {
			return nil, throwArrayIndex(i, dst.Len())
		}
		dst.SetAt(i, Char(r))
		return intOf(1), nil
	}
	// Java writes the low half first.
	if i+1 < 0 || i+1 >= dst.Len() {
		return nil, throwArrayIndex(int(int32(i+1)), dst.Len())
	}
	dst.SetAt(i+1, Char(lowHalf(r)))
	if i < 0 {
		return nil, throwArrayIndex(i, dst.Len())
	}
	dst.SetAt(i, Char(highHalf(r)))
	return intOf(2), nil
}
