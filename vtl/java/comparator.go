package java

// Comparator is a java.util.Comparator. Templates get one from Map.Entry.comparingByKey() and the like, and from
// it those that Comparator's static methods make.
type Comparator struct {
	class *Class
	cmp   comparison
	depth int // how many comparators are nested in it

	inner *Comparator // of a reversed comparator what it reverses, of one for nulls what compares the rest (nil: all equal)
	first bool        // of a comparator for nulls, whether null comes first
}

var _ Value = (*Comparator)(nil)

// The classes of comparators. None is public.
var (
	naturalOrderClass   = hiddenClass("java.util.Comparators$NaturalOrderComparator", ObjectClass, comparatorIface)
	reverseOrderClass   = hiddenClass("java.util.Collections$ReverseComparator", ObjectClass, comparatorIface)
	reversedClass       = hiddenClass("java.util.Collections$ReverseComparator2", ObjectClass, comparatorIface)
	nullComparatorClass = hiddenClass("java.util.Comparators$NullComparator", ObjectClass, comparatorIface)
	lambdaComparator    = hiddenClass("java.util.Comparator$$Lambda", ObjectClass, comparatorIface)
	entryComparator     = hiddenClass("java.util.Map$Entry$$Lambda", ObjectClass, comparatorIface)
)

// The comparators there is only one of.
var (
	naturalOrder = &Comparator{class: naturalOrderClass, cmp: compareComparables}
	reverseOrder = &Comparator{class: reverseOrderClass, cmp: reverse(naturalCompare, comparableClass)}
)

// comparatorMethods is java.util.Comparator as a template sees it. Functions to compare by can only be null.
var comparatorMethods = []Method{
	{Sig: "compare(Object,Object)", Cost: CostConst, Call: comparatorCompare},
	{Sig: "comparing(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "comparing(Function,Comparator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "comparingDouble(ToDoubleFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "comparingInt(ToIntFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "comparingLong(ToLongFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "equals(Object)", Cost: CostConst, Call: objectEquals},
	{Sig: "naturalOrder()", Cost: CostConst, Call: comparatorNaturalOrder},
	{Sig: "nullsFirst(Comparator)", Cost: CostConst, Call: making(streamBytes, comparatorNullsFirst)},
	{Sig: "nullsLast(Comparator)", Cost: CostConst, Call: making(streamBytes, comparatorNullsLast)},
	{Sig: "reverseOrder()", Cost: CostConst, Call: comparatorReverseOrder},
	{Sig: "reversed()", Cost: CostConst, Call: making(streamBytes, comparatorReversed)},
	{Sig: "thenComparing(Comparator)", Cost: CostConst, Call: making(streamBytes, comparatorThenComparing)},
	{Sig: "thenComparing(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "thenComparing(Function,Comparator)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "thenComparingDouble(ToDoubleFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "thenComparingInt(ToIntFunction)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "thenComparingLong(ToLongFunction)", Cost: CostConst, Call: nullPointerRow("")},
}

func init() { Define(comparatorIface, comparatorMethods) }

// comparisonOf returns the comparison of a Comparator argument, nil for null.
func comparisonOf(v Value) comparison {
	if c, ok := v.(*Comparator); ok {
		return c.compare
	}
	return nil
}

// compare is Comparator.compare(Object, Object).
func (c *Comparator) compare(m *Meter, a, b Value) (int, error) {
	m.Step(1)
	return c.cmp(m, a, b)
}

// compareComparables is naturalCompare as a Comparator does it, which sees to it first that both are comparable.
func compareComparables(m *Meter, a, b Value) (int, error) {
	if err := castAll(comparableClass, a, b); err != nil {
		return 0, err
	}
	return naturalCompare(m, a, b)
}

// reverse returns the comparison with its sides changed, for values of class c.
func reverse(cmp comparison, c *Class) comparison {
	return func(m *Meter, a, b Value) (int, error) {
		if err := castAll(c, a, b); err != nil {
			return 0, err
		}
		return cmp(m, b, a)
	}
}

// castAll returns the ClassCastException of the first of vs that is no c; null is anything.
func castAll(c *Class, vs ...Value) error {
	for _, v := range vs {
		if v != nil && !v.Class().IsA(c) {
			return throwCast(v.Class(), c)
		}
	}
	return nil
}

// Class returns the comparator's class.
func (c *Comparator) Class() *Class { return c.class }

// AppendString appends Object.toString(), and for natural order the name of the Java enum constant it is.
func (c *Comparator) AppendString(m *Meter, dst []byte) []byte {
	if c == naturalOrder {
		return append(dst, "INSTANCE"...)
	}
	return appendIdentity(m, dst, c)
}

// Equals is identity.
func (c *Comparator) Equals(_ *Meter, o Value) bool { return o == Value(c) }

// HashCode is the identity hash code.
func (c *Comparator) HashCode(*Meter) int32 { return identityHash(c.class) }

// reversed is Comparator.reversed().
func (c *Comparator) reversed() *Comparator {
	switch c.class {
	case naturalOrderClass:
		return reverseOrder
	case reverseOrderClass:
		return naturalOrder
	case reversedClass:
		return c.inner
	case nullComparatorClass:
		if c.inner == nil {
			return newNullComparator(!c.first, nil)
		}
		return newNullComparator(!c.first, c.inner.reversed())
	}
	return &Comparator{class: reversedClass, cmp: reverse(c.compare, ObjectClass), inner: c, depth: c.depth + 1}
}

// then is Comparator.thenComparing(Comparator).
func (c *Comparator) then(d *Comparator) *Comparator {
	if c.class == nullComparatorClass {
		if c.inner == nil {
			return newNullComparator(c.first, d)
		}
		return newNullComparator(c.first, c.inner.then(d))
	}
	both := func(m *Meter, a, b Value) (int, error) {
		r, err := c.compare(m, a, b)
		if r != 0 || err != nil {
			return r, err
		}
		return d.compare(m, a, b)
	}
	return &Comparator{class: lambdaComparator, cmp: both, depth: 1 + max(c.depth, d.depth)}
}

// newNullComparator returns the comparator of nullsFirst and nullsLast; inner compares what is not null.
func newNullComparator(first bool, inner *Comparator) *Comparator {
	c := &Comparator{class: nullComparatorClass, first: first, inner: inner}
	if inner != nil {
		c.depth = inner.depth + 1
	}
	side := 1
	if first {
		side = -1
	}
	c.cmp = func(m *Meter, a, b Value) (int, error) {
		switch {
		case a == nil && b == nil:
			return 0, nil
		case a == nil:
			return side, nil
		case b == nil:
			return -side, nil
		case inner == nil:
			return 0, nil
		}
		return inner.compare(m, a, b)
	}
	return c
}

// bounded returns c unless it is nested so deeply that comparing would overflow Java's stack.
func (c *Comparator) bounded() (Value, error) {
	if c.depth > maxChain {
		return nil, Throw("java.lang.StackOverflowError", "")
	}
	return c, nil
}

// comparatorCompare is Comparator#compare(Object,Object).
func comparatorCompare(m *Meter, self Value, args []Value) (Value, error) {
	r, err := self.(*Comparator).compare(m, args[0], args[1])
	if err != nil {
		return nil, err
	}
	return IntValue(int32(r)), nil
}

// comparatorNaturalOrder is Comparator#naturalOrder().
func comparatorNaturalOrder(*Meter, Value, []Value) (Value, error) { return naturalOrder, nil }

// comparatorReverseOrder is Comparator#reverseOrder().
func comparatorReverseOrder(*Meter, Value, []Value) (Value, error) { return reverseOrder, nil }

// comparatorNullsFirst is Comparator#nullsFirst(Comparator).
func comparatorNullsFirst(_ *Meter, _ Value, args []Value) (Value, error) {
	inner, _ := args[0].(*Comparator)
	return newNullComparator(true, inner).bounded()
}

// comparatorNullsLast is Comparator#nullsLast(Comparator).
func comparatorNullsLast(_ *Meter, _ Value, args []Value) (Value, error) {
	inner, _ := args[0].(*Comparator)
	return newNullComparator(false, inner).bounded()
}

// comparatorReversed is Comparator#reversed().
func comparatorReversed(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Comparator).reversed().bounded()
}

// comparatorThenComparing is Comparator#thenComparing(Comparator).
func comparatorThenComparing(_ *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return self.(*Comparator).then(args[0].(*Comparator)).bounded()
}
