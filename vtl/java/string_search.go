package java

import "strings"

// find returns the UTF-16 offset of needle in s at or behind from, -1 when there is none. Offsets outside of s are
// taken as Java takes them: an empty needle is found at the nearest place.
func find(s, needle string, from int) int {
	if from < 0 {
		from = 0
	}
	if unitwise(s, needle) {
		return findUnits(ToUTF16(s), ToUTF16(needle), from)
	}
	off, half, ok := unitOffset(s, from)
	if !ok {
		if needle == "" {
			return utf16Len(s)
		}
		return -1
	}
	if half {
		if needle == "" {
			return from
		}
		_, size := decodeRune(s[off:])
		off, from = off+size, from+1
	}
	i := strings.Index(s[off:], needle)
	if i < 0 {
		return -1
	}
	return from + utf16Len(s[off:off+i])
}

// unitwise tells whether needle has to be looked for unit by unit in s, because a surrogate alone in it can match
// half of a pair.
func unitwise(s, needle string) bool { return hasHalves(needle) && !isASCII(s) }

// findUnits is find for UTF-16 units.
func findUnits(s, needle []uint16, from int) int {
	if from > len(s) {
		from = len(s)
	}
	for i := from; i+len(needle) <= len(s); i++ {
		if equalUnits(s[i:i+len(needle)], needle) {
			return i
		}
	}
	return -1
}

// equalUnits tells whether a and b, of the same length, are the same.
func equalUnits(a, b []uint16) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// findLast returns the UTF-16 offset of the last needle in s at or before from, -1 when there is none.
func findLast(s, needle string, from int) int {
	if from < 0 {
		return -1
	}
	if unitwise(s, needle) {
		u, n := ToUTF16(s), ToUTF16(needle)
		for i := min(from, len(u)-len(n)); i >= 0; i-- {
			if equalUnits(u[i:i+len(n)], n) {
				return i
			}
		}
		return -1
	}
	off, half, ok := unitOffset(s, from)
	switch {
	case !ok:
		off = len(s)
	case half && needle == "":
		return from
	}
	i := strings.LastIndex(s[:min(len(s), off+len(needle))], needle)
	if i < 0 {
		return -1
	}
	return utf16Len(s[:i])
}

// searchArgs returns what the index methods look for, and where from when they say so.
func searchArgs(m *Meter, args []Value, from int) (needle string, at int, err error) {
	needle, err = textArg(m, args[0])
	if len(args) > 1 {
		from = int(argInt(args[1]))
	}
	return needle, from, err
}

// stringIndexOf is String#indexOf(String) and String#indexOf(String, int).
func stringIndexOf(m *Meter, self Value, args []Value) (Value, error) {
	needle, from, err := searchArgs(m, args, 0)
	if err != nil {
		return nil, err
	}
	return intOf(find(textOf(self), needle, from)), nil
}

// beyondTexts is larger than the length of any text.
const beyondTexts = 1<<31 - 1

// stringLastIndexOf is String#lastIndexOf(String) and String#lastIndexOf(String, int).
func stringLastIndexOf(m *Meter, self Value, args []Value) (Value, error) {
	needle, from, err := searchArgs(m, args, beyondTexts)
	if err != nil {
		return nil, err
	}
	return intOf(findLast(textOf(self), needle, from)), nil
}

// charNeedle returns code point args[0] as a text; ok is false when it is none.
func charNeedle(args []Value) (needle string, ok bool) {
	r := argInt(args[0])
	if !isCodePoint(r) {
		return "", false
	}
	return string(appendRune(nil, r)), true
}

// stringIndexOfChar is String#indexOf(int) and String#indexOf(int, int).
func stringIndexOfChar(_ *Meter, self Value, args []Value) (Value, error) {
	needle, ok := charNeedle(args)
	if !ok {
		return intOf(-1), nil
	}
	from := 0
	if len(args) > 1 {
		from = int(argInt(args[1]))
	}
	return intOf(find(textOf(self), needle, from)), nil
}

// stringLastIndexOfChar is String#lastIndexOf(int) and String#lastIndexOf(int, int).
func stringLastIndexOfChar(_ *Meter, self Value, args []Value) (Value, error) {
	needle, ok := charNeedle(args)
	if !ok {
		return intOf(-1), nil
	}
	from := beyondTexts
	if len(args) > 1 {
		from = int(argInt(args[1]))
	}
	return intOf(findLast(textOf(self), needle, from)), nil
}

// stringContains is String#contains(CharSequence).
func stringContains(m *Meter, self Value, args []Value) (Value, error) {
	needle, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return Bool(find(textOf(self), needle, 0) >= 0), nil
}

// regionEquals tells whether the n UTF-16 units of s at i are those of t at j; false where either has fewer.
// A negative n is a region without units, wherever it lies.
func regionEquals(m *Meter, s string, i int, t string, j, n int, ignoreCase bool) bool {
	if i < 0 || j < 0 || i > utf16Len(s)-n || j > utf16Len(t)-n {
		return false
	}
	if n <= 0 {
		return true
	}
	a, b := utf16Slice(s, i, i+n), utf16Slice(t, j, j+n)
	return a == b || ignoreCase && equalFold(m, a, b)
}

// stringRegionMatches is String#regionMatches(int, String, int, int).
func stringRegionMatches(m *Meter, self Value, args []Value) (Value, error) {
	return regionMatches(m, self, args, false)
}

// stringRegionMatchesCase is String#regionMatches(boolean, int, String, int, int).
func stringRegionMatchesCase(m *Meter, self Value, args []Value) (Value, error) {
	return regionMatches(m, self, args[1:], argBool(args[0]))
}

// regionMatches is regionMatches with the arguments behind the flag. Ignoring case, Java looks at the stretch of its
// own text first, so that one out of range is false whatever the other text is.
func regionMatches(m *Meter, self Value, args []Value, ignoreCase bool) (Value, error) {
	if from, n := int64(argInt(args[0])), int64(argInt(args[3])); ignoreCase && (argInt(args[2]) < 0 || from < 0 || from > int64(utf16Len(textOf(self)))-n) {
		return Bool(false), nil
	}
	t, err := textArg(m, args[1])
	if err != nil {
		return nil, err
	}
	return Bool(regionEquals(m, textOf(self), int(argInt(args[0])), t, int(argInt(args[2])), int(argInt(args[3])), ignoreCase)), nil
}

// stringStartsWith is String#startsWith(String) and String#startsWith(String, int).
func stringStartsWith(m *Meter, self Value, args []Value) (Value, error) {
	prefix, from, err := searchArgs(m, args, 0)
	if err != nil {
		return nil, err
	}
	s := textOf(self)
	if from == 0 && !unitwise(s, prefix) {
		return Bool(strings.HasPrefix(s, prefix)), nil
	}
	return Bool(regionEquals(m, s, from, prefix, 0, utf16Len(prefix), false)), nil
}

// stringEndsWith is String#endsWith(String).
func stringEndsWith(m *Meter, self Value, args []Value) (Value, error) {
	suffix, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	s := textOf(self)
	if !unitwise(s, suffix) {
		return Bool(strings.HasSuffix(s, suffix)), nil
	}
	n := utf16Len(suffix)
	return Bool(regionEquals(m, s, utf16Len(s)-n, suffix, 0, n, false)), nil
}
