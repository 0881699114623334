package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime/gateway"
)

// serveFlags are the flags of `vtl serve`.
type serveFlags struct {
	gateway   gatewayFlags
	listen    string
	log       bool
	accessLog string
	metrics   string
	watch     bool
}

// serveCommand serves a definition. Source: CLI-CONTRACT.md.
func serveCommand() *command {
	return &command{name: "serve", args: "API-FILE", short: "serve an API definition as API Gateway does", setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		f := &serveFlags{}
		fs.StringVar(&f.listen, "listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
		f.gateway.define(fs)
		fs.BoolVar(&f.log, "log", false, "write the execution log of each request to standard error")
		fs.StringVar(&f.accessLog, "access-log", "", "write a line for each request to standard error, in this format of $context variables")
		fs.StringVar(&f.metrics, "metrics", "", "address that serves metrics in Prometheus form under /metrics")
		fs.BoolVarP(&f.watch, "watch", "w", false, "serve a changed definition at once; keep the old one while the new one is broken")
		return func(ctx context.Context, a *app, args []string) error { return f.run(ctx, a, args) }
	}}
}

func (f *serveFlags) run(ctx context.Context, a *app, args []string) error {
	if len(args) != 1 {
		return fail(exitUsage, "serve takes one definition")
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	// Several requests write at once.
	a.err = &lockedWriter{w: a.err}
	adoptNetLog(a.err)
	o, err := f.gateway.options(a, args[0])
	if err != nil {
		return err
	}
	if f.log {
		o.ExecutionLog = executionLog{a}
	}
	if f.accessLog != "" {
		o.AccessLogFormat, o.AccessLog = f.accessLog, accessLog{a}
	}
	var metrics *gateway.Prometheus
	if f.metrics != "" {
		metrics = &gateway.Prometheus{}
		o.Metrics = metrics
	}
	g, err := loadGateway(a, args[0], o)
	if err != nil {
		return err
	}
	defer g.Close()
	if metrics != nil {
		end, err := serveMetrics(ctx, a, f.metrics, metrics)
		if err != nil {
			return fail(exitNo, "metrics: %v", err)
		}
		defer end()
	}
	return f.serve(ctx, a, g, args[0])
}

// serve listens until ctx ends.
func (f *serveFlags) serve(ctx context.Context, a *app, g *gateway.Gateway, file string) error {
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return fail(exitNo, "%v", err)
	}
	if f.watch {
		w, err := watchDefinition(ctx, a, g, file, f.gateway)
		if err != nil {
			return fail(exitNo, "watch: %v", err)
		}
		defer w()
	}
	if _, err := fmt.Fprintf(a.out, "listening on http://%s\n", l.Addr()); err != nil {
		return err
	}
	if err := g.Serve(ctx, l); err != nil {
		return fail(exitNo, "%v", err)
	}
	return errServed
}

// serveMetrics serves metrics under /metrics at addr until the returned function is called, and says where.
func serveMetrics(ctx context.Context, a *app, addr string, m http.Handler) (stop func(), err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(a.err, "vtl: metrics at http://%s/metrics\n", l.Addr())
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = gateway.Serve(ctx, gateway.NewServer(mux), l)
	}()
	return func() {
		cancel()
		<-done
	}, nil
}

// accessLog writes access log lines to standard error.
type accessLog struct{ a *app }

// WriteAccess implements gateway.AccessLog.
func (l accessLog) WriteAccess(line string) { fmt.Fprintln(l.a.err, line) }

// lockedWriter writes whole calls one after the other.
type lockedWriter struct {
	mu sync.Mutex
	w  interface{ Write([]byte) (int, error) }
}

// Write writes p.
func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

// executionLog writes execution logs to standard error.
type executionLog struct{ a *app }

// WriteExecution implements gateway.ExecutionLogSink.
func (e executionLog) WriteExecution(_ string, lines []string) {
	fmt.Fprintln(e.a.err, strings.Join(lines, "\n"))
}
