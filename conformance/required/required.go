// Package required decides what becomes of a test that needs something this machine has not: Java, a browser, the
// folder with the recorded cases.
package required

import (
	"os"
	"testing"
)

// All tells whether everything is required: CI sets VTL_REQUIRE_ALL=1.
func All() bool { return os.Getenv("VTL_REQUIRE_ALL") == "1" }

// Missing skips the test and says what it lacks, or fails it where everything is required.
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if All() {
		t.Fatalf("required: "+format, args...)
	}
	t.Skipf("skipped: "+format, args...)
}
