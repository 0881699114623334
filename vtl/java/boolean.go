package java

import (
	"strconv"
	"strings"
)

// Bool is a java.lang.Boolean.
type Bool bool

var _ Value = Bool(false)

// booleanClass is java.lang.Boolean.
var booleanClass = &Class{
	Name: "java.lang.Boolean", Simple: "Boolean", Super: ObjectClass,
	Ifaces: []*Class{serializableIface, comparableClass, constableIface},
}

// Class returns java.lang.Boolean.
func (b Bool) Class() *Class { return booleanClass }

// AppendString appends "true" or "false".
func (b Bool) AppendString(_ *Meter, dst []byte) []byte { return strconv.AppendBool(dst, bool(b)) }

// Equals tells whether o is the same Boolean.
func (b Bool) Equals(_ *Meter, o Value) bool { return o == Value(b) }

// HashCode is 1231 for true, 1237 for false.
func (b Bool) HashCode(*Meter) int32 {
	if b {
		return 1231
	}
	return 1237
}

// booleanMethods is java.lang.Boolean as a template sees it.
// Javadoc: java.lang.Boolean.
var booleanMethods = []Method{
	describeConstable("Boolean"),
	{Sig: "booleanValue()", Cost: CostConst, Call: returnSelf},
	{Sig: "compare(boolean,boolean)", Cost: CostConst, Call: onBools(func(x, y bool) Value { return intOf(b2i(x) - b2i(y)) })},
	{Sig: "compareTo(Boolean)", Cost: CostConst, Call: compareRow(booleanClass, orderBools)},
	{Sig: "compareTo(Object)", Cost: CostConst, Call: compareRow(booleanClass, orderBools)},
	{Sig: "getBoolean(String)", Cost: CostConst, Call: booleanGetBoolean},
	{Sig: "hashCode(boolean)", Cost: CostConst, Call: static1(argBool, func(b bool) Value { return IntValue(Bool(b).HashCode(nil)) })},
	{Sig: "logicalAnd(boolean,boolean)", Cost: CostConst, Call: onBools(func(x, y bool) Value { return Bool(x && y) })},
	{Sig: "logicalOr(boolean,boolean)", Cost: CostConst, Call: onBools(func(x, y bool) Value { return Bool(x || y) })},
	{Sig: "logicalXor(boolean,boolean)", Cost: CostConst, Call: onBools(func(x, y bool) Value { return Bool(x != y) })},
	{Sig: "parseBoolean(String)", Cost: CostArgs, Call: booleanParse},
	{Sig: "toString(boolean)", Cost: CostConst, Call: static1(argBool, func(b bool) Value { return String(strconv.FormatBool(b)) })},
	{Sig: "valueOf(String)", Cost: CostArgs, Call: booleanParse},
	{Sig: "valueOf(boolean)", Cost: CostConst, Call: static1(argBool, func(b bool) Value { return Bool(b) })},
}

func init() { Define(booleanClass, booleanMethods) }

// orderBools is Boolean.compareTo: false comes before true.
func orderBools(_ *Meter, x, y Bool) int { return b2i(bool(x)) - b2i(bool(y)) }

// booleanGetBoolean is Boolean.getBoolean(String): false, as there are no system properties.
func booleanGetBoolean(*Meter, Value, []Value) (Value, error) { return Bool(false), nil }

// booleanParse is Boolean.parseBoolean(String) and Boolean.valueOf(String): true for "true" in any case, false for
// all else and null.
func booleanParse(_ *Meter, _ Value, args []Value) (Value, error) {
	s, _ := args[0].(String)
	return Bool(strings.EqualFold(string(s), "true")), nil
}
