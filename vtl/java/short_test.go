package java

import "testing"

// TestShortMethods replays recorded calls of java.lang.Short.
func TestShortMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, shortClass)
}
