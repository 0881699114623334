package runtime

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDialectCases answers the cases of the API Gateway dialect, whose results the oracle gave, through the line
// protocol.
func TestDialectCases(t *testing.T) {
	t.Parallel()
	checkLines(t, "apigateway-dialect/*.jsonl")
}

// lineCase is what a case line holds of its answer.
type lineCase struct {
	ID     string `json:"id"`
	Output *string
	Error  *struct {
		Kind         string
		Line, Column *int
	}
	Partial *string
	// JDKDouble marks outputs with a number that Java before 19 prints longer than needed.
	JDKDouble bool `json:"jdk_double"`
}

// identityHash is the unstable part of what Object.toString() prints.
var identityHash = regexp.MustCompile(`@[0-9a-f]{1,8}\b`)

// mask replaces what differs from one run of Java to the next.
func (c *lineCase) mask() {
	if c.Output != nil {
		masked := identityHash.ReplaceAllString(*c.Output, "@hash")
		c.Output = &masked
	}
}

// checkLines answers every case of the files and compares.
func checkLines(t *testing.T, pattern string) {
	t.Helper()
	total, failed := 0, 0
	for _, line := range readCases(t, pattern) {
		var want, got lineCase
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatal(err)
		}
		total++
		answer := Answer(line)
		if err := json.Unmarshal(answer, &got); err != nil {
			t.Errorf("%s: answer %q: %v", want.ID, answer, err)
			continue
		}
		if want.JDKDouble && got.Output != nil && want.Output != nil {
			continue
		}
		want.JDKDouble = false
		if want.Partial == nil {
			got.Partial = nil // generated cases do not record it
		}
		want.mask()
		got.mask()
		if diff := cmp.Diff(want, got); diff != "" {
			if failed++; failed <= 10 {
				t.Errorf("%s (-want +got):\n%s%.600s", want.ID, diff, line)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d cases failed", failed, total)
	}
	t.Logf("%d cases", total)
}

// TestAnswer: lines and their answers, as the oracle gives them where it is asked the same.
func TestAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, line, want string }{
		{"output", `{"id":1,"template":"Hi $name","context":{"name":"Ann"}}`, `{"id":1,"output":"Hi Ann"}`},
		{"id is copied", `{"id":{"x":[1,2.50]},"template":"x"}`, `{"id":{"x":[1,2.50]},"output":"x"}`},
		{"no id", `{"template":"x"}`, `{"id":null,"output":"x"}`},
		{"numbers keep their types", `{"id":1,"template":"$a.class.simpleName $b.class.simpleName $c.class.simpleName $d.class.simpleName $e $f",
			"context":{"a":1,"b":2147483648,"c":9223372036854775808,"d":1.0,"e":1E400,"f":-0}}`, `{"id":1,"output":"Integer Long BigInteger Double Infinity 0"}`},
		{"a repeated key keeps its place and its last value", `{"id":1,"template":"$m","context":{"m":{"a":1,"b":2,"a":3}}}`, `{"id":1,"output":"{a=3, b=2}"}`},
		{"halves of surrogate pairs", `{"id":1,"template":"\ud83d$x","context":{"x":"\ude00 \ud800"}}`, `{"id":1,"output":"😀 \ud800"}`},
		{"control characters", `{"id":1,"template":"a\u0000\u001f\u007f\u2028\"\\\t"}`, `{"id":1,"output":"a\u0000\u001f\u007f\u2028\"\\\t"}`},
		{"library macros", `{"id":29,"template":"#m('x')$!v","macros":"#macro(m $a)<$a>#end #set($v=3)text $foo.bar"}`, `{"id":29,"output":"<x>"}`},
		{"api gateway by apigw", `{"id":1,"template":"[$nope]$input.body","apigw":{}}`, `{"id":1,"output":"[]{}"}`},
		{"velocity by dialect", `{"id":1,"template":"[$nope]$input.body","dialect":"velocity","apigw":{}}`, `{"id":1,"output":"[$nope]{}"}`},
		{"apigw null binds nothing", `{"id":37,"template":"$input.body","apigw":null}`, `{"id":37,"output":"$input.body"}`},
		{"any value as context", `{"id":17,"template":"$context|$stageVariables|$context.a","apigw":{"body":null,"context":[1,2],"stageVariables":"x"}}`, `{"id":17,"output":"[1, 2]|x|"}`},
		{"added parameters are found", `{"id":19,"template":"#set($x = $input.params().path.put('q','1'))$input.params('q')#set($p=$input.params())#set($y=$p.put('aaa',{'zz':'top'}))$input.params('zz')","apigw":{}}`, `{"id":19,"output":"1top"}`},
		{"null parameters are passed over", `{"id":14,"template":"$input.params('a').class.name $input.params().x|","apigw":{"params":{"path":{"a":null},"querystring":{"a":5}}}}`, `{"id":14,"output":"java.lang.Integer |"}`},
		{"a blank body is a text", `{"id":32,"template":"$input.json('$')|$input.path('$')|$input.path('$').class.name","apigw":{"body":" "}}`, `{"id":32,"output":"\"\"||java.lang.String"}`},
		{"an unreadable body", `{"id":33,"template":"$input.path('$.x')|$input.json('$.x')","apigw":{"body":"{\"x\":"}}`, `{"id":33,"output":"|\"\""}`},
		{"indefinite paths without a hit", `{"id":1,"template":"$input.path('$.a[*]') $input.json('$.a[*].b') $input.path('$.a[?(@.x)]').size() $input.path('$.a.b')|","apigw":{}}`, `{"id":1,"output":"[] [] 0 |"}`},
		{"a body that is a broken number", `{"id":1,"template":"$input.path('$')","apigw":{"body":"0e-"}}`, `{"id":1,"error":{"kind":"render","line":1,"column":8}}`},
		{"util takes strings", `{"id":10,"template":"$util.escapeJavaScript(5)|$util.foo()|$input.path(5)","apigw":{}}`, `{"id":10,"output":"||"}`},
		{"parse error", `{"id":1,"template":"x\n#if("}`, `{"id":1,"error":{"kind":"parse","line":2,"column":4}}`},
		{"render error", `{"id":1,"template":"one $s.substring(9) two","context":{"s":"x"}}`, `{"id":1,"error":{"kind":"render","line":1,"column":8},"partial":"one "}`},
		{"a body of null", `{"id":2,"template":"$input.path('$.a')|","apigw":{"body":"null"}}`, `{"id":2,"error":{"kind":"render","line":1,"column":8}}`},
		{"a path that is none", `{"id":3,"template":"$input.path('$[')","apigw":{"body":"{}"}}`, `{"id":3,"error":{"kind":"render","line":1,"column":8}}`},
		{"an empty path", `{"id":4,"template":"$input.path('')","apigw":{"body":"{}"}}`, `{"id":4,"error":{"kind":"render","line":1,"column":8}}`},
		{"parameters that are no map", `{"id":15,"template":"$input.params('a')","apigw":{"params":{"path":[1]}}}`, `{"id":15,"error":{"kind":"render","line":1,"column":8}}`},
		{"unreadable JSON for parseJson", `{"id":6,"template":"$util.parseJson('{')","apigw":{}}`, `{"id":6,"error":{"kind":"render","line":1,"column":7}}`},
		{"wrong number of arguments", `{"id":10,"template":"$input.params(5)","apigw":{}}`, `{"id":10,"error":{"kind":"render","line":1,"column":8}}`},
		{"loop limit of the dialect", `{"id":1,"template":"#foreach($i in [1..1001])#end","dialect":"apigateway"}`, `{"id":1,"error":{"kind":"limit","line":1,"column":1}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := strip(t, Answer([]byte(tt.line)))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s\n(-want +got):\n%s", tt.line, diff)
			}
		})
	}
}

// strip takes message and code out of an answer: wording is not compared.
func strip(t *testing.T, answer []byte) string {
	t.Helper()
	s := string(answer)
	if from := strings.Index(s, `,"message":`); from >= 0 {
		to := strings.Index(s, `,"line":`)
		code := strings.Index(s, `,"code":`)
		if to < from || code < to {
			t.Fatalf("answer %s", answer)
		}
		end := code + strings.IndexByte(s[code:], '}')
		s = s[:from] + s[to:code] + s[end:]
	}
	return s
}

// TestAnswerBadLines: a line that is no request is answered all the same, with its id where it could be read.
func TestAnswerBadLines(t *testing.T) {
	t.Parallel()
	tests := []struct{ line, id string }{
		{``, "null"}, {`[1]`, "null"}, {`{"id":27,"template":"x"`, "27"}, {`{"id":25}`, "25"}, {`{"id":24,"template":5}`, "24"},
		{`{"id":26,"template":"x","dialect":"foo"}`, "26"}, {`{"id":22,"template":"x","apigw":5}`, "22"}, {`{"id":21,"template":"x","apigw":{"body":5}}`, "21"},
		{`{"id":16,"template":"x","apigw":{"params":[1]}}`, "16"}, {`{"id":23,"template":"x","context":5}`, "23"}, {`{"id":39,"template":"x","macros":5}`, "39"},
		{`{"id":28,"template":"x","macros":"#if("}`, "28"}, {`{"id":1,"template":"x"} y`, "1"}, {`{"id":1,"template":"x",}`, "1"},
		{`{"id":1,"template":"a` + "\n" + `b"}`, "1"}, {`{"id":1,"template":"\x"}`, "1"}, {`{"id":1,"template":"\u12"}`, "1"}, {`{"id":01,"template":"x"}`, "null"},
		{`{"id":` + strings.Repeat("[", 2000) + strings.Repeat("]", 2000) + `,"template":"x"}`, "null"},
		{`{"id":1,"template":"x","context":{"n":` + strings.Repeat("9", 100_000) + `}}`, "1"},
	}
	for _, tt := range tests {
		var got struct {
			ID    json.RawMessage
			Error struct{ Kind string }
		}
		answer := Answer([]byte(tt.line))
		if err := json.Unmarshal(answer, &got); err != nil || got.Error.Kind != "request" || string(got.ID) != tt.id {
			t.Errorf("%.60s: %.200s, %v, want a request error for id %s", tt.line, answer, err, tt.id)
		}
	}
}

// TestEngineWarnings: callers may ask for what a run found odd.
func TestEngineWarnings(t *testing.T) {
	t.Parallel()
	a := new(Engine).Run(context.Background(), []byte(`{"template":"$nope"}`), true, nil)
	if len(a.Warnings) != 1 || a.Output != "$nope" {
		t.Errorf("Run gave %+v, want one warning", a)
	}
}

// TestEngineOrigins: a sink learns where values of the line came from.
func TestEngineOrigins(t *testing.T) {
	t.Parallel()
	const line = `{"template":"$input.params('q')$context.identity.ip$stageVariables.s$input.path('$.a')",
		"apigw":{"body":"{\"a\":1}","params":{"querystring":{"q":"1"}},"context":{"identity":{"ip":"2"}},"stageVariables":{"s":"3"}}}`
	s := &originSink{}
	if a := new(Engine).Run(context.Background(), []byte(line), false, s); a.Output != "1231" {
		t.Fatalf("answer %+v", a)
	}
	want := []string{"params.querystring q 0-0", "context identity.ip 0-0", "stageVariables s 0-0", "body $.a 5-6"}
	if diff := cmp.Diff(want, s.origins); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestAnswerPath: lines of the JSONPath protocol; its outcomes are tested with package jsonpath.
func TestAnswerPath(t *testing.T) {
	t.Parallel()
	tests := []struct{ line, want string }{
		{`{"id":"a","json":"{\"x\":[1,\"y\"]}","path":"$.x"}`, `{"id":"a","path_result":[1,"y"],"path_type":"List","json_result":"[1,\"y\"]","to_string":"[1,\"y\"]","definite":true}`},
		{`{"id":1,"json":"{}","path":"$.x"}`, `"class":"PathNotFoundException"`},
		{`{"id":2,"json":5}`, `{"id":2,"error":{"class":"IllegalArgumentException"`},
		{`nonsense`, `{"id":null,"error":{"class":"IllegalArgumentException"`},
	}
	for _, tt := range tests {
		if got := string(AnswerPath([]byte(tt.line))); !strings.Contains(got, tt.want) {
			t.Errorf("%s is answered %s, want %s", tt.line, got, tt.want)
		}
	}
}

// FuzzAnswer: every line gets one line of JSON, and no run ends in an internal error.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{
		`{"id":1,"template":"Hi $name","context":{"name":"Ann"}}`, `{"id":1,"template":"$input.path('$..a')","apigw":{"body":"{\"a\":1}"}}`,
		`{"template":"$util.urlDecode('%zz')","apigw":{}}`, `{"template":"\ud800","macros":"#macro(x)#end"}`, `[`, `{"id":"\ud8`,
	} {
		f.Add([]byte(s))
	}
	limits := EngineLimits()
	limits.Steps = 100_000
	engine := &Engine{Limits: limits}
	f.Fuzz(func(t *testing.T, line []byte) {
		answer := engine.Answer(context.Background(), line)
		if !json.Valid(answer) || strings.ContainsAny(string(answer), "\n\r") || strings.Contains(string(answer), `"kind":"internal"`) {
			t.Errorf("%q is answered %q", line, answer)
		}
	})
}
