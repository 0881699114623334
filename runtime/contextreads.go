package runtime

import (
	"slices"
	"strings"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// contextReads tells which variables of $context a template can read. Most templates name the few they want
// ($context.requestId), and making only those is a good part of the time that a small template takes.
type contextReads struct {
	// all is set when the source does not tell the names: $context itself is passed on, or text is evaluated.
	all bool
	// names are what is read otherwise: names of variables, and of objects that are read as a whole.
	names []string
	// variables are those of contextVariables that are read and present in every call.
	variables []presentVariable
}

// presentVariable is a variable of $context with its name taken apart as splitName does.
type presentVariable struct {
	*ContextVariable
	object, member string
}

// everything is what a run reads that may look at $context as a whole.
var everything = newContextReads([]string{""})

// newContextReads returns the reads of the given paths, as readPath returns them; "" reads all.
func newContextReads(paths []string) *contextReads {
	r := &contextReads{names: paths, all: slices.Contains(paths, "")}
	for i := range contextVariables {
		if v := &contextVariables[i]; v.present() && r.has(v.Name) {
			object, member := splitName(v.Name)
			r.variables = append(r.variables, presentVariable{v, object, member})
		}
	}
	return r
}

// has tells whether the variable or object called name is read, or something in it.
func (r *contextReads) has(name string) bool {
	return r.all || slices.ContainsFunc(r.names, func(read string) bool {
		return read == name || insideOf(name, read) || insideOf(read, name)
	})
}

// insideOf tells whether a dotted name lies in the object.
func insideOf(name, object string) bool {
	return len(name) > len(object) && name[len(object)] == '.' && strings.HasPrefix(name, object)
}

// readPath returns the variable that a reference to $context reads, or the smallest object around what it reads; ""
// where it may look at $context as a whole. Only documented names count: any other may be one of Java's properties
// of a map, such as empty, whose value depends on what else is in it.
func readPath(path []syntax.Node) string {
	found, name := "", ""
	for _, step := range path {
		p, ok := step.(*syntax.Property)
		if !ok {
			break
		}
		name = strings.TrimPrefix(name+"."+p.Name, ".")
		if documented[name] {
			found = name
		}
	}
	return found
}

// documented are the names of the variables and objects of $context.
var documented = documentedNames()

// documentedNames returns the names in contextVariables without those that stand for any, and contextObjects.
func documentedNames() map[string]bool {
	names := make(map[string]bool, len(contextVariables)+len(contextObjects))
	for _, v := range contextVariables {
		if !strings.Contains(v.Name, "<") {
			names[v.Name] = true
		}
	}
	for _, o := range contextObjects {
		names[o] = true
	}
	return names
}

// ReadsContext tells whether a run may read the variable of $context called name, as in Vars, or something in it.
// Callers need not make variables that are not read; "" asks for any at all.
func (t *Template) ReadsContext(name string) bool {
	return t.reads && (name == "" || t.readNames.has(name))
}
