package apispec

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// cursor is a value and the way to it from the root of the document.
type cursor struct {
	v    *value
	key  *value // the key v stands under; nil for the root and items of lists
	up   *cursor
	step string // key or index under up
}

// at returns the field of an object, nil when there is none. c may be nil.
func (c *cursor) at(key string) *cursor {
	if c == nil {
		return nil
	}
	if f := c.v.field(key); f != nil {
		return &cursor{f.val, f.key, c, key}
	}
	return nil
}

// opt returns the field of an object, nil when there is none or it is null. c may be nil.
func (c *cursor) opt(key string) *cursor {
	if f := c.at(key); f != nil && f.v.kind != kindNull {
		return f
	}
	return nil
}

// fields returns the fields of an object in order. c may be nil.
func (c *cursor) fields() iter.Seq2[string, *cursor] {
	return func(yield func(string, *cursor) bool) {
		if c == nil {
			return
		}
		for _, f := range c.v.fields {
			if !yield(f.key.text, &cursor{f.val, f.key, c, f.key.text}) {
				return
			}
		}
	}
}

// items returns the items of a list in order. c may be nil.
func (c *cursor) items() iter.Seq[*cursor] {
	return func(yield func(*cursor) bool) {
		if c == nil {
			return
		}
		for i, item := range c.v.items {
			if !yield(&cursor{item, nil, c, strconv.Itoa(i)}) {
				return
			}
		}
	}
}

// pointerEscapes and pointerUnescapes write and read a part of a JSON pointer.
var (
	pointerEscapes   = strings.NewReplacer("~", "~0", "/", "~1")
	pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

// pointer returns the JSON pointer of c, "" for the root.
func (c *cursor) pointer() string {
	var steps []string
	for ; c.up != nil; c = c.up {
		steps = append(steps, "/"+pointerEscapes.Replace(c.step))
	}
	slices.Reverse(steps)
	return strings.Join(steps, "")
}

// pos returns the position of c's key, of its value when it has none.
func (l *loader) pos(c *cursor) Position {
	if c.key != nil {
		return l.doc.position(c.key.from)
	}
	return l.doc.position(c.v.from)
}

// textAt returns the text of c with its place.
func (l *loader) textAt(c *cursor) Text {
	return Text{Value: c.v.text, Pos: l.doc.position(c.v.from), doc: l.doc, val: c.v, pointer: c.pointer()}
}

// keyAt returns the key of c as text with its place.
func (l *loader) keyAt(c *cursor) Text {
	return Text{Value: c.key.text, Pos: l.doc.position(c.key.from), doc: l.doc, val: c.key, pointer: c.pointer()}
}

// mostMsg and mostPointer are the numbers of characters of a message and of a pointer that are kept: both can hold
// names from the document, which may be of any length.
const (
	mostMsg     = 1000
	mostPointer = 500
)

// newProblem returns a problem at c without its place.
func newProblem(c *cursor, code, hint, msg, value string) Problem {
	return Problem{Code: code, Msg: clipTo(msg, mostMsg), Hint: hint, Pointer: clipTo(c.pointer(), mostPointer), Value: value}
}

// problem makes a problem with the value of c.
func (l *loader) problem(c *cursor, code, hint, msg string) Problem {
	p := newProblem(c, code, hint, msg, show(c.v))
	l.doc.place(&p, c.v.from, c.v.to)
	return p
}

// keyProblem makes a problem with the key of c.
func (l *loader) keyProblem(c *cursor, code, hint, msg string) Problem {
	if c.key == nil {
		return l.problem(c, code, hint, msg)
	}
	p := newProblem(c, code, hint, msg, quote(c.key.text))
	l.doc.place(&p, c.key.from, c.key.to)
	return p
}

// missingProblem makes a problem with the key of c that shows no value, since what it is about is not there.
func (l *loader) missingProblem(c *cursor, code, hint, msg string) Problem {
	p := l.keyProblem(c, code, hint, msg)
	p.Value = ""
	return p
}

// fail reports an error with the value of c.
func (l *loader) fail(c *cursor, code, hint, format string, args ...any) {
	l.report(l.problem(c, code, hint, fmt.Sprintf(format, args...)))
}

// failKey reports an error with the key of c.
func (l *loader) failKey(c *cursor, code, hint, format string, args ...any) {
	l.report(l.keyProblem(c, code, hint, fmt.Sprintf(format, args...)))
}

// missing reports that something is missing in c.
func (l *loader) missing(c *cursor, code, hint, format string, args ...any) {
	l.report(l.missingProblem(c, code, hint, fmt.Sprintf(format, args...)))
}

// report adds an error.
func (l *loader) report(p Problem) {
	if p, ok := bounded(p, len(l.errs), "problems"); ok {
		l.errs = append(l.errs, &Error{p})
	}
}

// bounded returns what to add to a list of n problems: p, behind the last that has room a word that there are more,
// and nothing from then on.
func bounded(p Problem, n int, noun string) (Problem, bool) {
	if n == maxProblems {
		p = Problem{Code: CodeTooMany, File: p.File, Msg: "there are more " + noun + "; only the first " + strconv.Itoa(maxProblems) + " are shown"}
	}
	return p, n <= maxProblems
}

// warn reports a warning with the value of c.
func (l *loader) warn(c *cursor, code, hint, format string, args ...any) {
	l.note(l.problem(c, code, hint, fmt.Sprintf(format, args...)))
}

// warnKey reports a warning with the key of c.
func (l *loader) warnKey(c *cursor, code, hint, format string, args ...any) {
	l.note(l.keyProblem(c, code, hint, fmt.Sprintf(format, args...)))
}

// warnMissing reports a warning that something is missing in c.
func (l *loader) warnMissing(c *cursor, code, hint, format string, args ...any) {
	l.note(l.missingProblem(c, code, hint, fmt.Sprintf(format, args...)))
}

// note adds a warning.
func (l *loader) note(p Problem) {
	if p, ok := bounded(p, len(l.warns), "warnings"); ok {
		l.warns = append(l.warns, &Warning{p})
	}
}

// expected reports that c is not what want names.
func (l *loader) expected(c *cursor, want string) {
	l.fail(c, CodeType, "", "%s is expected here, not %s", want, c.v.kind)
}

// object returns c when it is an object; else it reports an error and returns nil. c may be nil.
func (l *loader) object(c *cursor) *cursor {
	if c == nil || c.v.kind == kindObject {
		return c
	}
	l.expected(c, "an object")
	return nil
}

// list returns c when it is a list; else it reports an error and returns nil. c may be nil.
func (l *loader) list(c *cursor) *cursor {
	if c == nil || c.v.kind == kindList {
		return c
	}
	l.expected(c, "a list")
	return nil
}

// scalar returns the text of a string, number, true or false. c may be nil, for "".
func (l *loader) scalar(c *cursor) string {
	if c == nil {
		return ""
	}
	if c.v.kind == kindText || c.v.kind == kindNumber || c.v.kind == kindBool {
		return c.v.text
	}
	l.expected(c, "a string")
	return ""
}

// optScalar returns the text of a field that is a string, number, true or false; "" when there is none.
func (l *loader) optScalar(c *cursor, key string) string { return l.scalar(c.opt(key)) }

// text returns the text of a string. c may be nil, for "".
func (l *loader) text(c *cursor) string {
	if c == nil {
		return ""
	}
	if c.v.kind != kindText {
		l.expected(c, "a string")
		return ""
	}
	return c.v.text
}

// optText returns the text of a field that is a string; "" when there is none.
func (l *loader) optText(c *cursor, key string) string { return l.text(c.opt(key)) }

// texts returns the items of a list of strings. c may be nil.
func (l *loader) texts(c *cursor) []string {
	var list []string
	for item := range l.list(c).items() {
		if s := l.text(item); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// flag returns the value of a field that is true or false; false when there is none.
func (l *loader) flag(c *cursor, key string) bool {
	f := c.opt(key)
	if f == nil {
		return false
	}
	if f.v.kind == kindBool || f.v.kind == kindText && (f.v.text == "true" || f.v.text == "false") {
		return f.v.text == "true"
	}
	l.expected(f, "true or false")
	return false
}

// integer returns a whole number, written as number or as text; false, with an error reported, when it is none.
func (l *loader) integer(c *cursor) (int, bool) {
	if c.v.kind == kindNumber || c.v.kind == kindText {
		if n, err := strconv.Atoi(c.v.text); err == nil {
			return n, true
		}
	}
	l.fail(c, CodeType, "", "a whole number is expected here")
	return 0, false
}

// suggest returns the name nearest to got, "" when none is near, or when so many errors were reported that this one
// will not be.
func (l *loader) suggest(got string, names func() []string) string {
	if len(l.errs) >= maxProblems {
		return ""
	}
	return suggest(got, names())
}

// known warns about fields of an object that are not in the list; those of other vendors are let through.
func (l *loader) known(c *cursor, known ...string) {
	for key, f := range c.fields() {
		if slices.Contains(known, key) || strings.HasPrefix(key, "x-") {
			continue
		}
		l.unknown(f, known)
	}
}

// extensionPrefix begins the names of API Gateway's extensions.
const extensionPrefix = "x-amazon-apigateway-"

// extensions warns about extensions of API Gateway in an object that do not belong there.
func (l *loader) extensions(c *cursor, known ...string) {
	for key, f := range c.fields() {
		if strings.HasPrefix(key, extensionPrefix) && !slices.Contains(known, key) {
			l.unknown(f, known)
		}
	}
}

// unknown warns about a field nothing reads.
func (l *loader) unknown(f *cursor, known []string) {
	if len(l.warns) > maxProblems {
		return
	}
	hint := ""
	if word := suggest(f.step, known); word != "" {
		hint = "did you mean " + word + "?"
	}
	l.warnKey(f, CodeUnknownField, hint, "nothing reads this field")
}
