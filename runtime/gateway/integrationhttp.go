package gateway

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// httpIntegration calls an HTTP backend between templates.
type httpIntegration struct{ spec *apispec.Integration }

// newHTTPIntegration compiles an integration of type HTTP.
func newHTTPIntegration(m *Method) Integration { return httpIntegration{m.Spec.Integration} }

// Call sends the request and keeps the reply for the integration response.
func (i httpIntegration) Call(ctx context.Context, x *Exchange) error {
	o, err := x.outgoing(i.spec, x.Request.Mapped.Query)
	if err != nil {
		return err
	}
	x.Request.Header = endpointHeaders(x)
	o.Header = x.Request.Header
	reply, err := x.exchangeHTTP(ctx, o)
	if err != nil {
		return err
	}
	body, err := reply.read()
	if err != nil {
		return networkFailure(err)
	}
	x.Reply = EndpointReply{Status: reply.Status, Header: reply.Header, Body: body, Selection: itoa(reply.Status)}
	x.logReply()
	return nil
}

// outgoing returns the request to the backend of an HTTP or HTTP_PROXY integration, without headers.
func (x *Exchange) outgoing(spec *apispec.Integration, query runtime.Pairs) (*outgoing, error) {
	u, err := x.backendURL(spec.URI.Value, query)
	if err != nil {
		return nil, err
	}
	x.Request.URI = u.String()
	return &outgoing{
		Method: x.Request.Method, URL: u, Body: x.Request.Body, Insecure: spec.TLS != nil && spec.TLS.InsecureSkipVerification,
	}, nil
}

// backendURL makes the URL of a backend: stage variables put in everywhere, path parameters behind the host only, so
// that nothing of the request chooses the host.
func (x *Exchange) backendURL(uri string, query runtime.Pairs) (*url.URL, error) {
	uri = expandStageVariables(uri, x.StageVariables)
	begin := strings.Index(uri, "://") + len("://")
	end := len(uri)
	if i := strings.IndexAny(uri[begin:], "/?#"); i >= 0 {
		end = begin + i
	}
	path, ok := expandPath(uri[end:], x.Request.Mapped.Path)
	if !ok {
		return nil, configurationError("Invalid path parameter", nil)
	}
	uri = strings.ReplaceAll(appendQuery(uri[:end]+path, query), " ", "%20")
	u, err := url.Parse(uri)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, configurationError("Invalid endpoint address", err)
	}
	u.Fragment, u.User = "", nil
	return u, nil
}

// exchangeHTTP sends a request, and logs it.
func (x *Exchange) exchangeHTTP(ctx context.Context, o *outgoing) (*backendReply, error) {
	x.logRequest()
	reply, err := x.Gateway.client.do(ctx, o)
	if err == nil {
		return reply, nil
	}
	if errors.Is(err, errNoEndpoint) {
		x.Gateway.warn(err.Error())
		return nil, &Failure{Type: IntegrationFailure, Log: "Execution failed due to configuration error: Invalid endpoint address", Err: err}
	}
	return nil, networkFailure(err)
}

// networkFailure is the failure of a call that got no whole answer. Source: section 3. An end by the clock stays
// what it was.
func networkFailure(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, errTooLarge) {
		return &Failure{Type: IntegrationFailure, Log: "Execution failed due to configuration error: Response body too large", Err: err}
	}
	return &Failure{
		Type: IntegrationFailure, Status: 504, Message: "Network error communicating with endpoint",
		Log: "Execution failed due to a network error communicating with endpoint", Err: err,
	}
}
