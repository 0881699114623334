package gateway

import (
	"context"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// route finds the resource and the method of a request. Source: section 4.
func route(_ context.Context, x *Exchange) error {
	r, params := x.Stage.match(x.Received.Method, x.Received.Path)
	if r == nil {
		return &Failure{Type: MissingAuthenticationToken}
	}
	x.setMethod(r, r.method(x.Received.Method), params)
	return nil
}

// setMethod notes the resource and the method that answer. Only a method that calls something needs a trace id.
func (x *Exchange) setMethod(r *Resource, m *Method, params runtime.Pairs) {
	x.Resource, x.Method, x.Path = r, m, params
	if x.integrationType() != apispec.Mock || m.Spec.Authorizer != nil {
		x.setTrace()
	}
}

// match returns the resource that answers a method and a path, with the values of its path variables; nil when there
// is none. A static part goes before a variable, and a variable before a greedy one, but only where the method is
// there in the end.
func (s *Stage) match(method, path string) (*Resource, runtime.Pairs) {
	w := walk{method: method}
	trimmed := strings.Trim(path, "/")
	if trimmed == "" {
		return w.end(s.root), nil
	}
	// Only the slash at the very end is ignored; those inside a greedy value are kept.
	trimmed = strings.TrimSuffix(strings.TrimLeft(path, "/"), "/")
	r := w.find(s.root, trimmed)
	return r, w.params
}

// walk is a search through the tree of resources.
type walk struct {
	method string
	params runtime.Pairs
}

// end returns r when it has the method.
func (w *walk) end(r *Resource) *Resource {
	if r.method(w.method) == nil {
		return nil
	}
	return r
}

// find returns the resource below r that a path leads to.
func (w *walk) find(r *Resource, path string) *Resource {
	part, rest, more := strings.Cut(path, "/")
	if child := r.static[part]; child != nil {
		if found := w.into(child, rest, more); found != nil {
			return found
		}
	}
	v := r.variable
	if v == nil || part == "" && !v.Spec.Greedy {
		return nil
	}
	value := part
	if v.Spec.Greedy {
		value, more = path, false
	}
	mark := len(w.params)
	w.params = append(w.params, runtime.Pair{Name: v.Spec.Param, Value: value})
	if found := w.into(v, rest, more); found != nil {
		return found
	}
	w.params = w.params[:mark]
	return nil
}

// into goes on at child, or ends there.
func (w *walk) into(child *Resource, rest string, more bool) *Resource {
	if !more {
		return w.end(child)
	}
	return w.find(child, rest)
}
