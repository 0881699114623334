package syntax

// Walk visits n and everything below it in the order of the source, strings' parsed contents included. It goes below a node
// only if visit returns true for it. Nodes inside a string have offsets into the string's own source.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	switch n := n.(type) {
	case *Block:
		walkAll(n.Nodes, visit)
	case *Reference:
		walkAll(n.Path, visit)
	case *Call:
		walkAll(n.Args, visit)
	case *Index:
		Walk(n.Arg, visit)
	case *Set:
		Walk(n.Left, visit)
		Walk(n.Right, visit)
	case *If:
		walkIf(n, visit)
	case *Foreach:
		walkAll(n.Args, visit)
		Walk(n.Body, visit)
	case *MacroDef:
		Walk(n.Body, visit)
	case *MacroCall:
		walkAll(n.Args, visit)
		walkBlock(n.Body, visit)
	case *Define:
		Walk(n.Body, visit)
	case *Evaluate:
		Walk(n.Arg, visit)
	case *Include:
		walkAll(n.Args, visit)
	case *ParseDirective:
		walkAll(n.Args, visit)
	case *LiteralBlock:
		Walk(n.Body, visit)
	case *Stop:
		Walk(n.Arg, visit)
	case *Break:
		Walk(n.Scope, visit)
	default:
		walkExpression(n, visit)
	}
}

// walkExpression is Walk below the nodes that stand in expressions only.
func walkExpression(n Node, visit func(Node) bool) {
	switch n := n.(type) {
	case *Binary:
		walkBinary(n, visit)
	case *Not:
		Walk(n.X, visit)
	case *Paren:
		Walk(n.X, visit)
	case *String:
		walkBlock(n.Body, visit)
	case *List:
		walkAll(n.Elems, visit)
	case *Range:
		Walk(n.FromNode, visit)
		Walk(n.ToNode, visit)
	case *Map:
		for i := range n.Keys {
			Walk(n.Keys[i], visit)
			Walk(n.Values[i], visit)
		}
	}
}

// walkBinary goes down a chain of operators without recursion: chains are as long as the template.
func walkBinary(n *Binary, visit func(Node) bool) {
	chain := []*Binary{n}
	for {
		left, ok := chain[len(chain)-1].Left.(*Binary)
		if !ok {
			break
		}
		if !visit(left) {
			for i := len(chain) - 1; i >= 0; i-- {
				Walk(chain[i].Right, visit)
			}
			return
		}
		chain = append(chain, left)
	}
	Walk(chain[len(chain)-1].Left, visit)
	for i := len(chain) - 1; i >= 0; i-- {
		Walk(chain[i].Right, visit)
	}
}

func walkIf(n *If, visit func(Node) bool) {
	for i := range n.Branches {
		Walk(n.Branches[i].Cond, visit)
		Walk(n.Branches[i].Body, visit)
	}
	walkBlock(n.Else, visit)
}

// walkBlock is Walk for a block that may be missing.
func walkBlock(b *Block, visit func(Node) bool) {
	if b != nil {
		Walk(b, visit)
	}
}

func walkAll(list []Node, visit func(Node) bool) {
	for _, n := range list {
		Walk(n, visit)
	}
}
