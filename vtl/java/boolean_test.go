package java

import "testing"

// TestBooleanMethods replays recorded calls of java.lang.Boolean.
func TestBooleanMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, booleanClass)
}
