package gateway

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// badIntegration wraps the lines of an integration into a definition; its first line is line 10 of the file.
func badIntegration(lines ...string) string {
	const head = "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n      x-amazon-apigateway-integration:\n"
	return head + "        " + strings.Join(lines, "\n        ") + "\n"
}

// badRoot puts lines behind a definition that is right; the first is line 10 of the file.
func badRoot(lines ...string) string {
	const head = "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: ok}\n      x-amazon-apigateway-integration:\n        type: MOCK\n"
	return head + strings.Join(lines, "\n") + "\n"
}

// badTexts are definitions that must be refused, the line of what is wrong, and the words that name it.
var badTexts = []struct {
	name, text string
	line       int
	value      string
}{
	{"no YAML", "openapi: 3.0.1\ninfo: {title: t, version: '1'\npaths: {}\n", 2, "Invalid OpenAPI input"},
	{"no JSON", "{\n  \"openapi\": \"3.0.1\",\n  'info': {}\n}", 3, "Invalid OpenAPI input"},
	{"key twice", "openapi: 3.0.1\npaths: {}\npaths: {}\n", 3, `"paths"`},
	{"version", "openapi: 4.0.0\npaths: {}\n", 1, `"4.0.0"`},
	{"paths are a list", "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  - a\n", 4, "list"},
	{"integration type", badIntegration("type: LAMBDA", "uri: http://b/"), 10, `"LAMBDA"`},
	{"HTTP without method", badIntegration("type: HTTP", "uri: http://b/"), 9, "HttpMethod"},
	{"HTTP URI", badIntegration("type: HTTP", "httpMethod: GET", "uri: ftp://b/"), 12, `"ftp://b/"`},
	{"ARN", badIntegration("type: AWS", "httpMethod: POST", "uri: arn:aws:s3:::b"), 12, `"arn:aws:s3:::b"`},
	{"timeout", badIntegration("type: MOCK", "timeoutInMillis: 30000000"), 11, "30000000"},
	{"passthrough", badIntegration("type: MOCK", "passthroughBehavior: SOMETIMES"), 11, `"SOMETIMES"`},
	{"content handling", badIntegration("type: MOCK", "contentHandling: CONVERT"), 11, `"CONVERT"`},
	{"request template not closed", badIntegration("type: MOCK", "requestTemplates:", "  application/json: |", "    {", "    #if($x)", "    }"), 15, "#if"},
	{"response template not closed", badIntegration("type: MOCK", "responses:", "  default:", "    statusCode: '200'", "    responseTemplates:", "      application/json: '#foreach($a in $b)'"), 15, "#foreach"},
	{"template with a bad directive", badIntegration("type: MOCK", "requestTemplates:", "  application/json: '#set($x = )'"), 12, ")"},
	{"selection pattern", badIntegration("type: MOCK", "responses:", "  '(40[0-9]':", "    statusCode: '400'"), 12, "(40[0-9]"},
	{"mapping target", badIntegration("type: MOCK", "requestParameters:", "  integration.request.cookie.a: method.request.header.b"), 12, "integration.request.cookie.a"},
	{"mapping source", badIntegration("type: MOCK", "requestParameters:", "  integration.request.header.a: method.request.cookie.b"), 12, "method.request.cookie.b"},
	{"mapping without quotes", badIntegration("type: MOCK", "requestParameters:", "  integration.request.header.a: text"), 12, `"text"`},
	{"path in a mapping", badIntegration("type: MOCK", "requestParameters:", "  integration.request.header.a: method.request.body.x[?("), 12, "x[?("},
	{"response status", badIntegration("type: MOCK", "responses:", "  default:", "    statusCode: ok"), 13, `"ok"`},
	{"response mapping", badIntegration("type: MOCK", "responses:", "  default:", "    statusCode: '200'", "    responseParameters:", "      method.response.body.a: integration.response.header.b"), 15, "method.response.body.a"},
	{"two variables", badRoot("  /{x}:", "    get: {x-amazon-apigateway-integration: {type: MOCK}}", "  /{y}:", "    get: {x-amazon-apigateway-integration: {type: MOCK}}"), 12, "/{y}"},
	{"child of greedy", badRoot("  /b/{x+}/c:", "    get: {x-amazon-apigateway-integration: {type: MOCK}}"), 10, "{x+}"},
	{"path part", badRoot("  /b c:", "    get: {x-amazon-apigateway-integration: {type: MOCK}}"), 10, "/b c"},
	{"unknown method", badRoot("  /b:", "    fetch: {}"), 11, `"fetch"`},
	{"unknown validator", badRoot("  /b:", "    get:", "      x-amazon-apigateway-request-validator: strict", "      x-amazon-apigateway-integration: {type: MOCK}"), 12, `"strict"`},
	{"reference to nothing", badRoot("  /b:", "    $ref: '#/components/pathItems/none'"), 11, "#/components/pathItems/none"},
	{"reference to a file", badRoot("  /b:", "    $ref: 'file:///etc/passwd'"), 11, "file:///etc/passwd"},
	{"gateway response type", badRoot("x-amazon-apigateway-gateway-responses:", "  NO_SUCH_TYPE: {statusCode: 400}"), 11, "NO_SUCH_TYPE"},
	{"gateway response status", badRoot("x-amazon-apigateway-gateway-responses:", "  THROTTLED:", "    statusCode: many"), 12, `"many"`},
	{"gateway response template", badRoot("x-amazon-apigateway-gateway-responses:", "  THROTTLED:", "    responseTemplates:", "      application/json: ''"), 13, "responseTemplates"},
	{"compression size", badRoot("x-amazon-apigateway-minimum-compression-size: 10485761"), 10, "10485761"},
	{"key source", badRoot("x-amazon-apigateway-api-key-source: COOKIE"), 10, `"COOKIE"`},
	{"policy effect", badRoot("x-amazon-apigateway-policy:", "  Version: '2012-10-17'", "  Statement:", "    - {Effect: Permit, Principal: '*', Action: 'execute-api:Invoke', Resource: '*'}"), 13, "Permit"},
	{"pattern of a model", badRoot("  /b:", "    post:", "      x-amazon-apigateway-request-validator: all", "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/M'}}}}", "      x-amazon-apigateway-integration: {type: MOCK}",
		"x-amazon-apigateway-request-validators: {all: {validateRequestBody: true, validateRequestParameters: true}}", "components:", "  schemas:", "    M: {type: string, pattern: '(ab'}"), 18, "(ab"},
	{"authorizer expression", badRoot("  /b:", "    get:", "      security: [{a: []}]", "      x-amazon-apigateway-integration: {type: MOCK}", "components:", "  securitySchemes:", "    a:", "      type: apiKey", "      name: Authorization", "      in: header",
		"      x-amazon-apigateway-authtype: custom", "      x-amazon-apigateway-authorizer:", "        type: token", "        authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations", "        identityValidationExpression: '[a'"), 24, "[a"},
}

// messageForm is what a message looks like: file, line, column, and one line of text.
var messageForm = regexp.MustCompile(`^api\.yaml:[0-9]+:[0-9]+: [^\n]+$`)

// TestBadTexts checks that whatever is wrong in a definition is found when it is loaded, with a message of one line
// that has the file, the line and the offending value, and a detail that shows the line.
func TestBadTexts(t *testing.T) {
	for _, tt := range badTexts {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := Load("api.yaml", []byte(tt.text), Options{})
			var all apispec.Errors
			if !errors.As(err, &all) || len(all) == 0 {
				t.Fatalf("got %v, want apispec.Errors", err)
			}
			for _, e := range all {
				if !messageForm.MatchString(e.Error()) || len(e.Error()) > 4096 {
					t.Errorf("not the form of a message: %.500q", e.Error())
				}
			}
			first := all[0]
			if want := fmt.Sprintf("api.yaml:%d:", tt.line); !strings.HasPrefix(first.Error(), want) || !strings.Contains(first.Detail(), tt.value) {
				t.Errorf("%s\nwant %s and %s in\n%s", first, want, tt.value, first.Detail())
			}
			// What is wrong in a template is told with its text, by the detail.
			if !strings.HasPrefix(first.Code, "VTL0") && !strings.Contains(first.Error(), tt.value) {
				t.Errorf("%s\nthe message of one line does not name %s", first, tt.value)
			}
		})
	}
}

// TestBadTextsOfHostiles checks that a definition cannot make a message speak for itself: control characters are
// shown, not sent to the terminal, and a long value is cut.
func TestBadTextsOfHostiles(t *testing.T) {
	for _, value := range []string{`"\x1b]0;title\x07"`, `"a\nerror: b"`, `"\u202Eabc"`, `"` + strings.Repeat("x", 100_000) + `"`} {
		_, _, err := Load("api.yaml", []byte(badIntegration("type: "+value)), Options{})
		var all apispec.Errors
		if !errors.As(err, &all) {
			t.Fatalf("%.40s: %v", value, err)
		}
		text := all.Error()
		if strings.ContainsAny(text, "\x1b\x07\n\u202e") || len(text) > 4096 {
			t.Errorf("%.40s: %.300q", value, text)
		}
	}
}
