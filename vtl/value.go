package vtl

import (
	"fmt"
	"math"
	"math/big"
	"sort"

	"github.com/vtlkit/vtl/vtl/java"
)

// Value is a Java object as a template can hold it; nil is null. Package java has the types.
type Value = java.Value

// String returns text as a java.lang.String. Bytes that are no UTF-8 become U+FFFD.
func String(text string) Value { return java.String(java.CleanText(text, false)) }

// maxValueDepth is how deep ValueOf follows nested data.
const maxValueDepth = 1000

// ValueOf returns Go data as the Java objects a JSON document of the same content would give:
//
//	nil                             null
//	bool, string                    Boolean, String
//	integers                        Integer, Long or BigInteger, the smallest that holds the number
//	float32, float64                Double
//	*big.Int                        Integer, Long or BigInteger
//	[]any, []string, []Value        ArrayList
//	map[string]any, map[string]string, map[string]Value
//	                                LinkedHashMap, its keys sorted since Go's maps have no order
//	[]Binding                       LinkedHashMap in this order
//	a Value                         itself
//
// It fails for any other type, and for data nested deeper than 1000 levels.
func ValueOf(data any) (Value, error) { return valueOf(data, 0) }

// valueOf is ValueOf at some depth.
func valueOf(data any, depth int) (Value, error) {
	if depth > maxValueDepth {
		return nil, fmt.Errorf("vtl: data nested deeper than %d levels", maxValueDepth)
	}
	switch d := data.(type) {
	case nil:
		return nil, nil
	case Value:
		return d, nil
	case bool:
		return java.Bool(d), nil
	case string:
		return String(d), nil
	case float64:
		return java.Double(d), nil
	case float32:
		return java.Double(d), nil
	case []any:
		return listOf(d, depth)
	case []string:
		return listOf(d, depth)
	case []Value:
		return listOf(d, depth)
	case map[string]any:
		return mapOf(d, depth)
	case map[string]string:
		return mapOf(d, depth)
	case map[string]Value:
		return mapOf(d, depth)
	case []Binding:
		m := java.NewMap()
		for _, b := range d {
			m.Put(nil, String(b.Name), b.Value)
		}
		return m, nil
	}
	return integerOf(data)
}

// listOf returns the ArrayList of elems.
func listOf[T any](elems []T, depth int) (Value, error) {
	out := make([]Value, len(elems))
	for i, e := range elems {
		v, err := valueOf(e, depth+1)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return java.NewList(out), nil
}

// mapOf returns the LinkedHashMap of m's entries, sorted by key.
func mapOf[T any](m map[string]T, depth int) (Value, error) {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	out := java.NewMap()
	for _, k := range keys {
		v, err := valueOf(m[k], depth+1)
		if err != nil {
			return nil, err
		}
		out.Put(nil, String(k), v)
	}
	return out, nil
}

// integerOf returns a Go integer as the smallest of Integer, Long and BigInteger.
func integerOf(data any) (Value, error) {
	switch d := data.(type) {
	case int:
		return fromInt64(int64(d)), nil
	case int8:
		return java.IntValue(int32(d)), nil
	case int16:
		return java.IntValue(int32(d)), nil
	case int32:
		return java.IntValue(d), nil
	case int64:
		return fromInt64(d), nil
	case uint:
		return fromUint64(uint64(d)), nil
	case uint8:
		return java.IntValue(int32(d)), nil
	case uint16:
		return java.IntValue(int32(d)), nil
	case uint32:
		return fromInt64(int64(d)), nil
	case uint64:
		return fromUint64(d), nil
	case *big.Int:
		if d.IsInt64() {
			return fromInt64(d.Int64()), nil
		}
		return java.NewBigInteger(new(big.Int).Set(d)), nil
	}
	return nil, fmt.Errorf("vtl: a %T is no value for a template", data)
}

// fromInt64 returns n as an Integer, or a Long when it is too large for one.
func fromInt64(n int64) Value {
	if n >= math.MinInt32 && n <= math.MaxInt32 {
		return java.IntValue(int32(n))
	}
	return java.Long(n)
}

// fromUint64 returns n as an Integer, a Long, or a BigInteger.
func fromUint64(n uint64) Value {
	if n <= math.MaxInt64 {
		return fromInt64(int64(n))
	}
	return java.NewBigInteger(new(big.Int).SetUint64(n))
}
