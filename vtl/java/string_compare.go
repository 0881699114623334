package java

// compareText is String.compareTo: the difference of the first UTF-16 units that differ, else of the lengths.
func compareText(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n == len(a) || n == len(b) || a[n] >= 0x80 || b[n] >= 0x80 {
		return compareUnits(a[runeStart(a, n):], b[runeStart(b, n):])
	}
	return int(a[n]) - int(b[n])
}

// runeStart returns the offset at or before i where a code point of s begins.
func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && s[i]&0xC0 == 0x80 {
		i--
	}
	return i
}

// compareUnits is compareText without looking for a common begin.
func compareUnits(a, b string) int {
	if a == "" || b == "" {
		return utf16Len(a) - utf16Len(b)
	}
	x, sizeX := decodeRune(a)
	y, sizeY := decodeRune(b)
	if x == y {
		return compareUnits(a[sizeX:], b[sizeY:])
	}
	u, v := ToUTF16(a[:sizeX]), ToUTF16(b[:sizeY])
	if u[0] != v[0] {
		return int(u[0]) - int(v[0])
	}
	if len(u) == 2 && len(v) == 2 {
		return int(u[1]) - int(v[1])
	}
	// One has a high surrogate alone where the other has a pair.
	return compareAfterHalf(a, b, u, v)
}

// compareAfterHalf compares behind an equal high surrogate, which begins a pair in only one of the texts.
func compareAfterHalf(a, b string, u, v []uint16) int {
	rest := func(s string, units []uint16) string {
		_, size := decodeRune(s)
		return string(FromUTF16(units[1:])) + s[size:]
	}
	return compareUnits(rest(a, u), rest(b, v))
}

// stringCompareTo is String#compareTo(String).
func stringCompareTo(m *Meter, self Value, args []Value) (Value, error) {
	t, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return intOf(compareText(textOf(self), t)), nil
}

// stringCompareToObject is the bridge String#compareTo(Object), which fails on anything but a String.
func stringCompareToObject(m *Meter, self Value, args []Value) (Value, error) {
	if _, ok := args[0].(String); !ok && args[0] != nil {
		return nil, throwCast(args[0].Class(), stringClass)
	}
	return stringCompareTo(m, self, args)
}

// equalFold is String.equalsIgnoreCase of two texts.
func equalFold(m *Meter, a, b string) bool {
	return utf16Len(a) == utf16Len(b) && compareFold(m, a, b) == 0
}

// compareFold is String.compareToIgnoreCase: the difference of the first characters that differ in both upper and
// lower case, else of the lengths. Java compares code points when both texts go beyond Latin-1, else UTF-16 units.
func compareFold(m *Meter, a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && max(a[n], b[n]) < 0x80 {
		if x, y := asciiLower(rune(a[n])), asciiLower(rune(b[n])); x != y {
			return int(x - y)
		}
		n++
	}
	if n == len(a) || n == len(b) {
		return utf16Len(a) - utf16Len(b)
	}
	m.Bytes(len(a) + len(b))
	u, v := ToUTF16(a), ToUTF16(b)
	wide := !isLatin(u) && !isLatin(v)
	for i, k := 0, 0; i < len(u) && k < len(v); i, k = i+1, k+1 {
		x, y := rune(u[i]), rune(v[k])
		if foldRune(x) == foldRune(y) {
			continue
		}
		if wide {
			x, i = wholeRune(u, i)
			y, k = wholeRune(v, k)
		}
		if d := foldRune(x) - foldRune(y); d != 0 {
			return int(d)
		}
	}
	return len(u) - len(v)
}

// isLatin tells whether all units are of Latin-1.
func isLatin(u []uint16) bool {
	for _, c := range u {
		if c > 0xFF {
			return false
		}
	}
	return true
}

// wholeRune returns the code point that unit i is part of, and the offset of its last unit.
func wholeRune(u []uint16, i int) (r rune, last int) {
	r = rune(u[i])
	switch {
	case isLow(r) && i > 0 && isHigh(rune(u[i-1])):
		return joinPair(rune(u[i-1]), r), i
	case isHigh(r) && i+1 < len(u) && isLow(rune(u[i+1])):
		return joinPair(r, rune(u[i+1])), i + 1
	}
	return r, i
}

// stringCompareToIgnoreCase is String#compareToIgnoreCase(String).
func stringCompareToIgnoreCase(m *Meter, self Value, args []Value) (Value, error) {
	t, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return intOf(compareFold(m, textOf(self), t)), nil
}

// stringEqualsIgnoreCase is String#equalsIgnoreCase(String), false for null.
func stringEqualsIgnoreCase(m *Meter, self Value, args []Value) (Value, error) {
	t, ok := args[0].(String)
	return Bool(ok && equalFold(m, textOf(self), string(t))), nil
}

// stringContentEquals is String#contentEquals(CharSequence).
func stringContentEquals(m *Meter, self Value, args []Value) (Value, error) {
	t, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return Bool(textOf(self) == t), nil
}
