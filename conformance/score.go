package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"text/tabwriter"
)

// Report is what an engine got right.
type Report struct {
	Engine string  `json:"engine"`
	Total  Tally   `json:"total"`
	Areas  []*Area `json:"areas"` // sorted by name
}

// Area is the part of a report about one folder and category.
type Area struct {
	Name string `json:"name"`
	Tally
	Missed []Miss `json:"missed,omitempty"`
}

// Tally counts cases.
type Tally struct {
	Cases int `json:"cases"`
	Pass  int `json:"pass"`
	// Differ counts cases among Pass with a known difference.
	Differ int `json:"differ"`
	// Unasked counts cases the engine has no protocol for; they are not among Cases.
	Unasked int `json:"unasked,omitempty"`
	// Errors counts cases that want an error; Kinds those that got one of the right kind, Places those that got
	// it at the right line and column.
	Errors int `json:"errors"`
	Kinds  int `json:"kinds"`
	Places int `json:"places"`
}

// Miss is a case an engine answered wrongly.
type Miss struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// Result is what came of one case.
type Result struct {
	Verdict
	Differ  bool // judged by a known difference
	Unasked bool // the engine has no protocol for it
}

// Judge holds an answer of the engine called name against the case. Where a difference is known, the answer must
// be the different one; giving the wanted one makes the difference stale, which is a failure.
func (c *Case) Judge(name string, got Answer) Result {
	plain := Compare(c.Want, got, c.LooseDoubles)
	d := c.Differs[name]
	if d == nil {
		return Result{Verdict: plain}
	}
	return judgeDifference(plain, Compare(d.Want, got, c.LooseDoubles))
}

// Judge is Case.Judge for paths.
func (p *Path) Judge(name string, got PathAnswer) Result {
	plain := ComparePath(p.Want, got)
	d := p.Differs[name]
	if d == nil {
		return Result{Verdict: plain}
	}
	return judgeDifference(plain, ComparePath(d.WantPath, got))
}

// judgeDifference judges an answer for which a difference is known by how it compares with the wanted and with the different answer.
func judgeDifference(plain, different Verdict) Result {
	if plain.OK {
		plain.OK = false
		plain.Why = "the known difference is no longer needed"
		return Result{Verdict: plain, Differ: true}
	}
	if !different.OK {
		different.Why = "known difference: " + different.Why
	}
	// What was wanted first decides whether the case counts among the errors.
	different.Error = plain.Error
	different.Kind, different.Place = different.OK, different.OK
	return Result{Verdict: different, Differ: true}
}

// Ask sends the case to an engine and judges the answer.
func (c *Case) Ask(ctx context.Context, e Engine) Result {
	got, err := e.Render(ctx, c.Request)
	if err != nil {
		return Result{Verdict: Verdict{Why: "no answer: " + err.Error()}}
	}
	return c.Judge(e.Name(), got)
}

// Ask sends the path to an engine and judges the answer.
func (p *Path) Ask(ctx context.Context, e Engine) Result {
	got, err := e.JSONPath(ctx, p.PathRequest)
	if errors.Is(err, ErrNoJSONPath) {
		return Result{Unasked: true}
	}
	if err != nil {
		return Result{Verdict: Verdict{Why: "no answer: " + err.Error()}}
	}
	return p.Judge(e.Name(), got)
}

// Score asks an engine every case.
func (s *Suite) Score(ctx context.Context, e Engine) *Report {
	jobs := make([]func() Result, 0, len(s.Cases)+len(s.Paths))
	for _, c := range s.Cases {
		jobs = append(jobs, func() Result { return c.Ask(ctx, e) })
	}
	for _, p := range s.Paths {
		jobs = append(jobs, func() Result { return p.Ask(ctx, e) })
	}
	results := inParallel(jobs)

	r := &Report{Engine: e.Name()}
	areas := map[string]*Area{}
	for _, name := range s.Areas() {
		areas[name] = &Area{Name: name}
		r.Areas = append(r.Areas, areas[name])
	}
	for i, c := range s.Cases {
		areas[c.Area].add(c.ID, results[i])
	}
	for i, p := range s.Paths {
		areas[p.Area].add(p.ID, results[len(s.Cases)+i])
	}
	for _, a := range r.Areas {
		r.Total.sum(a.Tally)
	}
	return r
}

// inParallel runs the jobs on enough goroutines to keep a process engine busy, and returns their results in order.
func inParallel(jobs []func() Result) []Result {
	const workers = 16
	results := make([]Result, len(jobs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				results[i] = jobs[i]()
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	wg.Wait()
	return results
}

func (a *Area) add(id string, r Result) {
	if r.Unasked {
		a.Unasked++
		return
	}
	a.Cases++
	a.Errors += count(r.Error)
	a.Kinds += count(r.Error && r.Kind)
	a.Places += count(r.Error && r.Place)
	if !r.OK {
		a.Missed = append(a.Missed, Miss{ID: id, Why: r.Why})
		return
	}
	a.Pass++
	a.Differ += count(r.Differ)
}

// count returns 1 for true.
func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (t *Tally) sum(u Tally) {
	t.Cases += u.Cases
	t.Pass += u.Pass
	t.Differ += u.Differ
	t.Unasked += u.Unasked
	t.Errors += u.Errors
	t.Kinds += u.Kinds
	t.Places += u.Places
}

// OK tells that no case was missed.
func (r *Report) OK() bool { return r.Total.Pass == r.Total.Cases }

// WriteText writes the report as a table, then the missed cases.
func (r *Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	// The table is only written to w by Flush, which has the error.
	_, _ = fmt.Fprintf(t, "%s\tcases\tpass\tfail\tdiffer\terrors\tkind\tplace\n", r.Engine)
	for _, a := range r.Areas {
		a.row(t, a.Name)
	}
	r.Total.row(t, "total")
	if err := t.Flush(); err != nil {
		return err
	}
	var b strings.Builder
	for _, a := range r.Areas {
		for _, m := range a.Missed {
			fmt.Fprintf(&b, "%s %s: %s\n", a.Name, m.ID, m.Why)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// row adds a line to the table w.
func (t *Tally) row(w io.Writer, name string) {
	if t.Cases == 0 && t.Unasked > 0 {
		_, _ = fmt.Fprintf(w, "%s\t(%d not asked)\n", name, t.Unasked)
		return
	}
	_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", name, t.Cases, t.Pass, t.Cases-t.Pass, t.Differ, t.Errors, t.Kinds, t.Places)
}

// WriteJSON writes the report as indented JSON.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}
