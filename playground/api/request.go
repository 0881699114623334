package api

import (
	"context"
	"encoding/base64"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/requestfile"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Request reads a request out of the text in q. What cannot be read is a problem of the answer.
func (s *Service) Request(_ context.Context, q *RawRequest) (*ReadRequest, error) {
	res, err := requestfile.Read(q.Text, requestfile.Options{ResourcePath: q.ResourcePath})
	answer := &ReadRequest{Format: string(res.Format), Problems: []Problem{}}
	if err != nil {
		answer.Problems = append(answer.Problems, textProblem(q.Text, err))
		return answer, nil
	}
	r := requestOf(res.Request)
	answer.Request = &r
	return answer, nil
}

// textProblem returns the failure to read a request as a Problem with its place in the text.
func textProblem(text string, err error) Problem {
	var e *vtl.Error
	if !errors.As(err, &e) { // never
		return requestProblem(runtime.CodeRequestText, err)
	}
	at := newOffsets(text).span(e.Start, max(e.End, e.Start+e.CaretLen))
	return Problem{
		Code: e.Code, Severity: SeverityError, Kind: "request", Message: syntax.Visible(e.Msg), Hint: e.Hint, In: inRequest,
		Line: e.Pos.Line, Column: e.Pos.Column, Start: at[0], End: at[1], Text: e.Detail(),
	}
}

// requestOf returns a request of the runtime as the interface has it.
func requestOf(q *runtime.Request) Request {
	r := Request{
		Method: q.Method, ResourcePath: q.ResourcePath, Path: q.Path, PathParams: q.PathParams,
		Query: pairList(q.Query), Headers: pairList(q.Header), StageVariables: q.StageVariables, Context: q.Context, Seed: q.Seed,
	}
	r.Body, r.Base64 = bodyText(q.Body)
	if !q.Time.IsZero() {
		r.Time = q.Time.Format(time.RFC3339Nano)
	}
	return r
}

// bodyText returns a body as text or, where it is no UTF-8, as base64.
func bodyText(body []byte) (text string, inBase64 bool) {
	if utf8.Valid(body) {
		return string(body), false
	}
	return base64.StdEncoding.EncodeToString(body), true
}
