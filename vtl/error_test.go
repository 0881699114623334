package vtl_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// renderError renders a template with the engine's variables and returns its error, which must be an *Error.
func renderError(t *testing.T, text string, opts ...vtl.Option) *vtl.Error {
	t.Helper()
	tpl := mustParse(t, text, opts...)
	_, err := tpl.Render(context.Background(), engineContext())
	var e *vtl.Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: got %v", text, err)
	}
	return e
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, code, text string }{
		{"a $s.substring(99)", "VTL201", "t.vm:1:6: calling substring on a String failed: StringIndexOutOfBoundsException: begin 99, end 5, length 5"},
		{"$list[9]", "VTL202", "t.vm:1:6: the index into an ArrayList failed: IndexOutOfBoundsException: Index 9 out of bounds for length 3"},
		{"$n[-1]", "VTL202", "t.vm:1:3: a negative index needs an object with a size, not an Integer"},
		{"#set($list[9] = 1)", "VTL202", "t.vm:1:11: assigning an index failed: IndexOutOfBoundsException: Index 9 out of bounds for length 3"},
		{"#include('x.txt')", "VTL204", "t.vm: there is no resource 'x.txt' to include"},
		{"#parse('x.vm')", "VTL204", "t.vm: there is no resource 'x.vm' to parse"},
		{"#macro(r)#r()#end#r()", "VTL205", "t.vm:1:10: macro #r is nested deeper than 20 calls: r > r > r > r > r > r > ..."},
		{"#macro(m)x#end#m(word)", "VTL206", "t.vm:1:15: the word word is no argument for macro #m"},
		{"\n #evaluate('#end')", "VTL207", `t.vm:2:2: the text given to #evaluate is no template: #end is not expected here`},
		{"#foreach($i in $list)$list.add(1)#end", "VTL208", "t.vm: #foreach could not go on: ConcurrentModificationException"},
		{"#break($s)", "VTL209", "t.vm:1:1: #break takes a scope object such as $foreach.parent, which $s is not"},
		{"#set($x = 12345678901234567890 % -7)", "VTL210", "t.vm: arithmetic failed: ArithmeticException: BigInteger: modulus not positive"},
		{"$s.trim(1)", "VTL201", "t.vm:1:4: calling trim on a String failed: IllegalArgumentException: wrong number of arguments"},
	}
	for _, tt := range tests {
		e := renderError(t, tt.template, vtl.Name("t.vm"))
		if e.Error() != tt.text || e.Code != tt.code || e.Kind != vtl.KindRender {
			t.Errorf("%s\ngot  %s %s\nwant %s %s", tt.template, e.Code, e.Error(), tt.code, tt.text)
		}
	}
}

func TestErrorDetail(t *testing.T) {
	t.Parallel()
	text := "#macro(outer $x)\n  #inner($x)\n#end\n#macro(inner $y)\n\t<$y.substring(9)>\n#end\n#outer($s)"
	e := renderError(t, text, vtl.Name("nested.vm"))
	want := `error[VTL201]: calling substring on a String failed: StringIndexOutOfBoundsException: begin 9, end 5, length 5
 --> nested.vm:5:13
  |
5 |  <$y.substring(9)>
  |      ^^^^^^^^^^^^
  = in macro #inner, called at 2:3
  = in macro #outer, called at 7:1
`
	if diff := cmp.Diff(want, e.Detail()); diff != "" {
		t.Error(diff)
	}
	var ex *java.Exception
	if !errors.As(e, &ex) || ex.Class != "java.lang.StringIndexOutOfBoundsException" {
		t.Errorf("the cause is %v", e.Err)
	}
}

// TestErrorInText checks that errors inside text given to #evaluate and inside strings have their place there.
func TestErrorInText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		template, line string
		pos            vtl.Position
	}{
		{"abc #evaluate('x\n  $s.substring(9)')", "  $s.substring(9)", vtl.Position{Offset: 7, Line: 2, Column: 6}},
		{"#set($x = \"ab $s.substring(9)\")", `ab $s.substring(9) `, vtl.Position{Offset: 6, Line: 1, Column: 18}},
	}
	for _, tt := range tests {
		e := renderError(t, tt.template)
		if e.Pos != tt.pos || e.Line != tt.line {
			t.Errorf("%s\ngot  %+v in %q\nwant %+v in %q", tt.template, e.Pos, e.Line, tt.pos, tt.line)
		}
	}
}

func TestParseLimits(t *testing.T) {
	t.Parallel()
	for text, l := range map[string]vtl.Limits{
		strings.Repeat("x", 101):                                     {Source: 100},
		strings.Repeat("#if(true)", 40) + strings.Repeat("#end", 40): {Nesting: 30},
	} {
		_, err := vtl.Parse(text, vtl.WithLimits(l))
		var e *vtl.Error
		if !errors.As(err, &e) || e.Kind != vtl.KindLimit {
			t.Errorf("%.20q: got %v, want a limit error", text, err)
		}
	}
	tpl := mustParse(t, "#evaluate($t)")
	vars := map[string]vtl.Value{"t": vtl.String(strings.Repeat("#if(true)", 400) + strings.Repeat("#end", 400))}
	_, err := tpl.Render(context.Background(), vars)
	var e *vtl.Error
	if !errors.As(err, &e) || e.Kind != vtl.KindLimit || e.Pos.Line != 1 || e.Pos.Column != 1 {
		t.Errorf("got %v, want a limit error at the #evaluate", err)
	}
}

func TestInvalidUTF8(t *testing.T) {
	t.Parallel()
	tpl := mustParse(t, "a\xffb$s\xc3")
	got, err := tpl.Render(context.Background(), map[string]vtl.Value{"s": vtl.String("\xfe")})
	if want := "a\uFFFDb\uFFFD\uFFFD"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
