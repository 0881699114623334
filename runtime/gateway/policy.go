package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// resourcePolicy compiles the resource policy of the API; nil when it has none.
func (c *compiler) resourcePolicy() *policy {
	spec := c.stage.API.Policy
	if spec == nil {
		return nil
	}
	p, err := parsePolicy([]byte(spec.Document), policyKind{principal: true, expand: c.opts.Identity.apiARN()})
	if err != nil {
		c.fail(&apispec.Error{Problem: apispec.Problem{
			Code: CodePolicy, Pos: spec.Pos, Pointer: "/x-amazon-apigateway-policy", Msg: "Invalid policy document. Please check the policy syntax and ensure that Principals are valid: " + err.Error(),
			Hint: "a statement has Effect, Principal, Action and Resource", Err: err,
		}})
	}
	return p
}

// checkPolicy applies the resource policy. Without an authorizer the policy must permit the request; before a Lambda
// authorizer is called, an explicit denial ends it. IAM users and those with a token are known first: authorize looks
// at the policy then. Source: section 15; developer guide, authorization flow.
func checkPolicy(_ context.Context, x *Exchange) error {
	p, how := x.Stage.around.policy, x.Method.Spec.Authorization
	if p == nil || how != apispec.NoAuth && how != apispec.CustomAuth {
		return nil
	}
	if err := x.nameTooLong(); err != nil {
		return err
	}
	d := p.decide(x.access(caller{}))
	if d == explicitDeny || d == implicitDeny && how == apispec.NoAuth {
		return x.notAuthorized("anonymous", d)
	}
	return nil
}

// resourceDecision returns what the resource policy says about a known caller; implicitDeny without a policy.
func (x *Exchange) resourceDecision(who caller) decision {
	if x.Stage.around.policy == nil {
		return implicitDeny
	}
	return x.Stage.around.policy.decide(x.access(who))
}
