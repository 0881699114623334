// Package pack makes a WebAssembly module of the Go linker smaller for the way to a browser, without changing what it
// does.
//
// The linker cuts a program's data into as many as 100,000 segments, at every eight zero bytes. That is smaller as it
// stands and larger once compressed, so they are put together again. And a Go program carries the names of its
// functions, files and lines for the stack traces it may print; nobody reads those in a page, and they make a tenth
// of the compressed module, so they are cleared. What the garbage collector and panics need stays. Functions that look alike
// are put next to each other, which is worth another twentieth.
package pack

// Pack returns the packed module. An error that wraps ErrLayout comes with a module whose names and lines are kept:
// its tables are those of a version of Go that is not known here.
func Pack(module []byte) ([]byte, error) {
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
	if err := orderFunctions(sections); err != nil {
		return nil, err
	}
	return appendSections(nil, sections), layout
}
