package java

// SubList is List.subList(from, to): a view of a part of another list, which fails with
// ConcurrentModificationException once that list was changed otherwise.
type SubList struct {
	class  *Class
	root   lister   // the ArrayList or array behind the view
	parent *SubList // the view this one was taken of, nil when it was taken of root
	start  int      // where the view starts in root
	n      int
	mod    int32 // what root.changes() was at the last change through this view
}

var (
	_ lister = (*SubList)(nil)
	_ Sized  = (*SubList)(nil)

	_ Sourced = (*SubList)(nil)
)

// The classes of sublists: of an ArrayList, and of the list Velocity wraps around an array.
var (
	subListClass      = hiddenClass("java.util.ArrayList$SubList", abstractListClass, randomAccessIface)
	arraySubListClass = hiddenClass("java.util.AbstractList$SubList", abstractListClass)
)

// newSubList returns the view of l from one valid position to another.
func newSubList(l lister, from, to int) *SubList {
	s := &SubList{class: subListClass, root: l, start: from, n: to - from, mod: l.changes()}
	switch l := l.(type) {
	case *Array:
		s.class = arraySubListClass
	case *SubList:
		s.class, s.root, s.parent, s.start, s.mod = l.class, l.root, l, l.start+from, l.mod
	}
	return s
}

// check returns ConcurrentModificationException when the list behind the view changed.
func (s *SubList) check() error {
	if s.root.changes() != s.mod {
		return throwComodified()
	}
	return nil
}

// grew records a change by d elements made through this view, in it and in the views it was taken of.
func (s *SubList) grew(m *Meter, d int) {
	mod := s.root.changes()
	for v := s; v != nil; v = v.parent {
		m.Step(1)
		v.n += d
		v.mod = mod
	}
}

// Len returns the number of elements the view was last known to have.
func (s *SubList) Len() int { return s.n }

// Size is Len.
func (s *SubList) Size() int { return s.n }

// At returns the element at i; null where the list behind the view has become too short.
func (s *SubList) At(i int) Value {
	if s.start+i >= s.root.Len() {
		return nil
	}
	return s.root.At(s.start + i)
}

// OriginOf returns where the element at an Int key came from.
func (s *SubList) OriginOf(key Value) (Origin, bool) {
	i, ok := key.(Int)
	l, sourced := s.root.(Sourced)
	if !ok || !sourced || i < 0 || int(i) >= s.n {
		return Origin{}, false
	}
	return l.OriginOf(Int(s.start) + i)
}

// Class returns the class of sublists of its kind.
func (s *SubList) Class() *Class { return s.class }

// AppendString appends AbstractCollection.toString().
func (s *SubList) AppendString(m *Meter, dst []byte) []byte { return appendCollection(m, dst, s) }

// Equals is List.equals(Object).
func (s *SubList) Equals(m *Meter, o Value) bool { return listEquals(m, s, o) }

// HashCode is List.hashCode().
func (s *SubList) HashCode(m *Meter) int32 { return listHash(m, s) }

// Iterate starts a walk from the first element.
func (s *SubList) Iterate(m *Meter) Iterator { return s.walk(m) }

// walk is SubList.iterator().
func (s *SubList) walk(*Meter) walker { return &listWalk{of: s, last: -1, mod: s.mod} }

// frozen is false: a view of an unchangeable list is no SubList.
func (s *SubList) frozen() bool { return s.root.frozen() }

// changes returns those of the list behind the view.
func (s *SubList) changes() int32 { return s.root.changes() }

// within returns the exceptions of an access to index i.
func (s *SubList) within(i int) error {
	if i < 0 || i >= s.n {
		return throwIndex(i, s.n)
	}
	return s.check()
}

// get is List.get(int).
func (s *SubList) get(m *Meter, i int) (Value, error) {
	if err := s.within(i); err != nil {
		return nil, err
	}
	return s.root.get(m, s.start+i)
}

// set is List.set(int, Object).
func (s *SubList) set(m *Meter, i int, v Value) (Value, error) {
	if err := s.within(i); err != nil {
		return nil, err
	}
	return s.root.set(m, s.start+i, v)
}

// add is List.add(Object).
func (s *SubList) add(m *Meter, v Value) (bool, error) {
	return true, s.insert(m, s.n, v)
}

// insert is List.add(int, Object).
func (s *SubList) insert(m *Meter, i int, v Value) error {
	if i < 0 || i > s.n {
		return throwPosition(i, s.n)
	}
	if err := s.check(); err != nil {
		return err
	}
	if err := s.root.insert(m, s.start+i, v); err != nil {
		return err
	}
	s.grew(m, 1)
	return nil
}

// addAll is List.addAll(Collection).
func (s *SubList) addAll(m *Meter, vs []Value) (bool, error) { return s.insertAll(m, s.n, vs) }

// insertAll is List.addAll(int, Collection), which changes nothing when there is nothing to add.
func (s *SubList) insertAll(m *Meter, i int, vs []Value) (bool, error) {
	if i < 0 || i > s.n {
		return false, throwPosition(i, s.n)
	}
	if len(vs) == 0 {
		return false, nil
	}
	if err := s.check(); err != nil {
		return false, err
	}
	if _, err := s.root.insertAll(m, s.start+i, vs); err != nil {
		return false, err
	}
	s.grew(m, len(vs))
	return true, nil
}

// removeAt is List.remove(int).
func (s *SubList) removeAt(m *Meter, i int) (Value, error) {
	if err := s.within(i); err != nil {
		return nil, err
	}
	v, err := s.root.removeAt(m, s.start+i)
	if err != nil {
		return nil, err
	}
	s.grew(m, -1)
	return v, nil
}

// removeValue is AbstractCollection.remove(Object).
func (s *SubList) removeValue(m *Meter, v Value) (bool, error) {
	if err := s.check(); err != nil {
		return false, err
	}
	return walkRemove(m, s, v)
}

// contains is List.contains(Object).
func (s *SubList) contains(m *Meter, v Value) (bool, error) {
	i, err := s.find(m, v, false)
	return i >= 0, err
}

// find is List.indexOf(Object) and lastIndexOf.
func (s *SubList) find(m *Meter, v Value, last bool) (int, error) {
	if err := s.check(); err != nil {
		return 0, err
	}
	if last {
		return lastIndexOf(m, s, v), nil
	}
	return indexOf(m, s, v), nil
}

// retain is retainAll(c) or removeAll(c).
func (s *SubList) retain(m *Meter, c collection, keep bool) (bool, error) {
	if err := s.check(); err != nil {
		return false, err
	}
	l, ok := s.root.(*List)
	if !ok {
		return walkRetain(m, s, c, keep)
	}
	before := l.Len()
	changed, err := l.retainRange(m, s.start, s.start+s.n, c, keep)
	if changed {
		s.grew(m, l.Len()-before)
	}
	return changed, err
}

// clear is List.clear(), one change of the list behind the view.
func (s *SubList) clear(m *Meter) error {
	if err := s.check(); err != nil {
		return err
	}
	l, ok := s.root.(*List)
	if !ok {
		return walkClear(m, s)
	}
	l.settle(m)
	l.removeRange(m, s.start, s.start+s.n)
	s.grew(m, -s.n)
	return nil
}

// sort is List.sort(Comparator), which puts the sorted elements back by set.
func (s *SubList) sort(m *Meter, cmp comparison) error {
	vs, err := gatherElements(m, s)
	if err != nil {
		return err
	}
	if err := sortValues(m, vs, cmp); err != nil {
		return err
	}
	for i, v := range vs {
		if _, err := s.root.set(m, s.start+i, v); err != nil {
			return err
		}
	}
	return nil
}
