package java

// Entry is a java.util.Map.Entry: of a map, through which it reads and writes while it is in it, or on its own.
type Entry struct {
	class *Class
	key   Value
	val   Value // the value of an entry that is in no map
	owner *Map  // the map the entry is in, nil when none
	at    int32 // its slot there
}

var (
	_ Value = (*Entry)(nil)
	_ Sized = (*Entry)(nil)
)

// The classes of entries. None is public: a template sees what Map.Entry declares.
var (
	hashNodeClass       = hiddenClass("java.util.HashMap$Node", ObjectClass, entryIface)
	linkedEntryClass    = hiddenClass("java.util.LinkedHashMap$Entry", hashNodeClass)
	keyValueHolderClass = hiddenClass("java.util.KeyValueHolder", ObjectClass, entryIface)
)

// entryMethods is java.util.Map.Entry as a template sees it.
var entryMethods = []Method{
	{Sig: "comparingByKey()", Cost: CostConst, Call: making(streamBytes, entryComparingByKey)},
	{Sig: "comparingByKey(Comparator)", Cost: CostConst, Call: making(streamBytes, entryComparingByKeyWith)},
	{Sig: "comparingByValue()", Cost: CostConst, Call: making(streamBytes, entryComparingByValue)},
	{Sig: "comparingByValue(Comparator)", Cost: CostConst, Call: making(streamBytes, entryComparingByValueWith)},
	{Sig: "copyOf(Entry)", Cost: CostConst, Call: making(objectBytes, entryCopyOf)},
	{Sig: "equals(Object)", Cost: CostInside, Call: objectEquals},
	{Sig: "getKey()", Cost: CostConst, Call: entryGetKey},
	{Sig: "getValue()", Cost: CostConst, Call: entryGetValue},
	{Sig: "hashCode()", Cost: CostInside, Call: objectHashCode},
	{Sig: "setValue(Object)", Cost: CostConst, Call: entrySetValue},
}

func init() { Define(entryIface, entryMethods) }

// entry returns the entry in slot i of p as an object, always the same one.
func (p *Map) entry(m *Meter, i int) *Entry {
	s := &p.slots[i]
	if s.entry == nil {
		m.Bytes(slotBytes)
		c := linkedEntryClass
		switch {
		case p.class == mapNClass || p.class == map1Class:
			c = keyValueHolderClass
		case p.hashed() != nil:
			c = hashNodeClass
		}
		s.entry = &Entry{class: c, key: s.key, owner: p, at: int32(i)}
	}
	return s.entry
}

// newEntry returns the entry that Map.entry(k, v) makes; null throws NullPointerException.
func newEntry(k, v Value) (Value, error) {
	if k == nil || v == nil {
		return nil, throwNull("")
	}
	return &Entry{class: keyValueHolderClass, key: k, val: v}, nil
}

// Key returns the key.
func (e *Entry) Key() Value { return e.key }

// Value returns the value, the map's present one while the entry is in it.
func (e *Entry) Value() Value {
	if e.owner != nil {
		return e.owner.slots[e.at].val
	}
	return e.val
}

// Class returns the entry's class.
func (e *Entry) Class() *Class { return e.class }

// Size is 2: the key and the value.
func (e *Entry) Size() int { return 2 }

// AppendString appends "key=value".
func (e *Entry) AppendString(m *Meter, dst []byte) []byte {
	m.EnterContainer(e)
	dst = appendElement(m, dst, e.key, nil)
	dst = append(dst, '=')
	dst = appendElement(m, dst, e.Value(), nil)
	m.Leave()
	return dst
}

// Equals is Map.Entry.equals(Object): any other entry with equal key and value.
func (e *Entry) Equals(m *Meter, o Value) bool {
	f, ok := o.(*Entry)
	if !ok {
		return false
	}
	m.EnterContainer(e)
	defer m.Leave()
	return e == f || Equal(m, e.key, f.key) && Equal(m, e.Value(), f.Value())
}

// HashCode is Map.Entry.hashCode(): the key's xor the value's.
func (e *Entry) HashCode(m *Meter) int32 {
	m.EnterContainer(e)
	defer m.Leave()
	return Hash(m, e.key) ^ Hash(m, e.Value())
}

// entryGetKey is Map.Entry#getKey().
func entryGetKey(_ *Meter, self Value, _ []Value) (Value, error) { return self.(*Entry).key, nil }

// entryGetValue is Map.Entry#getValue().
func entryGetValue(m *Meter, self Value, _ []Value) (Value, error) {
	e := self.(*Entry)
	if e.owner != nil {
		reportMember(m, e.owner, e.key)
	}
	return e.Value(), nil
}

// entrySetValue is Map.Entry#setValue(Object); it writes through to the map and returns the old value.
func entrySetValue(_ *Meter, self Value, args []Value) (Value, error) {
	e := self.(*Entry)
	if e.class == keyValueHolderClass {
		return nil, throwUnsupported("not supported")
	}
	if e.owner != nil {
		return e.owner.replace(int(e.at), args[0]), nil
	}
	old := e.val
	e.val = args[0]
	return old, nil
}

// entryCopyOf is Map.Entry#copyOf(Entry): an entry that cannot change.
func entryCopyOf(_ *Meter, _ Value, args []Value) (Value, error) {
	e, ok := args[0].(*Entry)
	if !ok {
		return nil, throwNull("")
	}
	if e.class == keyValueHolderClass {
		return e, nil
	}
	return newEntry(e.key, e.Value())
}

// entryComparingByKey is Map.Entry#comparingByKey().
func entryComparingByKey(*Meter, Value, []Value) (Value, error) {
	return byPart((*Entry).Key, nil), nil
}

// entryComparingByValue is Map.Entry#comparingByValue().
func entryComparingByValue(*Meter, Value, []Value) (Value, error) {
	return byPart((*Entry).Value, nil), nil
}

// entryComparingByKeyWith is Map.Entry#comparingByKey(Comparator).
func entryComparingByKeyWith(_ *Meter, _ Value, args []Value) (Value, error) {
	return entryComparingWith((*Entry).Key, args[0])
}

// entryComparingByValueWith is Map.Entry#comparingByValue(Comparator).
func entryComparingByValueWith(_ *Meter, _ Value, args []Value) (Value, error) {
	return entryComparingWith((*Entry).Value, args[0])
}

// entryComparingWith returns a Comparator of entries by a part that the Comparator by orders.
func entryComparingWith(part func(*Entry) Value, by Value) (Value, error) {
	if by == nil {
		return nil, throwNull("")
	}
	return byPart(part, by.(*Comparator)).bounded()
}

// byPart returns the Comparator of entries by one of their parts, in the order of by, or in natural order.
func byPart(part func(*Entry) Value, by *Comparator) *Comparator {
	cmp, depth := comparison(naturalCompare), 0
	if by != nil {
		cmp, depth = by.compare, by.depth
	}
	entries := func(m *Meter, a, b Value) (int, error) {
		if err := castAll(entryIface, a, b); err != nil {
			return 0, err
		}
		if a == nil || b == nil {
			return 0, throwNull("")
		}
		return cmp(m, part(a.(*Entry)), part(b.(*Entry)))
	}
	return &Comparator{class: entryComparator, cmp: entries, depth: depth + 1}
}
