package jsonschema

import (
	"context"

	"github.com/vtlkit/vtl/vtl/java"
)

// pattern is a regular expression that may match anywhere in a text. It is read as Java reads it.
type pattern struct {
	re     *java.Regex
	source string
}

// newPattern compiles a pattern.
func newPattern(source string) (p *pattern, err error) {
	p = &pattern{source: source}
	if limit := java.Guard(func() { p.re, err = java.CompileRegex(newMeter(), source, 0) }); limit != nil {
		return nil, limit
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// newMeter returns the meter of one match: models have the regex limits of templates.
func newMeter() *java.Meter { return java.NewMeter(context.Background(), java.DefaultLimits()) }

// find tells whether the pattern matches somewhere in s. A match beyond the limits is none.
func (p *pattern) find(s string) bool {
	found := false
	limit := java.Guard(func() {
		// What is put behind the first match shows that there is one.
		out, err := p.re.ReplaceAll(newMeter(), s, "$0\x00", 1)
		found = err == nil && len(out) > len(s)
	})
	return found && limit == nil
}
