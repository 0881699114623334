package syntax

import "github.com/alecthomas/participle/v2/lexer"

// asError avoids an error interface that holds a nil misfit.
func asError(m *misfit) error {
	if m == nil {
		return nil
	}
	return m
}

// peekSecond returns the kind of the token behind the next.
func peekSecond(lex *lexer.PeekingLexer) kind {
	mark := lex.MakeCheckpoint()
	lex.Next()
	k := kindOf(lex.Peek())
	lex.LoadCheckpoint(mark)
	return k
}

// expect reads a token of kind k.
func expect(lex *lexer.PeekingLexer, k kind) (*lexer.Token, *misfit) {
	t := lex.Peek()
	if kindOf(t) != k {
		return nil, unexpected(t)
	}
	return lex.Next(), nil
}

// skip reads a token of kind k if it is next.
func skip(lex *lexer.PeekingLexer, k kind) {
	if kindOf(lex.Peek()) == k {
		lex.Next()
	}
}

// parseReference reads $name.path or ${name.path}. Name and what goes with it are settled in finish.go.
func parseReference(lex *lexer.PeekingLexer) (*Reference, *misfit) {
	first := lex.Next()
	r := &Reference{Span: Span{first.Pos.Line, first.Pos.Line}}
	formal := kindOf(first) == kindLCurly
	if formal {
		if _, err := expect(lex, kindIdentifier); err != nil {
			return nil, err
		}
		r.Formal = true
		r.To++
	}
	if err := parsePath(lex, r); err != nil {
		return nil, err
	}
	if formal {
		t, err := expect(lex, kindRCurly)
		if err != nil {
			return nil, err
		}
		r.To = t.Pos.Line
	}
	return r, nil
}

// parsePath reads the indexes, properties and calls behind a name.
func parsePath(lex *lexer.PeekingLexer, r *Reference) *misfit {
	if err := parseIndexes(lex, r); err != nil {
		return err
	}
	for kindOf(lex.Peek()) == kindDot && peekSecond(lex) == kindIdentifier {
		lex.Next()
		part, err := parsePart(lex)
		if err != nil {
			return err
		}
		r.Path = append(r.Path, part)
		r.To = part.End()
		if err := parseIndexes(lex, r); err != nil {
			return err
		}
	}
	return nil
}

// parsePart reads a property or a call.
func parsePart(lex *lexer.PeekingLexer) (Node, *misfit) {
	name := lex.Next()
	at := name.Pos.Line
	if kindOf(lex.Peek()) != kindLParen || !argumentStart(peekSecond(lex)) {
		if kindOf(lex.Peek()) == kindLParen && peekSecond(lex) == kindLexError {
			lex.Next()
			return nil, unexpected(lex.Peek())
		}
		return &Property{Span: Span{at, at}, Name: name.Value}, nil
	}
	lex.Next()
	c := &Call{Span: Span{at, at}, Name: name.Value}
	if kindOf(lex.Peek()) != kindCallRParen {
		args, err := parseParameters(lex)
		if err != nil {
			return nil, err
		}
		c.Args = args
	}
	t, err := expect(lex, kindCallRParen)
	if err != nil {
		return nil, err
	}
	c.To = t.Pos.Line
	return c, nil
}

// parseIndexes reads the indexes behind a part of a reference.
func parseIndexes(lex *lexer.PeekingLexer, r *Reference) *misfit {
	for kindOf(lex.Peek()) == kindIndexOpen {
		open := lex.Next()
		skip(lex, kindWhitespace)
		arg, err := parseIndexArgument(lex)
		if err != nil {
			return err
		}
		skip(lex, kindWhitespace)
		t, err := expect(lex, kindIndexClose)
		if err != nil {
			return err
		}
		r.Path = append(r.Path, &Index{Span: Span{open.Pos.Line, t.Pos.Line}, Arg: arg})
		r.To = t.Pos.Line
	}
	return nil
}

// parseIndexArgument reads what may stand in an index: a string, an integer, true, false or a reference.
func parseIndexArgument(lex *lexer.PeekingLexer) (Node, *misfit) {
	switch t := lex.Peek(); kindOf(t) {
	case kindString, kindInteger, kindTrue, kindFalse:
		return parseLiteral(lex), nil
	case kindIdentifier, kindLCurly:
		return wrapReference(lex)
	default:
		return nil, unexpected(t)
	}
}

// wrapReference is parseReference as a Node, without a typed nil.
func wrapReference(lex *lexer.PeekingLexer) (Node, *misfit) {
	r, err := parseReference(lex)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// parseLiteral reads a string, number or truth value that is known to come next.
func parseLiteral(lex *lexer.PeekingLexer) Node {
	t := lex.Next()
	at := Span{t.Pos.Line, t.Pos.Line}
	switch kindOf(t) {
	case kindString:
		return &String{Span: at, Value: t.Value}
	case kindInteger:
		return &Int{Span: at, Text: t.Value}
	case kindFloat:
		return &Float{Span: at, Text: t.Value}
	}
	return &Bool{Span: at, Value: kindOf(t) == kindTrue}
}
