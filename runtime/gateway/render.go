package gateway

import (
	"context"
	"sync/atomic"

	"github.com/vtlkit/vtl/runtime"
)

// Bounds of templates that run at the same time. Source: RELIABILITY.md section 3: what a run may allocate times the
// runs at once stays within 512 MB.
const (
	defaultRenders = 4
	maxWaiting     = 256
)

// renderGate bounds how many templates run at once and how many wait.
type renderGate struct {
	slots   chan struct{}
	waiting atomic.Int32
}

// newRenderGate returns a gate for n runs at once; 0 stands for the default.
func newRenderGate(n int) *renderGate {
	if n <= 0 {
		n = defaultRenders
	}
	return &renderGate{slots: make(chan struct{}, n)}
}

// enter waits for a slot. It fails when too many wait already, and with ctx.
func (g *renderGate) enter(ctx context.Context) error {
	select {
	case g.slots <- struct{}{}:
		return nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > maxWaiting {
		return overloaded()
	}
	select {
	case g.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave gives the slot back.
func (g *renderGate) leave() { <-g.slots }

// overloaded is the failure of a request that there is no room for.
func overloaded() *Failure {
	return &Failure{Type: APIConfigurationError, Status: 503, Message: "Service Unavailable", ErrorType: "ServiceUnavailableException", Log: "Execution failed: too many requests at once"}
}

// transform renders a mapping template.
func (x *Exchange) transform(ctx context.Context, t *runtime.Template, q *runtime.Request) (*runtime.Result, error) {
	gate := x.Gateway.renders
	if err := gate.enter(ctx); err != nil {
		return nil, err
	}
	defer gate.leave()
	return t.Transform(ctx, q)
}
