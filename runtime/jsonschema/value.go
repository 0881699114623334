package jsonschema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// errTrailing is a text that goes on behind its JSON value.
var errTrailing = errors.New("there is more text behind the JSON value")

// decode reads one JSON text. Numbers stay as they are written, as json.Number.
func decode(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errTrailing
	}
	return v, nil
}

// typeOf returns the type of a value as draft 4 names it. A number is an integer by how it is written: 1.0 is none.
func typeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case json.Number:
		if strings.ContainsAny(string(v), ".eE") {
			return "number"
		}
		return "integer"
	case []any:
		return "array"
	}
	return "object"
}

// maxExponent bounds the numbers that are compared exactly: one beyond it would be thousands of digits long.
const maxExponent = 1000

// rational returns the value of a number; ok is false for one too large or too small to be compared.
func rational(n json.Number) (r *big.Rat, ok bool) {
	text := string(n)
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		if e, err := strconv.Atoi(text[i+1:]); err != nil || e > maxExponent || e < -maxExponent {
			return nil, false
		}
	}
	if len(text) > 2*maxExponent {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// appendJSON appends v as compact JSON, the members of objects sorted by name. With canonical set, equal values give
// equal texts: numbers are written by value, 1.0 as 1.
func appendJSON(dst []byte, v any, canonical bool) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case string:
		return appendString(dst, v)
	case json.Number:
		if r, ok := rational(v); canonical && ok {
			return append(dst, r.RatString()...)
		}
		return append(dst, v...)
	case []any:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendJSON(dst, e, canonical)
		}
		return append(dst, ']')
	case map[string]any:
		dst = append(dst, '{')
		for i, name := range sortedKeys(v) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendString(dst, name), ':')
			dst = appendJSON(dst, v[name], canonical)
		}
		return append(dst, '}')
	}
	return dst
}

// appendString appends s as a JSON string.
func appendString(dst []byte, s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be written
	return append(dst, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}

// textOf returns v as compact JSON.
func textOf(v any) string { return string(appendJSON(nil, v, false)) }

// sortedKeys returns the names of an object's members, sorted.
func sortedKeys[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// listOf returns names as a JSON list.
func listOf(names []string) string {
	list := make([]any, len(names))
	for i, n := range names {
		list[i] = n
	}
	return textOf(list)
}
