package apispec

import (
	"regexp"
	"strings"
)

// placeholder matches ${...} and {{...}}, which other tools replace before a definition is deployed.
var placeholder = regexp.MustCompile(`\$\{[^{}]*\}|\{\{[^{}]*\}\}`)

// startsWithPlaceholder tells whether a text begins with a placeholder that was not replaced, so that its form
// cannot be checked.
func startsWithPlaceholder(text string) bool {
	loc := placeholder.FindStringIndex(text)
	return loc != nil && loc[0] == 0
}

// lambdaHint tells how the URI of a Lambda function looks.
const lambdaHint = "write arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations"

// The messages of API Gateway about URIs. Source: AWS-GATEWAY.md 8, cases lint-*.
const (
	badHTTPURI    = "Invalid HTTP endpoint specified for URI"
	badARN        = "Invalid ARN specified in the request"
	badARNKind    = "AWS ARN for integration must contain path or action"
	badFunction   = "Invalid function ARN or invalid uri"
	badProxy      = "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."
	noHTTPMethod  = "Enumeration value for HttpMethod must be non-empty"
	badHTTPMethod = "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY"
)

// httpURI is what URIs of HTTP integrations match, placeholders taken for names.
var httpURI = regexp.MustCompile(`^(?i:https?)://[^\s/?#]+([/?#]\S*)?$`)

// checkHTTPURI returns what is wrong with the URI of an HTTP integration, "" when nothing is.
func checkHTTPURI(uri string) string {
	if !httpURI.MatchString(placeholder.ReplaceAllString(uri, "x")) {
		return badHTTPURI
	}
	return ""
}

// integrationARN splits the URI of an AWS integration: service, with a subdomain perhaps, and what is called.
var integrationARN = regexp.MustCompile(`^arn:[^:]+:apigateway:[^:]+:(?:[^:]*\.)?([^:.]+):((?:path|action)/.*)$`)

// lambdaPath is what the path of a Lambda integration matches.
var lambdaPath = regexp.MustCompile(`^path/\d{4}-\d\d-\d\d/functions/[^/]+/(?:response-streaming-)?invocations$`)

// checkARN returns the service and the path or action of the URI of an AWS integration, and what is wrong with it,
// "" when nothing is. Placeholders are taken for names.
func checkARN(uri string) (spec, service, msg string) {
	plain := placeholder.ReplaceAllString(uri, "x")
	if !strings.HasPrefix(plain, "arn:") {
		return "", "", badARN
	}
	m := integrationARN.FindStringSubmatch(plain)
	if m == nil {
		return "", "", badARNKind
	}
	service, spec = m[1], m[2]
	if service == "lambda" && strings.Contains(spec, "/functions/") && !lambdaPath.MatchString(spec) {
		return spec, service, badFunction
	}
	return spec, service, ""
}

// checkProxyARN is checkARN for AWS_PROXY, which calls Lambda functions and Firehose streams only.
func checkProxyARN(uri string) string {
	spec, service, msg := checkARN(uri)
	switch {
	case msg != "":
		return msg
	case service == "lambda" && lambdaPath.MatchString(spec), service == "firehose":
		return ""
	case service == "lambda":
		return badFunction
	}
	return badProxy
}
