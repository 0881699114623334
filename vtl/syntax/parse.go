package syntax

import "fmt"

// Options steer Parse.
type Options struct {
	// MaxBytes is the longest text accepted, in bytes; 0 for any.
	MaxBytes int
	// Nesting is how deep blocks, parentheses, brackets and strings may nest; 0 for the default of 256. Deeper
	// text is refused with a limit error, so that no parser or evaluator above recurses without bound.
	Nesting int
	// IsMacro tells whether a macro of that name was defined by an earlier template; nil for none.
	IsMacro func(name string) bool
}

// defaultNesting is the nesting allowed unless Options say otherwise.
const defaultNesting = 256

// Tree is a parsed template: immutable, and safe for concurrent use.
type Tree struct {
	Source *Source
	Root   *Block
	// Macros are the macros the template defines, wherever they stand, in the order Velocity registers them
	// (inner ones first). Of two with one name the first counts.
	Macros []*MacroDef
}

// Parse reads a template and prepares it as Velocity 1.7 does before it renders one: strings are parsed, macros
// gathered, arguments of directives checked. The error is of KindParse, or of KindLimit for text too long or nested too deep.
//
// A mistake of this package comes back as an error of KindInternal, never as a panic.
func Parse(src *Source, o Options) (tree *Tree, err error) {
	defer func() {
		if r := recover(); r != nil {
			tree, err = nil, &Error{
				Kind: KindInternal, Code: CodeInternal, Name: src.Name,
				Msg: "a mistake in vtl stopped the parsing", Hint: "please report it with the template", Err: fmt.Errorf("%v", r),
			}
		}
	}()
	return parse(src, o)
}

// parse is Parse that may panic.
func parse(src *Source, o Options) (*Tree, error) {
	if o.MaxBytes > 0 && len(src.Text) > o.MaxBytes {
		return nil, TooLong(src.Name, o.MaxBytes)
	}
	if o.Nesting <= 0 {
		o.Nesting = defaultNesting
	}
	f := &finisher{names: map[string]bool{}, registered: map[string]bool{}, isMacro: o.IsMacro, left: o.Nesting}
	tree, err := f.parse(src)
	if err != nil {
		return nil, err
	}
	return tree, nil
}

// TooLong is the error of a template called name that is longer than most bytes. Its place is the template's start.
func TooLong(name string, most int) *Error {
	e := limitError(CodeLimitSource, "template bytes", int64(most), "bytes")
	e.Name, e.Pos = name, Position{Line: 1, Column: 1}
	return e
}

// limitError is the error of the limit called name: value in unit ("" for plain counts) was exceeded.
func limitError(code, name string, value int64, unit string) *Error {
	msg := fmt.Sprintf("limit exceeded: %s (%d)", name, value)
	if unit != "" {
		msg = fmt.Sprintf("limit exceeded: %s (%d %s)", name, value, unit)
	}
	return &Error{Kind: KindLimit, Code: code, Msg: msg, Limit: name, Allowed: value, Hint: "raise the limit if the template is meant to be like this"}
}

// place turns a misfit into an error with its place and its reason.
func (m *misfit) place(src *Source, tokens []token) *Error {
	at := min(m.at, len(tokens)-1)
	if seen := min(m.seen, len(tokens)-1); seen > at && tokens[seen].kind == kindLexError {
		at = seen
	}
	t := &tokens[at]
	start, end := int(t.from), int(t.to)
	switch {
	case t.kind == kindLexError:
		return lexicalError(src, t)
	case t.kind == kindBadMacro:
		return (&Error{Kind: KindParse, Code: CodeMacro, Msg: t.text, Hint: "write #macro(name $arg1 $arg2) .. #end"}).At(src, start, start+len("#macro"))
	case m.err != nil:
		return m.err.At(src, start, end)
	case t.kind == kindEOF:
		e := &Error{Kind: KindParse, Code: CodeUnexpected, Msg: "the template ends too early", Hint: endHint(src, tokens)}
		last := max(0, lastChar(src.Text))
		_ = e.At(src, last, len(src.Text))
		e.Pos.Column += utf16Width(src.Text[last:]) - 1
		return e
	}
	from := start
	if t.kind == kindSet {
		for src.Text[from] == ' ' || src.Text[from] == '\t' {
			from++
		}
	}
	e := &Error{Kind: KindParse, Code: CodeUnexpected, Msg: describe(t) + " is not expected here", Hint: unexpectedHint(tokens, at)}
	_ = e.At(src, from, end)
	e.Pos = src.Position(start)
	return e
}

// lexicalError is the error of a place where no token fits. At the end of the text Velocity counts one column
// further, or column 0 of a line more behind a line end.
func lexicalError(src *Source, t *token) *Error {
	e := &Error{Kind: KindParse, Code: CodeLexical, Msg: t.text}
	last := lastChar(src.Text)
	at := int(t.from)
	if at < last || at == last && utf16Width(src.Text[last:]) == 2 {
		return e.At(src, at, at+charLen(src.Text, at))
	}
	e.Hint = "close what was opened last, or write the character so that it begins nothing"
	_ = e.At(src, max(0, last), len(src.Text))
	if last >= 0 && (src.Text[last] == '\n' || src.Text[last] == '\r') {
		e.Pos.Line++
		e.Pos.Column = 0
	} else {
		e.Pos.Column += utf16Width(src.Text[max(0, last):])
	}
	return e
}

// lastChar returns the offset of the last character of text, -1 of none.
func lastChar(text string) int {
	i := len(text) - 1
	for i > 0 && text[i]&0xC0 == 0x80 {
		i--
	}
	return i
}

// utf16Width returns how many UTF-16 units the one character in text takes.
func utf16Width(text string) int {
	if len(text) == 4 {
		return 2
	}
	return 1
}

// describe names t for a message.
func describe(t *token) string {
	name, ok := kindNames[t.kind]
	if !ok {
		name = fmt.Sprintf("%q", t.text)
	}
	switch t.kind {
	case kindInteger, kindFloat, kindWord, kindIdentifier:
		return fmt.Sprintf("%s (%s)", name, Visible(t.text))
	}
	return name
}

// unexpectedHint says how to mend the common mistakes.
func unexpectedHint(tokens []token, at int) string {
	t := &tokens[at]
	switch t.kind {
	case kindEnd:
		return "there is no open block for this #end; write \\#end to print it"
	case kindElse, kindElseIf:
		return "there is no #if this belongs to"
	case kindAssign:
		return "compare with =="
	case kindInteger, kindFloat:
		if len(t.text) > 0 && t.text[0] == '-' {
			return "write the minus with a blank on both sides"
		}
	case kindPlus, kindMinus, kindMultiply, kindDivide, kindModulus, kindAnd, kindOr, kindEQ, kindNE, kindLT, kindLE, kindGT, kindGE, kindNot:
		return "operators work in #if and #set only: compute the value with #set first"
	case kindWord:
		return "quote the word, or put $ in front of a variable"
	case kindCallRParen, kindRBracket:
		if at > 0 && tokens[at-1].kind == kindWhitespace {
			return "remove the blank inside the empty brackets"
		}
	}
	return ""
}

// endHint names the block or parenthesis the end of the template leaves open.
func endHint(src *Source, tokens []token) string {
	type opener struct {
		word string
		from int32
	}
	var open []opener
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case kindIf:
			open = append(open, opener{"#if", t.from})
		case kindBlockDirective:
			open = append(open, opener{t.text, t.from})
		case kindEnd:
			open = open[:max(0, len(open)-1)]
		}
	}
	if len(open) == 0 {
		return "something opened near the end is not closed"
	}
	last := open[len(open)-1]
	p := src.Position(int(last.from))
	return fmt.Sprintf("add #end for the %s at %d:%d", last.word, p.Line, p.Column)
}
