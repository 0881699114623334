package api

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// call is a Run made ready.
type call struct {
	source   *vtl.Source // the template's text
	template *offsets
	body     *offsets // the body that the template reads
	request  *runtime.Request
}

// newCall makes a Run ready. The error is about the request inside of it.
func newCall(run *Run) (*call, error) {
	c := newTemplateCall(run.Name, run.Template)
	q, err := run.Request.build()
	if err != nil {
		return c, err
	}
	c.setRequest(q)
	return c, nil
}

// newTemplateCall returns a call of a template, without request. A name of "" stands for "template".
func newTemplateCall(name, text string) *call {
	if name == "" {
		name = "template"
	}
	return &call{source: newSource(name, text), template: newOffsets(text)}
}

// setRequest sets what the template is rendered for.
func (c *call) setRequest(q *runtime.Request) {
	c.request = q
	body := q.Body
	if q.Response != nil {
		body = q.Response.Body
	}
	c.body = newOffsets(java.CleanText(string(body), false))
}

// compile parses the template of a call.
func (s *Service) compile(c *call) (*runtime.Template, error) {
	return runtime.Compile(c.source.Text, runtime.Name(c.source.Name), runtime.WithLimits(s.options.Limits))
}

// build returns the request as the engine takes it.
func (r *Request) build() (*runtime.Request, error) {
	q := &runtime.Request{
		Method: r.Method, ResourcePath: r.ResourcePath, Path: r.Path, PathParams: r.PathParams,
		Query: pairs(r.Query), Header: pairs(r.Headers), StageVariables: r.StageVariables, Seed: r.Seed,
	}
	var err error
	if q.Body, err = bodyBytes("body", r.Body, r.Base64); err != nil {
		return nil, err
	}
	if r.Time != "" {
		if q.Time, err = time.Parse(time.RFC3339, r.Time); err != nil {
			return nil, fmt.Errorf("the time %q is no RFC 3339 time, such as 2026-01-01T00:00:00Z", r.Time)
		}
	}
	if len(r.Context) > 0 {
		q.Context = make(runtime.Vars, len(r.Context))
		for name, v := range r.Context {
			q.Context[name] = numbers(v)
		}
	}
	if r.Response != nil {
		q.Response = &runtime.Response{Status: r.Response.Status, Header: pairs(r.Response.Headers)}
		if q.Response.Status == 0 {
			q.Response.Status = 200
		}
		if q.Response.Body, err = bodyBytes("response body", r.Response.Body, r.Response.Base64); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// pairs returns named texts as the engine takes them.
func pairs(list []Pair) runtime.Pairs {
	out := make(runtime.Pairs, 0, len(list))
	for _, p := range list {
		out = append(out, runtime.Pair{Name: p[0], Value: p[1]})
	}
	return out
}

// bodyBytes returns the bytes of a body that is called name in errors.
func bodyBytes(name, text string, isBase64 bool) ([]byte, error) {
	if !isBase64 {
		return []byte(text), nil
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("the %s is marked as base64 and is none: %w", name, err)
	}
	return data, nil
}

// numbers replaces json.Number inside v by int64 or float64.
func numbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = numbers(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = numbers(e)
		}
		return out
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	}
	return v
}
