package syntax

import "strings"

// line finishes a directive or macro call without a body.
func (u *unit) line(c *argumentTree) (Node, *Error) {
	if err := u.expressions(c.args); err != nil {
		return nil, err
	}
	sp := u.span(Span{c.head.Pos.Line, c.close})
	switch directiveNameOf(&c.head) {
	case "include":
		return &Include{Span: sp, Args: c.args}, nil
	case "parse":
		return &ParseDirective{Span: sp, Args: c.args}, nil
	case "evaluate":
		return u.evaluate(sp, c.args)
	case "stop":
		arg, err := u.only(sp, c.args, "#stop takes at most one argument, a message")
		return nodeOr(&Stop{Span: sp, Arg: arg}, err)
	case "break":
		arg, err := u.only(sp, c.args, "#break takes at most one argument, a scope such as $foreach")
		return nodeOr(&Break{Span: sp, Scope: arg}, err)
	}
	return u.macroCall(c, nil, Span{c.head.Pos.Line, c.close}), nil
}

// only returns the one argument there may be.
func (u *unit) only(sp Span, args []Node, msg string) (Node, *Error) {
	switch len(args) {
	case 0:
		return nil, nil
	case 1:
		return args[0], nil
	}
	return nil, u.fail(CodeArgument, msg, "remove the arguments behind the first", sp)
}

// bare finishes a directive or macro call without parentheses.
func (u *unit) bare(at int) (Node, *Error) {
	sp := u.span(Span{at, at})
	name := directiveName(&u.tokens[at])
	switch name {
	case "stop":
		return &Stop{Span: sp}, nil
	case "break":
		return &Break{Span: sp}, nil
	case "include":
		return &Include{Span: sp}, nil
	case "parse":
		return &ParseDirective{Span: sp}, nil
	case "evaluate":
		return u.evaluate(sp, nil)
	case "foreach", "define", "literal":
		e := u.fail(CodeNoArguments, "#"+name+" needs parentheses behind its name", "write \\#"+name+" to print it", sp)
		// Velocity stumbles over this one without saying where.
		e.Pos = Position{}
		return nil, e
	}
	if strings.HasPrefix(name, "@") {
		return &Text{Span: sp, Value: "#" + name}, nil
	}
	return &MacroCall{Span: sp, Name: name, Literal: u.image(Span{at, at})}, nil
}

// evaluate finishes #evaluate, which takes one string or reference.
func (u *unit) evaluate(sp Span, args []Node) (Node, *Error) {
	const hint = "write #evaluate($template) or #evaluate(\"text\")"
	switch {
	case len(args) == 0:
		return nil, u.fail(CodeArgument, "#evaluate takes exactly one argument", hint, sp)
	case len(args) > 1:
		return nil, u.fail(CodeArgument, "#evaluate takes exactly one argument", hint, Span{args[1].Start(), args[1].End()})
	}
	switch args[0].(type) {
	case *String, *Reference:
		return &Evaluate{Span: sp, Arg: args[0]}, nil
	}
	return nil, u.fail(CodeArgument, "the argument of #evaluate must be a string or a reference", hint, Span{args[0].Start(), args[0].End()})
}

// macroCall finishes a call whose tokens are all.
func (u *unit) macroCall(c *argumentTree, body *Block, all Span) *MacroCall {
	m := &MacroCall{Span: u.span(all), Name: strings.TrimPrefix(directiveNameOf(&c.head), "@"), Args: c.args, Body: body, Literal: u.image(all)}
	if body == nil {
		m.Name = directiveNameOf(&c.head)
	}
	for i, a := range c.args {
		if w, ok := a.(*Word); ok {
			m.BadArg = w
		}
		m.ArgTexts = append(m.ArgTexts, u.literal(c.spans[i]))
	}
	return m
}

// withBody finishes a directive with a body.
func (u *unit) withBody(d *blockDirective) (Node, *Error) {
	head := &d.Head.argumentTree
	if err := u.expressions(head.args); err != nil {
		return nil, err
	}
	all := Span{head.head.Pos.Line, d.End.Pos.Line}
	body, err := u.block(d.Body, u.end(head.close), u.start(d.End.Pos.Line))
	if err != nil {
		return nil, err
	}
	sp := u.span(all)
	switch name := directiveNameOf(&head.head); name {
	case "foreach":
		return u.foreach(sp, head, body), nil
	case "macro":
		return u.macroDef(sp, head, body), nil
	case "define":
		if len(head.args) != 1 {
			at := u.span(Span{all.From, all.From})
			return nil, u.fail(CodeArgument, "#define takes exactly one argument, the name of the block", "write #define($name) .. #end", at)
		}
		return &Define{Span: sp, Name: u.tokens[head.spans[0].From].text[1:], Body: body}, nil
	case "literal":
		return u.literalBlock(sp, head.spans, body, head.close+1, d.End.Pos.Line-1)
	default:
		return u.macroCall(head, body, all), nil
	}
}

// foreach finishes a loop. Velocity takes the third child as what to walk and the fourth as what to render,
// the body being the last child.
func (u *unit) foreach(sp Span, head *argumentTree, body *Block) Node {
	n := &Foreach{Span: sp, Args: head.args, Body: body, Each: body}
	if len(head.args) > 0 {
		if r, ok := head.args[0].(*Reference); ok {
			n.Var = r.Name
		} else {
			n.Var = u.tokens[head.spans[0].From].text[1:]
		}
	}
	switch {
	case len(head.args) < 2:
		n.Bad = "#foreach needs a variable, the word \"in\" and something to walk"
	case len(head.args) > 2:
		n.Seq = head.args[2]
	}
	if len(head.args) > 3 {
		n.Each = printedParts(head.args[3])
	}
	return n
}

// printedParts returns what an argument prints where Velocity renders it like a statement: references print, lists,
// maps and ranges print the references in them, and literals nothing.
func printedParts(n Node) Node {
	b := &Block{Span: Span{n.Start(), n.End()}}
	var parts []Node
	switch n := n.(type) {
	case *Reference:
		return n
	case *List:
		parts = n.Elems
	case *Range:
		parts = []Node{n.FromNode, n.ToNode}
	case *Map:
		for i := range n.Keys {
			parts = append(parts, n.Keys[i], n.Values[i])
		}
	}
	for _, p := range parts {
		b.Nodes = append(b.Nodes, printedParts(p))
	}
	return b
}

// macroDef finishes and registers a macro.
func (u *unit) macroDef(sp Span, head *argumentTree, body *Block) Node {
	m := &MacroDef{Span: sp, Body: body, Name: u.tokens[head.spans[0].From].text}
	for _, s := range head.spans[1:] {
		m.Params = append(m.Params, strings.TrimPrefix(u.tokens[s.From].text, "$"))
	}
	u.macros = append(u.macros, m)
	u.registered[m.Name] = true
	return m
}

// literalBlock finishes #literal, whose text is its first child: an argument, or else the body.
func (u *unit) literalBlock(sp Span, spans []Span, body *Block, first, last int) (Node, *Error) {
	n := &LiteralBlock{Span: sp, Body: body}
	switch {
	case len(spans) > 0:
		n.Value = u.literal(spans[0])
	case first <= last:
		n.Value = u.literal(Span{first, last})
	default:
		e := u.fail(CodeNoArguments, "#literal with nothing at all inside", "put text between #literal() and #end", sp)
		// Velocity stumbles over this one without saying where.
		e.Pos = Position{}
		return nil, e
	}
	return n, nil
}
