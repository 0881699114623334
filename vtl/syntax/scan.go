package syntax

import (
	"fmt"
	"strings"
)

// scanner reads tokens the way Velocity 1.7's scanner does: a state machine whose state depends on what was
// read, kept on a stack, with counts of the parentheses seen in each state. Which tokens exist in which state is
// in match.go. Where Velocity's parser would steer its scanner (behind the name of a directive, behind the
// parenthesis that closes a #set) the scanner finds the same by itself, from the nesting it keeps in context.go.
type scanner struct {
	src string
	pos int

	state     lexState
	stack     []frame
	lparen    int
	rparen    int
	inSet     bool
	inComment bool
	// dropSpecial is set when the special text gathered for the next token counts as a comment.
	dropSpecial bool

	ctx context // where in the grammar the scanner stands
	out []token // tokens so far
}

// frame is a state left behind on the stack with its counts.
type frame struct {
	state          lexState
	lparen, rparen int
}

// push leaves the current state on the stack. Only the count of opening parentheses starts anew.
func (s *scanner) push() {
	s.stack = append(s.stack, frame{s.state, s.lparen, s.rparen})
	s.lparen = 0
}

// pop returns to the state left last; from the bottom of the stack, to the default state.
func (s *scanner) pop() bool {
	if len(s.stack) == 0 {
		s.lparen = 0
		s.state = stateDefault
		return false
	}
	f := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.state, s.lparen, s.rparen = f.state, f.lparen, f.rparen
	return true
}

// next reads one token. Behind a kindLexError there is nothing more to read.
func (s *scanner) next() token {
	var special string
	s.dropSpecial = false
	for {
		if s.pos == len(s.src) {
			return s.with(token{kind: kindEOF, from: int32(s.pos), to: int32(s.pos)}, special)
		}
		t, done := s.begin(s.pos, &special)
		if done {
			return s.with(t, special)
		}
	}
}

// with attaches special text to t.
func (s *scanner) with(t token, special string) token {
	if special != "" && !s.dropSpecial {
		t.more = &tokenMore{special: special}
	}
	return t
}

// begin reads one token from its first byte; done is false when what it read is no token (the rest of a
// comment, or a "$" or "#" that begins nothing, which then counts as special text of the token behind it).
func (s *scanner) begin(start int, special *string) (t token, done bool) {
	for {
		m := s.match(s.state, s.pos)
		if m.kind == kindNone {
			return s.lexError(min(s.pos+m.viable, len(s.src))), true
		}
		s.pos += m.n
		switch {
		case m.kind < kindMore:
			t = token{kind: m.kind, from: int32(start), to: int32(s.pos), text: s.src[start:s.pos]}
			s.enter(&t)
			return t, true
		case m.kind == kindSkip, s.inComment && m.kind == kindFormalOpen && m.n == 7 && s.state != stateTextblock:
			// The second case is "#**" in front of a character outside the BMP: its second half remains, and is skipped.
			return token{}, false
		case m.kind == kindRefEnd || m.kind == kindDirEnd:
			*special += specialText(s.src[start:s.pos])
			// Velocity takes it all for a comment when the last piece begins like one.
			s.dropSpecial = strings.HasPrefix(s.src[start:s.pos], "##")
			s.pos -= m.n
			s.pop()
			return token{}, false
		}
		s.more(m.kind, m.n)
		if s.pos == len(s.src) {
			return s.lexError(len(s.src)), true
		}
	}
}

// lexError is the token for a place where none fits: at is the offset of the culprit, or the end.
func (s *scanner) lexError(at int) token {
	msg := "the template ends inside a reference, directive, string or raw text"
	if at < len(s.src) {
		msg = fmt.Sprintf("%q is not allowed here", s.src[at:at+charLen(s.src, at)])
	}
	s.pos = len(s.src)
	return token{kind: kindLexError, from: int32(at), to: int32(at), text: msg}
}

// more does what follows the beginning of a reference, a directive or a comment.
func (s *scanner) more(k kind, n int) {
	if s.inComment {
		return
	}
	switch k {
	case kindDollar, kindDollarBang:
		if s.state == stateReference {
			s.pop()
		}
		s.push()
		s.state = stateReference
	case kindHash:
		if s.state == stateReference || s.state == stateRefModifier {
			s.pop()
		}
		s.push()
		s.state = statePreDirective
	case kindTextblockOpen:
		s.raw(stateTextblock)
	case kindMultiOpen:
		s.raw(stateMultiComment)
	case kindFormalOpen:
		s.pos -= n - 3
		s.raw(stateFormalComment)
	}
}

// raw enters a state that reads characters up to an end mark.
func (s *scanner) raw(st lexState) {
	s.inComment = true
	s.push()
	s.state = st
}

// enter does what follows a token: state changes, and the few tokens that give bytes back.
func (s *scanner) enter(t *token) {
	switch t.kind {
	case kindIndexOpen:
		s.push()
		s.state = stateRefIndex
	case kindIndexClose, kindRCurly:
		s.pop()
	case kindLParen:
		s.lparen++
		if s.state == stateRefModifier {
			s.state = stateRefMod2
		}
	case kindRParen:
		s.closeParen()
	case kindCallRParen:
		s.state = stateReference
	case kindSet:
		s.push()
		s.inSet = true
		s.state = stateDirective
		s.lparen++
	case kindCommentStart:
		if s.state == stateReference {
			s.pop()
		}
		s.raw(stateLineComment)
	case kindLineEnd, kindFormalComment, kindMultiComment, kindTextblock:
		s.inComment = false
		s.pop()
	case kindString:
		if s.state == stateDirective && !s.inSet && s.lparen == 0 {
			s.pop()
		}
	case kindEnd, kindElse:
		s.pop()
	case kindIf, kindElseIf:
		s.state = stateDirective
	case kindInteger:
		if strings.HasSuffix(t.text, "..") {
			s.giveBack(t, 2)
		}
		if s.lparen == 0 && !s.inSet && s.state != stateRefMod2 && s.state != stateRefIndex {
			s.pop()
		}
	case kindFloat:
		if s.lparen == 0 && !s.inSet && s.state != stateRefMod2 {
			s.pop()
		}
	case kindDot:
		s.giveBack(t, 1)
		t.text = "."
		s.state = stateRefModifier
	}
}

// giveBack returns the last n bytes of t to the source.
func (s *scanner) giveBack(t *token, n int) {
	s.pos -= n
	t.to -= int32(n)
	t.text = t.text[:len(t.text)-n]
}

// closeParen drops states down to the one whose parenthesis this closes, and out of it when it was the last.
func (s *scanner) closeParen() {
	for {
		if s.lparen > 0 {
			if s.lparen == s.rparen+1 {
				s.pop()
			} else {
				s.rparen++
			}
			return
		}
		if !s.pop() {
			return
		}
	}
}

// parenAhead tells whether "(" comes next, behind white space.
func (s *scanner) parenAhead() bool {
	for i := s.pos; i < len(s.src); i++ {
		switch s.src[i] {
		case '(':
			return true
		case ' ', '\t', '\n', '\r':
		default:
			return false
		}
	}
	return false
}

// specialText returns what is kept of text that looked like the start of a reference or directive and was not: the "$" and
// "#" characters, and backslashes that stand in front of a "$".
func specialText(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '$', '#':
			b.WriteByte(c)
		case '\\':
			j := run(text, i, '\\')
			if j < len(text) && text[j] == '$' {
				b.WriteString(text[i : j+1])
				// The character behind the "$" is passed over with it.
				i = j + 1
			}
		}
	}
	return b.String()
}
