package jsonpath

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// TestDecimals compares every pair of some numbers as fractions do.
func TestDecimals(t *testing.T) {
	texts := []string{"0", "-0", "0.0", "1", "-1", "1.0", "1.50", "1.5", "15e-1", "0.00001", "1e-5", "1E+3", "1000", "999.99",
		"12345678901234567890", "12345678901234567891", "1.2345678901234567890e19", "-1e-30", ".5", "5.", "100e0"}
	for _, a := range texts {
		for _, b := range texts {
			x, _ := new(big.Rat).SetString(a)
			y, _ := new(big.Rat).SetString(b)
			if got, want := readDecimal(a).compare(readDecimal(b)), x.Cmp(y); got != want {
				t.Errorf("%s against %s: %d, want %d", a, b, got, want)
			}
			l, ok := numberLiteral(a)
			r, ok2 := numberLiteral(b)
			if got := compareNumbers(nil, &l, &r); !ok || !ok2 || got != x.Cmp(y) {
				t.Errorf("literals %s and %s: %d, want %d", a, b, got, x.Cmp(y))
			}
		}
	}
	for _, bad := range []string{"", "-", ".", "1e", "e1", "1-2", "--1", "1.2.3"} {
		if _, ok := numberLiteral(bad); ok {
			t.Errorf("%q is a number", bad)
		}
	}
}

// TestTextOrder compares texts as String.compareTo does: by UTF-16 units.
func TestTextOrder(t *testing.T) {
	texts := []string{"", "a", "ab", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "a😀", "a\uFFFD", "😀b", "\xed\xa0\xbd", "\xed\xb8\x80"}
	for _, a := range texts {
		for _, b := range texts {
			want := slices.Compare(java.ToUTF16(a), java.ToUTF16(b))
			got := compareText(a, b)
			if got > 0 && want <= 0 || got < 0 && want >= 0 || got == 0 && want != 0 {
				t.Errorf("%q against %q: %d, want %d", a, b, got, want)
			}
		}
		if got, want := utf16Len(a), len(java.ToUTF16(a)); got != want {
			t.Errorf("%q has %d units, want %d", a, got, want)
		}
	}
}

// TestFunctions calls functions in ways that say something about their rules (the classes in Jayway's package
// internal.function). A class name is that of an exception.
func TestFunctions(t *testing.T) {
	const text = `{"n":[3,1.5,"x",null],"one":["x"],"none":[],"s":"text","m":{"k":[1,2]},"texts":["a",1,"b"]}`
	for path, want := range map[string]string{
		"$.n.sum()":                           "4.5",
		"$.n.sum(1, $.m.k, $.s)":              "8.5",
		"$.sum(1,2)":                          "3.0",
		"$.sum(-1)":                           "-1.0",
		"$.n.min()":                           "1.5",
		"$.none.sum(1)":                       "1.0",
		"$.n.max({\"a\":9})":                  "3.0",
		"$.sum('9')":                          "com.jayway.jsonpath.JsonPathException", // quoted so it is no argument
		"$.sum([9])":                          "com.jayway.jsonpath.JsonPathException", // read as the text 9]
		"$.one.first()":                       `"x"`,
		"$.one.last()":                        "com.jayway.jsonpath.JsonPathException", // -1 does not reach the first
		"$.n.last()":                          "null",
		"$.n.index(1)":                        "1.5",
		"$.n.index(-3)":                       "1.5",
		"$.n.index(-4)":                       "com.jayway.jsonpath.JsonPathException",
		"$.n.index(4)":                        "java.lang.IndexOutOfBoundsException",
		"$.n.index()":                         "java.lang.IndexOutOfBoundsException",
		"$.n.index({})":                       "java.lang.IndexOutOfBoundsException",
		"$.m['k'].first()":                    "1",
		"$.texts.concat()":                    `"ab"`,
		"$.concat($.texts, \"c\")":            `"a1bc"`,
		"$.concat($.s, $.m, 1)":               `"text"`,
		"$.length($.m)":                       "1",
		"$.length($.m.k)":                     "2",
		"$.m.length($.m.k)":                   "com.jayway.jsonpath.PathNotFoundException", // read from $.m
		"$.length(\"x\")":                     "java.lang.NullPointerException",
		"$.length($.n.sum())":                 "6",
		"$..k.length()":                       "2",
		"$..length()":                         "java.lang.IllegalStateException",
		"$.m.append(1)":                       `{"k":[1,2]}`,
		"$.one.append({\"a\":1}, $.s).size()": "3",
		"$.one.append(":                       "com.jayway.jsonpath.InvalidPathException",
		"$.one.append({)":                     "com.jayway.jsonpath.InvalidPathException",
		"$.one.append({a})":                   "com.jayway.jsonpath.InvalidJsonException",
		"$.n.avg(":                            "com.jayway.jsonpath.InvalidPathException",
		"$.one[0].first()":                    "com.jayway.jsonpath.JsonPathException",
		"$[?(@.none.first() == 1)]":           "java.lang.IndexOutOfBoundsException",
		"$.m.keys()":                          `["k"]`,
		"$.sum($.zz)":                         "com.jayway.jsonpath.PathNotFoundException",
		"$.m.k.sum().x":                       "com.jayway.jsonpath.PathNotFoundException",
	} {
		var got string
		var x *java.Exception
		v, err := Read(nil, document(t, text), path)
		if errors.As(err, &x) {
			got = x.Class
		} else {
			got = readText(v)
		}
		if got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	doc := document(t, text)
	if _, err := Read(nil, doc, "$.one.append(7)"); err != nil {
		t.Fatal(err)
	}
	v, _ := Read(nil, doc, "$.one")
	if got := readText(v); got != `["x",7]` {
		t.Errorf("append leaves %s in the document", got)
	}
}

// readText returns v as JSON.
func readText(v java.Value) string {
	s, err := jsonsmart.Text(nil, v, jsonsmart.Compressed)
	if err != nil {
		return err.Error()
	}
	return s
}
