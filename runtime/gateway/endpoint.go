package gateway

import (
	"fmt"
	"net/url"
	"strings"
)

// Endpoints is an EndpointResolver made of names and base URLs; the name "*" stands for everything else.
type Endpoints map[string]*url.URL

// Endpoint returns the base URL for name.
func (e Endpoints) Endpoint(name string) (*url.URL, bool) {
	if u, ok := e[name]; ok {
		return u, true
	}
	u, ok := e["*"]
	return u, ok
}

// ParseEndpoint reads NAME=URL. Only scheme, host and port of the URL are used.
func ParseEndpoint(text string) (name string, base *url.URL, err error) {
	name, raw, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return "", nil, fmt.Errorf("endpoint %q: expected NAME=URL", text)
	}
	base, err = url.Parse(raw)
	if err != nil {
		return "", nil, fmt.Errorf("endpoint %q: %w", text, err)
	}
	if base.Scheme != "http" && base.Scheme != "https" || base.Host == "" {
		return "", nil, fmt.Errorf("endpoint %q: expected an http or https URL with a host", text)
	}
	return name, &url.URL{Scheme: base.Scheme, Host: base.Host}, nil
}
