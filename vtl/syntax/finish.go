package syntax

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// finisher turns the grammar's trees into nodes and does what Velocity does when it prepares a template, in the
// same order: inner parts first, then the part itself. It is shared by a template and the strings inside it.
type finisher struct {
	names      map[string]bool // macros defined above, for escapes; strings see all of their template
	registered map[string]bool
	macros     []*MacroDef
	isMacro    func(string) bool
	left       int // levels of nesting still allowed
}

// unit is one text being finished: a template or the content of a string.
type unit struct {
	*finisher
	src    *Source
	tokens []token
}

// parse parses and prepares src.
func (f *finisher) parse(src *Source) (*Tree, *Error) {
	u, tree, err := f.read(src)
	if err != nil {
		return nil, err
	}
	root, err := u.block(tree.Body, 0, len(src.Text))
	if err != nil {
		return nil, err
	}
	return &Tree{Source: src, Root: root, Macros: f.macros}, nil
}

// read scans src and runs the grammar over it.
func (f *finisher) read(src *Source) (*unit, *template, *Error) {
	tokens, err := scan(src, f)
	if err != nil {
		return nil, nil, err
	}
	tree, misfit := parseGrammar(tokens)
	if misfit != nil {
		return nil, nil, misfit.place(src, tokens)
	}
	return &unit{finisher: f, src: src, tokens: tokens}, tree, nil
}

// known tells whether a macro of that name exists by now.
func (f *finisher) known(name string) bool {
	return f.registered[name] || f.isMacro != nil && f.isMacro(name)
}

// start and end are the offsets of a token by its number.
func (u *unit) start(i int) int { return int(u.tokens[i].from) }
func (u *unit) end(i int) int   { return int(u.tokens[i].to) }

// span turns a span of token numbers into one of offsets.
func (u *unit) span(s Span) Span { return Span{u.start(s.From), u.end(s.To)} }

// literal is the source text of the tokens from..to, as Velocity puts it together.
func (u *unit) literal(s Span) string {
	var b []byte
	for i := s.From; i <= s.To; i++ {
		b = u.tokens[i].literal(b)
	}
	return string(b)
}

// image is the text of the tokens from..to without what is special.
func (u *unit) image(s Span) string {
	var b []byte
	for i := s.From; i <= s.To; i++ {
		b = u.tokens[i].image(b)
	}
	return string(b)
}

// fail is a parse error at the stretch s of offsets.
func (u *unit) fail(code, msg, hint string, s Span) *Error {
	return (&Error{Kind: KindParse, Code: code, Msg: msg, Hint: hint}).At(u.src, s.From, s.To)
}

// block finishes parts that stand between the offsets from and to.
func (u *unit) block(parts []*part, from, to int) (*Block, *Error) {
	b := &Block{Span: Span{from, to}, First: to}
	if len(parts) > 0 {
		b.First = u.firstOffset(parts[0])
	}
	for _, p := range parts {
		if p.Run == nil {
			n, err := u.withBodies(p)
			if err != nil {
				return nil, err
			}
			b.Nodes = append(b.Nodes, n)
			continue
		}
		for i := range p.Run.list {
			n, err := u.statement(&p.Run.list[i])
			if err != nil {
				return nil, err
			}
			if !u.joins(b.Nodes, n) {
				b.Nodes = append(b.Nodes, n)
			}
		}
	}
	return b, nil
}

// joins makes n part of the text in front of it, where both stand in the source as they print.
func (u *unit) joins(before []Node, n Node) bool {
	t, ok := n.(*Text)
	if !ok || len(before) == 0 || len(t.Value) != t.To-t.From {
		return false
	}
	last, ok := before[len(before)-1].(*Text)
	if !ok || last.To != t.From || len(last.Value) != last.To-last.From || t.Value != u.src.Text[t.From:t.To] {
		return false
	}
	if last.Value != u.src.Text[last.From:last.To] {
		return false
	}
	last.To = t.To
	last.Value = u.src.Text[last.From:last.To]
	return true
}

// withBodies finishes a directive that has a body.
func (u *unit) withBodies(p *part) (Node, *Error) {
	if p.If != nil {
		return u.conditional(p.If)
	}
	return u.withBody(p.Block)
}

// statement finishes a statement without a body.
func (u *unit) statement(s *statement) (Node, *Error) {
	switch s.kind {
	case kindIdentifier:
		return nodeOr(s.ref, u.reference(s.ref))
	case kindSet:
		return nodeOr(s.set, u.set(s.set))
	case kindLineDirective:
		return u.line(s.call)
	case kindBareDirective:
		return u.bare(s.tokens.From)
	case kindCommentStart:
		return u.comment(s.tokens), nil
	}
	return u.text(s.tokens.From), nil
}

// nodeOr returns n, or err.
func nodeOr(n Node, err *Error) (Node, *Error) {
	if err != nil {
		return nil, err
	}
	return n, nil
}

// text finishes a token that prints. Comments print what the scanner bound to them, mostly nothing.
func (u *unit) text(i int) Node {
	t := &u.tokens[i]
	sp := Span{int(t.from), int(t.to)}
	m := t.more
	if m == nil {
		return &Text{Span: sp, Value: t.text}
	}
	if t.kind == kindMultiComment || t.kind == kindFormalComment {
		// The token itself is only the end mark: what it skipped belongs to the comment.
		sp.From = 0
		if i > 0 {
			sp.From = u.end(i - 1)
		}
		if m.print == "" {
			return &Comment{sp}
		}
		return &Text{Span: sp, Value: m.print}
	}
	first := t
	if m.parts != nil {
		first = &m.parts[0]
	}
	sp.From -= len(first.special())
	value := string(t.printed(make([]byte, 0, sp.To-sp.From+8)))
	if value == u.src.Text[sp.From:sp.To] {
		value = u.src.Text[sp.From:sp.To]
	}
	return &Text{Span: sp, Value: value}
}

// comment finishes a ## comment.
func (u *unit) comment(tokens Span) Node {
	sp := u.span(tokens)
	if next := tokens.To + 1; tokens.From == tokens.To && next < len(u.tokens) {
		sp.To = u.start(next)
	}
	if t := &u.tokens[tokens.From]; t.more.print != "" {
		return &Text{Span: sp, Value: t.more.print}
	}
	return &Comment{sp}
}

// set finishes #set.
func (u *unit) set(s *Set) *Error {
	if err := u.reference(s.Left); err != nil {
		return err
	}
	if err := u.expression(s.Right); err != nil {
		return err
	}
	s.Span = u.span(s.Span)
	return nil
}

// conditional finishes #if.
func (u *unit) conditional(c *ifDirective) (Node, *Error) {
	n := &If{Span: Span{u.start(c.Head.Pos.Line), u.end(c.End.Pos.Line)}}
	// The bodies end where the next part begins.
	ends := make([]int, 0, len(c.ElseIfs)+2)
	for _, e := range c.ElseIfs {
		ends = append(ends, u.start(e.Head.Pos.Line))
	}
	if c.Else != nil {
		ends = append(ends, u.start(c.Else.Head.Pos.Line))
	}
	ends = append(ends, u.start(c.End.Pos.Line))
	br, err := u.branch(&c.Head, c.Cond, c.Body, ends[0])
	if err != nil {
		return nil, err
	}
	n.Branches = append(n.Branches, br)
	for i, e := range c.ElseIfs {
		br, err := u.branch(&e.Head, e.Cond, e.Body, ends[i+1])
		if err != nil {
			return nil, err
		}
		n.Branches = append(n.Branches, br)
	}
	if c.Else != nil {
		n.Else, err = u.block(c.Else.Body, u.end(c.Else.Head.Pos.Line), ends[len(ends)-1])
		if err != nil {
			return nil, err
		}
	}
	return n, nil
}

// branch finishes a condition with its body, which ends at the offset end.
func (u *unit) branch(head *lexer.Token, cond *expressionTree, body []*part, end int) (Branch, *Error) {
	if err := u.expression(cond.node); err != nil {
		return Branch{}, err
	}
	// The body begins behind the parenthesis, which is where its first statement or the next part begins.
	from := end
	if len(body) > 0 {
		from = u.firstOffset(body[0])
	}
	b, err := u.block(body, from, end)
	if err != nil {
		return Branch{}, err
	}
	return Branch{Span: Span{u.start(head.Pos.Line), end}, Cond: cond.node, Body: b}, nil
}

// firstOffset returns where a part that is not finished yet begins.
func (u *unit) firstOffset(p *part) int {
	switch {
	case p.If != nil:
		return u.start(p.If.Head.Pos.Line)
	case p.Block != nil:
		return u.start(p.Block.Head.head.Pos.Line)
	}
	return u.start(p.Run.list[0].tokens.From)
}

// reference finishes a reference: its parts, then its name with what the scanner bound to it.
func (u *unit) reference(r *Reference) *Error {
	for _, p := range r.Path {
		switch p := p.(type) {
		case *Property:
			p.Span = u.span(p.Span)
		case *Call:
			if err := u.expressions(p.Args); err != nil {
				return err
			}
			p.Span = u.span(p.Span)
		case *Index:
			if err := u.expression(p.Arg); err != nil {
				return err
			}
			p.Span = u.span(p.Span)
		}
	}
	u.name(r)
	r.Span = u.span(r.Span)
	return nil
}

// name settles the name of a reference, its escapes, and its text when null.
func (u *unit) name(r *Reference) {
	first := &u.tokens[r.From]
	tokens := r.Span
	image := first.text
	if strings.Contains(image, `\!`) && strings.Contains(image, "$") {
		// "$\!x" loses one backslash and never has a value.
		dollar := strings.IndexByte(image, '$')
		start := dollar + strings.IndexByte(image[dollar:], '\\')
		r.NullText = image[:start] + image[start+1:]
		r.Name, r.Uncomputed = r.NullText, true
		r.RuntText = r.NullText
		r.Literal = u.literal(tokens)
		return
	}
	n := run(image, 0, '\\')
	r.Escaped = n%2 == 1
	r.EscapePrefix = image[:n/2]
	image = image[n:]
	if at := strings.LastIndexByte(image, '$'); at > 0 {
		r.MorePrefix, image = image[:at], image[at:]
	}
	first.text = image
	r.Literal = u.literal(tokens)
	r.NullText = r.Literal
	switch {
	case strings.HasPrefix(image, "$!"):
		r.Quiet = true
		if !r.Escaped {
			r.NullText = ""
		}
		r.Name = image[2:]
	case strings.HasPrefix(image, "$"):
		r.Name = image[1:]
	default:
		r.Runt, r.RuntText, r.Name = true, image, image
		return
	}
	if strings.HasPrefix(r.Name, "{") {
		r.Name = u.tokens[tokens.From+1].text
	}
}

// expressions finishes list.
func (u *unit) expressions(list []Node) *Error {
	for _, n := range list {
		if err := u.expression(n); err != nil {
			return err
		}
	}
	return nil
}

// expression finishes a node of an expression or an argument.
func (u *unit) expression(n Node) *Error {
	switch n := n.(type) {
	case *Reference:
		return u.reference(n)
	case *String:
		return u.str(n)
	case *List:
		if err := u.expressions(n.Elems); err != nil {
			return err
		}
		n.Span = u.span(n.Span)
	case *Map:
		for i := range n.Keys {
			if err := u.expressions([]Node{n.Keys[i], n.Values[i]}); err != nil {
				return err
			}
		}
		n.Span = u.span(n.Span)
	case *Range:
		if err := u.expressions([]Node{n.FromNode, n.ToNode}); err != nil {
			return err
		}
		n.Span = u.span(n.Span)
	case *Binary:
		return u.binary(n)
	case *Not:
		if err := u.expression(n.X); err != nil {
			return err
		}
		n.Span = Span{u.start(n.From), n.X.End()}
	case *Paren:
		if err := u.expression(n.X); err != nil {
			return err
		}
		n.Span = u.span(n.Span)
	case *Int:
		return u.number(&n.Span, n.Text)
	case *Float:
		return u.number(&n.Span, n.Text)
	case *Bool:
		n.Span = u.span(n.Span)
	case *Word:
		n.Span = u.span(n.Span)
	}
	return nil
}

// number finishes a number. The scanner may have bound a "#" to it, which Velocity stumbles over without saying where.
func (u *unit) number(at *Span, text string) *Error {
	*at = u.span(*at)
	if c := text[0]; c == '-' || c == '.' || isDigit(c) {
		return nil
	}
	e := u.fail(CodeUnexpected, fmt.Sprintf("%q is no number", text), "quote the text", *at)
	e.Pos = Position{}
	return e
}

// binary finishes a chain of operators that bind to the left, without recursion down the chain.
func (u *unit) binary(n *Binary) *Error {
	chain := []*Binary{n}
	for {
		left, ok := chain[len(chain)-1].Left.(*Binary)
		if !ok {
			break
		}
		chain = append(chain, left)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		if i == len(chain)-1 {
			if err := u.expression(b.Left); err != nil {
				return err
			}
		}
		if err := u.expression(b.Right); err != nil {
			return err
		}
		b.Span = Span{b.Left.Start(), b.Right.End()}
		if b.Op == OpAdd {
			b.LeftText, b.RightText = u.literal(b.leftLit), u.literal(b.rightLit)
		}
	}
	return nil
}
