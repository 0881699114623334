package java

import (
	"slices"
	"strconv"
)

// List is a java.util.ArrayList, a class derived from it, or a list that cannot change (List.of, Stream.toList).
// It may be virtual: a lazy list that is filled on the first look, or a range that needs no elements until it is
// changed. A List belongs to one run and is for one goroutine.
type List struct {
	class   *Class
	elems   []Value
	virtual *virtualList // nil once elems holds the elements
	mod     int32        // structural changes, for fail-fast iterators and sublists
	fixity  fixity
	origins func(key Value) (Origin, bool)
}

// fixity tells whether a List can change.
type fixity uint8

// The kinds of fixity.
const (
	changeable fixity = iota
	fixedNoNulls
	fixedWithNulls
)

var (
	_ lister   = (*List)(nil)
	_ Iterable = (*List)(nil)
	_ Sized    = (*List)(nil)
	_ Sourced  = (*List)(nil)
)

// abstractListClass is java.util.AbstractList.
var abstractListClass = &Class{
	Name: "java.util.AbstractList", Simple: "AbstractList", Super: abstractCollectionClass, Ifaces: []*Class{listIface},
}

// ListClass is java.util.ArrayList.
var ListClass = &Class{
	Name: "java.util.ArrayList", Simple: "ArrayList", Super: abstractListClass,
	Ifaces: []*Class{listIface, randomAccessIface, cloneableIface, serializableIface},
}

// ArrayListClass is ListClass.
var ArrayListClass = ListClass

// arrayListMethods is what java.util.ArrayList has besides List.
var arrayListMethods = []Method{
	{Sig: "clone()", Cost: CostSelf, Call: arrayListClone},
	{Sig: "ensureCapacity(int)", Cost: CostConst, Call: arrayListEnsureCapacity},
	{Sig: "trimToSize()", Cost: CostConst, Call: arrayListTrimToSize},
}

func init() {
	register(abstractListClass)
	Define(ListClass, arrayListMethods)
}

// NewList returns an ArrayList that owns elems.
func NewList(elems []Value) *List { return &List{class: ListClass, elems: elems} }

// NewListOf returns a list of class c, which is ListClass or derived from it, that owns elems.
func NewListOf(c *Class, elems []Value) *List { return &List{class: c, elems: elems} }

// Len returns the number of elements.
func (l *List) Len() int {
	if l.virtual != nil {
		return l.virtualLen()
	}
	return len(l.elems)
}

// Size is Len.
func (l *List) Size() int { return l.Len() }

// At returns the element at i, which must be within the list.
func (l *List) At(i int) Value {
	if l.virtual != nil {
		return l.virtualAt(i)
	}
	return l.elems[i]
}

// Append adds v behind the last element. The caller charges for it and keeps away from lists that cannot change.
func (l *List) Append(v Value) {
	l.settle(nil)
	l.elems = append(l.elems, v)
	l.mod++
}

// SetAt replaces the element at i, which must be within the list. The caller keeps away from lists that cannot change.
func (l *List) SetAt(i int, v Value) {
	l.settle(nil)
	l.elems[i] = v
}

// SetOrigins sets what OriginOf answers.
func (l *List) SetOrigins(f func(key Value) (Origin, bool)) { l.origins = f }

// OriginOf returns where the element at an Int key came from. A list forgets that when elements are moved or
// replaced.
func (l *List) OriginOf(key Value) (Origin, bool) {
	if l.origins == nil {
		return Origin{}, false
	}
	return l.origins(key)
}

// Class returns the class the list was made with.
func (l *List) Class() *Class { return l.class }

// AppendString appends AbstractCollection.toString(), or what the class prints instead.
func (l *List) AppendString(m *Meter, dst []byte) []byte {
	if f := l.class.ToString; f != nil {
		return f(m, l, dst)
	}
	return appendCollection(m, dst, l)
}

// Equals is List.equals(Object): any other List with equal elements in the same order.
func (l *List) Equals(m *Meter, o Value) bool { return listEquals(m, l, o) }

// HashCode is List.hashCode(): 31*h + hash of the element, from 1.
func (l *List) HashCode(m *Meter) int32 { return listHash(m, l) }

// Iterate starts a walk from the first element.
func (l *List) Iterate(*Meter) Iterator { return &listWalk{list: l, of: l, last: -1, mod: l.mod} }

// walk is ArrayList.iterator().
func (l *List) walk(*Meter) walker {
	return &listWalk{list: l, of: l, last: -1, mod: l.mod, oneWay: l.frozen()}
}

// check never fails: a List is no view.
func (l *List) check() error { return nil }

// frozen tells whether the list cannot change.
func (l *List) frozen() bool { return l.fixity != changeable }

// changes returns the number of structural changes.
func (l *List) changes() int32 { return l.mod }

// get is List.get(int).
func (l *List) get(_ *Meter, i int) (Value, error) {
	if i < 0 || i >= l.Len() {
		return nil, l.outside(i)
	}
	return l.At(i), nil
}

// outside returns the exception of get(i): the array exception for the list Java keeps in a plain array.
func (l *List) outside(i int) error {
	switch l.class {
	case listNClass:
		return throwArrayIndex(i, l.Len())
	case list12Class:
		return throwBounds("Index: " + strconv.Itoa(i) + " Size: " + strconv.Itoa(l.Len()))
	}
	return throwIndex(i, l.Len())
}

// set is List.set(int, Object); it returns the old element.
func (l *List) set(m *Meter, i int, v Value) (Value, error) {
	if l.frozen() {
		return nil, throwUnsupported("")
	}
	if i < 0 || i >= l.Len() {
		return nil, throwIndex(i, l.Len())
	}
	l.settle(m)
	old := l.elems[i]
	l.elems[i] = v
	l.origins = nil
	return old, nil
}

// add is List.add(Object).
func (l *List) add(m *Meter, v Value) (bool, error) {
	if l.frozen() {
		return false, throwUnsupported("")
	}
	l.settle(m)
	m.Bytes(valueBytes)
	l.elems = append(l.elems, v)
	l.mod++
	return true, nil
}

// addAll is List.addAll(Collection). ArrayList counts a change even when there is nothing to add.
func (l *List) addAll(m *Meter, vs []Value) (bool, error) { return l.insertAll(m, l.Len(), vs) }

// insert is List.add(int, Object).
func (l *List) insert(m *Meter, i int, v Value) error {
	_, err := l.insertAll(m, i, []Value{v})
	return err
}

// insertAll is List.addAll(int, Collection).
func (l *List) insertAll(m *Meter, i int, vs []Value) (bool, error) {
	if l.frozen() {
		return false, throwUnsupported("")
	}
	n := l.Len()
	if i < 0 || i > n {
		return false, throwPosition(i, n)
	}
	l.settle(m)
	m.Bytes(len(vs) * valueBytes)
	m.Step(n - i)
	l.mod++
	if i < n {
		l.origins = nil
	}
	l.elems = slices.Insert(l.elems, i, vs...)
	return len(vs) > 0, nil
}

// removeAt is List.remove(int); it returns the element removed.
func (l *List) removeAt(m *Meter, i int) (Value, error) {
	if l.frozen() {
		return nil, throwUnsupported("")
	}
	n := l.Len()
	if i < 0 || i >= n {
		return nil, throwIndex(i, n)
	}
	l.settle(m)
	old := l.elems[i]
	l.removeRange(m, i, i+1)
	return old, nil
}

// removeRange removes the elements from i up to j, as one change.
func (l *List) removeRange(m *Meter, i, j int) {
	m.Step((len(l.elems) - i) >> 4)
	n := copy(l.elems[i:], l.elems[j:])
	clear(l.elems[i+n:])
	l.elems = l.elems[:i+n]
	l.origins = nil
	l.mod++
}

// removeValue is List.remove(Object): the first element that equals v.
func (l *List) removeValue(m *Meter, v Value) (bool, error) {
	if l.frozen() {
		return false, throwUnsupported("")
	}
	i := indexOf(m, l, v)
	if i < 0 {
		return false, nil
	}
	_, err := l.removeAt(m, i)
	return true, err
}

// contains is List.contains(Object), which List.of refuses to be asked for null.
func (l *List) contains(m *Meter, v Value) (bool, error) {
	i, err := l.find(m, v, false)
	return i >= 0, err
}

// find is List.indexOf(Object), or lastIndexOf when last; -1 where there is none.
func (l *List) find(m *Meter, v Value, last bool) (int, error) {
	if v == nil && l.fixity == fixedNoNulls {
		return 0, throwNull("")
	}
	if last {
		return lastIndexOf(m, l, v), nil
	}
	return indexOf(m, l, v), nil
}

// retain is ArrayList.retainAll(c) or removeAll(c).
func (l *List) retain(m *Meter, c collection, keep bool) (bool, error) {
	return l.retainRange(m, 0, l.Len(), c, keep)
}

// retainRange is retain for the elements from i up to j. Every element removed counts as a change.
func (l *List) retainRange(m *Meter, i, j int, c collection, keep bool) (bool, error) {
	l.settle(m)
	kept := make([]Value, 0, j-i)
	for _, v := range l.elems[i:j] {
		m.Step(1)
		in, err := c.contains(m, v)
		if err != nil {
			return false, err
		}
		if in == keep {
			kept = append(kept, v)
		}
	}
	removed := j - i - len(kept)
	if removed == 0 {
		return false, nil
	}
	copy(l.elems[i:], kept)
	l.removeRange(m, i+len(kept), j)
	l.mod += int32(removed) - 1
	return true, nil
}

// clear is List.clear().
func (l *List) clear(*Meter) error {
	if l.frozen() {
		return throwUnsupported("")
	}
	l.virtual, l.elems, l.origins = nil, nil, nil
	l.mod++
	return nil
}

// sort is List.sort(Comparator), which counts as a change.
func (l *List) sort(m *Meter, cmp comparison) error {
	if l.frozen() {
		return throwUnsupported("")
	}
	l.settle(m)
	l.origins = nil
	if err := sortValues(m, l.elems, cmp); err != nil {
		return err
	}
	l.mod++
	return nil
}

// arrayListClone is ArrayList#clone(): a list of the same class with the same elements.
func arrayListClone(m *Meter, self Value, _ []Value) (Value, error) {
	l := self.(*List)
	vs, err := copyElements(m, l)
	return NewListOf(l.class, vs), err
}

// defaultCapacity is the room an ArrayList makes with its first element.
const defaultCapacity = 10

// arrayListEnsureCapacity is ArrayList#ensureCapacity(int): no room is made, but growing counts as a change.
func arrayListEnsureCapacity(_ *Meter, self Value, args []Value) (Value, error) {
	l := self.(*List)
	if n := int(argInt(args[0])); n > defaultCapacity && n > l.Len() {
		l.mod++
	}
	return voidResult, nil
}

// arrayListTrimToSize is ArrayList#trimToSize(), which counts as a change.
func arrayListTrimToSize(_ *Meter, self Value, _ []Value) (Value, error) {
	self.(*List).mod++
	return voidResult, nil
}
