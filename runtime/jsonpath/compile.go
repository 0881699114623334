package jsonpath

import "github.com/vtlkit/vtl/vtl/java"

// Path is a compiled path. It is immutable and safe for use by many goroutines.
type Path struct {
	text     string
	fromRoot bool // begins with $, so it is read from the document even inside a filter
	steps    []step
	definite bool
	simple   bool // single names and single indexes only
}

// Compile returns the path that text is, from the cache where it can. The error is an *Error (class
// InvalidPathException, or IllegalArgumentException for the empty text), or a *java.LimitError where text is longer
// than limits.PathBytes or nested deeper than limits.PathNesting.
func Compile(text string, limits java.Limits) (*Path, error) {
	if text == "" {
		return nil, &Error{Class: classArgument, Msg: "path can not be null or empty"}
	}
	if limits.PathBytes > 0 && len(text) > limits.PathBytes {
		return nil, &java.LimitError{Name: "JSONPath", Value: int64(limits.PathBytes), Unit: "bytes"}
	}
	key := cacheKey{text: text, nesting: limits.PathNesting}
	if p := compiled.get(key); p != nil {
		return p, nil
	}
	p, err := compileText(text, limits.PathNesting)
	if err == nil {
		compiled.put(key, p)
	}
	return p, err
}

// compileText compiles text without the cache.
func compileText(text string, nesting int) (*Path, error) {
	tree, err := parse(text, nesting)
	if err != nil {
		return nil, err
	}
	c := compiler{text: text}
	p := c.path(tree)
	if c.err != nil {
		return nil, c.err
	}
	p.text = text
	return p, nil
}

// Definite tells whether the path leads to one value at most, so that Read returns it instead of a list.
func (p *Path) Definite() bool { return p.definite }

// String returns the text the path was compiled from.
func (p *Path) String() string { return p.text }

// compiler makes steps of syntax nodes.
type compiler struct {
	text string
	err  error // the first fault
}

// fail notes a fault at an offset.
func (c *compiler) fail(offset int, msg string) {
	if c.err == nil {
		c.err = &Error{Class: classInvalid, Msg: msg, Path: c.text, Offset: offset}
	}
}

// path compiles a path or one inside it.
func (c *compiler) path(t *pathSyntax) *Path {
	steps := make([]step, len(t.Steps))
	for i, s := range t.Steps {
		steps[i] = c.step(s)
	}
	p := newPath(t.Root == "$", invert(chain(steps)))
	p.text = c.text
	return p
}

// newPath returns the path of chained steps.
func newPath(fromRoot bool, steps []step) *Path {
	p := &Path{fromRoot: fromRoot, steps: steps, definite: true, simple: true}
	for i := range steps {
		s := &steps[i]
		p.definite = p.definite && s.definite
		p.simple = p.simple && s.definite && (s.kind == stepNames && len(s.names) == 1 || s.kind == stepIndexes)
	}
	return p
}

// invert turns a path that begins with a scan and ends with a function around: $..a.sum() is $.sum($..a), so that the
// function sees everything found. The first function of the path is the one that is turned, and loses the arguments
// it has. Source: CompiledPath.invertScannerFunctionRelationship.
func invert(steps []step) []step {
	if len(steps) == 0 || steps[0].kind != stepScan || steps[len(steps)-1].kind != stepCall {
		return steps
	}
	n := 0
	for steps[n].kind != stepCall {
		n++
	}
	found := newPath(true, chain(append([]step(nil), steps[:n]...)))
	rest := append([]step(nil), steps[n:]...)
	rest[0].args = []argument{{path: found}}
	return rest
}

// step compiles one step.
func (c *compiler) step(t *stepSyntax) step {
	switch {
	case t.Scan:
		return step{kind: stepScan}
	case t.Star:
		return step{kind: stepStar}
	case t.Name != nil:
		return step{kind: stepNames, names: []string{*t.Name}}
	case t.Names != nil:
		return step{kind: stepNames, names: t.Names}
	case t.Indexes != nil:
		return step{kind: stepIndexes, indexes: t.Indexes}
	case t.Slice != nil:
		return step{kind: stepSlice, from: t.Slice.From, to: t.Slice.To}
	case t.Filter != nil:
		return step{kind: stepFilter, filter: c.or(t.Filter)}
	}
	return step{kind: stepCall, call: t.Call.Name, args: c.arguments(t.Call.Args)}
}

// arguments compiles the arguments of a call.
func (c *compiler) arguments(ts []*argumentSyntax) []argument {
	var args []argument
	for _, t := range ts {
		if t.Path != nil {
			args = append(args, argument{path: c.path(t.Path)})
		} else {
			args = append(args, argument{json: *t.JSON})
		}
	}
	return args
}

// or compiles terms between ||.
func (c *compiler) or(t *orSyntax) expr {
	terms := make(orExpr, len(t.Terms))
	for i, x := range t.Terms {
		terms[i] = c.and(x)
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return terms
}

// and compiles terms between &&.
func (c *compiler) and(t *andSyntax) expr {
	terms := make(andExpr, len(t.Terms))
	for i, x := range t.Terms {
		terms[i] = c.unary(x)
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return terms
}

// unary compiles a negation, a group or a relation.
func (c *compiler) unary(t *unarySyntax) expr {
	switch {
	case t.Not != nil:
		return notExpr{c.unary(t.Not)}
	case t.Group != nil:
		return c.or(t.Group)
	}
	return c.relation(t.Relation)
}

// relation compiles a comparison, or the test whether a path leads anywhere.
func (c *compiler) relation(t *relationSyntax) expr {
	left := c.operand(t.Left)
	if t.Op == "" {
		if left.path == nil {
			c.fail(t.Pos.Offset, "a value alone is no condition")
		}
		return existsExpr{path: left.path, want: !t.Left.Bang}
	}
	return &relationExpr{left: left, holds: relations[t.Op], right: c.operand(t.Right)}
}

// operand compiles a value of a comparison.
func (c *compiler) operand(t *valueSyntax) operand {
	switch {
	case t.Path != nil:
		return operand{path: c.path(t.Path)}
	case t.String != nil:
		return operand{value: textValue(*t.String)}
	case t.Word != nil:
		return operand{value: wordValue(*t.Word)}
	case t.JSON != nil:
		return operand{value: literalValue(*t.JSON)}
	case t.Number != nil:
		v, ok := numberLiteral(*t.Number)
		if !ok {
			c.fail(t.Pos.Offset, "this is no number: "+*t.Number)
		}
		return operand{value: v}
	}
	return operand{value: c.regex(t)}
}

// regexFlags are the flags of a regular expression and what java.util.regex.Pattern calls them. Source: PatternFlag.
var regexFlags = [256]int{'d': 0x01, 'i': 0x02, 'x': 0x04, 'm': 0x08, 's': 0x20, 'u': 0x40, 'U': 0x100}

// regex compiles a regular expression literal.
func (c *compiler) regex(t *valueSyntax) value {
	text := *t.Regex
	end := len(text) - 1
	flags := 0
	for ; text[end] != '/'; end-- {
		flags |= regexFlags[text[end]]
	}
	re, err := java.CompileRegex(nil, text[1:end], flags)
	if err != nil {
		c.fail(t.Pos.Offset, "this is no regular expression: "+err.Error())
	}
	return value{kind: valueRegex, regex: re, text: text[1:end]}
}
