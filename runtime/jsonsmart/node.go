package jsonsmart

import "github.com/vtlkit/vtl/vtl/java"

// Node is a value of a document as it stands in the text. Looking at a Node fills and makes nothing. The zero Node
// is no value; Valid tells.
type Node struct {
	doc *document
	at  int // its first entry
}

// Kind is the JSON type of a Node.
type Kind uint8

// The kinds of Node; the two containers come last.
const (
	Null Kind = iota
	Bool
	Number
	String
	Object
	Array
)

// kinds maps kinds of entry to JSON types.
var kinds = [...]Kind{
	kindNull: Null, kindTrue: Bool, kindFalse: Bool, kindInt: Number, kindFloat: Number, kindNaN: Number,
	kindPlain: String, kindEscaped: String, kindLoose: String, kindBare: String, kindObject: Object, kindArray: Array,
}

// NodeOf returns the Node of a container that Parse has made and nothing has looked at yet. ok is false for
// everything else.
func NodeOf(v java.Value) (n Node, ok bool) {
	var f java.Filler
	switch v := v.(type) {
	case *java.Map:
		f = v.Unfilled()
	case *java.List:
		f = v.Unfilled()
	}
	p, ok := f.(*part)
	if !ok {
		return Node{}, false
	}
	return Node{doc: p.doc, at: p.at}, true
}

// Valid tells whether n is a value at all.
func (n Node) Valid() bool { return n.doc != nil }

// entry returns n's first entry.
func (n Node) entry() entry { return n.doc.entries[n.at] }

// Kind returns n's JSON type.
func (n Node) Kind() Kind { return kinds[n.entry().kind()] }

// Text returns the text of a scalar as it is written, with its quotes: for numbers, what was in the body.
func (n Node) Text() string { return n.entry().textOf(n.doc.text) }

// Str returns what a string stands for. It charges nothing where the text holds it as it is.
func (n Node) Str() string {
	e := n.entry()
	if k := e.kind(); k == kindEscaped || k == kindLoose {
		n.doc.meter.Bytes(e.n())
	}
	return nameText(n.doc.text, e)
}

// Name returns the name of a value that is the member of an object.
func (n Node) Name() string { return nameText(n.doc.text, n.doc.entries[n.at-1]) }

// True tells whether n is the word true.
func (n Node) True() bool { return n.entry().kind() == kindTrue }

// Integer tells whether n is a number without point and exponent.
func (n Node) Integer() bool { return n.entry().kind() == kindInt }

// Scalar returns the Java value of a scalar: nil, Boolean, Integer, Long, BigInteger, Double, BigDecimal, Float (NaN)
// or String.
func (n Node) Scalar() java.Value { return scalarValue(n.doc.meter, n.doc.text, n.entry()) }

// Detached returns the value of n; a container is a new one, equal to that of the document but not the same.
func (n Node) Detached() java.Value { return n.doc.valueAt(n.at) }

// end returns the entry that ends a container.
func (n Node) end() entry { return n.doc.entries[n.entry().n()-1] }

// Written returns the number of members of a container as they are written, names that stand twice counted twice.
func (n Node) Written() int { return n.end().n() }

// repeats tells whether a name stands more than once in an object.
func (n Node) repeats() bool { return n.end().kind() == kindEndTwice }

// Len returns the number of members of a container.
func (n Node) Len() int {
	if n.repeats() {
		return len(n.distinct())
	}
	return n.Written()
}

// containers returns how many members of a container are containers.
func (n Node) containers() int {
	es, count := n.doc.entries, 0
	step, last := n.walk()
	for i := n.at + step; i < last; {
		if es[i].container() {
			count++
		}
		i = nextEntry(es, i) + step - 1
	}
	return count
}

// walk returns how many entries each member takes up to its value (2 in objects), and the number of the end entry.
func (n Node) walk() (step, last int) {
	e := n.entry()
	if e.kind() == kindObject {
		return 2, e.n() - 1
	}
	return 1, e.n() - 1
}

// Member returns the value of the member called name of an object. Where the name stands more than once it is the
// last one's.
func (n Node) Member(name string) (v Node, ok bool) {
	d := n.doc
	last := n.entry().n() - 1
	found := -1
	for i := n.at + 1; i < last; {
		if d.named(i, name) {
			found = i + 1
			if !n.repeats() {
				break
			}
		}
		i = nextEntry(d.entries, i+1)
	}
	return Node{doc: d, at: found}, found >= 0
}

// named tells whether the name at entry i is name.
func (d *document) named(i int, name string) bool {
	e := d.entries[i]
	if e.kind() == kindPlain {
		return e.n() == len(name)+2 && d.text[e.at+1:int(e.at)+e.n()-1] == name
	}
	return nameText(d.text, e) == name
}

// Element returns element i of an array; ok is false where it has none.
func (n Node) Element(i int) (v Node, ok bool) {
	if i < 0 || i >= n.Written() {
		return Node{}, false
	}
	at := n.at + 1
	for ; i > 0; i-- {
		at = nextEntry(n.doc.entries, at)
	}
	return Node{doc: n.doc, at: at}, true
}

// distinct returns the members of an object in which names repeat: each name once, at its first place, with its last
// value.
func (n Node) distinct() []member {
	es := n.doc.entries
	last := n.entry().n() - 1
	places := make(map[string]int, n.Written())
	var ms []member
	for i := n.at + 1; i < last; i = nextEntry(es, i+1) {
		name := nameText(n.doc.text, es[i])
		place, again := places[name]
		if again {
			ms[place].value = i + 1
			continue
		}
		places[name] = len(ms)
		ms = append(ms, member{name: i, value: i + 1})
	}
	n.doc.meter.Step(n.Written())
	return ms
}

// member is a name and a value of an object, by their entries.
type member struct{ name, value int }

// Members returns a walk over the members of a container, each name of an object once.
func (n Node) Members() Cursor {
	step, last := n.walk()
	c := Cursor{doc: n.doc, next: n.at + 1, last: last, skip: step - 1}
	if n.repeats() {
		c.list = n.distinct()
		c.next, c.last = 0, len(c.list)
	}
	return c
}

// Cursor walks over the members of a container: for c.Next() { c.Name(), c.Value() }.
type Cursor struct {
	doc   *document
	list  []member // members to walk instead, where names repeat
	next  int      // entry (or number in list) of the next member
	last  int      // where to stop
	skip  int      // entries before a member's value
	name  int
	value int
}

// Next goes to the next member; false means that there is none.
func (c *Cursor) Next() bool {
	if c.next >= c.last {
		return false
	}
	if c.list != nil {
		c.name, c.value = c.list[c.next].name, c.list[c.next].value
		c.next++
		return true
	}
	c.name, c.value = c.next, c.next+c.skip
	c.next = nextEntry(c.doc.entries, c.value)
	return true
}

// Name returns the member's name.
func (c *Cursor) Name() string { return nameText(c.doc.text, c.doc.entries[c.name]) }

// Value returns the member's value.
func (c *Cursor) Value() Node { return Node{doc: c.doc, at: c.value} }
