package java

import (
	"slices"
	"strings"
	"testing"
)

// regexOperations are the calls of a row of regex.tsv, in order.
var regexOperations = []struct {
	method string
	args   func(pattern, replacement Value) []Value
}{
	{"replaceAll", func(p, r Value) []Value { return []Value{p, r} }},
	{"replaceFirst", func(p, r Value) []Value { return []Value{p, r} }},
	{"matches", func(p, r Value) []Value { return []Value{p} }},
	{"split", func(p, r Value) []Value { return []Value{p} }},
	{"split", func(p, r Value) []Value { return []Value{p, Int(-1)} }},
	{"split", func(p, r Value) []Value { return []Value{p, Int(2)} }},
}

// regexResults returns what the calls of a row give here, in the form of the row.
func regexResults(row []string) []string {
	pattern, text, replacement := String(unquoteText(row[0])), unquoteText(row[1]), String(unquoteText(row[2]))
	var results []string
	for _, op := range regexOperations {
		results = append(results, goldenResult(invokeText(nil, text, op.method, op.args(pattern, replacement)...)))
	}
	if last := results[len(results)-1]; results[0] == last && strings.HasPrefix(last, "!") {
		return results[:1]
	}
	return results
}

// TestRegexAgainstJava compares with regex.tsv. Rows that are known to differ stand in differs.tsv with the reason,
// and have to differ.
func TestRegexAgainstJava(t *testing.T) {
	t.Parallel()
	reasons := map[string]string{}
	for _, row := range goldenRows(t, "testdata/regex/differs.tsv") {
		reasons[row[0]+"\t"+row[1]] = row[2]
	}
	for _, row := range goldenRows(t, "testdata/regex/regex.tsv") {
		got, reason := regexResults(row), reasons[row[0]+"\t"+row[1]]
		switch same := slices.Equal(got, row[3:]); {
		case !same && reason == "":
			t.Errorf("%s on %s with %s:\n got  %q\n Java %q", row[0], row[1], row[2], got, row[3:])
		case same && reason != "":
			t.Errorf("%s on %s no longer differs: %s", row[0], row[1], reason)
		}
	}
}
