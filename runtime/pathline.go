package runtime

import (
	"context"
	"errors"

	"github.com/vtlkit/vtl/runtime/jsonpath"
	"github.com/vtlkit/vtl/vtl/java"
)

// AnswerPath answers one line of `vtl engine jsonpath`, {"id","json","path"}, with one line, without its newline. It
// never fails: a line that is no request, and a path that exceeds a limit, are answered with an error object.
// Source: CLI-CONTRACT.md.
func AnswerPath(line []byte) []byte {
	id, json, path, err := decodePathLine(string(line))
	dst := append(append([]byte(`{"id":`), id...), ',')
	var r jsonpath.Record
	if err == nil {
		m := java.NewMeter(context.Background(), EngineLimits())
		err = java.Guard(func() { r = jsonpath.Answer(m, json, path) })
		var limit *java.LimitError
		if errors.As(err, &limit) {
			r = jsonpath.Record{Class: "LimitError", Message: limit.Error()}
		}
	} else {
		r = jsonpath.Record{Class: "IllegalArgumentException", Message: err.Error()}
	}
	return append(r.AppendMembers(dst), '}')
}

// decodePathLine reads a path request. The id is set as far as it could be read, also with an error.
func decodePathLine(line string) (id, json, path string, err error) {
	id = "null"
	members, err := readLine(line, &id)
	if err != nil {
		return id, "", "", err
	}
	if json, err = lineText(members, "json"); err != nil {
		return id, "", "", err
	}
	path, err = lineText(members, "path")
	return id, json, path, err
}
