package gateway

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// backendClient calls backends. It follows no redirects, keeps no cookies, and sends headers as they are spelled.
type backendClient struct {
	endpoints EndpointResolver
	instead   Backend // of the network; nil: the network
	strict    *transport
	lax       *transport // takes any certificate
}

// newBackendClient returns a client; base is the TLS configuration it starts from.
func newBackendClient(endpoints EndpointResolver, base *tls.Config) *backendClient {
	if base == nil {
		base = &tls.Config{}
	}
	lax := base.Clone()
	lax.InsecureSkipVerify = true
	return &backendClient{endpoints: endpoints, strict: newTransport(base), lax: newTransport(lax)}
}

// close closes idle connections.
func (b *backendClient) close() {
	b.strict.CloseIdleConnections()
	b.lax.CloseIdleConnections()
}

// outgoing is a request to a backend.
type outgoing struct {
	Method   string
	URL      *url.URL
	Name     string // under which an endpoint is looked up; "" is the URL's host
	Header   runtime.Pairs
	Body     []byte
	Insecure bool // any certificate will do
	// Required refuses a call that no endpoint is configured for.
	Required bool
}

// errNoEndpoint says that a required endpoint is missing.
var errNoEndpoint = errors.New("no endpoint is configured")

// do sends a request. The reply's body must be closed. Cancelling ctx ends the reading of it.
func (b *backendClient) do(ctx context.Context, o *outgoing) (*backendReply, error) {
	if b.instead != nil {
		return b.ask(ctx, o)
	}
	target, err := b.target(o)
	if err != nil {
		return nil, err
	}
	var rec *recorder
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if rec, _ = info.Conn.(*recorder); rec != nil {
			rec.begin()
		}
	}})
	req := (&http.Request{Method: o.Method, URL: target, Header: http.Header{}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Host: o.URL.Host}).WithContext(ctx)
	if len(o.Body) > 0 {
		body := o.Body
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	setOutgoingHeader(req, o.Header)
	t := b.strict
	if o.Insecure {
		t = b.lax
	}
	res, err := t.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode < 200 {
		_ = res.Body.Close()
		return nil, fmt.Errorf("unexpected status %d", res.StatusCode)
	}
	reply := &backendReply{Status: res.StatusCode, Length: res.ContentLength, Body: res.Body}
	if rec != nil {
		reply.Header = rec.responseHeader(res)
	} else {
		reply.Header = runtime.PairsOf(res.Header)
	}
	return reply, nil
}

// ask has the Backend answer that stands in for the network.
func (b *backendClient) ask(ctx context.Context, o *outgoing) (*backendReply, error) {
	res, err := b.instead.Send(ctx, &BackendRequest{Method: o.Method, URL: o.URL, Header: o.Header, Body: o.Body})
	if err != nil {
		return nil, err
	}
	if res.Status < 200 {
		return nil, fmt.Errorf("unexpected status %d", res.Status)
	}
	return &backendReply{Status: res.Status, Header: res.Header, Length: int64(len(res.Body)), Body: io.NopCloser(bytes.NewReader(res.Body))}, nil
}

// backendReply is what a backend answered.
type backendReply struct {
	Status int
	Header runtime.Pairs // in its spelling
	Length int64         // of the body, -1 unknown
	Body   io.ReadCloser
}

// read reads the body, at most 10 MB, and closes it.
func (r *backendReply) read() ([]byte, error) {
	defer func() { _ = r.Body.Close() }()
	if r.Length > maxBody {
		return nil, errTooLarge
	}
	return readBody(r.Body, r.Length)
}

// target returns the URL that is called in place of the request's own.
func (b *backendClient) target(o *outgoing) (*url.URL, error) {
	name := o.Name
	if name == "" {
		name = o.URL.Host
	}
	base, ok := b.endpoints.Endpoint(name)
	if !ok {
		if o.Required {
			return nil, fmt.Errorf("%w for %s", errNoEndpoint, name)
		}
		return o.URL, nil
	}
	u := *o.URL
	u.Scheme, u.Host = base.Scheme, base.Host
	return &u, nil
}

// setOutgoingHeader sets the headers of a request to a backend. net/http writes names as they are spelled, but for
// those it keeps to itself: Host is a field, and Trailer only passes in lower case.
func setOutgoingHeader(req *http.Request, p runtime.Pairs) {
	for _, h := range p {
		switch strings.ToLower(h.Name) {
		case "host":
			if validHost(h.Value) {
				req.Host = h.Value
			}
		case "content-length", "transfer-encoding":
		case "trailer":
			req.Header["trailer"] = append(req.Header["trailer"], h.Value)
		case "user-agent":
			req.Header["User-Agent"] = []string{h.Value}
		default:
			req.Header[h.Name] = append(req.Header[h.Name], h.Value)
		}
	}
}

// validHost tells whether a mapped Host is one.
func validHost(h string) bool {
	return h != "" && strings.IndexFunc(h, func(r rune) bool { return r <= ' ' || r >= 0x7F || strings.ContainsRune(`/?#@\"<>`, r) }) < 0
}
