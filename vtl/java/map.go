package java

// Map is a java.util.LinkedHashMap, a HashMap (which iterates in the order of Java's buckets), a class derived from
// them, or the table of a FixedMap. It may be lazy: filled on the first look. A Map belongs to one run and is for one
// goroutine.
type Map struct {
	class *Class
	slots []slot // in insertion order; removed ones stay until the next growth
	live  int    // slots not removed
	mod   int32  // structural changes, for fail-fast iterators
	index *mapIndex
	lazy  Filler
	extra *mapExtra
}

// slot is one entry of a Map.
type slot struct {
	key, val Value
	entry    *Entry // the entry as an object, where one was asked for; removedEntry marks a removed slot
	tag      uint32 // textTag of a String key, 0 of others
	changed  bool   // whether the value was put after the map learned its origins
}

// mapExtra is what only some maps need.
type mapExtra struct {
	views   [viewKinds]*MapView
	buckets *buckets // of maps that iterate in bucket order
	origins func(key Value) (Origin, bool)
}

var (
	_ Iterable = (*Map)(nil)
	_ Sized    = (*Map)(nil)
	_ Sourced  = (*Map)(nil)
)

// The classes of changeable maps. MapClass is java.util.LinkedHashMap.
var (
	abstractMapClass = &Class{Name: "java.util.AbstractMap", Simple: "AbstractMap", Super: ObjectClass, Ifaces: []*Class{mapIface}}
	HashMapClass     = &Class{
		Name: "java.util.HashMap", Simple: "HashMap", Super: abstractMapClass,
		Ifaces: []*Class{mapIface, cloneableIface, serializableIface},
	}
	MapClass = &Class{Name: "java.util.LinkedHashMap", Simple: "LinkedHashMap", Super: HashMapClass, Ifaces: []*Class{mapIface}}
)

// NewMap returns an empty LinkedHashMap.
func NewMap() *Map { return &Map{class: MapClass} }

// NewHashMap returns an empty HashMap.
func NewHashMap() *Map { return NewMapOf(HashMapClass) }

// NewMapOf returns an empty map of class c, which is MapClass, HashMapClass or derived from one of them.
func NewMapOf(c *Class) *Map {
	p := &Map{class: c}
	if c != MapClass && !c.IsA(MapClass) {
		p.more().buckets = &buckets{}
	}
	return p
}

// NewLazyMap returns a map of class c, which is MapClass or derived from it, that f fills on the first look at it.
func NewLazyMap(c *Class, f Filler) *Map { return &Map{class: c, lazy: f} }

// Unfilled returns the Filler of a lazy map while nothing was looked at yet, else nil.
func (p *Map) Unfilled() Filler { return p.lazy }

// settle fills a lazy map.
func (p *Map) settle(m *Meter) {
	if f := p.lazy; f != nil {
		p.lazy = nil
		f.FillMap(m, p)
		p.mod = 0
		p.markOriginal()
	}
}

// more returns the rarely needed part of p, made where it is missing.
func (p *Map) more() *mapExtra {
	if p.extra == nil {
		p.extra = &mapExtra{}
	}
	return p.extra
}

// SetOrigins sets what OriginOf answers for the entries that are in the map, or that its Filler will put. Values put
// later have no origin.
func (p *Map) SetOrigins(f func(key Value) (Origin, bool)) {
	p.more().origins = f
	p.markOriginal()
}

// markOriginal marks the values in the map as those it was made with.
func (p *Map) markOriginal() {
	for i := range p.slots {
		p.slots[i].changed = false
	}
}

// OriginOf returns where the value at key came from, as long as no other was put in its place.
func (p *Map) OriginOf(key Value) (Origin, bool) {
	if p.extra == nil || p.extra.origins == nil {
		return Origin{}, false
	}
	p.settle(nil)
	if i := p.find(nil, key); i < 0 || p.slots[i].changed {
		return Origin{}, false
	}
	return p.extra.origins(key)
}

// Len returns the number of entries.
func (p *Map) Len() int {
	p.settle(nil)
	return p.live
}

// Size is Len.
func (p *Map) Size() int { return p.Len() }

// Get returns the value at key k, and whether there is one.
func (p *Map) Get(m *Meter, k Value) (Value, bool) {
	p.settle(m)
	if i := p.find(m, k); i >= 0 {
		return p.slots[i].val, true
	}
	return nil, false
}

// GetString is Get for a String key.
func (p *Map) GetString(name string) (Value, bool) {
	if p.lazy != nil {
		p.settle(nil)
	}
	if i := p.findString(name); i >= 0 {
		return p.slots[i].val, true
	}
	return nil, false
}

// Put sets the value at key k and returns the old one, nil where there was none.
func (p *Map) Put(m *Meter, k, v Value) Value {
	p.settle(m)
	if i := p.find(m, k); i >= 0 {
		return p.replace(i, v)
	}
	p.insert(m, k, v)
	return nil
}

// replace puts v in slot i and returns the old value.
func (p *Map) replace(i int, v Value) Value {
	s := &p.slots[i]
	old := s.val
	s.val, s.changed = v, true
	return old
}

// Remove removes the entry at key k and returns its value, nil where there was none.
func (p *Map) Remove(m *Meter, k Value) Value {
	p.settle(m)
	i := p.find(m, k)
	if i < 0 {
		return nil
	}
	old := p.slots[i].val
	p.removeSlot(m, i)
	return old
}

// Clear removes all entries.
func (p *Map) Clear() {
	p.lazy = nil
	for i := range p.slots {
		p.slots[i].detach()
	}
	p.slots, p.live, p.index = nil, 0, nil
	p.mod++
}

// Each calls f with the entries in the map's order until it returns false. f must not change the map's keys.
func (p *Map) Each(f func(k, v Value) bool) {
	p.settle(nil)
	for w := p.slotWalk(nil); w.next >= 0; w.advance() {
		if s := &p.slots[w.next]; !f(s.key, s.val) {
			return
		}
	}
}

// Class returns the class the map was made with.
func (p *Map) Class() *Class { return p.class }

// AppendString appends AbstractMap.toString(): "{k=v, k2=v2}", with "(this Map)" for a key or value that is the map.
func (p *Map) AppendString(m *Meter, dst []byte) []byte {
	if f := p.class.ToString; f != nil {
		return f(m, p, dst)
	}
	m.EnterContainer(p)
	p.settle(m)
	dst = append(dst, '{')
	for w, first := p.slotWalk(m), true; w.next >= 0; w.advance() {
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		s := &p.slots[w.next]
		dst = p.appendMember(m, dst, s.key)
		dst = append(dst, '=')
		dst = p.appendMember(m, dst, s.val)
	}
	m.Leave()
	return append(dst, '}')
}

// appendMember appends a key or value of p.
func (p *Map) appendMember(m *Meter, dst []byte, v Value) []byte {
	if v == Value(p) {
		return append(dst, "(this Map)"...)
	}
	return appendElement(m, dst, v, nil)
}

// Equals is AbstractMap.equals(Object): any other Map with equal entries, whatever the order.
func (p *Map) Equals(m *Meter, o Value) bool {
	q := mapOf(o)
	if q == p {
		return true
	}
	if q == nil || p.Len() != q.Len() {
		return false
	}
	m.EnterContainer(p)
	defer m.Leave()
	for w := p.slotWalk(m); w.next >= 0; w.advance() {
		m.Step(1)
		s := &p.slots[w.next]
		v, ok := q.Get(m, s.key)
		if !ok || !Equal(m, s.val, v) {
			return false
		}
	}
	return true
}

// HashCode is AbstractMap.hashCode(): the sum of the entries' hash codes.
func (p *Map) HashCode(m *Meter) int32 {
	m.EnterContainer(p)
	p.settle(m)
	h := int32(0)
	for w := p.slotWalk(m); w.next >= 0; w.advance() {
		m.Step(1)
		s := &p.slots[w.next]
		h += Hash(m, s.key) ^ Hash(m, s.val)
	}
	m.Leave()
	return h
}

// Iterate walks the values, as #foreach over a Map does.
func (p *Map) Iterate(m *Meter) Iterator { return p.view(valueView).walk(m) }

// AsMap returns the map itself; see Mapping.
func (p *Map) AsMap() *Map { return p }

// Mapping is a Value that is a java.util.Map, or as good as one.
type Mapping interface {
	Value
	// AsMap returns where the entries are. It must not be changed where the Mapping cannot change (FixedMap).
	AsMap() *Map
}

// mapOf returns the table of a map of any kind, nil for everything else.
func mapOf(v Value) *Map {
	switch v := v.(type) {
	case *Map:
		return v
	case Mapping:
		return v.AsMap()
	}
	return nil
}
