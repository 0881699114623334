package playground

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// metrics counts what the server does and writes it in the text format of Prometheus. What distinguishes series are
// names of ours and statuses, so their number is bounded.
type metrics struct {
	turns *turns

	mu       sync.Mutex
	requests map[requestKey]uint64
	limits   map[string]uint64
	times    map[string]*times
}

// requestKey are the labels of a request: the method of the interface, "" for files and others, and the status.
type requestKey struct {
	method string
	status int
}

// timeBounds are the upper bounds of the times of calls, in seconds.
var timeBounds = [...]float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5}

// times is a histogram of the times of calls.
type times struct {
	within [len(timeBounds)]uint64 // of each bound, cumulated
	count  uint64
	sum    float64 // seconds
}

// newMetrics returns empty metrics, which also show the state of t.
func newMetrics(t *turns) *metrics {
	return &metrics{turns: t, requests: map[requestKey]uint64{}, limits: map[string]uint64{}, times: map[string]*times{}}
}

// observe counts the requests that next answers.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		method, _ := c.Get(methodKey).(string)
		limit, _ := c.Get(limitKey).(string)
		s.metrics.count(method, c.Response().Status, limit, time.Since(start))
		return nil
	}
}

// count counts a request.
func (m *metrics) count(method string, status int, limit string, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests[requestKey{method, status}]++
	if limit != "" {
		m.limits[limit]++
	}
	if method == "" {
		return
	}
	t := m.times[method]
	if t == nil {
		t = &times{}
		m.times[method] = t
	}
	t.add(took.Seconds())
}

// add counts a time.
func (t *times) add(seconds float64) {
	t.count++
	t.sum += seconds
	for i, bound := range timeBounds {
		if seconds <= bound {
			t.within[i]++
		}
	}
}

// text returns all metrics.
func (m *metrics) text() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	head := func(name, kind, help string) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
	}
	head("vtl_requests_total", "counter", "Requests by method of the interface, empty for files, and status.")
	for _, k := range sorted(m.requests, func(k requestKey) string { return k.method + strconv.Itoa(k.status) }) {
		fmt.Fprintf(&b, "vtl_requests_total{method=%q,status=\"%d\"} %d\n", k.method, k.status, m.requests[k])
	}
	head("vtl_call_seconds", "histogram", "Time of calls by method of the interface.")
	for _, method := range sorted(m.times, func(s string) string { return s }) {
		m.times[method].write(&b, method)
	}
	head("vtl_limits_total", "counter", "Requests refused by the limit they met.")
	for _, limit := range sorted(m.limits, func(s string) string { return s }) {
		fmt.Fprintf(&b, "vtl_limits_total{limit=%q} %d\n", limit, m.limits[limit])
	}
	head("vtl_calls_running", "gauge", "Calls that run.")
	fmt.Fprintf(&b, "vtl_calls_running %d\n", m.turns.running())
	head("vtl_calls_waiting", "gauge", "Calls that wait for their turn.")
	fmt.Fprintf(&b, "vtl_calls_waiting %d\n", m.turns.waiting.Load())
	return b.String()
}

// write writes the histogram of a method.
func (t *times) write(b *strings.Builder, method string) {
	for i, bound := range timeBounds {
		fmt.Fprintf(b, "vtl_call_seconds_bucket{method=%q,le=\"%v\"} %d\n", method, bound, t.within[i])
	}
	fmt.Fprintf(b, "vtl_call_seconds_bucket{method=%q,le=\"+Inf\"} %d\n", method, t.count)
	fmt.Fprintf(b, "vtl_call_seconds_sum{method=%q} %v\nvtl_call_seconds_count{method=%q} %d\n", method, t.sum, method, t.count)
}

// sorted returns the keys of m in the order of their texts.
func sorted[K comparable, V any](m map[K]V, text func(K) string) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int { return strings.Compare(text(a), text(b)) })
	return keys
}

// serveMetrics answers a scrape.
func (s *Server) serveMetrics(c echo.Context) error {
	return c.Blob(http.StatusOK, "text/plain; version=0.0.4; charset=utf-8", []byte(s.metrics.text()))
}
