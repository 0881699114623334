package runtime

import (
	"slices"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// paramGroups are the three kinds of parameters, in the order in which $input.params(name) searches them.
// Source: AWS-TEMPLATES.md section 2.
var paramGroups = []string{"path", "querystring", "header"}

// requestParams returns what $input.params() shows of q: a map of three maps from name to text, in the order of
// the request. Where a name came more than once its last value is shown.
func requestParams(m *java.Meter, q *Request) *java.Map {
	all := java.NewMap()
	for i, p := range [...]Pairs{q.orderedPathParams(), q.Query.Single(), q.Header.Single()} {
		m.Step(len(p))
		group := java.NewMap()
		for _, x := range p {
			group.Put(m, textIn(x.Name), textIn(x.Value))
		}
		traceMap(m, group, "params."+paramGroups[i])
		all.Put(m, java.String(paramGroups[i]), group)
	}
	return all
}

// param returns what $input.params(name) shows of q: what a look through the maps of requestParams finds, without
// making them.
func (q *Request) param(m *java.Meter, name java.String) java.Value {
	m.Step(len(q.PathParams) + len(q.Query) + len(q.Header))
	for k, v := range q.PathParams {
		if textIn(k) == name {
			return textIn(v)
		}
	}
	for _, group := range [...]Pairs{q.Query, q.Header} {
		for i := len(group) - 1; i >= 0; i-- {
			if textIn(group[i].Name) == name {
				return textIn(group[i].Value)
			}
		}
	}
	return nil
}

// orderedPathParams returns the path parameters in the order in which the resource path names them, others behind
// by name.
func (q *Request) orderedPathParams() Pairs {
	if len(q.PathParams) == 0 {
		return nil
	}
	p := make(Pairs, 0, len(q.PathParams))
	for name, value := range q.PathParams {
		p = append(p, Pair{name, value})
	}
	at := func(x Pair) int {
		for _, form := range []string{"{" + x.Name + "}", "{" + x.Name + "+}"} {
			if i := strings.Index(q.ResourcePath, form); i >= 0 {
				return i
			}
		}
		return len(q.ResourcePath)
	}
	slices.SortFunc(p, func(a, b Pair) int {
		if d := at(a) - at(b); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return p
}

// traceMap makes the members of mp, and of the maps in it, known as parts of the input called source, if anyone follows
// values.
func traceMap(m *java.Meter, mp *java.Map, source string) {
	if m.Tracing {
		traceMembers(mp, source, "", traceDepth)
	}
}

// traceDepth is how deep members are known; what lies deeper counts as part of the member above it.
const traceDepth = 8

// traceMembers is traceMap for the members of a map under names that begin with prefix, down to some depth.
func traceMembers(mp *java.Map, source, prefix string, depth int) {
	mp.SetOrigins(func(key java.Value) (java.Origin, bool) {
		name, ok := key.(java.String)
		return java.Origin{Source: source, Path: prefix + string(name)}, ok
	})
	if depth == 1 {
		return
	}
	mp.Each(func(k, v java.Value) bool {
		if inner, ok := v.(*java.Map); ok {
			traceMembers(inner, source, prefix+java.ToString(nil, k)+".", depth-1)
		}
		return true
	})
}

// stageVariables returns $stageVariables: a map of the variables by name. Source: AWS-TEMPLATES.md section 3.
func stageVariables(m *java.Meter, q *Request) *java.Map {
	names := make([]string, 0, len(q.StageVariables))
	for name := range q.StageVariables {
		names = append(names, name)
	}
	slices.Sort(names)
	mp := java.NewMap()
	for _, name := range names {
		mp.Put(m, textIn(name), textIn(q.StageVariables[name]))
	}
	traceMap(m, mp, "stageVariables")
	return mp
}
