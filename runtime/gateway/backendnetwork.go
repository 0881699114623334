//go:build !js

package gateway

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Bounds of calls to backends. Source: RELIABILITY.md section 3.
const (
	dialTimeout       = 3 * time.Second
	maxBackendHeaders = 64 << 10
	idleBackends      = 64
	// idleBackendTimeout is short, for nothing may be left behind when requests end: P9.
	idleBackendTimeout = 3 * time.Second
)

// transport carries requests to backends.
type transport = http.Transport

// newTransport returns a transport for HTTP/1.1 whose connections remember how the backend spelled its headers.
func newTransport(config *tls.Config) *transport {
	d := &net.Dialer{Timeout: dialTimeout, Control: refuseLinkLocal}
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := d.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return newRecorder(c, false), nil
	}
	return &transport{
		DialContext: dial,
		DialTLSContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := d.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return handshake(ctx, c, addr, config)
		},
		MaxIdleConns: idleBackends, MaxIdleConnsPerHost: idleBackends, IdleConnTimeout: idleBackendTimeout,
		MaxResponseHeaderBytes: maxBackendHeaders, DisableCompression: true, ExpectContinueTimeout: time.Second,
	}
}

// handshake begins TLS on a connection.
func handshake(ctx context.Context, c net.Conn, addr string, config *tls.Config) (net.Conn, error) {
	config = config.Clone()
	if config.ServerName == "" {
		config.ServerName, _, _ = net.SplitHostPort(addr)
	}
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	t := tls.Client(c, config)
	if err := t.HandshakeContext(ctx); err != nil {
		_ = c.Close()
		return nil, err
	}
	return newRecorder(t, false), nil
}

// refuseLinkLocal refuses addresses under which machines tell about themselves, whatever name led there.
func refuseLinkLocal(_, address string, _ syscall.RawConn) error {
	ap, _ := netip.ParseAddrPort(address) // what is no address and port passes as the zero address
	ip := ap.Addr().Unmap().WithZone("")
	if ip.IsLinkLocalUnicast() || ip == metadataV6 {
		return fmt.Errorf("address %s is not allowed", ip)
	}
	return nil
}

// metadataV6 is where instances of a cloud find what is meant for them alone.
var metadataV6 = netip.MustParseAddr("fd00:ec2::254")
