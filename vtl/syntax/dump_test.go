package syntax

import (
	"fmt"
	"strings"
)

// dump draws a tree in one line: node types with their texts, children in parentheses.
func dump(n Node) string {
	switch n := n.(type) {
	case *Block:
		return dumpAll("", n.Nodes)
	case *Text:
		return fmt.Sprintf("text%q", n.Value)
	case *Comment:
		return "comment"
	case *Reference:
		return dumpReference(n)
	case *Property:
		return "." + n.Name
	case *Call:
		return dumpAll("."+n.Name, n.Args)
	case *Index:
		return "[" + dump(n.Arg) + "]"
	case *Set:
		return "set(" + dump(n.Left) + " " + dump(n.Right) + ")"
	case *If:
		var b strings.Builder
		for i := range n.Branches {
			fmt.Fprintf(&b, "if(%s %s)", dump(n.Branches[i].Cond), dump(n.Branches[i].Body))
		}
		if n.Else != nil {
			fmt.Fprintf(&b, "else%s", dump(n.Else))
		}
		return b.String()
	case *Foreach:
		s := "foreach $" + n.Var
		if n.Seq != nil {
			s += " " + dump(n.Seq)
		}
		if n.Bad != "" {
			s += " bad"
		}
		return s + dump(n.Each)
	case *MacroDef:
		return fmt.Sprintf("macro %s%v%s", n.Name, n.Params, dump(n.Body))
	case *MacroCall:
		s := dumpAll("call "+n.Name, n.Args) + fmt.Sprintf("%q%q", n.ArgTexts, n.Literal)
		if n.Body != nil {
			s += dump(n.Body)
		}
		return s
	case *Define:
		return "define " + n.Name + dump(n.Body)
	case *Evaluate:
		return "evaluate(" + dump(n.Arg) + ")"
	case *Include:
		return dumpAll("include", n.Args)
	case *ParseDirective:
		return dumpAll("parse", n.Args)
	case *LiteralBlock:
		return fmt.Sprintf("literal%q", n.Value)
	case *Stop:
		return "stop"
	case *Break:
		return "break"
	}
	return dumpExpression(n)
}

func dumpExpression(n Node) string {
	switch n := n.(type) {
	case *Binary:
		s := [...]string{"||", "&&", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%"}[n.Op]
		return "(" + dump(n.Left) + s + dump(n.Right) + ")"
	case *Not:
		return "!" + dump(n.X)
	case *Paren:
		return "paren" + dump(n.X)
	case *String:
		if n.Body != nil {
			return "interpolated" + dump(n.Body)
		}
		return fmt.Sprintf("'%s'", n.Value)
	case *Int:
		return n.Text
	case *Float:
		return n.Text
	case *Bool:
		return fmt.Sprint(n.Value)
	case *List:
		return dumpAll("list", n.Elems)
	case *Range:
		return "range(" + dump(n.FromNode) + " " + dump(n.ToNode) + ")"
	case *Map:
		var parts []Node
		for i := range n.Keys {
			parts = append(parts, n.Keys[i], n.Values[i])
		}
		return dumpAll("map", parts)
	case *Word:
		return "word " + n.Text
	}
	return fmt.Sprintf("%T?", n)
}

func dumpReference(n *Reference) string {
	if n.Runt {
		return fmt.Sprintf("runt%q", n.RuntText)
	}
	s := "$"
	if n.Quiet {
		s += "!"
	}
	s += n.Name
	for _, p := range n.Path {
		s += dump(p)
	}
	if n.Escaped || n.EscapePrefix != "" {
		s += fmt.Sprintf("<esc %v %q>", n.Escaped, n.EscapePrefix)
	}
	if n.MorePrefix != "" {
		s += fmt.Sprintf("<more %q>", n.MorePrefix)
	}
	return s
}

func dumpAll(name string, list []Node) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = dump(n)
	}
	return name + "(" + strings.Join(parts, " ") + ")"
}
