package apispec

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// locateTests hold a text with one mark, @, whose place must be found in the document. "" for text means the value of
// the key t as it is.
var locateTests = []struct{ name, doc string }{
	{"json", `{"t": "ab@c"}`},
	{"json escapes", `{"t": "\"\\\/\b\n\t\u00e4\ud83d\ude00ö@c"}`},
	{"json first", `{"t": "@"}`},
	{"double", "t: \"a\\tb \\x41\\xe9\\u263a\\U0001F600\\N\\_\\L\\P\\e\\0@c\"\n"},
	{"double folded", "t: \"a b\n\n   c\n   d e@f\"\n"},
	{"double with an escaped break", "t: \"a\\\n   \\ b@c\"\n"},
	{"single", "t: 'it''s @ here'\n"},
	{"single folded", "t: 'a\n   b\n\n   c @'\n"},
	{"plain", "t: some @ text\n"},
	{"plain folded", "t: some\n   text\n\n   and @ more\n"},
	{"literal", "t: |\n  #set($a = 1)\n    indented\n\n  line @ here\n"},
	{"literal, first line", "t: |\n  @ line\n"},
	{"literal, start of a line", "t: |\n  a\n  @b\n"},
	{"literal with indentation", "t: |2\n    two more\n   @\n"},
	{"literal, stripped", "t: |-  # comment\n      a\n      b@"},
	{"literal with CRLF", "t: |\r\n  a\r\n  b @\r\n"},
	{"literal with tabs", "t: |\n  a\n  \tb@\n"},
	{"folded", "t: >\n  some text\n  goes @ on\n"},
	{"folded paragraphs", "t: >-\n  one\n  two\n\n  three\n    more\n  four @\n"},
	{"anchor and tag", "t: &x !!str \"a@b\"\n"},
	{"tag of its own", "t: !Sub 'a@b'\n"},
}

// TestLocate checks the places inside texts of every style.
func TestLocate(t *testing.T) {
	t.Parallel()
	for _, test := range locateTests {
		t.Run(test.name, func(t *testing.T) {
			d := read(t, test.doc)
			v := d.root.get("t")
			offset := strings.IndexByte(v.text, '@')
			if offset < 0 {
				t.Fatalf("there is no @ in %q", v.text)
			}
			want := strings.IndexByte(test.doc, '@')
			if got := d.locate(v, offset); got != want {
				t.Errorf("the @ of %q is at byte %d of %q; want %d", v.text, got, test.doc, want)
			}
			for offset := range len(v.text) + 5 { // no offset may leave the document
				if got := d.locate(v, offset-2); got < 0 || got > len(test.doc) {
					t.Errorf("byte %d of the text is at byte %d of the document", offset, got)
				}
			}
		})
	}
}

// TestLocateEverywhere checks all letters of templates in each style, not only one.
func TestLocateEverywhere(t *testing.T) {
	t.Parallel()
	for _, test := range locateTests {
		d := read(t, test.doc)
		v := d.root.get("t")
		for i, r := range v.text {
			if r < 'a' || r > 'z' || utf8.RuneLen(r) != 1 {
				continue
			}
			if at := d.locate(v, i); at != v.from && test.doc[at] != v.text[i] && test.doc[at] != '\\' {
				t.Errorf("%s: byte %d, %c, is at %q", test.name, i, r, test.doc[at:])
			}
		}
	}
}

// TestTemplateError checks that an error of a template is shown in the definition.
func TestTemplateError(t *testing.T) {
	t.Parallel()
	doc := method("type: mock\nrequestTemplates:\n  application/json: |\n    #set($a = 1)\n    #set($b = )\n")
	api := mustLoad(t, "api.yaml", doc, Options{})
	template := api.Resource("/a").Method("GET").Integration.RequestTemplates[0]
	src := syntax.NewSource("template", template.Value)
	cause := (&syntax.Error{Kind: syntax.KindParse, Code: "VTL001", Msg: "an operand is missing", Hint: "add one"}).At(src, 23, 24)
	err := template.TemplateError(cause)
	want := `error[VTL001]: an operand is missing
  --> api.yaml:11:23
   |
11 |             #set($b = )
   |                       ^
  = at: /paths/~1a/get/x-amazon-apigateway-integration/requestTemplates/application~1json
  = fix: add one
`
	if got := err.Detail(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
	none := Text{Value: "x"}
	if p := none.Locate(0); p.IsValid() || none.Pointer() != "" {
		t.Errorf("a text that stands nowhere is at %v", p)
	}
	if got := none.Error("VTL001", "wrong", "", 0, 1).Error(); got != "definition: wrong" {
		t.Errorf("got %q", got)
	}
}

// TestLocateReplaced checks texts in which variables were replaced: their places are those of the whole text.
func TestLocateReplaced(t *testing.T) {
	t.Parallel()
	doc := method("type: mock\nrequestTemplates:\n  a: one\n  b: ${AWS::Region} two\n  c: {\"Fn::Sub\": three}\n")
	api := mustLoad(t, "api.yaml", doc, Options{Region: "eu-north-1"})
	list := api.Resource("/a").Method("GET").Integration.RequestTemplates
	for i, want := range []struct {
		text         string
		line, column int
	}{{"one", 9, 16}, {"eu-north-1 two", 10, 14}, {"three", 11, 28}} {
		p := list[i].Locate(2)
		if list[i].Value != want.text || p.Line != want.line || p.Column != want.column {
			t.Errorf("%q is at %d:%d; want %q at %d:%d", list[i].Value, p.Line, p.Column, want.text, want.line, want.column)
		}
	}
}
