package differential

import (
	"context"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/gen"
)

// Run is a comparison of two engines.
type Run struct {
	Reference, Subject conformance.Engine
	// Second is another process of the reference engine. A request on which the two references disagree has no
	// stable answer and is passed over. Nil trusts every answer.
	Second conformance.Engine
	// Generator makes the requests From up to From+Count.
	Generator   *gen.Generator
	From, Count int
	// Workers is how many requests are under way at once.
	Workers int
	// MostMinimised bounds how many disagreements are minimised; the others are only counted.
	MostMinimised int
	// Keep, if set, tells whether a smaller request is still about the same thing as the original; those that are not
	// are not tried.
	Keep func(original, smaller conformance.Request) bool
}

// Summary is what a run found.
type Summary struct {
	Requests int
	// Unstable counts requests passed over for want of a stable answer, Timeouts those the reference gave up, for want
	// of time or memory.
	Unstable, Timeouts int
	// Limits counts requests that hit a limit of the subject's.
	Limits int
	// Kinds counts the reference's answers: "output", "parse", "render".
	Kinds map[string]int
	// Disagreements counts requests answered differently.
	Disagreements int
	Groups        []*Group // minimised before others, most frequent first
}

// Group is the disagreements with one signature.
type Group struct {
	Signature string
	Count     int
	Example   Disagreement // the smallest
}

// Disagreement is a request answered differently.
type Disagreement struct {
	Number    int // of the generated request
	Request   conformance.Request
	Want, Got conformance.Answer
	Why       string
	Minimised bool
}

// kindOf names what an answer is.
func kindOf(a conformance.Answer) string {
	if a.Err == nil {
		return "output"
	}
	return a.Err.Kind
}

// Do compares the engines. It fails when an engine does not answer.
func (r *Run) Do(ctx context.Context) (*Summary, error) {
	s := &Summary{Requests: r.Count, Kinds: map[string]int{}}
	found, err := r.compareAll(ctx, s)
	if err != nil {
		return s, err
	}
	s.Disagreements = len(found)
	sort.Slice(found, func(i, j int) bool { return found[i].Number < found[j].Number })
	groups := map[string]*Group{}
	for i, d := range found {
		if i < r.MostMinimised {
			d = r.minimise(ctx, d)
		}
		addTo(groups, d)
	}
	for _, g := range groups {
		s.Groups = append(s.Groups, g)
	}
	sort.Slice(s.Groups, func(i, j int) bool {
		a, b := s.Groups[i], s.Groups[j]
		if a.Example.Minimised != b.Example.Minimised {
			return a.Example.Minimised
		}
		return a.Count > b.Count || a.Count == b.Count && a.Signature < b.Signature
	})
	return s, nil
}

// addTo files d under its signature; the smallest request becomes the example.
func addTo(groups map[string]*Group, d Disagreement) {
	sig := signature(d)
	g := groups[sig]
	if g == nil {
		g = &Group{Signature: sig, Example: d}
		groups[sig] = g
	}
	g.Count++
	if size(d.Request) < size(g.Example.Request) {
		g.Example = d
	}
}

// compareAll asks both engines everything.
func (r *Run) compareAll(ctx context.Context, s *Summary) ([]Disagreement, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var found []Disagreement
	numbers := make(chan int)
	var wg sync.WaitGroup
	for range max(r.Workers, 1) {
		wg.Go(func() {
			for i := range numbers {
				d, err := r.compare(ctx, r.Generator.Case(i))
				if err != nil {
					cancel(err)
					continue
				}
				mu.Lock()
				if s.note(d) {
					d.Number = i
					found = append(found, d.Disagreement)
				}
				mu.Unlock()
			}
		})
	}
	for i := r.From; i < r.From+r.Count && ctx.Err() == nil; i++ {
		numbers <- i
	}
	close(numbers)
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return found, nil
}

// comparison is what came of one request.
type comparison struct {
	Disagreement
	agree, unstable bool
}

// note counts a comparison, and tells whether it is a disagreement.
func (s *Summary) note(c comparison) bool {
	kind := kindOf(c.Want)
	s.Kinds[kind]++
	switch {
	case kind == "timeout", c.Want.Err != nil && strings.Contains(c.Want.Err.Message, "OutOfMemoryError"):
		s.Timeouts++
		return false
	case c.unstable:
		s.Unstable++
		return false
	}
	if kindOf(c.Got) == "limit" {
		s.Limits++
	}
	return !c.agree
}

// compare asks both engines one request; the second reference decides whether a difference counts.
func (r *Run) compare(ctx context.Context, q conformance.Request) (c comparison, err error) {
	c.Request = q
	if c.Want, err = r.Reference.Render(ctx, q); err != nil {
		return c, fmt.Errorf("%s: %w", r.Reference.Name(), err)
	}
	if c.Got, err = r.Subject.Render(ctx, q); err != nil {
		return c, fmt.Errorf("%s: %w", r.Subject.Name(), err)
	}
	v := conformance.Compare(c.Want, c.Got, true)
	c.agree, c.Why = v.OK, v.Why
	if c.agree || r.Second == nil {
		return c, nil
	}
	second, err := r.Second.Render(ctx, q)
	if err != nil {
		return c, fmt.Errorf("%s: %w", r.Second.Name(), err)
	}
	c.unstable = !conformance.Compare(c.Want, second, false).OK
	return c, nil
}

// minimise makes the request of d as small as it can.
func (r *Run) minimise(ctx context.Context, d Disagreement) Disagreement {
	const tries = 4000
	class := classOf(d.Want, d.Got)
	smallest := d
	Minimise(d.Request, tries, func(q conformance.Request) bool {
		if r.Keep != nil && !r.Keep(d.Request, q) {
			return false
		}
		c, err := r.compare(ctx, q)
		if err != nil || c.agree || c.unstable || classOf(c.Want, c.Got) != class {
			return false
		}
		c.Number = d.Number
		smallest = c.Disagreement
		return true
	})
	smallest.Minimised = true
	return smallest
}

// classOf tells disagreements of different sorts apart while they are minimised.
func classOf(want, got conformance.Answer) string {
	class := kindOf(want) + "/" + kindOf(got)
	if want.Err != nil && got.Err != nil && kindOf(want) == kindOf(got) {
		if want.Err.Line == got.Err.Line && want.Err.Column == got.Err.Column {
			return class + " partial"
		}
		return class + " place"
	}
	return class
}

// What a signature leaves out: plain texts, numbers, names of variables, blanks.
var (
	stringsInTemplate = regexp.MustCompile(`'[^']*'|"[^"$#]*"`)
	numbersInTemplate = regexp.MustCompile(`[0-9]+(\.[0-9]+)?`)
	namesInTemplate   = regexp.MustCompile(`(\$!?\{?)[A-Za-z_][A-Za-z0-9_-]*`)
	blanksInTemplate  = regexp.MustCompile(`[ \t]+`)
)

// signature names the mistake behind a disagreement, more or less: the sorts of the answers and the template
// without its names, texts and numbers.
func signature(d Disagreement) string {
	if !d.Minimised {
		return classOf(d.Want, d.Got) + ": not minimised"
	}
	t := stringsInTemplate.ReplaceAllString(d.Request.Template, "''")
	t = numbersInTemplate.ReplaceAllString(t, "0")
	t = namesInTemplate.ReplaceAllString(t, "${1}x")
	t = blanksInTemplate.ReplaceAllString(t, " ")
	const most = 80
	if len(t) > most {
		t = t[:most]
	}
	return classOf(d.Want, d.Got) + ": " + strings.ToValidUTF8(t, "?")
}
