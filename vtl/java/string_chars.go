package java

import (
	"strconv"
	"strings"
)

// stringLength is String#length(): UTF-16 units.
func stringLength(_ *Meter, self Value, _ []Value) (Value, error) {
	return intOf(utf16Len(textOf(self))), nil
}

// stringIsEmpty is String#isEmpty().
func stringIsEmpty(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(textOf(self) == ""), nil
}

// stringCharAt is String#charAt(int).
func stringCharAt(m *Meter, self Value, args []Value) (Value, error) {
	s, i := textOf(self), int(argInt(args[0]))
	// Text is walked up to the character, and no further.
	m.Step(1 + max(0, min(i, len(s)))>>4)
	if u, ok := unitAt(s, i); ok {
		return Char(u), nil
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r > 0xFF }) {
		// Java words the error by how it stores the text.
		return nil, throwUnitIndex(s, i)
	}
	return nil, throwStringBounds("String index out of range: " + strconv.Itoa(i))
}

// throwUnitIndex returns the exception for an offset outside of s.
func throwUnitIndex(s string, i int) error {
	return throwStringBounds("index " + strconv.Itoa(i) + ", length " + strconv.Itoa(utf16Len(s)))
}

// codePointAt returns the code point of s at UTF-16 offset i, in the middle of a pair its low half.
func codePointAt(s string, i int) (r rune, ok bool) {
	if i < 0 {
		return 0, false
	}
	off, half, ok := unitOffset(s, i)
	if !ok || off == len(s) {
		return 0, false
	}
	if r, _ = decodeRune(s[off:]); half {
		r = rune(lowHalf(r))
	}
	return r, true
}

// stringCodePointAt is String#codePointAt(int).
func stringCodePointAt(_ *Meter, self Value, args []Value) (Value, error) {
	s, i := textOf(self), int(argInt(args[0]))
	r, ok := codePointAt(s, i)
	if !ok {
		return nil, throwUnitIndex(s, i)
	}
	return IntValue(r), nil
}

// stringCodePointBefore is String#codePointBefore(int).
func stringCodePointBefore(_ *Meter, self Value, args []Value) (Value, error) {
	s, i := textOf(self), int(argInt(args[0]))
	off, half, ok := unitOffset(s, max(i-1, 0))
	if i < 1 || !ok || off == len(s) {
		return nil, throwStringBounds("String index out of range: " + strconv.Itoa(i))
	}
	r, _ := decodeRune(s[off:])
	if !half && r >= firstSupplemental {
		r = rune(highHalf(r))
	}
	return IntValue(r), nil
}

// stringCodePointCount is String#codePointCount(int, int).
func stringCodePointCount(_ *Meter, self Value, args []Value) (Value, error) {
	s, begin, end := textOf(self), int(argInt(args[0])), int(argInt(args[1]))
	if begin < 0 || begin > end || end > utf16Len(s) {
		return nil, throwBounds("")
	}
	return intOf(countRunes(utf16Slice(s, begin, end))), nil
}

// countRunes returns the number of code points of s.
func countRunes(s string) int {
	n := asciiPrefix(s, len(s))
	for i := n; i < len(s); n++ {
		_, size := decodeRune(s[i:])
		i += size
	}
	return n
}

// stringOffsetByCodePoints is String#offsetByCodePoints(int, int).
func stringOffsetByCodePoints(_ *Meter, self Value, args []Value) (Value, error) {
	s, i, n := textOf(self), int(argInt(args[0])), int(argInt(args[1]))
	length := utf16Len(s)
	if i < 0 || i > length {
		return nil, throwBounds("")
	}
	if n >= 0 {
		return offsetResult(forwards(utf16Slice(s, i, length), i, n))
	}
	return offsetResult(backwards(utf16Slice(s, 0, i), i, -n))
}

// forwards returns the UTF-16 offset n code points behind at, where s begins; ok is false when s has fewer.
func forwards(s string, at, n int) (offset int, ok bool) {
	for ; n > 0 && s != ""; n-- {
		r, size := decodeRune(s)
		at += unitsOf(r)
		s = s[size:]
	}
	return at, n == 0
}

// backwards returns the UTF-16 offset n code points before at, where s ends; ok is false when s has fewer.
func backwards(s string, at, n int) (offset int, ok bool) {
	for ; n > 0 && s != ""; n-- {
		r, size := decodeLastRune(s)
		at -= unitsOf(r)
		s = s[:len(s)-size]
	}
	return at, n == 0
}

// bytesOfElement is what an element of an array or stream is charged.
const bytesOfElement = 16

// stringChars is String#chars(): an IntStream of the UTF-16 units.
func stringChars(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	m.Bytes(bytesOfElement * len(s))
	u := ToUTF16(s)
	elems := make([]Value, len(u))
	for i, c := range u {
		elems[i] = IntValue(int32(c))
	}
	return NewIntStream(elems), nil
}

// stringCodePoints is String#codePoints(): an IntStream of the code points.
func stringCodePoints(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	m.Bytes(bytesOfElement * len(s))
	rs := runesOf(s)
	elems := make([]Value, len(rs))
	for i, r := range rs {
		elems[i] = IntValue(r)
	}
	return NewIntStream(elems), nil
}

// stringToCharArray is String#toCharArray().
func stringToCharArray(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	m.Bytes(bytesOfElement * len(s))
	return NewArray(primChar, charValues(ToUTF16(s))), nil
}

// charValues returns Characters for UTF-16 units.
func charValues(u []uint16) []Value {
	elems := make([]Value, len(u))
	for i, c := range u {
		elems[i] = Char(c)
	}
	return elems
}

// stringGetCharsInto is String#getChars(int, int, char[], int).
func stringGetCharsInto(m *Meter, self Value, args []Value) (Value, error) {
	return copyInto(m, textOf(self), args, func(u uint16) Value { return Char(u) })
}

// stringGetBytesInto is the deprecated String#getBytes(int, int, byte[], int), which keeps the low byte of each unit.
func stringGetBytesInto(m *Meter, self Value, args []Value) (Value, error) {
	return copyInto(m, textOf(self), args, func(u uint16) Value { return Byte(int8(u)) })
}

// copyInto copies the UTF-16 units args[0] to args[1] of s into the array args[2] at args[3].
func copyInto(m *Meter, s string, args []Value, element func(uint16) Value) (Value, error) {
	m.Bytes(2 * len(s))
	u := ToUTF16(s)
	begin, end, at := int(argInt(args[0])), int(argInt(args[1])), int(argInt(args[3]))
	if err := checkRange(begin, end, len(u)); err != nil {
		return nil, err
	}
	dst, ok := args[2].(*Array)
	if !ok {
		return nil, throwNull("")
	}
	if err := checkCount(at, end-begin, dst.Len()); err != nil {
		return nil, err
	}
	for i := begin; i < end; i++ {
		dst.SetAt(at+i-begin, element(u[i]))
	}
	return voidResult, nil
}

// checkRange returns String's exception unless 0 <= begin <= end <= length.
func checkRange(begin, end, length int) error {
	if begin < 0 || begin > end || end > length {
		return throwStringBounds("begin " + strconv.Itoa(begin) + ", end " + strconv.Itoa(end) + ", length " + strconv.Itoa(length))
	}
	return nil
}

// checkCount returns String's exception unless offset and count lie within length.
func checkCount(offset, count, length int) error {
	if offset < 0 || count < 0 || offset > length-count {
		return throwStringBounds("offset " + strconv.Itoa(offset) + ", count " + strconv.Itoa(count) + ", length " + strconv.Itoa(length))
	}
	return nil
}
