package chain

import (
	"context"
	"encoding/base64"
	"unicode/utf8"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// fill puts what a call did into the answer.
func (e *engine) fill(ctx context.Context, out *api.ChainResult, d *definition, x *gateway.Exchange, w *watched, events bool) {
	out.OK = x.Failure == nil
	if x.Failure != nil {
		out.GatewayResponse = string(x.Failure.Type)
	}
	out.RequestTemplate = e.explained(ctx, w.request, events)
	out.ResponseTemplate = e.explained(ctx, w.response, events)
	if x.Request.URI != "" {
		m := message(x.Request.Header, x.Request.Body)
		m.Method, m.URI = x.Request.Method, x.Request.URI
		out.Endpoint = &m
	}
	if x.Reply.Status != 0 {
		m := message(x.Reply.Header, x.Reply.Body)
		m.Status = x.Reply.Status
		out.Reply = &m
	}
	out.Selection = d.selection(w.selection, x)
	out.Response = message(x.Answer.Header, x.Answer.Body)
	out.Response.Status = x.Answer.Status
	out.Log = x.Log.Lines()
	out.Stats.Bytes = len(x.Answer.Body)
	for _, t := range []*api.ChainTemplate{out.RequestTemplate, out.ResponseTemplate} {
		if t != nil {
			out.Stats.Steps += t.Explanation.Stats.Steps
		}
	}
}

// explained runs a template once more and explains the run; nil for none.
func (e *engine) explained(ctx context.Context, run *gateway.TemplateRun, events bool) *api.ChainTemplate {
	if run == nil {
		return nil
	}
	name := "request template"
	if run.Request.Response != nil {
		name = "response template"
	}
	return &api.ChainTemplate{ContentType: run.ContentType, Explanation: *e.svc.ExplainRequest(ctx, name, run.Template.Source().Text, run.Request, events)}
}

// message returns headers and a body to show. What is no text is shown in base64.
func message(header runtime.Pairs, body []byte) api.Message {
	m := api.Message{Headers: []api.Pair{}, Body: string(body)}
	for _, h := range header {
		m.Headers = append(m.Headers, api.Pair{h.Name, h.Value})
	}
	if !utf8.Valid(body) {
		m.Body, m.Base64 = base64.StdEncoding.EncodeToString(body), true
	}
	return m
}
