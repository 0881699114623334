package chain

import (
	"context"
	"time"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// chain runs a chain. What is wrong with it is in the answer; the error is always nil.
func (e *engine) chain(ctx context.Context, q *api.ChainQuery) (*api.ChainResult, error) {
	begin := time.Now()
	ctx, cancel := context.WithTimeout(ctx, e.opts.Limits.Time)
	defer cancel()
	out := &api.ChainResult{Problems: []api.Problem{}, Log: []string{}, Response: api.Message{Headers: []api.Pair{}}}
	out.Stats.Version = e.svc.Version()
	sent := q.Request
	sent.Response = nil // the chain has its own reply
	request, problem := sent.Build()
	if problem != nil {
		out.Problems = append(out.Problems, *problem)
		return out, nil
	}
	if request.Time.IsZero() {
		request.Time = runtime.DefaultTime
	}
	d := newDefinition(q)
	backend, faults := newPasted(q.Chain.Reply)
	out.Problems = append(out.Problems, faults...)
	g, problems := e.gateway(d, request, backend)
	out.Problems = append(out.Problems, problems...)
	if g == nil || hasErrors(faults) {
		return out, nil
	}
	defer g.Close()
	out.Problems = append(out.Problems, d.unplaced(request)...)
	w := &watched{}
	t := d.testRequest(request)
	t.Watch = w
	x := g.TestInvoke(ctx, t).Exchange
	if len(x.Request.Body) == 0 {
		x.Request.Body = backend.sent // a function is called with {} in place of nothing
	}
	e.fill(ctx, out, d, x, w, q.Events)
	out.Stats.Micros = time.Since(begin).Microseconds()
	return out, nil
}

// gateway returns a gateway that serves the chain, nil when an error is among the problems.
func (e *engine) gateway(d *definition, q *runtime.Request, backend gateway.Backend) (*gateway.Gateway, []api.Problem) {
	problems := d.check()
	live := d.chain.Live && !isMock(d.chain)
	if live && !e.opts.Live {
		problems = append(problems, chainError(CodeLive, "/live", "live calls of integrations are not allowed here", "paste a reply, or start the server with live calls allowed"))
	}
	if hasErrors(problems) {
		return nil, problems
	}
	opts := gateway.Options{
		Identity:  gateway.Identity{APIID: apiID},
		Stage:     gateway.StageConfig{Variables: q.StageVariables},
		Templates: []runtime.Option{runtime.WithLimits(e.svc.Limits())},
		Hooks:     gateway.Hooks{Clock: fixedClock(q.Time), Backend: backend},
	}
	if live {
		opts.Clock, opts.Backend = nil, nil
		opts.Endpoints, opts.Lambda = e.opts.Endpoints, e.opts.Functions
	}
	g, warnings, err := gateway.Load("chain", d.text(), opts)
	problems = append(problems, d.problems(warnings, err)...)
	if err != nil {
		return nil, problems
	}
	d.settle(g.Stage().API)
	return g, append(problems, missingReply(d.chain)...)
}
