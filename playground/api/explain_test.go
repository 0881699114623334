package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// explainOf explains a run without a deadline of its own.
func explainOf(t *testing.T, run *Run) *Explanation {
	t.Helper()
	out, err := New(Options{}).Explain(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// slice returns the text between two UTF-16 offsets.
func slice(text string, at [2]int) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[at[0]:at[1]]))
}

// TestExplain checks that the places of an explanation are those of the characters a reader of UTF-16 sees.
func TestExplain(t *testing.T) {
	t.Parallel()
	run := &Run{
		Template: "## 𝄞\r\n#set($r = $input.path('$'))\r\n{\"n𝄞\": \"$r.name\", \"x\": \"$r.nmae\"}",
		Request:  Request{Body: `{"𝄞": 1, "name": "Ann 😀"}`}, Events: true,
	}
	e := explainOf(t, run)
	if want := "{\"n𝄞\": \"Ann 😀\", \"x\": \"\"}"; e.Output != want || !e.OK || !e.Check.Valid || e.Check.Format != "json" {
		t.Fatalf("output %q, ok %v, check %+v", e.Output, e.OK, e.Check)
	}
	var leaves []string
	for _, l := range e.Leaves {
		text := slice(e.Output, l.Out) + "<-" + slice(run.Template, l.At)
		for _, o := range l.Origins {
			text += "<-" + o.Path + "=" + slice(run.Request.Body, [2]int{o.Start, o.End})
		}
		leaves = append(leaves, text)
	}
	want := []string{`{"n𝄞": "<-{"n𝄞": "`, `Ann 😀<-$r.name<-$.name="Ann 😀"`, `", "x": "<-", "x": "`, `"}<-"}`}
	if strings.Join(leaves, "|") != strings.Join(want, "|") {
		t.Errorf("leaves %q, want %q", leaves, want)
	}
	if len(e.Empties) != 1 || slice(run.Template, e.Empties[0].At) != "$r.nmae" || slice(e.Output, [2]int{0, e.Empties[0].Out}) != "{\"n𝄞\": \"Ann 😀\", \"x\": \"" {
		t.Errorf("empties %+v", e.Empties)
	}
	if len(e.Problems) != 1 || slice(run.Template, [2]int{e.Problems[0].Start, e.Problems[0].End}) != "$r.nmae" || e.Problems[0].In != "template" {
		t.Fatalf("problems %+v", e.Problems)
	}
	if f := e.Problems[0].Fix; f == nil || f.Label != "Replace by $r.name" || slice(run.Template, [2]int{f.Start, f.End}) != "nmae" || f.Text != "name" {
		t.Errorf("fix %+v", f)
	}
	for i, v := range e.Events {
		if v.Seq != i || v.Parent >= i || slice(run.Template, v.At) == "" || v.Line < 1 {
			t.Errorf("event %+v", v)
		}
	}
}

// TestExplainProblems checks what is told of templates and requests that fail.
func TestExplainProblems(t *testing.T) {
	t.Parallel()
	tests := []struct {
		run                                   Run
		output, kind, code, in, limit, marked string
	}{
		{Run{Template: "a #if($b) c"}, "", "parse", "VTL001", "template", "", "c"},
		{Run{Template: "a #end"}, "", "parse", "VTL001", "template", "", "#end"},
		{Run{Template: "a $input.body.substring(9)"}, "a ", "render", "VTL201", "template", "", "substring(9)"},
		{Run{Template: "x#foreach($i in [1..2000])#end"}, "x", "limit", "VTL309", "template", "loop turns", "#foreach($i in [1..2000])#end"},
		{Run{Template: "#set($x = \"$input.body.substring(9)\")"}, "", "render", "VTL201", "template", "", "substring(9)"},
		{Run{Template: "b#evaluate('$input.body.substring(9)')"}, "b", "render", "VTL201", "macro", "", ""},
		{Run{Template: "x", Request: Request{Time: "soon"}}, "", "request", "VTL405", "request", "", ""},
		{Run{Template: "x", Request: Request{Body: "%", Base64: true}}, "", "request", "VTL405", "request", "", ""},
		{Run{Template: "x", Request: Request{Body: strings.Repeat("x", 2<<20)}}, "", "limit", "VTL406", "body", "body bytes", ""},
		{Run{Template: strings.Repeat("x", 400<<10)}, "", "limit", "VTL302", "template", "template bytes", ""},
	}
	for _, tt := range tests {
		e := explainOf(t, &tt.run)
		if e.OK || len(e.Problems) == 0 {
			t.Errorf("%.40s: no problem", tt.run.Template)
			continue
		}
		p := e.Problems[0]
		marked := ""
		if p.In == "template" {
			marked = slice(tt.run.Template, [2]int{p.Start, p.End})
		}
		if e.Output != tt.output || p.Severity != SeverityError || p.Kind != tt.kind || p.Code != tt.code || p.In != tt.in || p.Limit != tt.limit || marked != tt.marked {
			t.Errorf("%.40s: output %.40q, problem %+v, marked %.40q", tt.run.Template, e.Output, p, marked)
		}
		if !strings.HasPrefix(p.Text, "error["+tt.code+"]: ") {
			t.Errorf("%.40s: text %.60q", tt.run.Template, p.Text)
		}
	}
}

// TestExplainWarnings checks where warnings about an output that is no JSON or XML stand.
func TestExplainWarnings(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, marked, note string }{
		{`{"a": $nope}`, "}", "output:1:7: a value is missing before }"},
		{`{"a": $input.path('$.s')}`, "$input.path('$.s')", "output:1:7: a value belongs here, not word"},
		{"<a>$input.path('$.s')</b>", "<", "output:1:8: </b> stands where </a> belongs"},
	}
	for _, tt := range tests {
		e := explainOf(t, &Run{Template: tt.template, Request: Request{Body: `{"s": "word"}`}})
		last := e.Problems[len(e.Problems)-1]
		if last.Code != "VTL404" || last.Note != tt.note || slice(tt.template, [2]int{last.Start, last.End}) != tt.marked {
			t.Errorf("%s: %+v", tt.template, last)
		}
		if e.Check.Valid || e.Check.Leaf < 0 {
			t.Errorf("%s: check %+v", tt.template, e.Check)
		}
	}
}

// TestExplainBounds checks that a long run is explained in part, and that it says so.
func TestExplainBounds(t *testing.T) {
	t.Parallel()
	s := New(Options{MaxEvents: 50, MaxLeaves: 20})
	e, _ := s.Explain(context.Background(), &Run{Template: "#foreach($i in [1..500])$i,#end.", Events: true})
	if !e.Cut || len(e.Events) != 50 || len(e.Leaves) != 21 || e.Leaves[20].Kind != "rest" || e.Leaves[20].Out[1] != len(e.Output) {
		t.Errorf("cut %v, %d events, %d leaves, the last %+v", e.Cut, len(e.Events), len(e.Leaves), e.Leaves[len(e.Leaves)-1])
	}
	for _, v := range e.Events {
		if v.Parent >= 50 {
			t.Errorf("event %d has parent %d", v.Seq, v.Parent)
		}
	}
	if e := explainOf(t, &Run{Template: "$input.path('$')"}); len(e.Events) != 0 {
		t.Errorf("%d events that nobody asked for", len(e.Events))
	}
}

// TestExplainNeverNull checks that no list of an answer is null, whatever became of the run.
func TestExplainNeverNull(t *testing.T) {
	t.Parallel()
	for _, template := range []string{"", "x", "#if("} {
		answer, err := New(Options{}).Methods()["explain"](context.Background(), []byte(`{"template": "`+template+`"}`))
		if err != nil || strings.Contains(string(answer), "null") || !json.Valid(answer) {
			t.Errorf("%q: %s, %v", template, answer, err)
		}
	}
}

// TestExplainOverrides checks that overrides, stage variables and the response phase reach the answer.
func TestExplainOverrides(t *testing.T) {
	t.Parallel()
	e := explainOf(t, &Run{
		Template: "#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-A = 'b')$input.path('$.m') $context.stage $context.n",
		Request:  Request{Response: &Response{Body: `{"m": "gone"}`}, Context: map[string]any{"n": json.Number("5")}},
	})
	if e.Output != "gone test 5" || e.Overrides == nil || e.Overrides.ResponseStatus != 404 || len(e.Overrides.ResponseHeaders) != 1 {
		t.Errorf("output %q, overrides %+v", e.Output, e.Overrides)
	}
}

// TestExplainBody checks what is told of bodies that are no JSON, and where.
func TestExplainBody(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, body, want string }{
		{"$input.path('$.a')", `{"a": 1}`, ""},
		{"$input.path('$.a')", ``, ""},
		{"$input.body", `x=1`, ""},
		{"$input.path('$.a')", "{\"é\": 1,\n 'a': 2}", "2:2 10 the body is no strict JSON, and is read as well as can be"},
		{"$input.path('$.a')", `{"a": `, "1:7 6 the body is no JSON, so no path leads to anything in it"},
	}
	for _, tt := range tests {
		got := ""
		for _, p := range explainOf(t, &Run{Template: tt.template, Request: Request{Body: tt.body}}).Problems {
			if p.In == "body" {
				got = fmt.Sprintf("%d:%d %d %s", p.Line, p.Column, p.Start, p.Message)
			}
		}
		if got != tt.want {
			t.Errorf("%s of %q: %q, want %q", tt.template, tt.body, got, tt.want)
		}
	}
}
