package runtime

import (
	"strings"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// The service documents that an override may be applied to a parameter once in a template, and that trying again
// gives a 5xx. Whether a template does so depends on its run: the same parameter in both branches of an #if is fine.
// Here is what finds it out, in two steps, so that ordinary templates pay nothing: the source tells whether
// it can happen at all, and only then a run is watched.

// findSites looks for the places of a template that could change $context.
func findSites(root *syntax.Block) *siteFinder {
	f := &siteFinder{names: map[string]bool{}}
	syntax.Walk(root, f.visit)
	return f
}

// canRepeat tells whether a run of the template could set one override twice: it cannot when every assignment
// names its override in the source, each another one, none inside something that runs more than once.
func (f *siteFinder) canRepeat() bool {
	return f.evaluates || f.mentioned && (f.repeated || f.twice || f.unnamed > 0 && f.unnamed+len(f.names) > 1)
}

// any tells whether a run of the template could change $context at all.
func (f *siteFinder) any() bool {
	return f.context && (f.unnamed > 0 || len(f.names) > 0) || f.evaluates
}

// siteFinder looks for places that could set an override.
type siteFinder struct {
	context   bool            // $context is referred to
	mentioned bool            // the overrides are named somewhere
	evaluates bool            // text is rendered that is not known yet
	repeated  bool            // a place stands in a loop, macro or block
	twice     bool            // two places name the same override
	names     map[string]bool // overrides set by name
	unnamed   int             // places that could set any
	depth     int             // loops, macros and blocks around
	read      []string        // what is read of $context, by readPath
}

// visit looks at one node.
func (f *siteFinder) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Foreach:
		return f.inside(n.Body, n.Seq)
	case *syntax.MacroDef:
		return f.inside(n.Body)
	case *syntax.Define:
		return f.inside(n.Body)
	case *syntax.MacroCall:
		if n.Body != nil {
			return f.inside(n.Body, n.Args...)
		}
	case *syntax.Evaluate:
		f.evaluates = true
	case *syntax.Set:
		f.set(n)
	case *syntax.Reference:
		if n.Name == "context" {
			f.context = true
			f.read = addOnce(f.read, readPath(n.Path))
		}
	case *syntax.Property:
		f.mentioned = f.mentioned || isOverride(n.Name)
	case *syntax.String:
		f.mentioned = f.mentioned || strings.Contains(n.Value, "Override")
	case *syntax.Call:
		if strings.HasPrefix(n.Name, "put") || strings.HasPrefix(n.Name, "replace") && len(n.Args) == 2 {
			f.site("")
		}
	}
	return true
}

// inside looks at the body of something that may run more than once, and at what stands before it.
func (f *siteFinder) inside(body *syntax.Block, before ...syntax.Node) bool {
	for _, n := range before {
		syntax.Walk(n, f.visit)
	}
	f.depth++
	syntax.Walk(body, f.visit)
	f.depth--
	return false
}

// set looks at an assignment.
func (f *siteFinder) set(n *syntax.Set) {
	if len(n.Left.Path) == 0 {
		return
	}
	if name, whole := dotted(n.Left.Path); n.Left.Name == "context" && whole {
		f.site(name)
		return
	}
	f.site("")
}

// site notes a place that sets the override called name, "" for one that could set any.
func (f *siteFinder) site(name string) {
	f.repeated = f.repeated || f.depth > 0
	if name == "" {
		f.unnamed++
		return
	}
	f.twice = f.twice || f.names[name]
	f.names[name] = true
}

// repeatWatch watches a run for an override that is set twice. It sees a second assignment by the changed value, so
// setting the same value again passes.
type repeatWatch struct {
	m       *java.Meter
	context *java.Map
	next    vtl.Sink
	// before holds the overrides that the run began with, and set those set since.
	before, set map[string]java.Value
	// name, node and src tell the first repetition; name is "" while there was none.
	name string
	node syntax.Node
	src  *syntax.Source
}

// newRepeatWatch starts to watch $context; next gets every event too unless it is nil.
func newRepeatWatch(m *java.Meter, context *java.Map, next vtl.Sink) *repeatWatch {
	w := &repeatWatch{m: m, context: context, next: next, before: map[string]java.Value{}, set: map[string]java.Value{}}
	w.each(func(name string, v java.Value) { w.before[name] = v })
	return w
}

// Event looks at the overrides behind every node that could have changed them.
func (w *repeatWatch) Event(e *vtl.Event) {
	if w.next != nil {
		w.next.Event(e)
	}
	switch n := e.Node.(type) {
	case *syntax.Set:
		if len(n.Left.Path) == 0 {
			return
		}
	case *syntax.Reference:
		if !calls(n) {
			return
		}
	default:
		return
	}
	w.look(e)
}

// calls tells whether a reference calls a method.
func calls(n *syntax.Reference) bool {
	for _, step := range n.Path {
		if _, ok := step.(*syntax.Call); ok {
			return true
		}
	}
	return false
}

// look compares the overrides with what is known of them.
func (w *repeatWatch) look(e *vtl.Event) {
	w.each(func(name string, v java.Value) {
		if old, ok := w.set[name]; ok {
			if w.name == "" && !java.Equal(w.m, old, v) {
				w.name, w.node, w.src = name, e.Node, e.Source
			}
			return
		}
		if old, ok := w.before[name]; !ok || !java.Equal(w.m, old, v) {
			w.set[name] = v
		}
	})
}

// each calls f with every override that has a value.
func (w *repeatWatch) each(f func(name string, v java.Value)) {
	for _, owner := range [...]string{"requestOverride", "responseOverride"} {
		o, _ := w.context.GetString(owner)
		mp, ok := o.(*java.Map)
		if !ok {
			continue
		}
		if status, _ := mp.GetString("status"); status != nil {
			f(owner+".status", status)
		}
		for _, kind := range paramGroups {
			w.eachOf(mp, owner, kind, f)
		}
	}
}

// eachOf calls f with the overrides of one kind.
func (w *repeatWatch) eachOf(o *java.Map, owner, kind string, f func(name string, v java.Value)) {
	v, _ := o.GetString(kind)
	mp, ok := v.(*java.Map)
	if !ok {
		return
	}
	w.m.Step(mp.Len())
	mp.Each(func(k, v java.Value) bool {
		f(owner+"."+kind+"."+java.ToString(w.m, k), v)
		return true
	})
}
