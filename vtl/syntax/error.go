package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Kind sorts errors by what went wrong.
type Kind uint8

// The kinds of Error.
const (
	KindParse    Kind = iota + 1 // the template text is wrong: nothing was rendered
	KindRender                   // rendering failed: text before the failure was written
	KindLimit                    // a limit of ours was exceeded
	KindInput                    // the input around the template is wrong: body, options
	KindInternal                 // a mistake of ours; please report it
)

// String returns the kind as the line protocol names it.
func (k Kind) String() string {
	switch k {
	case KindParse:
		return "parse"
	case KindRender:
		return "render"
	case KindLimit:
		return "limit"
	case KindInput:
		return "input"
	}
	return "internal"
}

// Error is a failure at a place in a template.
type Error struct {
	Kind Kind
	Code string // stable, "VTL001"; see Codes
	Name string // of the template; "" prints as "template"
	Pos  Position
	Msg  string // one line, lower case, without position
	Hint string // how to mend it; may be ""
	// Line is the source line of Pos and Caret the 0-based byte offset and length of the guilty part in it;
	// Line is "" when unknown.
	Line     string
	CaretAt  int
	CaretLen int
	// Source is the text of Pos, nil when unknown; Start and End are the byte offsets of the guilty part in it.
	Source     *Source
	Start, End int
	// Limit and Allowed are the name and the value of the limit that parsing exceeded; "" and 0 for other errors.
	Limit   string
	Allowed int64
	Stack   []Frame // macro calls around the place, innermost first
	Err     error   // cause, for errors.Is and errors.As
}

// Frame is a macro call on the way to an error.
type Frame struct {
	Name string
	Pos  Position
}

// Error returns "name:line:column: message" in one line.
func (e *Error) Error() string {
	name := e.Name
	if name == "" {
		name = "template"
	}
	if !e.Pos.IsValid() {
		return name + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", name, e.Pos.Line, e.Pos.Column, e.Msg)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// At fills the position, the line and the caret of e from the stretch [from, to) of src, and returns e.
func (e *Error) At(src *Source, from, to int) *Error {
	e.Name = src.Name
	e.Pos = src.Position(from)
	line, start := src.Line(from)
	e.Line = line
	e.CaretAt = from - start
	e.CaretLen = max(1, min(to, start+len(line))-from)
	e.Source, e.Start, e.End = src, from, to
	return e
}

// Detail returns the error in several lines: the message, the source line with a caret, the macro calls, the hint.
func (e *Error) Detail() string {
	var b strings.Builder
	b.WriteString("error")
	if e.Code != "" {
		b.WriteString("[" + e.Code + "]")
	}
	b.WriteString(": " + e.Msg + "\n")
	b.WriteString(Snippet(e.Name, e.Pos, e.Line, e.CaretAt, e.CaretLen, ""))
	for _, f := range e.Stack {
		fmt.Fprintf(&b, "  = in macro #%s, called at %d:%d\n", f.Name, f.Pos.Line, f.Pos.Column)
	}
	if e.Hint != "" {
		b.WriteString("  = fix: " + e.Hint + "\n")
	}
	return b.String()
}

// Snippet draws the place of an error or warning: file, line and column, the source line, and a caret under
// it with a note. It returns "" when pos is not known.
func Snippet(name string, pos Position, line string, at, length int, note string) string {
	if !pos.IsValid() {
		return ""
	}
	if name == "" {
		name = "template"
	}
	num := fmt.Sprint(pos.Line)
	pad := strings.Repeat(" ", len(num))
	var b strings.Builder
	fmt.Fprintf(&b, "%s--> %s:%d:%d\n", pad, name, pos.Line, pos.Column)
	if line == "" && at == 0 && length <= 1 && note == "" {
		return b.String()
	}
	lead, shown, mark := window(line, at, length)
	fmt.Fprintf(&b, "%s |\n%s | %s\n%s | %s%s", pad, num, shown, pad, lead, mark)
	if note != "" {
		b.WriteString(" " + note)
	}
	b.WriteByte('\n')
	return b.String()
}

// window cuts a long line to the part around the caret, and makes control characters visible.
func window(line string, at, length int) (lead, shown, mark string) {
	const most = 160
	at = min(at, len(line))
	end := min(at+length, len(line))
	from := 0
	if at > most/2 {
		from = at - most/2
		for from > 0 && !utf8.RuneStart(line[from]) {
			from--
		}
	}
	to := min(len(line), from+most)
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	end = min(end, to)
	prefix, suffix := "", ""
	if from > 0 {
		prefix = "…"
	}
	if to < len(line) {
		suffix = "…"
	}
	lead = prefix + Visible(line[from:at])
	shown = prefix + Visible(line[from:to]) + suffix
	width := max(1, utf8.RuneCountInString(Visible(line[at:max(at, end)])))
	return strings.Repeat(" ", utf8.RuneCountInString(lead)), shown, strings.Repeat("^", width)
}

// Visible replaces characters that could disturb a terminal or hide themselves: C0 and C1 controls,
// bidirectional marks, invalid bytes. Tabs become one space.
func Visible(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7f, r >= 0x80 && r < 0xa0, r == utf8.RuneError,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c, r == 0xfeff:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
