package pack

import (
	"encoding/binary"
	"fmt"
)

// functionMap gives functions new numbers: imported ones keep theirs, the others have the number of their new place.
type functionMap struct {
	imported int
	number   []int // by former place among the functions of the module
}

// appendNumber appends the new number of a function.
func (m *functionMap) appendNumber(dst []byte, old int) ([]byte, error) {
	if old >= m.imported {
		if old-m.imported >= len(m.number) {
			return nil, fmt.Errorf("%w: there is no function %d", errModule, old)
		}
		old = m.imported + m.number[old-m.imported]
	}
	return binary.AppendUvarint(dst, uint64(old)), nil
}

// exports returns the export section with new numbers.
func (m *functionMap) exports(body []byte) ([]byte, error) {
	r := reader{rest: body}
	n := r.unsigned()
	dst := binary.AppendUvarint(nil, uint64(n))
	for range n {
		name := r.bytes(r.unsigned())
		kind := r.unsigned()
		number := r.unsigned()
		dst = append(binary.AppendUvarint(dst, uint64(len(name))), name...)
		dst = append(dst, byte(kind))
		var err error
		if kind != 0 {
			dst = binary.AppendUvarint(dst, uint64(number))
		} else if dst, err = m.appendNumber(dst, number); err != nil {
			return nil, err
		}
	}
	return dst, r.err
}

// elements returns the element section, the contents of the table of functions, with new numbers.
func (m *functionMap) elements(body []byte) ([]byte, error) {
	r := reader{rest: body}
	n := r.unsigned()
	dst := binary.AppendUvarint(nil, uint64(n))
	for range n {
		kind, op, at, end := r.unsigned(), r.bytes(1), r.signed(), r.bytes(1)
		if r.err != nil {
			return nil, r.err
		}
		if kind != 0 || op[0] != opI32Const || end[0] != opEnd {
			return nil, fmt.Errorf("%w: its table is filled in another way", errModule)
		}
		dst = append(appendSigned(append(dst, 0, opI32Const), at), opEnd)
		count := r.unsigned()
		dst = binary.AppendUvarint(dst, uint64(count))
		for range count {
			var err error
			if dst, err = m.appendNumber(dst, r.unsigned()); err != nil {
				return nil, err
			}
		}
	}
	return dst, r.err
}

// opCall calls a function by its number.
const opCall = 0x10

// body returns a function's body, its length in front, with new numbers in its calls.
func (m *functionMap) body(body []byte) ([]byte, error) {
	r := reader{rest: body}
	r.unsigned()
	out := make([]byte, 0, len(body)+8)
	copied := r.rest
	// Everything is copied but the numbers of calls.
	for range r.unsigned() {
		r.unsigned()
		r.bytes(1)
	}
	for r.err == nil && len(r.rest) > 0 {
		op := r.bytes(1)[0]
		if op != opCall {
			skipImmediates(&r, op)
			continue
		}
		out = append(out, copied[:len(copied)-len(r.rest)]...)
		var err error
		if out, err = m.appendNumber(out, r.unsigned()); err != nil {
			return nil, err
		}
		copied = r.rest
	}
	if r.err != nil {
		return nil, r.err
	}
	out = append(out, copied...)
	return append(binary.AppendUvarint(nil, uint64(len(out))), out...), nil
}

// skipImmediates passes what stands behind an instruction. Source: the binary format of instructions in the
// specification of WebAssembly.
func skipImmediates(r *reader, op byte) {
	switch {
	case op >= 0x02 && op <= 0x04, op == 0x0C, op == 0x0D, op >= 0x20 && op <= 0x26, op == 0x3F, op == 0x40, op == 0xD0, op == 0xD2:
		r.number()
	case op == 0x0E: // a table of branches, and the default
		for range r.unsigned() + 1 {
			r.number()
		}
	case op == 0x11, op >= 0x28 && op <= 0x3E:
		r.number()
		r.number()
	case op == 0x41, op == 0x42:
		r.number()
	case op == 0x43:
		r.bytes(4)
	case op == 0x44:
		r.bytes(8)
	case op == 0xFC:
		switch sub := r.unsigned(); {
		case sub == 8 || sub == 10:
			r.bytes(2)
		case sub == 11:
			r.bytes(1)
		case sub > 7:
			r.fail()
		}
	case op == 0x00, op == 0x01, op == 0x05, op == opEnd, op == 0x0F, op == 0x1A, op == 0x1B, op >= 0x45 && op <= 0xC4:
	default:
		r.fail()
	}
}

// number passes a number of any size.
func (r *reader) number() {
	for i, b := range r.rest {
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return
		}
	}
	r.fail()
}
