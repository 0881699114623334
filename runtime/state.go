package runtime

import (
	"sync"

	"github.com/vtlkit/vtl/vtl/java"
)

// State is what a request template left in $context, for the response template of the same call: the overrides,
// and whatever else it put there. It never changes, so it may be given to any number of calls.
// Source: AWS-TEMPLATES.md section 6 (recorded: an invented member of responseOverride is passed on).
type State struct {
	mu      sync.Mutex // a map keeps notes about its order even while it is only read
	context *java.Map
}

// newState returns a frozen copy of $context. The copy charges m, since it fills lazy containers.
func newState(m *java.Meter, context *java.Map) *State {
	return &State{context: newCopier(m).value(context).(*java.Map)}
}

// restore returns a copy of the state that a run may change.
func (s *State) restore() *java.Map {
	s.mu.Lock()
	defer s.mu.Unlock()
	return newCopier(nil).value(s.context).(*java.Map)
}

// copier copies values so that no run can change what another sees. A container met twice is copied once, so
// shared and cyclic values keep their shape.
type copier struct {
	m    *java.Meter
	done map[java.Value]java.Value
}

// newCopier returns a copier whose work is charged to m.
func newCopier(m *java.Meter) *copier {
	return &copier{m: m, done: map[java.Value]java.Value{}}
}

// value returns a copy of v. Maps and lists are copied; scalars cannot change and are shared; anything else that
// can change (arrays, sets, iterators) becomes its text.
func (c *copier) value(v java.Value) java.Value {
	switch v := v.(type) {
	case nil, java.String, java.Int, java.Long, java.Short, java.Byte, java.Float, java.Double, java.Bool, java.Char,
		*java.BigInteger, *java.BigDecimal:
		return v
	case *java.Map:
		return c.mapping(v)
	case *java.List:
		return c.list(v)
	}
	return java.String(java.ToString(c.m, v))
}

// mapping returns a copy of a map, of the same class.
func (c *copier) mapping(v *java.Map) java.Value {
	if d, ok := c.done[v]; ok {
		return d
	}
	c.m.Enter()
	defer c.m.Leave()
	d := java.NewMapOf(v.Class())
	c.done[v] = d
	c.m.Step(v.Len())
	v.Each(func(k, x java.Value) bool {
		d.Put(c.m, c.value(k), c.value(x))
		return true
	})
	return d
}

// list returns a copy of a list, of the same class.
func (c *copier) list(v *java.List) java.Value {
	if d, ok := c.done[v]; ok {
		return d
	}
	c.m.Enter()
	defer c.m.Leave()
	n := v.Len()
	c.m.Bytes(16 * n)
	d := java.NewListOf(v.Class(), make([]java.Value, 0, n))
	c.done[v] = d
	for i := range n {
		d.Append(c.value(v.At(i)))
	}
	return d
}
