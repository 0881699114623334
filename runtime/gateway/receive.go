package gateway

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// Bounds of a request. Source: section 21.
const (
	maxURL     = 10_240
	maxHeaders = 10_240
	maxBody    = 10 << 20
)

// methodOverride is the header whose value takes the place of the method of the request line. Source: section 4.
const methodOverride = "X-HTTP-Method-Override"

// receive makes the Exchange of a request: what the client sent, ids and trace. ok is false when the answer is
// already made, because the request is not one of this API.
func (g *Gateway) receive(r *http.Request) (x *Exchange, ok bool) {
	x = g.newExchange()
	x.body = r.Body
	x.bodyLength = r.ContentLength
	x.Received = Received{
		Method: r.Method, RawQuery: r.URL.RawQuery, Protocol: r.Proto, Host: r.Host,
		Header: spelledHeader(r), SourceIP: sourceIP(r.RemoteAddr), TLS: r.TLS != nil, Close: r.Close,
	}
	if m, ok := x.Received.Header.GetFold(methodOverride); ok && m != "" {
		x.Received.Method, x.Received.SentMethod = m, r.Method
	}
	x.setHeader(x.Received.Header)
	x.Query = runtime.ParseQuery(x.Received.RawQuery)
	if g.opts.ExecutionLog != nil {
		x.Log = newExecutionLog(x.RequestID)
	}
	path := rawPath(r)
	if !g.opts.NoStagePath {
		stage, rest := cutSegment(path)
		if stage != x.Stage.Name {
			x.reject(403, "Forbidden", "ForbiddenException")
			return x, false
		}
		path = rest
	}
	x.setPath(path)
	switch {
	case len(r.URL.Path)+len(r.URL.RawQuery) > maxURL:
		x.reject(414, "Request-URI Too Long", "RequestTooLargeException")
		return x, false
	case headerSize(x.Received.Header) > maxHeaders:
		x.reject(431, "Request Header Fields Too Large", "RequestTooLargeException")
		return x, false
	}
	return x, true
}

// newExchange returns an Exchange with new ids on the stage that is served now.
func (g *Gateway) newExchange() *Exchange {
	s := g.stage.Load()
	return &Exchange{Gateway: g, Stage: s, Time: g.clock.Now(), RequestID: newUUID(), ExtendedID: newExtendedID(), StageVariables: s.Variables}
}

// setPath sets the path of the request from what stands behind the stage. Extra slashes in front are trimmed where
// the path is matched and shown, but not in $context.path (section 4).
func (x *Exchange) setPath(path string) {
	x.Received.Path = "/" + strings.TrimLeft(path, "/")
	x.Received.FullPath = "/" + x.Stage.Name + path
	if path == "" {
		x.Received.FullPath += "/"
	}
}

// rawPath returns the path as the client wrote it, not decoded, or as a handler around this one left it.
func rawPath(r *http.Request) string {
	raw := r.RequestURI
	if i := strings.IndexAny(raw, "?#"); i >= 0 {
		raw = raw[:i]
	}
	if strings.HasPrefix(raw, "/") {
		if decoded, err := url.PathUnescape(raw); err == nil && decoded == r.URL.Path {
			return raw
		}
	}
	return r.URL.EscapedPath()
}

// cutSegment cuts the first segment off a path: "/a/b" gives "a" and "/b".
func cutSegment(path string) (segment, rest string) {
	path = strings.TrimPrefix(path, "/")
	if i := strings.IndexByte(path, '/'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// sourceIP returns the address of the peer without its port.
func sourceIP(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return host
}

// headerSize returns how many bytes headers have on the wire.
func headerSize(p runtime.Pairs) int {
	n := 0
	for _, h := range p {
		n += len(h.Name) + len(h.Value) + len(": \r\n")
	}
	return n
}

// reject makes an answer that is none of the API's own: the definition cannot change it.
func (x *Exchange) reject(status int, message, errorType string) {
	x.Answer = Answer{Done: true, Status: status, Body: []byte(`{"message":` + quoteJSON(message) + `}`)}
	x.Answer.set("Content-Type", "application/json")
	x.Answer.set("x-amzn-ErrorType", errorType)
	x.setCommon()
}

// spelledHeader returns the headers of a request in the client's order and spelling when the connection recorded
// them, else with canonical names, sorted. Host comes first without a record.
func spelledHeader(r *http.Request) runtime.Pairs {
	if rec := recorderOf(r.Context()); rec != nil {
		if p, ok := rec.header(r); ok {
			return p
		}
	}
	p := runtime.Pairs{{Name: "Host", Value: r.Host}}
	return append(p, runtime.PairsOf(r.Header)...)
}

// droppedOnArrival are the request headers that nothing behind the first stage sees. Source: section 5.
var droppedOnArrival = nameSet("Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards", "Proxy-Authenticate",
	"Server", "TE", "Transfer-Encoding", "Trailer", "Upgrade", "WWW-Authenticate")

// setHeader sets the headers of the method request from those received. An Authorization header with a signature is
// for the gateway alone.
func (x *Exchange) setHeader(received runtime.Pairs) {
	x.Header = make(runtime.Pairs, 0, len(received))
	for _, h := range received {
		if droppedOnArrival.has(h.Name) || strings.EqualFold(h.Name, "Authorization") && strings.HasPrefix(h.Value, "AWS4-HMAC-SHA256") {
			continue
		}
		x.Header = append(x.Header, h)
	}
}

// names is a set of header names in any letter case.
type names map[string]bool

// nameSet returns the set of the given names.
func nameSet(list ...string) names {
	n := make(names, len(list))
	for _, name := range list {
		n[strings.ToLower(name)] = true
	}
	return n
}

// has tells whether the set has a name in any letter case. It is asked for each header of each request, so it makes
// no text in lower case.
func (n names) has(name string) bool {
	var buf [32]byte
	if len(name) > len(buf) {
		return false // longer than any name of a set
	}
	lower := buf[:len(name)]
	for i := range lower {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return n[string(lower)]
}
