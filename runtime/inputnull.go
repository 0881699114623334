package runtime

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// ExplainNull says why path or params found nothing.
func (p *input) ExplainNull(name string, args []java.Value) string {
	if len(args) != 1 {
		return ""
	}
	arg, ok := args[0].(java.String)
	switch {
	case !ok:
		return ""
	case name == "params":
		return fmt.Sprintf("the request has no parameter %s in its path, query string or headers%s", arg, p.otherCase(string(arg)))
	case name == "path":
		return p.explainPath(rooted(string(arg)))
	}
	return ""
}

// otherCase mentions a parameter whose name differs from name in letter case only.
func (p *input) otherCase(name string) (mention string) {
	p.parameters(&java.Meter{}).Each(func(kind, group java.Value) bool {
		mp, ok := group.(*java.Map)
		if !ok {
			return true
		}
		mp.Each(func(k, _ java.Value) bool {
			if key := java.ToString(nil, k); strings.EqualFold(key, name) {
				mention = fmt.Sprintf("; %s has %s, and names count by letter case", java.ToString(nil, kind), key)
			}
			return mention == ""
		})
		return mention == ""
	})
	return mention
}

// outline is the body as it came, for explanations. Its own reading keeps the run's document as it is.
func (p *input) outline(limits java.Limits) (jsonsmart.Node, error) {
	if !p.outlined {
		p.outlined = true
		p.nodes, p.outlineErr = jsonsmart.ParseNode(string(p.text()), limits)
	}
	return p.nodes, p.outlineErr
}

// explainPath says where the body ends on the way along a path.
func (p *input) explainPath(path string) string {
	root, err := p.outline(java.DefaultLimits())
	switch {
	case err != nil:
		return "the body is no JSON: " + firstLine(err)
	case root.Kind() == jsonsmart.Null:
		return "the body is null"
	}
	if n, ok := root.At(path); ok {
		if n.Kind() == jsonsmart.Null {
			return "the body has null at " + path
		}
		return ""
	}
	for at := path; ; {
		i := strings.LastIndexAny(at, ".[")
		if i <= 0 {
			return ""
		}
		at = at[:i]
		if n, ok := root.At(at); ok {
			if p.raw == "" {
				return "the body is empty, and reads as {}"
			}
			return fmt.Sprintf("the body has nothing at %s: %s is %s", path, at, describeNode(n))
		}
	}
}

// firstLine returns the first line of an error's text, without the name of a Java class.
func firstLine(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if class, msg, ok := strings.Cut(text, ": "); ok && !strings.Contains(class, " ") {
		text = msg
	}
	return clip(text)
}

// maxNamed is how many members of an object an explanation names.
const maxNamed = 10

// describeNode says what a value of the body is.
func describeNode(n jsonsmart.Node) string {
	switch n.Kind() {
	case jsonsmart.Object:
		var names []string
		for c := n.Members(); c.Next(); {
			if len(names) == maxNamed {
				names = append(names, "...")
				break
			}
			names = append(names, c.Name())
		}
		if len(names) == 0 {
			return "an empty object"
		}
		return "an object with keys " + strings.Join(names, ", ")
	case jsonsmart.Array:
		switch n.Len() {
		case 0:
			return "an empty array"
		case 1:
			return "an array of 1 element"
		}
		return fmt.Sprintf("an array of %d elements", n.Len())
	}
	return clip(n.Text())
}
