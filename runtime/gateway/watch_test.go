package gateway

import (
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
)

// notingWatcher keeps what it is told.
type notingWatcher struct {
	runs       []*TemplateRun
	selections []*ResponseSelection
}

// Template keeps a run.
func (w *notingWatcher) Template(run *TemplateRun) { w.runs = append(w.runs, run) }

// Selected keeps a selection.
func (w *notingWatcher) Selected(s *ResponseSelection) { w.selections = append(w.selections, s) }

// watchedOf returns an integration of type HTTP with both templates and overlapping patterns.
func watchedOf() object {
	i := httpOf("HTTP", "POST")
	i["requestTemplates"] = object{"Application/JSON; charset=utf-8": `{"q":$input.json('$')}`}
	i["responses"] = object{
		"default": object{"statusCode": "200"},
		"4\\d{2}": object{"statusCode": "404", "responseTemplates": object{"text/plain": "static"}},
		"40.":     object{"statusCode": "400", "responseTemplates": object{"text/plain": "$context.requestId $input.body"}},
	}
	return i
}

func TestWatchedCall(t *testing.T) {
	t.Parallel()
	var sent *BackendRequest
	backend := backendFunc(func(r *BackendRequest) (*BackendReply, error) {
		sent = r
		return &BackendReply{Status: 404, Header: pairs("X-b", "1", "x-A", "2"), Body: []byte("none")}, nil
	})
	g := newGateway(t, definitionOf(object{"/a": object{"post": operation(watchedOf())}}), "", func(o *Options) { o.Backend = backend })
	w := &notingWatcher{}
	r := g.TestInvoke(t.Context(), TestRequest{
		Method: "POST", Resource: "/a", Body: []byte("1"), Watch: w, TraceID: "Root=1", Context: runtime.Vars{"requestId": "id-1"},
	})
	if r.Status != 400 || r.Body != "id-1 none" {
		t.Errorf("answer %d %q", r.Status, r.Body)
	}
	if !strings.HasPrefix(r.Log, "Execution log for request id-1\n") {
		t.Errorf("log %q", r.Log)
	}
	if sent == nil || sent.URL.String() != "http://backend.test/" || string(sent.Body) != `{"q":1}` {
		t.Errorf("sent %+v", sent)
	}
	if v, _ := sent.Header.Get("X-Amzn-Trace-Id"); v != "Root=1" {
		t.Errorf("trace id %q", v)
	}
	if h := r.Exchange.Reply.Header; len(h) != 2 || h[0].Name != "X-b" || h[1].Name != "x-A" {
		t.Errorf("headers of the reply %v", h)
	}
	if len(w.runs) != 2 || w.runs[0].ContentType != "Application/JSON; charset=utf-8" || w.runs[0].Request.Response != nil {
		t.Fatalf("runs %+v", w.runs)
	}
	if q := w.runs[1].Request; w.runs[1].ContentType != "text/plain" || q.Response == nil || string(q.Response.Body) != "none" {
		t.Errorf("second run %+v", w.runs[1])
	}
	if len(w.selections) != 1 {
		t.Fatalf("%d selections", len(w.selections))
	}
	s := w.selections[0]
	if s.Subject != "404" || s.Selected.StatusCode != "400" || len(s.Matched) != 2 || s.Matched[0].StatusCode == s.Matched[1].StatusCode {
		t.Errorf("selection %+v", s)
	}
}
