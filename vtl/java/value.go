package java

// Value is a Java object as a template can hold it. Java's null is the nil Value, so every function that
// takes a Value takes null too.
//
// The methods that walk into an object (AppendString, Equals, HashCode) charge the meter they are given and
// stop the run through it when a limit is exceeded; a nil meter counts nothing.
type Value interface {
	// Class returns the object's runtime class.
	Class() *Class
	// AppendString appends to dst what Java's toString() returns, in the string form of this package (see String).
	AppendString(m *Meter, dst []byte) []byte
	// Equals is Java's equals(Object); o may be nil.
	Equals(m *Meter, o Value) bool
	// HashCode is Java's hashCode().
	HashCode(m *Meter) int32
}

// Sized is a Value whose methods may cost time in proportion to its size: UTF-8 bytes for text, elements for
// collections. The dispatcher charges by it before a method runs.
type Sized interface {
	Value
	// Size returns the size without walking into elements.
	Size() int
}

// Iterator is a running java.util.Iterator.
type Iterator interface {
	// HasNext tells whether Next would return an element.
	HasNext() bool
	// Next returns the next element (nil is Java's null). It fails with ConcurrentModificationException where
	// the collection changed under the iterator, and NoSuchElementException at the end.
	Next(m *Meter) (Value, error)
}

// Iterable is a Value that #foreach walks: arrays, Collections, the values of a Map, Iterators.
type Iterable interface {
	Value
	// Iterate starts a walk from the first element.
	Iterate(m *Meter) Iterator
}

// Origin says where in the given input a value came from. Only tools that follow values (provenance) set and
// read it.
type Origin struct {
	// Source names the input: "body", "params.path", "params.querystring", "params.header", "context", "stageVariables".
	Source string
	// Path leads to the value inside its source, as a JSONPath ("$.items[0].sku") for a body, else a name.
	Path string
	// Start and End are byte offsets into the source text; both 0 when the source is not a text.
	Start, End int
}

// Sourced is a container that knows where its members came from.
type Sourced interface {
	// OriginOf returns the origin of the member at key, a String for maps or an Int for lists; ok is false
	// when the member was not part of the input.
	OriginOf(key Value) (o Origin, ok bool)
}

// NullExplainer is a Value that knows more about its methods than that they returned null.
type NullExplainer interface {
	// ExplainNull says in one line, for people, why the method called name returned null for args; "" for no idea.
	ExplainNull(name string, args []Value) string
}

// ToString returns what Java's String.valueOf(v) returns: v.toString(), or "null".
func ToString(m *Meter, v Value) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case String:
		return string(v)
	}
	return string(v.AppendString(m, nil))
}

// AppendTo appends String.valueOf(v) to dst.
func AppendTo(m *Meter, dst []byte, v Value) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case String:
		return append(dst, v...)
	}
	return v.AppendString(m, dst)
}

// Equal is java.util.Objects.equals(a, b).
func Equal(m *Meter, a, b Value) bool {
	if a == nil {
		return b == nil
	}
	return a.Equals(m, b)
}

// Hash is java.util.Objects.hashCode(v).
func Hash(m *Meter, v Value) int32 {
	if v == nil {
		return 0
	}
	return v.HashCode(m)
}

// Exception is a Java exception thrown by a method. It is returned as an error by every function of this
// package that calls Java code; the class is the full Java name.
type Exception struct { //nolint:errname // Java's name for it
	Class string
	Msg   string
}

// Error returns the exception as Java's Throwable.toString prints it.
func (e *Exception) Error() string {
	if e.Msg == "" {
		return e.Class
	}
	return e.Class + ": " + e.Msg
}

// Throw returns the exception of class (a full Java name) with msg.
func Throw(class, msg string) error { return &Exception{Class: class, Msg: msg} }
