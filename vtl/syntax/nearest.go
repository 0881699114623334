package syntax

import "strings"

// Nearest returns the one of names that name was probably meant to be, for "did you mean": equal but for case, or
// at most a third of its letters (at least one, unless the name has fewer than three) changed, added, left out or
// swapped with a neighbour. It returns "" when none is near, and never name itself. Of several the nearest wins, then the first.
func Nearest(name string, names []string) string {
	best, most := "", len(name)/3
	if most == 0 && len(name) == 2 {
		most = 1
	}
	for _, n := range names {
		if n == name {
			continue
		}
		if strings.EqualFold(n, name) {
			return n
		}
		if len(n) > len(name)+most || len(name) > len(n)+most {
			continue
		}
		if d := distance(strings.ToLower(name), strings.ToLower(n)); d <= most {
			best, most = n, d-1
		}
	}
	return best
}

// distance counts the single steps from a to b: change, add, drop a byte, or swap two neighbours.
func distance(a, b string) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j-1]+cost, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
