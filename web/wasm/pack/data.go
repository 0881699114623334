package pack

import (
	"encoding/binary"
	"fmt"
)

// Instructions of the expressions that say where a segment goes.
const (
	opI32Const = 0x41
	opEnd      = 0x0b
)

// maxMemory bounds the memory a module may fill, against damaged ones.
const maxMemory = 1 << 28

// segmentGap is how many zero bytes end a segment. A segment's head costs less than that many zeros, compressed.
const segmentGap = 4096

// readData returns the memory that the data section's segments fill, from address 0.
func readData(body []byte) ([]byte, error) {
	var memory []byte
	r := reader{rest: body}
	for range r.unsigned() {
		kind, op := r.unsigned(), r.bytes(1)
		at := r.signed()
		end := r.bytes(1)
		data := r.bytes(r.unsigned())
		if r.err != nil {
			return nil, r.err
		}
		if kind != 0 || op[0] != opI32Const || end[0] != opEnd || at < 0 || at+len(data) > maxMemory {
			return nil, fmt.Errorf("%w: a data segment has no constant place", errModule)
		}
		if grow := at + len(data) - len(memory); grow > 0 {
			memory = append(memory, make([]byte, grow)...)
		}
		copy(memory[at:], data)
	}
	return memory, nil
}

// appendData appends the body of a data section that fills memory, leaving out long stretches of zeros.
func appendData(dst, memory []byte) []byte {
	var segments [][2]int
	for at := skipZeros(memory, 0); at < len(memory); {
		end := at
		next := at
		for next < len(memory) && next-end < segmentGap {
			if memory[next] != 0 {
				end = next + 1
			}
			next++
		}
		segments = append(segments, [2]int{at, end})
		at = skipZeros(memory, end)
	}
	dst = binary.AppendUvarint(dst, uint64(len(segments)))
	for _, s := range segments {
		dst = append(appendSigned(append(dst, 0, opI32Const), s[0]), opEnd)
		dst = binary.AppendUvarint(dst, uint64(s[1]-s[0]))
		dst = append(dst, memory[s[0]:s[1]]...)
	}
	return dst
}

// skipZeros returns the place of the first byte from at on that is not zero.
func skipZeros(memory []byte, at int) int {
	for at < len(memory) && memory[at] == 0 {
		at++
	}
	return at
}
