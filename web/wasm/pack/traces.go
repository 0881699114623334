package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// ErrLayout is wrapped by errors about tables whose layout is not the one known here.
var ErrLayout = errors.New("the program's tables have an unknown layout")

// tablesMagic begins the header of a program's function tables since Go 1.20: a magic number, two zeros, an
// instruction size of 1 and a pointer size of 8.
const tablesMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// tables are a program's function tables as runtime/symtab.go and runtime.(_func) describe them: a table of names,
// one of lists of files, one of files, one of values by place in the code, and for each function a record that
// points into them.
type tables struct {
	memory                             []byte
	names, units, files, values, funcs int // addresses
	records                            []record
}

// record is the record of a function.
type record struct {
	at            int // address
	places, datas int // how many tables of values by place, and of other data, follow it
}

// Offsets in a record, of numbers of four bytes but for the last.
const (
	recordName      = 4
	recordStack     = 16 // how much stack is in use, by place: needed to walk the stack
	recordFile      = 20
	recordLine      = 24
	recordPlaces    = 28
	recordUnit      = 32
	recordStartLine = 36
	recordDatas     = 43 // one byte
	recordSize      = 44
)

// traceTables are the tables of values by place that only stack traces and preemption read, which does not happen in
// a page: unsafe points, inlined calls, live arguments. Source: internal/abi/symtab.go.
var traceTables = []int{0, 2, 3}

// traceData are the other data that only stack traces read: inlined calls, how to print arguments and which are
// live, wrapped functions.
var traceData = []int{3, 5, 6, 7}

// clearTraces clears what only stack traces need, in the memory of a program. It changes nothing and returns
// ErrLayout where the tables are not as expected.
func clearTraces(memory []byte) error {
	t, err := findTables(memory)
	if err != nil {
		return err
	}
	kept, cleared := t.valueTables()
	stretches := make([][2]int, 0, len(cleared))
	for offset := range cleared {
		if offset == 0 || kept[offset] {
			continue
		}
		end, err := t.valuesEnd(t.values + offset)
		if err != nil {
			return err
		}
		stretches = append(stretches, [2]int{t.values + offset, end})
	}
	for _, s := range append(stretches, [2]int{t.names, t.values}) {
		clear(memory[s[0]:s[1]])
	}
	for _, r := range t.records {
		t.clearRecord(r)
	}
	return nil
}

// findTables finds the function tables in the memory and checks that they are as expected.
func findTables(memory []byte) (*tables, error) {
	head := bytes.Index(memory, []byte(tablesMagic))
	if head < 0 || head+8*9 > len(memory) {
		return nil, fmt.Errorf("%w: there is no header", ErrLayout)
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint64(memory[head+8+8*i:])) } //nolint:gosec // checked below
	count := word(0)
	t := &tables{memory: memory, names: head + word(3), units: head + word(4), files: head + word(5), values: head + word(6), funcs: head + word(7)}
	order := []int{head, t.names, t.units, t.files, t.values, t.funcs, len(memory)}
	for i := 1; i < len(order); i++ {
		if order[i] < order[i-1] {
			return nil, fmt.Errorf("%w: its parts are in another order", ErrLayout)
		}
	}
	if count <= 0 || count > (len(memory)-t.funcs)/8 {
		return nil, fmt.Errorf("%w: %d functions", ErrLayout, count)
	}
	return t, t.readRecords(count)
}

// readRecords finds the records of the functions. The table of functions has for each its place in the code and the
// offset of its record.
func (t *tables) readRecords(count int) error {
	last := t.funcs
	for i := range count {
		at := t.funcs + t.number(t.funcs+8*i+4)
		if at <= last || at+recordSize > len(t.memory) {
			return fmt.Errorf("%w: function %d has no record", ErrLayout, i)
		}
		last = at
		r := record{at, t.number(at + recordPlaces), int(t.memory[at+recordDatas])}
		if r.places > 8 || r.datas > 16 || at+recordSize+4*(r.places+r.datas) > len(t.memory) {
			return fmt.Errorf("%w: function %d has a record of another form", ErrLayout, i)
		}
		if t.number(t.funcs+8*i) != t.number(at) {
			return fmt.Errorf("%w: function %d begins at two places", ErrLayout, i)
		}
		t.records = append(t.records, r)
	}
	return nil
}

// number returns the number at an address.
func (t *tables) number(at int) int { return int(binary.LittleEndian.Uint32(t.memory[at:])) }

// valueTables returns the offsets of the tables of values by place: those that something but a stack trace reads, and
// those that stack traces read.
func (t *tables) valueTables() (kept, cleared map[int]bool) {
	kept, cleared = map[int]bool{}, map[int]bool{}
	for _, r := range t.records {
		kept[t.number(r.at+recordStack)] = true
		cleared[t.number(r.at+recordFile)] = true
		cleared[t.number(r.at+recordLine)] = true
		for i := range r.places {
			to := kept
			if slices.Contains(traceTables, i) {
				to = cleared
			}
			to[t.number(r.at+recordSize+4*i)] = true
		}
	}
	return kept, cleared
}

// valuesEnd returns the address behind the table of values by place at an address: pairs of a value's change and how
// far it holds, ended by a change of zero that is not the first.
func (t *tables) valuesEnd(at int) (int, error) {
	r := reader{rest: t.memory[at:t.funcs]}
	for first := true; r.unsigned() != 0 || first; first = false {
		r.unsigned()
	}
	if r.err != nil {
		return 0, fmt.Errorf("%w: a table of values does not end", ErrLayout)
	}
	return t.funcs - len(r.rest), nil
}

// clearRecord makes a function's record point to nothing that was cleared.
func (t *tables) clearRecord(r record) {
	for _, field := range []int{recordName, recordFile, recordLine, recordUnit, recordStartLine} {
		clear(t.memory[r.at+field:][:4])
	}
	for _, i := range traceTables {
		if i < r.places {
			clear(t.memory[r.at+recordSize+4*i:][:4])
		}
	}
	for _, i := range traceData {
		if i < r.datas {
			binary.LittleEndian.PutUint32(t.memory[r.at+recordSize+4*(r.places+i):], ^uint32(0))
		}
	}
}
