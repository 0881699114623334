package gateway

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// caseExpect is what a case expects of an exchange.
type caseExpect struct {
	Status          int                 `json:"status"`
	Headers         map[string]string   `json:"headers"`
	HeadersMulti    map[string][]string `json:"headers_multi"`
	HeadersPresent  []string            `json:"headers_present"`
	HeadersAbsent   []string            `json:"headers_absent"`
	HeadersMatch    map[string]string   `json:"headers_match"`
	Body            *string             `json:"body"`
	BodyBase64      *string             `json:"body_base64"`
	BodyJSON        json.RawMessage     `json:"body_json"`
	BodySubset      json.RawMessage     `json:"body_json_subset"`
	BodyContains    string              `json:"body_contains"`
	Event           json.RawMessage     `json:"event"`
	Backend         *caseBackendExpect  `json:"backend"`
	BackendCalled   *bool               `json:"backend_called"`
	BackendCalls    *int                `json:"backend_calls_total"`
	AuthorizerCall  *bool               `json:"authorizer_called"`
	AuthorizerCalls *int                `json:"authorizer_calls_total"`
	AuthorizerEvent json.RawMessage     `json:"authorizer_event"`
	Log             []string            `json:"log"`
	LogTail         []string            `json:"log_tail"`
	ImportError     *string             `json:"import_error"`
	ImportWarning   string              `json:"import_warning"`
}

// caseBackendExpect is what a case expects of a call to the backend.
type caseBackendExpect struct {
	Method         string              `json:"method"`
	Path           string              `json:"path"`
	Query          map[string][]string `json:"query"`
	Headers        map[string]string   `json:"headers"`
	HeadersPresent []string            `json:"headers_present"`
	HeadersAbsent  []string            `json:"headers_absent"`
	Body           *string             `json:"body"`
	BodyBase64     *string             `json:"body_base64"`
	BodyJSON       json.RawMessage     `json:"body_json"`
	BodySubset     json.RawMessage     `json:"body_json_subset"`
}

// check checks an answer.
func (e *caseExpect) check(t *testing.T, status int, header http.Header, body []byte) {
	t.Helper()
	if e.Status != 0 && status != e.Status {
		t.Errorf("status %d, want %d; body %.300s", status, e.Status, body)
	}
	flat := map[string]string{}
	for name, values := range header {
		flat[strings.ToLower(name)] = strings.Join(values, ",")
	}
	checkHeaderMaps(t, "", flat, e.Headers, e.HeadersPresent, e.HeadersAbsent)
	for name, want := range e.HeadersMulti {
		if got := flat[strings.ToLower(name)]; got != strings.Join(want, ",") {
			t.Errorf("header %s: %q, want %q", name, got, want)
		}
	}
	for name, pattern := range e.HeadersMatch {
		if got := flat[strings.ToLower(name)]; !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("header %s: %q does not match %s", name, got, pattern)
		}
	}
	checkBodies(t, "", body, e.Body, e.BodyBase64, e.BodyJSON, e.BodySubset)
	if !strings.Contains(string(body), e.BodyContains) {
		t.Errorf("body %.300s does not contain %q", body, e.BodyContains)
	}
	if len(e.Event) > 0 {
		checkEvent(t, e.Event, body)
	}
}

// checkHeaderMaps checks headers by their names in lower case.
func checkHeaderMaps(t *testing.T, who string, got, want map[string]string, present, absent []string) {
	t.Helper()
	for name, value := range want {
		value = strings.ReplaceAll(value, "<api-id>", caseAPIID)
		if v, ok := got[strings.ToLower(name)]; !ok || v != value {
			t.Errorf("%sheader %s: %q (there: %v), want %q", who, name, v, ok, value)
		}
	}
	for _, name := range present {
		if _, ok := got[strings.ToLower(name)]; !ok {
			t.Errorf("%sheader %s is missing", who, name)
		}
	}
	for _, name := range absent {
		if v, ok := got[strings.ToLower(name)]; ok {
			t.Errorf("%sheader %s is there: %q", who, name, v)
		}
	}
}

// checkBodies checks a body against whatever is expected of it.
func checkBodies(t *testing.T, who string, body []byte, text, b64 *string, equal, subset json.RawMessage) {
	t.Helper()
	if text != nil && string(body) != *text {
		t.Errorf("%sbody %.400q, want %.400q", who, body, *text)
	}
	if b64 != nil && base64.StdEncoding.EncodeToString(body) != *b64 {
		t.Errorf("%sbody in base64 %.400s, want %.400s", who, base64.StdEncoding.EncodeToString(body), *b64)
	}
	if len(equal) > 0 && !reflect.DeepEqual(decodeCase(t, body), decodeCase(t, equal)) {
		t.Errorf("%sbody %.400s, want JSON %s", who, body, equal)
	}
	if len(subset) > 0 {
		if why := subsetFault(decodeCase(t, subset), decodeCase(t, body), ""); why != "" {
			t.Errorf("%sbody %.400s: %s", who, body, why)
		}
	}
}

// decodeCase decodes JSON; what is none is its text.
func decodeCase(t *testing.T, raw []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "not JSON: " + string(raw)
	}
	return v
}

// subsetFault returns why want is not a subset of got, "" when it is.
func subsetFault(want, got any, at string) string {
	w, ok := want.(map[string]any)
	if !ok {
		if !reflect.DeepEqual(want, got) {
			return fmt.Sprintf("%s is %v, want %v", at, got, want)
		}
		return ""
	}
	g, ok := got.(map[string]any)
	if !ok {
		return fmt.Sprintf("%s is %v, want an object", at, got)
	}
	for k, v := range w {
		inner, there := g[k]
		if !there {
			return at + "." + k + " is missing"
		}
		if why := subsetFault(v, inner, at+"."+k); why != "" {
			return why
		}
	}
	return ""
}

// checkEvent checks the event of a function that echoes it as its body.
func checkEvent(t *testing.T, want json.RawMessage, body []byte) {
	t.Helper()
	w := decodeCase(t, bytes.ReplaceAll(want, []byte("<api-id>"), []byte(caseAPIID))).(map[string]any)
	got := decodeCase(t, body)
	event, _ := got.(map[string]any)
	absent, _ := w["headers_absent"].([]any)
	delete(w, "headers_absent")
	headers, _ := event["headers"].(map[string]any)
	for _, name := range absent {
		for h := range headers {
			if strings.EqualFold(h, name.(string)) {
				t.Errorf("event header %s is there", h)
			}
		}
	}
	if why := subsetFault(w, got, "event"); why != "" {
		t.Errorf("%s; event %.1500s", why, body)
	}
}

// checkBackend checks what the stub received.
func (e *caseExpect) checkBackend(t *testing.T, s *caseStub) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var last, authorizer *caseCall
	for i := range s.calls {
		if s.calls[i].Authorizer {
			authorizer = &s.calls[i]
		} else {
			last = &s.calls[i]
		}
	}
	if e.BackendCalled != nil && (last != nil) != *e.BackendCalled {
		t.Errorf("backend called: %v, want %v", last != nil, *e.BackendCalled)
	}
	if e.BackendCalls != nil && s.total != *e.BackendCalls {
		t.Errorf("%d calls of the backend, want %d", s.total, *e.BackendCalls)
	}
	if e.AuthorizerCall != nil && (authorizer != nil) != *e.AuthorizerCall {
		t.Errorf("authorizer called: %v, want %v", authorizer != nil, *e.AuthorizerCall)
	}
	if e.AuthorizerCalls != nil && s.authorizer != *e.AuthorizerCalls {
		t.Errorf("%d calls of the authorizer, want %d", s.authorizer, *e.AuthorizerCalls)
	}
	if len(e.AuthorizerEvent) > 0 {
		if authorizer == nil {
			t.Error("the authorizer was not called")
		} else {
			checkEvent(t, e.AuthorizerEvent, authorizer.Body)
		}
	}
	if e.Backend != nil {
		if last == nil {
			t.Error("the backend was not called")
			return
		}
		e.Backend.check(t, last)
	}
}

// check checks a call to the backend.
func (e *caseBackendExpect) check(t *testing.T, c *caseCall) {
	t.Helper()
	if e.Method != "" && c.Method != e.Method {
		t.Errorf("backend method %s, want %s", c.Method, e.Method)
	}
	if e.Path != "" && c.Path != e.Path {
		t.Errorf("backend path %s, want %s", c.Path, e.Path)
	}
	if e.Query != nil && len(e.Query) == 0 && len(c.Query) > 0 {
		t.Errorf("backend query %v, want none", c.Query)
	}
	for name, want := range e.Query {
		if !slices.Equal(c.Query[name], want) {
			t.Errorf("backend query %s: %v, want %v", name, c.Query[name], want)
		}
	}
	checkHeaderMaps(t, "backend ", c.Header, e.Headers, e.HeadersPresent, e.HeadersAbsent)
	checkBodies(t, "backend ", c.Body, e.Body, e.BodyBase64, e.BodyJSON, e.BodySubset)
}

// checkTest checks a test call.
func (e *caseExpect) checkTest(t *testing.T, r *TestResult) {
	t.Helper()
	header := http.Header{}
	for name, values := range r.MultiValueHeaders {
		header[name] = values
	}
	e.check(t, r.Status, header, []byte(r.Body))
	lines := strings.Split(r.Log, "\n")
	if e.LogTail != nil {
		checkLog(t, lines[max(0, len(lines)-len(e.LogTail)):], e.LogTail)
	}
	if e.Log != nil {
		checkLog(t, lines, e.Log)
	}
}

// checkLog compares log lines with patterns that hold <id> and <date>.
func checkLog(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d log lines, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
		return
	}
	for i := range want {
		p := regexp.QuoteMeta(want[i])
		p = strings.ReplaceAll(p, "<id>", `[0-9a-f-]{36}`)
		p = strings.ReplaceAll(p, "<date>", `[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}`)
		if !regexp.MustCompile("^" + p + "$").MatchString(got[i]) {
			t.Errorf("log line %d: %q, want %q", i, got[i], want[i])
		}
	}
}
