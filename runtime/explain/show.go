package explain

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// show returns v as it is shown, in at most about most bytes. It neither changes v nor walks further into it than it
// shows, nor renders a block.
func show(v java.Value, most int) Value {
	if v == nil {
		return Value{Type: "null", Text: "null"}
	}
	out := Value{Type: v.Class().Simple}
	s := shower{room: most}
	if text, ok := v.(java.String); ok {
		out.Size = units(string(text))
		s.cutText(string(text))
	} else {
		s.value(v, 0)
		out.Size = size(v)
	}
	out.Text, out.Cut = string(s.out), s.cut
	return out
}

// units returns the length of a text in UTF-16 units.
func units(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i]&0xC0 != 0x80:
			n++
			if s[i] >= 0xF0 {
				n++
			}
		}
	}
	return n
}

// size returns the number of members of a container, 0 for other values.
func size(v java.Value) int {
	if n, ok := jsonsmart.NodeOf(v); ok {
		return n.Len()
	}
	switch v := v.(type) {
	case *java.Map:
		return v.Len()
	case *java.List:
		return v.Len()
	case java.Iterable:
		if s, ok := v.(java.Sized); ok {
			return s.Size()
		}
	}
	return 0
}

// shower writes values in JSON's notation until its room is used up.
type shower struct {
	out  []byte
	room int
	cut  bool
}

// maxShown is how deep values are shown.
const maxShown = 8

// full tells whether there is no room left, and notes that something is cut off.
func (s *shower) full() bool {
	if len(s.out) < s.room {
		return false
	}
	s.cut = true
	return true
}

// cutText writes as much of text as there is room for.
func (s *shower) cutText(text string) {
	if left := s.room - len(s.out); len(text) > left {
		text, s.cut = text[:max(0, left)], true
		for text != "" && !utf8.ValidString(text[max(0, len(text)-utf8.UTFMax):]) && len(text)+utf8.UTFMax > left {
			text = text[:len(text)-1]
		}
	}
	s.out = append(s.out, plain(text)...)
}

// plain returns text with U+FFFD for what is no UTF-8, such as halves of surrogate pairs.
func plain(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// quoted writes text as a JSON string, cut where there is no room.
func (s *shower) quoted(text string) {
	if left := max(0, s.room-len(s.out)); len(text) > left {
		text, s.cut = text[:left], true
	}
	s.out = strconv.AppendQuote(s.out, plain(text))
}

// value writes v.
func (s *shower) value(v java.Value, depth int) {
	if n, ok := jsonsmart.NodeOf(v); ok {
		s.node(n, depth)
		return
	}
	switch v := v.(type) {
	case nil:
		s.cutText("null")
	case java.String:
		s.quoted(string(v))
	case java.Int, java.Long, java.Short, java.Byte, java.Float, java.Double, java.Bool, java.Char:
		s.out = v.AppendString(nil, s.out)
	case *java.BigInteger:
		s.number(v, v.Size())
	case *java.BigDecimal:
		s.number(v, v.Size())
	case *java.Map:
		s.mapping(v, depth)
	case *java.List:
		s.list(v, depth)
	default:
		s.cutText(v.Class().Simple)
	}
}

// longNumber is the size of a number that is not written out, since that takes time.
const longNumber = 1000

// number writes a number that may be long.
func (s *shower) number(v java.Value, size int) {
	if size > longNumber {
		s.cut = true
		s.cutText("a very long number")
		return
	}
	s.cutText(java.ToString(nil, v))
}

// mapping writes a map.
func (s *shower) mapping(v *java.Map, depth int) {
	s.members('{', '}', depth, func(next func() bool) {
		v.Each(func(k, x java.Value) bool {
			if !next() {
				return false
			}
			if name, ok := k.(java.String); ok {
				s.quoted(string(name))
			} else {
				s.value(k, depth+1)
			}
			s.out = append(s.out, ':')
			s.value(x, depth+1)
			return true
		})
	})
}

// list writes a list.
func (s *shower) list(v *java.List, depth int) {
	s.members('[', ']', depth, func(next func() bool) {
		for i := 0; i < v.Len() && next(); i++ {
			s.value(v.At(i), depth+1)
		}
	})
}

// node writes a part of a body that nothing has looked at.
func (s *shower) node(n jsonsmart.Node, depth int) {
	switch n.Kind() {
	case jsonsmart.Object, jsonsmart.Array:
	default:
		s.cutText(n.Text())
		return
	}
	open, end := byte('['), byte(']')
	if n.Kind() == jsonsmart.Object {
		open, end = '{', '}'
	}
	s.members(open, end, depth, func(next func() bool) {
		for c := n.Members(); c.Next() && next(); {
			if n.Kind() == jsonsmart.Object {
				s.quoted(c.Name())
				s.out = append(s.out, ':')
			}
			s.node(c.Value(), depth+1)
		}
	})
}

// members writes a container: each calls next before every member, and stops when that says so.
func (s *shower) members(open, end byte, depth int, each func(next func() bool)) {
	s.out = append(s.out, open)
	first, stopped := true, depth >= maxShown
	if !stopped {
		each(func() bool {
			if s.full() {
				stopped = true
				return false
			}
			if !first {
				s.out = append(s.out, ',')
			}
			first = false
			return true
		})
	}
	if stopped {
		s.cut = true
		s.out = append(s.out, "…"...)
	}
	s.out = append(s.out, end)
}

// Show returns v as reports show it, in about most bytes. It does not change v.
func Show(v java.Value, most int) Value { return show(v, most) }
