package api

import (
	"context"
	"testing"
	"unicode/utf16"
)

// checkUnits returns what is wrong with an explanation's leaves: in UTF-16 units they must cover the output in order.
func checkUnits(e *Explanation) string {
	at := 0
	for _, l := range e.Leaves {
		if l.Out[0] != at || l.Out[1] < l.Out[0] {
			return "a leaf begins elsewhere than the one before it ended"
		}
		at = l.Out[1]
	}
	if at != len(utf16.Encode([]rune(e.Output))) {
		return "leaves do not cover the output"
	}
	return ""
}

// TestLeavesOfHalves checks leaves where halves of surrogate pairs are printed apart and together.
func TestLeavesOfHalves(t *testing.T) {
	t.Parallel()
	e := explainOf(t, &Run{Template: `#set($a = "\uD83D")#set($b = "\uDE00")$a|$b|$a$b|$b$a`})
	if e.Output != "?|?|😀|??" {
		t.Errorf("output %q", e.Output)
	}
	if msg := checkUnits(e); msg != "" {
		t.Errorf("%s: %+v", msg, e.Leaves)
	}
}

// FuzzExplain checks that any template and body are explained: leaves cover the output, and the answer is JSON.
func FuzzExplain(f *testing.F) {
	f.Add("#set($r = $input.path('$'))$r.a#foreach($i in $r.b)$i#end", `{"a": 1, "b": [1, "x"]}`)
	f.Add("#macro(m $x)#if($x)$x#{else}y#end#end#m($input.params('q'))#evaluate(\"$input.body\")", "$x 😀")
	f.Add(`#define($d)$input.json('$..a')#end"$d" #set($x = "$d") $x`, `{"a": {"a": null}}`)
	s := New(Options{})
	f.Fuzz(func(t *testing.T, template, body string) {
		e, err := s.Explain(context.Background(), &Run{Template: template, Request: Request{Body: body}, Events: true})
		if err != nil {
			t.Fatal(err)
		}
		if msg := checkUnits(e); msg != "" {
			t.Fatalf("%s: output %q, leaves %+v", msg, e.Output, e.Leaves)
		}
		if _, err := encode(e); err != nil {
			t.Fatal(err)
		}
		for _, p := range e.Problems {
			if p.Kind == "internal" || p.Start < 0 || p.End < p.Start {
				t.Fatalf("%+v", p)
			}
		}
	})
}
