package java

import "testing"

// TestByteMethods replays recorded calls of java.lang.Byte.
func TestByteMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, byteClass)
}
