package java

import "sync"

// holds tells whether an anchor holds at a place.
func (x *regexMachine) holds(kind anchorKind, place int) bool {
	switch kind {
	case anchorBegin:
		return place == 0
	case anchorEnd:
		return place == len(x.text)
	case anchorLastMatch:
		return place == x.last
	case anchorLineBegin:
		return x.lineBegins(place)
	case anchorUnixLineBegin:
		return place < len(x.text) && (place == 0 || x.text[place-1] == '\n')
	case anchorDollar:
		return x.lineEnds(place) && place+x.terminator(place) == len(x.text)
	case anchorUnixDollar:
		return place == len(x.text) || place == len(x.text)-1 && x.text[place] == '\n'
	case anchorLineEnd:
		return x.lineEnds(place)
	case anchorUnixLineEnd:
		return place == len(x.text) || x.text[place] == '\n'
	case anchorBoundary:
		return x.boundary(place)
	case anchorNoBoundary:
		return !x.boundary(place)
	case anchorUnicodeBound:
		return x.unicodeBoundary(place)
	case anchorUnicodeNoBound:
		return !x.unicodeBoundary(place)
	}
	return false
}

// isTerminator tells whether r ends lines: Java's five without \r\n.
func isTerminator(r rune) bool {
	return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// lineBegins tells whether a line begins at a place, which is not the end of the text.
func (x *regexMachine) lineBegins(place int) bool {
	if place == len(x.text) {
		return false
	}
	if place == 0 {
		return true
	}
	before := x.text[place-1]
	return isTerminator(before) && !(before == '\r' && x.text[place] == '\n')
}

// lineEnds tells whether a line ends at a place: before a line terminator, not inside one, or at the end of the text.
func (x *regexMachine) lineEnds(place int) bool {
	if place == len(x.text) {
		return true
	}
	inside := place > 0 && x.text[place-1] == '\r' && x.text[place] == '\n'
	return isTerminator(x.text[place]) && !inside
}

// terminator returns how long the line terminator at a place where a line ends is.
func (x *regexMachine) terminator(place int) int {
	switch rest := x.text[place:]; {
	case len(rest) == 0:
		return 0
	case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
		return 2
	}
	return 1
}

// boundary tells whether a place is between a part of a word and none. A word consists of what
// Character.isLetterOrDigit accepts and of _, and of combining marks behind such a letter or digit.
func (x *regexMachine) boundary(place int) bool {
	return x.wordAt(place-1) != x.wordAt(place)
}

// wordAt tells whether the code point at a place is part of a word.
func (x *regexMachine) wordAt(place int) bool {
	if place < 0 || place >= len(x.text) {
		return false
	}
	r := x.text[place]
	if r == '_' || isLetter(r) || isDigit(r) {
		return true
	}
	if category(r) != categoryNonSpacing {
		return false
	}
	for place--; place >= 0; place-- {
		x.burn(1)
		if r = x.text[place]; category(r) != categoryNonSpacing {
			return isLetter(r) || isDigit(r)
		}
	}
	return false
}

// unicodeBoundary is boundary with UNICODE_CHARACTER_CLASS: a word consists of what \w matches.
func (x *regexMachine) unicodeBoundary(place int) bool {
	before := place > 0 && unicodeWord().contains(x.text[place-1])
	after := place < len(x.text) && unicodeWord().contains(x.text[place])
	return before != after
}

// unicodeWord is what \w matches with UNICODE_CHARACTER_CLASS.
var unicodeWord = sync.OnceValue(func() *codeSet { return newCodeSet(wordCharacters()) })
