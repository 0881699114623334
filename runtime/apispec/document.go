package apispec

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"
)

// The limits of a document. Sources: maxBytes is the quota of API Gateway for definition files (AWS-GATEWAY.md 21);
// the others keep memory and stack bounded (RELIABILITY.md 3 and 4).
const (
	maxBytes   = 6 << 20   // of the file
	maxNesting = 256       // lists and objects inside each other
	maxValues  = 500_000   // values, aliases counted as often as they are used
	maxText    = 32 << 20  // bytes of text, aliases counted as often as they are used
	maxSpent   = 4_000_000 // values read while following references; see loader.spend
)

// invalidInput is how API Gateway calls every document it cannot read. Case: import-bad-json.
const invalidInput = "Invalid OpenAPI input."

// document is a definition file as values.
type document struct {
	name  string
	text  string
	lines []int // offsets of line starts
	marks []int // characters before every markEvery bytes of text
	root  *value
}

// markEvery is the distance of the places whose character count is known, so that columns in files of one long line
// are found in constant time.
const markEvery = 1024

// newDocument returns a document of text, not read yet.
func newDocument(name, text string) *document {
	d := &document{name: name, text: text, lines: []int{0}}
	chars := 0
	for i := 0; i < len(text); i++ {
		if i%markEvery == 0 {
			d.marks = append(d.marks, chars)
		}
		if utf8.RuneStart(text[i]) {
			chars++
		}
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			d.lines = append(d.lines, i+1)
		}
	}
	return d
}

// chars returns the number of characters before an offset.
func (d *document) chars(offset int) int {
	mark := min(offset/markEvery, len(d.marks)-1)
	if mark < 0 {
		return 0
	}
	n := d.marks[mark]
	for i := mark * markEvery; i < offset; i++ {
		if utf8.RuneStart(d.text[i]) {
			n++
		}
	}
	return n
}

// skip returns the offset n characters behind another offset.
func (d *document) skip(offset, n int) int {
	want := d.chars(offset) + n
	if mark := sort.SearchInts(d.marks, want) - 1; mark*markEvery > offset {
		offset = mark * markEvery
		for offset > 0 && !utf8.RuneStart(d.text[offset]) {
			offset--
		}
	}
	for have := d.chars(offset); have < want && offset < len(d.text); have++ {
		_, n := utf8.DecodeRuneInString(d.text[offset:])
		offset += n
	}
	return offset
}

// line returns the 1-based number of the line that holds offset, its text without its end, and the offset of its
// start.
func (d *document) line(offset int) (number int, text string, start int) {
	number = sort.SearchInts(d.lines, offset+1)
	start = d.lines[number-1]
	end := len(d.text)
	if number < len(d.lines) {
		end = d.lines[number]
	}
	return number, strings.TrimRight(d.text[start:end], "\r\n"), start
}

// fault is a problem of reading, at bytes [from, to) of the source.
type fault struct {
	code, msg, hint string
	from, to        int
}

// syntaxFault returns the fault of a text that does not parse; what says what is wrong, as a sentence without its
// period.
func syntaxFault(from, to int, what, hint string) *fault {
	return &fault{CodeSyntax, invalidInput + " " + what, hint, from, to}
}

// sizeFault returns the fault of a limit exceeded at from.
func sizeFault(from int, what string) *fault {
	return &fault{CodeTooLarge, what, "", from, from + 1}
}

// readDocument reads a definition file. The content decides: JSON when the first character that is no white space is
// a brace, else YAML (CLI-CONTRACT.md, vtl serve).
func readDocument(name string, data []byte) (*document, *fault) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(data) > maxBytes {
		return newDocument(name, ""), sizeFault(0, "the definition is larger than 6 MB")
	}
	text := string(data)
	d := newDocument(name, text)
	if at := invalidUTF8(text); at >= 0 {
		return d, syntaxFault(at, at+1, "The file is not UTF-8", "save the file as UTF-8")
	}
	var f *fault
	switch trimmed := strings.TrimLeft(text, " \t\r\n"); {
	case trimmed == "":
		return d, syntaxFault(0, 1, "The file is empty", "")
	case trimmed[0] == '{':
		d.root, f = parseJSON(text)
	default:
		d.root, f = parseYAML(d)
	}
	return d, f
}

// invalidUTF8 returns the offset of the first byte that is no UTF-8, -1 when there is none.
func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// position returns the place of a byte offset. The column counts characters.
func (d *document) position(offset int) Position {
	offset = max(0, min(offset, len(d.text)))
	number, _, start := d.line(offset)
	return Position{Offset: offset, Line: number, Column: 1 + d.chars(offset) - d.chars(start)}
}

// place fills the position, the line and the caret of p from bytes [from, to) of the source.
func (d *document) place(p *Problem, from, to int) {
	from = max(0, min(from, len(d.text)))
	p.File = d.name
	p.Pos = d.position(from)
	_, line, start := d.line(from)
	p.Line = line
	p.CaretAt = min(from-start, len(line))
	p.CaretLen = max(1, min(to, start+len(line))-from)
}

// problem returns a fault as a Problem.
func (d *document) problem(f *fault) Problem {
	p := Problem{Code: f.code, Msg: f.msg, Hint: f.hint}
	d.place(&p, f.from, f.to)
	return p
}
