package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// printer prints what came of a run: the output on standard output, talk on standard error.
type printer struct {
	a      *app
	format string // text, json or github
	color  bool
	quiet  bool
}

func newPrinter(a *app, format, color string, quiet bool) *printer {
	return &printer{a: a, format: format, quiet: quiet, color: color == "always" || color == "auto" && isTerminal(a.err) && os.Getenv("NO_COLOR") == ""}
}

// isTerminal tells whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// result prints the output and the warnings of a run that succeeded.
func (p *printer) result(res *runtime.Result) error {
	if p.format == "json" {
		return p.object(res, nil)
	}
	if _, err := p.a.out.Write(res.Body); err != nil {
		return fail(exitInput, "standard output: %v", err)
	}
	p.warnings(res.Warnings)
	return nil
}

// failure prints what there was before err, and err; it returns the exit status for it.
func (p *printer) failure(res *runtime.Result, err error) error {
	var bad *vtl.Error
	if !errors.As(err, &bad) {
		return err
	}
	if p.format == "json" {
		if werr := p.object(res, bad); werr != nil {
			return werr
		}
		return &exitError{status: statusOf(bad)}
	}
	if res != nil {
		if _, err := p.a.out.Write(res.Body); err != nil {
			return fail(exitInput, "standard output: %v", err)
		}
		p.warnings(res.Warnings)
	}
	if p.format == "github" {
		p.workflow("error", bad.Name, bad.Pos, bad.Code, bad.Msg)
	} else {
		p.heading("error", bad.Code, bad.Msg, "\x1b[1;31m")
		_, rest, _ := strings.Cut(bad.Detail(), "\n")
		fmt.Fprint(p.a.err, rest)
	}
	return &exitError{status: statusOf(bad)}
}

// warnings prints warnings unless they are not wanted.
func (p *printer) warnings(list []vtl.Diagnostic) {
	if p.quiet {
		return
	}
	for i := range list {
		d := &list[i]
		if p.format == "github" {
			p.workflow("warning", d.Name, d.Pos, d.Code, d.Msg)
			continue
		}
		p.heading("warning", d.Code, d.Msg, "\x1b[1;33m")
		_, rest, _ := strings.Cut(d.Detail(), "\n")
		fmt.Fprint(p.a.err, rest)
	}
}

// heading prints the first line of an error or warning.
func (p *printer) heading(word, code, msg, color string) {
	end := "\x1b[0m"
	if !p.color {
		color, end = "", ""
	}
	if code != "" {
		word += "[" + code + "]"
	}
	fmt.Fprintf(p.a.err, "%s%s%s: %s\n", color, word, end, syntax.Visible(msg))
}

// workflow prints a command for the log of a workflow runner.
func (p *printer) workflow(word, file string, pos vtl.Position, code, msg string) {
	escape := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	fmt.Fprintf(p.a.err, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", word, property.Replace(file), pos.Line, pos.Column, property.Replace(code), escape.Replace(syntax.Visible(msg)))
}

// costs prints what a run used and set.
func (p *printer) costs(res *runtime.Result, took time.Duration) {
	fmt.Fprintf(p.a.err, "rendered in %s · %d bytes · %d steps · %d value bytes\n", took.Round(time.Microsecond), len(res.Body), res.Steps, res.Bytes)
	for _, o := range []struct {
		name  string
		pairs runtime.Pairs
	}{
		{"request header", res.RequestOverride.Header}, {"request path", res.RequestOverride.Path},
		{"request querystring", res.RequestOverride.Query}, {"response header", res.ResponseOverride.Header},
	} {
		for _, kv := range o.pairs {
			fmt.Fprintf(p.a.err, "override: %s %s = %s\n", o.name, syntax.Visible(kv.Name), syntax.Visible(kv.Value))
		}
	}
	if s := res.ResponseOverride.Status; s != 0 {
		fmt.Fprintf(p.a.err, "override: response status = %d\n", s)
	}
}

// jsonPlace is a place in a template in -o json.
type jsonPlace struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Note    string `json:"note,omitempty"`
	Hint    string `json:"hint,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Count   int    `json:"count,omitempty"`
}

// jsonResult is what -o json prints.
type jsonResult struct {
	Output    string         `json:"output"`
	Error     *jsonPlace     `json:"error,omitempty"`
	Warnings  []jsonPlace    `json:"warnings"`
	Overrides map[string]any `json:"overrides,omitempty"`
}

// object prints the result as one JSON object.
func (p *printer) object(res *runtime.Result, bad *vtl.Error) error {
	out := jsonResult{Warnings: []jsonPlace{}}
	if bad != nil {
		out.Error = &jsonPlace{Code: bad.Code, Message: bad.Msg, File: bad.Name, Line: bad.Pos.Line, Column: bad.Pos.Column, Hint: bad.Hint, Kind: bad.Kind.String()}
	}
	if res != nil {
		out.Output = string(res.Body)
		for _, d := range res.Warnings {
			out.Warnings = append(out.Warnings, jsonPlace{Code: d.Code, Message: d.Msg, File: d.Name, Line: d.Pos.Line, Column: d.Pos.Column, Note: d.Note, Hint: d.Hint, Count: d.Count})
		}
		out.Overrides = overridesOf(res)
	}
	e := json.NewEncoder(p.a.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return fail(exitInput, "standard output: %v", err)
	}
	return nil
}

// overridesOf returns the overrides of a run by name, nil for none.
func overridesOf(res *runtime.Result) map[string]any {
	m := map[string]any{}
	add := func(name string, list runtime.Pairs) {
		if len(list) == 0 {
			return
		}
		values := map[string]string{}
		for _, kv := range list {
			values[kv.Name] = kv.Value
		}
		m[name] = values
	}
	add("requestOverride.header", res.RequestOverride.Header)
	add("requestOverride.path", res.RequestOverride.Path)
	add("requestOverride.querystring", res.RequestOverride.Query)
	add("responseOverride.header", res.ResponseOverride.Header)
	if s := res.ResponseOverride.Status; s != 0 {
		m["responseOverride.status"] = s
	}
	if len(m) == 0 {
		return nil
	}
	return m
}
