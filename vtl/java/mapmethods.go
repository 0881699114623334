package java

// mapMethods is java.util.Map as a template sees it on every map.
var mapMethods = append([]Method{
	{Sig: "clear()", Cost: CostSelf, Call: mapClear},
	{Sig: "compute(Object,BiFunction)", Cost: CostConst, Call: mapCompute},
	{Sig: "computeIfAbsent(Object,Function)", Cost: CostConst, Call: mapCompute},
	{Sig: "computeIfPresent(Object,BiFunction)", Cost: CostConst, Call: mapCompute},
	{Sig: "containsKey(Object)", Cost: CostConst, Call: mapContainsKey},
	{Sig: "containsValue(Object)", Cost: CostInside, Call: mapContainsValue},
	{Sig: "entrySet()", Cost: CostConst, Call: mapEntrySet},
	{Sig: "equals(Object)", Cost: CostInside, Call: objectEquals},
	{Sig: "forEach(BiConsumer)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "get(Object)", Cost: CostConst, Call: mapGet},
	{Sig: "getOrDefault(Object,Object)", Cost: CostConst, Call: mapGetOrDefault},
	{Sig: "hashCode()", Cost: CostInside, Call: objectHashCode},
	{Sig: "isEmpty()", Cost: CostConst, Call: mapIsEmpty},
	{Sig: "keySet()", Cost: CostConst, Call: mapKeySet},
	{Sig: "merge(Object,Object,BiFunction)", Cost: CostConst, Call: mapCompute},
	{Sig: "put(Object,Object)", Cost: CostConst, Call: mapPut},
	{Sig: "putAll(Map)", Cost: CostInside, Call: mapPutAll},
	{Sig: "putIfAbsent(Object,Object)", Cost: CostConst, Call: mapPutIfAbsent},
	{Sig: "remove(Object)", Cost: CostConst, Call: mapRemove},
	{Sig: "remove(Object,Object)", Cost: CostConst, Call: mapRemovePair},
	{Sig: "replace(Object,Object)", Cost: CostConst, Call: mapReplace},
	{Sig: "replace(Object,Object,Object)", Cost: CostConst, Call: mapReplacePair},
	{Sig: "replaceAll(BiFunction)", Cost: CostConst, Call: mapCompute},
	{Sig: "size()", Cost: CostConst, Call: mapSize},
	{Sig: "values()", Cost: CostConst, Call: mapValues},
}, mapFactories...)

// hashMapMethods is what java.util.HashMap has besides Map.
var hashMapMethods = []Method{
	{Sig: "clone()", Cost: CostSelf, Call: hashMapClone},
}

func init() {
	Define(mapIface, mapMethods)
	Define(HashMapClass, hashMapMethods)
	register(MapClass, abstractMapClass)
}

// changeableMap returns the map to change, or the exception of one that cannot change.
func changeableMap(m *Meter, self Value) (*Map, error) {
	p := mapOf(self)
	if p.unchangeable() {
		return nil, throwUnsupported("")
	}
	p.settle(m)
	return p, nil
}

// readableMap returns the map to look key k up in; unchangeable maps refuse null.
func readableMap(m *Meter, self, k Value) (*Map, error) {
	p := mapOf(self)
	if k == nil && p.unchangeable() {
		return nil, throwNull("")
	}
	p.settle(m)
	return p, nil
}

// mapClear is Map#clear().
func mapClear(m *Meter, self Value, _ []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	p.Clear()
	return voidResult, nil
}

// mapCompute is every method that would change the map by a function: compute, computeIfAbsent, computeIfPresent,
// merge, replaceAll. The function can only be null, which throws NullPointerException.
func mapCompute(m *Meter, self Value, _ []Value) (Value, error) {
	if _, err := changeableMap(m, self); err != nil {
		return nil, err
	}
	return nil, throwNull("")
}

// mapContainsKey is Map#containsKey(Object).
func mapContainsKey(m *Meter, self Value, args []Value) (Value, error) {
	p, err := readableMap(m, self, args[0])
	if err != nil {
		return nil, err
	}
	return Bool(p.find(m, args[0]) >= 0), nil
}

// mapContainsValue is Map#containsValue(Object).
func mapContainsValue(m *Meter, self Value, args []Value) (Value, error) {
	p, err := readableMap(m, self, args[0])
	if err != nil {
		return nil, err
	}
	return Bool(p.containsValue(m, args[0])), nil
}

// mapEntrySet is Map#entrySet().
func mapEntrySet(_ *Meter, self Value, _ []Value) (Value, error) {
	return mapOf(self).view(entryView), nil
}

// mapGet is Map#get(Object).
func mapGet(m *Meter, self Value, args []Value) (Value, error) {
	p, err := readableMap(m, self, args[0])
	if err != nil {
		return nil, err
	}
	v, _ := p.Get(m, args[0])
	return v, nil
}

// mapGetOrDefault is Map#getOrDefault(Object,Object): a key that is there with null has null.
func mapGetOrDefault(m *Meter, self Value, args []Value) (Value, error) {
	p, err := readableMap(m, self, args[0])
	if err != nil {
		return nil, err
	}
	if v, ok := p.Get(m, args[0]); ok {
		reportMember(m, p, args[0])
		return v, nil
	}
	return args[1], nil
}

// reportMember reports where the member of c at key came from, for those who follow values.
func reportMember(m *Meter, c Sourced, key Value) {
	if m == nil || !m.Tracing {
		return
	}
	if o, ok := c.OriginOf(key); ok {
		m.SetOrigin(o)
	}
}

// mapIsEmpty is Map#isEmpty().
func mapIsEmpty(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(mapOf(self).Len() == 0), nil
}

// mapKeySet is Map#keySet().
func mapKeySet(_ *Meter, self Value, _ []Value) (Value, error) {
	return mapOf(self).view(keyView), nil
}

// mapPut is Map#put(Object,Object).
func mapPut(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	return p.Put(m, args[0], args[1]), nil
}

// mapPutAll is Map#putAll(Map).
func mapPutAll(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	q := mapOf(args[0])
	if q == nil {
		return nil, throwNull(`Cannot invoke "java.util.Map.size()" because "m" is null`)
	}
	p.putAll(m, q)
	return voidResult, nil
}

// putAll puts the entries of q.
func (p *Map) putAll(m *Meter, q *Map) {
	if b := p.hashed(); b != nil {
		b.plan(q.Len())
	}
	q.settle(m)
	for w := q.slotWalk(m); w.next >= 0; w.advance() {
		m.Step(1)
		p.Put(m, q.slots[w.next].key, q.slots[w.next].val)
	}
}

// mapPutIfAbsent is Map#putIfAbsent(Object,Object): null counts as absent.
func mapPutIfAbsent(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	if v, ok := p.Get(m, args[0]); ok && v != nil {
		return v, nil
	}
	p.Put(m, args[0], args[1])
	return nil, nil
}

// mapRemove is Map#remove(Object).
func mapRemove(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	return p.Remove(m, args[0]), nil
}

// mapRemovePair is Map#remove(Object,Object).
func mapRemovePair(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	i := p.find(m, args[0])
	if i < 0 || !Equal(m, args[1], p.slots[i].val) {
		return Bool(false), nil
	}
	p.removeSlot(m, i)
	return Bool(true), nil
}

// mapReplace is Map#replace(Object,Object): the old value, null where the key is missing.
func mapReplace(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	i := p.find(m, args[0])
	if i < 0 {
		return nil, nil
	}
	return p.replace(i, args[1]), nil
}

// mapReplacePair is Map#replace(Object,Object,Object).
func mapReplacePair(m *Meter, self Value, args []Value) (Value, error) {
	p, err := changeableMap(m, self)
	if err != nil {
		return nil, err
	}
	i := p.find(m, args[0])
	if i < 0 || !Equal(m, p.slots[i].val, args[1]) {
		return Bool(false), nil
	}
	p.replace(i, args[2])
	return Bool(true), nil
}

// mapSize is Map#size().
func mapSize(_ *Meter, self Value, _ []Value) (Value, error) {
	return IntValue(int32(mapOf(self).Len())), nil
}

// mapValues is Map#values().
func mapValues(_ *Meter, self Value, _ []Value) (Value, error) {
	return mapOf(self).view(valueView), nil
}

// hashMapClone is HashMap#clone(): a map of the same class with the same entries.
func hashMapClone(m *Meter, self Value, _ []Value) (Value, error) {
	p := mapOf(self)
	q := NewMapOf(p.class)
	q.putAll(m, p)
	return q, nil
}
