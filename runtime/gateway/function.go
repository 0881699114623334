package gateway

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// FunctionOptions are settings of calls to functions and to other AWS services. The zero value knows no local
// functions and signs nothing.
type FunctionOptions struct {
	// Local are programs on this machine that answer for functions, by name. Functions that are not here are called
	// at the endpoint "lambda".
	Local []LocalFunction
	// Output receives what the programs print, line by line without line ends. It is called by one goroutine per
	// program. nil drops the lines.
	Output func(function, line string)
	// Credentials sign requests to AWS endpoints; the zero value leaves them unsigned.
	Credentials Credentials
}

// lambdaService is the name of the endpoint of functions.
const lambdaService = "lambda"

// parseFunctionURI splits the URI of an integration or authorizer that calls a function, stage variables put in:
// "arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations". In place of ARN there may be a name,
// or account and name, with an alias or version behind it. A bare ARN of a function is taken as well. ok is false for
// anything else, and where the name is empty because a stage variable is not set.
func parseFunctionURI(uri string) (functionARN, name, qualifier string, ok bool) {
	functionARN = uri
	if _, rest, found := strings.Cut(uri, "/functions/"); found {
		i := strings.LastIndexByte(rest, '/')
		if i < 0 || rest[i+1:] != "invocations" && rest[i+1:] != "response-streaming-invocations" {
			return "", "", "", false
		}
		functionARN = rest[:i]
	} else if !strings.Contains(uri, ":lambda:") {
		return "", "", "", false
	}
	name = functionARN
	if _, rest, found := strings.Cut(functionARN, ":function:"); found {
		name = rest
	} else if strings.HasPrefix(functionARN, "arn:") {
		return "", "", "", false
	}
	name, qualifier, _ = strings.Cut(name, ":")
	return functionARN, name, qualifier, name != ""
}

// functionSet is the Function used when the hooks name none: local programs first, then the Invoke API of the
// endpoint called "lambda".
type functionSet struct {
	local  map[string]*localFunction
	remote remoteFunctions
}

// newFunctions returns the Function used when the hooks name none. Its Close stops the local programs.
func newFunctions(g *Gateway) Function {
	return newFunctionSet(g.client, g.opts.Lambda, g.identity, g.clock)
}

// newFunctionSet returns the functions that the options name, with a client for all others.
func newFunctionSet(client *backendClient, o FunctionOptions, id Identity, clock Clock) *functionSet {
	s := &functionSet{
		local:  map[string]*localFunction{},
		remote: remoteFunctions{client: client, signer: newRequestSigner(o.Credentials), clock: clock, identity: id},
	}
	for _, spec := range o.Local {
		s.local[spec.Name] = newLocalFunction(spec, o.Output, id)
	}
	return s
}

// Invoke calls a function.
func (s *functionSet) Invoke(ctx context.Context, call *FunctionCall) (*FunctionResult, error) {
	if f := s.local[call.Name]; f != nil {
		return f.Invoke(ctx, call)
	}
	return s.remote.Invoke(ctx, call)
}

// Close stops the local programs and waits until they are gone, one second at most.
func (s *functionSet) Close() error {
	for _, f := range s.local {
		f.stop()
	}
	for _, f := range s.local {
		f.wait()
	}
	return nil
}

// remoteFunctions calls functions by the Invoke API.
type remoteFunctions struct {
	client   *backendClient
	signer   *requestSigner
	clock    Clock
	identity Identity
}

// Headers of the Invoke API.
const (
	invocationTypeHeader = "X-Amz-Invocation-Type"
	clientContextHeader  = "X-Amz-Client-Context"
	functionErrorHeader  = "X-Amz-Function-Error"
	requestIDHeader      = "x-amzn-RequestId"
)

// Invoke posts the payload to /2015-03-31/functions/{name}/invocations. Source: CLI-CONTRACT.md, Lambda functions.
func (f remoteFunctions) Invoke(ctx context.Context, call *FunctionCall) (*FunctionResult, error) {
	o := f.request(call)
	if err := f.signer.sign(ctx, o, lambdaService, f.identity.Region, f.clock.Now()); err != nil {
		return nil, err
	}
	reply, err := f.client.do(ctx, o)
	if err != nil {
		return nil, err
	}
	body, err := reply.read()
	if err != nil {
		return nil, err
	}
	result := &FunctionResult{Status: reply.Status, Payload: body, Header: reply.Header}
	_, result.Failed = reply.Header.GetFold(functionErrorHeader)
	result.RequestID, _ = reply.Header.GetFold(requestIDHeader)
	return result, nil
}

// request returns the HTTP request of an invocation.
func (f remoteFunctions) request(call *FunctionCall) *outgoing {
	u := &url.URL{Scheme: "https", Host: awsHost(lambdaService, "", f.identity.Region)}
	u.Path = "/2015-03-31/functions/" + call.Name + "/invocations"
	u.RawPath = "/2015-03-31/functions/" + url.PathEscape(call.Name) + "/invocations"
	if call.Qualifier != "" {
		u.RawQuery = "Qualifier=" + url.QueryEscape(call.Qualifier)
	}
	header := runtime.Pairs{{Name: "Content-Type", Value: "application/json"}, {Name: "User-Agent", Value: "AmazonAPIGateway_" + f.identity.APIID}}
	header = addNonEmpty(header, invocationTypeHeader, call.InvocationType)
	header = addNonEmpty(header, clientContextHeader, call.ClientContext)
	header = addNonEmpty(header, traceHeader, call.TraceID)
	return &outgoing{Method: "POST", URL: u, Name: lambdaService, Header: header, Body: call.Payload, Required: true}
}

// addNonEmpty adds a header that has a value.
func addNonEmpty(p runtime.Pairs, name, value string) runtime.Pairs {
	if value == "" {
		return p
	}
	return append(p, runtime.Pair{Name: name, Value: value})
}

// invokeFunction calls a function for an integration and logs it. The error is a Failure, or ctx's error: a function
// that failed is none, but a call that was refused is. Source: section 14.
func (x *Exchange) invokeFunction(ctx context.Context, call *FunctionCall) (*FunctionResult, error) {
	x.logRequest()
	result, err := x.Gateway.functions.Invoke(ctx, call)
	if err != nil {
		return nil, x.invocationError(err)
	}
	x.IntegrationRequestID = result.RequestID
	x.Reply = EndpointReply{Status: result.Status, Header: result.Header, Body: result.Payload}
	x.logReply()
	if result.Status/100 != 2 {
		return nil, invocationRefused(result)
	}
	return result, nil
}

// invocationError returns the failure of an invocation that had no answer.
func (x *Exchange) invocationError(err error) error {
	if errors.Is(err, errNoEndpoint) {
		x.Gateway.warn(err.Error())
		return &Failure{Type: IntegrationFailure, Log: "Execution failed due to configuration error: Invalid endpoint address", Err: err}
	}
	return networkFailure(err)
}

// invocationRefused returns the failure of an invocation that was answered with a status of failure: throttled, not
// permitted, no such function.
func invocationRefused(r *FunctionResult) error {
	reason := "Lambda invocation failed with status: " + itoa(r.Status)
	switch r.Status {
	case 403:
		reason = "Invalid permissions on Lambda function"
	case 429:
		reason = "Rate Exceeded."
	}
	return &Failure{Type: IntegrationFailure, Log: "Execution failed due to configuration error: " + reason}
}
