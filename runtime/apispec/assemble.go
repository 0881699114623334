package apispec

import (
	"slices"
	"strings"
)

// CloudFormation can also define an API piece by piece, one resource for each path part, method, model. Here the
// pieces are put together to the OpenAPI document API Gateway would export, made of the template's own values, so
// that problems are still shown where they stand; only JSON pointers are those of the document.

// assembler puts an API together from the resources of a CloudFormation template.
type assembler struct {
	*loader
	resources *cursor
	paths     map[string]string // of AWS::ApiGateway::Resource by logical id; "" is being found
	doc       *value
	items     *value // paths of doc
}

// apiType begins the types of API Gateway's resources.
const apiType = "AWS::ApiGateway::"

// assembledKey is the name of the security scheme for API keys; logical ids have no underscore.
const assembledKey = "api_key"

// assemble makes the definition of the API called name from the resources of a template.
func (l *loader) assemble(resources *cursor, name string) {
	a := &assembler{loader: l, resources: resources, paths: map[string]string{}, doc: newObject(), items: newObject()}
	a.api(resources.at(name).opt("Properties"))
	a.doc.set("paths", a.items)
	components := newObject()
	components.set("schemas", a.each("Model", a.model))
	components.set("securitySchemes", a.each("Authorizer", a.authorizer).set(assembledKey, apiKeyScheme()))
	a.doc.set("components", components)
	a.doc.set("x-amazon-apigateway-request-validators", a.each("RequestValidator", a.validator))
	a.doc.set("x-amazon-apigateway-gateway-responses", a.each("GatewayResponse", a.gatewayResponse))
	for id, r := range resources.fields() {
		switch r.at("Type").textOr("") {
		case apiType + "Resource":
			if path := a.path(id); path != "" {
				a.item(r, path)
			}
		case apiType + "Method":
			a.method(r)
		}
	}
	l.root = &cursor{v: a.doc}
}

// restAPIs returns the logical ids of the APIs a template defines piece by piece.
func restAPIs(resources *cursor) []string {
	var names []string
	for id, r := range resources.fields() {
		if r.at("Type").textOr("") == apiType+"RestApi" {
			names = append(names, id)
		}
	}
	return names
}

// api takes the settings of the API over.
func (a *assembler) api(props *cursor) {
	a.doc.set("openapi", newText("3.0.1"))
	a.doc.set("info", renamed(props, map[string]string{"Name": "title", "Description": "description"}))
	a.copyFields(a.doc, props, map[string]string{
		"BinaryMediaTypes": "x-amazon-apigateway-binary-media-types", "ApiKeySourceType": "x-amazon-apigateway-api-key-source",
		"MinimumCompressionSize": "x-amazon-apigateway-minimum-compression-size", "Policy": "x-amazon-apigateway-policy",
	})
	if c := props.opt("EndpointConfiguration"); c != nil {
		a.doc.set("x-amazon-apigateway-endpoint-configuration", renamed(c, map[string]string{"Types": "types", "VpcEndpointIds": "vpcEndpointIds"}))
	}
}

// renamed returns an object with the fields that names lists under their new names.
func renamed(c *cursor, names map[string]string) *value {
	out := newObject()
	for key, f := range c.fields() {
		if name, ok := names[key]; ok {
			out.add(placed(f.key, name), f.v)
		}
	}
	if c != nil {
		out.from, out.to = c.v.from, c.v.to
	}
	return out
}

// placed returns a text that stands where another value does.
func placed(at *value, text string) *value {
	return &value{kind: kindText, from: at.from, to: at.to, text: text}
}

// copyFields adds fields of c to out under new names.
func (a *assembler) copyFields(out *value, c *cursor, names map[string]string) {
	for _, f := range renamed(c, names).fields {
		out.add(f.key, f.val)
	}
}

// each returns an object with a field for each resource of a type; field returns its key and value.
func (a *assembler) each(typ string, field func(id string, props *cursor) (string, *value)) *value {
	out := newObject()
	for id, r := range a.resources.fields() {
		if r.at("Type").textOr("") == apiType+typ {
			name, v := field(id, r.opt("Properties"))
			v.from, v.to = r.key.from, r.key.to
			out.add(placed(r.key, name), v)
		}
	}
	return out
}

// reference returns the logical id a Ref or GetAtt names, and the attribute; "" when v is none.
func reference(v *value) (id, attribute string) {
	name, arg := call(v)
	switch {
	case name != "Ref" && name != "Fn::GetAtt":
		return "", ""
	case arg.kind == kindList && len(arg.items) == 2:
		return arg.items[0].text, arg.items[1].text
	}
	id, attribute, _ = strings.Cut(arg.text, ".")
	return id, attribute
}

// named returns the name a field gives: as text, or as a reference to a resource.
func named(c *cursor) string {
	if c == nil {
		return ""
	}
	if id, _ := reference(c.v); id != "" {
		return id
	}
	return c.textOr("")
}

// path returns the path of an AWS::ApiGateway::Resource, "" with an error reported when it cannot be found.
func (a *assembler) path(id string) string {
	if path, ok := a.paths[id]; ok {
		return path
	}
	a.paths[id] = ""
	r := a.resources.at(id)
	props := r.opt("Properties")
	part, parent := props.opt("PathPart"), props.opt("ParentId")
	if r.at("Type").textOr("") != apiType+"Resource" || part == nil || parent == nil {
		return ""
	}
	base, ok := a.pathOf(parent)
	if !ok {
		a.fail(parent, CodeReference, "refer to a resource of this template", "this leads to no resource of the API")
		return ""
	}
	a.paths[id] = strings.TrimSuffix(base, "/") + "/" + part.textOr("")
	return a.paths[id]
}

// pathOf returns the path of the resource a field refers to; false when it refers to none.
func (a *assembler) pathOf(c *cursor) (string, bool) {
	id, attribute := reference(c.v)
	if attribute == "RootResourceId" {
		return "/", true
	}
	path := a.path(id)
	return path, path != ""
}

// item returns the path item of a path, made when it is not there yet.
func (a *assembler) item(at *cursor, path string) *value {
	if v := a.items.get(path); v != nil {
		return v
	}
	item := newObject()
	item.from, item.to = at.key.from, at.key.to
	a.items.add(placed(at.key, path), item)
	return item
}

// method adds a method.
func (a *assembler) method(r *cursor) {
	props := r.opt("Properties")
	target := props.opt("ResourceId")
	if target == nil {
		a.missing(r, CodeMissing, "add ResourceId", "this method belongs to no resource")
		return
	}
	path, ok := a.pathOf(target)
	if !ok {
		a.fail(target, CodeReference, "refer to a resource of this template", "this leads to no resource of the API")
		return
	}
	name := props.opt("HttpMethod")
	key := strings.ToLower(name.textOr(""))
	if key == "any" {
		key = anyMethod
	}
	at := r.key
	if name != nil {
		at = name.v
	}
	if !a.item(r, path).add(placed(at, key), a.operation(r, props)) {
		a.failKey(r, CodeMethodTwice, "", "Unable to put method '%s' on resource at path '%s': Method already exists for this resource", name.textOr(""), path)
	}
}

// operation returns a method as an operation.
func (a *assembler) operation(r, props *cursor) *value {
	op := renamed(props, map[string]string{"OperationName": "operationId"})
	op.from, op.to = r.key.from, r.key.to
	parameters := newList()
	for name, required := range props.opt("RequestParameters").fields() {
		if p := parameter(name, required); p != nil {
			parameters.items = append(parameters.items, p)
		}
	}
	op.set("parameters", parameters)
	if models := props.opt("RequestModels"); models != nil {
		op.set("requestBody", newObject().set("content", a.content(models)))
	}
	responses := newObject()
	for c := range props.opt("MethodResponses").items() {
		status, resp := a.methodResponse(c)
		responses.add(status, resp)
	}
	op.set("responses", responses)
	if v := named(props.opt("RequestValidatorId")); v != "" {
		op.set("x-amazon-apigateway-request-validator", placed(props.at("RequestValidatorId").v, v))
	}
	a.security(op, props)
	if c := props.opt("Integration"); c != nil {
		op.add(placed(c.key, "x-amazon-apigateway-integration"), integrationOf(c))
	}
	return op
}

// parameter returns an entry of RequestParameters, "method.request.path.id": true, as a parameter; nil when it is
// none.
func parameter(name string, required *cursor) *value {
	rest, ok := strings.CutPrefix(name, "method.request.")
	in, name, _ := strings.Cut(rest, ".")
	if !ok {
		return nil
	}
	if in == "querystring" {
		in = "query"
	}
	p := newObject().set("name", placed(required.key, name)).set("in", placed(required.key, in)).set("required", required.v)
	p.from, p.to = required.key.from, required.key.to
	return p
}

// content returns models by content type as a content object.
func (a *assembler) content(models *cursor) *value {
	out := newObject()
	for contentType, c := range models.fields() {
		name := named(c)
		if model := a.resources.at(name); model != nil {
			name, _ = a.model(name, model.opt("Properties"))
		}
		ref := newObject().set("$ref", placed(c.v, "#/components/schemas/"+name))
		out.add(placed(c.key, contentType), newObject().set("schema", ref))
	}
	return out
}

// methodResponse returns an entry of MethodResponses.
func (a *assembler) methodResponse(c *cursor) (status, resp *value) {
	resp = newObject()
	status = placed(c.v, "")
	if s := c.opt("StatusCode"); s != nil {
		status = placed(s.v, s.v.text)
	}
	headers := newObject()
	for name, f := range c.opt("ResponseParameters").fields() {
		headers.add(placed(f.key, strings.TrimPrefix(name, "method.response.header.")), newObject())
	}
	resp.set("headers", headers)
	if models := c.opt("ResponseModels"); models != nil {
		resp.set("content", a.content(models))
	}
	return status, resp
}

// security adds who may call the method.
func (a *assembler) security(op *value, props *cursor) {
	list := newList()
	if id := named(props.opt("AuthorizerId")); id != "" {
		scopes := newList()
		if c := props.opt("AuthorizationScopes"); c != nil {
			scopes = c.v
		}
		requirement := newObject()
		requirement.add(placed(props.at("AuthorizerId").v, id), scopes)
		list.items = append(list.items, requirement)
	}
	if c := props.opt("ApiKeyRequired"); c != nil && c.v.text == "true" {
		list.items = append(list.items, newObject().set(assembledKey, newList()))
	}
	if props.opt("AuthorizationType").textOr("") == string(IAMAuth) {
		op.set("x-amazon-apigateway-auth", newObject().set("type", newText(string(IAMAuth))))
	}
	op.set("security", list)
}

// integrationNames are the fields of an integration in CloudFormation, with their names in OpenAPI.
var integrationNames = map[string]string{
	"Type": "type", "Uri": "uri", "Credentials": "credentials", "IntegrationHttpMethod": "httpMethod",
	"RequestParameters": "requestParameters", "RequestTemplates": "requestTemplates", "ContentHandling": "contentHandling",
	"PassthroughBehavior": "passthroughBehavior", "TimeoutInMillis": "timeoutInMillis", "ConnectionType": "connectionType",
	"CacheNamespace": "cacheNamespace", "CacheKeyParameters": "cacheKeyParameters", "ConnectionId": "connectionId",
}

// responseNames are the fields of an integration response and of a gateway response in the same way.
var responseNames = map[string]string{
	"StatusCode": "statusCode", "ResponseParameters": "responseParameters", "ResponseTemplates": "responseTemplates",
	"ContentHandling": "contentHandling",
}

// integrationOf returns an integration as OpenAPI has it.
func integrationOf(c *cursor) *value {
	out := renamed(c, integrationNames)
	responses := newObject()
	for item := range c.opt("IntegrationResponses").items() {
		resp := renamed(item, responseNames)
		key := placed(item.v, "default")
		if p := item.opt("SelectionPattern"); p != nil && p.v.text != "" {
			key = &value{kind: kindText, style: p.v.style, from: p.v.from, to: p.v.to, text: p.v.text}
		}
		responses.add(key, resp)
	}
	return out.set("responses", responses)
}

// model returns a model: its name, and its schema, which may be JSON in a string.
func (a *assembler) model(id string, props *cursor) (string, *value) {
	if name := props.opt("Name").textOr(""); name != "" {
		id = name
	}
	schema := newObject()
	switch c := props.opt("Schema"); {
	case c == nil:
	case c.v.kind == kindText:
		if v, f := parseJSON(c.v.text); f == nil && v.kind == kindObject {
			schema.fields, schema.index = v.fields, v.index
		}
	default:
		schema.fields, schema.index = slices.Clone(c.v.fields), c.v.index
	}
	return id, schema
}

// authorizer returns an authorizer as a security scheme.
func (a *assembler) authorizer(id string, props *cursor) (string, *value) {
	ext := renamed(props, map[string]string{
		"AuthorizerUri": "authorizerUri", "AuthorizerCredentials": "authorizerCredentials", "IdentitySource": "identitySource",
		"IdentityValidationExpression": "identityValidationExpression", "ProviderARNs": "providerARNs", "Type": "type",
		"AuthorizerResultTtlInSeconds": "authorizerResultTtlInSeconds",
	})
	header, ok := strings.CutPrefix(props.opt("IdentitySource").textOr(""), "method.request.header.")
	if !ok {
		header = "Authorization"
	}
	s := newObject().set("type", newText("apiKey")).set("in", newText("header")).set("name", newText(header))
	return id, s.setText("x-amazon-apigateway-authtype", props.opt("AuthType").textOr("")).set("x-amazon-apigateway-authorizer", ext)
}

// validator returns a request validator under its logical id, by which methods refer to it.
func (a *assembler) validator(id string, props *cursor) (string, *value) {
	return id, renamed(props, map[string]string{"ValidateRequestBody": "validateRequestBody", "ValidateRequestParameters": "validateRequestParameters"})
}

// gatewayResponse returns a gateway response under its type.
func (a *assembler) gatewayResponse(id string, props *cursor) (string, *value) {
	if t := props.opt("ResponseType").textOr(""); t != "" {
		id = t
	}
	return id, renamed(props, responseNames)
}
