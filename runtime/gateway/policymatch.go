package gateway

import "strings"

// wildcard tells whether text matches a pattern in which * stands for any characters, none included, and ? for one
// byte. It takes time in proportion to the product of both lengths at most: only the last star is ever tried again.
// Source: section 15; IAM user guide, Resource element.
func wildcard(pattern, text string) bool {
	p, t := 0, 0
	star, mark := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// arnParts is how many parts an ARN has: arn, partition, service, region, account, resource.
const arnParts = 6

// arnLike tells whether an ARN matches a pattern part by part: a star does not reach over the first five colons.
// Source: IAM user guide, ARN condition operators.
func arnLike(pattern, arn string) bool {
	ps, as := strings.SplitN(pattern, ":", arnParts), strings.SplitN(arn, ":", arnParts)
	if len(ps) != arnParts || len(as) != arnParts {
		return false
	}
	for i := range ps {
		if !wildcard(ps[i], as[i]) {
			return false
		}
	}
	return true
}
