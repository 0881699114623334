package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// authorize asks the method's authorizer.
func authorize(ctx context.Context, x *Exchange) error {
	a := x.Method.around.authorizer
	if a == nil {
		return nil
	}
	if err := x.nameTooLong(); err != nil {
		return err
	}
	return a.Authorize(ctx, x)
}

// authorizer returns the authorizer of a method; nil when everybody may call it. Methods that name the same one share
// it, with what it keeps.
func (c *compiler) authorizer(spec *apispec.Method) Authorizer {
	switch spec.Authorization {
	case apispec.IAMAuth:
		return iamAuthorizer{}
	case apispec.CustomAuth:
		return c.lambdaAuthorizer(spec.Authorizer)
	case apispec.CognitoAuth:
		return c.cognitoAuthorizer(spec.Authorizer, spec.Scopes)
	default:
		return nil
	}
}

// unauthorized returns the failure of a caller who is not known.
func unauthorized(log string) *Failure { return &Failure{Type: Unauthorized, Log: log} }
