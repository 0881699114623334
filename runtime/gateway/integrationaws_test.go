package gateway

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseServiceURI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		uri  string
		want *serviceURI
		host string
	}{
		{"arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue", &serviceURI{region: "us-east-1", service: "sqs", path: "/123456789012/queue"}, "sqs.us-east-1.amazonaws.com"},
		{"arn:aws:apigateway:eu-west-1:dynamodb:action/Query", &serviceURI{region: "eu-west-1", service: "dynamodb", path: "/", action: "Query"}, "dynamodb.eu-west-1.amazonaws.com"},
		{"arn:aws:apigateway:us-east-1:bucket.s3:path/a:b/c", &serviceURI{region: "us-east-1", subdomain: "bucket", service: "s3", path: "/a:b/c"}, "bucket.s3.us-east-1.amazonaws.com"},
		{"arn:aws:apigateway:us-east-1:runtime.sagemaker:path//endpoints/e/invocations", &serviceURI{region: "us-east-1", subdomain: "runtime", service: "sagemaker", path: "/endpoints/e/invocations"}, "runtime.sagemaker.us-east-1.amazonaws.com"},
		{"arn:aws:apigateway:us-east-1:x-ats.iotdata:path/topics/t?qos=1", &serviceURI{region: "us-east-1", subdomain: "x-ats", service: "iotdata", path: "/topics/t?qos=1"}, "x-ats.iot.us-east-1.amazonaws.com"},
		{"arn:aws:apigateway:us-east-1:iam:action/ListUsers", &serviceURI{region: "us-east-1", service: "iam", path: "/", action: "ListUsers"}, "iam.amazonaws.com"},
		{"arn:aws-cn:apigateway:cn-north-1:sqs:path/", &serviceURI{region: "cn-north-1", service: "sqs", path: "/"}, "sqs.cn-north-1.amazonaws.com.cn"},
		{"arn:aws:apigateway:${AWS::Region}:sqs:path/{a:b}/q", &serviceURI{region: "${AWS::Region}", service: "sqs", path: "/{a:b}/q"}, "sqs.${AWS::Region}.amazonaws.com"},
		{"arn:aws:apigateway:us-east-1::path/q", nil, ""},
		{"arn:aws:apigateway:us-east-1:bucket.:path/q", nil, ""},
		{"arn:aws:apigateway:us-east-1:sqs:other/q", nil, ""},
		{"arn:aws:apigateway:us-east-1:sqs", nil, ""},
		{"http://backend.test/", nil, ""},
		{"", nil, ""},
	} {
		got, err := parseServiceURI(c.uri)
		if (err != nil) != (c.want == nil) || !cmp.Equal(got, c.want, cmp.AllowUnexported(serviceURI{})) {
			t.Errorf("%s: got %+v, %v", c.uri, got, err)
			continue
		}
		if got != nil && awsHost(got.service, got.subdomain, got.region) != c.host {
			t.Errorf("%s: host %s", c.uri, awsHost(got.service, got.subdomain, got.region))
		}
	}
}

// serviceOf returns an AWS integration.
func serviceOf(uri string, more ...object) object {
	i := object{"type": "AWS", "httpMethod": "POST", "uri": uri, "responses": object{"default": object{"statusCode": "200"}}}
	for _, m := range more {
		for k, v := range m {
			i[k] = v
		}
	}
	return i
}

// serviceStub is an endpoint that remembers the last request as lines.
type serviceStub struct {
	*httptest.Server
	mu     sync.Mutex
	line   string
	header http.Header
	host   string
	body   string
}

// newServiceStub starts a stub that answers 201 with a body of its own.
func newServiceStub(t *testing.T) *serviceStub {
	s := &serviceStub{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.line, s.header, s.host, s.body = r.Method+" "+r.RequestURI, r.Header, r.Host, string(body)
		w.Header().Set("X-Answer", "yes")
		w.WriteHeader(201)
		io.WriteString(w, `{"done":true}`)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestServiceRequests(t *testing.T) {
	t.Parallel()
	template := object{"requestTemplates": object{"application/json": `{"k":1}`}}
	mapped := func(list ...string) object {
		m := object{}
		for i := 0; i+1 < len(list); i += 2 {
			m["integration.request."+list[i]] = list[i+1]
		}
		return object{"requestParameters": m}
	}
	for _, c := range []struct {
		name        string
		integration object
		target      string // of the client's request, behind the stage
		line, host  string
		amzTarget   string
		body        string
	}{
		{"action with target", serviceOf("arn:aws:apigateway:us-east-1:dynamodb:action/PutItem", template), "/a",
			"POST /?Action=PutItem", "dynamodb.us-east-1.amazonaws.com", "DynamoDB_20120810.PutItem", `{"k":1}`},
		{"kinesis", serviceOf("arn:aws:apigateway:us-east-1:kinesis:action/PutRecord", template), "/a",
			"POST /?Action=PutRecord", "kinesis.us-east-1.amazonaws.com", "Kinesis_20131202.PutRecord", `{"k":1}`},
		{"states", serviceOf("arn:aws:apigateway:us-east-1:states:action/StartExecution", template), "/a",
			"POST /?Action=StartExecution", "states.us-east-1.amazonaws.com", "AWSStepFunctions.StartExecution", `{"k":1}`},
		{"action without target", serviceOf("arn:aws:apigateway:us-east-1:ssm:action/GetParameter", mapped("querystring.Name", "'a b'")), "/a",
			"POST /?Action=GetParameter&Name=a+b", "ssm.us-east-1.amazonaws.com", "", "hello"},
		{"events", serviceOf("arn:aws:apigateway:us-east-1:events:action/PutEvents", mapped("header.X-Amz-Target", "'AWSEvents.PutEvents'"), template), "/a",
			"POST /?Action=PutEvents", "events.us-east-1.amazonaws.com", "AWSEvents.PutEvents", `{"k":1}`},
		{"own target", serviceOf("arn:aws:apigateway:us-east-1:states:action/X", mapped("header.x-amz-target", "'AWSStepFunctions.Y'"), template), "/a",
			"POST /?Action=X", "states.us-east-1.amazonaws.com", "AWSStepFunctions.Y", `{"k":1}`},
		{"path", serviceOf("arn:aws:apigateway:eu-west-1:sqs:path/123/queue", template), "/a",
			"POST /123/queue", "sqs.eu-west-1.amazonaws.com", "", `{"k":1}`},
		{"subdomain", serviceOf("arn:aws:apigateway:us-east-1:bucket.s3:path/{key}?x-id=1", object{"httpMethod": "PUT"}, mapped("path.key", "method.request.path.key", "querystring.v", "'1'")), "/a%20b",
			"PUT /a%20b?x-id=1&v=1", "bucket.s3.us-east-1.amazonaws.com", "", "hello"},
		{"no body", serviceOf("arn:aws:apigateway:us-east-1:s3:path/b/k", object{"httpMethod": "GET"}), "/a",
			"GET /b/k", "s3.us-east-1.amazonaws.com", "", ""},
		{"stage variables", serviceOf("arn:aws:apigateway:us-east-1:${stageVariables.service}:path/${stageVariables.q}", template), "/a",
			"POST /jobs", "sqs.us-east-1.amazonaws.com", "", `{"k":1}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stub := newServiceStub(t)
			g := newGateway(t, definitionOf(object{"/{key}": object{"post": operation(c.integration)}}), stub.URL, func(o *Options) {
				o.Stage.Variables = map[string]string{"service": "sqs", "q": "jobs"}
			})
			res := ask(g, "POST", "/test"+c.target, "hello", "Content-Type: application/json", "X-Client: 1")
			if res.Code != 200 || res.Body.String() != `{"done":true}` {
				t.Fatalf("got %d %s", res.Code, res.Body)
			}
			if stub.line != c.line || stub.host != c.host || stub.body != c.body {
				t.Errorf("got  %s, %s, %s\nwant %s, %s, %s", stub.line, stub.host, stub.body, c.line, c.host, c.body)
			}
			h := stub.header
			if h.Get("X-Amz-Target") != c.amzTarget || h.Get("Accept") != "application/json" || h.Get("X-Client") != "" || h.Get("Authorization") != "" ||
				!strings.HasPrefix(h.Get("User-Agent"), "AmazonAPIGateway_") {
				t.Errorf("headers %v", h)
			}
		})
	}
}

func TestServiceFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		integration object
		status      int
		warning     string
	}{
		{"no endpoint", serviceOf("arn:aws:apigateway:us-east-1:sqs:path/q"), 500, "no endpoint is configured for sqs"},
		{"no service", serviceOf("arn:aws:apigateway:us-east-1:${stageVariables.none}:path/q"), 500, ""},
		{"no function", serviceOf("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.none}/invocations"), 500, ""},
		{"function by GET", serviceOf("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/pets/invocations", object{"httpMethod": "GET"}), 500, ""},
		{"leaving the path", serviceOf("arn:aws:apigateway:us-east-1:s3:path/b/{key}", object{"requestParameters": object{"integration.request.path.key": "method.request.header.Key"}}), 500, ""},
		{"no role", serviceOf("arn:aws:apigateway:us-east-1:sqs:path/q", object{"credentials": "${stageVariables.none}"}), 500, ""},
	} {
		var warnings []string
		g := newGateway(t, definitionOf(object{"/a": object{"post": operation(c.integration)}}), "", func(o *Options) {
			o.Warn = func(m string) { warnings = append(warnings, m) }
		})
		res := ask(g, "POST", "/test/a", "{}", "Key: ../../secret")
		if res.Code != c.status || strings.ReplaceAll(res.Body.String(), " ", "") != `{"message":"Internalservererror"}` {
			t.Errorf("%s: got %d %s", c.name, res.Code, res.Body)
		}
		if strings.Join(warnings, "\n") != c.warning {
			t.Errorf("%s: warnings %q", c.name, warnings)
		}
	}
}

func TestServiceErrorsPass(t *testing.T) {
	t.Parallel()
	stub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(404)
		io.WriteString(w, "<Error/>")
	}))
	defer stub.Close()
	i := serviceOf("arn:aws:apigateway:us-east-1:s3:path/b/k", object{"httpMethod": "GET"})
	g := newGateway(t, definitionOf(object{"/a": object{"get": operation(i)}}), stub.URL)
	if res := ask(g, "GET", "/test/a", ""); res.Code != 200 || res.Body.String() != "<Error/>" {
		t.Errorf("got %d %s", res.Code, res.Body)
	}
	i["responses"] = object{"default": object{"statusCode": "200"}, "4\\d\\d": object{"statusCode": "410"}}
	g = newGateway(t, definitionOf(object{"/a": object{"get": operation(i)}}), stub.URL)
	if res := ask(g, "GET", "/test/a", ""); res.Code != 410 {
		t.Errorf("got %d %s", res.Code, res.Body)
	}
}

func TestProxyToFirehose(t *testing.T) {
	t.Parallel()
	stub := newServiceStub(t)
	i := object{"type": "AWS_PROXY", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:firehose:action/PutRecord"}
	g := newGateway(t, definitionOf(object{"/a": object{"post": operation(i)}}), stub.URL)
	res := ask(g, "POST", "/test/a", `{"Record":{}}`, "Content-Type: application/x-amz-json-1.1")
	if res.Code != 201 || res.Body.String() != `{"done":true}` || res.Header().Get("X-Answer") != "yes" {
		t.Errorf("got %d %s %v", res.Code, res.Body, res.Header())
	}
	if stub.body != `{"Record":{}}` || stub.header.Get("X-Amz-Target") != "Firehose_20150804.PutRecord" || stub.header.Get("Content-Type") != "application/x-amz-json-1.1" {
		t.Errorf("sent %s %v", stub.body, stub.header)
	}
}

func TestErrorMessageOf(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		`{"errorMessage":"a\nb"}`: "a\nb", `{"errorMessage":{"a":1}}`: `{"a":1}`, `{"errorMessage":null}`: "", `{}`: "", `[]`: "", `"x"`: "", ``: "", `{`: "",
		`{"errorMessage":12}`: "12",
	} {
		if got := errorMessageOf([]byte(payload)); got != want {
			t.Errorf("%s: got %q", payload, got)
		}
	}
}
