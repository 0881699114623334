package gateway

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// caseBackend is the stub backend of a case.
type caseBackend struct {
	Type          string          `json:"type"`
	Echo          string          `json:"echo"`
	Counter       bool            `json:"counter"`
	FunctionError json.RawMessage `json:"function_error"`
	Respond       *struct {
		Status        int             `json:"status"`
		Headers       json.RawMessage `json:"headers"`
		Body          string          `json:"body"`
		BodyBase64    string          `json:"body_base64"`
		DelayMillis   int             `json:"delay_ms"`
		Payload       json.RawMessage `json:"payload"`
		FunctionError json.RawMessage `json:"function_error"`
	} `json:"respond"`
}

// caseCall is a request the stub received.
type caseCall struct {
	Method, Path string
	Query        map[string][]string
	Header       map[string]string // names in lower case
	Body         []byte
	Authorizer   bool
}

// caseStub answers as the backend of a case does and remembers what it was asked.
type caseStub struct {
	*httptest.Server
	t    *testing.T
	spec *caseBackend

	mu         sync.Mutex
	calls      []caseCall // since the last reset
	total      int
	authorizer int
}

// newCaseStub starts a stub.
func newCaseStub(t *testing.T, spec *caseBackend) *caseStub {
	s := &caseStub{t: t, spec: spec}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// reset forgets the calls of the request before.
func (s *caseStub) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// ServeHTTP answers a call.
func (s *caseStub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	call := caseCall{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: map[string]string{}, Body: body}
	call.Path = strings.NewReplacer("%7B", "{", "%7D", "}").Replace(call.Path)
	for name, values := range r.Header {
		call.Header[strings.ToLower(name)] = strings.Join(values, ",")
	}
	for name := range r.Trailer {
		call.Header["trailer"] = strings.ToLower(name)
	}
	call.Header["host"] = r.Host
	call.Header["content-length"] = fmt.Sprint(r.ContentLength)
	call.Authorizer = s.spec != nil && s.spec.Type == "authorizer"
	s.mu.Lock()
	s.calls = append(s.calls, call)
	n := 0
	if call.Authorizer {
		s.authorizer++
	} else {
		s.total++
		n = s.total
	}
	s.mu.Unlock()
	s.answer(w, r, &call, n)
}

// answer writes what the case says.
func (s *caseStub) answer(w http.ResponseWriter, r *http.Request, call *caseCall, n int) {
	b := s.spec
	if b == nil {
		http.Error(w, "no backend", 500)
		return
	}
	if b.Respond != nil && b.Respond.DelayMillis > 0 {
		select {
		case <-time.After(time.Duration(b.Respond.DelayMillis) * time.Millisecond):
		case <-r.Context().Done():
			return
		}
	}
	switch {
	case b.Type == "lambda" || b.Type == "authorizer":
		b.answerFunction(w, r, call.Body)
	case b.Counter:
		fmt.Fprint(w, n)
	case b.Echo == "body":
		w.Header().Set("Content-Type", "application/json")
		w.Write(call.Body)
	case b.Echo == "request":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"method":%q}`, call.Method)
		if len(call.Body) > 0 && json.Valid(call.Body) {
			return
		}
	case b.Respond != nil:
		b.answerHTTP(s.t, w)
	}
}

// answerHTTP writes the answer of an HTTP or AWS backend.
func (b *caseBackend) answerHTTP(t *testing.T, w http.ResponseWriter) {
	for _, h := range casePairs(t, b.Respond.Headers) {
		w.Header()[h.Name] = append(w.Header()[h.Name], h.Value)
	}
	body := []byte(b.Respond.Body)
	if b.Respond.BodyBase64 != "" {
		body, _ = base64.StdEncoding.DecodeString(b.Respond.BodyBase64)
	}
	if _, ok := w.Header()["Content-Type"]; !ok {
		w.Header()["Content-Type"] = nil
	}
	w.WriteHeader(max(b.Respond.Status, 200))
	w.Write(body)
}

// answerFunction answers an invocation of a function.
func (b *caseBackend) answerFunction(w http.ResponseWriter, r *http.Request, payload []byte) {
	if r.Header.Get("X-Amz-Invocation-Type") == "Event" {
		w.WriteHeader(202)
		return
	}
	functionError := b.FunctionError
	if b.Respond != nil && len(b.Respond.FunctionError) > 0 {
		functionError = b.Respond.FunctionError
	}
	switch {
	case len(functionError) > 0:
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
		w.Write(functionError)
	case b.Echo == "event":
		w.Write(payload)
	case b.Echo == "event-as-proxy-body":
		body, _ := json.Marshal(string(payload))
		fmt.Fprintf(w, `{"statusCode":200,"isBase64Encoded":false,"body":%s}`, body)
	case b.Respond != nil:
		w.Write(b.Respond.Payload)
	}
}
