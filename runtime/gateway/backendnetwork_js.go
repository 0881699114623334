package gateway

import (
	"crypto/tls"
	"net/http"
)

// transport would carry requests to backends. A browser has no connections that could be told where to go, so only
// Hooks.Backend answers there. Without net/http's own a program is a fifth smaller.
type transport struct{}

// newTransport returns a transport that reaches nothing.
func newTransport(*tls.Config) *transport { return &transport{} }

// RoundTrip fails.
func (*transport) RoundTrip(*http.Request) (*http.Response, error) { return nil, errNoEndpoint }

// CloseIdleConnections does nothing.
func (*transport) CloseIdleConnections() {}
