package java

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestSurrounded compares the search from the end with the engine's, on random texts.
func TestSurrounded(t *testing.T) {
	t.Parallel()
	for _, expr := range []string{
		`(?s:.*)a([^b]*)b(?s:.*)`, `(?s:.*)ab`, `(?s:.*)a(?s:.*)`, `(?s:.*)ab(c|)(?:b|ab)*(?s:.*)`, `(?s:.*)é(.)?(b+?)(?s:.*)`,
		`(?s:.*)a(b(a)?)(?s:.*)c`, `(?s:.*)b(?s:.*?)a`, `(?s:.*)a(?:b|bc)(c?)`, `(?s:.*)ab?c*`,
	} {
		a := newAutomaton(expr)
		if a == nil || a.around == nil {
			t.Errorf("%s is searched by the engine", expr)
			continue
		}
		for range 3000 {
			s := randomText(`abcé` + "\n")
			got, known := a.around.search(s)
			if want := a.re.FindStringSubmatchIndex(s); known && !slices.Equal(got, want) {
				t.Fatalf("%s in %q: %v, want %v", expr, s, got, want)
			}
		}
	}
}

// randomText returns up to 15 characters of an alphabet.
func randomText(alphabet string) string {
	letters := []rune(alphabet)
	var b strings.Builder
	for range rand.IntN(16) {
		b.WriteRune(letters[rand.IntN(len(letters))])
	}
	return b.String()
}

// TestNotSurrounded: expressions that the search from the end would get wrong.
func TestNotSurrounded(t *testing.T) {
	t.Parallel()
	for _, expr := range []string{
		`.*a`, `(?s:.*?)a`, `(?s:.+)a`, `(?s:.*)(?i:a)`, `(?s:.*)(a)`, `(?s:.*)a$`, `(?s:.*)a\b`, `(?s:.*)a(?m:^b)`, `(?s:.*)[ab]c`, `a(?s:.*)`, `(?s:.*)`, `(?s:.*)a|b`,
	} {
		tree, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if surroundedOf(tree) != nil {
			t.Errorf("%s is searched from the end", expr)
		}
	}
}

// TestSurroundedManyPlaces: where the text is at many places without a match, the engine finds it out.
func TestSurroundedManyPlaces(t *testing.T) {
	t.Parallel()
	a := newAutomaton(`(?s:.*)a([^c]*)b`)
	s := "ab" + strings.Repeat("ac", 100)
	if _, known := a.around.search(s); known {
		t.Error("all places were tried")
	}
	if got, want := a.search(nil, s), []int{0, 2, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
