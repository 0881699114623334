package gateway

import (
	"context"
	"crypto/tls"
	"net/http"
	"sync/atomic"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// Options are how an API is served. The zero value serves it as stage "test" with calls to HTTP backends as written
// and none to AWS.
type Options struct {
	Name     string          // of the definition file, for messages
	Spec     apispec.Options // for Load and the canary's definition
	Stage    StageConfig
	Identity Identity
	// NoStagePath serves the API at "/" instead of "/{stage}".
	NoStagePath bool
	// Templates are options of the mapping templates, such as their limits.
	Templates []runtime.Option
	// MaxRenders is how many templates run at the same time; 0 stands for 4, which keeps them within 512 MB together.
	MaxRenders int
	// Warn receives what is wrong at run time and is the operator's business: an AWS service without endpoint. nil
	// drops it.
	Warn func(message string)
	// TLS is the base configuration of connections to backends; nil is Go's default.
	TLS *tls.Config
	// AccessLogFormat is a line of text and $context variables; "" writes no access log.
	AccessLogFormat string
	// IAM, JWT keys and other settings of authorization.
	Auth AuthOptions
	// Lambda are the programs that answer for functions, unless Hooks name Functions, and the credentials that sign
	// calls to AWS endpoints.
	Lambda FunctionOptions
	Hooks
}

// Identity is what requests and functions see of the API's place on AWS. Empty fields are replaced by defaults.
type Identity struct {
	Region    string // "us-east-1"
	AccountID string // "123456789012"
	APIID     string // ten characters [a-z0-9]; made from the API's title
}

// Gateway serves a stage. It is a http.Handler.
type Gateway struct {
	identity Identity
	opts     Options
	stage    atomic.Pointer[Stage]

	clock     Clock
	endpoints EndpointResolver
	functions Function
	client    *backendClient
	renders   *renderGate
	metrics   Metrics
	accessLog *accessLogger
	around    gatewayAround
}

// Load reads a definition and returns a Gateway for it. The warnings are those of apispec.Load; the error is
// apispec.Errors where the definition is at fault.
func Load(name string, data []byte, opts Options) (*Gateway, []*apispec.Warning, error) {
	opts.Name = name
	opts.Identity.complete()
	opts.fillSpec()
	api, warnings, err := apispec.Load(name, data, opts.Spec)
	if err != nil {
		return nil, warnings, err
	}
	g, err := New(api, opts)
	return g, warnings, err
}

// New returns a Gateway for an API.
func New(api *apispec.API, opts Options) (*Gateway, error) {
	opts.Identity.complete()
	if opts.Identity.APIID == "" {
		opts.Identity.APIID = apiID(api.Title)
	}
	opts.fillSpec()
	stage, err := NewStage(api, &opts)
	if err != nil {
		return nil, err
	}
	g := &Gateway{identity: opts.Identity, opts: opts, clock: opts.Clock, endpoints: opts.Endpoints, functions: opts.Functions, metrics: opts.Metrics}
	if g.clock == nil {
		g.clock = systemClock{}
	}
	if g.endpoints == nil {
		g.endpoints = Endpoints(nil)
	}
	g.renders = newRenderGate(opts.MaxRenders)
	g.client = newBackendClient(g.endpoints, opts.TLS)
	g.client.instead = opts.Backend
	if g.functions == nil {
		g.functions = newFunctions(g)
	}
	if g.accessLog, err = newAccessLogger(opts.AccessLogFormat, opts.AccessLog); err != nil {
		return nil, err
	}
	g.around = newGatewayAround(&opts)
	g.stage.Store(stage)
	return g, nil
}

// fillSpec gives the loader the region and account of the identity.
func (o *Options) fillSpec() {
	if o.Spec.Region == "" {
		o.Spec.Region = o.Identity.Region
	}
	if o.Spec.AccountID == "" {
		o.Spec.AccountID = o.Identity.AccountID
	}
}

// complete replaces empty fields by their defaults, but for the id, which depends on the API.
func (i *Identity) complete() {
	if i.Region == "" {
		i.Region = "us-east-1"
	}
	if i.AccountID == "" {
		i.AccountID = "123456789012"
	}
}

// Stage returns the stage that is served now.
func (g *Gateway) Stage() *Stage { return g.stage.Load() }

// Identity returns the identity of the API.
func (g *Gateway) Identity() Identity { return g.identity }

// Swap compiles another version of the API and serves it from the next request on. With an error the old one stays.
func (g *Gateway) Swap(api *apispec.API) error {
	opts := g.opts
	stage, err := NewStage(api, &opts)
	if err != nil {
		return err
	}
	g.stage.Store(stage)
	g.aroundSwapped()
	return nil
}

// Close gives back the connections to backends that are idle, and stops the programs that answer for functions.
func (g *Gateway) Close() {
	g.client.close()
	if s, ok := g.functions.(*functionSet); ok {
		_ = s.Close() // a program that would not end was killed
	}
}

// warn tells the operator.
func (g *Gateway) warn(message string) {
	if g.opts.Warn != nil {
		g.opts.Warn(message)
	}
}

// ServeHTTP answers a request.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x, ok := g.receive(r)
	if ok {
		g.Run(r.Context(), x)
	}
	defer g.finished(x) // also where a broken stream ends the connection
	x.send(w, r)
}

// Run takes an exchange through the pipeline. Afterwards x.Answer is complete, whatever happened.
func (g *Gateway) Run(ctx context.Context, x *Exchange) {
	err := x.run(ctx)
	if err != nil {
		x.fail(asFailure(err))
	}
	x.respond()
}
