package syntax

import (
	"sort"
	"sync"
	"unicode/utf8"
)

// Source is a text with a name, and knows its lines. It is safe for concurrent use.
type Source struct {
	Name string // of the template, for messages
	Text string

	// The lines are found when first asked for: most templates are never asked.
	once  sync.Once
	lines []int // offsets of line starts

	// A source inside another (the content of an interpolated string) counts its positions from the place of the
	// string, by Velocity's rules.
	outer *Source // the source a string stands in, nil at the top
	at    Span    // of the string in outer
}

// NewSource returns the source of text under name.
func NewSource(name, text string) *Source { return &Source{Name: name, Text: text} }

// starts returns the offsets of the starts of lines.
func (s *Source) starts() []int {
	s.once.Do(func() {
		text := s.Text
		s.lines = []int{0}
		for i := 0; i < len(text); i++ {
			switch text[i] {
			case '\r':
				if i+1 < len(text) && text[i+1] == '\n' {
					i++
				}
				s.lines = append(s.lines, i+1)
			case '\n':
				s.lines = append(s.lines, i+1)
			}
		}
	})
	return s.lines
}

// nest places s, the content of the string at at, inside outer.
func (s *Source) nest(outer *Source, at Span) { s.outer, s.at = outer, at }

// Outer returns the source a string's content stands in and the string's stretch there; nil at the top.
func (s *Source) Outer() (*Source, Span) { return s.outer, s.at }

// Position is a place in a source. Line and Column are 1-based; Column counts as Velocity does: UTF-16 units, with a tab reaching to the
// next multiple of 8 plus 1. The zero Position means that no place is known.
type Position struct {
	Offset, Line, Column int
}

// IsValid tells whether the position is a place.
func (p Position) IsValid() bool { return p.Line > 0 }

// Position returns the place of the byte at offset.
func (s *Source) Position(offset int) Position {
	lines := s.starts()
	line := sort.SearchInts(lines, offset+1)
	start := lines[line-1]
	p := Position{Offset: offset, Line: line, Column: column(s.Text, start, offset)}
	if s.outer == nil {
		return p
	}
	at := s.outer.Position(s.at.From)
	if line == 1 {
		p.Column += at.Column
	}
	p.Line += at.Line - 1
	return p
}

// LineNumber returns the line of the byte at offset, from 1: Position without the work to find the column. Lines of
// the content of a string count in the content.
func (s *Source) LineNumber(offset int) int { return sort.SearchInts(s.starts(), offset+1) }

// column counts Velocity's columns from the line start to offset.
func column(text string, start, offset int) (col int) {
	col = 1
	if offset < len(text) && text[offset] == '\t' {
		// A tab stands at the last column of its stop.
		defer func() { col += 7 - (col-1)%8 }()
	}
	for i := start; i < offset && i < len(text); {
		c := text[i]
		if c == '\t' {
			col += 8 - (col-1)%8
			i++
			continue
		}
		if c < utf8.RuneSelf {
			col++
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		if n == 1 && c == 0xED && i+2 < len(text) {
			n = 3 // a lone surrogate
		}
		if n == 4 {
			col++
		}
		col++
		i += n
	}
	return col
}

// Line returns the text of the 1-based line that holds offset, without its end, and the offset of its start.
func (s *Source) Line(offset int) (text string, start int) {
	lines := s.starts()
	line := sort.SearchInts(lines, offset+1)
	start = lines[line-1]
	end := len(s.Text)
	if line < len(lines) {
		end = lines[line]
	}
	for end > start && (s.Text[end-1] == '\n' || s.Text[end-1] == '\r') {
		end--
	}
	return s.Text[start:end], start
}
