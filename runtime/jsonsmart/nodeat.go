package jsonsmart

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// ParseNode reads text as Parse does, for tools that look at a body without running a template: it returns the Node of
// the outermost value. The error is Parse's, or a *java.LimitError where text exceeds a limit.
func ParseNode(text string, limits java.Limits) (n Node, err error) {
	limit := java.Guard(func() {
		var d *document
		if d, err = readDocument(&java.Meter{Limits: java.Limits{Body: limits.Body, BodyDepth: limits.BodyDepth}}, text); err == nil {
			d.meter = nil
			n = Node{doc: d}
		}
	})
	if limit != nil {
		return Node{}, limit
	}
	return n, err
}

// At returns the value that a path leads to from n, which is "$". It knows paths of plain steps, as Origin writes them:
// "$.a", "$['a b']", "$[0]". ok is false for any other, and where nothing is.
func (n Node) At(path string) (v Node, ok bool) {
	rest, ok := strings.CutPrefix(path, "$")
	for v = n; rest != ""; {
		var key java.Value
		if key, rest = cutStep(rest); key == nil {
			return Node{}, false
		}
		if v, ok = v.child(key); !ok {
			return Node{}, false
		}
	}
	return v, ok
}

// CutStep cuts the first step off what follows "$" in a path of plain steps: the name or the index it leads to, and
// what is behind it. Where path does not begin with such a step, rest is path itself.
func CutStep(path string) (key string, isIndex bool, rest string) {
	k, rest := cutStep(path)
	switch k := k.(type) {
	case java.String:
		return string(k), false, rest
	case java.Int:
		return strconv.Itoa(int(k)), true, rest
	}
	return "", false, path
}

// NameStep returns the step to a member: .name, or ['name'] where the name is no plain one.
func NameStep(name string) string {
	var b strings.Builder
	appendName(&b, name)
	return b.String()
}

// cutStep cuts the first step off a path; a nil key means that it is none.
func cutStep(path string) (key java.Value, rest string) {
	if name, ok := strings.CutPrefix(path, "."); ok {
		end := strings.IndexAny(name, ".[")
		if end < 0 {
			end = len(name)
		}
		if !plainName(name[:end]) {
			return nil, ""
		}
		return java.String(name[:end]), name[end:]
	}
	if name, ok := strings.CutPrefix(path, "['"); ok {
		return cutQuoted(name)
	}
	digits, rest, ok := strings.Cut(strings.TrimPrefix(path, "["), "]")
	i, err := strconv.ParseInt(digits, 10, 32)
	if !ok || err != nil || i < 0 || path[0] != '[' {
		return nil, ""
	}
	return java.IntValue(int32(i)), rest
}

// cutQuoted reads the rest of a step that began with a bracket and a quote.
func cutQuoted(path string) (key java.Value, rest string) {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\\' && i+1 < len(path):
			i++
			b.WriteByte(path[i])
		case c == '\'':
			if rest, ok := strings.CutPrefix(path[i:], "']"); ok {
				return java.String(b.String()), rest
			}
			return nil, ""
		default:
			b.WriteByte(c)
		}
	}
	return nil, ""
}

// Enclosing returns the innermost value inside n that holds the byte at offset, names and punctuation counting as
// the container's; n itself where the offset is outside.
func (n Node) Enclosing(offset int) Node {
	for {
		if k := n.Kind(); k != Object && k != Array {
			return n
		}
		inner, found := Node{}, false
		for c := n.Members(); c.Next(); {
			if start, end := c.Value().Span(); offset >= start && offset < end {
				inner, found = c.Value(), true
				break
			} else if start > offset {
				break
			}
		}
		if !found {
			return n
		}
		n = inner
	}
}
