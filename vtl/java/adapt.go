package java

// The functions of this file turn plain Go functions into rows of method tables, so that a row can say what it
// computes in one line. Arguments arrive converted to the parameter types of the signature.

// static1 adapts f, a static method of one parameter that a converts to.
func static1[A any](a func(Value) A, f func(A) Value) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) { return f(a(args[0])), nil }
}

// static2 adapts f, a static method of two parameters.
func static2[A, B any](a func(Value) A, b func(Value) B, f func(A, B) Value) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) { return f(a(args[0]), b(args[1])), nil }
}

// onInt adapts a static method of one int.
func onInt(f func(int32) Value) MethodFunc { return static1(argInt, f) }

// onInts adapts a static method of two ints.
func onInts(f func(x, y int32) Value) MethodFunc { return static2(argInt, argInt, f) }

// onLong adapts a static method of one long.
func onLong(f func(int64) Value) MethodFunc { return static1(argLong, f) }

// onLongs adapts a static method of two longs.
func onLongs(f func(x, y int64) Value) MethodFunc { return static2(argLong, argLong, f) }

// onFloat adapts a static method of one float.
func onFloat(f func(float32) Value) MethodFunc { return static1(argFloat, f) }

// onFloats adapts a static method of two floats.
func onFloats(f func(x, y float32) Value) MethodFunc { return static2(argFloat, argFloat, f) }

// onDouble adapts a static method of one double.
func onDouble(f func(float64) Value) MethodFunc { return static1(argDouble, f) }

// onDoubles adapts a static method of two doubles.
func onDoubles(f func(x, y float64) Value) MethodFunc { return static2(argDouble, argDouble, f) }

// onBools adapts a static method of two booleans.
func onBools(f func(x, y bool) Value) MethodFunc { return static2(argBool, argBool, f) }

// onSelf adapts a method without parameters of objects of the Go type T.
func onSelf[T Value](f func(T) Value) MethodFunc {
	return func(_ *Meter, self Value, _ []Value) (Value, error) { return f(self.(T)), nil }
}

// compareRow is compareTo for the Go type T of class c, and its bridge compareTo(Object) too: null is a
// NullPointerException and any other class a ClassCastException.
func compareRow[T Value](c *Class, cmp func(m *Meter, x, y T) int) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		if args[0] == nil {
			return nil, throwNull("")
		}
		other, ok := args[0].(T)
		if !ok {
			return nil, throwCast(args[0].Class(), c)
		}
		return intOf(cmp(m, self.(T), other)), nil
	}
}

// orderRow is compareRow for the integer classes.
func orderRow[T interface {
	Int | Long
	Value
}](c *Class) MethodFunc {
	return compareRow(c, func(_ *Meter, x, y T) int { return order(int64(x), int64(y)) })
}

// differenceRow is compareRow for the small integer classes, which return how far both are apart.
func differenceRow[T interface {
	Short | Byte | Char
	Value
}](c *Class) MethodFunc {
	return compareRow(c, func(_ *Meter, x, y T) int { return int(x) - int(y) })
}

// returnSelf is a method that returns its object.
func returnSelf(_ *Meter, self Value, _ []Value) (Value, error) { return self, nil }

// returnOptional is a method that returns an Optional of its object: describeConstable of the classes that are
// their own description.
func returnOptional(_ *Meter, self Value, _ []Value) (Value, error) { return NewOptional(self), nil }

// returnNull is a method that returns null.
func returnNull(*Meter, Value, []Value) (Value, error) { return nil, nil }

// returnSecond is a static method that returns its second argument: the system properties that Integer.getInteger and
// Long.getLong look up do not exist here, so they return the default.
func returnSecond(_ *Meter, _ Value, args []Value) (Value, error) { return args[1], nil }

// intOf returns i, which fits 32 bits, as an Integer.
func intOf(i int) Value { return IntValue(int32(i)) }
