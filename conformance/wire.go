package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Request is a template with what is bound to it: one line of the protocol.
type Request struct {
	Template string
	// Context is a JSON object of variables; nil binds none. Key order and the spelling of numbers matter.
	Context json.RawMessage
	// Macros is a template rendered first for its definitions; "" means none.
	Macros string
	// Dialect is "velocity", "apigateway" or "", which leaves the choice to the presence of APIGW.
	Dialect string
	// APIGW binds the variables of API Gateway; nil binds none.
	APIGW *Gateway
}

// Gateway is what the API Gateway variables are made of.
type Gateway struct {
	Body string
	// Params holds the objects "path", "querystring" and "header"; nil means no parameters. The others are
	// objects too, nil meaning empty.
	Params, Context, StageVariables json.RawMessage
}

// Answer is what an engine makes of a Request.
type Answer struct {
	Output  string   // what was rendered; "" with Err set
	Err     *Failure // nil when rendering succeeded
	Partial string   // what had been written before the failure
}

// String returns the answer in one line, for messages.
func (a Answer) String() string {
	if a.Err == nil {
		return strconv.Quote(a.Output)
	}
	return a.Err.String() + " after " + strconv.Quote(a.Partial)
}

// Failure is the error of an answer.
type Failure struct {
	Kind         string // "parse", "render", "limit", "request", "timeout"
	Message      string // for people; never compared
	Line, Column int    // 1-based; 0 where the engine names no place
}

// PathRequest is a line of the JSONPath protocol: a document as sent, and a path.
type PathRequest struct {
	JSON, Path string
}

// PathAnswer is what an engine finds at a path.
type PathAnswer struct {
	Result   json.RawMessage // the value found
	Type     string          // simple name of its Java class, "Map" or "List" for containers
	JSON     string          // what $input.json prints
	Text     string          // what printing $input.path gives
	Definite *bool           // whether the path can only lead to one value; nil when the engine does not say
	ErrClass string          // simple name of the exception; "" on success
	ErrText  string          // its message, never compared
}

// Line returns r as a line of the protocol under id, without a newline.
func (r *Request) Line(id string) []byte {
	b := append(make([]byte, 0, len(r.Template)+len(r.Context)+128), `{"id":`...)
	b = AppendQuoted(b, id)
	b = AppendQuoted(append(b, `,"template":`...), r.Template)
	b = appendRaw(b, "context", r.Context)
	if r.Macros != "" {
		b = AppendQuoted(append(b, `,"macros":`...), r.Macros)
	}
	if r.Dialect != "" {
		b = AppendQuoted(append(b, `,"dialect":`...), r.Dialect)
	}
	if g := r.APIGW; g != nil {
		b = AppendQuoted(append(b, `,"apigw":{"body":`...), g.Body)
		b = appendRaw(b, "params", g.Params)
		b = appendRaw(b, "context", g.Context)
		b = appendRaw(b, "stageVariables", g.StageVariables)
		b = append(b, '}')
	}
	return append(b, '}')
}

// appendRaw appends a member with the JSON text v, or nothing when v is empty.
func appendRaw(b []byte, name string, v json.RawMessage) []byte {
	if len(v) == 0 {
		return b
	}
	b = append(append(append(b, `,"`...), name...), `":`...)
	return append(b, oneLine(v)...)
}

// oneLine takes the line ends out of a JSON text, where they can only be blanks, and the blanks around it.
func oneLine(v []byte) []byte {
	out := v[:0:0]
	for _, c := range bytes.TrimSpace(v) {
		if c == '\n' || c == '\r' {
			c = ' '
		}
		out = append(out, c)
	}
	return out
}

// Line returns r as a line of the JSONPath protocol under id, without a newline.
func (r *PathRequest) Line(id string) []byte {
	b := AppendQuoted([]byte(`{"id":`), id)
	b = AppendQuoted(append(b, `,"json":`...), r.JSON)
	b = AppendQuoted(append(b, `,"path":`...), r.Path)
	return append(b, '}')
}

// fields is a JSON object whose members are still JSON text.
type fields map[string]json.RawMessage

// text returns the string member called name, "" when it is absent or null.
func (f fields) text(name string) (string, error) {
	raw, ok := f[name]
	if !ok || string(raw) == "null" {
		return "", nil
	}
	s, err := Unquote(raw)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// into decodes the member called name into v, which stays as it is when the member is absent or null.
func (f fields) into(name string, v any) error {
	raw, ok := f[name]
	if !ok {
		return nil
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// texts fills each target with the string member of its name.
func (f fields) texts(targets map[string]*string) error {
	for name, target := range targets {
		s, err := f.text(name)
		if err != nil {
			return err
		}
		*target = s
	}
	return nil
}

// ParseAnswer reads an answer line, or the members of a case that hold the answer wanted.
func ParseAnswer(line []byte) (Answer, error) {
	var f fields
	if err := json.Unmarshal(line, &f); err != nil {
		return Answer{}, fmt.Errorf("answer is not a JSON object: %w", err)
	}
	return f.answer()
}

func (f fields) answer() (a Answer, err error) {
	if err = f.texts(map[string]*string{"output": &a.Output, "partial": &a.Partial}); err != nil {
		return a, err
	}
	if raw, ok := f["error"]; ok {
		a.Err, err = parseFailure(raw)
		return a, err
	}
	if _, ok := f["output"]; !ok {
		return a, fmt.Errorf("answer has neither output nor error")
	}
	return a, nil
}

// parseFailure reads the error object of an answer.
func parseFailure(raw json.RawMessage) (*Failure, error) {
	var f fields
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("error: %w", err)
	}
	e := &Failure{}
	if err := f.texts(map[string]*string{"kind": &e.Kind, "message": &e.Message}); err != nil {
		return nil, err
	}
	if err := f.into("line", &e.Line); err != nil {
		return nil, err
	}
	return e, f.into("column", &e.Column)
}

// ParsePathAnswer reads an answer line of the JSONPath protocol, or the outcome stored in a case.
func ParsePathAnswer(line []byte) (a PathAnswer, err error) {
	var f fields
	if err = json.Unmarshal(line, &f); err != nil {
		return a, fmt.Errorf("answer is not a JSON object: %w", err)
	}
	if raw, ok := f["error"]; ok {
		var e fields
		if err = json.Unmarshal(raw, &e); err != nil {
			return a, fmt.Errorf("error: %w", err)
		}
		return a, e.texts(map[string]*string{"class": &a.ErrClass, "message": &a.ErrText})
	}
	a.Result = f["path_result"]
	if err = f.into("definite", &a.Definite); err != nil {
		return a, err
	}
	return a, f.texts(map[string]*string{"path_type": &a.Type, "json_result": &a.JSON, "to_string": &a.Text})
}
