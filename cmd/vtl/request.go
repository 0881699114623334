package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// requestFlags describe the call a template is rendered for.
type requestFlags struct {
	input      string
	method     string
	path       string
	headers    []string
	query      []string
	pathParams []string
	stageVars  []string
	context    []string
	phase      string
	status     int
	time       string
	seed       uint64
}

// define adds the flags to fs.
func (f *requestFlags) define(fs *pflag.FlagSet) {
	fs.StringVarP(&f.input, "input", "i", "", "file with the body, - for standard input (default: no body)")
	fs.StringVarP(&f.method, "method", "X", "GET", "HTTP method")
	fs.StringVarP(&f.path, "path", "p", "", "resource path, /orders/{id}")
	fs.StringArrayVarP(&f.headers, "header", "H", nil, "request header 'Name: value' (repeatable)")
	fs.StringArrayVarP(&f.query, "query", "q", nil, "query parameter name=value (repeatable)")
	fs.StringArrayVarP(&f.pathParams, "path-param", "P", nil, "path parameter name=value (repeatable)")
	fs.StringArrayVarP(&f.stageVars, "stage-var", "s", nil, "stage variable name=value (repeatable)")
	fs.StringArrayVarP(&f.context, "context", "c", nil, "JSON file laid over $context, or one name=value, as identity.sourceIp=192.0.2.1 (repeatable)")
	fs.StringVar(&f.phase, "phase", "request", "request or response: which template of the method this is")
	fs.IntVar(&f.status, "status", 200, "status of the integration response")
	fs.StringVar(&f.time, "time", "", "time of the request, RFC 3339 (default: a fixed time)")
	fs.Uint64Var(&f.seed, "seed", 0, "varies the generated request ids")
}

// request builds the request the flags describe.
func (f *requestFlags) request(a *app) (*runtime.Request, error) {
	q := &runtime.Request{Method: f.method, ResourcePath: f.path, Seed: f.seed}
	var body []byte
	var err error
	if f.input != "" {
		if body, err = a.read(f.input, "body"); err != nil {
			return nil, err
		}
	}
	switch f.phase {
	case "request":
		q.Body = body
	case "response":
		q.Response = &runtime.Response{Status: f.status, Body: body}
	default:
		return nil, fail(exitUsage, "--phase %q: use request or response", f.phase)
	}
	if f.time != "" {
		if q.Time, err = time.Parse(time.RFC3339, f.time); err != nil {
			return nil, fail(exitUsage, "--time %q is no RFC 3339 time, such as 2026-01-01T00:00:00Z", f.time)
		}
	}
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return nil, fail(exitUsage, "--header %q: write 'Name: value'", h)
		}
		q.Header = append(q.Header, runtime.Pair{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
	for _, p := range f.query {
		name, value, _ := strings.Cut(p, "=")
		q.Query = append(q.Query, runtime.Pair{Name: name, Value: value})
	}
	if q.PathParams, err = pairs("--path-param", f.pathParams); err != nil {
		return nil, err
	}
	if q.StageVariables, err = pairs("--stage-var", f.stageVars); err != nil {
		return nil, err
	}
	q.Context, err = f.vars(a)
	return q, err
}

// pairs reads name=value texts.
func pairs(flag string, list []string) (map[string]string, error) {
	m := map[string]string{}
	for _, p := range list {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, fail(exitUsage, "%s %q: write name=value", flag, p)
		}
		m[name] = value
	}
	return m, nil
}

// vars gathers what --context gives: files first to last, each laid over what came before, pairs among them.
func (f *requestFlags) vars(a *app) (runtime.Vars, error) {
	vars := runtime.Vars{}
	for _, c := range f.context {
		if name, value, ok := strings.Cut(c, "="); ok && !fileExists(c) {
			if name == "" {
				return nil, fail(exitUsage, "--context %q: write name=value, or the name of a JSON file", c)
			}
			vars[name] = value
			continue
		}
		m, err := a.readObject(c)
		if err != nil {
			return nil, err
		}
		for name, value := range m {
			vars[name] = value
		}
	}
	return vars, nil
}

// fileExists tells whether there is a file of that name.
func fileExists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// readObject reads a JSON file that holds an object.
func (a *app) readObject(name string) (map[string]any, error) {
	data, err := a.read(name, "context")
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var m map[string]any
	err = d.Decode(&m)
	var syntaxError *json.SyntaxError
	var typeError *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntaxError):
		return nil, jsonError(name, data, int(syntaxError.Offset)-1, strings.TrimPrefix(err.Error(), "json: "))
	case errors.As(err, &typeError):
		return nil, jsonError(name, data, int(typeError.Offset)-1, "a context file holds one JSON object")
	case err != nil:
		return nil, jsonError(name, data, len(data)-1, "the JSON object is not complete")
	case m == nil:
		return nil, jsonError(name, data, 0, "a context file holds one JSON object")
	}
	return numbers(m).(map[string]any), nil
}

// jsonError is an input error at offset of a JSON file.
func jsonError(name string, data []byte, offset int, msg string) error {
	offset = min(max(0, offset), max(0, len(data)-1))
	e := &vtl.Error{Kind: vtl.KindInput, Msg: msg}
	return e.At(syntax.NewSource(name, string(data)), offset, offset+1)
}

// numbers replaces json.Number inside v by int64 or float64.
func numbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = numbers(e)
		}
	case []any:
		for i, e := range v {
			v[i] = numbers(e)
		}
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	}
	return v
}

// pathError returns err without the name of the system call.
func pathError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

// parseSize reads a number of bytes, plain or with KB or MB.
func parseSize(s string) (int64, error) {
	text, unit := strings.ToUpper(strings.TrimSpace(s)), int64(1)
	for suffix, n := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20} {
		if rest, ok := strings.CutSuffix(text, suffix); ok {
			text, unit = strings.TrimSpace(rest), n
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 || n > 1<<40/unit {
		return 0, fmt.Errorf("%q is no size, such as 512KB or 10MB", s)
	}
	return n * unit, nil
}
