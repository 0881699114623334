package conformance_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// boundary is a limit with a template that reaches it: build(n) uses exactly n of it.
type boundary struct {
	name  string
	set   func(l *vtl.Limits, n int)
	n     int
	build func(n int) string
	// body is the request body, for the limits of $input.
	body func(n int) string
}

// boundaries are the limits of a run that a template can reach exactly.
var boundaries = []boundary{
	{"source", func(l *vtl.Limits, n int) { l.Source = n }, 100, func(n int) string { return strings.Repeat("x", n) }, nil},
	{"output", func(l *vtl.Limits, n int) { l.Output = int64(n) }, 100, func(n int) string { return fmt.Sprintf("#foreach($i in [1..%d])x#end", n) }, nil},
	{"loop", func(l *vtl.Limits, n int) { l.Loop = n }, 50, func(n int) string { return fmt.Sprintf("#foreach($i in [1..%d])#end", n) }, nil},
	{"nesting of ifs", func(l *vtl.Limits, n int) { l.Nesting = n }, 20, func(n int) string { return nested("#if(true)", "#end")(n - 1) }, nil}, // the template is a level too
	{"nesting of lists", func(l *vtl.Limits, n int) { l.Nesting = n }, 20, inSet(func(n int) string { return nested("[", "]")(n - 1) }), nil},
	{"nesting of parentheses", func(l *vtl.Limits, n int) { l.Nesting = n }, 20, inSet(func(n int) string { return strings.Repeat("(", n-1) + "1" + strings.Repeat(")", n-1) }), nil},
	{"call depth", func(l *vtl.Limits, n int) { l.CallDepth, l.MacroDepth = n, 1000 }, 30, macroChain, nil},
	{"value depth", func(l *vtl.Limits, n int) { l.ValueDepth = n }, 50, func(n int) string {
		return fmt.Sprintf("#set($x = [])#foreach($i in [2..%d])#set($x = [$x])#end$x", n)
	}, nil},
	{"regex pattern", func(l *vtl.Limits, n int) { l.RegexPattern = n }, 100, func(n int) string {
		return "#set($s = 'a')$s.matches('" + strings.Repeat("a", n) + "')"
	}, nil},
	{"regex groups", func(l *vtl.Limits, n int) { l.RegexGroups = n }, 20, func(n int) string {
		return "#set($s = 'a')$s.matches('" + strings.Repeat("(", n) + "a" + strings.Repeat(")", n) + "')"
	}, nil},
	{"regex subject", func(l *vtl.Limits, n int) { l.RegexSubject = n }, 100, func(n int) string {
		return fmt.Sprintf("#set($s = 'a')$s.repeat(%d).matches('a+')", n)
	}, nil},
	{"path", func(l *vtl.Limits, n int) { l.PathBytes = n }, 50, func(n int) string { return "$input.path('$." + strings.Repeat("a", n-2) + "')" }, always("{}")},
	{"body", func(l *vtl.Limits, n int) { l.Body = n }, 50, always("$input.json('$')"), func(n int) string { return "{" + strings.Repeat(" ", n-2) + "}" }},
	{"depth of the body", func(l *vtl.Limits, n int) { l.BodyDepth = n }, 50, always("$input.json('$').length()"), nested("[", "]")},
}

// always returns the same text for every size.
func always(text string) func(int) string { return func(int) string { return text } }

// nested opens and closes something as often as asked.
func nested(open, end string) func(int) string {
	return func(n int) string { return strings.Repeat(open, n) + strings.Repeat(end, n) }
}

// inSet puts an expression into a #set.
func inSet(build func(int) string) func(int) string {
	return func(n int) string { return "#set($x = " + build(n) + ")" }
}

// macroChain makes n calls inside each other.
func macroChain(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "#macro(m%d)#m%d()#end", i, i+1)
	}
	fmt.Fprintf(&b, "#macro(m%d)x#end#m1()", n)
	return b.String()
}

// TestBoundaries runs templates at each limit and one above it.
func TestBoundaries(t *testing.T) {
	t.Parallel()
	for _, b := range boundaries {
		t.Run(b.name, func(t *testing.T) {
			if err := b.run(b.n); err != nil {
				t.Errorf("%d of %d: %v", b.n, b.n, err)
			}
			err := b.run(b.n + 1)
			var limit *vtl.LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("%d of %d: error %v", b.n+1, b.n, err)
			}
			if limit.Name == "" || limit.Value != int64(b.n) || !strings.Contains(err.Error(), fmt.Sprint(b.n)) {
				t.Errorf("limit %q of %d: %v", limit.Name, limit.Value, err)
			}
		})
	}
}

// run runs the template that uses n, with the limit at b.n.
func (b *boundary) run(n int) error {
	l := vtl.DefaultLimits()
	b.set(&l, b.n)
	tpl, err := runtime.Compile(b.build(n), runtime.WithLimits(l))
	if err != nil {
		return err
	}
	q := &runtime.Request{Method: "POST"}
	if b.body != nil {
		q.Body = []byte(b.body(n))
	}
	_, err = tpl.Transform(context.Background(), q)
	return err
}
