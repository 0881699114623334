package gateway

import (
	"strings"
	"testing"
)

// validatedAPI has POST /{id} with a validator for everything, a model for JSON and another by default.
func validatedAPI() []byte {
	param := func(in, name string) object {
		return object{"in": in, "name": name, "required": true, "schema": object{"type": "string"}}
	}
	return definitionOf(object{"/{id}": object{"post": operation(mockOf("ok"), object{
		"parameters":                            []object{param("query", "b"), param("query", "a"), param("path", "id"), param("header", "X-H")},
		"x-amazon-apigateway-request-validator": "all",
		"requestBody": object{"content": object{
			"application/json": object{"schema": object{"$ref": "#/components/schemas/Order"}},
		}},
	})}}, object{
		"x-amazon-apigateway-request-validators": object{"all": object{"validateRequestBody": true, "validateRequestParameters": true}},
		"x-amazon-apigateway-gateway-responses": object{"BAD_REQUEST_BODY": object{"responseTemplates": object{
			"application/json": `$context.error.message: $context.error.validationErrorString`,
		}}},
		"components": object{"schemas": object{"Order": object{
			"type": "object", "required": []string{"sku"},
			"properties": object{
				"sku":   object{"type": "string", "pattern": "^[A-Z]+(?=-)"},
				"count": object{"type": "integer", "minimum": 0, "exclusiveMinimum": true},
				"part":  object{"$ref": "#/components/schemas/Order"},
			},
		}}},
	})
}

// TestValidation checks what validators let pass and what they say. Source: AWS-GATEWAY.md section 7.
func TestValidation(t *testing.T) {
	g := newGateway(t, validatedAPI(), "")
	const missing = `{"message":"Missing required request parameters: [`
	tests := []struct {
		name, target, header, contentType, body string
		status                                  int
		want                                    string
	}{
		{"all there", "/test/1?a=1&b=2", "h", "", `{"sku":"A-1"}`, 200, "ok"},
		{"nothing there", "/test/1", "", "", `{"sku":"A-1"}`, 400, missing + `X-H, a, b]"}`},
		{"blank", "/test/1?a=%20&b=2", "h", "", `{"sku":"A-1"}`, 400, missing + `a]"}`},
		{"parameters first", "/test/1?a=1", "h", "", `{`, 400, missing + `b]"}`},
		{"no JSON", "/test/1?a=1&b=2", "h", "", `{`, 400, "Invalid request body: [Unable to parse JSON body]"},
		{"empty body", "/test/1?a=1&b=2", "h", "", ``, 400, `Invalid request body: [object has missing required properties (["sku"])]`},
		{"wrong type", "/test/1?a=1&b=2", "h", "", `{"sku":1}`, 400, `Invalid request body: [instance type (integer) does not match any allowed primitive type (allowed: ["string"])]`},
		{"look-ahead", "/test/1?a=1&b=2", "h", "", `{"sku":"A1"}`, 400, "Invalid request body: [ECMA 262 regex"},
		{"draft 4 minimum", "/test/1?a=1&b=2", "h", "", `{"sku":"A-","count":0}`, 400, "Invalid request body: ["},
		{"circular model", "/test/1?a=1&b=2", "h", "", `{"sku":"A-","part":{"sku":"B-","part":{}}}`, 400, `Invalid request body: [object has missing`},
		{"parameters of the type", "/test/1?a=1&b=2", "h", "application/json; charset=utf-8", `{}`, 400, "Invalid request body"},
		{"type without model", "/test/1?a=1&b=2", "h", "text/plain", `{`, 200, "ok"},
	}
	for _, tt := range tests {
		var headers []string
		if tt.header != "" {
			headers = append(headers, "x-h: "+tt.header)
		}
		if tt.contentType != "" {
			headers = append(headers, "Content-Type: "+tt.contentType)
		}
		w := ask(g, "POST", tt.target, tt.body, headers...)
		if w.Code != tt.status || !strings.HasPrefix(w.Body.String(), tt.want) {
			t.Errorf("%s: %d %s, want %d %s", tt.name, w.Code, w.Body, tt.status, tt.want)
		}
	}
}

// TestMockStatus checks which texts have a status code. Source: AWS-GATEWAY.md section 8.
func TestMockStatus(t *testing.T) {
	tests := map[string]string{
		`{"statusCode": 200}`: "200", `{statusCode: 0}`: "0", `{'statusCode': -1000,}`: "-1000", `{"statusCode": 99999999999}`: "99999999999",
		`{"statusCode": "200"}`: "", `{"statusCode": 200.0}`: "", `{"statuscode": 200}`: "", `200`: "", ``: "", `[200]`: "", `{"statusCode": 200`: "",
	}
	for body, want := range tests {
		if got, ok := mockStatus(t.Context(), []byte(body)); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", body, got, ok, want)
		}
	}
}
