package java

import "math"

// scanLimit is the number of entries up to which a map is searched from end to end, without an index.
const scanLimit = 16

// firstSlots is the room a map begins with when nobody reserved any.
const firstSlots = 4

// slotBytes is what an entry of a map is charged, in bytes.
const slotBytes = 64

// removedEntry marks a slot whose entry was removed.
var removedEntry = &Entry{}

// mapIndex finds slots by key. Keys are spread by Go's seeded hash, so that keys with equal Java hash codes, which
// are easy to make, cost nothing extra. Only keys that are collections or large numbers go by Java's hash code, and
// comparing those is charged.
type mapIndex struct {
	strings map[string]int32
	plain   map[Value]int32   // by plainKey
	deep    map[int32][]int32 // by the hash code that the key had when it was put
}

// doubleKey and floatKey are Doubles and Floats as keys: by their bits, as equals(Object) compares them.
type (
	doubleKey struct {
		Double
		bits uint64
	}
	floatKey struct {
		Float
		bits uint32
	}
)

// plainKey returns a Value that Go compares as Java compares k with equals(Object); ok is false where there is none.
func plainKey(k Value) (key Value, ok bool) {
	switch k := k.(type) {
	case nil, Int, Long, Short, Byte, Char, Bool:
		return k, true
	case Double:
		if k != k {
			return doubleKey{bits: math.Float64bits(math.NaN())}, true
		}
		return doubleKey{bits: math.Float64bits(float64(k))}, true
	case Float:
		if k != k {
			return floatKey{bits: math.MaxUint32}, true
		}
		return floatKey{bits: math.Float32bits(float32(k))}, true
	}
	return nil, false
}

// find returns the slot of key k, -1 where there is none. The map must be settled.
func (p *Map) find(m *Meter, k Value) int {
	if s, ok := k.(String); ok {
		m.Step(len(s) >> 6)
		return p.findString(string(s))
	}
	if pk, ok := plainKey(k); ok {
		return p.findPlain(pk)
	}
	if p.slots == nil {
		return -1 // as in Java, a map that never had an entry asks for no hash code
	}
	h := k.HashCode(m)
	if p.index == nil {
		return -1
	}
	for _, i := range p.index.deep[h] {
		m.Step(1)
		if p.slots[i].key.Equals(m, k) {
			return int(i)
		}
	}
	return -1
}

// findString is find for a String key.
func (p *Map) findString(name string) int {
	if x := p.index; x != nil {
		if i, ok := x.strings[name]; ok {
			return int(i)
		}
		return -1
	}
	tag := textTag(name)
	for i := range p.slots {
		if p.slots[i].tag == tag && string(p.slots[i].key.(String)) == name {
			return i
		}
	}
	return -1
}

// textTag returns a number that is never 0 and tells most texts apart: bits of the length and of three bytes.
func textTag(s string) uint32 {
	n := len(s)
	if n == 0 {
		return 1 << 31
	}
	return 1<<31 | uint32(n&0x7f)<<24 | uint32(s[0])<<16 | uint32(s[n/2])<<8 | uint32(s[n-1])
}

// findPlain is find for a plainKey.
func (p *Map) findPlain(key Value) int {
	if x := p.index; x != nil {
		if i, ok := x.plain[key]; ok {
			return int(i)
		}
		return -1
	}
	for i := range p.slots {
		if p.slots[i].entry == removedEntry {
			continue
		}
		if k, ok := plainKey(p.slots[i].key); ok && k == key {
			return i
		}
	}
	return -1
}

// Reserve makes room for n entries in a map that has none yet, so that filling it grows nothing.
func (p *Map) Reserve(n int) {
	if p.slots == nil && n > 0 {
		p.slots = make([]slot, 0, n)
	}
}

// insert adds an entry whose key is not in the map yet.
func (p *Map) insert(m *Meter, k, v Value) {
	m.Bytes(slotBytes)
	if len(p.slots) > 2*scanLimit && p.live < len(p.slots)/2 {
		p.compact(m)
	}
	deep, h := isDeep(k), int32(0)
	if deep {
		h = k.HashCode(m)
	}
	i := len(p.slots)
	if p.slots == nil {
		p.slots = make([]slot, 0, firstSlots)
	}
	p.slots = append(p.slots, slot{key: k, val: v, changed: true})
	if s, ok := k.(String); ok {
		p.slots[i].tag = textTag(string(s))
	}
	p.live++
	p.mod++
	if p.index == nil && (deep || len(p.slots) > scanLimit) {
		p.startIndex(m)
	} else if p.index != nil && !deep {
		p.index.add(k, i)
	}
	if deep {
		p.index.addDeep(h, i)
	}
	if b := p.hashed(); b != nil {
		b.grow(p.live)
	}
}

// isDeep tells whether a key is found by its Java hash code.
func isDeep(k Value) bool {
	if _, ok := k.(String); ok {
		return false
	}
	_, plain := plainKey(k)
	return !plain
}

// startIndex makes the index of a map that had none, and so no deep key before the last slot.
func (p *Map) startIndex(m *Meter) {
	m.Step(len(p.slots))
	p.index = &mapIndex{}
	for i := range p.slots {
		if s := &p.slots[i]; s.entry != removedEntry {
			p.index.add(s.key, i)
		}
	}
}

// add makes the slot i known by its key, unless that is deep.
func (x *mapIndex) add(k Value, i int) {
	if s, ok := k.(String); ok {
		if x.strings == nil {
			x.strings = make(map[string]int32, 2*scanLimit)
		}
		x.strings[string(s)] = int32(i)
		return
	}
	if pk, ok := plainKey(k); ok {
		if x.plain == nil {
			x.plain = map[Value]int32{}
		}
		x.plain[pk] = int32(i)
	}
}

// addDeep makes the slot i known by the hash code of its key.
func (x *mapIndex) addDeep(h int32, i int) {
	if x.deep == nil {
		x.deep = map[int32][]int32{}
	}
	x.deep[h] = append(x.deep[h], int32(i))
}

// removeSlot removes the entry in slot i.
func (p *Map) removeSlot(m *Meter, i int) {
	s := &p.slots[i]
	if p.index != nil {
		p.index.drop(m, s.key, i)
	}
	s.detach()
	*s = slot{entry: removedEntry}
	p.live--
	p.mod++
	if p.live == 0 {
		p.slots, p.index = p.slots[:0], nil
	}
}

// drop forgets the slot i of key k.
func (x *mapIndex) drop(m *Meter, k Value, i int) {
	if s, ok := k.(String); ok {
		delete(x.strings, string(s))
		return
	}
	if pk, ok := plainKey(k); ok {
		delete(x.plain, pk)
		return
	}
	h := k.HashCode(m)
	if !x.dropDeep(h, i) {
		for h := range x.deep { // the key changed since it was put
			if x.dropDeep(h, i) {
				return
			}
		}
	}
}

// dropDeep forgets the slot i below hash code h, and tells whether it was there.
func (x *mapIndex) dropDeep(h int32, i int) bool {
	for n, at := range x.deep[h] {
		if at == int32(i) {
			x.deep[h] = append(x.deep[h][:n:n], x.deep[h][n+1:]...)
			return true
		}
	}
	return false
}

// compact drops the removed slots. Iterators that point into the slots are stale by then.
func (p *Map) compact(m *Meter) {
	m.Step(len(p.slots))
	moved := make([]int32, len(p.slots))
	n := 0
	for i, s := range p.slots {
		if s.entry == removedEntry {
			continue
		}
		moved[i] = int32(n)
		if s.entry != nil {
			s.entry.at = int32(n)
		}
		p.slots[n] = s
		n++
	}
	clear(p.slots[n:])
	p.slots = p.slots[:n]
	if p.index != nil {
		p.index.move(moved)
	}
}

// move replaces every slot i by moved[i]. Keys keep the hash codes they were put with.
func (x *mapIndex) move(moved []int32) {
	for k, i := range x.strings {
		x.strings[k] = moved[i]
	}
	for k, i := range x.plain {
		x.plain[k] = moved[i]
	}
	for _, at := range x.deep {
		for n, i := range at {
			at[n] = moved[i]
		}
	}
}

// detach leaves the entry object of a slot, where there is one, with the value it has.
func (s *slot) detach() {
	if e := s.entry; e != nil && e != removedEntry {
		e.val, e.owner = s.val, nil
	}
}

// hashed returns the buckets of a map that iterates in their order, else nil.
func (p *Map) hashed() *buckets {
	if p.extra == nil {
		return nil
	}
	return p.extra.buckets
}

// slotWalk goes through the slots in the map's order.
type slotWalk struct {
	p         *Map
	inBuckets bool    // whether order counts
	order     []int32 // slots in bucket order
	at        int     // index of next in order
	next      int     // the slot to come, -1 at the end
}

// slotWalk returns a walk that stands at the first entry. The map must be settled.
func (p *Map) slotWalk(m *Meter) slotWalk {
	w := slotWalk{p: p, at: -1, next: -1}
	if b := p.hashed(); b != nil {
		w.inBuckets, w.order = true, b.order(m, p)
	}
	w.advance()
	return w
}

// advance moves to the next entry.
func (w *slotWalk) advance() {
	slots := w.p.slots
	if w.inBuckets {
		for w.at++; w.at < len(w.order); w.at++ {
			if i := int(w.order[w.at]); i < len(slots) && slots[i].entry != removedEntry {
				w.next = i
				return
			}
		}
		w.next = -1
		return
	}
	for w.next++; w.next < len(slots); w.next++ {
		if slots[w.next].entry != removedEntry {
			return
		}
	}
	w.next = -1
}
