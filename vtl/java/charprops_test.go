package java

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"strings"
	"testing"
)

// charFunctions are the functions whose results for all code points testdata/unicode/sums.txt sums up, by the names
// of the methods of java.lang.Character.
var charFunctions = map[string]func(rune) int32{
	"getType":                  func(r rune) int32 { return int32(category(r)) },
	"getDirectionality":        func(r rune) int32 { return int32(characterDirection(r).(Byte)) },
	"getNumericValue":          numericValue,
	"digit10":                  func(r rune) int32 { return digitOf(r, 10) },
	"digit36":                  func(r rune) int32 { return digitOf(r, 36) },
	"toUpperCase":              toUpper,
	"toLowerCase":              toLower,
	"toTitleCase":              toTitle,
	"isAlphabetic":             kindBit(kindAlphabetic),
	"isIdeographic":            kindBit(kindIdeographic),
	"isLowerCase":              kindBit(kindLowerCase),
	"isUpperCase":              kindBit(kindUpperCase),
	"isMirrored":               kindBit(kindMirrored),
	"isUnicodeIdentifierStart": kindBit(kindUnicodeStart),
	"isUnicodeIdentifierPart":  kindBit(kindUnicodePart),
	"isJavaIdentifierStart":    testBit(isJavaStart),
	"isJavaIdentifierPart":     testBit(isJavaPart),
	"isIdentifierIgnorable":    testBit(isIgnorable),
	"isLetter":                 testBit(isLetter),
	"isDigit":                  testBit(isDigit),
	"isSpaceChar":              testBit(isSpaceChar),
	"isWhitespace":             testBit(isWhitespace),
	"isISOControl":             testBit(isControl),
}

// kindBit returns the function that is 1 for code points of a kind with the bit.
func kindBit(mask uint32) func(rune) int32 {
	return testBit(func(r rune) bool { return kindOf(r)&mask != 0 })
}

// testBit returns the function that is 1 where f is true.
func testBit(f func(rune) bool) func(rune) int32 {
	return func(r rune) int32 { return int32(b2i(f(r))) }
}

// TestCharacterSums compares each property of every code point with Java's by a checksum.
func TestCharacterSums(t *testing.T) {
	t.Parallel()
	list, err := os.ReadFile("testdata/unicode/sums.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(list)), "\n")
	if len(lines) != len(charFunctions) {
		t.Errorf("%d sums for %d functions", len(lines), len(charFunctions))
	}
	for _, line := range lines {
		name, want, _ := strings.Cut(line, " ")
		f := charFunctions[name]
		if f == nil {
			t.Errorf("no function for %s", name)
			continue
		}
		crc := crc32.NewIEEE()
		var buf [4]byte
		for r := rune(-1); r <= lastCodePoint+1; r++ {
			binary.BigEndian.PutUint32(buf[:], uint32(f(r)))
			crc.Write(buf[:])
		}
		if got := fmt.Sprintf("%08x", crc.Sum32()); got != want {
			t.Errorf("%s sums up to %s, Java's to %s", name, got, want)
		}
	}
}
