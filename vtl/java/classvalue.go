package java

import "strings"

// ClassValue is a java.lang.Class object, what $x.class gives. It knows names and simple facts, and the static
// methods of its class can be called on it as Velocity allows; everything that reflection could reach from it
// (forName, getClassLoader, getMethods, newInstance ...) is no method here, so it reads as null.
type ClassValue struct {
	// Of is the class the object describes.
	Of *Class
}

// NewClassValue returns the Class object of c.
func NewClassValue(c *Class) *ClassValue { return &ClassValue{Of: c} }

var (
	classType = &Class{Name: "java.lang.Class", Simple: "Class", Super: ObjectClass, Ifaces: []*Class{serializableIface}}
	_         = Value((*ClassValue)(nil))
)

// Class returns java.lang.Class.
func (v *ClassValue) Class() *Class { return classType }

// AppendString appends Class#toString(): the kind and the name.
func (v *ClassValue) AppendString(_ *Meter, dst []byte) []byte {
	switch v.Of.Kind {
	case KindInterface:
		dst = append(dst, "interface "...)
	case KindClass, KindArray:
		dst = append(dst, "class "...)
	}
	return append(dst, v.Of.Name...)
}

// Equals tells whether o describes the same class.
func (v *ClassValue) Equals(_ *Meter, o Value) bool {
	c, ok := o.(*ClassValue)
	return ok && c.Of == v.Of
}

// HashCode is a number of the class's name, where Java's is an identity that differs from run to run.
func (v *ClassValue) HashCode(*Meter) int32 { return stringHash(v.Of.Name) }

// classMethods is java.lang.Class as a template sees it, without anything that leads to other objects.
var classMethods = []Method{
	{Sig: "arrayType()", Cost: CostConst, Call: classFact(func(c *Class) Value { return NewClassValue(arrayOf(c)) })},
	{Sig: "cast(Object)", Cost: CostConst, Call: classCast},
	{Sig: "componentType()", Cost: CostConst, Call: classFact(func(c *Class) Value { return classOrNull(c.Elem) })},
	{Sig: "descriptorString()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(classDescriptor(c)) })},
	{Sig: "desiredAssertionStatus()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "getCanonicalName()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(canonicalName(c)) })},
	{Sig: "getComponentType()", Cost: CostConst, Call: classFact(func(c *Class) Value { return classOrNull(c.Elem) })},
	{Sig: "getInterfaces()", Cost: CostConst, Call: classFact(classInterfaces)},
	{Sig: "getModifiers()", Cost: CostConst, Call: classFact(func(c *Class) Value { return IntValue(classModifiers(c)) })},
	{Sig: "getName()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(c.Name) })},
	{Sig: "getPackage()", Cost: CostConst, Call: classFact(classPackage)},
	{Sig: "getPackageName()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(packageName(c)) })},
	{Sig: "getSimpleName()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(c.Simple) })},
	{Sig: "getSuperclass()", Cost: CostConst, Call: classFact(func(c *Class) Value { return classOrNull(c.Super) })},
	{Sig: "getTypeName()", Cost: CostConst, Call: classFact(func(c *Class) Value { return String(typeName(c)) })},
	{Sig: "isAnnotation()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isAnonymousClass()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isArray()", Cost: CostConst, Call: classFact(func(c *Class) Value { return Bool(c.Kind == KindArray) })},
	{Sig: "isAssignableFrom(Class)", Cost: CostConst, Call: classIsAssignableFrom},
	{Sig: "isEnum()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isHidden()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isInstance(Object)", Cost: CostConst, Call: classIsInstance},
	{Sig: "isInterface()", Cost: CostConst, Call: classFact(func(c *Class) Value { return Bool(c.Kind == KindInterface) })},
	{Sig: "isLocalClass()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isMemberClass()", Cost: CostConst, Call: classFact(func(c *Class) Value { return Bool(c.Kind < KindPrimitive && strings.Contains(c.Name, "$")) })},
	{Sig: "isPrimitive()", Cost: CostConst, Call: classFact(func(c *Class) Value { return Bool(c.Kind == KindPrimitive) })},
	{Sig: "isRecord()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isSealed()", Cost: CostConst, Call: classFact(isFalse)},
	{Sig: "isSynthetic()", Cost: CostConst, Call: classFact(isFalse)},
}

func init() { Define(classType, classMethods) }

// classFact returns the method that answers f of the class.
func classFact(f func(c *Class) Value) MethodFunc {
	return func(_ *Meter, self Value, _ []Value) (Value, error) {
		return f(self.(*ClassValue).Of), nil
	}
}

// isFalse is the fact that holds for no class a template can see.
func isFalse(*Class) Value { return Bool(false) }

// classOrNull returns the Class object of c, null when there is none.
func classOrNull(c *Class) Value {
	if c == nil {
		return nil
	}
	return NewClassValue(c)
}

// classCast is Class#cast(Object).
func classCast(_ *Meter, self Value, args []Value) (Value, error) {
	c := self.(*ClassValue).Of
	if args[0] == nil || isInstance(c, args[0]) {
		return args[0], nil
	}
	return nil, Throw("java.lang.ClassCastException", "Cannot cast "+args[0].Class().Name+" to "+c.Name)
}

// isInstance tells whether v is a non-null value of class c.
func isInstance(c *Class, v Value) bool {
	return v != nil && c.Kind != KindPrimitive && v.Class().IsA(c)
}

// classIsInstance is Class#isInstance(Object).
func classIsInstance(_ *Meter, self Value, args []Value) (Value, error) {
	return Bool(isInstance(self.(*ClassValue).Of, args[0])), nil
}

// classIsAssignableFrom is Class#isAssignableFrom(Class).
func classIsAssignableFrom(_ *Meter, self Value, args []Value) (Value, error) {
	o, ok := args[0].(*ClassValue)
	if !ok {
		return nil, Throw("java.lang.NullPointerException", "")
	}
	c := self.(*ClassValue).Of
	if c.Kind == KindPrimitive || o.Of.Kind == KindPrimitive {
		return Bool(c == o.Of), nil
	}
	return Bool(o.Of.IsA(c)), nil
}

// classInterfaces is Class#getInterfaces(): an array of Class objects.
func classInterfaces(c *Class) Value {
	ifaces := c.Ifaces
	if c.Kind == KindArray {
		ifaces = []*Class{cloneableIface, serializableIface}
	}
	elems := make([]Value, len(ifaces))
	for i, f := range ifaces {
		elems[i] = NewClassValue(f)
	}
	return NewArray(classType, elems)
}

// The access flags Class#getModifiers() reports.
const (
	modPublic    = 1
	modFinal     = 16
	modInterface = 0x200
	modAbstract  = 0x400
)

// classModifiers is Class#getModifiers(): exact for public types, which are all that have simple names here.
func classModifiers(c *Class) int32 {
	mods := int32(modPublic)
	switch {
	case c.Kind == KindInterface:
		return modPublic | modInterface | modAbstract
	case c.Kind != KindClass:
		return modPublic | modFinal | modAbstract
	case c.Hidden:
		mods = 0
	}
	if c.Super == numberClass && strings.HasPrefix(c.Name, "java.lang.") || c == stringClass || c == booleanClass || c == characterClass || c == classType {
		mods |= modFinal
	}
	return mods
}

// packageName is Class#getPackageName().
func packageName(c *Class) string {
	for c.Kind == KindArray {
		c = c.Elem
	}
	if i := strings.LastIndexByte(c.Name, '.'); i >= 0 {
		return c.Name[:i]
	}
	return "java.lang"
}

// typeName is Class#getTypeName(): the name, with array types written with brackets.
func typeName(c *Class) string {
	if c.Kind == KindArray {
		return typeName(c.Elem) + "[]"
	}
	return c.Name
}

// canonicalName is Class#getCanonicalName(): the name as Java source writes it.
func canonicalName(c *Class) string { return strings.ReplaceAll(typeName(c), "$", ".") }

// classDescriptor is Class#descriptorString(): the name as class files write it.
func classDescriptor(c *Class) string {
	switch c.Kind {
	case KindPrimitive:
		return arrayOf(c).Name[1:]
	case KindArray:
		return "[" + classDescriptor(c.Elem)
	}
	return "L" + strings.ReplaceAll(c.Name, ".", "/") + ";"
}

// staticNames lists, for classes whose static methods share no name with instance methods, the static ones.
var staticNames = map[string]string{
	"java.lang.String":        " compare copyValueOf format join valueOf ",
	"java.math.BigInteger":    " probablePrime valueOf ",
	"java.math.BigDecimal":    " valueOf ",
	"java.util.ArrayList":     " copyOf of ",
	"java.util.HashMap":       " copyOf entry of ofEntries ",
	"java.util.LinkedHashMap": " copyOf entry of ofEntries ",
	"java.util.HashSet":       " copyOf of ",
	"java.util.LinkedHashSet": " copyOf of ",
}

// isStatic tells whether mt, a method of c, is static. The wrapper classes have instance methods without
// parameters and a few well-known ones besides; all their other methods are static.
func isStatic(c *Class, mt *Method) bool {
	if c.Super == numberClass && strings.HasPrefix(c.Name, "java.lang.") || c == booleanClass || c == characterClass {
		switch mt.name {
		case "equals", "compareTo", "resolveConstantDesc", "wait":
			return false
		}
		return len(mt.params) > 0
	}
	return strings.Contains(staticNames[c.Name], " "+mt.name+" ")
}

// throughClass returns mt as it is called on c's Class object: a static method works, any other fails.
// Source: UberspectImpl.getMethod, which looks into the described class after java.lang.Class itself.
func throughClass(c *Class, mt *Method) *Method {
	if isStatic(c, mt) {
		return mt
	}
	wrong := *mt
	wrong.Cost = CostConst
	wrong.Call = func(*Meter, Value, []Value) (Value, error) {
		return nil, argumentError("object is not an instance of declaring class")
	}
	return &wrong
}

// packageValue is a java.lang.Package, which knows its name.
type packageValue struct{ name string }

// packageType is java.lang.Package.
var packageType = &Class{Name: "java.lang.Package", Simple: "Package", Super: ObjectClass}

// classPackage is Class#getPackage(): null for arrays and primitive types.
func classPackage(c *Class) Value {
	if c.Kind >= KindPrimitive {
		return nil
	}
	return &packageValue{name: packageName(c)}
}

// Class returns java.lang.Package.
func (p *packageValue) Class() *Class { return packageType }

// AppendString appends Package#toString().
func (p *packageValue) AppendString(_ *Meter, dst []byte) []byte {
	return append(append(dst, "package "...), p.name...)
}

// Equals tells whether o is the package of the same name.
func (p *packageValue) Equals(_ *Meter, o Value) bool {
	q, ok := o.(*packageValue)
	return ok && p.name == q.name
}

// HashCode is Package#hashCode(), the name's.
func (p *packageValue) HashCode(*Meter) int32 { return stringHash(p.name) }

// packageMethods is java.lang.Package as far as templates get to see it.
var packageMethods = []Method{
	{Sig: "getName()", Cost: CostConst, Call: packageGetName},
}

func init() { Define(packageType, packageMethods) }

// packageGetName is Package#getName().
func packageGetName(_ *Meter, self Value, _ []Value) (Value, error) {
	return String(self.(*packageValue).name), nil
}
