package apispec

import (
	"fmt"
	"strconv"
	"strings"
)

// SpecVersion is the specification a definition is written in.
type SpecVersion uint8

// The specifications.
const (
	OpenAPI3 SpecVersion = iota // OpenAPI 3.0.1
	Swagger2                    // Swagger 2.0
)

// Format is the notation a definition is written in.
type Format uint8

// The formats.
const (
	JSON Format = iota // indented by two spaces
	YAML
)

// Extensions says which extensions of API Gateway an export has; it is a set of bits.
type Extensions uint8

// The extensions, as the export of API Gateway groups them.
const (
	IntegrationExtensions Extensions = 1 << iota // x-amazon-apigateway-integration
	AuthorizerExtensions                         // x-amazon-apigateway-authorizer and -authtype
	otherExtensions                              // validators, gateway responses, policy, settings, documentation

	NoExtensions  Extensions = 0
	AllExtensions            = IntegrationExtensions | AuthorizerExtensions | otherExtensions
)

// ParseExtensions returns the extensions named by a list such as "integrations,authorizers": none, integrations,
// authorizers, or apigateway for all.
func ParseExtensions(list string) (Extensions, error) {
	var e Extensions
	for _, name := range strings.Split(list, ",") {
		switch strings.TrimSpace(name) {
		case "", "none":
		case "integrations":
			e |= IntegrationExtensions
		case "authorizers":
			e |= AuthorizerExtensions
		case "apigateway":
			e |= AllExtensions
		default:
			return 0, fmt.Errorf("extensions %s are none of none, integrations, authorizers, apigateway", quote(name))
		}
	}
	return e, nil
}

// ExportOptions say how Export writes.
type ExportOptions struct {
	Version    SpecVersion
	Format     Format
	Extensions Extensions // x-amazon-apigateway-any-method is always written
}

// Export writes an API as a definition. With AllExtensions, loading the result gives an equal API, but for places;
// what Swagger 2.0 cannot say is simplified: one model for all content types of a body.
func Export(api *API, opts ExportOptions) []byte {
	e := &exporter{api: api, opts: opts, swagger2: opts.Version == Swagger2}
	root := e.document()
	if opts.Format == YAML {
		return writeYAML(root)
	}
	return append(appendIndented(nil, root, ""), '\n')
}

// exporter is the state of one Export.
type exporter struct {
	api      *API
	opts     ExportOptions
	swagger2 bool
	apiKey   string // name of the security scheme for API keys; "" until one is needed
	sigv4    string // name of the security scheme for AWS_IAM; "" until one is needed
}

// has tells whether extensions are to be written.
func (e *exporter) has(x Extensions) bool { return e.opts.Extensions&x != 0 }

// document returns the whole definition.
func (e *exporter) document() *value {
	root := newObject()
	info := newObject().set("title", newText(e.api.Title)).setText("description", e.api.Description).
		set("version", newText(e.api.Version))
	if e.swagger2 {
		root.set("swagger", newText("2.0")).set("info", info)
		root.setText("basePath", e.api.BasePath).set("schemes", newList(newText("https")))
	} else {
		root.set("openapi", newText("3.0.1")).set("info", info)
		e.servers(root)
	}
	e.tags(root)
	root.set("paths", e.paths())
	e.components(root)
	if e.has(otherExtensions) {
		e.settings(root)
	}
	return root
}

// servers adds the servers of OpenAPI 3: the base path and the endpoint configuration.
func (e *exporter) servers(root *value) {
	endpoint := e.endpoint()
	if e.api.BasePath == "" && endpoint == nil {
		return
	}
	server := newObject()
	if e.api.BasePath == "" {
		server.set("url", newText("/"))
	} else {
		base := newObject().set("default", newText(e.api.BasePath))
		server.set("url", newText("/{basePath}")).set("variables", newObject().set("basePath", base))
	}
	if endpoint != nil {
		server.set("x-amazon-apigateway-endpoint-configuration", endpoint)
	}
	root.set("servers", newList(server))
}

// endpoint returns the endpoint configuration, nil when there is nothing in it or it is not to be written.
func (e *exporter) endpoint() *value {
	p := &e.api.Endpoint
	if !e.has(otherExtensions) || len(p.Types) == 0 && len(p.VPCEndpointIDs) == 0 && !p.DisableExecuteAPI {
		return nil
	}
	v := newObject()
	setTexts(v, "types", p.Types)
	setTexts(v, "vpcEndpointIds", p.VPCEndpointIDs)
	if p.DisableExecuteAPI {
		v.set("disableExecuteApiEndpoint", newBool(true))
	}
	return v
}

// setTexts adds a list of texts, unless it is empty.
func setTexts(v *value, key string, texts []string) {
	if len(texts) > 0 {
		v.set(key, newList(textValues(texts)...))
	}
}

// tags adds the tags.
func (e *exporter) tags(root *value) {
	if len(e.api.Tags) == 0 {
		return
	}
	list := newList()
	for _, t := range e.api.Tags {
		tag := newObject().set("name", newText(t.Name)).setText("description", t.Description)
		if e.has(otherExtensions) {
			tag.setText("x-amazon-apigateway-tag-value", t.Value)
		}
		list.items = append(list.items, tag)
	}
	root.set("tags", list)
}

// components adds models and security schemes.
func (e *exporter) components(root *value) {
	models, schemes := e.models(), e.schemes()
	if e.swagger2 {
		setFilled(root, "securityDefinitions", schemes)
		setFilled(root, "definitions", models)
		return
	}
	c := newObject()
	setFilled(c, "schemas", models)
	setFilled(c, "securitySchemes", schemes)
	setFilled(root, "components", c)
}

// setFilled adds an object, unless it is empty.
func setFilled(v *value, key string, object *value) {
	if len(object.fields) > 0 {
		v.set(key, object)
	}
}

// models returns the models.
func (e *exporter) models() *value {
	v := newObject()
	for _, m := range e.api.Models {
		if schema, f := parseJSON(m.Schema); f == nil {
			v.set(m.Name, e.localRefs(schema))
		}
	}
	return v
}

// modelRef returns a reference to a model as this specification writes it.
func (e *exporter) modelRef(name string) string {
	prefix := "#/components/schemas/"
	if e.swagger2 {
		prefix = "#/definitions/"
	}
	return prefix + escapeURLPart(pointerEscapes.Replace(name))
}

// localRefs returns a schema with references to models inside the document.
func (e *exporter) localRefs(v *value) *value {
	out := &value{kind: v.kind, text: v.text}
	for _, item := range v.items {
		out.items = append(out.items, e.localRefs(item))
	}
	for _, f := range v.fields {
		val := e.localRefs(f.val)
		if path, ok := strings.CutPrefix(f.val.text, modelBase); ok && f.key.text == "$ref" {
			name, rest, _ := strings.Cut(path, "#")
			val = newText(e.modelRef(unescapePercent(name)) + rest)
		}
		out.add(f.key, val)
	}
	return out
}

// schemes returns the security schemes: those of authorizers, and those for keys and signatures where methods need
// them.
func (e *exporter) schemes() *value {
	v := newObject()
	for _, a := range e.api.Authorizers {
		s := newObject().set("type", newText("apiKey")).setText("name", a.Header).set("in", newText("header"))
		if e.has(AuthorizerExtensions) {
			s.setText("x-amazon-apigateway-authtype", a.AuthType).set("x-amazon-apigateway-authorizer", authorizer(a))
		}
		v.set(a.Name, s)
	}
	if e.apiKey != "" {
		v.set(e.apiKey, apiKeyScheme())
	}
	if e.sigv4 != "" {
		s := newObject().set("type", newText("apiKey")).set("name", newText("Authorization")).set("in", newText("header"))
		if e.has(AuthorizerExtensions) {
			s.set("x-amazon-apigateway-authtype", newText("awsSigv4"))
		}
		v.set(e.sigv4, s)
	}
	return v
}

// apiKeyScheme returns the security scheme that asks for API keys.
func apiKeyScheme() *value {
	return newObject().set("type", newText("apiKey")).set("name", newText("x-api-key")).set("in", newText("header"))
}

// authorizer returns x-amazon-apigateway-authorizer.
func authorizer(a *Authorizer) *value {
	v := newObject().set("type", newText(strings.ToLower(string(a.Type)))).setText("authorizerUri", a.URI.Value).
		setText("authorizerCredentials", a.Credentials)
	sources := make([]string, len(a.IdentitySources))
	for i, s := range a.IdentitySources {
		sources[i] = s.Expr
	}
	v.setText("identitySource", strings.Join(sources, ", ")).
		setText("identityValidationExpression", a.IdentityValidation.Value)
	if a.TTL != defaultTTL {
		v.set("authorizerResultTtlInSeconds", newNumber(strconv.Itoa(a.TTL)))
	}
	setTexts(v, "providerARNs", a.ProviderARNs)
	return v
}

// schemeName returns a name for a security scheme that no authorizer has.
func (e *exporter) schemeName(name string) string {
	for _, a := range e.api.Authorizers {
		if a.Name == name {
			return e.schemeName(name + "_")
		}
	}
	return name
}

// settings adds the extensions of the document.
func (e *exporter) settings(root *value) {
	a := e.api
	if e.swagger2 {
		if endpoint := e.endpoint(); endpoint != nil {
			root.set("x-amazon-apigateway-endpoint-configuration", endpoint)
		}
	}
	if a.Policy != nil {
		if policy, f := parseJSON(a.Policy.Document); f == nil {
			root.set("x-amazon-apigateway-policy", policy)
		}
	}
	setFilled(root, "x-amazon-apigateway-gateway-responses", gatewayResponses(a.GatewayResponses))
	validators := newObject()
	for _, v := range a.Validators {
		validators.set(v.Name, newObject().set("validateRequestParameters", newBool(v.Parameters)).set("validateRequestBody", newBool(v.Body)))
	}
	setFilled(root, "x-amazon-apigateway-request-validators", validators)
	setTexts(root, "x-amazon-apigateway-binary-media-types", a.BinaryMediaTypes)
	if a.MinimumCompressionSize >= 0 {
		root.set("x-amazon-apigateway-minimum-compression-size", newNumber(strconv.Itoa(a.MinimumCompressionSize)))
	}
	if a.APIKeySource != HeaderKeys {
		root.setText("x-amazon-apigateway-api-key-source", string(a.APIKeySource))
	}
	root.setText("x-amazon-apigateway-security-policy", a.SecurityPolicy).
		setText("x-amazon-apigateway-endpoint-access-mode", a.EndpointAccessMode)
	if a.Documentation != nil {
		root.set("x-amazon-apigateway-documentation", documentation(a.Documentation))
	}
}

// gatewayResponses returns x-amazon-apigateway-gateway-responses.
func gatewayResponses(list []*GatewayResponse) *value {
	v := newObject()
	for _, g := range list {
		r := newObject().setText("statusCode", g.StatusCode)
		setFilled(r, "responseParameters", mappings(gatewayTargets, g.Parameters))
		setFilled(r, "responseTemplates", templates(g.Templates))
		v.set(g.Type, r)
	}
	return v
}

// documentation returns x-amazon-apigateway-documentation.
func documentation(d *Documentation) *value {
	parts := newList()
	for _, p := range d.Parts {
		loc := newObject().setText("type", p.Type).setText("path", p.Path).setText("method", p.Method).
			setText("statusCode", p.StatusCode).setText("name", p.Name)
		properties, f := parseJSON(p.Properties)
		if f != nil {
			properties = newText(p.Properties)
		}
		parts.items = append(parts.items, newObject().set("location", loc).set("properties", properties))
	}
	return newObject().setText("version", d.Version).set("documentationParts", parts)
}
