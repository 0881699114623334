package vtl_test

import (
	"math/big"
	"testing"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

func TestValueOf(t *testing.T) {
	t.Parallel()
	huge, _ := new(big.Int).SetString("12345678901234567890", 10)
	tests := []struct {
		data        any
		class, text string
	}{
		{true, "java.lang.Boolean", "true"},
		{"a\xff", "java.lang.String", "a\uFFFD"},
		{5, "java.lang.Integer", "5"},
		{int64(-2147483648), "java.lang.Integer", "-2147483648"},
		{int64(2147483648), "java.lang.Long", "2147483648"},
		{uint64(1) << 63, "java.math.BigInteger", "9223372036854775808"},
		{uint8(200), "java.lang.Integer", "200"},
		{huge, "java.math.BigInteger", "12345678901234567890"},
		{big.NewInt(7), "java.lang.Integer", "7"},
		{2.5, "java.lang.Double", "2.5"},
		{float32(0.5), "java.lang.Double", "0.5"},
		{[]any{1, nil, "x", []string{"y"}}, "java.util.ArrayList", "[1, null, x, [y]]"},
		{map[string]any{"b": 1, "a": map[string]string{"k": "v"}}, "java.util.LinkedHashMap", "{a={k=v}, b=1}"},
		{[]vtl.Binding{{Name: "b", Value: java.Int(1)}, {Name: "a"}}, "java.util.LinkedHashMap", "{b=1, a=null}"},
		{java.Char('c'), "java.lang.Character", "c"},
	}
	for _, tt := range tests {
		v, err := vtl.ValueOf(tt.data)
		if err != nil || v.Class().Name != tt.class || java.ToString(nil, v) != tt.text {
			t.Errorf("%v: got %v, %v, want %s %s", tt.data, v, err, tt.class, tt.text)
		}
	}
	if v, err := vtl.ValueOf(nil); v != nil || err != nil {
		t.Errorf("nil: got %v, %v", v, err)
	}
	deep := []any{}
	for range 2000 {
		deep = []any{deep}
	}
	for _, bad := range []any{struct{}{}, func() {}, []any{make(chan int)}, deep} {
		if v, err := vtl.ValueOf(bad); err == nil {
			t.Errorf("%T gave %v", bad, v)
		}
	}
}
