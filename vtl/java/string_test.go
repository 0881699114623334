package java

import (
	"errors"
	"strings"
	"testing"
)

// TestStringMethods has the methods and errors that strings.tsv does not. The results are Java's.
func TestStringMethods(t *testing.T) {
	t.Parallel()
	chars := NewArray(primChar, []Value{Char('a'), Char(0xD83D), Char(0xDE00)})
	texts := NewArray(stringClass, []Value{String("a"), nil, String("b")})
	list := NewList([]Value{String("a"), String("b")})
	for _, c := range []struct {
		method string
		args   []Value
		want   string
	}{
		{"valueOf", []Value{nil}, "=null"},
		{"valueOf", []Value{Int(-7)}, "=-7"},
		{"valueOf", []Value{Double(1e10)}, "=1.0E10"},
		{"valueOf", []Value{Float(0.1)}, "=0.1"},
		{"valueOf", []Value{Char('x')}, "=x"},
		{"valueOf", []Value{Bool(true)}, "=true"},
		{"valueOf", []Value{chars}, "=a`d83d`de00"},
		{"valueOf", []Value{chars, Int(1), Int(1)}, "=`d83d"},
		{"copyValueOf", []Value{chars, Int(2), Int(2)}, "!java.lang.StringIndexOutOfBoundsException: offset 2, count 2, length 3"},
		{"join", []Value{String("-"), String("x"), String("y")}, "=x-y"},
		{"join", []Value{String("-"), texts}, "=a-null-b"},
		{"join", []Value{String(", "), list}, "=a, b"},
		{"join", []Value{String("-"), NewList([]Value{Int(1)})}, "!java.lang.ClassCastException: class java.lang.Integer cannot be cast to class java.lang.CharSequence " +
			"(java.lang.Integer and java.lang.CharSequence are in module java.base of loader 'bootstrap')"},
		{"join", []Value{nil, list}, "!java.lang.NullPointerException"},
		{"format", []Value{String("%s-%s"), Int(1), String("x")}, "=1-x"},
		{"format", []Value{String("%s")}, "!java.util.MissingFormatArgumentException: Format specifier '%s'"},
		{"formatted", []Value{Int(1)}, "=hello"},
		{"compareTo", []Value{Int(1)}, "!java.lang.ClassCastException: class java.lang.Integer cannot be cast to class java.lang.String " +
			"(java.lang.Integer and java.lang.String are in module java.base of loader 'bootstrap')"},
		{"compareTo", []Value{String("help")}, "=-4"},
		{"compare", []Value{String("a"), String("b")}, "=-1"},
		{"equals", []Value{String("hello")}, "=true"},
		{"equals", []Value{nil}, "=false"},
		{"concat", []Value{nil}, "!java.lang.NullPointerException"},
		{"contains", []Value{nil}, "!java.lang.NullPointerException"},
		{"replace", []Value{String("l"), nil}, "!java.lang.NullPointerException"},
		{"replaceAll", []Value{String("x"), nil}, "=hello"},
		{"replaceAll", []Value{String("l"), nil}, "!java.lang.NullPointerException"},
		{"replaceFirst", []Value{String("x"), nil}, "!java.lang.NullPointerException"},
		{"split", []Value{nil}, "!java.lang.NullPointerException"},
		{"toUpperCase", []Value{nil}, "!java.lang.NullPointerException"},
		{"getBytes", []Value{String("nope")}, "!java.io.UnsupportedEncodingException: nope"},
		{"getChars", []Value{Int(0), Int(9), chars, Int(0)}, "!java.lang.StringIndexOutOfBoundsException: begin 0, end 9, length 5"},
		{"getChars", []Value{Int(0), Int(4), chars, Int(0)}, "!java.lang.StringIndexOutOfBoundsException: offset 0, count 4, length 3"},
		{"repeat", []Value{Int(-1)}, "!java.lang.IllegalArgumentException: count is negative: -1"},
		{"substring", []Value{Int(4), Int(2)}, "!java.lang.StringIndexOutOfBoundsException: begin 4, end 2, length 5"},
		{"charAt", []Value{Int(5)}, "!java.lang.StringIndexOutOfBoundsException: String index out of range: 5"},
		{"describeConstable", nil, "=Optional[hello]"},
		{"intern", nil, "=hello"},
		{"resolveConstantDesc", []Value{nil}, "=hello"},
		{"replace", []Value{String(""), String("-")}, "=-h-e-l-l-o-"},
		{"indexOf", []Value{String("l"), Int(-5)}, "=2"},
		{"isEmpty", nil, "=false"},
	} {
		if got := goldenResult(invokeText(nil, "hello", c.method, c.args...)); got != c.want {
			t.Errorf("hello.%s(%v) = %s, want %s", c.method, c.args, got, c.want)
		}
	}
}

func TestGetCharsInto(t *testing.T) {
	t.Parallel()
	dst := NewArray(primChar, []Value{Char('.'), Char('.'), Char('.')})
	got, err := invokeText(nil, "hello", "getChars", Int(1), Int(3), dst, Int(1))
	if text := ToString(nil, dst.At(0)) + ToString(nil, dst.At(1)) + ToString(nil, dst.At(2)); err != nil || got != "" || text != ".el" {
		t.Errorf("got %q, %v and %q", got, err, text)
	}
}

// TestStringCharges checks that results are charged before they are made: each call is stopped by the bytes a run may
// make, and none makes its result first.
func TestStringCharges(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ab,", 20000)
	for _, c := range []struct {
		text, method string
		args         []Value
	}{
		{"x", "repeat", []Value{Int(1 << 30)}},
		{long, "repeat", []Value{Int(1 << 30)}},
		{long, "replace", []Value{String("a"), String(long)}},
		{long, "replace", []Value{String(""), String(long)}},
		{long, "replaceAll", []Value{String("a"), String(long)}},
		{long, "replaceAll", []Value{String("[ab]"), String(long)}},
		{long, "replaceAll", []Value{String(".*"), String("$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0")}},
		{long, "indent", []Value{Int(1 << 30)}},
		{"%1000000000d", "formatted", []Value{Int(1)}},
		{"%01000000000d", "formatted", []Value{Int(1)}},
		{"%.1000000000f", "formatted", []Value{Double(1)}},
		{"%1000000000s", "formatted", []Value{String("x")}},
		{"%.1000000000e", "formatted", []Value{Double(1)}},
		{"%.1000000000g", "formatted", []Value{Double(1)}},
		{"%.1000000000a", "formatted", []Value{Double(1)}},
	} {
		m := NewMeter(t.Context(), Limits{Bytes: 1 << 20})
		err := Guard(func() { _, _ = invokeText(m, c.text, c.method, c.args...) })
		var limit *LimitError
		if !errors.As(err, &limit) || limit.Name != "value bytes" {
			t.Errorf("%s of %.10q: %v", c.method, c.text, err)
		}
	}
}

// TestASCIIMethodsShare checks that the methods used most do not copy.
func TestASCIIMethodsShare(t *testing.T) {
	text := Value(String(strings.Repeat("x", 1000)))
	args := []Value{Int(10), Int(900)}
	for name, call := range map[string]MethodFunc{"substring": stringSubstring, "charAt": stringCharAt, "trim": stringTrim, "length": stringLength} {
		allocs := testing.AllocsPerRun(100, func() { _, _ = call(nil, text, args) })
		if allocs > 1 {
			t.Errorf("%s allocates %v times", name, allocs)
		}
	}
}

func BenchmarkString(b *testing.B) {
	text := Value(String(strings.Repeat("hello world ", 20)))
	for _, c := range []struct {
		name string
		call MethodFunc
		args []Value
	}{
		{"length", stringLength, nil},
		{"charAt", stringCharAt, []Value{Int(100)}},
		{"substring", stringSubstring, []Value{Int(10), Int(100)}},
		{"indexOf", stringIndexOf, []Value{String("world")}},
		{"toUpperCase", stringToUpperCase, nil},
		{"replaceAll", stringReplaceAll, []Value{String(`\s+`), String("_")}},
		{"replaceAllText", stringReplaceAll, []Value{String(" "), String("_")}},
		{"split", stringSplit, []Value{String(" ")}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.call(nil, text, c.args); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
