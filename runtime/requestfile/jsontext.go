package requestfile

import (
	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/runtime"
)

// parseJSON parses the text, which must be one JSON object.
func (d *document) parseJSON() (gjson.Result, error) {
	text := d.text
	if fault := runtime.CheckJSON([]byte(trimMark(text))); fault != nil {
		at := fault.Offset + len(text) - len(trimMark(text))
		return gjson.Result{}, d.fail(at, at+1, "the JSON is broken: "+fault.Msg, "")
	}
	return gjson.Parse(text), nil
}

// trimMark cuts off the byte order mark.
func trimMark(s string) string {
	const mark = "\ufeff"
	if len(s) >= len(mark) && s[:len(mark)] == mark {
		return s[len(mark):]
	}
	return s
}

// isArchive tells whether a JSON object has the member that archives consist of.
func isArchive(text string) bool {
	return gjson.Get(text, "log").IsObject()
}

// failAt returns an error at a value of the JSON text, or at its start when the value is not there.
func (d *document) failAt(v gjson.Result, msg, hint string) error {
	return d.fail(v.Index, v.Index+len(v.Raw), msg, hint)
}

// texts returns the members of an object that are strings, numbers or truth values, as text, in their order.
func texts(object gjson.Result) runtime.Pairs {
	var p runtime.Pairs
	if !object.IsObject() {
		return nil
	}
	object.ForEach(func(name, v gjson.Result) bool {
		if v.Type != gjson.Null && !v.IsObject() && !v.IsArray() {
			p = append(p, runtime.Pair{Name: name.String(), Value: v.String()})
		}
		return true
	})
	return p
}

// textMap returns texts as a map, nil for none.
func textMap(object gjson.Result) map[string]string {
	p := texts(object)
	if len(p) == 0 {
		return nil
	}
	m := make(map[string]string, len(p))
	for _, x := range p {
		m[x.Name] = x.Value
	}
	return m
}
