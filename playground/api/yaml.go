package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// yamlNode is a value to be written as YAML: a scalar as it is to stand there, a list, or a map. A library for YAML
// reads it too, and would make the page's engine a tenth larger.
type yamlNode struct {
	scalar string
	block  string      // the text of a scalar in a block, whose head is scalar
	flow   bool        // a list between brackets
	list   []*yamlNode // of a list, or the values of a map
	keys   []string    // of a map, as they are to stand there; nil for a list
}

// yamlMap is a map whose keys keep their order.
type yamlMap struct{ yamlNode }

// node returns the map as a value.
func (m *yamlMap) node() *yamlNode { return &m.yamlNode }

// add appends a member.
func (m *yamlMap) add(key string, value *yamlNode) {
	m.keys = append(m.keys, yamlLine(key))
	m.list = append(m.list, value)
}

// addTexts appends a member with the texts of a map by name, unless it is empty.
func (m *yamlMap) addTexts(key string, texts map[string]string) {
	if len(texts) == 0 {
		return
	}
	inner := &yamlMap{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		inner.add(name, yamlText(texts[name]))
	}
	m.add(key, inner.node())
}

// addPairs appends a member with pairs, unless there are none. A name that came several times has a list.
func (m *yamlMap) addPairs(key string, pairs []Pair) {
	if len(pairs) == 0 {
		return
	}
	inner, at := &yamlMap{}, map[string]int{}
	for _, p := range pairs {
		i, again := at[p[0]]
		if !again {
			at[p[0]] = len(inner.list)
			inner.add(p[0], yamlText(p[1]))
			continue
		}
		if !inner.list[i].flow {
			inner.list[i] = &yamlNode{flow: true, list: []*yamlNode{inner.list[i].inLine()}}
		}
		inner.list[i].list = append(inner.list[i].list, yamlText(p[1]).inLine())
	}
	m.add(key, inner.node())
}

// inLine returns a scalar as it stands between brackets: without a block.
func (n *yamlNode) inLine() *yamlNode {
	if n.block == "" {
		return n
	}
	return &yamlNode{scalar: yamlQuoted(n.block)}
}

// yamlScalar returns a value that is written as it is.
func yamlScalar(text string) *yamlNode { return &yamlNode{scalar: text} }

// yamlInt returns a number.
func yamlInt(n int) *yamlNode { return yamlScalar(strconv.Itoa(n)) }

// yamlBody returns a body; one in base64 keeps it, with the tag that YAML has for that.
func yamlBody(text string, isBase64 bool) *yamlNode {
	if isBase64 {
		return yamlScalar("!!binary " + yamlLine(text))
	}
	return yamlText(text)
}

// yamlText returns a text: in a block where it has several lines that survive that.
func yamlText(s string) *yamlNode {
	if !strings.Contains(s, "\n") || strings.ContainsAny(s[:1], " \t\n") || strings.ContainsFunc(s, unfitForYAML) {
		return yamlScalar(yamlLine(s))
	}
	head := "|"
	switch {
	case !strings.HasSuffix(s, "\n"):
		head = "|-"
	case strings.HasSuffix(s, "\n\n"):
		head = "|+"
	}
	return &yamlNode{scalar: head, block: s}
}

// unfitForYAML tells whether a character has to be escaped, or would not survive outside of quotes.
func unfitForYAML(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r >= 0xFFFE && r <= 0xFFFF || r == utf8.RuneError
}

// yamlLine returns a text as a scalar in a line: bare where that reads as the same text everywhere, else quoted.
func yamlLine(s string) string {
	if isBareYAML(s) {
		return s
	}
	return yamlQuoted(s)
}

// yamlWords are texts that are no texts without quotes, in lower case.
var yamlWords = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// isBareYAML tells whether s may stand without quotes. It refuses more than YAML does.
func isBareYAML(s string) bool {
	if s == "" || s[len(s)-1] == ' ' || slices.Contains(yamlWords, strings.ToLower(s)) {
		return false
	}
	for i, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '$':
		case i == 0, c < '0' && !strings.ContainsRune(" $%&'()*+-.", rune(c)), c > '9' && !strings.ContainsRune(";<=>@_{}", rune(c)):
			return false
		case (c == '{' || c == '}') && !strings.HasPrefix(s, "/"): // a path in no list
			return false
		}
	}
	return true
}

// yamlQuoted returns a text between quotes. YAML reads what JSON writes.
func yamlQuoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s) != nil {
		return `""` // a text can be written
	}
	var out strings.Builder
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		if unfitForYAML(r) && r != utf8.RuneError {
			out.WriteString(`\u` + string("0123456789abcdef"[r>>12&15]) + string("0123456789abcdef"[r>>8&15]) + string("0123456789abcdef"[r>>4&15]) + string("0123456789abcdef"[r&15]))
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// yamlAny returns a value of JSON.
func yamlAny(v any) *yamlNode {
	switch v := v.(type) {
	case string:
		return yamlText(v)
	case []any:
		n := &yamlNode{}
		for _, e := range v {
			n.list = append(n.list, yamlAny(e))
		}
		if n.list == nil {
			return yamlScalar("[]")
		}
		return n
	case map[string]any:
		m := &yamlMap{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			m.add(key, yamlAny(v[key]))
		}
		if m.list == nil {
			return yamlScalar("{}")
		}
		return m.node()
	}
	text, err := json.Marshal(v)
	if err != nil {
		return yamlScalar("null") // JSON has no such value
	}
	return yamlScalar(string(text))
}

// yamlFile returns a document.
func yamlFile(n *yamlNode) string {
	var b strings.Builder
	n.write(&b, 0)
	return strings.TrimPrefix(strings.TrimPrefix(b.String(), "\n"), " ")
}

// write appends n behind a key or a dash, with what belongs to it indented.
func (n *yamlNode) write(b *strings.Builder, indent int) {
	switch {
	case n.flow:
		b.WriteString(" [")
		for i, e := range n.list {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(e.scalar)
		}
		b.WriteString("]\n")
	case n.list == nil:
		b.WriteString(" " + n.scalar + "\n")
		n.writeBlock(b, indent)
	default:
		b.WriteByte('\n')
		n.writeMembers(b, indent)
	}
}

// writeBlock appends the lines of a block.
func (n *yamlNode) writeBlock(b *strings.Builder, indent int) {
	if n.block == "" {
		return
	}
	for line := range strings.Lines(n.block) {
		if line != "\n" {
			b.WriteString(strings.Repeat(" ", max(indent, 2)))
		}
		b.WriteString(strings.TrimSuffix(line, "\n") + "\n")
	}
}

// writeMembers appends the members of a list or map, each on its line.
func (n *yamlNode) writeMembers(b *strings.Builder, indent int) {
	for i, e := range n.list {
		b.WriteString(strings.Repeat(" ", indent))
		if n.keys != nil {
			b.WriteString(n.keys[i] + ":")
			e.write(b, indent+2)
			continue
		}
		b.WriteByte('-')
		if e.list == nil || e.flow {
			e.write(b, indent+2)
			continue
		}
		// The first member stands behind the dash.
		var inner strings.Builder
		e.writeMembers(&inner, indent+2)
		b.WriteString(" " + inner.String()[indent+2:])
	}
}
