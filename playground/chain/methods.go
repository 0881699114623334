package chain

import "github.com/vtlkit/vtl/playground/api"

// Methods returns the methods chain and import. Templates are explained by svc, within its limits.
func Methods(svc *api.Service, o Options) map[string]api.Method {
	e := newEngine(svc, o)
	return map[string]api.Method{"chain": api.MethodOf(e.chain), "import": api.MethodOf(e.imports)}
}

// engine answers the methods.
type engine struct {
	svc  *api.Service
	opts Options
}

// newEngine returns an engine with all limits set.
func newEngine(svc *api.Service, o Options) *engine {
	o.Limits = o.Limits.complete()
	return &engine{svc, o}
}
