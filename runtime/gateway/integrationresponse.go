package gateway

import (
	"context"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// mapResponse makes the method response out of what the integration answered: selection, mapping, content handling,
// template, overrides. Source: sections 11 to 13.
func mapResponse(ctx context.Context, x *Exchange) error {
	r := x.Method.selectResponse(ctx, x.Reply.Selection)
	if x.watch != nil {
		x.watchSelection(ctx, r)
	}
	if r == nil {
		return configurationError("No match for output mapping and no default output mapping configured. Endpoint Response Status Code: "+itoa(x.Reply.Status), nil)
	}
	t := r.template(x.Header)
	if err := x.inflateReply(t); err != nil {
		return configurationError("Unable to decompress the response body", err)
	}
	body, binary, err := x.convertReply(r)
	if err != nil {
		return configurationError("Unable to base64 decode the body", err)
	}
	header, err := x.mapReply(ctx, r, body)
	if err != nil {
		return err
	}
	x.Answer.Status, x.Answer.Header, x.Answer.Body, x.Answer.Binary = r.status, header, body, binary
	if err := x.renderResponse(ctx, t, body, binary); err != nil {
		return err
	}
	x.overrideAnswer()
	return checkHeaders(x.Answer.Header)
}

// inflateReply undoes gzip and deflate where a template looks at the body; without one a backend's coding passes.
func (x *Exchange) inflateReply(t *compiledTemplate) error {
	if t == nil || t.static != nil {
		return nil
	}
	coding := strings.ToLower(lastValue(x.Reply.Header, "Content-Encoding"))
	switch coding {
	case "gzip", "x-gzip", "deflate":
		body, err := inflate(x.Reply.Body, coding)
		x.Reply.Body = body
		return err
	}
	return nil
}

// convertReply applies the content handling of an integration response. A MOCK has no body to convert.
func (x *Exchange) convertReply(r *integrationResponse) ([]byte, bool, error) {
	if len(x.Reply.Body) == 0 {
		return nil, false, nil
	}
	contentType, _ := x.Reply.Header.GetFold("Content-Type")
	return convertReply(x.Reply.Body, x.Stage.binary.match(contentType), x.acceptsBinary(), r.spec.ContentHandling)
}

// acceptsBinary tells whether the client's Accept asks for one of the API's binary media types first.
func (x *Exchange) acceptsBinary() bool {
	accept, _ := x.Header.GetFold("Accept")
	return x.Stage.binary.match(accept)
}

// renderResponse renders the response template, if there is one.
func (x *Exchange) renderResponse(ctx context.Context, t *compiledTemplate, body []byte, binary bool) error {
	if t == nil || t.empty {
		return nil
	}
	if binary {
		return configurationError("Unable to transform response: the body is binary", nil)
	}
	if x.watch != nil {
		x.watchTemplate(t, x.responseRequest(t, body))
	}
	if t.static != nil {
		x.Answer.Body = t.static
		return nil
	}
	q := x.responseRequest(t, body)
	res, err := x.transform(ctx, t.tpl, q)
	if err != nil {
		return templateFailure("Unable to transform response", err)
	}
	x.Answer.Body, x.Overrides = res.Body, res.ResponseOverride
	return nil
}

// responseRequest returns what a response template sees. The body is that of the integration's answer in the form that
// content handling gave it.
func (x *Exchange) responseRequest(t *compiledTemplate, body []byte) *runtime.Request {
	q := x.templateRequest(t, x.Body)
	q.Response = &runtime.Response{Status: x.Reply.Status, Header: x.Reply.Header, Body: body}
	q.State = x.State
	return q
}

// template returns the template for the client's Accept: its first item, application/json without one or without a
// template for it, else the first. Source: section 13.
func (r *integrationResponse) template(h runtime.Pairs) *compiledTemplate {
	if len(r.templates.list) == 0 {
		return nil
	}
	accept := "application/json"
	if v, ok := h.GetFold("Accept"); ok && mediaType(v) != "" {
		accept = mediaType(v)
	}
	if t := r.templates.find(accept); t != nil {
		return t
	}
	if t := r.templates.find("application/json"); t != nil {
		return t
	}
	return &r.templates.list[0]
}

// overrideAnswer applies what templates set in $context.responseOverride.
func (x *Exchange) overrideAnswer() {
	for _, h := range x.Overrides.Header {
		x.Answer.Header = setFold(x.Answer.Header, h.Name, h.Value)
	}
	if x.Overrides.Status != 0 {
		x.Answer.Status = x.Overrides.Status
	}
}

// lastValue returns the last value of a header in any letter case, without spaces around it.
func lastValue(p runtime.Pairs, name string) string {
	v, _ := p.GetFold(name)
	return strings.TrimSpace(v)
}
