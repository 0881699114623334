package java

// CompareNumbers compares two numbers as Velocity's < and == do, after the same promotion as Arith: cmp is -1, 0 or 1.
// NaN compares as 0 with every Double and Float. ok is false where a or b is no number, and where Java throws (see ComparisonError).
// Source: MathUtils.compare of Velocity 1.7.
func CompareNumbers(m *Meter, a, b Value) (cmp int, ok bool) {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			return order(x, y), true
		}
	}
	ra, rb := rankOf(a), rankOf(b)
	if ra == notNumber || rb == notNumber {
		return 0, false
	}
	switch calculationBase(ra, rb) {
	case rankLong:
		return order(toInt64(m, a), toInt64(m, b)), true
	case rankBigInteger:
		x, y := exactBigInteger(a), exactBigInteger(b)
		m.Step(words(min(x.BitLen(), y.BitLen())) >> 3)
		return x.Cmp(y), true
	case rankFloat:
		return order(toFloat32(m, a), toFloat32(m, b)), true
	case rankDouble:
		return order(toFloat64(m, a), toFloat64(m, b)), true
	}
	return compareDecimals(m, a, b)
}

// order returns -1, 0 or 1; 0 where either side is NaN.
func order[T Int | int64 | float32 | float64](x, y T) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// compareDecimals is CompareNumbers for numbers that Velocity turns into BigDecimals.
func compareDecimals(m *Meter, a, b Value) (cmp int, ok bool) {
	x, err := velocityDecimal(a)
	if err != nil {
		return 0, false
	}
	y, err := velocityDecimal(b)
	if err != nil {
		return 0, false
	}
	return x.compare(m, y), true
}

// ComparisonError returns the exception that Java throws when numbers a and b are compared, nil where it throws none:
// NaN and the infinities cannot be turned into the BigDecimal that a BigInteger or BigDecimal is compared as.
func ComparisonError(a, b Value) error {
	ra, rb := rankOf(a), rankOf(b)
	if ra == notNumber || rb == notNumber || calculationBase(ra, rb) != rankBigDecimal {
		return nil
	}
	if _, err := velocityDecimal(a); err != nil {
		return err
	}
	_, err := velocityDecimal(b)
	return err
}

// LooseEqual is Velocity's ==: numbers by value across their classes, objects by equals where the class of one can be
// assigned to that of the other, and all others by their strings. null equals only null. It is false where Java
// throws (see ComparisonError). Source: ASTEQNode of Velocity 1.7.
func LooseEqual(m *Meter, a, b Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	if x, ok := a.(String); ok {
		if y, ok := b.(String); ok {
			m.Step(min(len(x), len(y)) >> 6)
			return x == y
		}
	}
	if IsNumber(a) && IsNumber(b) {
		cmp, ok := CompareNumbers(m, a, b)
		return ok && cmp == 0
	}
	if ca, cb := a.Class(), b.Class(); ca.IsA(cb) || cb.IsA(ca) {
		return a.Equals(m, b)
	}
	return ToString(m, a) == ToString(m, b)
}
