package gateway

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
)

// object is a JSON object of a definition.
type object = map[string]any

// definitionOf returns a definition with the given paths and further members of the root.
func definitionOf(paths object, more ...object) []byte {
	d := object{"openapi": "3.0.1", "info": object{"title": "test", "version": "1"}, "paths": paths}
	for _, m := range more {
		for k, v := range m {
			d[k] = v
		}
	}
	data, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	return data
}

// operation returns an operation with an integration and a 200 response.
func operation(integration object, more ...object) object {
	op := object{"responses": object{"200": object{"description": "ok"}}, "x-amazon-apigateway-integration": integration}
	for _, m := range more {
		for k, v := range m {
			op[k] = v
		}
	}
	return op
}

// mockOf returns a MOCK integration that answers with a response template.
func mockOf(template string) object {
	return object{
		"type": "MOCK", "requestTemplates": object{"application/json": `{"statusCode":200}`},
		"responses": object{"default": object{"statusCode": "200", "responseTemplates": object{"application/json": template}}},
	}
}

// httpOf returns an integration of a type HTTP or HTTP_PROXY that calls a method of http://backend.test/.
func httpOf(typ, method string) object {
	return object{"type": typ, "uri": "http://backend.test/", "httpMethod": method, "responses": object{"default": object{"statusCode": "200"}}}
}

// newGateway loads a definition, its calls going to backend ("" refuses none and calls as written).
func newGateway(t testing.TB, definition []byte, backend string, change ...func(*Options)) *Gateway {
	t.Helper()
	opts := Options{Identity: Identity{APIID: caseAPIID}, Warn: func(m string) { t.Log(m) }}
	if backend != "" {
		base, err := url.Parse(backend)
		if err != nil {
			t.Fatal(err)
		}
		opts.Endpoints = Endpoints{"*": base}
	}
	for _, f := range change {
		f(&opts)
	}
	g, _, err := Load("test.json", definition, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	return g
}

// ask sends a request without a socket; headers are "Name: value".
func ask(g http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	var r *http.Request
	if body == "" {
		r = httptest.NewRequest(method, target, nil)
	} else {
		r = httptest.NewRequest(method, target, strings.NewReader(body))
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

// pairs returns pairs of names and values.
func pairs(list ...string) runtime.Pairs {
	var p runtime.Pairs
	for i := 0; i+1 < len(list); i += 2 {
		p = append(p, runtime.Pair{Name: list[i], Value: list[i+1]})
	}
	return p
}
