package java

// Filler fills a lazy container on the first look at it, one level deep: what it adds may be lazy again. The meter
// is nil where the look came by a function that has none, so a Filler that must charge keeps the meter of its run.
type Filler interface {
	// FillList appends the elements of l, which is empty.
	FillList(m *Meter, l *List)
	// FillMap puts the entries of mp, which is empty.
	FillMap(m *Meter, mp *Map)
}

// virtualList stands for the elements of a List that does not hold them yet: those a Filler would append, or n
// Integers from first on in steps of step.
type virtualList struct {
	fill        Filler
	first, step int32
	n           int
}

// NewLazyList returns a list of class c that f fills on the first look at it.
func NewLazyList(c *Class, f Filler) *List { return &List{class: c, virtual: &virtualList{fill: f}} }

// NewRange returns the ArrayList of the Integers from one number to another, both included, downwards when to is
// less. It takes room for its elements only when it is changed, or read as a whole by a method. It is empty where
// RangeLen is negative.
func NewRange(from, to int32) *List {
	r := &virtualList{first: from, step: 1, n: max(int(RangeLen(from, to)), 0)}
	if from > to {
		r.step = -1
	}
	return &List{class: ListClass, virtual: r}
}

// RangeLen returns the number of elements of a range as Velocity computes it, in 32 bits. It overflows for numbers
// that are far apart; where it is negative Java throws IllegalArgumentException, "Illegal Capacity: " and the number.
// Source: ASTIntegerRange.value.
func RangeLen(from, to int32) int32 {
	d := from - to
	if d < 0 {
		d = -d
	}
	return d + 1
}

// Unfilled returns the Filler of a lazy list while nothing was looked at yet, else nil.
func (l *List) Unfilled() Filler {
	if l.virtual == nil {
		return nil
	}
	return l.virtual.fill
}

// settle makes elems hold the elements, as everything that changes a list needs. The elements of a range are
// charged before they are made.
func (l *List) settle(m *Meter) {
	v := l.virtual
	if v == nil {
		return
	}
	if v.fill != nil {
		mod := l.mod
		l.virtual = nil
		v.fill.FillList(m, l)
		l.mod = mod
		return
	}
	m.Bytes(v.n * valueBytes)
	m.Step(v.n)
	elems := make([]Value, v.n)
	for i := range elems {
		elems[i] = IntValue(v.first + v.step*int32(i))
	}
	l.elems, l.virtual = elems, nil
}

// virtualLen is Len of a virtual list.
func (l *List) virtualLen() int {
	if l.virtual.fill == nil {
		return l.virtual.n
	}
	l.settle(nil)
	return len(l.elems)
}

// virtualAt is At of a virtual list.
func (l *List) virtualAt(i int) Value {
	if v := l.virtual; v.fill == nil {
		return IntValue(v.first + v.step*int32(i))
	}
	l.settle(nil)
	return l.elems[i]
}
