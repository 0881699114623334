package java

import (
	"unicode"
	"unicode/utf8"
)

// Property returns what $o.name reads, in the order Velocity looks: getname() or getName(), a Map's get("name"),
// get("name"), isname() or isName(). It is null when o offers none of them. o must not be nil. The error is an
// *Exception that a getter threw.
func Property(m *Meter, o Value, name string) (Value, error) {
	g := newGetter(o.Class(), name)
	return g.get(m, o)
}

// HasProperty tells whether o offers a way to read $o.name at all; a Map always does.
func HasProperty(o Value, name string) bool {
	return newGetter(o.Class(), name).kind != getNothing
}

// getKind says how a property is read.
type getKind uint8

// The ways to read a property, in the order they are tried.
const (
	getNothing getKind = iota
	getMethod          // a getter without parameters
	getMapKey          // Map.get(name), called directly
	getByName          // a method get that takes the name
)

// getter is how property name is read from values of class.
type getter struct {
	class  *Class
	kind   getKind
	method *Method
	name   String
}

// newGetter finds out how to read property name from values of c. Source: UberspectImpl.getPropertyGet.
func newGetter(c *Class, name string) getter {
	g := getter{class: c, name: String(name)}
	if mt := c.findAccessor("get", name, nil); mt != nil {
		g.kind, g.method = getMethod, mt
		return g
	}
	if c.IsA(mapIface) {
		g.kind, g.method = getMapKey, c.find("get", []Value{g.name})
		return g
	}
	if mt := c.find("get", []Value{g.name}); mt != nil {
		g.kind, g.method = getByName, mt
		return g
	}
	// Every method called is... without parameters that a template can reach returns a boolean, which Velocity asks for here.
	if mt := c.findAccessor("is", name, nil); mt != nil {
		g.kind, g.method = getMethod, mt
	}
	return g
}

// findAccessor returns the method prefix+name that takes args, or the one with the case of name's first letter
// turned round.
func (c *Class) findAccessor(prefix, name string, args []Value) *Method {
	if name == "" {
		return nil
	}
	if mt := c.find(prefix+name, args); mt != nil {
		return mt
	}
	return c.find(prefix+turnCase(name), args)
}

// turnCase returns name with its first letter in the other case: lower becomes upper, anything else lower.
func turnCase(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	if unicode.IsLower(r) {
		return string(unicode.ToUpper(r)) + name[n:]
	}
	return string(unicode.ToLower(r)) + name[n:]
}

// get reads the property from o, which is of g's class. A getter that turns out not to take its arguments reads
// as null. Source: ASTIdentifier.execute, which swallows IllegalArgumentException.
func (g *getter) get(m *Meter, o Value) (Value, error) {
	switch g.kind {
	case getNothing:
		return nil, nil
	case getMapKey:
		if mp, ok := o.(*Map); ok {
			v, _ := mp.GetString(string(g.name))
			return v, nil
		}
		v, err := g.method.invoke(m, o, []Value{g.name})
		return v, unchecked(err)
	case getMethod:
		if len(g.method.params) != 0 {
			return nil, nil
		}
		g.method.charge(m, o, nil)
		return g.method.Call(m, o, nil)
	}
	if len(g.method.params) != 1 || g.method.params[0].Kind == KindArray {
		return nil, nil
	}
	return g.method.invoke(m, o, []Value{g.name})
}

// UncheckedError is an exception that Velocity lets through without saying where in the template it happened.
type UncheckedError struct{ Err error }

// Error returns the exception's text.
func (e *UncheckedError) Error() string { return e.Err.Error() }

// Unwrap returns the exception.
func (e *UncheckedError) Unwrap() error { return e.Err }

// unchecked returns err as an *UncheckedError, nil for nil.
func unchecked(err error) error {
	if err == nil {
		return nil
	}
	return &UncheckedError{Err: err}
}

// SetProperty assigns v (nil is null) to $o.name as Velocity does: setname(v) or setName(v), a Map's put(name, v),
// put(name, v). found is false when o offers none of them. The error is what the setter threw, an
// *UncheckedError where Velocity knows no place for it.
func SetProperty(m *Meter, o Value, name string, v Value) (found bool, err error) {
	c := o.Class()
	args := []Value{v}
	if mt := c.findAccessor("set", name, args); mt != nil {
		return true, call(m, mt, o, args)
	}
	if c.IsA(mapIface) {
		if mp, ok := o.(*Map); ok {
			m.Step(1)
			mp.Put(m, String(name), v)
			return true, nil
		}
		_, _, err := Invoke(m, o, "put", []Value{String(name), v})
		return true, unchecked(err)
	}
	args = []Value{String(name), v}
	if mt := c.find("put", args); mt != nil {
		return true, call(m, mt, o, args)
	}
	return false, nil
}

// call runs a setter without packing variable arguments, which Velocity does not do for properties.
func call(m *Meter, mt *Method, o Value, args []Value) error {
	if len(args) != len(mt.params) {
		return unchecked(argumentError("wrong number of arguments"))
	}
	for i, p := range mt.params {
		if !fits(p, classOf(args[i])) {
			return unchecked(argumentError("argument type mismatch"))
		}
	}
	mt.charge(m, o, args)
	_, err := mt.Call(m, o, args)
	return err
}
