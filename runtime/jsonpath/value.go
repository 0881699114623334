package jsonpath

import (
	"math"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// valueKind is the type of a value in a filter. Source: the classes of ValueNodes.
type valueKind uint8

// The kinds of value.
const (
	valueUndefined valueKind = iota // where a path leads nowhere
	valueNull
	valueBool
	valueNumber
	valueText
	valueJSON  // a map or list of the document, or a literal {...} or [...]
	valueRegex // a literal /.../
	valuePath  // an element of a list that is text and looks like a path: it equals nothing
)

// value is a value in a filter.
type value struct {
	kind  valueKind
	flag  bool    // of valueBool: the value; of valueNumber: f is exactly the number
	f     float64 // the number, rounded
	text  string  // of valueText; of valueNumber: as Java prints it, unless node has it; of valueRegex: the pattern
	node  node    // of valueJSON and valueNumber: where it is in the document
	lit   *literal
	regex *java.Regex
}

// textValue returns a text.
func textValue(s string) value { return value{kind: valueText, text: s} }

// boolValue returns true or false.
func boolValue(b bool) value { return value{kind: valueBool, flag: b} }

// wordValue returns what the word true, false or null means.
func wordValue(w string) value {
	if w == "null" {
		return value{kind: valueNull}
	}
	return boolValue(w == "true")
}

// set makes v, which is zero, the value that a path has led to. Source: ValueNodes.PathNode.evaluate.
func (v *value) set(n node) *failure {
	if n.raw.Valid() {
		return v.setRaw(n)
	}
	switch x := n.val.(type) {
	case nil:
		v.kind = valueNull
		return nil
	case java.String:
		v.kind, v.text = valueText, string(x)
		return nil
	case java.Bool:
		v.kind, v.flag = valueBool, bool(x)
		return nil
	}
	switch {
	case java.IsNumber(n.val):
		return v.setNumber(n)
	case n.isMap() || n.isList():
		v.kind, v.node = valueJSON, n
		return nil
	}
	return fail(classPath, "Could not convert class "+n.typeName()+":"+n.print(nil)+" to a ValueNode")
}

// setRaw is set for what stands in the text of the document.
func (v *value) setRaw(n node) *failure {
	switch n.raw.Kind() {
	case jsonsmart.Null:
		v.kind = valueNull
	case jsonsmart.Bool:
		v.kind, v.flag = valueBool, n.raw.True()
	case jsonsmart.String:
		v.kind, v.text = valueText, n.raw.Str()
	case jsonsmart.Number:
		if i, ok := shortInteger(&n); ok {
			v.kind, v.flag, v.f, v.node = valueNumber, true, float64(i), n
			return nil
		}
		return v.setNumber(node{val: n.raw.Scalar()})
	default:
		v.kind, v.node = valueJSON, n
	}
	return nil
}

// exactDigits is the number of decimal digits that a float64 holds exactly enough: two different numbers of so many
// digits are never the same float64.
const exactDigits = 15

// shortInteger returns the integer that a number in the text is; ok is false where it is none or a long one.
func shortInteger(n *node) (i int64, ok bool) {
	t := n.raw.Text()
	if !n.raw.Integer() || len(t) > exactDigits {
		return 0, false
	}
	for _, c := range []byte(strings.TrimPrefix(t, "-")) {
		i = i*10 + int64(c-'0')
	}
	if t[0] == '-' {
		i = -i
	}
	return i, true
}

// setNumber makes v the number n.val. Numbers without digits have no BigDecimal, which Jayway does not expect.
// Source: ValueNodes.NumberNode(CharSequence).
func (v *value) setNumber(n node) *failure {
	f, _ := java.Float64(n.val)
	v.kind, v.f, v.node = valueNumber, f, n
	switch x := n.val.(type) {
	case java.Int, java.Short, java.Byte:
		v.flag = true
	case java.Long:
		v.flag = x < 1e15 && x > -1e15
	case java.Double, java.Float:
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return fail(classFormat, "Character I is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark.")
		}
		_, double := x.(java.Double)
		v.flag = double && (f == math.Trunc(f) && math.Abs(f) < 1e15 || shortFloat(f))
	}
	return nil
}

// shortFloat tells whether f prints with at most exactDigits digits.
func shortFloat(f float64) bool {
	var buf [32]byte
	digits := 0
	for _, c := range strconv.AppendFloat(buf[:0], f, 'e', -1, 64) {
		if c == 'e' {
			break
		}
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits <= exactDigits
}

// numberLiteral returns the number that a literal in a filter is; ok is false where BigDecimal cannot read it.
func numberLiteral(text string) (v value, ok bool) {
	text = strings.Map(asciiDigit, text)
	d, err := java.ParseBigDecimal(text)
	if err != nil {
		return value{}, false
	}
	f, err := strconv.ParseFloat(text, 64)
	v = value{kind: valueNumber, f: f, text: java.ToString(nil, d)}
	zero := d.Unscaled().Sign() == 0
	v.flag = err == nil && d.Unscaled().BitLen() < 50 && (f != 0) == !zero
	return v, true
}

// print returns a number as Java prints it before it becomes a BigDecimal, or as a BigDecimal where it is a literal.
func (v *value) print(m *java.Meter) string {
	switch {
	case v.text != "":
		return v.text
	case v.node.val != nil:
		return java.ToString(m, v.node.val)
	}
	return java.ToString(m, v.node.raw.Scalar())
}

// decimalText returns BigDecimal.toString() of a number.
func (v *value) decimalText(m *java.Meter) string {
	text := v.print(m)
	if v.text != "" || !strings.ContainsAny(text, ".E") {
		return text
	}
	d, err := java.ParseBigDecimal(text)
	if err != nil {
		return text
	}
	return java.ToString(m, d)
}
