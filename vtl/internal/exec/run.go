package exec

import (
	"context"
	"sync"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Options are what one run is given beside its program.
type Options struct {
	// Vars are the variables the template can read. The map is not changed.
	Vars map[string]java.Value
	// Bind gives variables too, those of Vars winning; a short list is cheaper to make than a map.
	Bind []Binding
	// Limits bounds the run; a zero field means no limit of that kind. It is ignored when Meter is set.
	Limits java.Limits
	// Meter counts the run's work together with what the caller charged before; nil for a meter of the run's own.
	Meter *java.Meter
	// Sink watches the run; nil for nobody.
	Sink Sink
	// Warnings receives what the run found odd; nil for not asked.
	Warnings *[]Diagnostic
}

// run is the state of one run. Runs are reused, but never while something can still refer to them.
type run struct {
	prog *Program
	opts *Options
	m    *java.Meter

	slots []java.Value // variables; nil is null and absent alike
	frame *frame       // the context on top of them, nil for none
	free  []*frame     // for reuse

	out      []byte // output, or the text of an interpolated string
	base     int    // where the run's own part of out begins
	room     int    // how long out may become
	captures int    // how many strings are being rendered
	output   []byte // out of the run itself while strings are being rendered
	scratch  [][]byte

	args []java.Value // stack of method arguments
	at   int32        // number of the statement that runs

	unwind  *unwinding // nil while the run goes on
	err     *syntax.Error
	reparse bool // err is a parse error of text given to #evaluate

	callers     []*macroStmt // the macro calls the run is in, outermost first
	calling     *step        // the method call under way, nil outside of one
	macroDepth  int          // nested macros, as Velocity counts them
	macroLimit  int
	calls       int // nested calls of every kind
	callLimit   int
	loopLimit   int
	evaluations int // nested #evaluate

	// What text given to #evaluate added to the program.
	extraSlots  map[string]int32
	extraMacros map[string]*macro
	extraPlaces []place
	evaluated   map[string]evaluated

	tr   *tracer
	warn *warner
	kept bool // a value may refer to this run
	done bool
}

// runs holds runs for reuse.
var runs = sync.Pool{New: func() any { return &run{} }}

// Append renders the program and appends its output to dst. With an error, which is a *syntax.Error, the output
// up to the failure is appended all the same.
func (p *Program) Append(ctx context.Context, dst []byte, o *Options) (out []byte, err error) {
	r := runs.Get().(*run)
	r.start(ctx, p, dst, o)
	if e := r.render(); e != nil {
		err = e
	}
	out = r.out
	r.finish()
	return out, err
}

// start prepares the run.
func (r *run) start(ctx context.Context, p *Program, dst []byte, o *Options) {
	r.prog, r.opts, r.m = p, o, o.Meter
	if r.m == nil {
		r.m = java.NewMeter(ctx, o.Limits)
	}
	r.m.Limits.ValueDepth = bounded(r.m.Limits.ValueDepth, maxValueDepth)
	r.out, r.base, r.room = dst, len(dst), maxInt
	if most := r.m.Limits.Output; most > 0 && most < int64(maxInt-len(dst)) {
		r.room = len(dst) + int(most)
	}
	r.at = -1
	r.macroLimit, r.loopLimit = r.m.Limits.MacroDepth, r.m.Limits.Loop
	r.callLimit = bounded(r.m.Limits.CallDepth, maxCalls)
	r.bind()
	r.m.Tracing = o.Sink != nil
	if o.Sink != nil {
		r.tr = &tracer{sink: o.Sink, run: r}
		r.frame = &frame{slot: noSlot}
	}
	if o.Warnings != nil {
		r.warn = &warner{to: o.Warnings, most: r.m.Limits.Warnings}
	}
}

// Depths that hold whatever the limits say, because a Go program does not survive the end of its stack.
const (
	maxCalls      = 1000
	maxValueDepth = 10_000
	maxNesting    = 1000
)

// Nesting returns how deep source may nest under a limit: no deeper than parsing and rendering it can stand.
func Nesting(limit int) int { return bounded(limit, maxNesting) }

// bounded returns a limit of depth, or most where it is missing or larger.
func bounded(limit, most int) int {
	if limit <= 0 {
		return most
	}
	return min(limit, most)
}

// bind gives the program's variables their values.
func (r *run) bind() {
	n := len(r.prog.names)
	if cap(r.slots) < n {
		r.slots = make([]java.Value, n)
	}
	r.slots = r.slots[:n]
	for _, b := range r.opts.Bind {
		if slot, ok := r.prog.slots[b.Name]; ok {
			r.slots[slot] = b.Value
		}
	}
	if len(r.opts.Vars) == 0 {
		return
	}
	if len(r.opts.Vars) < n {
		for name, v := range r.opts.Vars {
			if slot, ok := r.prog.slots[name]; ok {
				r.slots[slot] = v
			}
		}
		return
	}
	for slot, name := range r.prog.names {
		if v, ok := r.opts.Vars[name]; ok {
			r.slots[slot] = v
		}
	}
}

// render runs the program and returns the error that ended it, or nil.
func (r *run) render() (err *syntax.Error) {
	defer func() {
		if v := recover(); v != nil {
			r.restoreOutput()
			err = r.internalError(v)
		}
	}()
	limit := java.Guard(func() {
		if !r.prog.body.exec(r) && !r.caughtAll() && r.unwind.kind != unwindError {
			r.failNowhere(CodeArgument, "#break was given the scope of a loop that has ended", nil)
		}
	})
	if limit != nil {
		r.restoreOutput()
		return r.limitError(limit)
	}
	return r.err
}

// restoreOutput gives up the strings that were being rendered when a panic stopped the run, and ends its events.
func (r *run) restoreOutput() {
	if r.captures > 0 {
		r.out = r.output
	}
	if r.tr != nil {
		r.tr.close()
	}
}

// finish makes the run fit for reuse, unless a value may still refer to it.
func (r *run) finish() {
	r.done = true
	if r.kept {
		return
	}
	clear(r.slots)
	clear(r.args[:cap(r.args)])
	*r = run{slots: r.slots[:0], args: r.args[:0], scratch: r.scratch, free: r.free, callers: r.callers[:0]}
	runs.Put(r)
}

// enter counts one more nested call; the caller counts it down.
func (r *run) enter() {
	r.calls++
	if r.calls > r.callLimit {
		r.m.Exceeded("call depth", int64(r.callLimit), "")
	}
}

// slot returns the slot of a variable met in text given to #evaluate; a new one begins with the value it was
// given for the run.
func (r *run) slot(name string) int32 {
	if s, ok := r.prog.slots[name]; ok {
		return s
	}
	if s, ok := r.extraSlots[name]; ok {
		return s
	}
	if r.extraSlots == nil {
		r.extraSlots = map[string]int32{}
	}
	s := int32(len(r.slots))
	r.m.Bytes(elemBytes * 4)
	r.extraSlots[name] = s
	r.slots = append(r.slots, r.given(name))
	return s
}

// given returns the value the run was given for a variable, nil for none.
func (r *run) given(name string) java.Value {
	if v, ok := r.opts.Vars[name]; ok {
		return v
	}
	for i := len(r.opts.Bind) - 1; i >= 0; i-- {
		if r.opts.Bind[i].Name == name {
			return r.opts.Bind[i].Value
		}
	}
	return nil
}

// addPlace returns the number of a statement of text given to #evaluate.
func (r *run) addPlace(at place) int32 {
	r.extraPlaces = append(r.extraPlaces, at)
	return int32(len(r.prog.places) + len(r.extraPlaces) - 1)
}

// place returns the place of a statement by its number; the zero place for none.
func (r *run) place(id int32) place {
	if id < 0 {
		return place{}
	}
	if n := int32(len(r.prog.places)); id >= n {
		return r.extraPlaces[id-n]
	}
	return r.prog.places[id]
}

// macro returns a macro of the program or of text given to #evaluate before, or nil.
func (r *run) macro(name string) *macro {
	if mc := r.prog.macros[name]; mc != nil {
		return mc
	}
	return r.extraMacros[name]
}

// addMacro registers a macro for the rest of the run, unless its name is taken.
func (r *run) addMacro(mc *macro) {
	if r.macro(mc.name) != nil {
		return
	}
	if r.extraMacros == nil {
		r.extraMacros = map[string]*macro{}
	}
	r.extraMacros[mc.name] = mc
}
