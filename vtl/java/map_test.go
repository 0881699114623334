package java

import (
	"math"
	"math/big"
	"strconv"
	"testing"
)

// key returns the text "k" and a number.
func key(i int) String { return String("k" + strconv.Itoa(i)) }

// TestMapAgainstModel changes a map at random-like places and compares it with a Go map and a list of keys.
func TestMapAgainstModel(t *testing.T) {
	t.Parallel()
	for _, size := range []int{3, 8, 9, 40, 500} {
		p, model := NewMap(), map[String]int{}
		var order []String
		seed := uint32(size)
		for step := range 4000 {
			seed = seed*1664525 + 1013904223
			k := key(int(seed>>8) % size)
			if seed>>30 == 0 {
				p.Remove(nil, k)
				delete(model, k)
				order = dropKey(order, k)
			} else {
				if _, ok := model[k]; !ok {
					order = append(order, k)
				}
				p.Put(nil, k, Int(step))
				model[k] = step
			}
		}
		if p.Len() != len(model) {
			t.Fatalf("size %d: %d entries, want %d", size, p.Len(), len(model))
		}
		i := 0
		p.Each(func(k, v Value) bool {
			if k != order[i] || v != Int(model[order[i]]) {
				t.Fatalf("size %d, entry %d: %v=%v, want %v=%v", size, i, k, v, order[i], model[order[i]])
			}
			i++
			return true
		})
		for k, n := range model {
			if v, ok := p.GetString(string(k)); !ok || v != Int(n) {
				t.Fatalf("size %d: %s is %v, %v", size, k, v, ok)
			}
		}
	}
}

// dropKey returns keys without k.
func dropKey(keys []String, k String) []String {
	for i, x := range keys {
		if x == k {
			return append(keys[:i:i], keys[i+1:]...)
		}
	}
	return keys
}

// TestMapKeys puts one key of each kind, few and many beside it, and looks for it and for what resembles it.
func TestMapKeys(t *testing.T) {
	t.Parallel()
	nan := Double(0)
	nan /= nan
	list := func() Value { return NewList([]Value{Int(1), String("a")}) }
	for _, c := range []struct {
		name      string
		key, same Value
		different []Value
	}{
		{name: "null", key: nil, same: nil, different: []Value{String("null"), Int(0), Bool(false)}},
		{name: "string", key: String("1"), same: String("1"), different: []Value{Int(1), Char('1'), nil}},
		{name: "int", key: Int(1), same: Int(1), different: []Value{Long(1), Double(1), Short(1), Byte(1), String("1")}},
		{name: "long", key: Long(1), same: Long(1), different: []Value{Int(1), NewBigInteger(big.NewInt(1))}},
		{name: "zero", key: Double(0), same: Double(0), different: []Value{negativeZero(), Float(0), Int(0)}},
		{name: "negative zero", key: negativeZero(), same: negativeZero(), different: []Value{Double(0)}},
		{name: "nan", key: nan, same: -nan, different: []Value{Double(0)}},
		{name: "big", key: ParseInteger("12345678901234567890"), same: ParseInteger("12345678901234567890"), different: []Value{String("12345678901234567890")}},
		{name: "list", key: list(), same: list(), different: []Value{NewList(nil), String("[1, a]")}},
		{name: "bool", key: Bool(true), same: Bool(true), different: []Value{Bool(false), String("true")}},
	} {
		for _, others := range []int{0, 5, 30} {
			p := NewMap()
			for i := range others {
				p.Put(nil, key(i), nil)
			}
			p.Put(nil, c.key, String("found"))
			if v, ok := p.Get(nil, c.same); !ok || v != String("found") {
				t.Errorf("%s beside %d: %v, %v", c.name, others, v, ok)
			}
			for _, d := range c.different {
				if v, ok := p.Get(nil, d); ok {
					t.Errorf("%s beside %d: %v is found as %v", c.name, others, d, v)
				}
			}
			if p.Remove(nil, c.same); p.Len() != others {
				t.Errorf("%s beside %d: not removed", c.name, others)
			}
		}
	}
}

// negativeZero returns -0.0.
func negativeZero() Double { return Double(math.Copysign(0, -1)) }

// TestMapDeepKeysAfterCompaction removes most entries, so that slots move, and looks for keys that are collections.
func TestMapDeepKeysAfterCompaction(t *testing.T) {
	t.Parallel()
	p := NewMap()
	deep := func(i int) Value { return NewList([]Value{Int(i)}) }
	for i := range 100 {
		p.Put(nil, deep(i), Int(i))
	}
	for i := range 90 {
		p.Remove(nil, deep(i))
	}
	for i := range 30 {
		p.Put(nil, key(i), Int(i))
	}
	for i := range 100 {
		v, ok := p.Get(nil, deep(i))
		if want := i >= 90; ok != want || ok && v != Int(i) {
			t.Errorf("[%d] is %v, %v", i, v, ok)
		}
	}
}

// TestMapItselfAsKey needs the hash code of the key before the key is in.
func TestMapItselfAsKey(t *testing.T) {
	t.Parallel()
	p := NewMap()
	p.Put(nil, p, Int(1))
	if got := ToString(nil, p); got != "{(this Map)=1}" {
		t.Error(got)
	}
	p.Clear()
	p.Put(nil, String("m"), p)
	if got := ToString(nil, p); got != "{m=(this Map)}" {
		t.Error(got)
	}
}

func TestMapOfOrder(t *testing.T) {
	t.Parallel()
	s := newScript()
	for _, c := range [][2]string{
		{"m = {'x': 1}", ""},
		{"m.of('b', 1, 'a', 2)", "ImmutableCollections$MapN {b=1, a=2}"},
		{"k = m.keySet()", "LinkedHashMap$LinkedKeySet [x]"},
		{"k.of('c', 'b', 'a')", "ImmutableCollections$SetN [c, b, a]"},
	} {
		if got, _ := s.run(c[0]); got != c[1] {
			t.Errorf("%s gave %q, want %q", c[0], got, c[1])
		}
	}
}

// TestGetStringDoesNotAllocate keeps property access on maps cheap.
func TestGetStringDoesNotAllocate(t *testing.T) {
	for _, n := range []int{4, 100} {
		p := NewMap()
		for i := range n {
			p.Put(nil, key(i), Int(1))
		}
		if got := testing.AllocsPerRun(100, func() { p.GetString("k3") }); got != 0 {
			t.Errorf("%d entries: %v allocations", n, got)
		}
	}
}

func BenchmarkMapGetString(b *testing.B) {
	for _, n := range []int{4, 8, 40} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			p := NewMap()
			for i := range n {
				p.Put(nil, key(i), Int(1))
			}
			name := string(key(n - 1))
			for b.Loop() {
				p.GetString(name)
			}
		})
	}
}

func BenchmarkMapPut(b *testing.B) {
	for _, n := range []int{4, 40} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			keys := make([]Value, n)
			for i := range keys {
				keys[i] = key(i)
			}
			for b.Loop() {
				p := NewMap()
				for _, k := range keys {
					p.Put(nil, k, nil)
				}
			}
		})
	}
}
