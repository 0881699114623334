package gateway

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// backendFunc is a Backend.
type backendFunc func(*BackendRequest) (*BackendReply, error)

// Send calls f.
func (f backendFunc) Send(_ context.Context, r *BackendRequest) (*BackendReply, error) { return f(r) }

func TestBackendFails(t *testing.T) {
	t.Parallel()
	answers := map[string]backendFunc{
		"network": func(*BackendRequest) (*BackendReply, error) { return nil, errors.New("lost") },
		"status":  func(*BackendRequest) (*BackendReply, error) { return &BackendReply{Status: 101}, nil },
	}
	for name, backend := range answers {
		g := newGateway(t, definitionOf(object{"/a": object{"get": operation(httpOf("HTTP", "GET"))}}), "", func(o *Options) { o.Backend = backend })
		r := g.TestInvoke(t.Context(), TestRequest{Resource: "/a"})
		if r.Status != 504 || r.Exchange.Failure == nil || r.Exchange.Failure.Type != IntegrationFailure {
			t.Errorf("%s: %d %v", name, r.Status, r.Exchange.Failure)
		}
	}
}

func TestBackendIsFunctions(t *testing.T) {
	t.Parallel()
	i := object{
		"type": "AWS_PROXY", "httpMethod": "POST",
		"uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
	}
	backend := backendFunc(func(r *BackendRequest) (*BackendReply, error) {
		if r.URL.Path != "/2015-03-31/functions/f/invocations" {
			t.Errorf("path %s", r.URL.Path)
		}
		return &BackendReply{Status: 200, Header: pairs("X-Amz-Function-Error", "Unhandled"), Body: []byte(`{"errorMessage":"no"}`)}, nil
	})
	g := newGateway(t, definitionOf(object{"/a": object{"get": operation(i)}}), "", func(o *Options) { o.Backend = backend })
	if r := g.TestInvoke(t.Context(), TestRequest{Resource: "/a"}); r.Status != 502 || !strings.Contains(r.Log, "customer function error: no.") {
		t.Errorf("%d\n%s", r.Status, r.Log)
	}
}
