package jsonpath

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// function is what a call such as .sum() does with the value n before it.
type function func(e *evaluation, n node, args []argumentValue) (node, *failure)

// argumentValue is an argument of a call: for a path what it leads to, for JSON text the text.
type argumentValue struct {
	argument
	found node
}

// functions are the functions by name. Source: PathFunctionFactory.
var functions map[string]function

func init() {
	// A variable initialised with these would refer to itself: length evaluates paths.
	functions = map[string]function{
		"avg": aggregate(func(a *sums) float64 { return a.sum / a.count }),
		"sum": aggregate(func(a *sums) float64 { return a.sum }),
		"min": aggregate(func(a *sums) float64 { return a.min }),
		"max": aggregate(func(a *sums) float64 { return a.max }),
		"stddev": aggregate(func(a *sums) float64 {
			return math.Sqrt(a.squares/a.count - a.sum*a.sum/a.count/a.count)
		}),
		"concat": concat, "length": length, "size": length, "append": appendTo, "keys": keys,
		"first": func(e *evaluation, n node, _ []argumentValue) (node, *failure) { return pickElement(e, n, 0) },
		"last":  func(e *evaluation, n node, _ []argumentValue) (node, *failure) { return pickElement(e, n, -1) },
		"index": pickIndex,
	}
}

// call evaluates a function, whose result is one of the path and what the steps behind it are evaluated on.
// Source: FunctionPathToken.evaluate.
func (e *evaluation) call(i int, s *step, n node) *failure {
	fn := functions[s.call]
	if fn == nil {
		return fail(classInvalid, "Function with name: "+s.call+" does not exist.")
	}
	args := make([]argumentValue, len(s.args))
	for j, a := range s.args {
		args[j].argument = a
		if a.path == nil {
			continue
		}
		var f *failure
		if args[j].found, f = e.inner(a.path, e.run.root); f != nil {
			return f
		}
	}
	result, f := fn(e, n, args)
	if f != nil {
		return f
	}
	e.add(result)
	if s.last {
		return nil
	}
	return e.step(i+1, result)
}

// inner evaluates another path on base, which needs no frame.
func (e *evaluation) inner(p *Path, base node) (node, *failure) {
	in := newEvaluation(e.run, p)
	in.require, in.suppress = e.require, e.suppress
	if f := in.start(base); f != nil {
		return node{}, f
	}
	return in.result()
}

// get returns the value of an argument; JSON text is read anew each time. Source: Parameter.getValue.
func (a *argumentValue) get(e *evaluation) (node, *failure) {
	if a.path != nil {
		return a.found, nil
	}
	v, err := jsonsmart.Parse(e.run.meter, a.json)
	if err != nil {
		var x *java.Exception
		if errors.As(err, &x) {
			return node{}, fail(x.Class, x.Msg)
		}
	}
	return nodeOf(v), nil
}

// sums are the running sums of an aggregation.
type sums struct{ count, sum, squares, min, max float64 }

// next adds one number. Source: Sum, Average, Min, Max, StandardDeviation.
func (a *sums) next(f float64) {
	a.count++
	a.sum += f
	a.squares += f * f
	if a.min > f {
		a.min = f
	}
	if a.max < f {
		a.max = f
	}
}

// emptyAggregation is the failure of an aggregation without numbers.
const emptyAggregation = "Aggregation function attempted to calculate value using empty array"

// aggregate returns the function that adds up the numbers of the list before it and of its arguments, and gives a
// Double. Source: AbstractAggregation.
func aggregate(result func(a *sums) float64) function {
	return func(e *evaluation, n node, args []argumentValue) (node, *failure) {
		a := sums{min: math.MaxFloat64, max: -math.MaxFloat64}
		if n.isList() {
			e.numbers(n, a.next)
		}
		for i := range args {
			v, f := args[i].get(e)
			if f != nil {
				return node{}, f
			}
			e.numbers(v, a.next)
		}
		if a.count == 0 {
			return node{}, fail(classPath, emptyAggregation)
		}
		return node{val: java.Double(result(&a))}, nil
	}
}

// numbers gives yield the number n is, or those that are elements of the list n.
func (e *evaluation) numbers(n node, yield func(f float64)) {
	if !n.isList() {
		if f, ok := number(n); ok {
			yield(f)
		}
		return
	}
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		e.run.meter.Step(1)
		if f, ok := number(c); ok {
			yield(f)
		}
	}
}

// number returns n as a double; ok is false where it is no number.
func number(n node) (f float64, ok bool) {
	if n.raw.Valid() {
		if n.raw.Kind() != jsonsmart.Number {
			return 0, false
		}
		if i, ok := shortInteger(&n); ok {
			return float64(i), true
		}
		return java.Float64(n.raw.Scalar())
	}
	return java.Float64(n.val)
}

// concat joins the texts of the list before it, then those of its arguments; elements of lists among the arguments
// are printed, other arguments count only where they are texts. Source: Concatenate, Parameter.toList.
func concat(e *evaluation, n node, args []argumentValue) (node, *failure) {
	var b strings.Builder
	if n.isList() {
		e.texts(&b, n, false)
	}
	for i := range args {
		v, f := args[i].get(e)
		if f != nil {
			return node{}, f
		}
		if v.isList() {
			e.texts(&b, v, true)
		} else if s, ok := e.value(v).(java.String); ok {
			b.WriteString(string(s))
		}
	}
	e.run.meter.Bytes(b.Len())
	return node{val: java.String(joined([]byte(b.String())))}, nil
}

// texts appends the texts among the elements of the list n; with all, those of other classes as they print.
func (e *evaluation) texts(b *strings.Builder, n node, all bool) {
	w := e.members(n)
	defer w.done()
	for c, ok := w.next(); ok; c, ok = w.next() {
		e.run.meter.Step(1)
		switch v := e.value(c).(type) {
		case nil:
		case java.String:
			e.run.meter.Bytes(len(v))
			b.WriteString(string(v))
		default:
			if all {
				b.WriteString(java.ToString(e.run.meter, v))
			}
		}
	}
}

// length is the number of elements or members of what is before it, null for anything else. With an argument it is
// the number of things inside what the path finds. Source: Length.
func length(e *evaluation, n node, args []argumentValue) (node, *failure) {
	if len(args) > 0 {
		p := args[0].path
		if p == nil {
			return node{}, fail(classNull, `Cannot invoke "com.jayway.jsonpath.internal.Path.isFunctionPath()" because the return value of "com.jayway.jsonpath.internal.function.Parameter.getPath()" is null`)
		}
		found, f := e.lengthOf(p, e.standing(n))
		if f != nil {
			return node{}, f
		}
		if found.isList() {
			return node{val: java.IntValue(int32(found.length()))}, nil
		}
	}
	if !n.isList() && !n.isMap() {
		return node{}, nil
	}
	e.run.meter.Step(1)
	return node{val: java.IntValue(int32(n.length()))}, nil
}

// lengthOf evaluates the path of length's argument on n as the document, with [*] added unless it ends in a function.
func (e *evaluation) lengthOf(p *Path, n node) (node, *failure) {
	if steps := p.steps; len(steps) > 0 && steps[len(steps)-1].kind != stepCall {
		steps = append(append([]step(nil), steps...), step{kind: stepStar})
		p = newPath(p.fromRoot, chain(steps))
	}
	in := newEvaluation(&run{meter: e.run.meter, root: n, visited: e.run.visited}, p)
	in.require, in.suppress = e.require, e.suppress
	f := in.start(n)
	e.run.visited = in.run.visited
	if f != nil {
		return node{}, f
	}
	return in.result()
}

// appendTo adds its arguments to the list before it: to the one in the document. Source: Append.
func appendTo(e *evaluation, n node, args []argumentValue) (node, *failure) {
	v := e.value(n)
	l, ok := v.(*java.List)
	for i := 0; ok && i < len(args); i++ {
		a, f := args[i].get(e)
		if f != nil {
			return node{}, f
		}
		e.run.meter.Bytes(valueBytes)
		l.Append(e.value(a))
	}
	return nodeOf(v), nil
}

// keys returns the key set of the map before it, null for anything else. Source: KeySetFunction.
func keys(e *evaluation, n node, _ []argumentValue) (node, *failure) {
	if !n.isMap() {
		return node{}, nil
	}
	v, _, err := java.Invoke(e.run.meter, e.value(n), "keySet", nil)
	if err != nil {
		return node{}, fail(classPath, err.Error())
	}
	return node{val: v}, nil
}

// pickIndex is index(n). Source: Index, AbstractSequenceAggregation.getIndexFromParameters.
func pickIndex(e *evaluation, n node, args []argumentValue) (node, *failure) {
	if !n.isList() {
		return pickElement(e, n, 0)
	}
	index, found := 0, false
	for i := range args {
		v, f := args[i].get(e)
		if f != nil {
			return node{}, f
		}
		e.numbers(v, func(f float64) {
			if !found {
				i, _ := java.Int32(java.Double(f))
				index, found = int(i), true
			}
		})
	}
	if !found {
		return node{}, outside(0, 0)
	}
	return pickElement(e, n, index)
}

// pickElement returns element i of the list n; a negative one counts from the end but does not reach the first.
// Source: AbstractSequenceAggregation.
func pickElement(e *evaluation, n node, i int) (node, *failure) {
	if !n.isList() {
		return node{}, fail(classPath, emptyAggregation)
	}
	size := n.length()
	if i < 0 && size+i <= 0 {
		return node{}, fail(classPath, "Target index:"+strconv.Itoa(i)+" larger than object count:"+strconv.Itoa(size))
	}
	c, ok := e.run.element(&n, i)
	if !ok {
		return node{}, outside(i, size)
	}
	if c.rawContainer() {
		c.up = e.push(n)
		c.val = e.value(c)
		e.pop()
	}
	return c, nil
}

// outside is the IndexOutOfBoundsException of List.get.
func outside(i, size int) *failure {
	return fail(classBounds, "Index "+strconv.Itoa(i)+" out of bounds for length "+strconv.Itoa(size))
}
