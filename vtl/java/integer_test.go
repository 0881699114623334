package java

import "testing"

// TestIntegerMethods replays recorded calls of java.lang.Integer.
func TestIntegerMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, integerClass)
}

// TestIntValue checks the numbers at the ends of the ready-made range and beyond.
func TestIntValue(t *testing.T) {
	t.Parallel()
	for _, i := range []int32{-1 << 31, smallestBoxed - 1, smallestBoxed, -1, 0, largestBoxed, largestBoxed + 1, 1<<31 - 1} {
		if got := IntValue(i); got != Value(Int(i)) {
			t.Errorf("IntValue(%d) is %v", i, got)
		}
	}
}
