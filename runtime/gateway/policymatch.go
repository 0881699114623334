package gateway

import "strings"

// pattern is a text with wildcards. They are bytes that no text has, so that text which comes from a request can be
// put into a pattern as it is.
type pattern string

// The wildcards: any characters, none included, and any one byte. Neither occurs in UTF-8.
const (
	anyText = '\xFF'
	anyByte = '\xFE'
)

// newPattern returns the pattern that a text of a policy means, which writes the wildcards as * and ?. Source: section
// 15; IAM user guide, Resource element.
func newPattern(text string) pattern {
	return pattern(strings.NewReplacer("*", string([]byte{anyText}), "?", string([]byte{anyByte})).Replace(quotePattern(text)))
}

// quotePattern returns text as it stands in a pattern that matches it and nothing else.
func quotePattern(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// match tells whether the pattern matches a text. It takes time in proportion to the product of both lengths at most:
// only the last star is ever tried again.
func (p pattern) match(text string) bool {
	i, t := 0, 0
	star, mark := -1, 0
	for t < len(text) {
		switch {
		case i < len(p) && p[i] == anyText:
			star, mark = i, t
			i++
		case i < len(p) && (p[i] == anyByte || p[i] == text[t]):
			i++
			t++
		case star >= 0:
			mark++
			i, t = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == anyText {
		i++
	}
	return i == len(p)
}

// arnParts is how many parts an ARN has: arn, partition, service, region, account, resource.
const arnParts = 6

// arnLike tells whether an ARN matches a pattern part by part: a star does not reach over the first five colons.
// Source: IAM user guide, ARN condition operators.
func arnLike(p pattern, arn string) bool {
	ps, as := strings.SplitN(string(p), ":", arnParts), strings.SplitN(arn, ":", arnParts)
	if len(ps) != arnParts || len(as) != arnParts {
		return false
	}
	for i := range ps {
		if !pattern(ps[i]).match(as[i]) {
			return false
		}
	}
	return true
}
