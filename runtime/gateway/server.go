package gateway

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// The bounds of a server. Source: RELIABILITY.md section 3.
const (
	headerTimeout   = 10 * time.Second
	requestTimeout  = 30 * time.Second
	idleTimeout     = 60 * time.Second
	shutdownTimeout = 500 * time.Millisecond
	maxConnections  = 4096
)

// NewServer returns a server for a handler with the gateway's limits that keeps the spelling of header names for
// gateways behind it. Serve it by ServeListener, which wraps the connections.
func NewServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: requestTimeout, IdleTimeout: idleTimeout,
		// Answers may take as long as the longest integration, and as clients need to read 10 MB.
		WriteTimeout:   2 * requestTimeout,
		MaxHeaderBytes: maxURL + maxHeaders + 4096, ConnContext: withRecorder, ConnState: noteState,
		ErrorLog: log.New(io.Discard, "", 0), DisableGeneralOptionsHandler: true,
	}
}

// Serve serves the gateway on a listener until ctx ends, then waits for calls under way for less than a second.
// The error is nil after an end by ctx.
func (g *Gateway) Serve(ctx context.Context, l net.Listener) error {
	return Serve(ctx, NewServer(g), l)
}

// Serve serves on a listener until ctx ends, as Gateway.Serve does.
func Serve(ctx context.Context, s *http.Server, l net.Listener) error {
	base, cancelCalls := context.WithCancel(context.Background())
	defer cancelCalls()
	s.BaseContext = func(net.Listener) context.Context { return base }
	done := make(chan error, 1)
	go func() { done <- s.Serve(recordingListener{limit(l, maxConnections)}) }()
	select {
	case err := <-done:
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if s.Shutdown(end) != nil {
		cancelCalls()
		_ = s.Close() // the connections go, whatever it says
	}
	<-done //nolint:errcheck // it ended because ctx did
	return nil
}

// limitedListener accepts a bounded number of connections at a time.
type limitedListener struct {
	net.Listener
	slots chan struct{}
	done  chan struct{}
	once  sync.Once
}

// limit returns a listener that waits with accepting while n connections are open.
func limit(l net.Listener, n int) net.Listener {
	return &limitedListener{Listener: l, slots: make(chan struct{}, n), done: make(chan struct{})}
}

// Accept waits for a slot, and accepts.
func (l *limitedListener) Accept() (net.Conn, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.done:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.slots
		return nil, err
	}
	return &limitedConn{Conn: c, free: func() { <-l.slots }}, nil
}

// Close closes the listener, and wakes a waiting Accept.
func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.done) })
	return l.Listener.Close()
}

// limitedConn gives back its slot when it is closed.
type limitedConn struct {
	net.Conn
	once sync.Once
	free func()
}

// Close closes the connection.
func (c *limitedConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(c.free)
	return err
}
