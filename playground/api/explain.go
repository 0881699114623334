package api

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Explain runs a template and tells where every part of its output came from. What is wrong with the template or the
// request is in the Explanation; the error is always nil.
func (s *Service) Explain(ctx context.Context, run *Run) (*Explanation, error) {
	return s.explainRun(ctx, run), nil
}

// explainRun is Explain.
func (s *Service) explainRun(ctx context.Context, run *Run) *Explanation {
	start := time.Now()
	c, err := newCall(run)
	if err != nil {
		out := newExplanation()
		out.Tokens = s.colours(c)
		out.Problems = append(out.Problems, requestProblem(runtime.CodeInput, err))
		return s.finish(out, start)
	}
	return s.explainCall(ctx, c, run.Events, start)
}

// explainCall explains a call that is ready; start is when work on it began.
func (s *Service) explainCall(ctx context.Context, c *call, events bool, start time.Time) *Explanation {
	out := newExplanation()
	out.Tokens = s.colours(c)
	tpl, err := s.compile(c)
	if err != nil {
		out.Problems = append(out.Problems, c.errorProblem(err))
		return s.finish(out, start)
	}
	opts := explain.Options{Leaves: s.options.MaxLeaves}
	if events {
		opts.Events = s.options.MaxEvents
	}
	c.fill(out, tpl, explain.Run(ctx, tpl, c.request, opts))
	return s.finish(out, start)
}

// newExplanation returns an Explanation whose lists are empty, not null.
func newExplanation() *Explanation {
	return &Explanation{
		Problems: []Problem{}, Leaves: []Leaf{}, Empties: []Empty{}, Events: []Event{}, Coverage: []Arm{}, Tokens: []Token{},
		Check: Check{Format: string(explain.FormatEmpty), Leaf: -1},
	}
}

// finish fills in what a call cost.
func (s *Service) finish(e *Explanation, start time.Time) *Explanation {
	e.Stats.Micros, e.Stats.Version = time.Since(start).Microseconds(), s.options.Version
	return e
}

// fill writes a report into out.
func (c *call) fill(out *Explanation, tpl *runtime.Template, r *explain.Report) {
	res := r.Result
	text := newOffsets(string(res.Text))
	out.Output, out.OK, out.Cut = string(res.Body), r.Err == nil, r.Cut
	out.Stats.Bytes, out.Stats.Steps = len(res.Body), res.Steps
	if r.Err != nil {
		out.Problems = append(out.Problems, c.errorProblem(r.Err))
	}
	for i := range res.Warnings {
		out.Problems = append(out.Problems, c.warning(&res.Warnings[i]))
	}
	out.Overrides = overrides(res)
	out.Inputs = inputs(tpl.Inputs())
	out.Check = checked(&r.Check, text)
	if p, bad := c.outputProblem(r, text); bad {
		out.Problems = append(out.Problems, p)
	}
	if p, bad := c.bodyProblem(len(out.Inputs.Paths) > 0); bad {
		out.Problems = append(out.Problems, p)
	}
	out.Leaves = slices.Grow(out.Leaves, len(r.Leaves))
	for _, l := range r.Leaves {
		out.Leaves = append(out.Leaves, Leaf{
			Out: text.span(l.Out.Start, l.Out.End), At: c.span(l.At), Kind: string(l.Kind), Origins: c.origins(l.Origins), Event: l.Event,
		})
	}
	for _, e := range r.Empties {
		out.Empties = append(out.Empties, Empty{Out: text.unit(e.Out), At: c.span(e.At), Why: e.Why})
	}
	out.Events = slices.Grow(out.Events, len(r.Events))
	for i := range r.Events {
		out.Events = append(out.Events, c.event(&r.Events[i], text))
	}
	for _, a := range r.Coverage {
		out.Coverage = append(out.Coverage, Arm{At: c.span(a.At), Line: a.Line, Kind: string(a.Kind), Text: a.Text, Hits: a.Hits, Input: a.Input})
	}
}

// span returns a stretch of the template in UTF-16 units.
func (c *call) span(s explain.Span) [2]int { return c.template.span(s.Start, s.End) }

// origins returns places of the input with their stretch of the body in UTF-16 units.
func (c *call) origins(list []vtl.Origin) []Origin {
	if len(list) == 0 {
		return nil
	}
	out := make([]Origin, 0, len(list))
	for _, o := range list {
		x := Origin{Source: o.Source, Path: o.Path}
		if o.Source == inBody {
			x.Start, x.End = c.body.unit(o.Start), c.body.unit(o.End)
		}
		out = append(out, x)
	}
	return out
}

// eventKinds names the kinds of event.
var eventKinds = map[vtl.EventKind]string{
	vtl.EventText: "text", vtl.EventLiteral: "literal", vtl.EventReference: "reference", vtl.EventRead: "read", vtl.EventSet: "set",
	vtl.EventBranch: "branch", vtl.EventLoop: "loop", vtl.EventTurn: "turn", vtl.EventMacro: "macro", vtl.EventDefine: "define",
	vtl.EventEvaluate: "evaluate", vtl.EventInclude: "include", vtl.EventStop: "stop", vtl.EventBlock: "block",
}

// event returns an event with its offsets in UTF-16 units.
func (c *call) event(e *explain.Event, text *offsets) Event {
	out := [2]int{-1, -1}
	if e.Out.Start >= 0 {
		out = text.span(e.Out.Start, e.Out.End)
	}
	return Event{
		Seq: e.Seq, Kind: eventKinds[e.Kind], Depth: e.Depth, Parent: e.Parent, At: c.span(e.At), Line: e.Line, Source: e.Source, Out: out,
		Value: e.Value, Steps: e.Steps, Branch: e.Branch, Turn: e.Turn, Origins: c.origins(e.Origins), Why: e.Why,
	}
}

// checked returns a check with its offsets in UTF-16 units.
func checked(k *explain.Check, text *offsets) Check {
	out := Check{Format: string(k.Format), Valid: k.Valid, Message: k.Message, Line: k.Line, Column: k.Column, Leaf: k.Leaf}
	out.Start, out.End = text.unit(k.At.Start), text.unit(k.At.End)
	return out
}

// outputProblem returns the problem of an output that is not what it claims to be. It stands at the leaf to blame.
func (c *call) outputProblem(r *explain.Report, text *offsets) (Problem, bool) {
	k := &r.Check
	if k.Message == "" || r.Err != nil {
		return Problem{}, false
	}
	format := strings.ToUpper(string(k.Format))
	d := vtl.Diagnostic{
		Code: runtime.CodeNotJSON, Name: c.source.Name, Count: 1, Source: c.source,
		Msg: "the output begins like " + format + " and is none", Note: outputNote(k),
	}
	if k.Leaf >= 0 {
		l := r.Leaves[k.Leaf]
		d.Start, d.End = l.At.Start, l.At.End
		if offset := k.At.Start - l.Out.Start; l.Kind == explain.LeafText && l.At.End-l.At.Start == l.Out.End-l.Out.Start && offset < l.Out.End-l.Out.Start {
			d.Start += offset
			d.End = d.Start + k.At.End - k.At.Start
		}
	}
	d.Pos = c.source.Position(d.Start)
	return c.warning(&d), true
}

// bodyProblem returns the problem of a body that is read by paths and is no JSON. An empty one reads as {}.
func (c *call) bodyProblem(read bool) (Problem, bool) {
	body := c.body.text
	if !read || strings.TrimSpace(body) == "" {
		return Problem{}, false
	}
	fault := runtime.CheckJSON([]byte(body))
	if fault == nil {
		return Problem{}, false
	}
	msg := "the body is no strict JSON, and is read as well as can be"
	if _, err := jsonsmart.ParseNode(body, vtl.DefaultLimits()); err != nil {
		msg = "the body is no JSON, so no path leads to anything in it"
	}
	end := min(fault.Offset+1, len(body))
	d := vtl.Diagnostic{
		Code: runtime.CodeBodyNotJSON, Name: inBody, Source: newSource(inBody, body), Start: fault.Offset, End: end, Count: 1,
		Msg: msg, Note: syntax.Visible(fault.Msg),
	}
	d.Pos = d.Source.Position(fault.Offset)
	return Problem{
		Code: d.Code, Severity: SeverityWarning, Message: d.Msg, Note: d.Note, In: inBody, Line: d.Pos.Line, Column: d.Pos.Column,
		Start: c.body.unit(d.Start), End: c.body.unit(d.End), Count: 1, Text: d.Detail(),
	}, true
}

// overrides returns what a run set in $context, nil for nothing.
func overrides(res *runtime.Result) *Overrides {
	o := &Overrides{
		RequestHeaders: pairList(res.RequestOverride.Header), RequestPath: pairList(res.RequestOverride.Path),
		RequestQuery: pairList(res.RequestOverride.Query), ResponseHeaders: pairList(res.ResponseOverride.Header),
		ResponseStatus: res.ResponseOverride.Status,
	}
	if o.RequestHeaders == nil && o.RequestPath == nil && o.RequestQuery == nil && o.ResponseHeaders == nil && o.ResponseStatus == 0 {
		return nil
	}
	return o
}

// pairList returns the engine's pairs as the interface's, nil for none.
func pairList(p runtime.Pairs) []Pair {
	var out []Pair
	for _, x := range p {
		out = append(out, Pair{x.Name, x.Value})
	}
	return out
}

// inputs returns what a template refers to, its lists empty where there is nothing.
func inputs(in runtime.Inputs) *Inputs {
	out := &Inputs{Body: in.Body, Paths: []string{}, Params: []string{}, Context: []string{}, StageVariables: []string{}}
	out.Paths = append(out.Paths, in.Paths...)
	for _, p := range in.Params {
		name := p.Name
		if p.Group != "" {
			name = p.Group + "." + p.Name
		}
		out.Params = append(out.Params, name)
	}
	out.Context = append(out.Context, in.Context...)
	out.StageVariables = append(out.StageVariables, in.StageVariables...)
	return out
}

// outputNote says where and why output is not what it claims to be.
func outputNote(k *explain.Check) string {
	return fmt.Sprintf("output:%d:%d: %s", k.Line, k.Column, k.Message)
}
