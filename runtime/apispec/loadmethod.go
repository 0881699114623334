package apispec

import (
	"regexp"
	"strings"
)

// operationExtensions are the extensions of operations.
var operationExtensions = []string{
	"x-amazon-apigateway-integration", "x-amazon-apigateway-request-validator", "x-amazon-apigateway-auth",
}

// methodReader reads one operation.
type methodReader struct {
	*loader
	r    *Resource
	m    *Method
	op   *cursor
	seen map[place]struct{} // parameters read
}

// place is where a parameter is, to tell parameters apart.
type place struct{ in, name string }

// readOperation reads an operation into a method of r. shared are the parameters of the path item; nil for none.
func (l *loader) readOperation(r *Resource, httpMethod string, c, shared *cursor) {
	op := l.object(c)
	if op == nil {
		return
	}
	m := &Method{HTTPMethod: httpMethod, Authorization: NoAuth, Pos: l.pos(c)}
	if r.Method(httpMethod) != nil {
		l.failKey(c, CodeMethodTwice, "join the two path items", "Unable to put method '%s' on resource at path '%s': Method already exists for this resource", httpMethod, r.Path)
		return
	}
	r.Methods = append(r.Methods, m)
	l.extensions(op, operationExtensions...)
	m.OperationID = l.optScalar(op, "operationId")
	m.Summary = l.optScalar(op, "summary")
	m.Description = l.optScalar(op, "description")
	m.Tags = l.texts(op.opt("tags"))
	mr := &methodReader{l, r, m, op, map[place]struct{}{}}
	mr.readParameters(shared, l.list(op.opt("parameters")))
	mr.readRequestBody()
	mr.readResponses()
	mr.readAuthorization()
	mr.readValidator()
	mr.readIntegration()
}

// about begins a message about the method, as API Gateway does.
func (mr *methodReader) about(what string) string {
	return what + " '" + mr.m.HTTPMethod + "' for resource at path '" + mr.r.Path + "': "
}

// readParameters reads the parameters of path item and operation; those of the operation win.
func (mr *methodReader) readParameters(shared, own *cursor) {
	overridden := map[place]bool{}
	for c := range own.items() {
		if p := mr.object(mr.follow(c)); p != nil {
			overridden[place{p.at("in").textOr(""), p.at("name").textOr("")}] = true
		}
	}
	for c := range shared.items() {
		p := mr.object(mr.follow(c))
		if p != nil && !overridden[place{p.at("in").textOr(""), p.at("name").textOr("")}] {
			mr.readParameter(p)
		}
	}
	for c := range own.items() {
		if p := mr.object(mr.follow(c)); p != nil {
			mr.readParameter(p)
		}
	}
}

// textOr returns the text of a string, other where there is none. c may be nil.
func (c *cursor) textOr(other string) string {
	if c == nil || c.v.kind != kindText {
		return other
	}
	return c.v.text
}

// parameterPlaces are the values of "in" that method requests have.
var parameterPlaces = map[string]Location{"header": Header, "query": QueryString, "path": Path}

// readParameter reads a parameter.
func (mr *methodReader) readParameter(c *cursor) {
	in, name := mr.optText(c, "in"), mr.optScalar(c, "name")
	location, ok := parameterPlaces[in]
	switch {
	case in == "body" && mr.swagger2:
		mr.readBodySchema(c.opt("schema"))
		return
	case in == "":
		mr.missing(c, CodeMissing, "write in: query, header or path", "this parameter does not say where it is")
		return
	case !ok:
		mr.warn(c.at("in"), CodeIgnored, "", "Unsupported parameter type '%s'. Ignoring.", in)
		return
	case name == "":
		mr.missing(c, CodeMissing, "add name", "this parameter has no name")
		return
	case !parameterNameRegexp.MatchString(name):
		mr.fail(c.at("name"), CodeParameter, "", "Unable to put method '%s' on resource at path '%s': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Parameter name should match the following regular expression: %s]", mr.m.HTTPMethod, mr.r.Path, parameterName)
		return
	}
	p := &Parameter{In: location, Name: name, Required: mr.flag(c, "required"), Description: mr.optScalar(c, "description"), Sample: parameterSample(c), Pos: mr.pos(c)}
	if _, twice := mr.seen[place{string(p.In), p.Name}]; twice {
		mr.warn(c.at("name"), CodeIgnored, "remove one of the two", "this parameter is listed twice")
		return
	}
	mr.seen[place{string(p.In), p.Name}] = struct{}{}
	mr.m.Parameters = append(mr.m.Parameters, p)
}

// parameterSample returns a value for a parameter as its definition tells; see Parameter.Sample. References are not
// followed.
func parameterSample(c *cursor) string {
	schema := c.at("schema") // of OpenAPI 3; Swagger 2 has its keywords in the parameter
	for _, at := range []*cursor{c, schema} {
		for _, key := range []string{"example", "x-example", "default", "enum"} {
			if text := scalarText(at.at(key)); text != "" {
				return text
			}
		}
	}
	for _, at := range []*cursor{c, schema} {
		switch at.at("type").textOr("") {
		case "integer", "number":
			return "1"
		case "boolean":
			return "true"
		}
	}
	return ""
}

// scalarText returns the text of a scalar, or of the first of a list; "" for anything else. c may be nil.
func scalarText(c *cursor) string {
	if c == nil {
		return ""
	}
	v := c.v
	if v.kind == kindList && len(v.items) > 0 {
		v = v.items[0]
	}
	switch v.kind {
	case kindText, kindNumber, kindBool:
		return v.text
	}
	return ""
}

// readRequestBody reads the body of OpenAPI 3.
func (mr *methodReader) readRequestBody() {
	if mr.swagger2 {
		return
	}
	body := mr.object(mr.follow(mr.op.opt("requestBody")))
	if body == nil {
		return
	}
	mr.m.RequestModels = mr.readContent(body.opt("content"))
}

// readContent reads the models of a content object. c may be nil.
func (mr *methodReader) readContent(c *cursor) []*ContentModel {
	var list []*ContentModel
	for contentType, media := range mr.object(c).fields() {
		if media.v.kind == kindNull {
			continue
		}
		if m := mr.readModelUse(mr.object(media).opt("schema")); m != nil {
			list = append(list, &ContentModel{contentType, m})
		}
	}
	return list
}

// readBodySchema reads the schema of the body parameter of Swagger 2: it is for all content types consumed.
func (mr *methodReader) readBodySchema(schema *cursor) {
	m := mr.readModelUse(schema)
	if m == nil {
		return
	}
	for _, contentType := range mr.contentTypes("consumes", mr.consumes) {
		mr.m.RequestModels = append(mr.m.RequestModels, &ContentModel{contentType, m})
	}
}

// contentTypes returns the content types an operation of Swagger 2 lists under key, else those of the document, else
// JSON.
func (mr *methodReader) contentTypes(key string, shared []string) []string {
	if own := mr.texts(mr.op.opt(key)); len(own) > 0 {
		return own
	}
	if len(shared) > 0 && mr.spend(mr.op, len(shared)) {
		return shared
	}
	return []string{"application/json"}
}

// statusCode is what status codes match.
var statusCode = regexp.MustCompile(`^[1-5][0-9][0-9]$`)

// readResponses reads the method responses.
func (mr *methodReader) readResponses() {
	for status, c := range mr.object(mr.op.opt("responses")).fields() {
		switch {
		case strings.HasPrefix(status, "x-"):
			continue
		case !statusCode.MatchString(status):
			mr.warnKey(c, CodeIgnored, "list each status code by itself", "API Gateway knows no response for this; it is ignored")
			continue
		}
		resp := &MethodResponse{StatusCode: status, Pos: mr.pos(c)}
		mr.m.Responses = append(mr.m.Responses, resp)
		if c.v.kind == kindNull {
			continue
		}
		if body := mr.object(mr.follow(c)); body != nil {
			mr.readResponse(resp, body)
		}
	}
}

// readResponse reads a method response.
func (mr *methodReader) readResponse(resp *MethodResponse, c *cursor) {
	if resp.Description = mr.optScalar(c, "description"); resp.Description == resp.StatusCode+" response" {
		resp.Description = ""
	}
	for name := range mr.object(c.opt("headers")).fields() {
		resp.Headers = append(resp.Headers, name)
	}
	if !mr.swagger2 {
		resp.Models = mr.readContent(c.opt("content"))
		return
	}
	m := mr.readModelUse(c.opt("schema"))
	if m == nil {
		return
	}
	for _, contentType := range mr.contentTypes("produces", mr.produces) {
		resp.Models = append(resp.Models, &ContentModel{contentType, m})
	}
}

// readValidator finds the request validator of the method, else that of the API.
func (mr *methodReader) readValidator() {
	c := mr.op.opt("x-amazon-apigateway-request-validator")
	if c == nil {
		c = mr.validator
	}
	name := mr.text(c)
	if name == "" {
		return
	}
	if mr.m.Validator = mr.validators[name]; mr.m.Validator != nil {
		return
	}
	if mr.used[c.v] {
		return // the API's own, reported for another method
	}
	mr.used[c.v] = true
	hint := "define it under x-amazon-apigateway-request-validators"
	if word := mr.suggest(name, mr.validatorNames); word != "" {
		hint = "did you mean " + quote(word) + "?"
	}
	mr.fail(c, CodeValidator, hint, "Unable to put method '%s' on resource at path '%s': Invalid Request Validator identifier specified", mr.m.HTTPMethod, mr.r.Path)
}

// validatorNames returns the names of all request validators.
func (l *loader) validatorNames() []string {
	names := make([]string, 0, len(l.api.Validators))
	for _, v := range l.api.Validators {
		names = append(names, v.Name)
	}
	return names
}
