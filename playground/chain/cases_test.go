package chain

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime"
)

// sharedCases returns the folder of recorded cases beside the checkout, without which the test is skipped.
func sharedCases(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "cases", name)
	if _, err := os.Stat(dir); err != nil {
		required.Missing(t, "the recorded cases are not beside this checkout (../shared/cases/%s)", name)
	}
	return dir
}

// gatewayCase is a line of cases/gateway, as far as a chain can show it; its README has the meaning of the keys.
type gatewayCase struct {
	ID      string          `json:"id"`
	API     json.RawMessage `json:"api"`
	Options struct {
		BasePath string `json:"basepath"`
	} `json:"import_options"`
	Stage struct {
		Variables texts           `json:"variables"`
		Canary    json.RawMessage `json:"canary"`
	} `json:"stage"`
	Backend *struct {
		Type          string          `json:"type"`
		Echo          string          `json:"echo"`
		Counter       bool            `json:"counter"`
		FunctionError json.RawMessage `json:"function_error"`
		Respond       struct {
			Status        int             `json:"status"`
			Headers       json.RawMessage `json:"headers"`
			Body          string          `json:"body"`
			BodyBase64    string          `json:"body_base64"`
			DelayMillis   int             `json:"delay_ms"`
			Payload       json.RawMessage `json:"payload"`
			FunctionError json.RawMessage `json:"function_error"`
		} `json:"respond"`
	} `json:"backend"`
	Request json.RawMessage `json:"request"`
	Expect  json.RawMessage `json:"expect"`
}

// caseRequest is the request of a case.
type caseRequest struct {
	Method     string          `json:"method"`
	Path       string          `json:"path"`
	Query      string          `json:"query"`
	Headers    json.RawMessage `json:"headers"`
	Body       string          `json:"body"`
	BodyBase64 string          `json:"body_base64"`
	BodyRepeat json.RawMessage `json:"body_repeat"`
	FullPath   string          `json:"pathWithQueryString"`
}

// caseExpect is what a case expects, as far as it is compared.
type caseExpect struct {
	Status     int             `json:"status"`
	Body       *string         `json:"body"`
	BodyBase64 *string         `json:"body_base64"`
	BodyJSON   json.RawMessage `json:"body_json"`
	BodySubset json.RawMessage `json:"body_json_subset"`
	Contains   string          `json:"body_contains"`
	Event      json.RawMessage `json:"event"`
	Backend    *struct {
		Method     string          `json:"method"`
		Body       *string         `json:"body"`
		BodyBase64 *string         `json:"body_base64"`
		BodyJSON   json.RawMessage `json:"body_json"`
		BodySubset json.RawMessage `json:"body_json_subset"`
	} `json:"backend"`
}

// leastCases is the number of cases that the comparison must find.
const leastCases = 140

// TestGatewayCases runs the recorded exchanges that one method without authorization, validation and the like can show
// by way of import and chain. What they expect is what the gateway answers: its own tests hold it to the same cases.
func TestGatewayCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(sharedCases(t, "gateway"), "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	e := newTestEngine(Options{})
	ran := 0
	for _, file := range files {
		for _, c := range readCases(t, file) {
			if !c.shows() {
				continue
			}
			r := read(t, e, &api.ImportQuery{Text: string(c.API), BasePath: c.Options.BasePath})
			if len(r.Methods) != 1 || hasErrors(r.Problems) {
				continue
			}
			ran++
			t.Run(c.ID, func(t *testing.T) { c.compare(t, e, r.Methods[0].Chain) })
		}
	}
	if ran < leastCases {
		t.Errorf("%d cases ran, want at least %d", ran, leastCases)
	}
}

// readCases reads a file of cases.
func readCases(t *testing.T, file string) []*gatewayCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 16<<20)
	var list []*gatewayCase
	for s.Scan() {
		c := &gatewayCase{}
		if err := json.Unmarshal(s.Bytes(), c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// shows tells whether a chain has what the case is about.
func (c *gatewayCase) shows() bool {
	var doc map[string]json.RawMessage
	if json.Unmarshal(c.API, &doc) != nil || !bytes.HasPrefix(c.Request, []byte("{")) || c.Stage.Canary != nil {
		return false
	}
	for key := range doc {
		switch key {
		case "openapi", "info", "paths", "servers", binaryKey:
		default:
			return false // authorizers, validators, gateway responses, policies
		}
	}
	var q caseRequest
	b := c.Backend
	if json.Unmarshal(c.Request, &q) != nil || q.BodyRepeat != nil || b != nil && (b.Counter || b.Respond.DelayMillis > 0) {
		return false
	}
	return !bytes.Contains(c.Expect, []byte(`"event"`)) // a test call has fewer headers in its event
}

// compare runs the case.
func (c *gatewayCase) compare(t *testing.T, e *engine, chain api.Chain) {
	t.Helper()
	var want caseExpect
	if err := json.Unmarshal(c.Expect, &want); err != nil {
		t.Fatal(err)
	}
	q := &api.ChainQuery{Chain: chain, Request: c.request(t)}
	q.Chain.Reply = &api.Response{}
	r := ask(t, e, q)
	if r.Endpoint != nil {
		q.Chain.Reply = c.reply(t, r.Endpoint)
		r = ask(t, e, q)
	}
	if want.Status != 0 && r.Response.Status != want.Status {
		t.Errorf("status %d, want %d; body %.300s", r.Response.Status, want.Status, r.Response.Body)
	}
	if r.Response.Status != 204 {
		sameBody(t, "", r.Response, want.Body, want.BodyBase64, want.BodyJSON, want.BodySubset)
	}
	if !strings.Contains(r.Response.Body, want.Contains) {
		t.Errorf("body %.300s does not contain %q", r.Response.Body, want.Contains)
	}
	if b := want.Backend; b != nil {
		if r.Endpoint == nil {
			t.Fatal("the integration was not called")
		}
		if b.Method != "" && b.Method != r.Endpoint.Method {
			t.Errorf("backend method %s, want %s", r.Endpoint.Method, b.Method)
		}
		sameBody(t, "backend ", *r.Endpoint, b.Body, b.BodyBase64, b.BodyJSON, b.BodySubset)
	}
}

// request returns the request of the case.
func (c *gatewayCase) request(t *testing.T) api.Request {
	t.Helper()
	var q caseRequest
	if err := json.Unmarshal(c.Request, &q); err != nil {
		t.Fatal(err)
	}
	if q.FullPath != "" {
		q.Path, q.Query, _ = strings.Cut(q.FullPath, "?")
	}
	out := api.Request{Method: q.Method, Path: q.Path, Headers: casePairs(t, q.Headers), Body: q.Body, StageVariables: c.Stage.Variables}
	if q.BodyBase64 != "" {
		out.Body, out.Base64 = q.BodyBase64, true
	}
	for _, p := range runtime.ParseQuery(q.Query) {
		out.Query = append(out.Query, api.Pair{p.Name, p.Value})
	}
	return out
}

// reply returns what the stub of the case answers to what it is sent.
func (c *gatewayCase) reply(t *testing.T, sent *api.Message) *api.Response {
	t.Helper()
	b := c.Backend
	if b == nil {
		return &api.Response{Status: 500, Body: "no backend"}
	}
	if b.Type == "lambda" {
		return c.result(sent)
	}
	switch b.Echo {
	case "body":
		return &api.Response{Headers: []api.Pair{{"Content-Type", "application/json"}}, Body: sent.Body, Base64: sent.Base64}
	case "request":
		return &api.Response{Headers: []api.Pair{{"Content-Type", "application/json"}}, Body: fmt.Sprintf(`{"method":%q}`, sent.Method)}
	}
	out := &api.Response{Status: b.Respond.Status, Headers: casePairs(t, b.Respond.Headers), Body: b.Respond.Body}
	if b.Respond.BodyBase64 != "" {
		out.Body, out.Base64 = b.Respond.BodyBase64, true
	}
	return out
}

// result returns what the function of the case gives.
func (c *gatewayCase) result(sent *api.Message) *api.Response {
	b := c.Backend
	for _, object := range []json.RawMessage{b.FunctionError, b.Respond.FunctionError} {
		if len(object) > 0 {
			return &api.Response{Headers: []api.Pair{{"X-Amz-Function-Error", "Unhandled"}}, Body: string(object)}
		}
	}
	payload := sent.Body
	if payload == "" {
		payload = "{}"
	}
	switch b.Echo {
	case "event":
		return &api.Response{Body: payload}
	case "event-as-proxy-body":
		return &api.Response{Body: fmt.Sprintf(`{"statusCode":200,"isBase64Encoded":false,"body":%s}`, encode(payload))}
	}
	return &api.Response{Body: string(b.Respond.Payload)}
}

// casePairs reads headers, a map or a list of pairs.
func casePairs(t *testing.T, raw json.RawMessage) []api.Pair {
	t.Helper()
	var list []api.Pair
	if len(raw) == 0 || json.Unmarshal(raw, &list) == nil {
		return list
	}
	m := texts{}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	for _, name := range sortedKeys(m) {
		list = append(list, api.Pair{name, m[name]})
	}
	return list
}

// sameBody checks the body of a message against whatever is expected of it.
func sameBody(t *testing.T, who string, m api.Message, text, b64 *string, equal, subset json.RawMessage) {
	t.Helper()
	body := []byte(m.Body)
	if m.Base64 {
		body, _ = base64.StdEncoding.DecodeString(m.Body)
	}
	if text != nil && utf8.ValidString(*text) && string(body) != *text {
		t.Errorf("%sbody %.400q, want %.400q", who, body, *text)
	}
	if b64 != nil && base64.StdEncoding.EncodeToString(body) != *b64 {
		t.Errorf("%sbody in base64 of %.400q, want %.400s", who, body, *b64)
	}
	var got, want any
	_ = json.Unmarshal(body, &got)
	if len(equal) > 0 && (json.Unmarshal(equal, &want) != nil || !reflect.DeepEqual(got, want)) {
		t.Errorf("%sbody %.400s, want JSON %s", who, body, equal)
	}
	if len(subset) > 0 && (json.Unmarshal(subset, &want) != nil || !contains(got, want)) {
		t.Errorf("%sbody %.400s, want in it %s", who, body, subset)
	}
}

// contains tells whether a JSON value has everything that another has.
func contains(got, want any) bool {
	w, ok := want.(map[string]any)
	if !ok {
		return reflect.DeepEqual(got, want)
	}
	g, _ := got.(map[string]any)
	for key, inner := range w {
		if have, ok := g[key]; !ok || !contains(have, inner) {
			return false
		}
	}
	return true
}

// TestRealDefinitions imports definitions in use and runs every method with the request that import makes.
func TestRealDefinitions(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(sharedCases(t, "real-apis"), "[0-9]*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no definitions", err)
	}
	e := newTestEngine(Options{})
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r := read(t, e, &api.ImportQuery{Name: filepath.Base(file), Text: string(text)})
			if hasErrors(r.Problems) || len(r.Methods) == 0 {
				t.Fatalf("%d methods; %+v", len(r.Methods), r.Problems)
			}
			for _, m := range r.Methods {
				checkImported(t, e, &m)
			}
		})
	}
}

// checkImported runs a method with its own request.
func checkImported(t *testing.T, e *engine, m *api.ImportedMethod) {
	t.Helper()
	who := m.Method + " " + m.Path
	if m.Request.Body != "" && !json.Valid([]byte(m.Request.Body)) {
		t.Errorf("%s: body %s", who, m.Request.Body)
	}
	got := ask(t, e, &api.ChainQuery{Request: m.Request, Chain: m.Chain})
	if hasErrors(got.Problems) {
		t.Errorf("%s: %+v", who, got.Problems)
	}
	if got.Response.Status == 0 || got.Response.Status == 403 {
		t.Errorf("%s: status %d, %s", who, got.Response.Status, strings.Join(got.Log, "\n"))
	}
	t.Logf("%s: %d %s", who, got.Response.Status, got.GatewayResponse)
}
