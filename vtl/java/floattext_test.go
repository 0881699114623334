package java

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestAppendDouble checks numbers at the borders of the notations and of the rules of digits, and random ones;
// testdata/vectors/Floating.java prints them.
func TestAppendDouble(t *testing.T) {
	t.Parallel()
	vectorLines(t, "doubles.txt", func(_ string, cols []string) {
		u, err := strconv.ParseUint(cols[0], 16, 64)
		if err != nil {
			t.Fatal(err)
		}
		d := math.Float64frombits(u)
		if got := string(AppendDouble(nil, d)); got != cols[1] {
			t.Errorf("%s: got %s, want %s", cols[0], got, cols[1])
		}
		if got, ok := ParseDouble(cols[1]); !ok || doubleBits(got) != doubleBits(d) {
			t.Errorf("ParseDouble(%s) is %v, %v", cols[1], got, ok)
		}
	})
}

// TestAppendFloat is TestAppendDouble for floats.
func TestAppendFloat(t *testing.T) {
	t.Parallel()
	vectorLines(t, "floats.txt", func(_ string, cols []string) {
		u, err := strconv.ParseUint(cols[0], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		f := math.Float32frombits(uint32(u))
		if got := string(AppendFloat(nil, f)); got != cols[1] {
			t.Errorf("%s: got %s, want %s", cols[0], got, cols[1])
		}
		if got, ok := ParseFloat(cols[1]); !ok || floatBits(got) != floatBits(f) {
			t.Errorf("ParseFloat(%s) is %v, %v", cols[1], got, ok)
		}
	})
}

// TestParseDoubleLong checks that long literals take linear time and round once.
func TestParseDoubleLong(t *testing.T) {
	t.Parallel()
	nines := strings.Repeat("9", 1<<20)
	if f, ok := ParseDouble("0." + nines); !ok || f != 1 {
		t.Errorf("0.99.. is %v, %v", f, ok)
	}
	if f, ok := ParseDouble(nines); !ok || !math.IsInf(f, 1) {
		t.Errorf("99.. is %v, %v", f, ok)
	}
}

// BenchmarkAppendDouble prints a number of 17 digits.
func BenchmarkAppendDouble(b *testing.B) {
	buf := make([]byte, 0, 32)
	for b.Loop() {
		buf = AppendDouble(buf[:0], 0.1234567890123456)
	}
}
