package java

import (
	"strconv"
	"strings"
)

// stringSubstring is String#substring(int), String#substring(int, int) and String#subSequence(int, int).
func stringSubstring(m *Meter, self Value, args []Value) (Value, error) {
	s, begin := textOf(self), int(argInt(args[0]))
	if text, ok := asciiSlice(s, begin, args[1:]); ok {
		return sharedText(m, text), nil
	}
	length := utf16Len(s)
	end := length
	if len(args) > 1 {
		end = int(argInt(args[1]))
	}
	if err := checkRange(begin, end, length); err != nil {
		return nil, err
	}
	return sharedText(m, utf16Slice(s, begin, end)), nil
}

// asciiSlice returns the substring where all of s up to its end is ASCII; ok is false where it is not, or where
// the offsets are wrong.
func asciiSlice(s string, begin int, endArg []Value) (text string, ok bool) {
	end := len(s)
	if len(endArg) > 0 {
		end = int(argInt(endArg[0]))
	}
	if begin < 0 || begin > end || end > len(s) || asciiPrefix(s, end) < end {
		return "", false
	}
	return s[begin:end], true
}

// stringConcat is String#concat(String).
func stringConcat(m *Meter, self Value, args []Value) (Value, error) {
	t, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return Concat(m, textOf(self), t), nil
}

// stringRepeat is String#repeat(int).
func stringRepeat(m *Meter, self Value, args []Value) (Value, error) {
	s, n := textOf(self), int(argInt(args[0]))
	if n < 0 {
		return nil, throwArgument("count is negative: " + strconv.Itoa(n))
	}
	if s == "" || n == 1 {
		return self, nil
	}
	if n > beyondTexts/len(s) {
		m.Bytes(beyondTexts)
		return nil, Throw("java.lang.OutOfMemoryError", "Required length exceeds implementation limit")
	}
	m.Bytes(n*len(s) + stringHeader)
	out := strings.Repeat(s, n)
	if hasHalves(s) {
		out = string(JoinHalves([]byte(out)))
	}
	return String(out), nil
}

// stringReplace is String#replace(CharSequence, CharSequence).
func stringReplace(m *Meter, self Value, args []Value) (Value, error) {
	s := textOf(self)
	old, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	text, err := textArg(m, args[1])
	if err != nil {
		return nil, err
	}
	switch {
	case old == "":
		return spread(m, s, text), nil
	case unitwise(s, old):
		return replaceUnits(m, s, old, text), nil
	}
	return replaceText(m, s, old, text, 0), nil
}

// spread returns s with text before and behind each UTF-16 unit.
func spread(m *Meter, s, text string) String {
	u := ToUTF16(s)
	for range len(u) + 1 {
		m.Bytes(len(text) + 4)
	}
	dst := []byte(text)
	for _, c := range u {
		dst = append(appendRune(dst, rune(c)), text...)
	}
	return String(JoinHalves(dst))
}

// replaceUnits is replaceText where old has surrogates alone, which can match halves of pairs.
func replaceUnits(m *Meter, s, old, text string) String {
	m.Bytes(4 * len(s))
	u, o := ToUTF16(s), ToUTF16(old)
	var dst []byte
	last := 0
	for {
		i := findUnits(u, o, last)
		if i < 0 {
			break
		}
		m.Bytes(len(text) + 4)
		dst = append(append(dst, FromUTF16(u[last:i])...), text...)
		last = i + len(o)
	}
	return String(JoinHalves(append(dst, FromUTF16(u[last:])...)))
}

// stringReplaceChar is String#replace(char, char).
func stringReplaceChar(m *Meter, self Value, args []Value) (Value, error) {
	s, old, c := textOf(self), rune(argChar(args[0])), rune(argChar(args[1]))
	before, after := string(appendRune(nil, old)), string(appendRune(nil, c))
	if unitwise(s, before) {
		return replaceUnits(m, s, before, after), nil
	}
	return replaceText(m, s, before, after, 0), nil
}

// stringTrim is String#trim(): without characters up to the space at both ends.
func stringTrim(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return sharedText(m, s), nil
}

// stringStrip is String#strip(): without white space in the sense of Character.isWhitespace at both ends.
func stringStrip(m *Meter, self Value, _ []Value) (Value, error) {
	return sharedText(m, strings.TrimFunc(textOf(self), isWhitespace)), nil
}

// stringStripLeading is String#stripLeading().
func stringStripLeading(m *Meter, self Value, _ []Value) (Value, error) {
	return sharedText(m, strings.TrimLeftFunc(textOf(self), isWhitespace)), nil
}

// stringStripTrailing is String#stripTrailing().
func stringStripTrailing(m *Meter, self Value, _ []Value) (Value, error) {
	return sharedText(m, strings.TrimRightFunc(textOf(self), isWhitespace)), nil
}

// stringIsBlank is String#isBlank().
func stringIsBlank(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(strings.TrimLeftFunc(textOf(self), isWhitespace) == ""), nil
}
