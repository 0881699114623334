package conformance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// valueOf returns the Java value of a JSON text: objects keep their order, numbers their kind.
func valueOf(t testing.TB, raw json.RawMessage) java.Value {
	t.Helper()
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return nil
	case raw[0] == '"':
		s, err := conformance.Unquote(raw)
		if err != nil {
			t.Fatal(err)
		}
		return java.String(s)
	case raw[0] == '{' || raw[0] == '[':
		return containerOf(t, raw)
	case raw[0] == 't' || raw[0] == 'f':
		return java.Bool(raw[0] == 't')
	case bytes.ContainsAny(raw, ".eE"):
		f, ok := java.ParseDouble(string(raw))
		if !ok {
			t.Fatalf("no number: %s", raw)
		}
		return java.Double(f)
	}
	return java.ParseInteger(string(raw))
}

// containerOf returns the value of a JSON object or array.
func containerOf(t testing.TB, raw json.RawMessage) java.Value {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	m := java.NewMap()
	var elems []java.Value
	for d.More() {
		var key, member json.RawMessage
		if raw[0] == '{' {
			token, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			key = conformance.AppendQuoted(nil, token.(string))
		}
		if err := d.Decode(&member); err != nil {
			t.Fatal(err)
		}
		if raw[0] == '{' {
			m.Put(nil, valueOf(t, key), valueOf(t, member))
		} else {
			elems = append(elems, valueOf(t, member))
		}
	}
	if raw[0] == '{' {
		return m
	}
	return java.NewList(elems)
}

// program is a case made ready for package vtl.
type program struct {
	c        *conformance.Case
	template *vtl.Template
	// vars makes the variables anew, since a template can change them.
	vars func() map[string]vtl.Value
}

// programs returns the cases that package vtl can run by itself: those that parse and need no API Gateway variables.
func programs(t testing.TB) []program {
	t.Helper()
	var list []program
	for _, c := range conftest.Suite(t).Cases {
		if c.APIGW != nil {
			continue
		}
		if p, ok := compile(t, c); ok {
			list = append(list, p)
		}
	}
	return list
}

// compile makes a case ready; ok is false when its template or its macros do not parse.
func compile(t testing.TB, c *conformance.Case) (program, bool) {
	t.Helper()
	opts := []vtl.Option{vtl.InDialect(dialectOf(c))}
	if c.Macros != "" {
		lib, err := vtl.Parse(c.Macros)
		if err != nil {
			return program{}, false
		}
		opts = append(opts, vtl.Library(lib))
	}
	tpl, err := vtl.Parse(c.Template, opts...)
	if err != nil {
		return program{}, false
	}
	return program{c: c, template: tpl, vars: func() map[string]vtl.Value {
		vars := map[string]vtl.Value{}
		if m, ok := valueOf(t, c.Context).(*java.Map); ok {
			m.Each(func(k, v java.Value) bool {
				vars[java.ToString(nil, k)] = v
				return true
			})
		}
		return vars
	}}, true
}

// dialectOf returns the dialect a case is rendered in.
func dialectOf(c *conformance.Case) vtl.Dialect {
	if c.Dialect == "apigateway" {
		return vtl.APIGateway
	}
	return vtl.Velocity17
}

// run renders p with fresh variables and returns what came of it as one text.
func (p program) run(t testing.TB, r vtl.Run) (string, error) {
	t.Helper()
	r.Vars = p.vars()
	out, err := p.template.Append(t.Context(), nil, r)
	return string(out), err
}

// outcome is a result in one text, for comparing runs with each other.
func outcome(out string, err error) string {
	return fmt.Sprintf("%s\x00%v", conformance.StableText(out), err)
}

// jsonOr returns text when it is JSON, else other.
func jsonOr(text, other string) json.RawMessage {
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	return json.RawMessage(other)
}
