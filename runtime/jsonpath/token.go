package jsonpath

import (
	"io"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/vtlkit/vtl/vtl/java"
)

// The token types. The scanner has looked ahead far enough that each of them alone tells the parser what follows.
const (
	tokRoot      lexer.TokenType = -2 - iota // $ or @
	tokScan                                  // ..
	tokName                                  // a member name after a dot, or none
	tokStar                                  // * or [*]
	tokNames                                 // [ before quoted names
	tokQuoted                                // a quoted name, without quotes and escapes
	tokIndexes                               // [ before indexes
	tokSlice                                 // [ before a slice
	tokInt                                   // an index, as strconv.Atoi reads it
	tokColon                                 // : of a slice
	tokComma                                 // , between names, indexes or arguments
	tokClose                                 // ] of any of them
	tokCall                                  // a function's name, with its parenthesis
	tokCallEnd                               // ) of a call
	tokArgument                              // an argument that is JSON text
	tokPath                                  // begins a path inside a filter or call
	tokPathEnd                               // ends it
	tokFilter                                // [? of a filter
	tokFilterEnd                             // ] of a filter
	tokOpen                                  // ( in a filter
	tokShut                                  // ) in a filter
	tokNot                                   // ! before an expression
	tokBang                                  // ! before a path
	tokAnd                                   // &&
	tokOr                                    // ||
	tokOperator                              // a relational operator, in upper case
	tokString                                // a quoted text, without quotes and escapes
	tokNumber                                // a number, as it is written
	tokWord                                  // true, false or null
	tokJSON                                  // an object or array, as it is written
	tokRegex                                 // a regular expression with its slashes and flags
)

// symbols names the token types for the grammar.
var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Root": tokRoot, "Scan": tokScan, "Name": tokName, "Star": tokStar, "Names": tokNames, "Quoted": tokQuoted,
	"Indexes": tokIndexes, "Slice": tokSlice, "Int": tokInt, "Colon": tokColon, "Comma": tokComma, "Close": tokClose,
	"Call": tokCall, "CallEnd": tokCallEnd, "Argument": tokArgument, "Path": tokPath, "PathEnd": tokPathEnd,
	"Filter": tokFilter, "FilterEnd": tokFilterEnd, "Open": tokOpen, "Shut": tokShut, "Not": tokNot, "Bang": tokBang,
	"And": tokAnd, "Or": tokOr, "Operator": tokOperator, "String": tokString, "Number": tokNumber, "Word": tokWord,
	"JSON": tokJSON, "Regex": tokRegex,
}

// definition is the scanner as participle wants it.
type definition struct{ symbols map[string]lexer.TokenType }

var _ lexer.StringDefinition = definition{}

// Symbols returns the token types by name.
func (d definition) Symbols() map[string]lexer.TokenType { return d.symbols }

// Lex scans what r holds.
func (d definition) Lex(filename string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return d.LexString(filename, string(text))
}

// LexString scans a path under the default limits.
func (definition) LexString(_ string, text string) (lexer.Lexer, error) {
	tokens, err := scan(text, java.DefaultLimits().PathNesting)
	return &tokenList{tokens: tokens}, err
}

// tokenList hands out scanned tokens.
type tokenList struct{ tokens []lexer.Token }

// Next returns the next token, EOF at the end.
func (l *tokenList) Next() (lexer.Token, error) {
	if len(l.tokens) == 0 {
		return lexer.EOFToken(lexer.Position{}), nil
	}
	t := l.tokens[0]
	l.tokens = l.tokens[1:]
	return t, nil
}
