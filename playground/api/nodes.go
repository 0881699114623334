package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
)

// maxNodes is how many children of a node are listed, maxNodeText how much of a value is shown, in bytes.
const (
	maxNodes    = 1000
	maxNodeText = 80
)

// Nodes returns the way to a node of a JSON body, and what is in it.
func (s *Service) Nodes(_ context.Context, q *NodesQuery) (*Nodes, error) {
	out := &Nodes{Way: []JSONNode{}, Children: []JSONNode{}, Problems: []Problem{}}
	t := &nodeTree{body: q.Body, units: newOffsets(q.Body)}
	root, err := jsonsmart.ParseNode(q.Body, s.options.Limits)
	if err != nil {
		out.Problems = append(out.Problems, unreadable(err))
		return out, nil
	}
	n := root
	if q.Offset != nil {
		n = root.Enclosing(t.units.byteOf(*q.Offset))
	} else if q.Path != "" {
		var ok bool
		if n, ok = root.At(q.Path); !ok {
			return nil, &CallError{Kind: FailureRequest, Message: "the body has nothing at " + q.Path}
		}
	}
	at := n.Origin()
	out.Way = t.way(root, at.Start)
	out.Children, out.More = t.children(n, at.Path)
	return out, nil
}

// unreadable is the problem of a body that is no JSON.
func unreadable(err error) Problem {
	p := requestProblem(runtime.CodeBodyNotJSON, err)
	p.In, p.Message = inBody, "the body is no JSON: "+firstLine(err.Error())
	p.Text = p.Message
	return p
}

// firstLine returns the first line of an exception's text, without the name of its class.
func firstLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	if class, msg, ok := strings.Cut(text, ": "); ok && !strings.Contains(class, " ") {
		return msg
	}
	return text
}

// nodeTree shows the nodes of a body.
type nodeTree struct {
	body  string
	units *offsets
}

// way returns the nodes from root to the innermost one that begins at or holds the byte at offset.
func (t *nodeTree) way(root jsonsmart.Node, offset int) []JSONNode {
	out := []JSONNode{t.node(root, "", "$")}
	for n := root; n.Kind() == jsonsmart.Object || n.Kind() == jsonsmart.Array; {
		inner, found := jsonsmart.Node{}, false
		i := 0
		path := out[len(out)-1].Path
		for c := n.Members(); c.Next(); i++ {
			if o := c.Value(); contains(o, offset) {
				key := t.key(n, &c, i)
				out = append(out, t.node(o, key, path+step(n, key)))
				inner, found = o, true
				break
			}
		}
		if !found {
			break
		}
		n = inner
	}
	return out
}

// contains tells whether the byte at offset is one of n's.
func contains(n jsonsmart.Node, offset int) bool {
	start, end := n.Span()
	return offset >= start && offset < end
}

// key returns the name or the index of the member a walk has come to.
func (t *nodeTree) key(n jsonsmart.Node, c *jsonsmart.Cursor, i int) string {
	if n.Kind() == jsonsmart.Object {
		return c.Name()
	}
	return strconv.Itoa(i)
}

// step returns the JSONPath step from n to its member called key.
func step(n jsonsmart.Node, key string) string {
	if n.Kind() == jsonsmart.Object {
		return jsonsmart.NameStep(key)
	}
	return "[" + key + "]"
}

// children returns what is in n, which stands at path, and how many more there are.
func (t *nodeTree) children(n jsonsmart.Node, path string) (list []JSONNode, more int) {
	list = []JSONNode{}
	if n.Kind() != jsonsmart.Object && n.Kind() != jsonsmart.Array {
		return list, 0
	}
	i := 0
	for c := n.Members(); c.Next(); i++ {
		if i < maxNodes {
			key := t.key(n, &c, i)
			list = append(list, t.node(c.Value(), key, path+step(n, key)))
		}
	}
	return list, max(0, i-maxNodes)
}

// nodeTypes names the kinds of node.
var nodeTypes = map[jsonsmart.Kind]string{
	jsonsmart.Null: "null", jsonsmart.Bool: "boolean", jsonsmart.Number: "number", jsonsmart.String: "string",
	jsonsmart.Object: "object", jsonsmart.Array: "array",
}

// node returns a node as it is shown.
func (t *nodeTree) node(n jsonsmart.Node, key, path string) JSONNode {
	start, end := n.Span()
	out := JSONNode{
		Key: key, Path: path, Type: nodeTypes[n.Kind()], Text: cut(t.body[start:min(end, len(t.body))], maxNodeText),
		Start: t.units.unit(start), End: t.units.unit(end), Insert: inserts(path),
	}
	if n.Kind() == jsonsmart.Object || n.Kind() == jsonsmart.Array {
		out.Size = n.Len()
	}
	return out
}

// cut returns the beginning of a text that is longer than most bytes.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// inserts returns the ways to read the value at a path in a template. A name that no way can spell leaves them out.
func inserts(path string) []string {
	var out []string
	if quoted, ok := vtlString(path); ok {
		out = append(out, "$input.path("+quoted+")", "$input.json("+quoted+")")
	}
	if ref, ok := rootReference(path); ok {
		out = append(out, ref)
	}
	return out
}

// vtlString writes text as a string of the language, which knows no escapes: in single quotes, or in double quotes where
// nothing in it would be taken for a reference or directive.
func vtlString(text string) (string, bool) {
	if !strings.Contains(text, "'") {
		return "'" + text + "'", true
	}
	if !strings.Contains(text, `"`) && !strings.Contains(text, "#") && strings.Count(text, "$") == 1 {
		return `"` + text + `"`, true
	}
	return "", false
}

// rootReference writes a path as a reference to $inputRoot, which templates set to $input.path('$').
func rootReference(path string) (string, bool) {
	out := "$inputRoot"
	for rest := strings.TrimPrefix(path, "$"); rest != ""; {
		key, isIndex, after := jsonsmart.CutStep(rest)
		switch {
		case after == rest:
			return "", false
		case isIndex:
			out += "[" + key + "]"
		case isName(key):
			out += "." + key
		default:
			quoted, ok := vtlString(key)
			if !ok || strings.ContainsAny(quoted, "$") && quoted[0] == '"' {
				return "", false
			}
			out += "[" + quoted + "]"
		}
		rest = after
	}
	return out, true
}

// isName tells whether name can stand behind a dot in a reference, and means the key of that name there.
func isName(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isLetter(c) && (i == 0 || !isDigit(c) && c != '-') {
			return false
		}
	}
	return name != "" && name != "class" && name[0] != '_'
}
