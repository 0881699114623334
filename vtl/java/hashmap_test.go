package java

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// TestHashMapOrder compares iteration orders with those that the real HashMap had (testdata/hashmap.txt).
func TestHashMapOrder(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/hashmap.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if strings.HasPrefix(sc.Text(), "#") {
			continue
		}
		ops, want, _ := strings.Cut(sc.Text(), " => ")
		var keys []string
		play(t, ops).Each(func(k, _ Value) bool {
			keys = append(keys, ToString(nil, k))
			return true
		})
		if got := strings.Join(keys, " "); got != strings.TrimSpace(want) {
			t.Errorf("%s\n got  %s\n want %s", ops, got, want)
		}
	}
}

// play returns the HashMap that the operations make; testdata/hashmap.txt explains them.
func play(t *testing.T, ops string) *Map {
	t.Helper()
	p := NewHashMap()
	for _, op := range strings.Fields(ops) {
		switch {
		case op == "clone":
			v, _, err := Invoke(nil, p, "clone", nil)
			if err != nil {
				t.Fatal(err)
			}
			p = v.(*Map)
		case op == "copy":
			q := NewHashMap()
			if _, _, err := Invoke(nil, q, "putAll", []Value{p}); err != nil {
				t.Fatal(err)
			}
			p = q
		case op[0] == '+':
			p.Put(nil, String(op[1:]), Int(1))
		default:
			p.Remove(nil, String(op[1:]))
		}
	}
	return p
}

func TestHashMapClasses(t *testing.T) {
	t.Parallel()
	p := NewHashMap()
	p.Put(nil, String("a"), Int(1))
	for _, c := range []struct{ method, class, iterator string }{
		{"keySet", "java.util.HashMap$KeySet", "java.util.HashMap$KeyIterator"},
		{"values", "java.util.HashMap$Values", "java.util.HashMap$ValueIterator"},
		{"entrySet", "java.util.HashMap$EntrySet", "java.util.HashMap$EntryIterator"},
	} {
		v, _, err := Invoke(nil, p, c.method, nil)
		if err != nil || v.Class().Name != c.class {
			t.Errorf("%s: %v, error %v", c.method, v.Class().Name, err)
		}
		if i, _, err := Invoke(nil, v, "iterator", nil); err != nil || i.Class().Name != c.iterator {
			t.Errorf("%s.iterator: %v, error %v", c.method, i.Class().Name, err)
		}
	}
	if e := p.entry(nil, 0); e.Class().Name != "java.util.HashMap$Node" {
		t.Error(e.Class().Name)
	}
}
