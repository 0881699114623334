package jsonsmart

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl/java"
)

// parse returns the value of a text that can be read.
func parse(t testing.TB, m *java.Meter, text string) java.Value {
	t.Helper()
	v, err := Parse(m, text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// meterWith returns a meter whose limits f has changed.
func meterWith(f func(l *java.Limits)) *java.Meter {
	l := java.DefaultLimits()
	l.Time = 0
	if f != nil {
		f(&l)
	}
	return java.NewMeter(context.Background(), l)
}

// TestLazy checks that containers are filled one level at a time, and only when looked at.
func TestLazy(t *testing.T) {
	doc := parse(t, nil, `{"a":{"b":[1,{"c":2}]},"d":[]}`).(*java.Map)
	if _, ok := NodeOf(doc); !ok {
		t.Fatal("the document is filled before anyone has looked")
	}
	a, _ := doc.GetString("a")
	if _, ok := NodeOf(doc); ok {
		t.Error("the document is unfilled after a look")
	}
	if _, ok := NodeOf(a); !ok {
		t.Error("a member is filled with its container")
	}
	again, _ := doc.GetString("a")
	if a != again {
		t.Error("two looks give two objects")
	}
	b, _ := a.(*java.Map).GetString("b")
	if b.Class() != ArrayClass {
		t.Errorf("an array is a %s", b.Class().Name)
	}
	b.(*java.List).Append(java.String("x"))
	if got, want := must(Text(nil, doc, Compressed)), `{"a":{"b":[1,{"c":2},"x"]},"d":[]}`; got != want {
		t.Errorf("after a change: %s, want %s", got, want)
	}
}

// TestNode looks at values in the text.
func TestNode(t *testing.T) {
	doc := parse(t, nil, `{"a":[10,"x\u0041",null,true,{"k":1}],"b":{"k":1,"k":2,"j":3}}`)
	n, ok := NodeOf(doc)
	if !ok || n.Kind() != Object || n.Len() != 2 {
		t.Fatalf("root: %v %v", n, ok)
	}
	a, _ := n.Member("a")
	second, _ := a.Element(1)
	if a.Kind() != Array || a.Len() != 5 || second.Str() != "xA" || a.Name() != "a" {
		t.Errorf("a: %v %d %q %q", a.Kind(), a.Len(), second.Str(), a.Name())
	}
	if _, ok := a.Element(5); ok {
		t.Error("there is an element behind the last")
	}
	b, _ := n.Member("b")
	k, _ := b.Member("k")
	if !b.Repeats() || b.Len() != 2 || b.Written() != 3 || k.Text() != "2" {
		t.Errorf("b: %v %d %d %s", b.Repeats(), b.Len(), b.Written(), k.Text())
	}
	var names []string
	for c := b.Members(); c.Next(); {
		names = append(names, c.Name()+"="+c.Value().Text())
	}
	if got := strings.Join(names, " "); got != "k=2 j=3" {
		t.Errorf("members of b: %s", got)
	}
	if _, ok := n.Member("zz"); ok {
		t.Error("a member that is not there")
	}
	var mark Mark
	last, _ := a.Element(4)
	if i := a.IndexOf(second, &mark); i != 1 {
		t.Errorf("index %d, want 1", i)
	}
	if i := a.IndexOf(last, &mark); i != 4 {
		t.Errorf("index %d, want 4", i)
	}
}

// TestDescent walks over containers in the order of the text.
func TestDescent(t *testing.T) {
	n, _ := NodeOf(parse(t, nil, `{"a":[{"b":1},[]],"c":{"d":{}},"e":2}`))
	d := n.Descend()
	var got []string
	for {
		start, _ := d.Node().Span()
		got = append(got, "@", n.doc.text[start:start+1])
		ended, ok := d.Next()
		if !ok {
			break
		}
		got = append(got, strings.Repeat("^", ended))
	}
	if s, want := strings.Join(got, ""), "@{@[@{^@[^^@{@{"; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

// TestManyNames reads objects large enough for the other way of finding repeated names.
func TestManyNames(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		b.WriteString(`"n` + strings.Repeat("x", i%37) + string(rune('a'+i%26)) + `":` + "1,")
	}
	names := map[string]bool{}
	for _, f := range strings.Split(b.String(), ",") {
		names[f] = true
	}
	doc := parse(t, nil, "{"+b.String()+`"last":2}`).(*java.Map)
	if got, want := doc.Len(), len(names); got != want { // names counts one empty text, doc has "last"
		t.Errorf("%d members, want %d", got, want)
	}
}

// TestLimits checks the limits of a body at and beyond them.
func TestLimits(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	loose := func(n int) string { return strings.Repeat("{a:", n) + "1" + strings.Repeat("}", n) }
	for _, tt := range []struct {
		name, text string
		limit      string
	}{
		{"depth", nested(20), ""},
		{"depth", nested(21), "JSON depth"},
		{"permissive depth", loose(20), ""},
		{"permissive depth", loose(21), "JSON depth"},
		{"permissive depth, unclosed", strings.Repeat("{a:[", 11), "JSON depth"},
		{"size", `"` + strings.Repeat("x", 98) + `"`, ""},
		{"size", `"` + strings.Repeat("x", 99) + `"`, "body"},
	} {
		m := meterWith(func(l *java.Limits) { l.BodyDepth, l.Body = 20, 100 })
		err := java.Guard(func() { parse(t, m, tt.text) })
		var limit *java.LimitError
		name := ""
		if errors.As(err, &limit) {
			name = limit.Name
		}
		if name != tt.limit {
			t.Errorf("%s, %d bytes: limit %q, want %q", tt.name, len(tt.text), name, tt.limit)
		}
	}
}

// TestWrittenDepth checks that writing counts levels of value depth, whether or not containers are filled.
func TestWrittenDepth(t *testing.T) {
	text := strings.Repeat("[", 50) + strings.Repeat("]", 50)
	for _, fill := range []bool{false, true} {
		for _, limit := range []int{50, 49} {
			m := meterWith(func(l *java.Limits) { l.ValueDepth = limit })
			v := parse(t, m, text)
			if fill {
				for x := v; x.(*java.List).Len() > 0; x = x.(*java.List).At(0) {
				}
			}
			err := java.Guard(func() { _, _ = Text(m, v, Compressed) })
			if (err != nil) != (limit < 50) {
				t.Errorf("filled %v, limit %d: %v", fill, limit, err)
			}
		}
	}
}

// TestCharges checks that reading and writing are charged in proportion to the text.
func TestCharges(t *testing.T) {
	text := "[" + strings.Repeat(`{"name":"value"},`, 1000) + "1]"
	m := meterWith(nil)
	v := parse(t, m, text)
	_, read := m.Used()
	if read < int64(len(text)) {
		t.Errorf("reading %d bytes charged %d", len(text), read)
	}
	if _, err := Text(m, v, Compressed); err != nil {
		t.Fatal(err)
	}
	steps, all := m.Used()
	if all-read < int64(len(text)) || steps < 1000 {
		t.Errorf("writing %d bytes charged %d bytes and %d steps", len(text), all-read, steps)
	}
}

// TestOrigins asks where members came from.
func TestOrigins(t *testing.T) {
	m := meterWith(nil)
	m.Tracing = true
	text := `{"a": [10, {"it's": "v"}], "k": 1, "k": 22}`
	v, err := ParseBody(m, text)
	if err != nil {
		t.Fatal(err)
	}
	doc := v.(*java.Map)
	if _, ok := parse(t, m, text).(*java.Map).OriginOf(java.String("k")); ok {
		t.Error("a text that is no body has origins")
	}
	a, _ := doc.GetString("a")
	inner := a.(*java.List).At(1).(*java.Map)
	inner.Len()
	for _, tt := range []struct {
		of         java.Sourced
		key        java.Value
		path, want string
	}{
		{doc, java.String("a"), "$.a", `[10, {"it's": "v"}]`},
		{a.(*java.List), java.Int(0), "$.a[0]", "10"},
		{a.(*java.List), java.Int(1), "$.a[1]", `{"it's": "v"}`},
		{inner, java.String("it's"), `$.a[1]['it\'s']`, `"v"`},
		{doc, java.String("k"), "$.k", "22"},
	} {
		o, ok := tt.of.OriginOf(tt.key)
		if !ok || o.Source != "body" || o.Path != tt.path || text[o.Start:o.End] != tt.want {
			t.Errorf("%v: %+v %v %q", tt.key, o, ok, text[o.Start:o.End])
		}
	}
	if _, ok := doc.OriginOf(java.String("zz")); ok {
		t.Error("an origin of nothing")
	}
}
