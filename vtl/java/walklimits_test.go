package java

import (
	"errors"
	"testing"
	"time"
)

// nested returns a value inside n containers, made by wrap.
func nested(n int, wrap func(v Value) Value) Value {
	v := Value(Int(1))
	for range n {
		v = wrap(v)
	}
	return v
}

// wraps are the containers a value can be put into.
var wraps = map[string]func(v Value) Value{
	"list":     func(v Value) Value { return NewList([]Value{v}) },
	"map":      func(v Value) Value { p := NewMap(); p.Put(nil, String("k"), v); return p },
	"entry":    func(v Value) Value { return &Entry{class: keyValueHolderClass, key: String("k"), val: v} },
	"optional": func(v Value) Value { return NewOptional(v) },
	"sublist":  func(v Value) Value { return newSubList(NewList([]Value{v}), 0, 1) },
	"values":   func(v Value) Value { p := NewMap(); p.Put(nil, String("k"), v); return p.view(entryView) },
}

// walks are the ways to walk into a value.
var walks = map[string]func(m *Meter, v, same Value){
	"string": func(m *Meter, v, _ Value) { _ = ToString(m, v) },
	"hash":   func(m *Meter, v, _ Value) { _ = v.HashCode(m) },
	"equals": func(m *Meter, v, same Value) { _ = v.Equals(m, same) },
}

// TestDepthLimit walks values that are just deep enough, and one level deeper.
func TestDepthLimit(t *testing.T) {
	t.Parallel()
	const depth = 300
	for wn, wrap := range wraps {
		for name, walk := range walks {
			var failed [2]bool
			for i, n := range []int{depth / 2, 2 * depth} {
				m := &Meter{Limits: Limits{ValueDepth: depth}}
				a, b := nested(n, wrap), nested(n, wrap)
				err := Guard(func() { walk(m, a, b) })
				var limit *LimitError
				failed[i] = errors.As(err, &limit) && limit.Name == "value depth"
			}
			if failed[0] && wn != "values" || !failed[1] {
				t.Errorf("%s of nested %s: limits met %v, want [false true]", name, wn, failed)
			}
		}
	}
}

// TestSharedValuesCost walks 2^60 paths in a value of 60 lists: the steps must end it.
func TestSharedValuesCost(t *testing.T) {
	t.Parallel()
	double := map[string]func(v Value) Value{
		"list": func(v Value) Value { return NewList([]Value{v, v}) },
		"map": func(v Value) Value {
			p := NewMap()
			p.Put(nil, String("a"), v)
			p.Put(nil, String("b"), v)
			return p
		},
		"entry": func(v Value) Value { return NewList([]Value{&Entry{class: keyValueHolderClass, key: v, val: v}}) },
	}
	for wn, wrap := range double {
		for name, walk := range walks {
			a, b := nested(60, wrap), nested(60, wrap)
			m := &Meter{Limits: Limits{Steps: 100_000, Bytes: 1 << 20, ValueDepth: 1000}}
			start := time.Now()
			if err := Guard(func() { walk(m, a, b) }); err == nil {
				t.Errorf("%s of shared %s: no limit met", name, wn)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%s of shared %s took %v", name, wn, took)
			}
		}
	}
}

// TestCyclesEnd walks containers that hold each other.
func TestCyclesEnd(t *testing.T) {
	t.Parallel()
	l, p := NewList(nil), NewMap()
	l.Append(p)
	p.Put(nil, String("l"), l)
	other := NewList([]Value{p})
	for name, walk := range walks {
		m := &Meter{Limits: Limits{ValueDepth: 1000}}
		if err := Guard(func() { walk(m, l, other) }); err == nil && name != "equals" {
			t.Errorf("%s: no limit met", name)
		}
	}
	l = NewList(nil)
	l.Append(l)
	l.Append(Int(1))
	if got := ToString(nil, l); got != "[(this Collection), 1]" {
		t.Error(got)
	}
}

// TestPrintingChargesBytes prints one large text many times over.
func TestPrintingChargesBytes(t *testing.T) {
	t.Parallel()
	text := String(make([]byte, 1<<20))
	elems := make([]Value, 1000)
	for i := range elems {
		elems[i] = text
	}
	m := &Meter{Limits: Limits{Bytes: 16 << 20}}
	if err := Guard(func() { _ = ToString(m, NewList(elems)) }); err == nil {
		t.Error("no limit met")
	}
}

// TestEqualHashCodes fills a map with keys of one Java hash code: the time must stay in proportion to their number.
func TestEqualHashCodes(t *testing.T) {
	t.Parallel()
	p := NewMap()
	start := time.Now()
	n := 1 << 15
	for i := range n {
		k := make([]byte, 0, 30)
		for b := range 15 {
			k = append(k, [2]string{"Aa", "BB"}[i>>b&1]...)
		}
		p.Put(nil, String(k), nil)
	}
	if p.Len() != n || time.Since(start) > 2*time.Second {
		t.Error(p.Len(), "keys after", time.Since(start))
	}
}

// TestGrowthCharges makes containers grow in every way until the budget ends it.
func TestGrowthCharges(t *testing.T) {
	t.Parallel()
	for _, lines := range [][2]string{
		{"l = [1, 2, 3, 4, 5, 6, 7, 8]", "l.addAll(l)"},
		{"l = [1, 2, 3, 4, 5, 6, 7, 8]", "l.addAll(0, l)"},
		{"l = [1]", "l.add(1)"},
		{"l = [1]", "l.toArray()"},
		{"l = [1]", "l.clone()"},
		{"m = {'k': 1}", "m.clone()"},
		{"m = {'k': 1}", "m.entrySet()"},
		{"l = [3, 1, 2]", "l.sort(null)"},
		{"l = [3, 1, 2]", "l.hashCode()"},
		{"l = [3, 1, 2]", "l.contains(7)"},
		{"l = [3, 1, 2]", "l.toString()"},
		{"l = [3, 1, 2]", "l.stream()"},
		{"l = [3, 1, 2]", "l.copyOf(l)"},
	} {
		s := newScript()
		s.run(lines[0])
		m := &Meter{Limits: Limits{Bytes: 1 << 16, Steps: 10_000}}
		err := Guard(func() {
			for range 100_000 {
				s.line, s.at = lines[1], 0
				recv := s.names[s.word()]
				s.at++
				name := s.word()
				s.at++
				if _, found, err := Invoke(m, recv, name, s.values(')')); !found || err != nil {
					t.Fatal(lines[1], found, err)
				}
			}
		})
		if err == nil {
			t.Errorf("%s: 100000 calls met no limit", lines[1])
		}
	}
}

// TestStreamsAreCharged runs streams that would take forever.
func TestStreamsAreCharged(t *testing.T) {
	t.Parallel()
	for _, last := range []string{"r.max()", "r.average()", "r.toArray()", "r.summaryStatistics()", "r.findFirst()"} {
		s := newScript()
		for _, line := range []string{"t = 'x'", "i = t.chars()", "l = i.asLongStream()", "r = l.range(0, 9223372036854775807)", "r = r.skip(1000000000000)"} {
			s.run(line)
		}
		m := &Meter{Limits: Limits{Steps: 100_000}}
		err := Guard(func() { _, _, _ = Invoke(m, s.names["r"], last[2:len(last)-2], nil) })
		var limit *LimitError
		if !errors.As(err, &limit) || limit.Name != "steps" {
			t.Errorf("%s gave %v", last, err)
		}
	}
}

// TestChainsEnd nests streams, comparators and consumers in each other until Java's stack would overflow.
func TestChainsEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ setup, grow []string }{
		{[]string{"l = [1]", "s = l.stream()"}, []string{"s = s.skip(1)"}},
		{[]string{"l = [1]", "s = l.stream()"}, []string{"t = l.stream()", "s = s.concat(s, t)"}},
		{[]string{"m = {'k': 1}", "e = m.entry('k', 1)", "s = e.comparingByKey()"}, []string{"s = s.thenComparing(s)"}},
		{[]string{"m = {'k': 1}", "e = m.entry('k', 1)", "s = e.comparingByKey()"}, []string{"s = s.nullsFirst(s)"}},
		{[]string{"l = [1]", "t = l.stream()", "s = t.builder()"}, []string{"s = s.andThen(s)"}},
	} {
		s := newScript()
		for _, line := range c.setup {
			s.run(line)
		}
		last := ""
		for range 2 * maxChain {
			for _, line := range c.grow {
				last, _ = s.run(line)
			}
			if last == "!StackOverflowError" {
				break
			}
		}
		if last != "!StackOverflowError" {
			t.Errorf("%v ended with %s", c.grow, last)
		}
	}
}
