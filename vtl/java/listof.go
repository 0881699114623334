package java

import (
	"slices"
	"strings"
)

// The classes of lists that cannot change. They are not public: a template sees what List declares.
var (
	listNClass        = hiddenClass("java.util.ImmutableCollections$ListN", abstractCollectionClass, listIface, randomAccessIface, serializableIface)
	list12Class       = hiddenClass("java.util.ImmutableCollections$List12", abstractCollectionClass, listIface, randomAccessIface, serializableIface)
	fixedSubListClass = hiddenClass("java.util.ImmutableCollections$SubList", abstractCollectionClass, listIface, randomAccessIface)
)

// hiddenClass returns the class called name (a full Java name), which is not public and derives from super.
func hiddenClass(name string, super *Class, ifaces ...*Class) *Class {
	return &Class{Name: name, Simple: simpleName(name), Super: super, Ifaces: ifaces, Hidden: true}
}

// simpleName returns what Class.getSimpleName() makes of a class name; the name of an anonymous class is empty.
func simpleName(name string) string {
	simple := name[strings.LastIndexAny(name, ".$")+1:]
	return strings.TrimLeft(simple, "0123456789")
}

// maxListOf is the number of elements up to which List.of and Set.of have a method of their own; more come as an array.
const maxListOf = 10

// listFactories are the static methods of java.util.List, which Velocity finds on every list.
var listFactories = append(
	factories(maxListOf, 1, listOf),
	Method{Sig: "of(Object...)", Cost: CostArgs, Call: listOfArray},
	Method{Sig: "copyOf(Collection)", Cost: CostArgs, Call: listCopyOf},
)

// factories returns the rows of the method "of" for 0 to most groups of per parameters of class Object.
func factories(most, per int, call MethodFunc) []Method {
	rows := make([]Method, 0, most+1)
	for n := 0; n <= most; n++ {
		params := strings.Repeat("Object,", n*per)
		rows = append(rows, Method{Sig: "of(" + strings.TrimSuffix(params, ",") + ")", Cost: CostConst, Call: call})
	}
	return rows
}

// listOf is List#of() up to List#of(Object,Object,Object,Object,Object,Object,Object,Object,Object,Object).
func listOf(m *Meter, _ Value, args []Value) (Value, error) { return newFixedList(m, args) }

// listOfArray is List#of(Object...).
func listOfArray(m *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull(`Cannot read the array length because "elements" is null`)
	}
	return newFixedList(m, args[0].(*Array).elems)
}

// listCopyOf is List#copyOf(Collection): a list that refuses null, the argument itself when it is such a list.
func listCopyOf(m *Meter, _ Value, args []Value) (Value, error) {
	if l, ok := args[0].(*List); ok && l.fixity == fixedNoNulls && l.class != fixedSubListClass {
		return l, nil
	}
	vs, err := argElements(m, args[0], `Cannot invoke "java.util.Collection.toArray()" because "coll" is null`)
	if err != nil {
		return nil, err
	}
	return newFixedList(m, vs)
}

// newFixedList returns the list that List.of makes of a copy of vs; null throws NullPointerException.
func newFixedList(m *Meter, vs []Value) (Value, error) {
	if slices.Contains(vs, nil) {
		return nil, throwNull("")
	}
	m.Bytes(len(vs) * valueBytes)
	c := listNClass
	if len(vs) == 1 || len(vs) == 2 {
		c = list12Class
	}
	return &List{class: c, elems: slices.Clone(vs), fixity: fixedNoNulls}, nil
}

// newFixedListWithNulls returns the list that Stream.toList() makes; it owns vs.
func newFixedListWithNulls(vs []Value) *List {
	return &List{class: listNClass, elems: vs, fixity: fixedWithNulls}
}
