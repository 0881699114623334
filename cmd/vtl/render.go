package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// renderFlags are the flags of `vtl render`.
type renderFlags struct {
	request  requestFlags
	output   string
	expect   string
	asJSON   bool
	strict   bool
	timeout  time.Duration
	maxOut   string
	maxDepth int
	color    string
	quiet    bool
	verbose  bool
	watch    bool
}

// renderCommand renders one template.
func renderCommand() *command {
	return &command{name: "render", args: "TEMPLATE", short: "render one mapping template (- reads it from standard input)", setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		f := &renderFlags{}
		f.request.define(fs)
		fs.StringVarP(&f.output, "output", "o", "text", "text, json (one object with output, warnings, overrides), or github (warnings as workflow commands)")
		fs.StringVar(&f.expect, "expect", "", "compare the output with this file; exit status 1 and a diff when it differs")
		fs.BoolVar(&f.asJSON, "json", false, "compare with --expect as JSON, not byte by byte")
		fs.BoolVar(&f.strict, "strict", false, "warnings count as failure: exit status 1")
		fs.DurationVar(&f.timeout, "timeout", 5*time.Second, "longest time a run may take")
		fs.StringVar(&f.maxOut, "max-output", "10MB", "largest output, in bytes or with KB, MB")
		fs.IntVar(&f.maxDepth, "max-depth", 256, "deepest nesting of blocks and brackets in a template")
		fs.StringVarP(&f.color, "color", "C", "auto", "colour messages: auto, always or never")
		fs.BoolVarP(&f.quiet, "quiet", "Q", false, "no warnings")
		fs.BoolVarP(&f.verbose, "verbose", "v", false, "tell what the run cost and which overrides it set")
		fs.BoolVarP(&f.watch, "watch", "w", false, "render again whenever one of the files changes")
		return func(ctx context.Context, a *app, args []string) error { return f.run(ctx, a, args) }
	}}
}

// run renders the template named by args, with --watch until it is told to stop.
func (f *renderFlags) run(ctx context.Context, a *app, args []string) error {
	if len(args) != 1 {
		return fail(exitUsage, "render takes one template (- for standard input), got %d arguments", len(args))
	}
	limits, err := f.limits()
	if err != nil {
		return err
	}
	if err := f.check(args[0]); err != nil {
		return err
	}
	if f.watch {
		return f.watchAll(ctx, a, args[0], limits)
	}
	return f.once(ctx, a, args[0], limits)
}

// watchAll renders now and whenever one of the files changes. What fails is reported, and does not end it.
func (f *renderFlags) watchAll(ctx context.Context, a *app, template string, limits vtl.Limits) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	end, err := watchFiles(ctx, f.files(template), func(name string) {
		if isTerminal(a.out) {
			fmt.Fprint(a.out, "\x1b[H\x1b[2J\x1b[3J")
		}
		fmt.Fprintf(a.err, "vtl: %s changed\n", name)
		a.status(f.once(ctx, a, template, limits))
	}, func() { a.status(f.once(ctx, a, template, limits)) })
	if err != nil {
		return fail(exitInput, "watch: %v", err)
	}
	<-ctx.Done()
	end()
	return errServed
}

// files are the files that a run reads.
func (f *renderFlags) files(template string) []string {
	files := []string{template}
	request, _, _ := strings.Cut(f.request.file, "#")
	for _, name := range append([]string{f.request.file, request, f.request.input, f.expect}, f.request.context...) {
		if name != "" && fileExists(name) {
			files = append(files, name)
		}
	}
	return files
}

// once renders the template as it is now.
func (f *renderFlags) once(ctx context.Context, a *app, template string, limits vtl.Limits) error {
	src, err := a.read(template, "template")
	if err != nil {
		return err
	}
	q, err := f.request.request(a)
	if err != nil {
		return err
	}
	p := newPrinter(a, f.output, f.color, f.quiet)
	tpl, err := runtime.Compile(string(src), runtime.Name(nameOf(template)), runtime.WithLimits(limits))
	if err != nil {
		return p.failure(nil, err)
	}
	return f.render(ctx, a, p, tpl, q)
}

// render runs tpl and prints what comes of it.
func (f *renderFlags) render(ctx context.Context, a *app, p *printer, tpl *runtime.Template, q *runtime.Request) error {
	start := time.Now()
	res, err := tpl.Transform(ctx, q)
	took := time.Since(start)
	if err != nil {
		return p.failure(res, err)
	}
	if !f.quiet || f.strict {
		if d := tpl.CheckJSON(ctx, q, res); d != nil {
			res.Warnings = append(res.Warnings, *d)
		}
	}
	if err := p.result(res); err != nil {
		return err
	}
	if f.verbose {
		p.costs(res, took)
	}
	if f.expect != "" {
		if err := f.compare(a, res.Body); err != nil {
			return err
		}
	}
	if f.strict && len(res.Warnings) > 0 {
		return &exitError{status: exitNo}
	}
	return nil
}

// check finds values of flags that cannot work.
func (f *renderFlags) check(template string) error {
	switch f.output {
	case "text", "json", "github":
	default:
		return fail(exitUsage, "--output %q: use text, json or github", f.output)
	}
	switch f.color {
	case "auto", "always", "never":
	default:
		return fail(exitUsage, "--color %q: use auto, always or never", f.color)
	}
	if f.asJSON && f.expect == "" {
		return fail(exitUsage, "--json says how to compare with --expect, which is missing")
	}
	return f.checkInput(template)
}

// checkInput finds standard input where it cannot be read: twice, or again and again.
func (f *renderFlags) checkInput(template string) error {
	n := 0
	for _, name := range append([]string{template, f.request.input, f.request.file}, f.request.context...) {
		if name == "-" {
			n++
		}
	}
	switch {
	case n > 1:
		return fail(exitUsage, "only one of template, body, request and context can come from standard input")
	case n > 0 && f.watch:
		return fail(exitUsage, "standard input cannot be watched: name files")
	}
	return nil
}

// limits returns the limits of the run.
func (f *renderFlags) limits() (vtl.Limits, error) {
	l := runtime.DefaultLimits()
	cli := runtime.EngineLimits()
	l.Steps, l.RegexTime = cli.Steps, cli.RegexTime
	l.Time = f.timeout
	l.Source = cli.Source
	l.Nesting = f.maxDepth
	if f.timeout <= 0 || f.maxDepth <= 0 {
		return l, fail(exitUsage, "--timeout and --max-depth must be above zero")
	}
	n, err := parseSize(f.maxOut)
	if err != nil {
		return l, fail(exitUsage, "--max-output: %v", err)
	}
	l.Output = n
	return l, nil
}

// read returns the contents of a file, of standard input for "-". what names its part in messages.
func (a *app) read(name, what string) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(a.in)
		if err != nil {
			return nil, fail(exitInput, "%s: standard input: %v", what, err)
		}
		return data, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fail(exitInput, "%s: %v", what, pathError(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fail(exitInput, "%s: %s is not a regular file", what, name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fail(exitInput, "%s: %v", what, pathError(err))
	}
	return data, nil
}

// nameOf is what messages call the template in a file.
func nameOf(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}
