package java

import (
	"strconv"
	"strings"
	"testing"
)

// TestGraphemes compares with graphemes.tsv, which Graphemes.java makes with Java 17.
func TestGraphemes(t *testing.T) {
	t.Parallel()
	for _, row := range goldenRows(t, "testdata/regex/graphemes.tsv") {
		var text []rune
		for _, h := range strings.Fields(row[0]) {
			c, err := strconv.ParseInt(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(c))
		}
		var got []string
		for at := 0; at < len(text); {
			end := graphemeEnd(text, at)
			got = append(got, strconv.Itoa(end-at))
			at = end
		}
		if strings.Join(got, " ") != row[1] {
			t.Errorf("%s: %v, want %s", row[0], got, row[1])
		}
	}
}
