package conformance_test

import (
	"os"
	"testing"

	"github.com/vtlkit/vtl/conformance/conftest"
)

// TestOracleConfirmsCases renders every case with Apache Velocity 1.7 itself: a case it answers differently is
// wrong, whatever our engine does.
func TestOracleConfirmsCases(t *testing.T) {
	oracle := conftest.Oracle(t)
	suite := conftest.Suite(t).Select(func(area, _ string) bool { return true })
	confirmed := suite.Cases[:0:0]
	for _, c := range suite.Cases {
		if c.Oracle == oracle.Name() {
			confirmed = append(confirmed, c)
		}
	}
	suite.Cases, suite.Paths = confirmed, nil
	report := suite.Score(t.Context(), oracle)
	if !report.OK() {
		report.WriteText(os.Stdout)
		t.Errorf("%d of %d cases are not what the oracle answers", report.Total.Cases-report.Total.Pass, report.Total.Cases)
	}
}
