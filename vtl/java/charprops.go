package java

import (
	"sort"
	"unicode"
)

// What Java knows of a code point comes from tables made by Java itself (character_tables.go), because Go's own are of
// another version of Unicode.

// Bits of a kind in charKinds, as testdata/unicode/CharacterTables.java packs them.
const (
	kindCategory      = 1<<5 - 1 // the value of Character.getType
	kindDirection     = 5        // shift of the value of Character.getDirectionality plus one
	kindDirections    = (1<<5 - 1) << kindDirection
	kindAlphabetic    = 1 << 10
	kindIdeographic   = 1 << 11
	kindLowerCase     = 1 << 12
	kindUpperCase     = 1 << 13
	kindMirrored      = 1 << 14
	kindUnicodeStart  = 1 << 15
	kindUnicodePart   = 1 << 16
	runShift          = 11
	lastCodePoint     = 0x10FFFF
	firstSupplemental = 0x10000
)

// The values of Character.getType that rules name.
const (
	categoryUnassigned   = 0
	categoryTitleCase    = 3
	categoryOtherLetter  = 5
	categoryNonSpacing   = 6
	categoryEnclosing    = 7
	categoryCombining    = 8
	categoryDecimalDigit = 9
	categoryLetterNumber = 10
	categorySpace        = 12
	categoryLineSep      = 13
	categoryParagraphSep = 14
	categoryControl      = 15
	categoryFormat       = 16
	categorySurrogate    = 19
	categoryConnector    = 23
	categoryCurrency     = 26
)

// numericRun is a run of code points whose numeric values count up from value.
type numericRun struct{ from, count, value int32 }

// latinKinds holds the kinds of the first 256 code points.
var latinKinds = func() (t [256]uint32) {
	for c := range t {
		t[c] = searchKind(rune(c))
	}
	return t
}()

// kindOf returns the kind of code point r, 0 outside of Unicode.
func kindOf(r rune) uint32 {
	if uint32(r) < uint32(len(latinKinds)) {
		return latinKinds[r]
	}
	return searchKind(r)
}

// searchKind is kindOf for every code point.
func searchKind(r rune) uint32 {
	if r < 0 || r > lastCodePoint {
		return 0
	}
	i := sort.Search(len(charRuns), func(i int) bool { return charRuns[i]>>runShift > uint32(r) })
	return charKinds[charRuns[i-1]&(1<<runShift-1)]
}

// category returns Character.getType(r).
func category(r rune) int { return int(kindOf(r) & kindCategory) }

// isLetter is Character.isLetter(int): categories Lu, Ll, Lt, Lm and Lo.
func isLetter(r rune) bool {
	c := category(r)
	return c != categoryUnassigned && c <= categoryOtherLetter
}

// isDigit is Character.isDigit(int): category Nd.
func isDigit(r rune) bool { return category(r) == categoryDecimalDigit }

// isSpaceChar is Character.isSpaceChar(int): categories Zs, Zl and Zp.
func isSpaceChar(r rune) bool {
	c := category(r)
	return c >= categorySpace && c <= categoryParagraphSep
}

// isWhitespace is Character.isWhitespace(int): spaces that may break, and the controls that separate.
func isWhitespace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r >= 0x1C && r <= ' ':
		return true
	case r == 0xA0, r == 0x2007, r == 0x202F:
		return false
	}
	return isSpaceChar(r)
}

// isControl is Character.isISOControl(int).
func isControl(r rune) bool { return r >= 0 && r <= 0x1F || r >= 0x7F && r <= 0x9F }

// isIgnorable is Character.isIdentifierIgnorable(int): controls that are no space, and category Cf.
func isIgnorable(r rune) bool {
	return isControl(r) && !isWhitespace(r) || category(r) == categoryFormat
}

// isJavaStart is Character.isJavaIdentifierStart(int).
func isJavaStart(r rune) bool {
	switch category(r) {
	case categoryLetterNumber, categoryCurrency, categoryConnector:
		return true
	}
	return isLetter(r)
}

// isJavaPart is Character.isJavaIdentifierPart(int).
func isJavaPart(r rune) bool {
	switch category(r) {
	case categoryDecimalDigit, categoryCombining, categoryNonSpacing:
		return true
	}
	return isJavaStart(r) || isIgnorable(r)
}

// toUpper is Character.toUpperCase(int): the single code point that stands for r in upper case.
func toUpper(r rune) rune { return mapCase(r, unicode.ToUpper) }

// toLower is Character.toLowerCase(int).
func toLower(r rune) rune { return mapCase(r, unicode.ToLower) }

// toTitle is Character.toTitleCase(int).
func toTitle(r rune) rune { return mapCase(r, unicode.ToTitle) }

// mapCase returns what f makes of r, r itself where that is a character this Java does not have yet. Go's mapping
// of letters that both know is the same.
func mapCase(r rune, f func(rune) rune) rune {
	if r < 0 || r > lastCodePoint || r >= highStart && r <= lowEnd {
		return r
	}
	if to := f(r); category(to) != categoryUnassigned && category(r) != categoryUnassigned {
		return to
	}
	return r
}

// numericValue is Character.getNumericValue(int): -1 for none, -2 for a fraction.
func numericValue(r rune) int32 {
	i := sort.Search(len(numericRuns), func(i int) bool { return numericRuns[i].from > r }) - 1
	if i < 0 || r >= numericRuns[i].from+numericRuns[i].count {
		return -1
	}
	return numericRuns[i].value + r - numericRuns[i].from
}

// digitOf is Character.digit(int, int): the value of r as a digit in the radix, else -1. Digits are those of category Nd
// and the Latin letters, also in full width.
func digitOf(r rune, radix int32) int32 {
	d := int32(-1)
	switch {
	case radix < minRadix || radix > maxRadix:
	case r >= '0' && r <= '9':
		d = r - '0'
	case r >= 'a' && r <= 'z':
		d = r - 'a' + 10
	case r >= 'A' && r <= 'Z':
		d = r - 'A' + 10
	case r < 0x80:
	case isDigit(r):
		d = numericValue(r)
	case r >= 0xFF21 && r <= 0xFF3A:
		d = r - 0xFF21 + 10
	case r >= 0xFF41 && r <= 0xFF5A:
		d = r - 0xFF41 + 10
	}
	if d >= radix {
		return -1
	}
	return d
}
