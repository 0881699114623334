package differential

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/vtlkit/vtl/conformance"
)

// WriteText writes the summary for people: counts, then each group with its smallest example.
func (s *Summary) WriteText(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%d requests (%d output, %d parse errors, %d render errors), %d unstable, %d timeouts, %d limits: %d disagreements in %d groups\n",
		s.Requests, s.Kinds["output"], s.Kinds["parse"], s.Kinds["render"], s.Unstable, s.Timeouts, s.Limits, s.Disagreements, len(s.Groups))
	for i, g := range s.Groups {
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "\n## %d. %s  (%d times)\n\n%s", i+1, g.Signature, g.Count, g.Example)
	}
	return err
}

// String returns the disagreement in a few lines.
func (d Disagreement) String() string {
	out := fmt.Sprintf("    number   %d, %s\n    template %q\n", d.Number, d.Why, d.Request.Template)
	if len(d.Request.Context) > 0 {
		out += fmt.Sprintf("    context  %s\n", d.Request.Context)
	}
	if d.Request.Macros != "" {
		out += fmt.Sprintf("    macros   %q\n", d.Request.Macros)
	}
	if g := d.Request.APIGW; g != nil {
		out += fmt.Sprintf("    apigw    body %q params %s context %s stageVariables %s\n", g.Body, g.Params, g.Context, g.StageVariables)
	}
	if d.Request.Dialect != "" {
		out += fmt.Sprintf("    dialect  %s\n", d.Request.Dialect)
	}
	return out + fmt.Sprintf("    want     %s\n    got      %s\n", d.Want, d.Got)
}

// WriteCases writes the smallest example of each group as a case file into dir, which is made when it is missing.
// name is the start of every file name.
func (s *Summary) WriteCases(dir, name, reference string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, g := range s.Groups {
		d := g.Example
		c := &conformance.Case{Request: d.Request, Want: d.Want}
		data, err := conformance.FormatArchive(c, "origin: generated", "oracle: "+reference, "signature: "+fmt.Sprintf("%q", g.Signature))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%03d.txtar", name, i+1)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
