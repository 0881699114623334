package runtime

import (
	"slices"
	"strings"
)

// Pair is a header, a query parameter or an override: a name as it was spelled, and its text.
type Pair struct{ Name, Value string }

// Pairs is a list of named texts in their order, the same name as often as it came. The zero value is empty.
type Pairs []Pair

// PairsOf returns the pairs of m, which may be a http.Header or a url.Values. Such a map has lost the order in which
// names came, so they are sorted; the values of one name stay in theirs.
func PairsOf[M ~map[string][]string](m M) Pairs {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	var p Pairs
	for _, name := range names {
		for _, v := range m[name] {
			p = append(p, Pair{name, v})
		}
	}
	return p
}

// ParseQuery returns the parameters of a raw query string, form-decoded, in their order. A parameter without "="
// has an empty value, an empty one is left out, and a percent sign that begins no code stays as it is. It never
// fails. Source: AWS-GATEWAY.md section 4 (names and values are form-decoded).
func ParseQuery(raw string) Pairs {
	var p Pairs
	for raw != "" {
		var part string
		part, raw, _ = strings.Cut(raw, "&")
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		p = append(p, Pair{formDecode(name), formDecode(value)})
	}
	return p
}

// formDecode undoes form encoding without ever failing.
func formDecode(s string) string {
	if !strings.ContainsAny(s, "+%") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '+' {
			c = ' '
		}
		if c == '%' && i+2 < len(s) {
			high, ok := hexDigit(rune(s[i+1]))
			low, ok2 := hexDigit(rune(s[i+2]))
			if ok && ok2 {
				c = high<<4 | low
				i += 2
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// Get returns the last value under name, spelled exactly so, and whether there is one. The last one is what
// API Gateway shows where only one value fits. Source: AWS-GATEWAY.md sections 4 and 9.
func (p Pairs) Get(name string) (value string, ok bool) {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i].Name == name {
			return p[i].Value, true
		}
	}
	return "", false
}

// GetFold is Get for a name in any letter case, as HTTP compares header names.
func (p Pairs) GetFold(name string) (value string, ok bool) {
	for i := len(p) - 1; i >= 0; i-- {
		if strings.EqualFold(p[i].Name, name) {
			return p[i].Value, true
		}
	}
	return "", false
}

// All returns the values under name in their order, nil when there is none.
func (p Pairs) All(name string) []string {
	var v []string
	for _, x := range p {
		if x.Name == name {
			v = append(v, x.Value)
		}
	}
	return v
}

// Single returns p with one pair for each name: it stands where the name came first and has the value that came last.
func (p Pairs) Single() Pairs {
	at := make(map[string]int, len(p))
	out := make(Pairs, 0, len(p))
	for _, x := range p {
		if i, ok := at[x.Name]; ok {
			out[i].Value = x.Value
			continue
		}
		at[x.Name] = len(out)
		out = append(out, x)
	}
	return out
}

// Map returns the pairs as a map from name to values, which converts to a http.Header or a url.Values.
func (p Pairs) Map() map[string][]string {
	m := make(map[string][]string, len(p))
	for _, x := range p {
		m[x.Name] = append(m[x.Name], x.Value)
	}
	return m
}
