package gateway

import "time"

// finished tells the log, the access log and the metrics about an exchange that was answered.
func (g *Gateway) finished(x *Exchange) {
	latency := g.clock.Now().Sub(x.Time)
	if x.Log != nil && g.opts.ExecutionLog != nil {
		g.opts.ExecutionLog.WriteExecution(x.RequestID, x.Log.Lines())
	}
	if g.accessLog != nil {
		g.accessLog.write(x, latency)
	}
	if g.metrics != nil {
		g.metrics.Observe(x.observation(latency))
	}
}

// observation returns what metrics keep of an exchange.
func (x *Exchange) observation(latency time.Duration) Observation {
	o := Observation{
		API: x.Stage.API.Title, Stage: x.Stage.Name, Resource: x.ResourcePath(), Status: x.Answer.Status, Latency: latency,
		Called: x.IntegrationCalled, IntegrationLatency: x.IntegrationLatency,
		CacheHit: x.Cache.Looked && x.Cache.Hit, CacheMiss: x.Cache.Looked && !x.Cache.Hit,
	}
	if x.Method != nil {
		o.Method = x.Method.Spec.HTTPMethod
	}
	return o
}
