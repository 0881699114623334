package jsonpath

import (
	"errors"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// Record is what "vtl engine jsonpath" answers: the outcome of one path on one JSON text. Where Class is set it failed
// and the other fields, Message and Definite apart, are empty.
type Record struct {
	Definite   bool   // the path is definite; false where it cannot be compiled
	PathResult string // the result as strict JSON (numbers without a JSON form as texts: "Infinity")
	PathType   string // its Java class: Map and List for those of the document, else the simple name; "null"
	JSONResult string // what $input.json prints
	ToString   string // what printing $input.path gives; "" for null
	Class      string // simple name of the exception
	Message    string // its message
}

// Answer reads path from the text of a document and tells everything about the outcome. Limits of m that are exceeded
// stop the run.
func Answer(m *java.Meter, json, path string) Record {
	p, err := compileFor(m, path)
	if err != nil {
		return failed(err, false)
	}
	if json == "" {
		return failed(java.Throw(classArgument, "json string can not be null or empty"), p.definite)
	}
	doc, err := jsonsmart.Parse(m, json)
	if err != nil {
		return failed(err, p.definite)
	}
	v, err := p.Read(m, doc)
	if err != nil {
		return failed(err, p.definite)
	}
	r := Record{Definite: p.definite, PathType: typeOf(v)}
	if r.PathResult, err = jsonsmart.Text(m, v, jsonsmart.Interchange); err != nil {
		return failed(err, p.definite)
	}
	if r.JSONResult, err = jsonsmart.Text(m, v, jsonsmart.Compressed); err != nil {
		return failed(err, p.definite)
	}
	if v != nil {
		r.ToString = java.ToString(m, v)
	}
	return r
}

// AppendMembers appends the members of the answer object that tell about r, without braces:
// "path_result":...,"path_type":...,"json_result":...,"to_string":...,"definite":... (to_string is null for null),
// or "error":{"class":...,"message":...}.
func (r *Record) AppendMembers(dst []byte) []byte {
	if r.Class != "" {
		dst = append(dst, `"error":{"class":`...)
		dst = appendText(dst, r.Class)
		dst = append(dst, `,"message":`...)
		dst = appendText(dst, r.Message)
		return append(dst, '}')
	}
	dst = append(dst, `"path_result":`...)
	dst = append(dst, r.PathResult...)
	dst = append(dst, `,"path_type":`...)
	dst = appendText(dst, r.PathType)
	dst = append(dst, `,"json_result":`...)
	dst = appendText(dst, r.JSONResult)
	dst = append(dst, `,"to_string":`...)
	if r.PathType == "null" {
		dst = append(dst, "null"...)
	} else {
		dst = appendText(dst, r.ToString)
	}
	dst = append(dst, `,"definite":`...)
	return strconv.AppendBool(dst, r.Definite)
}

// appendText appends s as a JSON string.
func appendText(dst []byte, s string) []byte {
	dst, _ = jsonsmart.Append(nil, dst, java.String(s), jsonsmart.Interchange) // texts do not fail
	return dst
}

// failed returns the record of a failure.
func failed(err error, definite bool) Record {
	r := Record{Definite: definite, Class: "Exception", Message: err.Error()}
	var x *java.Exception
	if errors.As(err, &x) {
		r.Class, r.Message = x.Class[strings.LastIndexByte(x.Class, '.')+1:], x.Msg
	}
	return r
}

// typeOf returns the Java class of v as records name it.
func typeOf(v java.Value) string {
	switch v.(type) {
	case nil:
		return "null"
	case *java.Map:
		return "Map"
	case *java.List:
		return "List"
	}
	return v.Class().Simple
}
