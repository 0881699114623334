package jsonpath

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/java"
)

// compareNumbers compares two numbers as BigDecimal.compareTo does. Numbers of at most exactDigits digits compare by
// their rounded values: rounding keeps the order, and makes no two of them equal.
func compareNumbers(m *java.Meter, l, r *value) int {
	if l.flag && r.flag || l.f != r.f && !math.IsInf(l.f, 0) && !math.IsInf(r.f, 0) {
		switch {
		case l.f < r.f:
			return -1
		case l.f > r.f:
			return 1
		}
		return 0
	}
	a, b := l.print(m), r.print(m)
	m.Step((len(a) + len(b)) >> 4)
	return readDecimal(a).compare(readDecimal(b))
}

// decimal is a decimal number: 0.digits times ten to the power of exp.
type decimal struct {
	negative bool
	digits   string // without zeros at both ends; "" is zero
	exp      int64
}

// readDecimal reads a number as BigDecimal does; text is known to be one.
func readDecimal(text string) decimal {
	var d decimal
	if text != "" && (text[0] == '-' || text[0] == '+') {
		d.negative = text[0] == '-'
		text = text[1:]
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		d.exp, _ = strconv.ParseInt(text[i+1:], 10, 64)
		text = text[:i]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	digits := whole + fraction
	d.exp += int64(len(whole))
	d.digits = strings.TrimLeft(digits, "0")
	d.exp -= int64(len(digits) - len(d.digits))
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		return decimal{}
	}
	return d
}

// compare returns the sign of d - o.
func (d decimal) compare(o decimal) int {
	c := cmp.Compare(d.sign(), o.sign())
	if c != 0 {
		return c
	}
	if c = cmp.Compare(d.exp, o.exp); c == 0 {
		c = strings.Compare(d.digits, o.digits)
	}
	if d.negative {
		return -c
	}
	return c
}

// sign returns -1, 0 or 1.
func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// integer returns BigDecimal.intValue() of a number.
func (v *value) integer(m *java.Meter) int {
	if math.Abs(v.f) < math.MaxInt32 {
		return int(v.f)
	}
	d, err := java.ParseBigDecimal(v.print(m))
	if err != nil {
		return 0
	}
	i, _ := java.Int32(d)
	return int(i)
}

// compareText is String.compareTo: by UTF-16 units. Their order is that of the bytes unless surrogates or characters
// of U+E000 and beyond are where the texts begin to differ.
func compareText(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n == len(a) || n == len(b) {
		return len(a) - len(b)
	}
	for n > 0 && !utf8.RuneStart(a[n]) {
		n--
	}
	const surrogates = 0xED // first byte of U+D000 to U+DFFF
	if a[n] < surrogates || b[n] < surrogates {
		return strings.Compare(a[n:], b[n:])
	}
	return slices.Compare(java.ToUTF16(a[n:]), java.ToUTF16(b[n:]))
}

// utf16Len returns the length of s in UTF-16 units.
func utf16Len(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0xF0:
			n += 2
		case utf8.RuneStart(c):
			n++
		}
	}
	return n
}
