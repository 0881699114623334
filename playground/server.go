package playground

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/net/netutil"
)

// Server serves the playground. It is an http.Handler, for programs that serve it with others.
type Server struct {
	options Options
	echo    *echo.Echo
	page    *page
	guard   *guard
	turns   *turns
	clients *clients // nil: calls are not limited by client
	metrics *metrics
}

// New returns a server with the options. It fails when the page cannot be read.
func New(o Options) (*Server, error) {
	o = o.withDefaults()
	p, err := newPage(o.Page, o.Engine)
	if err != nil {
		return nil, err
	}
	s := &Server{options: o, echo: echo.New(), page: p, guard: newGuard(o), turns: newTurns(o.Limits.Running, o.Limits.Waiting)}
	s.metrics = newMetrics(s.turns)
	if o.Public {
		s.clients = newClients(o.Limits.Rate, o.Limits.Burst, o.Limits.Clients)
	}
	return s, s.route()
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// route sets up what is done for every request, and what answers which.
func (s *Server) route() error {
	docs, err := s.newDocs()
	if err != nil {
		return fmt.Errorf("the documentation: %w", err)
	}
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.Logger.SetOutput(io.Discard)
	e.HTTPErrorHandler = fail
	e.Use(s.observe, frame, middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true, DisableErrorHandler: true}),
		s.admit, middleware.GzipWithConfig(middleware.GzipConfig{Level: gzip.BestSpeed, MinLength: 1024, Skipper: unpacked}))
	get := []string{http.MethodGet, http.MethodHead}
	e.Match(get, "/", s.page.serveIndex)
	e.Match(get, "/*", s.page.serveFile)
	e.Match(get, "/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.Match(get, "/metrics", s.serveMetrics)
	e.Match(get, "/api/", docs)
	e.Match(get, "/api/v1/schema.json", serveSchema)
	for name, method := range s.options.Methods {
		answer := s.call(name, method)
		if asked[name] {
			e.Match(get, "/api/v1/"+name, answer)
			continue
		}
		e.POST("/api/v1/"+name, answer)
	}
	return nil
}

// unpacked tells whether an answer is not compressed on its way: the page's files come compressed.
func unpacked(c echo.Context) bool {
	return c.Path() == "/*" || !takesGzip(c.Request())
}

// frame gives every answer its headers.
func frame(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		setBareHeaders(c.Response().Header())
		return next(c)
	}
}

// admit refuses what the guard refuses.
func (s *Server) admit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if refused := s.guard.check(c.Request()); refused != nil {
			return refused.write(c)
		}
		return next(c)
	}
}

// fail answers a request that a handler gave up.
func fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	var refused *refusal
	var routed *echo.HTTPError
	switch {
	case errors.As(err, &refused):
	case errors.As(err, &routed):
		refused = statusRefusal(routed.Code)
	default:
		refused = statusRefusal(http.StatusInternalServerError)
	}
	_ = refused.write(c) // a client that is gone gets nothing
}

// Serve serves on a listener until ctx ends, then gives calls under way a moment. The error is nil after an end by ctx.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	limits := s.options.Limits
	base, cancelCalls := context.WithCancel(context.Background())
	defer cancelCalls()
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: limits.HeaderTime, ReadTimeout: limits.RequestTime, WriteTimeout: limits.AnswerTime,
		IdleTimeout: limits.IdleTime, BaseContext: func(net.Listener) context.Context { return base },
		// Room for headers and address together and some more, so that the guard can say which of them is too large.
		MaxHeaderBytes: 2*limits.Header + limits.URL, ErrorLog: log.New(io.Discard, "", 0),
	}
	done := make(chan error, 1)
	go func() { done <- h.Serve(netutil.LimitListener(l, limits.Connections)) }()
	select {
	case err := <-done:
		return fmt.Errorf("the listener: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), limits.Shutdown)
	defer cancel()
	if h.Shutdown(end) != nil {
		cancelCalls()
		_ = h.Close() // the connections go, whatever it says
	}
	<-done //nolint:errcheck // it ended because ctx did
	return nil
}
