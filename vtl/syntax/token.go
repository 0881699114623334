package syntax

// kind is the kind of a token. The kinds are those of Velocity 1.7's scanner, because which of them may stand
// where decides what is text and what is an error.
type kind uint8

// The token kinds. Those below kindMore come out of the scanner; the rest steer it.
const (
	kindNone kind = iota
	kindEOF
	kindLexError // a place no token fits; text is the message

	kindText // text in every form that only prints, neighbours merged

	kindIndexOpen  // [ behind a reference
	kindIndexClose // ] of an index
	kindLBracket
	kindRBracket
	kindComma
	kindDoubleDot
	kindColon
	kindLBrace // { of a map
	kindRBrace // } of a map
	kindLParen
	kindRParen     // ) of a directive or group, with the line end it swallows
	kindCallRParen // ) of a method call
	kindSet        // #set(, with the blanks in front
	kindEscape
	kindDoubleEscape
	kindEscapeDirective
	kindPlain
	kindCommentStart // ##
	kindLineEnd      // the end of a ## comment
	kindFormalComment
	kindMultiComment
	kindTextblock
	kindWhitespace
	kindString
	kindTrue
	kindFalse
	kindMinus
	kindPlus
	kindMultiply
	kindDivide
	kindModulus
	kindAnd
	kindOr
	kindLT
	kindLE
	kindGT
	kindGE
	kindEQ
	kindNE
	kindNot
	kindAssign
	kindEnd
	kindIf
	kindElseIf
	kindElse
	kindInteger
	kindFloat
	kindWord
	kindBracketedWord
	kindIdentifier
	kindDot
	kindLCurly // { of a reference
	kindRCurly // } of a reference
	kindEmptyIndex

	kindBareDirective  // #name without parentheses
	kindLineDirective  // #name in front of (
	kindBlockDirective // #name in front of ( that needs an #end
	kindMacroDirective // #name in front of ( that calls a macro known before this template

	kindBadMacro // a macro definition without name; text says so

	kindMore // from here on: not tokens
	kindDollar
	kindDollarBang
	kindTextblockOpen
	kindFormalOpen
	kindMultiOpen
	kindHash
	kindAny // one character inside raw text
	kindSkip
	kindRefEnd
	kindDirEnd
)

// token is a piece of source with its kind. Templates have many: the rare parts are kept apart.
type token struct {
	kind     kind
	from, to int32
	// text is what the token stands for: its source, or what is left of it (escapes settled, comments dropped).
	text string
	more *tokenMore
}

// tokenMore is what few tokens have.
type tokenMore struct {
	// special is text in front of the token that the scanner took for the start of a reference or directive
	// and gave up on ("$" and "#"); only printed text keeps it.
	special string
	// print is what a token of text or a comment prints where that is not its text (odd is set then).
	print string
	odd   bool
	// parts are the tokens of text that were merged into this one, when they are not simply one stretch of source.
	parts []token
}

// special returns the special text in front of t.
func (t *token) special() string {
	if t.more == nil {
		return ""
	}
	return t.more.special
}

// verbatim tells whether t is text that stands in the source as it prints.
func (t *token) verbatim() bool { return t.more == nil && len(t.text) == int(t.to-t.from) }

// setPrint notes that t prints text that is not its own.
func (t *token) setPrint(text string) {
	if t.more == nil {
		t.more = &tokenMore{}
	}
	t.more.print, t.more.odd = text, true
}

// printed appends what a token of text prints to dst.
func (t *token) printed(dst []byte) []byte {
	m := t.more
	if m == nil {
		return append(dst, t.text...)
	}
	for i := range m.parts {
		dst = m.parts[i].printed(dst)
	}
	switch {
	case m.parts != nil:
		return dst
	case m.odd:
		return append(dst, m.print...)
	}
	return append(append(dst, m.special...), t.text...)
}

// literal appends what the token adds to the source text of a node around it.
func (t *token) literal(dst []byte) []byte {
	if t.kind == kindMultiComment {
		return dst
	}
	if m := t.more; m != nil {
		for i := range m.parts {
			dst = m.parts[i].literal(dst)
		}
		if m.parts != nil {
			return dst
		}
		dst = append(dst, m.special...)
	}
	return append(dst, t.text...)
}

// image appends the token's text without anything special: what an unknown macro prints of it.
func (t *token) image(dst []byte) []byte {
	if t.more == nil || t.more.parts == nil {
		return append(dst, t.text...)
	}
	for i := range t.more.parts {
		dst = t.more.parts[i].image(dst)
	}
	return dst
}

// kindNames describes kinds for error messages.
var kindNames = map[kind]string{
	kindEOF: "the end of the template", kindIndexOpen: `"["`, kindIndexClose: `"]"`, kindLBracket: `"["`, kindRBracket: `"]"`,
	kindComma: `","`, kindDoubleDot: `".."`, kindColon: `":"`, kindLBrace: `"{"`, kindRBrace: `"}"`, kindLParen: `"("`,
	kindRParen: `")"`, kindCallRParen: `")"`, kindSet: "#set(", kindWhitespace: "white space", kindString: "a string",
	kindTrue: `"true"`, kindFalse: `"false"`, kindMinus: `"-"`, kindPlus: `"+"`, kindMultiply: `"*"`, kindDivide: `"/"`,
	kindModulus: `"%"`, kindAnd: `"&&"`, kindOr: `"||"`, kindLT: `"<"`, kindLE: `"<="`, kindGT: `">"`, kindGE: `">="`,
	kindEQ: `"=="`, kindNE: `"!="`, kindNot: `"!"`, kindAssign: `"="`, kindEnd: "#end", kindIf: "#if", kindElseIf: "#elseif",
	kindElse: "#else", kindInteger: "a number", kindFloat: "a number", kindWord: "a bare word", kindBracketedWord: "a bare word in braces",
	kindIdentifier: "a reference", kindDot: `"."`, kindLCurly: `"{"`, kindRCurly: `"}"`, kindText: "text",
	kindCommentStart: "a comment", kindMultiComment: "a comment", kindFormalComment: "a comment", kindTextblock: "raw text",
	kindBareDirective: "a directive", kindLineDirective: "a directive", kindBlockDirective: "a directive", kindMacroDirective: "a macro call",
}
