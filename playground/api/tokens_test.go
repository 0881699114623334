package api

import (
	"strings"
	"testing"
)

// coloured returns the tokens of a template as "kind:text" in one line.
func coloured(template string) string {
	c, _ := newCall(&Run{Template: template})
	var out []string
	for _, k := range c.tokens() {
		out = append(out, TokenKinds[k[2]]+":"+template[c.template.byteOf(k[0]):c.template.byteOf(k[1])])
	}
	return strings.Join(out, " ")
}

// TestTokens checks the colours of templates, and of JSON and XML between their directives.
func TestTokens(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{"plain text, no colours: 'x'", ""},
		{`{"id": 12, "ok": true, "s": "a\"b"}`, `json-key:"id" json-number:12 json-key:"ok" json-keyword:true json-key:"s" json-string:"a\"b"`},
		{`{"id": "$r.id!"}`, `json-key:"id" json-string:" variable:$r punctuation:. property:id json-string:!"`},
		{`{"a": "x` + "\n" + `"b": 1}`, `json-key:"a" json-string:"x json-key:"b" json-number:1`},
		{`-1.5e+3 1a 12.x null nullx`, `json-number:-1.5e+3 json-keyword:null`},
		{`<a b="c$d e" f='g'>1 < 2</a>`, `xml-tag:<a xml-attribute:b string:"c variable:$d string: e" xml-attribute:f string:'g' xml-tag:> json-number:1 json-number:2 xml-tag:</a xml-tag:>`},
		{`<?xml version="1.0"?><!-- $x --><![CDATA[ "x" ]]>`, `xml-tag:<?xml xml-attribute:version string:"1.0" xml-tag:?> comment:<!--  variable:$x comment: --> xml-tag:<![CDATA[`},
		{"#if($a == 'x')\n## c\n#end", "directive:#if punctuation:( variable:$a operator:== string:'x' punctuation:) comment:## c\n directive:#end"},
		{"#foreach($i in [1..2])#m($i)#end", "directive:#foreach punctuation:( variable:$i keyword:in punctuation:[ number:1 operator:.. number:2 punctuation:] punctuation:) macro:#m punctuation:( variable:$i punctuation:) directive:#end"},
		{"𝄞 $é $a 😀 \"k\": 1", "variable:$a json-key:\"k\" json-number:1"},
		{"#set($a = ~) $b", "directive:#set punctuation:( variable:$a operator:= error:~ variable:$b"},
		{"\r\n$a\r\n", "variable:$a"},
	}
	for _, tt := range tests {
		if got := coloured(tt.template); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, got, tt.want)
		}
	}
}

// FuzzTokens checks that tokens are in order, do not overlap, and lie in the text.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{`{"a": "$b"}`, "<a b='", "\"\\", "<!--", "#set($x = \"<a $b\")", "1e", "-", "<", "$!{a.b(\"c\")}𝄞"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := newCall(&Run{Template: text})
		at := 0
		for _, k := range c.tokens() {
			if k[0] < at || k[1] <= k[0] || k[2] < 0 || k[2] >= len(TokenKinds) {
				t.Fatalf("%q: token %v behind %d", text, k, at)
			}
			at = k[1]
		}
		if at > c.template.units {
			t.Fatalf("%q: a token ends at %d of %d", text, at, c.template.units)
		}
	})
}
