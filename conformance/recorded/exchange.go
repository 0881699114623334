package recorded

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
)

// Exchange is a recorded call.
type Exchange struct {
	ID       string
	Evidence string // "aws-recorded", "aws-docs", "localstack-unit", ...
	// Phase is "request", "response" or "pipeline"; other phases need a gateway and are not run here.
	Phase               string
	Template            string
	ResponseTemplate    *string `json:"response_template"`
	Integration         string
	Request             Message
	IntegrationResponse *Message `json:"integration_response"`
	Context             map[string]any
	StageVariables      map[string]string
	Expected            Expected
}

// Message is a request or a response.
type Message struct {
	Method, Path, Resource string
	PathParameters         map[string]string
	Query, Headers         map[string]string
	Status                 int
	Body                   string
}

// Expected is what the recording shows. Absent members are not known.
type Expected struct {
	Body     *string
	BodyJSON json.RawMessage `json:"body_json"`
	Status   int
	Headers  map[string]string
}

// Call is one run of a template.
type Call struct {
	Template string
	*Exchange
	// Response is the integration's answer, nil for a request template.
	Response *Message
	// State is what the request template of the same exchange left behind.
	State any
}

// Mapped is what a run gives.
type Mapped struct {
	Body    string
	Status  int // the status the template set for the client; 0 for none
	Headers map[string]string
	State   any
}

// Transform runs a template.
type Transform func(context.Context, Call) (Mapped, error)

// Load reads every exchange of a folder of *.jsonl files.
func Load(dir string) ([]*Exchange, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []*Exchange
	for _, name := range files {
		list, err := loadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		all = append(all, list...)
	}
	return all, nil
}

// loadFile reads the exchanges of a file.
func loadFile(name string) ([]*Exchange, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var list []*Exchange
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		e := &Exchange{}
		if err := json.Unmarshal(scan.Bytes(), e); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, scan.Err()
}

// Runs tells whether the exchange can be run without a gateway.
func (e *Exchange) Runs() bool {
	return e.Phase == "request" || e.Phase == "response" || e.Phase == "pipeline"
}

// Run runs the exchange and returns what is wrong with its result, nil when nothing is.
func (e *Exchange) Run(ctx context.Context, transform Transform) error {
	got, err := e.result(ctx, transform)
	if err != nil {
		return err
	}
	return e.Expected.compare(got)
}

// result returns what the client, or for a single request template the integration, receives.
func (e *Exchange) result(ctx context.Context, transform Transform) (Mapped, error) {
	call := Call{Template: e.Template, Exchange: e}
	if e.Phase == "response" {
		call.Response = e.IntegrationResponse
		return transform(ctx, call)
	}
	sent, err := transform(ctx, call)
	if err != nil || e.Phase == "request" {
		return sent, err
	}
	return e.answer(ctx, transform, sent)
}

// answer sends what the request template gave to the integration, and maps what comes back.
func (e *Exchange) answer(ctx context.Context, transform Transform, sent Mapped) (Mapped, error) {
	back := &Message{Status: 200}
	if !strings.HasPrefix(e.Integration, "MOCK") {
		back.Body = sent.Body // an echo
	}
	if e.ResponseTemplate == nil {
		sent.Body = back.Body
		return sent, nil
	}
	call := Call{Template: *e.ResponseTemplate, Exchange: e, Response: back, State: sent.State}
	return transform(ctx, call)
}

// compare returns what is wrong with a result.
func (x *Expected) compare(got Mapped) error {
	if x.Body != nil && got.Body != *x.Body {
		return fmt.Errorf("body %q, recorded %q", got.Body, *x.Body)
	}
	if x.BodyJSON != nil && !sameJSON([]byte(got.Body), x.BodyJSON) {
		return fmt.Errorf("body %s, recorded %s", got.Body, x.BodyJSON)
	}
	if status := orDefault(got.Status, 200); x.Status != 0 && status != x.Status {
		return fmt.Errorf("status %d, recorded %d", status, x.Status)
	}
	for name, value := range x.Headers {
		if v, ok := got.Headers[name]; (ok || name != "Content-Type") && v != value {
			return fmt.Errorf("header %s is %q, recorded %q", name, v, value)
		}
	}
	return nil
}

// orDefault returns n, or d in place of 0.
func orDefault(n, d int) int {
	if n == 0 {
		return d
	}
	return n
}

// sameJSON compares two JSON texts by value.
func sameJSON(a, b []byte) bool {
	decode := func(raw []byte) (v any, err error) {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		err = d.Decode(&v)
		return v, err
	}
	va, errA := decode(a)
	vb, errB := decode(b)
	return errA == nil && errB == nil && reflect.DeepEqual(va, vb)
}

// Tally counts the exchanges of one kind of evidence.
type Tally struct {
	Evidence   string
	Runs, Pass int
	NotRun     int // need a gateway
	Missed     []string
}

// Score runs every exchange and counts by evidence.
func Score(ctx context.Context, all []*Exchange, transform Transform) []*Tally {
	byEvidence := map[string]*Tally{}
	var list []*Tally
	for _, e := range all {
		t := byEvidence[e.Evidence]
		if t == nil {
			t = &Tally{Evidence: e.Evidence}
			byEvidence[e.Evidence] = t
			list = append(list, t)
		}
		if !e.Runs() {
			t.NotRun++
			continue
		}
		t.Runs++
		if err := e.Run(ctx, transform); err != nil {
			t.Missed = append(t.Missed, e.ID+": "+err.Error())
			continue
		}
		t.Pass++
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Evidence < list[j].Evidence })
	return list
}
