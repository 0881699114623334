//go:build !race

// The tests of the page start other programs: the race detector has nothing to see in them.

package web_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/required"
)

// chromium is Debian's browser; VTL_CHROMIUM names another one.
const chromium = "/usr/bin/chromium"

// sources are the files that the page and its tests are made of.
var sources = []string{"src", "site", "test", "public", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts", "vitest.config.ts", "vitest.browser.config.ts"}

// TestDist checks that dist, which is committed and embedded, is what the sources make.
func TestDist(t *testing.T) {
	needs(t)
	built := filepath.Join(t.TempDir(), "dist")
	run(t, nil, "npx", "tsc", "--noEmit")
	run(t, nil, "npx", "vite", "build", "--outDir", built, "--logLevel", "warn")
	want, have := read(t, os.DirFS(built)), read(t, os.DirFS("dist"))
	for name, text := range want {
		if old, ok := have[name]; !ok || !bytes.Equal(old, text) {
			t.Errorf("dist/%s is not what the sources make: run make page and commit dist", name)
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok {
			t.Errorf("dist/%s is left from older sources: run make page and commit dist", name)
		}
	}
}

// TestUnits runs the tests of the page's parts.
func TestUnits(t *testing.T) {
	needs(t)
	t.Logf("%s", run(t, nil, "npx", "vitest", "run"))
}

// TestBrowser runs the tests that drive the page in a browser.
func TestBrowser(t *testing.T) {
	needs(t)
	browser := chromium
	if name := os.Getenv("VTL_CHROMIUM"); name != "" {
		browser = name
	}
	if _, err := os.Stat(browser); err != nil {
		required.Missing(t, "the browser tests need Chromium: %v", err)
	}
	binary := filepath.Join(t.TempDir(), "vtl")
	run(t, nil, "go", "build", "-o", binary, "../cmd/vtl")
	t.Logf("%s", run(t, []string{"VTL_BIN=" + binary, "VTL_SITE=" + site(t)}, "npm", "run", "test:browser"))
}

// site builds the page as a folder for static hosts, with the engine in it, and returns the folder.
func site(t *testing.T) string {
	t.Helper()
	engine, folder := filepath.Join(t.TempDir(), "engine"), filepath.Join(t.TempDir(), "site")
	run(t, nil, "go", "run", "./wasm/build", "-version", "test", engine)
	run(t, []string{"VTL_ENGINE=" + engine}, "npx", "vite", "build", "--config", "vite.site.config.ts", "--mode", "site", "--outDir", folder, "--logLevel", "warn")
	return folder
}

// needs skips a test where Node or what npm installs is missing, and has the result of the test depend on the sources:
// other programs read them, which the cache of test results does not see.
func needs(t *testing.T) {
	t.Helper()
	for _, name := range []string{"node", "npm", "npx"} {
		if _, err := exec.LookPath(name); err != nil {
			required.Missing(t, "the tests of the page need %s: %v", name, err)
		}
	}
	if out, err := installed(); err != nil {
		required.Missing(t, "npm cannot install what the tests of the page need: %v\n%s", err, out)
	}
	for _, name := range sources {
		err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			return f.Close()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// installed installs what package-lock.json lists, unless it is there, and returns what npm printed.
var installed = sync.OnceValues(func() ([]byte, error) {
	if _, err := os.Stat("node_modules/.bin/vitest"); err == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	return exec.CommandContext(ctx, "npm", "ci", "--no-audit", "--no-fund").CombinedOutput()
})

// run starts a program in this folder with some more environment and returns what it printed; the test ends where it
// fails.
func run(t *testing.T, env []string, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(append(os.Environ(), "CI=1", "NO_COLOR=1"), env...)
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read returns the files of a folder by their names.
func read(t *testing.T, folder fs.FS) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[name], err = fs.ReadFile(folder, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
