package jsonschema_test

import (
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonschema"
)

// TestFaults checks the words of each fault, which are those of the Java library that the service uses.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ schema, body, want string }{
		{`{"type":"string"}`, `1`, `instance type (integer) does not match any allowed primitive type (allowed: ["string"])`},
		{`{"type":["string","null"]}`, `1.5`, `instance type (number) does not match any allowed primitive type (allowed: ["null","string"])`},
		{`{"type":"number"}`, `1`, ``},
		{`{"enum":["dog","cat",{"a":1}]}`, `"pig"`, `instance value ("pig") not found in enum (possible values: ["dog","cat",{"a":1}])`},
		{`{"enum":[{"a":1.0,"b":2}]}`, `{"b":2,"a":1}`, ``},
		{`{"minimum":1}`, `0`, `numeric instance is lower than the required minimum (minimum: 1, found: 0)`},
		{`{"minimum":1,"exclusiveMinimum":true}`, `1`, `numeric instance is not strictly greater than the required minimum 1`},
		{`{"maximum":100}`, `1e3`, `numeric instance is greater than the required maximum (maximum: 100, found: 1e3)`},
		{`{"maximum":1,"exclusiveMaximum":true}`, `1.0`, `numeric instance is not strictly lower than the required maximum 1`},
		{`{"multipleOf":0.1}`, `0.25`, `remainder of division is not zero (0.25 / 0.1)`},
		{`{"maximum":100}`, `1e999999999`, `numeric instance is too large or too small to be compared (found: 1e999999999)`},
		{`{"minLength":3}`, `"` + "\U0001F600" + `b"`, `string "` + "\U0001F600" + `b" is too short (length: 2, required minimum: 3)`},
		{`{"maxLength":1}`, `"ab"`, `string "ab" is too long (length: 2, maximum allowed: 1)`},
		{`{"pattern":"^a(?=b)"}`, `"ac"`, `ECMA 262 regex "^a(?=b)" does not match input string "ac"`},
		{`{"format":"email"}`, `"asdf"`, `string "asdf" is not a valid email address`},
		{`{"format":"colour"}`, `"asdf"`, ``},
		{`{"minItems":1}`, `[]`, `array is too short: must have at least 1 elements but instance has 0 elements`},
		{`{"maxItems":1}`, `[1,2]`, `array is too long: must have at most 1 elements but instance has 2 elements`},
		{`{"uniqueItems":true}`, `[1,"1",1.0]`, `array must not contain duplicate elements`},
		{`{"required":["b","a","c"]}`, `{"c":1}`, `object has missing required properties (["a","b"])`},
		{`{"minProperties":2}`, `{"a":1}`, `object has too few properties (found 1 but schema requires at least 2)`},
		{`{"maxProperties":1}`, `{"a":1,"b":2}`, `object has too many properties (found 2 but schema requires at most 1)`},
		{`{"properties":{"a":{}},"patternProperties":{"^x":{}},"additionalProperties":false}`, `{"a":1,"x1":1,"d":1,"c":1}`, `object instance has properties which are not allowed by the schema: ["c","d"]`},
		{`{"dependencies":{"a":["b","c"]}}`, `{"a":1,"c":1}`, `property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["b"])`},
		{`{"allOf":[{"type":"object"},{"type":"array"}]}`, `{}`, `instance failed to match all required schemas (matched only 1 out of 2)`},
		{`{"anyOf":[{"type":"string"},{"type":"array"}]}`, `{}`, `instance failed to match at least one required schema among 2`},
		{`{"oneOf":[{},{}]}`, `{}`, `instance failed to match exactly one schema (matched 2 out of 2)`},
		{`{"not":{}}`, `{}`, `instance matched a schema which it should not have matched`},
		{`{"required":["a"],"properties":{"b":{"type":"string"}}}`, `{"b":1}`, `object has missing required properties (["a"])`}, // members only where the object is right
		{`{"properties":{"b":{"type":"string"},"a":{"type":"string"}}}`, `{"b":true,"a":null}`, `instance type (null) does not match any allowed primitive type (allowed: ["string"])
instance type (boolean) does not match any allowed primitive type (allowed: ["string"])`},
	} {
		s, err := jsonschema.Compile(map[string]string{"m": tt.schema}, "m")
		if err != nil {
			t.Errorf("%s: %v", tt.schema, err)
			continue
		}
		faults, err := s.Check([]byte(tt.body))
		if got := strings.Join(faults, "\n"); got != tt.want || err != nil {
			t.Errorf("%s with %s:\n%s, %v\nwant\n%s", tt.schema, tt.body, got, err, tt.want)
		}
	}
}

// TestBadSchemas checks that every schema that is none is refused with its place.
func TestBadSchemas(t *testing.T) {
	t.Parallel()
	for schema, want := range map[string]string{
		`{"type":"text"}`:                      `at #: type must be one or more of array, boolean`,
		`{"properties":{"a":{"minimum":"x"}}}`: `at #/properties/a: minimum must be a number, not "x"`,
		`{"minLength":-1}`:                     `at #: minLength must be a whole number from 0, not -1`,
		`{"required":[1]}`:                     `at #: required must be a list of names, not [1]`,
		`{"pattern":"("}`:                      `at #: pattern is no regular expression: `,
		`{"allOf":[]}`:                         `at #: allOf must be a list of schemas, not []`,
		`{"items":[{"not":[]}]}`:               `at #/items/0/not: a schema is an object, not []`,
		`{"$ref":"#/definitions/a"}`:           `there is nothing at #/definitions/a`,
		`{"$ref":"other"}`:                     `other is no model of the API`,
		`{"$ref":"#"}`:                         `a $ref leads to itself`,
		`{"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}}}`: `a $ref leads to itself`,
		`{"multipleOf":0}`:       `at #: multipleOf must be a number above 0, not 0`,
		`{"uniqueItems":"yes"}`:  `at #: uniqueItems must be true or false, not "yes"`,
		`[`:                      `it is no JSON: `,
		`{"maximum":1e99999999}`: `at #: maximum must be a number, not 1e99999999`,
	} {
		_, err := jsonschema.Compile(map[string]string{"m": schema}, "m")
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", schema, err, want)
		}
	}
}

// TestReferences checks references to another document, to itself and to a part by an escaped pointer.
func TestReferences(t *testing.T) {
	t.Parallel()
	docs := map[string]string{
		"urn:order": `{"properties":{"part":{"$ref":"urn:part#/definitions/a~1b%20c"},"inner":{"$ref":"#"}},"required":["part"]}`,
		"urn:part":  `{"definitions":{"a/b c":{"type":"string"}}}`,
	}
	s, err := jsonschema.Compile(docs, "urn:order")
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		`{"part":"x","inner":{"part":"y"}}`: ``,
		`{"part":"x","inner":{}}`:           `object has missing required properties (["part"])`,
		`{"part":1}`:                        `instance type (integer) does not match any allowed primitive type (allowed: ["string"])`,
	} {
		if faults, err := s.Check([]byte(body)); err != nil || strings.Join(faults, "\n") != want {
			t.Errorf("%s: %q, %v", body, faults, err)
		}
	}
}

// TestLimits checks that no schema and no body can make a check run away.
func TestLimits(t *testing.T) {
	t.Parallel()
	nested := strings.Repeat(`{"a":`, 900) + `1` + strings.Repeat(`}`, 900)
	for _, tt := range []struct{ name, schema, body, want string }{
		{"both of both of both", `{"anyOf":[{"not":{"properties":{"a":{"$ref":"#"}}}},{"not":{"not":{"properties":{"a":{"$ref":"#"}}}}}]}`, nested, "the body "},
		{"itself around the same value", `{"allOf":[{"$ref":"#"}]}`, `1`, "the body needs schemas within schemas"},
		{"no JSON", `{}`, `{"a":1} x`, "unable to parse JSON body"},
		{"half a body", `{}`, `{"a":`, "unable to parse JSON body"},
		{"too deep", `{}`, strings.Repeat("[", 100_000), "unable to parse JSON body"},
	} {
		s, err := jsonschema.Compile(map[string]string{"m": tt.schema}, "m")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if _, err := s.Check([]byte(tt.body)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}
