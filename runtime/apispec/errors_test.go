package apispec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// method wraps the lines of an integration into a definition with one method, GET /a; the first line of the
// integration is line 7 of the file, column 9.
func method(integration string) string {
	return `openapi: 3.0.1
info: {title: t, version: "1"}
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
` + indent(integration, 8) + "      responses: {\"200\": {description: ok}}\n"
}

// indent puts n spaces before each line.
func indent(text string, n int) string {
	pad := strings.Repeat(" ", n)
	return pad + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+pad) + "\n"
}

// paths wraps path items into a definition; the first is on line 4, column 3.
func paths(items string) string {
	return "openapi: 3.0.1\ninfo: {title: t, version: \"1\"}\npaths:\n" + indent(items, 2)
}

// root wraps fields of the document, the first on line 4, into a definition without methods.
func root(fields string) string {
	return "openapi: 3.0.1\ninfo: {title: t, version: \"1\"}\npaths: {}\n" + indent(fields, 0)
}

// mock is a path item that is right.
const mock = "{get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}}"

// loadErrorTests are definitions that must be refused, with all messages. The words in the messages are those of API
// Gateway where AWS-GATEWAY.md or a case has them.
var loadErrorTests = []struct {
	name string
	doc  string
	want []string
}{
	// The document.
	{"empty", "", []string{"api:1:1: Invalid OpenAPI input. The file is empty"}},
	{"blank", " \n\t\n", []string{"api:1:1: Invalid OpenAPI input. The file is empty"}},
	{"comment only", "# nothing\n", []string{"api:1:1: Invalid OpenAPI input. The file holds no document"}},
	{"a string", "hello", []string{`api:1:1: Invalid OpenAPI input. The document is a string, not an object: "hello"`}},
	{"a list", "- a\n", []string{"api:1:1: Invalid OpenAPI input. The document is a list, not an object"}},
	{"not UTF-8", "a: b\nc: \xff\n", []string{"api:2:4: Invalid OpenAPI input. The file is not UTF-8"}},
	{"json: single quotes", "{'key:value}", []string{"api:1:2: Invalid OpenAPI input. JSON: a key in double quotes is missing"}},
	{"json: no comma", "{\n \"a\": 1\n \"b\": 2}", []string{"api:3:2: Invalid OpenAPI input. JSON: a comma or } is missing"}},
	{"json: comma at the end", `{"a": [1,]}`, []string{"api:1:10: Invalid OpenAPI input. JSON: a value is missing"}},
	{"json: not closed", `{"a": {`, []string{"api:1:8: Invalid OpenAPI input. JSON: the file ends too early"}},
	{"json: string not closed", "{\"a\": \"b\n}", []string{"api:1:9: Invalid OpenAPI input. JSON: a line break or control character stands in a string"}},
	{"json: escape", `{"a": "\d"}`, []string{"api:1:8: Invalid OpenAPI input. JSON: this escape does not exist"}},
	{"json: number", `{"a": 01}`, []string{"api:1:7: Invalid OpenAPI input. JSON: this is no number"}},
	{"json: more", `{} {}`, []string{"api:1:4: Invalid OpenAPI input. JSON: Something stands behind the end of the definition"}},
	{"json: twice", "{\"a\": 1,\n\"a\": 2}", []string{`api:2:1: the key "a" stands twice in this object`}},
	{"yaml: twice", "a: 1\nb: 2\na: 3\n", []string{`api:3:1: the key "a" stands twice in this object`}},
	{"yaml: tab", "a:\n\tb: 1\n", []string{"api:2:2: Invalid OpenAPI input. YAML: found character that cannot start any token"}},
	{"yaml: two documents", "a: 1\n---\nb: 2\n", []string{"api:2:1: Invalid OpenAPI input. YAML: the file holds several documents"}},
	{"yaml: alias in its anchor", "a: &x\n  b: *x\n", []string{`api:2:6: Invalid OpenAPI input. YAML: the alias "*x" stands inside its own anchor`}},
	{"yaml: list as key", "? [a]\n: b\n", []string{"api:1:3: Invalid OpenAPI input. YAML: a list stands where a key belongs"}},
	{"yaml: merge of text", "<<: a\nb: c\n", []string{"api:1:5: Invalid OpenAPI input. YAML: a merge key takes objects only"}},
	{"no version", "info: {}\n", []string{"api:1:1: Invalid OpenAPI input. There is neither openapi nor swagger in it"}},
	{"openapi 3.1", "openapi: 3.1.0\npaths: {}\n", []string{`api:1:10: Invalid OpenAPI input. This version of OpenAPI is not supported: "3.1.0" (at /openapi)`}},
	{"swagger 1.2", "swagger: 1.2\npaths: {}\n", []string{"api:1:10: Invalid OpenAPI input. This version of Swagger is not supported: 1.2 (at /swagger)"}},
	{"websocket", `{"websocket": true, "routes": {}}`, []string{"api:1:15: this is the definition of a WebSocket API; here REST APIs are read: true (at /websocket)"}},
	{"template without definition", "Resources:\n  T: {Type: AWS::SNS::Topic}\n", []string{"api:1:1: Invalid OpenAPI input. This CloudFormation template holds no definition of a REST API (at /Resources)"}},
	{"template with two", "Resources:\n  A: {Type: 'AWS::Serverless::Api', Properties: {DefinitionBody: {}}}\n  B: {Type: 'AWS::ApiGateway::RestApi', Properties: {Body: {}}}\n", []string{"api:1:1: Invalid OpenAPI input. This CloudFormation template holds several APIs: A, B (at /Resources)"}},
	{"kinds", "openapi: 3.0.1\ninfo: t\npaths: []\n", []string{
		`api:2:7: an object is expected here, not a string: "t" (at /info)`,
		"api:3:8: an object is expected here, not a list (at /paths)",
	}},

	// Resources and methods.
	{"path without slash", paths("a: " + mock), []string{`api:4:3: Resource a should start with /: "a" (at /paths/a)`}},
	{"path part", paths("/a b/c: " + mock), []string{`api:4:3: Unable to create resource at path '/a b/c': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end and an optional plus sign before the closing brace.: "/a b/c" (at /paths/~1a b~1c)`}},
	{"half a variable", paths("/a{x}: " + mock), []string{`api:4:3: Unable to create resource at path '/a{x}': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end and an optional plus sign before the closing brace.: "/a{x}" (at /paths/~1a{x})`}},
	{"two variables", paths("/{proxy+}: " + mock + "\n/{other}: " + mock), []string{`api:5:3: Unable to create resource at path '/{other}': A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed: "/{other}" (at /paths/~1{other})`}},
	{"child of greedy", paths("/{proxy+}/x: " + mock), []string{`api:4:3: Unable to create resource at path '/{proxy+}/x': Cannot create a child of a resource with a greedy path variable: {proxy+}: "/{proxy+}/x" (at /paths/~1{proxy+}~1x)`}},
	{"method", paths("/a:\n  fetch: {}\n  GET: {}\n  trace: {}"), []string{
		`api:5:5: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY: "fetch" (at /paths/~1a/fetch)`,
		`api:6:5: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY: "GET" (at /paths/~1a/GET)`,
		`api:7:5: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY: "trace" (at /paths/~1a/trace)`,
	}},
	{"method twice", paths("/a: " + mock + "\n/a/: " + mock), []string{`api:5:9: Unable to put method 'GET' on resource at path '/a': Method already exists for this resource: "get" (at /paths/~1a~1/get)`}},
	{"parameters", paths("/a:\n  get:\n    parameters:\n      - {name: 'page[size]', in: query}\n      - {name: x}\n      - {in: header}\n      - {name: y, in: query, required: maybe}"), []string{
		`api:7:18: Unable to put method 'GET' on resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Parameter name should match the following regular expression: ^[a-zA-Z0-9._$-]+$]: "page[size]" (at /paths/~1a/get/parameters/0/name)`,
		"api:8:11: this parameter does not say where it is (at /paths/~1a/get/parameters/1)",
		"api:9:11: this parameter has no name (at /paths/~1a/get/parameters/2)",
		`api:10:42: true or false is expected here, not a string: "maybe" (at /paths/~1a/get/parameters/3/required)`,
	}},
	{"validator", paths("/a:\n  get: {x-amazon-apigateway-request-validator: all}"), []string{`api:5:50: Unable to put method 'GET' on resource at path '/a': Invalid Request Validator identifier specified: "all" (at /paths/~1a/get/x-amazon-apigateway-request-validator)`}},
	{"auth", paths("/a:\n  get: {x-amazon-apigateway-auth: {type: BASIC}}"), []string{`api:5:44: Unable to put method 'GET' for resource at path '/a': x-amazon-apigateway-auth is NONE or AWS_IAM: "BASIC" (at /paths/~1a/get/x-amazon-apigateway-auth/type)`}},

	// References.
	{"remote reference", paths("/a:\n  get:\n    parameters:\n      - $ref: https://example.com/p.json\n      - $ref: other.yaml#/p\n      - $ref: file:///etc/passwd"), []string{
		`api:7:17: references may not leave the document; nothing is read from other files or the network: "https://example.com/p.json" (at /paths/~1a/get/parameters/0/$ref)`,
		`api:8:17: references may not leave the document; nothing is read from other files or the network: "other.yaml#/p" (at /paths/~1a/get/parameters/1/$ref)`,
		`api:9:17: references may not leave the document; nothing is read from other files or the network: "file:///etc/passwd" (at /paths/~1a/get/parameters/2/$ref)`,
	}},
	{"reference to nothing", paths("/a: {$ref: '#/components/pathItems/A'}"), []string{`api:4:14: this reference leads nowhere: "#/components/pathItems/A" (at /paths/~1a/$ref)`}},
	{"reference in a circle", paths("/a: {$ref: '#/x-items/A'}") + "x-items: {A: {$ref: '#/x-items/B'}, B: {$ref: '#/x-items/A'}}\n", []string{`api:4:14: this reference leads back to itself: "#/x-items/A" (at /paths/~1a/$ref)`}},
	{"reference to itself", paths("/a: {$ref: '#/paths/~1a'}"), []string{`api:4:14: this reference leads back to itself: "#/paths/~1a" (at /paths/~1a/$ref)`}},

	// Integrations.
	{"type", method("type: lambda\nuri: http://x/"), []string{`api:7:15: Unable to put integration on 'GET' for resource at path '/a': the integration type is none of HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS: "lambda" (at /paths/~1a/get/x-amazon-apigateway-integration/type)`}},
	{"no type", method("uri: http://x/"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': Enumeration value for integration type must be non-empty (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"no method", method("type: http\nuri: http://x/"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': Enumeration value for HttpMethod must be non-empty (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"unknown method", method("type: http\nuri: http://x/\nhttpMethod: FETCH"), []string{`api:9:21: Unable to put integration on 'GET' for resource at path '/a': Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY: "FETCH" (at /paths/~1a/get/x-amazon-apigateway-integration/httpMethod)`}},
	{"http uri", method("type: http_proxy\nuri: non-valid-http\nhttpMethod: POST"), []string{`api:8:14: Unable to put integration on 'GET' for resource at path '/a': Invalid HTTP endpoint specified for URI: "non-valid-http" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"no uri", method("type: http\nhttpMethod: POST"), []string{"api:6:7: Unable to put integration on 'GET' for resource at path '/a': Invalid HTTP endpoint specified for URI (at /paths/~1a/get/x-amazon-apigateway-integration)"}},
	{"uri of another kind", method("type: http\nhttpMethod: POST\nuri: [a]"), []string{"api:9:14: a string is expected here, not a list (at /paths/~1a/get/x-amazon-apigateway-integration/uri)"}},
	{"not an ARN", method("type: aws\nhttpMethod: POST\nuri: non-valid-arn"), []string{`api:9:14: Unable to put integration on 'GET' for resource at path '/a': Invalid ARN specified in the request: "non-valid-arn" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"ARN of something else", method("type: aws\nhttpMethod: POST\nuri: arn:aws:iam::0000000000:role/service-role/asdf"), []string{`api:9:14: Unable to put integration on 'GET' for resource at path '/a': AWS ARN for integration must contain path or action: "arn:aws:iam::0000000000:role/service-role/asdf" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"proxy to S3", method("type: aws_proxy\nhttpMethod: POST\nuri: arn:aws:apigateway:us-east-1:s3:path/b/k"), []string{`api:9:14: Unable to put integration on 'GET' for resource at path '/a': Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.: "arn:aws:apigateway:us-east-1:s3:path/b/k" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"function without invocations", method("type: aws_proxy\nhttpMethod: POST\nuri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f"), []string{`api:9:14: Unable to put integration on 'GET' for resource at path '/a': Invalid function ARN or invalid uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f" (at /paths/~1a/get/x-amazon-apigateway-integration/uri)`}},
	{"choices", method("type: mock\npassthroughBehavior: always\ncontentHandling: TEXT\nconnectionType: VPN"), []string{
		`api:10:25: Unable to put integration on 'GET' for resource at path '/a': Invalid connection type specified: "VPN" (at /paths/~1a/get/x-amazon-apigateway-integration/connectionType)`,
		`api:8:30: Unable to put integration on 'GET' for resource at path '/a': Invalid passthrough behavior specified: "always" (at /paths/~1a/get/x-amazon-apigateway-integration/passthroughBehavior)`,
		`api:9:26: Unable to put integration on 'GET' for resource at path '/a': Invalid content handling specified: "TEXT" (at /paths/~1a/get/x-amazon-apigateway-integration/contentHandling)`,
	}},
	{"timeout too short", method("type: mock\ntimeoutInMillis: 49"), []string{"api:8:26: Unable to put integration on 'GET' for resource at path '/a': Timeout should be between 50 ms and 29000 ms: 49 (at /paths/~1a/get/x-amazon-apigateway-integration/timeoutInMillis)"}},
	{"timeout too long", method("type: mock\ntimeoutInMillis: 29001"), []string{"api:8:26: Unable to put integration on 'GET' for resource at path '/a': Timeout should be between 50 ms and 29000 ms: 29001 (at /paths/~1a/get/x-amazon-apigateway-integration/timeoutInMillis)"}},
	{"timeout no number", method("type: mock\ntimeoutInMillis: 2.5"), []string{"api:8:26: a whole number is expected here: 2.5 (at /paths/~1a/get/x-amazon-apigateway-integration/timeoutInMillis)"}},
	{"mappings", method("type: mock\nrequestParameters:\n  integration.request.header.A: value\n  integration.request.cookie.B: \"'x'\"\n  integration.request.header.C: method.request.cookie.D\n  integration.request.path.E: integration.response.header.E"), []string{
		`api:9:41: Unable to put integration on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: value]: "value" (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.header.A)`,
		`api:10:11: Unable to put integration on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: integration.request.cookie.B]: "integration.request.cookie.B" (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.cookie.B)`,
		`api:11:41: Unable to put integration on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: method.request.cookie.D]: "method.request.cookie.D" (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.header.C)`,
		`api:12:39: Unable to put integration on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: integration.response.header.E]: "integration.response.header.E" (at /paths/~1a/get/x-amazon-apigateway-integration/requestParameters/integration.request.path.E)`,
	}},
	{"cache keys", method("type: mock\ncacheKeyParameters: [page]"), []string{`api:8:30: Unable to put integration on 'GET' for resource at path '/a': Invalid cache key parameter specified: "page" (at /paths/~1a/get/x-amazon-apigateway-integration/cacheKeyParameters/0)`}},
	{"responses", method("type: mock\nresponses:\n  default: {}\n  \"4..\": {statusCode: 42}\n  \"5..\": {statusCode: [500]}\n  \"2..\": x"), []string{
		"api:9:11: Unable to put integration response on 'GET' for resource at path '/a': the response has no statusCode (at /paths/~1a/get/x-amazon-apigateway-integration/responses/default)",
		"api:10:31: Unable to put integration response on 'GET' for resource at path '/a': Invalid status code specified: 42 (at /paths/~1a/get/x-amazon-apigateway-integration/responses/4../statusCode)",
		"api:11:31: a string is expected here, not a list (at /paths/~1a/get/x-amazon-apigateway-integration/responses/5../statusCode)",
		`api:12:18: an object is expected here, not a string: "x" (at /paths/~1a/get/x-amazon-apigateway-integration/responses/2..)`,
	}},
	{"template size", method("type: mock\nrequestTemplates: {application/json: \"" + strings.Repeat("x", 300<<10+1) + "\"}"), []string{
		`api:8:28: Unable to put integration on 'GET' for resource at path '/a': Mapping template for content type application/json exceeds the maximum size of 300 KB: "application/json" (at /paths/~1a/get/x-amazon-apigateway-integration/requestTemplates/application~1json)`,
	}},

	// Models.
	{"schemas", root(`components:
  schemas:
    A: {type: thing}
    B: {required: []}
    C: {properties: {x: {minLength: -1}, y: 1}}
    D: {items: [{exclusiveMinimum: 5}]}
    E: {allOf: []}
    F: {$ref: https://example.com/schema.json}
    G: {properties: {x: {$ref: '#/components/schemas/H'}}}
    I: {$ref: '#/components/schemas/A/properties/no'}`), []string{
		modelError(6, 15, "A", `type must be one of array, boolean, integer, null, number, object, string, or a list of them`, `"thing"`, "A/type"),
		modelError(7, 19, "B", `required must be a list of different property names that is not empty`, "", "B/required"),
		modelError(8, 37, "C", `minLength must be a whole number, not negative`, "-1", "C/properties/x/minLength"),
		modelError(8, 45, "C", `a schema is an object`, "1", "C/properties/y"),
		modelError(9, 36, "D", `exclusiveMinimum must be true or false`, "5", "D/items/0/exclusiveMinimum"),
		modelError(10, 16, "E", `allOf must be a list of schemas that is not empty`, "", "E/allOf"),
		`api:11:15: Unable to create model for 'F': Invalid model specified: Validation Result: warnings : [], errors : [Model reference must be in canonical form]: "https://example.com/schema.json" (at /components/schemas/F/$ref)`,
		`api:12:32: Unable to create model for 'G': Invalid model specified: Validation Result: warnings : [], errors : [Reference to model 'H' not found]: "#/components/schemas/H" (at /components/schemas/G/properties/x/$ref)`,
		`api:13:15: Unable to create model for 'I': Invalid model specified: Validation Result: warnings : [], errors : [Reference to '/properties/no' of model 'A' not found]: "#/components/schemas/A/properties/no" (at /components/schemas/I/$ref)`,
	}},

	// Settings.
	{"gateway responses", root(`x-amazon-apigateway-gateway-responses:
  NOT_FOUND: {statusCode: 404}
  THROTTLED:
    statusCode: 1000
    responseTemplates: {application/json: "", text/plain: null}
    responseParameters: {gatewayresponse.header.A: , header.B: "'b'", gatewayresponse.header.C: c}`), []string{
		`api:5:3: 1 validation error detected: Value 'NOT_FOUND' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [ACCESS_DENIED, API_CONFIGURATION_ERROR, AUTHORIZER_CONFIGURATION_ERROR, AUTHORIZER_FAILURE, BAD_REQUEST_BODY, BAD_REQUEST_PARAMETERS, DEFAULT_4XX, DEFAULT_5XX, EXPIRED_TOKEN, INTEGRATION_FAILURE, INTEGRATION_TIMEOUT, INVALID_API_KEY, INVALID_SIGNATURE, MISSING_AUTHENTICATION_TOKEN, QUOTA_EXCEEDED, REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, THROTTLED, UNAUTHORIZED, UNSUPPORTED_MEDIA_TYPE, WAF_FILTERED]: "NOT_FOUND" (at /x-amazon-apigateway-gateway-responses/NOT_FOUND)`,
		"api:7:17: Unable to put gateway response 'THROTTLED': Invalid status code specified: 1000 (at /x-amazon-apigateway-gateway-responses/THROTTLED/statusCode)",
		`api:9:26: Unable to put gateway response 'THROTTLED': Invalid null or empty value in responseParameters: "gatewayresponse.header.A" (at /x-amazon-apigateway-gateway-responses/THROTTLED/responseParameters/gatewayresponse.header.A)`,
		`api:9:54: Unable to put gateway response 'THROTTLED': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: header.B]: "header.B" (at /x-amazon-apigateway-gateway-responses/THROTTLED/responseParameters/header.B)`,
		`api:9:97: Unable to put gateway response 'THROTTLED': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: c]: "c" (at /x-amazon-apigateway-gateway-responses/THROTTLED/responseParameters/gatewayresponse.header.C)`,
		`api:8:25: Unable to put gateway response 'THROTTLED': Invalid null or empty value in responseTemplates: "application/json" (at /x-amazon-apigateway-gateway-responses/THROTTLED/responseTemplates/application~1json)`,
		`api:8:47: Unable to put gateway response 'THROTTLED': Invalid null or empty value in responseTemplates: "text/plain" (at /x-amazon-apigateway-gateway-responses/THROTTLED/responseTemplates/text~1plain)`,
	}},
	{"settings", root("x-amazon-apigateway-minimum-compression-size: 10485761\nx-amazon-apigateway-api-key-source: QUERY\nx-amazon-apigateway-binary-media-types: image/png\nx-amazon-apigateway-endpoint-configuration: {types: [LOCAL]}"), []string{
		"api:6:41: a list is expected here, not a string: \"image/png\" (at /x-amazon-apigateway-binary-media-types)",
		"api:4:47: Invalid minimum compression size, must be between 0 and 10485760: 10485761 (at /x-amazon-apigateway-minimum-compression-size)",
		`api:5:37: Invalid API key source specified: it is none of HEADER, AUTHORIZER: "QUERY" (at /x-amazon-apigateway-api-key-source)`,
		`api:7:54: Invalid endpoint type specified: it is none of EDGE, REGIONAL, PRIVATE: "LOCAL" (at /x-amazon-apigateway-endpoint-configuration/types/0)`,
	}},
	{"policy", root("x-amazon-apigateway-policy: {Statement: [{Effect: Maybe}]}"), []string{`api:4:51: Invalid policy document. Please check the policy syntax and ensure that Principals are valid. The Effect of a statement is "Maybe", neither Allow nor Deny (at /x-amazon-apigateway-policy)`}},
	{"authorizers", root(`components:
  securitySchemes:
    A: {type: apiKey, in: header, name: x, x-amazon-apigateway-authorizer: {type: jwt}}
    B: {type: apiKey, in: header, name: x, x-amazon-apigateway-authorizer: {type: token}}
    C: {type: apiKey, in: header, name: x, x-amazon-apigateway-authorizer: {type: token, authorizerUri: 'arn:aws:lambda:us-east-1:123456789012:function:f', authorizerResultTtlInSeconds: 3601}}
    D: {type: apiKey, in: header, name: x, x-amazon-apigateway-authorizer: {type: cognito_user_pools}}
    E: {type: apiKey, in: header, name: x, x-amazon-apigateway-authorizer: {type: request, authorizerUri: '${uri}', identitySource: method.request.path.id2!}}`), []string{
		`api:6:83: Unable to create authorizer 'A': the type is none of TOKEN, REQUEST, COGNITO_USER_POOLS: "jwt" (at /components/securitySchemes/A/x-amazon-apigateway-authorizer/type)`,
		"api:7:44: Unable to create authorizer 'B': there is no authorizerUri (at /components/securitySchemes/B/x-amazon-apigateway-authorizer)",
		"api:8:187: Unable to create authorizer 'C': authorizerResultTtlInSeconds must be from 0 to 3600: 3601 (at /components/securitySchemes/C/x-amazon-apigateway-authorizer/authorizerResultTtlInSeconds)",
		`api:8:105: Unable to create authorizer 'C': Invalid Authorizer URI: arn:aws:lambda:us-east-1:123456789012:function:f. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.: "arn:aws:lambda:us-east-1:123456789012:function:f" (at /components/securitySchemes/C/x-amazon-apigateway-authorizer/authorizerUri)`,
		"api:9:44: Unable to create authorizer 'D': there are no providerARNs (at /components/securitySchemes/D/x-amazon-apigateway-authorizer)",
		`api:10:133: Unable to create authorizer 'E': "method.request.path.id2!" is no identity source: "method.request.path.id2!" (at /components/securitySchemes/E/x-amazon-apigateway-authorizer/identitySource)`,
	}},
}

// modelError returns the message about a schema.
func modelError(line, column int, model, what, value, pointer string) string {
	if value != "" {
		value = ": " + value
	}
	return "api:" + itoa(line) + ":" + itoa(column) + ": Unable to create model for '" + model + "': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified: " + what + "]" + value + " (at /components/schemas/" + pointer + ")"
}

// TestLoadErrors checks the messages of definitions that are refused.
func TestLoadErrors(t *testing.T) {
	t.Parallel()
	for _, test := range loadErrorTests {
		t.Run(test.name, func(t *testing.T) {
			api, _, err := Load("api", []byte(test.doc), Options{})
			if api != nil {
				t.Error("an API was returned beside the errors")
			}
			got := strings.Split(asErrors(t, err).Error(), "\n")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("messages (-want +got):\n%s\nof\n%s", diff, clip(test.doc))
			}
		})
	}
}
