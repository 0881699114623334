package gateway

import (
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// The headers that a mapping may not set, on pain of a 500 for every request. Source: section 5.
var (
	forbiddenAlways = nameSet("Content-Length", "Transfer-Encoding", traceHeader, "X-Amzn-Apigateway-Api-Id")
	forbiddenAWS    = nameSet("Authorization", "Connection", "Expect", "Proxy-Authenticate", "TE")
)

// The headers that a mapping may set but that are not sent. Source: section 5.
var (
	unsentHTTP = nameSet("Connection", "Expect", "Proxy-Authenticate", "TE", "Via")
	unsentAWS  = nameSet("Connection", "Expect", "Proxy-Authenticate", "TE", "Via", "Referer")
)

// isForbidden tells whether a header may not be set for an integration type.
func isForbidden(t apispec.IntegrationType, name string) bool {
	return forbiddenAlways.has(name) || (t == apispec.AWS || t == apispec.AWSProxy) && forbiddenAWS.has(name)
}

// forbiddenHeader returns the first mapped header that fails every request, "" when there is none.
func forbiddenHeader(i *apispec.Integration) string {
	for _, m := range i.RequestParameters {
		if m.In == apispec.Header && isForbidden(i.Type, m.Name) {
			return m.Name
		}
	}
	return ""
}

// headerPresent is the failure of a mapping, or an override, onto a header that the gateway sets itself.
func headerPresent(name string) *Failure {
	return configurationError(name+" header already present", nil)
}

// checkHeaders returns the failure of the first header that cannot be sent: a name that is no token, a value that
// would end the line.
func checkHeaders(p runtime.Pairs) error {
	for _, h := range p {
		if !validHeaderName(h.Name) || !validHeaderValue(h.Value) {
			return configurationError("Invalid header name or value: "+quoteJSON(h.Name), nil)
		}
	}
	return nil
}

// validHeaderName tells whether a name is a token of HTTP.
func validHeaderName(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`()<>@,;:\"/[]?={}`, c) >= 0 {
			return false
		}
	}
	return name != ""
}

// validHeaderValue tells whether a value has no control characters but tabs.
func validHeaderValue(v string) bool {
	for i := 0; i < len(v); i++ {
		if c := v[i]; c < ' ' && c != '\t' || c == 0x7F {
			return false
		}
	}
	return true
}

// userAgent is the User-Agent of requests whose mappings set none.
func (x *Exchange) userAgent() string { return "AmazonAPIGateway_" + x.API().APIID }

// endpointHeaders returns the headers of a request to a backend of type HTTP or AWS: what mappings and overrides
// made, and what every request gets. Source: section 5.
func endpointHeaders(x *Exchange) runtime.Pairs {
	t := x.Method.Spec.Integration.Type
	unsent := unsentHTTP
	if t == apispec.AWS {
		unsent = unsentAWS
	}
	out := make(runtime.Pairs, 0, len(x.Request.Mapped.Header)+6)
	for _, h := range x.Request.Mapped.Header {
		if !unsent.has(h.Name) {
			out = append(out, h)
		}
	}
	out = addMissing(out, "Accept", "application/json")
	out = addMissing(out, "User-Agent", x.userAgent())
	if ct, ok := x.Header.GetFold("Content-Type"); ok && hasBody(x.Received.Method) {
		out = addMissing(out, "Content-Type", ct)
	} else if x.Request.Rendered && hasBody(x.Request.Method) {
		out = addMissing(out, "Content-Type", "application/json")
	}
	return x.addGatewayHeaders(out)
}

// addGatewayHeaders adds those headers that tell a backend where the request came from.
func (x *Exchange) addGatewayHeaders(p runtime.Pairs) runtime.Pairs {
	if x.Method.Spec.Integration.Type != apispec.AWS {
		p = setFold(p, "X-Amzn-Apigateway-Api-Id", x.API().APIID)
	}
	return setFold(p, traceHeader, x.TraceID)
}

// addMissing adds a header unless there is one of the name.
func addMissing(p runtime.Pairs, name, value string) runtime.Pairs {
	if hasFold(p, name) {
		return p
	}
	return append(p, runtime.Pair{Name: name, Value: value})
}

// hasBody tells whether requests of a method carry a body and its Content-Type. Source: sections 5 and 8.
func hasBody(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS":
		return false
	}
	return true
}

// notProxied are the headers of the client that an HTTP_PROXY backend does not get, beyond those dropped on arrival.
var notProxied = nameSet("Host", "Content-Encoding", "Via", "X-Amzn-Apigateway-Api-Id", traceHeader,
	"Keep-Alive", "Proxy-Connection", "Proxy-Authorization")

// proxyHeaders returns the headers of a request to an HTTP_PROXY backend: the client's, mapped ones in place of
// those of the same name. Source: sections 5 and 9.
func proxyHeaders(x *Exchange) runtime.Pairs {
	out := make(runtime.Pairs, 0, len(x.Header)+4)
	for _, h := range x.Header {
		if !notProxied.has(h.Name) && !hasFold(x.Request.Mapped.Header, h.Name) {
			out = append(out, h)
		}
	}
	for _, h := range x.Request.Mapped.Header {
		if !unsentHTTP.has(h.Name) {
			out = append(out, h)
		}
	}
	out = addMissing(out, "Accept", "application/json")
	out = addMissing(out, "User-Agent", x.userAgent())
	return x.addGatewayHeaders(out)
}

// remappedPrefix is put before the names of response headers that the gateway keeps for itself.
const remappedPrefix = "x-amzn-Remapped-"

// The response headers that are renamed. Source: section 6.
var (
	remappedAlways   = nameSet("Connection", "Content-Length", "Date", "Server")
	remappedNonProxy = nameSet("Authorization", "Content-MD5", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate",
		"Trailer", "Upgrade", "User-Agent", "WWW-Authenticate")
	remappedHTTPProxy = nameSet("x-amzn-RequestId")
	droppedHTTPProxy  = nameSet("Content-Encoding", "Via")
)

// commonHeaders is how many headers answers get from finishHeaders and setCommon.
const commonHeaders = 5

// responseHeaders returns the headers of a method response after renaming and dropping, by integration type.
func responseHeaders(t apispec.IntegrationType, p runtime.Pairs) runtime.Pairs {
	out := make(runtime.Pairs, 0, len(p)+commonHeaders)
	for _, h := range p {
		switch {
		case strings.EqualFold(h.Name, "Transfer-Encoding"), t == apispec.HTTPProxy && droppedHTTPProxy.has(h.Name):
			continue
		case remappedAlways.has(h.Name),
			(t == apispec.HTTP || t == apispec.AWS) && remappedNonProxy.has(h.Name),
			t == apispec.HTTPProxy && remappedHTTPProxy.has(h.Name):
			h.Name = remappedPrefix + h.Name
		}
		out = append(out, h)
	}
	return out
}
