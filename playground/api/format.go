package api

import (
	"context"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// Format makes the white space inside a template's directives even. A template that does not parse is left alone, and
// the Problems tell why.
func (s *Service) Format(_ context.Context, run *Run) (*Formatted, error) {
	c, _ := newCall(&Run{Template: run.Template, Name: run.Name})
	out := &Formatted{Problems: []Problem{}}
	var err error
	out.Template, err = syntax.Format(run.Template, syntax.Options{MaxBytes: s.options.Limits.Source, Nesting: s.options.Limits.Nesting})
	if err != nil {
		out.Problems = append(out.Problems, c.errorProblem(err))
	}
	return out, nil
}
