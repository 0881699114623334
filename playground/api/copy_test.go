package api

import (
	"encoding/json"
	"errors"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime/requestfile"
)

// hardTemplates are templates with what the forms must escape.
var hardTemplates = map[string]string{
	"empty":          "",
	"one line":       `$input.json('$')`,
	"lines":          "#set($a = \"x\\n\")\n{\n  \"a\": \"${a}\"\n}\n",
	"no line end":    "a\nb",
	"line ends":      "a\n\n\n",
	"leading blanks": "   a\n  b\n",
	"leading lines":  "\n\na\n",
	"tabs":           "\ta\n\t\tb \n",
	"trailing blank": "a \nb \n ",
	"CRLF":           "a\r\nb\r\n",
	"backquotes":     "`$a` ${b} \\` \\${c} $${d} $$${e} %{f} %%{g} $%{h} {i} $ %\n$",
	"marks":          "EOT\n EOT2\n<<EOT\n",
	"colons":         "# a: b - c\n- d: {e}\n",
	"looks like":     "true",
	"old truth":      "No",
	"base 60":        "12:30",
	"date":           "2026-01-01",
	"nothing":        "~",
	"number":         "0x10",
	"unicode":        "é 😀 \u2028 \u0085 \ufeff \u00a0\n\u2029b",
	"controls":       "a\x00\x01\x1b\x7f\nb",
	"quotes":         "'a' \"b\" ''' \"\"\" \\\n\\\"",
	"indented mark":  "a\n    b\n  c\n\n\n d",
}

// copied writes a template in a form.
func copied(t *testing.T, q CopyQuery) Copied {
	t.Helper()
	c, err := New(Options{}).Copy(t.Context(), &q)
	if err != nil {
		t.Fatal(err)
	}
	return *c
}

// orderRun is a run with something in every field.
func orderRun(template string) Run {
	return Run{Template: template, Name: "orders/order.req.vtl", Request: Request{
		Method: "PUT", ResourcePath: "/orders/{id}", PathParams: map[string]string{"id": "7"},
		Query: []Pair{{"dry", "1"}, {"q", "a b&c"}, {"q", "'2'"}}, Headers: []Pair{{"Content-Type", "application/json"}, {"X-One", "it's"}, {"X-One", "2"}, {"X-Empty", ""}},
		Body: "{\"a\": 'é',\n \"b\": \"`\"}", StageVariables: map[string]string{"env": "dev"},
		Context: map[string]any{"requestId": "r-1", "identity": map[string]any{"sourceIp": "192.0.2.1"}, "n": 1.0, "f": 1.5, "l": []any{true, nil}},
		Time:    "2026-01-02T03:04:05Z", Seed: 3,
	}}
}

func TestCopyDefinitions(t *testing.T) {
	t.Parallel()
	for name, template := range hardTemplates {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := map[string]any{"paths": map[string]any{"/orders/{id}": map[string]any{"put": map[string]any{
				"x-amazon-apigateway-integration": map[string]any{"requestTemplates": map[string]any{"application/json": template}},
			}}}}
			text := copied(t, CopyQuery{As: "openapi-yaml", Run: orderRun(template)}).Text
			var got map[string]any
			if err := yaml.Unmarshal([]byte(text), &got); err != nil {
				t.Fatalf("%s\n%v", text, err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n%s", text, diff)
			}
			text = copied(t, CopyQuery{As: "openapi-json", Run: orderRun(template)}).Text
			got = nil
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n%s", text, diff)
			}
		})
	}
	run := orderRun("x")
	run.Request.Response = &Response{Status: 404}
	want := "paths:\n  /orders/{id}:\n    put:\n      x-amazon-apigateway-integration:\n        responses:\n          default:\n            responseTemplates:\n              application/json: x\n"
	if got := copied(t, CopyQuery{As: "openapi-yaml", Run: run}).Text; got != want {
		t.Error(got)
	}
}

// TestCopyTest reads the written file as the commands that run such files do.
func TestCopyTest(t *testing.T) {
	t.Parallel()
	for name, template := range hardTemplates {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			output := template + "!"
			text := copied(t, CopyQuery{As: "test", Run: orderRun(template), Expected: &output, CaseName: name}).Text
			var got map[string]any
			if err := yaml.Unmarshal([]byte(text), &got); err != nil {
				t.Fatalf("%s\n%v", text, err)
			}
			first := got["cases"].([]any)[0].(map[string]any)
			if first["name"] != name || first["expect"].(map[string]any)["text"] != output || first["body"] != orderRun("").Request.Body {
				t.Errorf("%s\n%v", text, first)
			}
		})
	}
	const want = `template: order.req.vtl
defaults:
  request:
    method: PUT
    path: /orders/{id}
    query:
      dry: "1"
      q: [a b&c, "'2'"]
    headers:
      Content-Type: application/json
      X-One: [it's, "2"]
      X-Empty: ""
  context:
    f: 1.5
    identity:
      sourceIp: "192.0.2.1"
    l:
      - true
      - null
    "n": 1
    requestId: r-1
  time: 2026-01-02T03:04:05Z
cases:
  - name: from the playground
    body: |-
      {"a": 'é',
       "b": "` + "`" + `"}
    pathParams:
      id: "7"
    stageVariables:
      env: dev
    expect:
      status: 201
      headers:
        X-Id: "7"
      text: r-1
`
	template := "#set($context.responseOverride.status = 201)#set($context.requestOverride.header.X-Id = '7')$context.requestId"
	got := copied(t, CopyQuery{As: "test", Run: orderRun(template)})
	if diff := cmp.Diff(want, got.Text); diff != "" || got.FileName != "order.req.vtltest.yaml" {
		t.Errorf("%s\n%s", got.FileName, diff)
	}
}

func TestCopyTestReply(t *testing.T) {
	t.Parallel()
	run := Run{Template: "#if($input", Request: Request{Response: &Response{Body: "AAE=", Base64: true, Headers: []Pair{{"A", "1"}}}}}
	got := copied(t, CopyQuery{As: "test", Run: run}).Text
	const want = `template: template.vtl
defaults:
  request:
    method: GET
cases:
  - name: from the playground
    integration:
      status: 200
      headers:
        A: "1"
      body: !!binary AAE=
    expect:
      error: VTL001
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestCopyCurl reads each command with the reader of such commands.
func TestCopyCurl(t *testing.T) {
	t.Parallel()
	for name, body := range hardTemplates {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := orderRun("")
			run.Request.Body = body
			text := copied(t, CopyQuery{As: "curl", Run: run}).Text
			got, err := requestfile.Read(text, requestfile.Options{ResourcePath: "/orders/{id}"})
			if err != nil {
				t.Fatalf("%s\n%v", text, err)
			}
			want := run.Request
			want.Path, want.StageVariables, want.Context, want.Time, want.Seed = "/orders/7", nil, nil, "", 0
			want.Headers = append([]Pair{{"Host", "localhost:8080"}, {"Accept", "*/*"}}, want.Headers...)
			if diff := cmp.Diff(want, requestOf(got.Request)); diff != "" {
				t.Errorf("%s\n%s", text, diff)
			}
		})
	}
	run := Run{Request: Request{Method: "POST", Path: "/a", Headers: []Pair{{"Host", "abc.execute-api.eu-west-1.amazonaws.com"}}, Context: map[string]any{"stage": "prod"}, Body: "AAE=", Base64: true}}
	const want = "printf %s 'AAE=' | base64 -d | curl https://abc.execute-api.eu-west-1.amazonaws.com/prod/a \\\n  -H 'Content-Type:' \\\n  --data-binary @-\n"
	if got := copied(t, CopyQuery{As: "curl", Run: run}).Text; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestCopyGo runs the programs: they print what the run does. The programs are built in one folder of this module, so
// that they find it.
func TestCopyGo(t *testing.T) {
	t.Parallel()
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("testdata", "copied-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	full := orderRun("$context.requestId $context.identity.sourceIp $context.f $context.requestTime $context.path $input.params('q') $input.params('id') $stageVariables.env $input.body\n`\"")
	reply := Run{Template: "$input.body|\x00|\ufeff", Request: Request{Response: &Response{Status: 404, Body: "aGk=", Base64: true}}}
	for name, run := range map[string]Run{"full": full, "reply": reply} {
		got := copied(t, CopyQuery{As: "go", Run: run})
		tidy, err := format.Source([]byte(got.Text))
		if err != nil {
			t.Fatalf("%s\n%v", got.Text, err)
		}
		if diff := cmp.Diff(string(tidy), got.Text); diff != "" {
			t.Errorf("%s is not formatted\n%s", name, diff)
		}
		file := filepath.Join(dir, name, got.FileName)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got.Text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("go", "run", "./"+filepath.Dir(file)).Output()
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%s\n%s", got.Text, exit.Stderr)
		} else if err != nil {
			t.Fatal(err)
		}
		c := &copying{CopyQuery: CopyQuery{Run: run}, ctx: t.Context(), service: New(Options{})}
		if want, _, _ := c.run(); string(out) != want {
			t.Errorf("%s: got %q, want %q", name, out, want)
		}
	}
	for name, template := range hardTemplates {
		text := copied(t, CopyQuery{As: "go", Run: orderRun(template)}).Text
		if tidy, err := format.Source([]byte(text)); err != nil || string(tidy) != text {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

// TestCopyCDK has Node.js read the text.
func TestCopyCDK(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		required.Missing(t, "no Node.js: %v", err)
	}
	var script strings.Builder
	var want []string
	script.WriteString("const all = [\n")
	for _, template := range hardTemplates {
		want = append(want, template)
		script.WriteString("{" + copied(t, CopyQuery{As: "cdk", Run: orderRun(template)}).Text + "},\n")
	}
	script.WriteString("]; console.log(JSON.stringify(all.map(x => x.requestTemplates['application/json'])))")
	c := exec.Command(node, "-")
	c.Stdin = strings.NewReader(script.String())
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCopyTerraform(t *testing.T) {
	t.Parallel()
	const head = "request_templates = {\n  \"application/json\" = "
	for template, want := range map[string]string{
		"":                     `""`,
		"a \"b\" \\ ${c}":      `"a \"b\" \\ $${c}"`,
		"a\n${b} %{c} $d\n":    "<<EOT\na\n$${b} %%{c} $d\nEOT",
		"a\nb":                 "chomp(<<EOT\na\nb\nEOT\n  )",
		"a\n\n":                "<<EOT\na\n\nEOT",
		" EOT\nEOT2\n":         "<<EOT3\n EOT\nEOT2\nEOT3",
		"a\r\nb":               `"a\r\nb"`,
		"$${a} $$${b} %%{c}":   `"${"$$"}{a} ${"$$$"}{b} ${"%%"}{c}"`,
		"x\n\x01é\t":           `"x\n\u0001é\t"`,
		"$ $$ % %% ${":         `"$ $$ % %% $${"`,
		"$%{a}%${b}\n$input\n": "<<EOT\n$%%{a}%$${b}\n$input\nEOT",
	} {
		if got := copied(t, CopyQuery{As: "terraform", Run: orderRun(template)}).Text; got != head+want+"\n}\n" {
			t.Errorf("%q\ngot  %s\nwant %s", template, got, head+want)
		}
	}
}

func TestCopyRefuses(t *testing.T) {
	t.Parallel()
	if _, err := New(Options{}).Copy(t.Context(), &CopyQuery{As: "cobol"}); err == nil {
		t.Error("an unknown form is no error")
	}
	if _, err := New(Options{}).Copy(t.Context(), &CopyQuery{As: "go", Run: Run{Request: Request{Body: "*", Base64: true}}}); err == nil {
		t.Error("a body that is no base64 is no error")
	}
}
