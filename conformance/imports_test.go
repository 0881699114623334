package conformance_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the import path of this repository.
const module = "github.com/vtlkit/vtl"

// TestImports checks what the packages of the engine import: nothing that reaches outside a template's values, and
// nothing from above. A rule holds for its folder and everything below it, the longest one that fits.
func TestImports(t *testing.T) {
	t.Parallel()
	dangerous := []string{"net", "os", "plugin", "reflect", "syscall", "unsafe"}
	rules := map[string][]string{ // folder: what it must not import
		"vtl":     append([]string{module + "/runtime", module + "/playground", module + "/cmd", module + "/conformance"}, dangerous...),
		"runtime": {module + "/playground", module + "/cmd", module + "/conformance", "os", "os/exec", "plugin", "reflect", "unsafe"},
		// What the page runs as WebAssembly has neither network nor files, and must stay small.
		"runtime/requestfile": append([]string{module + "/runtime/gateway", module + "/runtime/apispec", "mime", "regexp"}, dangerous...),
		"playground/api": append([]string{
			module + "/runtime/gateway", module + "/runtime/apispec", module + "/playground/chain", module + "/cmd", module + "/conformance",
			"text/template", "html", "go", "mime", "regexp",
		}, dangerous...),
		// Chains are run there too, from a second file; they know the gateway and no server.
		"playground/chain": {module + "/playground/internal", module + "/web", module + "/cmd", module + "/conformance", "github.com/labstack", "os", "plugin", "unsafe"},
		"playground":       {module + "/cmd", module + "/conformance", "os/exec", "plugin", "unsafe"},
	}
	free := []string{"runtime/gateway", "runtime/apispec", "playground/api/internal/tsgen"} // the last is a program that writes files
	root := os.DirFS("..")
	for folder, forbidden := range rules {
		err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && (path.Base(name) == "testdata" || slices.Contains(free, name)) {
				return skipOr(err)
			}
			if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				checkImports(t, root, name, forbidden)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// skipOr passes an error on, or skips a folder.
func skipOr(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}

// checkImports fails for every import of a file that is forbidden, or lies below one that is.
func checkImports(t *testing.T, root fs.FS, name string, forbidden []string) {
	t.Helper()
	text, err := fs.ReadFile(root, name)
	if err != nil {
		t.Error(err)
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		for _, no := range forbidden {
			if imported == no || strings.HasPrefix(imported, no+"/") {
				t.Errorf("%s imports %s", name, imported)
			}
		}
	}
}
