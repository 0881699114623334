package apispec

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mustLoad loads a definition that must load without warnings.
func mustLoad(t *testing.T, name, doc string, opts Options) *API {
	t.Helper()
	api, warnings, err := Load(name, []byte(doc), opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range warnings {
		t.Errorf("warning: %s", w)
	}
	return api
}

// loadFile loads a definition of testdata.
func loadFile(t *testing.T, name string) *API {
	t.Helper()
	return mustLoad(t, name, string(readFile(t, name)), Options{})
}

// readFile reads a file of testdata.
func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ordersAPI is testdata/orders.yaml as a model.
func ordersAPI() *API {
	order := &Model{Name: "Order", Description: "An order", Schema: `{"type":"object","description":"An order","required":["items"],"properties":{"items":{"type":"array","items":{"type":"string","enum":["on","1","tea"]}},"weight":{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1e3},"parent":{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Order"},"note":{"oneOf":[{"type":"null"},{"type":"string"}]}}}`}
	orders := &Model{Name: "Orders", Schema: `{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Order"}}`}
	inline := &Model{Name: "MODEL4ef57120", Description: "An order as XML", Schema: `{"type":"object","description":"An order as XML","properties":{"order":{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Order#/properties/items"}}}`}
	failed := &Model{Name: "Error", Schema: `{"$schema":"http://json-schema.org/draft-04/schema#","title":"Error Schema","type":"object","properties":{"message":{"type":"string"}}}`}
	all := &Validator{Name: "all", Body: true, Parameters: true}
	parameters := &Validator{Name: "parameters only", Parameters: true}
	users := &Authorizer{
		Name: "users", Type: CognitoAuthorizer, AuthType: "cognito_user_pools", Header: "Authorization", TTL: 300,
		ProviderARNs: []string{"arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc"},
	}
	function := &Authorizer{
		Name: "function", Type: RequestAuthorizer, AuthType: "custom", Header: "Unused", TTL: 60,
		URI:         Text{Value: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"},
		Credentials: "arn:aws:iam::123456789012:role/auth",
		IdentitySources: []Source{
			{FromRequestHeader, "Authorization", "method.request.header.Authorization"},
			{FromContext, "identity.sourceIp", "context.identity.sourceIp"},
		},
		IdentityValidation: Text{Value: "Bearer .+"},
	}
	return &API{
		Title: "Orders", Description: "Orders and their files", Version: "2024-05-01", BasePath: "/v1",
		Models:      []*Model{orders, order, failed, inline},
		Validators:  []*Validator{all, parameters},
		Authorizers: []*Authorizer{users, function},
		GatewayResponses: []*GatewayResponse{
			{Type: "DEFAULT_5XX", Parameters: []Mapping{{In: Header, Name: "Access-Control-Allow-Origin", From: Source{FromLiteral, "*", "'*'"}}}},
			{Type: "MISSING_AUTHENTICATION_TOKEN", StatusCode: "404", Templates: []Template{{"application/json", Text{Value: `{"message": $context.error.messageString}`}}}},
		},
		BinaryMediaTypes:       []string{"image/png", "application/*"},
		MinimumCompressionSize: 1024,
		APIKeySource:           AuthorizerKeys,
		Policy:                 &Policy{Document: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}`},
		Endpoint:               Endpoint{Types: []string{"PRIVATE"}, VPCEndpointIDs: []string{"vpce-0212a4ababd5b8c3e"}, DisableExecuteAPI: true},
		SecurityPolicy:         "TLS_1_2",
		EndpointAccessMode:     "STRICT",
		Documentation:          &Documentation{Version: "1", Parts: []DocumentationPart{{Type: "METHOD", Path: "/orders", Method: "POST", Properties: `{"summary":"Places an order"}`}}},
		Tags:                   []Tag{{Name: "team", Value: "shop", Description: "who to ask"}},
		Root: &Resource{Path: "/", Children: []*Resource{
			{Path: "/orders", Part: "orders", Methods: []*Method{
				ordersList(users, parameters, orders, failed), ordersPlace(function, all, order, inline), ordersPreflight(all),
			}, Children: []*Resource{
				{Path: "/orders/{id}", Part: "{id}", Param: "id", Methods: []*Method{ordersDelete(all)}},
			}},
			{Path: "/files", Part: "files", Children: []*Resource{
				{Path: "/files/{path+}", Part: "{path+}", Param: "path", Greedy: true, Methods: []*Method{ordersFiles(all)}},
			}},
			{Path: "/empty", Part: "empty"},
		}},
	}
}

// trace and page are parameters that several methods share.
var (
	trace = &Parameter{In: Header, Name: "X-Trace", Description: "Trace id"}
	page  = &Parameter{In: QueryString, Name: "page"}
)

// ordersList is GET /orders.
func ordersList(users *Authorizer, v *Validator, orders, failed *Model) *Method {
	return &Method{
		HTTPMethod: "GET", OperationID: "listOrders", Summary: "Lists orders", Tags: []string{"orders"},
		APIKeyRequired: true, Authorization: CognitoAuth, Authorizer: users, Scopes: []string{"orders/read", "orders/write"},
		Parameters: []*Parameter{trace, {In: QueryString, Name: "page", Required: true}},
		Validator:  v,
		Responses: []*MethodResponse{
			{StatusCode: "200", Description: "All orders", Headers: []string{"X-Total"}, Models: []*ContentModel{{"application/json", orders}}},
			{StatusCode: "500", Description: "The backend failed", Models: []*ContentModel{{"application/json", failed}}},
		},
		Integration: &Integration{
			Type: HTTP, HTTPMethod: "GET", URI: Text{Value: "https://${stageVariables.backend}/orders"},
			ConnectionType: "VPC_LINK", ConnectionID: "abc123", TimeoutMillis: 1500, CacheNamespace: "orders",
			CacheKeyParameters: []string{"method.request.querystring.page"}, TLS: &TLSConfig{InsecureSkipVerification: true},
			Passthrough: WhenNoMatch,
			RequestParameters: []Mapping{
				{In: QueryString, Name: "p", From: Source{FromRequestQuery, "page", "method.request.querystring.page"}},
				{In: Header, Name: "X-User", From: Source{FromContext, "authorizer.claims.sub", "context.authorizer.claims.sub"}},
				{In: Header, Name: "X-Stage", From: Source{FromStageVariable, "name", "stageVariables.name"}},
			},
			Responses: []*IntegrationResponse{
				{Pattern: Text{Value: `5\d{2}`}, StatusCode: "500", Templates: []Template{{"application/json", Text{Value: "#set($e = $input.path('$.error'))\n{\"error\": \"$e\"}\n"}}}},
				{Pattern: Text{Value: "default"}, IsDefault: true, StatusCode: "200", Parameters: []Mapping{
					{In: Header, Name: "X-Total", From: Source{FromResponseHeader, "X-Count", "integration.response.header.X-Count"}},
				}},
			},
		},
	}
}

// ordersPlace is POST /orders.
func ordersPlace(function *Authorizer, v *Validator, order, inline *Model) *Method {
	return &Method{
		HTTPMethod: "POST", OperationID: "placeOrder", Authorization: CustomAuth, Authorizer: function,
		Parameters: []*Parameter{trace, page}, Validator: v,
		RequestModels: []*ContentModel{{"application/json", order}, {"application/xml", inline}},
		Responses:     []*MethodResponse{{StatusCode: "202"}},
		Integration: &Integration{
			Type: AWS, HTTPMethod: "POST", URI: Text{Value: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders"},
			Credentials: "arn:aws:iam::123456789012:role/send", Passthrough: Never, ContentHandling: ConvertToText,
			RequestParameters: []Mapping{{In: Header, Name: "Content-Type", From: Source{FromLiteral, "application/x-www-form-urlencoded", "'application/x-www-form-urlencoded'"}}},
			RequestTemplates: []Template{
				{"application/json", Text{Value: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}}, {"$default", Text{}},
			},
			Responses: []*IntegrationResponse{
				{Pattern: Text{Value: "default"}, IsDefault: true, StatusCode: "202", ContentHandling: ConvertToBinary, Templates: []Template{{"application/json", Text{}}}},
			},
		},
	}
}

// ordersPreflight is OPTIONS /orders.
func ordersPreflight(v *Validator) *Method {
	return &Method{
		HTTPMethod: "OPTIONS", Authorization: NoAuth, Parameters: []*Parameter{trace, page}, Validator: v,
		Responses: []*MethodResponse{{StatusCode: "204", Description: "Preflight"}},
		Integration: &Integration{
			Type: Mock, Passthrough: WhenNoMatch,
			RequestTemplates: []Template{{"application/json", Text{Value: `{"statusCode": 204}`}}},
			Responses:        []*IntegrationResponse{{Pattern: Text{Value: "default"}, IsDefault: true, StatusCode: "204"}},
		},
	}
}

// ordersDelete is DELETE /orders/{id}.
func ordersDelete(v *Validator) *Method {
	return &Method{
		HTTPMethod: "DELETE", Authorization: IAMAuth, Parameters: []*Parameter{{In: Path, Name: "id", Required: true}}, Validator: v,
		Integration: &Integration{
			Type: AWSProxy, HTTPMethod: "POST", Passthrough: WhenNoMatch,
			URI: Text{Value: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders:${stageVariables.alias}/invocations"},
		},
	}
}

// ordersFiles is ANY /files/{path+}.
func ordersFiles(v *Validator) *Method {
	return &Method{
		HTTPMethod: "ANY", Authorization: IAMAuth, Parameters: []*Parameter{{In: Path, Name: "path", Required: true}}, Validator: v,
		Integration: &Integration{
			Type: HTTPProxy, HTTPMethod: "ANY", URI: Text{Value: "http://files.example.com/{path}"}, Passthrough: WhenNoMatch,
			RequestParameters: []Mapping{{In: Path, Name: "path", From: Source{FromRequestPath, "path", "method.request.path.path"}}},
		},
	}
}

// TestLoadOpenAPI3 reads every extension of an OpenAPI 3 document.
func TestLoadOpenAPI3(t *testing.T) {
	t.Parallel()
	api := loadFile(t, "orders.yaml")
	if diff := cmp.Diff(ordersAPI(), api, sameAPI); diff != "" {
		t.Errorf("the API (-want +got):\n%s", diff)
	}
	checkRoundTrip(t, api)
}

// TestLoadSwagger2 reads what is different in Swagger 2.
func TestLoadSwagger2(t *testing.T) {
	t.Parallel()
	api := loadFile(t, "pets.swagger.json")
	pet := &Model{Name: "Pet", Schema: `{"type":"object","properties":{"name":{"type":"string"},"parent":{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Pet"}}}`}
	empty := &Model{Name: "Empty", Schema: `{"$schema":"http://json-schema.org/draft-04/schema#","title":"Empty Schema","type":"object"}`}
	key := &Parameter{In: Header, Name: "X-Key", Required: true}
	want := &API{
		Title: "Pets", Version: "1", BasePath: "/api/v2", MinimumCompressionSize: -1, APIKeySource: HeaderKeys,
		Models:   []*Model{pet, empty},
		Endpoint: Endpoint{VPCEndpointIDs: []string{"vpce-1"}},
		Root: &Resource{Path: "/", Children: []*Resource{{Path: "/pets", Part: "pets", Methods: []*Method{
			{
				HTTPMethod: "POST", APIKeyRequired: true, Authorization: NoAuth, Parameters: []*Parameter{key},
				RequestModels: []*ContentModel{{"application/json", pet}, {"text/json", pet}},
				Responses: []*MethodResponse{
					{StatusCode: "200", Description: "ok", Headers: []string{"Location"}, Models: []*ContentModel{{"text/html", empty}}},
					{StatusCode: "400", Description: "Bad"},
				},
				Integration: &Integration{Type: Mock, Passthrough: WhenNoMatch, Responses: []*IntegrationResponse{
					{Pattern: Text{Value: ""}, IsDefault: true, StatusCode: "200", Parameters: []Mapping{
						{In: Header, Name: "Location", From: Source{FromResponseBody, "redirect.url", "integration.response.body.redirect.url"}},
					}},
				}},
			},
			{
				HTTPMethod: "PUT", Authorization: NoAuth, Parameters: []*Parameter{key}, RequestModels: []*ContentModel{{"application/json", pet}},
				Integration: &Integration{Type: Mock, Passthrough: WhenNoMatch},
			},
		}}}},
	}
	if diff := cmp.Diff(want, api, sameAPI); diff != "" {
		t.Errorf("the API (-want +got):\n%s", diff)
	}
	checkRoundTrip(t, api)
}

// TestBasePath checks the three modes on the ways to declare a base path. Cases: import-basepath-*.
func TestBasePath(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, doc              string
		ignore, prepend, split string
		left                   string // BasePath in mode ignore
	}{
		{"none", "openapi: 3.0.1\n", "/a", "/a", "/a", ""},
		{"variable", "openapi: 3.0.1\nservers: [{url: 'https://x.test', variables: {basePath: {default: /base-var}}}]\n", "/a", "/base-var/a", "/a", "/base-var"},
		{"variable of the second server", "openapi: 3.0.1\nservers: [{url: 'https://x.test/u'}, {url: /, variables: {basePath: {default: v/w}}}]\n", "/a", "/v/w/a", "/w/a", "/v/w"},
		{"url", "openapi: 3.0.1\nservers: [{url: 'https://x.test/base-url/part/'}]\n", "/a", "/base-url/part/a", "/part/a", "/base-url/part"},
		{"url of a path", "openapi: 3.0.1\nservers: [{url: '/b?q#f'}]\n", "/a", "/b/a", "/a", "/b"},
		{"url with variables", "openapi: 3.0.1\nservers: [{url: 'https://{host}/{version}', variables: {host: {default: x.test}, version: {default: v2}}}]\n", "/a", "/v2/a", "/a", "/v2"},
		{"url without path", "openapi: 3.0.1\nservers: [{url: 'https://x.test'}]\n", "/a", "/a", "/a", ""},
		{"swagger", "swagger: '2.0'\nbasePath: /b/c\n", "/a", "/b/c/a", "/c/a", "/b/c"},
		{"slash", "swagger: '2.0'\nbasePath: /\n", "/a", "/a", "/a", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := test.doc + "info: {title: t}\npaths: {/a: " + mock + "}\n"
			for mode, want := range map[string]string{"ignore": test.ignore, "prepend": test.prepend, "split": test.split} {
				m, err := ParseBasePathMode(mode)
				if err != nil {
					t.Fatal(err)
				}
				api, _, err := Load("api", []byte(doc), Options{BasePath: m})
				if err != nil {
					t.Fatal(err)
				}
				if r := api.Resource(want); r == nil || r.Method("GET") == nil {
					t.Errorf("%s: there is no GET %s", mode, want)
				}
				left := ""
				if m == IgnoreBasePath {
					left = test.left
				}
				if api.BasePath != left {
					t.Errorf("%s: the base path left is %q; want %q", mode, api.BasePath, left)
				}
			}
		})
	}
	if _, err := ParseBasePathMode("append"); err == nil {
		t.Error("the mode append was accepted")
	}
}

// TestDefaultSecurity checks the security of the document: it holds for operations without their own.
func TestDefaultSecurity(t *testing.T) {
	t.Parallel()
	api := mustLoad(t, "api", `openapi: 3.0.1
info: {title: t}
security: [{users: [email]}]
paths:
  /a:
    get: {x-amazon-apigateway-integration: {type: mock}}
    put: {security: [], x-amazon-apigateway-integration: {type: mock}}
    post: {security: [{users: [openid]}], x-amazon-apigateway-integration: {type: mock}}
    patch: {x-amazon-apigateway-auth: {type: none}, x-amazon-apigateway-integration: {type: mock}}
components:
  securitySchemes:
    users: {type: apiKey, in: header, name: Auth, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [arn]}}
`, Options{})
	got := map[string]string{}
	for _, m := range api.Resource("/a").Methods {
		got[m.HTTPMethod] = string(m.Authorization) + " " + strings.Join(m.Scopes, ",")
	}
	want := map[string]string{"GET": "COGNITO_USER_POOLS email", "PUT": "NONE ", "POST": "COGNITO_USER_POOLS openid", "PATCH": "NONE "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("authorization (-want +got):\n%s", diff)
	}
}

// TestTimeout checks the default and a raised limit.
func TestTimeout(t *testing.T) {
	t.Parallel()
	doc := method("type: mock\ntimeoutInMillis: 60000")
	api, _, err := Load("api", []byte(doc), Options{MaxTimeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if got := api.Resource("/a").Method("GET").Integration.Timeout(); got != time.Minute {
		t.Errorf("timeout %v; want 1m", got)
	}
	if got := (&Integration{}).Timeout(); got != 29*time.Second {
		t.Errorf("default timeout %v; want 29s", got)
	}
}

// TestPositions checks where parts of the model stand.
func TestPositions(t *testing.T) {
	t.Parallel()
	api := mustLoad(t, "api", method("type: mock\nresponses:\n  \"2..\":\n    statusCode: 200\n    responseTemplates:\n      text/plain: |\n        a\n        b"), Options{})
	r := api.Resource("/a")
	m := r.Method("GET")
	resp := m.Integration.Responses[0]
	var got []string
	for _, p := range []Position{r.Pos, m.Pos, m.Integration.Pos, resp.Pos, resp.Pattern.Pos, resp.Templates[0].Pos, resp.Templates[0].Locate(2)} {
		got = append(got, itoa(p.Line)+":"+itoa(p.Column))
	}
	want := []string{"4:3", "5:5", "6:7", "9:11", "9:11", "12:27", "14:17"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if p := resp.Templates[0].Pointer(); p != "/paths/~1a/get/x-amazon-apigateway-integration/responses/2../responseTemplates/text~1plain" {
		t.Errorf("pointer %q", p)
	}
}

// TestLookups checks the look-ups that find nothing.
func TestLookups(t *testing.T) {
	t.Parallel()
	api := ordersAPI()
	if api.Resource("/orders/{other}") != nil || api.Resource("/").Method("GET") != nil || api.Model("x") != nil || api.GatewayResponse("THROTTLED") != nil {
		t.Error("something that is not there was found")
	}
	if api.Resource("/") != api.Root || api.Model("Order") == nil || api.GatewayResponse("DEFAULT_5XX") == nil || api.Root.Children[0].Methods[0].Response("404") != nil {
		t.Error("something that is there was not found")
	}
	if types := GatewayResponseTypes(); len(types) != 21 {
		t.Errorf("%d types of gateway responses", len(types))
	}
	if u := ModelURL("a b/ä"); u != "https://apigateway.amazonaws.com/restapis/api/models/a%20b%2F%C3%A4" {
		t.Errorf("URL %s", u)
	}
}

// TestWebSocket checks that WebSocket definitions are known.
func TestWebSocket(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]bool{
		`{"websocket": true}`: true, "websocket: true\n": true, `{"websocket": false}`: false, "{": false, `{"openapi": "3.0.1"}`: false,
	} {
		if IsWebSocket([]byte(doc)) != want {
			t.Errorf("IsWebSocket(%s) is not %v", doc, want)
		}
	}
}

func TestParameterSample(t *testing.T) {
	t.Parallel()
	tests := map[string]string{ // a parameter of OpenAPI 3 or Swagger 2: its sample
		`"schema":{"type":"string"}`:                          "",
		`"schema":{"type":"integer"}`:                         "1",
		`"type":"number"`:                                     "1",
		`"schema":{"type":"boolean"}`:                         "true",
		`"schema":{"type":"string","default":"d"}`:            "d",
		`"schema":{"type":"string","enum":["a","b"]}`:         "a",
		`"example":7,"schema":{"example":8}`:                  "7",
		`"schema":{"example":8.50}`:                           "8.50",
		`"type":"string","enum":[false]`:                      "false",
		`"example":{"a":1},"schema":{"type":"array"}`:         "",
		`"schema":null,"enum":[],"default":null`:              "",
		`"schema":{"$ref":"#/components/schemas/Nowhere"}`:    "",
		`"x-example":"x","type":"string","default":"d"`:       "x",
		`"schema":{"type":["string","null"]},"example":[[1]]`: "",
	}
	for text, want := range tests {
		definition := `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/":{"get":{"parameters":[{"name":"p","in":"query",` + text + `}],"responses":{}}}}}`
		api, _, err := Load("t", []byte(definition), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := api.Root.Methods[0].Parameters[0].Sample; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
