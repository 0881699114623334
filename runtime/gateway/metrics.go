package gateway

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Metrics receives an observation of each answered request.
type Metrics interface{ Observe(Observation) }

// Observation is what metrics keep of a request.
type Observation struct {
	API, Stage       string
	Resource, Method string // as the definition has them; "" when none matched
	Status           int
	Latency          time.Duration
	// Called tells that an integration was called, which took IntegrationLatency.
	Called             bool
	IntegrationLatency time.Duration
	CacheHit           bool
	CacheMiss          bool
}

// Prometheus keeps the metrics of the service under its names and writes them in the text format of Prometheus.
// Its zero value is ready, and is an http.Handler. The format is small enough to be written here, so that embedding
// programs need no client library; one that has such a library implements Metrics with it.
type Prometheus struct {
	mu     sync.Mutex
	series map[seriesKey]*series
}

// seriesKey are the dimensions of the service's detailed metrics.
type seriesKey struct{ api, stage, resource, method string }

// series are the values of one combination of dimensions.
type series struct {
	count, fourXX, fiveXX, hits, misses uint64
	latency, integration                histogram
}

// latencyBuckets are the upper bounds of the histograms in milliseconds, the unit of the service's metrics.
var latencyBuckets = []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 29000}

// histogram counts times by bucket.
type histogram struct {
	buckets [14]uint64 // not cumulated
	count   uint64
	sum     float64 // milliseconds
}

// observe counts a time.
func (h *histogram) observe(d time.Duration) {
	ms := float64(d) / float64(time.Millisecond)
	h.count++
	h.sum += ms
	if i, _ := slices.BinarySearch(latencyBuckets, ms); i < len(h.buckets) {
		h.buckets[i]++
	}
}

// Observe counts a request.
func (p *Prometheus) Observe(o Observation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := seriesKey{o.API, o.Stage, o.Resource, o.Method}
	s := p.series[key]
	if s == nil {
		if p.series == nil {
			p.series = map[seriesKey]*series{}
		}
		s = &series{}
		p.series[key] = s
	}
	s.count++
	switch {
	case o.Status >= 500:
		s.fiveXX++
	case o.Status >= 400:
		s.fourXX++
	}
	s.latency.observe(o.Latency)
	if o.Called {
		s.integration.observe(o.IntegrationLatency)
	}
	if o.CacheHit {
		s.hits++
	}
	if o.CacheMiss {
		s.misses++
	}
}

// counters are the counters by metric name.
var counters = []struct {
	name, help string
	value      func(*series) uint64
}{
	{"Count", "Requests.", func(s *series) uint64 { return s.count }},
	{"4XXError", "Requests answered with a status from 400 to 499.", func(s *series) uint64 { return s.fourXX }},
	{"5XXError", "Requests answered with a status from 500.", func(s *series) uint64 { return s.fiveXX }},
	{"CacheHitCount", "Requests answered from the cache.", func(s *series) uint64 { return s.hits }},
	{"CacheMissCount", "Requests that the cache had no answer for.", func(s *series) uint64 { return s.misses }},
}

// metricPrefix begins every name: the service's namespace is AWS/ApiGateway.
const metricPrefix = "aws_apigateway_"

// WriteTo writes all metrics in the text format.
func (p *Prometheus) WriteTo(w io.Writer) (int64, error) {
	p.mu.Lock()
	keys := make([]seriesKey, 0, len(p.series))
	for k := range p.series {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b seriesKey) int { return strings.Compare(a.labels(), b.labels()) })
	var b strings.Builder
	for _, c := range counters {
		fmt.Fprintf(&b, "# HELP %s%s %s\n# TYPE %s%s counter\n", metricPrefix, c.name, c.help, metricPrefix, c.name)
		for _, k := range keys {
			fmt.Fprintf(&b, "%s%s{%s} %d\n", metricPrefix, c.name, k.labels(), c.value(p.series[k]))
		}
	}
	p.writeHistogram(&b, keys, "Latency", "Time from request to answer in milliseconds.", func(s *series) *histogram { return &s.latency })
	p.writeHistogram(&b, keys, "IntegrationLatency", "Time of the integration in milliseconds.", func(s *series) *histogram { return &s.integration })
	p.mu.Unlock()
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// writeHistogram writes one histogram of all series.
func (p *Prometheus) writeHistogram(b *strings.Builder, keys []seriesKey, name, help string, of func(*series) *histogram) {
	name = metricPrefix + name
	fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s histogram\n", name, help, name)
	for _, k := range keys {
		h, labels := of(p.series[k]), k.labels()
		total := uint64(0)
		for i, le := range latencyBuckets {
			total += h.buckets[i]
			fmt.Fprintf(b, "%s_bucket{%s,le=%q} %d\n", name, labels, strconv.FormatFloat(le, 'g', -1, 64), total)
		}
		fmt.Fprintf(b, "%s_bucket{%s,le=\"+Inf\"} %d\n%s_sum{%s} %s\n%s_count{%s} %d\n", name, labels, h.count,
			name, labels, strconv.FormatFloat(h.sum, 'g', -1, 64), name, labels, h.count)
	}
}

// labels returns the labels of a series.
func (k seriesKey) labels() string {
	return fmt.Sprintf(`ApiName=%s,Stage=%s,Resource=%s,Method=%s`, label(k.api), label(k.stage), label(k.resource), label(k.method))
}

// label quotes a label value as the text format wants it.
func label(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// ServeHTTP answers a scrape.
func (p *Prometheus) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = p.WriteTo(w) // a client that is gone gets nothing
}
