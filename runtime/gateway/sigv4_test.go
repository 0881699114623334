package gateway

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The vectors are those of the signature's public test suite: key AKIDEXAMPLE, 2015-08-30, service "service".
func TestSignVector(t *testing.T) {
	t.Parallel()
	s := newRequestSigner(Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"})
	now := time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC)
	for _, c := range []struct{ target, want string }{
		{"/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},                             // get-vanilla
		{"/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"}, // get-vanilla-query-order-key-case
	} {
		u, err := url.Parse("https://example.amazonaws.com" + c.target)
		if err != nil {
			t.Fatal(err)
		}
		o := &outgoing{Method: "GET", URL: u}
		if err := s.sign(context.Background(), o, "service", "us-east-1", now); err != nil {
			t.Fatal(err)
		}
		want := "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + c.want
		if got, _ := o.Header.Get("Authorization"); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.target, got, want)
		}
		if date, _ := o.Header.Get("X-Amz-Date"); date != "20150830T123600Z" {
			t.Errorf("date %s", date)
		}
	}
}

func TestSignedService(t *testing.T) {
	t.Parallel()
	stub := newServiceStub(t)
	definition := definitionOf(object{
		"/s3":  object{"get": operation(serviceOf("arn:aws:apigateway:eu-west-1:s3:path/b/k", object{"httpMethod": "GET"}))},
		"/sqs": object{"post": operation(serviceOf("arn:aws:apigateway:eu-west-1:sqs:path/1/q"))},
	})
	g, _ := loadGatewayWith(t, string(definition), stub.URL, Options{}, FunctionOptions{Credentials: Credentials{"AKID", "secret", "token"}})
	for _, c := range []struct{ method, path, service, sha string }{
		{"GET", "/s3", "s3", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}, {"POST", "/sqs", "sqs", ""},
	} {
		if res := ask(g, c.method, "/test"+c.path, ""); res.Code != 200 {
			t.Fatalf("got %d %s", res.Code, res.Body)
		}
		h := stub.header
		if !strings.HasPrefix(h.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=AKID/") || !strings.Contains(h.Get("Authorization"), "/eu-west-1/"+c.service+"/aws4_request") ||
			h.Get("X-Amz-Security-Token") != "token" || h.Get("X-Amz-Content-Sha256") != c.sha {
			t.Errorf("%s: %v", c.path, h)
		}
	}
}

func TestSignedInvocation(t *testing.T) {
	t.Parallel()
	stub := newServiceStub(t)
	g, _ := loadGatewayWith(t, proxyAPI, stub.URL, Options{}, FunctionOptions{Credentials: Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret"}})
	ask(g, "GET", "/test/x", "")
	if a := stub.header.Get("Authorization"); !strings.Contains(a, "/us-east-1/lambda/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date") {
		t.Errorf("got %q", a)
	}
}
