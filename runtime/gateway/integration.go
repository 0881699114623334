package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// Integration calls what stands behind a method. It is compiled for one method and serves any number of exchanges.
//
// For HTTP, AWS and MOCK, x.Request has the mapped parameters and the body; Call completes x.Request (URI, Header),
// sends it and sets x.Reply. For the proxy types Call also makes x.Answer, since no integration response follows.
// The context ends with the integration's timeout; Call returns a *Failure, or ctx's error as it is.
type Integration interface {
	Call(ctx context.Context, x *Exchange) error
}

// newIntegration compiles the integration of a method.
func (c *compiler) newIntegration(m *Method) Integration {
	switch m.Spec.Integration.Type {
	case apispec.Mock:
		return newMockIntegration(m)
	case apispec.HTTP:
		return newHTTPIntegration(m)
	case apispec.HTTPProxy:
		return newHTTPProxyIntegration(m)
	case apispec.AWS:
		return c.newAWSIntegration(m)
	case apispec.AWSProxy:
		return c.newAWSProxyIntegration(m)
	}
	return noIntegration{}
}

// noIntegration stands for a method without one, which the service does not let anyone deploy.
type noIntegration struct{}

// Call fails.
func (noIntegration) Call(context.Context, *Exchange) error {
	return configurationError("No integration defined for method", nil)
}
