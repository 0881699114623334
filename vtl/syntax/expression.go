package syntax

import "github.com/alecthomas/participle/v2/lexer"

// expressionTree is an expression as participle meets it in #set and #if.
type expressionTree struct{ operand }

// operand is a part of an expression with the tokens that make its source text for Velocity, which may be more or
// less than the node's own.
type operand struct {
	node Node
	lit  Span
}

// Parse reads an expression.
func (e *expressionTree) Parse(lex *lexer.PeekingLexer) error {
	o, err := parseBinary(lex, 0)
	e.operand = o
	return asError(err)
}

// levels are the binary operators by precedence, loosest first.
var levels = [...]map[kind]Op{
	{kindOr: OpOr},
	{kindAnd: OpAnd},
	{kindEQ: OpEq, kindNE: OpNe},
	{kindLT: OpLt, kindGT: OpGt, kindLE: OpLe, kindGE: OpGe},
	{kindPlus: OpAdd, kindMinus: OpSub},
	{kindMultiply: OpMul, kindDivide: OpDiv, kindModulus: OpMod},
}

// parseBinary reads operators of the given level and tighter ones, all binding to the left.
func parseBinary(lex *lexer.PeekingLexer, level int) (operand, *misfit) {
	if level == len(levels) {
		return parseUnary(lex)
	}
	left, err := parseBinary(lex, level+1)
	if err != nil {
		return left, err
	}
	for {
		op, ok := levels[level][kindOf(lex.Peek())]
		if !ok {
			return left, nil
		}
		lex.Next()
		from := lex.Peek().Pos.Line
		right, err := parseBinary(lex, level+1)
		if err != nil {
			return left, err
		}
		// Velocity opens the operator's node behind the operator: its source text is its right side.
		lit := Span{from, lex.Peek().Pos.Line - 1}
		left = operand{&Binary{
			Span: Span{left.node.Start(), right.node.End()}, Op: op, Left: left.node, Right: right.node,
			leftLit: left.lit, rightLit: right.lit,
		}, lit}
	}
}

// parseUnary reads any number of "!" and a primary expression.
func parseUnary(lex *lexer.PeekingLexer) (operand, *misfit) {
	var nots []Span // the token of each "!", and the first one behind it
	for {
		if kindOf(lex.Peek()) == kindWhitespace && peekSecond(lex) == kindNot {
			lex.Next()
		} else if kindOf(lex.Peek()) == kindNot && !operandStart(peekSecond(lex)) {
			// Velocity looks at two tokens before it takes a "!".
			m := unexpected(lex.Peek())
			m.seen++
			return operand{}, m
		}
		if kindOf(lex.Peek()) != kindNot {
			break
		}
		at := lex.Next().Pos.Line
		nots = append(nots, Span{at, lex.Peek().Pos.Line})
	}
	o, err := parsePrimary(lex)
	if err != nil {
		return o, err
	}
	last := lex.Peek().Pos.Line - 1
	for i := len(nots) - 1; i >= 0; i-- {
		o = operand{&Not{Span: Span{nots[i].From, o.node.End()}, X: o.node}, Span{nots[i].To, last}}
	}
	return o, nil
}

// operandStart tells whether a token of kind k can follow "!".
func operandStart(k kind) bool {
	return k == kindWhitespace || k == kindNot || k == kindLParen || atValue(k)
}

// parsePrimary reads a literal, a reference or an expression in parentheses, with white space around it.
func parsePrimary(lex *lexer.PeekingLexer) (operand, *misfit) {
	skip(lex, kindWhitespace)
	o, err := parseOperand(lex)
	if err != nil {
		return o, err
	}
	skip(lex, kindWhitespace)
	return o, nil
}

func parseOperand(lex *lexer.PeekingLexer) (operand, *misfit) {
	if kindOf(lex.Peek()) == kindLParen {
		return parseGroup(lex)
	}
	n, err := parseValue(lex)
	if err != nil {
		return operand{}, err
	}
	return operand{n, Span{n.Start(), n.End()}}, nil
}

// parseGroup reads ( expression ).
func parseGroup(lex *lexer.PeekingLexer) (operand, *misfit) {
	open := lex.Next().Pos.Line
	o, err := parseBinary(lex, 0)
	if err != nil {
		return o, err
	}
	t, err := expect(lex, kindRParen)
	if err != nil {
		return o, err
	}
	closed := t.Pos.Line
	return operand{&Paren{Span: Span{open, closed}, X: o.node}, Span{open + 1, closed - 1}}, nil
}

// parseValue reads a literal or a reference.
func parseValue(lex *lexer.PeekingLexer) (Node, *misfit) {
	switch t := lex.Peek(); kindOf(t) {
	case kindString, kindInteger, kindFloat, kindTrue, kindFalse:
		return parseLiteral(lex), nil
	case kindIdentifier, kindLCurly:
		return wrapReference(lex)
	case kindLBracket:
		return parseBracket(lex)
	case kindLBrace:
		return parseMap(lex)
	default:
		return nil, unexpected(t)
	}
}

// parseParameters reads values with commas between them: arguments of a call, elements of a list.
func parseParameters(lex *lexer.PeekingLexer) ([]Node, *misfit) {
	var list []Node
	for {
		n, err := parseParameter(lex)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
		if kindOf(lex.Peek()) != kindComma {
			return list, nil
		}
		lex.Next()
	}
}

// parseParameter reads a value with white space around it.
func parseParameter(lex *lexer.PeekingLexer) (Node, *misfit) {
	skip(lex, kindWhitespace)
	n, err := parseValue(lex)
	if err != nil {
		return nil, err
	}
	skip(lex, kindWhitespace)
	return n, nil
}

// parseBracket reads a list or a range.
func parseBracket(lex *lexer.PeekingLexer) (Node, *misfit) {
	open := lex.Next().Pos.Line
	if kindOf(lex.Peek()) == kindRBracket {
		return &List{Span: Span{open, lex.Next().Pos.Line}}, nil
	}
	first, err := parseListStart(lex)
	if err != nil {
		return nil, err
	}
	if kindOf(lex.Peek()) == kindDoubleDot && isRangeEnd(first) {
		return parseRange(lex, open, first)
	}
	elems := []Node{first}
	for kindOf(lex.Peek()) == kindComma {
		lex.Next()
		n, err := parseParameter(lex)
		if err != nil {
			return nil, err
		}
		elems = append(elems, n)
	}
	t, err := expect(lex, kindRBracket)
	if err != nil {
		return nil, err
	}
	return &List{Span: Span{open, t.Pos.Line}, Elems: elems}, nil
}

func parseListStart(lex *lexer.PeekingLexer) (Node, *misfit) { return parseParameter(lex) }

// isRangeEnd tells whether n may stand at an end of a range.
func isRangeEnd(n Node) bool {
	switch n.(type) {
	case *Reference, *Int:
		return true
	}
	return false
}

// parseRange reads the rest of [first..last].
func parseRange(lex *lexer.PeekingLexer, open int, first Node) (Node, *misfit) {
	lex.Next()
	skip(lex, kindWhitespace)
	var last Node
	var err *misfit
	switch t := lex.Peek(); kindOf(t) {
	case kindInteger:
		last = parseLiteral(lex)
	case kindIdentifier, kindLCurly:
		last, err = wrapReference(lex)
	default:
		err = unexpected(t)
	}
	if err != nil {
		return nil, err
	}
	skip(lex, kindWhitespace)
	t, err := expect(lex, kindRBracket)
	if err != nil {
		return nil, err
	}
	return &Range{Span: Span{open, t.Pos.Line}, FromNode: first, ToNode: last}, nil
}

// parseMap reads { key: value, .. }.
func parseMap(lex *lexer.PeekingLexer) (Node, *misfit) {
	m := &Map{Span: Span{lex.Next().Pos.Line, 0}}
	entries := entriesAhead(lex)
	if entries {
		for {
			if err := parseEntry(lex, m); err != nil {
				return nil, err
			}
			if kindOf(lex.Peek()) != kindComma {
				break
			}
			lex.Next()
		}
	} else {
		skip(lex, kindWhitespace)
	}
	t := lex.Peek()
	if k := kindOf(t); k != kindRBrace && k != kindRCurly {
		m := unexpected(t)
		if !entries && atValue(kindOf(t)) {
			// Velocity looked one token further before it gave up on the entries.
			m.seen++
		}
		return nil, m
	}
	m.To = lex.Next().Pos.Line
	return m, nil
}

// entriesAhead tells, from two tokens as Velocity does, whether the braces hold entries.
func entriesAhead(lex *lexer.PeekingLexer) bool {
	first := kindOf(lex.Peek())
	second := peekSecond(lex)
	switch first {
	case kindWhitespace:
		return atValue(second) || second == kindLexError
	case kindString, kindInteger, kindFloat, kindTrue, kindFalse:
		return second == kindColon || second == kindWhitespace
	case kindIdentifier:
		return second == kindColon || second == kindWhitespace || second == kindIndexOpen || second == kindDot
	case kindLCurly:
		return second == kindIdentifier
	case kindLBracket:
		return atValue(second) || second == kindWhitespace || second == kindRBracket
	case kindLBrace:
		return atValue(second) || second == kindWhitespace || second == kindRBrace || second == kindRCurly
	}
	return false
}

// atValue tells whether a token of kind k begins a value.
func atValue(k kind) bool {
	switch k {
	case kindString, kindInteger, kindFloat, kindTrue, kindFalse, kindIdentifier, kindLCurly, kindLBracket, kindLBrace:
		return true
	}
	return false
}

// parseEntry reads key : value into m.
func parseEntry(lex *lexer.PeekingLexer, m *Map) *misfit {
	k, err := parseParameter(lex)
	if err != nil {
		return err
	}
	if _, err := expect(lex, kindColon); err != nil {
		return err
	}
	v, err := parseParameter(lex)
	if err != nil {
		return err
	}
	m.Keys, m.Values = append(m.Keys, k), append(m.Values, v)
	return nil
}
