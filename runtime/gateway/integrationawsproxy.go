package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// awsProxyIntegration passes requests to a function as events, or to a Firehose stream as they are.
type awsProxyIntegration struct {
	spec   *apispec.Integration
	signer *requestSigner // for streams
}

// newAWSProxyIntegration compiles an integration of type AWS_PROXY.
func (c *compiler) newAWSProxyIntegration(m *Method) Integration {
	return awsProxyIntegration{m.Spec.Integration, newRequestSigner(c.opts.Lambda.Credentials)}
}

// Call sends the event and makes the method response out of the result. Mappings, templates and integration responses
// have no effect. Source: sections 1, 9 and 14.
func (i awsProxyIntegration) Call(ctx context.Context, x *Exchange) error {
	if err := x.checkCredentials(i.spec); err != nil {
		return err
	}
	uri, err := x.parseServiceURI(i.spec)
	if err != nil {
		return err
	}
	if uri.service == "firehose" {
		return x.proxyToStream(ctx, uri, i.signer)
	}
	call, err := x.functionCall(uri)
	if err != nil {
		return err
	}
	call.Payload = x.proxyEvent()
	x.Request.Body = call.Payload
	x.Request.Header = runtime.Pairs{
		{Name: "Content-Type", Value: "application/json"}, {Name: "User-Agent", Value: x.userAgent()}, {Name: traceHeader, Value: x.TraceID},
	}
	result, err := x.invokeFunction(ctx, call)
	if err != nil {
		return err
	}
	if result.Failed {
		x.Reply.ErrorMessage = errorMessageOf(result.Payload)
		x.logf("Lambda execution failed with status %d due to customer function error: %s. Lambda request id: %s", result.Status, x.Reply.ErrorMessage, result.RequestID)
		return &Failure{Type: IntegrationFailure, Status: 502}
	}
	return x.answerProxyResult(result.Payload)
}

// answerProxyResult makes the method response out of what the function returned. Source: sections 12 and 14.
func (x *Exchange) answerProxyResult(payload []byte) error {
	r, err := parseProxyResult(payload)
	if err != nil {
		return &Failure{Type: IntegrationFailure, Status: 502, Log: "Execution failed due to configuration error: Malformed Lambda proxy response", Err: err}
	}
	x.Answer.Status, x.Answer.Header, x.Answer.Body = r.status, r.header, []byte(r.body)
	if !r.base64 || !x.acceptsBinary() {
		return nil
	}
	x.Answer.Body, err = decodeBase64(x.Answer.Body)
	if err != nil {
		return configurationError("Unable to base64 decode the body", err)
	}
	x.Answer.Binary = true
	return nil
}

// proxyToStream sends the body of the client to Firehose and passes the answer back. That the service allows such an
// integration is known; what it does with it is inferred.
func (x *Exchange) proxyToStream(ctx context.Context, uri *serviceURI, signer *requestSigner) error {
	x.Request.Body = x.Body
	x.Request.Mapped = Mapped{}
	x.Request.Header = endpointHeaders(x)
	reply, err := x.callService(ctx, uri, signer)
	if err != nil {
		return err
	}
	x.Reply = *reply
	x.logReply()
	x.Answer.Status, x.Answer.Header, x.Answer.Body = reply.Status, reply.Header, reply.Body
	return nil
}
