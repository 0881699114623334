package jsonpath

import (
	"context"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// literal is JSON text in a filter. Jayway reads it again whenever it is looked at; here that happens once for what
// cannot change.
type literal struct {
	text     string
	bad      *failure // why the text cannot be read
	list     bool     // it is a list, else a map
	length   int
	elements []value  // of a list
	mixed    *failure // why elements cannot be compared
}

// literalValue returns the value of JSON text.
func literalValue(text string) value {
	l := &literal{text: text}
	m := java.NewMeter(context.Background(), java.DefaultLimits())
	m.Limits.Time = 0
	if err := java.Guard(func() { l.read(m) }); err != nil {
		l.bad = fail(classArgument, err.Error())
	}
	return value{kind: valueJSON, lit: l}
}

// read fills l from its text.
func (l *literal) read(m *java.Meter) {
	v, err := jsonsmart.Parse(m, l.text)
	if err != nil {
		l.bad = fail(classArgument, err.Error())
		return
	}
	n := nodeOf(v)
	l.list, l.length = n.isList(), n.length()
	if l.list {
		l.elements, l.mixed = elementsOf(&evaluation{run: &run{meter: m}}, n)
	}
}

// literalOf returns the value that l's text is, made once for each run.
func (r *run) literalOf(l *literal) java.Value {
	if v, ok := r.literals[l]; ok {
		return v
	}
	v, _ := jsonsmart.Parse(r.meter, l.text)
	if r.literals == nil {
		r.literals = map[*literal]java.Value{}
	}
	r.literals[l] = v
	return v
}

// elementsOf returns the elements of the list n as values of a filter. Source: ValueNodes.ValueListNode.
func elementsOf(e *evaluation, n node) ([]value, *failure) {
	vs := make([]value, 0, n.length())
	e.run.meter.Bytes(cap(vs) * valueBytes)
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		e.run.meter.Step(1)
		v, f := elementOf(e.run.meter, c)
		if f != nil {
			return nil, f
		}
		vs = append(vs, v)
	}
	return vs, nil
}

// elementOf returns one element of a list. Unlike the value a path leads to, a text is read as a literal would be:
// one that is a path or JSON is not text any more, and quotes and backslashes go. Source: ValueNode.toValueNode.
func elementOf(m *java.Meter, n node) (value, *failure) {
	if n.isMap() || n.isList() {
		return value{}, fail(classPath, "Could not determine value type")
	}
	var v value
	f := v.set(n)
	if f != nil || v.kind != valueText {
		return v, f
	}
	switch {
	case isPath(m, v.text):
		return value{kind: valuePath}, nil
	case isJSON(m, v.text):
		return value{kind: valueJSON, lit: &literal{text: v.text}}, nil
	case utf16Len(v.text) > 1:
		text := v.text
		if c, last := text[0], len(text)-1; (c == '\'' || c == '"') && text[last] == c {
			text = text[1:last]
		}
		out, ok := unescape(text)
		if !ok {
			return value{}, fail(classPath, "Unable to parse unicode value")
		}
		return textValue(out), nil
	}
	return v, nil
}

// trimmed is String.trim().
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
}

// isPath tells whether a text in a list is taken for a path. Source: ValueNode.isPath.
func isPath(m *java.Meter, s string) bool {
	s = trimmed(s)
	if s == "" || s[0] != '$' && s[0] != '@' {
		return false
	}
	m.Step(100 + 8*len(s))
	limits := java.DefaultLimits()
	if len(s) > limits.PathBytes {
		return false
	}
	_, err := compileText(s, limits.PathNesting)
	return err == nil
}

// isJSON tells whether a text in a list is taken for JSON. Source: ValueNode.isJson.
func isJSON(m *java.Meter, s string) bool {
	s = trimmed(s)
	if len(s) < 2 {
		return false
	}
	if c, last := s[0], s[len(s)-1]; !(c == '[' && last == ']' || c == '{' && last == '}') {
		return false
	}
	_, err := jsonsmart.Parse(m, s)
	return err == nil
}
