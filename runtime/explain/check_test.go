package explain

import (
	"fmt"
	"strings"
	"testing"
)

// TestCheck checks what outputs are found to be.
func TestCheck(t *testing.T) {
	t.Parallel()
	tests := []struct{ output, want string }{
		{"", "empty"},
		{" \n", "empty"},
		{"a=1&b=2", "text"},
		{"<!DOCTYPE html><br>", "text"},
		{`{"a": 1}`, "json ok"},
		{"{\"a\": 1,\n \"b\": }", "json 2:7 a value is missing before }"},
		{`<a x="1"><b/>&amp;&#x41;<!-- c --><![CDATA[<]]></a>`, "xml ok"},
		{`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><s:a xmlns:s="u"/>`, "xml ok"},
		{"<a>\n<b></a>", "xml 2:4 </a> stands where </b> belongs"},
		{"<a>x", "xml 1:5 the text ends inside <a>"},
		{"<a/><b/>", "xml 1:5 a second element stands behind the first"},
		{"<a/>x", "xml 1:5 text behind the end of the document"},
		{"<a>x & y</a>", "xml 1:6 & must be written &amp;"},
		{"<a>&nbsp;</a>", "xml 1:4 the entity &nbsp; is not known in XML"},
		{"<a>1 < 2</a>", "xml 1:6 < must be written &lt;"},
		{`<a b="1" b="2"/>`, "xml 1:10 the attribute b stands twice"},
		{"<a b=1/>", "xml 1:6 the value of an attribute stands in quotes"},
		{`<a b="<"/>`, "xml 1:7 < must be written &lt; in an attribute"},
		{"<a b/>", "xml 1:5 the attribute b has no value"},
		{"<a", "xml 1:1 the tag <a is not closed"},
		{"</a>", "xml 1:1 </a> ends nothing"},
		{"<a>\x01</a>", "xml 1:4 a character that XML does not allow"},
		{"<a>]]></a>", "xml 1:4 ]]> must be written ]]&gt;"},
		{"<!-- x", "xml 1:1 the comment is not closed"},
		{" <?xml version=\"1.0\"?><a/>", "xml 1:2 the XML declaration must be the first thing in the output"},
		{"<é/>", "xml ok"},
		{strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000), "xml ok"},
	}
	for _, tt := range tests {
		c := check([]byte(tt.output), nil)
		got := string(c.Format)
		switch {
		case c.Valid:
			got += " ok"
		case c.Message != "":
			got += fmt.Sprintf(" %d:%d %s", c.Line, c.Column, c.Message)
		}
		if got != tt.want {
			t.Errorf("%.40q is %s, want %s", tt.output, got, tt.want)
		}
	}
}

// FuzzCheckXML checks that no text breaks the checker, and that its places lie in the text.
func FuzzCheckXML(f *testing.F) {
	for _, text := range []string{"<a/>", "<a b='c'>&lt;</a>", "<![CDATA[", "<!DOCTYPE [", "</", "<a\xff>", "&#;"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if fault := checkXML(text); fault != nil && (fault.Offset < 0 || fault.Offset > len(text) || fault.Msg == "") {
			t.Fatalf("%q: %+v", text, fault)
		}
	})
}
