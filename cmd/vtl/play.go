package main

import (
	"context"
	"fmt"
	"net"
	"os/signal"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/playground"
)

// playFlags are the flags of `vtl play`.
type playFlags struct {
	listen     string
	noOpen     bool
	public     bool
	trustProxy bool
	allowCalls bool
}

// playCommand serves the playground. Source: CLI-CONTRACT.md.
func playCommand() *command {
	return &command{name: "play", short: "serve the playground and open it in the browser", setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		f := &playFlags{}
		fs.StringVar(&f.listen, "listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
		fs.BoolVar(&f.noOpen, "no-open", false, "do not open the browser")
		fs.BoolVar(&f.public, "public", false, "limit the calls of each client, and call no server: for a public address")
		fs.BoolVar(&f.trustProxy, "trust-proxy", false, "a proxy of yours stands before it: believe its X-Forwarded-For, and any Host")
		fs.BoolVar(&f.allowCalls, "allow-calls", false, "let chains call real servers")
		return func(ctx context.Context, a *app, args []string) error { return f.run(ctx, a, args) }
	}}
}

// run serves the playground until it is told to stop.
func (f *playFlags) run(ctx context.Context, a *app, args []string) error {
	if len(args) != 0 {
		return fail(exitUsage, "play takes no arguments")
	}
	if f.public && f.allowCalls {
		return fail(exitUsage, "--allow-calls would let the clients of a --public playground call servers from this machine")
	}
	if _, _, err := net.SplitHostPort(f.listen); err != nil {
		return fail(exitUsage, "--listen %q: write HOST:PORT, such as 127.0.0.1:8080", f.listen)
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return fail(exitInput, "%v", err)
	}
	addr, isTCP := l.Addr().(*net.TCPAddr)
	s, err := playground.New(playground.Options{
		Version: buildVersion(), Public: f.public, TrustProxy: f.trustProxy, AllowCalls: f.allowCalls,
		Loopback: isTCP && addr.IP.IsLoopback(),
	})
	if err != nil {
		_ = l.Close()
		return fail(exitInput, "%v", err)
	}
	if _, err := fmt.Fprintf(a.out, "listening on http://%s\n", l.Addr()); err != nil {
		_ = l.Close()
		return fail(exitInput, "standard output: %v", err)
	}
	if !f.noOpen {
		openBrowser(a, pageAddress(l.Addr()))
	}
	if err := s.Serve(ctx, l); err != nil {
		return fail(exitInput, "%v", err)
	}
	return errServed
}

// pageAddress returns the address of the page for a browser on this machine.
func pageAddress(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + addr.String()
}
