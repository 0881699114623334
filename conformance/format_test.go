package conformance_test

import (
	"context"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// TestFormatRendersTheSame checks on the template of every case that formatting it changes nothing of what it renders,
// and that what was formatted stays as it is when it is formatted again.
func TestFormatRendersTheSame(t *testing.T) {
	t.Parallel()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	ours, changed := conformance.Ours(), 0
	for _, c := range suite.Cases {
		options := syntax.Options{}
		if c.Macros != "" {
			options.IsMacro = func(string) bool { return false }
		}
		text, err := syntax.Format(c.Template, options)
		if err != nil || text == c.Template {
			continue
		}
		changed++
		if again, err := syntax.Format(text, options); err != nil || again != text {
			t.Errorf("%s: %q formatted again is %q, %v", c.ID, text, again, err)
		}
		before, after := c.Request, c.Request
		after.Template = text
		want, err := ours.Render(context.Background(), before)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ours.Render(context.Background(), after)
		if err != nil {
			t.Fatal(err)
		}
		if got.Output != want.Output || got.Partial != want.Partial || (got.Err == nil) != (want.Err == nil) || got.Err != nil && got.Err.Kind != want.Err.Kind {
			t.Errorf("%s: %q formatted as %q gives %s, not %s", c.ID, c.Template, text, got, want)
		}
	}
	if changed < 500 {
		t.Errorf("only %d templates were changed", changed)
	}
}
