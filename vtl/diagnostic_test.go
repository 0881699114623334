package vtl_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/vtl"
)

// warning is what a test expects of a Diagnostic.
type warning struct {
	Code             string
	Line, Column     int
	Msg, Note, Hint  string
	Count, From, End int
}

// warningsOf renders a template and returns what it reported.
func warningsOf(t *testing.T, text string, d vtl.Dialect) []warning {
	t.Helper()
	var found []vtl.Diagnostic
	vars := engineContext()
	vars["order"] = readJSON(`{"id": 1, "name": "x", "none": null}`)
	if _, err := mustParse(t, text, vtl.InDialect(d)).Append(context.Background(), nil, vtl.Run{Vars: vars, Warnings: &found}); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var out []warning
	for _, f := range found {
		out = append(out, warning{f.Code, f.Pos.Line, f.Pos.Column, f.Msg, f.Note, f.Hint, f.Count, f.Start, f.End})
	}
	return out
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		template string
		dialect  vtl.Dialect
		want     []warning
	}{
		{"a $order.naem", vtl.Velocity17, []warning{{
			"VTL101", 1, 3, "$order.naem has no value, so it is printed as written",
			"$order is an object with keys id, name, none; it has no naem", "did you mean $order.name?", 1, 2, 13,
		}}},
		{"$!order.none", vtl.Velocity17, []warning{{
			"VTL101", 1, 1, "$!order.none has no value, so it prints nothing", "$order has the key none, whose value is null", "", 1, 0, 12,
		}}},
		{"${ordre.id}", vtl.APIGateway, []warning{{
			"VTL101", 1, 1, "${ordre.id} has no value, so it reads as the empty string", "the variable $ordre is not set", "did you mean $order?", 1, 0, 11,
		}}},
		{"$s.length$list.length()", vtl.APIGateway, []warning{
			{"VTL101", 1, 1, "$s.length has no value, so it reads as the empty string", "$s is a String, which has no property length", "did you mean $s.length()?", 1, 0, 9},
			{"VTL101", 1, 10, "$list.length() has no value, so it reads as the empty string", "$list is an ArrayList, which has no method length", "did you mean $list.size()?", 1, 9, 23},
		}},
		{"$s.substring('x')", vtl.APIGateway, []warning{{
			"VTL101", 1, 1, "$s.substring('x') has no value, so it reads as the empty string",
			"$s is a String, whose method substring returned null or does not take these arguments", "", 1, 0, 17,
		}}},
		{"$order['nope'].x", vtl.APIGateway, []warning{{
			"VTL101", 1, 1, "$order['nope'].x has no value, so it reads as the empty string",
			"$order is a LinkedHashMap, which has nothing at this index", "", 1, 0, 16,
		}}},
		{"#if($e)x#end#if(!$nope)y#end", vtl.APIGateway, []warning{
			{
				"VTL102", 1, 5, "the condition $e is true because of an empty string",
				"only null and false are false in Velocity 1.7; an empty string, 0 and an empty list are true", "to ask for text, write $e != ''", 1, 4, 6,
			},
			{"VTL101", 1, 18, "$nope has no value, so it reads as the empty string", "the variable $nope is not set", "", 1, 17, 22},
			{
				"VTL102", 1, 18, "the condition $nope is true because of an empty string",
				"only null and false are false in Velocity 1.7; an empty string, 0 and an empty list are true", "to ask for text, write $nope != ''", 1, 17, 22,
			},
		}},
		{"#forech($i)", vtl.Velocity17, []warning{{
			"VTL103", 1, 1, "#forech is no directive and no known macro, so it is printed as written", "", "did you mean #foreach?", 1, 0, 11,
		}}},
		{"#set($x = [1..$s])", vtl.Velocity17, []warning{{
			"VTL104", 1, 1, "#set has nothing to assign: the right side has no value", "the variable keeps the value it had", "", 1, 0, 18,
		}}},
		{"#foreach($i in $s)#end", vtl.Velocity17, []warning{{
			"VTL105", 1, 1, "#foreach rendered nothing: $s is a String", "loops go over lists, arrays, the values of maps, and iterators", "", 1, 0, 22,
		}}},
		{"#set($s.x = 1)", vtl.Velocity17, []warning{{
			"VTL107", 1, 1, "#set found nothing to assign to in $s.x", "a String does not let itself be changed this way", "", 1, 0, 14,
		}}},
		{"#foreach($i in [1..3])#if($s < $i)#end#end", vtl.Velocity17, []warning{{
			"VTL109", 1, 27, "the left side is a String, not a number, so the result is false", "", "", 3, 26, 33,
		}}},
		{"#set($x = 1 - $s)", vtl.APIGateway, []warning{
			{"VTL108", 1, 11, "the right side is a String, not a number, so the result is null", "", "", 1, 10, 16},
			{"VTL104", 1, 1, "#set has nothing to assign: the right side has no value", "the variable keeps the value it had", "", 1, 0, 17},
		}},
		{"$s $order.name #set($x = 1)$!x", vtl.Velocity17, nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, warningsOf(t, tt.template, tt.dialect)); diff != "" {
			t.Errorf("%s\n%s", tt.template, diff)
		}
	}
}

func TestWarningsAreCapped(t *testing.T) {
	t.Parallel()
	tpl := mustParse(t, "$a $b $c $d")
	var found []vtl.Diagnostic
	_, err := tpl.Append(context.Background(), nil, vtl.Run{Limits: limited(func(l *vtl.Limits) { l.Warnings = 2 }), Warnings: &found})
	if err != nil || len(found) != 2 {
		t.Errorf("%d warnings, %v", len(found), err)
	}
}

// TestCodes checks that every code is explained once.
func TestCodes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range vtl.Codes() {
		if seen[c.Code] || c.Title == "" || c.Explain == "" {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
	if !seen["VTL101"] || !seen["VTL201"] || !seen["VTL303"] || !seen["VTL901"] {
		t.Errorf("codes are missing: %v", seen)
	}
}
