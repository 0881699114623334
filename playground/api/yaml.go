package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// yamlNode is a value of a YAML file: a scalar as it is written, a list, or a mapping. There is no library behind it, as
// the page's engine must stay small; tests read what it writes with one.
type yamlNode struct {
	text    string   // a scalar in one line
	lines   []string // of a block
	chomp   string   // "", "-" or "+" behind the mark of a block
	isList  bool
	isMap   bool
	keys    []string // of a mapping
	content []*yamlNode
	flow    bool // in one line
}

// yamlMap is a mapping whose keys keep their order.
type yamlMap struct {
	keys    []string
	content []*yamlNode
}

// node returns the mapping.
func (m *yamlMap) node() *yamlNode { return &yamlNode{isMap: true, keys: m.keys, content: m.content} }

// add appends a member.
func (m *yamlMap) add(key string, value *yamlNode) {
	m.keys = append(m.keys, key)
	m.content = append(m.content, value)
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
	values := map[string][]string{}
	for _, p := range pairs {
		values[p[0]] = append(values[p[0]], p[1])
	}
	inner := &yamlMap{}
	for _, p := range pairs {
		all := values[p[0]]
		delete(values, p[0])
		switch len(all) {
		case 0: // written where the name came first
		case 1:
			inner.add(p[0], yamlText(all[0]))
		default:
			list := &yamlNode{isList: true, flow: true}
			for _, v := range all {
				list.content = append(list.content, &yamlNode{text: yamlLine(v, true)})
			}
			inner.add(p[0], list)
		}
	}
	m.add(key, inner.node())
}

// yamlInt returns a number.
func yamlInt(n int) *yamlNode { return &yamlNode{text: strconv.Itoa(n)} }

// yamlBody returns a body; one in base64 keeps it, with the tag that YAML has for that.
func yamlBody(text string, isBase64 bool) *yamlNode {
	if isBase64 {
		return &yamlNode{text: "!!binary " + yamlLine(text, true)}
	}
	return yamlText(text)
}

// blockLevels is how deep values stand in lines of their own. What is deeper stands in one line: as each level is indented,
// files of deep values would be as large as the square of their depth.
const blockLevels = 3

// yamlValue returns a value of $context that stands level deep.
func yamlValue(v any, level int) *yamlNode {
	flow := level >= blockLevels
	switch v := v.(type) {
	case map[string]any:
		m := &yamlMap{}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			m.add(name, yamlValue(v[name], level+1))
		}
		n := m.node()
		n.flow = flow
		return n
	case []any:
		n := &yamlNode{isList: true, flow: flow}
		for _, e := range v {
			n.content = append(n.content, yamlValue(e, level+1))
		}
		return n
	case string:
		if level > blockLevels {
			return &yamlNode{text: yamlLine(v, true)}
		}
		return yamlText(v)
	}
	// Numbers, truth values and null are written as in JSON.
	text, err := json.Marshal(v)
	if err != nil {
		return yamlText("")
	}
	return &yamlNode{text: string(text)}
}

// yamlText returns a string: in a block where it has several lines that a block keeps, else in one line.
func yamlText(s string) *yamlNode {
	if !keepsInBlock(s) {
		return &yamlNode{text: yamlLine(s, false)}
	}
	n := &yamlNode{chomp: "-"}
	body, ends := strings.CutSuffix(s, "\n")
	if ends {
		n.chomp = ""
		if strings.HasSuffix(body, "\n") {
			n.chomp = "+"
		}
	}
	n.lines = strings.Split(body, "\n")
	return n
}

// keepsInBlock tells whether a block keeps s: its first line shows how far the block is indented, and lines of blanks
// alone, as well as characters that cannot be seen, would be lost.
func keepsInBlock(s string) bool {
	if !strings.Contains(s, "\n") || strings.ContainsAny(s[:1], " \t\n") {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if line != "" && strings.Trim(line, " \t") == "" {
			return false
		}
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && !isVisible(r) })
}

// isVisible tells whether a character may stand in a YAML file as it is.
func isVisible(r rune) bool { return r != unicode.ReplacementChar && unicode.IsPrint(r) }

// yamlLine returns a string in one line: as it is where nothing in it means something, also in flow, the notation in one
// line; else in quotes.
func yamlLine(s string, flow bool) string {
	switch {
	case isPlain(s, flow):
		return s
	case strings.ContainsFunc(s, func(r rune) bool { return !isVisible(r) }):
		return yamlEscape(s)
	case strings.ContainsAny(s, "\"\\"):
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}

// isPlain tells whether s can stand without quotes. It must begin with a letter or one of few characters that mean
// nothing, and read as a string by old and new readers.
func isPlain(s string, flow bool) bool {
	if s == "" || strings.TrimSpace(s) != s || strings.HasSuffix(s, ":") || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	if flow && strings.ContainsAny(s, "{}[],:") {
		return false
	}
	for i, r := range s {
		if i == 0 && !unicode.IsLetter(r) && !strings.ContainsRune("/$_(", r) || !isVisible(r) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "y", "n", "yes", "no", "on", "off":
		return false
	}
	return true
}

// yamlEscape returns s in double quotes.
func yamlEscape(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case isVisible(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			b.WriteString(`\U` + strconv.FormatInt(0x100000000+int64(r), 16)[1:])
		default:
			b.WriteString(`\u` + strconv.FormatInt(0x10000+int64(r), 16)[1:])
		}
	}
	return b.String() + `"`
}

// yamlFile returns a document.
func yamlFile(n *yamlNode) string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

// write writes the members of a mapping or the elements of a list in lines of their own; the first one goes on where b
// stands.
func (n *yamlNode) write(b *strings.Builder, indent int) {
	margin := strings.Repeat(" ", indent)
	for i, inner := range n.content {
		if i > 0 {
			b.WriteString(margin)
		}
		if n.isMap {
			b.WriteString(yamlLine(n.keys[i], false) + ":")
			inner.value(b, indent)
			continue
		}
		b.WriteByte('-')
		if inner.inLine() || inner.lines != nil {
			inner.value(b, indent)
			continue
		}
		b.WriteByte(' ')
		inner.write(b, indent+2)
	}
}

// inLine tells whether a node is written in one line.
func (n *yamlNode) inLine() bool {
	return n.lines == nil && (!n.isMap && !n.isList || n.flow || len(n.content) == 0)
}

// value writes a node behind its key, whose line is indented so far.
func (n *yamlNode) value(b *strings.Builder, indent int) {
	margin := strings.Repeat(" ", indent+2)
	switch {
	case n.lines != nil:
		b.WriteString(" |" + n.chomp + "\n")
		for _, line := range n.lines {
			if line != "" {
				b.WriteString(margin + line)
			}
			b.WriteByte('\n')
		}
	case n.inLine():
		b.WriteByte(' ')
		n.inFlow(b)
		b.WriteByte('\n')
	default:
		b.WriteString("\n" + margin)
		n.write(b, indent+2)
	}
}

// inFlow writes a node in one line.
func (n *yamlNode) inFlow(b *strings.Builder) {
	if !n.isMap && !n.isList {
		b.WriteString(n.text)
		return
	}
	marks := "[]"
	if n.isMap {
		marks = "{}"
	}
	b.WriteByte(marks[0])
	for i, inner := range n.content {
		if i > 0 {
			b.WriteString(", ")
		}
		if n.isMap {
			b.WriteString(yamlLine(n.keys[i], true) + ": ")
		}
		inner.inFlow(b)
	}
	b.WriteByte(marks[1])
}
