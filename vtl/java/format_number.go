package java

import (
	"math/big"
	"strconv"
	"strings"
)

// printInteger prints %d, %o and %x.
func (f *formatter) printInteger(s *formatSpec, arg Value) error {
	switch v := arg.(type) {
	case nil:
		f.printText(s, "null")
	case Byte:
		return f.printLong(s, int64(v), 8)
	case Short:
		return f.printLong(s, int64(v), 16)
	case Int:
		return f.printLong(s, int64(v), 32)
	case Long:
		return f.printLong(s, int64(v), 64)
	case *BigInteger:
		f.printBig(s, v.Big())
	default:
		return s.failure(arg)
	}
	return nil
}

// printLong prints an integer of so many bits, negative ones in the bases 8 and 16 as two's complement.
func (f *formatter) printLong(s *formatSpec, v int64, bits uint) error {
	if s.conv == 'd' {
		digits := strconv.FormatInt(v, 10)
		f.printDecimal(s, strings.TrimPrefix(digits, "-"), v < 0)
		return nil
	}
	if err := s.without("( +"); err != nil {
		return err
	}
	base := 8
	if s.conv == 'x' {
		base = 16
	}
	if digits := strconv.FormatUint(uint64(v)<<(64-bits)>>(64-bits), base); s.width != -1 || s.flags != 0 {
		f.printRadix(s, digits, "", "")
	} else {
		f.justify(s, digits)
	}
	return nil
}

// printBig prints a BigInteger, which has a sign in every base.
func (f *formatter) printBig(s *formatSpec, v *big.Int) {
	neg := v.Sign() < 0
	chargeText(f.m, v)
	switch s.conv {
	case 'd':
		f.printDecimal(s, strings.TrimPrefix(v.Text(10), "-"), neg)
	case 'o':
		f.printRadix(s, strings.TrimPrefix(v.Text(8), "-"), s.leadingSign(neg), s.trailingSign(neg))
	default:
		f.printRadix(s, strings.TrimPrefix(v.Text(16), "-"), s.leadingSign(neg), s.trailingSign(neg))
	}
}

// printRadix prints digits of base 8 or 16 between signs.
func (f *formatter) printRadix(s *formatSpec, digits, before, behind string) {
	prefix := ""
	if s.flags.has(formatAlternate) {
		prefix = "0"
		if s.conv == 'x' {
			prefix = "0x"
		}
	}
	fill := 0
	if s.flags.has(formatZero) {
		fill = max(0, s.width-len(before)-len(prefix)-len(digits)-len(behind))
	}
	f.m.Bytes(fill + len(digits))
	text := prefix + strings.Repeat("0", fill) + digits
	if s.flags.has(formatUpper) {
		text = strings.ToUpper(text)
	}
	f.justify(s, before+text+behind)
}

// leadingSign returns what stands before a number.
func (s *formatSpec) leadingSign(neg bool) string {
	switch {
	case neg && s.flags.has(formatParens):
		return "("
	case neg:
		return "-"
	case s.flags.has(formatPlus):
		return "+"
	case s.flags.has(formatSpace):
		return " "
	}
	return ""
}

// trailingSign returns what stands behind a number.
func (s *formatSpec) trailingSign(neg bool) string {
	if neg && s.flags.has(formatParens) {
		return ")"
	}
	return ""
}

// printDecimal prints decimal digits, perhaps with a point, under all flags.
func (f *formatter) printDecimal(s *formatSpec, digits string, neg bool) {
	f.printSigned(s, digits, "", neg)
}

// printSigned prints decimal digits with an exponent behind them, which takes part in neither grouping nor filling.
func (f *formatter) printSigned(s *formatSpec, digits, exponent string, neg bool) {
	f.m.Bytes(2 * len(digits))
	if s.flags.has(formatGroup) {
		digits = groupDigits(digits)
	}
	before, behind := s.leadingSign(neg), s.trailingSign(neg)
	if s.flags.has(formatZero) {
		if fill := s.width - len(before) - len(digits) - len(exponent) - len(behind); fill > 0 {
			f.m.Bytes(fill)
			digits = strings.Repeat("0", fill) + digits
		}
	}
	f.justify(s, before+digits+exponent+behind)
}

// groupDigits returns digits with a comma between groups of three in front of the point.
func groupDigits(digits string) string {
	whole, fraction := digits, ""
	if i := strings.IndexByte(digits, '.'); i >= 0 {
		whole, fraction = digits[:i], digits[i:]
	}
	var b strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	return b.String() + fraction
}
