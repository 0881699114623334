package runtime

import (
	"strings"
	"time"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// Request is what a mapping template sees of one call. Every field may be left zero: what a template can read but
// the request does not give has a generated value that is always the same (see ContextVariables).
//
// A request template sees Body; a response template sees Response.Body and the parameters of the request that led
// to it. Source: AWS-TEMPLATES.md sections 2 and 5.
type Request struct {
	Method       string            // "" is GET
	ResourcePath string            // the resource as the API names it, "/orders/{id}"; "" is Path
	Path         string            // the path as sent, without the stage; "" is ResourcePath with its parameters put in
	PathParams   map[string]string // as they stand in the path, not decoded
	Query        Pairs             // decoded, in order; see ParseQuery
	Header       Pairs             // in the spelling and order of the client
	Body         []byte            // UTF-8; what is no UTF-8 reads as U+FFFD

	StageVariables map[string]string
	// Context sets variables of $context over the generated ones.
	Context Vars
	// Time is the time of the request; the zero Time is DefaultTime.
	Time time.Time
	// Seed varies the generated request ids.
	Seed uint64

	// Response is the answer of the integration; it makes this a call of a response template.
	Response *Response
	// State is what the request template of the same call left in $context; see Result.State.
	State *State

	// Trace, if set, watches the run.
	Trace vtl.Sink
}

// Response is the answer of an integration, as a response template sees it. A template cannot see its status or
// its headers.
type Response struct {
	Status int
	Header Pairs
	Body   []byte
}

// DefaultTime is the time of a request that names none. It is fixed, so that equal requests give equal results.
var DefaultTime = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// body returns the text that $input reads.
func (q *Request) body() java.String {
	if q.Response != nil {
		return textIn(string(q.Response.Body))
	}
	return textIn(string(q.Body))
}

// method returns the HTTP method.
func (q *Request) method() string {
	if q.Method == "" {
		return "GET"
	}
	return q.Method
}

// resourcePath returns the path of the resource.
func (q *Request) resourcePath() string {
	switch {
	case q.ResourcePath != "":
		return q.ResourcePath
	case q.Path != "":
		return q.Path
	}
	return "/"
}

// SentPath returns the path as sent, without the stage. Where Path is not given, the parameters are put into the
// resource path; one that was not given stays as "{name}", which is what a test call of the console shows.
// Source: AWS-TEMPLATES.md section 2.
func (q *Request) SentPath() string {
	if q.Path != "" {
		return q.Path
	}
	resource := q.resourcePath()
	var b strings.Builder
	used := make(map[string]bool, len(q.PathParams))
	for {
		before, rest, ok := strings.Cut(resource, "{")
		name, behind, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(resource)
			return b.String()
		}
		b.WriteString(before)
		plain := strings.TrimSuffix(name, "+")
		// A resource names each parameter once; so the path is never longer than what it is made of.
		if value, given := q.PathParams[plain]; given && !used[plain] {
			b.WriteString(value)
			used[plain] = true
		} else {
			b.WriteString("{" + name + "}")
		}
		resource = behind
	}
}

// host returns the name the client called, without a port, or "".
func (q *Request) host() string {
	h, _ := q.Header.GetFold("Host")
	if i := strings.LastIndexByte(h, ':'); i >= 0 && !strings.HasSuffix(h, "]") {
		h = h[:i]
	}
	return h
}
