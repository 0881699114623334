package exec

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// stop ends the run with e; it returns false.
func (r *run) stop(e *syntax.Error) bool {
	r.err, r.reparse = e, false
	r.unwind = byError
	return false
}

// fail ends the run with a render error at a place; err is its cause, or nil. It returns false.
func (r *run) fail(code string, at place, msg string, err error) bool {
	e := r.renderError(code, msg, err)
	return r.stop(e.At(at.src, at.node.Start(), at.node.End()))
}

// failNowhere ends the run with a render error for which Velocity knows no place. It returns false.
func (r *run) failNowhere(code, msg string, err error) bool {
	e := r.renderError(code, msg, err)
	e.Name = r.prog.source.Name
	return r.stop(e)
}

// renderError makes a render error without place.
func (r *run) renderError(code, msg string, err error) *syntax.Error {
	if err != nil {
		if _, nested := err.(*syntax.Error); !nested { //nolint:errorlint // only err itself tells of a place; what it wraps is in its text
			msg += ": " + oneLine(err.Error())
		}
	}
	return &syntax.Error{Kind: syntax.KindRender, Code: code, Msg: msg, Hint: hints[code], Stack: r.stack(), Err: err}
}

// hints says how to mend the errors for which there is one answer.
var hints = map[string]string{
	CodeIndexFailed:   "check the size before indexing",
	CodeNoResource:    "put the text into the template itself; there are no files",
	CodeMacroArgument: "quote the word to pass it as a string",
	CodeIteration:     "collect the changes in another list and apply them behind the loop",
	CodeForeach:       "write #foreach($item in $list)",
}

// maxMessage is the longest text of an exception a message repeats, in bytes.
const maxMessage = 1000

// oneLine returns the first line of an exception's text, without the package of a Java class in front.
func oneLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	class, _, _ := strings.Cut(text, ": ")
	if i := strings.LastIndexByte(class, '.'); i >= 0 && !strings.Contains(class, " ") {
		text = text[i+1:]
	}
	if len(text) > maxMessage {
		text = java.CleanText(text[:maxMessage], false) + "..."
	}
	return text
}

// failStep ends the run because a step of a reference on v failed with err. It returns false.
func (r *run) failStep(s *step, v java.Value, err error) bool {
	var unchecked *java.UncheckedError
	var misfit *java.ArgumentError
	code, what := CodeMethodFailed, fmt.Sprintf("calling %s on %s failed", s.name, classPhrase(v))
	switch s.kind {
	case stepProperty:
		code, what = CodePropertyFailed, fmt.Sprintf("reading %s of %s failed", s.name, classPhrase(v))
	case stepIndex:
		code, what = CodeIndexFailed, "the index into "+classPhrase(v)+" failed"
		if errors.As(err, &misfit) {
			return r.failNowhere(code, what, err)
		}
	}
	if errors.As(err, &unchecked) {
		return r.failNowhere(code, what, err)
	}
	return r.fail(code, s.at, what, err)
}

// classPhrase returns the class of v, which is not null, with the indefinite article.
func classPhrase(v java.Value) string {
	name := v.Class().Simple
	if name != "" && strings.IndexByte("AEIOUaeiou", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}

// maxStack is how many macro calls an error lists.
const maxStack = 20

// stack returns the macro calls the run is in, innermost first.
func (r *run) stack() []syntax.Frame {
	var frames []syntax.Frame
	for i := len(r.callers) - 1; i >= 0 && len(frames) < maxStack; i-- {
		at := r.callers[i].at
		frames = append(frames, syntax.Frame{Name: r.callers[i].call.Name, Pos: at.src.Position(at.node.Start())})
	}
	return frames
}

// limitError turns an exceeded limit into the run's error, placed at the statement that ran.
func (r *run) limitError(err error) *syntax.Error {
	e := &syntax.Error{Kind: syntax.KindLimit, Code: CodeSize, Msg: err.Error(), Stack: r.stack(), Err: err}
	var limit *java.LimitError
	if errors.As(err, &limit) {
		if code, ok := limitCodes[limit.Name]; ok {
			e.Code = code
		}
	}
	if limit != nil && limit.Cycle {
		// As in Velocity, where the stack overflows: an error of rendering, placed only where a method was called.
		e.Kind, e.Code, e.Name = syntax.KindRender, CodeCycle, r.prog.source.Name
		e.Hint = "print or compare the parts that do not hold the whole"
		if c := r.calling; c != nil {
			_ = e.At(c.at.src, c.at.node.Start(), c.at.node.End())
		}
		return e
	}
	if e.Code != CodeCancelled {
		e.Hint = "raise the limit if the template is meant to do this much"
	}
	e.Name = r.prog.source.Name
	if at := r.place(r.at); at.node != nil {
		_ = e.At(at.src, at.node.Start(), at.node.End())
	}
	return e
}

// Panic is the cause of an internal error: what was thrown, and where. Messages never show it.
type Panic struct { //nolint:errname // the established name: what was thrown, not what went wrong
	Value any
	Stack []byte
}

// Error returns what was thrown as text.
func (p *Panic) Error() string { return fmt.Sprint(p.Value) }

// internalError is the error for a mistake of this program that panicked with v.
func (r *run) internalError(v any) *syntax.Error {
	e := &syntax.Error{
		Kind: syntax.KindInternal, Code: CodeInternal, Name: r.prog.source.Name,
		Msg: "a mistake in vtl stopped the rendering", Hint: "please report it with the template", Err: &Panic{Value: v, Stack: debug.Stack()},
	}
	if at := r.place(r.at); at.node != nil {
		_ = e.At(at.src, at.node.Start(), at.node.End())
	}
	return e
}

// quote returns a name in quotes for a message.
func quote(s string) string {
	if len(s) > maxQuoted {
		s = java.CleanText(s[:maxQuoted], false) + "..."
	}
	return "'" + syntax.Visible(s) + "'"
}

// maxQuoted is the longest name a message repeats, in bytes.
const maxQuoted = 80
