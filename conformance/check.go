package conformance

import (
	"context"
	"io"
	"strings"
)

// CheckOptions say what Check does.
type CheckOptions struct {
	// Areas are the areas to ask for, by the start of their names; none means all.
	Areas []string
	// JSON writes the report as JSON instead of a table.
	JSON bool
}

// Check asks an engine the cases of a suite, writes the report to w, and tells whether every case was answered as
// wanted.
func (s *Suite) Check(ctx context.Context, w io.Writer, e Engine, o CheckOptions) (ok bool, err error) {
	part := s.Select(func(area, _ string) bool {
		for _, a := range o.Areas {
			if strings.HasPrefix(area, a) {
				return true
			}
		}
		return len(o.Areas) == 0
	})
	report := part.Score(ctx, e)
	if o.JSON {
		return report.OK(), report.WriteJSON(w)
	}
	return report.OK(), report.WriteText(w)
}
