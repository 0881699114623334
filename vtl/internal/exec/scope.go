package exec

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// loopScope is $foreach: the state of a running loop, and a Map that holds what the template stores on it.
// Source: Scope, ForeachScope.
type loopScope struct {
	owner    *foreachStmt
	parent   *loopScope // of the loop around, nil in the outermost
	replaced java.Value // what $foreach was before, when that was no scope
	storage  *java.Map  // nil until something is stored
	index    int        // of the turn, from 0; -1 before the first
	hasNext  bool
}

// newLoopScope returns the scope of a loop that begins while $foreach is outer.
func newLoopScope(owner *foreachStmt, outer java.Value) *loopScope {
	s := &loopScope{owner: owner, index: -1}
	if parent, ok := outer.(*loopScope); ok {
		s.parent = parent
	} else {
		s.replaced = outer
	}
	return s
}

// stored returns the map of what the template stored.
func (s *loopScope) stored() *java.Map {
	if s.storage == nil {
		s.storage = java.NewHashMap()
	}
	return s.storage
}

// replaces returns what $foreach was before the outermost loop, nil for nothing.
func (s *loopScope) replaces() java.Value {
	for s.replaced == nil && s.parent != nil {
		s = s.parent
	}
	return s.replaced
}

// topmost returns the scope of the outermost loop.
func (s *loopScope) topmost() *loopScope {
	for s.parent != nil {
		s = s.parent
	}
	return s
}

// depth returns how many loops are open.
func (s *loopScope) depth() int {
	n := 1
	for s.parent != nil {
		n++
		s = s.parent
	}
	return n
}

// get returns what is stored under key here or in a loop around.
func (s *loopScope) get(m *java.Meter, key java.Value) java.Value {
	for ; s != nil; s = s.parent {
		if s.storage == nil {
			continue
		}
		if v, ok := s.storage.Get(m, key); ok {
			return v
		}
	}
	return nil
}

// Class returns org.apache.velocity.runtime.directive.ForeachScope.
func (s *loopScope) Class() *java.Class { return loopScopeClass }

// AppendString appends what is stored as AbstractMap#toString() does, which knows the scope itself among its entries.
func (s *loopScope) AppendString(m *java.Meter, dst []byte) []byte {
	m.EnterContainer(s)
	defer m.Leave()
	dst = append(dst, '{')
	n := 0
	s.stored().Each(func(k, v java.Value) bool {
		m.Step(1)
		if n++; n > 1 {
			dst = append(dst, ", "...)
		}
		dst = append(s.appendMember(m, dst, k), '=')
		dst = s.appendMember(m, dst, v)
		return true
	})
	return append(dst, '}')
}

// appendMember appends the text of a key or value.
func (s *loopScope) appendMember(m *java.Meter, dst []byte, v java.Value) []byte {
	if v == java.Value(s) {
		return append(dst, "(this Map)"...)
	}
	return java.AppendTo(m, dst, v)
}

// Equals compares what is stored with the entries of another Map.
func (s *loopScope) Equals(m *java.Meter, o java.Value) bool {
	if other, ok := o.(*loopScope); ok {
		o = other.stored()
	}
	return s.stored().Equals(m, o)
}

// HashCode is the stored map's.
func (s *loopScope) HashCode(m *java.Meter) int32 { return s.stored().HashCode(m) }

// Size returns how much is stored.
func (s *loopScope) Size() int {
	if s.storage == nil {
		return 0
	}
	return s.storage.Len()
}

// Iterate walks the stored values.
func (s *loopScope) Iterate(m *java.Meter) java.Iterator { return s.stored().Iterate(m) }

// The classes of $foreach and of what it leads to.
var (
	scopeClass = &java.Class{
		Name: "org.apache.velocity.runtime.directive.Scope", Simple: "Scope", Super: java.ObjectClass, Ifaces: []*java.Class{java.MapInterface},
	}
	loopScopeClass = &java.Class{
		Name: "org.apache.velocity.runtime.directive.ForeachScope", Simple: "ForeachScope", Super: scopeClass,
	}
	scopeInfoClass = &java.Class{
		Name: "org.apache.velocity.runtime.directive.Scope$Info", Simple: "Info", Super: java.ObjectClass,
	}
)

func init() {
	java.Define(loopScopeClass, []java.Method{
		scopeFact("getCount()", func(s *loopScope) java.Value { return java.IntValue(int32(s.index + 1)) }),
		scopeFact("getFirst()", func(s *loopScope) java.Value { return java.Bool(s.index < 1) }),
		scopeFact("getHasNext()", func(s *loopScope) java.Value { return java.Bool(s.hasNext) }),
		scopeFact("getIndex()", func(s *loopScope) java.Value { return java.IntValue(int32(s.index)) }),
		scopeFact("getLast()", func(s *loopScope) java.Value { return java.Bool(!s.hasNext) }),
		scopeFact("hasNext()", func(s *loopScope) java.Value { return java.Bool(s.hasNext) }),
		scopeFact("isFirst()", func(s *loopScope) java.Value { return java.Bool(s.index < 1) }),
		scopeFact("isLast()", func(s *loopScope) java.Value { return java.Bool(!s.hasNext) }),
	})
	java.Define(scopeClass, append([]java.Method{
		{Sig: "get(Object)", Cost: java.CostConst, Call: scopeGet},
		scopeFact("getInfo()", func(s *loopScope) java.Value { return &scopeInfo{s} }),
		scopeFact("getParent()", func(s *loopScope) java.Value { return scopeOrNull(s.parent) }),
		scopeFact("getReplaced()", (*loopScope).replaces),
		scopeFact("getTopmost()", func(s *loopScope) java.Value { return s.topmost() }),
	}, storedMethods()...))
	java.Define(scopeInfoClass, []java.Method{
		infoFact("getColumn()", func(i *scopeInfo) java.Value { _, col := i.position(); return java.IntValue(int32(col)) }),
		infoFact("getDepth()", func(i *scopeInfo) java.Value { return java.IntValue(int32(i.scope.depth())) }),
		infoFact("getLine()", func(i *scopeInfo) java.Value { line, _ := i.position(); return java.IntValue(int32(line)) }),
		infoFact("getName()", func(*scopeInfo) java.Value { return java.String(varForeach) }),
		infoFact("getTemplate()", func(i *scopeInfo) java.Value { return java.String(i.template()) }),
		infoFact("getType()", func(*scopeInfo) java.Value { return java.String("block") }),
	})
}

// scopeFact returns the method sig that answers f of the scope.
func scopeFact(sig string, f func(s *loopScope) java.Value) java.Method {
	return java.Method{Sig: sig, Cost: java.CostConst, Call: func(_ *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
		return f(self.(*loopScope)), nil
	}}
}

// scopeOrNull returns s as a value, null when it is nil.
func scopeOrNull(s *loopScope) java.Value {
	if s == nil {
		return nil
	}
	return s
}

// scopeGet is Scope#get(Object).
func scopeGet(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
	return self.(*loopScope).get(m, args[0]), nil
}

// storedSigs are the methods of java.util.Map, apart from get, that Scope has from AbstractMap; they work on what
// is stored.
var storedSigs = []string{
	"clear()", "compute(Object,BiFunction)", "computeIfAbsent(Object,Function)", "computeIfPresent(Object,BiFunction)",
	"containsKey(Object)", "containsValue(Object)", "entrySet()", "forEach(BiConsumer)", "getOrDefault(Object,Object)",
	"isEmpty()", "keySet()", "merge(Object,Object,BiFunction)", "put(Object,Object)", "putAll(Map)", "putIfAbsent(Object,Object)",
	"remove(Object)", "remove(Object,Object)", "replace(Object,Object)", "replace(Object,Object,Object)", "replaceAll(BiFunction)",
	"size()", "values()",
}

// storedMethods returns the rows for storedSigs.
func storedMethods() []java.Method {
	rows := make([]java.Method, len(storedSigs))
	for i, sig := range storedSigs {
		name, _, _ := strings.Cut(sig, "(")
		rows[i] = java.Method{Sig: sig, Cost: java.CostInside, Call: func(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
			v, _, err := java.Invoke(m, self.(*loopScope).stored(), name, args)
			return v, err
		}}
	}
	return rows
}

// scopeInfo is $foreach.info: what is known about the directive of a scope. Source: Scope.Info.
type scopeInfo struct{ scope *loopScope }

// infoFact returns the method sig that answers f of the info.
func infoFact(sig string, f func(i *scopeInfo) java.Value) java.Method {
	return java.Method{Sig: sig, Cost: java.CostConst, Call: func(_ *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
		return f(self.(*scopeInfo)), nil
	}}
}

// position returns the line and column of the loop.
func (i *scopeInfo) position() (line, column int) {
	at := i.scope.owner.at
	p := at.src.Position(at.node.Start())
	return p.Line, p.Column
}

// template returns the name of the template the loop stands in.
func (i *scopeInfo) template() string { return templateName(i.scope.owner.at.src.Name) }

// templateName returns the name of a template as messages show it.
func templateName(name string) string {
	if name == "" {
		return "template"
	}
	return name
}

// Class returns org.apache.velocity.runtime.directive.Scope.Info.
func (i *scopeInfo) Class() *java.Class { return scopeInfoClass }

// AppendString appends Scope.Info#toString().
func (i *scopeInfo) AppendString(_ *java.Meter, dst []byte) []byte {
	dst = append(dst, "#foreach[type:block"...)
	if d := i.scope.depth(); d > 1 {
		dst = strconv.AppendInt(append(dst, " depth:"...), int64(d), 10)
	}
	name := i.template()
	if strings.Contains(name, " ") {
		name = `"` + name + `"`
	}
	line, column := i.position()
	dst = append(append(dst, " template:"...), name...)
	dst = strconv.AppendInt(append(dst, " line:"...), int64(line), 10)
	dst = strconv.AppendInt(append(dst, " column:"...), int64(column), 10)
	return append(dst, ']')
}

// Equals is identity.
func (i *scopeInfo) Equals(_ *java.Meter, o java.Value) bool { return o == java.Value(i) }

// HashCode is the same for all infos, where Java's differs from run to run.
func (i *scopeInfo) HashCode(*java.Meter) int32 { return 1 }
