package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// awsIntegration calls a function or another AWS service between templates.
type awsIntegration struct {
	spec   *apispec.Integration
	signer *requestSigner
}

// newAWSIntegration compiles an integration of type AWS: a Lambda function or another service.
func (c *compiler) newAWSIntegration(m *Method) Integration {
	return awsIntegration{m.Spec.Integration, newRequestSigner(c.opts.Lambda.Credentials)}
}

// Call sends the request and keeps the reply for the integration response.
func (i awsIntegration) Call(ctx context.Context, x *Exchange) error {
	if err := x.checkCredentials(i.spec); err != nil {
		return err
	}
	uri, err := x.parseServiceURI(i.spec)
	if err != nil {
		return err
	}
	x.Request.Header = endpointHeaders(x)
	if uri.isFunction() {
		return x.callCustomFunction(ctx, uri)
	}
	reply, err := x.callService(ctx, uri, i.signer)
	if err != nil {
		return err
	}
	x.Reply = *reply
	x.logReply()
	return nil
}

// callService sends x.Request to a service and returns its answer.
func (x *Exchange) callService(ctx context.Context, uri *serviceURI, signer *requestSigner) (*EndpointReply, error) {
	o, err := x.serviceRequest(uri)
	if err != nil {
		return nil, err
	}
	if err := signer.sign(ctx, o, uri.service, uri.region, x.Now()); err != nil {
		return nil, configurationError("Unable to sign the request", err)
	}
	x.Request.URI, x.Request.Header = o.URL.String(), o.Header
	reply, err := x.exchangeHTTP(ctx, o)
	if err != nil {
		return nil, err
	}
	body, err := reply.read()
	if err != nil {
		return nil, networkFailure(err)
	}
	x.IntegrationRequestID, _ = reply.Header.GetFold(requestIDHeader)
	return &EndpointReply{Status: reply.Status, Header: reply.Header, Body: body, Selection: itoa(reply.Status)}, nil
}

// serviceRequest returns the request to a service, unsigned.
func (x *Exchange) serviceRequest(uri *serviceURI) (*outgoing, error) {
	path, ok := expandPath(uri.path, x.Request.Mapped.Path)
	if !ok {
		return nil, configurationError("Invalid path parameter", nil)
	}
	text := "https://" + awsHost(uri.service, uri.subdomain, uri.region) + path
	if uri.action != "" {
		text = appendQuery(text, runtime.Pairs{{Name: "Action", Value: uri.action}})
	}
	u, err := url.Parse(strings.ReplaceAll(appendQuery(text, x.Request.Mapped.Query), " ", "%20"))
	if err != nil || u.Hostname() == "" {
		return nil, configurationError("Invalid endpoint address", err)
	}
	u.Fragment = ""
	header := x.Request.Header
	if target := uri.target(); target != "" {
		header = addMissing(header, "X-Amz-Target", target)
	}
	return &outgoing{Method: x.Request.Method, URL: u, Name: uri.service, Header: header, Body: x.Request.Body, Required: true}, nil
}

// checkCredentials refuses credentials that stage variables left without a role. Roles are not assumed here: requests
// are signed with what the operator configured.
func (x *Exchange) checkCredentials(spec *apispec.Integration) error {
	given := expandStageVariables(spec.Credentials, x.StageVariables)
	if given != spec.Credentials && !strings.HasPrefix(given, "arn:") {
		return configurationError("API Gateway does not have permission to assume the provided role "+given, nil)
	}
	return nil
}

// callCustomFunction calls a function with the body that the template made. What integration responses are compared
// with is the errorMessage of a function that failed, and nothing otherwise. Source: sections 8 and 13.
func (x *Exchange) callCustomFunction(ctx context.Context, uri *serviceURI) error {
	call, err := x.functionCall(uri)
	if err != nil {
		return err
	}
	call.InvocationType, _ = x.Request.Mapped.Header.GetFold(invocationTypeHeader)
	call.ClientContext, _ = x.Request.Mapped.Header.GetFold(clientContextHeader)
	if call.Payload = x.Request.Body; len(call.Payload) == 0 {
		call.Payload = []byte("{}")
	}
	result, err := x.invokeFunction(ctx, call)
	if err != nil {
		return err
	}
	if result.Failed {
		x.Reply.ErrorMessage = errorMessageOf(result.Payload)
		x.Reply.Selection = x.Reply.ErrorMessage
		x.logf("Lambda execution failed with status %d due to customer function error: %s. Lambda request id: %s", result.Status, x.Reply.ErrorMessage, result.RequestID)
	}
	return nil
}

// functionCall returns the call of the function that a URI names, without payload.
func (x *Exchange) functionCall(uri *serviceURI) (*FunctionCall, error) {
	path, ok := expandPath(uri.path, x.Request.Mapped.Path)
	if !ok {
		return nil, configurationError("Invalid path parameter", nil)
	}
	arn, name, qualifier, ok := parseFunctionURI(path)
	if !ok {
		return nil, configurationError("Invalid function ARN or invalid uri", nil)
	}
	if x.Request.Method != "POST" {
		return nil, &Failure{Type: IntegrationFailure, Log: "Execution failed due to configuration error: Lambda functions are called with POST, not " + x.Request.Method}
	}
	x.Request.URI = "https://" + awsHost(lambdaService, uri.subdomain, uri.region) + path
	return &FunctionCall{Name: name, Qualifier: qualifier, ARN: arn, TraceID: x.TraceID}, nil
}

// errorMessageOf returns errorMessage of the error object of a function: its text, the JSON text of anything else,
// "" where there is none.
func errorMessageOf(payload []byte) string {
	var object struct {
		ErrorMessage json.RawMessage `json:"errorMessage"`
	}
	if json.Unmarshal(payload, &object) != nil || bytes.Equal(object.ErrorMessage, []byte("null")) {
		return ""
	}
	var text string
	if json.Unmarshal(object.ErrorMessage, &text) == nil {
		return text
	}
	return string(object.ErrorMessage)
}

// serviceURI is the URI of an AWS integration: arn:PARTITION:apigateway:REGION:[SUBDOMAIN.]SERVICE:path|action/SPEC.
type serviceURI struct {
	region, subdomain, service string
	path                       string // begins with "/"; "/" for an action
	action                     string // "" for a path
}

// errServiceURI says that a URI is not that of an AWS integration.
var errServiceURI = errors.New("not the URI of an AWS integration")

// parseServiceURI splits the URI of an integration, stage variables put in.
func (x *Exchange) parseServiceURI(spec *apispec.Integration) (*serviceURI, error) {
	uri, err := parseServiceURI(expandStageVariables(spec.URI.Value, x.StageVariables))
	if err != nil {
		return nil, configurationError("Invalid endpoint address", err)
	}
	if uri.region == "" {
		uri.region = x.API().Region
	}
	return uri, nil
}

// parseServiceURI splits the URI of an AWS integration.
func parseServiceURI(text string) (*serviceURI, error) {
	var part [5]string // arn, partition, apigateway, region, service
	rest := text
	for i := range part {
		var ok bool
		if part[i], rest, ok = cutColon(rest); !ok {
			return nil, errServiceURI
		}
	}
	kind, spec, ok := strings.Cut(rest, "/")
	if !ok || part[0] != "arn" {
		return nil, errServiceURI
	}
	u := &serviceURI{region: part[3], service: part[4], path: "/"}
	if i := strings.LastIndexByte(u.service, '.'); i >= 0 {
		u.subdomain, u.service = u.service[:i], u.service[i+1:]
	}
	switch kind {
	case "path":
		u.path = "/" + strings.TrimPrefix(spec, "/")
	case "action":
		u.action = spec
	default:
		return nil, errServiceURI
	}
	if u.service == "" {
		return nil, errServiceURI
	}
	return u, nil
}

// cutColon cuts text at its first colon that is not in braces: what stands in ${AWS::Region} is one part.
func cutColon(text string) (before, after string, ok bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == ':' && depth == 0:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// isFunction tells whether the URI calls a function rather than another operation of the Lambda service.
func (u *serviceURI) isFunction() bool {
	return u.service == lambdaService && strings.Contains(u.path, "/functions/") && strings.HasSuffix(u.path, "invocations")
}

// targetPrefixes are the services whose operations are named by X-Amz-Target, and what stands before the name. Source:
// section 8; EventBridge wants the header too but does not get it from API Gateway.
var targetPrefixes = map[string]string{
	"dynamodb": "DynamoDB_20120810.",
	"firehose": "Firehose_20150804.",
	"kinesis":  "Kinesis_20131202.",
	"states":   "AWSStepFunctions.",
}

// target returns the X-Amz-Target of an action, "" when the service has none.
func (u *serviceURI) target() string {
	prefix := targetPrefixes[u.service]
	if prefix == "" || u.action == "" {
		return ""
	}
	return prefix + u.action
}

// globalServices have one host for all regions.
var globalServices = nameSet("iam", "cloudfront", "route53", "waf", "shield", "organizations")

// hostNames are the services whose host is not called like them.
var hostNames = map[string]string{"iotdata": "iot", "cloudwatch": "monitoring"}

// awsHost returns the host of a service on AWS.
func awsHost(service, subdomain, region string) string {
	host := service
	if name := hostNames[service]; name != "" {
		host = name
	}
	if subdomain != "" {
		host = subdomain + "." + host
	}
	if !globalServices.has(service) {
		host += "." + region
	}
	if strings.HasPrefix(region, "cn-") {
		return host + ".amazonaws.com.cn"
	}
	return host + ".amazonaws.com"
}
