package explain_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
	"github.com/vtlkit/vtl/vtl"
)

// report explains a run of template with the request that most tests use.
func report(t *testing.T, template string) *explain.Report {
	t.Helper()
	tpl, err := runtime.Compile(template)
	if err != nil {
		t.Fatalf("%s: %v", template, err)
	}
	return explain.Run(context.Background(), tpl, &runtime.Request{
		Body:           []byte(`{"id": 7, "name": "Ann", "note": "", "none": null, "on": true, "items": [{"sku": "a"}, {"sku": "b"}], "empty": []}`),
		Header:         runtime.Pairs{{Name: "X-Tenant", Value: "north"}},
		StageVariables: map[string]string{"env": "dev"},
	}, explain.Options{Events: 1000})
}

// TestWhyEmpty checks the words for references that printed nothing.
func TestWhyEmpty(t *testing.T) {
	t.Parallel()
	const r = "#set($r = $input.path('$'))"
	tests := []struct{ template, want, hint string }{
		{r + "$r.nmae", "$r.nmae has no value, so it reads as the empty string: $r is an object with keys id, name, note, none, on, items, empty; it has no nmae.", "did you mean $r.name?"},
		{r + "$r.none", "$r.none has no value, so it reads as the empty string: $r has the key none, whose value is null.", ""},
		{r + "$r.note", "$r.note is the empty string: that is what stands in the body at $.note.", ""},
		{r + "$r.name.x", "$r.name.x has no value, so it reads as the empty string: $r.name is a String, which has no property x.", ""},
		{r + "$r.items.size", "$r.items.size has no value, so it reads as the empty string: $r.items is a JSONArray, which has no property size.", "did you mean $r.items.size()?"},
		{"$oder", "$oder has no value, so it reads as the empty string: the variable $oder is not set.", ""},
		{"#set($order = 1)$oder", "$oder has no value, so it reads as the empty string: the variable $oder is not set.", "did you mean $order?"},
		{"$input.path('$.itms')", "$input.path('$.itms') has no value, so it reads as the empty string: the body has nothing at $.itms: $ is an object with keys id, name, note, none, on, items, empty.", ""},
		{"$input.path('$.items[5].sku')", "$input.path('$.items[5].sku') has no value, so it reads as the empty string: the body has nothing at $.items[5].sku: $.items is an array of 2 elements.", ""},
		{"$input.path('$.none')", "$input.path('$.none') has no value, so it reads as the empty string: the body has null at $.none.", ""},
		{"$input.params('x-tenant')", "$input.params('x-tenant') has no value, so it reads as the empty string: the request has no parameter x-tenant in its path, query string or headers; header has X-Tenant, and names count by letter case.", ""},
		{"$stageVariables.en", "$stageVariables.en has no value, so it reads as the empty string: $stageVariables is an object with keys env; it has no en.", "did you mean $stageVariables.env?"},
		{r + "#set($n = $r.nope)$n", "$n is the empty string: line 1 assigned it from $r.nope, which has no value: $r is an object with keys id, name, note, none, on, items, empty; it has no nope.", ""},
		{r + "#set($n = $r.note)$n", "$n is the empty string: line 1 assigned it from $r.note, which is empty in the body at $.note.", ""},
		{"#set($n = '')$n", "$n is the empty string: line 1 assigned it.", ""},
		{"$context.identity", "$context.identity prints nothing: it is a Context, whose text is empty.", ""},
	}
	for _, tt := range tests {
		rep := report(t, tt.template)
		if len(rep.Empties) != 1 {
			t.Errorf("%s: %d empties", tt.template, len(rep.Empties))
			continue
		}
		if w := rep.Empties[0].Why; w.Text != tt.want || w.Hint != tt.hint {
			t.Errorf("%s\ngot  %s | %s\nwant %s | %s", tt.template, w.Text, w.Hint, tt.want, tt.hint)
		}
	}
}

// TestWhyBranch checks the words for branches taken.
func TestWhyBranch(t *testing.T) {
	t.Parallel()
	const r = "#set($r = $input.path('$'))"
	tests := []struct{ template, want string }{
		{"#if($r.on)x#end", "#if was taken, because $r.on is true."},
		{"#if($r.note)x#end", "#if was taken, because $r.note is the empty string: that is what stands in the body at $.note; the empty string counts as true."},
		{"#if($r.nope)x#end", "#if was taken, because $r.nope has no value, so it reads as the empty string: $r is an object with keys id, name, note, none, on, items, empty; it has no nope; the empty string counts as true."},
		{"#if($r.id)x#end", "#if was taken, because $r.id is 7, which counts as true."},
		{"#if($r.empty)x#end", "#if was taken, because $r.empty is an empty list, which counts as true."},
		{"#if($r.name == 'Bob')x#else y#end", `#else was taken, because $r.name == 'Bob' does not hold: $r.name is "Ann".`},
		{"#if($r.id == 1)x#elseif($r.id == 7)y#end", "#elseif 1 was taken, because $r.id == 7 holds: $r.id is 7; before it, $r.id == 1 does not hold: $r.id is 7."},
		{"#if($r.id > 9)x#end", "Not taken, because $r.id > 9 does not hold: $r.id is 7."},
		{"#if($r.id > 9)x#elseif(!$r.on)y#end", "No branch was taken: $r.id > 9 does not hold: $r.id is 7; $r.on is true."},
		{"#if($r.on && $r.id == 8)x#end", "Not taken, because $r.id == 8 does not hold: $r.id is 7."},
		{"#if(!$r.on && $r.id == 7)x#end", "Not taken, because $r.on is true."},
		{"#if($r.id == 8 || $r.on)x#end", "#if was taken, because $r.on is true."},
		{"#if($r.on || $r.id == 8)x#end", "#if was taken, because $r.on is true."},
		{"#if($r.on && $r.id == 7)x#end", "#if was taken, because $r.on is true and $r.id == 7 holds: $r.id is 7."},
		{"#if('x')x#end", "Not taken, because 'x' is no reference, no comparison and not true, and such a condition never holds."},
		{"#if(true)x#end", "#if was taken, because true is written there."},
		{"#if($stageVariables.env == 'dev')x#end", `#if was taken, because $stageVariables.env == 'dev' holds: $stageVariables.env is "dev".`},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range report(t, r+tt.template).Events {
			if e.Kind == vtl.EventBranch {
				got = append(got, e.Why.Text)
			}
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, got, tt.want)
		}
	}
}

// TestWhyNothing checks the words for loops without turns and assignments of nothing.
func TestWhyNothing(t *testing.T) {
	t.Parallel()
	const r = "#set($r = $input.path('$'))"
	tests := []struct{ template, want string }{
		{"#foreach($i in $r.empty)x#end", "The loop had no turns: $r.empty is an empty list."},
		{"#foreach($i in $r.itms)x#end", "The loop had no turns: $r.itms has no value, so it reads as the empty string: $r is an object with keys id, name, note, none, on, items, empty; it has no itms."},
		{"#foreach($i in $r.name)x#end", "The loop had no turns: $r.name cannot be walked. Loops go over lists, arrays, the values of maps, and iterators."},
		{"#set($x = $r.note)", "$x becomes the empty string: $r.note is the empty string: that is what stands in the body at $.note."},
		{"#set($x = $r.name - 1)", "The right side is null, so $x keeps the value it had."},
	}
	for _, tt := range tests {
		found := false
		var all []string
		for _, e := range report(t, r+tt.template).Events {
			if e.Why != nil && e.Depth == 0 {
				all = append(all, e.Why.Text)
				found = found || e.Why.Text == tt.want
			}
		}
		if !found {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, strings.Join(all, "\n     "), tt.want)
		}
	}
}

// TestCoverage checks which arms a run reaches, and what is proposed to reach the others.
func TestCoverage(t *testing.T) {
	t.Parallel()
	const r = "#set($r = $input.path('$'))"
	tests := []struct{ template, want string }{
		{"#if($r.name == 'Bob')x#else y#end", `if 0 (body $.name="Bob"), else 1`},
		{"#if($r.name == 'Ann')x#else y#end", `if 1, else 0 (body $.name="other")`},
		{"#if($r.name == 'Ann')x#end", `if 1, no else 0 (body $.name="other")`},
		{"#if($r.id == 7)x#elseif($r.id == 8)y#elseif($r.id == 9)z#else w#end", "if 1, elseif 0 (body $.id=8), elseif 0 (body $.id=9), else 0 (body $.id=10)"},
		{"#if($r.id > 9)x#end", "if 0 (body $.id=10), no else 1"},
		{"#if(9 < $r.id)x#end", "if 0 (body $.id=10), no else 1"},
		{"#if($r.id <= 9)x#end", "if 1, no else 0 (body $.id=10)"},
		{"#if($r.on)x#end", "if 1, no else 0 (body $.on=false)"},
		{"#if(!$r.on)x#end", "if 0 (body $.on=false), no else 1"},
		{"#if($input.params('page') == '2')x#end", `if 0 (params.querystring page="2"), no else 1`},
		{"#if($input.params().header.get('X-Tenant') == 'south')x#end", `if 0 (params.header X-Tenant="south"), no else 1`},
		{"#if($stageVariables.env == 'prod')x#end", `if 0 (stageVariables env="prod"), no else 1`},
		{"#if($context.identity.sourceIp == '192.0.2.1')x#end", `if 0 (context identity.sourceIp="192.0.2.1"), no else 1`},
		{"#if($r.name.length() == 9)x#end", "if 0, no else 1"},
		{"#if($stageVariables.env)x#end", "if 1, no else 0"},
		{"#foreach($i in $r.items)$i.sku#end", `loop 0 0 (body $.items=[]), loop 1 0 (body $.items=[{"sku": "a"}]), loop many 1`},
		{"#foreach($i in $r.empty)x#end", "loop 0 1, loop 1 0 (body $.empty=[map[]]), loop many 0 (body $.empty=[map[] map[]])"},
		{"#macro(used)x#end#macro(unused)y#end#used()", "macro 1, macro 0"},
		{`#set($t = "#if($r.on)x#{else}y#end")`, "if 1, else 0 (body $.on=false)"},
	}
	for _, tt := range tests {
		var got []string
		for _, a := range report(t, r+tt.template).Coverage {
			text := fmt.Sprintf("%s %d", a.Kind, a.Hits)
			if a.Input != nil {
				format := "%s (%s %s=%v)"
				if _, isText := a.Input.Value.(string); isText {
					format = "%s (%s %s=%q)"
				}
				text = fmt.Sprintf(format, text, a.Input.Source, a.Input.Path, shown(a.Input.Value))
			}
			got = append(got, text)
		}
		if g := strings.Join(got, ", "); g != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, g, tt.want)
		}
	}
}

// shown returns a proposed value with raw JSON as text.
func shown(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	out := make([]any, len(list))
	for i, e := range list {
		out[i] = e
		if raw, ok := e.(interface{ MarshalJSON() ([]byte, error) }); ok {
			text, _ := raw.MarshalJSON()
			out[i] = string(text)
		}
	}
	return out
}
