package java

import (
	"context"
	"fmt"
	"time"
)

// Limits bounds one run. A zero field means no limit of that kind; DefaultLimits has the numbers to use.
type Limits struct {
	Steps        int64         // units of work; about 20 to 50 ns each
	Bytes        int64         // bytes of all values made, never given back
	Output       int64         // bytes of output
	Time         time.Duration // wall clock of the run
	Source       int           // bytes of one template text, #evaluate included
	Nesting      int           // nesting of blocks, brackets, references in source
	MacroDepth   int           // nested macro calls (Velocity: 20)
	CallDepth    int           // nested calls of any kind: macros, #evaluate, #define, body content
	ValueDepth   int           // depth of values walked by printing, equals, hashCode, JSON
	Loop         int           // turns of one #foreach
	IntegerBits  int           // bits of one BigInteger or of a BigDecimal's unscaled value
	RegexTime    time.Duration // one match of a regular expression
	RegexPattern int           // bytes of a pattern
	RegexGroups  int           // nested groups of a pattern
	RegexSubject int           // bytes of the text matched against
	PathBytes    int           // bytes of a JSONPath
	PathNesting  int           // nesting inside a JSONPath
	PathNodes    int64         // nodes one JSONPath may visit
	Body         int           // bytes of a body
	BodyDepth    int           // depth of a JSON body
	Warnings     int           // warnings kept by a run
}

// DefaultLimits are the limits for a program that embeds the engine: far above what a mapping template needs.
func DefaultLimits() Limits {
	return Limits{
		Steps: 10_000_000, Bytes: 128 << 20, Output: 10 << 20, Time: time.Second,
		Source: 1 << 20, Nesting: 256, MacroDepth: 20, CallDepth: 64, ValueDepth: 1000, Loop: 0,
		IntegerBits: 262_144, RegexTime: 100 * time.Millisecond, RegexPattern: 4 << 10, RegexGroups: 200, RegexSubject: 1 << 20,
		PathBytes: 8 << 10, PathNesting: 32, PathNodes: 1_000_000,
		Body: 10 << 20, BodyDepth: 1000, Warnings: 1000,
	}
}

// LimitError says which limit a run exceeded.
type LimitError struct {
	Name  string // the limit's name in lower case words: "steps", "output bytes", "value depth"
	Value int64  // what was allowed
	Unit  string // "bytes", "ms", "" for plain counts
	// Cycle is set when the depth of a value was exceeded because the value holds itself: Java ends in a
	// StackOverflowError there.
	Cycle bool
	Err   error // ctx.Err() when the run was cancelled from outside
}

// Error names the limit and its value.
func (e *LimitError) Error() string {
	if e.Cycle {
		return "a collection holds itself, so walking it never ends"
	}
	if e.Err != nil {
		return "the run was cancelled: " + e.Err.Error()
	}
	if e.Unit == "" {
		return fmt.Sprintf("limit exceeded: %s (%d)", e.Name, e.Value)
	}
	return fmt.Sprintf("limit exceeded: %s (%d %s)", e.Name, e.Value, e.Unit)
}

// Unwrap returns the context's error of a cancelled run.
func (e *LimitError) Unwrap() error { return e.Err }

// limitStop carries a LimitError up to Guard.
type limitStop struct{ err *LimitError }

// Meter counts the work of one run and stops it at its limits. Everything that works on behalf of a template
// charges it before working. Exceeding a limit panics with a private value that Guard turns into an error;
// nothing else may recover it. A nil Meter counts nothing. A Meter is for one goroutine.
type Meter struct {
	Limits Limits
	// Tracing is set when someone follows where values come from; methods then report origins by SetOrigin.
	Tracing bool

	steps, bytes int64
	look         int64 // at how many steps to look at the limits again; 0 looks at once
	depth        int
	ctx          context.Context
	deadline     time.Time
	origins      []Origin
	trail        []Value // the innermost containers, near the limit of depth only
}

// checkEvery is how many steps pass between two looks at the clock and the context.
const checkEvery = 256

// NewMeter starts a meter: its clock runs from now, and ctx ends it early.
func NewMeter(ctx context.Context, l Limits) *Meter {
	m := &Meter{Limits: l, ctx: ctx}
	if l.Time > 0 {
		m.deadline = time.Now().Add(l.Time)
	}
	return m
}

// Guard runs f and returns the limit it exceeded, or nil.
func Guard(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			stop, ok := r.(limitStop)
			if !ok {
				panic(r)
			}
			err = stop.err
		}
	}()
	f()
	return nil
}

// Exceeded stops the run: limit name of value and unit was exceeded.
func (m *Meter) Exceeded(name string, value int64, unit string) {
	panic(limitStop{&LimitError{Name: name, Value: value, Unit: unit}})
}

// Step charges n units of work, and looks at the clock and the context now and then.
func (m *Meter) Step(n int) {
	if m == nil {
		return
	}
	m.steps += int64(n)
	if m.steps >= m.look {
		m.check()
	}
}

// check stops a run that is over its limits, and says at how many steps to look again: behind the limit of steps,
// or after some steps at the latest, for the clock.
func (m *Meter) check() {
	m.look = m.steps + checkEvery
	if most := m.Limits.Steps; most > 0 {
		if m.steps > most {
			m.Exceeded("steps", most, "")
		}
		m.look = min(m.look, most+1)
	}
	if m.ctx != nil {
		if err := m.ctx.Err(); err != nil {
			panic(limitStop{&LimitError{Name: "context", Err: err}})
		}
	}
	if !m.deadline.IsZero() && time.Now().After(m.deadline) {
		m.Exceeded("time", m.Limits.Time.Milliseconds(), "ms")
	}
}

// Bytes charges n bytes of a value about to be made.
func (m *Meter) Bytes(n int) {
	if m == nil {
		return
	}
	m.bytes += int64(n)
	if m.Limits.Bytes > 0 && m.bytes > m.Limits.Bytes {
		m.Exceeded("value bytes", m.Limits.Bytes, "bytes")
	}
	m.Step(n >> 6)
}

// Grown charges a buffer that moved to a larger place because it had room for that many bytes only: the old place
// stays in memory for a while.
func (m *Meter) Grown(room int, buffer []byte) {
	if cap(buffer) > room {
		m.Bytes(cap(buffer))
	}
}

// Enter counts one level into a nested value; Leave must follow.
func (m *Meter) Enter() {
	if m == nil {
		return
	}
	m.depth++
	if m.Limits.ValueDepth > 0 && m.depth > m.Limits.ValueDepth {
		m.Exceeded("value depth", int64(m.Limits.ValueDepth), "")
	}
}

// cycleTrail is how many of the innermost containers are remembered near the limit of depth.
const cycleTrail = 64

// EnterContainer is Enter for a container that other values may hold. When the limit is exceeded it tells a value
// that holds itself from one that is only deep.
func (m *Meter) EnterContainer(v Value) {
	if m == nil {
		return
	}
	if limit := m.Limits.ValueDepth; limit > 0 && m.depth >= limit-cycleTrail {
		m.trail = append(m.trail[:max(0, min(len(m.trail), m.depth-(limit-cycleTrail)))], v)
		if m.depth >= limit && m.repeats() {
			panic(limitStop{&LimitError{Name: "value depth", Value: int64(limit), Cycle: true}})
		}
	}
	m.Enter()
}

// repeats tells whether one container is on the trail twice.
func (m *Meter) repeats() bool {
	for i, v := range m.trail {
		for _, w := range m.trail[:i] {
			if v == w {
				return true
			}
		}
	}
	return false
}

// Leave ends the level that Enter began.
func (m *Meter) Leave() {
	if m != nil {
		m.depth--
	}
}

// Used returns the steps and value bytes charged so far.
func (m *Meter) Used() (steps, bytes int64) {
	if m == nil {
		return 0, 0
	}
	return m.steps, m.bytes
}

// Remaining returns the time left for the run, at most d; d itself where no time limit is set.
func (m *Meter) Remaining(d time.Duration) time.Duration {
	if m == nil || m.deadline.IsZero() {
		return d
	}
	left := time.Until(m.deadline)
	if left <= 0 {
		m.Exceeded("time", m.Limits.Time.Milliseconds(), "ms")
	}
	if d <= 0 || left < d {
		return left
	}
	return d
}

// SetOrigin reports where the result of the running method came from. It does nothing unless Tracing.
func (m *Meter) SetOrigin(o ...Origin) {
	if m != nil && m.Tracing {
		m.origins = append(m.origins[:0], o...)
	}
}

// TakeOrigin returns the origins reported since the last call and forgets them.
func (m *Meter) TakeOrigin() []Origin {
	if m == nil || len(m.origins) == 0 {
		return nil
	}
	o := append([]Origin(nil), m.origins...)
	m.origins = m.origins[:0]
	return o
}
