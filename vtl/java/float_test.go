package java

import "testing"

// TestFloatMethods replays recorded calls of java.lang.Float.
func TestFloatMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, floatClass)
}
