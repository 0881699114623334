package gateway

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// setContext sets a variable of $context by its name, "authorizer" or "identity.apiKey".
func (x *Exchange) setContext(name string, value any) {
	if x.Context == nil {
		x.Context = runtime.Vars{}
	}
	x.Context[name] = value
}

// templateRequest returns what a mapping template sees of the exchange. The body is that of the method request in
// the form that content handling gave it.
func (x *Exchange) templateRequest(t *compiledTemplate, body []byte) *runtime.Request {
	q := &runtime.Request{
		Method: x.Received.Method, ResourcePath: x.Resource.Spec.Path, Path: x.Received.Path, PathParams: x.pathMap(),
		Query: x.Query, Header: x.Header, Body: body, StageVariables: x.StageVariables, Time: x.Time.UTC(),
	}
	if t.tpl.ReadsContext("") {
		q.Context = x.contextVars(t)
	}
	return q
}

// given are the variables of $context that an exchange gives to templates beyond those in Exchange.Context; what they
// leave out is made from the request itself.
var given = []struct {
	name string
	of   func(x *Exchange) string
}{
	{"path", func(x *Exchange) string { return x.Received.FullPath }},
	{"requestId", func(x *Exchange) string { return x.RequestID }},
	{"extendedRequestId", func(x *Exchange) string { return x.ExtendedID }},
	{"apiId", func(x *Exchange) string { return x.API().APIID }},
	{"accountId", func(x *Exchange) string { return x.API().AccountID }},
	{"stage", func(x *Exchange) string { return x.Stage.Name }},
	{"resourceId", func(x *Exchange) string { return x.Resource.ID }},
	{"deploymentId", func(x *Exchange) string { return x.Stage.deployment }},
	{"domainName", (*Exchange).domainName},
	{"identity.sourceIp", func(x *Exchange) string { return x.Received.SourceIP }},
}

// contextVars returns the variables of $context that the exchange gives to a template: those that it reads.
func (x *Exchange) contextVars(t *compiledTemplate) runtime.Vars {
	vars := make(runtime.Vars, len(t.given)+len(x.Context)+1)
	for _, i := range t.given {
		vars[given[i].name] = given[i].of(x)
	}
	for name, v := range x.Context {
		vars[name] = v
	}
	if x.IntegrationRequestID != "" {
		vars["awsEndpointRequestId"] = x.IntegrationRequestID
	}
	return vars
}

// givenTo returns which of given a template reads. domainPrefix is made from domainName.
func givenTo(t *runtime.Template) []int {
	var out []int
	for i, g := range given {
		if t.ReadsContext(g.name) || g.name == "domainName" && t.ReadsContext("domainPrefix") {
			out = append(out, i)
		}
	}
	return out
}

// pathMap returns the path parameters as a map, nil without any.
func (x *Exchange) pathMap() map[string]string {
	if len(x.Path) == 0 {
		return nil
	}
	m := make(map[string]string, len(x.Path))
	for _, p := range x.Path {
		m[p.Name] = p.Value
	}
	return m
}

// domainName returns the host the client called, without port. A test call has none, and shows the API's own.
func (x *Exchange) domainName() string {
	host := x.Received.Host
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	if host == "" {
		return x.API().APIID + ".execute-api." + x.API().Region + ".amazonaws.com"
	}
	return host
}

// domainPrefix returns the first label of the domain name.
func (x *Exchange) domainPrefix() string {
	label, _, _ := strings.Cut(x.domainName(), ".")
	return label
}

// requestTime is the form of $context.requestTime.
const requestTime = "02/Jan/2006:15:04:05 -0700"

// contextVariables are the variables of $context that parameter mappings, gateway responses and access logs see,
// beyond those in Exchange.Context, by name. ok is false for one that has no value.
var contextVariables = map[string]func(x *Exchange) (value string, ok bool){
	"accountId":         func(x *Exchange) (string, bool) { return x.API().AccountID, true },
	"apiId":             func(x *Exchange) (string, bool) { return x.API().APIID, true },
	"stage":             func(x *Exchange) (string, bool) { return x.Stage.Name, true },
	"deploymentId":      func(x *Exchange) (string, bool) { return x.Stage.deployment, true },
	"httpMethod":        func(x *Exchange) (string, bool) { return x.Received.Method, true },
	"path":              func(x *Exchange) (string, bool) { return x.Received.FullPath, true },
	"protocol":          func(x *Exchange) (string, bool) { return "HTTP/1.1", true },
	"domainName":        func(x *Exchange) (string, bool) { return x.domainName(), true },
	"domainPrefix":      func(x *Exchange) (string, bool) { return x.domainPrefix(), true },
	"requestId":         func(x *Exchange) (string, bool) { return x.RequestID, true },
	"extendedRequestId": func(x *Exchange) (string, bool) { return x.ExtendedID, true },
	"requestTime":       func(x *Exchange) (string, bool) { return x.Time.UTC().Format(requestTime), true },
	"requestTimeEpoch":  func(x *Exchange) (string, bool) { return strconv.FormatInt(x.Time.UnixMilli(), 10), true },
	"identity.sourceIp": func(x *Exchange) (string, bool) { return x.Received.SourceIP, x.Received.SourceIP != "" },
	"identity.userAgent": func(x *Exchange) (string, bool) {
		return x.Received.Header.GetFold("User-Agent")
	},
	"resourceId":   func(x *Exchange) (string, bool) { return x.resourceID(), x.Resource != nil },
	"resourcePath": func(x *Exchange) (string, bool) { return x.ResourcePath(), x.Resource != nil },
	"error.message": func(x *Exchange) (string, bool) {
		return x.errorMessage()
	},
	"error.messageString": func(x *Exchange) (string, bool) {
		m, ok := x.errorMessage()
		if !ok {
			return "null", x.Failure != nil
		}
		return quoteJSON(m), true
	},
	"error.responseType": func(x *Exchange) (string, bool) {
		if x.Failure == nil {
			return "", false
		}
		return string(x.Failure.Type), true
	},
	"error.validationErrorString": func(x *Exchange) (string, bool) {
		if x.Failure == nil || x.Failure.Validation == "" {
			return "", false
		}
		return x.Failure.Validation, true
	},
	"awsEndpointRequestId": func(x *Exchange) (string, bool) { return x.IntegrationRequestID, x.IntegrationRequestID != "" },
}

// contextValue returns a variable of $context as text; ok is false for one that has no value.
func (x *Exchange) contextValue(name string) (value string, ok bool) {
	if v, ok := lookVars(x.Context, name); ok {
		return v, v != ""
	}
	if f := contextVariables[name]; f != nil {
		return f(x)
	}
	return "", false
}

// lookVars returns the text of a variable whose name may lead through maps: "authorizer.claims.sub". Maps and lists
// have none.
func lookVars(vars runtime.Vars, name string) (text string, ok bool) {
	if v, found := vars[name]; found {
		return plainText(v)
	}
	for i := strings.IndexByte(name, '.'); i >= 0; {
		switch inner := vars[name[:i]].(type) {
		case runtime.Vars:
			if v, ok := lookVars(inner, name[i+1:]); ok {
				return v, true
			}
		case map[string]any:
			if v, ok := lookVars(inner, name[i+1:]); ok {
				return v, true
			}
		case map[string]string:
			if v, ok := inner[name[i+1:]]; ok {
				return v, true
			}
		}
		next := strings.IndexByte(name[i+1:], '.')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return "", false
}

// plainText returns a scalar as text.
func plainText(v any) (text string, ok bool) {
	switch v := v.(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case bool, int, int32, int64, uint64, float64:
		return fmt.Sprint(v), true
	}
	return "", false
}

// resourceID returns the id of the matched resource, "" without one.
func (x *Exchange) resourceID() string {
	if x.Resource == nil {
		return ""
	}
	return x.Resource.ID
}

// errorMessage returns the message of the failure; ok is false without a failure, and where the message is null.
func (x *Exchange) errorMessage() (string, bool) {
	if x.Failure == nil {
		return "", false
	}
	if x.Failure.Message != "" {
		return x.Failure.Message, true
	}
	m := responseKinds[x.Failure.Type].message
	return m, m != ""
}
