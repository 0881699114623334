package runtime

import (
	"errors"
	"strings"

	"github.com/vtlkit/vtl/runtime/jsonpath"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// input is $input. Source: AWS-TEMPLATES.md section 2, for what is not recorded the oracle.
type input struct {
	raw java.String
	// request is where the parameters come from on first use, unless params is given.
	request *Request
	params  *java.Map
	// plain makes what is missing read as in the oracle, where a body that is JSON's null is an error, and an indefinite
	// path finds an empty list only when a member is missing from an object, not when something is no object. In a
	// Template nothing missing is ever an error, and an indefinite path always finds a list.
	plain bool

	parsed   bool
	document java.Value
	failure  error // why the body could not be read

	// What explanations have read of the body.
	outlined   bool
	nodes      jsonsmart.Node
	outlineErr error
}

// inputClass is the class of $input.
var inputClass = &java.Class{Name: "apigateway.Input", Simple: "Input", Super: java.ObjectClass}

func init() {
	java.Define(inputClass, []java.Method{
		{Sig: "getBody()", Cost: java.CostConst, Call: inputBody},
		{Sig: "json(String)", Cost: java.CostInside, Call: inputJSON},
		{Sig: "params()", Cost: java.CostConst, Call: inputParams},
		{Sig: "params(String)", Cost: java.CostConst, Call: inputParam},
		{Sig: "path(String)", Cost: java.CostInside, Call: inputPath},
	})
}

// Class returns inputClass.
func (*input) Class() *java.Class { return inputClass }

// AppendString appends Object.toString() with a hash that is always the same, so that a run repeats.
func (*input) AppendString(_ *java.Meter, dst []byte) []byte {
	return append(dst, inputClass.Name+"@1"...)
}

// Equals is Object.equals.
func (p *input) Equals(_ *java.Meter, o java.Value) bool { return o == java.Value(p) }

// HashCode is Object.hashCode().
func (*input) HashCode(*java.Meter) int32 { return 1 }

// emptyBody is what an empty or absent body reads as, in $input.body and for paths. Recorded; cases ls-sqs-body-empty.
const emptyBody = "{}"

// text returns the body as $input.body shows it.
func (p *input) text() java.String {
	if p.raw == "" {
		return emptyBody
	}
	return p.raw
}

// read returns the body as a value, read on first use. The error is the reader's InvalidJsonException.
func (p *input) read(m *java.Meter) (java.Value, error) {
	if !p.parsed {
		p.document, p.failure = jsonsmart.ParseBody(m, string(p.text()))
		p.parsed = true
	}
	return p.document, p.failure
}

// at returns the value at a JSONPath of the body. Where nothing is there it is null, for an indefinite path an empty
// list, and null when the body cannot be read. Any other failure, such as a path that is none, is an exception.
func (p *input) at(m *java.Meter, path java.Value) (java.Value, error) {
	text, _ := path.(java.String)
	document, err := p.read(m)
	if err != nil {
		if p.plain && !thrown(err, invalidJSON) {
			return nil, err
		}
		return nil, nil
	}
	if document == nil && !p.plain {
		return nil, nil
	}
	v, err := jsonpath.Read(m, document, string(text))
	if !thrown(err, pathNotFound) {
		return v, err
	}
	if p.plain && !strings.Contains(err.Error(), "Missing property") {
		return nil, nil
	}
	compiled := indefinite(string(text), m.Limits)
	if compiled == nil {
		return nil, nil
	}
	return compiled.ReadSuppressed(m, document)
}

// indefinite returns the path of a text when it is an indefinite one, else nil. Compiled paths are kept, so this
// costs a look-up.
func indefinite(text string, limits java.Limits) *jsonpath.Path {
	p, err := jsonpath.Compile(text, limits)
	if err != nil || p.Definite() {
		return nil
	}
	return p
}

// thrown tells whether err is a Java exception of that class.
func thrown(err error, class string) bool {
	var e *java.Exception
	return errors.As(err, &e) && e.Class == class
}

// The exceptions that mean that there is no value: pathNotFound where a path leads nowhere, invalidJSON for a body
// that even the lenient reader refuses.
const (
	pathNotFound = "com.jayway.jsonpath.PathNotFoundException"
	invalidJSON  = "com.jayway.jsonpath.InvalidJsonException"
)

// getBody(): the raw text of the body, "{}" for an empty one.
func inputBody(m *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
	text := self.(*input).text()
	m.SetOrigin(java.Origin{Source: "body", Path: "$", End: len(text)})
	return text, nil
}

// path(String): the value at a JSONPath.
func inputPath(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
	return self.(*input).at(m, args[0])
}

// json(String): the JSON text of the value at a JSONPath, `""` where there is none.
func inputJSON(m *java.Meter, self java.Value, args []java.Value) (java.Value, error) {
	v, err := self.(*input).at(m, args[0])
	if err != nil {
		return nil, err
	}
	if v == nil {
		return java.String(`""`), nil
	}
	text, err := jsonsmart.Text(m, v, jsonsmart.Compressed)
	if err != nil {
		return nil, err
	}
	return java.String(text), nil
}

// parameters returns the map that params() returns. A change to it lasts for the run.
func (p *input) parameters(m *java.Meter) *java.Map {
	if p.params == nil {
		p.params = requestParams(m, p.request)
	}
	return p.params
}

// params(): the parameters as a map of three maps.
func inputParams(m *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
	return self.(*input).parameters(m), nil
}

// params(String): the first value under that name in path, query string and header; null where there is none. The
// groups are those of the map that params() returns, so what a template adds to it is found too.
func inputParam(m *java.Meter, self java.Value, args []java.Value) (v java.Value, err error) {
	p := self.(*input)
	if name, ok := args[0].(java.String); ok && p.params == nil && !m.Tracing {
		return p.request.param(m, name), nil
	}
	p.parameters(m).Each(func(_, group java.Value) bool {
		mp, ok := group.(*java.Map)
		if !ok {
			err = java.Throw("java.lang.ClassCastException", "the parameters of a kind are no map")
			return false
		}
		if v, _ = mp.Get(m, args[0]); v == nil {
			return true
		}
		if o, ok := mp.OriginOf(args[0]); ok {
			m.SetOrigin(o)
		}
		return false
	})
	return v, err
}
