package gateway

import (
	"context"
	"net/url"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// Clock tells the time; a test can stop it.
type Clock interface{ Now() time.Time }

// systemClock is the clock of the machine.
type systemClock struct{}

// Now returns the time of the machine.
func (systemClock) Now() time.Time { return time.Now() }

// EndpointResolver says where requests for a backend go.
type EndpointResolver interface {
	// Endpoint returns the base URL for name: the host of an HTTP integration ("backend.test", "host:port") or the
	// service of an AWS integration ("lambda", "sqs"). ok is false when there is none.
	Endpoint(name string) (base *url.URL, ok bool)
}

// Backend answers requests to HTTP backends and AWS services, functions among them, in place of the network.
type Backend interface {
	// Send answers a request. The error counts as one of the network, unless it is ctx's.
	Send(ctx context.Context, r *BackendRequest) (*BackendReply, error)
}

// BackendRequest is a request as the network would carry it. It must not be changed.
type BackendRequest struct {
	Method string
	URL    *url.URL
	Header runtime.Pairs
	Body   []byte
}

// BackendReply is the answer to a BackendRequest. Its status is from 200 to 999.
type BackendReply struct {
	Status int
	Header runtime.Pairs
	Body   []byte
}

// Function calls Lambda functions.
type Function interface {
	// Invoke calls a function and waits for its result unless the call is asynchronous. The error is one of the
	// call, not of the function: no endpoint, a refused or lost connection, ctx's.
	Invoke(ctx context.Context, call *FunctionCall) (*FunctionResult, error)
}

// FunctionCall is one invocation of a function.
type FunctionCall struct {
	Name      string // without ARN and qualifier
	Qualifier string // alias or version; "" for none
	ARN       string // as the definition has it, stage variables put in
	Payload   []byte // JSON
	// InvocationType is the header X-Amz-Invocation-Type: "" or "RequestResponse", "Event", "DryRun".
	InvocationType string
	// ClientContext is the header X-Amz-Client-Context, base64 of a JSON object; "" for none.
	ClientContext string
	TraceID       string
}

// FunctionResult is what an invocation gave.
type FunctionResult struct {
	Status  int    // of the invocation: 200, 202 for an accepted asynchronous call, 429 throttled, other 4xx and 5xx
	Payload []byte // JSON the function returned, or the error object when Failed
	Failed  bool   // the function failed (X-Amz-Function-Error)
	// RequestID is the x-amzn-RequestId of the invocation.
	RequestID string
	// Header are the headers of the invocation's answer, for mappings and the log.
	Header runtime.Pairs
}

// Authorizer decides about a request. One is compiled for each method that needs it.
type Authorizer interface {
	// Authorize sets x.Auth and x.Context["authorizer"], and returns a *Failure for a request that may not pass.
	Authorize(ctx context.Context, x *Exchange) error
}

// KeyStore knows API keys.
type KeyStore interface {
	// Key returns the key of a value and the plan it belongs to on this stage; ok is false for an unknown or
	// disabled key, and for one in no plan.
	Key(ctx context.Context, stage, value string) (key APIKey, ok bool, err error)
}

// APIKey is a key with its usage plan.
type APIKey struct {
	ID, Value string
	Plan      *UsagePlan
}

// QuotaStore counts requests against quotas.
type QuotaStore interface {
	// Take counts one request and tells whether it is within the quota.
	Take(ctx context.Context, key string, q *Quota, now time.Time) (ok bool, err error)
}

// Throttle is a set of token buckets.
type Throttle interface {
	// Take takes one token out of the bucket called key and tells whether there was one.
	Take(ctx context.Context, key string, rate float64, burst int, now time.Time) (ok bool, err error)
}

// Cache keeps answers.
type Cache interface {
	// Get returns the answer under key that has not expired by now.
	Get(ctx context.Context, key string, now time.Time) (*CachedAnswer, bool)
	// Put keeps an answer until expires.
	Put(ctx context.Context, key string, a *CachedAnswer, expires time.Time)
	// Drop forgets an answer.
	Drop(ctx context.Context, key string)
}

// CachedAnswer is an answer in a cache. It must not be changed.
type CachedAnswer struct {
	Status int
	Header [][2]string
	Body   []byte
	Binary bool
}

// Hooks are the parts of a gateway that can be replaced, so that several gateways share what they keep. nil ones are
// replaced by implementations in memory.
type Hooks struct {
	Clock        Clock
	Endpoints    EndpointResolver
	Backend      Backend // in place of Endpoints and the network
	Functions    Function
	Keys         KeyStore
	Quotas       QuotaStore
	Throttle     Throttle
	Cache        Cache
	Metrics      Metrics
	AccessLog    AccessLog
	ExecutionLog ExecutionLogSink
}
