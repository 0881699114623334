package explain_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/conformance/gen"
	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
)

// checkCover returns what is wrong with leaves: they must cover output in order.
func checkCover(leaves []explain.Leaf, output []byte, template string) error {
	at := 0
	for i, l := range leaves {
		if l.Out.Start != at || l.Out.End <= l.Out.Start {
			return fmt.Errorf("leaf %d is %v, the one before ended at %d", i, l.Out, at)
		}
		if l.Kind == "" || l.Kind == explain.LeafRest || l.At.Start < 0 || l.At.End <= l.At.Start || l.At.End > len(template) {
			return fmt.Errorf("leaf %d is a %q at %v of %d", i, l.Kind, l.At, len(template))
		}
		at = l.Out.End
	}
	if at != len(output) {
		return fmt.Errorf("leaves cover %d of %d bytes", at, len(output))
	}
	return nil
}

// changes returns body with the string or number at an origin made other ones; nothing for other values.
func changes(body string, from, to int) []string {
	if from < 0 || to > len(body) || from >= to {
		return nil
	}
	text := body[from:to]
	switch c := text[0]; {
	case c == '"' && len(text) > 1:
		return []string{body[:to-1] + "Zq" + body[to-1:], body[:from] + `"Zq"` + body[to:]}
	case (c >= '0' && c <= '9' || c == '-') && json.Valid([]byte(text)):
		last := text[len(text)-1]
		return []string{body[:to-1] + string('0'+(last-'0'+1)%10) + body[to:], body[:from] + "77" + body[to:]}
	}
	return nil
}

// tally counts the origins that were put to the test.
type tally struct{ tried, moved int }

// checkOrigins changes the body at every origin of a leaf that holds a string or a number, renders again, and counts
// how often the output is another one. It returns the places that could be changed without a difference.
func (n *tally) checkOrigins(leaves []explain.Leaf, body, output string, render func(body string) string) (still []string) {
	for _, l := range leaves {
		for _, o := range l.Origins {
			if o.Source != "body" {
				continue
			}
			others := changes(body, o.Start, o.End)
			if len(others) == 0 {
				continue
			}
			n.tried++
			if slices.ContainsFunc(others, func(other string) bool { return render(other) != output }) {
				n.moved++
				continue
			}
			still = append(still, fmt.Sprintf("%s for %q", o.Path, output[l.Out.Start:l.Out.End]))
		}
	}
	return still
}

// TestProvenanceOfCases checks on every case of the API Gateway dialect or its variables that leaves cover the output, and that an input
// which is pointed at matters to it.
func TestProvenanceOfCases(t *testing.T) {
	t.Parallel()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine, total, n := &runtime.Engine{}, tally{}, 0
	for _, c := range suite.Cases {
		if !strings.HasPrefix(c.Area, "apigateway-dialect/") && c.APIGW == nil {
			continue
		}
		n++
		render := func(q conformance.Request) (*runtime.LineAnswer, []explain.Leaf, string) {
			var sink explain.Leaves
			a := engine.Run(context.Background(), q.Line(""), false, &sink)
			out := a.Output + a.Partial
			return a, sink.Of([]byte(out)), out
		}
		a, leaves, out := render(c.Request)
		if a.Err != nil && a.Err.Kind.String() == "parse" {
			continue
		}
		if err := checkCover(leaves, []byte(out), c.Template); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
		if c.APIGW == nil {
			continue
		}
		still := total.checkOrigins(leaves, c.APIGW.Body, out, func(body string) string {
			q, gateway := c.Request, *c.APIGW
			gateway.Body = body
			q.APIGW = &gateway
			_, _, again := render(q)
			return again
		})
		for _, s := range still {
			t.Errorf("%s: changing %s changed nothing:\n%s", c.ID, s, c.Template)
		}
	}
	if n < 1000 || total.tried < 100 {
		t.Errorf("only %d cases with %d origins", n, total.tried)
	}
}

// recordedCase is what the test needs of a record of aws-templates; AWS-TEMPLATES.md section 11 has the format.
type recordedCase struct {
	ID       string `json:"id"`
	Template string `json:"template"`
	Phase    string `json:"phase"`
	Request  struct {
		Method         string            `json:"method"`
		Path           string            `json:"path"`
		Resource       string            `json:"resource"`
		PathParameters map[string]string `json:"pathParameters"`
		Query          map[string]string `json:"query"`
		Headers        map[string]string `json:"headers"`
		Body           string            `json:"body"`
	} `json:"request"`
	Response *struct {
		Body string `json:"body"`
	} `json:"integration_response"`
	Context        map[string]any    `json:"context"`
	StageVariables map[string]string `json:"stageVariables"`
}

// request returns the case's request with this body.
func (c *recordedCase) request(body string) *runtime.Request {
	pairs := func(m map[string]string) (p runtime.Pairs) {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			p = append(p, runtime.Pair{Name: name, Value: m[name]})
		}
		return p
	}
	q := &runtime.Request{
		Method: c.Request.Method, Path: c.Request.Path, ResourcePath: c.Request.Resource, PathParams: c.Request.PathParameters,
		Query: pairs(c.Request.Query), Header: pairs(c.Request.Headers), StageVariables: c.StageVariables, Context: c.Context,
	}
	if c.Phase == "response" && c.Response != nil {
		q.Response = &runtime.Response{Status: 200, Body: []byte(body)}
		return q
	}
	q.Body = []byte(body)
	return q
}

// body returns the body that the case's template reads.
func (c *recordedCase) body() string {
	if c.Phase == "response" && c.Response != nil {
		return c.Response.Body
	}
	return c.Request.Body
}

// TestProvenanceOfRecordings is TestProvenanceOfCases for the recorded and documented templates beside the checkout.
func TestProvenanceOfRecordings(t *testing.T) {
	t.Parallel()
	total, n := tally{}, 0
	for _, c := range readRecorded(t) {
		tpl, err := runtime.Compile(c.Template)
		if err != nil {
			continue
		}
		n++
		r := explain.Run(context.Background(), tpl, c.request(c.body()), explain.Options{})
		if err := checkCover(r.Leaves, r.Result.Text, c.Template); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
		still := total.checkOrigins(r.Leaves, c.body(), string(r.Result.Text), func(body string) string {
			res, _ := tpl.Transform(context.Background(), c.request(body))
			return string(res.Text)
		})
		for _, s := range still {
			t.Errorf("%s: changing %s changed nothing:\n%s", c.ID, s, c.Template)
		}
	}
	if n < 50 || total.tried < 30 {
		t.Errorf("only %d templates with %d origins", n, total.tried)
	}
}

// readRecorded reads the recorded cases. Where they are missing the test is skipped, or fails when VTL_REQUIRE_ALL is set.
func readRecorded(t *testing.T) (list []recordedCase) {
	t.Helper()
	files, err := filepath.Glob("../../../shared/cases/aws-templates/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		required.Missing(t, "no recorded cases beside the checkout")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var c recordedCase
			if json.Unmarshal([]byte(line), &c) == nil && c.Template != "" {
				list = append(list, c)
			}
		}
	}
	return list
}

// TestProvenanceOfGenerated is TestProvenanceOfCases for random templates over the variables of API Gateway.
func TestProvenanceOfGenerated(t *testing.T) {
	t.Parallel()
	g := gen.New(gen.Options{Dialect: gen.APIGateway, Seed: 7})
	engine, total := &runtime.Engine{}, tally{}
	for i := range 1500 {
		q := g.Case(i)
		render := func(q conformance.Request) ([]explain.Leaf, string) {
			var sink explain.Leaves
			a := engine.Run(context.Background(), q.Line(""), false, &sink)
			out := a.Output + a.Partial
			return sink.Of([]byte(out)), out
		}
		leaves, out := render(q)
		if err := checkCover(leaves, []byte(out), q.Template); err != nil {
			t.Errorf("case %d: %v\n%s", i, err, q.Template)
		}
		if q.APIGW == nil {
			continue
		}
		still := total.checkOrigins(leaves, q.APIGW.Body, out, func(body string) string {
			other, gateway := q, *q.APIGW
			gateway.Body = body
			other.APIGW = &gateway
			_, again := render(other)
			return again
		})
		for _, s := range still {
			if !excluded(q.Template) {
				t.Errorf("case %d: changing %s changed nothing:\n%s\n%s", i, s, q.Template, q.APIGW.Body)
			}
		}
	}
	if total.tried < 100 || total.moved*100 < total.tried*90 {
		t.Errorf("%d of %d changes made a difference", total.moved, total.tried)
	}
}

// excluded tells whether a template prints what depends on an input without telling its value: the size or the class of
// a list of values found; or one part of a JSON text that was parsed again, of which the whole text is the origin.
func excluded(template string) bool {
	for _, use := range []string{".size()", ".isEmpty()", ".length()", ".class", "parseJson("} {
		if strings.Contains(template, use) {
			return true
		}
	}
	return false
}
