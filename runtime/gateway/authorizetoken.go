package gateway

import (
	"context"
	"encoding/json"
	"strings"
)

// token returns the token of a request; a failure when there is none, or none that the validation expression takes.
// The function is not called then. Source: section 15.
func (a *lambdaAuthorizer) token(ctx context.Context, x *Exchange) (string, error) {
	token, ok := x.identityHeader(a.spec.Header)
	if !ok || token == "" {
		return "", unauthorized("Unauthorized request: no token")
	}
	if a.validation != nil && !matchWhole(ctx, a.validation, token) {
		return "", unauthorized("Unauthorized request: the token does not match the validation expression")
	}
	return token, nil
}

// identityHeader returns the header that a token stands in, "Authorization" unless another one is named. Clients
// spell it as they like.
func (x *Exchange) identityHeader(name string) (string, bool) {
	if name == "" {
		name = "Authorization"
	}
	v, ok := x.Received.Header.GetFold(name)
	return strings.TrimSpace(v), ok
}

// tokenEvent returns the event of a TOKEN authorizer.
func tokenEvent(x *Exchange, token string) ([]byte, error) {
	return json.Marshal(struct {
		Type  string `json:"type"`
		ARN   string `json:"methodArn"`
		Token string `json:"authorizationToken"`
	}{"TOKEN", x.methodARN(), token})
}
