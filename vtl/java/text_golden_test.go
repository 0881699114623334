package java

import (
	"strconv"
	"strings"
	"testing"
)

// TestStringsAgainstJava compares the methods of String with strings.tsv.
func TestStringsAgainstJava(t *testing.T) {
	t.Parallel()
	for _, row := range goldenRows(t, "testdata/text/strings.tsv") {
		var args []Value
		for _, a := range row[3:] {
			args = append(args, goldenArg(t, a))
		}
		if got := goldenResult(invokeText(nil, unquoteText(row[1]), row[0], args...)); got != row[2] {
			t.Errorf("%s.%s(%s) = %s, Java has %s", row[1], row[0], strings.Join(row[3:], ", "), got, row[2])
		}
	}
}

// TestFormatsAgainstJava compares Format with formats.tsv.
func TestFormatsAgainstJava(t *testing.T) {
	t.Parallel()
	for _, row := range goldenRows(t, "testdata/text/formats.tsv") {
		args := []Value{}
		for _, a := range row[2:] {
			args = append(args, goldenArg(t, a))
		}
		if got := goldenResult(Format(nil, unquoteText(row[0]), args)); got != row[1] {
			t.Errorf("format(%s, %s) = %s, Java has %s", row[0], strings.Join(row[2:], ", "), got, row[1])
		}
	}
}

// endOfCase is where the planes begin in which no letter has case.
const endOfCase = 0x20000

// TestCaseMappingAgainstJava compares the upper and lower case of every code point with casemapping.txt.
func TestCaseMappingAgainstJava(t *testing.T) {
	t.Parallel()
	mapped := map[string][]string{}
	for _, row := range goldenRows(t, "testdata/text/casemapping.txt") {
		mapped[row[0]] = row[1:]
	}
	for first := rune(0); first < endOfCase; first += 256 {
		var plain, upper, lower []byte
		for r := first; r < first+256; r++ {
			s := string(appendRune(nil, r))
			plain = append(append(plain, s...), 0)
			upper = append(append(upper, upperCase(s)...), 0)
			lower = append(append(lower, lowerCase(s)...), 0)
		}
		want, ok := mapped[strconv.FormatInt(int64(first), 16)]
		if !ok {
			want = []string{hashText(plain), hashText(plain)}
		}
		if hashText(upper) != want[0] || hashText(lower) != want[1] {
			t.Errorf("case of U+%04X to U+%04X differs", first, first+255)
		}
	}
}

// hashText returns the Java hash code of a text in decimal.
func hashText(text []byte) string { return strconv.Itoa(int(stringHash(string(text)))) }
