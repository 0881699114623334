package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/vtlkit/vtl/web/wasm/pack"
)

// manifest names the files of the folder. web/src/engine/module.ts reads it.
type manifest struct {
	Exec    string `json:"exec"`    // the script that runs the modules
	Engine  module `json:"engine"`  // all methods but those of Gateway
	Gateway module `json:"gateway"` // all methods
}

// module is a compressed WebAssembly module.
type module struct {
	File  string `json:"file"`
	Bytes int    `json:"bytes"` // as the file has them
}

// compilerFlags turn inlining off, which would make the compressed engine a sixth larger, but for Go's runtime, where
// it is worth a third in speed for a hundredth in size. Later flags win.
var compilerFlags = []string{"-gcflags=all=-l", "-gcflags=runtime=", "-gcflags=internal/runtime/maps="}

// build fills the folder dir, which is made if need be; files of an earlier build are removed.
func build(dir, version string) error {
	if err := clean(dir); err != nil {
		return err
	}
	var m manifest
	var err error
	if m.Engine, err = buildModule(dir, "engine", version); err != nil {
		return err
	}
	if m.Gateway, err = buildModule(dir, "gateway", version); err != nil {
		return err
	}
	if m.Exec, err = copyExec(dir); err != nil {
		return err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), append(text, '\n'), 0o644) //nolint:gosec // to be served
}

// clean makes dir, and removes what a build put there.
func clean(dir string) error {
	for _, pattern := range []string{"*.wasm.gz", "wasm_exec-*.js", "manifest.json"} {
		old, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return os.MkdirAll(dir, 0o755) //nolint:gosec // to be served
}

// buildModule builds, packs and compresses the command web/wasm/NAME.
func buildModule(dir, name, version string) (module, error) {
	linked, err := link("github.com/vtlkit/vtl/web/wasm/"+name, version)
	if err != nil {
		return module{}, err
	}
	packed, err := pack.Pack(linked)
	if errors.Is(err, pack.ErrLayout) {
		fmt.Fprintln(os.Stderr, name+": names and lines are kept:", err)
	} else if err != nil {
		return module{}, err
	}
	var small bytes.Buffer
	z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return module{}, err
	}
	if _, err := z.Write(packed); err != nil {
		return module{}, err
	}
	if err := z.Close(); err != nil {
		return module{}, err
	}
	file, err := writeHashed(dir, name, ".wasm.gz", small.Bytes())
	return module{file, small.Len()}, err
}

// link returns the module of a command as the Go linker makes it.
func link(path, version string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "vtl-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder for temporary files
	out := filepath.Join(dir, "out.wasm")
	args := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid= -X main.version=" + version, "-o", out}, compilerFlags...)
	cmd := exec.Command("go", append(args, path)...) //nolint:gosec // the flags stand here
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go build %s: %w", path, err)
	}
	return os.ReadFile(out) //nolint:gosec // made above
}

// copyExec copies the script that runs modules from the Go distribution and returns its name.
func copyExec(dir string) (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return "", err
	}
	return writeHashed(dir, "wasm_exec", ".js", text)
}

// hashLength is how many bytes of a file's hash go into its name.
const hashLength = 6

// writeHashed writes a file whose name carries the hash of its content, and returns the name.
func writeHashed(dir, name, ext string, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	name += "-" + hex.EncodeToString(sum[:hashLength]) + ext
	return name, os.WriteFile(filepath.Join(dir, name), content, 0o644) //nolint:gosec // to be served
}
