package apispec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAssemble reads an API that a template defines piece by piece.
func TestAssemble(t *testing.T) {
	t.Parallel()
	api, warnings, err := Load("books.template.yaml", readFile(t, "books.template.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0].Msg, `both "4.." and "default" have statusCode 201`) {
		t.Errorf("warnings %v", warnings)
	}
	book := &Model{Name: "Book", Schema: `{"type":"object","required":["title"]}`}
	empty := &Model{Name: "Empty", Schema: `{"$schema":"http://json-schema.org/draft-04/schema#","title":"Empty Schema","type":"object"}`}
	checks := &Validator{Name: "Checks", Body: true}
	caller := &Authorizer{
		Name: "Caller", Type: TokenAuthorizer, Header: "X-Token",
		URI:             Text{Value: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"},
		IdentitySources: []Source{{FromRequestHeader, "X-Token", "method.request.header.X-Token"}},
	}
	add := &Method{
		HTTPMethod: "POST", OperationID: "addBook", APIKeyRequired: true, Authorization: CustomAuth, Authorizer: caller, Validator: checks,
		RequestModels: []*ContentModel{{"application/json", book}},
		Responses:     []*MethodResponse{{StatusCode: "201", Headers: []string{"Location"}, Models: []*ContentModel{{"application/json", empty}}}},
		Integration: &Integration{
			Type: AWS, HTTPMethod: "POST", URI: Text{Value: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem"},
			Credentials: "arn:aws:iam::123456789012:role/table", Passthrough: Never, TimeoutMillis: 1000,
			RequestTemplates: []Template{{"application/json", Text{Value: "{\"TableName\": \"books\"}\n"}}},
			Responses: []*IntegrationResponse{
				{Pattern: Text{Value: "4.."}, StatusCode: "201"},
				{Pattern: Text{Value: "default"}, IsDefault: true, StatusCode: "201", Parameters: []Mapping{{In: Header, Name: "Location", From: Source{FromLiteral, "/books", "'/books'"}}}},
			},
		},
	}
	list := &Method{
		HTTPMethod: "ANY", Authorization: IAMAuth, Integration: &Integration{Type: Mock, Passthrough: WhenNoMatch},
		Parameters: []*Parameter{{In: Path, Name: "author", Required: true}, {In: QueryString, Name: "page"}},
	}
	home := &Method{HTTPMethod: "GET", Authorization: NoAuth, Integration: &Integration{Type: HTTPProxy, HTTPMethod: "GET", URI: Text{Value: "http://books.example.com/"}, Passthrough: WhenNoMatch}}
	want := &API{
		Title: "books", Description: "Books by author", BinaryMediaTypes: []string{"image/png"}, MinimumCompressionSize: -1,
		APIKeySource: AuthorizerKeys, Endpoint: Endpoint{Types: []string{"REGIONAL"}},
		Models: []*Model{book, empty}, Validators: []*Validator{checks}, Authorizers: []*Authorizer{caller},
		GatewayResponses: []*GatewayResponse{{Type: "INVALID_API_KEY", StatusCode: "401"}},
		Root: &Resource{Path: "/", Methods: []*Method{home}, Children: []*Resource{
			{Path: "/books", Part: "books", Methods: []*Method{add}, Children: []*Resource{
				{Path: "/books/{author}", Part: "{author}", Param: "author", Methods: []*Method{list}},
			}},
		}},
	}
	if diff := cmp.Diff(want, api, sameAPI); diff != "" {
		t.Errorf("the API (-want +got):\n%s", diff)
	}
	if p := api.Resource("/books").Method("POST").Integration.RequestTemplates[0].Locate(2); p.Line != 45 || p.Column != 17 {
		t.Errorf("the template is at %d:%d; want 45:17", p.Line, p.Column)
	}
	checkRoundTrip(t, api)
}

// TestAssembleErrors checks pieces that do not fit.
func TestAssembleErrors(t *testing.T) {
	t.Parallel()
	const head = "Resources:\n  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}\n"
	tests := []struct{ name, doc, want string }{
		{"two APIs", head + "  B: {Type: 'AWS::ApiGateway::RestApi'}\n", "t:1:1: Invalid OpenAPI input. This CloudFormation template holds several APIs: Api, B (at /Resources)"},
		{"resource in a circle", head + "  R: {Type: 'AWS::ApiGateway::Resource', Properties: {PathPart: r, ParentId: !Ref R}}\n", "t:3:83: this leads to no resource of the API: \"R\" (at /Resources/R/Properties/ParentId)"},
		{"method of nothing", head + "  M: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET, ResourceId: !Ref X}}\n", "t:3:87: this leads to no resource of the API: \"X\" (at /Resources/M/Properties/ResourceId)"},
		{"method without resource", head + "  M: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET}}\n", "t:3:3: this method belongs to no resource (at /Resources/M)"},
		{"method twice", head + many("  M%: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET, ResourceId: !GetAtt Api.RootResourceId, Integration: {Type: MOCK}}}\n", 2), "t:4:3: Unable to put method 'GET' on resource at path '/': Method already exists for this resource: \"M11\" (at /Resources/M11)"},
		{"integration", head + "  M: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET, ResourceId: !GetAtt Api.RootResourceId, Integration: {Type: NONE}}}\n", "t:3:130: Unable to put integration on 'GET' for resource at path '/': the integration type is none of HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS: \"NONE\" (at /paths/~1/get/x-amazon-apigateway-integration/type)"},
	}
	for _, test := range tests {
		_, _, err := Load("t", []byte(test.doc), Options{})
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v; want %s", test.name, err, test.want)
		}
	}
}
