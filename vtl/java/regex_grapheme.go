package java

import "unicode"

// graphemeKind is what the bounds of grapheme clusters depend on. Source: Unicode Standard Annex 29, table 2.
type graphemeKind uint8

// The kinds of code points.
const (
	graphemeOther graphemeKind = iota
	graphemeControl
	graphemeExtend
	graphemeJoiner
	graphemeRegional
	graphemePrepend
	graphemeSpacing
	graphemeL
	graphemeV
	graphemeT
	graphemeLV
	graphemeLVT
	graphemePicture
)

// graphemeEnd returns the end of the extended grapheme cluster that begins at a place before the end of text.
func graphemeEnd(text []rune, place int) int {
	before := graphemeKindOf(text[place])
	if text[place] == '\r' && place+1 < len(text) && text[place+1] == '\n' {
		return place + 2
	}
	// picture: a picture with nothing but extensions behind it; paired: a regional indicator that has no partner yet.
	picture, paired := before == graphemePicture, before == graphemeRegional
	for place++; place < len(text); place++ {
		kind := graphemeKindOf(text[place])
		joined := before == graphemeJoiner && picture && kind == graphemePicture
		pair := paired && before == graphemeRegional && kind == graphemeRegional
		if !joined && !pair && !inOneGrapheme(before, kind) {
			break
		}
		paired = kind == graphemeRegional && !pair
		picture = joined || picture && (kind == graphemeExtend || kind == graphemeJoiner || kind == graphemeSpacing)
		before = kind
	}
	return place
}

// inOneGrapheme tells whether there is no bound between code points of two kinds whatever stands around them.
func inOneGrapheme(before, kind graphemeKind) bool {
	switch {
	case before == graphemeControl || kind == graphemeControl:
		return false
	case kind == graphemeExtend || kind == graphemeJoiner || kind == graphemeSpacing || before == graphemePrepend:
		return true
	}
	switch before {
	case graphemeL:
		return kind == graphemeL || kind == graphemeV || kind == graphemeLV || kind == graphemeLVT
	case graphemeLV, graphemeV:
		return kind == graphemeV || kind == graphemeT
	case graphemeLVT, graphemeT:
		return kind == graphemeT
	}
	return false
}

// graphemeKindOf returns the kind of a code point.
func graphemeKindOf(r rune) graphemeKind {
	switch {
	case isControl(r):
		return graphemeControl
	case r < 0xA9:
		return graphemeOther
	case r >= 0x1100 && r < 0x1200 || r >= 0xA960 && r < 0xA980 || r >= 0xAC00 && r < 0xD800:
		return hangulKind(r)
	case r == 0x200D:
		return graphemeJoiner
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return graphemeRegional
	case extensions.contains(r):
		return graphemeExtend
	case pictures.contains(r):
		return graphemePicture
	}
	return markKind(r)
}

// markKind returns the kind of a code point by its category.
func markKind(r rune) graphemeKind {
	switch category(r) {
	case categoryUnassigned:
		if r != 0x378 { // as Unicode's own tests have it
			return graphemeControl
		}
	case categoryControl, categoryLineSep, categoryParagraphSep, categorySurrogate:
		return graphemeControl
	case categoryFormat:
		if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
			return graphemePrepend
		}
		return graphemeControl
	case categoryNonSpacing, categoryEnclosing:
		return graphemeExtend
	case categoryCombining:
		switch {
		case unicode.Is(unicode.Other_Grapheme_Extend, r):
			return graphemeExtend
		case notSpacing.contains(r):
			return graphemeOther
		}
		return graphemeSpacing
	}
	switch {
	case r == 0xFF9E || r == 0xFF9F:
		return graphemeExtend
	case r == 0xE33 || r == 0xEB3:
		return graphemeSpacing
	case prepended.contains(r):
		return graphemePrepend
	}
	return graphemeOther
}

// hangulKind returns the kind of a code point in the blocks of Hangul.
func hangulKind(r rune) graphemeKind {
	switch {
	case r <= 0x115F || r >= 0xA960 && r <= 0xA97C:
		return graphemeL
	case r <= 0x11A7 || r >= 0xD7B0 && r <= 0xD7C6:
		return graphemeV
	case r <= 0x11FF || r >= 0xD7CB && r <= 0xD7FB:
		return graphemeT
	case r >= 0xAC00 && r <= 0xD7A3:
		if (r-0xAC00)%28 == 0 {
			return graphemeLV
		}
		return graphemeLVT
	}
	return markKind(r)
}

// extensions are the code points that belong to what stands before them though they are no marks: the non-joiner, skin
// tones, tags.
var extensions = runeSet{0x200C, 0x200C, 0x1F3FB, 0x1F3FF, 0xE0020, 0xE007F}

// prepended are the letters that belong to what follows.
var prepended = runeSet{
	0xD4E, 0xD4E, 0x111C2, 0x111C3, 0x1193F, 0x1193F, 0x11941, 0x11941, 0x11A3A, 0x11A3A, 0x11A84, 0x11A89, 0x11D46, 0x11D46, 0x11F02, 0x11F02,
}

// notSpacing are the spacing marks that do not belong to what stands before them.
var notSpacing = runeSet{
	0x102B, 0x102C, 0x1038, 0x1038, 0x1062, 0x1064, 0x1067, 0x106D, 0x1083, 0x1083, 0x1087, 0x108C, 0x108F, 0x108F, 0x109A, 0x109C,
	0x1A61, 0x1A61, 0x1A63, 0x1A64, 0xAA7B, 0xAA7B, 0xAA7D, 0xAA7D,
}

// pictures is the property Extended_Pictographic of Unicode's emoji-data.txt.
var pictures = runeSet{
	0xA9, 0xA9, 0xAE, 0xAE, 0x203C, 0x203C, 0x2049, 0x2049, 0x2122, 0x2122, 0x2139, 0x2139, 0x2194, 0x2199, 0x21A9, 0x21AA,
	0x231A, 0x231B, 0x2328, 0x2328, 0x2388, 0x2388, 0x23CF, 0x23CF, 0x23E9, 0x23F3, 0x23F8, 0x23FA, 0x24C2, 0x24C2,
	0x25AA, 0x25AB, 0x25B6, 0x25B6, 0x25C0, 0x25C0, 0x25FB, 0x25FE, 0x2600, 0x2605, 0x2607, 0x2612, 0x2614, 0x2685,
	0x2690, 0x2705, 0x2708, 0x2712, 0x2714, 0x2714, 0x2716, 0x2716, 0x271D, 0x271D, 0x2721, 0x2721, 0x2728, 0x2728,
	0x2733, 0x2734, 0x2744, 0x2744, 0x2747, 0x2747, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757,
	0x2763, 0x2767, 0x2795, 0x2797, 0x27A1, 0x27A1, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2934, 0x2935, 0x2B05, 0x2B07,
	0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x3030, 0x3030, 0x303D, 0x303D, 0x3297, 0x3297, 0x3299, 0x3299,
	0x1F000, 0x1F0FF, 0x1F10D, 0x1F10F, 0x1F12F, 0x1F12F, 0x1F16C, 0x1F171, 0x1F17E, 0x1F17F, 0x1F18E, 0x1F18E,
	0x1F191, 0x1F19A, 0x1F1AD, 0x1F1E5, 0x1F201, 0x1F20F, 0x1F21A, 0x1F21A, 0x1F22F, 0x1F22F, 0x1F232, 0x1F23A,
	0x1F23C, 0x1F23F, 0x1F249, 0x1F3FA, 0x1F400, 0x1F53D, 0x1F546, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F774, 0x1F77F,
	0x1F7D5, 0x1F7FF, 0x1F80C, 0x1F80F, 0x1F848, 0x1F84F, 0x1F85A, 0x1F85F, 0x1F888, 0x1F88F, 0x1F8AE, 0x1F8FF,
	0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1FAFF, 0x1FC00, 0x1FFFD,
}
