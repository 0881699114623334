package jsonsmart

import "github.com/vtlkit/vtl/vtl/java"

// document is a text and its index, shared by everything lazily made of it.
type document struct {
	text    string
	entries []entry
	meter   *java.Meter // of the run that the document belongs to
	body    bool        // the text is the body, so that places in it are origins
	// paths are those of the containers whose members' origins were asked for, by their entry.
	paths map[int]string
}

// Parse reads text as JSONParser(MODE_PERMISSIVE).parse does with the ordered mapper: objects are LinkedHashMaps,
// arrays are JSONArrays, both lazy; the empty text is "" and the word null is nil. The error is an exception:
// InvalidJsonException around json-smart's ParseException, or NumberFormatException.
//
// It stops the run where text is longer than Limits.Body or nested deeper than Limits.BodyDepth (those of
// java.DefaultLimits without a meter).
func Parse(m *java.Meter, text string) (java.Value, error) { return parseAs(m, text, false) }

// ParseBody is Parse for a text that is the body itself: while m is tracing, what is read from it knows its place there.
func ParseBody(m *java.Meter, text string) (java.Value, error) { return parseAs(m, text, true) }

// parseAs is Parse, and ParseBody.
func parseAs(m *java.Meter, text string, body bool) (java.Value, error) {
	d, err := readDocument(m, text)
	if err != nil {
		return nil, err
	}
	d.body = body
	return d.valueAt(0), nil
}

// readDocument indexes text for Parse.
func readDocument(m *java.Meter, text string) (*document, error) {
	limits := limitsOf(m)
	if len(text) > limits.Body {
		m.Exceeded("body", int64(limits.Body), "bytes")
	}
	m.Bytes(len(text))
	m.Step(len(text) >> 5)
	d := &document{text: text, meter: m}
	x, ok, tooDeep := strictScan(text, limits.BodyDepth)
	if !ok && !tooDeep {
		var err error
		m.Step(len(text) >> 5)
		if x, tooDeep, err = permissiveScan(text, limits.BodyDepth); err != nil && !tooDeep {
			return nil, err
		}
	}
	if tooDeep {
		m.Exceeded("JSON depth", int64(limits.BodyDepth), "")
	}
	m.Bytes(cap(x.entries) * entryBytes)
	d.entries = x.entries
	return d, nil
}

// limitsOf returns the limits that apply to a text, each with a value: unset ones are replaced by what the index can
// hold and recursion can bear.
func limitsOf(m *java.Meter) java.Limits {
	l := java.DefaultLimits()
	if m != nil {
		l = m.Limits
	}
	if l.Body <= 0 || l.Body >= maxText {
		l.Body = maxText - 1
	}
	if l.BodyDepth <= 0 || l.BodyDepth > mostDepth {
		l.BodyDepth = mostDepth
	}
	return l
}

// mostDepth is the nesting beyond which no limit can be set: reading recurses.
const mostDepth = 10_000

// valueAt returns the value that begins at entry i, a lazy one where it is a container.
func (d *document) valueAt(i int) java.Value {
	e := d.entries[i]
	if !e.container() {
		return scalarValue(d.meter, d.text, e)
	}
	return (&part{doc: d, at: i}).container()
}

// part is an object or array of a document, as the Filler of the java container that stands for it.
type part struct {
	doc *document
	at  int // its entry
}

var _ java.Filler = (*part)(nil)

// container returns a new lazy Map or List that p fills.
func (p *part) container() java.Value {
	p.doc.meter.Bytes(containerBytes)
	if p.doc.entries[p.at].kind() == kindObject {
		m := java.NewLazyMap(java.MapClass, p)
		if p.doc.tracing() {
			m.SetOrigins(p.origin)
		}
		return m
	}
	l := java.NewLazyList(ArrayClass, p)
	if p.doc.tracing() {
		l.SetOrigins(p.origin)
	}
	return l
}

// containerBytes is what making one lazy container is charged.
const containerBytes = 128

// memberBytes is what one member of a container is charged besides its own value.
const memberBytes = 32

// FillList appends the elements of the array.
func (p *part) FillList(_ *java.Meter, l *java.List) {
	c, parts := p.fill()
	for c.Next() {
		l.Append(parts.value(c.Value()))
	}
}

// FillMap puts the members of the object.
func (p *part) FillMap(_ *java.Meter, mp *java.Map) {
	c, parts := p.fill()
	mp.Reserve(Node{doc: p.doc, at: p.at}.Written())
	for c.Next() {
		mp.Put(p.doc.meter, java.String(c.Name()), parts.value(c.Value()))
	}
}

// fill charges for the members, and returns a walk over them and room for the containers among them.
func (p *part) fill() (Cursor, parts) {
	n := Node{doc: p.doc, at: p.at}
	count := n.Written()
	p.doc.meter.Bytes(count * memberBytes)
	p.doc.meter.Step(count)
	return n.Members(), parts{free: make([]part, 0, n.containers())}
}

// parts hands out the Fillers of the containers in one container, made in one piece.
type parts struct{ free []part }

// value returns the value of n.
func (ps *parts) value(n Node) java.Value {
	if !n.doc.entries[n.at].container() {
		return n.Scalar()
	}
	ps.free = append(ps.free, part(n))
	return ps.free[len(ps.free)-1].container()
}
