package runtime

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/conformance/required"
)

// sharedCases is where the recorded cases lie beside a checkout.
const sharedCases = "../../shared/cases"

// readCases returns the lines of the files that match pattern below sharedCases. Without the folder the test is
// skipped, or fails when VTL_REQUIRE_ALL is set.
func readCases(t *testing.T, pattern string) [][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sharedCases, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		required.Missing(t, "no recorded cases match %s in %s", pattern, sharedCases)
	}
	var lines [][]byte
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(bytes.NewReader(data))
		s.Buffer(nil, 16<<20)
		for s.Scan() {
			if len(bytes.TrimSpace(s.Bytes())) > 0 {
				lines = append(lines, bytes.Clone(s.Bytes()))
			}
		}
	}
	return lines
}

// templateCase is a record of aws-templates; AWS-TEMPLATES.md section 11 has the format.
type templateCase struct {
	ID               string `json:"id"`
	Evidence         string `json:"evidence"`
	Phase            string `json:"phase"`
	Template         string `json:"template"`
	ResponseTemplate string `json:"response_template"`
	Integration      string `json:"integration"`
	Request          struct {
		Method         string            `json:"method"`
		Path           string            `json:"path"`
		Resource       string            `json:"resource"`
		PathParameters map[string]string `json:"pathParameters"`
		Query          orderedStrings    `json:"query"`
		Headers        orderedStrings    `json:"headers"`
		Body           string            `json:"body"`
	} `json:"request"`
	Response struct {
		Status int    `json:"status"`
		Body   string `json:"body"`
	} `json:"integration_response"`
	Context        map[string]any    `json:"context"`
	StageVariables map[string]string `json:"stageVariables"`
	Expected       struct {
		Body     *string           `json:"body"`
		BodyJSON json.RawMessage   `json:"body_json"`
		Status   int               `json:"status"`
		Headers  map[string]string `json:"headers"`
	} `json:"expected"`
}

// orderedStrings is a JSON object of strings in the order of its keys.
type orderedStrings Pairs

// UnmarshalJSON reads the object.
func (p *orderedStrings) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		value, err := d.Token()
		if err != nil {
			return err
		}
		*p = append(*p, Pair{name.(string), value.(string)})
	}
	return nil
}

// knownDifferences are cases that contradict better evidence, with what we answer and why.
var knownDifferences = map[string]string{
	"lsu-escape-apos": "LocalStack leaves ' alone; the AWS documentation and many reports say it becomes \\'",
}

// TestRecordedTemplates runs every recorded and documented template that needs no gateway around it.
func TestRecordedTemplates(t *testing.T) {
	t.Parallel()
	ran := map[string]int{}
	for _, line := range readCases(t, "aws-templates/*.jsonl") {
		var c templateCase
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		switch c.Phase {
		case "request", "response", "pipeline":
		default:
			continue // the gateway's own cases
		}
		ran[c.Evidence]++
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			res := c.run(t)
			if t.Failed() {
				return
			}
			if diff := c.compare(res); (diff == "") == (knownDifferences[c.ID] != "") {
				t.Errorf("%s (%s):\n%s\n%s", c.ID, c.Evidence, c.Template, diff)
			}
		})
	}
	t.Logf("templates run: %v", ran)
}

// run runs the templates of the case and returns the result of the last.
func (c *templateCase) run(t *testing.T) *Result {
	t.Helper()
	q := &Request{
		Method: c.Request.Method, ResourcePath: c.Request.Resource, Path: c.Request.Path,
		PathParams: c.Request.PathParameters, Query: Pairs(c.Request.Query), Header: Pairs(c.Request.Headers),
		Body: []byte(c.Request.Body), StageVariables: c.StageVariables, Context: c.Context,
	}
	if c.Phase == "response" {
		q.Response = &Response{Status: c.Response.Status, Body: []byte(c.Response.Body)}
	}
	res := transformed(t, c.Template, q)
	if c.Phase != "pipeline" {
		return res
	}
	var body []byte // what MOCK replies with
	if strings.HasPrefix(c.Integration, "echo") {
		body = res.Body
	}
	if c.ResponseTemplate == "" {
		res.Body = body
		return res
	}
	q.Response, q.State = &Response{Status: 200, Body: body}, res.State
	return transformed(t, c.ResponseTemplate, q)
}

// transformed compiles and runs a template that must succeed, and returns its result.
func transformed(t *testing.T, template string, q *Request) *Result {
	t.Helper()
	tpl, err := Compile(template)
	if err != nil {
		t.Fatal(err)
	}
	res, err := tpl.Transform(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// compare returns what differs between the result and the expectation, "" for nothing.
func (c *templateCase) compare(res *Result) string {
	var diffs []string
	want := &c.Expected
	if want.Body != nil {
		diffs = append(diffs, cmp.Diff(*want.Body, string(res.Body)))
	}
	if want.BodyJSON != nil {
		var got, expected any
		if err := json.Unmarshal(res.Body, &got); err != nil {
			diffs = append(diffs, "no JSON: "+err.Error()+"\n"+string(res.Body))
		}
		if err := json.Unmarshal(want.BodyJSON, &expected); err != nil {
			diffs = append(diffs, err.Error())
		}
		diffs = append(diffs, cmp.Diff(expected, got))
	}
	if want.Status != 0 && want.Status != 200 {
		diffs = append(diffs, cmp.Diff(want.Status, res.ResponseOverride.Status))
	}
	for name, value := range want.Headers {
		if got, _ := res.ResponseOverride.Header.Get(name); got != value && name != "Content-Type" {
			diffs = append(diffs, "header "+name+": "+got+", want "+value)
		}
	}
	return strings.Join(slices.DeleteFunc(diffs, func(s string) bool { return s == "" }), "\n")
}
