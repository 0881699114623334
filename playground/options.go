package playground

import (
	"io/fs"
	goruntime "runtime"
	"time"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/playground/chain"
	"github.com/vtlkit/vtl/web"
)

// Options say how a playground is served. The zero value serves people on the same machine.
type Options struct {
	// Version is what the page and its answers call the engine.
	Version string
	// Public makes it fit for a public address: calls are limited by client.
	Public bool
	// TrustProxy tells that a proxy stands before the server: the last address of X-Forwarded-For is the client's, and
	// the Host header is the proxy's business.
	TrustProxy bool
	// AllowCalls lets chains call real servers. It has no effect with Public.
	AllowCalls bool
	// Loopback tells that the server listens on a loopback address. Requests for any other host name are refused then,
	// unless TrustProxy is set: they come from pages that had their name resolve to this machine.
	Loopback bool
	// Page are the page's files; nil takes those of package web.
	Page fs.FS
	// Engine is the folder of the engine that the page goes on with when the server is gone; nil takes that of package
	// web, which is there in binaries that were built with it.
	Engine fs.FS
	// Limits bound what clients may do; the zero value stands for DefaultLimits or PublicLimits.
	Limits Limits
	// Methods are the methods by name; nil takes those of package api and of package chain.
	Methods map[string]api.Method
}

// Limits bound what clients may do. Source: RELIABILITY.md section 3, column playground.
type Limits struct {
	Body        int64         // bytes of a call's body: 413
	Definition  int64         // the same for calls of import
	Header      int           // bytes of all header lines: 431
	URL         int           // bytes of the request target: 414
	Running     int           // calls at once
	Waiting     int           // calls that wait for their turn; one more gets 429
	Rate        float64       // calls a second for each client, with Options.Public
	Burst       int           // calls a client may make at once, with Options.Public
	Clients     int           // clients remembered for that
	Call        time.Duration // one call with its waiting: 503
	HeaderTime  time.Duration // until a request's header has come
	RequestTime time.Duration // until a whole request has come
	AnswerTime  time.Duration // until an answer is taken, counted from the request's header
	IdleTime    time.Duration // of a connection between requests
	Shutdown    time.Duration // that calls under way get when the server is told to end
	Connections int
}

// DefaultLimits are the limits of a playground for people at the same machine. A template of 300 KB and a body of 1 MB
// have room in a call of 2 MiB, with the escapes that JSON needs.
func DefaultLimits() Limits {
	// A run may make 32 MB of values, and all runs together 512 MB.
	const most = 16
	return Limits{
		Body: 2 << 20, Definition: 8 << 20, Header: 16 << 10, URL: 8 << 10, Running: min(2*goruntime.NumCPU(), most), Waiting: 20,
		Rate: 5, Burst: 20, Clients: 10_000, Call: 15 * time.Second,
		HeaderTime: 10 * time.Second, RequestTime: 30 * time.Second, AnswerTime: 60 * time.Second, IdleTime: 60 * time.Second,
		Shutdown: time.Second, Connections: 1024,
	}
}

// PublicLimits are the limits of a playground on a public address.
func PublicLimits() Limits {
	l := DefaultLimits()
	l.Definition, l.Call = l.Body, 5*time.Second
	return l
}

// chainLimits bound chains and imports.
func (o *Options) chainLimits() chain.Limits {
	if o.Public {
		return chain.Limits{Time: 2 * time.Second, Definition: 1 << 20, Methods: 500, Answer: 4 << 20}
	}
	return chain.DefaultLimits()
}

// withDefaults fills what is left out.
func (o Options) withDefaults() Options {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
		if o.Public {
			o.Limits = PublicLimits()
		}
	}
	if o.Page == nil {
		o.Page = web.Dist()
	}
	if o.Engine == nil {
		o.Engine = web.Engine()
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	o.AllowCalls = o.AllowCalls && !o.Public
	if o.Methods == nil {
		o.Methods = methods(o)
	}
	return o
}
