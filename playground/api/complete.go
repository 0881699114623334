package api

import (
	"cmp"
	"context"
	"sort"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// maxItems is how many completions are listed.
const maxItems = 500

// Complete lists what can be typed at Run.Offset. What a variable holds there is found by running the template up to
// there, so the sample input decides.
func (s *Service) Complete(ctx context.Context, run *Run) (*Completions, error) {
	c, err := newCall(run)
	if err != nil {
		c.request, c.body = &runtime.Request{}, newOffsets("")
	}
	caret := c.template.byteOf(run.Offset)
	k := &completer{service: s, call: c, before: run.Template[:caret], from: caret, seen: map[string]bool{}}
	if most := s.options.Limits.Source; most <= 0 || len(run.Template) <= most {
		k.complete(ctx)
	}
	out := &Completions{From: c.template.unit(k.from), Items: k.items}
	if out.Items == nil {
		out.Items = []Completion{}
	}
	return out, nil
}

// completer finds completions.
type completer struct {
	service *Service
	call    *call
	before  string // the template up to the caret
	from    int    // where what is completed begins
	items   []Completion
	seen    map[string]bool // labels listed
}

// add lists a completion, each label once.
func (k *completer) add(c Completion) {
	if len(k.items) < maxItems && !k.seen[c.Label] {
		k.seen[c.Label] = true
		k.items = append(k.items, c)
	}
}

// complete finds out what stands before the caret.
func (k *completer) complete(ctx context.Context) {
	if name, start, ok := quotedArgument(k.before); ok {
		k.from = start
		k.argument(name)
		return
	}
	if start, ok := directiveStart(k.before); ok {
		k.from = start
		k.directives()
		return
	}
	start, ok := referenceStart(k.before)
	if !ok {
		k.anything()
		return
	}
	ref := k.before[start:]
	dot := lastDot(ref)
	if dot < 0 {
		k.from = start + len(ref) - len(strings.TrimLeft(ref, "$!{"))
		k.variables()
		return
	}
	k.from = start + dot + 1
	k.members(ctx, start, plainReference(ref[:dot]))
}

// quotedArgument finds an unfinished string that is the first argument of one of $input's methods: the method's name, and
// where the string's content begins.
func quotedArgument(before string) (name string, start int, ok bool) {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	i := strings.LastIndexAny(line, `'"`)
	if i < 0 {
		return "", 0, false
	}
	head := strings.TrimRight(line[:i], " \t")
	for _, name := range []string{"path", "json", "params"} {
		if strings.HasSuffix(head, "input."+name+"(") {
			return name, len(before) - len(line) + i + 1, true
		}
	}
	return "", 0, false
}

// directiveStart finds an unfinished directive or macro call: "#", "#se", "#{el".
func directiveStart(before string) (int, bool) {
	i := len(before)
	for i > 0 && (isLetter(before[i-1]) || isDigit(before[i-1]) || before[i-1] == '-') {
		i--
	}
	for i > 0 && (before[i-1] == '{' || before[i-1] == '@') {
		i--
	}
	return i - 1, i > 0 && before[i-1] == '#'
}

// maxReference is how far back the beginning of a reference is looked for, in bytes.
const maxReference = 2000

// referenceStart finds an unfinished reference: the offset of its "$".
func referenceStart(before string) (int, bool) {
	for i := len(before); i > 0 && len(before)-i < maxReference; {
		switch c := before[i-1]; {
		case c == '$':
			return i - 1, true
		case isLetter(c), isDigit(c), c == '-', c == '.', c == '!', c == '{':
			i--
		case c == ')' || c == ']':
			open := matching(before[:i])
			if open < 0 {
				return 0, false
			}
			i = open
		default:
			return 0, false
		}
	}
	return 0, false
}

// matching returns the offset of the bracket that the one at the end of text closes, -1 for none. Brackets in quotes do
// not count.
func matching(text string) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch c := text[i]; c {
		case ')', ']':
			depth++
		case '(', '[':
			if depth--; depth == 0 {
				return i
			}
		case '\'', '"':
			i = strings.LastIndexByte(text[:i], c)
			if i < 0 {
				return -1
			}
		}
	}
	return -1
}

// lastDot returns the offset of the last dot of a reference that is outside of brackets and quotes, -1 for none.
func lastDot(ref string) int {
	for i := len(ref) - 1; i > 0; i-- {
		switch ref[i] {
		case '.':
			return i
		case ')', ']':
			if i = matching(ref[:i+1]); i < 0 {
				return -1
			}
		}
	}
	return -1
}

// plainReference returns a reference in its plain notation, "$!{a.b" as "$a.b".
func plainReference(ref string) string { return "$" + strings.TrimLeft(ref, "$!{") }

// directiveItems are the directives.
var directiveItems = []Completion{
	{Label: "#set", Apply: "#set(", Info: "Assigns a value to a variable: #set($x = $input.path('$.a'))"},
	{Label: "#if", Apply: "#if(", Info: "Renders what follows up to #elseif, #else or #end when the condition holds. Only null and false are false."},
	{Label: "#elseif", Apply: "#elseif(", Info: "Another condition of an #if."},
	{Label: "#else", Info: "What an #if renders when no condition holds. Write #{else} where a letter follows."},
	{Label: "#end", Info: "Ends #if, #foreach, #macro, #define and #literal."},
	{Label: "#foreach", Apply: "#foreach(", Info: "Renders its body for each element: #foreach($item in $list)$item#if($foreach.hasNext),#end#end"},
	{Label: "#macro", Apply: "#macro(", Info: "Defines a macro: #macro(name $arg)...#end, called by #name('x')."},
	{Label: "#define", Apply: "#define(", Info: "Keeps a block in a variable, which renders it each time it is printed."},
	{Label: "#evaluate", Apply: "#evaluate(", Info: "Renders a text as a template."},
	{Label: "#literal", Apply: "#literal()", Info: "Prints what follows up to #end as it stands."},
	{Label: "#break", Info: "Ends the loop."},
	{Label: "#stop", Info: "Ends the template."},
}

// directives lists directives and the template's macros.
func (k *completer) directives() {
	for _, d := range directiveItems {
		d.Kind = "directive"
		k.add(d)
	}
	text := k.call.source.Text
	marks := syntax.Marks(k.call.source, syntax.Options{})
	for i, m := range marks {
		if m.Kind == syntax.MarkMacro && i > 1 && marks[i-1].Kind != syntax.MarkText && text[m.From] != '#' {
			name := text[m.From:m.To]
			k.add(Completion{Label: "#" + name, Kind: "directive", Apply: "#" + name + "(", Detail: "macro", Info: "A macro of this template."})
		}
	}
}

// variableItems are the variables that every mapping template has.
var variableItems = []Completion{
	{Label: "input", Detail: "the body and the parameters", Info: "$input.path('$.a') is a value of the body, $input.json('$.a') its JSON text, $input.body the text of the body, $input.params('x') a parameter."},
	{Label: "util", Detail: "functions", Info: "Escaping, base64, URL encoding and JSON parsing."},
	{Label: "context", Detail: "facts about the call", Info: "Request id, stage, identity of the caller; and the overrides a template can set."},
	{Label: "stageVariables", Detail: "variables of the stage", Info: "$stageVariables.name"},
}

// variables lists the variables of the gateway, and those that the template gives values.
func (k *completer) variables() {
	for _, v := range variableItems {
		v.Kind = "variable"
		k.add(v)
	}
	loop := false
	text := k.call.source.Text
	for _, m := range syntax.Marks(k.call.source, syntax.Options{}) {
		switch m.Kind {
		case syntax.MarkDirective:
			loop = loop || strings.HasPrefix(text[m.From:m.To], "#foreach") && m.From < len(k.before)
		case syntax.MarkVariable:
			name := strings.TrimLeft(text[m.From:m.To], `\$!{`)
			if name != "" && m.To != len(k.before) && m.To != k.end() {
				k.add(Completion{Label: name, Kind: "variable"})
			}
		}
	}
	if loop {
		k.add(Completion{Label: "foreach", Kind: "variable", Detail: "the loop around", Info: "$foreach.hasNext, $foreach.index from 0, $foreach.count from 1, $foreach.first, $foreach.last"})
		k.add(Completion{Label: "velocityCount", Kind: "variable", Detail: "Integer", Info: "The number of the turn, from 1."})
	}
}

// anything lists what can begin where nothing was begun: references and directives, with their signs.
func (k *completer) anything() {
	k.variables()
	for i, v := range k.items {
		k.items[i].Label, k.items[i].Apply = "$"+v.Label, "$"+cmp.Or(v.Apply, v.Label)
	}
	k.directives()
}

// end returns the offset behind the name that the caret stands in.
func (k *completer) end() int {
	text := k.call.source.Text
	at := len(k.before)
	for at < len(text) && (isLetter(text[at]) || isDigit(text[at]) || text[at] == '-') {
		at++
	}
	return at
}

// argument lists what can stand in the string that $input's method takes.
func (k *completer) argument(method string) {
	if method == "params" {
		k.parameters()
		return
	}
	k.paths(k.before[k.from:], k.before[k.from-1])
}

// parameters lists the parameters of the request.
func (k *completer) parameters() {
	q := k.call.request
	var names []string
	for name := range q.PathParams {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		k.add(Completion{Label: name, Kind: "parameter", Detail: "path", Info: q.PathParams[name]})
	}
	k.pairs(q.Query, "parameter", "query string")
	k.pairs(q.Header, "parameter", "header")
}

// pairs lists named texts.
func (k *completer) pairs(list runtime.Pairs, kind, detail string) {
	for _, p := range list {
		k.add(Completion{Label: p.Name, Kind: kind, Detail: detail, Info: cut(p.Value, maxNodeText), Apply: applyName(kind, p.Name)})
	}
}

// applyName returns how to type a name behind a dot, where it cannot stand there as it is; "" else.
func applyName(kind, name string) string {
	if kind != "property" || isName(name) {
		return ""
	}
	if quoted, ok := vtlString(name); ok {
		return "get(" + quoted + ")"
	}
	return ""
}
