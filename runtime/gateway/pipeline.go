package gateway

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// step is a stage of the pipeline. It returns a *Failure to end the exchange with a gateway response.
type step func(ctx context.Context, x *Exchange) error

// requestSteps are the stages up to the cache, in the order of section 1. Receiving comes before them.
var requestSteps = []step{pickCanary, decodeBody, route, checkPolicy, authorize, checkUsage, checkThrottle, validate, lookUp}

// testSteps are those of a test call: no policy, authorizer, key, throttle or cache.
var testSteps = []step{decodeBody, validate}

// run takes an exchange from routing to the end of the integration response. A panic in a stage becomes an error.
func (x *Exchange) run(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Failure{Type: APIConfigurationError, Log: "Execution failed due to an internal error", Err: fmt.Errorf("panic: %v\n%s", r, debug.Stack())}
			x.Gateway.warn(err.Error())
		}
	}()
	steps := requestSteps
	if x.TestInvoke {
		steps = testSteps
	}
	for _, s := range steps {
		if err := s(ctx, x); err != nil {
			return err
		}
		if x.Answer.Done {
			return nil
		}
	}
	return x.integrate(ctx)
}

// integrate goes from the method request to the method response by way of the integration.
func (x *Exchange) integrate(ctx context.Context) error {
	spec := x.Method.Spec.Integration
	if spec == nil {
		return noIntegration{}.Call(ctx, x)
	}
	if spec.Type != apispec.Mock { // templates have a limit of their own
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, spec.Timeout())
		x.onSent(cancel)
	}
	if err := integrationRequest(ctx, x); err != nil {
		return err
	}
	if err := x.call(ctx); err != nil {
		return err
	}
	if spec.Type.IsProxy() {
		return nil
	}
	return mapResponse(ctx, x)
}

// call calls the integration and measures it.
func (x *Exchange) call(ctx context.Context) error {
	if x.Method.Spec.Integration.Type == apispec.Mock {
		return x.Method.integration.Call(ctx, x)
	}
	begin := x.Now()
	err := x.Method.integration.Call(ctx, x)
	x.IntegrationCalled, x.IntegrationLatency = true, x.Now().Sub(begin)
	if err == nil {
		return nil
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Failure{Type: IntegrationTimeout, Log: "Execution failed due to a timeout error", Err: err}
	}
	var f *Failure
	if errors.As(err, &f) {
		return err
	}
	return &Failure{Type: IntegrationFailure, Log: "Execution failed due to an internal error", Err: err}
}
