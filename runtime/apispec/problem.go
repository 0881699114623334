package apispec

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// Position is a place in a definition. Line and Column are 1-based; Column counts characters, a tab being one. The
// zero Position means that no place is known.
type Position = syntax.Position

// Problem is something that is wrong at a place of a definition.
type Problem struct {
	Code    string   // stable, "VTL522"; see Codes
	File    string   // the name given to Load
	Pos     Position // of the value, or of the key when the value is missing
	Pointer string   // JSON pointer of the value, "/paths/~1pets/get"; "" is the whole document
	Msg     string   // one line, without position; the words of API Gateway where they are known
	Value   string   // the offending value as one line of JSON, cut to 80 characters; "" when there is none to show
	Hint    string   // how to mend it; may be ""
	// Line is the source line of Pos, CaretAt and CaretLen the 0-based byte offset and length of the guilty part in
	// it; Line is "" when unknown.
	Line     string
	CaretAt  int
	CaretLen int
	Err      error // cause, for errors.Is and errors.As; may be nil
}

// String returns the problem in one line: "file:line:column: message: value (at pointer)".
func (p *Problem) String() string {
	var b strings.Builder
	if p.File == "" {
		b.WriteString("definition")
	} else {
		b.WriteString(p.File)
	}
	if p.Pos.IsValid() {
		fmt.Fprintf(&b, ":%d:%d", p.Pos.Line, p.Pos.Column)
	}
	b.WriteString(": " + syntax.Visible(p.Msg))
	if p.Value != "" {
		b.WriteString(": " + syntax.Visible(p.Value))
	}
	if p.Pointer != "" {
		b.WriteString(" (at " + syntax.Visible(p.Pointer) + ")")
	}
	return b.String()
}

// detail returns the problem in several lines, headed by severity: the message, the source line with a caret, the
// pointer, the hint.
func (p *Problem) detail(severity string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s[%s]: %s", severity, p.Code, syntax.Visible(p.Msg))
	if p.Value != "" {
		b.WriteString(": " + syntax.Visible(p.Value))
	}
	b.WriteByte('\n')
	b.WriteString(syntax.Snippet(p.File, p.Pos, p.Line, p.CaretAt, p.CaretLen, ""))
	if p.Pointer != "" {
		b.WriteString("  = at: " + syntax.Visible(p.Pointer) + "\n")
	}
	if p.Hint != "" {
		b.WriteString("  = fix: " + syntax.Visible(p.Hint) + "\n")
	}
	return b.String()
}

// Error is a problem that makes a definition unusable.
type Error struct{ Problem }

// Error returns the problem in one line, as Problem.String does.
func (e *Error) Error() string { return e.String() }

// Unwrap returns the cause; nil when there is none.
func (e *Error) Unwrap() error { return e.Err }

// Detail returns the error in several lines, each ended by a newline: message, source line with a caret, JSON
// pointer, hint.
func (e *Error) Detail() string { return e.detail("error") }

// Warning is a problem that leaves a definition usable.
type Warning struct{ Problem }

// Detail returns the warning in several lines, as Error.Detail does.
func (w *Warning) Detail() string { return w.detail("warning") }

// Errors is what Load returns when a definition is refused: all problems found, in the order they were found, at
// least one and at most 101; the last then says that there are more.
type Errors []*Error

// Error returns the problems, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the problems, for errors.As.
func (e Errors) Unwrap() []error {
	list := make([]error, len(e))
	for i, err := range e {
		list[i] = err
	}
	return list
}

// Detail returns the details of all problems, with an empty line between them.
func (e Errors) Detail() string {
	parts := make([]string, len(e))
	for i, err := range e {
		parts[i] = err.Detail()
	}
	return strings.Join(parts, "\n")
}

// Guard lines.
var (
	_ error        = (*Error)(nil)
	_ error        = Errors(nil)
	_ fmt.Stringer = (*Warning)(nil)
)
