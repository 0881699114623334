package java

// Array is a Java array. A template reads and changes it through the list that Velocity wraps around it
// (org.apache.velocity.util.ArrayListWrapper), whose methods have the Array itself as receiver.
type Array struct {
	class *Class
	elems []Value
}

var (
	_ lister   = (*Array)(nil)
	_ Iterable = (*Array)(nil)
	_ Sized    = (*Array)(nil)
)

// arrayWrapperClass is the class of the list Velocity wraps around an array to call methods on it: an AbstractList
// that has get, set and size only, so it refuses to grow or shrink.
var arrayWrapperClass = &Class{
	Name: "org.apache.velocity.util.ArrayListWrapper", Simple: "ArrayListWrapper", Super: abstractListClass,
}

func init() { register(arrayWrapperClass) }

// NewArray returns the array of element type elem that owns elems. Elements of an array of primitives are of the
// matching wrapper class.
func NewArray(elem *Class, elems []Value) *Array { return &Array{class: arrayOf(elem), elems: elems} }

// Len returns the number of elements.
func (a *Array) Len() int { return len(a.elems) }

// Size is Len.
func (a *Array) Size() int { return len(a.elems) }

// At returns the element at i, which must be within the array.
func (a *Array) At(i int) Value { return a.elems[i] }

// SetAt replaces the element at i, which must be within the array, by a value of its type.
func (a *Array) SetAt(i int, v Value) { a.elems[i] = v }

// Class returns the array class.
func (a *Array) Class() *Class { return a.class }

// AppendString appends Object.toString(): "[Ljava.lang.String;@" and the identity hash code.
func (a *Array) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, a) }

// Equals is identity.
func (a *Array) Equals(_ *Meter, o Value) bool { return o == Value(a) }

// HashCode is the identity hash code.
func (a *Array) HashCode(*Meter) int32 { return identityHash(a.class) }

// Iterate starts a walk from the first element.
func (a *Array) Iterate(m *Meter) Iterator { return a.walk(m) }

// walk is AbstractList.iterator().
func (a *Array) walk(*Meter) walker { return &listWalk{of: a, last: -1} }

// check never fails.
func (a *Array) check() error { return nil }

// frozen is false: elements can be set.
func (a *Array) frozen() bool { return false }

// changes is 0: an array never changes its size.
func (a *Array) changes() int32 { return 0 }

// get is List.get(int).
func (a *Array) get(_ *Meter, i int) (Value, error) {
	if i < 0 || i >= len(a.elems) {
		return nil, Throw("java.lang.ArrayIndexOutOfBoundsException", "")
	}
	return a.elems[i], nil
}

// set is List.set(int, Object). A value that does not fit the element type throws IllegalArgumentException.
func (a *Array) set(m *Meter, i int, v Value) (Value, error) {
	old, err := a.get(m, i)
	if err != nil {
		return nil, err
	}
	if a.elems[i], err = a.element(v); err != nil {
		a.elems[i] = old
		return nil, err
	}
	return old, nil
}

// element returns v as an element of a, or the exception of java.lang.reflect.Array.set.
func (a *Array) element(v Value) (Value, error) {
	elem := a.class.Elem
	switch {
	case fits(elem, classOf(v)):
		return widen(elem, v), nil
	case elem.Kind != KindPrimitive:
		return nil, throwArgument("array element type mismatch")
	case v == nil:
		return nil, throwArgument("")
	}
	if c, ok := v.(Char); ok && width(elem) >= width(primInt) {
		return widen(elem, IntValue(int32(c))), nil
	}
	return nil, throwArgument("argument type mismatch")
}

// add is not supported.
func (a *Array) add(*Meter, Value) (bool, error) { return false, throwUnsupported("") }

// addAll is not supported where there is something to add.
func (a *Array) addAll(m *Meter, vs []Value) (bool, error) {
	return a.insertAll(m, len(a.elems), vs)
}

// insert is not supported.
func (a *Array) insert(*Meter, int, Value) error { return throwUnsupported("") }

// insertAll is not supported where there is something to add.
func (a *Array) insertAll(_ *Meter, i int, vs []Value) (bool, error) {
	if i < 0 || i > len(a.elems) {
		return false, throwPosition(i, len(a.elems))
	}
	if len(vs) == 0 {
		return false, nil
	}
	return false, throwUnsupported("")
}

// removeAt is not supported.
func (a *Array) removeAt(*Meter, int) (Value, error) { return nil, throwUnsupported("") }

// removeValue is not supported where the array has such an element.
func (a *Array) removeValue(m *Meter, v Value) (bool, error) { return walkRemove(m, a, v) }

// contains is List.contains(Object).
func (a *Array) contains(m *Meter, v Value) (bool, error) { return indexOf(m, a, v) >= 0, nil }

// find is List.indexOf(Object) and lastIndexOf.
func (a *Array) find(m *Meter, v Value, last bool) (int, error) {
	if last {
		return lastIndexOf(m, a, v), nil
	}
	return indexOf(m, a, v), nil
}

// retain is not supported where something would be removed.
func (a *Array) retain(m *Meter, c collection, keep bool) (bool, error) {
	return walkRetain(m, a, c, keep)
}

// clear is not supported unless the array is empty.
func (a *Array) clear(m *Meter) error { return walkClear(m, a) }

// sort is List.sort(Comparator), which changes the array.
func (a *Array) sort(m *Meter, cmp comparison) error {
	vs, err := gatherElements(m, a)
	if err != nil {
		return err
	}
	if err := sortValues(m, vs, cmp); err != nil {
		return err
	}
	copy(a.elems, vs)
	return nil
}
