package differential_test

import (
	"os"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/conformance/differential"
	"github.com/vtlkit/vtl/conformance/gen"
)

// TestAgainstOracle compares our engine with Velocity on a few templates. The oracle command takes many.
func TestAgainstOracle(t *testing.T) {
	const templates = 500
	oracle, second := conftest.Oracle(t), conftest.Oracle(t)
	for _, dialect := range []string{gen.Velocity, gen.APIGateway} {
		run := differential.Run{
			Reference: oracle, Second: second, Subject: conformance.Ours(), Workers: 8, Count: templates, MostMinimised: 5,
			Generator: gen.New(gen.Options{Seed: 1, Dialect: dialect}), Keep: gen.KeepsPaths,
		}
		s, err := run.Do(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s.Disagreements > 0 {
			s.WriteText(os.Stdout)
			t.Errorf("%s: %d disagreements on %d templates", dialect, s.Disagreements, templates)
		}
	}
}
