package syntax

import "testing"

// TestNearest checks which names are near enough to be proposed.
func TestNearest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, want string }{
		{"nmae", "name"}, {"Name", "name"}, {"inptu", "input"}, {"tags", ""}, {"stagevar", "stage-var"}, {"x", ""}, {"ib", "id"}, {"", ""},
		{"naem", "name"}, {"itmes", "items"}, {"custmerName", "customerName"}, {"Id", "id"}, {"address", ""}, {"name", ""},
	} {
		if got := Nearest(c.name, []string{"id", "name", "pages", "input", "stage-var", "items", "customerName"}); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}
