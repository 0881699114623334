package chain

import (
	"context"
	"encoding/base64"
	"testing"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
)

// newTestEngine returns an engine with limits for tests.
func newTestEngine(t testing.TB, o Options) *engine {
	t.Helper()
	o.Limits = o.Limits.complete()
	e := &engine{opts: o}
	e.explain = func(ctx context.Context, text string, q *runtime.Request, events bool) api.Explanation {
		tpl, err := runtime.Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		res, err := tpl.Transform(ctx, q)
		return api.Explanation{Output: string(res.Body), OK: err == nil}
	}
	e.request = func(q *api.Request) (*runtime.Request, error) {
		body := []byte(q.Body)
		if q.Base64 {
			body, _ = base64.StdEncoding.DecodeString(q.Body)
		}
		return &runtime.Request{Method: q.Method, ResourcePath: q.ResourcePath, Path: q.Path, PathParams: q.PathParams, Query: pairsOf(q.Query), Header: pairsOf(q.Headers), Body: body, StageVariables: q.StageVariables, Context: q.Context}, nil
	}
	return e
}

// ask runs a chain.
func ask(t testing.TB, e *engine, q *api.ChainQuery) *api.ChainResult {
	t.Helper()
	r, err := e.chain(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
