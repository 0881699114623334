package gateway

import (
	"io"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// Exchange is a request on its way through the pipeline, with everything the stages found out and made so far. It
// belongs to one goroutine at a time.
type Exchange struct {
	Gateway *Gateway
	Stage   *Stage // the deployment that answers: the stage's own, or its canary's

	Received Received
	// Header is what the method request has: Received.Header without those dropped on arrival (section 5).
	Header runtime.Pairs
	Query  runtime.Pairs // form-decoded, in order
	Body   []byte        // inflated; the form the definition sees is made by the stages

	Time       time.Time
	RequestID  string
	ExtendedID string
	TraceID    string // set by routing, for methods that call something

	Resource *Resource     // nil until routing found one
	Method   *Method       // nil until routing found one
	Path     runtime.Pairs // path parameters as they stand in the path, not decoded

	StageVariables map[string]string
	// Context are variables of $context beyond those that call() makes from the fields: authorizer, identity.*,
	// isCanaryRequest. Values as in runtime.Vars.
	Context runtime.Vars

	Auth  AuthOutcome
	Cache CacheOutcome

	// Request is what the integration is sent, and Reply what it answered.
	Request EndpointRequest
	Reply   EndpointReply
	// Overrides are what templates set in $context; State is what the request template left there.
	Overrides runtime.ResponseOverride
	State     *runtime.State

	// Answer is the method response: what the client gets. A stage before the call that fills it sets Done.
	Answer Answer
	// Failure is why the exchange ended early; nil otherwise.
	Failure *Failure

	// TestInvoke marks the console's test call: no authorizer, API key or throttling.
	TestInvoke bool
	Log        *ExecutionLog // nil: nobody reads it; its methods take nil

	// IntegrationLatency is the time the call took; IntegrationCalled tells whether there was one.
	IntegrationLatency time.Duration
	IntegrationCalled  bool
	// Integration facts for the access log.
	IntegrationError     string
	IntegrationRequestID string

	watch      Watcher   // of a test call; nil: nobody watches
	body       io.Reader // of the client, until decodeBody has read it; nil: none
	bodyLength int64     // as declared, -1 unknown
	sent       []func()  // to be called once the answer was written
	callBegan  time.Time // when the integration request was logged
}

// Received is a request as the client sent it.
type Received struct {
	Method   string
	FullPath string // with the stage, raw, as $context.path shows it
	Path     string // behind the stage, raw, with its extra slashes and its trailing slash
	RawQuery string
	Protocol string
	Host     string
	// Header are all headers in the client's order and spelling, Host included.
	Header   runtime.Pairs
	SourceIP string
	TLS      bool // the client's connection is encrypted
	Close    bool // the client asked to close the connection
	// SentMethod is the method of the request line where a header replaced it; "" otherwise.
	SentMethod string
	// SentBody is the body as it was sent where Content-Encoding changed it; nil otherwise.
	SentBody []byte
}

// methodSent returns the method of the request line.
func (r *Received) methodSent() string {
	if r.SentMethod != "" {
		return r.SentMethod
	}
	return r.Method
}

// AuthOutcome is what the authorization stage found out.
type AuthOutcome struct {
	Principal string
	// UsageKey is usageIdentifierKey of an authorizer's answer, the API key under the key source AUTHORIZER.
	UsageKey string
	// APIKey and APIKeyID are the key that was accepted.
	APIKey, APIKeyID string
}

// CacheOutcome is what the cache stage found out.
type CacheOutcome struct {
	Looked bool   // the method is cached and the request could be answered from it
	Hit    bool   // it was
	Key    string // what to store the answer under; "" stores nothing
}

// EndpointRequest is what an integration is sent.
type EndpointRequest struct {
	Method string
	URI    string // stage variables and path parameters put in, without Query
	// Mapped are the parameters that mappings and overrides made, before the headers every request gets.
	Mapped Mapped
	Header runtime.Pairs // complete, as sent
	Query  runtime.Pairs // added to the query of URI
	Body   []byte
	// Rendered is set when a template made the body.
	Rendered bool
}

// Mapped are the results of parameter mappings, later ones of a name last.
type Mapped struct {
	Header, Query, Path runtime.Pairs
}

// EndpointReply is what an integration answered.
type EndpointReply struct {
	Status int
	Header runtime.Pairs
	Body   []byte
	// Stream is the body where nothing needs to look at it; Body is nil then. The pipeline closes it.
	Stream io.ReadCloser
	// Selection is what the patterns of integration responses are compared with: the status, or the errorMessage of
	// a failed function.
	Selection string
	// ErrorMessage is the errorMessage of a failed function, "" otherwise.
	ErrorMessage string
}

// Answer is the method response.
type Answer struct {
	Done   bool // made before the integration was called; the call is skipped
	Status int
	Header runtime.Pairs
	Body   []byte
	Stream io.ReadCloser // instead of Body
	// Binary marks a body that is no text.
	Binary bool
}

// set replaces all headers called name, in any letter case, by one.
func (a *Answer) set(name, value string) {
	a.Header = setFold(a.Header, name, value)
}

// API returns the identity of the API that is served.
func (x *Exchange) API() *Identity { return &x.Gateway.identity }

// Now returns the time by the gateway's clock.
func (x *Exchange) Now() time.Time { return x.Gateway.clock.Now() }

// ResourcePath returns the path of the matched resource, "" without one.
func (x *Exchange) ResourcePath() string {
	if x.Resource == nil {
		return ""
	}
	return x.Resource.Spec.Path
}

// logf adds a line to the execution log.
func (x *Exchange) logf(format string, args ...any) { x.Log.Addf(x.Now(), format, args...) }
