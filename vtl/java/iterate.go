package java

// IterableOf returns o as #foreach walks it: arrays, Collections, Maps (their values), Iterators and
// Enumerations. ok is false for everything else, null included. An object that merely has a method iterator()
// (a Stream) gives a walk that fails at its first step: Velocity finds the method, but may not call it there.
// Source: UberspectImpl.getIterator.
func IterableOf(o Value) (it Iterable, ok bool) {
	if o == nil {
		return nil, false
	}
	if it, ok := o.(Iterable); ok {
		return it, true
	}
	if o.Class().Getter("iterator") != nil {
		return noWalk{o}, true
	}
	return nil, false
}

// noWalk is an object whose iterator() method Velocity finds but cannot call.
type noWalk struct{ Value }

// Iterate returns an iterator that fails.
func (n noWalk) Iterate(*Meter) Iterator { return n }

// HasNext is true, so that Next reports the failure.
func (n noWalk) HasNext() bool { return true }

// Next fails.
func (n noWalk) Next(*Meter) (Value, error) {
	return nil, Throw("org.apache.velocity.exception.VelocityException", "Error invoking the method 'iterator' on class '"+n.Class().Name+"'")
}
