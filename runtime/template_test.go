package runtime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vtlkit/vtl/vtl"
)

// render compiles and runs a template that must succeed.
func render(t *testing.T, template string, q *Request) string {
	t.Helper()
	return string(transformed(t, template, q).Body)
}

// fail compiles and runs a template that must fail, and returns its error and what was rendered.
func fail(t *testing.T, template string, q *Request, opts ...Option) (*vtl.Error, *Result) {
	t.Helper()
	tpl, err := Compile(template, opts...)
	if err != nil {
		t.Fatal(err)
	}
	res, err := tpl.Transform(context.Background(), q)
	var e *vtl.Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: error %v, want a *vtl.Error; rendered %q", template, err, res.Body)
	}
	return e, res
}

// TestInput covers $input, with values recorded or documented (AWS-TEMPLATES.md section 2).
func TestInput(t *testing.T) {
	t.Parallel()
	q := &Request{
		ResourcePath: "/a/{id}/{part}",
		PathParams:   map[string]string{"part": "p%20q", "id": "7", "extra": "e"},
		Query:        Pairs{{"q", "1"}, {"id", "query"}, {"q", "2"}},
		Header:       Pairs{{"X-Id", "h"}, {"x-id", "lower"}, {"q", "header"}, {"X-Id", "last"}},
		Body:         []byte(`{"a": {"b": [1, "x/y", {"k": null}]}, "s": "it's \"é\"", "n": null, "d": 1.10, "big": 123456789012345678901}`),
	}
	tests := []struct{ template, want string }{
		{"$input.body.length()", "108"},
		{"$input.getBody().substring(0, 8)", `{"a": {"`},
		{"$input.json('$.a')", `{"b":[1,"x/y",{"k":null}]}`},
		{"$input.path('$.a')", `{b=[1,"x\/y",{"k":null}]}`},
		{"$input.json('$.s') $input.path('$.s')", `"it's \"é\"" it's "é"`},
		{"$input.path('s')|$input.path('$.missing')|$input.path('$.n')|$input.json('$.n')", `it's "é"|||""`},
		{"$input.path('$.d') $input.json('$.d') $input.path('$.big').class.simpleName", "1.1 1.1 BigInteger"},
		{"#if($input.path('$.n') == '')empty#end#if($input.path('$.n') == $null)null#end", "emptynull"},
		{"$input.params('id') $input.params('q') $input.params('X-Id') $input.params('x-id') $input.params('none')|", "7 2 last lower |"},
		{"$input.params().path $input.params().get('querystring') $input.params().header.keySet()", "{id=7, part=p%20q, extra=e} {q=2, id=query} [X-Id, x-id, q]"},
		{"$input.params().keySet()", "[path, querystring, header]"},
		{"#set($x = $input.path('$.a'))#set($x.b = 'changed')$input.path('$.a.b')", "changed"},
		{"$input.path('$.none[*].x') $input.json('$.none[*]') #foreach($x in $input.path('$.none[*]'))x#end", "[] [] "},
		{"$input", "apigateway.Input@1"},
	}
	for _, tt := range tests {
		if got := render(t, tt.template, q); got != tt.want {
			t.Errorf("%s = %q, want %q", tt.template, got, tt.want)
		}
	}
}

// TestBodies: what bodies that are no JSON objects read as.
func TestBodies(t *testing.T) {
	t.Parallel()
	const template = "$input.body|$input.json('$')|$input.path('$')|$input.json('$.a')|$input.path('$.a')"
	tests := []struct{ body, want string }{
		{"", `{}|{}|{}|""|`},
		{"null", `null|""||""|`},
		{"some text", `some text|"some text"|some text|""|`},
		{"a=1&b=2", `a=1&b=2|"a=1&b=2"|a=1&b=2|""|`},
		{"[1, 2]", `[1, 2]|[1,2]|[1,2]|""|`},
		{`{"a":`, `{"a":|""||""|`},
		{"0e-", `0e-|""||""|`},
		{"{a: 'x',}", `{a: 'x',}|{"a":"x"}|{a=x}|"x"|x`},
		{"{\"a\":\"\xff\"}", "{\"a\":\"\uFFFD\"}|{\"a\":\"\uFFFD\"}|{a=\uFFFD}|\"\uFFFD\"|\uFFFD"},
	}
	for _, tt := range tests {
		if got := render(t, template, &Request{Body: []byte(tt.body)}); got != tt.want {
			t.Errorf("body %q gives %q, want %q", tt.body, got, tt.want)
		}
		if got := render(t, template, &Request{Body: []byte("other"), Response: &Response{Body: []byte(tt.body)}}); got != tt.want {
			t.Errorf("response body %q gives %q, want %q", tt.body, got, tt.want)
		}
	}
}

// TestUtilInTemplates: $util takes numbers and booleans for escapeJavaScript only, and has no other functions.
func TestUtilInTemplates(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{"$util.escapeJavaScript(\"it's \\ /\")", `it\'s \\ \/`},
		{"$util.escapeJavaScript(5) $util.escapeJavaScript(true) $util.escapeJavaScript(1.50) $util.escapeJavaScript($none)|", "5 true 1.5 |"},
		{`$util.escapeJavaScript("it's").replaceAll("\\'","'")`, "it's"},
		{"$util.urlEncode('a b&c') $util.urlDecode('a+b%26c') $util.urlEncode(5)|", "a+b%26c a b&c |"},
		{"$util.base64Encode('é') $util.base64Decode('w6k=') $util.base64Encode($none)|", "w6k= é |"},
		{`#set($o = $util.parseJson('{"a":[1,{"b":"c"}]}'))$o.a[1].b $o.a`, `c [1,{"b":"c"}]`},
		{"$util.toJson($o) $util.qr('x')|", " |"},
		{"$util", "apigateway.Util@1"},
	}
	for _, tt := range tests {
		if got := render(t, tt.template, &Request{}); got != tt.want {
			t.Errorf("%s = %q, want %q", tt.template, got, tt.want)
		}
	}
}

// TestContextKeys: the recorded orders of keys, and those that Java's HashMap gives when more are there.
func TestContextKeys(t *testing.T) {
	t.Parallel()
	authorized := &Request{Context: Vars{"authorizer": Vars{"principalId": "p"}, "isCanaryRequest": true, "identity": Vars{"apiKey": "k", "apiKeyId": "i"}}}
	tests := []struct {
		q              *Request
		template, want string
	}{
		{&Request{}, "$context.keySet()", "[resourceId, resourcePath, httpMethod, extendedRequestId, requestTime, path, accountId, protocol, requestOverride, stage, domainPrefix, requestTimeEpoch, requestId, identity, domainName, deploymentId, responseOverride, apiId]"},
		{&Request{}, "$context.identity.keySet()", "[cognitoIdentityPoolId, accountId, cognitoIdentityId, caller, sourceIp, principalOrgId, accessKey, cognitoAuthenticationType, cognitoAuthenticationProvider, userArn, userAgent, user]"},
		{&Request{}, "$context.requestOverride.keySet() $context.responseOverride.keySet()", "[path, header, querystring] [header]"},
		{&Request{}, "#foreach($k in $context.authorizer.keySet())x#end", ""},
		{&Request{}, "#set($context.responseOverride.status = 201)$context.responseOverride.keySet()", "[header, status]"},
		{authorized, "$context.keySet()", "[resourceId, authorizer, resourcePath, httpMethod, extendedRequestId, isCanaryRequest, requestTime, path, accountId, protocol, requestOverride, stage, domainPrefix, requestTimeEpoch, requestId, identity, domainName, deploymentId, responseOverride, apiId]"},
		{authorized, "$context.identity.keySet()", "[cognitoIdentityPoolId, cognitoIdentityId, principalOrgId, apiKey, cognitoAuthenticationType, userArn, apiKeyId, userAgent, accountId, caller, sourceIp, accessKey, cognitoAuthenticationProvider, user]"},
	}
	for _, tt := range tests {
		if got := render(t, tt.template, tt.q); got != tt.want {
			t.Errorf("%s = %q, want %q", tt.template, got, tt.want)
		}
	}
}

// TestContextValues covers generated and given values.
func TestContextValues(t *testing.T) {
	t.Parallel()
	q := &Request{
		Method: "POST", ResourcePath: "/pets/{petId}", PathParams: map[string]string{"petId": "42"}, Header: Pairs{{"user-agent", "curl/8"}, {"host", "api.example.com:8443"}},
		Context: Vars{
			"stage": "prod", "identity": Vars{"sourceIp": "192.0.2.1"}, "identity.user": "u", "authorizer.claims": map[string]string{"https://example.com/role": "admin"},
			"authorizer.claims.sub": "s1", "authorizer.number": "1", "isCanaryRequest": false,
		},
		Time: time.Date(2025, 5, 6, 7, 8, 9, 123_000_000, time.UTC),
	}
	tests := []struct{ template, want string }{
		{"$context.httpMethod $context.resourcePath $context.path $context.stage $context.protocol", "POST /pets/{petId} /prod/pets/42 prod HTTP/1.1"},
		{"$context.requestTime $context.requestTimeEpoch|#set($s = $context.requestTimeEpoch / 1000)$s", "06/May/2025:07:08:09 +0000 1746515289123|1746515289"},
		{"$context.identity.sourceIp $context.identity.userAgent $context.identity.user $context.identity.caller|", "192.0.2.1 curl/8 u |"},
		{"$context.domainName $context.domainPrefix", "api.example.com api"},
		{"$context.authorizer.claims.sub $context.authorizer.claims.get('https://example.com/role') $context.authorizer.number", "s1 admin 1"},
		{"#if($context.isCanaryRequest)canary#{else}stable#end", "stable"},
		{`"$context" "$context.identity" "$context.get('requestOverride')" "$context.authorizer.claims" "$context.requestOverride.header"`, `"" "" "" "" ""`},
		{"#if($context.authorizer.claims == '')null#end", "null"},
		{`$context["identity"].sourceIp $context.get("stage") $context.nothing.at.all|`, "192.0.2.1 prod |"},
		{"$context.status$context.error.message$context.integration.status|", "|"},
	}
	for _, tt := range tests {
		if got := render(t, tt.template, q); got != tt.want {
			t.Errorf("%s = %q, want %q", tt.template, got, tt.want)
		}
	}
}

// TestContextDefaults: a request without anything has stable values of the documented shapes.
func TestContextDefaults(t *testing.T) {
	t.Parallel()
	const template = "$context.requestId $context.extendedRequestId $context.resourceId $context.apiId $context.accountId $context.requestTimeEpoch $context.path $context.domainName"
	got := render(t, template, &Request{})
	if again := render(t, template, &Request{}); again != got {
		t.Errorf("two runs gave %q and %q", got, again)
	}
	if other := render(t, template, &Request{Seed: 1}); other == got {
		t.Errorf("another seed gave the same ids %q", got)
	}
	part := strings.Fields(got)
	if len(part) != 8 || len(part[0]) != 36 || part[0][14] != '4' || len(part[1]) != 16 || !strings.HasSuffix(part[1], "=") || len(part[2]) != 6 || len(part[3]) != 10 {
		t.Errorf("ids %q have the wrong shapes", got)
	}
	if want := "123456789012 1767225600000 /test/ a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"; !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want it to end in %q", got, want)
	}
}

// TestContextVariables: every documented variable is listed once, and those that every call has are there.
func TestContextVariables(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, v := range ContextVariables() {
		if seen[v.Name] || v.Meaning == "" || v.When == "" {
			t.Errorf("variable %+v is listed twice or not explained", v)
		}
		seen[v.Name] = true
		if v.When != Always || strings.HasSuffix(v.Name, "Override") || v.Name == "identity" {
			continue
		}
		if got := render(t, "$context."+v.Name, &Request{Header: Pairs{{"User-Agent", "x"}}}); got == "" {
			t.Errorf("$context.%s is empty", v.Name)
		}
	}
}

// TestGeneratedContext: what a form would show, documented names first.
func TestGeneratedContext(t *testing.T) {
	t.Parallel()
	got, err := (&Request{Context: Vars{"stage": "s", "authorizer.zone": "z", "authorizer.principalId": "p", "identity.user": nil}}).GeneratedContext()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range got {
		names = append(names, p.Name)
	}
	want := strings.Fields("resourceId resourcePath httpMethod extendedRequestId requestTime path accountId protocol stage domainPrefix requestTimeEpoch requestId " +
		"domainName deploymentId apiId identity.sourceIp authorizer.principalId authorizer.zone")
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if v, _ := got.Get("stage"); v != "s" {
		t.Errorf("stage = %q", v)
	}
}

// TestGivenValuesAreCopied: a Java value in Vars is not changed by a template.
func TestGivenValuesAreCopied(t *testing.T) {
	t.Parallel()
	list, err := vtl.ValueOf([]any{1})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got := render(t, "#set($x = $context.l.add(2))$context.l", &Request{Context: Vars{"l": list}}); got != "[1, 2]" {
			t.Errorf("rendered %q", got)
		}
	}
}

// TestCodes: every code of the package is explained once.
func TestCodes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range Codes {
		if seen[c.Code] || c.Title == "" || c.Explain == "" {
			t.Errorf("code %+v stands twice or is not explained", c)
		}
		seen[c.Code] = true
	}
	for _, code := range []string{CodeRepeatedOverride, CodeBadOverride, CodeIgnoredOverride, CodeNotJSON, CodeInput, CodeBody, CodeAround} {
		if !seen[code] {
			t.Errorf("code %s is not explained", code)
		}
	}
}

// TestVarsErrors: a Go value that is no variable is an input error.
func TestVarsErrors(t *testing.T) {
	t.Parallel()
	e, _ := fail(t, "$context.x", &Request{Context: Vars{"identity": Vars{"x": struct{}{}}}})
	if e.Kind != vtl.KindInput || e.Code != CodeInput || !strings.Contains(e.Msg, "$context.identity.x") {
		t.Errorf("error %+v, want an input error that names the variable", e)
	}
}

// TestStageVariables: present, missing, none at all.
func TestStageVariables(t *testing.T) {
	t.Parallel()
	q := &Request{StageVariables: map[string]string{"env": "dev", "b": "2"}}
	const template = "$stageVariables.env $stageVariables['b'] ${stageVariables['env']} $stageVariables.none| $stageVariables.keySet()"
	if got, want := render(t, template, q), "dev 2 dev | [b, env]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := render(t, "$stageVariables.env|$stageVariables", &Request{}); got != "|{}" {
		t.Errorf("without variables %q", got)
	}
}

// TestCallersDataIsSafe: a template changes neither the request nor a later run.
func TestCallersDataIsSafe(t *testing.T) {
	t.Parallel()
	q := &Request{
		Body: []byte(`{"l":[1]}`), PathParams: map[string]string{"p": "1"}, StageVariables: map[string]string{"s": "1"},
		Context: Vars{"authorizer": map[string]string{"k": "1"}},
	}
	const template = "#set($x = $input.path('$.l').add(2))#set($x = $input.params().path.put('p', '2'))#set($stageVariables.s = '2')#set($context.authorizer.k = '2')" +
		"$input.path('$.l')$input.params('p')$stageVariables.s$context.authorizer.k"
	tpl, err := Compile(template)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		res, err := tpl.Transform(context.Background(), q)
		if err != nil || string(res.Body) != "[1,2]222" {
			t.Errorf("rendered %q, %v", res.Body, err)
		}
	}
}

// TestConcurrentRuns: one template and one request serve any number of goroutines.
func TestConcurrentRuns(t *testing.T) {
	t.Parallel()
	tpl, err := Compile("#foreach($i in $input.path('$.l'))$i.a#set($context.responseOverride.header.X = $i.a)#end$context.requestId", RepeatOverrides())
	if err != nil {
		t.Fatal(err)
	}
	q := &Request{Body: []byte(`{"l":[{"a":1},{"a":2}]}`)}
	first, err := tpl.Transform(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			for range 20 {
				res, err := tpl.Transform(context.Background(), &Request{Body: q.Body, State: first.State})
				if err != nil || !bytes.Equal(res.Body, first.Body) {
					t.Errorf("rendered %q, %v, want %q", res.Body, err, first.Body)
				}
			}
		})
	}
	group.Wait()
}

// TestPartialOutput: what was rendered before a failure is returned with it.
func TestPartialOutput(t *testing.T) {
	t.Parallel()
	e, res := fail(t, "one\n #set($context.responseOverride.status = 404)$util.base64Decode('*') two", &Request{}, Name("x.vtl"))
	if e.Kind != vtl.KindRender || e.Pos.Line != 2 || e.Name != "x.vtl" || string(res.Body) != "one\n " || res.ResponseOverride.Status != 0 {
		t.Errorf("error %v, result %+v", e, res)
	}
	var w bytes.Buffer
	tpl, err := Compile("one $util.base64Decode('*')")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tpl.Render(context.Background(), &w, &Request{}); err == nil || w.String() != "one " {
		t.Errorf("Render wrote %q, %v", w.String(), err)
	}
}

// failingWriter fails every write.
type failingWriter struct{}

var errWriter = errors.New("disk full")

func (failingWriter) Write([]byte) (int, error) { return 0, errWriter }

// TestRenderWriter: a writer's own error is returned as it is.
func TestRenderWriter(t *testing.T) {
	t.Parallel()
	tpl, err := Compile("x")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tpl.Render(context.Background(), failingWriter{}, &Request{}); !errors.Is(err, errWriter) {
		t.Errorf("Render failed with %v, want the writer's error", err)
	}
}

// TestOutputEncoding: the body is UTF-8; a half of a pair is sent as Java's encoder sends it.
func TestOutputEncoding(t *testing.T) {
	t.Parallel()
	if got := render(t, "$input.path('$.h')é😀", &Request{Body: []byte(`{"h":"\ud83d"}`)}); got != "?é😀" {
		t.Errorf("rendered %q", got)
	}
	if got := render(t, "$input.path('$.h')$input.path('$.l')", &Request{Body: []byte(`{"h":"\ud83d","l":"\ude00"}`)}); got != "😀" {
		t.Errorf("two halves rendered %q", got)
	}
}

// TestLimits: at the limit and one over it.
func TestLimits(t *testing.T) {
	t.Parallel()
	limits, work := DefaultLimits(), DefaultLimits()
	limits.Body, work.Steps = 10, 10_000
	tests := []struct {
		name, template, body string
		opts                 []Option
		limit                string // "" when it passes
	}{
		{"loop", "#foreach($i in [1..1000])#end", "", nil, ""},
		{"loop over", "#foreach($i in [1..1001])#end", "", nil, "loop"},
		{"loop stops", "#foreach($i in [1..1001])#set($n = $i)#end", "", []Option{LoopStops()}, ""},
		{"body", "x", `"12345678"`, []Option{WithLimits(limits)}, ""},
		{"body over", "x", `"123456789"`, []Option{WithLimits(limits)}, "body"},
		{"work", "#foreach($i in [1..999])#foreach($j in [1..999])#foreach($k in [1..999])#end#end#end", "", []Option{WithLimits(work)}, "steps"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tpl, err := Compile(tt.template, tt.opts...)
			if err != nil {
				t.Fatal(err)
			}
			_, err = tpl.Transform(context.Background(), &Request{Body: []byte(tt.body)})
			var limit *vtl.LimitError
			if tt.limit == "" && err != nil || tt.limit != "" && (!errors.As(err, &limit) || !strings.Contains(limit.Name, tt.limit)) {
				t.Errorf("error %v, want the limit %q", err, tt.limit)
			}
		})
	}
	if _, err := Compile(strings.Repeat("x", 300<<10)); err != nil {
		t.Errorf("300 KB: %v", err)
	}
	var e *vtl.Error
	if _, err := Compile(strings.Repeat("x", 300<<10+1)); !errors.As(err, &e) || e.Kind != vtl.KindLimit {
		t.Errorf("more than 300 KB: %v, want a limit error", err)
	}
}

// TestLimitSweep: whatever the limit, a run ends with its output or with a limit error and a beginning of the output.
func TestLimitSweep(t *testing.T) {
	t.Parallel()
	const template = "#foreach($i in $input.path('$.l'))#set($context.responseOverride.header[\"X$foreach.index\"] = $util.urlEncode($i))$context.requestId,$input.json('$')$stageVariables.s#end"
	q := &Request{
		Body: []byte(`{"l":["a","b c"]}`), Context: Vars{"authorizer.k": "v"}, StageVariables: map[string]string{"s": "1"},
		Header: Pairs{{"A", "1"}}, PathParams: map[string]string{"p": "1"},
	}
	want := render(t, template, q)
	for _, set := range []func(l *vtl.Limits, n int64){
		func(l *vtl.Limits, n int64) { l.Steps = n },
		func(l *vtl.Limits, n int64) { l.Bytes = n },
		func(l *vtl.Limits, n int64) { l.Output = n },
	} {
		for n := int64(1); ; n += 1 + n/8 {
			limits := DefaultLimits()
			set(&limits, n)
			tpl, err := Compile(template, WithLimits(limits))
			if err != nil {
				t.Fatal(err)
			}
			res, err := tpl.Transform(context.Background(), q)
			if err == nil {
				if string(res.Body) != want {
					t.Errorf("at %d: rendered %q", n, res.Body)
				}
				break
			}
			var e *vtl.Error
			if !errors.As(err, &e) || e.Kind != vtl.KindLimit || !strings.HasPrefix(want, string(res.Body)) || res.ResponseOverride.Header != nil {
				t.Fatalf("at %d: error %v, result %+v", n, err, res)
			}
			if n > 1<<20 {
				t.Fatalf("limit %d was not enough", n)
			}
		}
	}
}

// TestCancel: the context ends a run.
func TestCancel(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	tpl, err := Compile("#foreach($i in [1..999])#foreach($j in [1..999])#end#end")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tpl.Transform(ctx, &Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// TestDialectOptions: the open questions of the dialect are settings.
func TestDialectOptions(t *testing.T) {
	t.Parallel()
	const template = "#if($none)true#{else}false#end"
	if got := render(t, template, &Request{}); got != "true" {
		t.Errorf("by default an empty string counts as %s", got)
	}
	tpl, err := Compile(template, EmptyIsFalse())
	if err != nil {
		t.Fatal(err)
	}
	if res, err := tpl.Transform(context.Background(), &Request{}); err != nil || string(res.Body) != "false" {
		t.Errorf("EmptyIsFalse: %q, %v", res.Body, err)
	}
}

// TestWarnings: they come with the result, not at all, or as an error.
func TestWarnings(t *testing.T) {
	t.Parallel()
	const template = "a\n$input.path('$').naem"
	q := &Request{Body: []byte(`{"name":1}`)}
	if res := transformed(t, template, q); len(res.Warnings) != 1 || res.Warnings[0].Pos.Line != 2 {
		t.Errorf("warnings %+v, want one in line 2", res.Warnings)
	}
	tpl, err := Compile(template, WithoutWarnings())
	if err != nil {
		t.Fatal(err)
	}
	if res, err := tpl.Transform(context.Background(), q); err != nil || res.Warnings != nil {
		t.Errorf("WithoutWarnings: %+v, %v", res.Warnings, err)
	}
	e, res := fail(t, template, q, Strict())
	if e.Kind != vtl.KindRender || e.Code == "" || e.Pos.Line != 2 || string(res.Body) != "a\n" {
		t.Errorf("Strict: %+v, rendered %q", e, res.Body)
	}
}

// countingSink counts events.
type countingSink struct{ events int }

func (s *countingSink) Event(*vtl.Event) { s.events++ }

// TestTrace: the caller's sink sees the run, whether or not the run is watched for overrides.
func TestTrace(t *testing.T) {
	t.Parallel()
	for _, template := range []string{"a$input.body", "#foreach($i in [1..2])#set($context.responseOverride.header.X = '1')#end"} {
		s := &countingSink{}
		transformed(t, template, &Request{Trace: s})
		if s.events < 2 {
			t.Errorf("%s: %d events", template, s.events)
		}
	}
}

// originSink keeps the origins of what is printed.
type originSink struct{ origins []string }

func (s *originSink) Event(e *vtl.Event) {
	if e.Kind == vtl.EventReference {
		for _, o := range e.Origins {
			s.origins = append(s.origins, fmt.Sprintf("%s %s %d-%d", o.Source, o.Path, o.Start, o.End))
		}
	}
}

// TestOrigins: every value says which input it came from.
func TestOrigins(t *testing.T) {
	t.Parallel()
	q := &Request{
		Body: []byte(`{"a":{"b":"x"},"c":5}`), PathParams: map[string]string{"p": "1"}, Query: Pairs{{"q", "2"}}, Header: Pairs{{"H", "3"}},
		StageVariables: map[string]string{"s": "4"}, Context: Vars{"authorizer.claims.sub": "6"},
	}
	tests := []struct{ template, want string }{
		{"$input.body", "body $ 0-21"},
		{"$input.path('$.c')", "body $.c 19-20"},
		{"$input.json('$.a')", "body $.a 5-14"},
		{"#set($r = $input.path('$'))$r.a.b", "body $.a.b 10-13"},
		{"$input.params('q')", "params.querystring q 0-0"},
		{"$input.params().path.p", "params.path p 0-0"},
		{"$input.params().get('header').get('H')", "params.header H 0-0"},
		{"$stageVariables.s", "stageVariables s 0-0"},
		{"$context.authorizer.claims.sub", "context authorizer.claims.sub 0-0"},
		{"$context.identity.sourceIp", "context identity.sourceIp 0-0"},
	}
	for _, tt := range tests {
		s := &originSink{}
		transformed(t, tt.template, &Request{
			Body: q.Body, PathParams: q.PathParams, Query: q.Query, Header: q.Header, StageVariables: q.StageVariables, Context: q.Context, Trace: s,
		})
		if diff := cmp.Diff([]string{tt.want}, s.origins); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.template, diff)
		}
	}
}

// TestImports: the package links no HTTP, no gateway and no web framework.
func TestImports(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(string(out)) {
		for _, banned := range []string{"net/http", "net", "net/url", "os/exec", "github.com/labstack", "github.com/vtlkit/vtl/runtime/gateway", "github.com/vtlkit/vtl/playground"} {
			if name == banned || strings.HasPrefix(name, banned+"/") && strings.Contains(banned, ".") {
				t.Errorf("the package depends on %s", name)
			}
		}
	}
}
