package java

import (
	"strconv"
	"strings"
)

// ReplaceAll is String.replaceAll with this pattern: every match replaced by what replacement expands to. limit is
// how many matches are replaced, 0 for all. The error is what Java throws for a replacement it cannot expand,
// which it finds out at the first match.
func (r *Regex) ReplaceAll(m *Meter, s, replacement string, limit int) (String, error) {
	if r.isText && r.literal != "" && !strings.ContainsAny(replacement, `\$`) {
		return replaceText(m, s, r.literal, replacement, limit), nil
	}
	var parts []replacementPart
	var err error
	dst, sub, last, count := []byte(nil), (*subject)(nil), 0, 0
	r.each(m, s, func(f regexMatch) bool {
		if sub == nil {
			sub = f.subject
			if parts, err = r.parseReplacement(replacement); err != nil {
				return false
			}
		}
		size, room := len(dst), cap(dst)
		dst = append(dst, f.slice(last, f.begin())...)
		dst = expand(m, dst, parts, f)
		m.Bytes(len(dst) - size)
		m.Grown(room, dst)
		last = f.finish()
		count++
		return count != limit
	})
	if err != nil || sub == nil {
		return String(s), err
	}
	tail := sub.slice(last, sub.end())
	m.Bytes(len(tail))
	return String(JoinHalves(append(dst, tail...))), nil
}

// replacementPart is a piece of a replacement: a text, or when group is not negative the text of that group.
type replacementPart struct {
	text  string
	group int
}

// expand appends the replacement of match f to dst.
func expand(m *Meter, dst []byte, parts []replacementPart, f regexMatch) []byte {
	m.Step(len(parts))
	for _, p := range parts {
		if p.group < 0 {
			dst = append(dst, p.text...)
		} else if text, ok := f.group(p.group); ok {
			dst = append(dst, text...)
		}
	}
	return dst
}

// replacementParser reads a replacement for a pattern.
type replacementParser struct {
	*pattern
	text  string
	at    int
	parts []replacementPart
}

// parseReplacement splits a replacement at its group references. Source: Matcher.appendReplacement.
func (p *pattern) parseReplacement(text string) ([]replacementPart, error) {
	r := &replacementParser{pattern: p, text: text}
	for r.at < len(text) {
		i := strings.IndexAny(text[r.at:], `\$`)
		if i < 0 {
			r.literal(text[r.at:])
			break
		}
		r.literal(text[r.at : r.at+i])
		r.at += i + 1
		var err error
		if text[r.at-1] == '\\' {
			err = r.escaped()
		} else {
			err = r.reference()
		}
		if err != nil {
			return nil, err
		}
	}
	return r.parts, nil
}

// literal adds a text.
func (r *replacementParser) literal(text string) {
	if text != "" {
		r.parts = append(r.parts, replacementPart{text, -1})
	}
}

// escaped reads the character behind a backslash.
func (r *replacementParser) escaped() error {
	if r.at == len(r.text) {
		return throwArgument("character to be escaped is missing")
	}
	_, size := decodeRune(r.text[r.at:])
	r.literal(r.text[r.at : r.at+size])
	r.at += size
	return nil
}

// reference reads behind a dollar sign.
func (r *replacementParser) reference() error {
	if r.at == len(r.text) {
		return throwArgument("Illegal group reference: group index is missing")
	}
	group, err := 0, error(nil)
	if c := r.text[r.at]; c == '{' {
		r.at++
		group, err = r.named()
	} else if !isDigitRune(rune(c)) {
		err = throwArgument("Illegal group reference")
	} else {
		group = r.numbered()
	}
	if err != nil {
		return err
	}
	if group > r.groups {
		return throwBounds("No group " + strconv.Itoa(group))
	}
	r.parts = append(r.parts, replacementPart{"", group})
	return nil
}

// numbered reads a group number: one digit, and further ones while the number is that of a group.
func (r *replacementParser) numbered() int {
	n := int(r.text[r.at] - '0')
	for r.at++; r.at < len(r.text) && isDigitRune(rune(r.text[r.at])); r.at++ {
		longer := n*10 + int(r.text[r.at]-'0')
		if longer > r.groups {
			break
		}
		n = longer
	}
	return n
}

// named reads a group name and the closing brace, and returns the group's number.
func (r *replacementParser) named() (int, error) {
	start := r.at
	for r.at < len(r.text) && (isLetterRune(rune(r.text[r.at])) || isDigitRune(rune(r.text[r.at]))) {
		r.at++
	}
	name := r.text[start:r.at]
	switch {
	case name == "":
		return 0, throwArgument("named capturing group has 0 length name")
	case r.at == len(r.text) || r.text[r.at] != '}':
		return 0, throwArgument("named capturing group is missing trailing '}'")
	case isDigitRune(rune(name[0])):
		return 0, throwArgument("capturing group name {" + name + "} starts with digit character")
	}
	n, ok := r.names[name]
	if !ok {
		return 0, throwArgument("No group with name {" + name + "}")
	}
	r.at++
	return n, nil
}

// replaceText returns s with old, which is not empty and has no surrogates of its own at its ends, replaced by
// text: the first limit times, or always when limit is 0.
func replaceText(m *Meter, s, old, text string, limit int) String {
	m.Step(1 + len(s)>>4)
	n := strings.Count(s, old)
	if limit > 0 {
		n = min(n, limit)
	}
	if n == 0 {
		return String(s)
	}
	m.Bytes(len(s))
	for range n {
		// One by one, because the product may overflow an int.
		m.Bytes(len(text))
	}
	out := strings.Replace(s, old, text, n)
	if hasHalves(text) || hasHalves(s) {
		return String(JoinHalves([]byte(out)))
	}
	return String(out)
}
