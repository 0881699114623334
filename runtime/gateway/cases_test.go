package gateway

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// gatewayCase is a line of cases/gateway; its README has the meaning of the keys.
type gatewayCase struct {
	ID         string          `json:"id"`
	Provenance string          `json:"provenance"`
	API        json.RawMessage `json:"api"`
	Options    struct {
		BasePath string `json:"basepath"`
	} `json:"import_options"`
	Stage   json.RawMessage `json:"stage"`
	Backend *caseBackend    `json:"backend"`
	Request json.RawMessage `json:"request"`
	Expect  json.RawMessage `json:"expect"`
}

// caseRequest is a client request of a case.
type caseRequest struct {
	Method     string          `json:"method"`
	Path       string          `json:"path"`
	Query      string          `json:"query"`
	Headers    json.RawMessage `json:"headers"`
	Body       string          `json:"body"`
	BodyBase64 string          `json:"body_base64"`
	BodyRepeat *struct {
		Text  string `json:"text"`
		Count int    `json:"count"`
	} `json:"body_repeat"`
	TestInvoke bool   `json:"test_invoke"`
	Resource   string `json:"resource"`
	FullPath   string `json:"pathWithQueryString"`
}

// body returns the bytes a request carries.
func (r *caseRequest) body(t *testing.T) []byte {
	switch {
	case r.BodyBase64 != "":
		b, err := base64.StdEncoding.DecodeString(r.BodyBase64)
		if err != nil {
			t.Fatal(err)
		}
		return b
	case r.BodyRepeat != nil:
		return bytes.Repeat([]byte(r.BodyRepeat.Text), r.BodyRepeat.Count)
	}
	return []byte(r.Body)
}

// casePairs reads headers, a map or a list of pairs.
func casePairs(t *testing.T, raw json.RawMessage) runtime.Pairs {
	t.Helper()
	if len(raw) == 0 {
		return nil
	}
	var list [][2]string
	if json.Unmarshal(raw, &list) != nil {
		m := map[string]string{}
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		for k, v := range m {
			list = append(list, [2]string{k, v})
		}
	}
	var p runtime.Pairs
	for _, h := range list {
		p = append(p, runtime.Pair{Name: h[0], Value: h[1]})
	}
	return p
}

// caseList reads a value or a list of values.
func caseList[T any](t *testing.T, raw json.RawMessage) []T {
	t.Helper()
	var list []T
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	var one T
	if err := json.Unmarshal(raw, &one); err != nil {
		t.Fatal(err)
	}
	return []T{one}
}

// TestCases runs the recorded exchanges against a gateway on loopback.
func TestCases(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "cases", "gateway")
	files, _ := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if len(files) == 0 {
		required.Missing(t, "the recorded cases are not beside this checkout (../shared/cases/gateway)")
	}
	for _, file := range files {
		category := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		if category == "websocket" {
			continue // another kind of API
		}
		t.Run(category, func(t *testing.T) {
			for _, c := range readCases(t, file) {
				t.Run(c.ID, func(t *testing.T) {
					c.run(t)
				})
			}
		})
	}
}

// readCases reads a file of cases.
func readCases(t *testing.T, file string) []*gatewayCase {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
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

// caseAPIID is the id that stands for <api-id>.
const caseAPIID = "a1b2c3d4e5"

// run runs a case.
func (c *gatewayCase) run(t *testing.T) {
	var definition string
	if json.Unmarshal(c.API, &definition) != nil {
		definition = string(c.API)
	}
	stub := newCaseStub(t, c.Backend)
	base, _ := url.Parse(stub.URL)
	stage, err := ParseStageConfig(c.Stage)
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{Stage: stage, Identity: Identity{APIID: caseAPIID}, Hooks: Hooks{Endpoints: Endpoints{"*": base}}, Warn: func(m string) { t.Log(m) }}
	if opts.Spec.BasePath, err = apispec.ParseBasePathMode(c.Options.BasePath); err != nil && c.Options.BasePath != "" {
		t.Fatal(err)
	}
	g, warnings, err := Load("case.json", []byte(definition), opts)
	expects := caseList[caseExpect](t, c.Expect)
	if string(c.Request) == "null" {
		checkImport(t, &expects[0], warnings, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	addr := serveCase(t, g)
	for i, r := range caseList[caseRequest](t, c.Request) {
		stub.reset()
		if r.TestInvoke {
			expects[i].checkTest(t, g.TestInvoke(t.Context(), TestRequest{Method: r.Method, Resource: r.Resource, Path: r.FullPath, Body: r.body(t)}))
			continue
		}
		status, header, body := sendCase(t, addr, "/"+g.Stage().Name, &r)
		expects[i].check(t, status, header, body)
		expects[i].checkBackend(t, stub)
	}
}

// checkImport checks what loading said.
func checkImport(t *testing.T, e *caseExpect, warnings []*apispec.Warning, err error) {
	t.Helper()
	switch {
	case e.ImportError != nil && (err == nil || !strings.Contains(err.Error(), *e.ImportError)):
		t.Errorf("load: got %v, want an error with %q", err, *e.ImportError)
	case e.ImportError == nil && err != nil:
		t.Errorf("load: %v", err)
	}
	if e.ImportWarning == "" {
		return
	}
	for _, w := range warnings {
		if strings.Contains(w.String(), e.ImportWarning) {
			return
		}
	}
	t.Errorf("no warning with %q", e.ImportWarning)
}

// serveCase serves a gateway on loopback for the length of a test.
func serveCase(t *testing.T, g *Gateway) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); g.Serve(ctx, l) }()
	t.Cleanup(func() { cancel(); <-done; g.Close() })
	return l.Addr().String()
}

// sendCase sends a request as it is written, hop headers and spelling included, and returns the answer.
func sendCase(t *testing.T, addr, stage string, r *caseRequest) (int, http.Header, []byte) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	go conn.Write(rawCase(t, addr, stage, r))
	reader := bufio.NewReader(conn)
	for {
		res, err := http.ReadResponse(reader, &http.Request{Method: r.Method})
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode < 200 {
			res.Body.Close()
			continue
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		return res.StatusCode, res.Header, body
	}
}

// rawCase returns the bytes of a request.
func rawCase(t *testing.T, addr, stage string, r *caseRequest) []byte {
	var b bytes.Buffer
	target := stage + r.Path
	if r.Query != "" {
		target += "?" + r.Query
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", r.Method, target)
	headers, body := casePairs(t, r.Headers), r.body(t)
	if !hasFold(headers, "Host") {
		fmt.Fprintf(&b, "Host: %s\r\n", addr)
	}
	for _, h := range headers {
		fmt.Fprintf(&b, "%s: %s\r\n", h.Name, h.Value)
	}
	if te, _ := headers.GetFold("Transfer-Encoding"); te == "chunked" {
		b.WriteString("\r\n")
		if len(body) > 0 {
			fmt.Fprintf(&b, "%x\r\n%s\r\n", len(body), body)
		}
		b.WriteString("0\r\n\r\n")
		return b.Bytes()
	}
	if len(body) > 0 || r.Method == "POST" || r.Method == "PUT" {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}
