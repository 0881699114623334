package apispec

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loadWarningTests are definitions that load, with all warnings.
var loadWarningTests = []struct {
	name string
	doc  string
	want []string
}{
	{"none", paths("/a: " + mock), nil},
	{"null parts", "openapi: 3.0.1\ninfo: {title: t}\npaths:\n  /a:\n    get: {parameters: null, responses: {\"200\": null}, requestBody: null, x-amazon-apigateway-integration: {type: mock, uri: null, requestTemplates: null, requestParameters: {integration.request.header.a: null}, responses: {default: null}}}\ncomponents: null\nx-amazon-apigateway-policy: null\nservers: null\n", nil},
	{"no paths", "openapi: 3.0.1\ninfo: {title: t}\n", []string{"api:1:1: there are no paths, so the API has no methods"}},
	{"no info", "openapi: 3.0.1\npaths: {}\n", []string{"api:1:1: there is no info, so the API has no name"}},
	{"no integration", paths("/a:\n  get: {}"), []string{"api:5:5: No integration defined for method GET of resource /a (at /paths/~1a/get)"}},
	{"not strings", method(`type: mock
requestParameters:
  integration.request.header.a: true
  integration.request.header.b: 5
  integration.request.header.c: [x]
requestTemplates:
  application/json: {statusCode: 200}
responses:
  default:
    statusCode: "200"
    responseParameters: {method.response.header.a: false}
    responseTemplates: {text/plain: 1.5}`), []string{
		"api:9:41: Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.a' of resource '/a' and method 'GET' but got 'true' (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.header.a)",
		"api:10:41: Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.b' of resource '/a' and method 'GET' but got '5' (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.header.b)",
		`api:11:41: Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.c' of resource '/a' and method 'GET' but got '["x"]' (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.header.c)`,
		`api:13:29: Invalid format for 'requestTemplates'. Expected type string for property 'application/json' of resource '/a' and method 'GET' but got '{"statusCode":200}' (at /paths/~1a/get/x-amazon-apigateway-integration/requestTemplates/application~1json)`,
		"api:17:60: Invalid format for 'responseParameters'. Expected type string for property 'method.response.header.a' of resource '/a' and method 'GET' but got 'false' (at /paths/~1a/get/x-amazon-apigateway-integration/responses/default/responseParameters/method.response.header.a)",
		"api:18:45: Invalid format for 'responseTemplates'. Expected type string for property 'text/plain' of resource '/a' and method 'GET' but got '1.5' (at /paths/~1a/get/x-amazon-apigateway-integration/responses/default/responseTemplates/text~1plain)",
	}},
	{"unknown fields", method("type: mock\nrequestTemplate: {}\nresponses: {default: {statusCode: 200, template: x}}") + "x-amazon-apigateway-gateway-response: {}\nx-other: 1\n", []string{
		`api:11:1: nothing reads this field: "x-amazon-apigateway-gateway-response" (at /x-amazon-apigateway-gateway-response)`,
		`api:8:9: nothing reads this field: "requestTemplate" (at /paths/~1a/get/x-amazon-apigateway-integration/requestTemplate)`,
		`api:9:48: nothing reads this field: "template" (at /paths/~1a/get/x-amazon-apigateway-integration/responses/default/template)`,
	}},
	{"undeclared", method("type: mock\nresponses:\n  default: {statusCode: 201}\n  \"4..\": {statusCode: 200, responseParameters: {method.response.header.A: \"'b'\"}}\n  \"5..\": {statusCode: 200}"), []string{
		"api:9:33: Unable to put integration response on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]: 201 (at /paths/~1a/get/x-amazon-apigateway-integration/responses/default/statusCode)",
		`api:10:57: Unable to put integration response on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.A]: "method.response.header.A" (at /paths/~1a/get/x-amazon-apigateway-integration/responses/4../responseParameters/method.response.header.A)`,
		`api:11:11: Unable to put integration response on 'GET' for resource at path '/a': both "4.." and "5.." have statusCode 200; API Gateway keeps one response for a status code: "5.." (at /paths/~1a/get/x-amazon-apigateway-integration/responses/5..)`,
	}},
	{"placeholders", method("type: http\nhttpMethod: GET\nuri: ${uri}/x"), []string{`api:9:14: Unable to put integration on 'GET' for resource at path '/a': the uri begins with a placeholder, so it could not be checked: "${uri}/x" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"aws without role", method("type: aws\nhttpMethod: POST\nuri: arn:aws:apigateway:us-east-1:sns:action/Publish"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': Role ARN must be specified for AWS integrations (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"proxy without method", method("type: aws_proxy\nuri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': Enumeration value for HttpMethod must be non-empty; POST is taken (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"responses with odd keys", paths("/a:\n  get:\n    responses: {default: {}, 2XX: {}, x-note: {}, 200: {}}\n    x-amazon-apigateway-integration: {type: mock}"), []string{
		`api:6:19: API Gateway knows no response for this; it is ignored: "default" (at /paths/~1a/get/responses/default)`,
		`api:6:32: API Gateway knows no response for this; it is ignored: "2XX" (at /paths/~1a/get/responses/2XX)`,
	}},
	{"parameters", paths("/a:\n  get:\n    parameters: [{name: c, in: cookie}, {name: q, in: query}, {name: q, in: query}]\n    x-amazon-apigateway-integration: {type: mock}"), []string{
		`api:6:34: Unsupported parameter type 'cookie'. Ignoring.: "cookie" (at /paths/~1a/get/parameters/0/in)`,
		`api:6:72: this parameter is listed twice: "q" (at /paths/~1a/get/parameters/2/name)`,
	}},
	{"security", paths("/a:\n  get:\n    security: [{none: []}, {basic: []}]\n    x-amazon-apigateway-integration: {type: mock}") + "components: {securitySchemes: {basic: {type: http, scheme: basic}}}\n", []string{
		`api:6:19: Reference to security definition 'none' not found. Ignoring.: "none" (at /paths/~1a/get/security/0/none)`,
		`api:6:31: Unsupported security definition type 'http' for 'basic'. Ignoring.: "basic" (at /paths/~1a/get/security/1/basic)`,
	}},
	{"models", paths("/a:\n  get:\n    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/No'}}}}\n    x-amazon-apigateway-integration: {type: mock}") + "components:\n  schemas:\n    Order_Item: {type: object, nullable: true, properties: {a: {example: 1, readOnly: true}, b: {minItems: 1}}}\n", []string{
		`api:10:5: Unable to create model for 'Order_Item': Model name must be alphanumeric: Order_Item: "Order_Item" (at /components/schemas/Order_Item)`,
		`api:10:98: API Gateway does not take this keyword over when it imports a definition: "minItems" (at /components/schemas/Order_Item/properties/b/minItems)`,
		`api:10:5: Unsupported keyword(s): ["example","nullable","readOnly"] in model 'Order_Item'; they have no effect, and API Gateway may refuse them (at /components/schemas/Order_Item)`,
		`api:6:65: Reference to model 'No' not found. Ignoring.: "#/components/schemas/No" (at /paths/~1a/get/requestBody/content/application~1json/schema/$ref)`,
	}},
	{"servers", paths("/a: "+mock) + "servers: [{url: /}, {url: /b}]\n", []string{"api:5:1: More than one server provided. Ignoring all but the first for defining endpoint configuration (at /servers)"}},
	{"HTTP APIs", paths("/a: "+mock) + "x-amazon-apigateway-cors: {}\n", []string{"api:5:1: x-amazon-apigateway-cors is for HTTP APIs; REST APIs ignore it (at /x-amazon-apigateway-cors)"}},
	{"VPC link", method("type: http\nhttpMethod: GET\nuri: http://x/\nconnectionType: VPC_LINK"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': a connection of type VPC_LINK needs a connectionId (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"authorizer without source", root("components: {securitySchemes: {A: {type: apiKey, x-amazon-apigateway-authorizer: {type: request, authorizerUri: '${uri}'}}}}"), []string{
		"api:4:50: authorizer 'A' keeps results but has no identity source to keep them by (at /components/securitySchemes/A/x-amazon-apigateway-authorizer)",
		`api:4:113: this placeholder was not replaced, so the authorizer cannot be called: "${uri}" (at /components/securitySchemes/A/x-amazon-apigateway-authorizer/authorizerUri)`,
	}},
}

// TestLoadWarnings checks the warnings of definitions that load.
func TestLoadWarnings(t *testing.T) {
	t.Parallel()
	for _, test := range loadWarningTests {
		t.Run(test.name, func(t *testing.T) {
			_, warnings, err := Load("api", []byte(test.doc), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range warnings {
				got = append(got, w.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("warnings (-want +got):\n%s\nof\n%s", diff, test.doc)
			}
		})
	}
}

// TestProblemDetail checks the form of a problem in several lines.
func TestProblemDetail(t *testing.T) {
	t.Parallel()
	doc := "{\n  \"openapi\": \"3.0.1\", \"info\": {\"title\": \"t\"},\n\t\"paths\": {\"/ä\": {}, \"/a\": {\"get\":\n\t{\"x-amazon-apigateway-integration\": {\"type\": \"HTP\"}}}}\n}"
	_, _, err := Load("api.json", []byte(doc), Options{})
	list := asErrors(t, err)
	want := `error[VTL510]: Unable to create resource at path '/ä': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end and an optional plus sign before the closing brace.: "/ä"
 --> api.json:3:12
  |
3 |  "paths": {"/ä": {}, "/a": {"get":
  |            ^^^^
  = at: /paths/~1ä
  = fix: a variable must be a part of its own: /pets/{petId}

error[VTL520]: Unable to put integration on 'GET' for resource at path '/a': the integration type is none of HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS: "HTP"
 --> api.json:4:47
  |
4 |  {"x-amazon-apigateway-integration": {"type": "HTP"}}}}
  |                                               ^^^^^
  = at: /paths/~1a/get/x-amazon-apigateway-integration/type
  = fix: write one of http, mock, aws_proxy, http_proxy, aws
`
	if diff := cmp.Diff(want, list.Detail()); diff != "" {
		t.Errorf("detail (-want +got):\n%s", diff)
	}
}

// TestHints checks the hints that name what was probably meant.
func TestHints(t *testing.T) {
	t.Parallel()
	tests := []struct{ doc, want string }{
		{paths("/a:\n  gte: {}"), "did you mean get?"},
		{paths("/a:\n  POST: {}"), "write it in small letters: post"},
		{paths("/a:\n  any: {}"), "write x-amazon-apigateway-any-method"},
		{root("x-amazon-apigateway-gateway-responses: {TROTTLED: {}}"), "did you mean THROTTLED?"},
		{root("x-amazon-apigateway-request-validators: {body: {}}") + "x-amazon-apigateway-request-validator: bodi\n", ""},
		{paths("/a:\n  get: {x-amazon-apigateway-request-validator: bodi}") + "x-amazon-apigateway-request-validators: {body: {}}\n", `did you mean "body"?`},
		{root("components: {schemas: {Order: {}, A: {$ref: '#/components/schemas/Ordr'}}}"), `did you mean "Order"?`},
		{method("type: mock\nrequestParameters: {integration.request.header.A: text}"), "write a source such as method.request.header.Accept, or a static value in single quotes: 'text'"},
	}
	for _, test := range tests {
		_, _, err := Load("api", []byte(test.doc), Options{})
		got := ""
		if err != nil {
			got = asErrors(t, err)[0].Hint
		}
		if got != test.want {
			t.Errorf("hint %q; want %q of\n%s", got, test.want, test.doc)
		}
	}
}

// TestTooManyProblems checks that problems are counted, not collected without end.
func TestTooManyProblems(t *testing.T) {
	t.Parallel()
	doc := "openapi: 3.0.1\ninfo: {title: t}\npaths:\n"
	for i := range 150 {
		doc += "  a" + itoa(i) + ": {}\n"
	}
	_, _, err := Load("api", []byte(doc), Options{})
	list := asErrors(t, err)
	if len(list) != 101 || list[99].Msg != "Resource a99 should start with /" || list[100].Code != CodeTooMany {
		t.Errorf("got %d errors, the last two %v, %v", len(list), list[len(list)-2], list[len(list)-1])
	}
}

// TestCodes checks that every code is explained once.
func TestCodes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	last := ""
	for _, c := range Codes {
		if seen[c.Code] || c.Code <= last || c.Title == "" || c.Explain == "" {
			t.Errorf("the entry of %s is wrong", c.Code)
		}
		seen[c.Code], last = true, c.Code
	}
}
