package gen

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/conformance"
)

// sampleStrings are texts with something to them: separators, quotes, digits, template characters, characters
// that change length when their case changes, characters outside the basic plane.
var sampleStrings = []string{
	"hello", "Hello World", "alpha", "a,b,c", "a,b,,", "  pad ", "it's", `q"q`, "<t/>", "line1\nline2", "l1\r\nl2\tx",
	"naïve", "Zoë", "中文", "😀", "x😀y", "007", "1", "-3", "0.5", "1e3", "true", "false", "null", "$5", "#1", `a\b`, `\n`,
	"2024-01-31", "user@example.com", "http://h/p?q=1&r=2", `{"k":[1,2]}`, "key=value;k2=v2", "ABCabc", "Straße", "İx",
	"ﬁn", "e\u0301", "a/b", "100%", "%s", "a.b.c", "aaa", "a1b22c333", "\u2028", "x\u0007y", "[0]", "${s}", "#end", "a|b", "",
}

// hyphenated and clashing names make property access interesting.
var sampleKeys = []string{
	"a", "b", "id", "name", "value", "key", "items", "type", "code", "count", "first-name", "class", "size", "empty", "Name",
	"_x", "x1", "a b", "", "é", "length", "0",
}

// sampleInts are numbers that read as Integer.
var sampleInts = []string{
	"0", "1", "2", "3", "-1", "5", "7", "10", "-7", "29", "100", "255", "1000", "65", "2147483647", "-2147483648",
}

// sampleLongs are numbers that read as Long.
var sampleLongs = []string{"3000000000", "-2147483649", "9223372036854775807", "-9223372036854775808", "4294967296", "1700000000000"}

// sampleBigs are numbers that read as BigInteger.
var sampleBigs = []string{"9223372036854775808", "12345678901234567890", "-100000000000000000000", "18446744073709551616"}

// sampleDoubles are numbers that read as Double.
var sampleDoubles = []string{
	"0.0", "1.0", "-1.0", "0.5", "2.5", "3.141592653589793", "1e10", "1e-5", "0.001", "9999999.5", "10000000.0", "-0.0",
	"123456789.125", "100.0", "0.1", "1e22", "1.7976931348623157e308", "4.9e-324",
}

// quoted returns s as a JSON string.
func quoted(s string) string { return string(conformance.AppendQuoted(nil, s)) }

// scalar returns a JSON scalar.
func (w *writer) scalar() string {
	return w.oneOf(
		option{6, func() string { return quoted(pick(w, sampleStrings...)) }},
		option{4, func() string { return pick(w, sampleInts...) }},
		option{1, func() string { return pick(w, sampleLongs...) }},
		option{1, func() string { return pick(w, sampleBigs...) }},
		option{2, func() string { return pick(w, sampleDoubles...) }},
		option{2, func() string { return pick(w, "true", "false") }},
		option{2, func() string { return "null" }},
	)
}

// jsonValue returns a JSON value nested at most depth deep.
func (w *writer) jsonValue(depth int) string {
	if depth <= 0 || w.chance(0.5) {
		return w.scalar()
	}
	if w.chance(0.5) {
		return w.jsonList(depth)
	}
	return w.jsonMap(depth)
}

func (w *writer) jsonList(depth int) string {
	return "[" + w.repeat(0, 4, ",", func() string { return w.jsonValue(depth - 1) }) + "]"
}

func (w *writer) jsonMap(depth int) string {
	var members []string
	seen := map[string]bool{}
	for range w.r.IntN(5) {
		k := pick(w, sampleKeys...)
		if !seen[k] {
			seen[k] = true
			members = append(members, quoted(k)+":"+w.jsonValue(depth-1))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (w *writer) jsonInts() string {
	return "[" + w.repeat(0, 6, ",", func() string { return strconv.Itoa(w.r.IntN(20) - 5) }) + "]"
}

func (w *writer) jsonStrings() string {
	return "[" + w.repeat(0, 5, ",", func() string { return quoted(pick(w, sampleStrings...)) }) + "]"
}

func (w *writer) jsonRow() string {
	return `{"id":` + strconv.Itoa(w.r.IntN(90)) + `,"name":` + quoted(pick(w, sampleStrings...)) +
		`,"value":` + w.scalar() + `,"items":` + w.jsonInts() + `}`
}

// nonEmpty returns a sample string of at least two characters.
func (w *writer) nonEmpty() string {
	for {
		if s := pick(w, sampleStrings...); len(s) > 1 {
			return s
		}
	}
}

// context writes the variables of the case and declares them.
func (w *writer) context() json.RawMessage {
	var members []string
	add := func(name string, k kind, v string) {
		members = append(members, quoted(name)+":"+v)
		w.declare(name, k)
	}
	add("s", kindString, quoted(w.nonEmpty()))
	add("name", kindString, quoted(w.nonEmpty()))
	add("t", kindString, quoted(pick(w, sampleStrings...)))
	add("n", kindInt, pick(w, sampleInts...))
	add("i", kindInt, strconv.Itoa(w.r.IntN(5)))
	add("l", kindLong, pick(w, sampleLongs...))
	add("big", kindBigInt, pick(w, sampleBigs...))
	add("d", kindDouble, pick(w, sampleDoubles...))
	add("ok", kindBool, "true")
	add("off", kindBool, "false")
	add("nul", kindNull, "null")
	add("list", kindList, w.jsonInts())
	add("names", kindList, w.jsonStrings())
	add("rows", kindList, "["+w.repeat(0, 3, ",", w.jsonRow)+"]")
	add("mixed", kindList, w.jsonList(3))
	add("map", kindMap, w.jsonMap(3))
	add("user", kindMap, w.jsonRow())
	if w.chance(0.1) {
		add("a-b_1", kindString, quoted(w.nonEmpty()))
	}
	return json.RawMessage("{" + strings.Join(members, ",") + "}")
}

func (w *writer) declare(name string, k kind) { w.vars = append(w.vars, variable{name, k}) }
