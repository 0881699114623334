// Package syntax reads the Velocity Template Language as Apache Velocity 1.7 does: source texts and positions, the
// scanner, the grammar, the nodes of a parsed template, and errors with their places.
//
//	tree, err := syntax.Parse(syntax.NewSource("hello.vtl", "Hello $name"), syntax.Options{})
//	syntax.Walk(tree.Root, func(n syntax.Node) bool {
//		fmt.Printf("%T %q\n", n, tree.Source.Text[n.Start():n.End()])
//		return true
//	})
//
// The way through the package:
//
//	scan.go, match.go    characters to tokens: a state machine with a stack, as Velocity's
//	context.go           what the scanner must know of the grammar: is this word a directive? is "(" a call?
//	tokens.go            text merged, escapes settled, comments whole
//	grammar.go           blocks and directives, in participle's terms
//	statements.go, reference.go, expression.go, argument.go   the parts that parse themselves
//	finish.go, directive.go, string.go   trees to nodes, and the checks Velocity makes before it renders
//
// The package imports nothing of this module and knows no values. Trees are immutable and safe for concurrent use.
package syntax
