package vtl_test

import (
	"math/big"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// jsonReader reads JSON into Java values. Unlike encoding/json it keeps the order of keys, the difference between
// 1 and 1.0, and lone surrogates. It trusts its input.
type jsonReader struct {
	text string
	at   int
}

// readJSON returns the value of a JSON text.
func readJSON(text string) java.Value { return (&jsonReader{text: text}).value() }

// blanks skips white space, and commas, which separate nothing here.
func (r *jsonReader) blanks() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n,", r.text[r.at]) >= 0 {
		r.at++
	}
}

// value reads any value.
func (r *jsonReader) value() java.Value {
	r.blanks()
	switch r.text[r.at] {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '"':
		return java.String(r.str())
	case 't':
		r.at += len("true")
		return java.Bool(true)
	case 'f':
		r.at += len("false")
		return java.Bool(false)
	case 'n':
		r.at += len("null")
		return nil
	}
	return r.number()
}

// object reads an object as a LinkedHashMap.
func (r *jsonReader) object() java.Value {
	m := java.NewMap()
	r.at++
	for r.blanks(); r.text[r.at] != '}'; r.blanks() {
		k := java.String(r.str())
		r.blanks()
		r.at++ // the colon
		m.Put(nil, k, r.value())
	}
	r.at++
	return m
}

// array reads an array as an ArrayList.
func (r *jsonReader) array() java.Value {
	var elems []java.Value
	r.at++
	for r.blanks(); r.text[r.at] != ']'; r.blanks() {
		elems = append(elems, r.value())
	}
	r.at++
	return java.NewList(elems)
}

// number reads a number: a Double with a point or exponent, else the smallest integer type.
func (r *jsonReader) number() java.Value {
	from := r.at
	for r.at < len(r.text) && strings.IndexByte("+-0123456789.eE", r.text[r.at]) >= 0 {
		r.at++
	}
	text := r.text[from:r.at]
	if strings.ContainsAny(text, ".eE") {
		f, _ := strconv.ParseFloat(text, 64)
		return java.Double(f)
	}
	n, _ := new(big.Int).SetString(text, 10)
	v, _ := vtl.ValueOf(n)
	return v
}

// escapes maps the letters of JSON's short escapes to what they stand for.
var escapes = map[byte]uint16{'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f'}

// str reads a string.
func (r *jsonReader) str() string {
	var units []uint16
	for r.at++; r.text[r.at] != '"'; {
		if r.text[r.at] != '\\' {
			c, n := utf8.DecodeRuneInString(r.text[r.at:])
			units = utf16.AppendRune(units, c)
			r.at += n
			continue
		}
		c := r.text[r.at+1]
		r.at += 2
		if c == 'u' {
			n, _ := strconv.ParseUint(r.text[r.at:r.at+4], 16, 16)
			units = append(units, uint16(n))
			r.at += 4
		} else if e, ok := escapes[c]; ok {
			units = append(units, e)
		} else {
			units = append(units, uint16(c))
		}
	}
	r.at++
	return string(java.FromUTF16(units))
}

// field returns the member of a JSON object as text, "" when there is none.
func field(m *java.Map, name string) string {
	v, _ := m.GetString(name)
	if v == nil {
		return ""
	}
	return java.ToString(nil, v)
}

// context returns the variables of a JSON object.
func contextOf(v java.Value) map[string]vtl.Value {
	vars := map[string]vtl.Value{}
	if m, ok := v.(*java.Map); ok {
		m.Each(func(k, v java.Value) bool {
			vars[java.ToString(nil, k)] = v
			return true
		})
	}
	return vars
}

func TestReadJSON(t *testing.T) {
	t.Parallel()
	v := readJSON(` {"b": [1, 2.5, -3000000000, "x\n\u00e9\ud83d\ude00"], "a": {"t": true, "f": false, "n": null}} `)
	if got, want := java.ToString(nil, v), "{b=[1, 2.5, -3000000000, x\n\u00e9\U0001F600], a={t=true, f=false, n=null}}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
