package exec

import (
	"fmt"
	"sort"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Diagnostic is something odd a run went through without failing: what stayed silent in the output, explained.
type Diagnostic struct {
	Code string // stable, "VTL101"; see Codes
	Name string // of the template
	Pos  syntax.Position
	// Start and End are byte offsets of the guilty part into Source.
	Start, End int
	Source     *syntax.Source
	Msg        string // one line: what happened
	Note       string // why: what the data held at the step that failed; may be ""
	Hint       string // how to mend it; may be ""
	Fix        *Edit  // that mends it by itself; nil for none
	Count      int    // how often it happened at this place
}

// Edit is a replacement of a stretch of source.
type Edit struct {
	Start, End int // bytes
	Text       string
}

// Detail returns the diagnostic in several lines: the message, the source line with a caret and the note, the hint.
func (d *Diagnostic) Detail() string {
	var b strings.Builder
	b.WriteString("warning")
	if d.Code != "" {
		b.WriteString("[" + d.Code + "]")
	}
	b.WriteString(": " + syntax.Visible(d.Msg) + "\n")
	if d.Source != nil {
		line, start := d.Source.Line(d.Start)
		b.WriteString(syntax.Snippet(d.Name, d.Pos, line, d.Start-start, min(d.End, start+len(line))-d.Start, syntax.Visible(d.Note)))
	}
	if d.Count > 1 {
		fmt.Fprintf(&b, "  = this happened %d times\n", d.Count)
	}
	if d.Hint != "" {
		b.WriteString("  = fix: " + d.Hint + "\n")
	}
	return b.String()
}

// replace sets the fix of d that puts text in place of name, which stands at or behind offset from; not where name does
// not stand there as it is.
func (d *Diagnostic) replace(from int, name, text string) {
	if text == "" {
		return
	}
	i := strings.Index(d.Source.Text[from:min(d.End, len(d.Source.Text))], name)
	if i < 0 {
		return
	}
	d.Fix = &Edit{Start: from + i, End: from + i + len(name), Text: text}
}

// warner collects diagnostics: one for each place and code.
type warner struct {
	to   *[]Diagnostic
	most int
	seen map[warnKey]int // index into *to
}

// warnKey tells diagnostics apart.
type warnKey struct {
	node syntax.Node
	code string
}

// add files a diagnostic that build describes, or counts one that is known already.
func (w *warner) add(code string, at place, build func(d *Diagnostic)) {
	key := warnKey{at.node, code}
	if i, ok := w.seen[key]; ok {
		(*w.to)[i].Count++
		return
	}
	if w.most > 0 && len(*w.to) >= w.most {
		return
	}
	if w.seen == nil {
		w.seen = map[warnKey]int{}
	}
	w.seen[key] = len(*w.to)
	d := newDiagnostic(code, at)
	build(&d)
	*w.to = append(*w.to, d)
}

// newDiagnostic returns a diagnostic of something that happened once, without words.
func newDiagnostic(code string, at place) Diagnostic {
	return Diagnostic{
		Code: code, Name: at.src.Name, Pos: at.src.Position(at.node.Start()),
		Start: at.node.Start(), End: at.node.End(), Source: at.src, Count: 1,
	}
}

// noValue reports a reference without value: its variable is null when i is -1, else step i gave null for recv.
func (w *warner) noValue(r *run, n *reference, i int, recv java.Value) {
	w.add(CodeNoValue, place{n.src, n.node}, func(d *Diagnostic) { r.explainNoValue(d, n, i, recv) })
}

// explainNoValue puts into words what noValue reports.
func (r *run) explainNoValue(d *Diagnostic, n *reference, i int, recv java.Value) {
	d.Msg = syntax.Visible(n.node.Literal) + " has no value, so it " + r.nullReads(n)
	if i < 0 {
		d.Note = "the variable $" + n.node.Name + " is not set"
		meant := syntax.Nearest(n.node.Name, r.variables())
		d.Hint = didYouMean("$", meant)
		d.replace(d.Start, n.node.Name, meant)
		return
	}
	s := &n.path[i]
	d.Note = explainStep(s, subject(n, i), recv)
	meant := suggestStep(s, recv)
	d.Hint = didYouMean(subject(n, i)+".", meant)
	if s.kind == stepCall {
		meant = strings.TrimSuffix(meant, "()") // the call brings its own
	}
	d.replace(s.at.node.Start(), s.name, meant)
}

// nullReads says what the dialect makes of the reference n when it has no value.
func (r *run) nullReads(n *reference) string {
	switch {
	case r.prog.dialect.NullIsEmpty:
		return "reads as the empty string"
	case !n.printed:
		return "is null"
	case n.node.Quiet:
		return "prints nothing"
	}
	return "is printed as written"
}

// subject returns the source of n up to step i, without it, in the plain notation.
func subject(n *reference, i int) string {
	text := n.src.Text[n.node.Start():n.path[i].at.node.Start()]
	text = strings.TrimRight(text, ".[")
	return "$" + syntax.Visible(strings.TrimLeft(text, `\$!{`))
}

// explainStep says why step s gave null for recv, which is the value of what.
func explainStep(s *step, what string, recv java.Value) string {
	switch s.kind {
	case stepCall:
		if len(recv.Class().Methods(s.name)) == 0 {
			return fmt.Sprintf("%s is %s, which has no method %s", what, classPhrase(recv), s.name)
		}
		if why := explainCall(s, recv); why != "" {
			return why
		}
		return fmt.Sprintf("%s is %s, whose method %s returned null or does not take these arguments", what, classPhrase(recv), s.name)
	case stepIndex:
		return fmt.Sprintf("%s is %s, which has nothing at this index", what, classPhrase(recv))
	}
	if mp, ok := recv.(*java.Map); ok {
		return describeMap(what, mp, s.name)
	}
	if java.HasProperty(recv, s.name) {
		return fmt.Sprintf("%s is %s, whose property %s is null", what, classPhrase(recv), s.name)
	}
	return fmt.Sprintf("%s is %s, which has no property %s", what, classPhrase(recv), s.name)
}

// explainCall returns what recv itself says about a call that returned null, "" for nothing.
func explainCall(s *step, recv java.Value) string {
	self, ok := recv.(java.NullExplainer)
	if !ok {
		return ""
	}
	args := make([]java.Value, len(s.args))
	for i, a := range s.args {
		c, ok := a.(*constExpr)
		if !ok {
			return "" // evaluating it again could have effects
		}
		args[i] = c.v
	}
	return syntax.Visible(self.ExplainNull(s.name, args))
}

// maxKeys is how many keys of a map a note lists.
const maxKeys = 10

// describeMap says what keys mp has beside name.
func describeMap(what string, mp *java.Map, name string) string {
	if _, ok := mp.GetString(name); ok {
		return fmt.Sprintf("%s has the key %s, whose value is null", what, name)
	}
	if mp.Len() == 0 {
		return what + " is an empty object"
	}
	keys := mapKeys(mp, maxKeys+1)
	if len(keys) > maxKeys {
		keys = append(keys[:maxKeys], "...")
	}
	return fmt.Sprintf("%s is an object with keys %s; it has no %s", what, strings.Join(keys, ", "), name)
}

// mapKeys returns up to most keys of mp that are Strings, as a message can show them.
func mapKeys(mp *java.Map, most int) []string {
	var keys []string
	mp.Each(func(k, _ java.Value) bool {
		if s, ok := k.(java.String); ok {
			keys = append(keys, syntax.Visible(string(s)))
		}
		return len(keys) < most
	})
	return keys
}

// maxCandidates is how many keys are compared to find one that was meant.
const maxCandidates = 500

// suggestStep returns what may have been meant by step s on recv, a property or a method with "()"; "" for nothing.
func suggestStep(s *step, recv java.Value) string {
	switch s.kind {
	case stepProperty:
		if mp, ok := recv.(*java.Map); ok {
			if _, known := mp.GetString(s.name); known {
				return ""
			}
			return syntax.Nearest(s.name, mapKeys(mp, maxCandidates))
		}
		return suggestMethod(s.name, recv)
	case stepCall:
		if len(recv.Class().Methods(s.name)) == 0 {
			return suggestMethod(s.name, recv)
		}
	}
	return ""
}

// suggestMethod returns a method of recv with "()" in place of name, "" for none.
func suggestMethod(name string, recv java.Value) string {
	c := recv.Class()
	for _, n := range append([]string{name}, synonyms[name]...) {
		if len(c.Methods(n)) > 0 {
			return n + "()"
		}
	}
	if near := syntax.Nearest(name, java.MethodNames(c)); near != "" {
		return near + "()"
	}
	return ""
}

// synonyms are the names Java's types use for what other languages call differently.
var synonyms = map[string][]string{
	"length": {"size"}, "count": {"size", "length"}, "size": {"length"}, "len": {"length", "size"},
	"push": {"add"}, "includes": {"contains"}, "has": {"containsKey", "contains"}, "keys": {"keySet"}, "entries": {"entrySet"},
	"lower": {"toLowerCase"}, "upper": {"toUpperCase"}, "startswith": {"startsWith"}, "endswith": {"endsWith"},
}

// didYouMean asks for name behind prefix, "" for no name.
func didYouMean(prefix, name string) string {
	if name == "" {
		return ""
	}
	return "did you mean " + prefix + name + "?"
}

// variables returns the names of the variables that have a value, sorted.
func (r *run) variables() []string {
	seen := map[string]bool{}
	for name, v := range r.opts.Vars {
		seen[name] = v != nil
	}
	for _, b := range r.opts.Bind {
		seen[b.Name] = b.Value != nil
	}
	for slot, name := range r.prog.names {
		if r.slots[slot] != nil {
			seen[name] = true
		}
	}
	var names []string
	for name, set := range seen {
		if set {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// emptyCondition reports a condition that was decided by an empty string.
func (w *warner) emptyCondition(r *run, n *reference) {
	w.add(CodeEmptyCondition, place{n.src, n.node}, func(d *Diagnostic) {
		truth := "true"
		if r.prog.dialect.EmptyIsFalse {
			truth = "false"
		}
		text := syntax.Visible(n.node.Literal)
		d.Msg = fmt.Sprintf("the condition %s is %s because of an empty string", text, truth)
		d.Note = "only null and false are false in Velocity 1.7; an empty string, 0 and an empty list are true"
		d.Hint = fmt.Sprintf("to ask for text, write %s != ''", text)
		d.Fix = &Edit{Start: d.Start, End: d.End, Text: d.Source.Text[d.Start:d.End] + " != ''"}
	})
}

// unknownMacro reports a call of a macro that does not exist.
func (w *warner) unknownMacro(r *run, s *macroStmt) {
	w.add(CodeUnknownMacro, s.at, func(d *Diagnostic) {
		d.Msg = "#" + s.call.Name + " is no directive and no known macro, so it is printed as written"
		names := append([]string{}, directiveNames...)
		for name := range r.prog.macros {
			names = append(names, name)
		}
		sort.Strings(names)
		meant := syntax.Nearest(s.call.Name, names)
		d.Hint = didYouMean("#", meant)
		d.replace(d.Start, s.call.Name, meant)
	})
}

// directiveNames are the directives of the language.
var directiveNames = []string{
	"break", "define", "else", "elseif", "end", "evaluate", "foreach", "if", "include", "literal", "macro", "parse", "set", "stop",
}

// nullSet reports a #set whose right side is null.
func (w *warner) nullSet(r *run, at place) {
	w.add(CodeNullSet, at, func(d *Diagnostic) {
		d.Msg = "#set has nothing to assign: the right side has no value"
		d.Note = "the variable keeps the value it had"
	})
}

// noTarget reports a #set whose left side leads nowhere; o is the object it came to, nil for none.
func (w *warner) noTarget(r *run, s *setPathStmt, o java.Value) {
	w.add(CodeNoTarget, s.at, func(d *Diagnostic) {
		d.Msg = "#set found nothing to assign to in " + syntax.Visible(s.left.node.Literal)
		d.Note = "a step before the last has no value"
		if o != nil {
			d.Note = classPhrase(o) + " does not let itself be changed this way"
		}
	})
}

// noLoop reports a #foreach over v, which cannot be walked.
func (w *warner) noLoop(r *run, s *foreachStmt, v java.Value) {
	w.add(CodeNoLoop, s.at, func(d *Diagnostic) {
		text := syntax.Visible(s.seqAt.src.Text[s.seqAt.node.Start():s.seqAt.node.End()])
		if v == nil {
			d.Msg = "#foreach rendered nothing: " + text + " has no value"
			return
		}
		d.Msg = fmt.Sprintf("#foreach rendered nothing: %s is %s", text, classPhrase(v))
		d.Note = "loops go over lists, arrays, the values of maps, and iterators"
	})
}

// loopCut reports a #foreach that ended at the limit of turns.
func (w *warner) loopCut(r *run, s *foreachStmt) {
	w.add(CodeLoopCut, s.at, func(d *Diagnostic) {
		d.Msg = fmt.Sprintf("#foreach ended after %d turns, which is the limit", r.loopLimit)
	})
}

// notNumbers reports an operator that was given a side which is no number.
func (w *warner) notNumbers(r *run, code string, at place, left, right java.Value) {
	w.add(code, at, func(d *Diagnostic) {
		side, v := "left", left
		if java.IsNumber(left) {
			side, v = "right", right
		}
		kind := "has no value"
		if v != nil {
			kind = "is " + classPhrase(v) + ", not a number"
		}
		result := "null"
		if code == CodeNoOrder {
			result = "false"
		}
		d.Msg = fmt.Sprintf("the %s side %s, so the result is %s", side, kind, result)
	})
}
