package runtime

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vtlkit/vtl/vtl"
)

// TestRequestOverrides: the forms recorded to work, and how values become text.
func TestRequestOverrides(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, template string
		want           RequestOverride
	}{
		{"dots and hyphens", `#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")#set($context.requestOverride.path.id = 5)#set($context.requestOverride.querystring.q = 'a b')`,
			RequestOverride{Header: Pairs{{"X-Amz-Target", "AWSEvents.PutEvents"}}, Path: Pairs{{"id", "5"}}, Query: Pairs{{"q", "a b"}}}},
		{"brackets", `#set($n = 'X-N')#set($context.requestOverride.header["a"] = '1')#set($context.requestOverride.header[$n] = '2')#set($context["requestOverride"].querystring["k"] = '3')`,
			RequestOverride{Header: Pairs{{"a", "1"}, {"X-N", "2"}}, Query: Pairs{{"k", "3"}}}},
		{"put", `$context.requestOverride.querystring.put('k', 'v')`, RequestOverride{Query: Pairs{{"k", "v"}}}},
		{"a list is one value", `#set($context.requestOverride.header.m = ['foo', 'header1Val', 2])`, RequestOverride{Header: Pairs{{"m", "foo,header1Val,2"}}}},
		{"a JSON array too", `#set($context.requestOverride.header.m = $input.path('$.l'))`, RequestOverride{Header: Pairs{{"m", "a,b"}}}},
		{"the empty text", `#set($context.requestOverride.header.e = $none)`, RequestOverride{Header: Pairs{{"e", ""}}}},
		{"through a variable", `#set($h = $context.requestOverride.header)#set($h.x = 1)#set($h.y = 2)`, RequestOverride{Header: Pairs{{"x", "1"}, {"y", "2"}}}},
		{"paths may hold anything", `#set($context.requestOverride.path.p = "a/b
c")`, RequestOverride{Path: Pairs{{"p", "a/b\nc"}}}},
		{"none", `$context.requestOverride.header.x`, RequestOverride{}},
	}
	for _, tt := range tests {
		res := transformed(t, tt.template, &Request{Body: []byte(`{"l":["a","b"]}`)})
		if diff := cmp.Diff(tt.want, res.RequestOverride); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestResponseStatus: integers from 100 to 599; everything else is ignored with a warning.
func TestResponseStatus(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value string
		want  int
	}{
		{"100", 100}, {"404", 404}, {"599", 599}, {"$input.path('$.i')", 418},
		{"99", 0}, {"600", 0}, {"-1", 0}, {"4294967496", 0}, {"'404'", 0}, {"404.0", 0}, {"true", 0}, {"''", 0}, {"[404]", 0},
	}
	for _, tt := range tests {
		res := transformed(t, "#set($context.responseOverride.status = "+tt.value+")", &Request{Body: []byte(`{"i":418}`)})
		if res.ResponseOverride.Status != tt.want {
			t.Errorf("status %s gives %d, want %d", tt.value, res.ResponseOverride.Status, tt.want)
		}
		if warned := len(res.Warnings) == 1 && res.Warnings[0].Code == CodeIgnoredOverride; warned != (tt.want == 0) {
			t.Errorf("status %s: warnings %+v", tt.value, res.Warnings)
		}
	}
}

// TestBadOverrides: what could break out of a header fails the run; overrides whose map was replaced are ignored.
func TestBadOverrides(t *testing.T) {
	t.Parallel()
	for _, template := range []string{
		"x\n#set($context.responseOverride.header.X = \"a\r\nSet-Cookie: b\")",
		"x\n#set($context.requestOverride.header.X = $input.path('$.nul'))",
		"x\n#set($context.responseOverride.header['X Y'] = '1')",
		"x\n#set($context.responseOverride.header[''] = '1')",
		"x\n#set($context.responseOverride.header['é'] = '1')",
	} {
		e, res := fail(t, template, &Request{Body: []byte(`{"nul":"a\u0000"}`)})
		if e.Code != CodeBadOverride || e.Kind != vtl.KindRender || strings.ContainsAny(e.Msg, "\r\n\x00") {
			t.Errorf("%q: error %+v", template, e)
		}
		if res.RequestOverride.Header != nil || res.ResponseOverride.Header != nil || res.State != nil {
			t.Errorf("%q: overrides survived the error: %+v", template, res)
		}
	}
	for _, template := range []string{
		"#set($context.requestOverride = 'x')", "#set($context.requestOverride.header = 'x')", "#set($context.responseOverride.header = 5)",
	} {
		res := transformed(t, template, &Request{})
		if len(res.Warnings) != 1 || res.Warnings[0].Code != CodeIgnoredOverride || res.Warnings[0].Pos.Line != 1 {
			t.Errorf("%s: warnings %+v", template, res.Warnings)
		}
	}
}

// TestRepeatedOverrides: the service answers 5xx when one parameter is overridden twice in a template [doc].
func TestRepeatedOverrides(t *testing.T) {
	t.Parallel()
	const set = "#set($context.responseOverride.status = "
	tests := []struct {
		name, template string
		line           int // of the second assignment; 0 when the run passes
	}{
		{"twice", set + "200)\n" + set + "201)", 2},
		{"in both branches", "#if($input.body == 'x')" + set + "200)#else" + set + "201)#end", 0},
		{"before and in a branch", set + "200)\n#if($input.body == '{}')\n" + set + "404)#end", 3},
		{"in a loop", "#foreach($i in [1..2])\n#set($context.responseOverride.header.X = $i)\n#end", 2},
		{"different names in a loop", `#foreach($i in [1..2])#set($context.responseOverride.header["X$i"] = $i)#end`, 0},
		{"by put", "$context.requestOverride.path.put('a', 1)\n$context.requestOverride.path.put('a', 2)", 2},
		{"through variables", "#set($h = $context.responseOverride.header)#set($h.a = 1)\n#set($g = $context.responseOverride.header)#set($g['a'] = 2)", 2},
		{"in a macro", "#macro(s $v)#set($context.responseOverride.header.X = $v)#end#s(1)\n#s(2)", 1},
		{"in evaluated text", "#evaluate('#set($context.responseOverride.header.X = 1)')\n#evaluate('#set($context.responseOverride.header.X = 2)')", 1},
		{"the same value again goes unnoticed", set + "200)" + set + "200)", 0},
		{"different parameters", "#set($context.responseOverride.header.a = 1)#set($context.requestOverride.header.a = 1)#set($context.requestOverride.path.a = 1)", 0},
		{"other variables", "#set($m = {})#set($m.a = 1)#set($m.a = 2)#set($context.responseOverride.header.a = 1)", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.line == 0 {
				transformed(t, tt.template, &Request{})
				return
			}
			e, _ := fail(t, tt.template, &Request{})
			if e.Code != CodeRepeatedOverride || e.Pos.Line != tt.line {
				t.Errorf("error %v, want %s in line %d", e, CodeRepeatedOverride, tt.line)
			}
		})
	}
	tpl, err := Compile(set+"200)"+set+"201)", RepeatOverrides())
	if err != nil {
		t.Fatal(err)
	}
	if res, err := tpl.Transform(context.Background(), &Request{}); err != nil || res.ResponseOverride.Status != 201 {
		t.Errorf("RepeatOverrides: %+v, %v", res.ResponseOverride, err)
	}
}

// TestOrdinaryTemplatesAreNotWatched: setting different overrides once each costs nothing.
func TestOrdinaryTemplatesAreNotWatched(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]bool{
		"x": false, "$context.requestOverride.header.a": false,
		"#set($context.responseOverride.status = 1)#set($context.responseOverride.header.a = 2)": false,
		"#set($m = {})#set($m.a = 1)#foreach($i in [1..2])#set($m.a = $i)#end":                   false,
		"#set($context.responseOverride.status = 1)#set($context.responseOverride.status = 2)":   true,
		"#foreach($i in [1..2])#set($context.responseOverride.status = $i)#end":                  true,
		"#evaluate($x)": true,
	} {
		tpl, err := Compile(template)
		if err != nil {
			t.Fatal(err)
		}
		if tpl.watched != want {
			t.Errorf("%s: watched = %v", template, tpl.watched)
		}
	}
}

// TestState: the response template sees what the request template left in $context, and neither can change it for
// another run.
func TestState(t *testing.T) {
	t.Parallel()
	first := transformed(t, `#set($context.responseOverride.header.a = 'request')#set($context.responseOverride.custom = 'c')#set($context.requestOverride.path.body = $input.path('$'))#set($context.extra = [1])`,
		&Request{Body: []byte(`{"k":{"l":[1]}}`), Context: Vars{"stage": "prod"}})
	const second = `$context.responseOverride.custom $context.requestOverride.path.body.k $context.extra $context.stage $context.awsEndpointRequestId` +
		`#set($x = $context.requestOverride.path.body.k.l.add(2))#set($context.responseOverride.header.a = 'response')`
	for range 2 {
		res := transformed(t, second, &Request{State: first.State, Response: &Response{}, Context: Vars{"stage": "other", "awsEndpointRequestId": "r"}})
		if got, want := string(res.Body), "c {l=[1]} [1] prod r"; got != want {
			t.Errorf("rendered %q, want %q", got, want)
		}
		if v, _ := res.ResponseOverride.Header.Get("a"); v != "response" {
			t.Errorf("header a = %q", v)
		}
	}
	res := transformed(t, "x", &Request{State: first.State, Response: &Response{}})
	if v, _ := res.ResponseOverride.Header.Get("a"); v != "request" {
		t.Errorf("a response template that sets nothing loses the request's overrides: %+v", res.ResponseOverride)
	}
	if res := transformed(t, "$context.stage", &Request{}); res.State != nil {
		t.Error("a template that only reads $context left a state")
	}
}

// TestStateShapes: shared and self-containing values survive being handed on; what cannot be copied becomes text.
func TestStateShapes(t *testing.T) {
	t.Parallel()
	first := transformed(t, `#set($l = [1])#set($x = $l.add($l))#set($context.responseOverride.l = $l)#set($context.responseOverride.m = $l)`+
		`#set($m = {'a':1})#set($context.responseOverride.k = $m.keySet())`, &Request{})
	got := render(t, `$context.responseOverride.l.size()|#set($x = $context.responseOverride.l.add(3))$context.responseOverride.m.size() $context.responseOverride.k`,
		&Request{State: first.State, Response: &Response{}})
	if got != "2|3 [a]" {
		t.Errorf("rendered %q", got)
	}
}
