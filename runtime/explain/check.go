package explain

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime"
)

// check says what output is, and which leaf is to blame where it is not what it claims to be.
func check(output []byte, leaves []Leaf) Check {
	c := Check{Format: format(output), Leaf: -1}
	offset := 0
	switch c.Format {
	case FormatJSON:
		fault := runtime.CheckJSON(output)
		if c.Valid = fault == nil; !c.Valid {
			c.Message, c.Line, c.Column, offset = fault.Msg, fault.Line, fault.Column, fault.Offset
		}
	case FormatXML:
		fault := checkXML(output)
		if c.Valid = fault == nil; !c.Valid {
			c.Message, c.Line, c.Column, offset = fault.Msg, fault.Line, fault.Column, fault.Offset
		}
	default:
		return c
	}
	if c.Valid {
		return c
	}
	_, n := utf8.DecodeRune(output[offset:])
	c.At = Span{offset, offset + n}
	// The last leaf that begins at or before the fault: behind a value that printed nothing the fault is seen later.
	c.Leaf = sort.Search(len(leaves), func(i int) bool { return leaves[i].Out.Start > offset }) - 1
	return c
}

// format returns what output claims to be.
func format(output []byte) Format {
	text := bytes.TrimLeft(output, " \t\r\n")
	switch {
	case len(text) == 0:
		return FormatEmpty
	case runtime.ClaimsJSON(output):
		return FormatJSON
	case text[0] == '<' && !isHTML(text):
		return FormatXML
	}
	return FormatText
}

// isHTML tells whether a text begins as a page of HTML, which need not be XML.
func isHTML(text []byte) bool {
	begin := bytes.ToLower(text[:min(len(text), len("<!doctype html"))])
	return bytes.HasPrefix(begin, []byte("<!doctype html")) || bytes.HasPrefix(begin, []byte("<html"))
}
