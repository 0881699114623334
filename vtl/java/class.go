package java

import (
	"strings"
	"sync"
)

// Class is a Java class or interface as far as a template can tell: its names, its place among other
// classes, and the public methods Velocity would find on an instance. Classes are package variables; their
// method tables are attached by init functions, and linked on first use.
type Class struct {
	Name   string   // as Class.getName() prints it: java.lang.String, [C
	Simple string   // as Class.getSimpleName() prints it: String, char[]
	Super  *Class   // nil for Object, interfaces and primitives
	Ifaces []*Class // directly implemented or extended interfaces
	Elem   *Class   // element type of an array class
	Kind   Kind
	// Hidden marks a class that is not public: Velocity sees only what its public superclasses and interfaces
	// declare. Its table must then hold just those methods.
	Hidden bool
	// ToString overrides how values of a shared Go type print: a JSONArray is a List that prints as JSON. nil means the type's own.
	ToString func(m *Meter, v Value, dst []byte) []byte

	methods []Method
	linked  sync.Once
	byName  map[string][]*Method
	supers  map[*Class]bool
	getters map[string]*Method // zero-argument methods by name
}

// Kind tells what sort of type a Class is.
type Kind uint8

// The kinds of Class.
const (
	KindClass Kind = iota
	KindInterface
	KindPrimitive
	KindArray
)

// MethodFunc is the Go side of a Java method: self is the receiver, args are as many as the signature has
// (a trailing varargs parameter arrives as one *Array). It returns the result (nil is null; methods that
// return void return the empty String, which is what Velocity prints for them) or an *Exception. It must not keep
// args: the slice is used again.
type MethodFunc func(m *Meter, self Value, args []Value) (Value, error)

// Cost says what a call charges the meter before it runs.
type Cost uint8

// The costs a method table row can have. A row without one is a mistake that TestMethodTables finds.
const (
	CostUnset  Cost = iota
	CostConst       // constant time, whatever the sizes
	CostSelf        // proportional to the size of the receiver
	CostArgs        // proportional to the sizes of the arguments
	CostAll         // proportional to receiver and arguments
	CostInside      // the function charges the meter itself
)

// Method is one row of a class's method table.
type Method struct {
	// Sig is the signature with simple type names: "substring(int,int)", "format(String,Object...)".
	Sig  string
	Cost Cost
	Call MethodFunc
	// Missing marks a method of Java that is not here: Call fails with its name.
	Missing bool

	name   string
	params []*Class
}

// Name returns the method's name.
func (m *Method) Name() string { return m.name }

// registry holds every class by simple name, for signatures.
var registry = map[string]*Class{}

// register makes classes known to signatures by their simple names.
func register(cs ...*Class) {
	for _, c := range cs {
		registry[c.Simple] = c
	}
}

// Define attaches the method table to c and makes c known by its simple name. It is called from init
// functions only, also of other packages that bring classes of their own.
func Define(c *Class, methods []Method) {
	c.methods = methods
	register(c)
}

// link parses the signatures of c and gathers what its superclasses and interfaces add.
func (c *Class) link() {
	c.linked.Do(func() {
		c.byName = map[string][]*Method{}
		c.getters = map[string]*Method{}
		c.supers = map[*Class]bool{}
		seen := map[string]bool{}
		for k := c; k != nil; k = k.Super {
			c.gather(k, seen)
			for _, i := range k.Ifaces {
				c.gatherInterface(i, seen)
			}
		}
		c.supers[ObjectClass] = true
	})
}

func (c *Class) gatherInterface(i *Class, seen map[string]bool) {
	c.gather(i, seen)
	for _, s := range i.Ifaces {
		c.gatherInterface(s, seen)
	}
}

// gather adds the methods declared on k, those of more derived classes first.
func (c *Class) gather(k *Class, seen map[string]bool) {
	c.supers[k] = true
	for i := range k.methods {
		d := k.methods[i]
		if seen[d.Sig] {
			continue
		}
		seen[d.Sig] = true
		d.parse()
		m := &d
		c.byName[m.name] = append(c.byName[m.name], m)
		if len(m.params) == 0 {
			c.getters[m.name] = m
		}
	}
}

// parse splits the signature. An unknown type name is a mistake in the table and panics at link time, which
// TestMethodTables provokes for every class.
func (m *Method) parse() {
	open := strings.IndexByte(m.Sig, '(')
	m.name = m.Sig[:open]
	list := m.Sig[open+1 : len(m.Sig)-1]
	if list == "" {
		return
	}
	for _, t := range strings.Split(list, ",") {
		m.params = append(m.params, typeNamed(t))
	}
}

// typeNamed returns the class a signature means by name. A varargs type "T..." is the array T[].
func typeNamed(name string) *Class {
	if elem, ok := strings.CutSuffix(name, "..."); ok {
		return arrayOf(typeNamed(elem))
	}
	if elem, ok := strings.CutSuffix(name, "[]"); ok {
		return arrayOf(typeNamed(elem))
	}
	c := registry[name]
	if c == nil {
		panic("java: no class is named " + name)
	}
	return c
}

// Methods returns the methods called name that Velocity finds on instances of c.
func (c *Class) Methods(name string) []*Method {
	c.link()
	return c.byName[name]
}

// Getter returns the method called name that has no parameters, or nil.
func (c *Class) Getter(name string) *Method {
	c.link()
	return c.getters[name]
}

// IsA tells whether a value of class c can be assigned to a variable of type t (both reference types).
func (c *Class) IsA(t *Class) bool {
	if c == t || t == ObjectClass {
		return true
	}
	if c.Kind == KindArray && t.Kind == KindArray {
		return c.Elem.Kind != KindPrimitive && t.Elem.Kind != KindPrimitive && c.Elem.IsA(t.Elem)
	}
	c.link()
	return c.supers[t]
}

// ObjectClass is java.lang.Object.
var ObjectClass = &Class{Name: "java.lang.Object", Simple: "Object"}

// The primitive types.
var (
	primBoolean = &Class{Name: "boolean", Simple: "boolean", Kind: KindPrimitive}
	primByte    = &Class{Name: "byte", Simple: "byte", Kind: KindPrimitive}
	primShort   = &Class{Name: "short", Simple: "short", Kind: KindPrimitive}
	primChar    = &Class{Name: "char", Simple: "char", Kind: KindPrimitive}
	primInt     = &Class{Name: "int", Simple: "int", Kind: KindPrimitive}
	primLong    = &Class{Name: "long", Simple: "long", Kind: KindPrimitive}
	primFloat   = &Class{Name: "float", Simple: "float", Kind: KindPrimitive}
	primDouble  = &Class{Name: "double", Simple: "double", Kind: KindPrimitive}
)

func init() {
	register(ObjectClass, primBoolean, primByte, primShort, primChar, primInt, primLong, primFloat, primDouble)
}

var (
	arraysMu sync.Mutex
	arrays   = map[*Class]*Class{}
)

// arrayOf returns the array class with elements of type elem.
func arrayOf(elem *Class) *Class {
	arraysMu.Lock()
	defer arraysMu.Unlock()
	if c := arrays[elem]; c != nil {
		return c
	}
	name := "[L" + elem.Name + ";"
	switch {
	case elem.Kind == KindArray:
		name = "[" + elem.Name
	case elem.Kind == KindPrimitive:
		name = "[" + map[*Class]string{primBoolean: "Z", primByte: "B", primShort: "S", primChar: "C", primInt: "I", primLong: "J", primFloat: "F", primDouble: "D"}[elem]
	}
	c := &Class{Name: name, Simple: elem.Simple + "[]", Kind: KindArray, Elem: elem, Super: ObjectClass}
	arrays[elem] = c
	return c
}
