package api

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// requestProblem is the problem of a text that should hold a request.
func requestProblem(text string, err error) Problem {
	var bad *vtl.Error
	errors.As(err, &bad)
	return Problem{Code: bad.Code, Severity: SeverityError, Kind: "request", Message: bad.Msg, Hint: bad.Hint, In: "request", Line: bad.Pos.Line, Column: bad.Pos.Column, Text: bad.Detail()}
}

// render runs a template and returns its output and overrides, or the code of its error.
func render(ctx context.Context, r Run) (output string, overrides Overrides, code string) {
	var bad *vtl.Error
	tpl, err := runtime.Compile(r.Template)
	if errors.As(err, &bad) {
		return "", overrides, bad.Code
	}
	res, err := tpl.Transform(ctx, toRuntime(r.Request))
	if errors.As(err, &bad) {
		return string(res.Body), overrides, bad.Code
	}
	return string(res.Body), Overrides{RequestHeaders: pairsOf(res.RequestOverride.Header), ResponseHeaders: pairsOf(res.ResponseOverride.Header), ResponseStatus: res.ResponseOverride.Status}, ""
}

func toRuntime(r Request) *runtime.Request {
	q := &runtime.Request{Method: r.Method, ResourcePath: r.ResourcePath, Path: r.Path, PathParams: r.PathParams, StageVariables: r.StageVariables, Context: r.Context, Seed: r.Seed, Body: toBody(r.Body, r.Base64)}
	for _, p := range r.Query {
		q.Query = append(q.Query, runtime.Pair{Name: p[0], Value: p[1]})
	}
	for _, p := range r.Headers {
		q.Header = append(q.Header, runtime.Pair{Name: p[0], Value: p[1]})
	}
	q.Time, _ = time.Parse(time.RFC3339, r.Time)
	if r.Response != nil {
		q.Response = &runtime.Response{Status: r.Response.Status, Body: toBody(r.Response.Body, r.Response.Base64)}
	}
	return q
}

func toBody(s string, b64 bool) []byte {
	if b64 {
		b, _ := base64.StdEncoding.DecodeString(s)
		return b
	}
	return []byte(s)
}
