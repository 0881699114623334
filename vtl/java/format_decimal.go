package java

import "strings"

// formatDecimal is the absolute value of a BigDecimal as decimal digits: digits times ten to the power of -scale.
type formatDecimal struct {
	digits string
	scale  int
}

// printBigDecimal prints %e, %f and %g of a BigDecimal.
func (f *formatter) printBigDecimal(s *formatSpec, v *BigDecimal) {
	chargeText(f.m, &v.unscaled)
	d := formatDecimal{strings.TrimPrefix(v.unscaled.String(), "-"), int(v.scale)}
	neg := v.unscaled.Sign() < 0
	precision := s.precision
	if precision < 0 {
		precision = 6
	}
	f.m.Bytes(precision)
	switch s.conv {
	case 'e':
		f.printDecimalScientific(s, d, precision, neg)
	case 'f':
		f.printDecimalPlain(s, d, precision, neg)
	default:
		f.printDecimalGeneral(s, d, max(precision, 1), neg)
	}
}

// round returns d rounded half up to n digits, n being positive; it keeps fewer digits as they are.
func (d formatDecimal) round(n int) formatDecimal {
	if n >= len(d.digits) {
		return d
	}
	scale := d.scale - (len(d.digits) - n)
	if d.digits[n] < '5' {
		return formatDecimal{d.digits[:n], scale}
	}
	up := []byte(d.digits[:n])
	for i := n - 1; i >= 0; i-- {
		if up[i] != '9' {
			up[i]++
			return formatDecimal{string(up), scale}
		}
		up[i] = '0'
	}
	// 99.. became 100..: one digit too many.
	return formatDecimal{"1" + string(up[:n-1]), scale - 1}
}

// printDecimalScientific prints a BigDecimal with an exponent.
func (f *formatter) printDecimalScientific(s *formatSpec, d formatDecimal, precision int, neg bool) {
	single := len(d.digits) == 1
	zeros := max(0, precision-(len(d.digits)-1))
	d = d.round(precision + 1)
	mantissa := d.digits[:1]
	if len(d.digits) > 1 {
		mantissa += "." + d.digits[1:]
	}
	if (single || len(d.digits) == 1) && (zeros > 0 || s.flags.has(formatAlternate)) {
		mantissa += "."
	}
	mantissa += strings.Repeat("0", zeros)
	exponent := exponentText(len(d.digits) - 1 - d.scale)
	if d.scale == 0 && len(d.digits) == 10 {
		exponent = "+9" // Java fills up exponents by the number of digits here, and is off by one.
	}
	f.printScientific(s, mantissa, exponent, neg)
}

// printDecimalPlain prints a BigDecimal without an exponent.
func (f *formatter) printDecimalPlain(s *formatSpec, d formatDecimal, precision int, neg bool) {
	if d.scale > precision {
		d = d.toScale(precision)
	}
	if d.scale <= 0 {
		if d.digits != "0" {
			f.m.Bytes(-d.scale)
			d.digits += strings.Repeat("0", -d.scale)
		}
		d.scale = 0
	}
	digits := d.digits
	if d.scale > 0 {
		f.m.Bytes(d.scale)
		digits = padLeft(digits, d.scale+1)
		digits = digits[:len(digits)-d.scale] + "." + digits[len(digits)-d.scale:]
	}
	zeros := max(0, precision-d.scale)
	if d.scale == 0 && (zeros > 0 || s.flags.has(formatAlternate)) {
		digits += "."
	}
	f.printDecimal(s, digits+strings.Repeat("0", zeros), neg)
}

// toScale returns d rounded half up to places behind the point, fewer than it has.
func (d formatDecimal) toScale(places int) formatDecimal {
	drop := d.scale - places
	switch n := len(d.digits) - drop; {
	case n > 0:
		r := d.round(n)
		if r.scale < places {
			r.digits += "0"
			r.scale++
		}
		return r
	case n == 0 && d.digits[0] >= '5':
		return formatDecimal{"1", places}
	}
	return formatDecimal{"0", places}
}

// printDecimalGeneral prints %g of a BigDecimal: plain from 0.0001 on and below ten to the power of precision.
func (f *formatter) printDecimalGeneral(s *formatSpec, d formatDecimal, precision int, neg bool) {
	d = d.round(precision)
	exponent := len(d.digits) - 1 - d.scale
	zero := d.digits == "0"
	if zero && d.scale == 0 || !zero && exponent >= -4 && exponent < precision {
		f.printDecimalPlain(s, d, precision-exponent-1, neg)
		return
	}
	f.printDecimalScientific(s, d, precision-1, neg)
}
