package java

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The string form of this package is WTF-8: UTF-8, except that a surrogate which stands alone in Java's UTF-16
// is kept as its three-byte sequence. A high surrogate followed by a low one is always one four-byte sequence,
// so equal Java strings are equal byte sequences. Offsets that templates see count UTF-16 units.

// Surrogate ranges of UTF-16.
const (
	highStart = 0xD800
	lowStart  = 0xDC00
	lowEnd    = 0xDFFF
)

// isHigh tells whether r is a high surrogate.
func isHigh(r rune) bool { return r >= highStart && r < lowStart }

// isLow tells whether r is a low surrogate.
func isLow(r rune) bool { return r >= lowStart && r <= lowEnd }

// decodeRune returns the first code point of s (a lone surrogate is returned as itself) and its length in bytes.
// A byte that begins nothing valid is U+FFFD of one byte. s must not be empty.
func decodeRune(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	if r, ok := halfAt(s, 0); ok {
		return r, 3
	}
	return utf8.DecodeRuneInString(s)
}

// decodeLastRune is decodeRune for the last code point of s.
func decodeLastRune(s string) (rune, int) {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	if len(s) >= 3 {
		if r, ok := halfAt(s, len(s)-3); ok {
			return r, 3
		}
	}
	return utf8.DecodeLastRuneInString(s)
}

// halfAt returns the lone surrogate whose three bytes begin at byte offset i of s.
func halfAt(s string, i int) (rune, bool) {
	if len(s)-i < 3 || s[i] != 0xED || s[i+1] < 0xA0 || s[i+1] > 0xBF || s[i+2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), true
}

// hasHalves tells whether a surrogate stands alone in s.
func hasHalves(s string) bool {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], 0xED)
		if k < 0 {
			return false
		}
		if i += k; i+1 < len(s) && s[i+1] >= 0xA0 {
			return true
		}
	}
}

// appendRune appends code point r to dst; a surrogate becomes its three-byte sequence. It does not join halves.
func appendRune(dst []byte, r rune) []byte {
	if r >= highStart && r <= lowEnd {
		return append(dst, 0xED, byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
	}
	return utf8.AppendRune(dst, r)
}

// asciiPrefix returns how many bytes at the start of s are ASCII, looking at no more than limit bytes.
func asciiPrefix(s string, limit int) int {
	if limit > len(s) {
		limit = len(s)
	}
	i := 0
	for ; i+8 <= limit; i += 8 {
		b := s[i : i+8]
		// The compiler reads these eight bytes at once.
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if w&0x8080808080808080 != 0 {
			break
		}
	}
	for i < limit && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// isASCII tells whether s holds ASCII only, so that bytes, code points and UTF-16 units count the same.
func isASCII(s string) bool { return asciiPrefix(s, len(s)) == len(s) }

// utf16Len returns the number of UTF-16 units of s: Java's length().
func utf16Len(s string) int {
	n := asciiPrefix(s, len(s))
	for i := n; i < len(s); {
		r, size := decodeRune(s[i:])
		n += unitsOf(r)
		i += size
	}
	return n
}

// unitsOf returns how many UTF-16 units code point r takes.
func unitsOf(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// unitOffset finds UTF-16 offset at in s. It returns the byte offset of the code point there, and half = true
// where the offset lies between the two units of that code point. ok is false when at is beyond the end.
func unitOffset(s string, at int) (off int, half, ok bool) {
	off = asciiPrefix(s, at)
	if off == at {
		return off, false, true
	}
	n := off
	for n < at && off < len(s) {
		r, size := decodeRune(s[off:])
		u := unitsOf(r)
		if n+u > at {
			return off, true, true
		}
		n += u
		off += size
	}
	return off, false, n == at
}

// unitAt returns the UTF-16 unit at offset at of s: Java's charAt. ok is false when at is not inside s.
func unitAt(s string, at int) (u uint16, ok bool) {
	if at < 0 {
		return 0, false
	}
	off, half, ok := unitOffset(s, at)
	if !ok || off >= len(s) {
		return 0, false
	}
	r, _ := decodeRune(s[off:])
	switch {
	case r < 0x10000:
		return uint16(r), true
	case half:
		return uint16(lowStart + (r-0x10000)&0x3FF), true
	}
	return uint16(highStart + (r-0x10000)>>10), true
}

// utf16Slice returns the UTF-16 units from..to (exclusive) of s, which must lie inside s with from <= to. An
// offset inside a surrogate pair leaves the half of the pair on its own.
func utf16Slice(s string, from, to int) string {
	start, cutStart, _ := unitOffset(s, from)
	end, cutEnd, _ := unitOffset(s[start:], to-from+b2i(cutStart))
	end += start
	if !cutStart && !cutEnd {
		return s[start:end]
	}
	if from == to {
		return ""
	}
	return cutPairs(s, start, end, cutStart, cutEnd)
}

// cutPairs returns s[start:end] where cutStart says that only the low half of the first code point is wanted,
// and cutEnd that the high half of the code point at end is wanted too.
func cutPairs(s string, start, end int, cutStart, cutEnd bool) string {
	dst := make([]byte, 0, end-start+4)
	if cutStart {
		r, size := decodeRune(s[start:])
		dst = appendRune(dst, lowStart+(r-0x10000)&0x3FF)
		start += size
	}
	dst = append(dst, s[start:end]...)
	if cutEnd {
		r, _ := decodeRune(s[end:])
		dst = appendRune(dst, highStart+(r-0x10000)>>10)
	}
	return string(dst)
}

// b2i is 1 for true.
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ToUTF16 returns the UTF-16 units of s.
func ToUTF16(s string) []uint16 {
	u := make([]uint16, 0, len(s))
	for len(s) > 0 {
		r, size := decodeRune(s)
		if r >= 0x10000 {
			h, l := utf16.EncodeRune(r)
			u = append(u, uint16(h), uint16(l))
		} else {
			u = append(u, uint16(r))
		}
		s = s[size:]
	}
	return u
}

// FromUTF16 returns the String of the UTF-16 units u.
func FromUTF16(u []uint16) String {
	dst := make([]byte, 0, len(u))
	for i := 0; i < len(u); i++ {
		r := rune(u[i])
		if isHigh(r) && i+1 < len(u) && isLow(rune(u[i+1])) {
			i++
			r = utf16.DecodeRune(r, rune(u[i]))
		}
		dst = appendRune(dst, r)
	}
	return String(dst)
}

// Concat returns a followed by b. A high surrogate at the end of a and a low one at the start of b become one
// code point. It charges m for the result.
func Concat(m *Meter, a, b string) String {
	if a == "" {
		return String(b)
	}
	if b == "" {
		return String(a)
	}
	m.Bytes(len(a) + len(b))
	if len(a) >= 3 {
		if h, ok := halfAt(a, len(a)-3); ok && isHigh(h) {
			if l, ok := halfAt(b, 0); ok && isLow(l) {
				return String(a[:len(a)-3] + string(utf16.DecodeRune(h, l)) + b[3:])
			}
		}
	}
	return String(a + b)
}

// JoinHalves makes one code point of every high surrogate directly followed by a low one in b, which happens
// when texts are appended to each other. It works in place and returns the (shorter) buffer.
func JoinHalves(b []byte) []byte {
	i := nextPair(b, 0)
	if i < 0 {
		return b
	}
	w := i
	for {
		h, l := halfInBytes(b[i:]), halfInBytes(b[i+3:])
		w += utf8.EncodeRune(b[w:w+4], utf16.DecodeRune(h, l))
		i += 6
		next := nextPair(b, i)
		if next < 0 {
			w += copy(b[w:], b[i:])
			return b[:w]
		}
		w += copy(b[w:], b[i:next])
		i = next
	}
}

// nextPair returns the offset from i on of the next high surrogate followed by a low one, or -1.
func nextPair(b []byte, i int) int {
	for {
		k := bytes.IndexByte(b[i:], 0xED)
		if k < 0 {
			return -1
		}
		i += k
		if isHigh(halfInBytes(b[i:])) && isLow(halfInBytes(b[i+3:])) {
			return i
		}
		i++
	}
}

// halfInBytes returns the surrogate that b begins with, or 0.
func halfInBytes(b []byte) rune {
	if len(b) < 3 {
		return 0
	}
	r, _ := halfAt(string(b[:3]), 0)
	return r
}

// CleanText returns s in the string form of this package: what is not UTF-8 becomes U+FFFD as Java's decoder
// does it (one for each maximal part of a sequence that could have been valid). With keepHalves, three-byte
// sequences of surrogates are data and stay (two that form a pair are joined); without, they are malformed too.
func CleanText(s string, keepHalves bool) string {
	if utf8.ValidString(s) {
		return s
	}
	dst := make([]byte, 0, len(s)+8)
	for len(s) > 0 {
		if n := asciiPrefix(s, len(s)); n > 0 {
			dst = append(dst, s[:n]...)
			s = s[n:]
			continue
		}
		n, good := sequence(s, keepHalves)
		if good {
			dst = append(dst, s[:n]...)
		} else {
			dst = append(dst, "\uFFFD"...)
		}
		s = s[n:]
	}
	return string(JoinHalves(dst))
}

// sequence returns the length of the UTF-8 sequence at the start of s (which is not ASCII), and whether it is
// complete; if not, the length is that of its longest valid part, at least 1.
func sequence(s string, keepHalves bool) (n int, good bool) {
	if _, ok := halfAt(s, 0); ok && keepHalves {
		return 3, true
	}
	if r, size := utf8.DecodeRuneInString(s); r != utf8.RuneError || size > 1 {
		return size, true
	}
	need, lo, hi := leadByte(s[0])
	n = 1
	for n < need && n < len(s) && s[n] >= lo && s[n] <= hi {
		lo, hi = 0x80, 0xBF
		n++
	}
	return n, false
}

// leadByte returns the length of a sequence that begins with c, and the bounds of its second byte.
// The length is 1 where c begins none.
func leadByte(c byte) (need int, lo, hi byte) {
	switch {
	case c >= 0xC2 && c <= 0xDF:
		return 2, 0x80, 0xBF
	case c == 0xE0:
		return 3, 0xA0, 0xBF
	case c == 0xED:
		// Java takes the three bytes of a surrogate as one malformed sequence.
		return 3, 0x80, 0xBF
	case c >= 0xE1 && c <= 0xEF:
		return 3, 0x80, 0xBF
	case c == 0xF0:
		return 4, 0x90, 0xBF
	case c == 0xF4:
		return 4, 0x80, 0x8F
	case c >= 0xF1 && c <= 0xF3:
		return 4, 0x80, 0xBF
	}
	return 1, 0, 0
}

// stringHash is Java's String.hashCode() of s: h = 31*h + unit over the UTF-16 units, in 32 bits.
func stringHash(s string) int32 {
	var h int32
	n := asciiPrefix(s, len(s))
	for i := 0; i < n; i++ {
		h = 31*h + int32(s[i])
	}
	for s = s[n:]; len(s) > 0; {
		r, size := decodeRune(s)
		if r >= 0x10000 {
			h = 31*h + highStart + (r-0x10000)>>10
			r = lowStart + (r-0x10000)&0x3FF
		}
		h = 31*h + r
		s = s[size:]
	}
	return h
}
