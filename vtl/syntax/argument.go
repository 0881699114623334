package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// argumentTree is a directive or macro call with its arguments in parentheses, without its body.
type argumentTree struct {
	head  lexer.Token
	args  []Node
	spans []Span // token numbers of the arguments, kept for their source text
	close int    // number of the closing parenthesis
}

// blockHead is the head of a directive that has a body.
type blockHead struct{ argumentTree }

// Parse reads the head of a directive with a body, or matches nothing.
func (b *blockHead) Parse(lex *lexer.PeekingLexer) error {
	if kindOf(lex.Peek()) != kindBlockDirective {
		return participle.NextMatch
	}
	return asError(b.parse(lex))
}

func (a *argumentTree) parse(lex *lexer.PeekingLexer) *misfit {
	a.head = *lex.Next()
	skip(lex, kindWhitespace)
	if _, err := expect(lex, kindLParen); err != nil {
		return err
	}
	for argumentAhead(lex) {
		skip(lex, kindWhitespace)
		if kindOf(lex.Peek()) == kindComma {
			lex.Next()
			skip(lex, kindWhitespace)
		}
		if err := a.parseArgument(lex); err != nil {
			return err
		}
	}
	skip(lex, kindWhitespace)
	t, err := expect(lex, kindRParen)
	if err != nil {
		switch kindOf(lex.Peek()) {
		case kindComma, kindLCurly, kindLBracket, kindLBrace:
			// Velocity looked at two tokens before it gave up on another argument.
			err.seen++
		}
		return err
	}
	a.close = t.Pos.Line
	return nil
}

// argumentAhead tells, from two tokens as Velocity does, whether another argument follows.
func argumentAhead(lex *lexer.PeekingLexer) bool {
	first, second := kindOf(lex.Peek()), peekSecond(lex)
	switch first {
	case kindWhitespace:
		return second == kindComma || second == kindWord || atValue(second)
	case kindComma:
		return second == kindWhitespace || second == kindWord || atValue(second)
	case kindLCurly:
		return second == kindIdentifier
	case kindLBracket:
		return second == kindWhitespace || second == kindRBracket || atValue(second)
	case kindLBrace:
		return second == kindWhitespace || second == kindRBrace || second == kindRCurly || atValue(second)
	}
	return first == kindWord || atValue(first)
}

// parseArgument reads one argument. Bare words are the business of #macro and #foreach only; an unknown directive may have
// them too, being text or a macro that is defined later.
func (a *argumentTree) parseArgument(lex *lexer.PeekingLexer) *misfit {
	t := lex.Peek()
	name := directiveNameOf(&a.head)
	pos := len(a.args)
	if kindOf(t) == kindWord {
		lex.Next()
		a.add(&Word{Span: Span{t.Pos.Line, t.Pos.Line}, Text: t.Value})
		switch {
		case name == "macro" && pos == 0, name == "foreach" && pos == 1:
			return nil
		case kindOf(&a.head) == kindMacroDirective || isDirective(name):
			return a.wrong("a bare word cannot be an argument of #"+name, "quote the word, or put $ in front of a variable")
		}
		return nil
	}
	n, err := parseValue(lex)
	if err != nil {
		return err
	}
	a.add(n)
	if name == "macro" && pos == 0 {
		return a.wrong("the first argument of #macro must be the macro's name, without quotes", "write #macro(name $arg1 $arg2)")
	}
	return nil
}

// add appends an argument.
func (a *argumentTree) add(n Node) {
	a.args = append(a.args, n)
	a.spans = append(a.spans, Span{n.Start(), n.End()})
}

// wrong is the misfit of an argument that breaks a rule; Velocity reports it at the token behind the directive's name.
func (a *argumentTree) wrong(msg, hint string) *misfit {
	return &misfit{at: a.head.Pos.Line + 1, err: &Error{Kind: KindParse, Code: CodeArgument, Msg: msg, Hint: hint}}
}

// directiveNameOf returns the name of the directive t begins.
func directiveNameOf(t *lexer.Token) string {
	return directiveName(&token{text: t.Value})
}
