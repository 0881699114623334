package java

import (
	"slices"
	"testing"
)

// Surrogates that stand alone, in the string form of this package.
const (
	aloneHigh = "\xed\xa0\xbd" // U+D83D
	aloneLow  = "\xed\xb8\x80" // U+DE00
)

func TestUTF16Offsets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		units []uint16
	}{
		{"", nil},
		{"abc", []uint16{'a', 'b', 'c'}},
		{"aé€😀z", []uint16{'a', 0xE9, 0x20AC, 0xD83D, 0xDE00, 'z'}},
		{aloneLow + aloneHigh, []uint16{0xDE00, 0xD83D}},
		{"0123456789é", []uint16{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0xE9}},
	} {
		if got := ToUTF16(c.text); !slices.Equal(got, c.units) {
			t.Errorf("ToUTF16(%q) = %x", c.text, got)
		}
		if got := FromUTF16(c.units); string(got) != c.text {
			t.Errorf("FromUTF16(%x) = %q", c.units, got)
		}
		if got := utf16Len(c.text); got != len(c.units) {
			t.Errorf("utf16Len(%q) = %d", c.text, got)
		}
		for from := range len(c.units) + 1 {
			for to := from; to <= len(c.units); to++ {
				if got, want := utf16Slice(c.text, from, to), string(FromUTF16(c.units[from:to])); got != want {
					t.Errorf("utf16Slice(%q, %d, %d) = %q, want %q", c.text, from, to, got, want)
				}
			}
		}
		for i := -1; i <= len(c.units); i++ {
			u, ok := unitAt(c.text, i)
			if inside := i >= 0 && i < len(c.units); ok != inside || inside && u != c.units[i] {
				t.Errorf("unitAt(%q, %d) = %x, %v", c.text, i, u, ok)
			}
		}
	}
}

func TestJoinHalves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b, want string }{
		{aloneHigh, aloneLow, "😀"},
		{"x" + aloneHigh, aloneLow + "y", "x😀y"},
		{aloneLow, aloneHigh, aloneLow + aloneHigh},
		{aloneHigh, "é", aloneHigh + "é"},
		{"", aloneLow, aloneLow},
		{"퟿", aloneLow, "퟿" + aloneLow},
	} {
		if got := Concat(nil, c.a, c.b); string(got) != c.want {
			t.Errorf("Concat(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
		if got := JoinHalves([]byte(c.a + c.b)); string(got) != c.want {
			t.Errorf("JoinHalves(%q) = %q, want %q", c.a+c.b, got, c.want)
		}
	}
	many := []byte(aloneHigh + aloneLow + "-" + aloneHigh + aloneHigh + aloneLow + aloneLow + "." + aloneHigh + aloneLow)
	if got, want := string(JoinHalves(many)), "😀-"+aloneHigh+"😀"+aloneLow+".😀"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCleanText has what Java's UTF-8 decoder makes of malformed bytes.
func TestCleanText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bytes string
		keep  bool
		want  string
	}{
		{"héllo😀", false, "héllo😀"},
		{"a\xffb", false, "a\uFFFDb"},
		{"\xc3", false, "\uFFFD"},
		{"\xe2\x82", false, "\uFFFD"},
		{"\xe2\x82z", false, "\uFFFDz"},
		{"\xf0\x9f\x98", false, "\uFFFD"},
		{"\xc0\xaf", false, "\uFFFD\uFFFD"},
		{"\xe0\x80\xaf", false, "\uFFFD\uFFFD\uFFFD"},
		{"\xf5\x80", false, "\uFFFD\uFFFD"},
		{aloneHigh, false, "\uFFFD"},
		{aloneHigh + aloneLow, false, "\uFFFD\uFFFD"},
		{aloneHigh, true, aloneHigh},
		{"\xff" + aloneHigh + aloneLow, true, "\uFFFD😀"},
	} {
		if got := CleanText(c.bytes, c.keep); got != c.want {
			t.Errorf("CleanText(%q, %v) = %q, want %q", c.bytes, c.keep, got, c.want)
		}
	}
}

// TestStringHash has hash codes from Java.
func TestStringHash(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int32{"": 0, "hello": 99162322, "é": 233, "😀": 1772899, "The quick brown fox": -1739336029} {
		if got := stringHash(text); got != want {
			t.Errorf("hash of %q = %d, want %d", text, got, want)
		}
	}
}
