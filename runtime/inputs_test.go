package runtime

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestInputs: what a template refers to, found in its source.
func TestInputs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, template string
		want           Inputs
	}{
		{"nothing", "plain $x.y #set($z = 1)", Inputs{}},
		{"body", "$input.body", Inputs{Body: true}},
		{"body as text", "#set($b = $input.body)$b.length() #foreach($c in $b.split(','))$c.trim()#end", Inputs{Body: true}},
		{"paths", `$input.path('$.a.b') $input.json("$.c") $input.path('d').e[0]['f g'].size() $input.path('$.a.b')`,
			Inputs{Body: true, Paths: []string{"$.a.b", "$.c", "$.d.e[0]['f g']"}}},
		{"followed variables", "#set($r = $input.path('$.order'))$r.id #foreach($l in $r.lines)$l.sku $l.tags[0]#end #set($x = $r)$x.total.length()",
			Inputs{Body: true, Paths: []string{"$.order", "$.order.id", "$.order.lines", "$.order.lines[*].sku", "$.order.lines[*].tags[0]", "$.order.total"}}},
		{"a variable set anew", "#set($r = $input.path('$.a'))#set($r = $r.b)$r.c#set($r = 1)$r.d", Inputs{Body: true, Paths: []string{"$.a", "$.a.b", "$.a.b.c"}}},
		{"parameters", "$input.params('id') $input.params().path.id $input.params().get('header').get('X-Id') $input.params()['querystring']['q']",
			Inputs{Params: []ParamRef{{"", "id"}, {"path", "id"}, {"header", "X-Id"}, {"querystring", "q"}}}},
		{"all parameters", "#foreach($k in $input.params().header.keySet())$k#end", Inputs{AllParams: true}},
		{"context and stage", "$context.identity.sourceIp $context['stage'] $context.get('authorizer').claims.sub.length() $stageVariables.env ${stageVariables['b']}",
			Inputs{Context: []string{"identity.sourceIp", "stage", "authorizer.claims.sub"}, StageVariables: []string{"env", "b"}}},
		{"functions", "$util.urlEncode($util.base64Decode('x')) $util.urlEncode('y')", Inputs{Functions: []string{"urlEncode", "base64Decode"}}},
		{"overrides", "#set($context.responseOverride.status = 1)#set($context.requestOverride.header['X-A'] = $context.requestId)",
			Inputs{Context: []string{"requestId"}, Overrides: []string{"responseOverride.status", "requestOverride.header.X-A"}}},
		{"computed", `$input.path("$.a[$i]")`, Inputs{Body: true, Dynamic: true}},
		{"computed names", "$stageVariables.get($n)$context[$n]", Inputs{Dynamic: true}},
		{"in strings, conditions and branches", `#if($input.params('a') == "$stageVariables.s")#else#set($x = "$input.path('$.b')")#end`,
			Inputs{Body: true, Paths: []string{"$.b"}, Params: []ParamRef{{"", "a"}}, StageVariables: []string{"s"}}},
	}
	for _, tt := range tests {
		tpl, err := Compile(tt.template)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, tpl.Inputs()); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", tt.name, tt.template, diff)
		}
	}
}
