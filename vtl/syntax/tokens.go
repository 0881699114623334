package syntax

import "strings"

// scan returns all tokens of src, ready for the grammar: text merged, escapes settled, comments whole. The last
// one is kindEOF or, where no token fits, kindLexError. It fails only on a limit, with the tokens up to it.
func scan(src *Source, f *finisher) ([]token, *Error) {
	s := &scanner{src: src.Text, ctx: context{macros: f.names, isMacro: f.known}}
	s.out = make([]token, 0, 16+len(src.Text)/8)
	for {
		t := s.next()
		s.take(&t)
		if d := s.ctx.depth(); d > f.left {
			return s.out, limitError(CodeLimitNesting, "source nesting", int64(f.left), "").At(src, int(t.from), int(t.to))
		}
		if t.kind == kindEOF || t.kind == kindLexError {
			return s.out, nil
		}
	}
}

// take adds t to the tokens.
func (s *scanner) take(t *token) {
	if t.kind == kindDoubleEscape {
		s.takeEscapes(t)
		return
	}
	s.follow(t)
	switch t.kind {
	case kindPlain, kindEscape, kindEmptyIndex:
		s.addText(t, t.special()+t.text)
	case kindInteger, kindFloat, kindString:
		if s.ctx.inText() {
			s.addText(t, t.special()+t.text)
			return
		}
		s.out = append(s.out, *t)
	case kindEscapeDirective:
		s.ctx.unescape(t)
		s.addText(t, t.text)
	case kindTextblock:
		t.setPrint(t.text[3 : len(t.text)-3])
		s.out = append(s.out, *t)
	case kindCommentStart, kindMultiComment, kindFormalComment:
		t.setPrint(commentPrefix(t.text))
		s.out = append(s.out, *t)
	default:
		s.out = append(s.out, *t)
	}
}

// takeEscapes adds a run of backslash pairs, halved in front of a directive.
func (s *scanner) takeEscapes(first *token) {
	run := []token{*first}
	t := s.next()
	for t.kind == kindDoubleEscape {
		run = append(run, t)
		t = s.next()
	}
	halves := s.ctx.halves(&t)
	for i := range run {
		// What stood in front of the pairs and began nothing ("#", "$") is not printed, as in Velocity.
		print := run[i].text
		if halves {
			print = print[:len(print)/2]
		}
		s.addText(&run[i], print)
	}
	s.take(&t)
}

// addText adds text that prints as print, merged with text in front of it.
func (s *scanner) addText(t *token, print string) {
	t.kind = kindText
	if print != t.text || t.more != nil {
		t.setPrint(print)
	}
	n := len(s.out)
	if n == 0 || s.out[n-1].kind != kindText {
		s.out = append(s.out, *t)
		return
	}
	last := &s.out[n-1]
	if last.verbatim() && t.verbatim() && last.to == t.from {
		last.to = t.to
		last.text = s.src[last.from:last.to]
		return
	}
	if last.more == nil || last.more.parts == nil {
		last.more = &tokenMore{parts: []token{*last}}
	}
	last.more.parts = append(last.more.parts, *t)
	last.to = t.to
}

// commentPrefix is what a comment prints: the "$" the scanner bound to it.
func commentPrefix(text string) string {
	i := strings.Index(text, "##")
	if i < 0 {
		i = strings.Index(text, "#*")
	}
	if i < 0 {
		return ""
	}
	return text[:i]
}
