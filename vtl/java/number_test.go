package java

import (
	"math"
	"testing"
)

// TestCoercions checks the conversions of every class of numbers; their methods are compared with Java's in the tests
// of the classes.
func TestCoercions(t *testing.T) {
	t.Parallel()
	r := vectorReader{t}
	for _, c := range []struct {
		v    Value
		i    int32
		l    int64
		d    float64
		isNo bool
	}{
		{v: Int(-7), i: -7, l: -7, d: -7},
		{v: Long(1<<32 + 5), i: 5, l: 1<<32 + 5, d: 1<<32 + 5},
		{v: Short(-3), i: -3, l: -3, d: -3},
		{v: Byte(100), i: 100, l: 100, d: 100},
		{v: Double(2.9), i: 2, l: 2, d: 2.9},
		{v: Double(-1e300), i: math.MinInt32, l: math.MinInt64, d: -1e300},
		{v: Float(1e20), i: math.MaxInt32, l: math.MaxInt64, d: float64(float32(1e20))},
		{v: r.value("I-18446744073709551617"), i: -1, l: -1, d: -18446744073709551616},
		{v: r.value("D-25,1"), i: -2, l: -2, d: -2.5},
		{v: String("5"), isNo: true},
		{v: Char('5'), isNo: true},
		{v: nil, isNo: true},
	} {
		i, ok1 := Int32(c.v)
		l, ok2 := Int64(c.v)
		d, ok3 := Float64(c.v)
		if i != c.i || l != c.l || d != c.d {
			t.Errorf("%v: got %d, %d, %g", c.v, i, l, d)
		}
		if ok1 == c.isNo || ok2 == c.isNo || ok3 == c.isNo || IsNumber(c.v) == c.isNo {
			t.Errorf("%v: a number: %v, %v, %v", c.v, ok1, ok2, ok3)
		}
	}
}

// TestArguments checks that arguments widen to the primitive types overload choice lets them have.
func TestArguments(t *testing.T) {
	t.Parallel()
	if got := argInt(Short(-5)); got != -5 {
		t.Errorf("short as int: %d", got)
	}
	if got := argLong(Char('A')); got != 65 {
		t.Errorf("char as long: %d", got)
	}
	// 2^24+1 has no float of its own, and a detour by way of double must not round it twice.
	if got := argFloat(Int(1<<24 + 1)); got != 1<<24 {
		t.Errorf("int as float: %g", got)
	}
	if got := argDouble(Float(0.1)); got != float64(float32(0.1)) {
		t.Errorf("float as double: %g", got)
	}
	if argChar(Char('x')) != 'x' || !argBool(Bool(true)) || argByte(Byte(-1)) != -1 || argShort(Byte(-1)) != -1 {
		t.Error("char, boolean, byte or short")
	}
}
