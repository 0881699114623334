package java

import "testing"

// TestCharacterMethods replays recorded calls of java.lang.Character.
func TestCharacterMethods(t *testing.T) {
	t.Parallel()
	replayVectors(t, characterClass)
}
