package apispec

import (
	"strings"
	"time"
)

// API is the definition of a REST API.
type API struct {
	Title       string // info.title: the API's name
	Version     string // info.version
	Description string // info.description
	BasePath    string // declared base path that was not made part of the resources, "/v1"; "" when there is none

	Root             *Resource          // "/", always there
	Models           []*Model           // by order of definition; models made from inline schemas come last
	Validators       []*Validator       // request validators
	Authorizers      []*Authorizer      // also those no method uses
	GatewayResponses []*GatewayResponse // only those defined; the rest are API Gateway's own

	BinaryMediaTypes       []string     // "image/png", "image/*", "*/*", as written
	MinimumCompressionSize int          // bytes, 0..10485760; -1: responses are not compressed
	APIKeySource           APIKeySource // where API keys come from; HeaderKeys unless said otherwise
	Policy                 *Policy      // resource policy; nil: none
	Endpoint               Endpoint
	SecurityPolicy         string // TLS policy name; "" when not given
	EndpointAccessMode     string // "" when not given
	Documentation          *Documentation
	Tags                   []Tag
}

// Resource is a node of the tree of paths.
type Resource struct {
	Path     string // "/", "/pets/{petId}", "/files/{path+}"
	Part     string // last part of Path as written, "{petId}"; "" for the root
	Param    string // name of the path variable, "petId"; "" when Part is static
	Greedy   bool   // the variable takes the rest of the path: "{path+}"
	Children []*Resource
	Methods  []*Method
	Pos      Position // of the path in the definition; zero for resources that only lead to others
}

// Method is an operation of a resource.
type Method struct {
	HTTPMethod  string // "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD" or "ANY"
	OperationID string // "" when not given
	Summary     string
	Description string
	Tags        []string

	APIKeyRequired bool
	Authorization  AuthorizationType
	Authorizer     *Authorizer // of CustomAuth and CognitoAuth; else nil
	Scopes         []string    // of CognitoAuth: one of them must be in the access token; none: the ID token is taken

	Parameters    []*Parameter      // of the method request, path and operation together
	RequestModels []*ContentModel   // at most one for a content type
	Validator     *Validator        // nil: requests are not validated
	Responses     []*MethodResponse // by order of definition
	Integration   *Integration      // nil: none was defined
	Pos           Position
}

// Parameter is a parameter of a method request.
type Parameter struct {
	In          Location
	Name        string // case matters
	Required    bool
	Description string
	// Sample is a value the definition gives as an example or default, or allows; else one of the type, for numbers and
	// booleans; "" when nothing is known. It is informative: exports leave it out.
	Sample string
	Pos    Position
}

// ContentModel says which model bodies of a content type have.
type ContentModel struct {
	ContentType string // as written, "application/json"
	Model       *Model
}

// MethodResponse declares a response of a method.
type MethodResponse struct {
	StatusCode  string // "200"
	Description string // "" when not given or "200 response", which API Gateway writes for none
	Headers     []string
	Models      []*ContentModel
	Pos         Position
}

// Validator is a request validator.
type Validator struct {
	Name       string
	Body       bool // checks bodies against models
	Parameters bool // checks that required parameters are there
	Pos        Position
}

// Authorizer decides who may call a method.
type Authorizer struct {
	Name        string // of the security scheme
	Type        AuthorizerType
	AuthType    string // x-amazon-apigateway-authtype, "custom"; informative
	Header      string // the scheme's header; TOKEN and COGNITO_USER_POOLS take the token from it
	URI         Text   // Lambda invocation ARN of TOKEN and REQUEST
	Credentials string
	// IdentitySources is what a REQUEST authorizer needs and what results are cached by.
	IdentitySources []Source
	// IdentityValidation is a Java regular expression the token must match as a whole; Value "" when not given.
	IdentityValidation Text
	TTL                int      // seconds results are kept, 0..3600; 0: not kept. Default 300
	ProviderARNs       []string // user pools of COGNITO_USER_POOLS
	Pos                Position
}

// Model is a JSON schema with a name.
type Model struct {
	Name        string
	Description string // of the schema
	// Schema is the JSON schema of draft 4 as compact JSON. References to models are absolute, as API Gateway writes
	// them: ModelURL of the name.
	Schema string
	Pos    Position
}

// GatewayResponse replaces an answer that API Gateway gives by itself.
type GatewayResponse struct {
	Type       string // "DEFAULT_4XX", "UNAUTHORIZED", ...; one of GatewayResponseTypes
	StatusCode string // "" keeps the status of the type
	Parameters []Mapping
	Templates  []Template // none keeps the template of the type
	Pos        Position
}

// Policy is a resource policy.
type Policy struct {
	Document string // compact JSON, an object with Statement
	Pos      Position
}

// Endpoint says how the API is reached.
type Endpoint struct {
	Types             []string // "EDGE", "REGIONAL", "PRIVATE"; none when not given
	VPCEndpointIDs    []string
	DisableExecuteAPI bool // the default execute-api host is off
}

// Documentation is the documentation stored with an API.
type Documentation struct {
	Version string
	Parts   []DocumentationPart
}

// DocumentationPart describes a part of an API.
type DocumentationPart struct {
	Type, Path, Method, StatusCode, Name string // the location; empty fields apply to all
	Properties                           string // compact JSON, an object
}

// Tag is a tag of the API, x-amazon-apigateway-tag-value of the document's tags.
type Tag struct {
	Name, Value, Description string
}

// Integration says where the requests of a method go.
type Integration struct {
	Type               IntegrationType
	URI                Text   // of all types but MOCK; may hold ${stageVariables.name} and {param}
	HTTPMethod         string // "GET"; "ANY": the client's; "" for MOCK when not given
	Credentials        string // role ARN; "arn:aws:iam::*:user/*" is the caller; "": none
	ConnectionType     string // "INTERNET" or "VPC_LINK"; "" when not given
	ConnectionID       string // of the VPC link
	RequestParameters  []Mapping
	RequestTemplates   []Template
	Passthrough        Passthrough
	ContentHandling    ContentHandling
	TimeoutMillis      int    // 50..29000; 0 when not given, see Timeout
	CacheNamespace     string // "" stands for the resource's own
	CacheKeyParameters []string
	TLS                *TLSConfig
	Responses          []*IntegrationResponse // by order of definition
	Pos                Position
}

// defaultTimeout is the integration timeout when none is given. Source: AWS-GATEWAY.md 8.
const defaultTimeout = 29 * time.Second

// Timeout returns how long the backend may take.
func (i *Integration) Timeout() time.Duration {
	if i.TimeoutMillis == 0 {
		return defaultTimeout
	}
	return time.Duration(i.TimeoutMillis) * time.Millisecond
}

// TLSConfig says how a backend's certificate is checked.
type TLSConfig struct {
	InsecureSkipVerification bool
	ServerName               string // serverNameToVerify; only HTTP APIs use it
}

// IntegrationResponse turns a backend's response into a method response.
type IntegrationResponse struct {
	// Pattern is the key the response stands under: a Java regular expression for the status code, or for the
	// errorMessage of a failed Lambda function. The default response has IsDefault set.
	Pattern         Text
	IsDefault       bool   // taken when no pattern matches: the key is "default" or empty
	StatusCode      string // of the method response, "200"
	Parameters      []Mapping
	Templates       []Template
	ContentHandling ContentHandling
	Pos             Position
}

// Template is a mapping template for a content type.
type Template struct {
	ContentType string // as written, "application/json", "$default"
	Text
}

// Mapping sets a parameter of a request or a header of a response from a source.
type Mapping struct {
	In   Location // of the target; Header for responses
	Name string   // of the target, "Content-Type"
	From Source
	Pos  Position // of the source expression
}

// Resources returns all resources, parents before children, in the order of the definition.
func (a *API) Resources() []*Resource {
	var list []*Resource
	var walk func(*Resource)
	walk = func(r *Resource) {
		list = append(list, r)
		for _, c := range r.Children {
			walk(c)
		}
	}
	walk(a.Root)
	return list
}

// Resource returns the resource with a path as the definition has it, "/pets/{petId}"; nil when there is none.
func (a *API) Resource(path string) *Resource {
	r := a.Root
	for _, part := range splitPath(path) {
		if r = r.child(part); r == nil {
			return nil
		}
	}
	return r
}

// splitPath returns the parts of a path; empty ones are left out.
func splitPath(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// child returns the child with the part, nil when there is none.
func (r *Resource) child(part string) *Resource {
	for _, c := range r.Children {
		if c.Part == part {
			return c
		}
	}
	return nil
}

// Method returns the method of exactly this name ("ANY" only for "ANY"); nil when there is none.
func (r *Resource) Method(httpMethod string) *Method {
	for _, m := range r.Methods {
		if m.HTTPMethod == httpMethod {
			return m
		}
	}
	return nil
}

// Response returns the declared response of a status code; nil when there is none.
func (m *Method) Response(status string) *MethodResponse {
	for _, r := range m.Responses {
		if r.StatusCode == status {
			return r
		}
	}
	return nil
}

// Model returns the model of a name; nil when there is none.
func (a *API) Model(name string) *Model {
	for _, m := range a.Models {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// GatewayResponse returns the definition of a type, "DEFAULT_4XX"; nil when the API does not define it.
func (a *API) GatewayResponse(typ string) *GatewayResponse {
	for _, g := range a.GatewayResponses {
		if g.Type == typ {
			return g
		}
	}
	return nil
}

// modelBase begins the URLs of models. API Gateway has the id of the API in place of "api".
const modelBase = "https://apigateway.amazonaws.com/restapis/api/models/"

// ModelURL returns the URL by which schemas refer to a model.
func ModelURL(name string) string { return modelBase + escapeURLPart(name) }

// escapeURLPart percent-encodes what cannot stand in a part of a URL.
func escapeURLPart(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
