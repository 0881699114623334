package playground

import (
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// guard refuses requests that nobody who looks at the page can have made.
type guard struct {
	limits   Limits
	loopback bool
	origin   *http.CrossOriginProtection
}

// newGuard returns the guard for a server with the options.
func newGuard(o Options) *guard {
	return &guard{limits: o.Limits, loopback: o.Loopback && !o.TrustProxy, origin: http.NewCrossOriginProtection()}
}

// check returns why a request is refused, nil when it is not.
func (g *guard) check(r *http.Request) *refusal {
	switch {
	case len(r.RequestURI) > g.limits.URL:
		return &refusal{status: http.StatusRequestURITooLong, kind: "limit", message: "the address is too long", limit: "URL"}
	case headerSize(r) > g.limits.Header:
		return &refusal{status: http.StatusRequestHeaderFieldsTooLarge, kind: "limit", message: "the header is too large", limit: "header"}
	case g.loopback && !isLoopbackHost(r.Host):
		return &refusal{
			status: http.StatusForbidden, message: "this playground answers to names of this machine only",
			hint: "call it by 127.0.0.1 or localhost, or start it with --trust-proxy behind a proxy of yours",
		}
	}
	return nil
}

// checkCall returns why a call of a method is refused, nil when it is not. A browser sends no application/json to
// another origin without asking first, and no browser that does not tell where a request comes from is left.
func (g *guard) checkCall(r *http.Request) *refusal {
	if err := g.origin.Check(r); err != nil {
		return &refusal{status: http.StatusForbidden, message: "calls from other origins are refused"}
	}
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset, ok := params["charset"]; err != nil || media != "application/json" || ok && !strings.EqualFold(charset, "utf-8") {
		return &refusal{status: http.StatusUnsupportedMediaType, message: "a call's content type is application/json, in UTF-8"}
	}
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return &refusal{status: http.StatusUnsupportedMediaType, message: "a call's body is not compressed"}
	}
	return nil
}

// headerSize returns the bytes of the header lines as HTTP/1.1 writes them.
func headerSize(r *http.Request) int {
	n := len("Host: \r\n") + len(r.Host)
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(v) + len(": \r\n")
		}
	}
	return n
}

// isLoopbackHost tells whether a Host header names this machine: an address of the loopback network, or localhost and
// names below it, which resolve to nothing else.
func isLoopbackHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if a, err := netip.ParseAddr(host); err == nil {
		return a.Unmap().IsLoopback()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
