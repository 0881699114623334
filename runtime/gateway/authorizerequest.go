package gateway

import (
	"strconv"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// sources returns the values of the identity sources, each with how many there are in front. While results are kept
// by them, a missing or empty one turns the caller away without a call. Source: section 15.
func (a *lambdaAuthorizer) sources(x *Exchange) ([]string, error) {
	var all []string
	for _, s := range a.spec.IdentitySources {
		values := x.identityValues(s)
		if a.ttl > 0 && (len(values) == 0 || values[len(values)-1] == "") {
			return nil, unauthorized("Unauthorized request: missing identity source " + s.Expr)
		}
		all = append(append(all, strconv.Itoa(len(values))), values...)
	}
	return all, nil
}

// identityValues returns all values a request has for an identity source, in their order. Headers may be spelled in
// any letter case.
func (x *Exchange) identityValues(s apispec.Source) []string {
	switch s.Kind {
	case apispec.FromRequestHeader, apispec.FromRequestMultiHeader:
		return allFold(x.Received.Header, s.Name)
	case apispec.FromRequestQuery, apispec.FromRequestMultiQuery:
		return x.Query.All(s.Name)
	default:
		if v, ok := x.source(s); ok {
			return []string{v}
		}
		return nil
	}
}

// requestEvent returns the event of a REQUEST authorizer: that of a proxy integration with type and methodArn, without
// a body, and with empty maps where that has null. Source: section 15; developer guide, input to a Lambda authorizer.
func requestEvent(x *Exchange) ([]byte, error) {
	header := x.eventHeaders()
	w := &eventWriter{}
	w.open()
	w.text("type", "REQUEST")
	w.text("methodArn", x.methodARN())
	w.text("resource", x.ResourcePath())
	w.text("path", x.Received.Path)
	w.text("httpMethod", x.Received.Method)
	for _, m := range []struct {
		single, multi string
		pairs         runtime.Pairs
	}{
		{"headers", "multiValueHeaders", header},
		{"queryStringParameters", "multiValueQueryStringParameters", x.Query},
		{"pathParameters", "", x.Path},
	} {
		if len(m.pairs) == 0 {
			w.raw(m.single, "{}")
		} else {
			w.single(m.single, m.pairs)
		}
		switch {
		case m.multi == "":
		case len(m.pairs) == 0:
			w.raw(m.multi, "{}")
		default:
			w.multi(m.multi, m.pairs)
		}
	}
	if len(x.StageVariables) == 0 {
		w.raw("stageVariables", "{}")
	} else {
		w.variables("stageVariables", x.StageVariables)
	}
	w.key("requestContext")
	x.writeRequestContext(w)
	w.close()
	return w.Bytes(), nil
}

// joinLengths joins texts so that different lists give different texts: each has its length in front.
func joinLengths(parts []string) string {
	n := 0
	for _, p := range parts {
		n += len(p) + 4
	}
	b := make([]byte, 0, n)
	for _, p := range parts {
		b = strconv.AppendInt(b, int64(len(p)), 10)
		b = append(b, ':')
		b = append(b, p...)
	}
	return string(b)
}
