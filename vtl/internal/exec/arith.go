package exec

import "github.com/vtlkit/vtl/vtl/java"

// operand is a side of an operator, or its result: an Integer is kept as a plain number, so that a chain of
// operators makes no objects in between.
type operand struct {
	v     java.Value // unless isInt
	i     int32
	isInt bool
}

// value returns the operand as a value.
func (o *operand) value() java.Value {
	if o.isInt {
		return java.IntValue(o.i)
	}
	return o.v
}

// numberBytes is what a number made by an operator is charged.
const numberBytes = 16

// result returns what an operator computed as a value, and charges it.
func (r *run) result(o operand, ok bool) (java.Value, bool) {
	r.m.Bytes(numberBytes)
	return o.value(), ok
}

// operandOf returns v as an operand.
func operandOf(v java.Value) operand {
	if i, ok := v.(java.Int); ok {
		return operand{i: int32(i), isInt: true}
	}
	return operand{v: v}
}

// computing is an expression that can give its value as an operand.
type computing interface {
	expr
	// operand is eval without making an Integer object.
	operand(r *run) (o operand, ok bool)
}

// side returns e as a side of an operator.
func side(e expr) computing {
	if c, ok := e.(computing); ok {
		return c
	}
	return plain{e}
}

// plain is any expression as a side of an operator.
type plain struct{ expr }

// operand is eval.
func (p plain) operand(r *run) (operand, bool) {
	v, ok := p.eval(r)
	return operandOf(v), ok
}

// operand is eval without making an Integer object.
func (e *constExpr) operand(*run) (operand, bool) { return operandOf(e.v), true }

// operand is eval without making an Integer object.
func (e *refExpr) operand(r *run) (operand, bool) {
	v, ok := e.eval(r)
	return operandOf(v), ok
}

// pair is the two sides of an operator on values.
type pair struct{ left, right computing }

// operands evaluates both sides, the left one first.
func (p *pair) operands(r *run) (left, right operand, ok bool) {
	if r.tr != nil {
		return p.traceOperands(r)
	}
	if left, ok = p.left.operand(r); !ok {
		return left, right, false
	}
	right, ok = p.right.operand(r)
	return left, right, ok
}

// traceOperands is operands while a Sink watches: the operator's result comes from both sides.
func (p *pair) traceOperands(r *run) (left, right operand, ok bool) {
	var from []java.Origin
	a, ok := r.evalMerging(p.left, &from)
	if !ok {
		return left, right, false
	}
	b, ok := r.evalMerging(p.right, &from)
	r.tr.from = from
	return operandOf(a), operandOf(b), ok
}

// arithExpr is one of - * / %.
type arithExpr struct {
	neverTrue
	pair
	op java.ArithOp
	at place
}

// eval computes on numbers; a side that is none makes the result null.
func (e *arithExpr) eval(r *run) (java.Value, bool) {
	return r.result(e.operand(r))
}

// operand is eval without making an Integer object.
func (e *arithExpr) operand(r *run) (operand, bool) {
	x, y, ok := e.operands(r)
	if !ok {
		return operand{}, false
	}
	return r.arith(e.op, x, y, e.at)
}

// arith applies op to two operands. Integers are computed here, everything else by package java.
// Source: ASTMathNode.value.
func (r *run) arith(op java.ArithOp, x, y operand, at place) (operand, bool) {
	if x.isInt && y.isInt {
		return intArith(op, int64(x.i), int64(y.i)), true
	}
	a, b := x.value(), y.value()
	if !java.IsNumber(a) || !java.IsNumber(b) {
		if r.warn != nil {
			r.warn.notNumbers(r, CodeNotNumber, at, a, b)
		}
		return operand{}, true
	}
	v, err := java.Arith(r.m, op, a, b)
	if err != nil {
		return operand{}, r.failNowhere(CodeArithmetic, "arithmetic failed", err)
	}
	return operandOf(v), true
}

// intArith applies op to two Integers: the result is an Integer if it fits one and a Long otherwise, null for a
// division by zero.
func intArith(op java.ArithOp, a, b int64) operand {
	var n int64
	switch op {
	case java.OpAdd:
		n = a + b
	case java.OpSub:
		n = a - b
	case java.OpMul:
		n = a * b
	default:
		if b == 0 {
			return operand{}
		}
		if n = a / b; op == java.OpMod {
			n = a % b
		}
	}
	if n == int64(int32(n)) {
		return operand{i: int32(n), isInt: true}
	}
	return operand{v: java.Long(n)}
}

// addExpr is a + b: concatenation as soon as one side is a String, else addition.
type addExpr struct {
	neverTrue
	pair
	leftText, rightText string // sources of the sides, which stand for a null side of a concatenation
	at                  place
}

// eval adds.
func (e *addExpr) eval(r *run) (java.Value, bool) {
	return r.result(e.operand(r))
}

// operand is eval without making an Integer object. Source: ASTAddNode.handleSpecial.
func (e *addExpr) operand(r *run) (operand, bool) {
	x, y, ok := e.operands(r)
	if !ok {
		return operand{}, false
	}
	_, left := x.v.(java.String)
	_, right := y.v.(java.String)
	if !left && !right {
		return r.arith(java.OpAdd, x, y, e.at)
	}
	s, ok := r.concat(x.value(), y.value(), e)
	return operand{v: s}, ok
}

// concat returns the texts of both sides joined; a null side counts as its source.
func (r *run) concat(a, b java.Value, e *addExpr) (java.Value, bool) {
	if a == nil {
		a = java.String(e.leftText)
	} else if b == nil {
		b = java.String(e.rightText)
	}
	x, ok := r.text(a)
	if !ok {
		return nil, false
	}
	y, ok := r.text(b)
	if !ok {
		return nil, false
	}
	return java.Concat(r.m, x, y), true
}
