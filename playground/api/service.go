package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// Options are what a Service is made with. The zero value has the limits of a public playground.
type Options struct {
	// Limits bounds every run; the zero value stands for DefaultLimits.
	Limits vtl.Limits
	// Version is what stats and knowledge call the engine, "dev" when left out.
	Version string
	// Live tells that chains may call real servers, Public that the server limits its clients. The Service only passes
	// both on to the page.
	Live, Public bool
	// MaxEvents and MaxLeaves bound an Explanation; 0 for DefaultEvents and explain.DefaultLeaves.
	MaxEvents, MaxLeaves int
}

// DefaultEvents is how many events an Explanation lists.
const DefaultEvents = 2000

// DefaultLimits are the limits of one run in a playground. Source: RELIABILITY.md section 3.
func DefaultLimits() vtl.Limits {
	l := runtime.DefaultLimits()
	l.Time = 500 * time.Millisecond
	l.Steps = 2_000_000
	l.Output = 1 << 20
	l.Bytes = 32 << 20
	l.Body = 1 << 20
	l.BodyDepth = 500
	l.IntegerBits = 65_536
	l.RegexTime = 50 * time.Millisecond
	l.PathNodes = 100_000
	l.Warnings = 200
	return l
}

// Method answers a call: body is its JSON, and so is the answer. The error is a *CallError.
type Method func(ctx context.Context, body []byte) (answer []byte, err error)

// Service answers the playground's calls. It is safe for concurrent use.
type Service struct {
	options Options
	engine  runtime.Engine
}

// New returns a Service.
func New(o Options) *Service {
	if o.Limits == (vtl.Limits{}) {
		o.Limits = DefaultLimits()
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.MaxEvents <= 0 {
		o.MaxEvents = DefaultEvents
	}
	// The line protocol has no limit of turns outside of the API Gateway dialect, where it adds it by itself.
	line := o.Limits
	line.Loop = 0
	return &Service{options: o, engine: runtime.Engine{Limits: line}}
}

// Methods returns the methods by name.
func (s *Service) Methods() map[string]Method {
	return map[string]Method{
		"render":    s.render,
		"explain":   method(s.Explain),
		"nodes":     method(s.Nodes),
		"complete":  method(s.Complete),
		"format":    method(s.Format),
		"knowledge": method(s.Knowledge),
		"request":   method(s.Request),
		"copy":      method(s.Copy),
		"examples":  method(s.Examples),
	}
}

// Limits returns the limits of a run.
func (s *Service) Limits() vtl.Limits { return s.options.Limits }

// Version returns the version of the engine.
func (s *Service) Version() string { return s.options.Version }

// FailureKind sorts calls that are not answered.
type FailureKind string

// The kinds of failure, each with the HTTP status that belongs to it.
const (
	FailureRequest  FailureKind = "request"  // the call cannot be understood: 400
	FailureLimit    FailureKind = "limit"    // it is larger than allowed: 413
	FailureBusy     FailureKind = "busy"     // there are too many at the moment: 429
	FailureInternal FailureKind = "internal" // a mistake of ours: 500
)

// CallError is a call that is not answered.
type CallError struct {
	Kind          FailureKind
	Message, Hint string
}

// Error returns the message.
func (e *CallError) Error() string { return e.Message }

// Failure returns the error as the answer that stands for it.
func (e *CallError) Failure() Failure {
	var f Failure
	f.Error.Kind, f.Error.Message, f.Error.Hint = string(e.Kind), e.Message, e.Hint
	return f
}

// badRequest is the error of a call that cannot be understood.
func badRequest(err error) *CallError {
	return &CallError{Kind: FailureRequest, Message: requestMessage(err)}
}

// requestMessage says what is wrong with the JSON of a call, without the names of Go types.
func requestMessage(err error) string {
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		if mismatch.Field == "" {
			return "the request is a JSON " + mismatch.Value + " where an object belongs"
		}
		return "the member " + mismatch.Field + " cannot be a JSON " + mismatch.Value
	}
	return "the request is no JSON: " + strings.TrimPrefix(err.Error(), "json: ")
}

// method makes a Method of a function that takes and gives Go values.
func method[In, Out any](f func(context.Context, *In) (*Out, error)) Method {
	return func(ctx context.Context, body []byte) ([]byte, error) {
		in := new(In)
		if len(body) > 0 {
			if err := decode(body, in); err != nil {
				return nil, badRequest(err)
			}
		}
		out, err := f(ctx, in)
		if err != nil {
			var call *CallError
			if errors.As(err, &call) {
				return nil, call
			}
			return nil, &CallError{Kind: FailureInternal, Message: err.Error()}
		}
		return encode(out)
	}
}

// decode reads the JSON of a call into in. Numbers of unknown type become json.Number.
func decode(body []byte, in any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(in); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is text behind the JSON value")
	}
	return nil
}

// encode returns v as JSON.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // answers are read by JSON.parse alone
	if err := e.Encode(v); err != nil {
		return nil, &CallError{Kind: FailureInternal, Message: "the answer cannot be written as JSON"}
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
