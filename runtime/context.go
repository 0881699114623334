package runtime

import (
	"slices"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// contextClass is the class of $context and of the objects in it. They behave as a HashMap, in whose order their
// keys were recorded, and print as nothing. Source: AWS-TEMPLATES.md section 5.
var contextClass = &java.Class{
	Name: "apigateway.Context", Simple: "Context", Super: java.HashMapClass,
	ToString: func(_ *java.Meter, _ java.Value, dst []byte) []byte { return dst },
}

func init() { java.Define(contextClass, nil) }

// newContextMap returns an empty object of $context.
func newContextMap() *java.Map { return java.NewMapOf(contextClass) }

// newContext returns $context for q, of which a run looks at what reads has. What the request template left there
// (q.State) comes first, and q.Context then only adds names it does not have; without it the generated values come
// first and q.Context replaces them.
func newContext(m *java.Meter, q *Request, reads *contextReads) (*java.Map, error) {
	if q.State != nil {
		mp := q.State.restore()
		return mp, q.Context.addNew(mp)
	}
	facts := newCallFacts(q)
	mp := newContextMap()
	texts := 0
	for _, v := range reads.variables {
		text, given := q.Context[v.Name].(string)
		given = given && !v.isObject()
		if given {
			texts++
		}
		objectAt(mp, v.object).Put(nil, java.String(v.member), v.initial(facts, text, given))
	}
	for _, name := range overrideObjects {
		if reads.has(name) {
			objectAt(mp, name)
		}
	}
	if texts < len(q.Context) { // there is more than those
		if err := q.Context.read(reads).merge(mp, ""); err != nil {
			return nil, err
		}
	}
	traceMap(m, mp, "context")
	return mp, nil
}

// initial returns the value of v before q.Context is laid over it: the text given there, what is made of the facts, an
// empty object, or null.
func (v *presentVariable) initial(facts *callFacts, text string, given bool) java.Value {
	switch {
	case given:
		return textIn(text)
	case v.value != nil:
		return v.value(facts)
	case v.isObject():
		return newContextMap()
	}
	return nil
}

// isObject tells whether v is one of the objects that every call has.
func (v *presentVariable) isObject() bool { return v.object == "" && v.value == nil }

// overrideObjects are the objects that overrides are put into, in the order of their keys.
var overrideObjects = []string{"requestOverride.path", "requestOverride.header", "requestOverride.querystring", "responseOverride.header"}

// read returns the variables that a run reads.
func (v Vars) read(reads *contextReads) Vars {
	if reads.all {
		return v
	}
	out := make(Vars, len(reads.names))
	for name, x := range v {
		if reads.has(name) {
			out[name] = x
		}
	}
	return out
}

// GeneratedContext returns what $context holds for q when a template starts: each variable that has a value, by its
// name behind "$context.", in the order of ContextVariables and others behind by name. It fails for a value in
// q.Context that is no variable. Programs that show a form of the variables fill it from here.
func (q *Request) GeneratedContext() (Pairs, error) {
	mp, err := newContext(&java.Meter{}, q, everything)
	if err != nil {
		return nil, err
	}
	found := leaves(mp, "", nil)
	rank := make(map[string]int, len(contextVariables))
	for i, v := range contextVariables {
		rank[v.Name] = i - len(contextVariables)
	}
	slices.SortFunc(found, func(a, b Pair) int {
		if d := rank[a.Name] - rank[b.Name]; d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return found, nil
}

// leaves appends the members of mp and of the objects in it that have a value, under names that begin with prefix.
func leaves(mp *java.Map, prefix string, out Pairs) Pairs {
	mp.Each(func(k, v java.Value) bool {
		name := prefix + textOut(java.ToString(nil, k))
		if inner, ok := v.(*java.Map); ok && inner.Class() == contextClass {
			out = leaves(inner, name+".", out)
		} else if v != nil {
			out = append(out, Pair{name, textOut(java.ToString(nil, v))})
		}
		return true
	})
	return out
}

// present tells whether the key of v is there in a call without authorization, be its value null: the variables
// every call has, and the members of identity that the service shows without one.
func (v *ContextVariable) present() bool {
	object, _ := splitName(v.Name)
	switch v.When {
	case Always:
		return true
	case WithIAM, WithCognitoID:
		return object == "identity"
	}
	return false
}

// newCallFacts gathers what generated values are made from.
func newCallFacts(q *Request) *callFacts {
	c := &callFacts{q: q, time: q.Time}
	if c.time.IsZero() {
		c.time = DefaultTime
	}
	return c
}

// addNew adds the variables that mp does not have yet.
func (v Vars) addNew(mp *java.Map) error {
	for _, name := range sortedKeys(v) {
		if _, ok := mp.Get(nil, textIn(name)); ok {
			continue
		}
		if object, member := splitName(name); object != "" {
			if _, ok := objectAt(mp, object).Get(nil, textIn(member)); ok {
				continue
			}
		}
		if err := (Vars{name: v[name]}).merge(mp, ""); err != nil {
			return err
		}
	}
	return nil
}
