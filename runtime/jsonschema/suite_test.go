package jsonschema_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime/jsonschema"
)

// suite is where Debian's json-schema-test-suite puts the tests of draft 4.
const suite = "/usr/share/json-schema-test-suite/tests/draft4"

// leftOut are the groups of the suite that models of API Gateway cannot have: references to other servers, and ids.
var leftOut = map[string]string{
	"refRemote.json":                                                    "models refer only to models of the API",
	"definitions.json":                                                  "needs the meta-schema of draft 4 as a document",
	"remote ref, containing refs itself":                                "needs the meta-schema of draft 4 as a document",
	"Recursive references between schemas":                              "resolves references by id",
	"Location-independent identifier":                                   "resolves references by id",
	"Location-independent identifier with absolute URI":                 "resolves references by id",
	"Location-independent identifier with base URI change in subschema": "resolves references by id",
	"ECMA 262 regex non-compliance":                                     "patterns are Java's, which know \\Z",
}

// group is a schema of the suite with bodies.
type group struct {
	Description string
	Schema      json.RawMessage
	Tests       []struct {
		Description string
		Data        json.RawMessage
		Valid       bool
	}
}

// TestSuite runs the public test suite of JSON Schema.
func TestSuite(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(suite + "/*.json")
	if len(files) == 0 {
		required.Missing(t, "skipped: Debian's package json-schema-test-suite is not installed")
	}
	ran := 0
	for _, f := range append(files, suite+"/optional/bignum.json", suite+"/optional/format.json", suite+"/optional/zeroTerminatedFloats.json") {
		if leftOut[filepath.Base(f)] == "" {
			ran += runFile(t, f)
		}
	}
	if ran < 300 {
		t.Errorf("only %d tests were run", ran)
	}
}

// runFile runs the groups of a file and returns how many tests they have.
func runFile(t *testing.T, name string) (ran int) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var groups []group
	if err := json.Unmarshal(text, &groups); err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		if leftOut[g.Description] != "" {
			continue
		}
		s, err := jsonschema.Compile(map[string]string{"s": string(g.Schema)}, "s")
		if err != nil {
			t.Errorf("%s: %s: %v", filepath.Base(name), g.Description, err)
			continue
		}
		for _, tt := range g.Tests {
			ran++
			if faults, err := s.Check(tt.Data); err != nil || (len(faults) == 0) != tt.Valid {
				t.Errorf("%s: %s: %s: %v %s, want valid %v", filepath.Base(name), g.Description, tt.Description, err, strings.Join(faults, "; "), tt.Valid)
			}
		}
	}
	return ran
}
