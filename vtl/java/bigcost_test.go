package java

import (
	"context"
	"errors"
	"math/big"
	"testing"
	"time"
)

// bitsNumber returns a number of n bits, all of them ones.
func bitsNumber(n int) *BigInteger {
	x := new(big.Int).Lsh(big.NewInt(1), uint(n))
	return NewBigInteger(x.Sub(x, big.NewInt(1)))
}

// exceeded runs f under a limit on integers and returns the name of the limit it hit, "" for none.
func exceeded(t *testing.T, limits Limits, f func(m *Meter) (Value, error)) string {
	t.Helper()
	err := Guard(func() {
		if _, err := f(NewMeter(context.Background(), limits)); err != nil {
			t.Error(err)
		}
	})
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit.Name
	}
	return ""
}

// TestIntegerBits checks that results of exactly the limit pass and those of one bit more do not.
func TestIntegerBits(t *testing.T) {
	t.Parallel()
	const limit = 1000
	one := NewBigInteger(big.NewInt(1))
	ten := NewBigDecimal(big.NewInt(10), 0)
	for _, c := range []struct {
		name string
		call func(m *Meter, extra int) (Value, error) // makes a number of limit+extra bits
	}{
		{"add", func(m *Meter, extra int) (Value, error) { return Arith(m, OpAdd, bitsNumber(limit+extra-1), one) }},
		{"subtract", func(m *Meter, extra int) (Value, error) {
			return Arith(m, OpSub, bitsNumber(limit+extra-1), NewBigInteger(big.NewInt(-1)))
		}},
		{"multiply", func(m *Meter, extra int) (Value, error) {
			return Arith(m, OpMul, bitsNumber(limit-100), bitsNumber(100+extra))
		}},
		{"pow", func(m *Meter, extra int) (Value, error) {
			return bigIntegerPow(m, NewBigInteger(big.NewInt(2)), []Value{Int(limit + extra - 1)})
		}},
		{"shiftLeft", func(m *Meter, extra int) (Value, error) {
			return bigIntegerShiftLeft(m, one, []Value{Int(limit + extra - 1)})
		}},
		{"shiftRight", func(m *Meter, extra int) (Value, error) {
			return bigIntegerShiftRight(m, one, []Value{Int(-(limit + extra - 1))})
		}},
		{"setBit", func(m *Meter, extra int) (Value, error) {
			return bitChange(func(uint) uint { return 1 })(m, one, []Value{Int(limit + extra - 1)})
		}},
		{"setScale", func(m *Meter, extra int) (Value, error) {
			// 10^301 has 1000 bits.
			return bigDecimalSetScale(m, NewBigDecimal(big.NewInt(1), 0), []Value{Int(301 + extra)})
		}},
		{"decimal pow", func(m *Meter, extra int) (Value, error) {
			return decimalShift(bigDecimalPow)(m, ten, []Value{Int(301 + extra)})
		}},
		{"decimal add", func(m *Meter, extra int) (Value, error) {
			return decimalResult(ten.add(m, NewBigDecimal(big.NewInt(1), int32(300+extra))))
		}},
		{"toBigInteger", func(m *Meter, extra int) (Value, error) {
			return bigDecimalToBigInteger(m, NewBigDecimal(big.NewInt(1), int32(-301-extra)), nil)
		}},
	} {
		limits := Limits{IntegerBits: limit}
		if got := exceeded(t, limits, func(m *Meter) (Value, error) { return c.call(m, 0) }); got != "" {
			t.Errorf("%s at the limit: %q", c.name, got)
		}
		if got := exceeded(t, limits, func(m *Meter) (Value, error) { return c.call(m, 1) }); got != "integer bits" {
			t.Errorf("%s above the limit: %q", c.name, got)
		}
	}
}

// TestGrowthStopsFirst checks that results far beyond the limits are refused before they are computed.
func TestGrowthStopsFirst(t *testing.T) {
	t.Parallel()
	huge := NewBigDecimal(big.NewInt(7), -2_000_000_000)
	one := NewBigDecimal(big.NewInt(1), 0)
	wide := bitsNumber(200_000)
	for _, c := range []struct {
		name, limit string
		call        func(m *Meter) (Value, error)
	}{
		{"pow", "integer bits", func(m *Meter) (Value, error) { return bigIntegerPow(m, wide, []Value{Int(1 << 30)}) }},
		{"shift", "integer bits", func(m *Meter) (Value, error) { return bigIntegerShiftLeft(m, wide, []Value{Int(1 << 30)}) }},
		{"multiply", "integer bits", func(m *Meter) (Value, error) { return Arith(m, OpMul, wide, wide) }},
		{"setBit", "integer bits", func(m *Meter) (Value, error) {
			return bitChange(func(uint) uint { return 1 })(m, NewBigInteger(new(big.Int)), []Value{Int(1 << 30)})
		}},
		{"setScale", "integer bits", func(m *Meter) (Value, error) { return bigDecimalSetScale(m, one, []Value{Int(1 << 30)}) }},
		{"add", "integer bits", func(m *Meter) (Value, error) { return Arith(m, OpAdd, huge, one) }},
		{"divide", "integer bits", func(m *Meter) (Value, error) { return decimalResult(huge.divide(m, one, 0, roundUp)) }},
		{"toBigInteger", "integer bits", func(m *Meter) (Value, error) { return bigDecimalToBigInteger(m, huge, nil) }},
		{"toPlainString", "value bytes", func(m *Meter) (Value, error) { return bigDecimalToPlainString(m, huge, nil) }},
		{"nextProbablePrime", "steps", func(m *Meter) (Value, error) { return bigIntegerNextProbablePrime(m, wide, nil) }},
		{"modPow", "steps", func(m *Meter) (Value, error) { return bigIntegerModPow(m, wide, []Value{wide, bitsNumber(199_999)}) }},
	} {
		start := time.Now()
		if got := exceeded(t, DefaultLimits(), c.call); got != c.limit {
			t.Errorf("%s: hit %q, not %q", c.name, got, c.limit)
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%s took %v", c.name, d)
		}
	}
}

// TestHarmlessExtremes checks that operations with small results do not stumble over the sizes of their operands.
func TestHarmlessExtremes(t *testing.T) {
	t.Parallel()
	huge := NewBigDecimal(big.NewInt(7), -2_000_000_000)
	tiny := NewBigDecimal(big.NewInt(7), 600_000_000)
	for name, call := range map[string]func(m *Meter) (Value, error){
		"compare":  func(m *Meter) (Value, error) { return intOf(huge.compare(m, tiny)), nil },
		"intValue": func(m *Meter) (Value, error) { return numberIntValue(m, huge, nil) },
		"setScale": func(m *Meter) (Value, error) { return bigDecimalSetScale(m, tiny, []Value{Int(2), Int(0)}) },
		"divide":   func(m *Meter) (Value, error) { return decimalResult(tiny.divide(m, tiny, 0, roundUp)) },
		"toString": func(m *Meter) (Value, error) { return String(ToString(m, huge)), nil },
		"double":   func(m *Meter) (Value, error) { return numberDoubleValue(m, huge, nil) },
		"shift":    func(m *Meter) (Value, error) { return bigIntegerShiftRight(m, bitsNumber(100), []Value{Int(1 << 30)}) },
	} {
		if got := exceeded(t, DefaultLimits(), call); got != "" {
			t.Errorf("%s: hit %q", name, got)
		}
	}
}

// TestFactorialFits checks that 1000! passes with default limits and costs little.
func TestFactorialFits(t *testing.T) {
	t.Parallel()
	m := NewMeter(context.Background(), DefaultLimits())
	err := Guard(func() {
		v := Value(NewBigInteger(big.NewInt(1)))
		for i := int32(2); i <= 1000; i++ {
			v, _ = Arith(m, OpMul, v, IntValue(i))
		}
		if text := ToString(m, v); len(text) != 2568 {
			t.Errorf("1000! has %d digits", len(text))
		}
	})
	if steps, _ := m.Used(); err != nil || steps > 100_000 {
		t.Errorf("%v after %d steps", err, steps)
	}
}
