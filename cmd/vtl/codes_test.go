package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/playground/chain"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
	"github.com/vtlkit/vtl/vtl"
)

// update writes docs/codes.md instead of checking it: go test ./cmd/vtl -run TestCodesPage -update
var update = flag.Bool("update", false, "write docs/codes.md")

// TestCodesPage checks that docs/codes.md explains every code of every package, each once.
func TestCodesPage(t *testing.T) {
	t.Parallel()
	const page = "../../docs/codes.md"
	want := codesPage(t)
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the packages say (%v): run go test ./cmd/vtl -run TestCodesPage -update", page, err)
	}
}

// codesPage returns the page.
func codesPage(t *testing.T) string {
	t.Helper()
	all := slices.Concat(vtl.Codes(), runtime.Codes, apispec.Codes, gateway.Codes, chain.Codes)
	slices.SortFunc(all, func(a, b vtl.CodeInfo) int { return strings.Compare(a.Code, b.Code) })
	var b strings.Builder
	b.WriteString("# Codes\n\nEvery error and warning has a code that does not change. VTL0 are errors of parsing, VTL1 warnings, VTL2 errors of rendering, VTL3\n" +
		"limits, VTL4 the request and the overrides, VTL5 definitions of APIs, VTL6 chains of the playground, VTL9 mistakes of this program.\n\n| code | what happened | what it means, and what to do |\n| --- | --- | --- |\n")
	for i, c := range all {
		if i > 0 && c.Code == all[i-1].Code {
			t.Errorf("%s is explained twice", c.Code)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", c.Code, c.Title, strings.ReplaceAll(c.Explain, "|", "\\|"))
	}
	return b.String()
}
