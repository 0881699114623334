package explain

import (
	"strings"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// places finds where nodes stand in the template: those inside strings by where the string stands.
type places struct {
	src *vtl.Source
	// shift is, for the content of a string that stands as it is written, the offset of the content.
	shift map[*vtl.Source]int
}

// notVerbatim is the shift of content that differs from what is written.
const notVerbatim = -1

// at returns the place of a stretch of src. ok is false for text that does not stand in the template, which is text
// given to #evaluate.
func (p *places) at(src *vtl.Source, s Span) (Span, bool) {
	for src != p.src {
		outer, str := src.Outer()
		if outer == nil {
			return Span{}, false
		}
		if by := p.shiftOf(src, outer, str); by != notVerbatim {
			s = Span{s.Start + by, min(s.End+by, str.To-1)}
		} else {
			s = Span{str.From, str.To}
		}
		src = outer
	}
	return s, true
}

// shiftOf returns where in outer the content src of the string at str begins.
func (p *places) shiftOf(src, outer *vtl.Source, str syntax.Span) int {
	if by, ok := p.shift[src]; ok {
		return by
	}
	by := notVerbatim
	// The content may have a space more at its end, which makes it parse.
	content := outer.Text[min(str.From+1, len(outer.Text)):]
	if strings.HasPrefix(content, src.Text) || strings.HasPrefix(content, strings.TrimSuffix(src.Text, " ")) {
		by = str.From + 1
	}
	if p.shift == nil {
		p.shift = map[*vtl.Source]int{}
	}
	p.shift[src] = by
	return by
}

// of returns the place of an event's node: its own, or that of the innermost event around it that has one.
func (p *places) of(e *vtl.Event) Span {
	own := e
	for ; e != nil; e = e.Parent {
		s := Span{e.Node.Start(), e.Node.End()}
		if _, isText := e.Node.(*syntax.Text); e != own || !isText {
			s = head(e.Source, e.Node)
		}
		if at, ok := p.at(e.Source, s); ok {
			return at
		}
	}
	return Span{}
}

// bodyOf returns the first block inside a directive, nil for other nodes.
func bodyOf(n vtl.Node) *syntax.Block {
	switch n := n.(type) {
	case *syntax.If:
		return n.Branches[0].Body
	case *syntax.Foreach:
		return n.Body
	case *syntax.MacroDef:
		return n.Body
	case *syntax.MacroCall:
		return n.Body
	case *syntax.Define:
		return n.Body
	}
	return nil
}

// head returns the stretch of a node without its body: "#if($a)".
func head(src *vtl.Source, n vtl.Node) Span {
	s := Span{n.Start(), n.End()}
	if body := bodyOf(n); body != nil && body.Start() > s.Start {
		s.End = body.Start()
	}
	return trim(src.Text, s)
}

// trim returns s without the white space around it.
func trim(text string, s Span) Span {
	for s.End > s.Start && isSpace(text[s.End-1]) {
		s.End--
	}
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	return s
}

// isSpace tells whether c is white space of the language.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// maxSource is how much of a node's text is shown, in bytes.
const maxSource = 120

// oneLine returns text for a single line: white space as one blank, cut, with nothing in it that could disturb.
func oneLine(text string) string {
	return syntax.Visible(strings.Join(strings.Fields(clip(text)), " "))
}

// clip returns the beginning of a text that is too long to be shown.
func clip(text string) string {
	if len(text) <= maxSource {
		return text
	}
	return strings.ToValidUTF8(text[:maxSource], "") + "…"
}

// Locate returns where in the template src, at its top, a stretch of from stands: of a string inside it the string, or
// the same stretch where the string stands as it is written. ok is false for text that a template evaluated.
func Locate(src, from *vtl.Source, s Span) (at Span, ok bool) {
	return (&places{src: src}).at(from, s)
}
