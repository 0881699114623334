package chain

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// traceID is the trace id of every chain, so that equal chains give equal answers. It is the example of the service's
// documentation.
const traceID = "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=0"

// apiID is the id of the API that a chain is part of, as a template without gateway sees it.
const apiID = "a1b2c3d4e5"

// fixedClock is a clock that shows the time of the request.
type fixedClock time.Time

// Now returns the time of the request.
func (c fixedClock) Now() time.Time { return time.Time(c) }

// testRequest returns the test call for a request.
func (d *definition) testRequest(q *runtime.Request) gateway.TestRequest {
	t := gateway.TestRequest{
		Method: q.Method, Resource: d.resource, Path: d.sentPath(q), Query: encodeQuery(q.Query), Header: q.Header, Body: q.Body,
		Context: callContext(q, d.resource), TraceID: traceID,
	}
	if t.Method == "" && d.method != "ANY" {
		t.Method = d.method
	}
	return t
}

// sentPath returns the path of the request: as given, or the resource path with the path parameters put in. What
// would end a part of the path in a parameter is percent-encoded.
func (d *definition) sentPath(q *runtime.Request) string {
	if q.Path != "" {
		return q.Path
	}
	parts := strings.Split(d.resource, "/")
	for i, part := range parts {
		name, greedy, ok := pathVariable(part)
		value, given := q.PathParams[name]
		switch {
		case !ok || !given:
		case greedy:
			parts[i] = greedyEscapes.Replace(value)
		default:
			parts[i] = partEscapes.Replace(value)
		}
	}
	return strings.Join(parts, "/")
}

// The characters that a path parameter cannot have as they are.
var (
	partEscapes   = strings.NewReplacer("/", "%2F", "?", "%3F", "#", "%23")
	greedyEscapes = strings.NewReplacer("?", "%3F", "#", "%23")
)

// pathVariable returns the name of the variable that a part of a resource path is.
func pathVariable(part string) (name string, greedy, ok bool) {
	name, ok = strings.CutPrefix(part, "{")
	if !ok || !strings.HasSuffix(name, "}") {
		return "", false, false
	}
	name, greedy = strings.CutSuffix(strings.TrimSuffix(name, "}"), "+")
	return name, greedy, true
}

// unplaced warns about path parameters that the resource path has no place for, by name.
func (d *definition) unplaced(q *runtime.Request) []api.Problem {
	known := map[string]bool{}
	for _, part := range strings.Split(d.resource, "/") {
		if name, _, ok := pathVariable(part); ok {
			known[name] = true
		}
	}
	var list []api.Problem
	for _, name := range sortedKeys(q.PathParams) {
		if !known[name] {
			p := chainWarning(CodePathParam, "/pathParams/"+escapePointer(name), "the path parameter "+quote(name)+" is not part of the resource path "+quote(d.resource)+", so it has no value", "write {"+name+"} in the resource path")
			p.In = inRequest
			list = append(list, p)
		}
	}
	return list
}

// encodeQuery returns a query string for parameters, in their order.
func encodeQuery(p runtime.Pairs) string {
	var b strings.Builder
	for i, q := range p {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(q.Name) + "=" + url.QueryEscape(q.Value))
	}
	return b.String()
}

// generatedNames are the variables of $context whose generated values a chain takes from the runtime, so that a
// template sees the same in a chain and alone. domainName is last: it may hold anything.
var generatedNames = []string{"requestId", "extendedRequestId", "resourceId", "deploymentId", "identity.sourceIp", "domainName"}

// generatedTemplate prints the variables, one a line.
var generatedTemplate = sync.OnceValues(func() (*runtime.Template, error) {
	return runtime.Compile("$context." + strings.Join(generatedNames, "\n$context."))
})

// callContext returns what a chain lays over the gateway's $context: the values that the runtime generates for the
// request, and over them those of the request.
func callContext(q *runtime.Request, resource string) runtime.Vars {
	vars := generated(&runtime.Request{Method: q.Method, ResourcePath: resource, Path: q.Path, Header: q.Header, Time: q.Time, Seed: q.Seed})
	for name, v := range q.Context {
		for member, inner := range identityMembers(name, v) {
			vars[member] = inner
		}
	}
	return vars
}

// generated returns the values of generatedNames for a request.
func generated(q *runtime.Request) runtime.Vars {
	vars := runtime.Vars{}
	tpl, err := generatedTemplate()
	if err != nil {
		return vars
	}
	res, err := tpl.Transform(context.Background(), q)
	if err != nil {
		return vars
	}
	for i, value := range strings.SplitN(string(res.Body), "\n", len(generatedNames)) {
		vars[generatedNames[i]] = value
	}
	return vars
}

// identityMembers returns the members of identity by their dotted names, and any other variable as it is: the gateway
// names members of identity by dots, and a map beside such names would not replace them.
func identityMembers(name string, v any) runtime.Vars {
	if name == "identity" {
		if m, ok := v.(map[string]any); ok {
			vars := runtime.Vars{}
			for member, inner := range m {
				vars["identity."+member] = inner
			}
			return vars
		}
	}
	return runtime.Vars{name: v}
}

// sortedKeys returns the names of m in order.
func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
