package java

import (
	"errors"
	"testing"
)

// filler fills lazy containers with a number of elements and counts how often it is asked.
type filler struct{ n, calls int }

// FillList appends the numbers from 0.
func (f *filler) FillList(_ *Meter, l *List) {
	f.calls++
	for i := range f.n {
		l.Append(Int(i))
	}
}

// FillMap puts k0, k1 and so on.
func (f *filler) FillMap(m *Meter, p *Map) {
	f.calls++
	for i := range f.n {
		p.Put(m, key(i), Int(i))
	}
}

// TestLazyContainers looks at lazy lists and maps in every way there is, once each.
func TestLazyContainers(t *testing.T) {
	t.Parallel()
	list := map[string]func(l *List) bool{
		"len":    func(l *List) bool { return l.Len() == 3 },
		"at":     func(l *List) bool { return l.At(2) == Int(2) },
		"string": func(l *List) bool { return ToString(nil, l) == "[0, 1, 2]" },
		"equals": func(l *List) bool { return l.Equals(nil, NewRange(0, 2)) },
		"hash":   func(l *List) bool { return l.HashCode(nil) == NewRange(0, 2).HashCode(nil) },
		"append": func(l *List) bool { l.Append(Int(9)); return ToString(nil, l) == "[0, 1, 2, 9]" },
		"set":    func(l *List) bool { l.SetAt(0, nil); return ToString(nil, l) == "[null, 1, 2]" },
		"iterate": func(l *List) bool {
			it := l.Iterate(nil)
			v, err := it.Next(nil)
			return it.HasNext() && v == Int(0) && err == nil
		},
		"contains": func(l *List) bool { ok, _ := l.contains(nil, Int(2)); return ok },
		"insert":   func(l *List) bool { return l.insert(nil, 0, nil) == nil && l.Len() == 4 },
		"remove":   func(l *List) bool { v, _ := l.removeAt(nil, 1); return v == Int(1) },
		"sort":     func(l *List) bool { return l.sort(nil, nil) == nil && l.Len() == 3 },
		"copy":     func(l *List) bool { vs, _ := copyElements(nil, l); return len(vs) == 3 },
		"clear":    func(l *List) bool { return l.clear(nil) == nil && l.Len() == 0 },
	}
	for name, look := range list {
		f := &filler{n: 3}
		l := NewLazyList(ListClass, f)
		if l.Unfilled() != f || f.calls != 0 {
			t.Errorf("%s: filled too early", name)
		}
		if !look(l) || l.Unfilled() != nil || f.calls > 1 {
			t.Errorf("%s: %v after %d fillings", name, ToString(nil, l), f.calls)
		}
	}
	maps := map[string]func(p *Map) bool{
		"len":     func(p *Map) bool { return p.Len() == 3 },
		"get":     func(p *Map) bool { v, ok := p.Get(nil, String("k2")); return ok && v == Int(2) },
		"string":  func(p *Map) bool { return ToString(nil, p) == "{k0=0, k1=1, k2=2}" },
		"getkey":  func(p *Map) bool { v, ok := p.GetString("k1"); return ok && v == Int(1) },
		"put":     func(p *Map) bool { p.Put(nil, String("x"), nil); return p.Len() == 4 },
		"remove":  func(p *Map) bool { return p.Remove(nil, String("k0")) == Int(0) && p.Len() == 2 },
		"hash":    func(p *Map) bool { return p.HashCode(nil) != 0 },
		"equals":  func(p *Map) bool { q := NewMap(); return !q.Equals(nil, p) },
		"iterate": func(p *Map) bool { it := p.Iterate(nil); v, err := it.Next(nil); return v == Int(0) && err == nil },
		"each":    func(p *Map) bool { n := 0; p.Each(func(k, v Value) bool { n++; return n < 2 }); return n == 2 },
		"clear":   func(p *Map) bool { p.Clear(); return p.Len() == 0 },
		"keys":    func(p *Map) bool { return ToString(nil, p.view(keyView)) == "[k0, k1, k2]" },
	}
	for name, look := range maps {
		f := &filler{n: 3}
		p := NewLazyMap(MapClass, f)
		if p.Unfilled() != f || f.calls != 0 {
			t.Errorf("%s: filled too early", name)
		}
		if !look(p) || p.Unfilled() != nil || f.calls > 1 {
			t.Errorf("%s: %v after %d fillings", name, ToString(nil, p), f.calls)
		}
	}
}

func TestRange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to int32
		want     string
	}{
		{1, 3, "[1, 2, 3]"}, {3, 1, "[3, 2, 1]"}, {-1, 1, "[-1, 0, 1]"}, {5, 5, "[5]"},
		{2147483646, 2147483647, "[2147483646, 2147483647]"}, {-2147483647, -2147483648, "[-2147483647, -2147483648]"},
	} {
		if got := ToString(nil, NewRange(c.from, c.to)); got != c.want {
			t.Errorf("[%d..%d] is %s, want %s", c.from, c.to, got, c.want)
		}
	}
	// Velocity counts in 32 bits: the widest range has two elements, others none that can be made.
	if got := ToString(nil, NewRange(-2147483648, 2147483647)); got != "[-2147483648, -2147483647]" {
		t.Error("the widest range is", got)
	}
	if n := RangeLen(-1, 2147483647); n != -2147483647 || NewRange(-1, 2147483647).Len() != 0 {
		t.Error("a range too wide has", n)
	}
	if r := NewRange(1, 2147483647); r.Len() != 2147483647 || r.At(2147483646) != Int(2147483647) {
		t.Error("the longest range", r.Len())
	}
}

// TestRangeTakesNoRoom walks a large range under a small budget, then changes it.
func TestRangeTakesNoRoom(t *testing.T) {
	t.Parallel()
	m := &Meter{Limits: Limits{Bytes: 1 << 20}}
	r := NewRange(1, 1_000_000)
	sum := int64(0)
	for it := r.Iterate(m); it.HasNext(); {
		v, err := it.Next(m)
		if err != nil {
			t.Fatal(err)
		}
		sum += int64(v.(Int))
	}
	if sum != 500000500000 {
		t.Error("sum", sum)
	}
	if _, used := m.Used(); used != 0 {
		t.Error("walking took", used, "bytes")
	}
	var limit *LimitError
	if err := Guard(func() { _, _ = r.add(m, nil) }); !errors.As(err, &limit) || limit.Name != "value bytes" {
		t.Error("changing gave", err)
	}
}

// TestClassToString prints a list and a map of classes that print in their own way, also as elements.
func TestClassToString(t *testing.T) {
	t.Parallel()
	own := func(_ *Meter, _ Value, dst []byte) []byte { return append(dst, "own"...) }
	lc := &Class{Name: "x.L", Simple: "L", Super: ListClass, ToString: own}
	mc := &Class{Name: "x.M", Simple: "M", Super: MapClass, ToString: own}
	l := NewList([]Value{NewListOf(lc, nil), NewMapOf(mc), NewLazyList(lc, &filler{})})
	if got := ToString(nil, l); got != "[own, own, own]" {
		t.Error(got)
	}
	if v, _, err := Invoke(nil, NewListOf(lc, []Value{Int(1)}), "clone", nil); err != nil || v.Class() != lc {
		t.Error("clone is of", v.Class().Name, err)
	}
	if !NewListOf(lc, nil).Equals(nil, NewList(nil)) {
		t.Error("lists of different classes differ")
	}
}

// TestOrigins asks containers where their members came from.
func TestOrigins(t *testing.T) {
	t.Parallel()
	l, p := NewList([]Value{nil}), NewMap()
	p.Put(nil, String("a"), nil)
	p.Put(nil, String("b"), nil)
	for _, s := range []Sourced{l, p} {
		if _, ok := s.OriginOf(Int(0)); ok {
			t.Error("an origin out of nowhere")
		}
	}
	from := func(k Value) (Origin, bool) { return Origin{Path: ToString(nil, k)}, true }
	l.SetOrigins(from)
	p.SetOrigins(from)
	if o, ok := l.OriginOf(Int(0)); !ok || o.Path != "0" {
		t.Error(o, ok)
	}
	if o, ok := p.OriginOf(String("a")); !ok || o.Path != "a" {
		t.Error(o, ok)
	}
	if o, ok := p.view(valueView).OriginOf(Int(1)); !ok || o.Path != "b" {
		t.Error(o, ok)
	}
	if o, ok := newSubList(l, 0, 1).OriginOf(Int(0)); !ok || o.Path != "0" {
		t.Error(o, ok)
	}
	m := &Meter{Tracing: true}
	if _, _, err := Invoke(m, p.entry(m, 1), "getValue", nil); err != nil || m.TakeOrigin()[0].Path != "b" {
		t.Error("an entry's value has no origin", err)
	}
	p.Put(nil, String("a"), Int(1))
	if o, ok := p.OriginOf(String("a")); ok {
		t.Error("a value put later came from", o)
	}
	if _, err := l.set(nil, 0, Int(1)); err != nil {
		t.Error(err)
	}
	if o, ok := l.OriginOf(Int(0)); ok {
		t.Error("an element set later came from", o)
	}
}

// TestIterateListDoesNotAllocate keeps #foreach cheap: one iterator, nothing for an element.
func TestIterateListDoesNotAllocate(t *testing.T) {
	elems := make([]Value, 1000)
	for i := range elems {
		elems[i] = String("x")
	}
	l := NewList(elems)
	got := testing.AllocsPerRun(10, func() {
		for it := l.Iterate(nil); it.HasNext(); {
			_, _ = it.Next(nil)
		}
	})
	if got > 1 {
		t.Errorf("%v allocations", got)
	}
}

func TestNewIterator(t *testing.T) {
	t.Parallel()
	i := NewIterator(&sliceWalk{elems: []Value{Int(1)}})
	if it, ok := IterableOf(i); !ok || !it.Iterate(nil).HasNext() {
		t.Error("not iterable")
	}
	if _, _, err := Invoke(nil, i, "remove", nil); err == nil || err.Error() != "java.lang.UnsupportedOperationException: remove" {
		t.Error(err)
	}
	if v, _, err := Invoke(nil, i, "next", nil); v != Int(1) || err != nil {
		t.Error(v, err)
	}
}

func BenchmarkIterateList(b *testing.B) {
	l := NewList(make([]Value, 1000))
	for b.Loop() {
		for it := l.Iterate(nil); it.HasNext(); {
			_, _ = it.Next(nil)
		}
	}
}
