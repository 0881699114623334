package api

import (
	"time"
	"unicode/utf8"

	"encoding/base64"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/requestfile"
)

// readRequest reads a request out of the text in q: the answer of the method request. What cannot be read is a problem
// of the answer.
func readRequest(q RawRequest) ReadRequest {
	res, err := requestfile.Read(q.Text, requestfile.Options{ResourcePath: q.ResourcePath})
	answer := ReadRequest{Format: string(res.Format), Problems: []Problem{}}
	if err != nil {
		answer.Problems = append(answer.Problems, requestProblem(q.Text, err))
		return answer
	}
	r := requestOf(res.Request)
	answer.Request = &r
	return answer
}

// requestOf returns a request of the runtime as the interface has it.
func requestOf(q *runtime.Request) Request {
	r := Request{
		Method: q.Method, ResourcePath: q.ResourcePath, Path: q.Path, PathParams: q.PathParams,
		Query: pairsOf(q.Query), Headers: pairsOf(q.Header), StageVariables: q.StageVariables, Context: q.Context, Seed: q.Seed,
	}
	r.Body, r.Base64 = bodyText(q.Body)
	if !q.Time.IsZero() {
		r.Time = q.Time.Format(time.RFC3339Nano)
	}
	return r
}

// pairsOf returns pairs of the runtime as the interface has them.
func pairsOf(list runtime.Pairs) []Pair {
	var out []Pair
	for _, p := range list {
		out = append(out, Pair{p.Name, p.Value})
	}
	return out
}

// bodyText returns a body as text or, where it is no UTF-8, as base64.
func bodyText(body []byte) (text string, inBase64 bool) {
	if utf8.Valid(body) {
		return string(body), false
	}
	return base64.StdEncoding.EncodeToString(body), true
}
