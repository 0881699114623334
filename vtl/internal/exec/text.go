package exec

import "github.com/vtlkit/vtl/vtl/syntax"

// textStmt prints text as it is: one or more neighbouring texts of the template.
type textStmt struct {
	text  string
	parts []part
}

// part is one of the texts that make up a textStmt.
type part struct {
	place
	text string
}

// kind is EventText.
func (s *textStmt) kind() EventKind { return EventText }

// exec prints the text.
func (s *textStmt) exec(r *run) bool {
	r.write(s.text)
	return true
}

// trace prints the parts one by one, each with an event of its own.
func (s *textStmt) trace(r *run) {
	for _, p := range s.parts {
		kind := EventText
		if _, ok := p.node.(*syntax.LiteralBlock); ok {
			kind = EventLiteral
		}
		ev := r.tr.begin(kind, p.place)
		r.write(p.text)
		ev.Leaf = true
		r.tr.end(ev)
	}
}
