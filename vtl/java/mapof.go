package java

// FixedMap is what Map.of makes: a map that cannot change and refuses null. It iterates in the order of its entries;
// Java draws an order at random for each virtual machine.
type FixedMap struct{ *Map }

// The classes of maps and sets that cannot change. They are not public.
var (
	map1Class  = hiddenClass("java.util.ImmutableCollections$Map1", abstractMapClass, mapIface, serializableIface)
	mapNClass  = hiddenClass("java.util.ImmutableCollections$MapN", abstractMapClass, mapIface, serializableIface)
	set12Class = hiddenClass("java.util.ImmutableCollections$Set12", abstractCollectionClass, setIface, serializableIface)
	setNClass  = hiddenClass("java.util.ImmutableCollections$SetN", abstractCollectionClass, setIface, serializableIface)
)

// maxMapOf is the number of entries up to which Map.of has a method of its own.
const maxMapOf = 10

// mapFactories are the static methods of java.util.Map, which Velocity finds on every map.
var mapFactories = append(
	factories(maxMapOf, 2, mapOfPairs),
	Method{Sig: "ofEntries(Entry...)", Cost: CostArgs, Call: mapOfEntries},
	Method{Sig: "copyOf(Map)", Cost: CostArgs, Call: mapCopyOf},
	Method{Sig: "entry(Object,Object)", Cost: CostConst, Call: making(objectBytes, mapEntry)},
)

// setMethods are the static methods of java.util.Set, which Velocity finds on every set.
var setMethods = append(
	factories(maxListOf, 1, setOf),
	Method{Sig: "of(Object...)", Cost: CostArgs, Call: setOfArray},
	Method{Sig: "copyOf(Collection)", Cost: CostArgs, Call: setCopyOf},
)

func init() { Define(setIface, setMethods) }

// mapOfPairs is Map#of with its keys and values in turn.
func mapOfPairs(m *Meter, _ Value, args []Value) (Value, error) {
	t := newFixedTable(len(args) / 2)
	for i := 0; i < len(args); i += 2 {
		if err := t.putNew(m, args[i], args[i+1]); err != nil {
			return nil, err
		}
	}
	return &FixedMap{t}, nil
}

// mapOfEntries is Map#ofEntries(Entry...).
func mapOfEntries(m *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	es := args[0].(*Array).elems
	t := newFixedTable(len(es))
	for _, v := range es {
		e, ok := v.(*Entry)
		if !ok {
			return nil, throwNull("")
		}
		if err := t.putNew(m, e.key, e.Value()); err != nil {
			return nil, err
		}
	}
	return &FixedMap{t}, nil
}

// mapCopyOf is Map#copyOf(Map): the argument itself when it cannot change.
func mapCopyOf(m *Meter, _ Value, args []Value) (Value, error) {
	if f, ok := args[0].(*FixedMap); ok {
		return f, nil
	}
	p := mapOf(args[0])
	if p == nil {
		return nil, throwNull(`Cannot invoke "java.util.Map.entrySet()" because "map" is null`)
	}
	t := newFixedTable(p.Len())
	for w := p.slotWalk(m); w.next >= 0; w.advance() {
		if err := t.putNew(m, p.slots[w.next].key, p.slots[w.next].val); err != nil {
			return nil, err
		}
	}
	return &FixedMap{t}, nil
}

// mapEntry is Map#entry(Object,Object).
func mapEntry(_ *Meter, _ Value, args []Value) (Value, error) { return newEntry(args[0], args[1]) }

// newFixedTable returns the empty table of an unchangeable map of n entries.
func newFixedTable(n int) *Map {
	if n == 1 {
		return &Map{class: map1Class}
	}
	return &Map{class: mapNClass}
}

// putNew adds an entry to an unchangeable map in the making.
func (p *Map) putNew(m *Meter, k, v Value) error {
	if k == nil || v == nil {
		return throwNull("")
	}
	if p.find(m, k) >= 0 {
		return throwArgument("duplicate key: " + ToString(m, k))
	}
	p.insert(m, k, v)
	return nil
}

// setOf is Set#of with its elements.
func setOf(m *Meter, _ Value, args []Value) (Value, error) { return newFixedSet(m, args, false) }

// setOfArray is Set#of(Object...).
func setOfArray(m *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return newFixedSet(m, args[0].(*Array).elems, false)
}

// setCopyOf is Set#copyOf(Collection): the argument itself when it was made by Set.of.
func setCopyOf(m *Meter, _ Value, args []Value) (Value, error) {
	if v, ok := args[0].(*MapView); ok && v.isSetOf() {
		return v, nil
	}
	vs, err := argElements(m, args[0], nullCopied)
	if err != nil {
		return nil, err
	}
	return newFixedSet(m, vs, true)
}

// newFixedSet returns the set that Set.of makes of vs, or Set.copyOf, which takes elements more than once.
func newFixedSet(m *Meter, vs []Value, again bool) (Value, error) {
	t := &Map{class: mapNClass}
	for _, v := range vs {
		if v == nil {
			return nil, throwNull("")
		}
		if t.find(m, v) < 0 {
			t.insert(m, v, v)
		} else if !again {
			return nil, throwArgument("duplicate element: " + ToString(m, v))
		}
	}
	c := setNClass
	if t.live == 1 || t.live == 2 {
		c = set12Class
	}
	return &MapView{p: t, kind: keyView, class: c}, nil
}
