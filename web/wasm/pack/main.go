// Command pack makes a WebAssembly module of the Go linker smaller for the way to a browser, without changing what it
// does:
//
//	pack IN.wasm OUT.wasm
//
// The linker cuts a program's data into as many as 100,000 segments, at every eight zero bytes. That is smaller as it
// stands and larger once compressed, so they are put together again. And a Go program carries the names of its
// functions, files and lines for the stack traces it may print; nobody reads those in a page, and they make a tenth
// of the compressed module, so they are cleared. What the garbage collector and panics need stays.
//
// Tables of a layout that pack does not know, of a later version of Go, are left as they are with a note.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack IN.wasm OUT.wasm")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// run packs the module in file in and writes it to file out.
func run(in, out string) error {
	data, err := os.ReadFile(in) //nolint:gosec // the file is named on the command line
	if err != nil {
		return err
	}
	packed, err := pack(data)
	if errors.Is(err, errLayout) {
		fmt.Fprintln(os.Stderr, "pack: names and lines are kept:", err)
	} else if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	return os.WriteFile(out, packed, 0o644) //nolint:gosec // a file to be served
}

// pack returns the packed module. With errLayout the module is packed except for its tables.
func pack(module []byte) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	var layout error
	for i, s := range sections {
		if s.id != dataSection {
			continue
		}
		memory, err := readData(s.body)
		if err != nil {
			return nil, err
		}
		layout = clearTraces(memory)
		sections[i].body = appendData(nil, memory)
	}
	return appendSections(nil, sections), layout
}
