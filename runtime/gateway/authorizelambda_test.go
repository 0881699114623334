package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// allowAll is an authorizer's answer that permits everything; deniesAll the contrary.
const (
	allowAll  = `{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}}`
	deniesAll = `{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"*"}]}}`
)

// authorizedAPI has two methods behind an authorizer.
func authorizedAPI(scheme object, more ...object) []byte {
	op := object{"get": operation(mockOf("$context.authorizer.principalId $context.authorizer.n $context.authorizer.b"), security("auth"))}
	return definitionOf(object{"/a": op, "/b": op}, append(more, schemes(object{"auth": scheme, "key": apiKeyScheme}))...)
}

// TestAuthorizerOutcomes has a function's answers with what clients get. Source: section 15.
func TestAuthorizerOutcomes(t *testing.T) {
	t.Parallel()
	const null, unauthorizedBody = `{"message":null}`, `{"message":"Unauthorized"}`
	fails := func(message string) func(*FunctionCall) (*FunctionResult, error) {
		return func(*FunctionCall) (*FunctionResult, error) {
			return &FunctionResult{Status: 200, Failed: true, Payload: []byte(`{"errorMessage":"` + message + `"}`)}, nil
		}
	}
	status := func(code int) func(*FunctionCall) (*FunctionResult, error) {
		return func(*FunctionCall) (*FunctionResult, error) { return &FunctionResult{Status: code}, nil }
	}
	policyOf := func(statement string) func(*FunctionCall) (*FunctionResult, error) {
		return returns(`{"principalId":"ann","policyDocument":{"Statement":[` + statement + `]}}`)
	}
	for _, c := range []struct {
		name   string
		answer func(*FunctionCall) (*FunctionResult, error)
		status int
		body   string
	}{
		{"allow", returns(strings.Replace(allowAll, `{`, `{"context":{"n":1.50,"b":true,"z":null},`, 1)), 200, "ann 1.50 true"},
		{"number as principal", returns(strings.Replace(allowAll, `"ann"`, `7`, 1)), 200, "7"},
		{"deny", returns(deniesAll), 403, `{"Message":"User is not authorized to access this resource with an explicit deny"}`},
		{"other resource", policyOf(`{"Action":"*","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/test/GET/b"}`), 403, `{"Message":"User is not authorized to access this resource"}`},
		{"this resource", policyOf(`{"Action":"*","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/test/GET/a"}`), 200, ""},
		{"condition", policyOf(`{"Action":"*","Effect":"Allow","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.1"}}}`), 200, ""},
		{"condition not met", policyOf(`{"Action":"*","Effect":"Allow","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.2"}}}`), 403, ""},
		{"Unauthorized", fails("Unauthorized"), 401, unauthorizedBody},
		{"other failure", fails("unauthorized"), 500, null},
		{"not JSON", returns(`Allow`), 500, null},
		{"null", returns(`null`), 500, null},
		{"no principal", returns(strings.Replace(allowAll, `"ann"`, `null`, 1)), 500, null},
		{"no policy", returns(`{"principalId":"ann"}`), 500, null},
		{"unknown effect", returns(strings.Replace(allowAll, "Allow", "allow", 1)), 500, null},
		{"object in context", returns(strings.Replace(allowAll, `{`, `{"context":{"n":{}},`, 1)), 500, null},
		{"list in context", returns(strings.Replace(allowAll, `{`, `{"context":{"n":[1]},`, 1)), 500, null},
		{"context no object", returns(strings.Replace(allowAll, `{`, `{"context":"x",`, 1)), 500, null},
		{"long resource", policyOf(`{"Action":"*","Effect":"Allow","Resource":"` + strings.Repeat("*", 513) + `"}`), 500, null},
		{"throttled", status(429), 500, null},
		{"may not be called", status(403), 500, null},
		{"cannot be called", func(*FunctionCall) (*FunctionResult, error) { return nil, errors.New("refused") }, 500, null},
		{"timeout", func(*FunctionCall) (*FunctionResult, error) { return nil, context.DeadlineExceeded }, 500, null},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := &fakeFunction{answer: c.answer}
			g := newGateway(t, authorizedAPI(authorizerScheme("token", nil)), "", func(o *Options) { o.Functions = f })
			wantStatus(t, ask(g, "GET", "/test/a", "", "Authorization: token"), c.status, c.body)
			if f.count() != 1 || f.calls[0].Name != "auth" {
				t.Errorf("calls %+v", f.calls)
			}
		})
	}
}

func TestTokenAuthorizer(t *testing.T) {
	t.Parallel()
	f := &fakeFunction{answer: returns(allowAll)}
	g := newGateway(t, authorizedAPI(authorizerScheme("token", object{"identityValidationExpression": "Bearer [a-z]+", "authorizerResultTtlInSeconds": 0})), "", func(o *Options) { o.Functions = f })
	for _, token := range []string{"", "Authorization: ", "Authorization: Bearer ", "Authorization: Bearer abc1", "Authorization: xBearer abc"} {
		wantStatus(t, ask(g, "GET", "/test/a", "", token), 401, `{"message":"Unauthorized"}`)
	}
	if f.count() != 0 {
		t.Errorf("%d calls without a token", f.count())
	}
	wantStatus(t, ask(g, "GET", "/test/a", "", "authorization: Bearer abc"), 200, "")
	want := `{"type":"TOKEN","methodArn":"arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/test/GET/a","authorizationToken":"Bearer abc"}`
	if got := string(f.calls[0].Payload); got != want {
		t.Errorf("event %s", got)
	}
}

// TestAuthorizerCache: what a function said is kept by the token, with its whole policy, for the time it was given.
func TestAuthorizerCache(t *testing.T) {
	t.Parallel()
	clock := newFakeClock()
	f := &fakeFunction{answer: returns(`{"principalId":"ann","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*/GET/a"}]}}`)}
	g := newGateway(t, authorizedAPI(authorizerScheme("token", object{"authorizerResultTtlInSeconds": 60})), "", func(o *Options) { o.Functions, o.Clock = f, clock })
	get := func(path, token string, status, calls int) {
		t.Helper()
		wantStatus(t, ask(g, "GET", "/test/"+path, "", "Authorization: "+token), status, "")
		if f.count() != calls {
			t.Errorf("%d calls, want %d", f.count(), calls)
		}
	}
	get("a", "one", 200, 1)
	get("a", "one", 200, 1)
	get("b", "one", 403, 1) // the policy for one path denies the other
	get("b", "two", 403, 2)
	get("a", "two", 200, 2)
	clock.move(59 * time.Second)
	get("a", "one", 200, 2)
	clock.move(time.Second)
	get("a", "one", 200, 3)
	if err := g.Swap(g.Stage().API); err != nil {
		t.Fatal(err)
	}
	get("a", "one", 200, 4)
}

func TestAuthorizerKeepsNoFailures(t *testing.T) {
	t.Parallel()
	n := 0
	f := &fakeFunction{}
	f.answer = func(*FunctionCall) (*FunctionResult, error) {
		if n++; n == 1 {
			return &FunctionResult{Status: 200, Failed: true, Payload: []byte(`{"errorMessage":"Unauthorized"}`)}, nil
		}
		return &FunctionResult{Status: 200, Payload: []byte(allowAll)}, nil
	}
	g := newGateway(t, authorizedAPI(authorizerScheme("token", nil)), "", func(o *Options) { o.Functions = f })
	wantStatus(t, ask(g, "GET", "/test/a", "", "Authorization: x"), 401, "")
	wantStatus(t, ask(g, "GET", "/test/a", "", "Authorization: x"), 200, "")
}

func TestRequestAuthorizer(t *testing.T) {
	t.Parallel()
	f := &fakeFunction{answer: returns(allowAll)}
	scheme := authorizerScheme("request", object{"identitySource": "method.request.header.H, method.request.querystring.q, stageVariables.v, context.identity.sourceIp"})
	g := newGateway(t, authorizedAPI(scheme), "", func(o *Options) {
		o.Functions = f
		o.Stage.Variables = map[string]string{"v": "1"}
	})
	for _, c := range []struct {
		target string
		header []string
		status int
		calls  int
	}{
		{"/test/a", []string{"H: x"}, 401, 0},
		{"/test/a?q=", []string{"H: x"}, 401, 0},
		{"/test/a?q=1", nil, 401, 0},
		{"/test/a?q=1", []string{"h: x"}, 200, 1},
		{"/test/b?q=1", []string{"H: x"}, 200, 1},
		{"/test/a?q=1&q=1", []string{"H: x"}, 200, 2},
		{"/test/a?q=2&q=1", []string{"H: x"}, 200, 3},
		{"/test/a?q=1", []string{"H: y", "H: x"}, 200, 4},
	} {
		wantStatus(t, ask(g, "GET", c.target, "", c.header...), c.status, "")
		if f.count() != c.calls {
			t.Errorf("%s %q: %d calls, want %d", c.target, c.header, f.count(), c.calls)
		}
	}
	var event map[string]any
	if err := json.Unmarshal(f.calls[0].Payload, &event); err != nil {
		t.Fatal(err)
	}
	want := `{"httpMethod":"GET","methodArn":"arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/test/GET/a","multiValueQueryStringParameters":{"q":["1"]},"path":"/a","pathParameters":{},"queryStringParameters":{"q":"1"},"resource":"/a","stageVariables":{"v":"1"},"type":"REQUEST"}`
	for _, volatile := range []string{"headers", "multiValueHeaders", "requestContext"} {
		if event[volatile] == nil {
			t.Errorf("no %s", volatile)
		}
		delete(event, volatile)
	}
	if got := mustJSON(t, event); got != want {
		t.Errorf("event %s", got)
	}
}

// TestRequestAuthorizerWithoutSources: with nothing to tell callers apart nothing is kept; without a time to live
// missing sources do not matter.
func TestRequestAuthorizerWithoutSources(t *testing.T) {
	t.Parallel()
	for _, more := range []object{{"authorizerResultTtlInSeconds": 300}, {"authorizerResultTtlInSeconds": 0, "identitySource": "method.request.header.H"}} {
		f := &fakeFunction{answer: returns(allowAll)}
		g := newGateway(t, authorizedAPI(authorizerScheme("request", more)), "", func(o *Options) { o.Functions = f })
		for i := range 2 {
			wantStatus(t, ask(g, "GET", "/test/a", ""), 200, "")
			if f.count() != i+1 {
				t.Errorf("%v: %d calls, want %d", more, f.count(), i+1)
			}
		}
	}
}

func TestAuthorizerWithResourcePolicy(t *testing.T) {
	t.Parallel()
	const nothing = `{"principalId":"ann","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"none"}]}}`
	for _, c := range []struct {
		name, answer string
		policy       object
		status       int
		calls        int
	}{
		{"policy permits", nothing, grant("Allow", "*"), 200, 1},
		{"nobody permits", nothing, grant("Allow", "none"), 403, 1},
		{"authorizer permits", allowAll, grant("Allow", "none"), 200, 1},
		{"authorizer denies", deniesAll, grant("Allow", "*"), 403, 1},
		{"policy denies", allowAll, grant("Deny", "*"), 403, 0},
	} {
		f := &fakeFunction{answer: returns(c.answer)}
		g := newGateway(t, authorizedAPI(authorizerScheme("token", nil), resourcePolicyOf(c.policy)), "", func(o *Options) { o.Functions = f })
		w := ask(g, "GET", "/test/a", "", "Authorization: t")
		if w.Code != c.status || f.count() != c.calls {
			t.Errorf("%s: got %d after %d calls", c.name, w.Code, f.count())
		}
	}
}

func TestUsageKeyOfAuthorizer(t *testing.T) {
	t.Parallel()
	f := &fakeFunction{}
	f.answer = func(call *FunctionCall) (*FunctionResult, error) {
		var event struct{ AuthorizationToken string }
		json.Unmarshal(call.Payload, &event)
		return &FunctionResult{Status: 200, Payload: fmt.Appendf(nil, `{"usageIdentifierKey":%q,%s`, event.AuthorizationToken, allowAll[1:])}, nil
	}
	op := object{"get": operation(mockOf("ok"), security("auth", "key"))}
	def := definitionOf(object{"/": op}, schemes(object{"auth": authorizerScheme("token", nil), "key": apiKeyScheme}), object{"x-amazon-apigateway-api-key-source": "AUTHORIZER"})
	g := newGateway(t, def, "", func(o *Options) {
		o.Functions = f
		o.Stage.UsagePlans = []*UsagePlan{{Name: "p", Keys: []*KeyConfig{{ID: "k", Value: "good"}}}}
	})
	wantStatus(t, ask(g, "GET", "/test/", "", "Authorization: good"), 200, "ok")
	wantStatus(t, ask(g, "GET", "/test/", "", "Authorization: good"), 200, "ok") // from what was kept
	wantStatus(t, ask(g, "GET", "/test/", "", "Authorization: bad", "x-api-key: good"), 403, `{"message":"Forbidden"}`)
}
