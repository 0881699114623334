package gateway

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/runtime/apispec"
)

func TestWildcard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"*", "a/b:c", true}, {"?", "", false}, {"?", "a", true},
		{"a*c", "abc", true}, {"a*c", "ac", true}, {"a*c", "abcd", false}, {"*b*b*", "abb", true}, {"*b*b*", "ab", false},
		{"a**c", "abc", true}, {"a?c", "ac", false}, {"[a]", "a", false}, {".", "a", false},
		{"arn:aws:execute-api:us-east-1:123456789012:*/*/*/*", "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/test/GET/", true},
		{"arn:aws:execute-api:*:*:*/test/GET/pets/*", "arn:aws:execute-api:us-east-1:123456789012:a/test/GET/pets", false},
	} {
		if got := newPattern(c.pattern).match(c.text); got != c.want {
			t.Errorf("wildcard(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}

// TestWildcardAgainstRegexp compares random patterns with the same ones as regular expressions.
func TestWildcardAgainstRegexp(t *testing.T) {
	t.Parallel()
	random := func(alphabet string) string {
		var b strings.Builder
		for range rand.IntN(8) {
			b.WriteByte(alphabet[rand.IntN(len(alphabet))])
		}
		return b.String()
	}
	for range 20_000 {
		pattern, text := random("ab*?"), random("ab")
		re := regexp.MustCompile("^" + strings.NewReplacer("*", ".*", "?", ".").Replace(pattern) + "$")
		if got, want := newPattern(pattern).match(text), re.MatchString(text); got != want {
			t.Fatalf("wildcard(%q, %q) = %v, want %v", pattern, text, got, want)
		}
	}
}

// TestWildcardHostile has a pattern that takes exponential time when stars are tried one inside another.
func TestWildcardHostile(t *testing.T) {
	t.Parallel()
	begin := time.Now()
	if newPattern(strings.Repeat("*a", 250) + "b").match(strings.Repeat("a", 1600)) {
		t.Error("matches")
	}
	if d := time.Since(begin); d > time.Second {
		t.Errorf("took %v", d)
	}
}

// testAccess is a request that policies of tests decide about.
func testAccess() *accessRequest {
	return &accessRequest{
		action: invokeAction, resource: "arn:aws:execute-api:us-east-1:123456789012:api/test/GET/pets",
		caller: caller{arn: "arn:aws:iam::123456789012:user/ann", account: "123456789012", user: "ann"},
		keys: conditionKeys{
			"aws:sourceip": {"10.1.2.3"}, "aws:useragent": {"curl/8.0"}, "aws:currenttime": {"2026-11-20T12:00:00Z"},
			"aws:epochtime": {"1795176000"}, "aws:securetransport": {"true"}, "aws:multi": {"a", "b"}, "aws:number": {"10"},
			"aws:principalarn": {"arn:aws:iam::123456789012:user/ann"},
		},
	}
}

func TestPolicyDecisions(t *testing.T) {
	t.Parallel()
	const allow = `{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}`
	for _, c := range []struct {
		name, statements string
		want             decision
	}{
		{"allow", allow, allowed},
		{"single statement outside a list", allow, allowed},
		{"deny wins", allow + `,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}`, explicitDeny},
		{"other action", `{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}`, implicitDeny},
		{"action in any case", `{"Effect":"Allow","Principal":"*","Action":"Execute-API:invoke","Resource":"*"}`, allowed},
		{"NotAction", `{"Effect":"Allow","Principal":"*","NotAction":"s3:*","Resource":"*"}`, allowed},
		{"NotAction that names it", `{"Effect":"Allow","Principal":"*","NotAction":["execute-api:*"],"Resource":"*"}`, implicitDeny},
		{"short resource", `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/test/GET/*"}`, allowed},
		{"short resource of another stage", `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/prod/*"}`, implicitDeny},
		{"resource in another case", `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/TEST/*"}`, implicitDeny},
		{"NotResource", `{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"execute-api:/test/GET/dogs"}`, explicitDeny},
		{"principal by ARN", `{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:user/ann"]},"Action":"*","Resource":"*"}`, allowed},
		{"principal by account", `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}`, allowed},
		{"principal by root", `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"*","Resource":"*"}`, allowed},
		{"other principal", `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:user/bob"},"Action":"*","Resource":"*"}`, implicitDeny},
		{"service principal", `{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"*","Resource":"*"}`, implicitDeny},
		{"NotPrincipal", `{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:user/ann"},"Action":"*","Resource":"*"},` + allow, allowed},
		{"NotPrincipal of others", `{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:user/bob"},"Action":"*","Resource":"*"},` + allow, explicitDeny},
	} {
		p, err := parsePolicy([]byte(`{"Version":"2012-10-17","Statement":[`+c.statements+`]}`), policyKind{principal: true, expand: "arn:aws:execute-api:us-east-1:123456789012:api"})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := p.decide(testAccess()); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	for condition, want := range map[string]bool{
		`{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`:                                           true,
		`{"IpAddress":{"AWS:sourceip":["192.0.2.0/24","10.1.2.3"]}}`:                            true,
		`{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`:                                         false,
		`{"IpAddress":{"aws:SourceIp":"::/0"}}`:                                                 false,
		`{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","198.51.100.0/24"]}}`:                  true,
		`{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","10.0.0.0/8"]}}`:                       false,
		`{"StringEquals":{"aws:UserAgent":"curl/8.0"}}`:                                         true,
		`{"StringEquals":{"aws:UserAgent":"CURL/8.0"}}`:                                         false,
		`{"StringEqualsIgnoreCase":{"aws:UserAgent":"CURL/8.0"}}`:                               true,
		`{"StringNotEquals":{"aws:UserAgent":["a","curl/8.0"]}}`:                                false,
		`{"StringNotEquals":{"aws:Nothing":"x"}}`:                                               true,
		`{"StringLike":{"aws:UserAgent":"curl/*"}}`:                                             true,
		`{"StringNotLike":{"aws:UserAgent":"curl/*"}}`:                                          false,
		`{"StringEquals":{"aws:Nothing":"x"}}`:                                                  false,
		`{"StringEqualsIfExists":{"aws:Nothing":"x"}}`:                                          true,
		`{"StringEqualsIfExists":{"aws:UserAgent":"x"}}`:                                        false,
		`{"Null":{"aws:Nothing":"true"}}`:                                                       true,
		`{"Null":{"aws:Nothing":false}}`:                                                        false,
		`{"Null":{"aws:UserAgent":"false"}}`:                                                    true,
		`{"Bool":{"aws:SecureTransport":"true"}}`:                                               true,
		`{"Bool":{"aws:SecureTransport":false}}`:                                                false,
		`{"DateGreaterThan":{"aws:CurrentTime":"2026-11-20T11:59:59Z"}}`:                        true,
		`{"DateLessThan":{"aws:CurrentTime":"2026-11-20"}}`:                                     false,
		`{"DateLessThanEquals":{"aws:CurrentTime":"2026-11-20T13:00:00+01:00"}}`:                true,
		`{"DateEquals":{"aws:EpochTime":"2026-11-20T12:00:00Z"}}`:                               true,
		`{"DateNotEquals":{"aws:EpochTime":"1795176000"}}`:                                      false,
		`{"NumericLessThan":{"aws:Number":"9"}}`:                                                false,
		`{"NumericGreaterThanEquals":{"aws:Number":10}}`:                                        true,
		`{"NumericEquals":{"aws:Number":"10.0"}}`:                                               true,
		`{"NumericNotEquals":{"aws:Number":["1","10"]}}`:                                        false,
		`{"NumericEquals":{"aws:UserAgent":"1"}}`:                                               false,
		`{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/*"}}`:                              true,
		`{"ArnLike":{"aws:PrincipalArn":"arn:*:user/ann"}}`:                                     false,
		`{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/a*"}}`:                          false,
		`{"ForAnyValue:StringEquals":{"aws:multi":["b","c"]}}`:                                  true,
		`{"ForAllValues:StringEquals":{"aws:multi":["b","c"]}}`:                                 false,
		`{"ForAllValues:StringLike":{"aws:multi":["?"]}}`:                                       true,
		`{"ForAllValues:StringEquals":{"aws:nothing":"x"}}`:                                     true,
		`{"ForAnyValue:StringEquals":{"aws:nothing":"x"}}`:                                      false,
		`{"StringEquals":{"aws:UserAgent":"curl/8.0"},"IpAddress":{"aws:SourceIp":"10.9.9.9"}}`: false,
	} {
		p, err := parsePolicy([]byte(`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":`+condition+`}}`), policyKind{})
		if err != nil {
			t.Errorf("%s: %v", condition, err)
			continue
		}
		if got := p.decide(testAccess()) == allowed; got != want {
			t.Errorf("%s: got %v", condition, got)
		}
	}
}

func TestPolicyErrors(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`[]`:                 "not a JSON object",
		`null`:               "not a JSON object",
		`{}`:                 "no Statement",
		`{"Statement":[]}`:   "no Statement",
		`{"statement":[{}]}`: `unknown element "statement"`,
		`{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}`:                                                          "neither",
		`{"Statement":[{"Action":"*","Resource":"*"}]}`:                                                                           "Effect is missing",
		`{"Statement":[{"Effect":"Allow","Resource":"*"}]}`:                                                                       "Action is missing",
		`{"Statement":[{"Effect":"Allow","Action":"*"}]}`:                                                                         "Resource is missing",
		`{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}`:                                          "exclude each other",
		`{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}`:                                                           "empty",
		`{"Statement":[{"Effect":"Allow","Action":{},"Resource":"*"}]}`:                                                           "not a text",
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}`:                                          "only resource policies",
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringIs":{"a":"b"}}}]}`:                       "unknown operator",
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/40"}}}]}`: "not an address",
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"a":"1e999999999"}}}]}`:        "not a number",
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Extra":1}]}`:                                                "unknown element",
		`{"Version":"2012","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`:                                         "Version",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"${aws:username"}]}`:                      "not closed",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"${ }"}]}`:                                "no name",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"${aws:username, none}"}]}`:               "single quotes",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"${aws:username, 'none}"}]}`:              "single quotes",
	} {
		if _, err := parsePolicy([]byte(document), policyKind{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", document, err, want)
		}
	}
	if _, err := parsePolicy([]byte(`{"Statement":{"Effect":"Allow","Action":"*","Resource":"`+strings.Repeat("a", 513)+`"}}`), policyKind{maxResource: maxStatementARN}); err == nil {
		t.Error("a resource of 513 characters is taken")
	}
}

// TestPolicyVariables: what stands in ${} is the value of a condition key, as it is.
func TestPolicyVariables(t *testing.T) {
	t.Parallel()
	const api = "arn:aws:execute-api:us-east-1:123456789012:api/test/GET/"
	keys := conditionKeys{
		"aws:username": {"ann"}, "aws:useragent": {"*"}, "aws:referer": {"a:b:c:d"}, "aws:principalaccount": {"123456789012"},
		"aws:principalarn": {"arn:aws:iam::123456789012:user/ann"}, "aws:sourceip": {"10.1.2.3"}, "aws:multi": {"a", "b"}, "aws:bytes": {"\xff"},
	}
	for _, c := range []struct {
		name, effect, rest, path string
		want                     decision
	}{
		{"resource", "Allow", `"Resource":"execute-api:/test/GET/${aws:username}"`, "ann", allowed},
		{"resource of another", "Allow", `"Resource":"execute-api:/test/GET/${aws:username}"`, "bob", implicitDeny},
		{"name in any case, spaces", "Allow", `"Resource":"execute-api:/test/GET/${ AWS:UserName }/*"`, "ann/x", allowed},
		{"value is no pattern", "Allow", `"Resource":"execute-api:/test/GET/${aws:UserAgent}"`, "x", implicitDeny},
		{"value is what it is", "Allow", `"Resource":"execute-api:/test/GET/${aws:UserAgent}"`, "*", allowed},
		{"value of any byte is no pattern", "Allow", `"Resource":"execute-api:/test/GET/${aws:bytes}"`, "x", implicitDeny},
		{"characters", "Allow", `"Resource":"execute-api:/test/GET/${*}${?}${$}"`, "*?$", allowed},
		{"characters are no wildcards", "Allow", `"Resource":"execute-api:/test/GET/${*}${?}${$}"`, "ab$", implicitDeny},
		{"dollar alone", "Allow", `"Resource":"execute-api:/test/GET/$x"`, "$x", allowed},
		{"no value", "Allow", `"Resource":"execute-api:/test/GET/${aws:nothing}*"`, "x", implicitDeny},
		{"no value among others", "Allow", `"Resource":["*","${aws:nothing}"]`, "x", implicitDeny},
		{"no value, denied", "Deny", `"Resource":"execute-api:/test/GET/${aws:nothing}*"`, "x", implicitDeny},
		{"no value, all but it denied", "Deny", `"NotResource":"execute-api:/test/GET/${aws:nothing}"`, "x", explicitDeny},
		{"all but one's own denied", "Deny", `"NotResource":"execute-api:/test/GET/${aws:username}"`, "ann", implicitDeny},
		{"default", "Allow", `"Resource":"execute-api:/test/GET/${aws:nothing, 'none'}"`, "none", allowed},
		{"default not needed", "Allow", `"Resource":"execute-api:/test/GET/${aws:username,'none'}"`, "none", implicitDeny},
		{"default is no pattern", "Allow", `"Resource":"execute-api:/test/GET/${aws:nothing, '*'}"`, "x", implicitDeny},
		{"default with a brace", "Allow", `"Resource":"execute-api:/test/GET/${aws:nothing, '}'}"`, "}", allowed},
		{"several values are none", "Allow", `"Resource":"execute-api:/test/GET/${aws:multi}"`, "a", implicitDeny},
		{"value that moves the parts", "Allow", `"Resource":"arn:aws:execute-api:${aws:referer}:*"`, "x", implicitDeny},
		{"account", "Allow", `"Resource":"arn:aws:execute-api:*:${aws:PrincipalAccount}:api/*"`, "x", allowed},
		{"StringEquals", "Allow", `"Resource":"*","Condition":{"StringEquals":{"aws:username":["bob","${aws:username}"]}}`, "x", allowed},
		{"StringEquals of a character", "Allow", `"Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":"${*}"}}`, "x", allowed},
		{"StringLike", "Allow", `"Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":"*:user/${aws:username}"}}`, "x", allowed},
		{"ArnLike", "Allow", `"Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:PrincipalAccount}:user/*"}}`, "x", allowed},
		{"ArnEquals of a whole ARN", "Allow", `"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"${aws:PrincipalArn}"}}`, "x", allowed},
		{"StringNotEquals without value", "Allow", `"Resource":"*","Condition":{"StringNotEquals":{"aws:username":"${aws:nothing}"}}`, "x", implicitDeny},
		{"StringNotEquals without value, denied", "Deny", `"Resource":"*","Condition":{"StringNotEquals":{"aws:username":"${aws:nothing}"}}`, "x", explicitDeny},
		{"IfExists without value", "Allow", `"Resource":"*","Condition":{"StringEqualsIfExists":{"aws:nothing":"${aws:nothing}"}}`, "x", allowed},
		{"IfExists, other value", "Allow", `"Resource":"*","Condition":{"StringEqualsIfExists":{"aws:username":"${aws:nothing}"}}`, "x", implicitDeny},
	} {
		document := `{"Version":"2012-10-17","Statement":{"Effect":"` + c.effect + `","Action":"*",` + c.rest + `}}`
		p, err := parsePolicy([]byte(document), policyKind{expand: strings.TrimSuffix(api, "/test/GET/")})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := p.decide(&accessRequest{action: invokeAction, resource: api + c.path, keys: keys}); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestPolicyVersions: only documents of the second version have variables.
func TestPolicyVersions(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]decision{`"Version":"2012-10-17",`: implicitDeny, `"Version":"2008-10-17",`: allowed, ``: allowed} {
		p, err := parsePolicy([]byte(`{`+version+`"Statement":{"Effect":"Allow","Action":"*","Resource":"a${aws:username}"}}`), policyKind{})
		if err != nil {
			t.Fatal(err)
		}
		r := &accessRequest{action: invokeAction, resource: "a${aws:username}", keys: conditionKeys{"aws:username": {"ann"}}}
		if got := p.decide(r); got != want {
			t.Errorf("%s gives %v, want %v", version, got, want)
		}
	}
}

// TestJoinDecisions has the outcome tables of the developer guide's authorization flow.
func TestJoinDecisions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ identity, resource, same, cross decision }{
		{allowed, allowed, allowed, allowed},
		{allowed, implicitDeny, allowed, implicitDeny},
		{allowed, explicitDeny, explicitDeny, explicitDeny},
		{implicitDeny, allowed, allowed, implicitDeny},
		{implicitDeny, implicitDeny, implicitDeny, implicitDeny},
		{implicitDeny, explicitDeny, explicitDeny, explicitDeny},
		{explicitDeny, allowed, explicitDeny, explicitDeny},
		{explicitDeny, implicitDeny, explicitDeny, explicitDeny},
		{explicitDeny, explicitDeny, explicitDeny, explicitDeny},
	} {
		if got := either(c.identity, c.resource); got != c.same {
			t.Errorf("either(%v, %v) = %v", c.identity, c.resource, got)
		}
		if got := both(c.identity, c.resource); got != c.cross {
			t.Errorf("both(%v, %v) = %v", c.identity, c.resource, got)
		}
	}
}

// resourcePolicyOf is a resource policy of statements.
func resourcePolicyOf(statements ...object) object {
	return object{"x-amazon-apigateway-policy": object{"Version": "2012-10-17", "Statement": statements}}
}

// grant is a statement about everybody.
func grant(effect, resource string, more ...object) object {
	s := object{"Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": resource}
	for _, m := range more {
		for k, v := range m {
			s[k] = v
		}
	}
	return s
}

// TestResourcePolicyPaths has ways of writing a path that must not get around a denial.
func TestResourcePolicyPaths(t *testing.T) {
	t.Parallel()
	mock := object{"get": operation(mockOf("ok"))}
	param := object{"get": operation(mockOf("ok")), "parameters": []any{object{"name": "p", "in": "path", "required": true, "schema": object{"type": "string"}}}}
	g := newGateway(t, definitionOf(object{"/pets": mock, "/{p}": param, "/open": mock}, resourcePolicyOf(grant("Allow", "execute-api:/*"), grant("Deny", "execute-api:/*/GET/pets"))), "")
	const text = `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/test/GET/pets with an explicit deny"}`
	wantStatus(t, ask(g, "GET", "/test/pets", ""), 403, text)
	wantStatus(t, ask(g, "GET", "/test/pets/", ""), 403, text)
	wantStatus(t, ask(g, "GET", "/test//pets", ""), 403, text)
	wantStatus(t, ask(g, "GET", "/test/%70ets", ""), 403, "")
	wantStatus(t, ask(g, "GET", "/test/open", ""), 200, "ok")
	if w := ask(g, "GET", "/test/pets", ""); answerHeader(w, "x-amzn-ErrorType") != "AccessDeniedException" {
		t.Errorf("headers %v", w.Header())
	}
}

func TestResourcePolicyBroken(t *testing.T) {
	t.Parallel()
	_, _, err := Load("api.json", definitionOf(object{"/": object{"get": operation(mockOf("ok"))}}, resourcePolicyOf(grant("Allow", "*", object{"Condition": object{"StringIs": object{"a": "b"}}}))), Options{})
	if err == nil || !strings.Contains(err.Error(), "StringIs: a: unknown operator") {
		t.Errorf("got %v", err)
	}
	var list apispec.Errors
	if !errors.As(err, &list) || len(list) != 1 || list[0].Code != CodePolicy || !list[0].Pos.IsValid() {
		t.Errorf("got %#v", err)
	}
}

func TestMethodARNTooLong(t *testing.T) {
	t.Parallel()
	get := object{"get": operation(mockOf("ok"))}
	def := object{"/{p+}": get}
	path := "/test/" + strings.Repeat("a", 1600)
	wantStatus(t, ask(newGateway(t, definitionOf(def, resourcePolicyOf(grant("Allow", "*"))), ""), "GET", path, ""), 414, "")
	wantStatus(t, ask(newGateway(t, definitionOf(def), ""), "GET", path, ""), 200, "ok")
}
