package api

import (
	"context"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// What follows is for packages that add methods.

// MethodOf makes a Method of a function that takes and gives Go values. An error of the function that is no *CallError
// counts as a mistake of ours.
func MethodOf[In, Out any](f func(context.Context, *In) (*Out, error)) Method { return method(f) }

// ExplainRequest is Explain of a template for a request as the engine has it. name is the template's for messages.
func (s *Service) ExplainRequest(ctx context.Context, name, template string, q *runtime.Request, events bool) *Explanation {
	c := newTemplateCall(name, template)
	c.setRequest(q)
	return s.explainCall(ctx, c, events, time.Now())
}

// Build returns the request as the engine takes it. The Problem says why it cannot be built; it is nil otherwise.
func (r *Request) Build() (*runtime.Request, *Problem) {
	q, err := r.build()
	if err != nil {
		p := requestProblem(runtime.CodeInput, err)
		return nil, &p
	}
	return q, nil
}

// TemplateProblem returns an error of parsing a template as a Problem at its place.
func TemplateProblem(template string, err error) Problem {
	return newTemplateCall("", template).errorProblem(err)
}

// Units returns a function from byte offsets of a text to UTF-16 offsets. What is outside of the text counts as its
// nearer end.
func Units(text string) func(at int) int { return newOffsets(text).unit }
