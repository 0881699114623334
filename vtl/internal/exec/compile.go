package exec

import (
	"fmt"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// table is where a compiler keeps what lives longer than it: a Program while a template is compiled, a run while
// text given to #evaluate is.
type table interface {
	// slot returns the slot of a variable, a new one for a new name.
	slot(name string) int32
	// addPlace returns the number of a new statement.
	addPlace(at place) int32
	// macro returns the registered macro, or nil.
	macro(name string) *macro
	// addMacro registers a macro unless its name is taken.
	addMacro(mc *macro)
}

// compiler turns syntax into executable nodes.
type compiler struct {
	table
	src *syntax.Source // of the nodes at hand
	// evaluates is set when an #evaluate was met: then any variable may be read by name.
	evaluates bool
	// cost counts the expressions and statements compiled so far of the block at hand: what running each of them
	// once is charged in steps.
	cost int
}

// declare registers macros in order, still without bodies, so that calls can be bound to them.
func (c *compiler) declare(defs []*syntax.MacroDef) {
	for _, def := range defs {
		mc := &macro{def: def, name: def.Name, body: &block{}}
		for _, p := range def.Params {
			mc.params = append(mc.params, c.slot(p))
		}
		c.addMacro(mc)
	}
}

// tree compiles a whole parsed text.
func (c *compiler) tree(t *syntax.Tree) *block {
	c.src = t.Source
	return c.block(t.Root)
}

// inner compiles the content of an interpolated string, which has a source of its own.
func (c *compiler) inner(src *syntax.Source, b *syntax.Block) *block {
	outer := c.src
	c.src = src
	defer func() { c.src = outer }()
	return c.block(b)
}

// at returns the place of n.
func (c *compiler) at(n syntax.Node) place { return place{src: c.src, node: n} }

// block compiles a list of statements; nil gives an empty one. Statements that never do anything are left out,
// and neighbouring texts become one.
func (c *compiler) block(b *syntax.Block) *block {
	out := &block{}
	if b == nil {
		return out
	}
	outer := c.cost
	c.cost = 0
	defer func() { out.cost, c.cost = c.cost, outer }()
	for _, n := range b.Nodes {
		s := c.stmt(n)
		if s == nil {
			continue
		}
		c.cost++
		if t, ok := s.(*textStmt); ok && out.join(t) {
			continue
		}
		out.stmts = append(out.stmts, s)
		out.ids = append(out.ids, c.addPlace(c.at(n)))
	}
	out.settle()
	return out
}

// stmt compiles a statement; nil for one that does nothing.
func (c *compiler) stmt(n syntax.Node) stmt {
	switch n := n.(type) {
	case *syntax.Text:
		return &textStmt{text: n.Value, parts: []part{{c.at(n), n.Value}}}
	case *syntax.LiteralBlock:
		c.block(n.Body) // for the macros it may define
		return &textStmt{text: n.Value, parts: []part{{c.at(n), n.Value}}}
	case *syntax.Comment:
		return nil
	case *syntax.Reference:
		r := c.reference(n)
		r.printed = true
		return &refStmt{r}
	case *syntax.Set:
		return c.set(n)
	case *syntax.If:
		return c.ifs(n)
	case *syntax.Foreach:
		return c.foreach(n)
	case *syntax.MacroDef:
		c.macroDef(n)
		return nil
	case *syntax.MacroCall:
		return c.macroCall(n)
	}
	return c.directive(n)
}

// directive compiles the rarer statements.
func (c *compiler) directive(n syntax.Node) stmt {
	switch n := n.(type) {
	case *syntax.Define:
		d := &blockDef{name: n.Name, body: c.block(n.Body), max: defineDepth, at: c.at(n)}
		return &defineStmt{slot: c.slot(n.Name), def: d}
	case *syntax.Evaluate:
		c.evaluates = true
		return &evaluateStmt{arg: c.expr(n.Arg), at: c.at(n)}
	case *syntax.Include:
		return &includeStmt{args: c.includeArgs(n.Args), at: c.at(n)}
	case *syntax.ParseDirective:
		var arg expr
		if len(n.Args) > 0 {
			arg = c.expr(n.Args[0])
		}
		return &parseStmt{arg: arg, at: c.at(n)}
	case *syntax.Stop:
		return &stopStmt{arg: c.optional(n.Arg)}
	case *syntax.Break:
		b := &breakStmt{scope: c.optional(n.Scope), at: c.at(n)}
		if n.Scope != nil {
			b.text = c.src.Text[n.Scope.Start():n.Scope.End()]
		}
		return b
	case *syntax.Block:
		return &blockStmt{c.block(n)}
	}
	panic(fmt.Sprintf("exec: a %T is no statement", n))
}

// optional compiles an expression that may be missing.
func (c *compiler) optional(n syntax.Node) expr {
	if n == nil {
		return nil
	}
	return c.expr(n)
}

// set compiles #set.
func (c *compiler) set(n *syntax.Set) stmt {
	right := c.expr(n.Right)
	left := n.Left
	switch {
	case len(left.Path) > 0:
		return &setPathStmt{left: c.reference(left), right: right, at: c.at(n)}
	case left.Runt || left.Uncomputed || left.Formal || left.Quiet:
		// Velocity stores under a name that contains the notation's brackets or marks, which nothing can read.
		return &setVarStmt{slot: noSlot, right: right, at: c.at(n)}
	}
	return &setVarStmt{slot: c.slot(left.Name), right: right, at: c.at(n)}
}

// ifs compiles #if with its branches.
func (c *compiler) ifs(n *syntax.If) stmt {
	s := &ifStmt{at: c.at(n)}
	for _, b := range n.Branches {
		s.branches = append(s.branches, branch{cond: c.expr(b.Cond), body: c.block(b.Body)})
	}
	if n.Else != nil {
		s.otherwise = c.block(n.Else)
	}
	return s
}

// foreach compiles #foreach.
func (c *compiler) foreach(n *syntax.Foreach) stmt {
	s := &foreachStmt{slot: c.slot(n.Var), at: c.at(n), bad: n.Bad}
	body := c.block(n.Body)
	for i, a := range n.Args {
		x := c.expr(a) // also those without effect, for the macros they may define
		if i == 2 {
			s.seq, s.seqAt = x, c.at(a)
		}
	}
	s.body = c.turn(n, body)
	return s
}

// turn returns what each turn of a loop renders: its body, unless a surplus argument stands where Velocity
// expects it. Of arguments only the references in them render anything.
func (c *compiler) turn(n *syntax.Foreach, body *block) *block {
	switch each := n.Each.(type) {
	case *syntax.Block:
		if each == n.Body {
			return body
		}
		return c.block(each)
	default:
		return c.block(&syntax.Block{Span: syntax.Span{From: each.Start(), To: each.End()}, Nodes: []syntax.Node{each}})
	}
}

// macroDef compiles the body of a definition, into the macro if it is the one that was registered.
func (c *compiler) macroDef(n *syntax.MacroDef) {
	body := c.block(n.Body)
	if mc := c.macro(n.Name); mc != nil && mc.def == n {
		mc.body = body
		mc.at = c.at(n)
		if n.Body != nil {
			mc.at.node = &syntax.Block{Span: syntax.Span{From: n.Body.First, To: n.Body.To}}
		}
	}
}

// macroCall compiles a call, bound to its macro if that is known by now.
func (c *compiler) macroCall(n *syntax.MacroCall) stmt {
	s := &macroStmt{call: n, at: c.at(n)}
	for i, a := range n.Args {
		s.args = append(s.args, c.argument(a, n.ArgTexts[i]))
	}
	if n.Body != nil {
		s.content = &blockDef{name: varBodyContent, body: c.block(n.Body), max: contentDepth, at: c.at(n)}
	}
	if mc := c.macro(n.Name); mc != nil {
		s.bound = bind(mc, s.args, s.content != nil)
	}
	return s
}

// argument compiles an argument of a macro call, whose source is text.
func (c *compiler) argument(n syntax.Node, text string) argument {
	outer := c.cost
	a := argument{expr: c.expr(n), literal: text}
	a.cost, c.cost = c.cost-outer, outer
	switch n := n.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Bool:
		a.constant = true
	case *syntax.Reference:
		a.plain = len(n.Path) == 0
	}
	return a
}

// includeArgs compiles the arguments of #include; nil stands for one it does not take.
func (c *compiler) includeArgs(ns []syntax.Node) []expr {
	args := make([]expr, len(ns))
	for i, n := range ns {
		switch n.(type) {
		case *syntax.String, *syntax.Reference:
			args[i] = c.expr(n)
		}
	}
	return args
}
