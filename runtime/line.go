package runtime

import (
	"errors"
	"fmt"

	"github.com/vtlkit/vtl/vtl/java"
)

// lineRequest is a line of the protocol of `vtl engine`, decoded. Source: CLI-CONTRACT.md.
type lineRequest struct {
	id       string // as written, JSON
	template string
	context  *java.Map // variables; nil binds none
	macros   string    // rendered first, for its definitions
	dialect  string    // "velocity", "apigateway" or ""
	apigw    *lineGateway
}

// lineGateway is what the variables of API Gateway are bound to: exactly what the line gives, as plain maps.
type lineGateway struct {
	body      java.String
	params    *java.Map  // path, querystring, header: empty maps where the line gives none
	context   java.Value // an empty map when the line gives none
	variables java.Value // an empty map when the line gives none
}

// decodeLine reads a request. The id is set as far as it could be read, also with an error.
func decodeLine(line string) (*lineRequest, error) {
	q := &lineRequest{id: "null"}
	members, err := readLine(line, &q.id)
	if err != nil {
		return q, err
	}
	return q, q.fill(members)
}

// readLine reads a line that holds one object. id is set to the text of its member of that name as soon as it is read.
func readLine(line string, id *string) (*java.Map, error) {
	r := lineReader{s: java.CleanText(line, false)}
	members := java.NewMap()
	if r.peek() != '{' {
		return nil, r.bad("a request is an object")
	}
	err := r.members(func(key string) error {
		r.peek()
		from := r.i
		v, err := r.value()
		if err != nil {
			return err
		}
		if key == "id" {
			*id = r.s[from:r.i]
		}
		members.Put(nil, java.String(key), v)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if r.peek(); r.i < len(r.s) {
		return nil, r.bad("text behind the request")
	}
	return members, nil
}

// fill sets the fields of q from the members of the line.
func (q *lineRequest) fill(members *java.Map) error {
	var err error
	if v, _ := members.GetString("template"); v == nil {
		return errors.New("the request has no template")
	}
	if q.template, err = lineText(members, "template"); err != nil {
		return err
	}
	if q.macros, err = lineText(members, "macros"); err != nil {
		return err
	}
	if q.dialect, err = lineText(members, "dialect"); err != nil {
		return err
	}
	if q.context, err = lineObject(members, "context"); err != nil {
		return err
	}
	gateway, err := lineObject(members, "apigw")
	if err != nil {
		return err
	}
	if q.apigw, err = newLineGateway(gateway); err != nil {
		return err
	}
	switch q.dialect {
	case "", "velocity", "apigateway":
		return nil
	}
	return fmt.Errorf("unknown dialect %q", q.dialect)
}

// newLineGateway binds the members of the line's "apigw" object; nil stays nil.
func newLineGateway(given *java.Map) (*lineGateway, error) {
	if given == nil {
		return nil, nil
	}
	body, err := lineText(given, "body")
	if err != nil {
		return nil, err
	}
	params, err := lineObject(given, "params")
	if err != nil {
		return nil, err
	}
	g := &lineGateway{body: java.String(body), params: java.NewMap()}
	for _, name := range paramGroups {
		var group java.Value
		if params != nil {
			group, _ = params.GetString(name)
		}
		if group == nil {
			group = java.NewMap()
		}
		g.params.Put(nil, java.String(name), group)
	}
	g.context, g.variables = lineValue(given, "context"), lineValue(given, "stageVariables")
	return g, nil
}

// lineText returns the string member called name, "" when it is absent or null.
func lineText(members *java.Map, name string) (string, error) {
	v, _ := members.GetString(name)
	switch v := v.(type) {
	case nil:
		return "", nil
	case java.String:
		return string(v), nil
	}
	return "", fmt.Errorf("%s is no string", name)
}

// lineObject returns the object member called name, nil when it is absent or null.
func lineObject(members *java.Map, name string) (*java.Map, error) {
	v, _ := members.GetString(name)
	switch v := v.(type) {
	case nil:
		return nil, nil
	case *java.Map:
		return v, nil
	}
	return nil, fmt.Errorf("%s is no object", name)
}

// lineValue returns the member called name, an empty map when it is absent or null.
func lineValue(members *java.Map, name string) java.Value {
	v, _ := members.GetString(name)
	if v == nil {
		v = java.NewMap()
	}
	return v
}

// trace makes the members of the given maps known as parts of the input, for those who follow values.
func (g *lineGateway) trace(m *java.Meter) {
	name := func(v java.Value, source string) {
		if mp, ok := v.(*java.Map); ok {
			traceMap(m, mp, source)
		}
	}
	name(g.context, "context")
	name(g.variables, "stageVariables")
	g.params.Each(func(k, group java.Value) bool {
		name(group, "params."+java.ToString(nil, k))
		return true
	})
}
