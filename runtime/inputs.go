package runtime

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// Inputs is what a template refers to in its source: each list without repeats, in the order of the source. It is
// found without running the template, so it holds what other branches need too, and what is looked up by a
// computed name is not in it.
type Inputs struct {
	// Body is set when the template reads the body: $input.body, or any path.
	Body bool
	// Paths are JSONPaths into the body. Variables are followed: behind #set($r = $input.path('$.order')) and
	// #foreach($l in $r.lines), $l.sku is listed as $.order.lines[*].sku.
	Paths []string
	// Params are the parameters read by name.
	Params []ParamRef
	// AllParams is set when $input.params() is used as a whole.
	AllParams bool
	// Context are the variables of $context that are read, "identity.sourceIp".
	Context []string
	// StageVariables are the stage variables read.
	StageVariables []string
	// Functions are the functions of $util called.
	Functions []string
	// Overrides are the overrides set by a name in the source, "responseOverride.header.X-Id".
	Overrides []string
	// Dynamic is set when a path or a name is computed, so that the lists above may be incomplete.
	Dynamic bool
}

// ParamRef is a parameter read by a template. Group is "path", "querystring" or "header", or "" for one searched in
// all three.
type ParamRef struct{ Group, Name string }

// Inputs lists what the template refers to.
func (t *Template) Inputs() Inputs {
	f := &inputFinder{alias: map[string]Place{}}
	syntax.Walk(t.tree.Root, f.visit)
	return f.in
}

// Place is a part of the input, named as origins name it (vtl.Origin).
type Place struct {
	// Source is "body", "params.path", "params.querystring", "params.header", "context" or "stageVariables"; "params"
	// for a parameter that is searched in all three.
	Source string
	// Path is a JSONPath into the body, "[*]" standing for any element, "" for the body as text, else a
	// name.
	Path string
	// Exact is set when the reference reads the place itself, not what a method makes of it.
	Exact bool
}

// Places tells which part of the input each reference reads, as far as the source tells. Like Inputs it follows
// variables.
func (t *Template) Places() map[*syntax.Reference]Place {
	f := &inputFinder{alias: map[string]Place{}, places: map[*syntax.Reference]Place{}}
	syntax.Walk(t.tree.Root, f.visit)
	return f.places
}

// inputFinder gathers Inputs while it walks a tree.
type inputFinder struct {
	in Inputs
	// alias maps variables to the part of the input they hold.
	alias map[string]Place
	// places are those of references; nil when nobody asks.
	places map[*syntax.Reference]Place
}

// visit looks at one node.
func (f *inputFinder) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Set:
		syntax.Walk(n.Right, f.visit)
		f.arguments(n.Left)
		f.set(n)
		return false
	case *syntax.Foreach:
		f.foreach(n)
		return false
	case *syntax.Reference:
		f.reference(n)
	}
	return true
}

// foreach walks a loop, whose variable holds the elements of what it goes over.
func (f *inputFinder) foreach(n *syntax.Foreach) {
	if n.Seq != nil {
		syntax.Walk(n.Seq, f.visit)
	}
	if p, ok := f.source(n.Seq); ok && p.Source == placeBody && p.Exact {
		f.alias[n.Var] = Place{placeBody, p.Path + "[*]", true}
	} else {
		delete(f.alias, n.Var)
	}
	syntax.Walk(n.Body, f.visit)
}

// set notes what a #set assigns: an override, or the part of the body that a variable holds from here on.
func (f *inputFinder) set(n *syntax.Set) {
	if len(n.Left.Path) == 0 {
		if p, ok := f.source(n.Right); ok && p.Exact {
			f.alias[n.Left.Name] = p
		} else {
			delete(f.alias, n.Left.Name)
		}
		return
	}
	if n.Left.Name == "context" {
		name, whole := dotted(n.Left.Path)
		if isOverride(name) && whole {
			f.in.Overrides = addOnce(f.in.Overrides, name)
		}
		f.in.Dynamic = f.in.Dynamic || !whole
	}
}

// arguments walks what is evaluated inside the left side of a #set.
func (f *inputFinder) arguments(left *syntax.Reference) {
	for _, step := range left.Path {
		syntax.Walk(step, f.visit)
	}
}

// isOverride tells whether a name inside $context belongs to the overrides.
func isOverride(name string) bool {
	return strings.HasPrefix(name, "requestOverride") || strings.HasPrefix(name, "responseOverride")
}

// reference notes what a reference reads.
func (f *inputFinder) reference(n *syntax.Reference) {
	if f.places != nil {
		if p, ok := f.source(n); ok {
			f.places[n] = p
		}
	}
	switch n.Name {
	case "input":
		f.input(n)
	case "context":
		f.named(&f.in.Context, n.Path)
	case "stageVariables":
		f.named(&f.in.StageVariables, n.Path)
	case "util":
		if len(n.Path) > 0 {
			if c, ok := n.Path[0].(*syntax.Call); ok {
				f.in.Functions = addOnce(f.in.Functions, c.Name)
			}
		}
	default:
		if p, ok := f.alias[n.Name]; ok && p.Source == placeBody && p.Path != bodyText {
			f.in.Paths = addOnce(f.in.Paths, p.Path+steps(n.Path))
		}
	}
}

// named notes the name that a path spells inside a map.
func (f *inputFinder) named(list *[]string, path []syntax.Node) {
	name, whole := dotted(path)
	f.in.Dynamic = f.in.Dynamic || !whole
	if name != "" {
		*list = addOnce(*list, name)
	}
}

// input notes what a reference to $input reads.
func (f *inputFinder) input(n *syntax.Reference) {
	if len(n.Path) == 0 {
		return
	}
	switch step := n.Path[0].(type) {
	case *syntax.Property:
		f.in.Body = f.in.Body || step.Name == "body"
	case *syntax.Call:
		switch {
		case step.Name == "getBody":
			f.in.Body = true
		case step.Name == "params":
			f.params(step, n.Path[1:])
		case step.Name == "path" || step.Name == "json":
			f.in.Body = true
			base, ok := constantArg(step)
			if !ok {
				f.in.Dynamic = true
				return
			}
			f.in.Paths = addOnce(f.in.Paths, rooted(base)+steps(n.Path[1:]))
		}
	}
}

// params notes what $input.params(..) followed by rest reads.
func (f *inputFinder) params(call *syntax.Call, rest []syntax.Node) {
	if len(call.Args) > 0 {
		if name, ok := constantArg(call); ok {
			f.param(ParamRef{Name: name})
		} else {
			f.in.Dynamic = true
		}
		return
	}
	var names []string
	for _, step := range rest {
		name, ok := stepName(step)
		if !ok {
			break
		}
		names = append(names, name)
	}
	if len(names) < 2 || !slices.Contains(paramGroups, names[0]) {
		f.in.AllParams = true
		return
	}
	f.param(ParamRef{names[0], names[1]})
}

// param adds a parameter once.
func (f *inputFinder) param(p ParamRef) {
	if !slices.Contains(f.in.Params, p) {
		f.in.Params = append(f.in.Params, p)
	}
}

// source returns the part of the input that an expression reads, when it is a reference to one.
func (f *inputFinder) source(n syntax.Node) (Place, bool) {
	r, ok := n.(*syntax.Reference)
	if !ok {
		return Place{}, false
	}
	switch r.Name {
	case "input":
		return inputPlace(r.Path)
	case "context", "stageVariables":
		return namedPlace(r.Name, "", r.Path)
	}
	p, ok := f.alias[r.Name]
	if !ok {
		return Place{}, false
	}
	if p.Source != placeBody {
		return namedPlace(p.Source, p.Path, r.Path)
	}
	if p.Path == bodyText {
		return p, len(r.Path) == 0
	}
	return bodyPlace(p.Path, r.Path), true
}

// The sources of a Place that Inputs treats by themselves.
const (
	placeBody   = "body"
	placeParams = "params"
)

// bodyText is the path of the body as the text it is, which no JSONPath leads into.
const bodyText = ""

// inputPlace returns the part of the input that $input followed by path reads.
func inputPlace(path []syntax.Node) (Place, bool) {
	if len(path) == 0 {
		return Place{}, false
	}
	if p, ok := path[0].(*syntax.Property); ok && p.Name == "body" {
		return Place{placeBody, bodyText, len(path) == 1}, len(path) == 1
	}
	call, ok := path[0].(*syntax.Call)
	if !ok {
		return Place{}, false
	}
	name, constant := constantArg(call)
	switch {
	case call.Name == "path" && constant:
		return bodyPlace(rooted(name), path[1:]), true
	case call.Name == "json" && constant:
		return Place{placeBody, rooted(name), false}, true
	case call.Name == "params" && constant:
		return Place{placeParams, name, len(path) == 1}, true
	case call.Name == "params" && len(call.Args) == 0 && len(path) > 2:
		if group, ok := stepName(path[1]); ok && slices.Contains(paramGroups, group) {
			return namedPlace(placeParams+"."+group, "", path[2:])
		}
	}
	return Place{}, false
}

// bodyPlace returns what path reads of the part of the body at base.
func bodyPlace(base string, path []syntax.Node) Place {
	for i, step := range path {
		_, isIndex := indexOf(step)
		if _, isName := stepName(step); !isIndex && !isName {
			return Place{placeBody, base + steps(path[:i]), false}
		}
	}
	return Place{placeBody, base + steps(path), true}
}

// namedPlace returns what path reads of the part of a source that is known by name.
func namedPlace(source, name string, path []syntax.Node) (Place, bool) {
	p := Place{source, name, true}
	for _, step := range path {
		part, ok := stepName(step)
		if !ok {
			p.Exact = false
			break
		}
		if p.Path != "" {
			part = "." + part
		}
		p.Path += part
	}
	return p, p.Path != ""
}

// steps returns the JSONPath of the steps up to the first that leaves the document, such as a method call.
func steps(path []syntax.Node) string {
	var b strings.Builder
	for _, step := range path {
		if i, ok := indexOf(step); ok {
			b.WriteString("[" + i + "]")
			continue
		}
		name, ok := stepName(step)
		if !ok {
			break
		}
		if isWord(name) {
			b.WriteString("." + name)
		} else {
			b.WriteString("['" + strings.ReplaceAll(name, "'", `\'`) + "']")
		}
	}
	return b.String()
}

// rooted returns a JSONPath with its "$.", which API Gateway lets one leave out.
func rooted(path string) string {
	if strings.HasPrefix(path, "$") || strings.HasPrefix(path, "@") {
		return path
	}
	return "$." + path
}

// dotted returns the names that properties, get('name') and ['name'] spell, joined by dots. whole is false when it
// ends at a computed name.
func dotted(path []syntax.Node) (name string, whole bool) {
	var names []string
	for _, step := range path {
		part, ok := stepName(step)
		if !ok {
			return strings.Join(names, "."), !computed(step)
		}
		names = append(names, part)
	}
	return strings.Join(names, "."), true
}

// computed tells whether a step looks something up by a name that the source does not tell.
func computed(step syntax.Node) bool {
	switch step := step.(type) {
	case *syntax.Index:
		return true
	case *syntax.Call:
		return step.Name == "get" || step.Name == "put"
	}
	return false
}

// stepName returns the key that a step looks up in a map, when the source tells it.
func stepName(step syntax.Node) (string, bool) {
	switch step := step.(type) {
	case *syntax.Property:
		return step.Name, true
	case *syntax.Index:
		return constant(step.Arg)
	case *syntax.Call:
		if step.Name == "get" {
			return constantArg(step)
		}
	}
	return "", false
}

// indexOf returns the number a step looks up in a list, as text.
func indexOf(step syntax.Node) (string, bool) {
	arg := step
	switch step := step.(type) {
	case *syntax.Index:
		arg = step.Arg
	case *syntax.Call:
		if step.Name != "get" || len(step.Args) != 1 {
			return "", false
		}
		arg = step.Args[0]
	}
	i, ok := arg.(*syntax.Int)
	if !ok {
		return "", false
	}
	_, err := strconv.Atoi(i.Text)
	return i.Text, err == nil
}

// constantArg returns the text of a call's only argument when it is a string without references.
func constantArg(c *syntax.Call) (string, bool) {
	if len(c.Args) != 1 {
		return "", false
	}
	return constant(c.Args[0])
}

// constant returns the text of a string without references.
func constant(n syntax.Node) (string, bool) {
	s, ok := n.(*syntax.String)
	if !ok || s.Body == nil {
		if ok {
			return s.Value, true
		}
		return "", false
	}
	// "$.a" is parsed as a template whose text is one piece or several.
	var b strings.Builder
	for _, n := range s.Body.Nodes {
		t, ok := n.(*syntax.Text)
		if !ok {
			return "", false
		}
		b.WriteString(t.Value)
	}
	text := b.String()
	if s.TrailingSpace {
		text = strings.TrimSuffix(text, " ")
	}
	return text, true
}

// isWord tells whether name can stand behind a dot in a JSONPath.
func isWord(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return name != ""
}

// addOnce appends s unless the list has it.
func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
