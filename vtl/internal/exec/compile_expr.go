package exec

import (
	"fmt"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// expr compiles an expression. Literals become constants, but lists and maps are made anew each time.
func (c *compiler) expr(n syntax.Node) expr {
	c.cost++
	switch n := n.(type) {
	case *syntax.Reference:
		return &refExpr{c.reference(n)}
	case *syntax.String:
		return c.str(n)
	case *syntax.Int:
		return &constExpr{v: java.ParseInteger(n.Text)}
	case *syntax.Float:
		f, _ := java.ParseDouble(n.Text)
		return &constExpr{v: java.Double(f)}
	case *syntax.Bool:
		return &constExpr{v: java.Bool(n.Value), holds: n.Value}
	case *syntax.Paren:
		return c.expr(n.X)
	case *syntax.Not:
		return &notExpr{x: c.expr(n.X)}
	case *syntax.Binary:
		return c.binary(n)
	case *syntax.List:
		return &listExpr{elems: c.exprs(n.Elems)}
	case *syntax.Range:
		return &rangeExpr{from: c.expr(n.FromNode), to: c.expr(n.ToNode)}
	case *syntax.Map:
		return &mapExpr{keys: c.exprs(n.Keys), values: c.exprs(n.Values)}
	case *syntax.Word:
		return &constExpr{}
	}
	panic(fmt.Sprintf("exec: a %T is no expression", n))
}

// exprs compiles a list of expressions.
func (c *compiler) exprs(ns []syntax.Node) []expr {
	out := make([]expr, len(ns))
	for i, n := range ns {
		out[i] = c.expr(n)
	}
	return out
}

// str compiles a string: a constant, or a template of its own. One that holds nothing but text becomes a constant.
func (c *compiler) str(n *syntax.String) expr {
	if n.Body == nil {
		return &constExpr{v: java.String(n.Value)}
	}
	s := &stringExpr{body: c.inner(n.Inner, n.Body), trim: n.TrailingSpace}
	if len(s.body.stmts) > 1 {
		return s
	}
	text := ""
	if len(s.body.stmts) == 1 {
		t, ok := s.body.stmts[0].(*textStmt)
		if !ok {
			return s
		}
		text = t.text
	}
	if s.trim && text != "" {
		text = text[:len(text)-1]
	}
	return &constExpr{v: java.String(text)}
}

// binary compiles an operator with two sides.
func (c *compiler) binary(n *syntax.Binary) expr {
	left, right := c.expr(n.Left), c.expr(n.Right)
	switch n.Op {
	case syntax.OpOr:
		return &orExpr{left, right}
	case syntax.OpAnd:
		return &andExpr{left, right}
	}
	sides := pair{left: side(left), right: side(right)}
	switch n.Op {
	case syntax.OpEq, syntax.OpNe:
		return &equalExpr{pair: sides, negate: n.Op == syntax.OpNe}
	case syntax.OpLt, syntax.OpGt, syntax.OpLe, syntax.OpGe:
		return &orderExpr{pair: sides, op: n.Op, at: c.at(n)}
	case syntax.OpAdd:
		return &addExpr{pair: sides, leftText: n.LeftText, rightText: n.RightText, at: c.at(n)}
	}
	return &arithExpr{pair: sides, op: arithOps[n.Op], at: c.at(n)}
}

// arithOps are the operators that work on numbers alone.
var arithOps = map[syntax.Op]java.ArithOp{
	syntax.OpSub: java.OpSub,
	syntax.OpMul: java.OpMul,
	syntax.OpDiv: java.OpDiv,
	syntax.OpMod: java.OpMod,
}

// reference compiles a reference.
func (c *compiler) reference(n *syntax.Reference) *reference {
	r := &reference{
		node: n, src: c.src, slot: noSlot, literalSlot: noSlot,
		prefix: n.EscapePrefix, more: n.MorePrefix, nullText: n.NullText,
	}
	if n.Runt && !n.Uncomputed {
		r.nullText = n.RuntText
		return r
	}
	if n.Uncomputed {
		r.nullText = n.RuntText
		return r
	}
	r.slot = c.slot(n.Name)
	if len(n.Path) == 0 && n.NullText == "$"+n.Name {
		r.literalSlot = r.slot
	}
	for _, s := range n.Path {
		r.path = append(r.path, c.step(s))
	}
	r.bare = !n.Escaped && n.EscapePrefix == "" && n.MorePrefix == ""
	return r
}

// step compiles one step of a reference's path.
func (c *compiler) step(n syntax.Node) step {
	c.cost++
	switch n := n.(type) {
	case *syntax.Property:
		return step{kind: stepProperty, name: n.Name, property: java.NewPropertySite(n.Name), at: c.at(n)}
	case *syntax.Call:
		return step{kind: stepCall, name: n.Name, method: java.NewMethodSite(n.Name), args: c.exprs(n.Args), at: c.at(n)}
	case *syntax.Index:
		return step{kind: stepIndex, name: "get", method: java.NewMethodSite("get"), args: []expr{c.expr(n.Arg)}, at: c.at(n)}
	}
	panic(fmt.Sprintf("exec: a %T is no step of a reference", n))
}
