package runtime

import (
	"context"
	"strings"
	"testing"
)

// TestReadsContext: what the source tells about the variables a run may read.
func TestReadsContext(t *testing.T) {
	t.Parallel()
	const all = "stage requestId identity identity.sourceIp authorizer.x isCanaryRequest"
	tests := []struct{ template, reads string }{
		{"$input.body", ""},
		{"$context.stage", "stage"},
		{"#if(true)$!{context.requestId}#end", "requestId"},
		{`#set($a = "at $context.stage.length()")`, "stage"},
		{"$context.identity.sourceIp", "identity identity.sourceIp"},
		{"$context.identity.user", "identity"},
		{"$context.identity.empty", "identity identity.sourceIp"},
		{"#foreach($k in $context.identity.keySet())$k#end", "identity identity.sourceIp"},
		{"$context.authorizer.zone", "authorizer.x"},
		{"$context.stage $context.isCanaryRequest", "stage isCanaryRequest"},
		{"$context", all},
		{"$context.empty", all},
		{"$context.get('stage')", all},
		{`$context["stage"]`, all},
		{"#set($c = $context)$c.stage", all},
		{"#macro(m $c)$c.stage#end#m($context)", all},
		{"#evaluate($input.body)", all},
		{"$context.stage#set($context.responseOverride.status = 201)", all},
	}
	for _, tt := range tests {
		tpl, err := Compile(tt.template)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for name := range strings.FieldsSeq(all) {
			if tpl.ReadsContext(name) {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != tt.reads || tpl.ReadsContext("") != (tt.reads != "") {
			t.Errorf("%s reads %q, want %q", tt.template, got, tt.reads)
		}
	}
}

// TestObjectGivenAsText: a text in the place of an object of $context replaces it, with whatever else is given.
func TestObjectGivenAsText(t *testing.T) {
	t.Parallel()
	q := &Request{Context: Vars{"identity": "text", "stage": "s"}}
	if got := render(t, "$context.identity $context.stage", q); got != "text s" {
		t.Errorf("got %q", got)
	}
}

// TestContextReadsShowNothing: a run whose $context has only what it reads gives what one with all of it gives.
func TestContextReadsShowNothing(t *testing.T) {
	t.Parallel()
	q := &Request{
		Method: "POST", ResourcePath: "/pets/{id}", PathParams: map[string]string{"id": "7"}, Header: Pairs{{"User-Agent", "x"}},
		Context: Vars{"stage": "prod", "identity": Vars{"sourceIp": "192.0.2.1"}, "identity.user": "u", "authorizer.claims.sub": "s", "requestId": nil},
	}
	templates := []string{
		"$context.identity.keySet() $context.identity.size() $context.identity.empty $context.identity.sourceIp",
		"$context.identity.sourceIp $context.identity.caller $!context.identity.caller $context.identity.none.x",
		"$context.keySet() $context.size() $context.empty $context.class.simpleName",
		"$context.authorizer.claims.sub $context.authorizer.keySet() $context.authorizer.principalId",
		"$context.requestOverride.keySet() $context.requestOverride.header.keySet() $context.responseOverride.header.empty",
		"$context.requestOverride.header.foo $context.responseOverride.status",
		"$context.requestId $context.extendedRequestId $context.requestTime $context.nothing $!context.nothing.at.all",
		"#set($i = $context.identity)$i.user $i.keySet()#foreach($v in $context.identity)$!v#end",
		"#macro(m $x)$x.sourceIp $x.size()#end#m($context.identity) $context.stage",
		"$context.domainPrefix $context.path $context.apiId ${context.stage}.x $context.stage.length()",
	}
	for _, source := range templates {
		tpl, err := Compile(source, WithoutWarnings())
		if err != nil {
			t.Fatal(err)
		}
		res, err := tpl.Transform(context.Background(), q)
		if want := render(t, source, q); err != nil || string(res.Body) != want {
			t.Errorf("%s = %q, %v, want %q", source, res.Body, err, want)
		}
	}
}
