package exec

import (
	"strings"
	"testing"
)

// TestWriteJoinsHalves checks that halves of a character written one behind the other become the character, but
// never with what stood in the buffer before the run.
func TestWriteJoinsHalves(t *testing.T) {
	t.Parallel()
	const high, low = "\xED\xA0\xBD", "\xED\xB8\x80"
	for _, tt := range []struct {
		before string
		parts  []string
		want   string
	}{
		{"", []string{"a" + high, low + "b"}, "a\U0001F600b"},
		{high, []string{low}, high + low},
		{"x", []string{high, "", low, low}, "x\U0001F600" + low},
		{"", []string{low, high}, low + high},
		{"", []string{high, "a", low}, high + "a" + low},
		{"", []string{"\xED\x9F\xBF", low}, "\xED\x9F\xBF" + low}, // U+D7FF is no half
	} {
		r := &run{out: []byte(tt.before), base: len(tt.before), room: maxInt}
		for _, p := range tt.parts {
			r.write(p)
		}
		if got := string(r.out); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.parts, got, tt.want)
		}
	}
}

func TestMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"java.lang.IllegalArgumentException: fromIndex(2) > toIndex(1)", "IllegalArgumentException: fromIndex(2) > toIndex(1)"},
		{"java.util.ConcurrentModificationException", "ConcurrentModificationException"},
		{"java.util.regex.PatternSyntaxException: Unclosed group near index 1\n(\n^", "PatternSyntaxException: Unclosed group near index 1"},
		{"no class: here", "no class: here"},
		{strings.Repeat("x", 2000), strings.Repeat("x", maxMessage) + "..."},
	} {
		if got := oneLine(tt.text); got != tt.want {
			t.Errorf("oneLine(%.60q) = %.60q, want %.60q", tt.text, got, tt.want)
		}
	}
	if got, want := quote("a\x1b[31m"+strings.Repeat("y", 100)), "'a\u241b[31m"+strings.Repeat("y", maxQuoted-6)+"...'"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCodesAreDistinct checks that no code is explained twice.
func TestCodesAreDistinct(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range Codes {
		if seen[c.Code] {
			t.Errorf("%s is there twice", c.Code)
		}
		seen[c.Code] = true
	}
	for name, code := range limitCodes {
		if !seen[code] {
			t.Errorf("the code of limit %s is not explained", name)
		}
	}
}
