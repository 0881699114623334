package api

import (
	"context"
	"sort"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// inputItems are the members of $input.
var inputItems = []Completion{
	{Label: "path", Kind: "method", Apply: "path('$.", Detail: "(String) → Object", Info: "The value at a JSONPath of the body: an object, a list, text, a number. Nothing there reads as the empty string."},
	{Label: "json", Kind: "method", Apply: "json('$.", Detail: "(String) → String", Info: "The JSON text of the value at a JSONPath of the body."},
	{Label: "body", Kind: "property", Detail: "String", Info: "The body as it came, {} for an empty one."},
	{Label: "params", Kind: "method", Apply: "params(", Detail: "(String) → String, () → Map", Info: "A parameter by name, looked for in path, query string and headers; without a name all of them as a map of three maps."},
}

// utilItems are the functions of $util.
var utilItems = []Completion{
	{Label: "escapeJavaScript", Kind: "method", Apply: "escapeJavaScript(", Detail: "(String) → String", Info: `Escapes text for a string of JavaScript. In JSON append .replaceAll("\\'", "'"), since \' is no escape there.`},
	{Label: "parseJson", Kind: "method", Apply: "parseJson(", Detail: "(String) → Object", Info: "Reads JSON text into objects that a template can walk."},
	{Label: "urlEncode", Kind: "method", Apply: "urlEncode(", Detail: "(String) → String", Info: "Encodes text as application/x-www-form-urlencoded."},
	{Label: "urlDecode", Kind: "method", Apply: "urlDecode(", Detail: "(String) → String", Info: "Decodes application/x-www-form-urlencoded text."},
	{Label: "base64Encode", Kind: "method", Apply: "base64Encode(", Detail: "(String) → String", Info: "Encodes text as base64."},
	{Label: "base64Decode", Kind: "method", Apply: "base64Decode(", Detail: "(String) → String", Info: "Decodes base64 to text."},
}

// members lists what can stand behind the dot of a reference that begins at start.
func (k *completer) members(ctx context.Context, start int, ref string) {
	name, path, _ := strings.Cut(ref[1:], ".")
	switch {
	case name == "context":
		k.contextMembers(path)
	case ref == "$input":
		k.list(inputItems)
	case ref == "$util":
		k.list(utilItems)
	case ref == "$stageVariables":
		k.stageVariables()
	default:
		if !k.held(ctx, start, ref) {
			k.read(start, ref)
		}
	}
}

// list lists fixed items.
func (k *completer) list(items []Completion) {
	for _, c := range items {
		k.add(c)
	}
}

// contextMembers lists the variables of $context behind a path of names.
func (k *completer) contextMembers(path string) {
	if path != "" {
		path += "."
	}
	for _, v := range runtime.ContextVariables() {
		rest, ok := strings.CutPrefix(v.Name, path)
		if !ok || v.When == runtime.InGatewayResponse || v.When == runtime.InAccessLog {
			continue
		}
		name, more, deeper := strings.Cut(rest, ".")
		switch {
		case strings.HasPrefix(name, "<"):
		case deeper:
			k.add(Completion{Label: name, Kind: "property", Detail: "object", Info: "$context." + path + name + "." + more})
		default:
			info := v.Meaning
			if v.When != runtime.Always {
				info += " (" + string(v.When) + ")"
			}
			k.add(Completion{Label: name, Kind: "property", Detail: v.Default(), Info: info})
		}
	}
}

// stageVariables lists the stage variables of the request.
func (k *completer) stageVariables() {
	var names []string
	for name := range k.call.request.StageVariables {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		k.add(Completion{
			Label: name, Kind: "property", Detail: "String", Info: cut(k.call.request.StageVariables[name], maxNodeText), Apply: applyName("property", name),
		})
	}
}

// probeTime bounds the run that finds what a variable holds.
const probeTime = 200 * time.Millisecond

// held lists the members of what ref holds at start in a run of the template up to there. It returns false where the
// run does not come there, or ref has no value.
func (k *completer) held(ctx context.Context, start int, ref string) bool {
	text, at := probe(k.before[:start], ref)
	limits := k.service.options.Limits
	limits.Time = min(limits.Time, probeTime)
	tpl, err := runtime.Compile(text, runtime.WithLimits(limits), runtime.WithoutWarnings())
	if err != nil {
		return false
	}
	w := &probeSink{completer: k, at: at, src: tpl.Source()}
	q := *k.call.request
	q.Trace = w
	_, _ = tpl.Transform(ctx, &q) // whatever happens behind the place does not matter
	return w.found
}

// probe returns a template that prints ref where before ends, and the offset of ref in it: what was not finished
// there is left out, and open blocks are closed.
func probe(before, ref string) (text string, at int) {
	at, blocks := unfinished(before)
	return before[:at] + ref + " " + strings.Repeat("#end", blocks), at
}

// unfinished returns where the directive or reference begins whose parentheses are open at the end of text, or the end
// of text; and how many blocks are open there.
func unfinished(text string) (at, blocks int) {
	at = len(text)
	depth, last, outside := 0, 0, 0
	for _, m := range syntax.Marks(syntax.NewSource("", text), syntax.Options{}) {
		word := text[m.From:m.To]
		switch m.Kind {
		case syntax.MarkDirective, syntax.MarkMacro, syntax.MarkVariable:
			if depth > 0 {
				break
			}
			last, outside = m.From, blocks
			blocks = max(0, blocks+opens(word))
		case syntax.MarkPunctuation:
			switch word {
			case "(", "[":
				if depth++; depth == 1 {
					at = last
				}
			case ")", "]":
				if depth = max(0, depth-1); depth == 0 {
					at = len(text)
				}
			}
		}
	}
	if depth > 0 {
		return at, outside
	}
	return at, blocks
}

// opens returns 1 for a directive that needs an #end, -1 for the #end.
func opens(word string) int {
	switch strings.Trim(word, "#{}") {
	case "if", "foreach", "macro", "define", "literal":
		return 1
	case "end":
		return -1
	}
	if strings.HasPrefix(word, "#@") {
		return 1
	}
	return 0
}

// probeSink lists the members of the first value that the reference at a place prints.
type probeSink struct {
	*completer
	at    int
	src   *vtl.Source
	found bool
}

// Event looks for the reference.
func (w *probeSink) Event(e *vtl.Event) {
	if w.found || e.Kind != vtl.EventReference || e.Source != w.src || e.Node.Start() != w.at || len(e.Steps) == 0 {
		return
	}
	if v := e.Steps[len(e.Steps)-1].Value; v != nil {
		w.found = true
		w.value(v)
	}
}

// value lists the members of a value: the keys of a map, then methods.
func (k *completer) value(v java.Value) {
	if mp, ok := v.(*java.Map); ok {
		mp.Each(func(key, member java.Value) bool {
			if name, ok := key.(java.String); ok {
				x := explain.Show(member, maxNodeText)
				k.add(Completion{Label: string(name), Kind: "property", Detail: x.Type, Info: x.Text, Apply: applyName("property", string(name))})
			}
			return len(k.items) < maxItems
		})
	}
	c := v.Class()
	for _, name := range java.MethodNames(c) {
		if dullMethods[name] {
			continue
		}
		var sigs []string
		for _, m := range c.Methods(name) {
			sigs = append(sigs, strings.TrimPrefix(m.Sig, name))
		}
		apply := name + "("
		if len(sigs) == 1 && sigs[0] == "()" {
			apply = name + "()"
		}
		k.add(Completion{Label: name, Kind: "method", Apply: apply, Detail: strings.Join(sigs, " "), Info: "Method of " + c.Simple + "."})
	}
}

// dullMethods are the methods of java.lang.Object that nobody wants in a template.
var dullMethods = map[string]bool{"getClass": true, "hashCode": true, "notify": true, "notifyAll": true, "wait": true}

// maxRead is how long a template may be before the caret for read to look at it, in bytes.
const maxRead = 64 << 10

// read lists the members of the part of the body that ref reads at start, as far as the source tells: for places
// that no run comes to.
func (k *completer) read(start int, ref string) {
	if start > maxRead {
		return
	}
	text, at := probe(k.before[:start], ref)
	tpl, err := runtime.Compile(text, runtime.WithLimits(k.service.options.Limits))
	if err != nil {
		return
	}
	for n, p := range tpl.Places() {
		if n.Start() != at || !p.Exact || p.Source != inBody {
			continue
		}
		root, err := jsonsmart.ParseNode(k.call.body.text, k.service.options.Limits)
		if err != nil {
			return
		}
		if node, ok := root.At(strings.ReplaceAll(p.Path, "[*]", "[0]")); ok {
			k.node(node)
		}
	}
}

// node lists the members of an object of the body.
func (k *completer) node(n jsonsmart.Node) {
	if n.Kind() != jsonsmart.Object {
		return
	}
	for c := n.Members(); c.Next() && len(k.items) < maxItems; {
		k.add(Completion{Label: c.Name(), Kind: "property", Detail: nodeTypes[c.Value().Kind()], Info: k.sample(c.Value()), Apply: applyName("property", c.Name())})
	}
}
