package exec

import (
	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Program is a compiled template. It is immutable, apart from caches inside its nodes that are safe to share,
// so any number of goroutines may run it at once.
type Program struct {
	dialect Dialect
	source  *syntax.Source
	body    *block
	macros  map[string]*macro
	slots   map[string]int32 // variables by name
	names   []string         // variables by slot
	places  []place          // of statements, by their number
	loop    loopSlots
	content int32 // slot of $bodyContent
}

// place is where a node stands.
type place struct {
	src  *syntax.Source
	node syntax.Node
}

// loopSlots are the slots of the variables every #foreach sets; noSlot for those nothing reads.
type loopSlots struct{ count, hasNext, foreach int32 }

// noSlot stands for a variable that nothing reads.
const noSlot int32 = -1

// The variables that directives set by themselves.
const (
	varBodyContent = "bodyContent"     // the body of a #@macro call
	varCount       = "velocityCount"   // the number of a loop's turn, from 1
	varHasNext     = "velocityHasNext" // whether another turn follows
	varForeach     = "foreach"         // the scope object of a loop
)

// macro is a registered #macro.
type macro struct {
	def    *syntax.MacroDef
	name   string
	params []int32 // slots
	body   *block
	at     place // of the body, which is where Velocity places the macro
}

// Compile makes the program of tree in dialect d. The macros of the libraries are known in it, those of the
// first library first, and win over its own of the same name.
func Compile(tree *syntax.Tree, libraries []*syntax.Tree, d Dialect) *Program {
	p := &Program{dialect: d, source: tree.Source, macros: map[string]*macro{}, slots: map[string]int32{}}
	p.content = p.slot(varBodyContent)
	c := &compiler{table: p}
	for _, lib := range libraries {
		c.declare(lib.Macros)
	}
	c.declare(tree.Macros)
	for _, lib := range libraries {
		c.tree(lib)
	}
	p.body = c.tree(tree)
	p.loop = p.findLoopSlots(c.evaluates)
	return p
}

// findLoopSlots returns the slots of the loop variables. Text given to #evaluate may read any of them.
func (p *Program) findLoopSlots(all bool) loopSlots {
	find := func(name string) int32 {
		if all {
			return p.slot(name)
		}
		if s, ok := p.slots[name]; ok {
			return s
		}
		return noSlot
	}
	return loopSlots{count: find(varCount), hasNext: find(varHasNext), foreach: find(varForeach)}
}

// HasMacro tells whether the program knows a macro called name.
func (p *Program) HasMacro(name string) bool { return p.macros[name] != nil }

// slot returns the slot of the variable name, a new one for a new name.
func (p *Program) slot(name string) int32 {
	s, ok := p.slots[name]
	if !ok {
		s = int32(len(p.names))
		p.names = append(p.names, name)
		p.slots[name] = s
	}
	return s
}

// addPlace returns the number of a new statement at this place.
func (p *Program) addPlace(at place) int32 {
	p.places = append(p.places, at)
	return int32(len(p.places) - 1)
}

// macro returns the macro called name, or nil.
func (p *Program) macro(name string) *macro { return p.macros[name] }

// addMacro registers mc unless its name is taken.
func (p *Program) addMacro(mc *macro) {
	if p.macros[mc.name] == nil {
		p.macros[mc.name] = mc
	}
}

// Binding gives a variable its value for a run.
type Binding struct {
	Name  string
	Value java.Value
}
