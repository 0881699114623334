package gateway

import (
	"fmt"
	"strings"
)

// policyText is a text of a policy that may hold variables. Source: IAM user guide, policy variables: ${aws:username}
// stands for the value of a condition key, ${aws:username, 'nobody'} has a value for requests without that key, and
// ${*}, ${?}, ${$} are these characters. They count in resources and in what operators on strings and ARNs compare
// with, and only in documents of version 2012-10-17.
type policyText []textPart

// textPart is a piece of a policyText: plain text, or a variable.
type textPart struct {
	text string // of plain text; of a variable, its default
	key  string // of a variable, in lower case; "" in plain text
	// quoted text has no wildcards in it.
	quoted bool
	// bare variables have no default.
	bare bool
}

// parsePolicyText reads a text; variables tells whether there can be any.
func parsePolicyText(text string, variables bool) (policyText, error) {
	if !variables {
		return policyText{{text: text}}, nil
	}
	var t policyText
	for {
		plain, rest, found := strings.Cut(text, "${")
		t = append(t, textPart{text: plain})
		if !found {
			return t, nil
		}
		part, rest, err := parseVariable(rest)
		if err != nil {
			return nil, err
		}
		t, text = append(t, part), rest
	}
}

// parseVariable reads what stands behind "${".
func parseVariable(text string) (part textPart, rest string, err error) {
	name, rest, closed := strings.Cut(text, "}")
	if before, after, ok := strings.Cut(text, ","); ok && len(before) < len(name) {
		if part.text, rest, closed = parseDefault(after); closed {
			return textPart{key: strings.ToLower(strings.TrimSpace(before)), text: part.text, quoted: true}, rest, nil
		}
		return part, "", fmt.Errorf("the default of variable %q is not in single quotes", strings.TrimSpace(before))
	}
	switch {
	case !closed:
		return part, "", fmt.Errorf("a variable is not closed: ${%s", name)
	case name == "*", name == "?", name == "$":
		return textPart{text: name, quoted: true}, rest, nil
	case strings.TrimSpace(name) == "":
		return part, "", fmt.Errorf("a variable has no name")
	}
	return textPart{key: strings.ToLower(strings.TrimSpace(name)), quoted: true, bare: true}, rest, nil
}

// parseDefault reads " 'text'}" and returns the text and what follows.
func parseDefault(text string) (value, rest string, ok bool) {
	text, ok = strings.CutPrefix(strings.TrimLeft(text, " "), "'")
	if !ok {
		return "", "", false
	}
	value, rest, ok = strings.Cut(text, "'")
	if !ok {
		return "", "", false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " "), "}")
	return value, rest, ok
}

// value returns the text of a part in a request; ok is false for a variable without value. One whose key has several
// values has none.
func (p *textPart) value(keys conditionKeys) (text string, ok bool) {
	if p.key == "" {
		return p.text, true
	}
	if have := keys[p.key]; len(have) == 1 {
		return have[0], true
	}
	return p.text, !p.bare
}

// fixed tells whether the text is the same in every request.
func (t policyText) fixed() bool {
	for i := range t {
		if t[i].key != "" {
			return false
		}
	}
	return true
}

// has tells whether all variables have a value in a request.
func (t policyText) has(keys conditionKeys) bool {
	for i := range t {
		if _, ok := t[i].value(keys); !ok {
			return false
		}
	}
	return true
}

// plain returns the text with its variables put in; ok is false where one has no value.
func (t policyText) plain(keys conditionKeys) (text string, ok bool) {
	var b strings.Builder
	for i := range t {
		value, ok := t[i].value(keys)
		if !ok {
			return "", false
		}
		b.WriteString(value)
	}
	return b.String(), true
}

// pattern returns the text as a pattern with its variables put in, whose values match as they are. ok is false where
// one has no value, and where a value with a colon would move the parts of an ARN before the resource.
func (t policyText) pattern(keys conditionKeys) (p pattern, ok bool) {
	var b strings.Builder
	colons := 0
	for i := range t {
		value, ok := t[i].value(keys)
		inside := strings.Count(value, ":")
		if !ok || t[i].key != "" && inside > 0 && colons < arnParts-1 && strings.HasPrefix(b.String(), "arn:") {
			return "", false
		}
		colons += inside
		if t[i].quoted {
			b.WriteString(quotePattern(value))
		} else {
			b.WriteString(string(newPattern(value)))
		}
	}
	return pattern(b.String()), true
}
