package gateway

import (
	"context"
	"errors"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl"
)

// integrationRequest makes x.Request out of the method request: parameter mapping, content handling, template,
// overrides. Source: sections 9 to 12.
func integrationRequest(ctx context.Context, x *Exchange) error {
	spec := x.Method.Spec.Integration
	if x.Method.forbidden != "" {
		return headerPresent(x.Method.forbidden)
	}
	x.Request.Method = integrationMethod(x)
	if spec.Type == apispec.AWSProxy {
		return nil
	}
	if err := x.mapRequest(ctx); err != nil {
		return err
	}
	body, binary, err := convertRequest(x.Body, x.requestIsBinary(), spec.ContentHandling)
	if err != nil {
		return configurationError("Unable to base64 decode the body", err)
	}
	x.Request.Body = body
	if spec.Type != apispec.HTTPProxy {
		if err := x.renderRequest(ctx, body, binary); err != nil {
			return err
		}
	}
	if !hasBody(x.Request.Method) && spec.Type != apispec.Mock {
		x.Request.Body = nil
	}
	return checkHeaders(x.Request.Mapped.Header)
}

// integrationMethod returns the HTTP method of the call: the fixed one, or the client's under ANY and without one.
func integrationMethod(x *Exchange) string {
	m := strings.ToUpper(x.Method.Spec.Integration.HTTPMethod)
	if m == "" || m == "ANY" {
		return x.Received.Method
	}
	return m
}

// requestIsBinary tells whether the content type of the request is one of the API's binary media types.
func (x *Exchange) requestIsBinary() bool {
	ct, _ := x.Header.GetFold("Content-Type")
	return x.Stage.binary.match(ct)
}

// renderRequest chooses a template and renders it, or lets the body pass. Source: section 10.
func (x *Exchange) renderRequest(ctx context.Context, body []byte, binary bool) error {
	t, err := x.requestTemplate()
	if err != nil || t == nil {
		return err
	}
	if binary && len(body) > 0 {
		return configurationError("Unable to transform request: the body is binary", nil)
	}
	if x.watch != nil {
		x.watchTemplate(t, x.templateRequest(t, body))
	}
	if t.static != nil {
		x.Request.Body, x.Request.Rendered = t.static, true
		return nil
	}
	res, err := x.transform(ctx, t.tpl, x.templateRequest(t, body))
	if err != nil {
		return templateFailure("Unable to transform request", err)
	}
	x.Request.Body, x.Request.Rendered = res.Body, true
	x.State, x.Overrides = res.State, res.ResponseOverride
	return x.overrideRequest(res.RequestOverride)
}

// overrideRequest applies what the template set.
func (x *Exchange) overrideRequest(o runtime.RequestOverride) error {
	for _, h := range o.Header {
		if isForbidden(x.Method.Spec.Integration.Type, h.Name) {
			return headerPresent(h.Name)
		}
	}
	x.Request.Mapped.override(o)
	return nil
}

// templateFailure is the failure of a template at run time: the client sees a 500, the log says where. An end that
// came from outside stays what it was.
func templateFailure(what string, err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	var f *Failure
	if errors.As(err, &f) {
		return err
	}
	reason := what + ": " + err.Error()
	var e *vtl.Error
	if errors.As(err, &e) {
		reason = what + ": " + e.Error()
	}
	return configurationError(reason, err)
}

// requestTemplate returns the template for the content type of the request; nil lets the body pass. The error is the
// 415 of the passthrough behaviour.
func (x *Exchange) requestTemplate() (*compiledTemplate, error) {
	contentType := "application/json"
	if ct, ok := x.Header.GetFold("Content-Type"); ok && mediaType(ct) != "" {
		contentType = mediaType(ct)
	}
	list := &x.Method.templates
	t := list.find(contentType)
	if t == nil {
		t = list.find("$default")
	}
	if t != nil {
		return t, nil
	}
	switch p := x.Method.Spec.Integration.Passthrough; {
	case p == apispec.Never, p == apispec.WhenNoTemplates && len(list.list) > 0:
		return nil, &Failure{Type: UnsupportedMediaType, Log: "Execution failed: Unsupported Media Type: " + contentType}
	}
	return nil, nil
}
