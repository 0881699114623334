package java

import (
	"bufio"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// listing is one file of testdata/methods: what Velocity finds on a class of the real Java, and what this
// package makes of it.
type listing struct {
	class string            // full Java name
	marks map[string]string // signature to mark: "yes", "missing: reason" for a row that fails with its name, "no: reason", "n/a: reason"
}

// readListing reads a listing as Dump.java prints it, with the mark behind a tab.
func readListing(t *testing.T, path string) listing {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l := listing{marks: map[string]string{}}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			l.class, _, _ = strings.Cut(rest, ",")
			continue
		}
		decl, mark, _ := strings.Cut(line, "\t")
		sig, _, _ := strings.Cut(decl, " ")
		if mark != "yes" && !isMissing(mark) && !strings.HasPrefix(mark, "no: ") && !strings.HasPrefix(mark, "n/a: ") {
			t.Errorf("%s: %s is marked %q", path, sig, mark)
		}
		l.marks[sig] = mark
	}
	return l
}

// isMissing tells whether a mark is of a method whose call fails with its name.
func isMissing(mark string) bool { return strings.HasPrefix(mark, "missing: ") }

// allClasses returns the classes known by name, sorted.
func allClasses() []*Class {
	var cs []*Class
	for _, c := range registry {
		cs = append(cs, c)
	}
	sort.Slice(cs, func(i, j int) bool { return cs[i].Name < cs[j].Name })
	return cs
}

// classByName returns the registered class of this full Java name.
func classByName(name string) *Class {
	for _, c := range registry {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// signatures returns the signatures of all methods Velocity finds on c, those of supertypes included.
func signatures(c *Class) map[string]bool {
	c.link()
	sigs := map[string]bool{}
	for _, ms := range c.byName {
		for _, m := range ms {
			sigs[m.Sig] = true
		}
	}
	return sigs
}

// TestMethodTables compares every listing with the method table of its class, both ways.
func TestMethodTables(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/methods/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no listings", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			l := readListing(t, path)
			c := classByName(l.class)
			if c == nil {
				t.Fatalf("no class is called %s", l.class)
			}
			have := signatures(c)
			for sig, mark := range l.marks {
				if (mark == "yes" || isMissing(mark)) != have[sig] {
					t.Errorf("%s is marked %q, in the table: %v", sig, mark, have[sig])
				}
			}
			for sig := range have {
				if _, ok := l.marks[sig]; !ok {
					t.Errorf("%s is in the table, but not in Java", sig)
				}
			}
		})
	}
}

// TestMethodRows links every class, which panics on a signature with an unknown type, and checks that each row
// says what it costs.
func TestMethodRows(t *testing.T) {
	t.Parallel()
	for _, c := range allClasses() {
		c.link()
		for _, m := range c.methods {
			if m.Cost == CostUnset {
				t.Errorf("%s.%s has no cost", c.Name, m.Sig)
			}
			if m.Call == nil {
				t.Errorf("%s.%s has no function", c.Name, m.Sig)
			}
		}
	}
}

// TestMissingMethods checks that calling a method that is marked missing fails with its name.
func TestMissingMethods(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want string }{
		{callText(Bool(true), "describeConstable"), "Boolean.describeConstable()"},
		{callText(Byte(1), "describeConstable"), "Byte.describeConstable()"},
		{callText(Short(1), "describeConstable"), "Short.describeConstable()"},
		{callText(Char('a'), "describeConstable"), "Character.describeConstable()"},
		{callText(Char('a'), "getName", IntValue(65)), "Character.getName(int)"},
		{callText(Char('a'), "codePointOf", String("SPACE")), "Character.codePointOf(String)"},
	} {
		if want := "java.lang.UnsupportedOperationException: " + tt.want + " of Java is missing here: "; !strings.HasPrefix(tt.got, want) {
			t.Errorf("%q, want %q", tt.got, want)
		}
	}
}
