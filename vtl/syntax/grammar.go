package syntax

import (
	"errors"
	"io"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// The grammar of a template: blocks and the directives around them in participle's terms. What stands between
// them (text, references, #set, calls: statements.go) and inside them (expression.go, argument.go) parses itself,
// for speed and exact errors. The scanner settles beforehand what one token cannot tell, so that one token always
// decides.
//
// Nodes come out of the grammar with token numbers in their spans; finish.go turns them into offsets.

// template is a whole template.
type template struct {
	Body []*part `parser:"@@*"`
}

// part is a stretch of a template or a block: statements without a body, or one directive that has one.
type part struct {
	Run   *statementRun   `parser:"  @@"`
	If    *ifDirective    `parser:"| @@"`
	Block *blockDirective `parser:"| @@"`
}

// ifDirective is #if with its #elseif and #else parts.
type ifDirective struct {
	Head    lexer.Token     `parser:"@If Whitespace? LParen"`
	Cond    *expressionTree `parser:"@@ RParen"`
	Body    []*part         `parser:"@@*"`
	ElseIfs []*elseIfPart   `parser:"@@*"`
	Else    *elsePart       `parser:"@@?"`
	End     lexer.Token     `parser:"@End"`
}

// elseIfPart is #elseif with its body.
type elseIfPart struct {
	Head lexer.Token     `parser:"@ElseIf Whitespace? LParen"`
	Cond *expressionTree `parser:"@@ RParen"`
	Body []*part         `parser:"@@*"`
}

// elsePart is #else with its body.
type elsePart struct {
	Head lexer.Token `parser:"@Else"`
	Body []*part     `parser:"@@*"`
}

// blockDirective is a directive with a body: #foreach, #macro, #define, #literal and #@macro.
type blockDirective struct {
	Head *blockHead  `parser:"@@"`
	Body []*part     `parser:"@@*"`
	End  lexer.Token `parser:"@End"`
}

// symbols names the token kinds the grammar mentions.
var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Whitespace": tokenType(kindWhitespace), "LParen": tokenType(kindLParen), "RParen": tokenType(kindRParen),
	"If": tokenType(kindIf), "ElseIf": tokenType(kindElseIf), "Else": tokenType(kindElse), "End": tokenType(kindEnd),
}

// tokenType is the kind as participle wants it: negative, and none of its own.
func tokenType(k kind) lexer.TokenType { return lexer.TokenType(-2 - int(k)) }

// kindOf is the inverse of tokenType.
func kindOf(t *lexer.Token) kind {
	if t.EOF() {
		return kindEOF
	}
	return kind(-2 - t.Type)
}

// feed gives scanned tokens to participle. The number of a token travels in its Line.
type feed struct {
	tokens []token
	next   int
}

// Next returns the next token, and the end again and again behind the last.
func (f *feed) Next() (lexer.Token, error) {
	i := min(f.next, len(f.tokens)-1)
	f.next++
	t := &f.tokens[i]
	out := lexer.Token{Type: tokenType(t.kind), Value: t.text, Pos: lexer.Position{Offset: int(t.from), Line: i}}
	if t.kind == kindEOF {
		out.Type = lexer.EOF
	}
	return out, nil
}

// definition lets participle know the symbols; tokens come through feed, never through Lex.
type definition struct{}

// Symbols returns the token kinds by name.
func (definition) Symbols() map[string]lexer.TokenType { return symbols }

// Lex is required by participle and not used: templates are scanned before the grammar runs.
func (definition) Lex(string, io.Reader) (lexer.Lexer, error) {
	return nil, errors.New("syntax: templates are scanned by scan")
}

// grammarParser returns the parser of the grammar above, built when first needed: programs that only import the package do not
// pay for it. It is safe for concurrent use. Without lookahead a statement
// that began is the only one tried, so that an error is at the token that breaks it.
var grammarParser = sync.OnceValue(func() *participle.Parser[template] {
	return participle.MustBuild[template](participle.Lexer(definition{}), participle.UseLookahead(0))
})

// parseGrammar runs the grammar over tokens. The error is the number of the token that does not fit.
func parseGrammar(tokens []token) (*template, *misfit) {
	end := tokens[len(tokens)-1]
	if end.kind == kindLexError {
		// The grammar sees it as a token that fits nowhere, and the end behind it.
		tokens = append(tokens, token{kind: kindEOF, from: end.from, to: end.to})
	}
	lex, err := lexer.Upgrade(&feed{tokens: tokens})
	if err != nil {
		return nil, &misfit{at: 0}
	}
	tree, err := grammarParser().ParseFromLexer(lex)
	if err == nil {
		return tree, nil
	}
	var m *misfit
	if errors.As(err, &m) {
		return nil, m
	}
	var u *participle.UnexpectedTokenError
	if errors.As(err, &u) {
		return nil, &misfit{at: u.Unexpected.Pos.Line}
	}
	var p participle.Error
	if errors.As(err, &p) {
		return nil, &misfit{at: p.Position().Line}
	}
	return nil, &misfit{at: len(tokens) - 1}
}

// misfit is a token that does not fit where it stands, or fits the grammar and breaks a rule (then err says which).
type misfit struct {
	at  int // number of the token
	err *Error
	// seen is the last token Velocity would have read by then: a place behind it that fits no token at all is
	// not noticed yet, one up to it is reported instead.
	seen int
}

// Error satisfies the error interface for the way through participle.
func (m *misfit) Error() string { return "token does not fit" }

// Message is the same for participle.
func (m *misfit) Message() string { return m.Error() }

// Position carries the token's number in Line.
func (m *misfit) Position() lexer.Position { return lexer.Position{Line: m.at} }

// unexpected is the misfit of t.
func unexpected(t *lexer.Token) *misfit { return &misfit{at: t.Pos.Line, seen: t.Pos.Line} }
