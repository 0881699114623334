package jsonpath

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// casesDir holds the recorded outcomes of JsonPath 2.0.0 and 3.0.0 over json-smart 2.2.
const casesDir = "../../conformance/cases/jsonpath"

// outcome is what a library gave for a path.
type outcome struct {
	Definite        *bool `json:"definite"`
	PathResult      any   `json:"path_result"`
	PathType        string
	JSONResult      string
	ToString        string
	Error           *struct{ Class string }
	Suppressed      any    `json:"suppressed"`
	SuppressedError string `json:"suppressed_error"`
}

// recordedCase is a line of the cases: one outcome where both versions agree, else two.
type recordedCase struct {
	ID    string
	JSON  string
	Path  string
	Agree bool
	outcome
	Newer *outcome `json:"jayway_3_0_0"`
}

// want returns the outcome to reach.
func (c *recordedCase) want() *outcome {
	if c.Newer != nil {
		return c.Newer
	}
	return &c.outcome
}

// UnmarshalJSON reads an outcome, whose members have names of their own.
func (o *outcome) UnmarshalJSON(b []byte) error {
	var f struct {
		Definite        *bool  `json:"definite"`
		PathResult      any    `json:"path_result"`
		PathType        string `json:"path_type"`
		JSONResult      string `json:"json_result"`
		ToString        string `json:"to_string"`
		Error           *struct{ Class string }
		Suppressed      any    `json:"suppressed"`
		SuppressedError string `json:"suppressed_error"`
	}
	err := json.Unmarshal(b, &f)
	*o = outcome(f)
	return err
}

// UnmarshalJSON reads a line.
func (c *recordedCase) UnmarshalJSON(b []byte) error {
	var f struct {
		ID, JSON, Path string
		Agree          bool
		Newer          *outcome `json:"jayway_3_0_0"`
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	c.ID, c.JSON, c.Path, c.Agree, c.Newer = f.ID, f.JSON, f.Path, f.Agree, f.Newer
	return json.Unmarshal(b, &c.outcome)
}

// readLines calls f for every line of a file.
func readLines(t testing.TB, name string, f func(line []byte)) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		f(sc.Bytes())
	}
}

// recorded returns all recorded cases.
func recorded(t testing.TB) []recordedCase {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(casesDir, "*.jsonl"))
	if len(files) == 0 {
		t.Fatal("no recorded cases")
	}
	var cs []recordedCase
	for _, name := range files {
		readLines(t, name, func(line []byte) {
			var c recordedCase
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			cs = append(cs, c)
		})
	}
	return cs
}

// miss tells what differs between got and want, "" if nothing does.
func miss(got Record, want *outcome) string {
	switch {
	case want.Error != nil && got.Class != want.Error.Class:
		return "error " + got.Class + " (" + got.Message + "), want " + want.Error.Class
	case want.Error != nil:
		return ""
	case got.Class != "":
		return "error " + got.Class + ": " + got.Message
	case want.Definite != nil && got.Definite != *want.Definite:
		return "definite"
	case got.PathType != want.PathType:
		return "type " + got.PathType + ", want " + want.PathType
	case got.JSONResult != want.JSONResult:
		return "JSON " + got.JSONResult + "\nwant " + want.JSONResult
	case got.ToString != want.ToString:
		return "text " + got.ToString + "\nwant " + want.ToString
	}
	var result any
	if err := json.Unmarshal([]byte(got.PathResult), &result); err != nil {
		return "result is not JSON: " + err.Error()
	}
	if !reflect.DeepEqual(result, want.PathResult) {
		return "result " + got.PathResult
	}
	return ""
}

// TestRecorded runs the recorded cases. Where the two versions disagree the newer one's outcome is wanted. The cases
// listed in testdata/misses.jsonl must miss, all others must not.
func TestRecorded(t *testing.T) {
	known := map[string]string{}
	readLines(t, "testdata/misses.jsonl", func(line []byte) {
		var l struct{ ID, Reason string }
		if err := json.Unmarshal(line, &l); err != nil || l.Reason == "" {
			t.Fatalf("misses.jsonl: %s: %v", line, err)
		}
		known[l.ID] = l.Reason
	})
	missed := 0
	for _, c := range recorded(t) {
		got := Answer(nil, c.JSON, c.Path)
		m := miss(got, c.want())
		switch _, listed := known[c.ID]; {
		case m != "" && !listed:
			missed++
			t.Errorf("%s: %s on %.200s (agree %v)\n%s", c.ID, c.Path, c.JSON, c.Agree, m)
		case m == "" && listed:
			t.Errorf("%s is listed as a miss but is none", c.ID)
		}
		delete(known, c.ID)
	}
	for id := range known {
		t.Errorf("%s is listed as a miss but there is no such case", id)
	}
	if missed > 0 {
		t.Logf("%d missed", missed)
	}
}

// TestFilled reads the recorded cases from documents whose containers have all been looked at before, and from copies
// that a template could have made of ArrayLists: the results are those of the text.
func TestFilled(t *testing.T) {
	for _, c := range recorded(t) {
		p, err := Compile(c.Path, java.DefaultLimits())
		if err != nil {
			continue
		}
		want := readAll(p, c.JSON, func(v java.Value) java.Value { return v })
		filled := readAll(p, c.JSON, func(v java.Value) java.Value { fill(v); return v })
		copied := readAll(p, c.JSON, copyOf)
		if filled != want || copied != want {
			t.Errorf("%s: %s on %.100s\n  text %s\nfilled %s\ncopied %s", c.ID, c.Path, c.JSON, want, filled, copied)
		}
	}
}

// classOf returns the class of an exception; anything else than one is a mistake.
func classOf(err error) string {
	var x *java.Exception
	if !errors.As(err, &x) {
		panic(err)
	}
	return x.Class
}

// readAll returns what p finds in a document after prepare, as JSON, or the class of the failure.
func readAll(p *Path, text string, prepare func(java.Value) java.Value) string {
	doc, err := jsonsmart.Parse(nil, text)
	if err != nil {
		return classOf(err)
	}
	v, err := p.Read(nil, prepare(doc))
	if err != nil {
		return classOf(err)
	}
	s, err := jsonsmart.Text(nil, v, jsonsmart.Compressed)
	if err != nil {
		return err.Error()
	}
	return s
}

// fill looks at everything inside v.
func fill(v java.Value) {
	switch v := v.(type) {
	case *java.Map:
		v.Each(func(_, x java.Value) bool { fill(x); return true })
	case *java.List:
		for i := range v.Len() {
			fill(v.At(i))
		}
	}
}

// copyOf returns v with ArrayLists in place of JSONArrays.
func copyOf(v java.Value) java.Value {
	switch v := v.(type) {
	case *java.Map:
		m := java.NewMap()
		v.Each(func(k, x java.Value) bool { m.Put(nil, k, copyOf(x)); return true })
		return m
	case *java.List:
		l := java.NewList(nil)
		for i := range v.Len() {
			l.Append(copyOf(v.At(i)))
		}
		return l
	}
	return v
}

// secondReading lists cases whose recording with exceptions suppressed was the second reading of a path that the
// library had compiled for the first: its tokens keep the index of the list element a scan came by, so that a second
// reading differs. Here every reading is a first one.
var secondReading = map[string]bool{"jp-deepscan-0838": true}

// TestSuppressed holds ReadSuppressed against what the newer version gave with exceptions suppressed.
func TestSuppressed(t *testing.T) {
	for _, c := range recorded(t) {
		w := c.want()
		if secondReading[c.ID] || c.JSON == "" || c.Path == "" || c.Agree && w.Error != nil && w.Error.Class == "InvalidJsonException" {
			continue
		}
		p, err := Compile(c.Path, java.DefaultLimits())
		if err != nil {
			if w.SuppressedError == "" {
				t.Errorf("%s: %s: %v", c.ID, c.Path, err)
			}
			continue
		}
		got := suppressed(p, c.JSON)
		if w.SuppressedError != "" {
			if got.Class == "" && !c.Agree {
				t.Errorf("%s: %s gave %s, want %s", c.ID, c.Path, got.PathResult, w.SuppressedError)
			}
			continue
		}
		var result any
		if got.Class == "" {
			if err := json.Unmarshal([]byte(got.PathResult), &result); err != nil {
				t.Fatal(err)
			}
		}
		if got.Class != "" || !reflect.DeepEqual(result, w.Suppressed) {
			t.Errorf("%s: %s on %.100s gave %s%s, want %v", c.ID, c.Path, c.JSON, got.Class, got.PathResult, w.Suppressed)
		}
	}
}

// suppressed reads p from the text of a document with exceptions suppressed.
func suppressed(p *Path, text string) Record {
	doc, err := jsonsmart.Parse(nil, text)
	if err != nil {
		return failed(err, false)
	}
	v, err := p.ReadSuppressed(nil, doc)
	if err != nil {
		return failed(err, false)
	}
	s, err := jsonsmart.Text(nil, v, jsonsmart.Interchange)
	if err != nil {
		return failed(err, false)
	}
	return Record{PathResult: s}
}
