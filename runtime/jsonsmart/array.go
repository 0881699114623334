package jsonsmart

import "github.com/vtlkit/vtl/vtl/java"

// ArrayClass is net.minidev.json.JSONArray, an ArrayList that prints itself as JSON: what Parse makes of arrays.
// Values of it are *java.List.
var ArrayClass = &java.Class{
	Name: "net.minidev.json.JSONArray", Simple: "JSONArray", Super: java.ListClass,
	Ifaces: []*java.Class{jsonInterface("JSONAwareEx", jsonInterface("JSONAware")), jsonInterface("JSONStreamAwareEx", jsonInterface("JSONStreamAware"))},
	ToString: func(m *java.Meter, v java.Value, dst []byte) []byte {
		dst, _ = Append(m, dst, v, WebSafe) // printing has no way to fail: it ends where Java would throw
		return dst
	},
}

// styleClass is net.minidev.json.JSONStyle, of which a template can supply null only.
var styleClass = &java.Class{Name: "net.minidev.json.JSONStyle", Simple: "JSONStyle", Super: java.ObjectClass}

// appendableClass is java.lang.Appendable, of which a template can supply null only.
var appendableClass = &java.Class{Name: "java.lang.Appendable", Simple: "Appendable", Kind: java.KindInterface}

// jsonInterface returns an interface of json-smart's that says how an object prints.
func jsonInterface(simple string, extends ...*java.Class) *java.Class {
	return &java.Class{Name: "net.minidev.json." + simple, Simple: simple, Kind: java.KindInterface, Ifaces: extends}
}

// arrayMethods is what JSONArray has besides ArrayList, its static methods included, as Velocity finds them.
// Source: Dump.java net.minidev.json.JSONArray (json-smart 2.2).
var arrayMethods = []java.Method{
	{Sig: "merge(Object)", Cost: java.CostInside, Call: arrayMerge},
	{Sig: "toJSONString()", Cost: java.CostInside, Call: arrayToJSONString},
	{Sig: "toJSONString(JSONStyle)", Cost: java.CostConst, Call: nullStyle},
	{Sig: "toJSONString(List)", Cost: java.CostInside, Call: arrayToJSONStringOf},
	{Sig: "toJSONString(List,JSONStyle)", Cost: java.CostConst, Call: nullStyleOf},
	{Sig: "toString()", Cost: java.CostInside, Call: arrayToJSONString},
	{Sig: "toString(JSONStyle)", Cost: java.CostConst, Call: nullStyle},
	{Sig: "writeJSONString(Appendable)", Cost: java.CostConst, Call: nullWriter},
	{Sig: "writeJSONString(Appendable,JSONStyle)", Cost: java.CostConst, Call: nullWriter},
	{Sig: "writeJSONString(Iterable,Appendable,JSONStyle)", Cost: java.CostConst, Call: nullWriter},
	{Sig: "writeJSONString(List,Appendable)", Cost: java.CostConst, Call: nullWriter},
}

func init() {
	java.Define(styleClass, nil)
	java.Define(appendableClass, nil)
	java.Define(ArrayClass, arrayMethods)
}

// arrayMerge is JSONArray.merge(Object): it adds the elements of another JSONArray; null adds nothing, and anything
// else throws ClassCastException.
func arrayMerge(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
	if args[0] == nil {
		return java.String(""), nil
	}
	other, ok := args[0].(*java.List)
	if !ok || other.Class() != ArrayClass {
		name := args[0].Class().Name
		return nil, java.Throw("java.lang.ClassCastException", "class "+name+" cannot be cast to class net.minidev.json.JSONArray")
	}
	n := other.Len()
	m.Step(n)
	m.Bytes(n * memberBytes)
	for i := range n {
		self.(*java.List).Append(other.At(i))
	}
	return java.String(""), nil
}

// arrayToJSONString is JSONArray.toJSONString() and toString(): the elements as web-safe JSON.
func arrayToJSONString(m *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
	return text(m, self)
}

// arrayToJSONStringOf is the static JSONArray.toJSONString(List).
func arrayToJSONStringOf(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	return text(m, args[0])
}

// text returns v as web-safe JSON, as a Java string.
func text(m *java.Meter, v java.Value) (java.Value, error) {
	s, err := Text(m, v, WebSafe)
	if err != nil {
		return nil, err
	}
	return java.String(s), nil
}

// nullStyle is every method of a list that takes a JSONStyle, which can only be null.
func nullStyle(*java.Meter, java.Value, []java.Value) (java.Value, error) {
	return nil, java.Throw("java.lang.NullPointerException", `Cannot invoke "net.minidev.json.JSONStyle.arrayStart(java.lang.Appendable)" because "compression" is null`)
}

// nullStyleOf is the static JSONArray.toJSONString(List, JSONStyle): null for a null list.
func nullStyleOf(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
	if args[0] == nil {
		return java.String("null"), nil
	}
	return nullStyle(m, self, nil)
}

// nullWriter is every method that writes to an Appendable, which can only be null.
func nullWriter(*java.Meter, java.Value, []java.Value) (java.Value, error) {
	return nil, java.Throw("java.lang.NullPointerException", `Cannot invoke "java.lang.Appendable.append(char)" because "out" is null`)
}
