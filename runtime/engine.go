package runtime

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// Engine answers the lines of `vtl engine`: a template with what is bound to it in, what it renders to out, each one
// JSON object. The zero value is ready and may be used by any number of goroutines. Source: CLI-CONTRACT.md.
type Engine struct {
	// Limits bounds each line's run; the zero value stands for EngineLimits. In the API Gateway dialect a zero Loop
	// stands for 1000.
	Limits vtl.Limits
}

// EngineLimits are the limits of the command line: those of an embedded template with more time and steps.
// Source: RELIABILITY.md section 3.
func EngineLimits() vtl.Limits {
	l := vtl.DefaultLimits()
	l.Time = 5 * time.Second
	l.Steps = 50_000_000
	l.RegexTime = 500 * time.Millisecond
	return l
}

// LineAnswer is what a line is answered with. Output or Err is set; Partial is what was written before a failure.
// The texts are WTF-8: they may hold halves of surrogate pairs.
type LineAnswer struct {
	ID      string // as the line wrote it, JSON; "null" when it has none
	Output  string
	Partial string
	Err     *vtl.Error
	// Warnings are collected when asked for.
	Warnings []vtl.Diagnostic
}

// Answer answers one line with one line, without its newline. It never fails: a line that is no request is answered
// with an error of kind "request".
func Answer(line []byte) []byte { return new(Engine).Answer(context.Background(), line) }

// Answer is the package's Answer with the engine's limits; ctx ends a run early.
func (e *Engine) Answer(ctx context.Context, line []byte) []byte {
	return e.Run(ctx, line, false, nil).AppendJSON(nil)
}

// Run answers a line for programs that add to the answer: warn collects warnings, and sink, unless nil, watches the
// run.
func (e *Engine) Run(ctx context.Context, line []byte, warn bool, sink vtl.Sink) *LineAnswer {
	q, err := decodeLine(string(line))
	a := &LineAnswer{ID: q.id}
	if err != nil {
		a.Err = requestError(err)
		return a
	}
	run := vtl.Run{Bind: q.bindings(), Sink: sink}
	if sink != nil && q.apigw != nil {
		q.apigw.trace(&vtl.Meter{Tracing: true})
	}
	if warn {
		run.Warnings = &a.Warnings
	}
	tpl, err := e.parse(ctx, q)
	var out []byte
	if err == nil {
		out, err = tpl.Append(ctx, nil, run)
	}
	if err != nil {
		a.Partial, a.Err = string(out), asError(err)
		return a
	}
	a.Output = string(out)
	return a
}

// parse parses the template of a request, with its macros known.
func (e *Engine) parse(ctx context.Context, q *lineRequest) (*vtl.Template, error) {
	dialect, limits := vtl.Velocity17, e.Limits
	if limits == (vtl.Limits{}) {
		limits = EngineLimits()
	}
	if q.dialect == "apigateway" || q.dialect == "" && q.apigw != nil {
		dialect = vtl.APIGateway
		if limits.Loop == 0 {
			limits.Loop = 1000
		}
	}
	opts := []vtl.Option{vtl.InDialect(dialect), vtl.WithLimits(limits)}
	if q.macros != "" {
		lib, err := vtl.Parse(q.macros, append(opts, vtl.Name("macros"))...)
		if err == nil {
			_, err = lib.Append(ctx, nil, vtl.Run{})
		}
		if err != nil {
			return nil, requestError(err)
		}
		opts = append(opts, vtl.Library(lib))
	}
	return vtl.Parse(q.template, append(opts, vtl.Name("template"))...)
}

// plainUtil is $util of the line protocol.
var plainUtil = &util{plain: true}

// bindings are the variables of the request.
func (q *lineRequest) bindings() []vtl.Binding {
	var b []vtl.Binding
	if q.context != nil {
		q.context.Each(func(name, v java.Value) bool {
			b = append(b, vtl.Binding{Name: java.ToString(nil, name), Value: v})
			return true
		})
	}
	if g := q.apigw; g != nil {
		b = append(b,
			vtl.Binding{Name: "input", Value: &input{raw: g.body, params: g.params, plain: true}},
			vtl.Binding{Name: "util", Value: plainUtil},
			vtl.Binding{Name: "context", Value: g.context},
			vtl.Binding{Name: "stageVariables", Value: g.variables})
	}
	return b
}

// requestError is the error of a line that is no request.
func requestError(err error) *vtl.Error {
	return &vtl.Error{Kind: vtl.KindInput, Code: CodeInput, Msg: err.Error(), Err: err}
}

// asError returns err as the *vtl.Error it is.
func asError(err error) *vtl.Error {
	var e *vtl.Error
	if errors.As(err, &e) {
		return e
	}
	return &vtl.Error{Kind: vtl.KindInternal, Msg: err.Error(), Err: err}
}

// AppendJSON appends the answer as the protocol writes it.
func (a *LineAnswer) AppendJSON(dst []byte) []byte {
	dst = append(append(dst, `{"id":`...), a.ID...)
	if a.Err == nil {
		return append(appendQuoted(append(dst, `,"output":`...), a.Output), '}')
	}
	dst = appendError(append(dst, `,"error":`...), a.Err)
	if a.Partial != "" {
		dst = appendQuoted(append(dst, `,"partial":`...), a.Partial)
	}
	return append(dst, '}')
}

// appendError appends the error object of the protocol.
func appendError(dst []byte, e *vtl.Error) []byte {
	kind := e.Kind.String()
	if e.Kind == vtl.KindInput {
		kind = "request"
	}
	dst = appendQuoted(append(dst, `{"kind":`...), kind)
	dst = appendQuoted(append(dst, `,"message":`...), e.Msg)
	dst = append(dst, `,"line":`...)
	if e.Pos.IsValid() {
		dst = strconv.AppendInt(dst, int64(e.Pos.Line), 10)
		dst = append(dst, `,"column":`...)
		dst = strconv.AppendInt(dst, int64(e.Pos.Column), 10)
	} else {
		dst = append(dst, `null,"column":null`...)
	}
	return append(appendQuoted(append(dst, `,"code":`...), e.Code), '}')
}
