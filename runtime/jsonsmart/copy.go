package jsonsmart

import "github.com/vtlkit/vtl/vtl/java"

// append appends n as JSON in style st straight from the index: what Append writes for n's value.
func (n Node) append(m *java.Meter, dst []byte, st Style) []byte {
	start, end := n.Span()
	if cap(dst)-len(dst) < end-start {
		dst = append(make([]byte, 0, len(dst)+end-start+16), dst...)
	}
	w := copier{doc: n.doc, m: m, style: st, dst: dst}
	w.value(n.at)
	w.flush()
	return w.dst
}

// copier writes values of a document from its index. What is to be written the way it stands in the text is not
// copied at once but kept as a range of the text for as long as the range can grow: a compact document that needs no
// change is copied in one piece.
type copier struct {
	doc      *document
	m        *java.Meter
	style    Style
	dst      []byte
	from, to int // range of the text still to be copied
}

// flush copies what is kept.
func (w *copier) flush() {
	w.m.Bytes(w.to - w.from)
	w.dst = append(w.dst, w.doc.text[w.from:w.to]...)
	w.from = w.to
}

// as writes the bytes of the text from one offset to another.
func (w *copier) as(from, to int) {
	if from != w.to {
		w.flush()
		w.from = from
	}
	w.to = to
}

// mark writes the punctuation mark c, which often is what stands in the text.
func (w *copier) mark(c byte) {
	if w.to < len(w.doc.text) && w.doc.text[w.to] == c && w.to > w.from {
		w.to++
		return
	}
	w.flush()
	w.dst = append(w.dst, c)
}

// value writes the value that begins at entry i.
func (w *copier) value(i int) {
	e := w.doc.entries[i]
	at := int(e.at)
	switch e.kind() {
	case kindObject:
		w.object(i)
	case kindArray:
		w.array(i)
	case kindPlain, kindBare, kindEscaped, kindLoose:
		w.text(e)
	case kindTrue, kindFalse, kindNull:
		w.as(at, at+e.n())
	default:
		if printsAsWritten(e.textOf(w.doc.text)) {
			w.as(at, at+e.n())
			return
		}
		w.flush()
		w.dst, _ = Append(w.m, w.dst, scalarValue(w.m, w.doc.text, e), w.style) // scalars do not fail
	}
}

// text writes a text or name.
func (w *copier) text(e entry) {
	from, to := int(e.at), int(e.at)+e.n()
	same := false
	switch t := w.doc.text; e.kind() {
	case kindPlain:
		same = t[from] == '"' && w.style.clean(t, from+1, to-1)
	case kindEscaped:
		same = w.style.canonical(t, from+1, to-1)
	}
	if same {
		w.as(from, to)
		return
	}
	w.flush()
	w.dst = w.style.appendQuoted(w.m, w.dst, nameText(w.doc.text, e))
}

// object writes an object.
func (w *copier) object(i int) {
	w.m.Enter()
	w.begin(i, '{')
	if n := (Node{doc: w.doc, at: i}); n.repeats() {
		for j, m := range n.distinct() {
			w.member(j > 0, m.name, m.value)
		}
	} else {
		es := w.doc.entries
		last := es[i].n() - 1
		for at := i + 1; at < last; at = nextEntry(es, at+1) {
			w.member(at > i+1, at, at+1)
		}
	}
	w.mark('}')
	w.m.Leave()
}

// member writes a member of an object, behind a comma where it is not the first.
func (w *copier) member(comma bool, name, value int) {
	if comma {
		w.mark(',')
	}
	w.m.Step(1)
	w.text(w.doc.entries[name])
	w.mark(':')
	w.value(value)
}

// begin writes the bracket c that opens the container at entry i.
func (w *copier) begin(i int, c byte) {
	if at := int(w.doc.entries[i].at); w.doc.text[at] == c {
		w.as(at, at+1)
		return
	}
	w.mark(c)
}

// array writes an array.
func (w *copier) array(i int) {
	w.m.Enter()
	es := w.doc.entries
	last := es[i].n() - 1
	w.begin(i, '[')
	for at := i + 1; at < last; at = nextEntry(es, at) {
		if at > i+1 {
			w.mark(',')
		}
		w.m.Step(1)
		w.value(at)
	}
	w.mark(']')
	w.m.Leave()
}

// printsAsWritten tells whether the number t is certain to print the way it is written: an integer without leading
// zeros, or a short decimal fraction as Double.toString writes it.
func printsAsWritten(t string) bool {
	negative := t[0] == '-'
	if negative {
		t = t[1:]
	}
	whole := digitsEnd(t, 0)
	if whole == 0 || t[0] == '0' && whole > 1 {
		return false
	}
	if whole == len(t) {
		return !negative || t[0] != '0'
	}
	const sure = 15 // decimal digits that every double holds
	if t[whole] != '.' || whole > 7 || len(t) > sure {
		return false
	}
	fraction := t[whole+1:]
	if fraction == "" || digitsEnd(fraction, 0) < len(fraction) {
		return false
	}
	if fraction[len(fraction)-1] == '0' && len(fraction) > 1 {
		return false
	}
	// Below one thousandth Java turns to an exponent.
	return t[0] != '0' || fraction == "0" || zerosBefore(fraction) < 3
}

// zerosBefore returns the number of zeros that a fraction begins with.
func zerosBefore(fraction string) int {
	n := 0
	for n < len(fraction) && fraction[n] == '0' {
		n++
	}
	return n
}
