package exec

import (
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Sink watches a run. Without one a run keeps no record and pays nothing for the possibility.
type Sink interface {
	// Event reports one executed node. e and what it refers to are only valid during the call.
	Event(e *Event)
}

// EventKind says what an Event reports.
type EventKind uint8

// The kinds of Event.
const (
	EventText      EventKind = iota + 1 // text was printed
	EventLiteral                        // the content of a #literal was printed
	EventReference                      // a reference was printed
	EventRead                           // a reference was evaluated inside an expression
	EventSet                            // #set assigned Value, or nothing when Value is nil
	EventBranch                         // #if chose a branch
	EventLoop                           // #foreach ran, its turns being events of their own
	EventTurn                           // one turn of a #foreach
	EventMacro                          // a macro was called; unknown ones print their source
	EventDefine                         // #define stored a block
	EventEvaluate                       // #evaluate rendered text
	EventInclude                        // #include or #parse ran
	EventStop                           // #stop or #break ran
	EventBlock                          // a plain block ran
)

// Event is one executed node. Events are reported when their node ends; Seq orders them by when it began.
type Event struct {
	Kind   EventKind
	Seq    int
	Depth  int    // nesting of the node among the executed ones, from 0
	Parent *Event // of the node around it, which has not ended yet; nil at the top
	Node   syntax.Node
	Source *syntax.Source // of Node: the template, an interpolated string, text given to #evaluate, a library

	// Value is what was printed, read, assigned, chosen or walked; nil is null.
	Value java.Value
	// Steps are the values along the path of a reference, the variable first. The last is nil when the reference
	// had no value, and then no step follows the one that is null.
	Steps []Step
	// Branch is the branch of an #if that was taken: an index into its Branches, len(Branches) for #else, -1 for none.
	Branch int
	// Turn is the number of a loop's turn, from 0; for the loop itself how many there were.
	Turn int
	// OutStart and OutEnd are the stretch of output the node produced, in bytes; both -1 inside an interpolated
	// string, whose text is printed later by a reference, if at all.
	OutStart, OutEnd int
	// Leaf marks an event that printed its output itself. The leaves of a run cover its output in order.
	Leaf bool
	// Origins say where in the input Value came from.
	Origins []java.Origin
	// Unfinished is set when the node was left before its end: by an error, a limit, #break or #stop.
	Unfinished bool

	gap *gap // where the reference lost its value; nil when it has one
}

// gap is where a reference had no value: step i gave null for recv, or the variable was null when i is -1.
type gap struct {
	run  *run
	ref  *reference
	i    int
	recv java.Value
}

// NoValue explains why the reference of e had no value, in the words of the warning about it. It returns nil when the
// reference had a value. It must be called while the event is reported.
func (e *Event) NoValue() *Diagnostic {
	g := e.gap
	if g == nil {
		return nil
	}
	d := newDiagnostic(CodeNoValue, place{g.ref.src, g.ref.node})
	g.run.explainNoValue(&d, g.ref, g.i, g.recv)
	return &d
}

// Step is one value along the path of a reference.
type Step struct {
	Node  syntax.Node // the *syntax.Reference for the variable, then *Property, *Call or *Index
	Value java.Value
}

// maxOrigins is how many origins are kept for one value.
const maxOrigins = 16

// tracer is a run's side of its Sink.
type tracer struct {
	sink    Sink
	run     *run
	current *Event   // of the statement that runs
	open    []*Event // events that began and have not ended
	// from holds the origins of the expression evaluated last; whoever evaluates resets it first.
	from []java.Origin
	// index is the key the last index step looked up.
	index java.Value
	// slots holds the origins of the run's variables.
	slots originSlots
	// text gathers the origins of what an interpolated string printed; strings counts how many are open.
	text    []java.Origin
	strings int
	seq     int
}

// originSlots holds origins by slot; slots never set have none.
type originSlots [][]java.Origin

// get returns the origins of a slot.
func (o originSlots) get(slot int32) []java.Origin {
	if int(slot) >= len(o) {
		return nil
	}
	return o[slot]
}

// put sets the origins of a slot.
func (o *originSlots) put(slot int32, from []java.Origin) {
	for int(slot) >= len(*o) {
		*o = append(*o, nil)
	}
	(*o)[slot] = from
}

// begin starts the event of a node.
func (t *tracer) begin(kind EventKind, at place) *Event {
	e := &Event{Kind: kind, Seq: t.seq, Depth: len(t.open), Node: at.node, Source: at.src, OutStart: t.offset(), OutEnd: -1, Branch: -1}
	if len(t.open) > 0 {
		e.Parent = t.open[len(t.open)-1]
	}
	t.seq++
	t.open = append(t.open, e)
	return e
}

// close ends the events that a panic left open.
func (t *tracer) close() {
	t.strings = 0
	for len(t.open) > 0 {
		e := t.open[len(t.open)-1]
		e.Unfinished = true
		t.end(e)
	}
}

// end completes and reports an event, the last that began and has not ended.
func (t *tracer) end(e *Event) {
	t.open = t.open[:len(t.open)-1]
	e.OutEnd = t.offset()
	if e.OutStart < 0 || e.OutEnd < 0 {
		e.OutStart, e.OutEnd, e.Leaf = -1, -1, false
	}
	t.sink.Event(e)
}

// offset returns how much output there is, -1 inside a string.
func (t *tracer) offset() int {
	if t.strings > 0 {
		return -1
	}
	return len(t.run.out) - t.run.base
}

// value notes v and the origins evaluated last in the running statement's event.
func (t *tracer) value(v java.Value) {
	t.current.Value, t.current.Origins = v, t.from
}

// eval evaluates e and returns its value and origins.
func (t *tracer) eval(e expr) (v java.Value, from []java.Origin, ok bool) {
	t.from = nil
	v, ok = e.eval(t.run)
	return v, t.from, ok
}

// merge returns the origins in a and b, each once.
func merge(a, b []java.Origin) []java.Origin {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	out := append(make([]java.Origin, 0, len(a)+len(b)), a...)
	for _, o := range b {
		if len(out) == maxOrigins {
			break
		}
		if !contains(a, o) {
			out = append(out, o)
		}
	}
	return out
}

// contains tells whether o is among list.
func contains(list []java.Origin, o java.Origin) bool {
	for _, x := range list {
		if x == o {
			return true
		}
	}
	return false
}

// memberFrom returns the origins of the member at key of o, whose own origins are from: the place the container
// knows it was read from, else the container's.
func memberFrom(o, key java.Value, from []java.Origin) []java.Origin {
	if s, ok := o.(java.Sourced); ok {
		if at, ok := s.OriginOf(key); ok {
			return []java.Origin{at}
		}
	}
	return from
}
