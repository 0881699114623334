package gateway

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// stoppedClock is a clock that stands still.
type stoppedClock struct{ time.Time }

// Now returns its time.
func (c stoppedClock) Now() time.Time { return c.Time }

// eventStub is a Lambda endpoint that remembers the last payload.
type eventStub struct {
	*httptest.Server
	mu      sync.Mutex
	payload string
}

// newEventStub starts a stub that answers {}.
func newEventStub(t *testing.T) *eventStub {
	s := &eventStub{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.payload = string(body)
		s.mu.Unlock()
		io.WriteString(w, "{}")
	}))
	t.Cleanup(s.Close)
	return s
}

// event returns the last payload.
func (s *eventStub) event() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.payload
}

// eventAPI is proxyAPI with an operationId and binary types.
var eventAPI = strings.NewReplacer(
	`"x-amazon-apigateway-any-method":{`, `"x-amazon-apigateway-any-method":{"operationId":"anyPet",`,
	`"paths":`, `"x-amazon-apigateway-binary-media-types":["image/*"],"paths":`,
).Replace(proxyAPI)

// askEvent sends a request to a gateway for eventAPI and returns the event, with the ids of the request replaced.
func askEvent(t *testing.T, config StageConfig, method, target, body string, headers ...string) string {
	t.Helper()
	stub := newEventStub(t)
	g, _ := loadGatewayWith(t, eventAPI, stub.URL, Options{
		Stage: config, Identity: Identity{APIID: "a1b2c3d4e5"}, Hooks: Hooks{Clock: stoppedClock{time.UnixMilli(1700000000123)}},
	}, FunctionOptions{})
	res := ask(g, method, target, body, headers...)
	if res.Code != 200 {
		t.Fatalf("got %d %s", res.Code, res.Body)
	}
	s := g.Stage()
	h := res.Result().Header
	return strings.NewReplacer(
		spelledHeaderOf(h, "x-amzn-RequestId"), "REQUEST", spelledHeaderOf(h, "x-amz-apigw-id"), "EXTENDED", spelledHeaderOf(h, traceHeader), "TRACE",
		`"`+s.resources["/{proxy+}"].ID+`"`, `"RESOURCE"`, `"`+s.deployment+`"`, `"DEPLOYMENT"`,
	).Replace(stub.event())
}

// spelledHeaderOf returns a header in whatever spelling.
func spelledHeaderOf(h http.Header, name string) string {
	for k, v := range h {
		if strings.EqualFold(k, name) {
			return v[0]
		}
	}
	return "\x00none"
}

// TestProxyEventScheme: where a program serves a gateway over TLS, functions see it.
func TestProxyEventScheme(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"http://api.test/test/a":       `"X-Forwarded-Port":"80","X-Forwarded-Proto":"http"`,
		"https://api.test/test/a":      `"X-Forwarded-Port":"443","X-Forwarded-Proto":"https"`,
		"https://api.test:8443/test/a": `"X-Forwarded-Port":"8443","X-Forwarded-Proto":"https"`,
	} {
		if got := askEvent(t, StageConfig{}, "GET", target, ""); !strings.Contains(got, want) {
			t.Errorf("%s: %s has no %s", target, got, want)
		}
	}
}

func TestProxyEventWhole(t *testing.T) {
	t.Parallel()
	got := askEvent(t, StageConfig{Name: "prod", Variables: map[string]string{"b": "2", "a": "<1>"}}, "POST",
		"http://api.test:8080/prod//a%20b/c?x=1&x=2&y=%C3%A4+", `{"k":"v"}`, "Content-Type: application/json", "X-Multi: 1", "X-Multi: 2",
		"X-Forwarded-For: 192.0.2.7", "User-Agent: agent/1")
	const want = `{"resource":"/{proxy+}","path":"/a%20b/c","httpMethod":"POST",` +
		`"headers":{"Host":"api.test:8080","Content-Type":"application/json","User-Agent":"agent/1","X-Forwarded-For":"192.0.2.7, 192.0.2.1","X-Multi":"2","X-Amzn-Trace-Id":"TRACE","X-Forwarded-Port":"8080","X-Forwarded-Proto":"http"},` +
		`"multiValueHeaders":{"Host":["api.test:8080"],"Content-Type":["application/json"],"User-Agent":["agent/1"],"X-Forwarded-For":["192.0.2.7, 192.0.2.1"],"X-Multi":["1","2"],"X-Amzn-Trace-Id":["TRACE"],"X-Forwarded-Port":["8080"],"X-Forwarded-Proto":["http"]},` +
		`"queryStringParameters":{"x":"2","y":"ä "},"multiValueQueryStringParameters":{"x":["1","2"],"y":["ä "]},` +
		`"pathParameters":{"proxy":"a%20b/c"},"stageVariables":{"a":"<1>","b":"2"},` +
		`"requestContext":{"resourceId":"RESOURCE","resourcePath":"/{proxy+}","operationName":"anyPet","httpMethod":"POST","extendedRequestId":"EXTENDED",` +
		`"requestTime":"14/Nov/2023:22:13:20 +0000","path":"/prod//a%20b/c","accountId":"123456789012","protocol":"HTTP/1.1","stage":"prod","domainPrefix":"api",` +
		`"requestTimeEpoch":1700000000123,"requestId":"REQUEST","identity":{"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,"caller":null,` +
		`"sourceIp":"192.0.2.1","principalOrgId":null,"accessKey":null,"cognitoAuthenticationType":null,"cognitoAuthenticationProvider":null,"userArn":null,` +
		`"userAgent":"agent/1","user":null},"domainName":"api.test","deploymentId":"DEPLOYMENT","apiId":"a1b2c3d4e5"},"body":"{\"k\":\"v\"}","isBase64Encoded":false}`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestProxyEventBody(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ contentType, body, want, encoded string }{
		{"text/plain", "", `null`, `false`},
		{"image/png", "", `null`, `false`},
		{"image/png", "\x89PNG\xff", `"iVBORw=="`, `true`},
		{"text/plain", "a\xff\"<b>\u2028", `"a\uFFFD\"<b>` + "\u2028" + `"`, `false`},
	} {
		var event struct {
			Body, IsBase64Encoded json.RawMessage
			Headers               map[string]string
		}
		if err := json.Unmarshal([]byte(askEvent(t, StageConfig{}, "PUT", "/test/x", c.body, "Content-Type: "+c.contentType)), &event); err != nil {
			t.Fatal(err)
		}
		want := c.want
		if c.contentType == "image/png" && c.body != "" {
			want = `"` + string(encodeBase64([]byte(c.body))) + `"`
		}
		if !sameJSON(event.Body, want) || string(event.IsBase64Encoded) != c.encoded {
			t.Errorf("%s %q: got %s %s", c.contentType, c.body, event.Body, event.IsBase64Encoded)
		}
	}
}

// sameJSON tells whether two JSON texts have the same value.
func sameJSON(a []byte, b string) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal([]byte(b), &y) == nil && cmp.Equal(x, y)
}

func TestProxyEventNulls(t *testing.T) {
	t.Parallel()
	event := askEvent(t, StageConfig{}, "GET", "/test/x", "")
	for _, part := range []string{
		`"queryStringParameters":null,"multiValueQueryStringParameters":null`, `"stageVariables":null`, `"body":null,"isBase64Encoded":false`, `"userAgent":null`,
	} {
		if !strings.Contains(event, part) {
			t.Errorf("no %s in %s", part, event)
		}
	}
	if strings.Contains(event, `"authorizer"`) || strings.Contains(event, "isCanaryRequest") {
		t.Errorf("members that nothing set: %s", event)
	}
}

func TestProxyEventSpelling(t *testing.T) {
	t.Parallel()
	x := &Exchange{TestInvoke: true, Header: pairs("aUThorization", "a", "user-AGENT", "u", "tEsT", "t")}
	if d := cmp.Diff(pairs("Authorization", "a", "User-Agent", "u", "tEsT", "t"), x.eventHeaders()); d != "" {
		t.Error(d)
	}
	w := &eventWriter{}
	w.open()
	w.multi("none", nil)
	w.multi("some", pairs("a", "1", "A", "2", "a", "3"))
	w.single("some", pairs("a", "1", "A", "2", "a", "3"))
	w.close()
	if got := w.String(); got != `{"none":null,"some":{"a":["1","3"],"A":["2"]},"some":{"a":"3","A":"2"}}` {
		t.Error(got)
	}
}

func TestProxyEventAuthorizer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		context object
		want    string
	}{
		{object{}, ``},
		{object{"authorizer": object{"principalId": "p", "n": "1"}}, `{"n":"1","principalId":"p"}`},
		{object{"authorizer": map[string]string{"a": "1"}, "authorizer.b": "2"}, `{"a":"1","b":"2"}`},
		{object{"authorizer.claims": object{"sub": "s"}}, `{"claims":{"sub":"s"}}`},
	} {
		x := &Exchange{Context: c.context}
		a, ok := x.authorizerContext()
		got, _ := json.Marshal(a)
		if ok != (c.want != "") || ok && string(got) != c.want {
			t.Errorf("%v: got %s, %v", c.context, got, ok)
		}
	}
}
