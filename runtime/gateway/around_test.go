package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// fakeClock is a Clock that stands still until it is moved.
type fakeClock struct{ nanos atomic.Int64 }

// testBegin is when clocks of tests begin.
var testBegin = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// newFakeClock returns a clock at testBegin.
func newFakeClock() *fakeClock {
	c := &fakeClock{}
	c.nanos.Store(testBegin.UnixNano())
	return c
}

// Now returns the time of the clock.
func (c *fakeClock) Now() time.Time { return time.Unix(0, c.nanos.Load()).UTC() }

// move moves the clock.
func (c *fakeClock) move(d time.Duration) { c.nanos.Add(int64(d)) }

// fakeFunction is a Function that answers with what answer returns, and remembers its calls.
type fakeFunction struct {
	mu     sync.Mutex
	calls  []*FunctionCall
	answer func(call *FunctionCall) (*FunctionResult, error)
}

// Invoke answers a call.
func (f *fakeFunction) Invoke(_ context.Context, call *FunctionCall) (*FunctionResult, error) {
	f.mu.Lock()
	f.calls = append(f.calls, call)
	f.mu.Unlock()
	return f.answer(call)
}

// count returns how many calls there were.
func (f *fakeFunction) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.calls)
}

// returns makes a function that returns payload.
func returns(payload string) func(*FunctionCall) (*FunctionResult, error) {
	return func(*FunctionCall) (*FunctionResult, error) {
		return &FunctionResult{Status: 200, Payload: []byte(payload)}, nil
	}
}

// security is the security of an operation that asks for the named schemes.
func security(names ...string) object {
	required := object{}
	for _, n := range names {
		required[n] = []any{}
	}
	return object{"security": []any{required}}
}

// schemes are the security schemes of a definition.
func schemes(s object) object { return object{"components": object{"securitySchemes": s}} }

// apiKeyScheme asks for an API key.
var apiKeyScheme = object{"type": "apiKey", "name": "x-api-key", "in": "header"}

// authorizerScheme is a scheme with a Lambda authorizer of a type and more members.
func authorizerScheme(typ string, more object) object {
	a := object{"type": typ, "authorizerUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"}
	for k, v := range more {
		a[k] = v
	}
	return object{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": a}
}

// countingBackend answers with the number of calls so far.
func countingBackend(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) (base string, calls *atomic.Int64) {
	t.Helper()
	calls = &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(calls.Add(1))
		if answer != nil {
			answer(w, r, n)
			return
		}
		w.Write([]byte(strconv.Itoa(n)))
	}))
	t.Cleanup(s.Close)
	return s.URL, calls
}

// wantStatus checks status and body of an answer.
func wantStatus(t *testing.T, w *httptest.ResponseRecorder, status int, body string) {
	t.Helper()
	if w.Code != status || body != "" && strings.TrimSpace(w.Body.String()) != body {
		t.Errorf("got %d %s, want %d %s", w.Code, w.Body, status, body)
	}
}

// answerHeader returns a header of an answer, whatever its spelling.
func answerHeader(w *httptest.ResponseRecorder, name string) string {
	for n, values := range w.Header() {
		if strings.EqualFold(n, name) {
			return strings.Join(values, ",")
		}
	}
	return ""
}

// mustJSON returns a value as JSON.
func mustJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// brokenStores are stores that cannot be reached.
type brokenStores struct{}

// errBroken is what brokenStores answer.
var errBroken = errors.New("the store cannot be reached")

// Take fails as a Throttle.
func (brokenStores) Take(context.Context, string, float64, int, time.Time) (bool, error) {
	return false, errBroken
}

// Key fails as a KeyStore.
func (brokenStores) Key(context.Context, string, string) (APIKey, bool, error) {
	return APIKey{}, false, errBroken
}

// Caller fails as a CallerStore.
func (brokenStores) Caller(context.Context, string) (*IAMKey, bool, error) {
	return nil, false, errBroken
}

// brokenQuotas is a QuotaStore that cannot be reached.
type brokenQuotas struct{}

// Take fails.
func (brokenQuotas) Take(context.Context, string, *Quota, time.Time) (bool, error) {
	return false, errBroken
}

// TestBrokenStores: limits are best effort and let requests pass, with a warning; keys and callers do not.
func TestBrokenStores(t *testing.T) {
	t.Parallel()
	warned := 0
	g := newGateway(t, keyedAPI(), "", func(o *Options) {
		o.Stage.UsagePlans = []*UsagePlan{{Name: "p", Quota: &Quota{Limit: 1, Period: "DAY"}, Throttle: &Rate{RateLimit: 1}, Keys: []*KeyConfig{{ID: "k", Value: "good"}}}}
		o.Throttle, o.Quotas = brokenStores{}, brokenQuotas{}
		o.Warn = func(string) { warned++ }
	})
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: good"), 200, "good k")
	if warned != 2 {
		t.Errorf("%d warnings", warned)
	}
	g = newGateway(t, keyedAPI(), "", func(o *Options) { o.Keys = brokenStores{} })
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: good"), 500, `{"message":"Internal server error"}`)
	g = newGateway(t, iamAPI(), "", func(o *Options) { o.Clock, o.Auth.Callers = newFakeClock(), brokenStores{} })
	wantStatus(t, serve(g, signed(t, testKeys[0], "GET", "/test/a", "")), 500, `{"message":null}`)
}
