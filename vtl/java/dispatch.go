package java

import (
	"sort"
)

// Invoke calls the method name on o with args, choosing among overloads as Velocity does; o must not be nil.
// found is false when o's class offers no method that takes the arguments, or two that fit equally well. The
// error is an *Exception the method threw, or an *ArgumentError when the chosen method cannot take the arguments
// after all. The call's cost is charged to m before it runs. args is only read while the call runs.
func Invoke(m *Meter, o Value, name string, args []Value) (v Value, found bool, err error) {
	mt, self := lookup(o, name, args)
	if mt == nil {
		return nil, false, nil
	}
	v, err = mt.invoke(m, self, args)
	return v, true, err
}

// MethodNames returns the names of the methods Velocity finds on instances of c, sorted.
func MethodNames(c *Class) []string {
	c.link()
	names := make([]string, 0, len(c.byName))
	for name := range c.byName {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// ArgumentError is Java's IllegalArgumentException of java.lang.reflect.Method.invoke itself: the method was
// found by Velocity's rules, but does not take these arguments. It matters apart from exceptions thrown by
// methods because Velocity reads such a property as null.
type ArgumentError struct{ Exception }

// argumentError returns an *ArgumentError with msg.
func argumentError(msg string) error {
	return &ArgumentError{Exception{Class: "java.lang.IllegalArgumentException", Msg: msg}}
}

// lookup returns the method that o.name(args) calls and the receiver to call it on: o, or for an array the
// list Velocity wraps around it. The method is nil when there is none.
// Source: UberspectImpl.getMethod.
func lookup(o Value, name string, args []Value) (*Method, Value) {
	c := o.Class()
	if mt := c.find(name, args); mt != nil {
		return mt, o
	}
	switch o := o.(type) {
	case *Array:
		if w := registry["ArrayListWrapper"]; w != nil {
			return w.find(name, args), o
		}
	case *ClassValue:
		if mt := o.Of.find(name, args); mt != nil {
			return throughClass(o.Of, mt), o
		}
	}
	return nil, o
}

// find returns the method called name that Velocity picks for args, or nil.
// Source: ClassMap.MethodCache.get: a method whose parameter classes are exactly the argument classes wins
// before any comparison; null counts as an argument of class Object there.
func (c *Class) find(name string, args []Value) *Method {
	ms := c.Methods(name)
	for _, mt := range ms {
		if mt.takesExactly(args) {
			return mt
		}
	}
	if len(ms) == 0 {
		return nil
	}
	return bestMatch(ms, args)
}

// takesExactly tells whether each argument's class is the parameter's, primitives boxed.
func (mt *Method) takesExactly(args []Value) bool {
	if len(mt.params) != len(args) {
		return false
	}
	for i, p := range mt.params {
		if args[i] == nil {
			if p != ObjectClass {
				return false
			}
			continue
		}
		if box(p) != args[i].Class() {
			return false
		}
	}
	return true
}

// box returns the wrapper class of a primitive type, and any other class itself.
func box(c *Class) *Class {
	if c.Kind != KindPrimitive {
		return c
	}
	switch c {
	case primInt:
		return integerClass
	case primLong:
		return longClass
	case primDouble:
		return doubleClass
	case primBoolean:
		return booleanClass
	case primChar:
		return characterClass
	case primFloat:
		return floatClass
	case primShort:
		return shortClass
	}
	return byteClass
}

// specificity is the result of comparing two parameter lists.
type specificity uint8

// The results of compareParams, named for the first list.
const (
	moreSpecific specificity = iota
	lessSpecific
	incomparable
)

// bestMatch returns the most specific of the methods that apply to args; nil when none does or when some remain
// that cannot be ordered. Source: MethodMap.getBestMatch, whose outcome depends on the order of methods in the
// same way.
func bestMatch(methods []*Method, args []Value) *Method {
	var best *Method
	var room [8]*Method
	rivals, rivalry := room[:0], false
	for _, mt := range methods {
		if !mt.applies(args) {
			continue
		}
		if best == nil {
			best = mt
			continue
		}
		switch compareParams(mt.params, best.params) {
		case moreSpecific:
			if !rivalry {
				best = mt
				continue
			}
			best, rivals, rivalry = settle(mt, best, rivals)
		case incomparable:
			rivals, rivalry = append(rivals, mt), true
		}
	}
	if rivalry {
		return nil
	}
	return best
}

// settle compares mt, which is more specific than best, with the methods that best could not be ordered against.
func settle(mt, best *Method, rivals []*Method) (*Method, []*Method, bool) {
	for _, r := range rivals {
		switch compareParams(mt.params, r.params) {
		case moreSpecific:
			return mt, rivals[:0], false
		case incomparable:
			rivals = append(rivals, mt)
		}
	}
	return best, rivals, true
}

// compareParams tells which of two parameter lists, both applicable to the same arguments, is more specific.
// Source: MethodMap.compare.
func compareParams(a, b []*Class) specificity {
	if len(a) > len(b) {
		return moreSpecific
	}
	if len(b) > len(a) {
		return lessSpecific
	}
	aMore, bMore := false, false
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		last := i == len(a)-1
		aMore = aMore || b[i] == ObjectClass || strictlyFits(b[i], a[i], last)
		bMore = bMore || a[i] == ObjectClass || strictlyFits(a[i], b[i], last)
	}
	switch {
	case aMore && !bMore:
		return moreSpecific
	case bMore && !aMore:
		return lessSpecific
	case !aMore:
		return incomparable
	}
	aArray, bArray := a[len(a)-1].Kind == KindArray, b[len(b)-1].Kind == KindArray
	switch {
	case aArray && !bArray:
		return lessSpecific
	case bArray && !aArray:
		return moreSpecific
	}
	return incomparable
}

// applies tells whether the method could be called with args. A method without parameters applies to any
// arguments, and then fails when called. Source: MethodMap.isApplicable.
func (mt *Method) applies(args []Value) bool {
	params := mt.params
	n := len(params)
	switch {
	case n == len(args):
		for i, p := range params {
			if !fits(p, classOf(args[i])) {
				return i == n-1 && p.Kind == KindArray && fits(p.Elem, elementOf(classOf(args[i])))
			}
		}
		return true
	case n < len(args):
		return n == 0 || params[n-1].Kind == KindArray && fitAll(params[:n-1], args) && fitElements(params[n-1].Elem, args[n-1:])
	case n == len(args)+1:
		return params[n-1].Kind == KindArray && fitAll(params[:n-1], args)
	}
	return false
}

// fitAll tells whether the first arguments fit params.
func fitAll(params []*Class, args []Value) bool {
	for i, p := range params {
		if !fits(p, classOf(args[i])) {
			return false
		}
	}
	return true
}

// fitElements tells whether all of args fit the element type of a varargs parameter.
func fitElements(elem *Class, args []Value) bool {
	for _, a := range args {
		if !fits(elem, classOf(a)) {
			return false
		}
	}
	return true
}

// classOf returns the class of an argument, nil for null.
func classOf(v Value) *Class {
	if v == nil {
		return nil
	}
	return v.Class()
}

// elementOf returns the element class of an array class, and any other class itself.
func elementOf(c *Class) *Class {
	if c != nil && c.Kind == KindArray {
		return c.Elem
	}
	return c
}

// fits tells whether a value of class actual (nil for null) can be passed where formal is declared, with boxing
// and widening. Source: IntrospectionUtils.isMethodInvocationConvertible.
func fits(formal, actual *Class) bool {
	if formal.Kind != KindPrimitive {
		return actual == nil || actual.Kind != KindPrimitive && actual.IsA(formal)
	}
	if actual == nil {
		return false
	}
	if actual.Kind == KindPrimitive {
		return actual == formal
	}
	if box(formal) == actual {
		return true
	}
	return width(formal) > 0 && width(actual) > 0 && width(actual) < width(formal)
}

// strictlyFits is fits between two declared types: primitives widen, nothing is boxed. elements also allows
// the element type of an array. Source: IntrospectionUtils.isStrictMethodInvocationConvertible.
func strictlyFits(formal, actual *Class, elements bool) bool {
	if formal == actual {
		return true
	}
	if formal.Kind == KindPrimitive && actual.Kind == KindPrimitive {
		return width(formal) > 0 && width(actual) > 0 && width(actual) < width(formal)
	}
	if formal.Kind != KindPrimitive && actual.Kind != KindPrimitive && actual.IsA(formal) {
		return true
	}
	return elements && formal.Kind == KindArray && strictlyFits(formal.Elem, elementOf(actual), false)
}

// width orders the numeric primitives and their wrappers by what widens to what; 0 for other types. A char does
// not widen here though Java would allow it.
func width(c *Class) int {
	switch c {
	case primByte, byteClass:
		return 1
	case primShort, shortClass:
		return 2
	case primInt, integerClass:
		return 3
	case primLong, longClass:
		return 4
	case primFloat, floatClass:
		return 5
	case primDouble, doubleClass:
		return 6
	}
	return 0
}

// invoke packs variable arguments, checks the arguments as Java's reflection does, charges the call and makes it.
func (mt *Method) invoke(m *Meter, self Value, args []Value) (Value, error) {
	if n := len(mt.params); n > 0 && mt.params[n-1].Kind == KindArray {
		args = pack(mt.params[n-1].Elem, n-1, args)
		if len(args) == n && args[n-1] != nil && !args[n-1].Class().IsA(mt.params[n-1]) {
			return nil, argumentError("argument type mismatch")
		}
	}
	if len(args) != len(mt.params) {
		return nil, argumentError("wrong number of arguments")
	}
	mt.charge(m, self, args)
	return mt.Call(m, self, args)
}

// pack gathers the arguments from at on into an array of elem, as a varargs call does: none become an empty
// array, a single one that is no array yet becomes an array of one. Source: VelMethodImpl.handleVarArg.
func pack(elem *Class, at int, args []Value) []Value {
	switch {
	case len(args) < at:
		return args
	case len(args) == at+1:
		last := args[at]
		if last == nil || last.Class().Kind == KindArray || !fits(elem, last.Class()) {
			return args
		}
	}
	packed := make([]Value, at+1)
	copy(packed, args[:at])
	rest := make([]Value, len(args)-at)
	for i, a := range args[at:] {
		rest[i] = widen(elem, a)
	}
	packed[at] = NewArray(elem, rest)
	return packed
}

// widen returns v as an element of an array of elem: numbers in arrays of primitives take the element's type.
func widen(elem *Class, v Value) Value {
	if elem.Kind != KindPrimitive || v == nil || v.Class() == box(elem) {
		return v
	}
	switch elem {
	case primDouble:
		return Double(argDouble(v))
	case primFloat:
		return Float(argDouble(v))
	case primLong:
		return Long(argLong(v))
	case primInt:
		return Int(argLong(v))
	case primShort:
		return Short(argLong(v))
	}
	return v
}

// charge charges the call's cost to m. A method that charges itself pays a single step here.
func (mt *Method) charge(m *Meter, self Value, args []Value) {
	if m == nil {
		return
	}
	n := 1
	switch mt.Cost {
	case CostSelf:
		n += weight(self)
	case CostArgs:
		n += weights(args)
	case CostAll:
		n += weight(self) + weights(args)
	}
	m.Step(n)
}

// weights is the weight of all args.
func weights(args []Value) int {
	n := 0
	for _, a := range args {
		n += weight(a)
	}
	return n
}

// weight returns the steps it takes to go through v once: one an element, or one for every 16 bytes of text.
func weight(v Value) int {
	switch v := v.(type) {
	case String:
		return len(v) >> 4
	case Sized:
		return v.Size()
	}
	return 0
}
