package conformance_test

import (
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
)

// TestCases asks our engine every case.
func TestCases(t *testing.T) {
	t.Parallel()
	conftest.Run(t, conftest.Suite(t), conformance.Ours())
}
