package java

import "testing"

// looseValues are values of all kinds that could equal one another.
func looseValues(t *testing.T) []Value {
	t.Helper()
	r := vectorReader{t}
	m := NewMap()
	m.Put(nil, String("a"), Int(1))
	return []Value{
		nil, Int(5), Long(5), Short(5), Byte(5), Float(5), Double(5), r.value("I5"), r.value("D5,0"),
		r.value("D5000000000000000277555756156289135105907917022705078125,55"), r.value("d7ff8000000000000"), r.value("d7ff0000000000000"),
		r.value("d8000000000000000"), Int(0), String("5"), String("5.0"), String("a"), String(""), Bool(true), String("true"),
		Char('a'), Char('5'), NewList([]Value{Int(1), Int(2)}), String("[1, 2]"), m, String("{a=1}"), String("NaN"), String("null"),
	}
}

// looseEqual has a row for each of looseValues and in it a column for each: 1 where the oracle found them equal, E where
// it failed.
var looseEqual = []string{
	"1000000000000000000000000000", // null
	"0111111110100010000001000000", // Integer 5
	"0111111110100010000001000000", // Long 5
	"0111111110100010000001000000", // Short 5
	"0111111110100010000001000000", // Byte 5
	"0111111110100001000000000000", // Float 5
	"0111111110100001000000000000", // Double 5
	"0111111110EE0010000001000000", // BigInteger 5
	"0111111110EE0010000001000000", // BigDecimal 5
	"0000000001EE0000000000000000", // BigDecimal 5 * 0.1
	"0111111EEE111100000000000010", // NaN
	"0000000EEE110000000000000000", // Infinity
	"0000000000101100000000000000", // -0.0
	"0000000000101100000000000000", // 0
	"0111100110000010000001000000", // '5'
	"0000011000000001000000000000", // '5.0'
	"0000000000000000100010000000", // 'a'
	"0000000000000000010000000000", // ''
	"0000000000000000001100000000", // true
	"0000000000000000001100000000", // 'true'
	"0000000000000000100010000000", // Character a
	"0111100110000010000001000000", // Character 5
	"0000000000000000000000110000", // [1, 2]
	"0000000000000000000000110000", // '[1, 2]'
	"0000000000000000000000001100", // {a=1}
	"0000000000000000000000001100", // '{a=1}'
	"0000000000100000000000000010", // 'NaN'
	"0000000000000000000000000001", // 'null'
}

// TestLooseEqual compares all pairs of looseValues.
func TestLooseEqual(t *testing.T) {
	t.Parallel()
	values := looseValues(t)
	for i, a := range values {
		for j, b := range values {
			got := "0"
			if LooseEqual(nil, a, b) {
				got = "1"
			}
			if IsNumber(a) && IsNumber(b) && ComparisonError(a, b) != nil {
				got = "E"
			}
			if want := looseEqual[i][j : j+1]; got != want {
				t.Errorf("%s == %s: got %s, want %s", ToString(nil, a), ToString(nil, b), got, want)
			}
		}
	}
}

// TestCompareNumbersOther checks that only numbers compare.
func TestCompareNumbersOther(t *testing.T) {
	t.Parallel()
	for _, v := range []Value{nil, String("1"), Bool(true), Char('1')} {
		if _, ok := CompareNumbers(nil, v, Int(1)); ok {
			t.Errorf("%v compares with 1", v)
		}
		if _, ok := CompareNumbers(nil, Int(1), v); ok {
			t.Errorf("1 compares with %v", v)
		}
	}
}
