package apispec

import (
	"strings"
	"unicode/utf8"
)

// appendJSON appends a value as compact JSON.
func appendJSON(b []byte, v *value) []byte {
	switch v.kind {
	case kindNull:
		return append(b, "null"...)
	case kindText:
		return appendJSONString(b, v.text)
	case kindList:
		b = append(b, '[')
		for i, item := range v.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, item)
		}
		return append(b, ']')
	case kindObject:
		b = append(b, '{')
		for i, f := range v.fields {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendJSONString(b, f.key.text), ':')
			b = appendJSON(b, f.val)
		}
		return append(b, '}')
	default:
		return append(b, v.text...)
	}
}

// appendJSONString appends a text as a JSON string. What is no UTF-8 in it becomes U+FFFD.
func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	s = strings.ToValidUTF8(s, "\uFFFD")
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			b = append(b, c)
			continue
		}
		b = append(b, '\\')
		switch c {
		case '\n':
			b = append(b, 'n')
		case '\r':
			b = append(b, 'r')
		case '\t':
			b = append(b, 't')
		case '"', '\\':
			b = append(b, c)
		default:
			b = append(b, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(b, '"')
}

// jsonText returns a value as compact JSON.
func jsonText(v *value) string { return string(appendJSON(nil, v)) }

// mostShown is the number of characters of a value that messages show.
const mostShown = 80

// show returns a value for a message: one line of JSON, cut to mostShown characters.
func show(v *value) string {
	if v.kind == kindList || v.kind == kindObject {
		return "" // the excerpt under the message shows it better
	}
	return clip(jsonText(v))
}

// quote returns a text in double quotes for a message, cut as show does.
func quote(s string) string { return clip(string(appendJSONString(nil, s))) }

// clip cuts a text to mostShown characters.
func clip(s string) string { return clipTo(s, mostShown) }

// clipTo cuts a text to most characters.
func clipTo(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n == most {
			return s[:i] + "…"
		}
	}
	return s
}

// suggest returns the word of known nearest to got, for "did you mean"; "" when none is near.
func suggest(got string, known []string) string {
	best, least := "", len(got)/3+1
	for _, k := range known {
		if d := distance(strings.ToLower(got), strings.ToLower(k), least); d < least || d == least && best == "" {
			best, least = k, d
		}
	}
	return best
}

// distance returns the number of letters to change, insert or remove to get from a to b; most+1 when it is more
// than most.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most || len(a) > 100 {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := before
			if a[i-1] != b[j-1] {
				cost = 1 + min(before, row[j], row[j-1])
			}
			before, row[j] = row[j], cost
		}
	}
	return min(row[len(b)], most+1)
}
