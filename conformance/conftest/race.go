//go:build race

package conftest

// Race tells that the race detector is on, under which time and memory say nothing.
const Race = true
