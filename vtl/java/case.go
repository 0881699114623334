package java

import "strings"

// stringToUpperCase is String#toUpperCase(), with Java's rules for all locales but Turkish, Azerbaijani and Lithuanian.
func stringToUpperCase(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	if isASCII(s) {
		m.Bytes(len(s) + stringHeader)
		return String(strings.ToUpper(s)), nil
	}
	m.Bytes(3*len(s) + stringHeader)
	return String(upperCase(s)), nil
}

// stringToLowerCase is String#toLowerCase(), with the rules of stringToUpperCase.
func stringToLowerCase(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	if isASCII(s) {
		m.Bytes(len(s) + stringHeader)
		return String(strings.ToLower(s)), nil
	}
	m.Bytes(3*len(s) + stringHeader)
	m.Step(4 * len(s))
	return String(lowerCase(s)), nil
}

// upperCase is String.toUpperCase: code points have their own upper case, which for some is more than one.
func upperCase(s string) string {
	dst, special := make([]byte, 0, len(s)), upperSpecial()
	for len(s) > 0 {
		r, size := decodeRune(s)
		if more, ok := special[r]; ok {
			dst = append(dst, more...)
		} else {
			dst = appendRune(dst, toUpper(r))
		}
		s = s[size:]
	}
	return string(dst)
}

// The letters whose lower case is not that of Character.toLowerCase.
const (
	capitalSigma     = 'Σ'
	finalSigma       = 'ς'
	capitalDottedI   = 'İ'
	smallDottedI     = "i\u0307"
	smallSigmaWithin = 'σ'
)

// lowerCase is String.toLowerCase. The lower case of a capital sigma depends on its place in the word, as the words of
// java.text.BreakIterator go.
func lowerCase(s string) string {
	dst := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		switch {
		case r == capitalDottedI:
			dst = append(dst, smallDottedI...)
		case r == capitalSigma && endsWord(s, i, i+size):
			dst = appendRune(dst, finalSigma)
		case r == capitalSigma:
			dst = appendRune(dst, smallSigmaWithin)
		default:
			dst = appendRune(dst, toLower(r))
		}
		i += size
	}
	return string(dst)
}

// endsWord tells whether the capital sigma at s[from:to] has a cased letter before it and none behind it in its
// word.
func endsWord(s string, from, to int) bool {
	return (&runeWalk{s[:from], true}).casedInWord() && !(&runeWalk{s[to:], false}).casedInWord()
}

// runeWalk goes through the code points of a text from one of its ends.
type runeWalk struct {
	s    string
	back bool
}

// next returns the next code point and passes it; s must not be empty.
func (w *runeWalk) next() rune {
	if w.back {
		r, size := decodeLastRune(w.s)
		w.s = w.s[:len(w.s)-size]
		return r
	}
	r, size := decodeRune(w.s)
	w.s = w.s[size:]
	return r
}

// wordPart is what a character is to the words of java.text.BreakIterator.
type wordPart uint8

// The parts of words.
const (
	partNone   wordPart = iota
	partLetter          // also the letter-like
	partDigit
	partIgnored // joins what stands before it
	partMiddle  // may stand between two letters, or between two digits
)

// casedInWord walks on from a letter as long as its word goes on, and tells whether it came to a cased letter.
// The rules are those of Java's own BreakIterator: letters and digits hold together, and a single character of
// certain kinds does between two letters or two digits.
func (w *runeWalk) casedInWord() bool {
	last, middle := partLetter, rune(-1)
	for w.s != "" {
		r := w.next()
		part := wordPartOf(r)
		if r >= firstSupplemental {
			// Java's words end behind such a letter, unless the text begins with it, and do not end before it.
			return (!w.back || w.s == "") && part == partLetter && isCased(r)
		}
		switch {
		case part == partIgnored && !isCased(r):
			continue
		case part == partMiddle && middle < 0:
			middle = r
			continue
		case part == partNone || part == partMiddle || middle >= 0 && !joins(middle, last, part):
			return false
		case isCased(r):
			return true
		}
		last, middle = part, -1
	}
	return false
}

// wordPartOf returns the part of a word that r is.
func wordPartOf(r rune) wordPart {
	switch r {
	case '.', '\'', '"', ',', '_', 0xAD, 0x2027, 0x66B:
		return partMiddle
	}
	switch category(r) {
	case 6, 7, 16: // Mn, Me, Cf
		return partIgnored
	case 9, 10, 11: // Nd, Nl, No
		return partDigit
	case 20: // Pd
		return partMiddle
	case 28: // So
		return partNone
	}
	if kindOf(r)&kindAlphabetic != 0 && !eastAsian().contains(r) {
		return partLetter
	}
	return partNone
}

// eastAsian returns the letters that make no words with their neighbours: ideographs and kana.
func eastAsian() runeSet {
	if set, ok := kindSets.Load("east asian"); ok {
		return set.(runeSet)
	}
	han, _ := unicodeScript("HAN")
	hiragana, _ := unicodeScript("HIRAGANA")
	katakana, _ := unicodeScript("KATAKANA")
	set := han.union(hiragana).union(katakana).union(membersOf(0x30FC))
	kindSets.Store("east asian", set)
	return set
}

// joins tells whether the character in the middle holds two parts of the same kind together.
func joins(middle rune, a, b wordPart) bool {
	if a != b {
		return false
	}
	if a == partDigit {
		return middle == '.' || middle == ',' || middle == '\'' || middle == '"' || middle == 0x66B
	}
	return middle != ',' && middle != 0x66B
}

// isCased is the property Cased as Java has it for the final sigma.
func isCased(r rune) bool {
	switch c := category(r); {
	case c >= 1 && c <= 3: // Lu, Ll, Lt
		return true
	}
	return casedModifiers.contains(r)
}

// casedModifiers are the cased characters that are no letters of Lu, Ll or Lt.
var casedModifiers = rangesOf(0x2B0, 0x2B8, 0x2C0, 0x2C1, 0x2E0, 0x2E4, 0x345, 0x345, 0x37A, 0x37A, 0x1D2C, 0x1D61, 0x2160, 0x217F, 0x24B6, 0x24E9)
