package gateway

import (
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// setFold replaces the pairs called name, in any letter case, by one: at the place of the first, or at the end.
func setFold(p runtime.Pairs, name, value string) runtime.Pairs {
	out, done := p[:0], false
	for _, x := range p {
		if !strings.EqualFold(x.Name, name) {
			out = append(out, x)
		} else if !done {
			out, done = append(out, runtime.Pair{Name: name, Value: value}), true
		}
	}
	if !done {
		out = append(out, runtime.Pair{Name: name, Value: value})
	}
	return out
}

// setExact is setFold for names that must be spelled exactly so.
func setExact(p runtime.Pairs, name, value string) runtime.Pairs {
	return append(without(p, name), runtime.Pair{Name: name, Value: value})
}

// without returns p without the pairs of exactly this name. It works in place.
func without(p runtime.Pairs, name string) runtime.Pairs {
	out := p[:0]
	for _, x := range p {
		if x.Name != name {
			out = append(out, x)
		}
	}
	return out
}

// hasFold tells whether there is a pair called name in any letter case.
func hasFold(p runtime.Pairs, name string) bool {
	_, ok := p.GetFold(name)
	return ok
}

// allFold returns the values under name in any letter case, in their order.
func allFold(p runtime.Pairs, name string) []string {
	var v []string
	for _, x := range p {
		if strings.EqualFold(x.Name, name) {
			v = append(v, x.Value)
		}
	}
	return v
}
