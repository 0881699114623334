package java

// objectBytes is what a small object that a method makes is charged.
const objectBytes = 64

// making returns the method f, which makes an object of this many bytes, with the charge for it.
func making(bytes int, f MethodFunc) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		m.Bytes(bytes)
		return f(m, self, args)
	}
}

// nullPointerRow returns a method that fails with NullPointerException whatever it is given: the form of a method
// whose functional parameter a template can fill with nothing but null.
func nullPointerRow(detail string) MethodFunc {
	err := throwNull(detail)
	return func(*Meter, Value, []Value) (Value, error) { return nil, err }
}
