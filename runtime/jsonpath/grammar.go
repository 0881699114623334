package jsonpath

import (
	"errors"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// pathSyntax is a whole path: "$" or "@", then steps.
type pathSyntax struct {
	Root  string        `parser:"@Root"`
	Steps []*stepSyntax `parser:"@@*"`
}

// stepSyntax is one step of a path; one of its fields is set.
type stepSyntax struct {
	Scan    bool         `parser:"  @Scan"`
	Star    bool         `parser:"| @Star"`
	Name    *string      `parser:"| @Name"`
	Names   []string     `parser:"| Names @Quoted (Comma @Quoted)* Close"`
	Indexes []int32      `parser:"| Indexes @Int (Comma @Int)* Close"`
	Slice   *sliceSyntax `parser:"| Slice @@ Close"`
	Filter  *orSyntax    `parser:"| Filter @@ FilterEnd"`
	Call    *callSyntax  `parser:"| @@"`
}

// sliceSyntax is from:to, each of which may be missing.
type sliceSyntax struct {
	From *int32 `parser:"@Int? Colon"`
	To   *int32 `parser:"@Int?"`
}

// callSyntax is name(argument, ...).
type callSyntax struct {
	Name string            `parser:"@Call"`
	Args []*argumentSyntax `parser:"( @@ (Comma @@)* )? CallEnd"`
}

// argumentSyntax is a path or JSON text.
type argumentSyntax struct {
	Path *pathSyntax `parser:"  Path @@ PathEnd"`
	JSON *string     `parser:"| @Argument"`
}

// orSyntax is terms between ||.
type orSyntax struct {
	Terms []*andSyntax `parser:"@@ (Or @@)*"`
}

// andSyntax is terms between &&.
type andSyntax struct {
	Terms []*unarySyntax `parser:"@@ (And @@)*"`
}

// unarySyntax is !x, (x) or a relation.
type unarySyntax struct {
	Not      *unarySyntax    `parser:"  Not @@"`
	Group    *orSyntax       `parser:"| Open @@ Shut"`
	Relation *relationSyntax `parser:"| @@"`
}

// relationSyntax is two values with an operator between them, or a path that is to exist.
type relationSyntax struct {
	Pos   lexer.Position
	Left  *valueSyntax `parser:"@@"`
	Op    string       `parser:"( @Operator"`
	Right *valueSyntax `parser:"  @@ )?"`
}

// valueSyntax is an operand; one of its fields is set, besides Bang, which a path may have before it.
type valueSyntax struct {
	Pos    lexer.Position
	Bang   bool        `parser:"( @Bang?"`
	Path   *pathSyntax `parser:"  Path @@ PathEnd )"`
	String *string     `parser:"| @String"`
	Number *string     `parser:"| @Number"`
	Word   *string     `parser:"| @Word"`
	JSON   *string     `parser:"| @JSON"`
	Regex  *string     `parser:"| @Regex"`
}

// grammar returns the parser of paths, which is safe for use by many goroutines. It is built when the first path is
// parsed, since building it takes longer than rendering a template.
var grammar = sync.OnceValue(func() *participle.Parser[pathSyntax] {
	return participle.MustBuild[pathSyntax](participle.Lexer(definition{symbols: symbols}))
})

// parse scans and parses a path. The error is an *Error or a *java.LimitError.
func parse(path string, nesting int) (*pathSyntax, error) {
	tokens, err := scan(path, nesting)
	if err != nil {
		return nil, err
	}
	peek, err := lexer.Upgrade(&tokenList{tokens: tokens})
	if err != nil {
		return nil, syntaxError(path, err)
	}
	tree, err := grammar().ParseFromLexer(peek)
	if err != nil {
		return nil, syntaxError(path, err)
	}
	return tree, nil
}

// syntaxError makes an *Error of one of participle's.
func syntaxError(path string, err error) error {
	e := &Error{Class: classInvalid, Msg: "the path cannot be read", Path: path}
	var unexpected *participle.UnexpectedTokenError
	if errors.As(err, &unexpected) {
		e.Offset = unexpected.Unexpected.Pos.Offset
		e.Msg = "unexpected " + spelling(unexpected.Unexpected)
	}
	return e
}

// spelling returns a token as the path spells it.
func spelling(t lexer.Token) string {
	if t.EOF() {
		return "end"
	}
	if t.Value == "" {
		return "path"
	}
	return t.Value
}
