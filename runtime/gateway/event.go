package gateway

import (
	"bytes"
	"encoding/json"
	"net"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// proxyEvent returns the event, of version 1.0, that a function behind AWS_PROXY gets: every key is always there, with
// null for empty maps and an empty body. Source: section 14, cases lambda-proxy-event-*.
func (x *Exchange) proxyEvent() []byte {
	header := x.eventHeaders()
	w := &eventWriter{}
	w.open()
	w.text("resource", x.ResourcePath())
	w.text("path", x.Received.Path)
	w.text("httpMethod", x.Received.Method)
	w.single("headers", header)
	w.multi("multiValueHeaders", header)
	w.single("queryStringParameters", x.Query)
	w.multi("multiValueQueryStringParameters", x.Query)
	w.single("pathParameters", x.Path)
	w.variables("stageVariables", x.StageVariables)
	w.key("requestContext")
	x.writeRequestContext(w)
	x.writeEventBody(w)
	w.close()
	return w.Bytes()
}

// writeEventBody writes body and isBase64Encoded.
func (x *Exchange) writeEventBody(w *eventWriter) {
	switch {
	case len(x.Body) == 0:
		w.raw("body", "null")
		w.raw("isBase64Encoded", "false")
	case x.requestIsBinary():
		w.text("body", string(encodeBase64(x.Body)))
		w.raw("isBase64Encoded", "true")
	default:
		w.text("body", string(validText(x.Body)))
		w.raw("isBase64Encoded", "false")
	}
}

// eventSpelling are the headers whose name is spelled the same however the client spelled it. Source: section 5.
var eventSpelling = map[string]string{"authorization": "Authorization", "user-agent": "User-Agent"}

// eventHeaders returns the headers of the request with those that tell about its way. A test call has only its own.
func (x *Exchange) eventHeaders() runtime.Pairs {
	out := make(runtime.Pairs, 0, len(x.Header)+4)
	for _, h := range x.Header {
		if name := eventSpelling[strings.ToLower(h.Name)]; name != "" {
			h.Name = name
		}
		out = append(out, h)
	}
	if x.TestInvoke {
		return out
	}
	out = setFold(out, traceHeader, x.TraceID)
	forwarded := append(allFold(out, "X-Forwarded-For"), x.Received.SourceIP)
	out = setFold(out, "X-Forwarded-For", strings.Join(forwarded, ", "))
	out = setFold(out, "X-Forwarded-Port", x.Received.port())
	return setFold(out, "X-Forwarded-Proto", x.Received.scheme())
}

// scheme returns the scheme of the URL that the client called.
func (r *Received) scheme() string {
	if r.TLS {
		return "https"
	}
	return "http"
}

// port returns the port that the client called.
func (r *Received) port() string {
	if _, port, err := net.SplitHostPort(r.Host); err == nil && port != "" {
		return port
	}
	if r.TLS {
		return "443"
	}
	return "80"
}

// writeRequestContext writes requestContext.
func (x *Exchange) writeRequestContext(w *eventWriter) {
	w.open()
	w.text("resourceId", x.resourceID())
	if a, ok := x.authorizerContext(); ok {
		w.value("authorizer", a)
	}
	w.text("resourcePath", x.ResourcePath())
	if x.Method != nil && x.Method.Spec.OperationID != "" {
		w.text("operationName", x.Method.Spec.OperationID)
	}
	w.text("httpMethod", x.Received.Method)
	w.text("extendedRequestId", x.ExtendedID)
	w.text("requestTime", x.Time.UTC().Format(requestTime))
	w.text("path", x.Received.FullPath)
	w.text("accountId", x.API().AccountID)
	w.text("protocol", "HTTP/1.1")
	w.text("stage", x.Stage.Name)
	w.text("domainPrefix", x.domainPrefix())
	w.raw("requestTimeEpoch", strconv.FormatInt(x.Time.UnixMilli(), 10))
	w.text("requestId", x.RequestID)
	w.key("identity")
	x.writeIdentity(w)
	w.text("domainName", x.domainName())
	w.text("deploymentId", x.Stage.deployment)
	w.text("apiId", x.API().APIID)
	if v, ok := lookVars(x.Context, "isCanaryRequest"); ok {
		w.raw("isCanaryRequest", strconv.FormatBool(v == "true"))
	}
	w.close()
}

// identityKeys are the members of requestContext.identity that are always there.
var identityKeys = []string{
	"cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "sourceIp", "principalOrgId", "accessKey",
	"cognitoAuthenticationType", "cognitoAuthenticationProvider", "userArn", "userAgent", "user",
}

// identityExtras are those that are there when they have a value.
var identityExtras = []string{"apiKey", "apiKeyId", "vpcId", "vpceId"}

// writeIdentity writes requestContext.identity.
func (x *Exchange) writeIdentity(w *eventWriter) {
	w.open()
	for _, name := range identityKeys {
		if v, ok := x.contextValue("identity." + name); ok {
			w.text(name, v)
		} else {
			w.raw(name, "null")
		}
	}
	for _, name := range identityExtras {
		if v, ok := x.contextValue("identity." + name); ok {
			w.text(name, v)
		}
	}
	w.close()
}

// authorizerContext returns what authorizers found out: the map under "authorizer" with the members that were set by
// a dotted name. ok is false when there is nothing.
func (x *Exchange) authorizerContext() (any, bool) {
	whole, ok := x.Context["authorizer"]
	members := map[string]any{}
	for name, v := range x.Context {
		if member, found := strings.CutPrefix(name, "authorizer."); found {
			members[member] = v
		}
	}
	if len(members) == 0 {
		return whole, ok && whole != nil
	}
	switch m := whole.(type) {
	case runtime.Vars:
		mergeMissing(members, m)
	case map[string]any:
		mergeMissing(members, m)
	case map[string]string:
		for k, v := range m {
			mergeMissing(members, map[string]any{k: v})
		}
	}
	return members, true
}

// mergeMissing adds the members of more that into lacks.
func mergeMissing(into, more map[string]any) {
	for k, v := range more {
		if _, ok := into[k]; !ok {
			into[k] = v
		}
	}
}

// eventWriter writes JSON objects.
type eventWriter struct {
	bytes.Buffer
	more bool // a member was written into the object that is open
}

// open begins an object.
func (w *eventWriter) open() {
	w.WriteByte('{')
	w.more = false
}

// close ends an object.
func (w *eventWriter) close() {
	w.WriteByte('}')
	w.more = true
}

// key writes the name of a member.
func (w *eventWriter) key(name string) {
	if w.more {
		w.WriteByte(',')
	}
	w.more = true
	w.WriteString(quoteJSON(name))
	w.WriteByte(':')
}

// text writes a member that is a string.
func (w *eventWriter) text(name, value string) { w.raw(name, quoteJSON(value)) }

// raw writes a member whose value is JSON.
func (w *eventWriter) raw(name, value string) {
	w.key(name)
	w.WriteString(value)
}

// value writes a member that is any value of encoding/json; null for one that is none.
func (w *eventWriter) value(name string, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		w.raw(name, "null")
		return
	}
	w.raw(name, strings.TrimSuffix(b.String(), "\n"))
}

// single writes a map of the last value of each name, null without any.
func (w *eventWriter) single(name string, p runtime.Pairs) {
	if len(p) == 0 {
		w.raw(name, "null")
		return
	}
	w.key(name)
	w.open()
	for _, h := range p.Single() {
		w.text(h.Name, h.Value)
	}
	w.close()
}

// multi writes a map of all values of each name, null without any.
func (w *eventWriter) multi(name string, p runtime.Pairs) {
	if len(p) == 0 {
		w.raw(name, "null")
		return
	}
	all := p.Map()
	w.key(name)
	w.open()
	for _, h := range p.Single() {
		w.value(h.Name, all[h.Name])
	}
	w.close()
}

// variables writes a map of texts, null without any.
func (w *eventWriter) variables(name string, vars map[string]string) {
	if len(vars) == 0 {
		w.raw(name, "null")
		return
	}
	w.value(name, vars)
}
