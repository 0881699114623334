package java

import "testing"

// TestDoubleMethods replays recorded calls of java.lang.Double.
func TestDoubleMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, doubleClass)
}
