package java

import "testing"

// TestBigDecimalMethods replays recorded calls of java.math.BigDecimal.
func TestBigDecimalMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, bigDecimalClass)
}
