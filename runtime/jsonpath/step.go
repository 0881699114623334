package jsonpath

import (
	"strconv"
	"strings"
)

// stepKind says what a step does.
type stepKind uint8

// The kinds of step.
const (
	stepNames   stepKind = iota // .a, ['a'], ['a','b']
	stepIndexes                 // [0], [0,-1]
	stepSlice                   // [1:3], [:3], [-2:]
	stepStar                    // *, [*]
	stepScan                    // ..
	stepFilter                  // [?(...)]
	stepCall                    // .length(), .sum($.a)
)

// step is one step of a compiled path.
type step struct {
	kind     stepKind
	names    []string
	indexes  []int32
	from, to *int32 // bounds of a slice
	filter   expr
	call     string     // name of a function
	args     []argument // its arguments
	last     bool
	// definite tells whether the step leads to one value at most (PathToken.isTokenDefinite).
	definite bool
	// certain tells whether all steps before are definite (PathToken.isUpstreamDefinite): only then is something
	// missing an error.
	certain bool
}

// argument is an argument of a function: a path, or JSON text.
type argument struct {
	path *Path
	json string
}

// chain sets what steps know about their neighbours.
func chain(steps []step) []step {
	certain := true
	for i := range steps {
		s := &steps[i]
		s.last = i == len(steps)-1
		s.certain = certain
		switch s.kind {
		case stepNames:
			// Several names at the end make one object, before the end they are several ways.
			s.definite = len(s.names) == 1 || s.last
		case stepIndexes:
			s.definite = len(s.indexes) == 1
		case stepCall:
			s.definite = true
		}
		certain = certain && s.definite
	}
	return steps
}

// appendTo appends the step in bracket notation.
func (s *step) appendTo(b *strings.Builder) {
	switch s.kind {
	case stepNames:
		b.WriteString("['" + strings.Join(s.names, "','") + "']")
	case stepIndexes:
		b.WriteByte('[')
		for i, n := range s.indexes {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(int(n)))
		}
		b.WriteByte(']')
	case stepSlice:
		b.WriteString("[" + bound(s.from) + ":" + bound(s.to) + "]")
	case stepStar:
		b.WriteString("[*]")
	case stepScan:
		b.WriteString("..")
	case stepFilter:
		b.WriteString("[?]")
	case stepCall:
		b.WriteString("." + s.call + "()")
	}
}

// bound returns a bound of a slice as text.
func bound(n *int32) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(int(*n))
}
