package syntax

import (
	"errors"
	"strings"
	"testing"
)

// TestParseNodes checks what texts parse to. The rules are those of the Velocity user guide and of the cases named
// after the same subjects.
func TestParseNodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, want string }{
		{"", `()`},
		{"Hello $name!", `(text"Hello " $name text"!")`},
		{"cost $3.00 #333 #fff()", `(text"cost $3.00 #333 " call fff()[]"#fff()")`},
		{"$!a.b.c(1, 'x', $y)[0].d", `($!a.b.c(1 'x' $y)[0].d)`},
		{"${a.b}c ${ x} ${", `($a.b text"c ${ x} ${")`},
		{"$a.b (1)", `($a.b text" (1)")`},
		{"$a.foo(", `($a.foo text"(")`},
		{"$s{word}$s{\"k\":1}", `($s runt"{" $s text"{\"k\":1}")`},
		{`\$a \\$a \\\$a $$a`, `($a<esc true ""> text" " $a<esc false "\\"> text" " $a<esc true "\\"> text" " $a<more "$">)`},
		{`\#if \\#if(true)x#end \#foo`, `(text"#if \\" if(true (text"x")) text" \\#foo")`},
		{"#set($x = 1 + 2 * 3 - $y)", `(set($x ((1+(2*3))-$y)))`},
		{"#if($a || !$b && $c == 1 and (1 < 2))x#{else}y#end", `(if(($a||((!$b&&($c==1))&&paren(1<2))) (text"x"))else(text"y"))`},
		{"#if($a)1#elseif($b)2#elseif($c)3#else 4#end", `(if($a (text"1"))if($b (text"2"))if($c (text"3"))else(text" 4"))`},
		{"#foreach($i in [1..$n])$i#end", `(foreach $i range(1 $n)($i))`},
		{"#foreach($i in {'a': 1, $k: [1, 'x', [], {}]})#end", `(foreach $i map('a' 1 $k list(1 'x' list() map()))())`},
		{"#macro(m $a $b)<$a>#end#m(1, $x) #m #@m('q')body#end", `(macro m[a b](text"<" $a text">") call m(1 $x)["1" "$x"]"#m(1, $x)" text" " call m()[]"#m" text" " call m('q')["'q'"]"#@m('q')body#end"(text"body"))`},
		{"#define($d)x#end#evaluate(\"$x\")#include('a')#parse('b')#stop", `(define d(text"x") evaluate(interpolated($x text" ")) include('a') parse('b') stop)`},
		{"#literal()$x ## c\n#end", `(literal"$x ##\n")`},
		{"a ## b\nc #* d *# e #[[ $f ]]#", `(text"a " comment text"c " comment text" e " text" $f ")`},
		{"#set($x = \"plain\")#set($y = \"a $b\")#set($z = 'it''s')", `(set($x 'plain') set($y interpolated(text"a " $b text" ")) set($z 'it's'))`},
		{"#foreach($i)x#end", `(foreach $i bad(text"x"))`},
	} {
		tree, err := Parse(NewSource("", c.src), Options{})
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if got := dump(tree.Root); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

// TestParseErrors checks places, codes and advice of parse errors. The places are the oracle's.
func TestParseErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, pos, code, msg, hint string }{
		{"x\n  #if($n = 5)y#end", "2:10", CodeUnexpected, `"=" is not expected here`, "compare with =="},
		{"#if(true)\nx", "2:1", CodeUnexpected, "the template ends too early", "add #end for the #if at 1:1"},
		{"ab\t#end", "1:9", CodeUnexpected, "#end is not expected here", `there is no open block for this #end; write \#end to print it`},
		{"cost: 5$", "1:9", CodeLexical, "the template ends inside a reference, directive, string or raw text", "close what was opened last, or write the character so that it begins nothing"},
		{"#set($x = 'abc", "1:15", CodeLexical, "the template ends inside a reference, directive, string or raw text", "close what was opened last, or write the character so that it begins nothing"},
		{"#set($x = $list.size()-1)", "1:23", CodeUnexpected, "a number (-1) is not expected here", "write the minus with a blank on both sides"},
		{"$list.get($n - 4)", "1:15", CodeLexical, `" " is not allowed here`, ""},
		{"$s.length( )", "1:12", CodeUnexpected, `")" is not expected here`, "remove the blank inside the empty brackets"},
		{"#foo(a.b)", "1:8", CodeLexical, `"b" is not allowed here`, ""},
		{"#set($x = \"#if(true)\")", "1:11", CodeString, "the content of this string does not parse: the template ends too early", "add #end for the #if at 1:12"},
		{"#if($f)#evaluate()#end", "1:8", CodeArgument, "#evaluate takes exactly one argument", `write #evaluate($template) or #evaluate("text")`},
		{"#macro( #end", "1:9", CodeUnexpected, "#end is not expected here", ""},
		{"#f(#1)", "-", CodeUnexpected, `"#1" is no number`, "quote the text"},
		{"#macro x", "1:1", CodeMacro, "#macro needs at least a name in parentheses", "write #macro(name $arg1 $arg2) .. #end"},
		{"#define($a $b)x#end", "1:1", CodeArgument, "#define takes exactly one argument, the name of the block", "write #define($name) .. #end"},
		{"a #foreach b", "-", CodeNoArguments, "#foreach needs parentheses behind its name", `write \#foreach to print it`},
		{`#set($x = "\u00")`, "-", CodeString, `"\u" in a double-quoted string needs four hexadecimal digits behind it`, "use single quotes for text with backslashes"},
	} {
		_, err := Parse(NewSource("t.vtl", c.src), Options{})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: error %v", c.src, err)
			continue
		}
		pos := "-"
		if e.Pos.IsValid() {
			pos = strings.TrimPrefix(strings.TrimSuffix(e.Error(), ": "+e.Msg), "t.vtl:")
		}
		if e.Kind != KindParse || pos != c.pos || e.Code != c.code || c.msg != "" && e.Msg != c.msg || c.hint != "" && e.Hint != c.hint {
			t.Errorf("%q\n got %s %s %q %q\nwant %s %s %q %q", c.src, pos, e.Code, e.Msg, e.Hint, c.pos, c.code, c.msg, c.hint)
		}
	}
}

// TestDetail pins the look of an error with its line and caret.
func TestDetail(t *testing.T) {
	t.Parallel()
	_, err := Parse(NewSource("order.vtl", "{\n  \"n\": #if($a = 1)x#end\n}"), Options{})
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	want := `error[VTL001]: "=" is not expected here
 --> order.vtl:2:15
  |
2 |   "n": #if($a = 1)x#end
  |               ^
  = fix: compare with ==
`
	if got := e.Detail(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLimits checks that text too long or nested too deep is refused, and flat text is not.
func TestLimits(t *testing.T) {
	t.Parallel()
	deep := func(open, mid, end string, n int) string {
		return strings.Repeat(open, n) + mid + strings.Repeat(end, n)
	}
	for name, src := range map[string]string{
		"brackets":   "#set($x = " + deep("[", "1", "]", 100_000) + ")",
		"open":       "#set($x = " + strings.Repeat("[", 130_000),
		"braces":     "#set($x = " + deep("{1:", "1", "}", 100_000) + ")",
		"groups":     "#if(" + deep("(", "true", ")", 100_000) + ")x#end",
		"calls":      "$a" + deep(".b($a", "", ")", 100_000),
		"indexes":    "$a" + deep("[$a", "", "]", 100_000),
		"blocks":     deep("#if(true)", "x", "#end", 100_000),
		"unfinished": strings.Repeat("#foreach($i in [1])", 100_000),
	} {
		_, err := Parse(NewSource("", src), Options{})
		var e *Error
		if !errors.As(err, &e) || e.Kind != KindLimit || !strings.Contains(e.Msg, "source nesting (256)") {
			t.Errorf("%s: %.200v", name, err)
		}
	}
	for name, src := range map[string]string{
		"sum":     "#set($x = 1" + strings.Repeat(" + 1", 20_000) + ")",
		"elseif":  "#if(true)" + strings.Repeat("#elseif(true)x", 500) + "#end",
		"nots":    "#if(" + strings.Repeat("!", 200) + "true)x#end",
		"escapes": strings.Repeat(`\\`, 50_000) + "$a",
		"exact":   deep("#if(true)", "x", "#end", 255),
	} {
		if _, err := Parse(NewSource("", src), Options{}); err != nil {
			t.Errorf("%s: %.200v", name, err)
		}
	}
	var long *Error
	if _, err := Parse(NewSource("", "abcd"), Options{MaxBytes: 3}); !errors.As(err, &long) || long.Code != CodeLimitSource {
		t.Errorf("long text: %v", err)
	}
}

// TestSpans checks that the statements of every block follow each other and leave out nothing but the "$", "#" and
// backslashes that Velocity's scanner drops.
func TestSpans(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		"a $b ## c\n#if($d)e#else f #end #set($x = 1)  \n$ #set($y=2)z", `\\$a \#if $\b #[[x]]# #* y *# #foo() #m`,
		"#foreach($i in [1..2])\n $i#if($i)x#elseif(1==1)y#{else}z#end\n#end tail",
	} {
		tree, err := Parse(NewSource("", src), Options{})
		if err != nil {
			t.Fatal(err)
		}
		Walk(tree.Root, func(n Node) bool {
			b, ok := n.(*Block)
			if !ok {
				return true
			}
			at := b.Start()
			for _, c := range b.Nodes {
				if gap := src[at:c.Start()]; strings.Trim(gap, `$#\`) != "" {
					t.Errorf("%q: %q is in no node", src, gap)
				}
				at = c.End()
			}
			if rest := src[at:b.End()]; rest != "" {
				t.Errorf("%q: %q is behind the last node", src, rest)
			}
			return true
		})
	}
}

// FuzzParse looks for texts that crash the parser, or trees whose spans leave the source.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"$a.b(1)[2]", "#if($x)#end", `#set($x = "a $b")`, "#macro(m $a)#end#m(1)", "${", "#[[", "#**", `\\#foo`, "$s.foo(#if"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		tree, err := Parse(NewSource("", src), Options{})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Kind != KindParse && e.Kind != KindLimit {
				t.Fatalf("error %v", err)
			}
			_ = e.Detail()
			return
		}
		sources := []*Source{tree.Source}
		Walk(tree.Root, func(n Node) bool {
			if s, ok := n.(*String); ok && s.Inner != nil {
				sources = append(sources, s.Inner)
			}
			if n.Start() > n.End() || n.Start() < 0 {
				t.Fatalf("%T spans %d..%d", n, n.Start(), n.End())
			}
			return true
		})
		for _, s := range sources {
			_ = s.Position(len(s.Text))
		}
	})
}
