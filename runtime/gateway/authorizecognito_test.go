package gateway

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// poolKeysOfTest are the keys of the test's user pool, made once.
var poolKeysOfTest = sync.OnceValue(func() (k struct {
	rsa, other *rsa.PrivateKey
	ec         *ecdsa.PrivateKey
}) {
	var err [3]error
	k.rsa, err[0] = rsa.GenerateKey(rand.Reader, 2048)
	k.other, err[1] = rsa.GenerateKey(rand.Reader, 2048)
	k.ec, err[2] = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err := errors.Join(err[:]...); err != nil {
		panic(err)
	}
	return k
})

// b64 is base64url without padding.
func b64(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }

// rsaJWK is an RSA key as JSON.
func rsaJWK(k *rsa.PrivateKey, kid string) string {
	return `{"kty":"RSA","use":"sig","alg":"RS256","kid":"` + kid + `","n":"` + b64(k.N) + `","e":"AQAB"}`
}

// ecJWK is an elliptic curve key as JSON.
func ecJWK(t testing.TB, k *ecdsa.PrivateKey, kid string) string {
	point, err := k.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	enc := base64.RawURLEncoding
	return `{"kty":"EC","crv":"P-256","kid":"` + kid + `","x":"` + enc.EncodeToString(point[1:33]) + `","y":"` + enc.EncodeToString(point[33:]) + `"}`
}

// Names of the test's user pool.
const (
	testPool   = "us-east-1_abc"
	testIssuer = "https://cognito-idp.us-east-1.amazonaws.com/" + testPool
)

// cognitoScheme is a scheme with a user pool authorizer.
func cognitoScheme(more object) object {
	a := object{"type": "cognito_user_pools", "providerARNs": []any{"arn:aws:cognito-idp:us-east-1:123456789012:userpool/" + testPool}}
	for k, v := range more {
		a[k] = v
	}
	return object{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "cognito_user_pools", "x-amazon-apigateway-authorizer": a}
}

// cognitoAPI has a method for ID tokens and one for access tokens with a scope.
func cognitoAPI(scheme object, more ...object) []byte {
	claims := "$context.authorizer.claims.sub|$context.authorizer.claims['cognito:groups']|$context.authorizer.claims.exp|$context.authorizer.claims.email_verified|$context.authorizer.claims.auth_time"
	return definitionOf(object{
		"/id":     object{"get": operation(mockOf(claims), security("pool"))},
		"/access": object{"get": operation(mockOf("ok"), object{"security": []any{object{"pool": []any{"api/read", "api/write"}}}})},
	}, append(more, schemes(object{"pool": scheme}))...)
}

// sign returns a token.
func sign(t testing.TB, method jwt.SigningMethod, key any, kid string, claims jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if kid != "" {
		token.Header["kid"] = kid
	}
	s, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// idClaims are the claims of a good ID token, with changes.
func idClaims(more jwt.MapClaims) jwt.MapClaims {
	c := jwt.MapClaims{
		"iss": testIssuer, "sub": "ann", "aud": "client1", "token_use": "id", "exp": testBegin.Add(time.Hour).Unix(),
		"cognito:groups": []string{"a", "b"}, "email_verified": true, "auth_time": 1795176000,
	}
	for k, v := range more {
		if v == nil {
			delete(c, k)
		} else {
			c[k] = v
		}
	}
	return c
}

func TestCognitoTokens(t *testing.T) {
	t.Parallel()
	keys := poolKeysOfTest()
	set := `{"keys":[` + rsaJWK(keys.rsa, "r") + `,` + ecJWK(t, keys.ec, "e") + `,{"kty":"oct","kid":"o","k":"AAAA"}]}`
	g := newGateway(t, cognitoAPI(cognitoScheme(object{"identityValidationExpression": "client[0-9]"})), "", func(o *Options) {
		o.Clock = newFakeClock()
		o.Auth.KeySets = KeySetData(set)
	})
	r := func(more jwt.MapClaims) string { return sign(t, jwt.SigningMethodRS256, keys.rsa, "r", idClaims(more)) }
	good := r(nil)
	access := jwt.MapClaims{"token_use": "access", "aud": nil, "client_id": "client1", "scope": "openid api/read"}
	const who = "ann|a,b|Fri Nov 20 13:00:00 UTC 2026|true|1795176000"
	const no, expired = `{"message":"Unauthorized"}`, `{"message":"The incoming token has expired"}`
	for _, c := range []struct {
		name, path, token string
		status            int
		body              string
	}{
		{"good", "id", good, 200, who},
		{"bearer", "id", "Bearer " + good, 200, who},
		{"elliptic curve", "id", sign(t, jwt.SigningMethodES256, keys.ec, "e", idClaims(nil)), 200, who},
		{"none given", "id", "", 401, no},
		{"no token", "id", "abc", 401, no},
		{"expired", "id", r(jwt.MapClaims{"exp": testBegin.Unix()}), 401, expired},
		{"expired, signed by another", "id", sign(t, jwt.SigningMethodRS256, keys.other, "r", idClaims(jwt.MapClaims{"exp": testBegin.Unix()})), 401, no},
		{"without expiry", "id", r(jwt.MapClaims{"exp": nil}), 401, no},
		{"not yet", "id", r(jwt.MapClaims{"nbf": testBegin.Add(time.Minute).Unix()}), 401, no},
		{"other issuer", "id", r(jwt.MapClaims{"iss": testIssuer + "x"}), 401, no},
		{"no issuer", "id", r(jwt.MapClaims{"iss": nil}), 401, no},
		{"other audience", "id", r(jwt.MapClaims{"aud": "client10"}), 401, no},
		{"unknown key", "id", sign(t, jwt.SigningMethodRS256, keys.rsa, "x", idClaims(nil)), 401, no},
		{"no key id", "id", sign(t, jwt.SigningMethodRS256, keys.rsa, "", idClaims(nil)), 401, no},
		{"other algorithm", "id", sign(t, jwt.SigningMethodRS512, keys.rsa, "r", idClaims(nil)), 401, no},
		{"public key as secret", "id", sign(t, jwt.SigningMethodHS256, []byte(set), "r", idClaims(nil)), 401, no},
		{"unsigned", "id", sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "r", idClaims(nil)), 401, no},
		{"changed", "id", good[:len(good)-8] + "AAAAAAAA", 401, no},
		{"access token where an ID token is asked for", "id", r(access), 401, no},
		{"access token", "access", r(access), 200, "ok"},
		{"ID token where an access token is asked for", "access", good, 401, no},
		{"other scope", "access", r(jwt.MapClaims{"token_use": "access", "scope": "api/readonly api"}), 401, no},
		{"no scope", "access", r(jwt.MapClaims{"token_use": "access"}), 401, no},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantStatus(t, ask(g, "GET", "/test/"+c.path, "", "Authorization: "+c.token), c.status, c.body)
		})
	}
}

// TestCognitoResourcePolicy: with a good token the resource policy must permit on its own.
func TestCognitoResourcePolicy(t *testing.T) {
	t.Parallel()
	keys := poolKeysOfTest()
	token := sign(t, jwt.SigningMethodRS256, keys.rsa, "r", idClaims(nil))
	for resource, status := range map[string]int{"*": 200, "none": 403} {
		g := newGateway(t, cognitoAPI(cognitoScheme(nil), resourcePolicyOf(grant("Allow", resource))), "", func(o *Options) {
			o.Clock = newFakeClock()
			o.Auth.KeySets = KeySetData(`{"keys":[` + rsaJWK(keys.rsa, "r") + `]}`)
		})
		wantStatus(t, ask(g, "GET", "/test/id", "", "Authorization: "+token), status, "")
		wantStatus(t, ask(g, "GET", "/test/id", ""), 401, "")
	}
}

// TestKeySetEndpoint fetches keys, keeps them, and asks again for a key that is new, but not for every invented one.
func TestKeySetEndpoint(t *testing.T) {
	t.Parallel()
	keys, clock := poolKeysOfTest(), newFakeClock()
	set, status, asked := `{"keys":[`+rsaJWK(keys.rsa, "1")+`]}`, 200, 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path != "/"+testPool+"/.well-known/jwks.json" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		w.WriteHeader(status)
		w.Write([]byte(set))
	}))
	t.Cleanup(s.Close)
	base, _ := url.Parse(s.URL)
	g := newGateway(t, cognitoAPI(cognitoScheme(nil)), "", func(o *Options) { o.Clock, o.Endpoints = clock, Endpoints{"cognito-idp": base} })
	get := func(key *rsa.PrivateKey, kid, issuer string, want, wantAsked int) {
		t.Helper()
		wantStatus(t, ask(g, "GET", "/test/id", "", "Authorization: "+sign(t, jwt.SigningMethodRS256, key, kid, idClaims(jwt.MapClaims{"iss": issuer, "exp": clock.Now().Add(time.Hour).Unix()}))), want, "")
		if asked != wantAsked {
			t.Errorf("asked %d times, want %d", asked, wantAsked)
		}
	}
	get(keys.rsa, "1", testIssuer, 200, 1)
	get(keys.rsa, "1", s.URL+"/"+testPool, 200, 1) // the issuer of a stand-in
	get(keys.rsa, "1", s.URL+"/other", 401, 1)
	get(keys.other, "2", testIssuer, 401, 1)
	clock.move(keySetPause)
	get(keys.other, "2", testIssuer, 401, 2)
	set = `{"keys":[` + rsaJWK(keys.rsa, "1") + `,` + rsaJWK(keys.other, "2") + `]}`
	get(keys.other, "2", testIssuer, 401, 2)
	clock.move(keySetPause)
	get(keys.other, "2", testIssuer, 200, 3)
	clock.move(keySetAge)
	status = 500
	get(keys.rsa, "1", testIssuer, 200, 4) // the old ones still count
}

func TestKeySetUnavailable(t *testing.T) {
	t.Parallel()
	warned := ""
	g := newGateway(t, cognitoAPI(cognitoScheme(nil)), "", func(o *Options) {
		o.Clock = newFakeClock()
		o.Warn = func(m string) { warned = m }
	})
	token := sign(t, jwt.SigningMethodRS256, poolKeysOfTest().rsa, "1", idClaims(nil))
	wantStatus(t, ask(g, "GET", "/test/id", "", "Authorization: "+token), 500, `{"message":null}`)
	if !strings.Contains(warned, "cognito-idp") {
		t.Errorf("warned %q", warned)
	}
}

func TestParseKeySet(t *testing.T) {
	t.Parallel()
	small := `{"kty":"RSA","kid":"s","n":"` + b64(new(big.Int).Lsh(big.NewInt(1), 1023)) + `","e":"AQAB"}`
	for set, want := range map[string]string{
		`x`:           "not a key set",
		`{}`:          "no key",
		`{"keys":[]}`: "no key",
		`{"keys":[{"kty":"RSA","n":"!","e":"AQAB"}]}`:                                           "base64url",
		`{"keys":[` + small + `]}`:                                                              "1024 bits",
		`{"keys":[{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}]}`:                               "",
		`{"keys":[{"kty":"oct","k":"AAAA"}]}`:                                                   "no key",
		`{"keys":[{"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"}]}`:                            "no key",
		`{"keys":[{"kty":"EC","crv":"P-256","x":"` + strings.Repeat("A", 60) + `_","y":"AQ"}]}`: "",
	} {
		if _, err := parseKeySet([]byte(set)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", set, err, want)
		}
	}
	file := KeySetFile(t.TempDir() + "/none.json")
	if _, err := file.KeySet(context.Background(), "", ""); err == nil {
		t.Error("a file that is not there has keys")
	}
}
