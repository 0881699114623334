package apispec

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExportExtensions checks what each set of extensions leaves out.
func TestExportExtensions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		list string
		has  []string // of the extensions below
	}{
		{"none", []string{"any-method"}},
		{"", []string{"any-method"}},
		{"integrations", []string{"any-method", "integration"}},
		{"authorizers", []string{"any-method", "authorizer", "authtype"}},
		{"integrations, authorizers", []string{"any-method", "authorizer", "authtype", "integration"}},
		{"apigateway", []string{
			"any-method", "api-key-source", "authorizer", "authtype", "binary-media-types", "documentation",
			"endpoint-access-mode", "endpoint-configuration", "gateway-responses", "integration",
			"minimum-compression-size", "policy", "request-validator", "request-validators", "security-policy", "tag-value",
		}},
	}
	api := loadFile(t, "orders.yaml")
	for _, test := range tests {
		set, err := ParseExtensions(test.list)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range exportForms {
			opts := form.opts
			opts.Extensions = set
			var got []string
			out := string(Export(api, opts))
			for _, name := range []string{
				"any-method", "api-key-source", "authorizer", "authtype", "binary-media-types", "documentation",
				"endpoint-access-mode", "endpoint-configuration", "gateway-responses", "integration",
				"minimum-compression-size", "policy", "request-validator", "request-validators", "security-policy", "tag-value",
			} {
				key := "x-amazon-apigateway-" + name
				if strings.Contains(out, key+":") || strings.Contains(out, `"`+key+`":`) {
					got = append(got, name)
				}
			}
			if diff := cmp.Diff(test.has, got); diff != "" {
				t.Errorf("%s %s (-want +got):\n%s", form.name, test.list, diff)
			}
			if _, _, err := Load(form.name, []byte(out), Options{}); err != nil {
				t.Errorf("%s %s does not load: %v", form.name, test.list, err)
			}
		}
	}
	if _, err := ParseExtensions("postman"); err == nil {
		t.Error("the extensions postman were accepted")
	}
}

// TestExportText checks the exact text of small exports.
func TestExportText(t *testing.T) {
	t.Parallel()
	api := mustLoad(t, "api", "openapi: 3.0.1\ninfo: {title: T, version: '1'}\npaths:\n  /on:\n    get: {responses: {200: {description: fine}}, x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: \"a\\nb \\n\", yes: \"{\\n  \\\"statusCode\\\": 200\\n}\"}}}\n", Options{})
	tests := []struct {
		opts ExportOptions
		want string
	}{
		{ExportOptions{OpenAPI3, YAML, AllExtensions}, `openapi: "3.0.1"
info:
  title: "T"
  version: "1"
paths:
  /on:
    get:
      responses:
        "200":
          description: "fine"
      x-amazon-apigateway-integration:
        type: "mock"
        requestTemplates:
          application/json: "a\nb \n"
          "yes": |-
            {
              "statusCode": 200
            }
        passthroughBehavior: "when_no_match"
`},
		{ExportOptions{Swagger2, JSON, NoExtensions}, `{
  "swagger": "2.0",
  "info": {
    "title": "T",
    "version": "1"
  },
  "schemes": [
    "https"
  ],
  "paths": {
    "/on": {
      "get": {
        "responses": {
          "200": {
            "description": "fine"
          }
        }
      }
    }
  }
}
`},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, string(Export(api, test.opts))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// texts are texts that writers of YAML are known to get wrong.
var texts = []string{
	"", " ", "\n", "\n\n", "a\n", "a\n\n", "\na", " a\nb", "a\n b\n  c", "a \nb", "a\n\n\nb\n", "a\r\nb", "\ta\n\tb", "a\tb\nc\n",
	"- a\n- b", "# no comment\n#set($x = 1)\n", "%YAML 1.2\n---\n", "...\n", "---", "null", "~", "true", "no", "Off", "12", "1e3",
	"0x1F", "1_000", "12:30:45", "2024-05-01", ".inf", "a: b", "a #b", "'", "\"", "\\", "|", ">", "&a", "*a", "!a", "%a", "@a", "`a",
	"{a}", "[a]", "a\x00b", "a\x7f\n", "\u0085", "a\u2028b\nc", "\ufeffa\nb", "a\ufffe\n", "ä😀\nö", "\u00a0\nx", strings.Repeat("long ", 60) + "\n" + strings.Repeat("x", 300), "<<", "=",
	"a\u200b\nb", "tail\t\n", "one\n\ttab\n", "x\n\n", "\u2029\nx",
}

// TestExportTexts checks that every text comes back from YAML and JSON as it was, as value and as key.
func TestExportTexts(t *testing.T) {
	t.Parallel()
	for _, text := range texts {
		v := newObject().set("k", newText(text)).set(text, newText("v")).set("l", newList(newText(text), newObject().set("m", newText(text))))
		for name, out := range map[string][]byte{"yaml": writeYAML(v), "json": appendIndented(nil, v, "")} {
			d, f := readDocument("doc", out)
			if f != nil {
				t.Errorf("%s of %q: %s\n%s", name, text, f.msg, out)
				continue
			}
			if got, want := jsonText(d.root), jsonText(v); got != want {
				t.Errorf("%s of %q: got %s; want %s\n%s", name, text, got, want, out)
			}
		}
		if !json.Valid(appendJSON(nil, newText(text))) {
			t.Errorf("%q is no JSON", appendJSON(nil, newText(text)))
		}
	}
}

// FuzzExportText checks the same for any text.
func FuzzExportText(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		v := newObject().set("k", newText(text)).set("x"+text, newList(newText(text)))
		clean := strings.ToValidUTF8(text, "\ufffd")
		want := jsonText(newObject().set("k", newText(clean)).set("x"+clean, newList(newText(clean))))
		d, fault := readDocument("doc", writeYAML(v))
		if fault != nil {
			t.Fatalf("%q: %s\n%s", text, fault.msg, writeYAML(v))
		}
		if got := jsonText(d.root); got != want {
			t.Errorf("got %s; want %s\n%s", got, want, writeYAML(v))
		}
	})
}

// TestExportNames checks names that need escapes, and names of schemes that are taken.
func TestExportNames(t *testing.T) {
	t.Parallel()
	doc := `openapi: 3.0.1
info: {title: t}
paths:
  /a:
    get:
      security: [{sigv4: []}, {key: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A~1b~0c%20d'}}}}
      x-amazon-apigateway-integration: {type: mock}
    put:
      security: [{iam: []}, {api_key: []}]
      x-amazon-apigateway-integration: {type: mock}
components:
  schemas:
    A/b~c d: {properties: {x: {$ref: '#/components/schemas/A~1b~0c%20d'}, y: {$ref: '#/components/schemas/A~1b~0c%20d/properties/x'}}}
  securitySchemes:
    sigv4: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [arn]}}
    api_key: {type: apiKey, in: header, name: B, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [arn]}}
    iam: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4}
    key: {type: apiKey, in: header, name: x-api-key}
`
	api, _, err := Load("api", []byte(doc), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m := api.Resource("/a").Method("GET"); !m.APIKeyRequired || m.Authorizer.Name != "sigv4" || m.RequestModels[0].Model.Name != "A/b~c d" {
		t.Errorf("got %+v", m)
	}
	checkRoundTrip(t, api)
}

// TestExportForeign checks an API that was not loaded, with texts that are no UTF-8.
func TestExportForeign(t *testing.T) {
	t.Parallel()
	api := &API{Root: &Resource{Path: "/", Methods: []*Method{{HTTPMethod: "GET", Description: "a\xffb\nc"}}}, MinimumCompressionSize: -1, APIKeySource: HeaderKeys}
	for _, form := range exportForms {
		again, _, err := Load(form.name, Export(api, form.opts), Options{})
		if err != nil {
			t.Errorf("%s: %v", form.name, err)
			continue
		}
		if got := again.Root.Methods[0].Description; got != "a\ufffdb\nc" {
			t.Errorf("%s: got %q", form.name, got)
		}
	}
}
