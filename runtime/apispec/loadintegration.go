package apispec

import (
	"strings"
	"time"
)

// integrationFields are the fields of an integration; those of HTTP APIs have no effect here. Source: AWS-GATEWAY.md 23.
var integrationFields = []string{
	"type", "uri", "httpMethod", "credentials", "connectionType", "connectionId", "requestParameters",
	"requestTemplates", "passthroughBehavior", "contentHandling", "timeoutInMillis", "cacheNamespace",
	"cacheKeyParameters", "tlsConfig", "responses", "payloadFormatVersion", "integrationSubtype", "$ref",
	"responseTransferMode", "integrationTarget", "description",
}

// The limits of integrations. Source: AWS-GATEWAY.md 8 and 10.
const (
	minTimeout  = 50 * time.Millisecond
	maxTemplate = 300 << 10 // bytes
)

// readIntegration reads the integration of the method.
func (mr *methodReader) readIntegration() {
	c := mr.op.opt("x-amazon-apigateway-integration")
	if c == nil {
		mr.warnMissing(mr.op, CodeNoIntegration, "add x-amazon-apigateway-integration", "No integration defined for method %s of resource %s", mr.m.HTTPMethod, mr.r.Path)
		return
	}
	at := mr.object(mr.follow(c))
	if at == nil {
		return
	}
	mr.known(at, integrationFields...)
	i := &Integration{Passthrough: WhenNoMatch, Pos: mr.pos(c)}
	mr.m.Integration = i
	mr.readIntegrationType(i, at)
	mr.readIntegrationMethod(i, at)
	mr.readURI(i, at)
	mr.readConnection(i, at)
	i.RequestParameters = mr.readMappings("Unable to put integration on", requestTargets, at.opt("requestParameters"))
	i.RequestTemplates = mr.readTemplates("requestTemplates", at.opt("requestTemplates"))
	if p := at.opt("passthroughBehavior"); p != nil {
		i.Passthrough = choice(mr, p, "Invalid passthrough behavior specified", passthroughs, WhenNoMatch)
	}
	if p := at.opt("contentHandling"); p != nil {
		i.ContentHandling = choice(mr, p, "Invalid content handling specified", contentHandlings, "")
	}
	mr.readTimeout(i, at.opt("timeoutInMillis"))
	i.CacheNamespace = mr.optScalar(at, "cacheNamespace")
	mr.readCacheKeys(i, at.opt("cacheKeyParameters"))
	mr.readTLS(i, mr.object(at.opt("tlsConfig")))
	mr.readIntegrationResponses(i, mr.object(at.opt("responses")))
}

// integrationFailed begins the messages about an integration.
func (mr *methodReader) integrationFailed() string { return mr.about("Unable to put integration on") }

// choice returns the choice a field names; an error is reported and other returned when it names none.
func choice[T ~string](mr *methodReader, c *cursor, msg string, choices []T, other T) T {
	text := mr.text(c)
	if text == "" {
		return other
	}
	if t, ok := choose(text, choices); ok {
		return t
	}
	mr.fail(c, CodeChoice, "write one of "+joined(choices, ", "), "%s%s", mr.integrationFailed(), msg)
	return other
}

// readIntegrationType reads the type.
func (mr *methodReader) readIntegrationType(i *Integration, at *cursor) {
	c := at.opt("type")
	hint := "write one of " + strings.ToLower(joined(integrationTypes, ", "))
	if mr.text(c) == "" {
		mr.missing(at, CodeIntegrationType, hint, "%sEnumeration value for integration type must be non-empty", mr.integrationFailed())
		return
	}
	var ok bool
	if i.Type, ok = choose(c.v.text, integrationTypes); !ok {
		mr.fail(c, CodeIntegrationType, hint, "%sthe integration type is none of %s", mr.integrationFailed(), joined(integrationTypes, ", "))
	}
}

// readIntegrationMethod reads httpMethod. Cases: lint-http-proxy-needs-method; AWS_PROXY is called by POST.
func (mr *methodReader) readIntegrationMethod(i *Integration, at *cursor) {
	c := at.opt("httpMethod")
	text := mr.text(c)
	var ok bool
	switch {
	case text != "":
		if i.HTTPMethod, ok = choose(text, httpMethods); !ok {
			mr.fail(c, CodeIntegrationMethod, "", "%s%s", mr.integrationFailed(), badHTTPMethod)
		}
	case i.Type == AWSProxy:
		i.HTTPMethod = "POST"
		mr.warnMissing(at, CodeDeploy, "add httpMethod: POST", "%s%s; POST is taken", mr.integrationFailed(), noHTTPMethod)
	case i.Type == Mock || i.Type == "":
	default:
		mr.missing(at, CodeIntegrationMethod, "add httpMethod, the method the backend is called with", "%s%s", mr.integrationFailed(), noHTTPMethod)
	}
}

// readURI reads and checks the URI.
func (mr *methodReader) readURI(i *Integration, at *cursor) {
	c := at.opt("uri")
	text := mr.text(c)
	if c != nil && c.v.kind == kindText {
		i.URI = mr.textAt(c)
	}
	if i.Type == Mock || i.Type == "" || c != nil && c.v.kind != kindText {
		return
	}
	if startsWithPlaceholder(text) {
		mr.warn(c, CodePlaceholder, "replace it before loading; for stage variables write http://${stageVariables.name}", "%sthe uri begins with a placeholder, so it could not be checked", mr.integrationFailed())
		return
	}
	var msg string
	switch i.Type {
	case HTTP, HTTPProxy:
		msg = checkHTTPURI(text)
	case AWS:
		_, _, msg = checkARN(text)
	default:
		msg = checkProxyARN(text)
	}
	if msg == "" {
		return
	}
	code, hint := CodeURI, "begin with http:// or https://"
	if i.Type == AWS || i.Type == AWSProxy {
		code, hint = CodeARN, "write arn:aws:apigateway:REGION:SERVICE:action/NAME or path/..."
		if msg == badFunction || msg == badProxy {
			hint = lambdaHint
		}
	}
	if c == nil {
		mr.missing(at, code, "add uri", "%s%s", mr.integrationFailed(), msg)
		return
	}
	mr.fail(c, code, hint, "%s%s", mr.integrationFailed(), msg)
}

// readConnection reads credentials and the way to the backend.
func (mr *methodReader) readConnection(i *Integration, at *cursor) {
	i.Credentials = mr.optText(at, "credentials")
	i.ConnectionID = mr.optText(at, "connectionId")
	if c := at.opt("connectionType"); c != nil {
		i.ConnectionType = choice(mr, c, "Invalid connection type specified", connectionTypes, "")
	}
	if i.ConnectionType == "VPC_LINK" && i.ConnectionID == "" {
		mr.warnMissing(at, CodeDeploy, "add connectionId, the id of the VPC link", "%sa connection of type VPC_LINK needs a connectionId", mr.integrationFailed())
	}
	if i.Type != AWS || i.Credentials != "" {
		return
	}
	if _, service, msg := checkARN(i.URI.Value); msg == "" && service != "lambda" {
		mr.warnMissing(at, CodeDeploy, "add credentials with the ARN of a role", "%sRole ARN must be specified for AWS integrations", mr.integrationFailed())
	}
}

// readTimeout reads the timeout. c may be nil.
func (mr *methodReader) readTimeout(i *Integration, c *cursor) {
	if c == nil {
		return
	}
	most := mr.opts.MaxTimeout
	if most <= 0 {
		most = defaultTimeout
	}
	n, ok := mr.integer(c)
	if !ok {
		return
	}
	if int64(n) < minTimeout.Milliseconds() || int64(n) > most.Milliseconds() {
		mr.fail(c, CodeTimeout, "", "%sTimeout should be between %d ms and %d ms", mr.integrationFailed(), minTimeout.Milliseconds(), most.Milliseconds())
		return
	}
	i.TimeoutMillis = n
}

// readCacheKeys reads the parameters that responses are cached by. c may be nil.
func (mr *methodReader) readCacheKeys(i *Integration, c *cursor) {
	for item := range mr.list(c).items() {
		key := mr.text(item)
		if key == "" {
			continue
		}
		_, _, target := requestTargets.parseTarget(key)
		if _, source := parseSource(key, requestSources); !target && (!source || key[0] == '\'') {
			mr.fail(item, CodeMapping, "use method.request.querystring.NAME or integration.request.querystring.NAME", "%sInvalid cache key parameter specified", mr.integrationFailed())
			continue
		}
		i.CacheKeyParameters = append(i.CacheKeyParameters, key)
	}
}

// readTLS reads tlsConfig. c may be nil.
func (mr *methodReader) readTLS(i *Integration, c *cursor) {
	if c == nil {
		return
	}
	mr.known(c, "insecureSkipVerification", "serverNameToVerify")
	i.TLS = &TLSConfig{InsecureSkipVerification: mr.flag(c, "insecureSkipVerification"), ServerName: mr.optText(c, "serverNameToVerify")}
}

// notText warns that a mapping or template is skipped because it is no string, in API Gateway's words.
// Case: import-warning-non-string-parameter.
func (mr *methodReader) notText(c *cursor, field, key string) {
	p := mr.problem(c, CodeNotText, "quote it", "Invalid format for '"+field+"'. Expected type string for property '"+key+"' of resource '"+mr.r.Path+"' and method '"+mr.m.HTTPMethod+"' but got '"+clip(jsonText(c.v))+"'")
	p.Value = ""
	mr.note(p)
}

// readTemplates reads mapping templates. c may be nil.
func (mr *methodReader) readTemplates(field string, c *cursor) []Template {
	var list []Template
	for contentType, t := range mr.object(c).fields() {
		switch {
		case t.v.kind == kindNull: // API Gateway shows empty templates so
			list = append(list, Template{contentType, Text{Pos: mr.pos(t)}})
		case t.v.kind != kindText:
			mr.notText(t, field, contentType)
		case len(t.v.text) > maxTemplate:
			p := mr.keyProblem(t, CodeTemplateSize, "split the work, or move it behind the API", mr.integrationFailed()+"Mapping template for content type "+contentType+" exceeds the maximum size of 300 KB")
			mr.report(p)
		default:
			list = append(list, Template{contentType, mr.textAt(t)})
		}
	}
	return list
}

// readMappings reads parameter mappings. c may be nil.
func (mr *methodReader) readMappings(what string, kind *targetKind, c *cursor) []Mapping {
	var list []Mapping
	for target, from := range mr.object(c).fields() {
		switch from.v.kind {
		case kindNull:
			continue
		case kindText:
		default:
			mr.notText(from, kind.field, target)
			continue
		}
		if m, ok := mr.readMapping(mr.about(what), kind, target, from); ok {
			list = append(list, m)
		}
	}
	return list
}

// badExpression and badMappingTarget are API Gateway's messages about mappings. Source: AWS-GATEWAY.md 9.
const (
	badExpression    = "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: %s]"
	badMappingTarget = "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: %s]"
)

// readMapping reads one parameter mapping; about begins its messages.
func (l *loader) readMapping(about string, kind *targetKind, target string, from *cursor) (Mapping, bool) {
	in, name, ok := kind.parseTarget(target)
	if !ok {
		l.failKey(from, CodeMapping, "write a name such as "+kind.example, "%s"+badMappingTarget, about, clip(target))
		return Mapping{}, false
	}
	src, ok := parseSource(from.v.text, kind.sources)
	if !ok {
		hint := "write a source such as " + kind.source + ", or a static value in single quotes: " + clip("'"+from.v.text+"'")
		l.fail(from, CodeMapping, hint, "%s"+badExpression, about, clip(from.v.text))
		return Mapping{}, false
	}
	return Mapping{In: in, Name: name, From: src, Pos: l.doc.position(from.v.from)}, true
}

// responseFields are the fields of an integration response.
var responseFields = []string{"statusCode", "responseParameters", "responseTemplates", "contentHandling"}

// readIntegrationResponses reads the integration responses. c may be nil.
func (mr *methodReader) readIntegrationResponses(i *Integration, c *cursor) {
	seen := map[string]string{}
	for key, at := range c.fields() {
		if strings.HasPrefix(key, "x-") || at.v.kind == kindNull {
			continue
		}
		obj := mr.object(at)
		if obj == nil {
			continue
		}
		resp := mr.readIntegrationResponse(obj)
		i.Responses = append(i.Responses, resp)
		if resp.StatusCode == "" || i.Type.IsProxy() {
			continue
		}
		if other, twice := seen[resp.StatusCode]; twice {
			mr.warnKey(at, CodeDeploy, "give one of them another status code", "%sboth %s and %s have statusCode %s; API Gateway keeps one response for a status code", mr.about("Unable to put integration response on"), quote(other), quote(key), resp.StatusCode)
		}
		seen[resp.StatusCode] = key
		mr.checkDeclared(obj, resp)
	}
}

// readIntegrationResponse reads an integration response.
func (mr *methodReader) readIntegrationResponse(c *cursor) *IntegrationResponse {
	const what = "Unable to put integration response on"
	mr.known(c, responseFields...)
	resp := &IntegrationResponse{Pattern: mr.keyAt(c), Pos: mr.pos(c)}
	resp.IsDefault = c.step == "default" || c.step == ""
	if status := c.opt("statusCode"); status == nil {
		mr.missing(c, CodeStatus, "add statusCode", "%sthe response has no statusCode", mr.about(what))
	} else if text := mr.scalar(status); statusCode.MatchString(text) {
		resp.StatusCode = text
	} else if text != "" {
		mr.fail(status, CodeStatus, "write a number from 100 to 599", "%sInvalid status code specified", mr.about(what))
	}
	resp.Parameters = mr.readMappings(what, responseTargets, c.opt("responseParameters"))
	resp.Templates = mr.readTemplates("responseTemplates", c.opt("responseTemplates"))
	if h := c.opt("contentHandling"); h != nil {
		resp.ContentHandling = choice(mr, h, "Invalid content handling specified", contentHandlings, "")
	}
	return resp
}

// checkDeclared warns when the method does not declare the status code of a response or a header it sets; API Gateway
// refuses to deploy that. Source: AWS-GATEWAY.md 13.
func (mr *methodReader) checkDeclared(c *cursor, resp *IntegrationResponse) {
	const what = "Unable to put integration response on"
	declared := mr.m.Response(resp.StatusCode)
	if declared == nil {
		mr.warn(c.at("statusCode"), CodeUndeclared, "add "+quote(resp.StatusCode)+" to the responses of the operation", "%sInvalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]", mr.about(what))
		return
	}
	headers := make(map[string]bool, len(declared.Headers))
	for _, name := range declared.Headers {
		headers[strings.ToLower(name)] = true
	}
	for _, m := range resp.Parameters {
		if !headers[strings.ToLower(m.Name)] {
			target := responseTargets.target(m)
			mr.warnKey(c.at("responseParameters").at(target), CodeUndeclared, "add the header "+m.Name+" to response "+resp.StatusCode+" of the operation", "%s"+badMappingTarget, mr.about(what), target)
		}
	}
}
