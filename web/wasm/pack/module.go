package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The format: https://webassembly.github.io/spec/core/binary/modules.html

// header begins every module: the magic number and version 1.
const header = "\x00asm\x01\x00\x00\x00"

// dataSection is the id of the section that holds the initial contents of the memory.
const dataSection = 11

// section is a section of a module.
type section struct {
	id   byte
	body []byte
}

// errModule is wrapped by errors about what is no module of the Go linker.
var errModule = errors.New("not a WebAssembly module of the Go linker")

// readSections returns the sections of a module, which share its memory.
func readSections(module []byte) ([]section, error) {
	rest, ok := bytes.CutPrefix(module, []byte(header))
	if !ok {
		return nil, fmt.Errorf("%w: it does not begin with the header of version 1", errModule)
	}
	var sections []section
	for len(rest) > 0 {
		r := reader{rest[1:], nil}
		body := r.bytes(r.unsigned())
		if r.err != nil {
			return nil, fmt.Errorf("section %d: %w", len(sections), r.err)
		}
		sections = append(sections, section{rest[0], body})
		rest = r.rest
	}
	return sections, nil
}

// appendSections appends the module of the sections.
func appendSections(dst []byte, sections []section) []byte {
	dst = append(dst, header...)
	for _, s := range sections {
		dst = binary.AppendUvarint(append(dst, s.id), uint64(len(s.body)))
		dst = append(dst, s.body...)
	}
	return dst
}

// reader reads numbers from the front of rest. The first mistake stays in err and makes all that follows zero.
type reader struct {
	rest []byte
	err  error
}

// unsigned reads an unsigned LEB128 number.
func (r *reader) unsigned() int {
	x, n := binary.Uvarint(r.rest)
	if n <= 0 || x > 1<<32 {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return int(x)
}

// signed reads a signed LEB128 number.
func (r *reader) signed() int {
	x, shift := 0, 0
	for i, b := range r.rest {
		x |= int(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			if b&0x40 != 0 {
				x -= 1 << shift
			}
			r.rest = r.rest[i+1:]
			return x
		}
		if shift > 35 {
			break
		}
	}
	r.fail()
	return 0
}

// bytes reads n bytes.
func (r *reader) bytes(n int) []byte {
	if n > len(r.rest) {
		r.fail()
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("%w: it ends early", errModule)
	}
	r.rest = nil
}

// appendSigned appends a signed LEB128 number.
func appendSigned(dst []byte, x int) []byte {
	for {
		b := byte(x & 0x7f)
		x >>= 7
		if x == 0 && b&0x40 == 0 || x == -1 && b&0x40 != 0 {
			return append(dst, b)
		}
		dst = append(dst, b|0x80)
	}
}
