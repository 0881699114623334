package vtl_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// engineContext are the variables of testdata/engine.jsonl, fresh each time since templates change them.
func engineContext() map[string]vtl.Value {
	return contextOf(readJSON(`{"s":"hello","n":5,"t":true,"f":false,"e":"","nul":null,"list":[1,2,3],"map":{"a":1,"b":"two","c":null}}`))
}

// engineCase is a row of testdata/engine.jsonl: a template and what Apache Velocity 1.7 makes of it.
type engineCase struct {
	why, template string
	dialect       vtl.Dialect
	output        string // with an error: what was written before it
	kind          string // of the error, "" for none
	line, column  string // of the error, "" for no place
}

// engineCases reads testdata/engine.jsonl.
func engineCases(tb testing.TB) []engineCase {
	tb.Helper()
	text, err := os.ReadFile("testdata/engine.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	var cases []engineCase
	for line := range strings.Lines(string(text)) {
		m := readJSON(line).(*java.Map)
		c := engineCase{why: field(m, "why"), template: field(m, "template"), output: field(m, "output"), dialect: vtl.Velocity17}
		if field(m, "dialect") == "apigateway" {
			c.dialect = vtl.APIGateway
		}
		if e, ok := m.GetString("error"); ok {
			em := e.(*java.Map)
			c.kind, c.line, c.column, c.output = field(em, "kind"), field(em, "line"), field(em, "column"), field(m, "partial")
		}
		cases = append(cases, c)
	}
	return cases
}

// run renders the case and returns its output and error, a parse error included.
func (c *engineCase) run(r vtl.Run) (string, error) {
	tpl, err := vtl.Parse(c.template, vtl.InDialect(c.dialect))
	if err != nil {
		return "", err
	}
	r.Limits = untimed
	out, err := tpl.Append(context.Background(), nil, r)
	return string(out), err
}

// check returns what is wrong with the output and error of the case, "" for nothing.
func (c *engineCase) check(out string, err error) string {
	if out != c.output {
		return "got  " + strconv.Quote(out) + "\nwant " + strconv.Quote(c.output)
	}
	var e *vtl.Error
	switch {
	case err == nil && c.kind == "":
		return ""
	case err == nil:
		return "no error, want " + c.kind
	case !errors.As(err, &e):
		return "not an *Error: " + err.Error()
	case e.Kind.String() != c.kind:
		return "a " + e.Kind.String() + " error, want " + c.kind + ": " + err.Error()
	case e.Pos.IsValid() != (c.line != ""):
		return "place known: " + strconv.FormatBool(e.Pos.IsValid()) + ": " + err.Error()
	case c.line != "" && (strconv.Itoa(e.Pos.Line) != c.line || strconv.Itoa(e.Pos.Column) != c.column):
		return "want place " + c.line + ":" + c.column + ": " + err.Error()
	}
	return ""
}

func TestEngine(t *testing.T) {
	t.Parallel()
	for _, c := range engineCases(t) {
		out, err := c.run(vtl.Run{Vars: engineContext()})
		if bad := c.check(out, err); bad != "" {
			t.Errorf("%s\n%s\n%s", c.why, c.template, bad)
		}
	}
}

// TestSinkChangesNothing runs all cases once more with a Sink, with warnings and with bindings in place of a map.
func TestSinkChangesNothing(t *testing.T) {
	t.Parallel()
	for _, c := range engineCases(t) {
		var vars []vtl.Binding
		for name, v := range engineContext() {
			vars = append(vars, vtl.Binding{Name: name, Value: v})
		}
		var rec recorder
		var warnings []vtl.Diagnostic
		out, err := c.run(vtl.Run{Bind: vars, Sink: &rec, Warnings: &warnings})
		if bad := c.check(out, err); bad != "" {
			t.Errorf("%s\n%s\n%s", c.why, c.template, bad)
		}
		if bad := checkCover(rec.events, []byte(out)); bad != nil {
			t.Errorf("%s\n%v", c.template, bad)
		}
		for _, w := range warnings {
			if !w.Pos.IsValid() || w.Code == "" || w.Msg == "" || w.Count < 1 || strings.ContainsAny(w.Msg+w.Note+w.Hint, "\n\r") {
				t.Errorf("%s\nwarning %+v", c.template, w)
			}
		}
	}
}

// TestConcurrentRuns renders the same templates in 16 goroutines, 50 times each.
func TestConcurrentRuns(t *testing.T) {
	t.Parallel()
	var templates []*vtl.Template
	var want []engineCase
	for _, c := range engineCases(t) {
		if tpl, err := vtl.Parse(c.template, vtl.InDialect(c.dialect)); err == nil {
			templates, want = append(templates, tpl), append(want, c)
		}
	}
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Go(func() {
			for n := range rounds {
				i := (g*7 + n*13) % len(templates)
				out, err := templates[i].Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Limits: untimed})
				if bad := want[i].check(string(out), err); bad != "" {
					t.Errorf("%s\n%s", want[i].template, bad)
				}
			}
		})
	}
	wg.Wait()
}

func TestLibrary(t *testing.T) {
	t.Parallel()
	parse := func(text string, opts ...vtl.Option) *vtl.Template {
		tpl, err := vtl.Parse(text, opts...)
		if err != nil {
			t.Fatal(err)
		}
		return tpl
	}
	first := parse("#macro(a)first a#end printed by nobody")
	second := parse("#macro(a)second a#end#macro(b $x)second b of $x, #a()#end", vtl.Library(first))
	tpl := parse("#macro(b)own b#end#macro(c)own c#end#a()|#b($s)|#c()|\\#a", vtl.Library(second))
	got, err := tpl.Render(context.Background(), engineContext())
	if want := "first a|second b of hello, first a|own c|#a"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestVarsWinOverBind(t *testing.T) {
	t.Parallel()
	tpl, err := vtl.Parse("$a $b #evaluate('$c')")
	if err != nil {
		t.Fatal(err)
	}
	out, err := tpl.Append(context.Background(), []byte("> "), vtl.Run{
		Vars: map[string]vtl.Value{"a": vtl.String("vars")},
		Bind: []vtl.Binding{{Name: "a", Value: vtl.String("bind")}, {Name: "b", Value: vtl.String("B")}, {Name: "c", Value: vtl.String("C")}},
	})
	if want := "> vars B C"; err != nil || string(out) != want {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

// TestEmptyIsFalse checks the setting of the dialect that decides the truth of an empty string.
func TestEmptyIsFalse(t *testing.T) {
	t.Parallel()
	d := vtl.APIGateway
	d.EmptyIsFalse = true
	tpl, err := vtl.Parse("#if($nope)a#end#if($e)b#end#if($s)c#end#if(!$nope)d#end#if($nope || $n)e#end", vtl.InDialect(d))
	if err != nil {
		t.Fatal(err)
	}
	got, err := tpl.Render(context.Background(), engineContext())
	if want := "cde"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

// failingWriter refuses what it is given.
type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestExecute(t *testing.T) {
	t.Parallel()
	tpl, err := vtl.Parse("a $s b$s.substring(99)c")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	err = tpl.Execute(context.Background(), &b, vtl.Run{Vars: engineContext()})
	var e *vtl.Error
	if !errors.As(err, &e) || b.String() != "a hello b" {
		t.Errorf("got %q, %v", b.String(), err)
	}
	refused := errors.New("refused")
	if tpl, err = vtl.Parse("text"); err != nil {
		t.Fatal(err)
	}
	if err := tpl.Execute(context.Background(), failingWriter{refused}, vtl.Run{}); !errors.Is(err, refused) {
		t.Errorf("got %v, want the writer's error", err)
	}
}
