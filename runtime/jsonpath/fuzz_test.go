package jsonpath

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// FuzzPath compiles any text as a path and reads it under limits: nothing else than an Error, an exception or a limit
// goes wrong, and a document gives the same whether it was looked at before or not.
func FuzzPath(f *testing.F) {
	for i, c := range recorded(f) {
		if i%3 == 0 {
			f.Add(c.Path, c.JSON)
		}
	}
	f.Fuzz(func(t *testing.T, path, text string) {
		path, text = java.CleanText(path, true), java.CleanText(text, true)
		p, err := Compile(path, java.Limits{PathBytes: 400, PathNesting: 10})
		if err != nil {
			var bad *Error
			var limit *java.LimitError
			if errors.As(err, &bad) || errors.As(err, &limit) {
				return
			}
			t.Fatalf("%q: %T %v", path, err, err)
		}
		fresh, limited := fuzzRead(t, p, text, false)
		again, limitedToo := fuzzRead(t, p, text, true)
		if !limited && !limitedToo && fresh != again {
			t.Fatalf("%q on %q\n  text %s\nfilled %s", path, text, fresh, again)
		}
	})
}

// fuzzRead reads p from text under limits, and returns the outcome.
func fuzzRead(t *testing.T, p *Path, text string, filled bool) (outcome string, limited bool) {
	m := meterWith(func(l *java.Limits) {
		l.Steps, l.PathNodes, l.BodyDepth, l.ValueDepth = 100_000, 10_000, 50, 60
	})
	err := java.Guard(func() {
		doc, err := jsonsmart.Parse(m, text)
		if err != nil {
			outcome = classOf(err)
			return
		}
		if filled {
			fill(doc)
		}
		v, err := p.Read(m, doc)
		if err != nil {
			outcome = classOf(err)
			return
		}
		if outcome, err = jsonsmart.Text(m, v, jsonsmart.Interchange); err == nil && !json.Valid([]byte(outcome)) {
			t.Fatalf("%q: %s is not JSON", p, outcome)
		}
	})
	return outcome, err != nil
}
