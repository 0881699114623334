package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// statementRun is one or more statements without a body, one behind the other: text, comments, references, #set,
// and calls of line directives and macros.
type statementRun struct{ list []statement }

// statement is one of them: a node whose spans are token numbers still, or tokens that make text or a comment.
type statement struct {
	kind   kind // kindText, kindCommentStart, kindBareDirective, kindLineDirective, kindIdentifier or kindSet
	tokens Span
	ref    *Reference    // of kindIdentifier
	set    *Set          // of kindSet
	call   *argumentTree // of kindLineDirective
}

// Parse reads as many statements as there are, or matches nothing.
func (r *statementRun) Parse(lex *lexer.PeekingLexer) error {
	for {
		s, err := parseStatement(lex)
		if err != nil {
			return err // a misfit, never a typed nil
		}
		if s.kind == kindNone {
			break
		}
		r.list = append(r.list, s)
	}
	if len(r.list) == 0 {
		return participle.NextMatch
	}
	return nil
}

// parseStatement reads one statement; its kind is kindNone where none begins.
func parseStatement(lex *lexer.PeekingLexer) (statement, *misfit) {
	t := lex.Peek()
	at := Span{t.Pos.Line, t.Pos.Line}
	switch k := kindOf(t); k {
	case kindIdentifier:
		r, err := parseReference(lex)
		return statement{kind: kindIdentifier, tokens: at, ref: r}, err
	case kindLCurly:
		if peekSecond(lex) == kindIdentifier {
			r, err := parseReference(lex)
			return statement{kind: kindIdentifier, tokens: at, ref: r}, err
		}
		lex.Next()
		return statement{kind: kindText, tokens: at}, nil
	case kindText, kindTextblock, kindFormalComment, kindMultiComment, kindLParen, kindRParen, kindDot, kindRCurly:
		lex.Next()
		return statement{kind: kindText, tokens: at}, nil
	case kindCommentStart:
		lex.Next()
		if kindOf(lex.Peek()) == kindLineEnd {
			at.To = lex.Next().Pos.Line
		}
		return statement{kind: kindCommentStart, tokens: at}, nil
	case kindSet:
		set, err := parseSet(lex)
		return statement{kind: kindSet, tokens: at, set: set}, err
	case kindBareDirective:
		lex.Next()
		return statement{kind: kindBareDirective, tokens: at}, nil
	case kindLineDirective, kindMacroDirective:
		c := &argumentTree{}
		err := c.parse(lex)
		return statement{kind: kindLineDirective, tokens: at, call: c}, err
	}
	return statement{}, nil
}

// parseSet reads #set(left = right).
func parseSet(lex *lexer.PeekingLexer) (*Set, *misfit) {
	s := &Set{Span: Span{lex.Next().Pos.Line, 0}}
	skip(lex, kindWhitespace)
	switch t := lex.Peek(); kindOf(t) {
	case kindIdentifier, kindLCurly:
	default:
		return nil, unexpected(t)
	}
	left, err := parseReference(lex)
	if err != nil {
		return nil, err
	}
	skip(lex, kindWhitespace)
	if _, err := expect(lex, kindAssign); err != nil {
		return nil, err
	}
	right, err := parseBinary(lex, 0)
	if err != nil {
		return nil, err
	}
	closed, err := expect(lex, kindRParen)
	if err != nil {
		return nil, err
	}
	s.Left, s.Right, s.To = left, right.node, closed.Pos.Line
	return s, nil
}
