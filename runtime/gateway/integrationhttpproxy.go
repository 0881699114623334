package gateway

import (
	"bytes"
	"context"
	"io"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// httpProxyIntegration passes requests to an HTTP backend and its answers back.
type httpProxyIntegration struct{ spec *apispec.Integration }

// newHTTPProxyIntegration compiles an integration of type HTTP_PROXY.
func newHTTPProxyIntegration(m *Method) Integration {
	return httpProxyIntegration{m.Spec.Integration}
}

// streamFrom is the size from which the body of an answer is passed on while it comes. Smaller ones are read first,
// so that a backend that fails on the way still gets the client a status.
const streamFrom = 256 << 10

// Call sends the request and makes the method response.
func (i httpProxyIntegration) Call(ctx context.Context, x *Exchange) error {
	query := append(append(runtime.Pairs{}, x.Query...), x.Request.Mapped.Query...)
	o, err := x.outgoing(i.spec, query)
	if err != nil {
		return err
	}
	x.Request.Header = proxyHeaders(x)
	o.Header = x.Request.Header
	reply, err := x.exchangeHTTP(ctx, o)
	if err != nil {
		return err
	}
	x.Reply = EndpointReply{Status: reply.Status, Header: reply.Header, Selection: itoa(reply.Status)}
	if reply.Length > maxBody {
		_ = reply.Body.Close()
		return networkFailure(errTooLarge)
	}
	head, err := io.ReadAll(io.LimitReader(reply.Body, streamFrom))
	if err != nil {
		_ = reply.Body.Close()
		return networkFailure(err)
	}
	x.Answer.Status, x.Answer.Header = reply.Status, reply.Header
	if len(head) == streamFrom && x.streams() {
		x.Reply.Body = head
		x.logReply()
		x.Answer.Stream = &limitedStream{Reader: io.MultiReader(bytes.NewReader(head), reply.Body), Closer: reply.Body, left: maxBody}
		return nil
	}
	rest, err := readBody(reply.Body, -1)
	_ = reply.Body.Close()
	if err == nil && len(head)+len(rest) > maxBody {
		err = errTooLarge
	}
	if err != nil {
		return networkFailure(err)
	}
	x.Reply.Body = append(head, rest...)
	x.logReply()
	contentType, _ := reply.Header.GetFold("Content-Type")
	x.Answer.Body, x.Answer.Binary, err = convertReply(x.Reply.Body, x.Stage.binary.match(contentType), x.acceptsBinary(), "")
	if err != nil {
		return configurationError("Unable to base64 decode the body", err)
	}
	return nil
}

// streams tells whether the body can pass without being looked at: no conversion, no cache, no compression.
func (x *Exchange) streams() bool {
	contentType, _ := x.Reply.Header.GetFold("Content-Type")
	same := x.Stage.binary.match(contentType) == x.acceptsBinary()
	return same && x.Cache.Key == "" && x.Stage.API.MinimumCompressionSize < 0 && !x.TestInvoke
}

// limitedStream is a body that fails beyond a number of bytes.
type limitedStream struct {
	io.Reader
	io.Closer
	left int64
}

// Read reads until the limit.
func (s *limitedStream) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.left -= int64(n)
	if s.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}
