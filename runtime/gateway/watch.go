package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// Watcher is told what a test call decides on its way. Its methods are called by the goroutine of the call.
type Watcher interface {
	// Template is called before a mapping template runs.
	Template(run *TemplateRun)
	// Selected is called when an integration response was looked for, before its template runs.
	Selected(s *ResponseSelection)
}

// TemplateRun is a mapping template that is about to run.
type TemplateRun struct {
	ContentType string // the key it was chosen by, as the definition spells it
	Template    *runtime.Template
	// Request is what it sees. Its Response is set for a response template. It stays as it is after the call.
	Request *runtime.Request
}

// ResponseSelection is how an integration response was selected.
type ResponseSelection struct {
	Subject string // what the patterns were compared with
	// Selected is the response that was taken; nil when no pattern matched and there is no default.
	Selected *apispec.IntegrationResponse
	// Matched are all responses whose pattern matches, in the order of the definition.
	Matched []*apispec.IntegrationResponse
}

// watchTemplate tells the watcher about a template that is about to run.
func (x *Exchange) watchTemplate(t *compiledTemplate, q *runtime.Request) {
	x.watch.Template(&TemplateRun{ContentType: t.key, Template: t.tpl, Request: q})
}

// watchSelection tells the watcher that r was selected; nil: none was.
func (x *Exchange) watchSelection(ctx context.Context, r *integrationResponse) {
	s := &ResponseSelection{Subject: x.Reply.Selection}
	if r != nil {
		s.Selected = r.spec
	}
	for _, other := range x.Method.responses {
		if matchWhole(ctx, other.pattern, s.Subject) {
			s.Matched = append(s.Matched, other.spec)
		}
	}
	x.watch.Selected(s)
}
