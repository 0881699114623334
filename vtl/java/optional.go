package java

// Optional is a java.util.Optional, OptionalInt, OptionalLong or OptionalDouble.
type Optional struct {
	class *Class
	v     Value // nil when empty
}

var (
	_ Value = (*Optional)(nil)
	_ Sized = (*Optional)(nil)
)

// optionalClasses are the Optional classes by the kind of stream they come from.
var optionalClasses = [streamKinds]*Class{
	{Name: "java.util.Optional", Simple: "Optional", Super: ObjectClass},
	{Name: "java.util.OptionalInt", Simple: "OptionalInt", Super: ObjectClass},
	{Name: "java.util.OptionalLong", Simple: "OptionalLong", Super: ObjectClass},
	{Name: "java.util.OptionalDouble", Simple: "OptionalDouble", Super: ObjectClass},
}

// optionalMethods is java.util.Optional as a template sees it.
var optionalMethods = []Method{
	{Sig: "empty()", Cost: CostConst, Call: making(objectBytes, optionalEmpty(refStream))},
	{Sig: "filter(Predicate)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "flatMap(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "get()", Cost: CostConst, Call: optionalGet},
	{Sig: "ifPresent(Consumer)", Cost: CostConst, Call: optionalIfPresent},
	{Sig: "ifPresentOrElse(Consumer,Runnable)", Cost: CostConst, Call: optionalIfPresentOrElse},
	{Sig: "isEmpty()", Cost: CostConst, Call: optionalIsEmpty},
	{Sig: "isPresent()", Cost: CostConst, Call: optionalIsPresent},
	{Sig: "map(Function)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "of(Object)", Cost: CostConst, Call: making(objectBytes, optionalOf)},
	{Sig: "ofNullable(Object)", Cost: CostConst, Call: making(objectBytes, optionalOfNullable)},
	{Sig: "or(Supplier)", Cost: CostConst, Call: nullPointerRow("")},
	{Sig: "orElse(Object)", Cost: CostConst, Call: optionalOrElse},
	{Sig: "orElseGet(Supplier)", Cost: CostConst, Call: optionalOrElseGet},
	{Sig: "orElseThrow()", Cost: CostConst, Call: optionalGet},
	{Sig: "orElseThrow(Supplier)", Cost: CostConst, Call: optionalOrElseGet},
	{Sig: "stream()", Cost: CostConst, Call: making(streamBytes, optionalStream(refStream))},
}

// primitiveOptionalMethods is OptionalInt, OptionalLong or OptionalDouble. name is the part of Java's names that
// tells them apart, prim the primitive type.
func primitiveOptionalMethods(k streamKind, name, prim string) []Method {
	return []Method{
		{Sig: "empty()", Cost: CostConst, Call: making(objectBytes, optionalEmpty(k))},
		{Sig: "getAs" + name + "()", Cost: CostConst, Call: optionalGet},
		{Sig: "ifPresent(" + name + "Consumer)", Cost: CostConst, Call: optionalIfPresent},
		{Sig: "ifPresentOrElse(" + name + "Consumer,Runnable)", Cost: CostConst, Call: optionalIfPresentOrElse},
		{Sig: "isEmpty()", Cost: CostConst, Call: optionalIsEmpty},
		{Sig: "isPresent()", Cost: CostConst, Call: optionalIsPresent},
		{Sig: "of(" + prim + ")", Cost: CostConst, Call: making(objectBytes, optionalOfPrimitive(k))},
		{Sig: "orElse(" + prim + ")", Cost: CostConst, Call: optionalOrElsePrimitive(k)},
		{Sig: "orElseGet(" + name + "Supplier)", Cost: CostConst, Call: optionalOrElseGet},
		{Sig: "orElseThrow()", Cost: CostConst, Call: optionalGet},
		{Sig: "orElseThrow(Supplier)", Cost: CostConst, Call: optionalOrElseGet},
		{Sig: "stream()", Cost: CostConst, Call: making(streamBytes, optionalStream(k))},
	}
}

func init() {
	Define(optionalClasses[refStream], optionalMethods)
	Define(optionalClasses[intStream], primitiveOptionalMethods(intStream, "Int", "int"))
	Define(optionalClasses[longStream], primitiveOptionalMethods(longStream, "Long", "long"))
	Define(optionalClasses[doubleStream], primitiveOptionalMethods(doubleStream, "Double", "double"))
}

// NewOptional returns the Optional of v, the empty one when v is nil.
func NewOptional(v Value) *Optional { return &Optional{class: optionalClasses[refStream], v: v} }

// Class returns the class of the kind.
func (o *Optional) Class() *Class { return o.class }

// Size is 1 or 0.
func (o *Optional) Size() int {
	if o.v == nil {
		return 0
	}
	return 1
}

// AppendString appends toString(): Optional[v] or Optional.empty.
func (o *Optional) AppendString(m *Meter, dst []byte) []byte {
	dst = append(dst, o.class.Simple...)
	if o.v == nil {
		return append(dst, ".empty"...)
	}
	m.EnterContainer(o)
	dst = appendElement(m, append(dst, '['), o.v, nil)
	m.Leave()
	return append(dst, ']')
}

// Equals compares the values of two of the same class.
func (o *Optional) Equals(m *Meter, x Value) bool {
	p, ok := x.(*Optional)
	if !ok || p.class != o.class {
		return false
	}
	m.EnterContainer(o)
	defer m.Leave()
	return o == p || Equal(m, o.v, p.v)
}

// HashCode is the value's, 0 when empty.
func (o *Optional) HashCode(m *Meter) int32 {
	m.EnterContainer(o)
	defer m.Leave()
	return Hash(m, o.v)
}

// optionalEmpty returns the static method empty() of a kind.
func optionalEmpty(k streamKind) MethodFunc {
	return func(*Meter, Value, []Value) (Value, error) { return &Optional{class: optionalClasses[k]}, nil }
}

// optionalGet is get(), getAsInt() and the like, and orElseThrow().
func optionalGet(_ *Meter, self Value, _ []Value) (Value, error) {
	if o := self.(*Optional); o.v != nil {
		return o.v, nil
	}
	return nil, throwNoElement("No value present")
}

// optionalIfPresent is ifPresent(Consumer), which looks at the consumer only when there is a value.
func optionalIfPresent(m *Meter, self Value, args []Value) (Value, error) {
	o := self.(*Optional)
	if o.v == nil {
		return voidResult, nil
	}
	if args[0] == nil {
		return nil, throwNull(`Cannot invoke "java.util.function.Consumer.accept(Object)" because "action" is null`)
	}
	return voidResult, args[0].(consumer).accept(m, o.v)
}

// optionalIfPresentOrElse is ifPresentOrElse(Consumer,Runnable); the Runnable can only be null.
func optionalIfPresentOrElse(m *Meter, self Value, args []Value) (Value, error) {
	if self.(*Optional).v == nil {
		return nil, throwNull(`Cannot invoke "java.lang.Runnable.run()" because "emptyAction" is null`)
	}
	return optionalIfPresent(m, self, args)
}

// optionalIsEmpty is isEmpty().
func optionalIsEmpty(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(self.(*Optional).v == nil), nil
}

// optionalIsPresent is isPresent().
func optionalIsPresent(_ *Meter, self Value, _ []Value) (Value, error) {
	return Bool(self.(*Optional).v != nil), nil
}

// optionalOf is Optional#of(Object).
func optionalOf(_ *Meter, _ Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull("")
	}
	return NewOptional(args[0]), nil
}

// optionalOfNullable is Optional#ofNullable(Object).
func optionalOfNullable(_ *Meter, _ Value, args []Value) (Value, error) {
	return NewOptional(args[0]), nil
}

// optionalOfPrimitive returns the static method of(x) of a primitive kind.
func optionalOfPrimitive(k streamKind) MethodFunc {
	return func(_ *Meter, _ Value, args []Value) (Value, error) {
		return &Optional{class: optionalClasses[k], v: primitive(k, args[0])}, nil
	}
}

// optionalOrElse is Optional#orElse(Object).
func optionalOrElse(_ *Meter, self Value, args []Value) (Value, error) {
	if o := self.(*Optional); o.v != nil {
		return o.v, nil
	}
	return args[0], nil
}

// optionalOrElsePrimitive returns the method orElse(x) of a primitive kind.
func optionalOrElsePrimitive(k streamKind) MethodFunc {
	return func(_ *Meter, self Value, args []Value) (Value, error) {
		if o := self.(*Optional); o.v != nil {
			return o.v, nil
		}
		return primitive(k, args[0]), nil
	}
}

// optionalOrElseGet is orElseGet(Supplier) and orElseThrow(Supplier) of null, which only matters when empty.
func optionalOrElseGet(_ *Meter, self Value, _ []Value) (Value, error) {
	if o := self.(*Optional); o.v != nil {
		return o.v, nil
	}
	return nil, throwNull(`Cannot invoke "java.util.function.Supplier.get()" because "supplier" is null`)
}

// optionalStream returns the method stream() of a kind.
func optionalStream(k streamKind) MethodFunc {
	return func(_ *Meter, self Value, _ []Value) (Value, error) {
		if o := self.(*Optional); o.v != nil {
			return newStream(k, []Value{o.v}), nil
		}
		return newStream(k, nil), nil
	}
}
