package apispec

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// read returns the values of a document that must be readable.
func read(t *testing.T, text string) *document {
	t.Helper()
	d, f := readDocument("doc", []byte(text))
	if f != nil {
		t.Fatalf("%q: %s", text, f.msg)
	}
	return d
}

// TestReadValues checks values of JSON and YAML, written as compact JSON.
func TestReadValues(t *testing.T) {
	t.Parallel()
	tests := []struct{ doc, want string }{
		{`{"a":[1,-2.50,1e3,true,false,null,"x"],"b":{},"c":[]}`, `{"a":[1,-2.50,1e3,true,false,null,"x"],"b":{},"c":[]}`},
		{"\ufeff\t{\"a\" : 1}\r\n", `{"a":1}`},
		{`{"a":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00\ud83d"}`, "{\"a\":\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tä😀\ufffd\"}"},
		{"a: 1\nb: [x, 'y', \"z\\u0041\"]\n", `{"a":1,"b":["x","y","zA"]}`},
		{"200: ok\ntrue: yes\n~: null\n1.5: no\n", `{"200":"ok","true":"yes","~":null,"1.5":"no"}`},
		{"a: 0x1F\nb: 1_000\nc: .5\nd: +3\ne: 0o17\nf: .inf\ng: 007\n", `{"a":31,"b":1000,"c":0.5,"d":3,"e":15,"f":".inf","g":7}`},
		{"version: 2024-05-01\ntime: 2022-07-29T06:56:31Z\n", `{"version":"2024-05-01","time":"2022-07-29T06:56:31Z"}`},
		{"a: TRUE\nb: on\nc: \"true\"\nd: !!str 5\n", `{"a":true,"b":"on","c":"true","d":"5"}`},
		{"a: |\n  x\n   y\n\n  z\nb: >-\n  x\n  y\n", `{"a":"x\n y\n\nz\n","b":"x y"}`},
		{"a: &x {b: 1}\nc: *x\nd: [*x, *x]\n", `{"a":{"b":1},"c":{"b":1},"d":[{"b":1},{"b":1}]}`},
		{"base: &x {a: 1, b: 2}\nc:\n  <<: *x\n  b: 3\n", `{"base":{"a":1,"b":2},"c":{"b":3,"a":1}}`},
		{"x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y], c: 3}\n", `{"x":{"a":1},"y":{"a":2,"b":2},"z":{"c":3,"a":1,"b":2}}`},
		{"--- # start\na: 1\n...\n", `{"a":1}`},
	}
	for _, test := range tests {
		if got := jsonText(read(t, test.doc).root); got != test.want {
			t.Errorf("%q: got %s; want %s", test.doc, got, test.want)
		}
	}
}

// TestValuePlaces checks where values and keys stand, in lines and characters.
func TestValuePlaces(t *testing.T) {
	t.Parallel()
	docs := []string{
		"{\n  \"ä\": {\"b\": \"ö x\", \"c\": [1]}\n}",
		"\"ä\":\n  'b': ö x\n  c:\n    - 1\n",
	}
	want := [][]string{{"2:3", "2:9", "2:14", "2:21", "2:27"}, {"1:1", "2:3", "2:8", "3:3", "4:7"}}
	for i, doc := range docs {
		d := read(t, doc)
		outer := d.root.fields[0]
		inner := outer.val.fields
		var got []string
		for _, v := range []*value{outer.key, inner[0].key, inner[0].val, inner[1].key, inner[1].val.items[0]} {
			p := d.position(v.from)
			got = append(got, itoa(p.Line)+":"+itoa(p.Column))
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("places in %q (-want +got):\n%s", doc, diff)
		}
	}
}

// TestLongLine checks that places in a file of one long line are found fast and right.
func TestLongLine(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`{"openapi":"3.0.1","info":{"title":"ä"},"paths":{`)
	for i := range 20000 {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"/ü` + itoa(i) + `":{}`)
	}
	b.WriteString(`,"/ok":` + `{"get":{"x-amazon-apigateway-integration":{"type":"x"}}}}}`)
	start := time.Now()
	_, _, err := Load("long.json", []byte(b.String()), Options{})
	if took := time.Since(start); took > time.Minute {
		t.Errorf("loading took %v", took)
	}
	list := asErrors(t, err)
	p := list[3]
	want := strings.Index(b.String(), `"/ü3":`)
	if want = len([]rune(b.String()[:want])) + 1; p.Pos.Line != 1 || p.Pos.Column != want {
		t.Errorf("the place is %d:%d; want 1:%d", p.Pos.Line, p.Pos.Column, want)
	}
}

// limitTests sit at a limit and behind it.
var limitTests = []struct {
	name string
	doc  func(n int) string
	most int
	want string
}{
	{"size", func(n int) string { return `{"a":"` + strings.Repeat("x", n-8) + `"}` }, 6 << 20, "the definition is larger than 6 MB"},
	{"nesting of JSON", func(n int) string { return `{"a":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}" }, 256, "the definition is nested deeper than 256 levels"},
	{"nesting of YAML", func(n int) string { return "a: " + strings.Repeat("[", n) + strings.Repeat("]", n) }, 256, "the definition is nested deeper than 256 levels"},
	{"values of JSON", func(n int) string { return `{"a":[` + strings.Repeat("1,", n-3) + "1]}" }, 500_000, "the definition has more than 500,000 values"},
	{"values of YAML", func(n int) string { return "a: [" + strings.Repeat("1,", n-3) + "1]" }, 500_000, "the definition has more than 500,000 values or 32 MB of text, counting YAML aliases as often as they are used"},
}

// TestLimits checks documents at each limit, which are read, and one step behind it, which are not.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, test := range limitTests {
		t.Run(test.name, func(t *testing.T) {
			if _, f := readDocument("doc", []byte(test.doc(test.most))); f != nil {
				t.Errorf("at the limit: %s", f.msg)
			}
			_, f := readDocument("doc", []byte(test.doc(test.most+1)))
			if f == nil || f.msg != test.want || f.code != CodeTooLarge {
				t.Errorf("behind the limit: %+v; want %s", f, test.want)
			}
		})
	}
}

// hostile are small documents that ask for much. Each must end soon, with an error.
var hostile = []struct{ name, doc string }{
	{"aliases of lists", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"},
	{"aliases of long text", "a: &a " + strings.Repeat("x", 1<<20) + "\nb: [" + strings.Repeat("*a,", 40) + "*a]\n"},
	{"aliases that nest", deepAliases(300)},
	{"brackets", strings.Repeat("[", 100_000)},
	{"brackets of JSON", `{"a":` + strings.Repeat("[", 100_000)},
	{"dashes", strings.Repeat("- ", 100_000)},
	{"questions", strings.Repeat("? ", 100_000)},
	{"braces", strings.Repeat("{a: ", 100_000)},
	{"commas", "a: [" + strings.Repeat(",", 2_000_000) + "]"},
	{"references to much", "openapi: 3.0.1\ninfo: {title: t}\nx-r: &r {headers: {" + many("h%: {},", 2000) + "}}\nx-p: &p {get: {responses: {" + many("3%: {$ref: '#/x-r'},", 99) + "}}}\npaths: {" + many("/%: {$ref: '#/x-p'},", 3000) + "}\n"},
	{"references of references", "openapi: 3.0.1\ninfo: {title: t}\npaths: {" + many("/%: {$ref: '#/paths/~1%'},", 3000) + "}\n"},
}

// deepAliases returns anchors that each hold the one before in a list.
func deepAliases(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 []\n")
	for i := 1; i < n; i++ {
		b.WriteString("a" + itoa(i) + ": &a" + itoa(i) + " [*a" + itoa(i-1) + "]\n")
	}
	return b.String()
}

// many returns a text n times, % being the count from 10.
func many(text string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%", itoa(i+10)))
	}
	return b.String()
}

// TestHostile checks that small documents cannot take much time.
func TestHostile(t *testing.T) {
	t.Parallel()
	for _, test := range hostile {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			_, _, err := Load("doc", []byte(test.doc), Options{})
			if took := time.Since(start); took > time.Minute {
				t.Errorf("loading took %v", took)
			}
			if err == nil {
				t.Error("the definition loaded")
			} else if text := err.Error(); len(text) > 101*4096 {
				t.Errorf("the messages have %d bytes", len(text))
			}
		})
	}
}
