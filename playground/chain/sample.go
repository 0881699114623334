package chain

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// schemas are the models of an API, and the samples made of them.
type schemas struct {
	texts   map[string]string // JSON schemas by the URL that schemas refer to them by
	samples map[string]string // by name of the model
	left    int               // bytes of schemas that may still be read
}

// newSchemas returns the models of an API.
func newSchemas(models []*apispec.Model) *schemas {
	s := &schemas{texts: map[string]string{}, samples: map[string]string{}, left: maxAllSchemas}
	for _, m := range models {
		s.texts[apispec.ModelURL(m.Name)] = m.Schema
	}
	return s
}

// The bounds of a sample: schemas refer to each other, in circles too, and can have any size. Bytes of schemas count
// as often as they are read.
const (
	maxSampleDepth = 16
	maxSampleNodes = 1000
	maxSampleBytes = 64 << 10
	maxSchema      = 1 << 20  // bytes of schemas read for a sample
	maxAllSchemas  = 16 << 20 // bytes of schemas read for all samples of an import
)

// noSample stands for a sample that would be too large.
const noSample = "{}"

// sample returns a JSON document that a model describes, indented: examples and defaults where the model has them,
// else a value of the type. Patterns and lengths are not met.
func (s *schemas) sample(m *apispec.Model) string {
	if text, ok := s.samples[m.Name]; ok {
		return text
	}
	text := s.newSample(m)
	s.samples[m.Name] = text
	return text
}

// newSample makes the sample of a model.
func (s *schemas) newSample(m *apispec.Model) string {
	w := &sampler{texts: s.texts, open: []string{apispec.ModelURL(m.Name)}, left: min(maxSchema, s.left)}
	s.left -= w.left
	w.value(gjson.Parse(m.Schema), 0)
	s.left += max(0, w.left)
	var b bytes.Buffer
	if w.failed() || json.Indent(&b, w.out, "", "  ") != nil {
		return noSample
	}
	return b.String()
}

// sampler writes one sample.
type sampler struct {
	texts map[string]string
	open  []string // references that are being followed
	out   []byte
	nodes int
	left  int // bytes of schemas that may still be read
}

// failed tells whether the sample grew too large.
func (w *sampler) failed() bool {
	return w.left < 0 || w.nodes > maxSampleNodes || len(w.out) > maxSampleBytes
}

// spend counts the look at a schema, and tells whether it may be looked at.
func (w *sampler) spend(schema gjson.Result, depth int) bool {
	w.nodes++
	w.left -= len(schema.Raw)
	return !w.failed() && depth <= maxSampleDepth
}

// circular tells whether a schema is a reference that is being followed already.
func (w *sampler) circular(schema gjson.Result) bool {
	ref := schema.Get("$ref")
	return ref.Exists() && slices.Contains(w.open, ref.String())
}

// value writes a value for a schema.
func (w *sampler) value(schema gjson.Result, depth int) {
	if !w.spend(schema, depth) || w.circular(schema) {
		w.out = append(w.out, "null"...)
		return
	}
	if ref := schema.Get("$ref"); ref.Exists() {
		w.open = append(w.open, ref.String())
		w.value(w.follow(ref.String()), depth+1)
		w.open = w.open[:len(w.open)-1]
		return
	}
	if given := givenValue(schema); given != "" {
		w.out = append(w.out, given...)
		return
	}
	if object := w.merged(schema, depth); len(object) > 0 {
		w.object(object, depth)
		return
	}
	for _, choice := range []string{"oneOf.0", "anyOf.0", "allOf.0"} {
		if one := schema.Get(choice); one.IsObject() {
			w.value(one, depth+1)
			return
		}
	}
	w.typed(schema, depth)
}

// follow returns the schema a reference leads to; a schema of anything when it leads nowhere.
func (w *sampler) follow(ref string) gjson.Result {
	url, pointer, _ := strings.Cut(ref, "#")
	at := gjson.Parse(w.texts[url])
	for _, part := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if part != "" {
			at = child(at, unescapePointer(part))
		}
	}
	return at
}

// child returns the member of an object, or the element of a list, that a part of a JSON pointer names.
func child(at gjson.Result, part string) gjson.Result {
	var found gjson.Result
	n := 0
	at.ForEach(func(key, v gjson.Result) bool {
		if at.IsObject() && key.String() == part || at.IsArray() && strconv.Itoa(n) == part {
			found = v
		}
		n++
		return !found.Exists()
	})
	return found
}

// givenValue returns the value a schema gives itself, as JSON: its example, default or first choice; "" for none.
func givenValue(schema gjson.Result) string {
	for _, key := range []string{"example", "examples.0", "default", "enum.0"} {
		if v := schema.Get(key); v.Exists() {
			return v.Raw
		}
	}
	return ""
}

// property is a member that a sample gets.
type property struct {
	name   string
	schema gjson.Result
}

// merged returns the properties of a schema with those of all parts of its allOf, later ones of a name last.
func (w *sampler) merged(schema gjson.Result, depth int) []property {
	if !w.spend(schema, depth) || w.circular(schema) {
		return nil
	}
	if ref := schema.Get("$ref"); ref.Exists() {
		return w.merged(w.follow(ref.String()), depth+1)
	}
	var list []property
	schema.Get("allOf").ForEach(func(_, part gjson.Result) bool {
		list = append(list, w.merged(part, depth+1)...)
		return len(list) <= maxSampleNodes
	})
	schema.Get("properties").ForEach(func(name, s gjson.Result) bool {
		list = append(list, property{name.String(), s})
		return len(list) <= maxSampleNodes
	})
	return list
}

// object writes an object with properties; the last of a name counts.
func (w *sampler) object(list []property, depth int) {
	last := map[string]int{}
	for i, p := range list {
		last[p.name] = i
	}
	w.out = append(w.out, '{')
	first := true
	for i, p := range list {
		if last[p.name] != i || w.circular(p.schema) {
			continue
		}
		if !first {
			w.out = append(w.out, ',')
		}
		first = false
		w.out = append(append(w.out, encode(p.name)...), ':')
		w.value(p.schema, depth+1)
	}
	w.out = append(w.out, '}')
}

// typed writes a value of the type of a schema.
func (w *sampler) typed(schema gjson.Result, depth int) {
	switch typeOf(schema) {
	case "object":
		w.out = append(w.out, "{}"...)
	case "array":
		w.array(schema, depth)
	case "string":
		w.out = append(w.out, encode(textOf(schema.Get("format").String()))...)
	case "integer", "number":
		w.out = append(w.out, numberOf(schema)...)
	case "boolean":
		w.out = append(w.out, "true"...)
	case "null":
		w.out = append(w.out, "null"...)
	default:
		w.out = append(w.out, "{}"...)
	}
}

// typeOf returns the type of a schema, the first that is not null of several; what the keywords tell without one.
func typeOf(schema gjson.Result) string {
	t := schema.Get("type")
	name := t.String()
	if t.IsArray() {
		name = "null"
		t.ForEach(func(_, one gjson.Result) bool {
			name = one.String()
			return name == "null"
		})
	}
	if name == "" && schema.Get("items").Exists() {
		return "array"
	}
	return name
}

// array writes an array with one element, or one for each of a list of schemas.
func (w *sampler) array(schema gjson.Result, depth int) {
	items := schema.Get("items")
	list := items.Array()
	if !items.IsArray() {
		list = []gjson.Result{items}
	}
	if !items.Exists() || len(list) > 0 && w.circular(list[0]) {
		list = nil
	}
	w.out = append(w.out, '[')
	for i, item := range list {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.value(item, depth+1)
	}
	w.out = append(w.out, ']')
}

// formatSamples are texts in the formats of strings.
var formatSamples = map[string]string{
	"date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01", "time": "00:00:00Z", "email": "name@example.com",
	"uuid": "00000000-0000-4000-8000-000000000000", "uri": "https://example.com/", "hostname": "example.com",
	"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "byte": "dGV4dA==",
}

// textOf returns a text in a format.
func textOf(format string) string {
	if s := formatSamples[format]; s != "" {
		return s
	}
	return "string"
}

// numberOf returns a number within the bounds of a schema, as JSON: 1, or the bound that forbids it.
func numberOf(schema gjson.Result) string {
	n := 1.0
	if least := schema.Get("minimum"); least.Type == gjson.Number && least.Num >= n {
		n = least.Num
		if schema.Get("exclusiveMinimum").Bool() {
			n++
		}
	}
	if most := schema.Get("maximum"); most.Type == gjson.Number && most.Num <= n {
		n = most.Num
		if schema.Get("exclusiveMaximum").Bool() {
			n--
		}
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
