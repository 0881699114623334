package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
)

// conformanceFlags are the flags of `vtl conformance`.
type conformanceFlags struct {
	engine string
	name   string
	folder string
	output string
	run    string
}

// conformanceCommand scores an engine over the suite.
func conformanceCommand() *command {
	return &command{name: "conformance", short: "score an engine over the conformance suite, by area", setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		f := &conformanceFlags{}
		fs.StringVar(&f.engine, "engine", "", "command of an engine that speaks the line protocol (default: this program's own); its JSONPath protocol is asked with \"jsonpath\" behind the command")
		fs.StringVar(&f.name, "name", "", "what known differences call the engine (default: the command's file name)")
		fs.StringVar(&f.folder, "cases", "", "folder with cases (default: the suite in this program)")
		fs.StringVar(&f.run, "area", "", "only areas whose name begins with this, such as velocity/ or jsonpath")
		fs.StringVarP(&f.output, "output", "o", "text", "text or json")
		return func(ctx context.Context, a *app, args []string) error { return f.score(ctx, a, args) }
	}}
}

// score runs the cases and prints the report.
func (f *conformanceFlags) score(ctx context.Context, a *app, args []string) error {
	if len(args) > 0 {
		return fail(exitUsage, "conformance takes no arguments; --cases names a folder")
	}
	if f.output != "text" && f.output != "json" {
		return fail(exitUsage, "--output %q: use text or json", f.output)
	}
	var fsys fs.FS = cases.FS
	if f.folder != "" {
		fsys = os.DirFS(f.folder)
	}
	suite, err := conformance.Load(fsys)
	if err != nil {
		return fail(exitInput, "cases: %v", err)
	}
	suite = suite.Select(func(area, _ string) bool { return strings.HasPrefix(area, f.run) })
	if len(suite.Cases)+len(suite.Paths) == 0 {
		return fail(exitInput, "no cases to run")
	}
	engine, stop, err := f.start()
	if err != nil {
		return fail(exitInput, "engine: %v", err)
	}
	defer stop()
	report := suite.Score(ctx, engine)
	write := report.WriteText
	if f.output == "json" {
		write = report.WriteJSON
	}
	if err := write(a.out); err != nil {
		return fail(exitInput, "standard output: %v", err)
	}
	if !report.OK() {
		return &exitError{status: exitNo}
	}
	return nil
}

// start returns the engine to score, and what ends it.
func (f *conformanceFlags) start() (conformance.Engine, func(), error) {
	if f.engine == "" {
		return conformance.Ours(), func() {}, nil
	}
	words := strings.Fields(f.engine)
	name := f.name
	if name == "" && len(words) > 0 {
		name = filepath.Base(words[0])
	}
	p, err := conformance.StartProcess(name, words, "jsonpath")
	if err != nil {
		return nil, nil, err
	}
	return p, func() { _ = p.Close() }, nil
}
