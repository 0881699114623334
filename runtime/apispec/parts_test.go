package apispec

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestKeywords checks the keywords of schemas that hold no schemas, right and wrong. Source: the draft-04 meta schema.
func TestKeywords(t *testing.T) {
	t.Parallel()
	tests := []struct{ keyword, good, bad string }{
		{"type", `"string" ["string","null"]`, `"any" [] ["string","string"] null 1`},
		{"required", `["a"] ["a","b"]`, `[] ["a","a"] true [1] "a"`},
		{"enum", `[1] [null,"a"]`, `[] {} "a"`},
		{"minLength", `0 5 2.0`, `-1 1.5 "1"`},
		{"maxLength", `10`, `null`},
		{"minProperties", `1`, `true`},
		{"maxProperties", `1`, `-2`},
		{"minimum", `-1.5 0 1e3`, `"1" true`},
		{"maximum", `7`, `[]`},
		{"multipleOf", `0.5 2`, `0 -1 "a"`},
		{"exclusiveMinimum", `true false`, `5 "true"`},
		{"exclusiveMaximum", `true`, `1`},
		{"uniqueItems", `true`, `1`},
		{"pattern", `"^a"`, `1`},
		{"format", `"date"`, `[]`},
		{"title", `"t"`, `1`},
		{"description", `"d"`, `{}`},
		{"id", `"i"`, `1`},
		{"$schema", `"http://json-schema.org/draft-04/schema#"`, `1`},
		{"dependencies", `{} {"a":["b"]} {"a":{}}`, `[] {"a":1} {"a":["b","b"]}`},
		{"properties", `{} {"a":{}}`, `[] {"a":[]}`},
		{"patternProperties", `{"^a":{}}`, `true`},
		{"definitions", `{"a":{}}`, `1`},
		{"items", `{} [{}]`, `true ["a"] []`},
		{"additionalProperties", `true false {}`, `"no" []`},
		{"additionalItems", `true {}`, `1`},
		{"allOf", `[{}]`, `[] {} [1]`},
		{"anyOf", `[{}]`, `[]`},
		{"oneOf", `[{}]`, `"a"`},
		{"not", `{}`, `[]`},
		{"default", `1 null "a" []`, ``},
		{"x-note", `1`, ``},
		{"unknown", `1 []`, ``},
	}
	for _, test := range tests {
		check := func(text string, good bool) {
			doc := `{"openapi":"3.0.1","info":{"title":"t"},"paths":{},"components":{"schemas":{"A":{"` + test.keyword + `":` + text + `}}}}`
			_, _, err := Load("api", []byte(doc), Options{})
			if (err == nil) != good {
				t.Errorf("%s: %s gave %v", test.keyword, text, err)
			}
			if err != nil && !strings.Contains(err.Error(), "Invalid model schema specified") {
				t.Errorf("%s: %s gave %v", test.keyword, text, err)
			}
		}
		for _, text := range strings.Fields(test.good) {
			check(text, true)
		}
		for _, text := range strings.Fields(test.bad) {
			check(text, false)
		}
	}
}

// TestPolicies checks the outline of resource policies.
func TestPolicies(t *testing.T) {
	t.Parallel()
	const statement = `{"Effect":"Deny","NotPrincipal":"*","NotAction":"x"}`
	tests := []struct {
		policy string
		want   string // the document, "" for none, or what is wrong, with a star in front
	}{
		{`{"Statement":[` + statement + `]}`, `{"Statement":[` + statement + `]}`},
		{`{"Statement":` + statement + `}`, `{"Statement":` + statement + `}`},
		{`{"Statement":[]}`, `{"Statement":[]}`},
		{`"{\"Statement\": []}"`, `{"Statement":[]}`},
		{`""`, ""},
		{`null`, ""},
		{`"{"`, "*The text is no JSON"},
		{`5`, "*There is no Statement in it"},
		{`{}`, "*There is no Statement in it"},
		{`{"Statement":[1]}`, "*A statement is no object"},
		{`{"Statement":[{"Effect":"allow"}]}`, "*The Effect of a statement is \"allow\", neither Allow nor Deny"},
		{`{"Statement":[{"Effect":"Allow"}]}`, "*A statement has no Action"},
		{`{"Statement":[{"Effect":"Allow","Action":"x"}]}`, "*A statement has no Principal"},
	}
	for _, test := range tests {
		doc := `{"openapi":"3.0.1","info":{"title":"t"},"paths":{},"x-amazon-apigateway-policy":` + test.policy + `}`
		api, _, err := Load("api", []byte(doc), Options{})
		wrong, bad := strings.CutPrefix(test.want, "*")
		switch {
		case bad && (err == nil || !strings.Contains(err.Error(), badPolicy+" "+wrong)):
			t.Errorf("%s: got %v; want %s", test.policy, err, wrong)
		case bad:
		case err != nil:
			t.Errorf("%s: %v", test.policy, err)
		case test.want == "" && api.Policy != nil || test.want != "" && (api.Policy == nil || api.Policy.Document != test.want):
			t.Errorf("%s: got %+v", test.policy, api.Policy)
		}
	}
}

// TestModelUses checks the ways a method can name a model.
func TestModelUses(t *testing.T) {
	t.Parallel()
	const use = `{"requestBody":{"content":{"application/json":{"schema":%}}},"x-amazon-apigateway-integration":{"type":"mock"}}`
	tests := []struct{ schema, model, want string }{ // model "inline" is a new one; want is part of a message
		{`{"$ref":"#/components/schemas/A"}`, "A", ""},
		{`{"$ref":"#/definitions/A"}`, "A", ""},
		{`{"$ref":"https://apigateway.amazonaws.com/restapis/x1/models/A"}`, "A", ""},
		{`{"$ref":"#/components/schemas/Error"}`, "Error", ""},
		{`{"$ref":"#/components/schemas/A/properties/b"}`, "inline", ""},
		{`{"$ref":"#/components/x/B"}`, "inline", ""},
		{`{"type":"string"}`, "inline", ""},
		{`{"$ref":"#/components/schemas/No"}`, "", "Reference to model 'No' not found. Ignoring."},
		{`{"$ref":"#/components/schemas/A/properties/no"}`, "", "this reference leads nowhere"},
		{`{"$ref":"#/components/x/No"}`, "", "this reference leads nowhere"},
		{`{"$ref":"other.json"}`, "", "references may not leave the document"},
		{`{"$ref":5}`, "", "a string is expected here, not a number"},
		{`null`, "", ""},
	}
	for _, test := range tests {
		doc := `{"openapi":"3.0.1","info":{"title":"t"},"paths":{"/a":{"get":` + strings.Replace(use, "%", test.schema, 1) +
			`}},"components":{"schemas":{"A":{"properties":{"b":{"type":"string"}}}},"x":{"B":{"$ref":"#/components/x/C"},"C":{"type":"string"}}}}`
		api, warnings, err := Load("api", []byte(doc), Options{})
		var all []string
		if err != nil {
			all = append(all, err.Error())
		}
		for _, w := range warnings {
			all = append(all, w.String())
		}
		if text := strings.Join(all, "\n"); !strings.Contains(text, test.want) || test.want == "" && text != "" {
			t.Errorf("%s: got the messages %q; want %q", test.schema, text, test.want)
		}
		if err != nil {
			continue
		}
		got := ""
		if models := api.Resource("/a").Method("GET").RequestModels; len(models) > 0 {
			got = models[0].Model.Name
		}
		if strings.HasPrefix(got, "MODEL") {
			got = "inline"
		}
		if got != test.model {
			t.Errorf("%s: got the model %q; want %q", test.schema, got, test.model)
		}
	}
}

// TestSecurity checks combinations of security requirements.
func TestSecurity(t *testing.T) {
	t.Parallel()
	api, warnings, err := Load("api", []byte(`swagger: "2.0"
info: {title: t}
paths:
  /a:
    get: {security: [{one: []}, {two: [x]}, {key: []}], x-amazon-apigateway-integration: {type: mock}}
    put: {security: [{two: [x, "y"], key: []}], x-amazon-apigateway-integration: {type: mock}}
securityDefinitions:
  one: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: token, authorizerUri: "${uri}", identityValidationExpression: "a.*", identitySource: ""}}
  two: {type: oauth2, x-amazon-apigateway-authorizer: {type: COGNITO_USER_POOLS, providerARNs: ["${arn}"]}}
  key: {type: apiKey, in: header, name: X-Api-Key}
`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, w := range warnings {
		codes = append(codes, w.Code)
	}
	if diff := cmp.Diff([]string{CodePlaceholder, CodeIgnored}, codes); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	get, put := api.Resource("/a").Method("GET"), api.Resource("/a").Method("PUT")
	if get.Authorizer.Name != "one" || get.Authorization != CustomAuth || !get.APIKeyRequired || len(get.Scopes) != 0 {
		t.Errorf("GET %+v", get)
	}
	if put.Authorizer.Name != "two" || put.Authorization != CognitoAuth || !put.APIKeyRequired || strings.Join(put.Scopes, " ") != "x y" {
		t.Errorf("PUT %+v", put)
	}
	checkRoundTrip(t, api)
}

// TestErrorValues checks what callers do with errors and warnings.
func TestErrorValues(t *testing.T) {
	t.Parallel()
	_, warnings, err := Load("api", []byte(paths("a: {}\n/b:\n  get: {}")), Options{})
	var one *Error
	if !errors.As(err, &one) || one.Code != CodePath || one.Pointer != "/paths/a" {
		t.Errorf("errors.As gives %+v", one)
	}
	want := "warning[VTL554]: No integration defined for method GET of resource /b\n --> api:6:5\n  |\n6 |     get: {}\n  |     ^^^\n  = at: /paths/~1b/get\n  = fix: add x-amazon-apigateway-integration\n"
	if len(warnings) != 1 || warnings[0].Detail() != want {
		t.Errorf("warnings %v", warnings)
	}
	for k, want := range map[kind]string{kindNull: "null", kindBool: "true or false", kindNumber: "a number", kindText: "a string", kindList: "a list", kindObject: "an object"} {
		if k.String() != want {
			t.Errorf("kind %d is %s", k, k)
		}
	}
	if got := clip(strings.Repeat("ä", 81)); got != strings.Repeat("ä", 79)+"…" {
		t.Errorf("clip gives %s", got)
	}
}

// TestReferencesIntoLists checks references that go through lists, and documentation given as text.
func TestReferencesIntoLists(t *testing.T) {
	t.Parallel()
	api := mustLoad(t, "api", paths("/a: "+mock+"\n/b: {$ref: '#/x-items/1'}")+`x-items: [{}, {get: {x-amazon-apigateway-integration: {type: mock}}}]
x-amazon-apigateway-documentation: {documentationParts: [{location: {type: API}, properties: '{"a": 1}'}, {properties: text}, {location: null}]}
`, Options{})
	if api.Resource("/b").Method("GET") == nil {
		t.Error("there is no GET /b")
	}
	want := []DocumentationPart{{Type: "API", Properties: `{"a":1}`}, {Properties: `"text"`}, {Properties: "{}"}}
	if diff := cmp.Diff(want, api.Documentation.Parts); diff != "" {
		t.Errorf("documentation (-want +got):\n%s", diff)
	}
	checkRoundTrip(t, api)
	for _, ref := range []string{"#/x-items/2", "#/x-items/-1", "#/x-items/a", "#x", "#/info/title/x"} {
		_, _, err := Load("api", []byte(paths("/b: {$ref: '"+ref+"'}")+"x-items: [{}]\n"), Options{})
		if err == nil || asErrors(t, err)[0].Msg != "this reference leads nowhere" {
			t.Errorf("%s: got %v", ref, err)
		}
	}
}

// TestLongNames checks that messages stay short whatever the names in the document are.
func TestLongNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("näme", 50_000)
	for _, doc := range []string{
		`{"openapi":"3.0.1","info":{"title":"t"},"paths":{"/` + long + `":{"` + long + `":{}}, "/a/` + long + `/b":{}}}`,
		`{"openapi":"` + long + `"}`,
		`{"a` + long + `":1,"a` + long + `":1}`,
		"a: *" + long,
		root("x-amazon-apigateway-gateway-responses: {" + long + ": {}}"),
	} {
		_, _, err := Load("api", []byte(doc), Options{})
		for _, e := range asErrors(t, err) {
			if n := len(e.Error()); n > 4096 {
				t.Errorf("a message has %d bytes: %s", n, e.Error()[:200])
			}
		}
	}
}
