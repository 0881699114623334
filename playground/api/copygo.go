package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// copyGo writes a Go program that renders the template for the request with package runtime.
func copyGo(c *copying) Copied {
	g := &goWriter{imports: map[string]bool{"context": true, "fmt": true, "os": true, "github.com/vtlkit/vtl/runtime": true}}
	g.request(c.Run.Request)
	g.line("")
	g.line("template, err := runtime.Compile(source, runtime.Name(%s))", strconv.Quote(c.file()))
	g.check("os.Stderr, err")
	g.line("result, err := template.Transform(context.Background(), request)")
	g.check("os.Stderr, err")
	g.line("if _, err := os.Stdout.Write(result.Body); err != nil {")
	g.line("\tos.Exit(1)")
	g.line("}")
	var b strings.Builder
	b.WriteString("package main\n\n")
	g.writeImports(&b)
	b.WriteString("\n// source is the mapping template.\nconst source = " + goString(c.Run.Template) + "\n\nfunc main() {\n")
	b.WriteString(g.body.String() + "}\n")
	return Copied{Text: b.String(), FileName: "main.go"}
}

// goWriter writes the body of main in the form that gofmt gives it.
type goWriter struct {
	imports map[string]bool
	body    strings.Builder
}

// line writes a line.
func (g *goWriter) line(format string, args ...any) {
	if format != "" {
		g.body.WriteByte('\t')
	}
	fmt.Fprintf(&g.body, format+"\n", args...)
}

// check writes what is done about an error: args are printed.
func (g *goWriter) check(args string) {
	g.line("if err != nil {")
	g.line("\tfmt.Fprintln(%s)", args)
	g.line("\tos.Exit(1)")
	g.line("}")
}

// writeImports writes the import declaration: the standard library, then others.
func (g *goWriter) writeImports(b *strings.Builder) {
	b.WriteString("import (\n")
	var others []string
	for _, path := range slices.Sorted(maps.Keys(g.imports)) {
		if strings.Contains(path, ".") {
			others = append(others, path)
			continue
		}
		fmt.Fprintf(b, "\t%q\n", path)
	}
	b.WriteByte('\n')
	for _, path := range others {
		fmt.Fprintf(b, "\t%q\n", path)
	}
	b.WriteString(")\n")
}

// request writes the statements that make the request.
func (g *goWriter) request(r Request) {
	g.line("request := &runtime.Request{}")
	for _, f := range [][2]string{{"Method", r.Method}, {"ResourcePath", r.ResourcePath}, {"Path", r.Path}} {
		if f[1] != "" {
			g.line("request.%s = %s", f[0], goString(f[1]))
		}
	}
	g.texts("PathParams", r.PathParams)
	g.pairs("request.Query", r.Query)
	g.pairs("request.Header", r.Headers)
	g.bytes("request.Body", r.Body, r.Base64)
	g.texts("StageVariables", r.StageVariables)
	if len(r.Context) > 0 {
		g.line("request.Context = %s", goValue(r.Context))
	}
	if r.Time != "" {
		g.imports["time"] = true
		g.line("moment, err := time.Parse(time.RFC3339, %s)", strconv.Quote(r.Time))
		g.check("os.Stderr, err")
		g.line("request.Time = moment")
	}
	if r.Seed != 0 {
		g.line("request.Seed = %d", r.Seed)
	}
	if r.Response != nil {
		status := r.Response.Status
		if status == 0 {
			status = 200
		}
		g.line("request.Response = &runtime.Response{Status: %d}", status)
		g.pairs("request.Response.Header", r.Response.Headers)
		g.bytes("request.Response.Body", r.Response.Body, r.Response.Base64)
	}
}

// texts writes a map of texts.
func (g *goWriter) texts(field string, m map[string]string) {
	if len(m) == 0 {
		return
	}
	parts := make([]string, 0, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, strconv.Quote(name)+": "+strconv.Quote(m[name]))
	}
	g.line("request.%s = map[string]string{%s}", field, strings.Join(parts, ", "))
}

// pairs writes headers or parameters.
func (g *goWriter) pairs(field string, list []Pair) {
	if len(list) == 0 {
		return
	}
	g.line("%s = runtime.Pairs{", field)
	for _, p := range list {
		g.line("\t{Name: %s, Value: %s},", strconv.Quote(p[0]), strconv.Quote(p[1]))
	}
	g.line("}")
}

// bytes writes a body.
func (g *goWriter) bytes(field, text string, isBase64 bool) {
	switch {
	case text == "":
	case isBase64:
		g.imports["encoding/base64"] = true
		g.line("body, err := base64.StdEncoding.DecodeString(%s)", strconv.Quote(text))
		g.check("os.Stderr, err")
		g.line("%s = body", field)
	default:
		g.line("%s = []byte(%s)", field, goString(text))
	}
}

// goString returns s as a literal: between backquotes where it has several lines and nothing in it speaks against
// that.
func goString(s string) string {
	if !strings.Contains(s, "\n") && !strings.ContainsAny(s, "\"\\") || !canBackquote(s) {
		return strconv.Quote(s)
	}
	return "`" + s + "`"
}

// canBackquote tells whether s reads the same between backquotes. Go drops carriage returns there, and refuses byte
// order marks.
func canBackquote(s string) bool {
	return strconv.CanBackquote(strings.ReplaceAll(s, "\n", ""))
}

// goValue returns a value of $context as an expression.
func goValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case string:
		return strconv.Quote(v)
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return goNumber(v.String())
	case float64:
		return goNumber(strconv.FormatFloat(v, 'g', -1, 64))
	case map[string]any:
		parts := make([]string, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, strconv.Quote(name)+": "+goValue(v[name]))
		}
		return "runtime.Vars{" + strings.Join(parts, ", ") + "}"
	case []any:
		parts := make([]string, 0, len(v))
		for _, e := range v {
			parts = append(parts, goValue(e))
		}
		return "[]any{" + strings.Join(parts, ", ") + "}"
	}
	return strconv.Quote(fmt.Sprint(v))
}

// goNumber returns a JSON number as an expression: an int64 where it is one.
func goNumber(text string) string {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return "int64(" + strconv.FormatInt(n, 10) + ")"
	}
	return "float64(" + text + ")"
}
