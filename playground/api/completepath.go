package api

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
)

// paths lists the JSONPaths into the body that what is typed can become: the children of the value it has come to.
func (k *completer) paths(typed string, quote byte) {
	root, err := jsonsmart.ParseNode(k.call.body.text, k.service.options.Limits)
	if err != nil {
		return
	}
	if typed == "" || typed == "$" {
		k.path(root, "$", quote)
	}
	base := "$"
	if i := strings.LastIndexAny(typed, ".["); i > 0 {
		base = typed[:i]
	}
	n, ok := root.At(strings.ReplaceAll(base, "[*]", "[0]"))
	if !ok {
		return
	}
	switch n.Kind() {
	case jsonsmart.Object:
		for c := n.Members(); c.Next() && len(k.items) < maxItems; {
			k.path(c.Value(), base+jsonsmart.NameStep(c.Name()), quote)
		}
	case jsonsmart.Array:
		for i := range min(n.Len(), maxElements) {
			elem, _ := n.Element(i)
			if i == 0 {
				k.path(elem, base+"[*]", quote)
			}
			k.path(elem, base+"["+strconv.Itoa(i)+"]", quote)
		}
	}
}

// maxElements is how many elements of an array are offered by their number.
const maxElements = 5

// path lists the path to n, where a string in these quotes can hold it.
func (k *completer) path(n jsonsmart.Node, path string, quote byte) {
	if strings.IndexByte(path, quote) >= 0 {
		return
	}
	k.add(Completion{Label: path, Kind: "path", Detail: nodeTypes[n.Kind()], Info: k.sample(n)})
}

// sample returns the beginning of a value of the body.
func (k *completer) sample(n jsonsmart.Node) string {
	start, end := n.Span()
	return cut(k.call.body.text[start:min(end, len(k.call.body.text))], maxNodeText)
}
