package java

import (
	"bufio"
	"fmt"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Helpers for the files that Java programs beside them made. Texts in them are written as the programs' quote
// methods do: other characters than printable ASCII as a grave accent and four hexadecimal digits.

// goldenRows reads a file of tab-separated columns.
func goldenRows(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows [][]string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		rows = append(rows, strings.Split(sc.Text(), "\t"))
	}
	if len(rows) == 0 {
		t.Fatal("no rows in", path)
	}
	return rows
}

// unquoteText reads a quoted text.
func unquoteText(s string) string {
	var u []uint16
	for i := 0; i < len(s); i++ {
		c := uint16(s[i])
		if s[i] == '`' {
			n, _ := strconv.ParseUint(s[i+1:i+5], 16, 16)
			c = uint16(n)
			i += 4
		}
		u = append(u, c)
	}
	return string(FromUTF16(u))
}

// quoteText writes a text as unquoteText reads it.
func quoteText(s string) string {
	var b strings.Builder
	for _, c := range ToUTF16(s) {
		if c < ' ' || c > '~' || c == '`' {
			fmt.Fprintf(&b, "`%04x", c)
		} else {
			b.WriteByte(byte(c))
		}
	}
	return b.String()
}

// goldenResult writes a result as the files have it: = before a value, ! before the first line of an exception.
func goldenResult(text string, err error) string {
	if err != nil {
		line, _, _ := strings.Cut(err.Error(), "\n")
		return "!" + quoteText(line)
	}
	return "=" + quoteText(text)
}

// goldenArg reads an argument, whose first letter is its type.
func goldenArg(t *testing.T, s string) Value {
	t.Helper()
	kind, text := s[0], s[1:]
	switch kind {
	case 'N':
		return nil
	case 'S':
		return String(unquoteText(text))
	case 'B':
		return Bool(text == "true")
	case 'G':
		n, _ := new(big.Int).SetString(text, 10)
		return NewBigInteger(n)
	case 'M':
		unscaled, scale, _ := strings.Cut(text, "/")
		n, _ := new(big.Int).SetString(unscaled, 10)
		e, _ := strconv.Atoi(scale)
		return NewBigDecimal(n, int32(e))
	case 'D':
		bits, _ := strconv.ParseUint(text, 16, 64)
		return Double(math.Float64frombits(bits))
	case 'F':
		bits, _ := strconv.ParseUint(text, 16, 32)
		return Float(math.Float32frombits(uint32(bits)))
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("argument %q: %v", s, err)
	}
	switch kind {
	case 'Y':
		return Byte(n)
	case 'H':
		return Short(n)
	case 'I':
		return Int(n)
	case 'C':
		return Char(n)
	}
	return Long(n)
}

// elementsText joins the elements of an array by U+0001; other values are printed.
func elementsText(v Value) string {
	var parts []string
	switch v := v.(type) {
	case *Array:
		for i := range v.Len() {
			parts = append(parts, elementText(v.At(i)))
		}
		return strings.Join(parts, "\x01")
	}
	return ToString(nil, v)
}

// elementText prints an element; a char shows its number.
func elementText(v Value) string {
	if c, ok := v.(Char); ok {
		return strconv.Itoa(int(c))
	}
	return ToString(nil, v)
}

// invokeText calls a method of a text as a template would and returns the result as text.
func invokeText(m *Meter, text, method string, args ...Value) (string, error) {
	v, found, err := Invoke(m, String(text), method, args)
	if err != nil {
		return "", err
	}
	if !found {
		return "", fmt.Errorf("no method %s takes %d such arguments", method, len(args))
	}
	if s, ok := v.(*Stream); ok {
		a, _, err := Invoke(m, s, "toArray", nil)
		return elementsText(a), err
	}
	return elementsText(v), nil
}
