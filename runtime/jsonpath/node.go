package jsonpath

import (
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// node is a value during evaluation. Either val is the value itself; or the value lies in a container that nothing
// has looked at yet, and raw is its text. A container that exists but is unfilled has both.
type node struct {
	val    java.Value
	raw    jsonsmart.Node
	up     int          // frame of the container that holds a raw node
	index  int          // its place there, in a list; unknownIndex where that is not known yet
	origin *java.Origin // where val came from, while origins are traced
}

// unknownIndex is the index of a raw node whose place in its list has not been needed.
const unknownIndex = -1

// frame is a raw container whose members are being evaluated.
type frame struct {
	node
	mark jsonsmart.Mark // the last member whose index was asked for
}

// nodeOf returns the node of an existing value.
func nodeOf(v java.Value) node {
	raw, _ := jsonsmart.NodeOf(v)
	return node{val: v, raw: raw}
}

// rawContainer tells whether n is a container that does not exist as a value yet.
func (n *node) rawContainer() bool {
	return n.val == nil && n.raw.Valid() && n.raw.Kind() >= jsonsmart.Object
}

// isMap tells whether n is a java.util.Map.
func (n *node) isMap() bool {
	if n.raw.Valid() {
		return n.raw.Kind() == jsonsmart.Object
	}
	_, ok := n.val.(*java.Map)
	return ok
}

// isList tells whether n is a java.util.List.
func (n *node) isList() bool {
	if n.raw.Valid() {
		return n.raw.Kind() == jsonsmart.Array
	}
	return listOf(n.val) != nil
}

// isNull tells whether n is null.
func (n *node) isNull() bool {
	if n.raw.Valid() {
		return n.raw.Kind() == jsonsmart.Null
	}
	return n.val == nil
}

// length returns the number of members of a map or list.
func (n *node) length() int {
	if n.raw.Valid() {
		return n.raw.Len()
	}
	if m, ok := n.val.(*java.Map); ok {
		return m.Len()
	}
	return listOf(n.val).Len()
}

// written returns about how many members of a map or list a search looks at.
func (n *node) written() int {
	if n.raw.Valid() {
		return n.raw.Written()
	}
	return 0
}

// javaList is what evaluation needs of a java.util.List.
type javaList interface {
	Len() int
	At(i int) java.Value
}

// listOf returns v as a list, nil where it is none. Arrays of Java are no lists.
func listOf(v java.Value) javaList {
	switch v := v.(type) {
	case nil, java.String, *java.Map, *java.Array:
		return nil
	case *java.List:
		return v
	case javaList:
		if implements(v.(java.Value).Class(), "java.util.List") {
			return v
		}
	}
	return nil
}

// implements tells whether c is, extends or implements the class or interface of that full name.
func implements(c *java.Class, name string) bool {
	for ; c != nil; c = c.Super {
		if c.Name == name {
			return true
		}
		for _, i := range c.Ifaces {
			if implements(i, name) {
				return true
			}
		}
	}
	return false
}

// typeName returns the class of n as Jayway's messages name it.
func (n *node) typeName() string {
	v := n.val
	if v == nil && n.raw.Valid() && n.raw.Kind() < jsonsmart.Object {
		v = n.raw.Scalar()
	}
	switch {
	case v != nil:
		return v.Class().Name
	case n.isMap():
		return java.MapClass.Name
	case n.isList():
		return jsonsmart.ArrayClass.Name
	}
	return "null"
}

// print returns n as Java prints it, for messages.
func (n *node) print(m *java.Meter) string {
	v := n.val
	if v == nil && n.raw.Valid() {
		v = n.raw.Detached()
	}
	const most = 200 // bytes of a value that a message shows
	text := java.ToString(m, v)
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}

// walk goes over the members of a map or list.
type walk struct {
	e      *evaluation
	cursor jsonsmart.Cursor
	raw    bool
	up     int // frame of the container
	list   javaList
	keys   []java.Value
	vals   []java.Value
	holder java.Value
	i      int
}

// members starts a walk over n, which must be ended with done. Members added meanwhile do not take part.
func (e *evaluation) members(n node) walk {
	w := walk{e: e, i: -1, holder: n.val}
	if n.raw.Valid() {
		w.raw, w.cursor, w.up = true, n.raw.Members(), e.push(n)
		return w
	}
	if m, ok := n.val.(*java.Map); ok {
		e.run.meter.Step(m.Len())
		e.run.meter.Bytes(m.Len() * 2 * valueBytes)
		m.Each(func(k, v java.Value) bool {
			w.keys, w.vals = append(w.keys, k), append(w.vals, v)
			return true
		})
		return w
	}
	w.list = listOf(n.val)
	return w
}

// next returns the next member; ok is false at the end.
func (w *walk) next() (n node, ok bool) {
	w.i++
	switch {
	case w.raw:
		if !w.cursor.Next() {
			return node{}, false
		}
		return node{raw: w.cursor.Value(), up: w.up, index: w.i}, true
	case w.list != nil:
		if w.i >= w.list.Len() {
			return node{}, false
		}
		v := w.list.At(w.i)
		if w.e.run.tracing() {
			return w.e.run.existing(v, w.holder, java.Int(w.i)), true
		}
		return nodeOf(v), true
	}
	if w.i >= len(w.vals) {
		return node{}, false
	}
	return w.e.run.existing(w.vals[w.i], w.holder, w.keys[w.i]), true
}

// done ends the walk.
func (w *walk) done() {
	if w.raw {
		w.e.pop()
	}
}

// existing returns the node of a value that is the member of holder at key.
func (r *run) existing(v, holder, key java.Value) node {
	n := nodeOf(v)
	if s, ok := holder.(java.Sourced); ok && r.tracing() {
		if o, ok := s.OriginOf(key); ok {
			n.origin = &o
		}
	}
	return n
}

// push makes n a frame and returns its number.
func (e *evaluation) push(n node) int {
	e.frames = append(e.frames, frame{node: n})
	return len(e.frames) - 1
}

// pop drops the last frame.
func (e *evaluation) pop() { e.frames = e.frames[:len(e.frames)-1] }

// value returns the value that n is. For a raw container it is the one in the document: the containers around it are
// filled to get at it.
func (e *evaluation) value(n node) java.Value {
	if n.val != nil || !n.raw.Valid() {
		return n.val
	}
	if n.raw.Kind() < jsonsmart.Object {
		return n.raw.Scalar()
	}
	holder := &e.frames[n.up]
	if holder.val == nil {
		holder.val = e.value(holder.node)
	}
	if m, ok := holder.val.(*java.Map); ok {
		v, _ := m.GetString(n.raw.Name())
		return v
	}
	if n.index == unknownIndex {
		n.index = holder.raw.IndexOf(n.raw, &holder.mark)
	}
	return holder.val.(*java.List).At(n.index)
}

// child returns the member called name of a map; ok is false where it has none.
func (r *run) child(n *node, name string) (c node, ok bool) {
	r.meter.Step(1 + n.written()>>4)
	if n.raw.Valid() {
		raw, ok := n.raw.Member(name)
		return node{raw: raw}, ok
	}
	v, ok := n.val.(*java.Map).GetString(name)
	if !ok || !r.tracing() {
		return nodeOf(v), ok
	}
	return r.existing(v, n.val, java.String(name)), true
}

// element returns element i of a list, counted from the end where it is negative; ok is false where it has none.
func (r *run) element(n *node, i int) (c node, ok bool) {
	size := n.length()
	if i < 0 {
		i += size
	}
	if i < 0 || i >= size {
		return node{}, false
	}
	if n.raw.Valid() {
		r.meter.Step(i >> 4)
		raw, ok := n.raw.Element(i)
		return node{raw: raw, index: i}, ok
	}
	v := listOf(n.val).At(i)
	if !r.tracing() {
		return nodeOf(v), true
	}
	return r.existing(v, n.val, java.Int(i)), true
}
