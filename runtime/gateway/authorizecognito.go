package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl/java"
)

// cognitoAuthorizer checks JSON Web Tokens of user pools.
type cognitoAuthorizer struct {
	spec     *apispec.Authorizer
	scopes   []string
	audience *java.Regex // what aud must match; nil: anything
}

// cognitoAuthorizer compiles an authorizer for a method with its scopes.
func (c *compiler) cognitoAuthorizer(spec *apispec.Authorizer, scopes []string) *cognitoAuthorizer {
	a := &cognitoAuthorizer{spec: spec, scopes: scopes}
	if spec.IdentityValidation.Value != "" {
		a.audience = c.pattern(spec.IdentityValidation, CodePattern)
	}
	return a
}

// userPool is a pool that tokens may come from.
type userPool struct{ region, id string }

// tokenMethods are the algorithms of tokens. There are no symmetric ones: a public key must never be taken for a
// shared secret.
var tokenMethods = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}

// maxToken is how long a token may be. Headers together are no longer.
const maxToken = maxHeaders

// Authorize verifies the token and sets its claims. Source: section 15; developer guide, user pool authorizers.
func (a *cognitoAuthorizer) Authorize(ctx context.Context, x *Exchange) error {
	x.logf("Starting authorizer: %s for request: %s", shortID("authorizer "+a.spec.Name), x.RequestID)
	header, _ := x.identityHeader(a.spec.Header)
	raw := cutBearer(header)
	if raw == "" || len(raw) > maxToken {
		return unauthorized("Unauthorized request: no token")
	}
	claims, err := a.verify(ctx, x, raw)
	if err != nil {
		return a.failure(x, err)
	}
	if log := a.reject(ctx, claims); log != "" {
		return unauthorized("Unauthorized request: " + log)
	}
	x.setContext("authorizer", runtime.Vars{"claims": claimTexts(claims)})
	x.Auth.Principal, _ = claims["sub"].(string)
	// With a token that is good the resource policy is asked on its own. Source: developer guide, authorization flow.
	if x.Stage.around.policy != nil {
		if d := x.resourceDecision(caller{}); d != allowed {
			return x.notAuthorized("anonymous", d)
		}
	}
	x.logf("Successfully completed authorizer execution")
	return nil
}

// cutBearer returns the token of a header value, which may have "Bearer " in front.
func cutBearer(v string) string {
	const bearer = "bearer "
	if len(v) > len(bearer) && strings.EqualFold(v[:len(bearer)], bearer) {
		v = v[len(bearer):]
	}
	return strings.TrimSpace(v)
}

// keysError is a failure to get the keys of a pool, which is not the caller's fault.
type keysError struct{ err error }

// Error returns the cause.
func (e *keysError) Error() string {
	return "the keys of the user pool could not be had: " + e.err.Error()
}

// Unwrap returns the cause.
func (e *keysError) Unwrap() error { return e.err }

// verify returns the claims of a token whose signature, issuer and times are good.
func (a *cognitoAuthorizer) verify(ctx context.Context, x *Exchange, raw string) (jwt.MapClaims, error) {
	var claims jwt.MapClaims
	p := jwt.NewParser(jwt.WithValidMethods(tokenMethods), jwt.WithExpirationRequired(), jwt.WithTimeFunc(x.Now), jwt.WithJSONNumber())
	var unavailable *keysError
	token, err := p.Parse(raw, func(t *jwt.Token) (any, error) {
		k, err := a.key(ctx, x, t)
		errors.As(err, &unavailable)
		return k, err
	})
	if unavailable != nil {
		return nil, unavailable
	}
	if err != nil {
		return nil, err
	}
	claims, _ = token.Claims.(jwt.MapClaims)
	return claims, nil
}

// key returns the key that a token must be signed with. The issuer it claims chooses among the pools of the
// authorizer.
func (a *cognitoAuthorizer) key(ctx context.Context, x *Exchange, t *jwt.Token) (any, error) {
	issuer, err := t.Claims.GetIssuer()
	if err != nil {
		return nil, err
	}
	pool, ok := a.pool(x, issuer)
	if !ok {
		return nil, errors.New("the issuer is none of the user pools")
	}
	kid, _ := t.Header["kid"].(string)
	source := x.Gateway.opts.Auth.KeySets
	if source == nil {
		source = endpointKeySets{x.Gateway.client}
	}
	k, err := x.Gateway.around.jwks.pool(pool.region, pool.id).find(ctx, source, kid, x.Now())
	if errors.Is(err, errUnknownKey) {
		return nil, err
	}
	if err != nil {
		return nil, &keysError{err}
	}
	if k.alg != "" && k.alg != t.Method.Alg() {
		return nil, errors.New("the key is for another algorithm")
	}
	return k.key, nil
}

// pool returns the user pool of an issuer: Cognito's own form, the one of a stand-in at the endpoint "cognito-idp",
// or one that was configured, which counts for every pool.
func (a *cognitoAuthorizer) pool(x *Exchange, issuer string) (userPool, bool) {
	for _, arn := range a.spec.ProviderARNs {
		parts := strings.SplitN(expandStageVariables(arn, x.StageVariables), ":", arnParts)
		if len(parts) != arnParts {
			continue
		}
		id, ok := strings.CutPrefix(parts[5], "userpool/")
		if !ok || id == "" || strings.ContainsAny(id, "/?#%\\") {
			continue
		}
		p := userPool{region: parts[3], id: id}
		if issuer == "https://"+cognitoService+"."+p.region+".amazonaws.com/"+p.id || slices.Contains(x.Gateway.opts.Auth.Issuers, issuer) {
			return p, true
		}
		if base, ok := x.Gateway.endpoints.Endpoint(cognitoService); ok && issuer == base.Scheme+"://"+base.Host+"/"+p.id {
			return p, true
		}
	}
	return userPool{}, false
}

// failure returns the failure for a token that was not verified.
func (a *cognitoAuthorizer) failure(x *Exchange, err error) *Failure {
	var keys *keysError
	switch {
	case errors.As(err, &keys):
		x.Gateway.warn("authorizer " + a.spec.Name + ": " + keys.Error())
		return &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: the keys of the user pool could not be had", Err: err}
	case errors.Is(err, jwt.ErrTokenExpired) && !errors.Is(err, jwt.ErrTokenSignatureInvalid):
		return &Failure{Type: Unauthorized, Message: "The incoming token has expired", Log: "Unauthorized request: the token has expired", Err: err}
	}
	return &Failure{Type: Unauthorized, Log: "Unauthorized request: the token is not valid", Err: err}
}

// reject returns why a verified token is not the one that is asked for, "" when it is: an ID token without scopes, an
// access token with one of them otherwise.
func (a *cognitoAuthorizer) reject(ctx context.Context, claims jwt.MapClaims) string {
	use, hasUse := claims["token_use"].(string)
	want := "id"
	if len(a.scopes) > 0 {
		want = "access"
	}
	if hasUse && use != want {
		return "the token is no " + want + " token"
	}
	if len(a.scopes) > 0 && !slices.ContainsFunc(claimScopes(claims), func(s string) bool { return slices.Contains(a.scopes, s) }) {
		return "the token has none of the scopes"
	}
	if a.audience != nil && !slices.ContainsFunc(claimAudience(claims), func(s string) bool { return matchWhole(ctx, a.audience, s) }) {
		return "the audience does not match the validation expression"
	}
	return ""
}

// claimScopes returns the scopes of a token: one text with spaces between them, or a list.
func claimScopes(claims jwt.MapClaims) []string {
	switch s := claims["scope"].(type) {
	case string:
		return strings.Fields(s)
	case []any:
		return textsOf(s)
	}
	return nil
}

// claimAudience returns who a token is for; access tokens of Cognito name it client_id.
func claimAudience(claims jwt.MapClaims) []string {
	if list, err := claims.GetAudience(); err == nil && len(list) > 0 {
		return list
	}
	if id, ok := claims["client_id"].(string); ok {
		return []string{id}
	}
	return nil
}

// textsOf returns the texts of a list.
func textsOf(list []any) []string {
	var out []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// claimTexts returns the claims as $context.authorizer.claims shows them, all as text: times of validity as dates,
// lists joined by commas, objects as JSON. Source: events of user pool authorizers in the developer guide.
func claimTexts(claims jwt.MapClaims) runtime.Vars {
	out := make(runtime.Vars, len(claims))
	for name, v := range claims {
		if s, ok := claimText(name, v); ok {
			out[name] = s
		}
	}
	return out
}

// claimText returns one claim as text; ok is false for null.
func claimText(name string, v any) (text string, ok bool) {
	switch v := v.(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		if name == "exp" || name == "iat" {
			if n, err := v.Int64(); err == nil {
				return time.Unix(n, 0).UTC().Format("Mon Jan 02 15:04:05 UTC 2006"), true
			}
		}
		return v.String(), true
	case []any:
		if texts := textsOf(v); len(texts) == len(v) {
			return strings.Join(texts, ","), true
		}
	}
	b, err := json.Marshal(v)
	return string(b), err == nil
}
