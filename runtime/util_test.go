package runtime

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vtlkit/vtl/vtl/java"
)

// TestUtilAgainstJava compares the functions of $util with what the Java functions behind them returned
// (testdata/Util.java), errors by class and message.
func TestUtilAgainstJava(t *testing.T) {
	t.Parallel()
	calls := map[string]java.MethodFunc{
		"escapeJavaScript": utilEscapeJavaScript, "urlEncode": utilURLEncode, "urlDecode": utilURLDecode,
		"base64Encode": utilBase64Encode, "base64Decode": utilBase64Decode,
	}
	f, err := os.Open("testdata/util.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	count := 0
	for lines.Scan() {
		var row map[string]json.RawMessage
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		fn, in := rowText(t, row["fn"]), rowText(t, row["in"])
		got, err := calls[fn](nil, nil, []java.Value{java.String(in)})
		if want, ok := row["error"]; ok {
			var e *java.Exception
			if !errors.As(err, &e) || e.Error() != rowText(t, want) {
				t.Errorf("%s(%q) failed with %v, want %s", fn, in, err, rowText(t, want))
			}
		} else if err != nil || got != java.Value(java.String(rowText(t, row["out"]))) {
			t.Errorf("%s(%q) = %q, %v, want %q", fn, in, got, err, rowText(t, row["out"]))
		}
		count++
	}
	if count < 200 {
		t.Errorf("only %d rows were compared", count)
	}
}

// rowText reads a JSON string that may hold halves of surrogate pairs.
func rowText(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	r := lineReader{s: string(raw)}
	s, err := r.str()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestUtilNull: the Java functions throw NullPointerException for null, escapeJavaScript returns null
// (oracle, velocity dialect).
func TestUtilNull(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]java.MethodFunc{
		"urlEncode": utilURLEncode, "urlDecode": utilURLDecode, "base64Encode": utilBase64Encode,
		"base64Decode": utilBase64Decode, "parseJson": utilParseJSON,
	} {
		_, err := call(nil, nil, []java.Value{nil})
		var e *java.Exception
		if !errors.As(err, &e) || e.Class != "java.lang.NullPointerException" {
			t.Errorf("%s(null) failed with %v, want a NullPointerException", name, err)
		}
	}
	if v, err := utilEscapeJavaScript(nil, nil, []java.Value{nil}); v != nil || err != nil {
		t.Errorf("escapeJavaScript(null) = %v, %v, want null", v, err)
	}
}

// TestEscapedSize: what is charged is what is made.
func TestEscapedSize(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "plain", "it's \"q\" \\ /", "\x00\x1f\n\t\x7f", "é€😀", "a\xed\xa0\xbdz"} {
		if got, want := escapedSize(s), len(appendEscapedScript(nil, s)); got != want {
			t.Errorf("escapedSize(%q) = %d, made %d", s, got, want)
		}
	}
}

// TestPairs covers what a list of named texts answers.
func TestPairs(t *testing.T) {
	t.Parallel()
	p := Pairs{{"A", "1"}, {"b", "2"}, {"A", "3"}, {"a", "4"}}
	if v, ok := p.Get("A"); v != "3" || !ok {
		t.Errorf("Get(A) = %q, %v, want the last value", v, ok)
	}
	if v, ok := p.GetFold("A"); v != "4" || !ok {
		t.Errorf("GetFold(A) = %q, %v, want the last value of any case", v, ok)
	}
	if _, ok := p.Get("x"); ok {
		t.Error("Get(x) found something")
	}
	if diff := cmp.Diff(Pairs{{"A", "3"}, {"b", "2"}, {"a", "4"}}, p.Single()); diff != "" {
		t.Errorf("Single (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"1", "3"}, p.All("A")); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Pairs{{"a", "4"}, {"b", "2"}, {"b", "1"}}, PairsOf(map[string][]string{"b": {"2", "1"}, "a": {"4"}})); diff != "" {
		t.Errorf("PairsOf (-want +got):\n%s", diff)
	}
}

// TestPairsMap: a map of pairs and back.
func TestPairsMap(t *testing.T) {
	t.Parallel()
	p := Pairs{{"a", "1"}, {"b", "2"}, {"b", "3"}}
	if diff := cmp.Diff(p, PairsOf(p.Map())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestParseQuery: form decoding that never fails, in order.
func TestParseQuery(t *testing.T) {
	t.Parallel()
	tests := []struct {
		raw  string
		want Pairs
	}{
		{"", nil},
		{"a=1&b=2&a=3", Pairs{{"a", "1"}, {"b", "2"}, {"a", "3"}}},
		{"q=test+3%21&x", Pairs{{"q", "test 3!"}, {"x", ""}}},
		{"&&=v&a=b=c", Pairs{{"", "v"}, {"a", "b=c"}}},
		{"p=100%&q=%zz&r=%C3%A9", Pairs{{"p", "100%"}, {"q", "%zz"}, {"r", "é"}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, ParseQuery(tt.raw)); diff != "" {
			t.Errorf("ParseQuery(%q) (-want +got):\n%s", tt.raw, diff)
		}
	}
}
