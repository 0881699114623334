package java

import "strings"

// categoryNames are the two-letter names of general categories with the values of Character.getType, the
// others made of them.
var categoryNames = map[string][]int{
	"Cn": {0}, "Lu": {1}, "Ll": {2}, "Lt": {3}, "Lm": {4}, "Lo": {5}, "Mn": {6}, "Me": {7}, "Mc": {8}, "Nd": {9},
	"Nl": {10}, "No": {11}, "Zs": {12}, "Zl": {13}, "Zp": {14}, "Cc": {15}, "Cf": {16}, "Co": {18}, "Cs": {19},
	"Pd": {20}, "Ps": {21}, "Pe": {22}, "Pc": {23}, "Po": {24}, "Sm": {25}, "Sc": {26}, "Sk": {27}, "So": {28},
	"Pi": {29}, "Pf": {30},
	"L": {1, 2, 3, 4, 5}, "M": {6, 7, 8}, "N": {9, 10, 11}, "Z": {12, 13, 14}, "C": {15, 16, 18, 19, 0},
	"P": {20, 21, 22, 23, 24, 29, 30}, "S": {25, 26, 27, 28}, "LC": {1, 2, 3}, "LD": {1, 2, 3, 4, 5, 9},
}

// categorySet returns the code points of the general categories in a name of categoryNames.
func categorySet(name string) runeSet {
	var mask uint32
	for _, c := range categoryNames[name] {
		mask |= 1 << c
	}
	return kindSet("gc="+name, func(k uint32) bool { return mask>>(k&kindCategory)&1 != 0 })
}

// asciiClasses are the POSIX classes of \p without UNICODE_CHARACTER_CLASS, and the ranges of Java's own.
var asciiClasses = map[string]runeSet{
	"L1":     rangesOf(0, 0xFF),
	"ASCII":  rangesOf(0, 0x7F),
	"Alnum":  rangesOf('0', '9', 'A', 'Z', 'a', 'z'),
	"Alpha":  rangesOf('A', 'Z', 'a', 'z'),
	"Blank":  rangesOf('\t', '\t', ' ', ' '),
	"Cntrl":  rangesOf(0, 0x1F, 0x7F, 0x7F),
	"Digit":  rangesOf('0', '9'),
	"Graph":  rangesOf('!', '~'),
	"Lower":  rangesOf('a', 'z'),
	"Print":  rangesOf(' ', '~'),
	"Punct":  rangesOf('!', '/', ':', '@', '[', '`', '{', '~'),
	"Space":  asciiSpace,
	"Upper":  rangesOf('A', 'Z'),
	"XDigit": rangesOf('0', '9', 'A', 'F', 'a', 'f'),
}

// javaProperty returns the class of a general category, an ASCII class or a javaXyz property.
func javaProperty(name string, ignoreCase bool) (classSet, bool) {
	if ignoreCase {
		switch name {
		case "Lu", "Ll", "Lt":
			name = "LC"
		case "Lower", "Upper":
			name = "Alpha"
		}
	}
	if set, ok := asciiClasses[name]; ok {
		return classSet{set, true}, true
	}
	if _, ok := categoryNames[name]; ok {
		return classSet{categorySet(name), false}, true
	}
	if name == "all" {
		return classSet{allRunes, false}, true
	}
	if method, ok := strings.CutPrefix(name, "java"); ok {
		set, ok := methodProperty(method, ignoreCase)
		return classSet{set, false}, ok
	}
	return classSet{}, false
}

// methodProperty returns the code points for which the method isXyz of Character is true.
func methodProperty(method string, ignoreCase bool) (runeSet, bool) {
	switch method {
	case "LowerCase", "UpperCase", "TitleCase":
		set, _ := unicodeProperty(strings.ToUpper(method), ignoreCase)
		return set, true
	case "Alphabetic", "Ideographic":
		set, _ := unicodeProperty(strings.ToUpper(method), false)
		return set, true
	case "Digit":
		return categorySet("Nd"), true
	case "Defined":
		return categorySet("Cn").negate(), true
	case "Letter":
		return categorySet("L"), true
	case "LetterOrDigit":
		return categorySet("LD"), true
	case "UnicodeIdentifierStart":
		return bitSet("idstart", kindUnicodeStart), true
	case "UnicodeIdentifierPart":
		return bitSet("idpart", kindUnicodePart).union(identifierIgnorable()), true
	case "Mirrored":
		return bitSet("mirrored", kindMirrored), true
	}
	return derivedProperty(method)
}

// derivedProperty is methodProperty for the methods that combine others.
func derivedProperty(method string) (runeSet, bool) {
	start := categorySet("L").union(categorySet("Nl")).union(categorySet("Sc")).union(categorySet("Pc"))
	switch method {
	case "JavaIdentifierStart":
		return start, true
	case "JavaIdentifierPart":
		return start.union(categorySet("Nd")).union(categorySet("Mc")).union(categorySet("Mn")).union(identifierIgnorable()), true
	case "IdentifierIgnorable":
		return identifierIgnorable(), true
	case "SpaceChar":
		return categorySet("Z"), true
	case "Whitespace":
		return categorySet("Z").minus(membersOf(0xA0, 0x2007, 0x202F)).union(rangesOf('\t', '\r', 0x1C, ' ')), true
	case "ISOControl":
		return rangesOf(0, 0x1F, 0x7F, 0x9F), true
	}
	return nil, false
}

// identifierIgnorable returns the code points for which Character.isIdentifierIgnorable is true.
func identifierIgnorable() runeSet {
	return rangesOf(0, 8, 0xE, 0x1B, 0x7F, 0x9F).union(categorySet("Cf"))
}

// unicodeProperty returns the code points of the binary property with this upper-case name, as \p{IsXyz} takes it.
func unicodeProperty(name string, ignoreCase bool) (runeSet, bool) {
	switch name {
	case "ALPHABETIC":
		return bitSet("alphabetic", kindAlphabetic), true
	case "ASSIGNED":
		return categorySet("Cn").negate(), true
	case "CONTROL":
		return categorySet("Cc"), true
	case "HEXDIGIT", "HEX_DIGIT":
		return categorySet("Nd").union(rangesOf('A', 'F', 'a', 'f', 0xFF10, 0xFF19, 0xFF21, 0xFF26, 0xFF41, 0xFF46)), true
	case "IDEOGRAPHIC":
		return bitSet("ideographic", kindIdeographic), true
	case "JOINCONTROL", "JOIN_CONTROL":
		return joinControls, true
	case "LETTER":
		return categorySet("L"), true
	case "NONCHARACTERCODEPOINT", "NONCHARACTER_CODE_POINT":
		return nonCharacters(), true
	case "PUNCTUATION":
		return categorySet("P"), true
	case "WHITESPACE", "WHITE_SPACE":
		return categorySet("Z").union(rangesOf('\t', '\r', 0x85, 0x85)), true
	case "WORD":
		return wordCharacters(), true
	case "LOWERCASE", "UPPERCASE", "TITLECASE":
		return caseProperty(name, ignoreCase), true
	}
	return posixProperty(name, ignoreCase)
}

// caseProperty returns the code points of LOWERCASE, UPPERCASE or TITLECASE; of all three when case is ignored.
func caseProperty(name string, ignoreCase bool) runeSet {
	switch {
	case ignoreCase:
		return bitSet("cased", kindLowerCase|kindUpperCase).union(categorySet("Lt"))
	case name == "LOWERCASE":
		return bitSet("lower", kindLowerCase)
	case name == "UPPERCASE":
		return bitSet("upper", kindUpperCase)
	}
	return categorySet("Lt")
}

// joinControls are the joiner and the non-joiner.
var joinControls = rangesOf(0x200C, 0x200D)

// wordCharacters returns what \w is with UNICODE_CHARACTER_CLASS.
func wordCharacters() runeSet {
	return bitSet("alphabetic", kindAlphabetic).union(categorySet("M")).union(categorySet("Nd")).union(categorySet("Pc")).union(joinControls)
}

// nonCharacters returns the code points that will never be characters. Java tests the lower 16 bits with a mask
// that takes two at the end of each plane.
func nonCharacters() runeSet {
	pairs := []rune{0xFDD0, 0xFDEF}
	for plane := rune(0); plane <= maxRune; plane += 0x10000 {
		pairs = append(pairs, plane+0xFFFE, plane+0xFFFF)
	}
	return rangesOf(pairs...)
}

// posixProperty returns the code points of a POSIX class with this upper-case name by Unicode's recommendation.
func posixProperty(name string, ignoreCase bool) (runeSet, bool) {
	switch name {
	case "ALPHA":
		return unicodeProperty("ALPHABETIC", false)
	case "LOWER", "UPPER":
		return caseProperty(name+"CASE", ignoreCase), true
	case "SPACE":
		return unicodeProperty("WHITE_SPACE", false)
	case "PUNCT":
		return categorySet("P"), true
	case "XDIGIT":
		return unicodeProperty("HEX_DIGIT", false)
	case "ALNUM":
		return bitSet("alphabetic", kindAlphabetic).union(categorySet("Nd")), true
	case "CNTRL":
		return categorySet("Cc"), true
	case "DIGIT":
		return categorySet("Nd"), true
	case "BLANK":
		return blankCharacters(), true
	case "GRAPH":
		return graphCharacters(), true
	case "PRINT":
		return graphCharacters().union(blankCharacters()).minus(categorySet("Cc")), true
	}
	return nil, false
}

// blankCharacters returns the spaces of a line.
func blankCharacters() runeSet { return categorySet("Zs").union(membersOf('\t')) }

// graphCharacters returns what leaves a mark on paper.
func graphCharacters() runeSet {
	none := categorySet("Z").union(categorySet("Cc")).union(categorySet("Cs")).union(categorySet("Cn"))
	return none.negate()
}
