package explain

import (
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// counts counts what a run reached.
type counts struct {
	branches map[*syntax.If][]int // by branch, #else or its absence last
	loops    map[*syntax.Foreach]*[3]int
	macros   map[string]int
}

// add counts an event.
func (c *counts) add(e *vtl.Event) {
	switch n := e.Node.(type) {
	case *syntax.If:
		c.branch(e, n)
	case *syntax.Foreach:
		if e.Kind == vtl.EventLoop && !e.Unfinished {
			c.loop(n)[min(e.Turn, 2)]++
		}
	case *syntax.MacroCall:
		if e.Kind == vtl.EventMacro && !e.Leaf {
			if c.macros == nil {
				c.macros = map[string]int{}
			}
			c.macros[n.Name]++
		}
	}
}

// branch counts the branch that an #if took.
func (c *counts) branch(e *vtl.Event, n *syntax.If) {
	if e.Kind != vtl.EventBranch || e.Branch < 0 && e.Unfinished {
		return
	}
	hits := c.branches[n]
	if hits == nil {
		if c.branches == nil {
			c.branches = map[*syntax.If][]int{}
		}
		hits = make([]int, len(n.Branches)+1)
		c.branches[n] = hits
	}
	if e.Branch < 0 {
		hits[len(n.Branches)]++
		return
	}
	hits[e.Branch]++
}

// loop returns the counts of a loop.
func (c *counts) loop(n *syntax.Foreach) *[3]int {
	if c.loops == nil {
		c.loops = map[*syntax.Foreach]*[3]int{}
	}
	if c.loops[n] == nil {
		c.loops[n] = &[3]int{}
	}
	return c.loops[n]
}

// maxArms is how many arms a report lists.
const maxArms = 10_000

// coverage lists the arms of tpl in the order of its source.
func coverage(tpl *runtime.Template, q *runtime.Request, rec *recorder) []Arm {
	c := coverer{src: tpl.Source(), places: &rec.places, counts: &rec.counts, reach: newReacher(tpl, q)}
	c.walk(tpl.Tree().Root, tpl.Source())
	return c.arms
}

// coverer gathers the arms of a template.
type coverer struct {
	src    *vtl.Source
	places *places
	counts *counts
	reach  *reacher
	arms   []Arm
}

// walk adds the arms of the nodes below n, which stand in src.
func (c *coverer) walk(n vtl.Node, src *vtl.Source) {
	vtl.Walk(n, func(n vtl.Node) bool {
		switch n := n.(type) {
		case *syntax.String:
			if n.Body != nil && n.Inner != nil {
				c.walk(n.Body, n.Inner)
				return false
			}
		case *syntax.If:
			c.ifArms(n, src)
		case *syntax.Foreach:
			c.loopArms(n, src)
		case *syntax.MacroDef:
			c.add(ArmMacro, src, head(src, n), c.counts.macros[n.Name], nil)
		}
		return len(c.arms) < maxArms
	})
}

// add adds an arm whose text stands at s in src.
func (c *coverer) add(kind ArmKind, src *vtl.Source, s Span, hits int, input *Hint) {
	at, _ := c.places.at(src, s)
	if hits > 0 {
		input = nil
	}
	c.arms = append(c.arms, Arm{
		At: at, Line: c.src.LineNumber(at.Start), Kind: kind, Text: oneLine(src.Text[s.Start:s.End]), Hits: hits, Input: input,
	})
}

// ifArms adds the branches of an #if.
func (c *coverer) ifArms(n *syntax.If, src *vtl.Source) {
	hits := c.counts.branches[n]
	if hits == nil {
		hits = make([]int, len(n.Branches)+1)
	}
	from := n.Start()
	for i := range n.Branches {
		kind := ArmElseIf
		if i == 0 {
			kind = ArmIf
		}
		b := &n.Branches[i]
		c.add(kind, src, trim(src.Text, Span{from, b.Body.Start()}), hits[i], c.reach.branch(n, i))
		from = b.Body.End()
	}
	last := len(n.Branches)
	if n.Else != nil {
		c.add(ArmElse, src, trim(src.Text, Span{from, n.Else.Start()}), hits[last], c.reach.branch(n, last))
		return
	}
	c.add(ArmNoElse, src, trim(src.Text, Span{from, n.End()}), hits[last], c.reach.branch(n, last))
}

// loopArms adds the arms of a #foreach.
func (c *coverer) loopArms(n *syntax.Foreach, src *vtl.Source) {
	hits := c.counts.loop(n)
	for i, kind := range [...]ArmKind{ArmNone, ArmOne, ArmMany} {
		c.add(kind, src, head(src, n), hits[i], c.reach.loop(n, i))
	}
}
