package java

import "testing"

// TestParseBigDecimal compares with new BigDecimal(String) of Java 17.
func TestParseBigDecimal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"0", "D0,0"},
		{"-1.50", "D-150,2"},
		{"+.5e+00000000000000001", "D5,0"},
		{"1.", "D1,0"},
		{"1E3", "D1,-3"},
		{"1e-2147483647", "D1,2147483647"},
		{"12.5e10", "D125,-9"},
		{"\u0661.\u0662", "D12,1"},
		{"", "!java.lang.NumberFormatException"},
		{"-", "!java.lang.NumberFormatException: No digits found."},
		{".", "!java.lang.NumberFormatException: No digits found."},
		{"x", `!java.lang.NumberFormatException: Character x is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`},
		{"1.5d", `!java.lang.NumberFormatException: Character d is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`},
		{"1.2.3", "!java.lang.NumberFormatException: Character array contains more than one decimal point."},
		{"1e", "!java.lang.NumberFormatException"},
		{"1e99999999999", "!java.lang.NumberFormatException: Too many nonzero exponent digits."},
		{"1e9999999999", "!java.lang.NumberFormatException: Exponent overflow."},
		{"1e2147483648", "!java.lang.NumberFormatException: Exponent overflow."},
		{"1e-2147483648", "!java.lang.NumberFormatException: Scale out of range."},
	} {
		if got := showResult(decimalResult(ParseBigDecimal(c.text))); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// TestDecimalExtremes checks numbers at the ends of the scale against Java 17.
func TestDecimalExtremes(t *testing.T) {
	t.Parallel()
	r := vectorReader{t}
	for _, c := range []struct {
		sig, self string
		args      []Value
		want      string
	}{
		{"toPlainString()", "D1,-2147483648", nil, "!java.lang.ArithmeticException: Overflow"},
		{"toPlainString()", "D0,-2147483648", nil, "String 0"},
		{"toString()", "D1,-2147483648", nil, "String 1E+2147483648"},
		{"toString()", "D0,-2147483648", nil, "String 0E+2147483648"},
		{"toString()", "D1,2147483647", nil, "String 1E-2147483647"},
		{"toString()", "D12345,-2147483648", nil, "String 1.2345E+2147483652"},
		{"toEngineeringString()", "D12345,-2147483648", nil, "String 1.2345E+2147483652"},
		{"hashCode()", "D1,2147483647", nil, "Integer -2147483618"},
		{"compareTo(BigDecimal)", "D1,2147483647", []Value{r.value("D1,-2147483648")}, "Integer -1"},
		{"intValue()", "D12345,-2147483648", nil, "Integer 0"},
		{"doubleValue()", "D12345,-2147483648", nil, "d7ff0000000000000"},
		{"doubleValue()", "D12345,2147483647", nil, "d0"},
		{"longValue()", "D12345,2147483647", nil, "Long 0"},
		{"setScale(int,int)", "D12345,2147483647", []Value{Int(0), Int(0)}, "!java.lang.ArithmeticException: BigInteger would overflow supported range"},
		{"setScale(int,int)", "D0,2147483647", []Value{Int(-5), Int(1)}, "D0,-5"},
		{"add(BigDecimal)", "D0,-2147483648", []Value{r.value("D1,0")}, "D1,0"},
		{"multiply(BigDecimal)", "D0,2147483647", []Value{r.value("D1,2147483647")}, "D0,2147483647"},
		{"multiply(BigDecimal)", "D1,2147483647", []Value{r.value("D1,2147483647")}, "!java.lang.ArithmeticException: Underflow"},
		{"pow(int)", "D1,-2147483647", []Value{Int(2)}, "!java.lang.ArithmeticException: Overflow"},
		{"movePointLeft(int)", "D1,0", []Value{Int(-1 << 31)}, "!java.lang.ArithmeticException: Underflow"},
		{"movePointLeft(int)", "D1,2147483647", []Value{Int(9)}, "!java.lang.ArithmeticException: Underflow"},
	} {
		if got := showResult(callVector(t, c.sig, r.value(c.self), c.args)); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.sig, c.self, got, c.want)
		}
	}
}
