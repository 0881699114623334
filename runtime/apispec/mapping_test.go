package apispec

import "testing"

// TestParseSource checks the right sides of mappings. Source: AWS-GATEWAY.md 9 and 13.
func TestParseSource(t *testing.T) {
	t.Parallel()
	tests := []struct {
		expr     string
		prefixes []sourcePrefix
		kind     SourceKind // 0: refused
		name     string
	}{
		{"'text'", requestSources, FromLiteral, "text"},
		{"''", requestSources, FromLiteral, ""},
		{"'it's'", requestSources, FromLiteral, "it's"},
		{"'*'", responseSources, FromLiteral, "*"},
		{"'", requestSources, 0, ""},
		{"text", requestSources, 0, ""},
		{"", requestSources, 0, ""},
		{"method.request.header.Content-Type", requestSources, FromRequestHeader, "Content-Type"},
		{"method.request.header.a b", requestSources, 0, ""},
		{"method.request.header.", requestSources, 0, ""},
		{"method.request.header", requestSources, 0, ""},
		{"method.request.querystring.q$._-", requestSources, FromRequestQuery, "q$._-"},
		{"method.request.path.id", requestSources, FromRequestPath, "id"},
		{"method.request.multivalueheader.m", requestSources, FromRequestMultiHeader, "m"},
		{"method.request.multivaluequerystring.m", requestSources, FromRequestMultiQuery, "m"},
		{"method.request.body", requestSources, FromRequestBody, ""},
		{"method.request.body.a.b[1]['c d']", requestSources, FromRequestBody, "a.b[1]['c d']"},
		{"method.request.body.", requestSources, 0, ""},
		{"method.request.bodya", requestSources, 0, ""},
		{"method.request.cookie.c", requestSources, 0, ""},
		{"context.identity.sourceIp", requestSources, FromContext, "identity.sourceIp"},
		{"context.", requestSources, 0, ""},
		{"stageVariables.a_b", requestSources, FromStageVariable, "a_b"},
		{"stageVariables.", requestSources, 0, ""},
		{"integration.response.header.X", requestSources, 0, ""},
		{"integration.response.header.X", responseSources, FromResponseHeader, "X"},
		{"integration.response.multivalueheader.X", responseSources, FromResponseMultiHeader, "X"},
		{"integration.response.body", responseSources, FromResponseBody, ""},
		{"integration.response.body.errorMessage.code", responseSources, FromResponseBody, "errorMessage.code"},
		{"method.request.header.X", responseSources, 0, ""},
		{"context.requestId", responseSources, FromContext, "requestId"},
		{"stageVariables.v", responseSources, FromStageVariable, "v"},
	}
	for _, test := range tests {
		got, ok := parseSource(test.expr, test.prefixes)
		want := Source{test.kind, test.name, test.expr}
		if test.kind == 0 {
			want = Source{}
		}
		if ok != (test.kind != 0) || got != want {
			t.Errorf("%s: got %+v, %v; want %+v", test.expr, got, ok, want)
		}
	}
}

// TestTargets checks the left sides of mappings, parsed and written again.
func TestTargets(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind *targetKind
		expr string
		in   Location // "": refused
		name string
	}{
		{requestTargets, "integration.request.header.A", Header, "A"},
		{requestTargets, "integration.request.querystring.a.b", QueryString, "a.b"},
		{requestTargets, "integration.request.path.p", Path, "p"},
		{requestTargets, "integration.request.body", "", ""},
		{requestTargets, "integration.request.header.", "", ""},
		{requestTargets, "method.response.header.A", "", ""},
		{responseTargets, "method.response.header.A", Header, "A"},
		{responseTargets, "method.response.status", "", ""},
		{gatewayTargets, "gatewayresponse.header.A", Header, "A"},
		{gatewayTargets, "gatewayresponse.header.method.response.header.A", Header, "method.response.header.A"},
	}
	for _, test := range tests {
		in, name, ok := test.kind.parseTarget(test.expr)
		if ok != (test.in != "") {
			t.Errorf("%s: %v", test.expr, ok)
			continue
		}
		if ok && (in != test.in || name != test.name || test.kind.target(Mapping{In: in, Name: name}) != test.expr) {
			t.Errorf("%s: got %s %s", test.expr, in, name)
		}
	}
}

// TestURIs checks URIs of integrations. Messages: AWS-GATEWAY.md 8.
func TestURIs(t *testing.T) {
	t.Parallel()
	const lambda = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
	tests := []struct {
		check func(string) string
		uri   string
		want  string
	}{
		{checkHTTPURI, "http://example.com", ""},
		{checkHTTPURI, "HTTPS://example.com:8080/a?b=c", ""},
		{checkHTTPURI, "http://${stageVariables.host}/{proxy}", ""},
		{checkHTTPURI, "http://${stageVariables.host}?${stageVariables.q}", ""},
		{checkHTTPURI, "https://{{host}}/a", ""},
		{checkHTTPURI, "", badHTTPURI},
		{checkHTTPURI, "ftp://example.com", badHTTPURI},
		{checkHTTPURI, "http://", badHTTPURI},
		{checkHTTPURI, "http:///a", badHTTPURI},
		{checkHTTPURI, "http://a b/", badHTTPURI},
		{checkAWS, "arn:aws:apigateway:us-east-1:s3:path/b/k", ""},
		{checkAWS, "arn:aws-cn:apigateway:cn-north-1:s3:path//", ""},
		{checkAWS, "arn:aws:apigateway:us-east-1:abc.execute-api:path/x", ""},
		{checkAWS, "arn:aws:apigateway:${AWS::Region}:dynamodb:action/Query", ""},
		{checkAWS, lambda + "arn:aws:lambda:us-east-1:123456789012:function:f:${stageVariables.alias}/invocations", ""},
		{checkAWS, lambda + "/invocations", badFunction},
		{checkAWS, "arn:aws:apigateway:us-east-1:s3", badARNKind},
		{checkAWS, "arn:aws:apigateway:us-east-1:s3:b/k", badARNKind},
		{checkAWS, "arn:aws:lambda:us-east-1:123456789012:function:f", badARNKind},
		{checkAWS, "lambda", badARN},
		{checkAWS, "", badARN},
		{checkProxyARN, lambda + "arn:aws:lambda:us-east-1:123456789012:function:f/invocations", ""},
		{checkProxyARN, lambda + "${stageVariables.function}/invocations", ""},
		{checkProxyARN, "arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/f/response-streaming-invocations", ""},
		{checkProxyARN, "arn:aws:apigateway:us-east-1:firehose:action/PutRecord", ""},
		{checkProxyARN, "arn:aws:apigateway:us-east-1:lambda:path/x", badFunction},
		{checkProxyARN, "arn:aws:apigateway:us-east-1:lambda:action/Invoke", badFunction},
		{checkProxyARN, "arn:aws:apigateway:us-east-1:sqs:action/SendMessage", badProxy},
	}
	for _, test := range tests {
		if got := test.check(test.uri); got != test.want {
			t.Errorf("%s: got %q; want %q", test.uri, got, test.want)
		}
	}
}

// checkAWS is checkARN's message.
func checkAWS(uri string) string {
	_, _, msg := checkARN(uri)
	return msg
}

// TestSuggest checks what is taken for a misspelling.
func TestSuggest(t *testing.T) {
	t.Parallel()
	known := []string{"requestTemplates", "requestParameters", "responses", "type"}
	for got, want := range map[string]string{
		"requestTemplate": "requestTemplates", "RequestTemplates": "requestTemplates", "respnses": "responses", "typ": "type",
		"uri": "", "somethingElse": "", "": "",
	} {
		if s := suggest(got, known); s != want {
			t.Errorf("suggest(%q) is %q; want %q", got, s, want)
		}
	}
}
