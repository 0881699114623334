package java

import "cmp"

// collection is a Value that is a java.util.Collection. The methods that can fail return what Java throws; those
// that change a collection which cannot change throw UnsupportedOperationException.
type collection interface {
	Iterable
	// Len returns the number of elements.
	Len() int
	// check returns the exception of a view whose list changed behind it; nil for all others.
	check() error
	// walk is iterator().
	walk(m *Meter) walker
	// contains is contains(Object).
	contains(m *Meter, v Value) (bool, error)
	// add is add(Object).
	add(m *Meter, v Value) (bool, error)
	// addAll is addAll(Collection) of the elements vs.
	addAll(m *Meter, vs []Value) (bool, error)
	// removeValue is remove(Object).
	removeValue(m *Meter, v Value) (bool, error)
	// retain is retainAll(c) when keep is true, else removeAll(c); c is not null.
	retain(m *Meter, c collection, keep bool) (bool, error)
	// clear is clear().
	clear(m *Meter) error
	// frozen tells that every method that would change the collection throws before it looks at its arguments.
	frozen() bool
}

// walker is a running java.util.Iterator over a collection.
type walker interface {
	Iterator
	// Remove is Iterator.remove().
	Remove(m *Meter) error
}

// valueBytes is what one element of a collection or array is charged, in bytes.
const valueBytes = 16

// collectionMethods is java.util.Collection as a template sees it on every collection.
var collectionMethods = []Method{
	{Sig: "add(Object)", Cost: CostConst, Call: collectionAdd},
	{Sig: "addAll(Collection)", Cost: CostArgs, Call: collectionAddAll},
	{Sig: "clear()", Cost: CostSelf, Call: collectionClear},
	{Sig: "contains(Object)", Cost: CostInside, Call: collectionContains},
	{Sig: "containsAll(Collection)", Cost: CostInside, Call: collectionContainsAll},
	{Sig: "equals(Object)", Cost: CostInside, Call: collectionEquals},
	{Sig: "hashCode()", Cost: CostInside, Call: collectionHashCode},
	{Sig: "isEmpty()", Cost: CostConst, Call: collectionIsEmpty},
	{Sig: "parallelStream()", Cost: CostConst, Call: making(streamBytes, collectionParallelStream)},
	{Sig: "remove(Object)", Cost: CostSelf, Call: collectionRemove},
	{Sig: "removeAll(Collection)", Cost: CostInside, Call: collectionRemoveAll},
	{Sig: "removeIf(Predicate)", Cost: CostConst, Call: collectionRemoveIf},
	{Sig: "retainAll(Collection)", Cost: CostInside, Call: collectionRetainAll},
	{Sig: "size()", Cost: CostConst, Call: collectionSize},
	{Sig: "stream()", Cost: CostConst, Call: making(streamBytes, collectionStream)},
	{Sig: "toArray()", Cost: CostSelf, Call: collectionToArray},
	{Sig: "toArray(IntFunction)", Cost: CostConst, Call: collectionToArrayOf},
	{Sig: "toArray(Object[])", Cost: CostSelf, Call: collectionToArrayIn},
}

// iterableMethods is java.lang.Iterable; the other methods of collections build on them.
var iterableMethods = []Method{
	{Sig: "forEach(Consumer)", Cost: CostInside, Call: iterableForEach},
	{Sig: "iterator()", Cost: CostConst, Call: making(objectBytes, iterableIterator)},
	{Sig: "spliterator()", Cost: CostConst, Call: making(streamBytes, collectionSpliterator)},
}

// abstractCollectionClass is java.util.AbstractCollection, the public superclass of collections that are not
// public themselves.
var abstractCollectionClass = &Class{
	Name: "java.util.AbstractCollection", Simple: "AbstractCollection", Super: ObjectClass, Ifaces: []*Class{collectionClass},
}

func init() {
	Define(collectionClass, collectionMethods)
	Define(iterableIface, iterableMethods)
	Define(abstractCollectionClass, []Method{{Sig: "toString()", Cost: CostInside, Call: collectionToString}})
}

// collectionAdd is Collection#add(Object).
func collectionAdd(m *Meter, self Value, args []Value) (Value, error) {
	ok, err := self.(collection).add(m, args[0])
	return Bool(ok), err
}

// collectionAddAll is Collection#addAll(Collection).
func collectionAddAll(m *Meter, self Value, args []Value) (Value, error) {
	c := self.(collection)
	if c.frozen() {
		return nil, throwUnsupported("")
	}
	vs, err := argElements(m, args[0], nullAdded(c))
	if err != nil {
		return nil, err
	}
	ok, err := c.addAll(m, vs)
	return Bool(ok), err
}

// collectionClear is Collection#clear().
func collectionClear(m *Meter, self Value, _ []Value) (Value, error) {
	return voidResult, self.(collection).clear(m)
}

// collectionContains is Collection#contains(Object).
func collectionContains(m *Meter, self Value, args []Value) (Value, error) {
	ok, err := self.(collection).contains(m, args[0])
	return Bool(ok), err
}

// collectionContainsAll is AbstractCollection#containsAll(Collection).
func collectionContainsAll(m *Meter, self Value, args []Value) (Value, error) {
	vs, err := argElements(m, args[0], nullWalked)
	if err != nil {
		return nil, err
	}
	ok, err := containsAll(m, self.(collection), vs)
	return Bool(ok), err
}

// What Java says about null where a collection should be.
const (
	nullWalked = `Cannot invoke "java.util.Collection.iterator()" because "c" is null`
	nullCopied = `Cannot invoke "java.util.Collection.toArray()" because "c" is null`
)

// nullAdded returns what c.addAll(null) says.
func nullAdded(c collection) string {
	if _, ok := c.(*List); ok {
		return nullCopied
	}
	return nullWalked
}

// collectionEquals is equals(Object), which a stale sublist refuses on either side.
func collectionEquals(m *Meter, self Value, args []Value) (Value, error) {
	l, ok := self.(lister)
	if o, other := args[0].(lister); ok && other && Value(l) != Value(o) {
		if err := l.check(); err != nil {
			return nil, err
		}
		if err := o.check(); err != nil {
			return nil, err
		}
	}
	return Bool(self.Equals(m, args[0])), nil
}

// collectionHashCode is hashCode(), which a stale sublist refuses.
func collectionHashCode(m *Meter, self Value, _ []Value) (Value, error) {
	if err := self.(collection).check(); err != nil {
		return nil, err
	}
	return IntValue(self.HashCode(m)), nil
}

// collectionToString is AbstractCollection#toString(), which a stale sublist refuses.
func collectionToString(m *Meter, self Value, _ []Value) (Value, error) {
	if err := self.(collection).check(); err != nil {
		return nil, err
	}
	return String(self.AppendString(m, nil)), nil
}

// collectionIsEmpty is Collection#isEmpty().
func collectionIsEmpty(_ *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	return Bool(c.Len() == 0), c.check()
}

// collectionRemove is Collection#remove(Object).
func collectionRemove(m *Meter, self Value, args []Value) (Value, error) {
	ok, err := self.(collection).removeValue(m, args[0])
	return Bool(ok), err
}

// collectionRemoveAll is Collection#removeAll(Collection).
func collectionRemoveAll(m *Meter, self Value, args []Value) (Value, error) {
	return retainRow(m, self, args[0], false)
}

// collectionRetainAll is Collection#retainAll(Collection).
func collectionRetainAll(m *Meter, self Value, args []Value) (Value, error) {
	return retainRow(m, self, args[0], true)
}

// retainRow is removeAll and retainAll.
func retainRow(m *Meter, self, arg Value, keep bool) (Value, error) {
	c := self.(collection)
	if c.frozen() {
		return nil, throwUnsupported("")
	}
	if arg == nil {
		return nil, throwNull("")
	}
	m.Step(c.Len())
	ok, err := c.retain(m, arg.(collection), keep)
	return Bool(ok), err
}

// collectionRemoveIf is Collection#removeIf(Predicate) of null.
func collectionRemoveIf(_ *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	if c.frozen() {
		return nil, throwUnsupported("")
	}
	return nil, cmp.Or(c.check(), throwNull(""))
}

// collectionSize is Collection#size().
func collectionSize(_ *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	return IntValue(int32(c.Len())), c.check()
}

// collectionSpliterator is Collection#spliterator().
func collectionSpliterator(m *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	return newSpliterator(c), c.check()
}

// collectionStream is Collection#stream(); the stream reads the collection when it runs.
func collectionStream(_ *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	return streamOf(c), c.check()
}

// collectionParallelStream is Collection#parallelStream(), whose results are those of stream().
func collectionParallelStream(_ *Meter, self Value, _ []Value) (Value, error) {
	s := streamOf(self.(collection))
	s.source.parallel = true
	return s, nil
}

// collectionToArray is Collection#toArray().
func collectionToArray(m *Meter, self Value, _ []Value) (Value, error) {
	vs, err := copyElements(m, self.(collection))
	if err != nil {
		return nil, err
	}
	return NewArray(ObjectClass, vs), nil
}

// collectionToArrayOf is Collection#toArray(IntFunction) of null.
func collectionToArrayOf(*Meter, Value, []Value) (Value, error) {
	return nil, throwNull(`Cannot invoke "java.util.function.IntFunction.apply(int)" because "generator" is null`)
}

// collectionToArrayIn is Collection#toArray(Object[]): the elements in the given array where they fit into it,
// with a null behind them, else in a new one of its type.
func collectionToArrayIn(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull(`Cannot read the array length because "a" is null`)
	}
	vs, err := copyElements(m, self.(collection))
	if err != nil {
		return nil, err
	}
	a := args[0].(*Array)
	if len(a.elems) < len(vs) {
		a = NewArray(a.class.Elem, make([]Value, len(vs)))
	}
	for i, v := range vs {
		if v != nil && !v.Class().IsA(a.class.Elem) {
			return nil, throwStore(self, v.Class(), a.class.Elem)
		}
		a.elems[i] = v
	}
	if len(a.elems) > len(vs) {
		a.elems[len(vs)] = nil
	}
	return a, nil
}

// throwStore returns the ArrayStoreException of an element of class c of a collection that is copied to an array of
// elem. Lists kept in an array are copied in one go, which names no element.
func throwStore(self Value, c, elem *Class) error {
	if _, ok := self.(lister); ok && c != nil && self.Class() != list12Class && self.Class().Kind != KindArray {
		return Throw("java.lang.ArrayStoreException", "arraycopy: element type mismatch: can not cast one of the elements of "+
			"java.lang.Object[] to the type of the destination array, "+elem.Name)
	}
	return Throw("java.lang.ArrayStoreException", c.Name)
}

// iterableForEach is Iterable#forEach(Consumer).
func iterableForEach(m *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return voidResult, consumeAll(m, self.(Iterable).Iterate(m), args[0].(consumer))
}

// iterableIterator is Iterable#iterator().
func iterableIterator(m *Meter, self Value, _ []Value) (Value, error) {
	c := self.(collection)
	return &IteratorValue{class: iteratorClassOf(c), walker: c.walk(m)}, c.check()
}
