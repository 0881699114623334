package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/requestfile"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// requestFlags describe the call a template is rendered for.
type requestFlags struct {
	set        *pflag.FlagSet // the flags' own set, which knows the ones that were given
	file       string
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
	f.set = fs
	fs.StringVarP(&f.input, "input", "i", "", "file with the body, - for standard input (default: no body)")
	fs.StringVarP(&f.method, "method", "X", "GET", "HTTP method")
	fs.StringVarP(&f.path, "path", "p", "", "resource path, /orders/{id}")
	fs.StringArrayVarP(&f.headers, "header", "H", nil, "request header 'Name: value' (repeatable)")
	fs.StringArrayVarP(&f.query, "query", "q", nil, "query parameter name=value (repeatable)")
	fs.StringArrayVarP(&f.pathParams, "path-param", "P", nil, "path parameter name=value (repeatable)")
	fs.StringArrayVarP(&f.stageVars, "stage-var", "s", nil, "stage variable name=value (repeatable)")
	fs.StringArrayVarP(&f.context, "context", "c", nil, "JSON file laid over $context, or one name=value, as identity.sourceIp=192.0.2.1 (repeatable)")
	fs.StringVarP(&f.file, "request", "r", "", "file with the request: an HTTP message, a curl command, a HAR file, or a Lambda proxy event; FILE#2 takes the second in it, and flags given beside it win")
	fs.StringVar(&f.phase, "phase", "request", "request or response: which template of the method this is")
	fs.IntVar(&f.status, "status", 200, "status of the integration response")
	fs.StringVar(&f.time, "time", "", "time of the request, RFC 3339 (default: a fixed time)")
	fs.Uint64Var(&f.seed, "seed", 0, "varies the generated request ids")
}

// request builds the request the flags describe.
func (f *requestFlags) request(a *app) (*runtime.Request, error) {
	q, err := f.base(a)
	if err != nil {
		return nil, err
	}
	q.Seed = f.seed
	if f.set.Changed("method") || q.Method == "" {
		q.Method = f.method
	}
	if f.path != "" {
		q.ResourcePath = f.path
	}
	if err := f.addBody(a, q); err != nil {
		return nil, err
	}
	if f.time != "" {
		if q.Time, err = time.Parse(time.RFC3339, f.time); err != nil {
			return nil, fail(exitUsage, "--time %q is no RFC 3339 time, such as 2026-01-01T00:00:00Z", f.time)
		}
	}
	return q, f.addParams(a, q)
}

// base returns the request of the file that --request names, an empty one without it.
func (f *requestFlags) base(a *app) (*runtime.Request, error) {
	if f.file == "" {
		return &runtime.Request{}, nil
	}
	file, o := f.file, requestfile.Options{ResourcePath: f.path}
	if name, entry, ok := strings.Cut(file, "#"); ok && !fileExists(file) {
		n, err := strconv.Atoi(entry)
		if err != nil || n < 1 {
			return nil, fail(exitUsage, "--request %q: behind # stands the number of a request in the file, from 1", file)
		}
		file, o.Entry = name, n
	}
	text, err := a.read(file, "request")
	if err != nil {
		return nil, err
	}
	o.Name = nameOf(file)
	res, err := requestfile.Read(string(text), o)
	if err != nil {
		return nil, err
	}
	return res.Request, nil
}

// addBody reads the body: that of the request or, for a response template, that of the integration's answer.
func (f *requestFlags) addBody(a *app, q *runtime.Request) error {
	var body []byte
	if f.input != "" {
		var err error
		if body, err = a.read(f.input, "body"); err != nil {
			return err
		}
	}
	switch f.phase {
	case "request":
		if f.input != "" {
			q.Body = body
		}
	case "response":
		q.Response = &runtime.Response{Status: f.status, Body: body}
	default:
		return fail(exitUsage, "--phase %q: use request or response", f.phase)
	}
	return nil
}

// addParams adds headers, parameters, variables and what is laid over $context.
func (f *requestFlags) addParams(a *app, q *runtime.Request) error {
	var header, query runtime.Pairs
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return fail(exitUsage, "--header %q: write 'Name: value'", h)
		}
		header = append(header, runtime.Pair{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
	for _, p := range f.query {
		name, value, _ := strings.Cut(p, "=")
		query = append(query, runtime.Pair{Name: name, Value: value})
	}
	q.Header, q.Query = replace(q.Header, header, strings.EqualFold), replace(q.Query, query, func(a, b string) bool { return a == b })
	params, err := pairs("--path-param", f.pathParams)
	if err != nil {
		return err
	}
	variables, err := pairs("--stage-var", f.stageVars)
	if err != nil {
		return err
	}
	vars, err := f.vars(a)
	q.PathParams, q.StageVariables, q.Context = over(q.PathParams, params), over(q.StageVariables, variables), over(q.Context, vars)
	return err
}

// replace returns base with given behind it, and without what given names too.
func replace(base, given runtime.Pairs, same func(a, b string) bool) runtime.Pairs {
	kept := slices.DeleteFunc(slices.Clone(base), func(p runtime.Pair) bool {
		return slices.ContainsFunc(given, func(g runtime.Pair) bool { return same(p.Name, g.Name) })
	})
	return append(kept, given...)
}

// over returns base with the members of given laid over it.
func over[M ~map[string]V, V any](base, given M) M {
	if base == nil {
		return given
	}
	maps.Copy(base, given)
	return base
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
