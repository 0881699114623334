package gateway

import (
	"encoding/json"
	"errors"
	"fmt"
)

// authorizerResult is what an authorizer function answered. It never changes.
type authorizerResult struct {
	principal string
	policy    *policy
	context   map[string]string
	usageKey  string
	size      int // bytes of the answer, for the bound of what is kept
}

// Bounds of an authorizer's answer. Source: section 15.
const (
	maxStatementARN  = 512
	maxAuthorization = 1 << 20
)

// parseAuthorizerResult reads {principalId, policyDocument, context?, usageIdentifierKey?}. apiARN is what
// "execute-api:/" stands for.
func parseAuthorizerResult(payload []byte, apiARN string) (*authorizerResult, error) {
	if len(payload) > maxAuthorization {
		return nil, errors.New("the answer is larger than 1 MB")
	}
	fields, err := jsonObject(payload)
	if err != nil {
		return nil, err
	}
	r := &authorizerResult{size: len(payload)}
	if r.principal, err = jsonScalar(fields["principalId"]); err != nil || r.principal == "" {
		return nil, errors.New("there is no principalId")
	}
	if r.policy, err = parsePolicy(fields["policyDocument"], policyKind{expand: apiARN, maxResource: maxStatementARN}); err != nil {
		return nil, err
	}
	if raw := fields["usageIdentifierKey"]; !isNull(raw) {
		if r.usageKey, err = jsonScalar(raw); err != nil {
			return nil, fmt.Errorf("usageIdentifierKey: %w", err)
		}
	}
	if raw := fields["context"]; !isNull(raw) {
		r.context, err = authorizerContext(raw)
	}
	return r, err
}

// authorizerContext reads the context: texts, numbers and booleans, which all are text to whoever reads them. Lists
// and objects make the answer invalid. Source: section 15.
func authorizerContext(raw json.RawMessage) (map[string]string, error) {
	fields, err := jsonObject(raw)
	if err != nil {
		return nil, fmt.Errorf("context: %w", err)
	}
	out := make(map[string]string, len(fields))
	for name, value := range fields {
		if isNull(value) {
			continue
		}
		if out[name], err = jsonScalar(value); err != nil {
			return nil, fmt.Errorf("context: %s: lists and objects cannot be passed", name)
		}
	}
	return out, nil
}

// isNull tells whether a member is missing or null.
func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }
