package syntax

import "strings"

// MarkKind says what a stretch of source is to those who read it.
type MarkKind uint8

// The kinds of Mark.
const (
	MarkText        MarkKind = iota // printed as it stands
	MarkBlank                       // white space inside a directive or reference
	MarkComment                     // ## and #* *#, with their line end
	MarkDirective                   // #set, #if, #end
	MarkMacro                       // #name of a macro, and its name in #macro(name)
	MarkVariable                    // $name, with "$", "!" and braces
	MarkProperty                    // .name of a reference, without the dot
	MarkMethod                      // .name( of a reference, without the dot
	MarkString                      // a string, or what of an interpolated one is text
	MarkNumber                      // an integer or floating point number
	MarkKeyword                     // true, false, in
	MarkOperator                    // = == && .. and so on
	MarkPunctuation                 // parentheses, brackets, commas, dots
	MarkWord                        // a bare word where none belongs
	MarkError                       // what begins nothing that the language has
)

// Mark is a stretch of source: bytes From up to To.
type Mark struct {
	Kind     MarkKind
	From, To int
}

// Marks cuts src into marks, which cover it without gap or overlap, as the scanner reads it. It reads any text: where
// the scanner cannot go on, one character is marked as an error and the rest is read as a new template. o.Nesting
// bounds how deep strings are looked into.
func Marks(src *Source, o Options) []Mark {
	if o.Nesting <= 0 {
		o.Nesting = defaultNesting
	}
	m := &marker{src: src.Text, options: o}
	return m.all()
}

// all returns the marks of the whole text.
func (m *marker) all() []Mark {
	for range maxFaults {
		if m.at == len(m.src) {
			break
		}
		m.read(m.at)
	}
	m.mark(MarkText, len(m.src))
	return m.out
}

// maxFaults is how many faults a text may have before the rest of it counts as text: each can cost reading to the end.
const maxFaults = 20

// marker makes marks.
type marker struct {
	src     string
	options Options
	out     []Mark
	at      int  // where the next mark begins
	whole   bool // strings are marked as a whole

	afterDot  bool // the next name is a property or method
	macroName bool // the next word is the name of a #macro

	curlies, braces int // open formal references, and maps
}

// mark adds a mark that ends at to; neighbours of one kind become one where that loses nothing.
func (m *marker) mark(kind MarkKind, to int) {
	if to <= m.at {
		return
	}
	if n := len(m.out); n > 0 && m.out[n-1].Kind == kind && (kind == MarkText || kind == MarkComment || kind == MarkBlank) {
		m.out[n-1].To = to
	} else {
		m.out = append(m.out, Mark{kind, m.at, to})
	}
	m.at = to
}

// read marks the text from start on, up to its end or behind the first error.
func (m *marker) read(start int) {
	f := &finisher{names: map[string]bool{}, registered: map[string]bool{}, isMacro: m.options.IsMacro, left: m.options.Nesting}
	tokens, limit := scan(NewSource("", m.src[start:]), f)
	m.afterDot, m.macroName, m.curlies, m.braces = false, false, 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind == kindLexError {
			m.fault(start + int(t.from))
			return
		}
		m.gap(t, start+int(t.from))
		next := kindEOF
		if i+1 < len(tokens) {
			next = tokens[i+1].kind
		}
		m.token(t, start+int(t.to), next)
	}
	if limit != nil {
		m.mark(MarkText, len(m.src))
	}
}

// fault marks the place where the scanner could not go on: the character at from, or where the text ends inside
// something the character that began it.
func (m *marker) fault(from int) {
	if from >= len(m.src) {
		from = m.at
	}
	m.mark(MarkText, from)
	m.mark(MarkError, from+charLen(m.src, from))
}

// gap marks what stands in front of a token and belongs to none: the text of a comment, or "$" and "#" that began
// nothing.
func (m *marker) gap(t *token, from int) {
	switch t.kind {
	case kindLineEnd, kindMultiComment, kindFormalComment:
		m.mark(MarkComment, from)
	default:
		m.mark(MarkText, from)
	}
}

// tokenMarks are the kinds of mark that need no second look.
var tokenMarks = map[kind]MarkKind{
	kindText: MarkText, kindTextblock: MarkText, kindEscape: MarkText, kindEmptyIndex: MarkText,
	kindCommentStart: MarkComment, kindLineEnd: MarkComment, kindMultiComment: MarkComment, kindFormalComment: MarkComment,
	kindWhitespace: MarkBlank, kindInteger: MarkNumber, kindFloat: MarkNumber, kindTrue: MarkKeyword, kindFalse: MarkKeyword,
	kindIndexOpen: MarkPunctuation, kindIndexClose: MarkPunctuation, kindLBracket: MarkPunctuation, kindRBracket: MarkPunctuation,
	kindComma: MarkPunctuation, kindColon: MarkPunctuation, kindLBrace: MarkPunctuation, kindRBrace: MarkPunctuation,
	kindLParen: MarkPunctuation, kindRParen: MarkPunctuation, kindCallRParen: MarkPunctuation, kindDot: MarkPunctuation,
	kindLCurly: MarkVariable, kindDoubleDot: MarkOperator,
	kindMinus: MarkOperator, kindPlus: MarkOperator, kindMultiply: MarkOperator, kindDivide: MarkOperator, kindModulus: MarkOperator,
	kindAnd: MarkOperator, kindOr: MarkOperator, kindLT: MarkOperator, kindLE: MarkOperator, kindGT: MarkOperator, kindGE: MarkOperator,
	kindEQ: MarkOperator, kindNE: MarkOperator, kindNot: MarkOperator, kindAssign: MarkOperator,
	kindEnd: MarkDirective, kindIf: MarkDirective, kindElseIf: MarkDirective, kindElse: MarkDirective, kindBadMacro: MarkError,
}

// token marks a token that ends at to; next is the kind of the one behind it.
func (m *marker) token(t *token, to int, next kind) {
	switch t.kind {
	case kindSet:
		m.mark(MarkBlank, m.at+strings.IndexByte(m.src[m.at:to], '#'))
		m.mark(MarkDirective, m.at+len("#set"))
		m.mark(MarkBlank, to-1)
		m.mark(MarkPunctuation, to)
	case kindRParen, kindEnd, kindElse:
		m.trimmed(tokenMarks[t.kind], to)
	case kindBareDirective, kindLineDirective, kindBlockDirective, kindMacroDirective:
		m.directive(t, to)
	case kindIdentifier:
		m.name(t, to, next)
	case kindWord, kindBracketedWord:
		m.word(t, to)
	case kindString:
		m.str(to)
	case kindRCurly:
		m.mark(m.curly(), to)
	default:
		m.mark(tokenMarks[t.kind], to)
	}
	m.afterDot = t.kind == kindDot
	m.count(t.kind)
}

// count keeps count of what a curly bracket behind a reference can end.
func (m *marker) count(k kind) {
	switch k {
	case kindLCurly:
		m.curlies++
	case kindLBrace:
		m.braces++
	case kindRBrace:
		m.braces = max(0, m.braces-1)
	case kindText:
		m.curlies = 0 // of a reference that never ended
	}
}

// curly returns what the curly bracket behind a reference is: the end of a formal reference, of a map, or text.
func (m *marker) curly() MarkKind {
	switch {
	case m.curlies > 0:
		m.curlies--
		return MarkVariable
	case m.braces > 0:
		m.braces--
		return MarkPunctuation
	}
	return MarkText
}

// trimmed marks a token that has swallowed white space behind it, or in front.
func (m *marker) trimmed(kind MarkKind, to int) {
	text := m.src[m.at:to]
	m.mark(MarkBlank, m.at+len(text)-len(strings.TrimLeft(text, " \t\r\n")))
	m.mark(kind, m.at+len(strings.TrimRight(m.src[m.at:to], " \t\r\n")))
	m.mark(MarkBlank, to)
}

// directive marks #name.
func (m *marker) directive(t *token, to int) {
	name := directiveName(t)
	m.macroName = name == "macro"
	if isDirective(name) {
		m.mark(MarkDirective, to)
		return
	}
	m.mark(MarkMacro, to)
}

// name marks a name of a reference.
func (m *marker) name(t *token, to int, next kind) {
	switch {
	case !m.afterDot && strings.Count(t.text, `\`)%2 == 1:
		m.mark(MarkText, to)
	case !m.afterDot:
		m.mark(MarkVariable, to)
	case next == kindLParen:
		m.mark(MarkMethod, to)
	default:
		m.mark(MarkProperty, to)
	}
}

// word marks a bare word.
func (m *marker) word(t *token, to int) {
	switch {
	case m.macroName:
		m.macroName = false
		m.mark(MarkMacro, to)
	case t.text == "in":
		m.mark(MarkKeyword, to)
	default:
		m.mark(MarkWord, to)
	}
}

// str marks a string, and what is interpolated in it.
func (m *marker) str(to int) {
	text := m.src[m.at:to]
	if m.whole || len(text) < 2 || text[0] != '"' || !strings.ContainsAny(text, "$#") || m.options.Nesting <= 1 {
		m.mark(MarkString, to)
		return
	}
	inner := m.options
	inner.Nesting--
	base := m.at + 1
	for _, k := range Marks(NewSource("", text[1:len(text)-1]), inner) {
		if k.Kind == MarkText {
			continue // the next mark ends it
		}
		m.mark(MarkString, base+k.From)
		m.mark(k.Kind, base+k.To)
	}
	m.mark(MarkString, to)
}
