package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl/java"
)

// authorizerTimeout is how long an authorizer function may take. The service's own bound is not documented; this is
// the longest an integration may take.
const authorizerTimeout = 29 * time.Second

// lambdaAuthorizer asks a function, by a token or by the request.
type lambdaAuthorizer struct {
	spec       *apispec.Authorizer
	id         string
	validation *java.Regex // of tokens; nil: any
	ttl        time.Duration
	results    *lru[*authorizerResult] // by identity; nil: nothing is kept
}

// Bounds of what an authorizer keeps.
const (
	maxResults     = 10_000
	maxResultBytes = 16 << 20
)

// lambdaAuthorizer compiles an authorizer, once for all methods that name it.
func (c *compiler) lambdaAuthorizer(spec *apispec.Authorizer) *lambdaAuthorizer {
	known := &c.stage.around.authorizers
	if a := (*known)[spec.Name]; a != nil {
		return a
	}
	a := &lambdaAuthorizer{spec: spec, id: shortID("authorizer " + spec.Name), ttl: time.Duration(spec.TTL) * time.Second}
	if spec.Type == apispec.TokenAuthorizer && spec.IdentityValidation.Value != "" {
		a.validation = c.pattern(spec.IdentityValidation, CodePattern)
	}
	// Without anything to tell callers apart, what is kept would be given to all of them.
	if a.ttl > 0 && (spec.Type == apispec.TokenAuthorizer || len(spec.IdentitySources) > 0) {
		a.results = newLRU[*authorizerResult](maxResults, maxResultBytes)
	}
	if *known == nil {
		*known = map[string]*lambdaAuthorizer{}
	}
	(*known)[spec.Name] = a
	return a
}

// Authorize finds out who calls, asks the function or what it said before, and applies the policy it answers with.
// Source: section 15.
func (a *lambdaAuthorizer) Authorize(ctx context.Context, x *Exchange) error {
	x.logf("Starting authorizer: %s for request: %s", a.id, x.RequestID)
	identity, err := a.identity(ctx, x)
	if err != nil {
		return err
	}
	key := ""
	if a.results != nil {
		key = joinLengths(append(identity, x.Stage.Name))
		if r, ok := a.results.get(key, x.Now()); ok {
			x.logf("Using cached authorizer policy for principal: %s", maskAll(r.principal))
			return r.apply(x, 0)
		}
	}
	begin := x.Now()
	r, err := a.call(ctx, x, identity)
	if err != nil {
		return err
	}
	if a.results != nil {
		a.results.put(key, r, r.size+len(key), x.Now().Add(a.ttl))
	}
	x.logf("Using valid authorizer policy for principal: %s", maskAll(r.principal))
	return r.apply(x, x.Now().Sub(begin))
}

// identity returns the values that tell who calls: the token, or the identity sources in their order.
func (a *lambdaAuthorizer) identity(ctx context.Context, x *Exchange) ([]string, error) {
	if a.spec.Type == apispec.TokenAuthorizer {
		token, err := a.token(ctx, x)
		return []string{token}, err
	}
	return a.sources(x)
}

// call calls the function and reads its answer.
func (a *lambdaAuthorizer) call(ctx context.Context, x *Exchange, identity []string) (*authorizerResult, error) {
	event, err := a.event(x, identity)
	if err != nil {
		return nil, &Failure{Type: AuthorizerFailure, Log: "Execution failed due to an internal error", Err: err}
	}
	arn, name, qualifier, ok := parseFunctionURI(expandStageVariables(a.spec.URI.Value, x.StageVariables))
	if !ok {
		return nil, &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: Invalid authorizer URI"}
	}
	ctx, cancel := context.WithTimeout(ctx, authorizerTimeout)
	defer cancel()
	res, err := x.Gateway.functions.Invoke(ctx, &FunctionCall{Name: name, Qualifier: qualifier, ARN: arn, Payload: event, TraceID: x.TraceID})
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &Failure{Type: AuthorizerFailure, Log: "Execution failed due to an authorizer timeout", Err: err}
	case err != nil:
		return nil, &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: the authorizer function could not be called", Err: err}
	case res.Failed:
		return nil, functionFailure(res.Payload)
	case res.Status == 429:
		return nil, &Failure{Type: AuthorizerFailure, Log: "Lambda invocation was throttled"}
	case res.Status < 200 || res.Status > 299:
		return nil, &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: Invalid permissions on Lambda function"}
	}
	r, err := parseAuthorizerResult(res.Payload, x.API().apiARN())
	if err != nil {
		return nil, &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: Invalid JSON in response: " + firstLine(err.Error()), Err: err}
	}
	return r, nil
}

// functionFailure returns the failure for a function that failed: with the message "Unauthorized" it says that the
// caller is not known, anything else is its own fault.
func functionFailure(payload []byte) *Failure {
	var failed struct {
		ErrorMessage string `json:"errorMessage"`
	}
	if json.Unmarshal(payload, &failed) == nil && failed.ErrorMessage == "Unauthorized" {
		return unauthorized("Unauthorized request")
	}
	return &Failure{Type: AuthorizerFailure, Log: "Execution failed due to an authorizer error: the function failed"}
}

// event returns what the function is called with.
func (a *lambdaAuthorizer) event(x *Exchange, identity []string) ([]byte, error) {
	if a.spec.Type == apispec.TokenAuthorizer {
		return tokenEvent(x, identity[0])
	}
	return requestEvent(x)
}

// apply sets what the function said about the caller, and lets the request pass where its policy, or the resource
// policy, permits. latency is the time the function took.
func (r *authorizerResult) apply(x *Exchange, latency time.Duration) error {
	vars := make(runtime.Vars, len(r.context)+2)
	for name, value := range r.context {
		vars[name] = value
	}
	vars["principalId"] = r.principal
	vars["integrationLatency"] = int(latency.Milliseconds())
	x.setContext("authorizer", vars)
	x.Auth.Principal, x.Auth.UsageKey = r.principal, r.usageKey

	access := x.access(caller{})
	d := r.policy.decide(access)
	if p := x.Stage.around.policy; p != nil {
		d = either(d, p.decide(access))
	}
	switch d {
	case allowed:
		x.logf("Successfully completed authorizer execution")
		return nil
	case explicitDeny:
		return &Failure{Type: AccessDenied, MessageKey: "Message", Message: responseKinds[AccessDenied].message + " with an explicit deny", Log: "The client is not authorized to perform this operation."}
	default:
		return &Failure{Type: AccessDenied, MessageKey: "Message", Log: "The client is not authorized to perform this operation."}
	}
}

// maskAll hides a value but for its last three characters.
func maskAll(s string) string {
	keep := min(3, len(s)/2)
	out := make([]byte, 0, len(s))
	for range len(s) - keep {
		out = append(out, '*')
	}
	return string(append(out, s[len(s)-keep:]...))
}
