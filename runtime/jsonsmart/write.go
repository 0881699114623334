package jsonsmart

import (
	"math"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// Text returns v as JSON in style st, as JSONValue.toJSONString(v, style) does. See Append.
func Text(m *java.Meter, v java.Value, st Style) (string, error) {
	b, err := Append(m, nil, v, st)
	return string(b), err
}

// Append appends v as JSON in style st: null, booleans and numbers as they print (an infinite Double or Float as
// null, NaN as NaN), texts in quotes, Maps as objects with their keys printed, Iterables and arrays as arrays, any
// other object as {} because json-smart sees no fields in it. It fails with the exception json-smart fails with: a
// null key, an array of char or byte, a class that Java keeps json-smart from reading.
//
// Every container counts one level of value depth.
func Append(m *java.Meter, dst []byte, v java.Value, st Style) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case java.String:
		return st.appendQuoted(m, dst, string(v)), nil
	case java.Bool, java.Int, java.Long, java.Short, java.Byte, *java.BigInteger, *java.BigDecimal:
		return v.AppendString(m, dst), nil
	case java.Double:
		return st.appendFloating(m, dst, v, float64(v)), nil
	case java.Float:
		return st.appendFloating(m, dst, v, float64(v)), nil
	case *java.Map:
		if n, ok := NodeOf(v); ok {
			return n.append(m, dst, st), nil
		}
	case *java.List:
		if n, ok := NodeOf(v); ok {
			return n.append(m, dst, st), nil
		}
	}
	m.Enter()
	defer m.Leave()
	return st.appendObject(m, dst, v)
}

// appendFloating appends the Double or Float v, which is f.
func (st Style) appendFloating(m *java.Meter, dst []byte, v java.Value, f float64) []byte {
	switch {
	case st == Interchange && (math.IsInf(f, 0) || math.IsNaN(f)):
		dst = append(dst, '"')
		return append(v.AppendString(m, dst), '"')
	case math.IsInf(f, 0):
		return append(dst, "null"...)
	}
	return v.AppendString(m, dst)
}

// appendObject appends a value that is neither text nor number.
func (st Style) appendObject(m *java.Meter, dst []byte, v java.Value) ([]byte, error) {
	m.Bytes(2)
	switch v := v.(type) {
	case *java.Map:
		return st.appendMap(m, dst, v)
	case *java.List:
		return st.appendList(m, dst, v)
	case *java.Array:
		return st.appendArray(m, dst, v)
	}
	c := v.Class()
	if it, ok := v.(java.Iterable); ok && isA(c, "java.lang.Iterable") {
		return st.appendIterable(m, dst, it)
	}
	if unreadable(c) {
		return dst, java.Throw("java.lang.IllegalAccessError", "failed to access class "+c.Name)
	}
	return append(dst, "{}"...), nil
}

// unreadable tells whether json-smart fails on objects of class c, whose fields Java hides from it: entries of maps,
// streams and their statistics, Class objects.
func unreadable(c *java.Class) bool {
	return isA(c, "java.util.Map$Entry") || isA(c, "java.util.stream.BaseStream") ||
		strings.HasSuffix(c.Name, "SummaryStatistics") || c.Name == "java.lang.Class"
}

// isA tells whether c is, extends or implements the class or interface of that full name.
func isA(c *java.Class, name string) bool {
	for ; c != nil; c = c.Super {
		if c.Name == name {
			return true
		}
		for _, i := range c.Ifaces {
			if isA(i, name) {
				return true
			}
		}
	}
	return false
}

// appendMap appends the entries of mp as an object.
func (st Style) appendMap(m *java.Meter, dst []byte, mp *java.Map) ([]byte, error) {
	var err error
	dst = append(dst, '{')
	first := true
	mp.Each(func(k, v java.Value) bool {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst, err = st.appendMember(m, dst, k, v)
		return err == nil
	})
	return append(dst, '}'), err
}

// appendMember appends one entry of a map.
func (st Style) appendMember(m *java.Meter, dst []byte, k, v java.Value) ([]byte, error) {
	m.Step(1)
	if k == nil {
		return dst, java.Throw("java.lang.NullPointerException", `Cannot invoke "Object.toString()" because the return value of "java.util.Map$Entry.getKey()" is null`)
	}
	dst = st.appendQuoted(m, dst, java.ToString(m, k))
	return Append(m, append(dst, ':'), v, st)
}

// appendList appends the elements of l.
func (st Style) appendList(m *java.Meter, dst []byte, l *java.List) ([]byte, error) {
	var err error
	dst = append(dst, '[')
	for i := 0; i < l.Len() && err == nil; i++ {
		if i > 0 {
			dst = append(dst, ',')
		}
		m.Step(1)
		dst, err = Append(m, dst, l.At(i), st)
	}
	return append(dst, ']'), err
}

// appendIterable appends what it walks over.
func (st Style) appendIterable(m *java.Meter, dst []byte, it java.Iterable) ([]byte, error) {
	dst = append(dst, '[')
	walk := it.Iterate(m)
	for first := true; walk.HasNext(); first = false {
		if !first {
			dst = append(dst, ',')
		}
		m.Step(1)
		v, err := walk.Next(m)
		if err == nil {
			dst, err = Append(m, dst, v, st)
		}
		if err != nil {
			return dst, err
		}
	}
	return append(dst, ']'), nil
}

// appendArray appends the elements of a Java array. json-smart has no writer for char and byte arrays and fails
// on the cast to Object[]; elements of float and double arrays are printed even where JSON has no form for them.
func (st Style) appendArray(m *java.Meter, dst []byte, a *java.Array) ([]byte, error) {
	switch c := a.Class(); c.Elem.Name {
	case "char", "byte":
		return dst, java.Throw("java.lang.ClassCastException", "class "+c.Name+" cannot be cast to class [Ljava.lang.Object;")
	case "float", "double":
		if st != Interchange {
			return appendPrinted(m, dst, a), nil
		}
	}
	return st.appendIterable(m, dst, a)
}

// appendPrinted appends the elements of a as they print.
func appendPrinted(m *java.Meter, dst []byte, a *java.Array) []byte {
	dst = append(dst, '[')
	walk := a.Iterate(m)
	for first := true; walk.HasNext(); first = false {
		if !first {
			dst = append(dst, ',')
		}
		v, err := walk.Next(m)
		if err != nil {
			break
		}
		dst = java.AppendTo(m, dst, v)
	}
	return append(dst, ']')
}
