package java

import "strconv"

// The static methods of String, and those that are nearly so. Velocity calls them on any String.

// stringValueOf is String#valueOf(Object), (boolean) and (char).
func stringValueOf(m *Meter, _ Value, args []Value) (Value, error) {
	return String(ToString(m, args[0])), nil
}

// stringValueOfDouble is String#valueOf(double).
func stringValueOfDouble(m *Meter, _ Value, args []Value) (Value, error) {
	return newText(m, string(AppendDouble(nil, argDouble(args[0])))), nil
}

// stringValueOfFloat is String#valueOf(float).
func stringValueOfFloat(m *Meter, _ Value, args []Value) (Value, error) {
	return newText(m, string(AppendFloat(nil, argFloat(args[0])))), nil
}

// stringValueOfLong is String#valueOf(int) and String#valueOf(long).
func stringValueOfLong(m *Meter, _ Value, args []Value) (Value, error) {
	return newText(m, strconv.FormatInt(argLong(args[0]), 10)), nil
}

// stringOfChars is String#valueOf(char[]) and String#copyValueOf(char[]).
func stringOfChars(m *Meter, _ Value, args []Value) (Value, error) {
	chars, ok := args[0].(*Array)
	if !ok {
		return nil, throwNull("")
	}
	return charText(m, chars, 0, chars.Len()), nil
}

// stringOfSomeChars is String#valueOf(char[], int, int) and String#copyValueOf(char[], int, int).
func stringOfSomeChars(m *Meter, _ Value, args []Value) (Value, error) {
	chars, ok := args[0].(*Array)
	if !ok {
		return nil, throwNull("")
	}
	from, n := int(argInt(args[1])), int(argInt(args[2]))
	if err := checkCount(from, n, chars.Len()); err != nil {
		return nil, err
	}
	return charText(m, chars, from, n), nil
}

// charText returns the text of n characters of a char[].
func charText(m *Meter, chars *Array, from, n int) Value {
	m.Bytes(3*n + stringHeader)
	u := make([]uint16, n)
	for i := range u {
		u[i] = argChar(chars.At(from + i))
	}
	return FromUTF16(u)
}

// stringFormat is String#format(String, Object...).
func stringFormat(m *Meter, _ Value, args []Value) (Value, error) {
	return formatted(m, args[0], args[1])
}

// stringFormatLocale is String#format(Locale, String, Object...), which a template can call with a null Locale only:
// nothing is localised then, as nothing is here.
func stringFormatLocale(m *Meter, _ Value, args []Value) (Value, error) {
	return formatted(m, args[1], args[2])
}

// stringFormatted is String#formatted(Object...).
func stringFormatted(m *Meter, self Value, args []Value) (Value, error) {
	return formatted(m, self, args[0])
}

// formatted formats an array of arguments.
func formatted(m *Meter, format, args Value) (Value, error) {
	f, err := textArg(m, format)
	if err != nil {
		return nil, err
	}
	var elems []Value
	if a, ok := args.(*Array); ok {
		elems = make([]Value, a.Len())
		for i := range elems {
			elems[i] = a.At(i)
		}
	}
	text, err := Format(m, f, elems)
	if err != nil {
		return nil, err
	}
	return String(text), nil
}

// stringJoinArray is String#join(CharSequence, CharSequence...).
func stringJoinArray(m *Meter, _ Value, args []Value) (Value, error) {
	elems, ok := args[1].(*Array)
	if args[0] == nil || !ok {
		return nil, throwNull("")
	}
	return joinTexts(m, ToString(m, args[0]), elems.Iterate(m))
}

// stringJoinIterable is String#join(CharSequence, Iterable). Java casts the elements to CharSequence.
func stringJoinIterable(m *Meter, _ Value, args []Value) (Value, error) {
	elems, ok := args[1].(Iterable)
	if args[0] == nil || !ok {
		return nil, throwNull("")
	}
	return joinTexts(m, ToString(m, args[0]), elems.Iterate(m))
}

// joinTexts joins the elements of it, which must be CharSequences or null.
func joinTexts(m *Meter, delimiter string, it Iterator) (Value, error) {
	var dst []byte
	for first := true; it.HasNext(); first = false {
		v, err := it.Next(m)
		if err != nil {
			return nil, err
		}
		if v != nil && !v.Class().IsA(charSequenceClass) {
			return nil, throwCast(v.Class(), charSequenceClass)
		}
		if !first {
			m.Bytes(len(delimiter))
			dst = append(dst, delimiter...)
		}
		m.Step(1)
		m.Bytes(weight(v) << 4)
		dst = AppendTo(m, dst, v)
	}
	m.Bytes(stringHeader)
	return String(JoinHalves(dst)), nil
}
