package apispec

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance/required"
)

// sharedCases returns the folder of the recorded cases beside the checkout. Without it the test is skipped, or fails
// where VTL_REQUIRE_ALL is 1.
func sharedCases(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "cases")
	if _, err := os.Stat(dir); err != nil {
		required.Missing(t, "the recorded cases are not beside this checkout (../shared/cases)")
	}
	return dir
}

// gatewayCase is what is read of a line of cases/gateway.
type gatewayCase struct {
	ID      string          `json:"id"`
	API     json.RawMessage `json:"api"`
	Options struct {
		BasePath string `json:"basepath"`
	} `json:"import_options"`
	Stage struct {
		Canary struct {
			API json.RawMessage `json:"api"`
		} `json:"canary"`
	} `json:"stage"`
	Expect json.RawMessage `json:"expect"`
}

// expectation is what a case says about loading.
type expectation struct {
	Error   *string `json:"import_error"`
	Warning string  `json:"import_warning"`
}

// document returns the definition of a case as a file has it: malformed ones are given as a string.
func (c *gatewayCase) document() []byte {
	var text string
	if json.Unmarshal(c.API, &text) == nil {
		return []byte(text)
	}
	return c.API
}

// expectation returns what the case says about loading; cases with several requests say nothing.
func (c *gatewayCase) expectation() (e expectation) {
	_ = json.Unmarshal(c.Expect, &e)
	return e
}

// options returns the options a case is loaded with.
func (c *gatewayCase) options(t *testing.T) Options {
	t.Helper()
	if c.Options.BasePath == "" {
		return Options{}
	}
	mode, err := ParseBasePathMode(c.Options.BasePath)
	if err != nil {
		t.Fatal(err)
	}
	return Options{BasePath: mode}
}

// readCases returns all lines of cases/gateway.
func readCases(t *testing.T) []*gatewayCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sharedCases(t), "gateway", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var list []*gatewayCase
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 16<<20)
		for s.Scan() {
			c := &gatewayCase{}
			if err := json.Unmarshal(s.Bytes(), c); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			list = append(list, c)
		}
		f.Close()
	}
	if len(list) == 0 {
		t.Fatal("there are no cases")
	}
	return list
}

// TestGatewayCases loads the definitions of all recorded cases: those that AWS refuses are refused in its words,
// the others load.
func TestGatewayCases(t *testing.T) {
	t.Parallel()
	for _, c := range readCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			if IsWebSocket(c.API) {
				if _, _, err := Load("api.json", c.document(), Options{}); err == nil || !strings.Contains(err.Error(), "WebSocket") {
					t.Errorf("a WebSocket definition gave %v", err)
				}
				return
			}
			want := c.expectation()
			_, warnings, err := Load("api.json", c.document(), c.options(t))
			switch {
			case want.Error != nil && err == nil:
				t.Errorf("loaded; want the error %q", *want.Error)
			case want.Error != nil && !strings.Contains(err.Error(), *want.Error):
				t.Errorf("got the error %q; want %q", err, *want.Error)
			case want.Error == nil && err != nil:
				t.Errorf("got the error %v", err)
			}
			var all []string
			for _, w := range warnings {
				all = append(all, w.String())
			}
			if want.Warning != "" && !strings.Contains(strings.Join(all, "\n"), want.Warning) {
				t.Errorf("got the warnings %q; want %q", all, want.Warning)
			}
			if want.Warning == "" && len(all) > 0 {
				t.Logf("warnings: %q", all)
			}
			if canary := c.Stage.Canary.API; canary != nil {
				if _, _, err := Load("canary.json", canary, Options{}); err != nil {
					t.Errorf("the canary: %v", err)
				}
			}
		})
	}
}
