package gateway

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// gatewayResponses are the gateway responses that a definition changes.
type gatewayResponses map[ResponseType]*apispec.GatewayResponse

// gatewayResponses collects those of an API.
func (c *compiler) gatewayResponses(api *apispec.API) gatewayResponses {
	g := gatewayResponses{}
	for _, r := range api.GatewayResponses {
		g[ResponseType(r.Type)] = r
	}
	return g
}

// find returns what the definition says about a type: its own entry, else that of its family; nil when there is
// none. A request that is too large cannot be answered otherwise. Source: section 3.
func (g gatewayResponses) find(t ResponseType) *apispec.GatewayResponse {
	if t == RequestTooLarge {
		return nil
	}
	if r := g[t]; r != nil {
		return r
	}
	if responseKinds[t].status >= 500 {
		return g["DEFAULT_5XX"]
	}
	return g["DEFAULT_4XX"]
}

// itoa returns a number as text.
func itoa(n int) string { return strconv.Itoa(n) }

// fail makes the gateway response of a failure.
func (x *Exchange) fail(f *Failure) {
	x.Failure = f
	if x.Reply.Stream != nil {
		_ = x.Reply.Stream.Close()
	}
	if f.Log != "" {
		x.logf("%s", f.Log)
	}
	kind := responseKinds[f.Type]
	r := x.Stage.answers.find(f.Type)
	x.Answer = Answer{Status: kind.status}
	if f.Status != 0 {
		x.Answer.Status = f.Status
	}
	contentType, template := "application/json", ""
	if r != nil {
		if n, err := strconv.Atoi(r.StatusCode); err == nil {
			x.Answer.Status = n
		}
		x.addParameters(r)
		contentType, template = x.gatewayTemplate(r)
	}
	errorType := f.ErrorType
	if errorType == "" {
		errorType = kind.errorType
	}
	x.Answer.set("x-amzn-ErrorType", errorType)
	x.Answer.Header = addMissing(x.Answer.Header, "Content-Type", contentType)
	for _, h := range f.Header {
		x.Answer.set(h[0], h[1])
	}
	if template == "" {
		x.Answer.Body = []byte(x.defaultBody(f))
		return
	}
	x.Answer.Body = []byte(x.substitute(template))
}

// defaultBody is the body without a template: the message, null where the type has none.
func (x *Exchange) defaultBody(f *Failure) string {
	key := f.MessageKey
	if key == "" {
		key = "message"
		if f.Type == AccessDenied {
			key = "Message"
		}
	}
	message := "null"
	if m, ok := x.errorMessage(); ok {
		message = quoteJSON(m)
	}
	return `{"` + key + `":` + message + `}`
}

// addParameters adds the headers that a gateway response maps. A source without value gives no header, and so does
// one whose value cannot stand in a header.
func (x *Exchange) addParameters(r *apispec.GatewayResponse) {
	for _, m := range r.Parameters {
		value, ok := x.source(m.From)
		if ok && validHeaderName(m.Name) && validHeaderValue(value) {
			x.Answer.Header = setFold(x.Answer.Header, m.Name, value)
		}
	}
}

// gatewayTemplate returns the template of a gateway response for the client's Accept with its content type; "" when
// it has none.
func (x *Exchange) gatewayTemplate(r *apispec.GatewayResponse) (contentType, text string) {
	if len(r.Templates) == 0 {
		return "application/json", ""
	}
	accept, _ := x.Header.GetFold("Accept")
	for _, want := range []string{mediaType(accept), "application/json"} {
		for _, t := range r.Templates {
			if strings.EqualFold(mediaType(t.ContentType), want) {
				return t.ContentType, t.Value
			}
		}
	}
	return r.Templates[0].ContentType, r.Templates[0].Value
}

// substitute replaces $context.NAME, $stageVariables.NAME and method.request.PLACE.NAME in a template. It is no
// VTL: everything else stays, and a variable without value leaves nothing. Source: section 3.
func (x *Exchange) substitute(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		n, value := x.variableAt(text[i:])
		if n == 0 {
			b.WriteByte(text[i])
			i++
			continue
		}
		b.WriteString(value)
		i += n
	}
	return b.String()
}

// variableAt returns the length and the value of the variable that text begins with; length 0 when there is none.
func (x *Exchange) variableAt(text string) (n int, value string) {
	open := ""
	rest := text
	if strings.HasPrefix(text, "${") {
		open, rest = "${", text[2:]
	} else if strings.HasPrefix(text, "$") {
		open, rest = "$", text[1:]
	}
	for _, v := range variablePrefixes {
		if v.dollar && open == "" || !strings.HasPrefix(rest, v.prefix) {
			continue
		}
		name := variableName(rest[len(v.prefix):])
		if name == "" {
			return 0, ""
		}
		n = len(open) + len(v.prefix) + len(name)
		if open == "${" {
			if !strings.HasPrefix(text[n:], "}") {
				return 0, ""
			}
			n++
		}
		return n, v.value(x, name)
	}
	return 0, ""
}

// variablePrefixes are the variables of gateway responses. Those of the request may stand without a dollar sign.
var variablePrefixes = []struct {
	prefix string
	dollar bool
	value  func(x *Exchange, name string) string
}{
	{"context.", true, func(x *Exchange, name string) string { v, _ := x.contextValue(name); return v }},
	{"stageVariables.", true, func(x *Exchange, name string) string { return x.StageVariables[name] }},
	{"method.request.header.", false, func(x *Exchange, name string) string { return first(x.Header, name) }},
	{"method.request.querystring.", false, func(x *Exchange, name string) string { return first(x.Query, name) }},
	{"method.request.path.", false, func(x *Exchange, name string) string { return first(x.Path, name) }},
}

// first returns the value that the single-value view of pairs has under a name, "" without one.
func first(p runtime.Pairs, name string) string {
	v, _ := p.Get(name)
	return v
}

// variableName returns the longest name that text begins with: letters, digits, _, - and dots between them.
func variableName(text string) string {
	n := 0
	for n < len(text) {
		c := text[n]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '.') {
			break
		}
		n++
	}
	return strings.TrimRight(text[:n], ".-")
}
