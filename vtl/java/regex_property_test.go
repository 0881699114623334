package java

import (
	"strconv"
	"testing"
)

// propertyHash returns the number of code points of s and the hash of Properties.java over the ends of its ranges.
func propertyHash(s runeSet) (count int, hash int32) {
	for i := 0; i < len(s); i += 2 {
		count += int(s[i+1]-s[i]) + 1
		hash = 31*(31*hash+s[i]) + s[i+1] + 1
	}
	return count, hash
}

// TestPropertiesAgainstJava compares what \p{..} matches, for every name Java knows, with properties.txt.
func TestPropertiesAgainstJava(t *testing.T) {
	t.Parallel()
	for _, row := range goldenRows(t, "testdata/regex/properties.txt") {
		p, err := parsePattern(nil, row[0]+`\p{`+row[1]+"}", 0)
		if row[2] == "error" {
			if err == nil {
				t.Errorf("%s: Java knows no such property", row[1])
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", row[1], err)
			continue
		}
		count, hash := propertyHash(p.root.set)
		if strconv.Itoa(count) != row[2] || strconv.Itoa(int(hash)) != row[3] {
			t.Errorf("%s%s: %d code points with hash %d, Java has %s with %s", row[0], row[1], count, hash, row[2], row[3])
		}
	}
}

func TestRuneSet(t *testing.T) {
	t.Parallel()
	a, b := rangesOf('a', 'f', 'x', 'z'), rangesOf('d', 'y')
	for _, c := range []struct {
		name      string
		got, want runeSet
	}{
		{"merged", rangesOf('d', 'f', 'a', 'c', 'b', 'e'), runeSet{'a', 'f'}},
		{"union", a.union(b), runeSet{'a', 'z'}},
		{"union with nothing", a.union(nil), a},
		{"intersection", a.intersect(b), runeSet{'d', 'f', 'x', 'y'}},
		{"difference", a.minus(b), runeSet{'a', 'c', 'z', 'z'}},
		{"complement", runeSet{0, 9, 11, maxRune}.negate(), runeSet{10, 10}},
		{"complement of nothing", runeSet(nil).negate(), allRunes},
		{"members", membersOf('c', 'a', 'b'), runeSet{'a', 'c'}},
	} {
		if string(c.got) != string(c.want) {
			t.Errorf("%s: %q, want %q", c.name, string(c.got), string(c.want))
		}
	}
	for r, want := range map[rune]bool{'a': true, 'f': true, 'g': false, 'x': true, 'z': true, 'A': false, maxRune: false} {
		if a.contains(r) != want {
			t.Errorf("contains(%q) = %v", r, !want)
		}
	}
}
