package jsonpath

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// meterWith returns a meter whose limits f has changed.
func meterWith(f func(l *java.Limits)) *java.Meter {
	l := java.DefaultLimits()
	l.Time = 0
	f(&l)
	return java.NewMeter(context.Background(), l)
}

// document returns the value of JSON text.
func document(t testing.TB, text string) java.Value {
	t.Helper()
	v, err := jsonsmart.Parse(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSpelling checks which texts are paths. The rules are those of PathCompiler and FilterCompiler of 3.0.0; want is
// the path in bracket notation, "" for what is none.
func TestSpelling(t *testing.T) {
	for text, want := range map[string]string{
		"a.b":                "$['a']['b']",
		"@.a":                "@['a']",
		" $.a":               "",
		"  a":                "", // behind the $. that is put before it, a space follows
		"$.a  ":              "$['a']",
		"$.a b":              "",
		"$..a":               "$..['a']",
		"$...a":              "",
		"$.a..":              "",
		"$a":                 "",
		"$.a[0]x":            "$['a'][0]", // one character left over does not count
		"$.a[0]xy":           "$['a'][0]['xy']",
		"$.a[0]é":            "$['a'][0]",
		"$.a[0]😀":            "$['a'][0]['😀']", // two UTF-16 units
		"$.a[":               "$['a']",
		"$.a[[":              "",
		"$.a*":               "$['a*']",
		"$.**":               "$[*]",
		"$.***":              "$[*][*]",
		"$[*]":               "$[*]",
		"$[ * ]":             "$[*]",
		"$[*":                "",
		"$[**]":              "",
		"$['a' , 'b']":       "$['a','b']",
		`$["a",'b']`:         "",
		`$['a',x"y'b']`:      "$['a','b']", // what stands between a comma and the next quote does not count
		"$['a',]":            "",
		"$['a',,'b']":        "",
		"$['a''b']":          "",
		"$['a\\'b']":         "$['a'b']",
		"$['\\u0041']":       "$['A']",
		"$['\\u00g1']":       "",
		"$['a":               "",
		"$[0, 1 ,2]":         "$[0,1,2]",
		"$[0,]":              "",
		"$[0 1]":             "",
		"$[-]":               "",
		"$[99999999999]":     "",
		"$[٣]":               "$[3]",
		"$[1:2:3]":           "$[1:2]",
		"$[:]":               "",
		"$[1 :2]":            "",
		"$[:-1]":             "$[:-1]",
		"$[]":                "",
		"$[?]":               "",
		"$[?,?]":             "",
		"$[ ? ( @.a ) ]":     "$[?]",
		"$[?(@.a) && (@.b)]": "", // the first parenthesis must be the last one's partner
		"$.sum()":            "$.sum()",
		"$.sum(":             "",
		"$.a.sum(1))x":       "$['a'].sum()[')x']",
		"$.f(()":             "",
		"$..a.sum()":         "$.sum()",
	} {
		p, err := Compile(text, java.DefaultLimits())
		got := ""
		if err == nil {
			e := newEvaluation(&run{}, p)
			got = e.prefix(len(p.steps))
		}
		if got != want {
			t.Errorf("%s is %q, want %q (%v)", text, got, want, err)
		}
	}
}

// TestFilterSpelling checks which filters can be read: the accepted ones give the elements named behind the arrow.
func TestFilterSpelling(t *testing.T) {
	doc := document(t, `[{"a":1,"s":"x","l":[1,2],"ab":true},{"a":2,"s":"(y)","l":[]},{"b":null,"s":"a/b"}]`)
	for filter, want := range map[string]string{
		"@.a":                            "0 1",
		"!@.a":                           "2",
		"! @.a":                          "2",
		"!!@.a":                          "0 1",
		"!(@.a == 1)":                    "1 2",
		"!@.a == 1":                      "0", // the mark before a path that is compared does not count
		"@.a==1||@.b":                    "0 2",
		"@.a == 1 && @.s == 'x'":         "0",
		"((@.a == 1) || (@.a == 2))":     "0 1",
		"@.s =~ /x|a.b/":                 "0 2",
		"@.s =~ /(x)/ && @.a == 1":       "0",
		"@.s =~ /X/i":                    "0",
		"@.s =~ /a\\/b/":                 "2",
		"/x/ =~ @.s":                     "0",
		"@.s =~ /(/":                     "bad",
		"@.s == '(y)'":                   "1",
		"@.s == \"x\"":                   "0",
		"@['s'] == 'x'":                  "0",
		"@.l[0] == 1":                    "0",
		"@.l.length() == 2":              "0",
		"@.a in [1, 3]":                  "0",
		"@.a IN [1, 3]":                  "0",
		"@.a in[1]":                      "bad",
		"@.l contains 2":                 "0",
		"@.l size 0":                     "1",
		"@.l empty true":                 "1",
		"@.l empty":                      "bad",
		"@.a === 1":                      "0",
		"@.a !== 1":                      "1 2",
		"@.a == '1'":                     "0",
		"@.a === '1'":                    "",
		"@.a <> 1":                       "bad",
		"@.a = 1":                        "bad",
		"1":                              "bad",
		"true":                           "bad",
		"1 == 1":                         "0 1 2",
		"@.a == 1 and @.s":               "bad",
		"@.a == x":                       "bad",
		"@.a == 1e0":                     "0",
		"@.a == 1.0":                     "0",
		"@.a == --1":                     "bad",
		"@.b == null":                    "2",
		"@.ab == true":                   "0",
		"@.a > 0 || (@.b && @.s == 'z')": "0 1",
		"@.l subsetof [1,2,3]":           "0 1",
		"@.l anyof [2]":                  "0",
		"@.l noneof [2]":                 "1",
		"@.a nin [1]":                    "1 2",
		"@.l all [1]":                    "",
		"@.a type 1":                     "",
		"$[0].a == @.a":                  "0",
	} {
		got := "bad"
		p, err := Compile("$[?("+filter+")]", java.DefaultLimits())
		if err == nil {
			v, err := p.Read(nil, doc)
			if err != nil {
				t.Errorf("%s: %v", filter, err)
				continue
			}
			var places []string
			for i := range doc.(*java.List).Len() {
				for j := range v.(*java.List).Len() {
					if v.(*java.List).At(j) == doc.(*java.List).At(i) {
						places = append(places, fmt.Sprint(i))
					}
				}
			}
			got = strings.Join(places, " ")
		}
		if got != want {
			t.Errorf("%s gives %q, want %q (%v)", filter, got, want, err)
		}
	}
}

// TestIdentity checks that containers in a result are those of the document, and that nothing else is filled.
func TestIdentity(t *testing.T) {
	doc := document(t, `{"a":[{"n":1},{"n":2,"deep":{"x":[1]}}],"b":{"c":{}}}`)
	for _, path := range []string{"$.a[1].n", "$..n", "$.a[?(@.n == 2)].n", "$.a.length()", "$.zz"} {
		if _, err := Read(nil, doc, path); err != nil && path != "$.zz" {
			t.Errorf("%s: %v", path, err)
		}
		if _, ok := jsonsmart.NodeOf(doc); !ok {
			t.Fatalf("reading %s filled the document", path)
		}
	}
	read := func(path string) java.Value {
		v, err := Read(nil, doc, path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return v
	}
	for _, path := range []string{"$.a[?(@.n == 2)].deep", "$..deep", "$.a[*].deep", "$.a[-1:].deep", "$..x^"} {
		if strings.HasSuffix(path, "^") {
			continue
		}
		found := read(path).(*java.List)
		if found.Len() != 1 || found.At(0) != read("$.a[1].deep") {
			t.Errorf("%s gives another object than $.a[1].deep", path)
		}
	}
	read("$..deep").(*java.List).At(0).(*java.Map).Put(nil, java.String("new"), java.Int(7))
	if got := java.ToString(nil, read("$.a[1].deep")); got != "{x=[1], new=7}" {
		t.Errorf("after a change: %s", got)
	}
}

// TestPathLimits checks the limits of a path at and beyond them.
func TestPathLimits(t *testing.T) {
	doc := document(t, `{"a":[1,2,3,4,5,6,7,8,9,10]}`)
	nested := func(n int) string { return "$[?(" + strings.Repeat("(", n-2) + "@" + strings.Repeat(")", n-2) + ")]" }
	for _, tt := range []struct {
		name, path string
		limit      string
	}{
		{"bytes", "$." + strings.Repeat("x", 98), ""},
		{"bytes", "$." + strings.Repeat("x", 99), "JSONPath"},
		{"nesting", nested(9), ""},
		{"nesting", nested(10), "JSONPath nesting"},
		{"exclamation marks", "$[?(" + strings.Repeat("!", 10) + "(1==1))]", ""},
		{"exclamation marks", "$[?(" + strings.Repeat("!", 11) + "(1==1))]", "JSONPath nesting"},
		{"nodes", "$.a[*]", ""},
		{"nodes", "$..*", "JSONPath nodes"},
	} {
		m := meterWith(func(l *java.Limits) { l.PathBytes, l.PathNesting, l.PathNodes = 100, 10, 13 })
		err := java.Guard(func() { _, _ = Read(m, doc, tt.path) })
		var limit *java.LimitError
		name := ""
		if errors.As(err, &limit) {
			name = limit.Name
		}
		if name != tt.limit {
			t.Errorf("%s: %s: limit %q, want %q", tt.name, tt.path, name, tt.limit)
		}
	}
}

// TestFaults checks class and place of what is wrong with a path.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		path   string
		class  string
		offset int
	}{
		{"", classArgument, 0},
		{"$.a b", classInvalid, 3},
		{"$.a[?(@.x ==)]", classInvalid, 12},
		{"$.a[?(@.x == 'y)]", classInvalid, 13},
		{"$.a.b[x]", classInvalid, 5},
		{"$.a[?(1)]", classInvalid, 6},
	} {
		_, err := Compile(tt.path, java.DefaultLimits())
		var bad *Error
		if !errors.As(err, &bad) || bad.Class != tt.class || bad.Offset != tt.offset {
			t.Errorf("%s: %v, want %s at %d", tt.path, err, tt.class, tt.offset)
		}
	}
}

// TestOrigins checks the origins of results while they are traced.
func TestOrigins(t *testing.T) {
	const text = `{"a":[{"n":"x"},{"n":22}],"b":true}`
	for _, fillFirst := range []bool{false, true} {
		for path, want := range map[string]string{
			"$.b":             `$.b true`,
			"$.a[1].n":        `$.a[1].n 22`,
			"$..n":            `$.a[0].n "x" $.a[1].n 22`,
			"$.a[?(@.n > 1)]": `$.a[1] {"n":22}`,
			"$.a[*].n":        `$.a[0].n "x" $.a[1].n 22`,
			"$.a.length()":    ``,
		} {
			m := meterWith(func(*java.Limits) {})
			m.Tracing = true
			doc, err := jsonsmart.ParseBody(m, text)
			if err != nil {
				t.Fatal(err)
			}
			if fillFirst {
				fill(doc)
			}
			if _, err := Read(m, doc, path); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range m.TakeOrigin() {
				got = append(got, o.Path, text[o.Start:o.End])
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("%s, filled %v: %s, want %s", path, fillFirst, s, want)
			}
		}
	}
}

// TestCache checks that the cache keeps what was used last, and no more than its size.
func TestCache(t *testing.T) {
	c := newCache(2, 100_000)
	key := func(s string) cacheKey { return cacheKey{text: s} }
	a, b := &Path{text: "a"}, &Path{text: "b"}
	c.put(key("a"), a)
	c.put(key("b"), b)
	c.get(key("a"))
	c.put(key("c"), &Path{})
	if c.get(key("a")) != a || c.get(key("b")) != nil || len(c.items) != 2 || c.order.Len() != 2 {
		t.Errorf("%v %v %d", c.get(key("a")), c.get(key("b")), len(c.items))
	}
	c.put(key(strings.Repeat("x", 1000)), &Path{})
	if c.get(key("a")) != nil || len(c.items) != 0 || c.used != 0 {
		t.Errorf("a path too large for the cache left %d entries and %d bytes", len(c.items), c.used)
	}
}

// TestAnswer checks the members of an answer object.
func TestAnswer(t *testing.T) {
	for _, tt := range []struct{ json, path, want string }{
		{`{"a":[1,"x/y"]}`, "$.a", `"path_result":[1,"x/y"],"path_type":"List","json_result":"[1,\"x/y\"]","to_string":"[1,\"x\\/y\"]","definite":true`},
		{`{"a":null}`, "$.a", `"path_result":null,"path_type":"null","json_result":"null","to_string":null,"definite":true`},
		{`[1e400]`, "$[*]", `"path_result":["Infinity"],"path_type":"List","json_result":"[null]","to_string":"[null]","definite":false`},
		{`"\ud800é"`, "$", `"path_result":"\uD800é","path_type":"String","json_result":"\"\uD800é\"","to_string":"\uD800é","definite":true`},
		{`{}`, "$.a", `"error":{"class":"PathNotFoundException","message":"No results for path: $['a']"}`},
		{`{}`, "$[", `"error":{"class":"InvalidPathException","message":"?, a quoted name, an index or * belongs in brackets"}`},
		{`{`, "$", `"error":{"class":"InvalidJsonException","message":"net.minidev.json.parser.ParseException: Unexpected End Of File at position 1."}`},
	} {
		r := Answer(nil, tt.json, tt.path)
		if got := string(r.AppendMembers(nil)); got != tt.want {
			t.Errorf("%s on %s:\n got %s\nwant %s", tt.path, tt.json, got, tt.want)
		}
	}
}

// TestShared reads compiled paths by many goroutines at once, each from a document of its own.
func TestShared(t *testing.T) {
	const text = `{"a":[{"n":1,"s":"x","l":[1,"$.x"]},{"n":2,"s":"y"}],"max":1}`
	for _, path := range []string{"$.a[?(@.n in [1,3])].s", "$.a[?(@.s =~ /X/i)].n", "$.a[?(@.n <= $.max)]", "$.a[?(@.l contains '$.x')].n", "$..n.sum(1)", "$.a[?(@ == {'n':2,'s':'y'})].n"} {
		p, err := Compile(path, java.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		want := readAll(p, text, func(v java.Value) java.Value { return v })
		results := make(chan string)
		for range 8 {
			go func() {
				for range 50 {
					results <- readAll(p, text, func(v java.Value) java.Value { return v })
				}
			}()
		}
		for range 8 * 50 {
			if got := <-results; got != want {
				t.Errorf("%s: %s, want %s", path, got, want)
			}
		}
	}
}
