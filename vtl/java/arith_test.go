package java

import "testing"

// TestArithmetic replays what Velocity computed with pairs of numbers of all classes; testdata/vectors/Arithmetic.java
// records it.
func TestArithmetic(t *testing.T) {
	t.Parallel()
	r := vectorReader{t}
	vectorLines(t, "arithmetic.txt", func(_ string, cols []string) {
		a, b := r.value(cols[0]), r.value(cols[1])
		for op := OpAdd; op <= OpMod; op++ {
			v, err := Arith(nil, op, a, b)
			if got, want := showResult(v, err), r.wanted(cols[2+int(op)]); got != want {
				t.Errorf("operator %d on %s and %s:\n got %s\nwant %s", op, cols[0], cols[1], got, want)
			}
		}
		cmp, ok := CompareNumbers(nil, a, b)
		err := ComparisonError(a, b)
		if ok != (err == nil) {
			t.Errorf("comparison of %s and %s: %v, but the error is %v", cols[0], cols[1], ok, err)
		}
		if got, want := showResult(intOf(cmp), err), r.wanted(cols[7]); got != want {
			t.Errorf("comparison of %s and %s: got %s, want %s", cols[0], cols[1], got, want)
		}
		if LooseEqual(nil, a, b) != (cols[7] == "i0") {
			t.Errorf("%s == %s is wrong", cols[0], cols[1])
		}
	})
}

// TestArithNoNumber checks that everything but numbers gives null.
func TestArithNoNumber(t *testing.T) {
	t.Parallel()
	for _, v := range []Value{nil, String("1"), Bool(true), Char('1')} {
		for op := OpAdd; op <= OpMod; op++ {
			if got, err := Arith(nil, op, v, Int(1)); got != nil || err != nil {
				t.Errorf("operator %d on %v and 1: %v, %v", op, v, got, err)
			}
			if got, err := Arith(nil, op, Double(1), v); got != nil || err != nil {
				t.Errorf("operator %d on 1.0 and %v: %v, %v", op, v, got, err)
			}
		}
	}
}

// TestArithIntAllocs checks that Integer arithmetic makes no garbage where results are small.
func TestArithIntAllocs(t *testing.T) {
	a, b := IntValue(700), IntValue(23)
	allocs := testing.AllocsPerRun(100, func() {
		for op := OpAdd; op <= OpMod; op++ {
			if op != OpMul {
				_, _ = Arith(nil, op, a, b)
			}
		}
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// BenchmarkArithInt is a + b of two Integers with a small sum.
func BenchmarkArithInt(b *testing.B) {
	x, y := IntValue(300), IntValue(400)
	for b.Loop() {
		_, _ = Arith(nil, OpAdd, x, y)
	}
}

// BenchmarkArithDouble is a * b of a Double and an Integer.
func BenchmarkArithDouble(b *testing.B) {
	x, y := Value(Double(1.5)), IntValue(400)
	for b.Loop() {
		_, _ = Arith(nil, OpMul, x, y)
	}
}
