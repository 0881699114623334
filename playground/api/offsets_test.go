package api

import (
	"math/rand/v2"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// TestOffsets checks offsets of every byte of texts with characters of every length, against Go's own UTF-16.
func TestOffsets(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune{'a', '\n', '\r', 'é', '€', '\uFFFD', '𝄞', '😀', '\u200f'}
	for range 200 {
		var runes []rune
		for range r.IntN(300) {
			runes = append(runes, alphabet[r.IntN(len(alphabet))])
		}
		text := string(runes)
		o := newOffsets(text)
		units := 0
		for i, c := range text {
			if got := o.unit(i); got != units {
				t.Fatalf("%q: byte %d is unit %d, want %d", text, i, got, units)
			}
			if got := o.byteOf(units); got != i {
				t.Fatalf("%q: unit %d is byte %d, want %d", text, units, got, i)
			}
			if n := len(utf16.Encode([]rune{c})); n == 2 {
				if got := o.byteOf(units + 1); got != i {
					t.Fatalf("%q: unit %d, inside a pair, is byte %d, want %d", text, units+1, got, i)
				}
				units++
			}
			units++
		}
		if o.unit(len(text)) != units || o.units != units || o.byteOf(units) != len(text) {
			t.Fatalf("%q: %d units, want %d", text, o.units, units)
		}
	}
}

// TestOffsetsOdd checks texts that are not UTF-8, and offsets outside.
func TestOffsetsOdd(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text  string
		units int
	}{
		{"a\xffb", 3},
		{"\x80\x80", 2},
		{"\xed\xa0\xbd", 1},              // half of a pair
		{"x\xed\xa0\xbd\xed\xb8\x80", 3}, // two halves apart
		{"\xc3", 1},
		{"\r\n", 2},
	} {
		o := newOffsets(tt.text)
		if o.units != tt.units || o.unit(len(tt.text)) != tt.units || o.unit(-3) != 0 || o.unit(99) != tt.units || o.byteOf(-1) != 0 || o.byteOf(99) != len(tt.text) {
			t.Errorf("%q has %d units, want %d", tt.text, o.units, tt.units)
		}
		for i := range tt.text {
			if u := o.unit(i); u > tt.units || i > 0 && u < o.unit(i-1) {
				t.Errorf("%q: byte %d is unit %d", tt.text, i, u)
			}
		}
	}
}

// FuzzOffsets checks that offsets grow with the text and stay inside of it, and lead back.
func FuzzOffsets(f *testing.F) {
	f.Add("a\xffé𝄞\xed\xa0\xbd")
	f.Fuzz(func(t *testing.T, text string) {
		o := newOffsets(text)
		for i := 1; i <= len(text); i++ {
			if d := o.unit(i) - o.unit(i-1); d < 0 || d > 1 {
				t.Fatalf("%q: from byte %d to %d there are %d units", text, i-1, i, d)
			}
		}
		for u := range o.units + 1 {
			if b := o.byteOf(u); b < 0 || b > len(text) || o.unit(b) > u {
				t.Fatalf("%q: unit %d is byte %d", text, u, b)
			}
		}
		if utf8.ValidString(text) && o.units != len(utf16.Encode([]rune(text))) {
			t.Fatalf("%q has %d units", text, o.units)
		}
	})
}
