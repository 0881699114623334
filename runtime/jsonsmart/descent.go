package jsonsmart

// Descent walks over the containers inside a container, outer ones before inner ones, in the order of the text.
type Descent struct {
	doc  *document
	at   int // entry of the container the walk is at
	last int // entry that ends the whole
}

// Descend starts a walk over the containers inside the container n. It is at n first.
func (n Node) Descend() Descent { return Descent{doc: n.doc, at: n.at, last: n.entry().n() - 1} }

// Next goes to the next container. Ended is the number of containers that end before it begins, counting the one the
// walk was at; ok is false when there is none left.
func (d *Descent) Next() (ended int, ok bool) {
	es := d.doc.entries
	for i := d.at + 1; i < d.last; i++ {
		switch es[i].kind() {
		case kindObject, kindArray:
			d.at = i
			return ended, true
		case kindEnd, kindEndTwice:
			ended++
		}
	}
	return ended, false
}

// Skip leaves out what is inside the container the walk is at. Its end is not counted by Next.
func (d *Descent) Skip() { d.at = nextEntry(d.doc.entries, d.at) - 1 }

// Node returns the container the walk is at.
func (d *Descent) Node() Node { return Node{doc: d.doc, at: d.at} }

// Repeats tells whether a name stands more than once in an object, so that not all that is written in it counts.
func (n Node) Repeats() bool { return n.repeats() }

// Mark remembers a place in an array, for IndexOf.
type Mark struct{ at, index int }

// IndexOf returns the index of the element v of the array n. It searches from mark on, which it moves: asking for the
// elements in order takes as long as one walk.
func (n Node) IndexOf(v Node, mark *Mark) int {
	if mark.at == 0 || mark.at > v.at {
		*mark = Mark{at: n.at + 1}
	}
	for mark.at < v.at {
		mark.at = nextEntry(n.doc.entries, mark.at)
		mark.index++
	}
	return mark.index
}
