package chain

import (
	"context"
	"encoding/base64"
	"net/http"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// pasted is the Backend that answers everything with one reply.
type pasted gateway.BackendReply

// newPasted returns the backend for the reply of a chain, an empty 200 without one.
func newPasted(r *api.Response) (*pasted, []api.Problem) {
	p := &pasted{Status: http.StatusOK}
	if r == nil {
		return p, nil
	}
	var problems []api.Problem
	if r.Status != 0 {
		p.Status = r.Status
	}
	if p.Status < 200 || p.Status > 599 {
		problems = append(problems, chainError(CodeReply, "/reply/status", "the status of the reply is not from 200 to 599", ""))
	}
	p.Header = pairsOf(r.Headers)
	p.Body = []byte(r.Body)
	if r.Base64 {
		body, err := base64.StdEncoding.DecodeString(r.Body)
		if err != nil {
			problems = append(problems, chainError(CodeReply, "/reply/body", "the body of the reply is not base64", "write it as text, or paste its base64"))
		}
		p.Body = body
	}
	return p, problems
}

// Send answers a request as HTTP would: without body where there can be none.
func (p *pasted) Send(ctx context.Context, r *gateway.BackendRequest) (*gateway.BackendReply, error) {
	reply := gateway.BackendReply(*p)
	if r.Method == http.MethodHead || p.Status == http.StatusNoContent || p.Status == http.StatusNotModified {
		reply.Body = nil
	}
	return &reply, ctx.Err()
}

// missingReply warns about a simulated integration that has nothing to answer.
func missingReply(c *api.Chain) []api.Problem {
	if c.Reply != nil || c.Live || c.Integration.Type == "" || isMock(c) {
		return nil
	}
	return []api.Problem{chainWarning(CodeNoReply, "/reply", "the integration has no reply, so it answers 200 with an empty body", "paste what the integration answers")}
}

// isMock tells whether a chain ends at the gateway.
func isMock(c *api.Chain) bool { return sameType(c, apispec.Mock) }

// pairsOf returns headers as the runtime has them.
func pairsOf(list []api.Pair) runtime.Pairs {
	var out runtime.Pairs
	for _, p := range list {
		out = append(out, runtime.Pair{Name: p[0], Value: p[1]})
	}
	return out
}
