package java

import "slices"

// buckets is the part of a java.util.HashMap that decides its iteration order: buckets from first to last, and
// within a bucket the order in which keys came. The table grows with the number of entries and never shrinks.
// Source: VELOCITY.md section 12.
type buckets struct {
	room    int   // number of buckets, a power of two; 0 before the first entry
	planned int   // number of buckets to start with, 0 for the default
	at      int32 // the map's changes when sorted was made
	sorted  []int32
}

// defaultBuckets is the number of buckets of a HashMap that was made without a size.
const defaultBuckets = 16

// grow makes room for n entries as HashMap.put does: the table doubles beyond three quarters.
func (b *buckets) grow(n int) {
	if b.room == 0 {
		b.room = max(b.planned, 0)
		if b.room == 0 {
			b.room = defaultBuckets
		}
	}
	for n > b.room*3/4 {
		b.room *= 2
	}
}

// plan makes room for n entries as HashMap.putAll and the copy made by clone do before the first entry.
func (b *buckets) plan(n int) {
	if n == 0 {
		return
	}
	if b.room > 0 {
		b.grow(n)
		return
	}
	want := int(float32(n)/0.75 + 1)
	room := 1
	for room < want {
		room *= 2
	}
	b.planned = max(b.planned, room)
}

// order returns the slots of p in bucket order.
func (b *buckets) order(m *Meter, p *Map) []int32 {
	if b.sorted != nil && b.at == p.mod {
		return b.sorted
	}
	m.Bytes(12 * len(p.slots))
	keyed := make([]int64, 0, p.live)
	for i := range p.slots {
		s := &p.slots[i]
		if s.entry == removedEntry {
			continue
		}
		m.Step(1)
		h := uint32(Hash(m, s.key))
		bucket := (h ^ h>>16) & uint32(b.room-1)
		keyed = append(keyed, int64(bucket)<<32|int64(i))
	}
	slices.Sort(keyed)
	b.sorted = make([]int32, len(keyed))
	for n, k := range keyed {
		b.sorted[n] = int32(k)
	}
	b.at = p.mod
	return b.sorted
}
