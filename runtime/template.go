package runtime

import (
	"context"
	"io"
	"strconv"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Template is a parsed mapping template. It is immutable and safe for concurrent use.
type Template struct {
	name       string
	limits     vtl.Limits
	dialect    vtl.Dialect
	strict     bool
	silent     bool
	repeatable bool

	program *vtl.Template
	tree    *vtl.Tree
	// reads is set when a run could read $context, mutates when it could change it, watched when it could set an
	// override twice.
	reads, mutates, watched bool
	// readNames are what a run reads of $context when nobody changes, traces or explains it.
	readNames *contextReads
}

// Compile parses a mapping template. The error is a *vtl.Error of KindParse, or of KindLimit for a text that is too
// long or nested too deep.
func Compile(src string, opts ...Option) (*Template, error) {
	t := &Template{limits: DefaultLimits(), dialect: vtl.APIGateway}
	for _, o := range opts {
		o(t)
	}
	program, err := vtl.Parse(src, vtl.Name(t.name), vtl.InDialect(t.dialect), vtl.WithLimits(t.limits))
	if err != nil {
		return nil, err
	}
	t.program, t.tree = program, program.Tree()
	sites := findSites(t.tree.Root)
	t.reads, t.mutates = sites.context || sites.evaluates, sites.any()
	t.watched = sites.canRepeat() && !t.repeatable
	t.readNames = everything
	if t.reads && !t.mutates {
		t.readNames = newContextReads(sites.read)
	}
	return t, nil
}

// Source returns the template's text with its name.
func (t *Template) Source() *vtl.Source { return t.program.Source() }

// Tree returns the parsed template, which must not be changed.
func (t *Template) Tree() *vtl.Tree { return t.tree }

// Result is what a run of a mapping template gives.
type Result struct {
	// Body is the rendered text as UTF-8. With an error it is what was rendered up to the failure.
	Body []byte
	// Text is Body as the run wrote it, where halves of surrogate pairs stand that Body shows as "?". The places that
	// a Trace reports count in it.
	Text []byte
	// RequestOverride is for the integration request, and ResponseOverride for the method response. Both hold what
	// this template and, with Request.State, the one before it set.
	RequestOverride  RequestOverride
	ResponseOverride ResponseOverride
	// State is what to give to the response template of the same call; nil when the template left $context alone.
	State *State
	// Warnings are what the run found odd.
	Warnings []vtl.Diagnostic
	// Steps and Bytes are the work and the value bytes charged against the limits.
	Steps, Bytes int64
}

// Transform renders the template for q: as a response template when q.Response is set, else as a request template.
// The Result is never nil; with an error, which is a *vtl.Error, it holds the output up to the failure and no
// overrides.
func (t *Template) Transform(ctx context.Context, q *Request) (*Result, error) {
	res := &Result{}
	return res, t.run(ctx, q, res, nil)
}

// Render is Transform that writes the body to w in one call, up to the failure if there is one. The error is a
// *vtl.Error or w's own.
func (t *Template) Render(ctx context.Context, w io.Writer, q *Request) (*Result, error) {
	res, err := t.Transform(ctx, q)
	if _, werr := w.Write(res.Body); werr != nil && err == nil {
		return res, werr
	}
	return res, err
}

// run renders the template into res. A sink given here takes the place of the request's own.
func (t *Template) run(ctx context.Context, q *Request, res *Result, sink vtl.Sink) error {
	if err := t.checkBody(q); err != nil {
		return err
	}
	r := &transform{Template: t, q: q, res: res, meter: java.NewMeter(ctx, t.limits), sink: sink}
	if sink == nil {
		r.sink = q.Trace
	}
	defer func() { res.Steps, res.Bytes = r.meter.Used() }()
	run, err := r.prepare()
	if err != nil {
		return err
	}
	out, err := t.program.Append(ctx, make([]byte, 0, t.firstRoom()), run)
	res.Text, res.Body = out, bytesOut(out)
	if err != nil {
		return err
	}
	return r.conclude()
}

// firstRoom returns how many bytes the output begins with: most templates give about as much text as they are long.
func (t *Template) firstRoom() int { return min(len(t.Source().Text), 16<<10) }

// transform is one run of a Template.
type transform struct {
	*Template
	q     *Request
	res   *Result
	meter *java.Meter
	sink  vtl.Sink
	vars  *java.Map    // $context; nil when nothing asks for it
	watch *repeatWatch // nil when the run need not be watched
}

// prepare binds the variables.
func (r *transform) prepare() (run vtl.Run, err error) {
	run = vtl.Run{Meter: r.meter, Sink: r.sink}
	if !r.silent || r.strict {
		run.Warnings = &r.res.Warnings
	}
	r.meter.Tracing = r.sink != nil
	err = r.guard(func() error {
		vars, err := r.context(r.meter, r.q)
		if err != nil {
			return r.inputError(err)
		}
		r.vars, run.Bind = vars, r.bindings(r.meter, r.q, vars)
		if r.watched && vars != nil {
			r.watch = newRepeatWatch(r.meter, vars, r.sink)
			run.Sink = r.watch
		}
		return nil
	})
	return run, err
}

// guard runs what is done around the template on its behalf, and turns a limit met there, and a mistake of ours,
// into an error.
func (r *transform) guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &vtl.Error{Kind: vtl.KindInternal, Code: codeInternal, Name: r.name, Msg: "please report: something unexpected happened around the template"}
		}
	}()
	if limit := java.Guard(func() { err = f() }); limit != nil {
		return &vtl.Error{Kind: vtl.KindLimit, Code: CodeAround, Name: r.name, Msg: limit.Error(), Err: limit}
	}
	return err
}

// bindings are the variables of a mapping template. A $context that the run does not read is bound all the same, to an
// empty map, so that a misspelt name can be explained by it.
func (t *Template) bindings(m *java.Meter, q *Request, vars *java.Map) []vtl.Binding {
	if vars == nil {
		vars = newContextMap()
	}
	return []vtl.Binding{
		{Name: "input", Value: &input{raw: q.body(), request: q}},
		{Name: "util", Value: serviceUtil},
		{Name: "stageVariables", Value: stageVariables(m, q)},
		{Name: "context", Value: vars},
	}
}

// serviceUtil is $util, which has no state.
var serviceUtil = &util{}

// context returns $context, or nil when the template cannot read it and nothing else asks for it.
func (t *Template) context(m *java.Meter, q *Request) (*java.Map, error) {
	if !t.reads && q.State == nil && !q.Context.overrides() {
		return nil, nil
	}
	reads := everything
	if t.silent && !t.strict && !m.Tracing && !q.Context.overrides() {
		reads = t.readNames
	}
	return newContext(m, q, reads)
}

// conclude reads the overrides behind a run that succeeded, and settles what the warnings mean.
func (r *transform) conclude() error {
	if r.vars != nil && (r.mutates || r.q.State != nil || r.q.Context.overrides()) {
		if err := r.guard(r.overrides); err != nil {
			r.res.RequestOverride, r.res.ResponseOverride, r.res.State = RequestOverride{}, ResponseOverride{}, nil
			return err
		}
	}
	if r.strict && len(r.res.Warnings) > 0 {
		return strictError(&r.res.Warnings[0])
	}
	return nil
}

// overrides reads the overrides and what is handed on to the response template.
func (r *transform) overrides() error {
	o := &overrideReader{m: r.meter}
	r.res.RequestOverride, r.res.ResponseOverride = o.request(r.vars), o.response(r.vars)
	r.res.State = newState(r.meter, r.vars)
	return r.judge(o.faults)
}

// judge makes warnings of the overrides that are ignored, and returns the error of one that fails the run.
func (r *transform) judge(faults []overrideFault) error {
	if w := r.watch; w != nil && w.name != "" {
		e := &vtl.Error{
			Kind: vtl.KindRender, Code: CodeRepeatedOverride,
			Msg:  "$context." + syntax.Visible(w.name) + " was set before; API Gateway applies an override once and answers 5xx",
			Hint: "collect the value in a variable and set the override once, at the end",
		}
		return e.At(w.src, w.node.Start(), w.node.End())
	}
	for _, f := range faults {
		msg := syntax.Visible(f.name) + " " + syntax.Visible(f.why)
		from, to := r.mention(f.name)
		if f.fatal {
			return (&vtl.Error{Kind: vtl.KindRender, Code: CodeBadOverride, Msg: msg}).At(r.Source(), from, to)
		}
		if !r.silent || r.strict {
			r.res.Warnings = append(r.res.Warnings, vtl.Diagnostic{
				Code: CodeIgnoredOverride, Name: r.name, Pos: r.Source().Position(from), Start: from, End: to,
				Source: r.Source(), Msg: msg, Count: 1,
			})
		}
	}
	return nil
}

// mention returns the stretch of the template that sets the override written like ref, the whole first line when
// none is written so.
func (t *Template) mention(ref string) (from, to int) {
	found := false
	syntax.Walk(t.tree.Root, func(n syntax.Node) bool {
		if s, ok := n.(*syntax.Set); ok && len(s.Left.Path) > 0 {
			if name, _ := dotted(s.Left.Path); "$"+s.Left.Name+"."+name == ref {
				from, to, found = s.Left.Start(), s.Left.End(), true
			}
		}
		return !found
	})
	if !found {
		line, _ := t.Source().Line(0)
		return 0, len(line)
	}
	return from, to
}

// strictError is the error that Strict makes of a warning.
func strictError(d *vtl.Diagnostic) error {
	e := &vtl.Error{Kind: vtl.KindRender, Code: d.Code, Msg: d.Msg, Hint: d.Hint}
	return e.At(d.Source, d.Start, d.End)
}

// inputError is the error of a request that cannot be used.
func (t *Template) inputError(err error) error {
	return &vtl.Error{Kind: vtl.KindInput, Code: CodeInput, Name: t.name, Msg: err.Error(), Err: err}
}

// checkBody refuses a body over the limit.
func (t *Template) checkBody(q *Request) error {
	body := q.Body
	if q.Response != nil {
		body = q.Response.Body
	}
	most := t.limits.Body
	if most <= 0 || len(body) <= most {
		return nil
	}
	limit := &vtl.LimitError{Name: "body bytes", Value: int64(most), Unit: "bytes"}
	return &vtl.Error{
		Kind: vtl.KindLimit, Code: CodeBody, Name: t.name, Err: limit,
		Msg: limit.Error(), Hint: "the body has " + strconv.Itoa(len(body)) + " bytes",
	}
}
