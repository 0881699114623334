package pack

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
)

// Ids of the sections that number functions.
const (
	importSection   = 2
	functionSection = 3
	exportSection   = 7
	elementSection  = 9
	codeSection     = 10
)

// orderFunctions puts functions that look alike next to each other, where gzip, which looks back 32 KB, finds what they
// have in common. The Go program knows its functions by their places in a table, which stay.
func orderFunctions(sections []section) error {
	m := functionMap{}
	var bodies, types [][]byte
	var err error
	for _, s := range sections {
		switch s.id {
		case importSection:
			m.imported, err = countImports(s.body)
		case functionSection:
			types, err = readTypes(s.body)
		case codeSection:
			bodies, err = readBodies(s.body)
		}
		if err != nil {
			return err
		}
	}
	if len(types) != len(bodies) {
		return fmt.Errorf("%w: %d functions have %d bodies", errModule, len(types), len(bodies))
	}
	order := alike(bodies)
	m.number = make([]int, len(bodies))
	for to, from := range order {
		m.number[from] = to
	}
	for i, s := range sections {
		switch s.id {
		case functionSection:
			sections[i].body = appendVector(order, types)
		case exportSection:
			sections[i].body, err = m.exports(s.body)
		case elementSection:
			sections[i].body, err = m.elements(s.body)
		case codeSection:
			for j := range bodies {
				if bodies[j], err = m.body(bodies[j]); err != nil {
					return err
				}
			}
			sections[i].body = appendVector(order, bodies)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// appendVector returns a vector of elements in the given order.
func appendVector(order []int, elements [][]byte) []byte {
	dst := binary.AppendUvarint(nil, uint64(len(order)))
	for _, i := range order {
		dst = append(dst, elements[i]...)
	}
	return dst
}

// countImports returns how many functions a module imports; the Go linker imports nothing else.
func countImports(body []byte) (int, error) {
	r := reader{rest: body}
	n := r.unsigned()
	for range n {
		r.bytes(r.unsigned())
		r.bytes(r.unsigned())
		if r.unsigned() != 0 {
			return 0, fmt.Errorf("%w: it imports more than functions", errModule)
		}
		r.unsigned()
	}
	return n, r.err
}

// readTypes returns the types of the functions, as numbers still encoded.
func readTypes(body []byte) ([][]byte, error) {
	r := reader{rest: body}
	var types [][]byte
	for range r.unsigned() {
		start := r.rest
		r.unsigned()
		types = append(types, start[:len(start)-len(r.rest)])
	}
	return types, r.err
}

// readBodies returns the bodies of the functions, each with its length in front.
func readBodies(body []byte) ([][]byte, error) {
	r := reader{rest: body}
	var bodies [][]byte
	for range r.unsigned() {
		start := r.rest
		r.bytes(r.unsigned())
		bodies = append(bodies, start[:len(start)-len(r.rest)])
	}
	return bodies, r.err
}

// What alike compares: pieces of pieceLength bytes, about one of pieceShare, by their hashes; pieces of more than
// commonPiece functions tell nothing. Of the functions placed last it looks at about window bytes.
const (
	pieceLength = 12
	pieceShare  = 4
	commonPiece = 400
	window      = 28 << 10
)

// alike returns an order of the bodies in which each follows those it has most in common with.
func alike(bodies [][]byte) []int {
	pieces := make([][]uint64, len(bodies))
	having := map[uint64][]int{} // functions by piece
	for i, b := range bodies {
		pieces[i] = piecesOf(b)
		for _, p := range pieces[i] {
			having[p] = append(having[p], i)
		}
	}
	score := make([]int, len(bodies)) // pieces in common with the window
	inWindow := map[uint64]int{}
	count := func(i, by int) {
		for _, p := range pieces[i] {
			was := inWindow[p]
			inWindow[p] += by
			if (was == 0) == (inWindow[p] == 0) || len(having[p]) > commonPiece {
				continue
			}
			for _, f := range having[p] {
				score[f] += by
			}
		}
	}
	left := make([]int, len(bodies))
	for i := range left {
		left[i] = i
	}
	var order []int
	first, size := 0, 0
	for len(left) > 0 {
		best := nearest(left, score, pieces)
		i := left[best]
		left = append(left[:best], left[best+1:]...)
		order = append(order, i)
		count(i, 1)
		for size += len(bodies[i]); size > window && first < len(order)-1; first++ {
			size -= len(bodies[order[first]])
			count(order[first], -1)
		}
	}
	return order
}

// nearest returns the index in left of the function that shares the largest part of its pieces.
func nearest(left, score []int, pieces [][]uint64) int {
	best, most := 0, -1.0
	for j, i := range left {
		if share := (float64(score[i]) + 0.1) / float64(len(pieces[i])+8); share > most {
			best, most = j, share
		}
	}
	return best
}

// piecesOf returns the hashes of the pieces of a body that are compared.
func piecesOf(body []byte) []uint64 {
	var list []uint64
	seen := map[uint64]bool{}
	for i := 0; i+pieceLength <= len(body); i++ {
		h := fnv.New64a()
		h.Write(body[i : i+pieceLength]) //nolint:gosec // a hash takes everything
		if sum := h.Sum64(); sum>>32%pieceShare == 0 && !seen[sum] {
			seen[sum] = true
			list = append(list, sum)
		}
	}
	return list
}
