package java

import "strconv"

// IteratorValue is a java.util.Iterator or ListIterator in a template's hands. #foreach goes on with it where it
// stands.
type IteratorValue struct {
	class *Class
	walker
}

var (
	_ Value    = (*IteratorValue)(nil)
	_ Iterable = (*IteratorValue)(nil)
)

// NewIterator returns it as a java.util.Iterator whose remove() is not supported.
func NewIterator(it Iterator) *IteratorValue {
	return &IteratorValue{class: plainIteratorClass, walker: fixedWalk{it}}
}

// The classes of iterators. None is public: a template sees what Iterator and ListIterator declare.
var (
	arrayListItrClass   = hiddenClass("java.util.ArrayList$Itr", ObjectClass, iteratorIface)
	arrayListLitrClass  = hiddenClass("java.util.ArrayList$ListItr", arrayListItrClass, listIteratorIface)
	subListItrClass     = hiddenClass("java.util.ArrayList$SubList$1", ObjectClass, listIteratorIface)
	abstractItrClass    = hiddenClass("java.util.AbstractList$Itr", ObjectClass, iteratorIface)
	abstractLitrClass   = hiddenClass("java.util.AbstractList$ListItr", abstractItrClass, listIteratorIface)
	abstractSubItrClass = hiddenClass("java.util.AbstractList$SubList$1", ObjectClass, listIteratorIface)
	fixedItrClass       = hiddenClass("java.util.ImmutableCollections$ListItr", ObjectClass, listIteratorIface)
	plainIteratorClass  = hiddenClass("java.util.Spliterators$1Adapter", ObjectClass, iteratorIface)
)

// iteratorMethods is java.util.Iterator as a template sees it.
var iteratorMethods = []Method{
	{Sig: "forEachRemaining(Consumer)", Cost: CostInside, Call: iteratorForEachRemaining},
	{Sig: "hasNext()", Cost: CostConst, Call: iteratorHasNext},
	{Sig: "next()", Cost: CostConst, Call: iteratorNext},
	{Sig: "remove()", Cost: CostConst, Call: iteratorRemove},
}

// listIteratorMethods is what java.util.ListIterator adds to Iterator.
var listIteratorMethods = []Method{
	{Sig: "add(Object)", Cost: CostConst, Call: listIteratorAdd},
	{Sig: "hasPrevious()", Cost: CostConst, Call: listIteratorHasPrevious},
	{Sig: "nextIndex()", Cost: CostConst, Call: listIteratorNextIndex},
	{Sig: "previous()", Cost: CostConst, Call: listIteratorPrevious},
	{Sig: "previousIndex()", Cost: CostConst, Call: listIteratorPreviousIndex},
	{Sig: "set(Object)", Cost: CostConst, Call: listIteratorSet},
}

func init() {
	Define(iteratorIface, iteratorMethods)
	Define(listIteratorIface, listIteratorMethods)
}

// Class returns the iterator's class.
func (i *IteratorValue) Class() *Class { return i.class }

// AppendString appends Object.toString().
func (i *IteratorValue) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, i) }

// Equals is identity.
func (i *IteratorValue) Equals(_ *Meter, o Value) bool { return o == Value(i) }

// HashCode is the identity hash code.
func (i *IteratorValue) HashCode(*Meter) int32 { return identityHash(i.class) }

// Iterate returns the iterator itself.
func (i *IteratorValue) Iterate(*Meter) Iterator { return i.walker }

// iteratorForEachRemaining is Iterator#forEachRemaining(Consumer).
func iteratorForEachRemaining(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return voidResult, consumeAll(m, self.(*IteratorValue).walker, args[0].(consumer))
}

// iteratorHasNext is Iterator#hasNext().
func iteratorHasNext(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(self.(*IteratorValue).HasNext()), nil
}

// iteratorNext is Iterator#next().
func iteratorNext(m *Meter, self Value, _ []Value) (Value, error) {
	return self.(*IteratorValue).Next(m)
}

// iteratorRemove is Iterator#remove().
func iteratorRemove(m *Meter, self Value, _ []Value) (Value, error) {
	return voidResult, self.(*IteratorValue).Remove(m)
}

// listWalkOf returns the walk behind a ListIterator.
func listWalkOf(self Value) *listWalk { return self.(*IteratorValue).walker.(*listWalk) }

// twoWayOf returns the walk behind a ListIterator that can go back.
func twoWayOf(self Value) (*listWalk, error) {
	w := listWalkOf(self)
	if w.oneWay {
		return nil, throwUnsupported("")
	}
	return w, nil
}

// listIteratorAdd is ListIterator#add(Object).
func listIteratorAdd(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, listWalkOf(self).add(m, args[0])
}

// listIteratorHasPrevious is ListIterator#hasPrevious().
func listIteratorHasPrevious(_ *Meter, self Value, _ []Value) (Value, error) {
	w, err := twoWayOf(self)
	if err != nil {
		return nil, err
	}
	return Bool(w.cursor > 0), nil
}

// listIteratorNextIndex is ListIterator#nextIndex().
func listIteratorNextIndex(_ *Meter, self Value, _ []Value) (Value, error) {
	w, err := twoWayOf(self)
	if err != nil {
		return nil, err
	}
	return IntValue(int32(w.cursor)), nil
}

// listIteratorPrevious is ListIterator#previous().
func listIteratorPrevious(_ *Meter, self Value, _ []Value) (Value, error) {
	w, err := twoWayOf(self)
	if err != nil {
		return nil, err
	}
	return w.previous()
}

// listIteratorPreviousIndex is ListIterator#previousIndex().
func listIteratorPreviousIndex(_ *Meter, self Value, _ []Value) (Value, error) {
	w, err := twoWayOf(self)
	if err != nil {
		return nil, err
	}
	return IntValue(int32(w.cursor - 1)), nil
}

// listIteratorSet is ListIterator#set(Object).
func listIteratorSet(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, listWalkOf(self).set(m, args[0])
}

// newListIterator is List.listIterator(at).
func newListIterator(l lister, at int) (Value, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	if at < 0 || at > l.Len() {
		return nil, listIteratorOutside(l, at)
	}
	w := &listWalk{of: l, cursor: at, last: -1, mod: l.changes()}
	c := subListItrClass
	switch l := l.(type) {
	case *List:
		w.list = l
		c = arrayListLitrClass
		if l.frozen() {
			c = fixedItrClass
		}
	case *Array:
		c = abstractLitrClass
	case *SubList:
		if l.class == arraySubListClass {
			c = abstractSubItrClass
		}
	}
	return &IteratorValue{class: c, walker: w}, nil
}

// listIteratorOutside returns the exception of listIterator(at) for a position outside l, which lists that
// cannot change word their own way.
func listIteratorOutside(l lister, at int) error {
	if fixed, ok := l.(*List); ok && fixed.frozen() {
		return throwBounds("Index: " + strconv.Itoa(at) + " Size: " + strconv.Itoa(l.Len()))
	}
	return throwPosition(at, l.Len())
}

// iteratorClassOf returns the class of c.iterator().
func iteratorClassOf(c collection) *Class {
	switch c := c.(type) {
	case *List:
		if c.frozen() {
			return fixedItrClass
		}
		return arrayListItrClass
	case *SubList:
		if c.class == arraySubListClass {
			return abstractSubItrClass
		}
		return subListItrClass
	case *MapView:
		return c.iteratorClass()
	}
	return abstractItrClass
}

// fixedWalk is an Iterator that inherits Iterator.remove(), which always throws.
type fixedWalk struct{ Iterator }

// Remove throws UnsupportedOperationException.
func (fixedWalk) Remove(*Meter) error { return throwUnsupported("remove") }

// listWalk is an iterator over a list, and a ListIterator.
type listWalk struct {
	list   *List // the list walked when it is a *List, to spare a call through of
	of     lister
	cursor int   // index of the next element
	last   int   // index of the element returned last, -1 when none or removed
	oneWay bool  // whether a ListIterator refuses to go back, as List.of(..).iterator() does
	mod    int32 // what of.changes() should be
}

// HasNext tells whether the cursor is not at the list's present size, so it may be true behind the end.
func (w *listWalk) HasNext() bool {
	if w.list != nil {
		return w.cursor != w.list.Len()
	}
	return w.cursor != w.of.Len()
}

// Next returns the next element.
func (w *listWalk) Next(*Meter) (Value, error) {
	i := w.cursor
	if l := w.list; l != nil {
		if l.mod != w.mod {
			return nil, throwComodified()
		}
		if i >= l.Len() {
			return nil, throwNoElement("")
		}
		w.cursor, w.last = i+1, i
		return l.At(i), nil
	}
	if w.of.changes() != w.mod {
		return nil, throwComodified()
	}
	if i >= w.of.Len() {
		return nil, w.atEnd()
	}
	w.cursor, w.last = i+1, i
	return w.of.At(i), nil
}

// previous is ListIterator.previous().
func (w *listWalk) previous() (Value, error) {
	if w.of.changes() != w.mod {
		return nil, throwComodified()
	}
	if w.cursor <= 0 {
		return nil, w.atEnd()
	}
	w.cursor--
	w.last = w.cursor
	return w.of.At(w.cursor), nil
}

// atEnd returns the NoSuchElementException, which for an array names its cause.
func (w *listWalk) atEnd() error {
	if _, ok := w.of.(*Array); ok {
		return throwNoElement("java.lang.ArrayIndexOutOfBoundsException")
	}
	return throwNoElement("")
}

// ready returns the exceptions of remove() and set().
func (w *listWalk) ready() error {
	switch {
	case w.of.frozen():
		return throwUnsupported("")
	case w.last < 0:
		return throwState("")
	case w.of.changes() != w.mod:
		return throwComodified()
	}
	return nil
}

// Remove is Iterator.remove().
func (w *listWalk) Remove(m *Meter) error {
	if err := w.ready(); err != nil {
		return err
	}
	if _, err := w.of.removeAt(m, w.last); err != nil {
		return err
	}
	w.cursor, w.last = w.last, -1
	w.mod = w.of.changes()
	return nil
}

// set is ListIterator.set(Object).
func (w *listWalk) set(m *Meter, v Value) error {
	if err := w.ready(); err != nil {
		return err
	}
	_, err := w.of.set(m, w.last, v)
	return err
}

// add is ListIterator.add(Object).
func (w *listWalk) add(m *Meter, v Value) error {
	if w.of.changes() != w.mod && !w.of.frozen() {
		return throwComodified()
	}
	if err := w.of.insert(m, w.cursor, v); err != nil {
		return err
	}
	w.cursor++
	w.last = -1
	w.mod = w.of.changes()
	return nil
}
