package jsonsmart

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl/java"
)

// recordedText is a line of testdata/recorded.jsonl: what json-smart 2.2 makes of a text. See testdata/Record.java.
type recordedText struct {
	Text, Error, Types, Compressed, Websafe, String string
}

// recordedTexts returns the recorded texts.
func recordedTexts(t testing.TB) []recordedText {
	t.Helper()
	f, err := os.Open("testdata/recorded.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rs []recordedText
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var r recordedText
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v", sc.Bytes(), err)
		}
		rs = append(rs, r)
	}
	return rs
}

// shown returns s as Record.java shows texts.
func shown(s string) string {
	var b strings.Builder
	for _, u := range java.ToUTF16(s) {
		if u < ' ' || u > '~' || u == '\\' || u == '"' {
			fmt.Fprintf(&b, `\u%04x`, u)
		} else {
			b.WriteByte(byte(u))
		}
	}
	return b.String()
}

// appendTypes appends v as Record.java does.
func appendTypes(b *strings.Builder, v java.Value) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case *java.Map:
		b.WriteByte('{')
		v.Each(func(k, x java.Value) bool {
			b.WriteString("'" + string(k.(java.String)) + "':")
			appendTypes(b, x)
			b.WriteByte(',')
			return true
		})
		b.WriteByte('}')
	case *java.List:
		b.WriteByte('[')
		for i := range v.Len() {
			appendTypes(b, v.At(i))
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case java.String:
		b.WriteString("'" + string(v) + "'")
	default:
		b.WriteString(v.Class().Simple + " " + java.ToString(nil, v))
	}
}

// reading is what Parse and the writer make of a text; with fill, everything is looked at before it is written.
func reading(text string, fill bool) recordedText {
	r := recordedText{Text: text}
	v, err := Parse(nil, text)
	if err != nil {
		var x *java.Exception
		if !errors.As(err, &x) {
			panic(err)
		}
		r.Error = x.Class
		return r
	}
	var types strings.Builder
	if fill {
		appendTypes(&types, v)
	}
	r.Compressed = shown(must(Text(nil, v, Compressed)))
	r.Websafe = shown(must(Text(nil, v, WebSafe)))
	if !fill {
		appendTypes(&types, v)
	}
	r.Types = shown(types.String())
	r.String = shown(java.ToString(nil, v))
	return r
}

// must returns s, which has no error.
func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

// TestRecordedTexts reads and writes the recorded texts, straight from the text and by way of filled containers.
func TestRecordedTexts(t *testing.T) {
	for _, want := range recordedTexts(t) {
		for _, fill := range []bool{false, true} {
			if got := reading(want.Text, fill); got != want {
				t.Errorf("%q, filled %v:\n got %+v\nwant %+v", want.Text, fill, got, want)
			}
		}
	}
}
