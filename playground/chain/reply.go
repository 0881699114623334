package chain

import (
	"context"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// pasted is the Backend that answers everything with one reply. It belongs to one call.
type pasted struct {
	reply gateway.BackendReply
	sent  []byte // body of the last request
}

// newPasted returns the backend for the reply of a chain, an empty 200 without one.
func newPasted(r *api.Response) (*pasted, []api.Problem) {
	p := &pasted{reply: gateway.BackendReply{Status: http.StatusOK}}
	if r == nil {
		return p, nil
	}
	var problems []api.Problem
	if r.Status != 0 {
		p.reply.Status = r.Status
	}
	if p.reply.Status < 200 || p.reply.Status > 599 {
		problems = append(problems, chainError(CodeReply, "/reply/status", "the status of the reply is not from 200 to 599", ""))
	}
	for i, h := range r.Headers {
		if h[0] == "" || strings.ContainsAny(h[0], " :\t\r\n\x00") || strings.ContainsAny(h[1], "\r\n\x00") {
			problems = append(problems, chainError(CodeReply, "/reply/headers/"+strconv.Itoa(i), "the header "+quote(h[0])+" of the reply cannot be sent", "a name has no space and no colon, and a value is one line"))
		}
	}
	p.reply.Header = pairsOf(r.Headers)
	p.reply.Body = []byte(r.Body)
	if r.Base64 {
		body, err := base64.StdEncoding.DecodeString(r.Body)
		if err != nil {
			problems = append(problems, chainError(CodeReply, "/reply/body", "the body of the reply is not base64", "write it as text, or paste its base64"))
		}
		p.reply.Body = body
	}
	return p, problems
}

// Send answers a request as a server would: without body where there can be none.
func (p *pasted) Send(ctx context.Context, r *gateway.BackendRequest) (*gateway.BackendReply, error) {
	p.sent = r.Body
	reply := p.reply
	if status := unawaited(r); status != 0 {
		reply = gateway.BackendReply{Status: status}
	}
	if r.Method == http.MethodHead || reply.Status == http.StatusNoContent || reply.Status == http.StatusNotModified {
		reply.Body = nil
	}
	return &reply, ctx.Err()
}

// unawaited returns the status that the Invoke API answers with to a call of a function whose result nobody waits for;
// 0 for any other request.
func unawaited(r *gateway.BackendRequest) int {
	if !strings.HasSuffix(r.URL.Path, "/invocations") {
		return 0
	}
	switch kind, _ := r.Header.GetFold("X-Amz-Invocation-Type"); kind {
	case "Event":
		return http.StatusAccepted
	case "DryRun":
		return http.StatusNoContent
	}
	return 0
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
