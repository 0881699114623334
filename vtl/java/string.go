package java

// String is java.lang.String. It holds text as WTF-8 (see utf16.go): valid UTF-8, or UTF-8 with the three-byte
// sequences of surrogates that stand alone. Texts from outside go through CleanText first.
type String string

// stringClass is java.lang.String.
var stringClass = &Class{
	Name: "java.lang.String", Simple: "String", Super: ObjectClass,
	Ifaces: []*Class{serializableIface, comparableClass, charSequenceClass, constableIface, constantDescIface},
}

// A String is charged by its size.
var _ Sized = String("")

// Class returns java.lang.String.
func (s String) Class() *Class { return stringClass }

// AppendString appends the text itself. What it makes of halves of surrogate pairs at the seam is the caller's to
// join (see JoinHalves).
func (s String) AppendString(m *Meter, dst []byte) []byte {
	m.Bytes(len(s))
	return append(dst, s...)
}

// Equals tells whether o is the same text: String.equals(Object).
func (s String) Equals(m *Meter, o Value) bool {
	t, ok := o.(String)
	if !ok || len(s) != len(t) {
		return false
	}
	m.Step(len(s) >> 6)
	return s == t
}

// HashCode is String.hashCode(): 31*h + unit over the UTF-16 units.
func (s String) HashCode(m *Meter) int32 {
	m.Step(len(s) >> 4)
	return stringHash(string(s))
}

// Size returns the length in bytes.
func (s String) Size() int { return len(s) }

// stringHeader is what a new String is charged beside its bytes.
const stringHeader = 16

// textOf returns the text of the receiver of a String method.
func textOf(self Value) string { return string(self.(String)) }

// textArg returns the text of an argument declared as String or CharSequence; null is a NullPointerException.
func textArg(m *Meter, arg Value) (string, error) {
	switch v := arg.(type) {
	case nil:
		return "", throwNull("")
	case String:
		return string(v), nil
	}
	return ToString(m, arg), nil
}

// newText returns s, which was made just now, as a Value, after charging m for it. Functions whose results can be
// much larger than what they are made from charge before they make them, and use sharedText.
func newText(m *Meter, s string) Value {
	m.Bytes(len(s) + stringHeader)
	return String(s)
}

// sharedText returns s, which is part of an existing text or already charged, as a Value.
func sharedText(m *Meter, s string) Value {
	m.Bytes(stringHeader)
	return String(s)
}

// throwStringBounds returns a StringIndexOutOfBoundsException with msg.
func throwStringBounds(msg string) error {
	return Throw("java.lang.StringIndexOutOfBoundsException", msg)
}
