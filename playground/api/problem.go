package api

import (
	"errors"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// The texts that a Problem can be in.
const (
	inTemplate = "template"
	inMacro    = "macro"
	inRequest  = "request"
	inBody     = "body"
	inOutput   = "output"
)

// newSource returns the source of a text.
func newSource(name, text string) *vtl.Source { return syntax.NewSource(name, text) }

// errorProblem returns a failure as a Problem.
func (c *call) errorProblem(err error) Problem {
	var e *vtl.Error
	if !errors.As(err, &e) {
		return Problem{Severity: SeverityError, Kind: "internal", Message: err.Error(), In: inRequest, Text: err.Error()}
	}
	kind := e.Kind.String()
	if e.Kind == vtl.KindInput {
		kind = "request"
	}
	p := Problem{
		Code: e.Code, Severity: SeverityError, Kind: kind, Limit: limitName(e), Message: syntax.Visible(e.Msg), Hint: e.Hint,
		In: inTemplate, Line: e.Pos.Line, Column: e.Pos.Column, Text: e.Detail(),
	}
	switch {
	case e.Source != nil:
		c.place(&p, e.Source, explain.Span{Start: e.Start, End: max(e.End, e.Start+e.CaretLen)})
	case e.Code == runtime.CodeBody:
		p.In = inBody
	case e.Kind == vtl.KindInput:
		p.In = inRequest
	}
	return p
}

// limitName returns the name of the limit that an error is about, "" for none.
func limitName(e *vtl.Error) string {
	var limit *vtl.LimitError
	if errors.As(e, &limit) {
		return limit.Name
	}
	return e.Limit
}

// place sets where a problem stands: a stretch of src.
func (c *call) place(p *Problem, src *vtl.Source, s explain.Span) {
	at, ok := c.locate(src, s)
	if !ok {
		p.In = inMacro
		return
	}
	p.Start, p.End = c.template.unit(at.Start), c.template.unit(at.End)
}

// locate returns where in the template a stretch of src stands. A source that is not inside of the template's may be
// the template's own, read anew.
func (c *call) locate(src *vtl.Source, s explain.Span) (explain.Span, bool) {
	top := src
	for {
		outer, _ := top.Outer()
		if outer == nil {
			break
		}
		top = outer
	}
	if top.Text != c.source.Text {
		return explain.Span{}, false
	}
	return explain.Locate(top, src, s)
}

// warning returns a diagnostic as a Problem.
func (c *call) warning(d *vtl.Diagnostic) Problem {
	p := Problem{
		Code: d.Code, Severity: SeverityWarning, Message: syntax.Visible(d.Msg), Note: syntax.Visible(d.Note), Hint: d.Hint, In: inTemplate,
		Line: d.Pos.Line, Column: d.Pos.Column, Count: d.Count, Text: d.Detail(),
	}
	c.place(&p, d.Source, explain.Span{Start: d.Start, End: d.End})
	if d.Fix == nil || p.In != inTemplate {
		return p
	}
	// A fix inside of a string is only offered where the string stands as it is written.
	at, ok := c.locate(d.Source, explain.Span{Start: d.Fix.Start, End: d.Fix.End})
	if ok && at.End-at.Start == d.Fix.End-d.Fix.Start {
		p.Fix = &Fix{
			Label: "Replace by " + syntax.Visible(d.Source.Text[d.Start:d.Fix.Start]+d.Fix.Text+d.Source.Text[d.Fix.End:max(d.Fix.End, min(d.End, len(d.Source.Text)))]),
			Start: c.template.unit(at.Start), End: c.template.unit(at.End), Text: d.Fix.Text,
		}
	}
	return p
}

// requestProblem is a problem of the request around the template.
func requestProblem(code string, err error) Problem {
	return Problem{Code: code, Severity: SeverityError, Kind: "request", Message: err.Error(), In: inRequest, Text: "error[" + code + "]: " + err.Error() + "\n"}
}
