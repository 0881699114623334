package api

import (
	"context"
	"strings"
	"testing"
)

// completionsAt returns the completions where "|" stands in a template, and the text between From and the caret.
func completionsAt(t *testing.T, template string) (items map[string]Completion, typed string) {
	t.Helper()
	caret := strings.IndexByte(template, '|')
	run := &Run{
		Template: template[:caret] + template[caret+1:], Offset: caret,
		Request: Request{
			Body:       `{"id": 7, "odd name": 1, "items": [{"sku": "a", "n": {"deep": true}}, {"sku": "b"}]}`,
			PathParams: map[string]string{"orderId": "9"}, Query: []Pair{{"page", "2"}}, Headers: []Pair{{"X-Tenant", "north"}},
			StageVariables: map[string]string{"env": "dev"},
		},
	}
	got, err := New(Options{}).Complete(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	items = map[string]Completion{}
	for _, c := range got.Items {
		items[c.Label] = c
	}
	return items, template[got.From:caret]
}

// TestComplete checks what is offered at the caret "|", and what counts as typed already.
func TestComplete(t *testing.T) {
	t.Parallel()
	tests := []struct {
		template, typed string
		want            string // labels that must be offered, separated by blanks
		not             string // labels that must not
	}{
		{"|", "", "$input $util #set #foreach", "input"},
		{"#set($order = 1)text |", "", "$order $context #if", "order"},
		{"a $| b", "", "input util context stageVariables", "foreach"},
		{"#set($order = 1)$!{or|", "or", "order input", "or"},
		{"#foreach($i in [1])$|#end", "", "i foreach velocityCount", ""},
		{"#|", "#", "#set #if #foreach #end", ""},
		{"#macro(row $a)x#end #ro|", "#ro", "#row #set", ""},
		{"$input.|", "", "path json body params", ""},
		{"#set($x = $util.esc|", "esc", "escapeJavaScript parseJson", ""},
		{"$context.|", "", "requestId identity stage", "error status integration"},
		{"$context.identity.so|", "so", "sourceIp userAgent", ""},
		{"$stageVariables.|", "", "env", ""},
		{"$input.params('|", "", "orderId page X-Tenant", ""},
		{"$input.params().|", "", "path querystring header", ""},
		{"$input.params().header.|", "", "X-Tenant", ""},
		{"$input.path('$.|", "$.", "$.id $.items", "$['odd_name']"},
		{`$input.path("$.|`, "$.", "$.id $.items $['odd", ""},
		{"$input.json('$.items[0].n.|", "$.items[0].n.", "$.items[0].n.deep", "$.id"},
		{"$input.path('$.items[|", "$.items[", "$.items[*] $.items[0] $.items[1]", ""},
		{"#set($r = $input.path('$'))\n$r.|", "", "id items keySet", "getClass"},
		{"#set($r = $input.path('$'))#if($r.|", "", "id items", ""},
		{"#set($r = $input.path('$'))#if($r.id == 7)#foreach($i in $r.items)#set($y = $i.|", "", "sku n", ""},
		{"#set($r = $input.path('$'))#if($r.id == 8)#foreach($i in $r.items)$i.n.|", "", "deep", ""},
		{"#set($r = $input.path('$'))$util.urlEncode($r.items[0].|", "", "sku", ""},
		{"#set($r = $input.path('$'))$r.items.get(0).sku.|", "", "length substring toUpperCase", ""},
		{"#set($r = $input.path('$'))#set($t = \"x $r.|", "", "id", ""},
		{"plain text|", "", "", "input"},
		{"$nope.|", "", "", "input"},
		{"#set($r = $input.path('$')) #if( $r.|id == 7)x#end", "", "id", ""},
	}
	for _, tt := range tests {
		items, typed := completionsAt(t, tt.template)
		if typed != tt.typed {
			t.Errorf("%s: typed is %q, want %q", tt.template, typed, tt.typed)
		}
		for _, label := range strings.Fields(tt.want) {
			found := false
			for have := range items {
				found = found || have == label || strings.HasPrefix(have, label+" ")
			}
			if !found {
				t.Errorf("%s: %s is not offered", tt.template, label)
			}
		}
		for _, label := range strings.Fields(tt.not) {
			if _, ok := items[label]; ok {
				t.Errorf("%s: %s is offered", tt.template, label)
			}
		}
	}
}

// TestCompletionDetails checks what is said about an offer, and what typing it inserts.
func TestCompletionDetails(t *testing.T) {
	t.Parallel()
	items, _ := completionsAt(t, "#set($r = $input.path('$'))$r.|")
	if c := items["odd name"]; c.Apply != "get('odd name')" || c.Detail != "Integer" || c.Info != "1" {
		t.Errorf("a key with a blank: %+v", c)
	}
	if c := items["isEmpty"]; c.Apply != "isEmpty()" || c.Kind != "method" {
		t.Errorf("a method: %+v", c)
	}
	items, _ = completionsAt(t, "$context.|")
	if c := items["stage"]; c.Detail != "test" || c.Info == "" {
		t.Errorf("a variable: %+v", c)
	}
}
