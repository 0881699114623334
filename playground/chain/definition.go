package chain

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// The most parts of a chain. Integration responses and parameters have quotas on the service that are lower.
const (
	maxResponses = 100
	maxEntries   = 300
)

// methodKeys are the keys of operations in a definition, by method.
var methodKeys = map[string]string{
	"GET": "get", "PUT": "put", "POST": "post", "DELETE": "delete", "PATCH": "patch", "OPTIONS": "options", "HEAD": "head",
	"ANY": "x-amazon-apigateway-any-method",
}

// Keys of a definition that are both written and looked for.
const (
	integrationKey = "x-amazon-apigateway-integration"
	binaryKey      = "x-amazon-apigateway-binary-media-types"
	defaultPattern = "default" // key of the response that has no pattern
)

// definition is the OpenAPI document of an API with one method.
type definition struct {
	chain    *api.Chain
	method   string // of the API, "GET" or "ANY"
	resource string // path of the resource, "/orders/{id}"
}

// newDefinition returns the definition for a chain. What the chain leaves open is taken from the request.
func newDefinition(q *api.ChainQuery) *definition {
	return &definition{
		chain:    &q.Chain,
		method:   strings.ToUpper(cmp.Or(q.Chain.Method, q.Request.Method, "GET")),
		resource: cmp.Or(q.Chain.ResourcePath, q.Request.ResourcePath, q.Request.Path, "/"),
	}
}

// settle takes the path of the resource as loading spelled it: without slashes at the end.
func (d *definition) settle(loaded *apispec.API) {
	for _, r := range loaded.Resources() {
		if len(r.Methods) > 0 {
			d.resource = r.Path
		}
	}
}

// check returns what is wrong with the chain before a definition can be written.
func (d *definition) check() []api.Problem {
	var list []api.Problem
	i := &d.chain.Integration
	if methodKeys[d.method] == "" {
		list = append(list, chainError(apispec.CodeHTTPMethod, "/method", "the method "+quote(d.method)+" is none that API Gateway knows", "write GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD or ANY"))
	}
	if len(d.chain.Responses) > maxResponses {
		list = append(list, chainError(CodeTooMany, "/responses", fmt.Sprintf("there are more than %d integration responses", maxResponses), ""))
	}
	sizes := []entryCount{{"/integration/requestTemplates", len(i.Templates)}, {"/integration/requestParameters", len(i.Parameters)}, {"/binaryMediaTypes", len(d.chain.BinaryMediaTypes)}}
	seen := map[string]bool{}
	for n, r := range d.chain.Responses[:min(len(d.chain.Responses), maxResponses)] {
		at := responsePointer(n)
		sizes = append(sizes, entryCount{at + "/responseTemplates", len(r.Templates)}, entryCount{at + "/responseParameters", len(r.Parameters)})
		if key := patternKey(r.Pattern); seen[key] {
			list = append(list, chainError(apispec.CodeDuplicate, at+"/pattern", "two integration responses have the pattern "+quote(r.Pattern), "give each a pattern of its own; one may have none and is the default"))
		} else {
			seen[key] = true
		}
	}
	for _, s := range sizes {
		if s.count > maxEntries {
			list = append(list, chainError(CodeTooMany, s.pointer, fmt.Sprintf("there are more than %d entries", maxEntries), ""))
		}
	}
	return list
}

// entryCount is the number of entries at a place of a chain.
type entryCount struct {
	pointer string
	count   int
}

// responsePointer returns the JSON pointer of an integration response in a chain.
func responsePointer(n int) string { return "/responses/" + strconv.Itoa(n) }

// patternKey returns the key of a response in a definition.
func patternKey(pattern string) string { return cmp.Or(pattern, defaultPattern) }

// text returns the document as JSON.
func (d *definition) text() []byte {
	operation := object{{"responses", d.methodResponses()}}
	if d.chain.Integration.Type != "" {
		operation = append(operation, member{integrationKey, d.integration()})
	}
	doc := object{
		{"openapi", "3.0.1"},
		{"info", object{{"title", "chain"}, {"version", "1"}}},
		{"paths", object{{d.resource, object{{methodKeys[d.method], operation}}}}},
	}
	if len(d.chain.BinaryMediaTypes) > 0 {
		doc = append(doc, member{binaryKey, d.chain.BinaryMediaTypes})
	}
	return appendJSON(nil, doc)
}

// methodResponses declares the status codes and headers that the integration responses lead to.
func (d *definition) methodResponses() object {
	headers := map[int]map[string]any{}
	var order []int
	for _, r := range d.chain.Responses {
		if r.Status < 100 || r.Status > 599 {
			continue // an error where it is used
		}
		if headers[r.Status] == nil {
			headers[r.Status] = map[string]any{}
			order = append(order, r.Status)
		}
		for target := range r.Parameters {
			if name, ok := strings.CutPrefix(target, "method.response.header."); ok {
				headers[r.Status][name] = object{{"schema", object{{"type", "string"}}}}
			}
		}
	}
	if len(order) == 0 {
		return object{{"200", object{{"description", "200 response"}}}}
	}
	var out object
	for _, status := range order {
		code := strconv.Itoa(status)
		out = append(out, member{code, object{{"description", code + " response"}, {"headers", headers[status]}}})
	}
	return out
}

// integration returns the integration with its responses.
func (d *definition) integration() object {
	i := &d.chain.Integration
	out := object{{"type", i.Type}}
	out = out.add("httpMethod", i.HTTPMethod).add("uri", i.URI).add("passthroughBehavior", i.Passthrough)
	out = out.add("credentials", i.Credentials).add("contentHandling", i.Handling)
	out = out.addMap("requestParameters", i.Parameters).addMap("requestTemplates", i.Templates)
	var responses object
	for _, r := range d.chain.Responses {
		one := object{{"statusCode", strconv.Itoa(r.Status)}}
		one = one.add("contentHandling", r.Handling).addMap("responseParameters", r.Parameters).addMap("responseTemplates", r.Templates)
		responses = append(responses, member{patternKey(r.Pattern), one})
	}
	return append(out, member{"responses", responses})
}

// pointer returns the JSON pointer in the chain for one in the document; "" when nothing of the chain is meant.
func (d *definition) pointer(inDocument string) string {
	switch {
	case inDocument == "/"+binaryKey || strings.HasPrefix(inDocument, "/"+binaryKey+"/"):
		return "/binaryMediaTypes" + strings.TrimPrefix(inDocument, "/"+binaryKey)
	case !strings.HasPrefix(inDocument, "/paths/"):
		return ""
	}
	rest := strings.TrimPrefix(inDocument, "/paths/"+escapePointer(d.resource))
	if rest == "" || rest == inDocument {
		return "/resourcePath"
	}
	rest = strings.TrimPrefix(rest, "/"+methodKeys[d.method])
	rest, ok := strings.CutPrefix(rest, "/"+integrationKey)
	if !ok {
		return "/method"
	}
	below, ok := strings.CutPrefix(rest, "/responses/")
	if !ok {
		return "/integration" + rest
	}
	key, inside, found := strings.Cut(below, "/")
	if found {
		inside = "/" + inside
	}
	return responsePointer(d.response(unescapePointer(key))) + strings.Replace(inside, "/statusCode", "/status", 1)
}

// response returns the index of the integration response under a key of the document, -1 when there is none.
func (d *definition) response(key string) int {
	return slices.IndexFunc(d.chain.Responses, func(r api.ChainResponse) bool { return patternKey(r.Pattern) == patternKey(key) })
}

// textAt returns the text of the chain that a pointer leads to; "" for what is no text.
func (d *definition) textAt(pointer string) string {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i := range parts {
		parts[i] = unescapePointer(parts[i])
	}
	switch {
	case len(parts) == 3 && parts[0] == "integration" && parts[1] == "requestTemplates":
		return d.chain.Integration.Templates[parts[2]]
	case len(parts) < 3 || parts[0] != "responses":
		return ""
	}
	n, err := strconv.Atoi(parts[1])
	switch {
	case err != nil || n < 0 || n >= len(d.chain.Responses):
	case parts[2] == "pattern":
		return d.chain.Responses[n].Pattern
	case len(parts) == 4 && parts[2] == "responseTemplates":
		return d.chain.Responses[n].Templates[parts[3]]
	}
	return ""
}

// escapePointer returns a text as a part of a JSON pointer.
func escapePointer(s string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(s) }

// unescapePointer returns the text of a part of a JSON pointer.
func unescapePointer(s string) string { return strings.NewReplacer("~1", "/", "~0", "~").Replace(s) }

// object is a JSON object whose members keep their order.
type object []member

// member is a member of an object.
type member struct {
	key   string
	value any
}

// add adds a member unless its text is empty.
func (o object) add(key, text string) object {
	if text == "" {
		return o
	}
	return append(o, member{key, text})
}

// addMap adds an object of texts unless it is empty.
func (o object) addMap(key string, m map[string]string) object {
	if len(m) == 0 {
		return o
	}
	return append(o, member{key, m})
}

// appendJSON appends a value as JSON.
func appendJSON(b []byte, v any) []byte {
	o, ok := v.(object)
	if !ok {
		return append(b, encode(v)...)
	}
	b = append(b, '{')
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, encode(m.key)...), ':')
		b = appendJSON(b, m.value)
	}
	return append(b, '}')
}

// MarshalJSON returns the object as JSON, for objects inside other values.
func (o object) MarshalJSON() ([]byte, error) { return appendJSON(nil, o), nil }

// encode returns a value as JSON that keeps < > and &. Only values that can be written are given to it.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return []byte("null")
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// mostShown is the number of characters of a text that messages show.
const mostShown = 80

// quote returns a text in double quotes for a message, cut to mostShown characters.
func quote(s string) string {
	n := 0
	for i := range s {
		if n++; n > mostShown {
			s = s[:i] + "…"
			break
		}
	}
	return `"` + s + `"`
}
