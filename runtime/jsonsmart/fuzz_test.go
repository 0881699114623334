package jsonsmart

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/vtl/java"
)

// typesOf returns v as Record.java shows it.
func typesOf(v java.Value) string {
	var b strings.Builder
	appendTypes(&b, v)
	return b.String()
}

// scanned returns the value of text by one of the scanners; ok is false where it refuses the text.
func scanned(text string, scan func(text string, limit int) (index, bool)) (types string, ok bool) {
	x, ok := scan(text, 100)
	if !ok {
		return "", false
	}
	return typesOf((&document{text: text, entries: x.entries}).valueAt(0)), true
}

// FuzzBody reads any text under limits: both scanners agree where both read it, strict JSON is strict JSON, a document
// is written the same way from its text and from its objects, and what is written reads the same.
func FuzzBody(f *testing.F) {
	for _, r := range recordedTexts(f) {
		f.Add(r.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = java.CleanText(text, true)
		strict, ok := scanned(text, func(s string, limit int) (index, bool) {
			x, ok, _ := strictScan(s, limit)
			return x, ok
		})
		loose, readable := scanned(text, func(s string, limit int) (index, bool) {
			x, _, err := permissiveScan(s, limit)
			return x, err == nil
		})
		if ok && (!readable || strict != loose) {
			t.Fatalf("%q: strict %s, permissive %s", text, strict, loose)
		}
		if ok && !gjson.Valid(text) {
			t.Fatalf("%q is taken for strict JSON", text)
		}
		if err := java.Guard(func() { roundTrip(t, text) }); err != nil {
			t.Skip(err)
		}
	})
}

// roundTrip reads, writes and reads again.
func roundTrip(t *testing.T, text string) {
	m := meterWith(func(l *java.Limits) { l.BodyDepth, l.Body = 100, 1<<16 })
	v, err := Parse(m, text)
	if err != nil {
		return
	}
	copied := must(Text(m, v, Compressed))
	web := must(Text(m, v, WebSafe))
	types := typesOf(v)
	if written := must(Text(m, v, Compressed)); written != copied {
		t.Fatalf("%q: copied %s, written %s", text, copied, written)
	}
	if written := must(Text(m, v, WebSafe)); written != web {
		t.Fatalf("%q: copied %s, written %s", text, web, written)
	}
	if strict := must(Text(m, v, Interchange)); !json.Valid([]byte(strict)) {
		t.Fatalf("%q: %s is not JSON", text, strict)
	}
	if strings.Contains(types, "Infinity") || strings.Contains(types, "Float") {
		return // written as null, or as a word that only reads inside a container
	}
	again, err := Parse(m, copied)
	if err != nil {
		t.Fatalf("%q: written %s: %v", text, copied, err)
	}
	if strings.Contains(types, "Double") || strings.Contains(types, "BigDecimal") {
		return // the length of what is written decides which of the two it reads as, and they print differently
	}
	if second := must(Text(m, again, Compressed)); second != copied {
		t.Fatalf("%q: written %s, again %s", text, copied, second)
	}
}

// FuzzWriter writes any text and reads it back.
func FuzzWriter(f *testing.F) {
	for _, s := range []string{"", "a/b", "\"\\\b\f\n\r\t", "\x00\x1f\x7f\u0080\u009f\u2000\u20ff\u2100", "\xed\xa0\xbd", "\xed\xb8\x80\xed\xa0\xbd", "😀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = java.CleanText(s, true)
		v := java.NewMap()
		v.Put(nil, java.String(s), java.NewListOf(ArrayClass, []java.Value{java.String(s)}))
		for _, st := range []Style{Compressed, WebSafe, Interchange} {
			text := must(Text(nil, v, st))
			back, err := Parse(nil, text)
			if err != nil {
				t.Fatalf("%q in style %d: %s: %v", s, st, text, err)
			}
			if !java.Equal(nil, v, back) {
				t.Fatalf("%q in style %d: %s reads as %s", s, st, text, java.ToString(nil, back))
			}
			if copied := must(Text(nil, parse(t, nil, text), st)); copied != text {
				t.Fatalf("%q in style %d: %s copied as %s", s, st, text, copied)
			}
		}
	})
}
