package main

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// testInvokeFlags are the flags of `vtl test-invoke`.
type testInvokeFlags struct {
	gateway  gatewayFlags
	method   string
	resource string
	path     string
	query    string
	headers  []string
	body     string
}

// testInvokeCommand runs one request without a listener, as the console's test call does. Source: CLI-CONTRACT.md.
func testInvokeCommand() *command {
	return &command{name: "test-invoke", args: "API-FILE", short: "run one request as the console's test call does, with its log", setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		f := &testInvokeFlags{}
		fs.StringVar(&f.method, "method", "", "HTTP method")
		fs.StringVar(&f.resource, "resource", "", "path of the resource as in the API, /pets/{petId} (default: the one --path leads to)")
		fs.StringVar(&f.path, "path", "", "path of the request without stage (default: the text of --resource)")
		fs.StringVar(&f.query, "query", "", "query string")
		fs.StringArrayVar(&f.headers, "header", nil, "header 'Name: value' (repeatable)")
		fs.StringVar(&f.body, "body", "", "body")
		f.gateway.define(fs)
		return func(ctx context.Context, a *app, args []string) error { return f.run(ctx, a, args) }
	}}
}

func (f *testInvokeFlags) run(ctx context.Context, a *app, args []string) error {
	if len(args) != 1 || f.method == "" {
		return fail(exitUsage, "test-invoke takes --method and one definition")
	}
	if f.resource == "" && f.path == "" {
		return fail(exitUsage, "test-invoke takes --resource or --path")
	}
	t := gateway.TestRequest{Method: f.method, Resource: f.resource, Path: f.path, Query: f.query, Body: []byte(f.body)}
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return fail(exitUsage, "--header %q: write 'Name: value'", h)
		}
		t.Header = append(t.Header, runtime.Pair{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
	g, err := f.gateway.load(a, args[0])
	if err != nil {
		return err
	}
	defer g.Close()
	_, err = a.out.Write(g.TestInvoke(ctx, t).JSON())
	return err
}
