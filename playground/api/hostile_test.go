//go:build !race

// The test measures time, which the race detector makes longer.

package api

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/conformance/hostile"
	"github.com/vtlkit/vtl/conformance/required"
)

// mostAnswer is the largest answer that any input may have, in bytes.
const mostAnswer = 24 << 20

// TestHostile gives every hostile input to the methods that read templates: each has to answer in time, with JSON of
// bounded size, and without a mistake of ours. Only a tenth of the inputs is tried unless VTL_REQUIRE_ALL is set.
func TestHostile(t *testing.T) {
	t.Parallel()
	inputs, err := hostile.Load()
	if err != nil {
		t.Fatal(err)
	}
	sample := 10
	if required.All() {
		sample = 1
	}
	s := New(Options{})
	methods := s.Methods()
	for i, in := range inputs {
		if i%sample > 0 || len(in.Template) > 2<<20 {
			continue
		}
		run := Run{Template: in.Template, Events: true, Offset: len(in.Template)}
		if in.APIGW != nil {
			run.Request.Body = in.APIGW.Body
		}
		body, err := json.Marshal(run)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"explain", "complete", "format"} {
			start := time.Now()
			answer, err := methods[name](context.Background(), body)
			took := time.Since(start)
			switch {
			case err != nil:
				t.Errorf("%s: %s: %v", in.ID, name, err)
			case !json.Valid(answer) || len(answer) > mostAnswer:
				t.Errorf("%s: %s answers %d bytes", in.ID, name, len(answer))
			case strings.Contains(string(answer), `"kind":"internal"`):
				t.Errorf("%s: %s: %.300s", in.ID, name, answer)
			}
			if took > 2*hostile.Patience && !conftest.Race {
				t.Errorf("%s: %s took %v", in.ID, name, took)
			}
		}
	}
}
