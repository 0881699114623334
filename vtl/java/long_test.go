package java

import "testing"

// TestLongMethods replays recorded calls of java.lang.Long.
func TestLongMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, longClass)
}
