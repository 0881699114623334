package runtime

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// Vars are variables of $context by name. A value is what vtl.ValueOf takes (nil, a string, a bool, a number, a list),
// or a map of such values: Vars, map[string]any or map[string]string. Maps are laid over the generated ones member by member,
// so Vars{"identity": Vars{"sourceIp": "192.0.2.1"}} changes the address only. A member of identity, authorizer and
// the overrides may also be named with dots, "identity.sourceIp", "authorizer.claims.sub"; what follows the
// name of such an object is taken as one name, dots and all.
type Vars map[string]any

// contextObjects are the members of $context that are objects, by the names that Vars uses for them.
var contextObjects = []string{
	"identity", "identity.clientCert", "identity.clientCert.validity", "authorizer", "authorizer.claims",
	"requestOverride", "requestOverride.header", "requestOverride.path", "requestOverride.querystring",
	"responseOverride", "responseOverride.header",
}

// splitName returns the object a name with dots belongs to, "" for $context itself, and the name inside it.
func splitName(name string) (object, member string) {
	for _, o := range contextObjects {
		if len(o) > len(object) && len(name) > len(o)+1 && name[len(o)] == '.' && strings.HasPrefix(name, o) {
			object = o
		}
	}
	if object == "" {
		return "", name
	}
	return object, name[len(object)+1:]
}

// objectAt returns the map inside root that a dotted object name leads to, made on the way where there is none.
func objectAt(root *java.Map, object string) *java.Map {
	if object == "" {
		return root
	}
	part, rest, _ := strings.Cut(object, ".")
	v, _ := root.GetString(part)
	next, ok := v.(*java.Map)
	if !ok {
		next = newContextMap()
		root.Put(nil, java.String(part), next)
	}
	return objectAt(next, rest)
}

// merge lays the variables over mp. The path names mp in errors.
func (v Vars) merge(mp *java.Map, path string) error {
	for _, name := range sortedKeys(v) {
		target, member := mp, name
		if path == "" {
			object, rest := splitName(name)
			target, member = objectAt(mp, object), rest
		}
		if err := mergeMember(target, member, v[name], path+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// mergeMember sets the member of mp called name to the Go value x, or lays x over the map that is there.
func mergeMember(mp *java.Map, name string, x any, path string) error {
	inner, isMap := varsOf(x)
	if !isMap {
		if v, ok := x.(vtl.Value); ok {
			x = newCopier(nil).value(v) // the template may change what it is given
		}
		value, err := vtl.ValueOf(x)
		if err != nil {
			return fmt.Errorf("$context%s: %w", path, err)
		}
		mp.Put(nil, textIn(name), value)
		return nil
	}
	old, _ := mp.Get(nil, textIn(name))
	target, ok := old.(*java.Map)
	if !ok {
		target = newContextMap()
		mp.Put(nil, textIn(name), target)
	}
	return inner.merge(target, path)
}

// varsOf returns x as Vars when it is one of the map types.
func varsOf(x any) (Vars, bool) {
	switch x := x.(type) {
	case Vars:
		return x, true
	case map[string]any:
		return Vars(x), true
	case map[string]string:
		v := make(Vars, len(x))
		for name, s := range x {
			v[name] = s
		}
		return v, true
	}
	return nil, false
}

// overrides tells whether one of the variables is an override.
func (v Vars) overrides() bool {
	for name := range v {
		if isOverride(name) {
			return true
		}
	}
	return false
}

// sortedKeys returns the names of v in order.
func sortedKeys(v Vars) []string {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
