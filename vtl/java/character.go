package java

import "math/bits"

// Char is a java.lang.Character: one UTF-16 unit, so possibly half of a pair.
type Char uint16

var _ Value = Char(0)

// characterClass is java.lang.Character.
var characterClass = &Class{
	Name: "java.lang.Character", Simple: "Character", Super: ObjectClass,
	Ifaces: []*Class{serializableIface, comparableClass, constableIface},
}

// Class returns java.lang.Character.
func (c Char) Class() *Class { return characterClass }

// AppendString appends the character; half a pair is appended as the three-byte sequence of WTF-8 and not
// joined with what stands before it.
func (c Char) AppendString(_ *Meter, dst []byte) []byte { return appendRune(dst, rune(c)) }

// Equals tells whether o is the same Character.
func (c Char) Equals(_ *Meter, o Value) bool { return o == Value(c) }

// HashCode is the UTF-16 unit.
func (c Char) HashCode(*Meter) int32 { return int32(c) }

// characterMethods is java.lang.Character as a template sees it; those that walk texts are in codepoint.go. getName and
// codePointOf need the names of all characters and are missing.
// Javadoc: java.lang.Character.
var characterMethods = []Method{
	describeConstable("Character"),
	missing("Character", "getName(int)", "it needs the names of all characters, a megabyte"),
	missing("Character", "codePointOf(String)", "it needs the names of all characters, a megabyte"),
	{Sig: "charCount(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return intOf(1 + b2i(r >= firstSupplemental)) })},
	{Sig: "charValue()", Cost: CostConst, Call: returnSelf},
	{Sig: "codePointAt(CharSequence,int)", Cost: CostArgs, Call: codePointAtText},
	{Sig: "codePointAt(char[],int)", Cost: CostArgs, Call: codePointAtChars},
	{Sig: "codePointAt(char[],int,int)", Cost: CostArgs, Call: codePointAtChars},
	{Sig: "codePointBefore(CharSequence,int)", Cost: CostArgs, Call: codePointBeforeText},
	{Sig: "codePointBefore(char[],int)", Cost: CostArgs, Call: codePointBeforeChars},
	{Sig: "codePointBefore(char[],int,int)", Cost: CostArgs, Call: codePointBeforeChars},
	{Sig: "codePointCount(CharSequence,int,int)", Cost: CostArgs, Call: codePointCountText},
	{Sig: "codePointCount(char[],int,int)", Cost: CostArgs, Call: codePointCountChars},
	{Sig: "compare(char,char)", Cost: CostConst, Call: static2(argChar, argChar, func(x, y uint16) Value { return intOf(int(x) - int(y)) })},
	{Sig: "compareTo(Character)", Cost: CostConst, Call: differenceRow[Char](characterClass)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: differenceRow[Char](characterClass)},
	{Sig: "digit(char,int)", Cost: CostConst, Call: onInts(func(r, radix int32) Value { return IntValue(digitOf(r, radix)) })},
	{Sig: "digit(int,int)", Cost: CostConst, Call: onInts(func(r, radix int32) Value { return IntValue(digitOf(r, radix)) })},
	{Sig: "forDigit(int,int)", Cost: CostConst, Call: onInts(characterForDigit)},
	{Sig: "getDirectionality(char)", Cost: CostConst, Call: onInt(characterDirection)},
	{Sig: "getDirectionality(int)", Cost: CostConst, Call: onInt(characterDirection)},
	{Sig: "getNumericValue(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return IntValue(numericValue(r)) })},
	{Sig: "getNumericValue(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return IntValue(numericValue(r)) })},
	{Sig: "getType(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return intOf(category(r)) })},
	{Sig: "getType(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return intOf(category(r)) })},
	{Sig: "hashCode(char)", Cost: CostConst, Call: onInt(IntValue)},
	{Sig: "highSurrogate(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return Char(highHalf(r)) })},
	{Sig: "isAlphabetic(int)", Cost: CostConst, Call: hasKind(kindAlphabetic)},
	{Sig: "isBmpCodePoint(int)", Cost: CostConst, Call: codeTest(func(r rune) bool { return uint32(r) < firstSupplemental })},
	{Sig: "isDefined(char)", Cost: CostConst, Call: hasKind(kindCategory)},
	{Sig: "isDefined(int)", Cost: CostConst, Call: hasKind(kindCategory)},
	{Sig: "isDigit(char)", Cost: CostConst, Call: codeTest(isDigit)},
	{Sig: "isDigit(int)", Cost: CostConst, Call: codeTest(isDigit)},
	{Sig: "isHighSurrogate(char)", Cost: CostConst, Call: codeTest(isHigh)},
	{Sig: "isISOControl(char)", Cost: CostConst, Call: codeTest(isControl)},
	{Sig: "isISOControl(int)", Cost: CostConst, Call: codeTest(isControl)},
	{Sig: "isIdentifierIgnorable(char)", Cost: CostConst, Call: codeTest(isIgnorable)},
	{Sig: "isIdentifierIgnorable(int)", Cost: CostConst, Call: codeTest(isIgnorable)},
	{Sig: "isIdeographic(int)", Cost: CostConst, Call: hasKind(kindIdeographic)},
	{Sig: "isJavaIdentifierPart(char)", Cost: CostConst, Call: codeTest(isJavaPart)},
	{Sig: "isJavaIdentifierPart(int)", Cost: CostConst, Call: codeTest(isJavaPart)},
	{Sig: "isJavaIdentifierStart(char)", Cost: CostConst, Call: codeTest(isJavaStart)},
	{Sig: "isJavaIdentifierStart(int)", Cost: CostConst, Call: codeTest(isJavaStart)},
	{Sig: "isJavaLetter(char)", Cost: CostConst, Call: codeTest(isJavaStart)},
	{Sig: "isJavaLetterOrDigit(char)", Cost: CostConst, Call: codeTest(isJavaPart)},
	{Sig: "isLetter(char)", Cost: CostConst, Call: codeTest(isLetter)},
	{Sig: "isLetter(int)", Cost: CostConst, Call: codeTest(isLetter)},
	{Sig: "isLetterOrDigit(char)", Cost: CostConst, Call: codeTest(func(r rune) bool { return isLetter(r) || isDigit(r) })},
	{Sig: "isLetterOrDigit(int)", Cost: CostConst, Call: codeTest(func(r rune) bool { return isLetter(r) || isDigit(r) })},
	{Sig: "isLowSurrogate(char)", Cost: CostConst, Call: codeTest(isLow)},
	{Sig: "isLowerCase(char)", Cost: CostConst, Call: hasKind(kindLowerCase)},
	{Sig: "isLowerCase(int)", Cost: CostConst, Call: hasKind(kindLowerCase)},
	{Sig: "isMirrored(char)", Cost: CostConst, Call: hasKind(kindMirrored)},
	{Sig: "isMirrored(int)", Cost: CostConst, Call: hasKind(kindMirrored)},
	{Sig: "isSpace(char)", Cost: CostConst, Call: codeTest(func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' && r != '\v' })},
	{Sig: "isSpaceChar(char)", Cost: CostConst, Call: codeTest(isSpaceChar)},
	{Sig: "isSpaceChar(int)", Cost: CostConst, Call: codeTest(isSpaceChar)},
	{Sig: "isSupplementaryCodePoint(int)", Cost: CostConst, Call: codeTest(func(r rune) bool { return r >= firstSupplemental && r <= lastCodePoint })},
	{Sig: "isSurrogate(char)", Cost: CostConst, Call: codeTest(func(r rune) bool { return isHigh(r) || isLow(r) })},
	{Sig: "isSurrogatePair(char,char)", Cost: CostConst, Call: onInts(func(h, l int32) Value { return Bool(isHigh(h) && isLow(l)) })},
	{Sig: "isTitleCase(char)", Cost: CostConst, Call: codeTest(func(r rune) bool { return category(r) == categoryTitleCase })},
	{Sig: "isTitleCase(int)", Cost: CostConst, Call: codeTest(func(r rune) bool { return category(r) == categoryTitleCase })},
	{Sig: "isUnicodeIdentifierPart(char)", Cost: CostConst, Call: hasKind(kindUnicodePart)},
	{Sig: "isUnicodeIdentifierPart(int)", Cost: CostConst, Call: hasKind(kindUnicodePart)},
	{Sig: "isUnicodeIdentifierStart(char)", Cost: CostConst, Call: hasKind(kindUnicodeStart)},
	{Sig: "isUnicodeIdentifierStart(int)", Cost: CostConst, Call: hasKind(kindUnicodeStart)},
	{Sig: "isUpperCase(char)", Cost: CostConst, Call: hasKind(kindUpperCase)},
	{Sig: "isUpperCase(int)", Cost: CostConst, Call: hasKind(kindUpperCase)},
	{Sig: "isValidCodePoint(int)", Cost: CostConst, Call: codeTest(isCodePoint)},
	{Sig: "isWhitespace(char)", Cost: CostConst, Call: codeTest(isWhitespace)},
	{Sig: "isWhitespace(int)", Cost: CostConst, Call: codeTest(isWhitespace)},
	{Sig: "lowSurrogate(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return Char(lowHalf(r)) })},
	{Sig: "offsetByCodePoints(CharSequence,int,int)", Cost: CostArgs, Call: offsetByCodePointsText},
	{Sig: "offsetByCodePoints(char[],int,int,int,int)", Cost: CostArgs, Call: offsetByCodePointsChars},
	{Sig: "reverseBytes(char)", Cost: CostConst, Call: static1(argChar, func(c uint16) Value { return Char(bits.ReverseBytes16(c)) })},
	{Sig: "toChars(int)", Cost: CostConst, Call: toCharsOf},
	{Sig: "toChars(int,char[],int)", Cost: CostConst, Call: toCharsInto},
	{Sig: "toCodePoint(char,char)", Cost: CostConst, Call: onInts(func(h, l int32) Value { return IntValue(joinPair(h, l)) })},
	{Sig: "toLowerCase(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return Char(toLower(r)) })},
	{Sig: "toLowerCase(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return IntValue(toLower(r)) })},
	{Sig: "toString(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return String(appendRune(nil, r)) })},
	{Sig: "toString(int)", Cost: CostConst, Call: characterToString},
	{Sig: "toTitleCase(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return Char(toTitle(r)) })},
	{Sig: "toTitleCase(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return IntValue(toTitle(r)) })},
	{Sig: "toUpperCase(char)", Cost: CostConst, Call: onInt(func(r int32) Value { return Char(toUpper(r)) })},
	{Sig: "toUpperCase(int)", Cost: CostConst, Call: onInt(func(r int32) Value { return IntValue(toUpper(r)) })},
	{Sig: "valueOf(char)", Cost: CostConst, Call: static1(argChar, func(c uint16) Value { return Char(c) })},
}

func init() { Define(characterClass, characterMethods) }

// codeTest adapts f, a static method that answers a question about one char or code point.
func codeTest(f func(rune) bool) MethodFunc {
	return onInt(func(r int32) Value { return Bool(f(r)) })
}

// hasKind returns the method that tells whether the kind of a char or code point has one of the bits.
func hasKind(mask uint32) MethodFunc {
	return codeTest(func(r rune) bool { return kindOf(r)&mask != 0 })
}

// characterForDigit is Character.forDigit(int, int): the null character where there is no such digit.
func characterForDigit(digit, radix int32) Value {
	switch {
	case radix < minRadix || radix > maxRadix || digit < 0 || digit >= radix:
		return Char(0)
	case digit < 10:
		return Char('0' + digit)
	}
	return Char('a' + digit - 10)
}

// characterDirection is Character.getDirectionality: a Byte, -1 where Unicode says nothing.
func characterDirection(r int32) Value {
	return Byte(kindOf(r)&kindDirections>>kindDirection) - 1
}

// characterToString is Character.toString(int).
func characterToString(_ *Meter, _ Value, args []Value) (Value, error) {
	r := argInt(args[0])
	if !isCodePoint(r) {
		return nil, badCodePoint(r)
	}
	return String(appendRune(nil, r)), nil
}
