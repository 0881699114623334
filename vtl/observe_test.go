package vtl_test

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// recorder keeps a copy of every event.
type recorder struct{ events []vtl.Event }

func (r *recorder) Event(e *vtl.Event) { r.events = append(r.events, *e) }

// checkCover returns what is wrong with the spans of events for a run that printed out: the leaves must cover it
// in the order of Seq, and every event must lie within its parents.
func checkCover(events []vtl.Event, out []byte) error {
	sorted := append([]vtl.Event(nil), events...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Seq < sorted[j].Seq })
	at := 0
	for i, e := range sorted {
		if e.Seq != i {
			return fmt.Errorf("event %d has Seq %d", i, e.Seq)
		}
		if e.OutStart < 0 || e.OutEnd < 0 {
			if e.Leaf || e.OutStart != -1 || e.OutEnd != -1 {
				return fmt.Errorf("event %d (kind %d) has span %d..%d, leaf %v", i, e.Kind, e.OutStart, e.OutEnd, e.Leaf)
			}
			continue
		}
		if e.OutEnd < e.OutStart || e.OutEnd > len(out) {
			return fmt.Errorf("event %d (kind %d) has span %d..%d of %d", i, e.Kind, e.OutStart, e.OutEnd, len(out))
		}
		if !e.Leaf {
			continue
		}
		if e.OutStart != at {
			return fmt.Errorf("leaf %d (kind %d) starts at %d, the one before ended at %d", i, e.Kind, e.OutStart, at)
		}
		at = e.OutEnd
	}
	if at != len(out) {
		return fmt.Errorf("leaves cover %d of %d bytes", at, len(out))
	}
	return nil
}

// sameWithSink renders a template with and without a Sink and returns what differs, or what is wrong with the events.
func sameWithSink(tpl *vtl.Template, vars func() map[string]vtl.Value) error {
	ctx := context.Background()
	want, wantErr := tpl.Append(ctx, nil, vtl.Run{Vars: vars()})
	var rec recorder
	got, gotErr := tpl.Append(ctx, []byte("before"), vtl.Run{Vars: vars(), Sink: &rec})
	if string(got) != "before"+string(want) {
		return fmt.Errorf("with a sink %q, without %q", got, want)
	}
	var a, b *vtl.Error
	if errors.As(wantErr, &a) != errors.As(gotErr, &b) || a != nil && (a.Code != b.Code || a.Pos != b.Pos) {
		return fmt.Errorf("with a sink %s, without %s", fmt.Sprint(gotErr), fmt.Sprint(wantErr))
	}
	return checkCover(rec.events, want)
}

// TestEventsCoverOutput checks on templates of every kind that the leaves of a run cover its output.
func TestEventsCoverOutput(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"",
		"text only",
		`a $s b $!nope c \$s \\$s $nope ${s}.$list[0] $$s`,
		`#set($x = "<$s>")$x#set($x = "a#if(true)b#end") [$x]`,
		`#foreach($i in [1..3])$i#if($foreach.hasNext), #end#end.`,
		`#foreach($i in [1, $nope, 2])<$i>#end`,
		`#macro(m $a)[$a]#end#m("x$s")#m($nope)#unknown($s)`,
		`#macro(w $t)<$t>$bodyContent</$t>#end#@w('b')in $s#end`,
		`#define($d)d:$s;#end$d$d#set($y = "$d")$y#set($l = [$d])$l`,
		`#evaluate('$s#set($q = "$s")$q')#literal()$s #end#[[$s]]#`,
		`#if($nope)a#elseif($s)b#{else}c#end#include($nope)`,
		`#foreach($i in [1..3])$i#if($i == 2)#stop#end#end after`,
		`before $s.substring(99) after`,
		"\U0001F600 #set($a = \"\\uD83D\")$a#set($b = \"\\uDE00\")$b.",
	} {
		tpl, err := vtl.Parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		err = sameWithSink(tpl, func() map[string]vtl.Value {
			list, _ := vtl.ValueOf([]string{"one", "two"})
			return map[string]vtl.Value{"s": vtl.String("hello"), "list": list}
		})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// tracked returns a JSON document whose parts know their path.
func tracked(v java.Value, path string) java.Value {
	origin := func(key java.Value) (vtl.Origin, bool) {
		at := "." + java.ToString(nil, key)
		if _, isInt := key.(java.Int); isInt {
			at = "[" + java.ToString(nil, key) + "]"
		}
		return vtl.Origin{Source: "body", Path: path + at}, true
	}
	switch v := v.(type) {
	case *java.Map:
		v.SetOrigins(origin)
		v.Each(func(k, m java.Value) bool {
			tracked(m, path+"."+java.ToString(nil, k))
			return true
		})
	case *java.List:
		v.SetOrigins(origin)
		for i := range v.Len() {
			tracked(v.At(i), fmt.Sprintf("%s[%d]", path, i))
		}
	}
	return v
}

// TestOrigins checks where printed text is said to come from.
func TestOrigins(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{"$b.id|$b.items[0].sku", "$.id | $.items[0].sku"},
		{"$b.items.get(1).sku $b['id']", "$.items[1].sku | $.id"},
		{"#set($x = $b.id)$x #set($y = $x)$y", "$.id | $.id"},
		{"#set($x = $b.id + '-' + $b.name)$x", "$.id,$.name"},
		{`#set($x = "<$b.id:$b.name:$b.id>")$x`, "$.id,$.name"},
		{"#foreach($i in $b.items)$i.sku #end", "$.items[0].sku | $.items[1].sku"},
		{"#foreach($i in $b.tags)$i #end", "$.tags.k | $.tags.l"},
		{"#macro(m $p)$p.sku#set($q = $p.sku)$q#end#m($b.items[1])#m({})", "$.items[1].sku | $.items[1].sku |  | $.items[1].sku"},
		{"$b.name.toUpperCase().concat($b.id)", "$.name,$.id"},
		{"#set($l = [$b.id, 1])$l.get(1)", "$.id"},
		{"#define($d)$b.id#end$d#set($t = \"$d\")$t", "$.id | $.id"},
		{"#set($x = $b.count + 1)$x#set($x = 2)$x", "$.count | "},
		{"#evaluate('$b.id')", "$.id"},
		{"#set($x = $b.id)#foreach($i in [1])#set($x = $b.name)$x#end$x", "$.name | $.name"},
	}
	for _, tt := range tests {
		body := tracked(readJSON(`{"id":"7","name":"Ann","count":3,"items":[{"sku":"a"},{"sku":"b"}],"tags":{"k":"v","l":"w"}}`), "$")
		var rec recorder
		_, err := mustParse(t, tt.template).Append(context.Background(), nil, vtl.Run{Vars: map[string]vtl.Value{"b": body}, Sink: &rec})
		if err != nil {
			t.Fatalf("%s: %v", tt.template, err)
		}
		var got []string
		for _, e := range rec.events {
			if e.Kind != vtl.EventReference || !e.Leaf {
				continue
			}
			var paths []string
			for _, o := range e.Origins {
				paths = append(paths, o.Path)
			}
			got = append(got, strings.Join(paths, ","))
		}
		if g := strings.Join(got, " | "); g != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, g, tt.want)
		}
	}
}

// TestEvents checks what is reported of each construct, in the order of execution.
func TestEvents(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{"a$s", "text a 0-1, reference hello 1-6"},
		{"#if($nope)a#elseif($s)b#end", "branch 1 0-1, read null 0-0, read hello 0-0, text b 0-1"},
		{"#if($nope)a#else b#end", "branch 1 0-2, read null 0-0, text  b 0-2"},
		{"#if($nope)a#end.", "branch -1 0-0, read null 0-0, text . 0-1"},
		{"#set($x = $n + 1)", "set 6 0-0, read 5 0-0"},
		{`#set($x = "$n")$x`, "set 5 0-0, reference 5 -1--1, text -1--1, reference 5 0-1"},
		{"#foreach($i in [1..2])$i,#end", "loop [1, 2] 0-4, turn 0 1 0-2, reference 1 0-1, text , 1-2, turn 1 2 2-4, reference 2 2-3, text , 3-4"},
		{"#macro(m $a)$a#end#m($s)#no()", "macro 0-5, reference hello 0-5, macro 5-10"},
		{"#define($d)x#end$d", "define 0-0, reference 0-1, text x 0-1"},
		{"#stop x", "stop 0-0"},
		{"#evaluate('$n')", "evaluate $n 0-1, reference 5 0-1"},
		{"#literal()$s#end", "literal 0-2"},
	}
	names := map[vtl.EventKind]string{
		vtl.EventText: "text", vtl.EventLiteral: "literal", vtl.EventReference: "reference", vtl.EventRead: "read", vtl.EventSet: "set",
		vtl.EventBranch: "branch", vtl.EventLoop: "loop", vtl.EventTurn: "turn", vtl.EventMacro: "macro", vtl.EventDefine: "define",
		vtl.EventEvaluate: "evaluate", vtl.EventInclude: "include", vtl.EventStop: "stop", vtl.EventBlock: "block",
	}
	for _, tt := range tests {
		var rec recorder
		out, err := mustParse(t, tt.template).Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Sink: &rec})
		if err != nil {
			t.Fatalf("%s: %v", tt.template, err)
		}
		sort.Slice(rec.events, func(i, j int) bool { return rec.events[i].Seq < rec.events[j].Seq })
		var got []string
		for _, e := range rec.events {
			text := names[e.Kind]
			switch e.Kind {
			case vtl.EventText:
				if e.OutStart >= 0 {
					text += " " + string(out[e.OutStart:e.OutEnd])
				}
			case vtl.EventBranch:
				text += fmt.Sprint(" ", e.Branch)
			case vtl.EventTurn:
				text += fmt.Sprint(" ", e.Turn, " ", java.ToString(nil, e.Value))
			case vtl.EventSet, vtl.EventRead, vtl.EventLoop, vtl.EventEvaluate:
				text += " " + java.ToString(nil, e.Value)
			case vtl.EventReference:
				if e.Leaf || e.OutStart < 0 {
					text += " " + java.ToString(nil, e.Value)
				}
			}
			got = append(got, fmt.Sprintf("%s %d-%d", text, e.OutStart, e.OutEnd))
		}
		if g := strings.Join(got, ", "); g != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.template, g, tt.want)
		}
	}
}

// TestSteps checks that a reference's event shows the value of every step, and where it became null.
func TestSteps(t *testing.T) {
	t.Parallel()
	var rec recorder
	_, err := mustParse(t, "$map.b.nope.x").Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Sink: &rec})
	if err != nil || len(rec.events) != 1 {
		t.Fatal(err, len(rec.events))
	}
	var got []string
	for _, s := range rec.events[0].Steps {
		got = append(got, fmt.Sprintf("%d-%d %s", s.Node.Start(), s.Node.End(), java.ToString(nil, s.Value)))
	}
	want := []string{"0-13 {a=1, b=two, c=null}", "5-6 two", "7-11 null"}
	if fmt.Sprint(got) != fmt.Sprint(want) || rec.events[0].Value != nil {
		t.Errorf("got %q, %v, want %q", got, rec.events[0].Value, want)
	}
}
