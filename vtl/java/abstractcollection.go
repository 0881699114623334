package java

// This file has what java.util.AbstractCollection builds from iterator(), shared by all collections.

// argElements returns the elements of a Collection argument. They must not be changed, and not be kept where
// the collection may change. null throws NullPointerException with these words.
func argElements(m *Meter, arg Value, null string) ([]Value, error) {
	if arg == nil {
		return nil, throwNull(null)
	}
	return elementsOf(m, arg.(collection))
}

// elementsOf returns the elements of c, which must not be changed, and not be kept where c may change.
func elementsOf(m *Meter, c collection) ([]Value, error) {
	if l, ok := c.(*List); ok {
		l.settle(m)
		return l.elems, nil
	}
	return gatherElements(m, c)
}

// copyElements returns the elements of c in a new slice.
func copyElements(m *Meter, c collection) ([]Value, error) {
	if l, ok := c.(*List); ok {
		l.settle(m)
		m.Bytes(len(l.elems) * valueBytes)
		return append(make([]Value, 0, len(l.elems)), l.elems...), nil
	}
	return gatherElements(m, c)
}

// gatherElements walks c and returns its elements in a new slice.
func gatherElements(m *Meter, c collection) ([]Value, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	n := c.Len()
	m.Bytes(n * valueBytes)
	m.Step(n)
	return drain(m, c.Iterate(m), make([]Value, 0, n))
}

// drain appends what is left in it to vs. The caller has charged for the elements.
func drain(m *Meter, it Iterator, vs []Value) ([]Value, error) {
	for it.HasNext() {
		v, err := it.Next(m)
		if err != nil {
			return nil, err
		}
		vs = append(vs, v)
	}
	return vs, nil
}

// containsAll tells whether c contains each of vs, asking for them in order.
func containsAll(m *Meter, c collection, vs []Value) (bool, error) {
	for _, v := range vs {
		m.Step(1)
		ok, err := c.contains(m, v)
		if !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// walkRemove is AbstractCollection.remove(Object): it removes the first element that equals v by the iterator.
func walkRemove(m *Meter, c collection, v Value) (bool, error) {
	it := c.walk(m)
	ok, err := walkTo(m, it, v)
	if !ok || err != nil {
		return false, err
	}
	return true, it.Remove(m)
}

// walkTo moves it behind the first element that equals v, and tells whether there is one.
func walkTo(m *Meter, it Iterator, v Value) (bool, error) {
	for it.HasNext() {
		m.Step(1)
		e, err := it.Next(m)
		if err != nil {
			return false, err
		}
		if Equal(m, v, e) {
			return true, nil
		}
	}
	return false, nil
}

// walkRetain is AbstractCollection.retainAll (keep) and removeAll: it removes by the iterator what other
// contains, or does not contain.
func walkRetain(m *Meter, c, other collection, keep bool) (changed bool, err error) {
	it := c.walk(m)
	for it.HasNext() {
		m.Step(1)
		e, err := it.Next(m)
		if err != nil {
			return changed, err
		}
		in, err := other.contains(m, e)
		if err != nil {
			return changed, err
		}
		if in == keep {
			continue
		}
		if err := it.Remove(m); err != nil {
			return changed, err
		}
		changed = true
	}
	return changed, nil
}

// walkClear is AbstractCollection.clear: it removes every element by the iterator.
func walkClear(m *Meter, c collection) error {
	it := c.walk(m)
	for it.HasNext() {
		if _, err := it.Next(m); err != nil {
			return err
		}
		if err := it.Remove(m); err != nil {
			return err
		}
	}
	return nil
}

// appendCollection appends AbstractCollection.toString() of the collection self to dst: "[a, b]", with
// "(this Collection)" for an element that is self.
func appendCollection(m *Meter, dst []byte, self collection) []byte {
	m.EnterContainer(self)
	dst = append(dst, '[')
	it := self.Iterate(m)
	for first := true; it.HasNext(); first = false {
		v, err := it.Next(m)
		if err != nil {
			break
		}
		if !first {
			dst = append(dst, ", "...)
		}
		dst = appendElement(m, dst, v, self)
	}
	m.Leave()
	return append(dst, ']')
}

// appendElement appends one element of the collection self.
func appendElement(m *Meter, dst []byte, v Value, self Value) []byte {
	m.Step(1)
	switch v := v.(type) {
	case String:
		m.Bytes(len(v) + 2)
		return append(dst, v...)
	case nil:
		return append(dst, "null"...)
	}
	if v == self {
		return append(dst, "(this Collection)"...)
	}
	m.Bytes(2)
	return v.AppendString(m, dst)
}
