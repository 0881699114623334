package java

import "testing"

// TestBigIntegerMethods replays recorded calls of java.math.BigInteger.
func TestBigIntegerMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, bigIntegerClass)
}
