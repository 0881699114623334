package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// recordingLog keeps lines of both logs.
type recordingLog struct {
	mu        sync.Mutex
	access    []string
	execution [][]string
}

// WriteAccess keeps a line.
func (l *recordingLog) WriteAccess(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.access = append(l.access, line)
}

// WriteExecution keeps the lines of a request.
func (l *recordingLog) WriteExecution(_ string, lines []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.execution = append(l.execution, lines)
}

// fixedClock is a clock that stands still.
type fixedClock struct{}

// Now returns 2026-01-02 03:04:05 UTC.
func (fixedClock) Now() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }

// TestLogs checks both logs and the metrics of some requests.
func TestLogs(t *testing.T) {
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Date"] = nil
		w.Header()["x-b"] = []string{"1"}
		io.WriteString(w, "pong")
	}))
	defer backend.Close()
	log, metrics := &recordingLog{}, &Prometheus{}
	ping := httpOf("HTTP", "POST")
	ping["requestTemplates"] = object{"application/json": "ping"}
	g := newGateway(t, definitionOf(object{"/a/{id}": object{"post": operation(ping)}}), backend.URL, func(o *Options) {
		o.Clock, o.Metrics, o.AccessLog, o.ExecutionLog = fixedClock{}, metrics, log, log
		o.AccessLogFormat = `$context.httpMethod $context.path $context.status $context.responseLength $context.integrationStatus "$context.identity.userAgent" $context.error.message $context.identity.caller $context.requestTime`
	})
	ask(g, "POST", "/test/a/7?q=1", "body", "User-Agent: x\ny", "Authorization: Bearer abcdefghijkl")
	ask(g, "GET", "/test/none", "")
	want := []string{
		`POST /test/a/7 200 4 200 "x\ny" - - 02/Jan/2026:03:04:05 +0000`,
		`GET /test/none 403 42 - "-" Missing Authentication Token - 02/Jan/2026:03:04:05 +0000`,
	}
	if fmt.Sprint(log.access) != fmt.Sprint(want) {
		t.Errorf("access log:\n%s\nwant\n%s", strings.Join(log.access, "\n"), strings.Join(want, "\n"))
	}
	text := strings.Join(log.execution[0], "\n")
	for _, line := range []string{
		"Fri Jan 02 03:04:05 UTC 2026 : HTTP Method: POST, Resource Path: /a/7\n",
		" : Method request path: {id=7}\n", " : Method request query string: {q=1}\n",
		" : Method request body before transformations: body\n", " : Endpoint request URI: http://backend.test/\n",
		" : Endpoint request body after transformations: ping\n", " : Sending request to http://backend.test/\n",
		" : Received response. Status: 200, Integration latency: 0 ms\n", " : Endpoint response body before transformations: pong\n",
		" : Method response body after transformations: pong\n", " : Successfully completed execution\n", " : Method completed with status: 200",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("execution log has no %q:\n%s", line, text)
		}
	}
	if strings.Contains(text, "abcdef") {
		t.Error("the execution log shows a secret")
	}
	var b strings.Builder
	metrics.WriteTo(&b)
	for _, line := range []string{
		`aws_apigateway_Count{ApiName="test",Stage="test",Resource="/a/{id}",Method="POST"} 1`,
		`aws_apigateway_4XXError{ApiName="test",Stage="test",Resource="",Method=""} 1`,
		`aws_apigateway_Latency_count{ApiName="test",Stage="test",Resource="/a/{id}",Method="POST"} 1`,
		`aws_apigateway_IntegrationLatency_bucket{ApiName="test",Stage="test",Resource="/a/{id}",Method="POST",le="+Inf"} 1`,
	} {
		if !strings.Contains(b.String(), line+"\n") {
			t.Errorf("metrics have no %s:\n%s", line, b.String())
		}
	}
}

// TestShutdown checks that the server is gone within a second, with a call under way, and leaves no goroutine.
func TestShutdown(t *testing.T) {
	before := runtime.NumGoroutine()
	release := make(chan struct{})
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(httpOf("HTTP", "GET"))}}), backend.URL)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- g.Serve(ctx, l) }()
	go http.Get("http://" + l.Addr().String() + "/test/")
	time.Sleep(100 * time.Millisecond)
	begin := time.Now()
	cancel()
	select {
	case err := <-done:
		if err != nil || time.Since(begin) > time.Second {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the server does not end")
	}
	close(release)
	backend.Close()
	g.Close()
	http.DefaultClient.CloseIdleConnections()
	for range 50 {
		if runtime.NumGoroutine() <= before+2 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// TestOverload checks that requests beyond those that may wait are refused at once.
func TestOverload(t *testing.T) {
	gate := newRenderGate(1)
	if err := gate.enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	gate.waiting.Store(maxWaiting)
	if err := gate.enter(t.Context()); err == nil || asFailure(err).Status != 503 {
		t.Errorf("got %v, want a 503", err)
	}
	gate.waiting.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := gate.enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the end of the context", err)
	}
	gate.leave()
	if err := gate.enter(t.Context()); err != nil || gate.waiting.Load() != 0 {
		t.Errorf("%v, %d waiting", err, gate.waiting.Load())
	}
}
