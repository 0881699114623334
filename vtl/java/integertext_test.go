package java

import (
	"math/big"
	"strings"
	"testing"
)

// TestParseInteger checks the class a literal gets, as ASTIntegerLiteral of Velocity 1.7 chooses it.
func TestParseInteger(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"0", "Integer 0"},
		{"007", "Integer 7"},
		{"-0", "Integer 0"},
		{"2147483647", "Integer 2147483647"},
		{"-2147483648", "Integer -2147483648"},
		{"2147483648", "Long 2147483648"},
		{"-2147483649", "Long -2147483649"},
		{"9223372036854775807", "Long 9223372036854775807"},
		{"-9223372036854775808", "Long -9223372036854775808"},
		{"9223372036854775808", "BigInteger 9223372036854775808"},
		{"-9223372036854775809", "BigInteger -9223372036854775809"},
		{"0000000000000000000000000000000000001", "Integer 1"},
	} {
		v := ParseInteger(c.text)
		if got := v.Class().Simple + " " + ToString(nil, v); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
	for _, text := range []string{"", "-", "+1", "1.0", "1e3", "0x1", "1_000", "--1", "９", "99999999999999999999x"} {
		if v := ParseInteger(text); v != nil {
			t.Errorf("%q is %v", text, v)
		}
	}
}

// TestParseIntegerLong checks a literal that is read in halves.
func TestParseIntegerLong(t *testing.T) {
	t.Parallel()
	text := "-" + strings.Repeat("1234567890", 1000)
	want, _ := new(big.Int).SetString(text, 10)
	if got := ParseInteger(text).(*BigInteger).Big(); got.Cmp(want) != 0 {
		t.Errorf("got %v", got)
	}
}
