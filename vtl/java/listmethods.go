package java

import "strconv"

// lister is a collection that is a java.util.List, or an array seen through the list Velocity wraps around it.
type lister interface {
	collection
	// At returns the element at i, which must be within the list.
	At(i int) Value
	// get is get(int).
	get(m *Meter, i int) (Value, error)
	// set is set(int, Object); it returns the old element.
	set(m *Meter, i int, v Value) (Value, error)
	// insert is add(int, Object).
	insert(m *Meter, i int, v Value) error
	// insertAll is addAll(int, Collection).
	insertAll(m *Meter, i int, vs []Value) (bool, error)
	// removeAt is remove(int); it returns the element removed.
	removeAt(m *Meter, i int) (Value, error)
	// find is indexOf(Object), or lastIndexOf when last; -1 where there is none.
	find(m *Meter, v Value, last bool) (int, error)
	// sort is sort(Comparator), by natural order when cmp is nil.
	sort(m *Meter, cmp comparison) error
	// changes returns the number of structural changes, by which iterators notice them.
	changes() int32
}

// listMethods is what java.util.List adds to Collection.
var listMethods = append([]Method{
	{Sig: "add(int,Object)", Cost: CostConst, Call: listInsert},
	{Sig: "addAll(int,Collection)", Cost: CostArgs, Call: listInsertAll},
	{Sig: "get(int)", Cost: CostConst, Call: listGet},
	{Sig: "indexOf(Object)", Cost: CostInside, Call: listIndexOf},
	{Sig: "lastIndexOf(Object)", Cost: CostInside, Call: listLastIndexOf},
	{Sig: "listIterator()", Cost: CostConst, Call: making(objectBytes, listListIterator)},
	{Sig: "listIterator(int)", Cost: CostConst, Call: making(objectBytes, listListIteratorAt)},
	{Sig: "remove(int)", Cost: CostConst, Call: listRemoveAt},
	{Sig: "replaceAll(UnaryOperator)", Cost: CostConst, Call: listReplaceAll},
	{Sig: "set(int,Object)", Cost: CostConst, Call: listSet},
	{Sig: "sort(Comparator)", Cost: CostInside, Call: listSort},
	{Sig: "subList(int,int)", Cost: CostConst, Call: making(objectBytes, listSubList)},
}, listFactories...)

func init() { Define(listIface, listMethods) }

// listInsert is List#add(int,Object).
func listInsert(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(lister).insert(m, int(argInt(args[0])), args[1])
}

// listInsertAll is List#addAll(int,Collection). The position is checked before the collection is looked at.
func listInsertAll(m *Meter, self Value, args []Value) (Value, error) {
	l, i := self.(lister), int(argInt(args[0]))
	if l.frozen() {
		return nil, throwUnsupported("")
	}
	if i < 0 || i > l.Len() {
		return nil, throwPosition(i, l.Len())
	}
	vs, err := argElements(m, args[1], nullAdded(l))
	if err != nil {
		return nil, err
	}
	ok, err := l.insertAll(m, i, vs)
	return Bool(ok), err
}

// listGet is List#get(int).
func listGet(m *Meter, self Value, args []Value) (Value, error) {
	return self.(lister).get(m, int(argInt(args[0])))
}

// listIndexOf is List#indexOf(Object).
func listIndexOf(m *Meter, self Value, args []Value) (Value, error) {
	i, err := self.(lister).find(m, args[0], false)
	return IntValue(int32(i)), err
}

// listLastIndexOf is List#lastIndexOf(Object).
func listLastIndexOf(m *Meter, self Value, args []Value) (Value, error) {
	i, err := self.(lister).find(m, args[0], true)
	return IntValue(int32(i)), err
}

// listListIterator is List#listIterator().
func listListIterator(_ *Meter, self Value, _ []Value) (Value, error) {
	return newListIterator(self.(lister), 0)
}

// listListIteratorAt is List#listIterator(int).
func listListIteratorAt(_ *Meter, self Value, args []Value) (Value, error) {
	return newListIterator(self.(lister), int(argInt(args[0])))
}

// listRemoveAt is List#remove(int).
func listRemoveAt(m *Meter, self Value, args []Value) (Value, error) {
	return self.(lister).removeAt(m, int(argInt(args[0])))
}

// listReplaceAll is List#replaceAll(UnaryOperator) of null.
func listReplaceAll(_ *Meter, self Value, _ []Value) (Value, error) {
	if self.(lister).frozen() {
		return nil, throwUnsupported("")
	}
	return nil, throwNull("")
}

// listSet is List#set(int,Object).
func listSet(m *Meter, self Value, args []Value) (Value, error) {
	return self.(lister).set(m, int(argInt(args[0])), args[1])
}

// listSort is List#sort(Comparator).
func listSort(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(lister).sort(m, comparisonOf(args[0]))
}

// listSubList is List#subList(int,int): a view, or of an unchangeable list a list of its own.
func listSubList(_ *Meter, self Value, args []Value) (Value, error) {
	l, from, to := self.(lister), int(argInt(args[0])), int(argInt(args[1]))
	if err := checkSubList(from, to, l.Len()); err != nil {
		return nil, err
	}
	if fixed, ok := l.(*List); ok && fixed.frozen() {
		return &List{class: fixedSubListClass, elems: fixed.elems[from:to:to], fixity: fixed.fixity}, nil
	}
	return newSubList(l, from, to), nil
}

// checkSubList returns the exception for a sublist from one position to another of a list of n elements.
func checkSubList(from, to, n int) error {
	switch {
	case from < 0:
		return throwBounds("fromIndex = " + strconv.Itoa(from))
	case to > n:
		return throwBounds("toIndex = " + strconv.Itoa(to))
	case from > to:
		return throwArgument("fromIndex(" + strconv.Itoa(from) + ") > toIndex(" + strconv.Itoa(to) + ")")
	}
	return nil
}

// indexOf returns the index of the first element of l that equals v, -1 where there is none.
func indexOf(m *Meter, l lister, v Value) int {
	for i, n := 0, l.Len(); i < n; i++ {
		m.Step(1)
		if Equal(m, v, l.At(i)) {
			return i
		}
	}
	return -1
}

// lastIndexOf returns the index of the last element of l that equals v, -1 where there is none.
func lastIndexOf(m *Meter, l lister, v Value) int {
	for i := l.Len() - 1; i >= 0; i-- {
		m.Step(1)
		if Equal(m, v, l.At(i)) {
			return i
		}
	}
	return -1
}

// listEquals is List.equals(Object) of l.
func listEquals(m *Meter, l lister, o Value) bool {
	other, ok := o.(lister)
	if !ok || !o.Class().IsA(listIface) {
		return false
	}
	if Value(l) == o {
		return true
	}
	n := l.Len()
	if other.Len() != n {
		return false
	}
	m.EnterContainer(l)
	defer m.Leave()
	for i := range n {
		m.Step(1)
		if !Equal(m, l.At(i), other.At(i)) {
			return false
		}
	}
	return true
}

// listHash is List.hashCode() of l.
func listHash(m *Meter, l lister) int32 {
	m.EnterContainer(l)
	h := int32(1)
	for i, n := 0, l.Len(); i < n; i++ {
		m.Step(1)
		h = 31*h + Hash(m, l.At(i))
	}
	m.Leave()
	return h
}
