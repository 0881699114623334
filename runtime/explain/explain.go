package explain

import (
	"context"
	"sort"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// Options bound what a report holds. The zero value lists no events and has room for DefaultLeaves.
type Options struct {
	Events    int // events to list; 0 for none
	Leaves    int // leaves to list; 0 for DefaultLeaves
	Empties   int // empties to list, and values to explain; 0 for DefaultEmpties
	ValueSize int // bytes of a value shown; 0 for DefaultValueSize
}

// What a report has room for unless Options say otherwise.
const (
	DefaultLeaves    = 10_000
	DefaultEmpties   = 1000
	DefaultValueSize = 200
)

// withDefaults returns o with every size set.
func (o Options) withDefaults() Options {
	if o.Leaves <= 0 {
		o.Leaves = DefaultLeaves
	}
	if o.Empties <= 0 {
		o.Empties = DefaultEmpties
	}
	if o.ValueSize <= 0 {
		o.ValueSize = DefaultValueSize
	}
	return o
}

// Run renders the template for q and explains the run. A run that fails is explained up to the failure. The request's
// own Trace is not called.
func Run(ctx context.Context, tpl *runtime.Template, q *runtime.Request, o Options) *Report {
	o = o.withDefaults()
	rec := newRecorder(tpl, o)
	traced := *q
	traced.Trace = rec
	res, err := tpl.Transform(ctx, &traced)
	r := &Report{Result: res, Err: err, Leaves: rec.cover(res.Text), Empties: rec.empties, Events: rec.events, Cut: rec.cut}
	sort.Slice(r.Events, func(i, j int) bool { return r.Events[i].Seq < r.Events[j].Seq })
	r.Coverage = coverage(tpl, q, rec)
	r.Check = check(res.Text, r.Leaves)
	return r
}

// outOf returns an event's stretch of output.
func outOf(e *vtl.Event) Span { return Span{e.OutStart, e.OutEnd} }
