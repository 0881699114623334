package java

// viewKind tells what of a map's entries a MapView shows.
type viewKind uint8

// The kinds of views.
const (
	keyView viewKind = iota
	valueView
	entryView
	viewKinds
)

// MapView is keySet(), values() or entrySet() of a map, which shows the map's present entries and writes removals
// through. It is also the set that Set.of makes, a key view of a table nobody else has.
type MapView struct {
	p     *Map
	kind  viewKind
	class *Class
}

var (
	_ collection = (*MapView)(nil)
	_ Sized      = (*MapView)(nil)
	_ Sourced    = (*MapView)(nil)
)

// abstractSetClass is java.util.AbstractSet.
var abstractSetClass = &Class{
	Name: "java.util.AbstractSet", Simple: "AbstractSet", Super: abstractCollectionClass, Ifaces: []*Class{setIface},
}

// viewClasses are the classes of a map's views, and of their iterators, by viewKind.
type viewClasses struct{ view, iterator [viewKinds]*Class }

// The classes of views. None is public: a template sees what AbstractCollection, Set and Collection declare.
var (
	linkedViews = viewClasses{
		view: [viewKinds]*Class{
			hiddenClass("java.util.LinkedHashMap$LinkedKeySet", abstractSetClass),
			hiddenClass("java.util.LinkedHashMap$LinkedValues", abstractCollectionClass),
			hiddenClass("java.util.LinkedHashMap$LinkedEntrySet", abstractSetClass),
		},
		iterator: [viewKinds]*Class{
			hiddenClass("java.util.LinkedHashMap$LinkedKeyIterator", ObjectClass, iteratorIface),
			hiddenClass("java.util.LinkedHashMap$LinkedValueIterator", ObjectClass, iteratorIface),
			hiddenClass("java.util.LinkedHashMap$LinkedEntryIterator", ObjectClass, iteratorIface),
		},
	}
	hashViews = viewClasses{
		view: [viewKinds]*Class{
			hiddenClass("java.util.HashMap$KeySet", abstractSetClass),
			hiddenClass("java.util.HashMap$Values", abstractCollectionClass),
			hiddenClass("java.util.HashMap$EntrySet", abstractSetClass),
		},
		iterator: [viewKinds]*Class{
			hiddenClass("java.util.HashMap$KeyIterator", ObjectClass, iteratorIface),
			hiddenClass("java.util.HashMap$ValueIterator", ObjectClass, iteratorIface),
			hiddenClass("java.util.HashMap$EntryIterator", ObjectClass, iteratorIface),
		},
	}
	fixedViews = viewClasses{
		view: [viewKinds]*Class{
			hiddenClass("java.util.AbstractMap$1", abstractSetClass),
			hiddenClass("java.util.AbstractMap$2", abstractCollectionClass),
			hiddenClass("java.util.ImmutableCollections$MapN$1", abstractSetClass),
		},
		iterator: [viewKinds]*Class{
			hiddenClass("java.util.AbstractMap$1$1", ObjectClass, iteratorIface),
			hiddenClass("java.util.AbstractMap$2$1", ObjectClass, iteratorIface),
			hiddenClass("java.util.ImmutableCollections$MapN$MapNIterator", ObjectClass, iteratorIface),
		},
	}
	set12IteratorClass = hiddenClass("java.util.ImmutableCollections$Set12$1", ObjectClass, iteratorIface)
	setNIteratorClass  = hiddenClass("java.util.ImmutableCollections$SetN$SetNIterator", ObjectClass, iteratorIface)
)

func init() { register(abstractSetClass) }

// view returns the view of p of this kind, always the same one.
func (p *Map) view(k viewKind) *MapView {
	x := p.more()
	if x.views[k] == nil {
		x.views[k] = &MapView{p: p, kind: k, class: p.viewClasses().view[k]}
		if p.class == map1Class && k == entryView {
			x.views[k].class = set12Class
		}
	}
	return x.views[k]
}

// viewClasses returns the classes of p's views.
func (p *Map) viewClasses() *viewClasses {
	switch {
	case p.unchangeable():
		return &fixedViews
	case p.hashed() != nil:
		return &hashViews
	}
	return &linkedViews
}

// unchangeable tells whether p is the table of a FixedMap or of Set.of.
func (p *Map) unchangeable() bool { return p.class == mapNClass || p.class == map1Class }

// isSetOf tells whether v is what Set.of made, not a view.
func (v *MapView) isSetOf() bool { return v.class == set12Class || v.class == setNClass }

// iteratorClass returns the class of iterator().
func (v *MapView) iteratorClass() *Class {
	switch v.class {
	case set12Class:
		return set12IteratorClass
	case setNClass:
		return setNIteratorClass
	}
	return v.p.viewClasses().iterator[v.kind]
}

// Len returns the number of entries.
func (v *MapView) Len() int { return v.p.Len() }

// Size is Len.
func (v *MapView) Size() int { return v.p.Len() }

// OriginOf returns where the value of the entry at an Int index came from; only a map that lost no entry knows.
func (v *MapView) OriginOf(key Value) (Origin, bool) {
	v.p.settle(nil)
	i, ok := key.(Int)
	if !ok || i < 0 || int(i) >= v.p.live || v.p.live != len(v.p.slots) || v.p.hashed() != nil {
		return Origin{}, false
	}
	return v.p.OriginOf(v.p.slots[i].key)
}

// Class returns the view's class.
func (v *MapView) Class() *Class { return v.class }

// AppendString appends AbstractCollection.toString().
func (v *MapView) AppendString(m *Meter, dst []byte) []byte { return appendCollection(m, dst, v) }

// Equals is Set.equals(Object), and identity for values().
func (v *MapView) Equals(m *Meter, o Value) bool {
	w, ok := o.(*MapView)
	if !ok || v.kind == valueView || w.kind == valueView {
		return v == w
	}
	if v == w {
		return true
	}
	if v.Len() != w.Len() {
		return false
	}
	m.EnterContainer(v)
	defer m.Leave()
	vs, err := elementsOf(m, w)
	if err != nil {
		return false
	}
	all, err := containsAll(m, v, vs)
	return all && err == nil
}

// HashCode is Set.hashCode(), the sum over the elements, and the identity hash code for values().
func (v *MapView) HashCode(m *Meter) int32 {
	if v.kind == valueView {
		return identityHash(v.class)
	}
	m.EnterContainer(v)
	h := int32(0)
	for it := v.walk(m); it.HasNext(); {
		m.Step(1)
		e, _ := it.Next(m)
		h += Hash(m, e)
	}
	m.Leave()
	return h
}

// Iterate starts a walk from the first entry.
func (v *MapView) Iterate(m *Meter) Iterator { return v.walk(m) }

// walk is iterator().
func (v *MapView) walk(m *Meter) walker {
	v.p.settle(m)
	return &mapWalk{slotWalk: v.p.slotWalk(m), kind: v.kind, last: -1, mod: v.p.mod}
}

// check never fails: a view stays valid however its map changes.
func (v *MapView) check() error { return nil }

// frozen tells whether v is what Set.of made. Views of a FixedMap only fail when there is something to remove.
func (v *MapView) frozen() bool { return v.isSetOf() }

// contains is contains(Object).
func (v *MapView) contains(m *Meter, x Value) (bool, error) {
	if x == nil && v.p.unchangeable() && (v.kind != entryView || v.isSetOf()) {
		return false, throwNull("")
	}
	switch v.kind {
	case keyView:
		_, ok := v.p.Get(m, x)
		return ok, nil
	case valueView:
		return v.p.containsValue(m, x), nil
	}
	return v.p.findEntry(m, x) >= 0, nil
}

// containsValue is Map.containsValue(Object).
func (p *Map) containsValue(m *Meter, x Value) bool {
	p.settle(m)
	for w := p.slotWalk(m); w.next >= 0; w.advance() {
		m.Step(1)
		if Equal(m, x, p.slots[w.next].val) {
			return true
		}
	}
	return false
}

// findEntry returns the slot of the entry that equals x, -1 where there is none or x is no entry.
func (p *Map) findEntry(m *Meter, x Value) int {
	e, ok := x.(*Entry)
	if !ok {
		return -1
	}
	p.settle(m)
	i := p.find(m, e.key)
	if i >= 0 && Equal(m, e.Value(), p.slots[i].val) {
		return i
	}
	return -1
}

// add is not supported by views.
func (v *MapView) add(*Meter, Value) (bool, error) { return false, throwUnsupported("") }

// addAll is not supported by views where there is something to add.
func (v *MapView) addAll(_ *Meter, vs []Value) (bool, error) {
	if len(vs) == 0 {
		return false, nil
	}
	return false, throwUnsupported("")
}

// removeValue is remove(Object).
func (v *MapView) removeValue(m *Meter, x Value) (bool, error) {
	if v.isSetOf() {
		return false, throwUnsupported("")
	}
	if v.kind == valueView || v.p.unchangeable() {
		return walkRemove(m, v, x)
	}
	var i int
	if v.kind == entryView {
		i = v.p.findEntry(m, x)
	} else {
		v.p.settle(m)
		i = v.p.find(m, x)
	}
	if i < 0 {
		return false, nil
	}
	v.p.removeSlot(m, i)
	return true, nil
}

// retain is retainAll(c) or removeAll(c). A set that is larger than c removes the elements of c one by one.
func (v *MapView) retain(m *Meter, c collection, keep bool) (changed bool, err error) {
	if keep || v.kind == valueView || v.Len() <= c.Len() {
		return walkRetain(m, v, c, keep)
	}
	vs, err := elementsOf(m, c)
	if err != nil {
		return false, err
	}
	for _, x := range vs {
		m.Step(1)
		ok, err := v.removeValue(m, x)
		if err != nil {
			return changed, err
		}
		changed = changed || ok
	}
	return changed, nil
}

// clear is clear().
func (v *MapView) clear(m *Meter) error {
	switch {
	case v.p.unchangeable() && v.kind == entryView && !v.isSetOf():
		return walkClear(m, v)
	case v.p.unchangeable():
		return throwUnsupported("")
	}
	v.p.Clear()
	return nil
}

// mapWalk is an iterator over a view of a map.
type mapWalk struct {
	slotWalk
	kind viewKind
	last int   // the slot returned last, -1 when none or removed
	mod  int32 // what p.mod should be
}

// HasNext tells whether there was an element left when the iterator last moved.
func (w *mapWalk) HasNext() bool { return w.next >= 0 }

// Next returns the next element.
func (w *mapWalk) Next(m *Meter) (Value, error) {
	if w.p.mod != w.mod {
		return nil, throwComodified()
	}
	i := w.next
	if i < 0 {
		return nil, throwNoElement("")
	}
	w.last = i
	w.advance()
	switch w.kind {
	case keyView:
		return w.p.slots[i].key, nil
	case valueView:
		return w.p.slots[i].val, nil
	}
	return w.p.entry(m, i), nil
}

// Remove is Iterator.remove().
func (w *mapWalk) Remove(m *Meter) error {
	switch {
	case w.p.unchangeable():
		return throwUnsupported("remove")
	case w.last < 0:
		return throwState("")
	case w.p.mod != w.mod:
		return throwComodified()
	}
	w.p.removeSlot(m, w.last)
	w.last = -1
	w.mod = w.p.mod
	return nil
}
