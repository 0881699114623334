package gateway

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// iamAPI has methods for signed requests.
func iamAPI(more ...object) []byte {
	op := object{"get": operation(mockOf("$context.identity.userArn $context.identity.accountId $context.identity.accessKey"), security("iam")), "post": operation(mockOf("ok"), security("iam"))}
	return definitionOf(object{"/{p+}": op}, append(more, schemes(object{"iam": object{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}}))...)
}

// testKeys are the access keys of tests.
var testKeys = []IAMKey{
	{AccessKeyID: "AKIDEXAMPLE", SecretKey: "secret", ARN: "arn:aws:iam::123456789012:user/team/ann"},
	{AccessKeyID: "ASIAEXAMPLE", SecretKey: "secret2", SessionToken: "token", Expires: testBegin.Add(time.Minute)},
	{AccessKeyID: "AKIDREADER", SecretKey: "secret3", ARN: "arn:aws:iam::123456789012:user/reader", Policy: json.RawMessage(`{"Statement":{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"execute-api:/test/GET/*"}}`)},
	{AccessKeyID: "AKIDOTHER", SecretKey: "secret4", AccountID: "999999999999"},
}

// newIAMGateway returns a gateway for signed requests with its clock.
func newIAMGateway(t *testing.T, more ...object) (*Gateway, *fakeClock) {
	clock := newFakeClock()
	return newGateway(t, iamAPI(more...), "", func(o *Options) { o.Clock, o.Auth.IAM = clock, testKeys }), clock
}

// signed returns a request signed by AWS's own signer.
func signed(t *testing.T, key IAMKey, method, target, body string, change ...func(*http.Request)) *http.Request {
	t.Helper()
	return signedWith(t, key, method, target, body, http.Header{"X-Two": {"a  b"}}, change...)
}

// signedWith is signed with other headers.
func signedWith(t *testing.T, key IAMKey, method, target, body string, header http.Header, change ...func(*http.Request)) *http.Request {
	t.Helper()
	r := httptest.NewRequest(method, "http://api.test"+target, strings.NewReader(body))
	r.Header = header
	credentials := aws.Credentials{AccessKeyID: key.AccessKeyID, SecretAccessKey: key.SecretKey, SessionToken: key.SessionToken}
	if err := v4.NewSigner().SignHTTP(t.Context(), credentials, r, hexSHA256([]byte(body)), sigService, "us-east-1", testBegin); err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(r)
	}
	return r
}

// serve answers a request.
func serve(g *Gateway, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

// TestSignatures has requests that AWS's signer signed.
func TestSignatures(t *testing.T) {
	t.Parallel()
	g, _ := newIAMGateway(t)
	for _, target := range []string{"/test/a", "/test/a/", "/test/a%20b/c%2Fd", "/test/a:b@c+d", "/test/%C3%A9?%C3%A9=%C3%A9", "/test/a?b=2&a=1&a=0&a-b=3", "/test/a?x=a%20b%2Bc", "/test/a?empty&novalue="} {
		wantStatus(t, serve(g, signed(t, testKeys[0], "GET", target, "")), 200, "arn:aws:iam::123456789012:user/team/ann 123456789012 AKIDEXAMPLE")
	}
	wantStatus(t, serve(g, signed(t, testKeys[0], "POST", "/test/a", `{"a":1}`)), 200, "ok")
	wantStatus(t, serve(g, signed(t, testKeys[1], "POST", "/test/a", "x")), 200, "ok")
}

// TestSignedAsSent: a signature is about the request as it was sent, not about what it is taken for.
func TestSignedAsSent(t *testing.T) {
	t.Parallel()
	g, _ := newIAMGateway(t)
	coded := signedWith(t, testKeys[0], "POST", "/test/a", gzipped("{}"), http.Header{"Content-Encoding": {"gzip"}})
	wantStatus(t, serve(g, coded), 200, "ok")
	inflated := signedWith(t, testKeys[0], "POST", "/test/a", "{}", http.Header{"Content-Encoding": {"gzip"}}, func(r *http.Request) {
		zipped := gzipped("{}")
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(zipped)), int64(len(zipped))
	})
	wantStatus(t, serve(g, inflated), 403, "")
	wantStatus(t, serve(g, signedWith(t, testKeys[0], "GET", "/test/a", "", http.Header{"X-Http-Method-Override": {"POST"}})), 200, "ok")
	wantStatus(t, serve(g, signedWith(t, testKeys[0], "POST", "/test/a", "", http.Header{"X-Http-Method-Override": {"PUT"}})), 403, "")
}

// TestPresigned has a signature in the query.
func TestPresigned(t *testing.T) {
	t.Parallel()
	g, clock := newIAMGateway(t)
	r := httptest.NewRequest("GET", "http://api.test/test/a?x=1&X-Amz-Expires=600", nil)
	uri, _, err := v4.NewSigner().PresignHTTP(t.Context(), aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, r, hexSHA256(nil), sigService, "us-east-1", testBegin)
	if err != nil {
		t.Fatal(err)
	}
	wantStatus(t, serve(g, httptest.NewRequest("GET", uri, nil)), 200, "")
	wantStatus(t, serve(g, httptest.NewRequest("GET", strings.Replace(uri, "x=1", "x=2", 1), nil)), 403, "")
	wantStatus(t, serve(g, httptest.NewRequest("GET", strings.Replace(uri, "Expires=600", "Expires=900", 1), nil)), 403, "")
	clock.move(600 * time.Second)
	wantStatus(t, serve(g, httptest.NewRequest("GET", uri, nil)), 200, "")
	clock.move(time.Second)
	wantStatus(t, serve(g, httptest.NewRequest("GET", uri, nil)), 403, "")
}

func TestSignatureRefused(t *testing.T) {
	t.Parallel()
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	replace := func(old, new string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, new, 1))
		}
	}
	stranger := IAMKey{AccessKeyID: "AKIDNOBODY", SecretKey: "x"}
	wrong := IAMKey{AccessKeyID: "AKIDEXAMPLE", SecretKey: "Secret"}
	for _, c := range []struct {
		name    string
		request *http.Request
		message string // part of it
		typ     string
	}{
		{"unsigned", httptest.NewRequest("GET", "/test/a", nil), "Missing Authentication Token", "MissingAuthenticationTokenException"},
		{"other scheme", signed(t, testKeys[0], "GET", "/test/a", "", header("Authorization", "Bearer x")), "requires 'Credential'", "IncompleteSignatureException"},
		{"unknown key", signed(t, stranger, "GET", "/test/a", ""), "security token included in the request is invalid", "UnrecognizedClientException"},
		{"wrong secret", signed(t, wrong, "GET", "/test/a", ""), "signature we calculated does not match", "InvalidSignatureException"},
		{"changed query", signed(t, testKeys[0], "GET", "/test/a", "", func(r *http.Request) { r.URL.RawQuery = "a=1" }), "does not match", "InvalidSignatureException"},
		{"changed path", signed(t, testKeys[0], "GET", "/test/a", "", func(r *http.Request) { r.URL.Path, r.RequestURI = "/test/b", "/test/b" }), "does not match", "InvalidSignatureException"},
		{"changed body", signed(t, testKeys[0], "POST", "/test/a", "a", func(r *http.Request) { r.Body = http.NoBody; r.ContentLength = 0 }), "does not match", "InvalidSignatureException"},
		{"changed header", signed(t, testKeys[0], "GET", "/test/a", "", header("X-Two", "c")), "does not match", "InvalidSignatureException"},
		{"changed host", signed(t, testKeys[0], "GET", "/test/a", "", func(r *http.Request) { r.Host = "other.test" }), "does not match", "InvalidSignatureException"},
		{"other method", signed(t, testKeys[0], "GET", "/test/a", "", header("X-HTTP-Method-Override", "POST")), "'x-http-method-override' must be signed", "InvalidSignatureException"},
		{"header added", signed(t, testKeys[0], "GET", "/test/a", "", header("X-Amz-Target", "x")), "must be signed", "InvalidSignatureException"},
		{"header removed", signed(t, testKeys[0], "GET", "/test/a", "", func(r *http.Request) { r.Header.Del("X-Two") }), "'x-two' must be signed", "InvalidSignatureException"},
		{"host not signed", signed(t, testKeys[0], "GET", "/test/a", "", replace("host;", "")), "'host' must be signed", "InvalidSignatureException"},
		{"names not in order", signed(t, testKeys[0], "GET", "/test/a", "", replace("host;x-amz-date", "x-amz-date;host")), "in order", "IncompleteSignatureException"},
		{"other region", signed(t, testKeys[0], "GET", "/test/a", "", replace("us-east-1", "us-east-2")), "valid region", "InvalidSignatureException"},
		{"other service", signed(t, testKeys[0], "GET", "/test/a", "", replace("execute-api", "s3")), "correct service", "InvalidSignatureException"},
		{"other day", signed(t, testKeys[0], "GET", "/test/a", "", replace("/20261120/", "/20261119/")), "Date in Credential scope", "InvalidSignatureException"},
		{"scope too short", signed(t, testKeys[0], "GET", "/test/a", "", replace("/aws4_request", "")), "5 slash-delimited", "IncompleteSignatureException"},
		{"no signature", signed(t, testKeys[0], "GET", "/test/a", "", replace("Signature=", "Sig=")), "requires 'Signature'", "IncompleteSignatureException"},
		{"no date", signed(t, testKeys[0], "GET", "/test/a", "", func(r *http.Request) { r.Header.Del("X-Amz-Date") }), "'X-Amz-Date' or a 'Date'", "IncompleteSignatureException"},
		{"no session token", signed(t, IAMKey{AccessKeyID: "ASIAEXAMPLE", SecretKey: "secret2"}, "GET", "/test/a", ""), "token included in the request is invalid", "UnrecognizedClientException"},
		{"session token of none", signed(t, IAMKey{AccessKeyID: "AKIDEXAMPLE", SecretKey: "secret", SessionToken: "x"}, "GET", "/test/a", ""), "token included in the request is invalid", "UnrecognizedClientException"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, _ := newIAMGateway(t)
			w := serve(g, c.request)
			var body struct{ Message string }
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			if w.Code != 403 || !strings.Contains(body.Message, c.message) {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
			if got := answerHeader(w, "x-amzn-ErrorType"); got != c.typ {
				t.Errorf("error type %q", got)
			}
		})
	}
}

func TestSignatureTimes(t *testing.T) {
	t.Parallel()
	g, clock := newIAMGateway(t)
	get := func(key IAMKey) *httptest.ResponseRecorder { return serve(g, signed(t, key, "GET", "/test/a", "")) }
	clock.move(5 * time.Minute)
	wantStatus(t, get(testKeys[0]), 200, "")
	wantStatus(t, get(testKeys[1]), 403, `{"message":"The security token included in the request is expired"}`)
	clock.move(time.Second)
	wantStatus(t, get(testKeys[0]), 403, `{"message":"Signature expired: 20261120T120000Z is now earlier than 20261120T120001Z"}`)
	clock.move(-10*time.Minute - time.Second)
	wantStatus(t, get(testKeys[0]), 200, "")
	clock.move(-time.Second)
	wantStatus(t, get(testKeys[0]), 403, `{"message":"Signature not yet current: 20261120T120000Z is still later than 20261120T115959Z"}`)
}

func TestIAMPolicies(t *testing.T) {
	t.Parallel()
	root := object{"AWS": "arn:aws:iam::999999999999:root"}
	denied := func(user, path, end string) string {
		return `{"Message":"User: arn:aws:iam::` + user + ` is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/test/` + path + end + `"}`
	}
	for _, c := range []struct {
		name   string
		key    IAMKey
		method string
		policy []object // resource policy
		status int
		body   string
	}{
		{"own policy permits", testKeys[2], "GET", nil, 200, ""},
		{"own policy is silent", testKeys[2], "POST", nil, 403, denied("123456789012:user/reader", "POST/a", "")},
		{"resource policy permits", testKeys[2], "POST", []object{grant("Allow", "*")}, 200, ""},
		{"resource policy denies", testKeys[2], "GET", []object{grant("Deny", "*")}, 403, denied("123456789012:user/reader", "GET/a", " with an explicit deny")},
		{"all but one denied", testKeys[2], "GET", []object{{"Effect": "Deny", "NotPrincipal": object{"AWS": testKeys[2].ARN}, "Action": "*", "Resource": "*"}}, 200, ""},
		{"other account without policy", testKeys[3], "GET", nil, 403, denied("999999999999:user/local", "GET/a", "")},
		{"other account", testKeys[3], "GET", []object{grant("Allow", "*", object{"Principal": root})}, 200, ""},
	} {
		var more []object
		if c.policy != nil {
			more = append(more, resourcePolicyOf(c.policy...))
		}
		g, _ := newIAMGateway(t, more...)
		w := serve(g, signed(t, c.key, c.method, "/test/a", ""))
		if w.Code != c.status || c.body != "" && w.Body.String() != c.body {
			t.Errorf("%s: got %d %s", c.name, w.Code, w.Body)
		}
	}
}

// testSession is the key of a role's session.
var testSession = IAMKey{
	AccessKeyID: "ASIASESSION", SecretKey: "secret5", SessionToken: "token5",
	ARN: "arn:aws:sts::123456789012:assumed-role/reader/ann", RoleARN: "arn:aws:iam::123456789012:role/team/reader", UserID: "AROAEXAMPLE:ann",
}

// TestAssumedRole: the session of a role signs with temporary keys, and policies know it by its session, its role, its
// account.
func TestAssumedRole(t *testing.T) {
	t.Parallel()
	const silent = `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`
	by := func(effect, principal string, more ...object) object {
		return grant(effect, "*", append(more, object{"Principal": object{"AWS": principal}})...)
	}
	when := func(operator, key, value string) object {
		return grant("Allow", "*", object{"Condition": object{operator: object{key: value}}})
	}
	for _, c := range []struct {
		name      string
		statement object
		status    int
	}{
		{"by session", by("Allow", testSession.ARN), 200},
		{"by role", by("Allow", testSession.RoleARN), 200},
		{"by account", by("Allow", "123456789012"), 200},
		{"by root", by("Allow", "arn:aws:iam::123456789012:root"), 200},
		{"by another session", by("Allow", "arn:aws:sts::123456789012:assumed-role/reader/bob"), 403},
		{"by another role", by("Allow", "arn:aws:iam::123456789012:role/writer"), 403},
		{"role denied", by("Deny", testSession.RoleARN), 403},
		{"aws:PrincipalArn is the role", when("ArnEquals", "aws:PrincipalArn", testSession.RoleARN), 200},
		{"aws:PrincipalArn is not the session", when("ArnEquals", "aws:PrincipalArn", testSession.ARN), 403},
		{"aws:PrincipalType", when("StringEquals", "aws:PrincipalType", "AssumedRole"), 200},
		{"aws:userid", when("StringLike", "aws:userid", "AROAEXAMPLE:*"), 200},
		{"no aws:username", when("StringLike", "aws:username", "*"), 403},
	} {
		key := testSession
		key.Policy = json.RawMessage(silent) // in one account, one of the policies is enough
		g := newGateway(t, iamAPI(resourcePolicyOf(c.statement)), "", func(o *Options) { o.Clock, o.Auth.IAM = newFakeClock(), []IAMKey{key} })
		if w := serve(g, signed(t, key, "GET", "/test/a", "")); w.Code != c.status {
			t.Errorf("%s: got %d %s", c.name, w.Code, w.Body)
		}
	}
}

// TestAssumedRoleContext: what templates and messages show of a session.
func TestAssumedRoleContext(t *testing.T) {
	t.Parallel()
	g := newGateway(t, iamAPI(), "", func(o *Options) {
		other := testSession
		other.AccessKeyID, other.Policy = "ASIAOTHER", json.RawMessage(`{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}`)
		o.Clock, o.Auth.IAM = newFakeClock(), []IAMKey{testSession, other}
	})
	wantStatus(t, serve(g, signed(t, testSession, "GET", "/test/a", "")), 200, testSession.ARN+" 123456789012 ASIASESSION")
	other := testSession
	other.AccessKeyID = "ASIAOTHER"
	wantStatus(t, serve(g, signed(t, other, "GET", "/test/a", "")), 403, `{"Message":"User: `+testSession.ARN+` is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/test/GET/a with an explicit deny"}`)
	other.SessionToken = "stolen"
	wantStatus(t, serve(g, signed(t, other, "GET", "/test/a", "")), 403, `{"message":"The security token included in the request is invalid."}`)
}

// TestCallers: who the keys of a file belong to.
func TestCallers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key  IAMKey
		want caller
	}{
		{IAMKey{AccessKeyID: "A"}, caller{arn: "arn:aws:iam::1:user/local", account: "1", kind: iamUser, user: "local", id: "A"}},
		{IAMKey{AccessKeyID: "A", AccountID: "2"}, caller{arn: "arn:aws:iam::2:user/local", account: "2", kind: iamUser, user: "local", id: "A"}},
		{IAMKey{ARN: "arn:aws:iam::3:user/team/ann", UserID: "AIDA"}, caller{arn: "arn:aws:iam::3:user/team/ann", account: "3", kind: iamUser, user: "ann", id: "AIDA"}},
		{IAMKey{AccessKeyID: "A", ARN: "arn:aws-cn:iam::3:root"}, caller{arn: "arn:aws-cn:iam::3:root", account: "3", kind: accountRoot, id: "A"}},
		{IAMKey{AccessKeyID: "A", SessionToken: "t", ARN: "arn:aws:sts::3:federated-user/bob"}, caller{arn: "arn:aws:sts::3:federated-user/bob", account: "3", kind: federatedUser, id: "A:bob"}},
		{IAMKey{AccessKeyID: "A", SessionToken: "t", ARN: "arn:aws:sts::3:assumed-role/r/s"}, caller{arn: "arn:aws:sts::3:assumed-role/r/s", account: "3", principal: "arn:aws:iam::3:role/r", kind: assumedRole, id: "A:s"}},
	} {
		if c.want.principal == "" {
			c.want.principal = c.want.arn
		}
		if got, err := callerOf(&c.key, "1"); err != nil || got != c.want {
			t.Errorf("%+v: got %+v, %v, want %+v", c.key, got, err, c.want)
		}
	}
}

// TestSigningKey is the example of AWS's general reference, deriving a signing key.
func TestSigningKey(t *testing.T) {
	t.Parallel()
	const want = "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"
	if got := hex.EncodeToString(signingKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830", "us-east-1", "iam")); got != want {
		t.Errorf("got %s", got)
	}
}

func TestParseIAMKeys(t *testing.T) {
	t.Parallel()
	keys, err := ParseIAMKeys([]byte(`[{"accessKeyId":"A","secretAccessKey":"s","policy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]`))
	if err != nil || len(keys) != 1 || keys[0].SecretKey != "s" {
		t.Errorf("got %+v, %v", keys, err)
	}
	for data, want := range map[string]string{
		`[{"accessKeyId":"A"}]`:                             "required",
		`[{"accessKeyId":"A","secretAccessKey":"s","x":1}]`: "unknown field",
		`[{"accessKeyId":"A","secretAccessKey":"s"},{"accessKeyId":"A","secretAccessKey":"s"}]`:                                                      "same accessKeyId",
		`[{"accessKeyId":"A","secretAccessKey":"s","policy":{"Statement":[{"Effect":"Maybe"}]}}]`:                                                    "Maybe",
		`[{"accessKeyId":"A","secretAccessKey":"s","arn":"ann"}]`:                                                                                    "not the ARN of a user",
		`[{"accessKeyId":"A","secretAccessKey":"s","arn":"arn:aws:iam::1:role/reader"}]`:                                                             "assumed-role/ROLE/SESSION",
		`[{"accessKeyId":"A","secretAccessKey":"s","arn":"arn:aws:sts::1:assumed-role/reader"}]`:                                                     "assumed-role/ROLE/SESSION",
		`[{"accessKeyId":"A","secretAccessKey":"s","arn":"arn:aws:sts::1:assumed-role/r/s"}]`:                                                        "sessionToken",
		`[{"accessKeyId":"A","secretAccessKey":"s","accountId":"2","arn":"arn:aws:iam::1:root"}]`:                                                    "not the account",
		`[{"accessKeyId":"A","secretAccessKey":"s","roleArn":"arn:aws:iam::1:role/r"}]`:                                                              "session of a role",
		`[{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t","arn":"arn:aws:sts::1:assumed-role/r/s","roleArn":"arn:aws:iam::1:role/x/y"}]`: "not the role",
	} {
		if _, err := ParseIAMKeys([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", data, err)
		}
	}
}
