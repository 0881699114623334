package jsonsmart

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/vtlkit/vtl/vtl/java"
)

// TestValues writes values that are not of a document. The texts are json-smart 2.2's on Java 17
// (JSONValue.toJSONString with JSONStyle.LT_COMPRESS).
func TestValues(t *testing.T) {
	m := java.NewMap()
	m.Put(nil, java.Int(1), java.Int(2))
	m.Put(nil, java.String("a/b"), nil)
	m.Put(nil, java.Bool(true), java.NewList(nil))
	array := func(elem string, vs ...java.Value) java.Value {
		return java.NewArray(&java.Class{Name: elem, Simple: elem}, vs)
	}
	invoke := func(v java.Value, method string) java.Value {
		r, _, err := java.Invoke(nil, v, method, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, tt := range []struct {
		name string
		v    java.Value
		want string
	}{
		{"null", nil, "null"},
		{"Character", java.Char('x'), "{}"},
		{"Character in a list", java.NewList([]java.Value{java.Char('a')}), "[{}]"},
		{"Boolean", java.Bool(true), "true"},
		{"Short", java.Short(3), "3"},
		{"Byte", java.Byte(3), "3"},
		{"Long", java.Long(1 << 40), "1099511627776"},
		{"BigInteger", java.NewBigInteger(big.NewInt(7)), "7"},
		{"BigDecimal", java.NewBigDecimal(big.NewInt(1), -3), "1E+3"},
		{"Double", java.Double(1.5), "1.5"},
		{"NaN", java.Double(math.NaN()), "NaN"},
		{"infinity", java.Double(math.Inf(1)), "null"},
		{"Float", java.Float(1.5), "1.5"},
		{"Float NaN", java.Float(nan32), "NaN"},
		{"Float infinity", java.Float(math.Inf(-1)), "null"},
		{"map", m, `{"1":2,"a/b":null,"true":[]}`},
		{"keys", invoke(m, "keySet"), `[1,"a/b",true]`},
		{"values", invoke(m, "values"), `[2,null,[]]`},
		{"String[]", array("java.lang.String", java.String("a"), java.String("b/c")), `["a","b/c"]`},
		{"Object[]", array("java.lang.Object", java.Int(1), nil, java.String("x")), `[1,null,"x"]`},
		{"double[]", array("double", java.Double(math.NaN()), java.Double(1e10), java.Double(math.Inf(1))), "[NaN,1.0E10,Infinity]"},
		{"int[]", array("int", java.Int(1), java.Int(2)), "[1,2]"},
		{"range", java.NewRange(1, 3), "[1,2,3]"},
		{"iterator", invoke(java.NewList([]java.Value{java.Int(1)}), "iterator"), "{}"},
	} {
		if got := must(Text(nil, tt.v, Compressed)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestRefused writes what json-smart fails on.
func TestRefused(t *testing.T) {
	nullKey := java.NewMap()
	nullKey.Put(nil, nil, java.Int(1))
	entries := java.NewMap()
	entries.Put(nil, java.String("k"), java.Int(1))
	set, _, _ := java.Invoke(nil, entries, "entrySet", nil)
	stream, _, _ := java.Invoke(nil, java.NewList(nil), "stream", nil)
	for _, tt := range []struct {
		name string
		v    java.Value
		want string
	}{
		{"null key", nullKey, "java.lang.NullPointerException"},
		{"char[]", java.NewArray(&java.Class{Name: "char", Simple: "char", Kind: java.KindPrimitive}, nil), "java.lang.ClassCastException"},
		{"entries", set, "java.lang.IllegalAccessError"},
		{"stream", stream, "java.lang.IllegalAccessError"},
		{"inside", java.NewList([]java.Value{nullKey}), "java.lang.NullPointerException"},
	} {
		_, err := Text(nil, tt.v, Compressed)
		var x *java.Exception
		if !errors.As(err, &x) || x.Class != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestStyles writes one text in every style.
func TestStyles(t *testing.T) {
	v := java.NewListOf(ArrayClass, []java.Value{
		java.String("a/\"\\\b\f\n\r\t\x00\x1f\x7f\u0080\u009f\u00a0\u1fff\u2000\u20ac\u20ff\u2100'é😀"), java.Double(math.Inf(1)),
	})
	const rest = `\"\\\b\f\n\r\t\u0000\u001F\u007F\u0080\u009F` + "\u00a0\u1fff" + `\u2000\u20AC\u20FF` + "\u2100'é😀\","
	for _, tt := range []struct {
		st   Style
		want string
	}{
		{Compressed, `["a/` + rest + `null]`},
		{WebSafe, `["a\/` + rest + `null]`},
		{Interchange, `["a/` + rest + `"Infinity"]`},
	} {
		if got := must(Text(nil, v, tt.st)); got != tt.want {
			t.Errorf("%d: %s\nwant %s", tt.st, got, tt.want)
		}
	}
	if got := java.ToString(nil, v); got != `["a\/`+rest+`null]` {
		t.Errorf("a JSONArray prints %s", got)
	}
}

// TestCopied writes documents from their text whose parts need change or do not.
func TestCopied(t *testing.T) {
	for text, want := range map[string]string{
		` { "a" : [ 1 , 2 ] , "b" : {} } `: `{"a":[1,2],"b":{}}`,
		`{"a":1.0,"b":1.10,"c":1e2}`:       `{"a":1.0,"b":1.1,"c":100.0}`,
		`{'a':[b,'c"d']}`:                  `{"a":["b","c\"d"]}`,
		`{"a":1,"b":{"x":1},"a":{"y":2}}`:  `{"a":{"y":2},"b":{"x":1}}`,
		`["\u0041\/",007,-0,-]`:            `["A/",7,0,0]`,
		"[\"\u007f\",\"é\",\"\u20ac\"]":    `["\u007F","é","\u20AC"]`,
		`[1,]`:                             `[1]`,
		`[[],{},[[]]]x`:                    `[[],{},[[]]]`,
		`[true,false,null,nul]`:            `[true,false,null,"nul"]`,
	} {
		if got := must(Text(nil, parse(t, nil, text), Compressed)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
