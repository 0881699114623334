package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// render renders a template: one with a request as explain does, anything else by the line protocol of `vtl engine`,
// whose answers only get more members.
func (s *Service) render(ctx context.Context, body []byte) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := decode(body, &members); err != nil {
		return nil, badRequest(err)
	}
	if q := members["request"]; len(q) > 0 && string(q) != "null" {
		return s.renderRun(ctx, body, members["id"])
	}
	return s.renderLine(ctx, body)
}

// renderLine answers the line protocol.
func (s *Service) renderLine(ctx context.Context, body []byte) ([]byte, error) {
	start := time.Now()
	a := s.engine.Run(ctx, body, true, nil)
	var inside *vtl.Error
	if a.Err != nil && a.Err.Kind == vtl.KindInput && !errors.As(a.Err.Err, &inside) {
		// Not the request object of the protocol. Macros that do not parse are an answer of it.
		return nil, &CallError{Kind: FailureRequest, Message: a.Err.Msg}
	}
	more, err := encode(rendered{Warnings: lineWarnings(a.Warnings), Stats: s.stats(start, len(a.Output))})
	if err != nil {
		return nil, err
	}
	answer := bytes.TrimSuffix(a.AppendJSON(nil), []byte("}"))
	return append(append(answer, ','), more[1:]...), nil
}

// stats returns what a call cost that printed size bytes.
func (s *Service) stats(start time.Time, size int) Stats {
	return Stats{Micros: time.Since(start).Microseconds(), Bytes: size, Version: s.options.Version}
}

// lineWarnings returns warnings about the template of a line.
func lineWarnings(list []vtl.Diagnostic) []Problem {
	out := []Problem{}
	var c *call
	for i := range list {
		if c == nil {
			c = templateOf(list[i].Source)
		}
		out = append(out, c.warning(&list[i]))
	}
	return out
}

// templateOf returns a call with no more than the template that src is, or stands in.
func templateOf(src *vtl.Source) *call {
	for {
		outer, _ := src.Outer()
		if outer == nil {
			return &call{source: src, template: newOffsets(src.Text)}
		}
		src = outer
	}
}

// rendered is the answer of render to a Run. To the line protocol's answer it adds Warnings and Stats.
type rendered struct {
	ID        json.RawMessage `json:"id,omitempty"`
	Output    *string         `json:"output,omitempty"`
	Error     *renderError    `json:"error,omitempty"`
	Partial   string          `json:"partial,omitempty"`
	Overrides *Overrides      `json:"overrides,omitempty"`
	Warnings  []Problem       `json:"warnings"`
	Stats     Stats           `json:"stats"`
}

// renderError is an error as the line protocol writes it.
type renderError struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Line    *int   `json:"line"`
	Column  *int   `json:"column"`
	Code    string `json:"code"`
}

// newRenderError returns a problem as the line protocol writes it.
func newRenderError(p *Problem) *renderError {
	e := &renderError{Kind: p.Kind, Message: p.Message, Code: p.Code}
	if p.Line > 0 {
		e.Line, e.Column = &p.Line, &p.Column
	}
	return e
}

// renderRun renders a template for a whole request.
func (s *Service) renderRun(ctx context.Context, body []byte, id json.RawMessage) ([]byte, error) {
	start := time.Now()
	var run Run
	if err := decode(body, &run); err != nil {
		return nil, badRequest(err)
	}
	out := rendered{ID: json.RawMessage("null"), Warnings: []Problem{}}
	if len(id) > 0 {
		out.ID = id
	}
	c, err := newCall(&run)
	if err != nil {
		p := requestProblem(runtime.CodeInput, err)
		out.Error = newRenderError(&p)
		return encode(out)
	}
	res := &runtime.Result{}
	tpl, err := s.compile(c)
	if err == nil {
		res, err = tpl.Transform(ctx, c.request)
	}
	for i := range res.Warnings {
		out.Warnings = append(out.Warnings, c.warning(&res.Warnings[i]))
	}
	text := string(res.Body)
	out.Stats = s.stats(start, len(res.Body))
	out.Stats.Steps = res.Steps
	if err != nil {
		p := c.errorProblem(err)
		out.Error, out.Partial = newRenderError(&p), text
		return encode(out)
	}
	out.Output, out.Overrides = &text, overrides(res)
	return encode(out)
}
