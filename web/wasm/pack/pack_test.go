package pack

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance/required"
)

// build returns testdata/program as the Go linker makes it.
func build(t *testing.T) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "./testdata/program")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	module, err := os.ReadFile(out) //nolint:gosec // made above
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// TestPack: a packed program is much smaller, has the same memory but for its tables, and does what it did.
func TestPack(t *testing.T) {
	t.Parallel()
	module := build(t)
	packed, err := Pack(module)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Pack(module); err != nil || !bytes.Equal(again, packed) {
		t.Errorf("packed again it differs (%v)", err)
	}
	for _, name := range []string{"main.grow", "main.deep", "runtime.gcStart"} {
		if !bytes.Contains(module, []byte(name)) || bytes.Contains(packed, []byte(name)) {
			t.Errorf("the name %s was not there, or is still", name)
		}
	}
	compareOther(t, module, packed)
	run := runner(t)
	// 4096 leaves of 3, 4088 one-digit nodes, 7 of two digits; 20000 calls and 312 increments in a byte.
	if got, want := run(packed), "16390 20056 runtime error: index out of range [3] with length 1\n"; got != want {
		t.Errorf("prints %q, want %q", got, want)
	}
}

// compareOther fails unless the sections that number no functions are the same, and the data outside the function tables.
func compareOther(t *testing.T, module, packed []byte) {
	t.Helper()
	before, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	after, err := readSections(packed)
	if err != nil || len(after) != len(before) {
		t.Fatalf("%d sections, want %d (%v)", len(after), len(before), err)
	}
	for i, s := range before {
		if s.id != dataSection {
			renumbered := s.id == functionSection || s.id == exportSection || s.id == elementSection || s.id == codeSection
			if after[i].id != s.id || !renumbered && !bytes.Equal(after[i].body, s.body) {
				t.Errorf("section %d differs", s.id)
			}
			continue
		}
		was, err := readData(s.body)
		if err != nil {
			t.Fatal(err)
		}
		is, err := readData(after[i].body)
		if err != nil {
			t.Fatal(err)
		}
		tables, err := findTables(was)
		if err != nil {
			t.Fatal(err)
		}
		last := tables.records[len(tables.records)-1]
		end := last.at + recordSize + 4*(last.places+last.datas)
		if !bytes.Equal(was[:tables.names], is[:tables.names]) || !bytes.Equal(bytes.TrimRight(was[end:], "\x00"), is[end:]) {
			t.Error("memory outside the function tables differs")
		}
		if funcs := tables.funcs + 8*len(tables.records); !bytes.Equal(was[tables.funcs:funcs], is[tables.funcs:funcs]) {
			t.Error("the table of functions differs")
		}
	}
}

// runner returns a function that runs a module under Node and returns what it prints. Without Node the test is
// skipped, or fails when VTL_REQUIRE_ALL is set.
func runner(t *testing.T) func(module []byte) string {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		required.Missing(t, "not run: %v", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return func(module []byte) string {
		file := filepath.Join(t.TempDir(), "p.wasm")
		if err := os.WriteFile(file, module, 0o600); err != nil {
			t.Fatal(err)
		}
		//nolint:gosec // the toolchain's own script
		out, err := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), file).CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return string(out)
	}
}

// TestDamaged: damaged modules are refused, or packed without their tables; nothing panics.
func TestDamaged(t *testing.T) {
	t.Parallel()
	if _, err := Pack([]byte("no module")); !errors.Is(err, errModule) {
		t.Errorf("text: %v", err)
	}
	module := build(t)
	if _, err := Pack(module[:len(module)-1]); !errors.Is(err, errModule) {
		t.Errorf("cut module: %v", err)
	}
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if s.id == dataSection {
			memory, err := readData(s.body)
			if err != nil {
				t.Fatal(err)
			}
			damageTables(t, memory)
		}
	}
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // as below
	for range 4 {
		damaged := bytes.Clone(module)
		for range 3 {
			damaged[random.IntN(len(damaged))] = byte(random.Uint32())
		}
		sections, err := readSections(damaged)
		if err == nil {
			_ = orderFunctions(sections) // whatever it says
		}
	}
}

// damageTables clears memory with damaged function tables.
func damageTables(t *testing.T, memory []byte) {
	t.Helper()
	tables, err := findTables(memory)
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.Index(memory, []byte(tablesMagic))
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // which bytes are damaged has to be the same each time
	for range 60 {
		damaged := bytes.Clone(memory)
		for range 4 {
			damaged[head+random.IntN(72)] = byte(random.Uint32())
			r := tables.records[random.IntN(len(tables.records))]
			damaged[r.at+random.IntN(recordSize)] = byte(random.Uint32())
		}
		before := bytes.Clone(damaged)
		if err := clearTraces(damaged); err != nil && !bytes.Equal(damaged, before) {
			t.Fatalf("changed in spite of: %v", err)
		}
	}
	unknown := bytes.Clone(memory)
	unknown[head]++
	if err := clearTraces(unknown); !errors.Is(err, ErrLayout) {
		t.Errorf("another magic number: %v", err)
	}
}
