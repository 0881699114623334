package java

// objectMethods is java.lang.Object as a template sees it: every value has them.
var objectMethods = []Method{
	{Sig: "equals(Object)", Cost: CostInside, Call: objectEquals},
	{Sig: "getClass()", Cost: CostConst, Call: objectGetClass},
	{Sig: "hashCode()", Cost: CostInside, Call: objectHashCode},
	{Sig: "notify()", Cost: CostConst, Call: objectNotify},
	{Sig: "notifyAll()", Cost: CostConst, Call: objectNotify},
	{Sig: "toString()", Cost: CostInside, Call: objectToString},
	{Sig: "wait()", Cost: CostConst, Call: objectWait},
	{Sig: "wait(long)", Cost: CostConst, Call: objectWait},
	{Sig: "wait(long,int)", Cost: CostConst, Call: objectWait},
}

func init() { Define(ObjectClass, objectMethods) }

// MapInterface is java.util.Map, for classes of other packages that are Maps.
var MapInterface = mapIface

// objectEquals is Object#equals(Object) by the value's own rule.
func objectEquals(m *Meter, self Value, args []Value) (Value, error) {
	return Bool(self.Equals(m, args[0])), nil
}

// objectGetClass is Object#getClass(): an inert ClassValue.
func objectGetClass(_ *Meter, self Value, _ []Value) (Value, error) {
	return NewClassValue(self.Class()), nil
}

// objectHashCode is Object#hashCode() by the value's own rule.
func objectHashCode(m *Meter, self Value, _ []Value) (Value, error) {
	return IntValue(self.HashCode(m)), nil
}

// objectNotify is Object#notify() and #notifyAll(), which a template can only call without owning the monitor.
func objectNotify(*Meter, Value, []Value) (Value, error) {
	return nil, Throw("java.lang.IllegalMonitorStateException", "current thread is not owner")
}

// objectToString is Object#toString() by the value's own rule.
func objectToString(m *Meter, self Value, _ []Value) (Value, error) {
	if s, ok := self.(String); ok {
		return s, nil
	}
	return String(self.AppendString(m, nil)), nil
}

// maxNanos is the largest number of nanoseconds Object#wait(long,int) takes.
const maxNanos = 999999

// objectWait is the three forms of Object#wait: they check their arguments, and then fail because no template
// owns a monitor. Case: render-errors-0074.
func objectWait(_ *Meter, _ Value, args []Value) (Value, error) {
	if len(args) > 0 && argLong(args[0]) < 0 {
		return nil, Throw("java.lang.IllegalArgumentException", "timeout value is negative")
	}
	if len(args) > 1 && (argInt(args[1]) < 0 || argInt(args[1]) > maxNanos) {
		return nil, Throw("java.lang.IllegalArgumentException", "nanosecond timeout value out of range")
	}
	return nil, Throw("java.lang.IllegalMonitorStateException", "current thread is not owner")
}
