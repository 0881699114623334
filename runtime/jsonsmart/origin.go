package jsonsmart

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// bodySource is how origins name the text that documents are read from.
const bodySource = "body"

// tracing tells whether the document's run follows where values come from.
func (d *document) tracing() bool { return d.body && d.meter != nil && d.meter.Tracing }

// origin returns where the member at key of p's container stands: its path from the outermost value and the bytes it
// takes. It is worked out when asked for.
func (p *part) origin(key java.Value) (java.Origin, bool) {
	n := Node{doc: p.doc, at: p.at}
	v, ok := n.child(key)
	if !ok {
		return java.Origin{}, false
	}
	start, end := v.Span()
	return java.Origin{Source: bodySource, Path: n.knownPath() + stepTo(key), Start: start, End: end}, true
}

// knownPath is path, worked out once for each container: loops ask for it once for each element.
func (n Node) knownPath() string {
	path, ok := n.doc.paths[n.at]
	if !ok {
		if n.doc.paths == nil {
			n.doc.paths = map[int]string{}
		}
		path = n.path()
		n.doc.paths[n.at] = path
	}
	return path
}

// stepTo returns the step to the member at key.
func stepTo(key java.Value) string {
	if name, ok := key.(java.String); ok {
		return NameStep(string(name))
	}
	return "[" + java.ToString(nil, key) + "]"
}

// child returns the member at key: a String of an object, an Int of an array.
func (n Node) child(key java.Value) (Node, bool) {
	switch key := key.(type) {
	case java.String:
		if n.Kind() == Object {
			return n.Member(string(key))
		}
	case java.Int:
		if n.Kind() == Array {
			return n.Element(int(key))
		}
	}
	return Node{}, false
}

// Origin returns where n stands in the body.
func (n Node) Origin() java.Origin {
	start, end := n.Span()
	return java.Origin{Source: bodySource, Path: n.path(), Start: start, End: end}
}

// Span returns the bytes of the text that n takes.
func (n Node) Span() (start, end int) {
	e := n.entry()
	if e.container() {
		return int(e.at), int(n.end().at) + 1
	}
	return int(e.at), int(e.at) + e.n()
}

// path returns the JSONPath of n.
func (n Node) path() string {
	var b strings.Builder
	b.WriteByte('$')
	outer := Node{doc: n.doc}
	for outer.at != n.at {
		c, i := outer.Members(), 0
		for c.Next() && !c.Value().holds(n.at) {
			i++
		}
		if !c.Value().holds(n.at) {
			break // n is the value of a name that is given again later
		}
		if outer.Kind() == Array {
			b.WriteString("[" + strconv.Itoa(i) + "]")
		} else {
			appendName(&b, c.Name())
		}
		outer = c.Value()
	}
	return b.String()
}

// holds tells whether entry at is n's first or lies inside n.
func (n Node) holds(at int) bool { return at >= n.at && at < nextEntry(n.doc.entries, n.at) }

// appendName appends a step to the member called name: .name where that can be read back, else ['name'].
func appendName(b *strings.Builder, name string) {
	if plainName(name) {
		b.WriteString("." + name)
		return
	}
	b.WriteString("['" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(name) + "']")
}

// plainName tells whether name consists of ASCII letters, digits, underscores and hyphens.
func plainName(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' {
			continue
		}
		return false
	}
	return name != ""
}
