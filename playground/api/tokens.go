package api

import (
	"github.com/vtlkit/vtl/vtl/syntax"
)

// The indexes of TokenKinds.
const (
	tokenText = iota
	tokenDirective
	tokenVariable
	tokenProperty
	tokenMethod
	tokenString
	tokenNumber
	tokenKeyword
	tokenOperator
	tokenPunctuation
	tokenComment
	tokenMacro
	tokenJSONKey
	tokenJSONString
	tokenJSONNumber
	tokenJSONKeyword
	tokenXMLTag
	tokenXMLAttribute
	tokenError
)

// markTokens are the kinds of token by the kinds of the scanner's marks. Text and blanks are coloured by what they hold.
var markTokens = map[syntax.MarkKind]int{
	syntax.MarkComment: tokenComment, syntax.MarkDirective: tokenDirective, syntax.MarkMacro: tokenMacro, syntax.MarkVariable: tokenVariable,
	syntax.MarkProperty: tokenProperty, syntax.MarkMethod: tokenMethod, syntax.MarkString: tokenString, syntax.MarkNumber: tokenNumber,
	syntax.MarkKeyword: tokenKeyword, syntax.MarkOperator: tokenOperator, syntax.MarkPunctuation: tokenPunctuation,
	syntax.MarkWord: tokenError, syntax.MarkError: tokenError,
}

// colours returns the tokens of a template, none of one that is too long to be run.
func (s *Service) colours(c *call) []Token {
	if most := s.options.Limits.Source; most > 0 && len(c.source.Text) > most {
		return []Token{}
	}
	return c.tokens()
}

// tokens returns the coloured stretches of the template.
func (c *call) tokens() []Token {
	out := []Token{}
	text := textColours{src: c.source.Text}
	for _, m := range syntax.Marks(c.source, syntax.Options{}) {
		switch m.Kind {
		case syntax.MarkBlank:
		case syntax.MarkText:
			text.read(m.From, m.To, func(from, to, kind int) {
				out = append(out, Token{c.template.unit(from), c.template.unit(to), kind})
			})
		default:
			out = append(out, Token{c.template.unit(m.From), c.template.unit(m.To), markTokens[m.Kind]})
		}
	}
	return out
}
