package syntax

import (
	"fmt"
	"strings"
)

// Format returns text with the white space inside the parentheses of its directives made even: one blank around
// operators and behind commas, none at brackets. What stands in lines stays in lines. It changes nothing outside of
// directives, nothing in strings and references, and leaves a directive alone where that could change what the template
// renders, such as the call of an unknown macro, which prints its source. A template that reads $foreach.info, which
// tells where a loop stands, is left alone as a whole. The error is Parse's.
func Format(text string, o Options) (string, error) {
	tree, err := Parse(NewSource("", text), o)
	if err != nil {
		return text, err
	}
	if readsPlaces(tree) {
		return text, nil
	}
	f := &formatter{text: text, options: o, want: shape(tree), tries: maxFormatTries}
	f.find()
	return f.apply(f.keep(f.groups)), nil
}

// readsPlaces tells whether a template asks a loop where it stands.
func readsPlaces(t *Tree) (reads bool) {
	Walk(t.Root, func(n Node) bool {
		if r, ok := n.(*Reference); ok && r.Name == "foreach" {
			for _, step := range r.Path {
				p, isProperty := step.(*Property)
				c, isCall := step.(*Call)
				reads = reads || isProperty && (p.Name == "info" || p.Name == "Info") || isCall && (c.Name == "getInfo" || c.Name == "get")
			}
		}
		return !reads
	})
	return reads
}

// maxFormatTries is how often a text is parsed to find the directives that must be left alone.
const maxFormatTries = 64

// formatter evens the white space of a template.
type formatter struct {
	text    string
	options Options
	want    string  // shape of the template
	groups  []group // in order
	tries   int
}

// group are the changes to one directive.
type group []edit

// edit replaces a stretch of text, which is blank or empty, by one blank or none.
type edit struct {
	from, to int
	text     string
}

// find gathers the changes to every directive.
func (f *formatter) find() {
	marks := (&marker{src: f.text, options: Options{Nesting: f.nesting(), IsMacro: f.options.IsMacro}, whole: true}).all()
	s := spacer{text: f.text}
	last := 0 // the directive of the last group
	for i := range marks {
		if marks[i].Kind == MarkBlank {
			continue
		}
		e, ok := s.next(&marks[i])
		if !ok || f.text[e.from:e.to] == e.text {
			continue
		}
		if s.directive != last {
			f.groups, last = append(f.groups, nil), s.directive
		}
		f.groups[len(f.groups)-1] = append(f.groups[len(f.groups)-1], e)
	}
}

// nesting is the nesting of the options, with its default.
func (f *formatter) nesting() int {
	if f.options.Nesting <= 0 {
		return defaultNesting
	}
	return f.options.Nesting
}

// keep returns the groups that can be applied together without changing what the template renders.
func (f *formatter) keep(groups []group) []group {
	if len(groups) == 0 || f.same(groups) {
		return groups
	}
	if len(groups) == 1 || f.tries <= 0 {
		return nil
	}
	half := len(groups) / 2
	out := append(append([]group{}, f.keep(groups[:half])...), f.keep(groups[half:])...)
	if !f.same(out) {
		return nil
	}
	return out
}

// same tells whether the template with these changes renders the same.
func (f *formatter) same(groups []group) bool {
	if f.tries--; f.tries < 0 {
		return false
	}
	tree, err := Parse(NewSource("", f.apply(groups)), f.options)
	return err == nil && shape(tree) == f.want
}

// apply returns the text with these changes.
func (f *formatter) apply(groups []group) string {
	var b strings.Builder
	at := 0
	for _, g := range groups {
		for _, e := range g {
			b.WriteString(f.text[at:e.from])
			b.WriteString(e.text)
			at = e.to
		}
	}
	b.WriteString(f.text[at:])
	return b.String()
}

// spacer knows what belongs between two neighbouring marks inside a directive.
type spacer struct {
	text      string
	prev      *Mark
	open      []bracket // innermost last; empty outside of directives
	directive int       // number of the directive that was begun last, from 1
}

// bracket is what an open bracket belongs to.
type bracket uint8

const (
	ofDirective bracket = iota
	ofReference         // a method call or an index: left as it is
	ofLiteral           // a list, a map, a group
)

// next returns the change to what stands between m and the mark before; ok is false where nothing is to be changed.
func (s *spacer) next(m *Mark) (e edit, ok bool) {
	prev := s.prev
	s.prev = m
	word := s.text[m.From:m.To]
	if prev == nil {
		return edit{}, false
	}
	gap := edit{from: prev.To, to: m.From}
	inside := len(s.open) > 0 && !s.inReference()
	blank := s.blanks(prev, m, word)
	s.nest(prev, m, word)
	between := s.text[gap.from:gap.to]
	if !inside || blank < 0 || strings.ContainsAny(between, "\r\n") || strings.Trim(between, " \t") != "" {
		return edit{}, false
	}
	gap.text = " "[:blank]
	return gap, true
}

// inReference tells whether the place is between the brackets of a reference.
func (s *spacer) inReference() bool {
	for _, b := range s.open {
		if b == ofReference {
			return true
		}
	}
	return false
}

// nest opens or closes a bracket.
func (s *spacer) nest(prev, m *Mark, word string) {
	if m.Kind != MarkPunctuation {
		return
	}
	switch word {
	case "(", "[", "{":
		switch {
		case len(s.open) == 0 && prev.Kind != MarkDirective && prev.Kind != MarkMacro:
			return
		case len(s.open) == 0:
			s.open = append(s.open, ofDirective)
			s.directive++
		case prev.Kind == MarkMethod || word == "[" && prev.To == m.From && s.endsReference(prev):
			s.open = append(s.open, ofReference)
		default:
			s.open = append(s.open, ofLiteral)
		}
	case ")", "]", "}":
		s.open = s.open[:max(0, len(s.open)-1)]
	}
}

// endsReference tells whether m can be the end of a reference.
func (s *spacer) endsReference(m *Mark) bool {
	switch m.Kind {
	case MarkVariable, MarkProperty:
		return true
	case MarkPunctuation:
		return strings.Contains(")]", s.text[m.From:m.To])
	}
	return false
}

// blanks returns how many blanks belong between two marks, -1 for as many as there are.
func (s *spacer) blanks(prev, m *Mark, word string) int {
	before := s.text[prev.From:prev.To]
	switch {
	case prev.Kind == MarkPunctuation && before == ".", m.Kind == MarkPunctuation && word == ".", prev.Kind == MarkVariable && m.Kind == MarkVariable && prev.To == m.From:
		return -1
	case prev.Kind == MarkPunctuation && strings.Contains("([{", before), m.Kind == MarkPunctuation && strings.Contains(")]},:", word):
		return 0
	case m.Kind == MarkPunctuation && s.endsReference(prev) && prev.To == m.From, prev.Kind == MarkMethod:
		return -1
	case before == "..", word == "..", before == "!" && prev.Kind == MarkOperator:
		return 0
	case prev.Kind == MarkPunctuation && (before == "," || before == ":"), prev.Kind == MarkOperator, m.Kind == MarkOperator, prev.Kind == MarkKeyword && before == "in", m.Kind == MarkKeyword && word == "in":
		return 1
	}
	return min(1, m.From-prev.To)
}

// shape returns everything about a tree that rendering depends on, positions left out.
func shape(t *Tree) string {
	macros := map[string]bool{}
	for _, m := range t.Macros {
		macros[m.Name] = true
	}
	var b strings.Builder
	Walk(t.Root, func(n Node) bool {
		shapeOf(&b, n, macros)
		return true
	})
	return b.String()
}

// shapeOf writes what a node holds itself, and how many nodes it has below.
func shapeOf(b *strings.Builder, n Node, macros map[string]bool) {
	switch n := n.(type) {
	case *Block:
		fmt.Fprintf(b, "block%d;", len(n.Nodes))
	case *Text:
		fmt.Fprintf(b, "text%q;", n.Value)
	case *Comment:
		b.WriteString("comment;")
	case *Reference:
		fmt.Fprintf(b, "ref%v%v%q%d%v%v%q%v%q%q%q%q;", n.Quiet, n.Formal, n.Name, len(n.Path), n.Runt, n.Uncomputed, n.RuntText, n.Escaped, n.EscapePrefix, n.MorePrefix, n.NullText, n.Literal)
	case *Property:
		fmt.Fprintf(b, "property%q;", n.Name)
	case *Call:
		fmt.Fprintf(b, "call%q%d;", n.Name, len(n.Args))
	case *Index:
		b.WriteString("index;")
	case *Set:
		b.WriteString("set;")
	case *If:
		fmt.Fprintf(b, "if%d%v;", len(n.Branches), n.Else != nil)
	case *Foreach:
		fmt.Fprintf(b, "foreach%q%d%v%q;", n.Var, len(n.Args), n.Seq != nil, n.Bad)
	case *MacroDef:
		fmt.Fprintf(b, "macro%q%q;", n.Name, n.Params)
	case *MacroCall:
		fmt.Fprintf(b, "call%q%d%q%v;", n.Name, len(n.Args), n.ArgTexts, n.Body != nil)
		if !macros[n.Name] {
			fmt.Fprintf(b, "%q;", n.Literal)
		}
	case *Define:
		fmt.Fprintf(b, "define%q;", n.Name)
	case *LiteralBlock:
		fmt.Fprintf(b, "literal%q;", n.Value)
	default:
		shapeOfSmall(b, n)
	}
}

// shapeOfSmall is shapeOf for the directives that only have arguments.
func shapeOfSmall(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case *Include:
		fmt.Fprintf(b, "include%d;", len(n.Args))
	case *ParseDirective:
		fmt.Fprintf(b, "parse%d;", len(n.Args))
	case *Evaluate:
		b.WriteString("evaluate;")
	case *Stop:
		fmt.Fprintf(b, "stop%v;", n.Arg != nil)
	case *Break:
		fmt.Fprintf(b, "break%v;", n.Scope != nil)
	default:
		shapeOfExpression(b, n)
	}
}

// shapeOfExpression is shapeOf for the nodes that stand in expressions only.
func shapeOfExpression(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case *Binary:
		fmt.Fprintf(b, "binary%d%q%q;", n.Op, n.LeftText, n.RightText)
	case *Not:
		b.WriteString("not;")
	case *Paren:
		b.WriteString("paren;")
	case *String:
		fmt.Fprintf(b, "string%q%v%v;", n.Value, n.Body != nil, n.TrailingSpace)
	case *Int:
		fmt.Fprintf(b, "int%s;", n.Text)
	case *Float:
		fmt.Fprintf(b, "float%s;", n.Text)
	case *Bool:
		fmt.Fprintf(b, "bool%v;", n.Value)
	case *List:
		fmt.Fprintf(b, "list%d;", len(n.Elems))
	case *Range:
		b.WriteString("range;")
	case *Map:
		fmt.Fprintf(b, "map%d;", len(n.Keys))
	case *Word:
		fmt.Fprintf(b, "word%q;", n.Text)
	default:
		fmt.Fprintf(b, "%T;", n)
	}
}
