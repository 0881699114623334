package vtl

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/vtlkit/vtl/vtl/internal/exec"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Errors and places.
type (
	// Error is a failure: of parsing, of rendering, of a limit, of the input. Every error of this package is one,
	// except those of a writer.
	Error = syntax.Error
	// Kind sorts errors.
	Kind = syntax.Kind
	// Frame is a macro call on the way to an error.
	Frame = syntax.Frame
	// Position is a line and column, both from 1; columns count UTF-16 units, and tabs to the next multiple of 8.
	Position = syntax.Position
	// Source is a text that knows its lines.
	Source = syntax.Source
	// Tree is a parsed template.
	Tree = syntax.Tree
	// Node is a part of a Tree; the types are in package syntax.
	Node = syntax.Node
	// Diagnostic is something odd that a run went through without failing.
	Diagnostic = exec.Diagnostic
	// Edit is a replacement of a stretch of source.
	Edit = exec.Edit
	// CodeInfo explains an error or warning code.
	CodeInfo = syntax.CodeInfo
)

// The kinds of Error.
const (
	KindParse    = syntax.KindParse
	KindRender   = syntax.KindRender
	KindLimit    = syntax.KindLimit
	KindInput    = syntax.KindInput
	KindInternal = syntax.KindInternal
)

// Limits and their bookkeeping.
type (
	// Limits bounds a run. Its zero value stands for DefaultLimits; in any other value a zero field means no limit,
	// except that nesting of source, calls and values stays bounded (1000, 1000, 10000) to protect the program.
	Limits = java.Limits
	// Meter counts the work of a run.
	Meter = java.Meter
	// LimitError says which limit was exceeded; it is the cause of errors of KindLimit.
	LimitError = java.LimitError
)

// DefaultLimits are the limits of a run that sets none: far above what templates need.
func DefaultLimits() Limits { return java.DefaultLimits() }

// Observers of a run.
type (
	// Sink receives the events of a run.
	Sink = exec.Sink
	// Event is one executed node.
	Event = exec.Event
	// EventKind says what an Event reports.
	EventKind = exec.EventKind
	// Step is one value along the path of a reference.
	Step = exec.Step
	// Origin says where in the input a value came from.
	Origin = java.Origin
)

// The kinds of Event.
const (
	EventText      = exec.EventText      // text was printed
	EventLiteral   = exec.EventLiteral   // the content of a #literal was printed
	EventReference = exec.EventReference // a reference was printed
	EventRead      = exec.EventRead      // a reference was evaluated inside an expression
	EventSet       = exec.EventSet       // #set assigned Value, or nothing when that is nil
	EventBranch    = exec.EventBranch    // #if chose a branch
	EventLoop      = exec.EventLoop      // #foreach ran, its turns being events of their own
	EventTurn      = exec.EventTurn      // one turn of a #foreach
	EventMacro     = exec.EventMacro     // a macro was called; unknown ones print their source
	EventDefine    = exec.EventDefine    // #define stored a block
	EventEvaluate  = exec.EventEvaluate  // #evaluate rendered text
	EventInclude   = exec.EventInclude   // #include or #parse ran
	EventStop      = exec.EventStop      // #stop or #break ran
	EventBlock     = exec.EventBlock     // a plain block ran
)

// Binding gives a variable its value for a run.
type Binding = exec.Binding

// Template is a parsed template. It is immutable and safe for concurrent use.
type Template struct {
	tree      *syntax.Tree
	libraries []*syntax.Tree
	program   *exec.Program
	limits    Limits
}

// Parse reads a template. The error is an *Error of KindParse, or of KindLimit when the text is longer or nested
// deeper than the limits allow. Bytes of src that are no UTF-8 are read as U+FFFD.
func Parse(src string, opts ...Option) (*Template, error) {
	s := settings{dialect: Velocity17}
	for _, o := range opts {
		o(&s)
	}
	t := &Template{libraries: s.libraries, limits: s.limits}
	if t.limits == (Limits{}) {
		t.limits = DefaultLimits()
	}
	if most := t.limits.Source; most > 0 && len(src) > most {
		// Before anything walks over the text.
		return nil, limited(syntax.TooLong(s.name, most))
	}
	macros := map[string]bool{}
	for _, lib := range s.libraries {
		for _, m := range lib.Macros {
			macros[m.Name] = true
		}
	}
	tree, err := syntax.Parse(syntax.NewSource(s.name, java.CleanText(src, true)), syntax.Options{
		MaxBytes: t.limits.Source, Nesting: exec.Nesting(t.limits.Nesting),
		IsMacro: func(name string) bool { return macros[name] },
	})
	if err != nil {
		return nil, limited(err)
	}
	t.tree = tree
	t.program = exec.Compile(tree, s.libraries, s.dialect)
	return t, nil
}

// limited gives an error about a limit of parsing its cause, which errors.As finds.
func limited(err error) error {
	var e *Error
	if errors.As(err, &e) && e.Limit != "" && e.Err == nil {
		e.Err = &LimitError{Name: e.Limit, Value: e.Allowed}
	}
	return err
}

// Tree returns the parsed template, which must not be changed.
func (t *Template) Tree() *Tree { return t.tree }

// Source returns the template's text.
func (t *Template) Source() *Source { return t.tree.Source }

// Walk visits n and what is below it; it goes below a node only if visit returns true for it.
func Walk(n Node, visit func(Node) bool) { syntax.Walk(n, visit) }

// Run is what one rendering is given. The zero value is an empty context with the template's limits.
type Run struct {
	// Vars are the variables the template can read. The map itself is not changed, but the template can change
	// what its values hold.
	Vars map[string]Value
	// Bind gives variables too; a short list is cheaper to make than a map. Vars win.
	Bind []Binding
	// Limits bounds the run; the zero value stands for the limits the template was parsed with.
	Limits Limits
	// Meter, if set, counts the work in place of a new meter, and its limits hold: for callers that work on
	// behalf of the template before it runs.
	Meter *Meter
	// Sink, if set, watches the run.
	Sink Sink
	// Warnings, if set, receives what the run found odd, at most Limits.Warnings of them.
	Warnings *[]Diagnostic
}

// Append renders the template and appends the output to dst. The error is an *Error; the output up to the failure
// is appended all the same.
func (t *Template) Append(ctx context.Context, dst []byte, run Run) ([]byte, error) {
	limits := run.Limits
	if limits == (Limits{}) {
		limits = t.limits
	}
	return t.program.Append(ctx, dst, &exec.Options{
		Vars: run.Vars, Bind: run.Bind, Limits: limits, Meter: run.Meter, Sink: run.Sink, Warnings: run.Warnings,
	})
}

// Render renders the template with vars and returns the output. With an error, which is an *Error, the output up
// to the failure is returned.
func (t *Template) Render(ctx context.Context, vars map[string]Value) (string, error) {
	out, err := t.Append(ctx, nil, Run{Vars: vars})
	return string(out), err
}

// Execute renders the template and writes the output to w in one call, up to a failure if there is one. The error
// is an *Error or w's own.
func (t *Template) Execute(ctx context.Context, w io.Writer, run Run) error {
	out, err := t.Append(ctx, nil, run)
	if _, werr := w.Write(out); werr != nil && err == nil {
		return werr
	}
	return err
}

// Codes explains the codes of parse errors, warnings, render errors and limits, in order.
func Codes() []CodeInfo {
	all := slices.Concat(syntax.Codes, exec.Codes)
	slices.SortFunc(all, func(a, b CodeInfo) int { return strings.Compare(a.Code, b.Code) })
	return all
}
