package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/aymanbagabas/go-udiff"
)

// compare holds the output against the file of --expect.
func (f *renderFlags) compare(a *app, got []byte) error {
	want, err := a.read(f.expect, "expected output")
	if err != nil {
		return err
	}
	if bytes.Equal(want, got) {
		return nil
	}
	if f.asJSON {
		same, err := sameJSON(want, got)
		if err != nil {
			return fail(exitNo, "%v", err)
		}
		if same {
			return nil
		}
	}
	fmt.Fprint(a.err, udiff.Unified(f.expect, "output", string(want), string(got)))
	return fail(exitNo, "the output differs from %s", f.expect)
}

// sameJSON tells whether two texts are the same JSON value; numbers count as equal when they are written alike.
func sameJSON(want, got []byte) (bool, error) {
	a, err := decodeJSON(want)
	if err != nil {
		return false, fmt.Errorf("the expected output is not JSON: %w", err)
	}
	b, err := decodeJSON(got)
	if err != nil {
		return false, fmt.Errorf("the output is not JSON: %w", err)
	}
	return reflect.DeepEqual(a, b), nil
}

// decodeJSON reads one JSON value with numbers as text.
func decodeJSON(data []byte) (any, error) {
	if !json.Valid(data) {
		return nil, json.Unmarshal(data, new(any))
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	return v, d.Decode(&v)
}
