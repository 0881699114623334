package java

// stringMatches is String#matches(String).
func stringMatches(m *Meter, self Value, args []Value) (Value, error) {
	r, err := regexArg(m, args[0])
	if err != nil {
		return nil, err
	}
	return Bool(r.Matches(m, textOf(self))), nil
}

// regexArg compiles the pattern in arg; null is a NullPointerException.
func regexArg(m *Meter, arg Value) (*Regex, error) {
	pattern, err := textArg(m, arg)
	if err != nil {
		return nil, err
	}
	return CompileRegex(m, pattern, 0)
}

// stringReplaceAll is String#replaceAll(String, String).
func stringReplaceAll(m *Meter, self Value, args []Value) (Value, error) {
	r, err := regexArg(m, args[0])
	if err != nil {
		return nil, err
	}
	s := textOf(self)
	if args[1] == nil {
		// Java looks at the replacement when it has found something to replace.
		r.each(m, s, func(regexMatch) bool { err = throwNull(""); return false })
		return self, err
	}
	replacement, err := textArg(m, args[1])
	if err != nil {
		return nil, err
	}
	return resultText(r.ReplaceAll(m, s, replacement, 0))
}

// resultText returns s as a Value, null when there is an error.
func resultText(s String, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// stringReplaceFirst is String#replaceFirst(String, String).
func stringReplaceFirst(m *Meter, self Value, args []Value) (Value, error) {
	r, err := regexArg(m, args[0])
	if err != nil {
		return nil, err
	}
	replacement, err := textArg(m, args[1])
	if err != nil {
		return nil, err
	}
	return resultText(r.ReplaceAll(m, textOf(self), replacement, 1))
}

// stringSplit is String#split(String) and String#split(String, int).
func stringSplit(m *Meter, self Value, args []Value) (Value, error) {
	r, err := regexArg(m, args[0])
	if err != nil {
		return nil, err
	}
	limit := 0
	if len(args) > 1 {
		limit = int(argInt(args[1]))
	}
	return NewArray(stringClass, r.Split(m, textOf(self), limit)), nil
}
