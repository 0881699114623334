package runtime

import (
	"errors"
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// The line protocol's own JSON reader and writer. It reads strict JSON into Java values the way the oracle does:
// objects are LinkedHashMaps in the order of their keys (a repeated key keeps its first place and its last value),
// arrays ArrayLists, a number with a point or an exponent a Double, any other the smallest of Integer, Long and
// BigInteger. Strings may hold surrogates that stand alone, as \uD800 escapes, both ways.

// lineDepth is how deep a line may nest, and lineDigits how long an integer in it may be.
const (
	lineDepth  = 1000
	lineDigits = 80_000
)

// lineReader reads one JSON text.
type lineReader struct {
	s     string
	i     int
	depth int
}

// errLineEnd is met where the line stops inside a value.
var errLineEnd = errors.New("the line ends inside a JSON value")

// bad returns an error that names the current offset.
func (r *lineReader) bad(what string) error {
	if r.i >= len(r.s) {
		return errLineEnd
	}
	return fmt.Errorf("bad JSON at byte %d: %s", r.i+1, what)
}

// peek skips white space and returns the next byte, 0 at the end.
func (r *lineReader) peek() byte {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; c {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return c
		}
	}
	return 0
}

// expect reads the byte c, white space before it allowed.
func (r *lineReader) expect(c byte) error {
	if r.peek() != c {
		return r.bad("expected " + string(c))
	}
	r.i++
	return nil
}

// members reads an object and calls f at each value, which f must read.
func (r *lineReader) members(f func(key string) error) error {
	if err := r.expect('{'); err != nil {
		return err
	}
	if r.peek() == '}' {
		r.i++
		return nil
	}
	for {
		if r.peek() != '"' {
			return r.bad("expected a member name")
		}
		key, err := r.str()
		if err != nil {
			return err
		}
		if err := r.expect(':'); err != nil {
			return err
		}
		if err := f(key); err != nil {
			return err
		}
		if r.peek() == ',' {
			r.i++
			continue
		}
		return r.expect('}')
	}
}

// value reads any value.
func (r *lineReader) value() (java.Value, error) {
	switch r.peek() {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '"':
		s, err := r.str()
		if err != nil {
			return nil, err
		}
		return java.String(s), nil
	case 't':
		return java.Bool(true), r.word("true")
	case 'f':
		return java.Bool(false), r.word("false")
	case 'n':
		return nil, r.word("null")
	}
	return r.number()
}

// enter counts one level of nesting; leave must follow.
func (r *lineReader) enter() error {
	if r.depth++; r.depth > lineDepth {
		return r.bad("nested too deeply")
	}
	return nil
}

// object reads an object as a LinkedHashMap.
func (r *lineReader) object() (java.Value, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	mp := java.NewMap()
	err := r.members(func(key string) error {
		v, err := r.value()
		if err == nil {
			mp.Put(nil, java.String(key), v)
		}
		return err
	})
	r.depth--
	if err != nil {
		return nil, err
	}
	return mp, nil
}

// array reads an array as an ArrayList.
func (r *lineReader) array() (java.Value, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer func() { r.depth-- }()
	r.i++
	if r.peek() == ']' {
		r.i++
		return java.NewList(nil), nil
	}
	var elems []java.Value
	for {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		elems = append(elems, v)
		if r.peek() == ',' {
			r.i++
			continue
		}
		if err := r.expect(']'); err != nil {
			return nil, err
		}
		return java.NewList(elems), nil
	}
}

// word reads the literal w.
func (r *lineReader) word(w string) error {
	if !strings.HasPrefix(r.s[r.i:], w) {
		return r.bad("unknown word")
	}
	r.i += len(w)
	return nil
}

// number reads a number by JSON's grammar.
func (r *lineReader) number() (java.Value, error) {
	from := r.i
	if r.i < len(r.s) && r.s[r.i] == '-' {
		r.i++
	}
	whole := r.i
	if n := r.digits(); n == 0 || n > 1 && r.s[whole] == '0' {
		return nil, r.bad("no value")
	}
	real := false
	if r.i < len(r.s) && r.s[r.i] == '.' {
		real = true
		r.i++
		if r.digits() == 0 {
			return nil, r.bad("a digit is missing")
		}
	}
	if r.i < len(r.s) && r.s[r.i]|0x20 == 'e' {
		real = true
		r.i++
		if r.i < len(r.s) && (r.s[r.i] == '+' || r.s[r.i] == '-') {
			r.i++
		}
		if r.digits() == 0 {
			return nil, r.bad("a digit is missing")
		}
	}
	text := r.s[from:r.i]
	if real {
		f, _ := java.ParseDouble(text)
		return java.Double(f), nil
	}
	if len(text) > lineDigits {
		return nil, r.bad("the number before is too long")
	}
	return java.ParseInteger(text), nil
}

// digits skips decimal digits and returns how many.
func (r *lineReader) digits() int {
	from := r.i
	for r.i < len(r.s) && r.s[r.i] >= '0' && r.s[r.i] <= '9' {
		r.i++
	}
	return r.i - from
}

// str reads a string whose opening quote is next.
func (r *lineReader) str() (string, error) {
	r.i++
	from := r.i
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == '"':
			r.i++
			return r.s[from : r.i-1], nil
		case c == '\\':
			return r.escaped(from)
		case c < ' ':
			return "", r.bad("a control character in a string")
		}
		r.i++
	}
	return "", errLineEnd
}

// escaped reads on from the first backslash of the string that began at from.
func (r *lineReader) escaped(from int) (string, error) {
	out := append(make([]byte, 0, r.i-from+64), r.s[from:r.i]...)
	for r.i < len(r.s) {
		c := r.s[r.i]
		switch {
		case c == '"':
			r.i++
			return string(java.JoinHalves(out)), nil
		case c < ' ':
			return "", r.bad("a control character in a string")
		case c != '\\':
			out = append(out, c)
			r.i++
			continue
		}
		var err error
		if out, err = r.escape(out); err != nil {
			return "", err
		}
	}
	return "", errLineEnd
}

// escape reads one escape sequence and appends what it means.
func (r *lineReader) escape(out []byte) ([]byte, error) {
	r.i++
	if r.i >= len(r.s) {
		return nil, errLineEnd
	}
	c := r.s[r.i]
	if c == 'u' {
		return r.unit(out)
	}
	at := strings.IndexByte(`"\/bfnrt`, c)
	if at < 0 {
		return nil, r.bad("unknown escape")
	}
	r.i++
	return append(out, "\"\\/\b\f\n\r\t"[at]), nil
}

// unit reads the four digits of a \u escape and appends the UTF-16 unit, a surrogate as a half.
func (r *lineReader) unit(out []byte) ([]byte, error) {
	if r.i+4 >= len(r.s) {
		return nil, errLineEnd
	}
	var u rune
	for _, c := range []byte(r.s[r.i+1 : r.i+5]) {
		d, ok := hexDigit(rune(c))
		if !ok {
			return nil, r.bad("four hexadecimal digits must follow \\u")
		}
		u = u<<4 | rune(d)
	}
	r.i += 5
	if isHalf(u) {
		return append(out, 0xED, byte(0x80|u>>6&0x3F), byte(0x80|u&0x3F)), nil
	}
	return append(out, string(u)...), nil
}

// lowerHex are the digits of the escapes the protocol writes.
const lowerHex = "0123456789abcdef"

// appendQuoted appends s, a text in WTF-8, as a JSON string. Besides what JSON demands it escapes DEL, the two
// Unicode line ends and surrogates that stand alone, so that the line is UTF-8 and stays one line everywhere.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		plain := i
		for i < len(s) && s[i] >= ' ' && s[i] < 0x7F && s[i] != '"' && s[i] != '\\' {
			i++
		}
		dst = append(dst, s[plain:i]...)
		if i == len(s) {
			break
		}
		r, n := nextRune(s, i)
		dst = appendQuotedRune(dst, r, s[i:i+n])
		i += n
	}
	return append(dst, '"')
}

// appendQuotedRune appends one code point, whose bytes are raw, to a JSON string.
func appendQuotedRune(dst []byte, r rune, raw string) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	if r < ' ' || r == 0x7F || r == 0x2028 || r == 0x2029 || isHalf(r) {
		return append(dst, '\\', 'u', lowerHex[r>>12&15], lowerHex[r>>8&15], lowerHex[r>>4&15], lowerHex[r&15])
	}
	return append(dst, raw...)
}
