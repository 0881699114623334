package java

import "sync/atomic"

// siteEntries is how many classes one site remembers; a site that meets more looks the rest up each time.
const siteEntries = 4

// PropertySite reads one property at one place of a program, and remembers how for the classes it met. The zero
// value with a name is ready; it may be used by several goroutines and must not be copied once used.
type PropertySite struct {
	name    string
	entries atomic.Pointer[propertyEntry]
}

// propertyEntry is what a PropertySite knows about one class; next is the one learnt before.
type propertyEntry struct {
	getter
	next  *propertyEntry
	count int
}

// NewPropertySite returns a site that reads property name.
func NewPropertySite(name string) *PropertySite { return &PropertySite{name: name} }

// Get is Property at this site.
func (s *PropertySite) Get(m *Meter, o Value) (Value, error) {
	c := o.Class()
	head := s.entries.Load()
	for e := head; e != nil; e = e.next {
		if e.class == c {
			return e.get(m, o)
		}
	}
	e := &propertyEntry{getter: newGetter(c, s.name), next: head, count: 1}
	if head != nil {
		e.count += head.count
	}
	if e.count <= siteEntries {
		s.entries.CompareAndSwap(head, e)
	}
	return e.get(m, o)
}

// siteArgs is the largest number of arguments a MethodSite remembers classes of.
const siteArgs = 3

// MethodSite calls one method name at one place of a program, and remembers the overload chosen for the classes
// it met. Calls of constant cost are not charged here: programs charge their own steps. It may be used by several goroutines and must not be copied once used.
type MethodSite struct {
	name    string
	entries atomic.Pointer[methodEntry]
}

// methodEntry is the choice made for a receiver class and argument classes.
type methodEntry struct {
	class  *Class
	args   [siteArgs]*Class
	method *Method // nil: nothing found
	plain  bool    // the arguments need no packing and no checks
	next   *methodEntry
	count  int
}

// NewMethodSite returns a site that calls methods called name.
func NewMethodSite(name string) *MethodSite { return &MethodSite{name: name} }

// Name returns the method's name.
func (s *MethodSite) Name() string { return s.name }

// Call is Invoke at this site.
func (s *MethodSite) Call(m *Meter, o Value, args []Value) (v Value, found bool, err error) {
	if len(args) > siteArgs {
		return Invoke(m, o, s.name, args)
	}
	c := o.Class()
	if c == classType {
		return Invoke(m, o, s.name, args)
	}
	head := s.entries.Load()
	for e := head; e != nil; e = e.next {
		if e.class == c && e.matches(args) {
			return e.call(m, o, args)
		}
	}
	return s.learn(head, c, o, args).call(m, o, args)
}

// learn makes the entry for a call not met before, and keeps it while there is room.
func (s *MethodSite) learn(head *methodEntry, c *Class, o Value, args []Value) *methodEntry {
	e := &methodEntry{class: c, next: head, count: 1}
	for i, a := range args {
		e.args[i] = classOf(a)
	}
	e.method, _ = lookup(o, s.name, args)
	if e.method != nil {
		n := len(e.method.params)
		e.plain = n == len(args) && (n == 0 || e.method.params[n-1].Kind != KindArray)
	}
	if head != nil {
		e.count += head.count
	}
	if e.count <= siteEntries {
		s.entries.CompareAndSwap(head, e)
	}
	return e
}

// matches tells whether the argument classes are those of the entry. Entries of another number of arguments do
// not occur at one site.
func (e *methodEntry) matches(args []Value) bool {
	for i, a := range args {
		if classOf(a) != e.args[i] {
			return false
		}
	}
	return true
}

// call makes the call of the entry.
func (e *methodEntry) call(m *Meter, o Value, args []Value) (Value, bool, error) {
	if e.method == nil {
		return nil, false, nil
	}
	if !e.plain {
		v, err := e.method.invoke(m, o, args)
		return v, true, err
	}
	if e.method.Cost != CostConst {
		e.method.charge(m, o, args)
	}
	v, err := e.method.Call(m, o, args)
	return v, true, err
}
