package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// markNames are short names for tests.
var markNames = [...]string{"text", "_", "comment", "dir", "macro", "var", "prop", "method", "str", "num", "key", "op", "p", "word", "ERR"}

// showMarks returns the marks of a text in one line, text and blanks left out.
func showMarks(text string) string {
	var out []string
	for _, m := range syntax.Marks(syntax.NewSource("", text), syntax.Options{}) {
		if m.Kind != syntax.MarkText && m.Kind != syntax.MarkBlank && m.Kind != syntax.MarkPunctuation {
			out = append(out, markNames[m.Kind]+":"+text[m.From:m.To])
		}
	}
	return strings.Join(out, " ")
}

// TestMarks checks what stretches of templates are marked as, broken ones included.
func TestMarks(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"plain $ # text", ""},
		{"a $r.id.foo('x', 1)[2] ${s}.x", "var:$r prop:id method:foo str:'x' num:1 num:2 var:${ var:s var:}"},
		{"#set($a = $b + 1.5)", "dir:#set var:$a op:= var:$b op:+ num:1.5"},
		{"#if ($a == true)x#{else}y#end", "dir:#if var:$a op:== key:true dir:#{else} dir:#end"},
		{"#foreach($i in [1..2])#stop#end", "dir:#foreach var:$i key:in num:1 op:.. num:2 dir:#stop dir:#end"},
		{"#macro(m $a)#end#m('b')", "dir:#macro macro:m var:$a dir:#end macro:#m str:'b'"},
		{"a ## c $x\nb #* d *# $y", "comment:## c $x\n comment:#* d *# var:$y"},
		{`#set($a = "x $b.c y")`, `dir:#set var:$a op:= str:"x  var:$b prop:c str: y"`},
		{`\$a \\$b #[[ $c ]]#`, `var:\\$b`},
		{`#set($a = "x`, `dir:#set var:$a op:= ERR:"`},
		{"#set($a = ~) $b", "dir:#set var:$a op:= ERR:~ var:$b"},
		{"#if($a", "dir:#if var:$a"},
		{`{"n": $a.b} #set($m = {'k': $c})${d.e($f.g)}}`, "var:$a prop:b dir:#set var:$m op:= str:'k' var:$c var:${ var:d method:e var:$f prop:g var:}"},
	}
	for _, tt := range tests {
		if got := showMarks(tt.text); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// checkMarks returns what is wrong with the marks of text: they must cover it in order.
func checkMarks(text string) error {
	at := 0
	for _, m := range syntax.Marks(syntax.NewSource("", text), syntax.Options{}) {
		if m.From != at || m.To <= m.From {
			return fmt.Errorf("mark %d..%d behind %d", m.From, m.To, at)
		}
		at = m.To
	}
	if at != len(text) {
		return fmt.Errorf("marks end at %d of %d", at, len(text))
	}
	return nil
}

// FuzzMarks checks that marks cover any text.
func FuzzMarks(f *testing.F) {
	for _, text := range []string{"", "$", "#set($a = \"$b#if(true)x#end\")", "#[[", "#*", "$a.b(", "\\\\#set($x=1)", "$!{a", "#{", "é𝄞$\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := checkMarks(text); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// TestMarksDeep checks that text nested beyond the limit is still covered.
func TestMarksDeep(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("#if(true)", 1000), strings.Repeat("#[[", 50_000), "#set($a = " + strings.Repeat("[", 1000)} {
		if err := checkMarks(text); err != nil {
			t.Error(err)
		}
	}
}
