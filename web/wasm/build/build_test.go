package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/web/wasm/bridge"
)

// maxEngine is how large the compressed engine may be, in bytes.
const maxEngine = 2_000_000

// built returns the folder and manifest of one build that all tests share.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "vtl-engine-")
	if err != nil {
		return "", err
	}
	return dir, build(dir, "dev")
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := built(); err == nil {
		os.RemoveAll(dir) //nolint:gosec // a folder for temporary files
	}
	os.Exit(code)
}

// folder returns the built folder and its manifest.
func folder(t *testing.T) (string, manifest) {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json")) //nolint:gosec // made by the test
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return dir, m
}

// TestSize: the engine is small enough to be loaded by a page, and the manifest tells the sizes.
func TestSize(t *testing.T) {
	t.Parallel()
	dir, m := folder(t)
	for name, f := range map[string]module{"engine": m.Engine, "gateway": m.Gateway} {
		info, err := os.Stat(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", name, info.Size())
		if int(info.Size()) != f.Bytes {
			t.Errorf("%s has %d bytes, the manifest says %d", f.File, info.Size(), f.Bytes)
		}
	}
	if m.Engine.Bytes > maxEngine {
		t.Errorf("the engine has %d bytes, at most %d are allowed", m.Engine.Bytes, maxEngine)
	}
}

// TestReproducible: a second build gives the same names, which carry the hashes, and removes what was there.
func TestReproducible(t *testing.T) {
	t.Parallel()
	_, m := folder(t)
	dir := t.TempDir()
	stale := filepath.Join(dir, "engine-0123456789ab.wasm.gz")
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := build(dir, "dev"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{m.Exec, m.Engine.File, m.Gateway.File} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 4 {
		t.Errorf("%d files, want 4 (%v)", len(files), err)
	}
}

// call is a call of a method and its answer.
type call struct {
	method, body string
	status       int
	answer       string
}

// callModule makes the calls to a module under Node and fills in the answers. Without Node the test is skipped, or
// fails when VTL_REQUIRE_ALL is set.
func callModule(t *testing.T, file func(manifest) string, calls []call) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		required.Missing(t, "WebAssembly not run: %v", err)
	}
	dir, m := folder(t)
	var in, msg bytes.Buffer
	for _, c := range calls {
		in.WriteString("[" + quoted(c.method) + "," + quoted(c.body) + "]\n")
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/calls.mjs", filepath.Join(dir, m.Exec), filepath.Join(dir, file(m))) //nolint:gosec // made by the test
	cmd.Stdin, cmd.Stderr = &in, &msg
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, msg.Bytes())
	}
	lines := bufio.NewReader(bytes.NewReader(out))
	for i := range calls {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			t.Fatalf("%d answers to %d calls\n%s", i, len(calls), msg.Bytes())
		}
		if err := json.Unmarshal(line, &[]any{&calls[i].status, &calls[i].answer}); err != nil {
			t.Fatal(err)
		}
	}
}

// quoted returns s as a JSON string, halves of surrogate pairs as escapes.
func quoted(s string) string { return string(conformance.AppendQuoted(nil, s)) }

// TestSameBytes: the module renders every case of the language and of JSONPath, and explains every template of them,
// with the bytes that the engine gives here.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		t.Fatal(err)
	}
	var calls []call
	for i, c := range suite.Cases {
		calls = append(calls, call{method: "render", body: string(c.Request.Line(fmt.Sprint(i)))}, explain(c))
	}
	for i, p := range suite.Paths {
		q := conformance.Request{
			Template: "$input.json($p)\n$input.path($p)",
			Context:  json.RawMessage(`{"p":` + quoted(p.Path) + `}`),
			APIGW:    &conformance.Gateway{Body: p.JSON},
		}
		calls = append(calls, call{method: "render", body: string(q.Line("p" + fmt.Sprint(i)))})
	}
	if len(calls) < 8000 {
		t.Fatalf("%d cases", len(calls))
	}
	compare(t, func(m manifest) string { return m.Engine.File }, calls)
}

// explain returns the call that explains the template of a case with its body.
func explain(c *conformance.Case) call {
	body := ""
	if c.APIGW != nil {
		body = c.APIGW.Body
	}
	return call{method: "explain", body: `{"events":true,"template":` + quoted(c.Template) + `,"request":{"body":` + quoted(body) + `}}`}
}

// micros is what no two runs have in common.
var micros = regexp.MustCompile(`"micros":\d+`)

// compare fails for every call that the module answers otherwise than the engine here.
func compare(t *testing.T, file func(manifest) string, calls []call) {
	t.Helper()
	here := bridge.Methods(api.New(api.Options{}).Methods())
	callModule(t, file, calls)
	for _, c := range calls {
		status, out := here(t.Context(), c.method, []byte(c.body))
		got, want := micros.ReplaceAllString(c.answer, ""), micros.ReplaceAllString(string(out), "")
		if c.status != status || got != want {
			t.Errorf("%s %.300s\nmodule: %d %.300s\n  here: %d %.300s", c.method, c.body, c.status, got, status, want)
		}
	}
}

// TestPacked: the compressed modules are whole.
func TestPacked(t *testing.T) {
	t.Parallel()
	dir, m := folder(t)
	for _, f := range []module{m.Engine, m.Gateway} {
		file, err := os.Open(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		z, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		module, err := io.ReadAll(z)
		if err != nil || !bytes.HasPrefix(module, []byte("\x00asm\x01\x00\x00\x00")) {
			t.Errorf("%s: %d bytes, %v", f.File, len(module), err)
		}
	}
}
