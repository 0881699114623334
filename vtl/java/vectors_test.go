package java

import (
	"bufio"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// vectorReader reads the notation of testdata/vectors/Vectors.java.
type vectorReader struct{ t *testing.T }

// value returns the Java value that text stands for.
func (r vectorReader) value(text string) Value {
	r.t.Helper()
	rest := text[1:]
	switch text[0] {
	case 'n':
		return nil
	case 'i':
		return Int(r.int(rest, 32))
	case 'l':
		return Long(r.int(rest, 64))
	case 's':
		return Short(r.int(rest, 16))
	case 'b':
		return Byte(r.int(rest, 8))
	case 'c':
		return Char(r.int(rest, 32))
	case 'z':
		return Bool(rest == "true")
	case 'd':
		return Double(math.Float64frombits(r.bits(rest)))
	case 'f':
		return Float(math.Float32frombits(uint32(r.bits(rest))))
	case 'I':
		return NewBigInteger(r.big(rest))
	case 'D':
		unscaled, scale, _ := strings.Cut(rest, ",")
		return NewBigDecimal(r.big(unscaled), int32(r.int(scale, 32)))
	case 'S':
		return r.text(rest)
	case 'O':
		return NewOptional(r.value(rest))
	case 'A':
		return r.array(rest)
	}
	r.t.Fatalf("bad value %q", text)
	return nil
}

// int reads a signed decimal number.
func (r vectorReader) int(text string, width int) int64 {
	r.t.Helper()
	i, err := strconv.ParseInt(text, 10, width)
	if err != nil {
		r.t.Fatal(err)
	}
	return i
}

// bits reads a hexadecimal number.
func (r vectorReader) bits(text string) uint64 {
	r.t.Helper()
	u, err := strconv.ParseUint(text, 16, 64)
	if err != nil {
		r.t.Fatal(err)
	}
	return u
}

// big reads a decimal number of any size.
func (r vectorReader) big(text string) *big.Int {
	r.t.Helper()
	x, ok := new(big.Int).SetString(text, 10)
	if !ok {
		r.t.Fatalf("bad number %q", text)
	}
	return x
}

// text undoes the \uXXXX escapes.
func (r vectorReader) text(text string) String {
	r.t.Helper()
	var units []uint16
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			units = append(units, uint16(r.bits(text[i+2:i+6])))
			i += 5
			continue
		}
		units = append(units, uint16(text[i]))
	}
	return FromUTF16(units)
}

// array reads elemtype[a b c].
func (r vectorReader) array(text string) Value {
	r.t.Helper()
	name, list, _ := strings.Cut(strings.TrimSuffix(text, "]"), "[")
	var elems []Value
	for _, e := range strings.Fields(list) {
		elems = append(elems, r.value(e))
	}
	return NewArray(typeNamed(name), elems)
}

// show writes v in the notation of the vectors, so that values compare as strings.
func show(v Value) string {
	switch v := v.(type) {
	case nil:
		return "n"
	case Double:
		return fmt.Sprintf("d%x", uint64(doubleBits(float64(v))))
	case Float:
		return fmt.Sprintf("f%x", uint32(floatBits(float32(v))))
	case *BigDecimal:
		return fmt.Sprintf("D%s,%d", v.Unscaled(), v.Scale())
	case *Optional:
		return "O" + show(v.v)
	case *Array:
		var elems []string
		for i := range v.Len() {
			elems = append(elems, show(v.At(i)))
		}
		return "A" + v.Class().Elem.Simple + "[" + strings.Join(elems, " ") + "]"
	case Char:
		return fmt.Sprintf("c%d", uint16(v))
	}
	return v.Class().Simple + " " + ToString(nil, v)
}

// callVector calls method sig of self as Java's reflection would.
func callVector(t *testing.T, sig string, self Value, args []Value) (Value, error) {
	t.Helper()
	switch sig {
	case "equals(Object)":
		return Bool(self.Equals(nil, args[0])), nil
	case "hashCode()":
		return Int(self.HashCode(nil)), nil
	case "toString()":
		return String(self.AppendString(nil, nil)), nil
	}
	name, _, _ := strings.Cut(sig, "(")
	for _, m := range self.Class().Methods(name) {
		if strings.ReplaceAll(m.Sig, "...", "[]") == sig {
			return m.Call(nil, self, args)
		}
	}
	t.Fatalf("%s has no method %s", self.Class().Name, sig)
	return nil, nil
}

// showResult writes the result of a call: a value, or ! and the exception. NullPointerExceptions are shown without
// their message.
func showResult(v Value, err error) string {
	if err == nil {
		return show(v)
	}
	text := "!" + err.Error()
	if strings.HasPrefix(text, "!java.lang.NullPointerException") {
		text, _, _ = strings.Cut(text, ":")
	}
	return text
}

// wanted returns what showResult should return for the result of a vector.
func (r vectorReader) wanted(text string) string {
	r.t.Helper()
	if text[0] != '!' {
		return show(r.value(text))
	}
	class, msg, _ := strings.Cut(text[1:], ": ")
	if msg == "null" {
		msg = ""
	}
	return showResult(nil, Throw(class, string(r.text(msg))))
}

// vectorDir returns where the recorded calls are. VTL_VECTORS names a folder of longer ones; testdata/vectors/Vectors.java
// makes them.
func vectorDir() string {
	if dir := os.Getenv("VTL_VECTORS"); dir != "" {
		return dir
	}
	return filepath.Join("testdata", "vectors")
}

// vectorLines calls f with the columns of each line of a file of the vectors.
func vectorLines(t *testing.T, name string, f func(line string, cols []string)) {
	t.Helper()
	file, err := os.Open(filepath.Join(vectorDir(), name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if line := sc.Text(); line[0] != '#' {
			f(line, strings.Split(line, "\t"))
		}
	}
}

// replayVectors calls the methods of class c as the lines of its file say and compares the results with those of the real
// class. Every row of the method table must occur.
func replayVectors(t *testing.T, c *Class) {
	t.Helper()
	r := vectorReader{t}
	called := map[string]bool{}
	vectorLines(t, c.Simple+".tsv", func(line string, cols []string) {
		last := len(cols) - 1
		var args []Value
		for _, c := range cols[2:last] {
			args = append(args, r.value(c))
		}
		called[cols[0]] = true
		v, err := callVector(t, cols[0], r.value(cols[1]), args)
		if got, want := showResult(v, err), r.wanted(cols[last]); got != want {
			t.Errorf("%s:\n got %q\nwant %q", line, got, want)
		}
	})
	for _, m := range c.methods {
		if !called[m.Sig] && !m.Missing {
			t.Errorf("%s.%s was not called", c.Simple, m.Sig)
		}
	}
}
