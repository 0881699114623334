package conformance_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
)

func load(t *testing.T, files map[string]string) (*conformance.Suite, error) {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return conformance.Load(tree)
}

func TestLoadLines(t *testing.T) {
	t.Parallel()
	suite, err := load(t, map[string]string{
		"a/text.jsonl": `{"id": "1", "category": "text", "template": "\ud83d\ude00 \ud83d $x", "context": {"x": 3.0}, "output": "o\ud83d"}

{"id": "2", "template": "t", "context": {}, "macros": "m", "dialect": "apigateway", "apigw": {"body": "b", "params": {"path": {}}}, "error": {"kind": "render", "line": null, "column": null}, "partial": "p", "jdk_double": true}`,
		"a/differences.jsonl": `{"engine": "vtl", "id": "1", "want": {"error": {"kind": "render", "line": 1, "column": 2}}, "reason": "r"}`,
		"b/paths.jsonl":       `{"id": "3", "json": "{}", "path": "$", "agree": false, "jayway_2_0_0": {"error": {"class": "X"}}, "jayway_3_0_0": {"path_result": {}, "path_type": "Map", "json_result": "{}", "to_string": "{}", "definite": true}}`,
		"ORIGIN.md":           "not a case",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(suite.Cases) != 2 || len(suite.Paths) != 1 {
		t.Fatalf("%d cases, %d paths", len(suite.Cases), len(suite.Paths))
	}
	first, second, path := suite.Cases[0], suite.Cases[1], suite.Paths[0]
	if want := "😀 \xed\xa0\xbd $x"; first.Template != want || first.Want.Output != "o\xed\xa0\xbd" {
		t.Errorf("surrogates: template %q, output %q", first.Template, first.Want.Output)
	}
	if d := first.Differs["vtl"]; d == nil || d.Reason != "r" || d.Want.Err.Column != 2 {
		t.Errorf("difference: %+v", d)
	}
	if got := string(second.Line("i")); got != `{"id":"i","template":"t","context":{},"macros":"m","dialect":"apigateway","apigw":{"body":"b","params":{"path": {}}}}` {
		t.Errorf("line: %s", got)
	}
	if second.Want.Err.Kind != "render" || second.Want.Err.Line != 0 || second.Want.Partial != "p" || !second.LooseDoubles {
		t.Errorf("want: %+v", second.Want)
	}
	if path.Area != "b-3.0.0/paths" || path.Want.JSON != "{}" || path.Want.ErrClass != "" {
		t.Errorf("path: %+v", path)
	}
	if diff := cmp.Diff([]string{"a/text", "b-3.0.0/paths"}, suite.Areas()); diff != "" {
		t.Error(diff)
	}
	if line := string(first.Line("")); !strings.Contains(line, `"😀 \ud83d $x"`) {
		t.Errorf("line: %s", line)
	}
}

func TestLoadArchive(t *testing.T) {
	t.Parallel()
	suite, err := load(t, map[string]string{"own/set/null-keeps.txtar": `A word about it.

# origin: own
# oracle: velocity-1.7
# differs: other: it prints nothing
# no-final-newline: template.vtl want@other
-- template.vtl --
a
$x
-- vars.json --
{"x": 1}
-- body --
text
-- want --
a
1
-- want@other --
a
`})
	if err != nil {
		t.Fatal(err)
	}
	c := suite.Cases[0]
	if c.ID != "own/set/null-keeps" || c.Area != "own/set" || c.Oracle != "velocity-1.7" {
		t.Errorf("case %s in %s by %s", c.ID, c.Area, c.Oracle)
	}
	if c.Template != "a\n$x" || c.Want.Output != "a\n1\n" || c.APIGW.Body != "text\n" || c.Differs["other"].Want.Output != "a" {
		t.Errorf("%+v", c)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]map[string]string{
		"two cases are called":  {"a.jsonl": `{"id":"1","template":"","output":""}` + "\n" + `{"id":"1","template":"","output":""}`},
		"neither output":        {"a.jsonl": `{"id":"1","template":""}`},
		"no id":                 {"a.jsonl": `{"template":"","output":""}`},
		"no case is called":     {"differences.jsonl": `{"engine":"e","id":"1","want":{"output":""},"reason":"r"}`},
		"an engine and a":       {"a.jsonl": `{"id":"1","template":"","output":""}`, "differences.jsonl": `{"engine":"e","id":"1","want":{"output":""}}`},
		"line 2":                {"a.jsonl": "\n{"},
		"no template.vtl":       {"a.txtar": "-- want --\n"},
		"neither want":          {"a.txtar": "-- template.vtl --\n"},
		"no place LINE:COLUMN":  {"a.txtar": "-- template.vtl --\n-- want-error --\nparse 12\n"},
		"vars.json is not JSON": {"a.txtar": "-- template.vtl --\n-- vars.json --\n{\n-- want --\n"},
		"two files are called":  {"a.txtar": "-- want --\n-- want --\n"},
	}
	for message, files := range tests {
		if _, err := load(t, files); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%v: error %v, want %q", files, err, message)
		}
	}
}

// TestArchiveRoundTrip writes cases as archives and reads them back.
func TestArchiveRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range conftest.Suite(t).Cases {
		data, err := conformance.FormatArchive(c, "oracle: "+c.Oracle)
		if err != nil {
			continue // a marker line inside
		}
		suite, err := load(t, map[string]string{"x.txtar": string(data)})
		if err != nil {
			t.Fatalf("%s: %v\n%s", c.ID, err, data)
		}
		got := suite.Cases[0]
		if string(got.Line("")) != string(c.Line("")) || got.LooseDoubles != c.LooseDoubles || !conformance.Compare(c.Want, got.Want, false).OK {
			t.Fatalf("%s changed:\n%s\n%s\n%s", c.ID, c.Line(""), got.Line(""), data)
		}
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	suite, err := load(t, map[string]string{
		"a.jsonl": `{"id":"1","template":"x","output":"x"}
{"id":"2","template":"y","error":{"kind":"parse","line":1,"column":1}}
{"id":"3","template":"z","error":{"kind":"parse","line":1,"column":9}}
{"id":"4","template":"w","output":"q"}`,
		"p.jsonl": `{"id":"5","json":"{}","path":"$","agree":true,"path_result":{},"path_type":"Map","json_result":"{}","to_string":"{}"}`,
	})
	if err != nil {
		t.Fatal(err)
	}
	echo := &conformance.InProcess{Label: "e", Line: func(line []byte) []byte {
		switch {
		case strings.Contains(string(line), `"x"`):
			return []byte(`{"output":"x"}`)
		case strings.Contains(string(line), `"w"`):
			return []byte(`{"output":"w"}`)
		}
		return []byte(`{"error":{"kind":"parse","line":1,"column":1}}`)
	}}
	report := suite.Score(context.Background(), echo)
	want := conformance.Tally{Cases: 4, Pass: 2, Unasked: 1, Errors: 2, Kinds: 2, Places: 1}
	if diff := cmp.Diff(want, report.Total); diff != "" {
		t.Error(diff)
	}
	var b strings.Builder
	if err := report.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"a      4      2     2", "p      (1 not asked)", "a 3: error at 1:1, wanted at 1:9", "a 4: output differs"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("no %q in\n%s", part, b.String())
		}
	}
	b.Reset()
	if err := report.WriteJSON(&b); err != nil || !strings.Contains(b.String(), `"missed": [`) {
		t.Errorf("%v\n%s", err, b.String())
	}
}
