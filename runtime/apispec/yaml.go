package apispec

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxYAMLMarks bounds the separators in a YAML text, and with them the nodes the parser makes before values can be
// counted.
const maxYAMLMarks = 1_500_000

// parseYAML reads a text as one YAML document.
func parseYAML(doc *document) (*value, *fault) {
	if strings.Count(doc.text, "\n")+strings.Count(doc.text, ",")+strings.Count(doc.text, "- ") > maxYAMLMarks {
		return nil, sizeFault(0, "the definition has more than 500,000 values")
	}
	y := &yamlReader{doc: doc, lines: yamlLines(doc.text), done: map[*yaml.Node]*yamlValue{}}
	node, f := y.parse()
	if f != nil {
		return nil, f
	}
	v, f := y.value(node, 0)
	if f != nil {
		return nil, f
	}
	return v.value, nil
}

// yamlReader turns the nodes of the YAML parser into values.
type yamlReader struct {
	doc   *document
	lines []int                     // offsets of line starts as YAML counts lines
	done  map[*yaml.Node]*yamlValue // of anchored nodes; a nil entry is being read
}

// yamlValue is a value with its size.
type yamlValue struct {
	*value
	count  int // values in it, itself included, aliases as often as used
	bytes  int // of text in it, counted in the same way
	height int // levels of lists and objects
}

// yamlLines returns the offsets of line starts. YAML also breaks lines at U+0085, U+2028 and U+2029.
func yamlLines(text string) []int {
	lines := []int{0}
	for i, r := range text {
		switch r {
		case '\n', '\u0085', '\u2028', '\u2029':
			lines = append(lines, i+len(string(r)))
		case '\r':
			if !strings.HasPrefix(text[i+1:], "\n") {
				lines = append(lines, i+1)
			}
		}
	}
	return lines
}

// parse runs the YAML parser. Panics of the parser, which it should not have, become faults.
func (y *yamlReader) parse() (node *yaml.Node, f *fault) {
	defer func() {
		if r := recover(); r != nil {
			node, f = nil, syntaxFault(0, 1, "YAML: the text cannot be read", "")
		}
	}()
	dec := yaml.NewDecoder(strings.NewReader(y.doc.text))
	var doc, next yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, syntaxFault(0, 1, "The file holds no document", "")
	} else if err != nil {
		return nil, y.failed(err)
	}
	switch err := dec.Decode(&next); {
	case err == nil:
		at := y.offset(next.Line, 1)
		return nil, syntaxFault(at, at+3, "YAML: the file holds several documents", "keep one of the documents between the --- lines")
	case !errors.Is(err, io.EOF):
		return nil, y.failed(err)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, syntaxFault(0, 1, "The file holds no document", "")
	}
	return doc.Content[0], nil
}

// yamlError splits a message of the YAML parser.
var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// misplaced begins the messages of the YAML parser that name the line where the collection around the fault begins,
// one too small.
var misplaced = []string{"did not find expected", "found undefined tag handle"}

// failed returns the fault of an error of the YAML parser, which names a line at most.
func (y *yamlReader) failed(err error) *fault {
	line, msg := splitYAMLError(err)
	for _, prefix := range misplaced {
		if strings.HasPrefix(msg, prefix) {
			line = y.narrow(msg)
		}
	}
	from := y.offset(line, 1)
	_, text, start := y.doc.line(from)
	indent := len(text) - len(strings.TrimLeft(text, " \t"))
	hint := ""
	switch {
	case strings.Contains(text[:indent], "\t"):
		hint = "indent with spaces; YAML does not take tabs"
	case strings.Contains(msg, "did not find expected") || strings.Contains(msg, "mapping values"):
		hint = "check the indentation and the quotes of this line and the one before it"
	}
	return syntaxFault(start+indent, start+len(text), "YAML: "+msg, hint)
}

// splitYAMLError returns the 1-based line and the text of an error of the YAML parser.
func splitYAMLError(err error) (line int, msg string) {
	m := yamlError.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if m == nil {
		return 1, clip(err.Error())
	}
	line, _ = strconv.Atoi(m[1])
	return max(line, 1), clip(m[2])
}

// mostNarrowed is the size of text up to which narrow tries; it parses about 20 times.
const mostNarrowed = 1 << 20

// narrow returns the line on which the YAML parser fails with a message: the fewest lines of the text for which it
// does.
func (y *yamlReader) narrow(msg string) int {
	if len(y.doc.text) > mostNarrowed {
		return 1
	}
	return 1 + sort.Search(len(y.lines)-1, func(i int) bool {
		err := yaml.Unmarshal([]byte(y.doc.text[:y.lines[i+1]]), &yaml.Node{})
		if err == nil {
			return false
		}
		_, got := splitYAMLError(err)
		return got == msg
	})
}

// offset returns the byte offset of a 1-based line and column, the column counted in characters.
func (y *yamlReader) offset(line, column int) int {
	line = max(1, min(line, len(y.lines)))
	return y.doc.skip(y.lines[line-1], column-1)
}

// value converts a node that stands inside depth lists and objects.
func (y *yamlReader) value(n *yaml.Node, depth int) (*yamlValue, *fault) {
	from := y.offset(n.Line, n.Column)
	if n.Kind == yaml.AliasNode {
		return y.alias(n, depth, from)
	}
	if depth > maxNesting {
		return nil, sizeFault(from, "the definition is nested deeper than 256 levels")
	}
	if n.Anchor != "" {
		y.done[n] = nil
	}
	v := &yamlValue{value: &value{from: from, to: from + 1, tag: localTag(n)}, count: 1}
	var f *fault
	switch n.Kind {
	case yaml.MappingNode:
		f = y.object(v, n, depth)
	case yaml.SequenceNode:
		f = y.list(v, n, depth)
	default:
		f = y.scalar(v.value, n)
	}
	v.bytes += len(v.text)
	if f == nil && (v.count > maxValues || v.bytes > maxText) {
		f = sizeFault(from, "the definition has more than 500,000 values or 32 MB of text, counting YAML aliases as often as they are used")
	}
	if n.Anchor != "" {
		y.done[n] = v
	}
	return v, f
}

// localTag returns the tag of a node when it is one of the document's own, such as "!Sub".
func localTag(n *yaml.Node) string {
	if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") && len(n.Tag) > 1 {
		return n.Tag
	}
	return ""
}

// alias returns the value an alias stands for.
func (y *yamlReader) alias(n *yaml.Node, depth, from int) (*yamlValue, *fault) {
	v, known := y.done[n.Alias]
	switch {
	case known && v == nil:
		return nil, &fault{CodeSyntax, invalidInput + " YAML: the alias " + quote("*"+n.Value) + " stands inside its own anchor", "", from, from + 1 + len(n.Value)}
	case !known:
		return y.value(n.Alias, depth)
	case depth+v.height > maxNesting:
		return nil, sizeFault(from, "the definition is nested deeper than 256 levels")
	}
	return v, nil
}

// take adds the size of an inner value to v.
func (v *yamlValue) take(inner *yamlValue) {
	v.count = min(v.count+inner.count, maxValues+1)
	v.bytes = min(v.bytes+inner.bytes, maxText+1)
	v.height = max(v.height, inner.height+1)
}

// list converts a sequence.
func (y *yamlReader) list(v *yamlValue, n *yaml.Node, depth int) *fault {
	v.kind = kindList
	v.items = make([]*value, 0, len(n.Content))
	for _, c := range n.Content {
		item, f := y.value(c, depth+1)
		if f != nil {
			return f
		}
		v.take(item)
		v.items = append(v.items, item.value)
	}
	return nil
}

// object converts a mapping. Keys of all scalar kinds become text, as 200 in responses. Fields taken over by merge
// keys come behind the others and give way to them.
func (y *yamlReader) object(v *yamlValue, n *yaml.Node, depth int) *fault {
	v.kind = kindObject
	var merges []*yamlValue
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		val, f := y.value(n.Content[i+1], depth+1)
		if f != nil {
			return f
		}
		v.take(val)
		if k.Kind == yaml.ScalarNode && k.ShortTag() == "!!merge" {
			merges = append(merges, val)
			continue
		}
		key, f := y.key(k, depth)
		if f != nil {
			return f
		}
		if !v.add(key, val.value) {
			return duplicateFault(key)
		}
	}
	for _, m := range merges {
		if f := y.merge(v.value, m.value); f != nil {
			return f
		}
	}
	return nil
}

// key converts the key of a mapping.
func (y *yamlReader) key(n *yaml.Node, depth int) (*value, *fault) {
	k, f := y.value(n, depth+1)
	if f != nil {
		return nil, f
	}
	if k.kind == kindList || k.kind == kindObject {
		return nil, syntaxFault(k.from, k.to, "YAML: "+k.kind.String()+" stands where a key belongs", "")
	}
	return &value{kind: kindText, style: k.style, from: k.from, to: k.to, text: n.Value}, nil
}

// merge takes the fields of the objects named by a merge key, one or a list, over into v.
func (y *yamlReader) merge(v, from *value) *fault {
	list := []*value{from}
	if from.kind == kindList {
		list = from.items
	}
	for _, item := range list {
		if item.kind != kindObject {
			return syntaxFault(item.from, item.to, "YAML: a merge key takes objects only", "")
		}
		for _, f := range item.fields {
			v.add(f.key, f.val)
		}
	}
	return nil
}

// scalar converts a scalar.
func (y *yamlReader) scalar(v *value, n *yaml.Node) *fault {
	v.from = y.content(v.from)
	v.kind, v.text, v.style = kindText, n.Value, scalarStyle(n)
	v.to = y.end(v)
	if v.tag != "" {
		return nil
	}
	switch n.ShortTag() {
	case "!!null":
		v.kind, v.text = kindNull, ""
	case "!!bool":
		v.kind, v.text = kindBool, strings.ToLower(n.Value)
	case "!!int", "!!float":
		if text, ok := jsonNumber(n); ok {
			v.kind, v.text = kindNumber, text
		}
	}
	return nil
}

// scalarStyle returns the style of a scalar node.
func scalarStyle(n *yaml.Node) style {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return styleDouble
	case n.Style&yaml.SingleQuotedStyle != 0:
		return styleSingle
	case n.Style&yaml.LiteralStyle != 0:
		return styleLiteral
	case n.Style&yaml.FoldedStyle != 0:
		return styleFolded
	}
	return stylePlain
}

// content returns where the content of a scalar begins: behind tag and anchor.
func (y *yamlReader) content(from int) int {
	text := y.doc.text
	for from < len(text) && (text[from] == '!' || text[from] == '&') {
		n := strings.IndexAny(text[from:], " \t\r\n")
		if n < 0 {
			return from
		}
		from += n
		for from < len(text) && strings.IndexByte(" \t\r\n", text[from]) >= 0 {
			from++
		}
	}
	return from
}

// end returns where a scalar ends: exactly where it is on one line, else the end of its first line.
func (y *yamlReader) end(v *value) int {
	rest := y.doc.text[v.from:]
	if v.style == stylePlain && strings.HasPrefix(rest, v.text) {
		return v.from + len(v.text)
	}
	if v.style == styleDouble || v.style == styleSingle {
		for i := 1; i < len(rest) && rest[i] != '\n'; i++ {
			switch {
			case rest[i] == '\\' && v.style == styleDouble:
				i++
			case rest[i] == rest[0]:
				return v.from + i + 1
			}
		}
	}
	_, line, start := y.doc.line(v.from)
	return max(v.from, start+len(line))
}

// jsonNumber returns a YAML number as JSON writes it, false when JSON has no such number.
func jsonNumber(n *yaml.Node) (string, bool) {
	if len(n.Value) > 0 && numberLength(n.Value) == len(n.Value) {
		return n.Value, true
	}
	var i int64
	if n.ShortTag() == "!!int" && n.Decode(&i) == nil {
		return strconv.FormatInt(i, 10), true
	}
	var f float64
	if n.Decode(&f) == nil {
		text := fmt.Sprint(f)
		return text, numberLength(text) == len(text)
	}
	return "", false
}
