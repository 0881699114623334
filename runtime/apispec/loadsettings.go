package apispec

import (
	"fmt"
	"strings"
)

// rootExtensions are the extensions of the document itself; those after the blank line are of HTTP APIs and mean
// nothing to REST APIs. Source: AWS-GATEWAY.md 23.
var rootExtensions = []string{
	"x-amazon-apigateway-request-validators", "x-amazon-apigateway-request-validator",
	"x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-binary-media-types",
	"x-amazon-apigateway-minimum-compression-size", "x-amazon-apigateway-api-key-source",
	"x-amazon-apigateway-policy", "x-amazon-apigateway-endpoint-configuration",
	"x-amazon-apigateway-documentation", "x-amazon-apigateway-security-policy",
	"x-amazon-apigateway-endpoint-access-mode", "x-amazon-apigateway-importexport-version",

	"x-amazon-apigateway-cors", "x-amazon-apigateway-integrations",
}

// maxCompressionSize is the largest x-amazon-apigateway-minimum-compression-size, in bytes. Source: AWS-GATEWAY.md 20.
const maxCompressionSize = 10485760

// readSettings reads the settings of the API.
func (l *loader) readSettings() {
	l.extensions(l.root, rootExtensions...)
	if c := l.root.opt("x-amazon-apigateway-cors"); c != nil {
		l.warnMissing(c, CodeIgnored, "answer OPTIONS by a MOCK integration", "x-amazon-apigateway-cors is for HTTP APIs; REST APIs ignore it")
	}
	l.api.BinaryMediaTypes = l.texts(l.root.opt("x-amazon-apigateway-binary-media-types"))
	l.readCompression(l.root.opt("x-amazon-apigateway-minimum-compression-size"))
	if c := l.root.opt("x-amazon-apigateway-api-key-source"); c != nil {
		src, ok := choose(l.text(c), apiKeySources)
		if !ok {
			l.fail(c, CodeChoice, "", "Invalid API key source specified: it is none of %s", joined(apiKeySources, ", "))
		} else {
			l.api.APIKeySource = src
		}
	}
	l.api.SecurityPolicy = l.optText(l.root, "x-amazon-apigateway-security-policy")
	l.api.EndpointAccessMode = l.optText(l.root, "x-amazon-apigateway-endpoint-access-mode")
	l.readPolicy(l.root.opt("x-amazon-apigateway-policy"))
	l.readEndpoint()
	l.readDocumentation(l.object(l.root.opt("x-amazon-apigateway-documentation")))
	l.readTags(l.list(l.root.opt("tags")))
}

// readCompression reads the size from which responses are compressed. c may be nil.
func (l *loader) readCompression(c *cursor) {
	if c == nil {
		return
	}
	n, ok := l.integer(c)
	if !ok {
		return
	}
	if n < 0 || n > maxCompressionSize {
		l.fail(c, CodeSetting, "", "Invalid minimum compression size, must be between 0 and %d", maxCompressionSize)
		return
	}
	l.api.MinimumCompressionSize = n
}

// badPolicy is API Gateway's message about resource policies.
const badPolicy = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid."

// readPolicy reads the resource policy, an object or its JSON as a string. c may be nil.
func (l *loader) readPolicy(c *cursor) {
	if c == nil {
		return
	}
	policy := c.v
	if policy.kind == kindText {
		if strings.TrimSpace(policy.text) == "" {
			return
		}
		parsed, f := parseJSON(policy.text)
		if f != nil {
			l.fail(c, CodePolicy, "", "%s The text is no JSON", badPolicy)
			return
		}
		policy = parsed
	}
	if msg, culprit := checkPolicy(policy); msg != "" {
		p := l.keyProblem(c, CodePolicy, "", badPolicy+" "+msg)
		if policy == c.v && culprit != nil {
			// Not in a policy given as text: its offsets count in that text.
			l.doc.place(&p, culprit.from, culprit.to)
		}
		p.Value = ""
		l.report(p)
		return
	}
	l.api.Policy = &Policy{Document: jsonText(policy), Pos: l.pos(c)}
}

// checkPolicy returns what is wrong with the outline of a policy and where, "" when nothing is.
func checkPolicy(policy *value) (msg string, culprit *value) {
	statements := policy.get("Statement")
	if policy.kind != kindObject || statements == nil {
		return "There is no Statement in it", nil
	}
	list := []*value{statements}
	if statements.kind == kindList {
		list = statements.items
	}
	for _, s := range list {
		if s.kind != kindObject {
			return "A statement is no object", s
		}
		if e := s.get("Effect"); e == nil {
			return "A statement has no Effect", s
		} else if e.text != "Allow" && e.text != "Deny" {
			return fmt.Sprintf("The Effect of a statement is %s, neither Allow nor Deny", show(e)), e
		}
		if s.get("Action") == nil && s.get("NotAction") == nil {
			return "A statement has no Action", s
		}
		if s.get("Principal") == nil && s.get("NotPrincipal") == nil {
			return "A statement has no Principal", s
		}
	}
	return "", nil
}

// readEndpoint reads the endpoint configuration: of the document, which is its place in Swagger 2, or of the first
// server that has one.
func (l *loader) readEndpoint() {
	const name = "x-amazon-apigateway-endpoint-configuration"
	c := l.object(l.root.opt(name))
	for server := range l.list(l.root.opt("servers")).items() {
		if c == nil && server.v.kind == kindObject {
			c = l.object(server.opt(name))
		}
	}
	if c == nil {
		return
	}
	l.known(c, "types", "vpcEndpointIds", "disableExecuteApiEndpoint", "ipAddressType")
	e := &l.api.Endpoint
	for item := range l.list(c.opt("types")).items() {
		t, ok := choose(l.text(item), endpointTypes)
		if !ok {
			l.fail(item, CodeChoice, "", "Invalid endpoint type specified: it is none of %s", joined(endpointTypes, ", "))
			continue
		}
		e.Types = append(e.Types, t)
	}
	e.VPCEndpointIDs = l.texts(c.opt("vpcEndpointIds"))
	e.DisableExecuteAPI = l.flag(c, "disableExecuteApiEndpoint")
}

// readDocumentation reads the documentation. c may be nil.
func (l *loader) readDocumentation(c *cursor) {
	if c == nil {
		return
	}
	doc := &Documentation{Version: l.optScalar(c, "version")}
	for item := range l.list(c.opt("documentationParts")).items() {
		part := l.object(item)
		if part == nil {
			continue
		}
		loc := l.object(part.opt("location"))
		p := DocumentationPart{
			Type: l.optScalar(loc, "type"), Path: l.optScalar(loc, "path"), Method: l.optScalar(loc, "method"),
			StatusCode: l.optScalar(loc, "statusCode"), Name: l.optScalar(loc, "name"), Properties: "{}",
		}
		switch props := part.opt("properties"); {
		case props == nil:
		case props.v.kind == kindText:
			p.Properties = jsonOf(props.v.text)
		default:
			p.Properties = jsonText(props.v)
		}
		doc.Parts = append(doc.Parts, p)
	}
	l.api.Documentation = doc
}

// jsonOf returns a text that is JSON in compact form, another text as a JSON string.
func jsonOf(text string) string {
	v, f := parseJSON(text)
	if f != nil {
		v = newText(text)
	}
	return jsonText(v)
}

// readTags reads the tags of the API. c may be nil.
func (l *loader) readTags(c *cursor) {
	for item := range c.items() {
		t := l.object(item)
		if t == nil {
			continue
		}
		tag := Tag{Name: l.optScalar(t, "name"), Value: l.optScalar(t, "x-amazon-apigateway-tag-value"), Description: l.optScalar(t, "description")}
		if tag.Name != "" {
			l.api.Tags = append(l.api.Tags, tag)
		}
	}
}

// readValidators reads the request validators.
func (l *loader) readValidators() {
	for name, c := range l.object(l.root.opt("x-amazon-apigateway-request-validators")).fields() {
		def := l.object(c)
		if def == nil {
			continue
		}
		l.known(def, "validateRequestBody", "validateRequestParameters")
		v := &Validator{
			Name:       name,
			Body:       l.flag(def, "validateRequestBody"),
			Parameters: l.flag(def, "validateRequestParameters"),
			Pos:        l.pos(c),
		}
		l.validators[name] = v
		l.api.Validators = append(l.api.Validators, v)
	}
}

// readGatewayResponses reads the gateway responses.
func (l *loader) readGatewayResponses() {
	for typ, c := range l.object(l.root.opt("x-amazon-apigateway-gateway-responses")).fields() {
		def := l.object(c)
		if def == nil {
			continue
		}
		known, ok := choose(typ, gatewayResponseTypes)
		if !ok || known != typ {
			hint := ""
			if word := suggest(typ, gatewayResponseTypes); word != "" {
				hint = "did you mean " + word + "?"
			}
			l.failKey(c, CodeGatewayResponse, hint, "1 validation error detected: Value '%s' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [%s]", clip(typ), joined(gatewayResponseTypes, ", "))
			continue
		}
		l.readGatewayResponse(typ, c, def)
	}
}

// readGatewayResponse reads a gateway response.
func (l *loader) readGatewayResponse(typ string, c, def *cursor) {
	l.known(def, "statusCode", "responseParameters", "responseTemplates")
	g := &GatewayResponse{Type: typ, Pos: l.pos(c)}
	l.api.GatewayResponses = append(l.api.GatewayResponses, g)
	if status := def.opt("statusCode"); status != nil {
		if text := l.scalar(status); statusCode.MatchString(text) {
			g.StatusCode = text
		} else if text != "" {
			l.fail(status, CodeStatus, "write a number from 100 to 599", "Unable to put gateway response '%s': Invalid status code specified", typ)
		}
	}
	about := "Unable to put gateway response '" + typ + "': "
	for target, from := range l.object(def.opt("responseParameters")).fields() {
		if !l.gatewayText(about, "responseParameters", from) {
			continue
		}
		if m, ok := l.readMapping(about, gatewayTargets, target, from); ok {
			g.Parameters = append(g.Parameters, m)
		}
	}
	for contentType, t := range l.object(def.opt("responseTemplates")).fields() {
		if l.gatewayText(about, "responseTemplates", t) {
			g.Templates = append(g.Templates, Template{contentType, l.textAt(t)})
		}
	}
}

// gatewayText tells whether a part of a gateway response is a text that is not empty, and reports it if not.
// Message: AWS-GATEWAY.md 3.
func (l *loader) gatewayText(about, field string, c *cursor) bool {
	switch {
	case c.v.kind == kindNull, c.v.kind == kindText && c.v.text == "":
		l.failKey(c, CodeGatewayResponse, "give it a value, or remove it", "%sInvalid null or empty value in %s", about, field)
		return false
	case c.v.kind != kindText:
		l.expected(c, "a string")
		return false
	}
	return true
}
