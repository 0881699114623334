package java

// charSequenceMethods is java.lang.CharSequence: what String does not declare itself.
// Javadoc: java.lang.CharSequence.
var charSequenceMethods = []Method{
	{Sig: "charAt(int)", Cost: CostInside, Call: stringCharAt},
	{Sig: "chars()", Cost: CostSelf, Call: stringChars},
	{Sig: "codePoints()", Cost: CostSelf, Call: stringCodePoints},
	{Sig: "compare(CharSequence,CharSequence)", Cost: CostArgs, Call: charSequenceCompare},
	{Sig: "isEmpty()", Cost: CostConst, Call: stringIsEmpty},
	{Sig: "length()", Cost: CostSelf, Call: stringLength},
	{Sig: "subSequence(int,int)", Cost: CostSelf, Call: stringSubstring},
	{Sig: "toString()", Cost: CostConst, Call: returnSelf},
}

func init() { Define(charSequenceClass, charSequenceMethods) }

// charSequenceCompare is the static CharSequence.compare(CharSequence, CharSequence). String is the only
// CharSequence a template can have.
func charSequenceCompare(m *Meter, _ Value, args []Value) (Value, error) {
	a, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	b, err := textArg(m, args[1])
	if err != nil {
		return nil, err
	}
	return intOf(compareText(a, b)), nil
}
