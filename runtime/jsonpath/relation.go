package jsonpath

import (
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// relation is a relational operator: it tells whether it holds between l and r.
type relation func(e *evaluation, l, r *value) (bool, *failure)

// relationExpr compares two operands.
type relationExpr struct {
	left, right operand
	holds       relation
}

// test resolves both operands and compares them.
func (x *relationExpr) test(e *evaluation, item node) (bool, *failure) {
	l, f := x.left.resolve(e, item, &e.left)
	if f != nil {
		return false, f
	}
	r, f := x.right.resolve(e, item, &e.right)
	if f != nil {
		return false, f
	}
	e.run.meter.Step(1)
	return x.holds(e, l, r)
}

// relations are the relational operators. Source: EvaluatorFactory.
var relations map[string]relation

func init() {
	// A variable initialised with these would refer to itself: an element of a list may be compiled as a path.
	relations = map[string]relation{
		"==": isEqual, "!=": not(isEqual), "===": isSame, "!==": not(isSame),
		"<": ordered(func(c int) bool { return c < 0 }), "<=": ordered(func(c int) bool { return c <= 0 }),
		">": ordered(func(c int) bool { return c > 0 }), ">=": ordered(func(c int) bool { return c >= 0 }),
		"=~": matches, "IN": isIn, "NIN": not(isIn), "CONTAINS": contains, "SIZE": hasSize, "EMPTY": isEmpty,
		"SUBSETOF": subsetOf, "ANYOF": anyOf, "NONEOF": noneOf, "EXISTS": exists,
		// These want a right side that no literal and no path can be.
		"ALL": unanswerable, "TYPE": unanswerable, "MATCHES": unanswerable,
	}
}

// not returns the opposite of a relation.
func not(rel relation) relation {
	return func(e *evaluation, l, r *value) (bool, *failure) {
		ok, f := rel(e, l, r)
		return !ok && f == nil, f
	}
}

// wrongOperand is the failure of an operator whose operand is of a kind it cannot have; a filter takes it for no.
func wrongOperand(want string) *failure { return fail(classInvalid, "Expected "+want+" node") }

// unanswerable is an operator that fails whatever its operands are.
func unanswerable(*evaluation, *value, *value) (bool, *failure) {
	return false, wrongOperand("another")
}

// isEqual is ==. Source: EqualsEvaluator.
func isEqual(e *evaluation, l, r *value) (bool, *failure) {
	if l.kind == valueJSON && r.kind == valueJSON {
		return sameJSON(e, l, r)
	}
	return equal(e, l, r), nil
}

// sameJSON compares maps and lists. A literal on the left is compared as text, so it equals none.
// Source: ValueNodes.JsonNode.equals(JsonNode, PredicateContext).
func sameJSON(e *evaluation, l, r *value) (bool, *failure) {
	if r.lit != nil && r.lit.bad != nil {
		return false, r.lit.bad
	}
	if l.lit != nil {
		return l.lit == r.lit, nil
	}
	return java.Equal(e.run.meter, e.whole(l), e.whole(r)), nil
}

// whole returns the map or list that v is; one that is still text is made for the purpose.
func (e *evaluation) whole(v *value) java.Value {
	switch {
	case v.lit != nil:
		return e.run.literalOf(v.lit)
	case v.node.val != nil:
		return v.node.val
	}
	return v.node.raw.Detached()
}

// isSame is ===: equal, and of one kind. Source: TypeSafeEqualsEvaluator.
func isSame(e *evaluation, l, r *value) (bool, *failure) {
	if l.kind != r.kind {
		return false, nil
	}
	return isEqual(e, l, r)
}

// equal tells whether two values are equal: texts and numbers also with each other, by the text of the number where
// the text is on the left, else by the number that the text is. Undefined equals nothing. Source: the equals methods
// of ValueNodes.
func equal(e *evaluation, l, r *value) bool {
	m := e.run.meter
	switch l.kind {
	case valueText:
		switch r.kind {
		case valueText:
			m.Step(len(l.text) >> 6)
			return l.text == r.text
		case valueNumber:
			return l.text == r.decimalText(m)
		}
	case valueNumber:
		if r.kind == valueText {
			n, ok := numberLiteral(r.text)
			if !ok {
				return false
			}
			r = &n
		}
		return r.kind == valueNumber && compareNumbers(m, l, r) == 0
	case valueBool:
		return r.kind == valueBool && l.flag == r.flag
	case valueNull:
		return r.kind == valueNull
	case valueJSON:
		return r.kind == valueJSON && equalElements(e, l, r)
	}
	return false
}

// equalElements compares maps and lists that are elements of lists: text with text, or the values.
func equalElements(e *evaluation, l, r *value) bool {
	if l.lit != nil || r.lit != nil {
		return l.lit != nil && r.lit != nil && l.lit.text == r.lit.text
	}
	return java.Equal(e.run.meter, e.whole(l), e.whole(r))
}

// ordered returns an order operator: numbers with numbers and texts with texts, nothing else is ordered.
// Source: LessThanEvaluator and the others.
func ordered(want func(c int) bool) relation {
	return func(e *evaluation, l, r *value) (bool, *failure) {
		switch {
		case l.kind == valueNumber && r.kind == valueNumber:
			return want(compareNumbers(e.run.meter, l, r)), nil
		case l.kind == valueText && r.kind == valueText:
			e.run.meter.Step(min(len(l.text), len(r.text)) >> 6)
			return want(compareText(l.text, r.text)), nil
		}
		return false, nil
	}
}

// isIn is IN: l is an element of the list r. Source: InEvaluator.
func isIn(e *evaluation, l, r *value) (bool, *failure) {
	vs, ok, f := listed(e, r)
	if f != nil || !ok {
		return false, f
	}
	return has(e, vs, l), nil
}

// listed returns the elements of a list; ok is false for a map. Anything else fails.
func listed(e *evaluation, v *value) (vs []value, ok bool, f *failure) {
	switch {
	case v.kind != valueJSON:
		return nil, false, wrongOperand("value list")
	case v.lit == nil && !v.node.isList():
		return nil, false, nil
	case v.lit == nil:
		vs, f = elementsOf(&evaluation{run: e.run}, v.node)
		return vs, f == nil, f
	case v.lit.bad != nil:
		return nil, false, v.lit.bad
	case v.lit.mixed != nil:
		return nil, false, v.lit.mixed
	}
	return v.lit.elements, v.lit.list, nil
}

// has tells whether v equals one of vs. Source: ValueListNode.contains.
func has(e *evaluation, vs []value, v *value) bool {
	e.run.meter.Step(len(vs))
	for i := range vs {
		if equal(e, v, &vs[i]) {
			return true
		}
	}
	return false
}

// contains is CONTAINS: a text in a text, an element in a list. Source: ContainsEvaluator.
func contains(e *evaluation, l, r *value) (bool, *failure) {
	if l.kind == valueText && r.kind == valueText {
		e.run.meter.Step(len(l.text) >> 6)
		return strings.Contains(l.text, r.text), nil
	}
	if l.kind != valueJSON {
		return false, nil
	}
	return isIn(e, r, l)
}

// hasSize is SIZE: the length of a text in UTF-16 units, of a list; that of a map is -1. Source: SizeEvaluator.
func hasSize(e *evaluation, l, r *value) (bool, *failure) {
	if r.kind != valueNumber {
		return false, nil
	}
	want := r.integer(e.run.meter)
	switch {
	case l.kind == valueText:
		return utf16Len(l.text) == want, nil
	case l.kind != valueJSON:
		return false, nil
	case l.lit == nil:
		if !l.node.isList() {
			return want == -1, nil
		}
		return l.node.length() == want, nil
	case l.lit.bad != nil:
		return false, l.lit.bad
	case !l.lit.list:
		return want == -1, nil
	}
	return l.lit.length == want, nil
}

// isEmpty is EMPTY: whether a text or list is empty is what the right side, true or false, says. A map fails: Jayway
// takes it for a Collection. Source: EmptyEvaluator, JsonNode.isEmpty.
func isEmpty(e *evaluation, l, r *value) (bool, *failure) {
	var size int
	switch {
	case l.kind == valueText:
		size = len(l.text)
	case l.kind != valueJSON:
		return false, nil
	case l.lit != nil && l.lit.bad != nil:
		return false, l.lit.bad
	case l.lit != nil && l.lit.list:
		size = l.lit.length
	case l.lit == nil && l.node.isList():
		size = l.node.length()
	default:
		return false, fail(classCast, "class java.util.LinkedHashMap cannot be cast to class java.util.Collection")
	}
	if r.kind != valueBool {
		return false, wrongOperand("boolean")
	}
	return (size == 0) == r.flag, nil
}

// both returns the elements of two lists; ok is false where one is a map.
func both(e *evaluation, l, r *value) (ls, rs []value, ok bool, f *failure) {
	rs, ok, f = listed(e, r)
	if ok && f == nil {
		ls, ok, f = listed(e, l)
	}
	return ls, rs, ok && f == nil, f
}

// subsetOf is SUBSETOF: every element of l is one of r. Source: SubsetOfEvaluator.
func subsetOf(e *evaluation, l, r *value) (bool, *failure) {
	ls, rs, ok, f := both(e, l, r)
	if !ok {
		return false, f
	}
	for i := range ls {
		if !has(e, rs, &ls[i]) {
			return false, nil
		}
	}
	return true, nil
}

// anyOf is ANYOF: an element of l is one of r. Source: AnyOfEvaluator.
func anyOf(e *evaluation, l, r *value) (bool, *failure) {
	ls, rs, ok, f := both(e, l, r)
	if !ok {
		return false, f
	}
	for i := range ls {
		if has(e, rs, &ls[i]) {
			return true, nil
		}
	}
	return false, nil
}

// noneOf is NONEOF: no element of l is one of r; false where one of them is a map. Source: NoneOfEvaluator.
func noneOf(e *evaluation, l, r *value) (bool, *failure) {
	ls, rs, ok, f := both(e, l, r)
	if !ok {
		return false, f
	}
	for i := range ls {
		if has(e, rs, &ls[i]) {
			return false, nil
		}
	}
	return true, nil
}

// exists is EXISTS written as an operator, which compares booleans. Source: ExistsEvaluator.
func exists(_ *evaluation, l, r *value) (bool, *failure) {
	switch {
	case l.kind != valueBool && r.kind != valueBool:
		return false, fail(classPath, "Failed to evaluate exists expression")
	case l.kind != valueBool || r.kind != valueBool:
		return false, wrongOperand("boolean")
	}
	return l.flag == r.flag, nil
}

// matches is =~: a regular expression, on either side, matches the whole of the other side, or of one of its elements.
// What is neither text nor number nor boolean is matched as the empty text. Source: RegexpEvaluator.
func matches(e *evaluation, l, r *value) (bool, *failure) {
	if (l.kind == valueRegex) == (r.kind == valueRegex) {
		return false, nil
	}
	if l.kind == valueRegex {
		l, r = r, l
	}
	if m := e.run.meter; m != nil && m.Limits.RegexPattern > 0 && len(r.text) > m.Limits.RegexPattern {
		m.Exceeded("regex pattern", int64(m.Limits.RegexPattern), "bytes")
	}
	if l.kind == valueJSON && (l.lit != nil || l.node.isList()) {
		vs, ok, f := listed(e, l)
		if f != nil {
			return false, f
		}
		if ok {
			return matchesAny(e, vs, r)
		}
	}
	return matchesOne(e, l, r)
}

// matchesAny tells whether the regular expression r matches an element of vs.
func matchesAny(e *evaluation, vs []value, r *value) (bool, *failure) {
	for i := range vs {
		if ok, f := matchesOne(e, &vs[i], r); ok || f != nil {
			return ok, f
		}
	}
	return false, nil
}

// matchesOne tells whether the regular expression r matches v.
func matchesOne(e *evaluation, v, r *value) (bool, *failure) {
	text := ""
	switch v.kind {
	case valueText:
		text = v.text
	case valueNumber:
		text = v.decimalText(e.run.meter)
	case valueBool:
		text = "false"
		if v.flag {
			text = "true"
		}
	}
	return r.regex.Matches(e.run.meter, text), nil
}
