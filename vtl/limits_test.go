package vtl_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// limited returns the default limits changed by f, without the clock's unless f sets it: a busy machine must not
// make a test fail.
func limited(f func(l *vtl.Limits)) vtl.Limits {
	l := vtl.DefaultLimits()
	l.Time = 0
	f(&l)
	return l
}

// untimed are the default limits without the clock's.
var untimed = limited(func(*vtl.Limits) {})

// mustParse parses a template of a test.
func mustParse(tb testing.TB, text string, opts ...vtl.Option) *vtl.Template {
	tb.Helper()
	tpl, err := vtl.Parse(text, opts...)
	if err != nil {
		tb.Fatalf("%q: %v", text, err)
	}
	return tpl
}

// TestLimitBoundaries renders templates at a limit, where they must work, and one below, where they must stop.
func TestLimitBoundaries(t *testing.T) {
	t.Parallel()
	const nested = `#macro(m $n)#if($n > 1)#set($less = $n - 1)#m($less)#end.#end#m(10)`
	tests := []struct {
		name, template, limit string
		at                    int
		set                   func(l *vtl.Limits, n int)
		dialect               vtl.Dialect
	}{
		{"output", "12345$s", "output bytes", 10, func(l *vtl.Limits, n int) { l.Output = int64(n) }, vtl.Velocity17},
		{"output of a list", "[$list]", "output bytes", 11, func(l *vtl.Limits, n int) { l.Output = int64(n) }, vtl.Velocity17},
		{"loop turns", "#foreach($i in [1..7])$i#end", "loop turns", 7, func(l *vtl.Limits, n int) { l.Loop = n }, vtl.Velocity17},
		{"calls", `#define($a)x#end#macro(m)$a#end#evaluate('#m()')`, "call depth", 3, func(l *vtl.Limits, n int) { l.CallDepth = n }, vtl.Velocity17},
		{"value depth", "#set($l = [[[1]]])$l", "value depth", 3, func(l *vtl.Limits, n int) { l.ValueDepth = n }, vtl.Velocity17},
	}
	for _, tt := range tests {
		tpl := mustParse(t, tt.template, vtl.InDialect(tt.dialect))
		if _, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Limits: limited(func(l *vtl.Limits) { tt.set(l, tt.at) })}); err != nil {
			t.Errorf("%s: at the limit: %v", tt.name, err)
		}
		_, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Limits: limited(func(l *vtl.Limits) { tt.set(l, tt.at-1) })})
		checkLimit(t, tt.name, err, tt.limit)
	}
	// Velocity's own limit of nested macros is a render error.
	tpl := mustParse(t, nested)
	for depth, want := range map[int]bool{10: true, 9: false} {
		_, err := tpl.Append(context.Background(), nil, vtl.Run{Limits: limited(func(l *vtl.Limits) { l.MacroDepth = depth })})
		var e *vtl.Error
		if (err == nil) != want || err != nil && (!errors.As(err, &e) || e.Kind != vtl.KindRender || len(e.Stack) != depth) {
			t.Errorf("macro depth %d: %v", depth, err)
		}
	}
}

// checkLimit checks that err is the error of the limit called name.
func checkLimit(t *testing.T, what string, err error, name string) {
	t.Helper()
	var e *vtl.Error
	var limit *vtl.LimitError
	switch {
	case !errors.As(err, &e) || e.Kind != vtl.KindLimit:
		t.Errorf("%s: got %v, want a limit error", what, err)
	case !errors.As(err, &limit) || limit.Name != name:
		t.Errorf("%s: got %v, want limit %s", what, err, name)
	case e.Code == "" || e.Hint == "" || !e.Pos.IsValid():
		t.Errorf("%s: code %q, hint %q, place %v", what, e.Code, e.Hint, e.Pos)
	}
}

// TestRunawayTemplates checks that templates which would never end, or grow without bound, stop at a limit and
// leave a prefix of their output.
func TestRunawayTemplates(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`#set($s = 'x')#foreach($i in [1..100])#set($s = "$s$s")#end$s`,
		`#set($s = 'x')#foreach($i in [1..100])#set($s = $s + $s)#end$s`,
		`#foreach($i in [1..100000000])$i#end`,
		`#foreach($i in [1..100000])#foreach($j in [1..100000])#end#end`,
		`#set($l = [])#foreach($i in [1..60])#set($l = [$l, $l])#end$l`,
		`#set($l = [])#foreach($i in [1..10000])#set($l = [$l])#end$l`,
		`#set($t = '#evaluate($t)')#evaluate($t)`,
		`#set($t = 'ab#evaluate($t)#evaluate($t)')#evaluate($t)`,
		`#macro(a $x)#b("$x$x")#end#macro(b $x)#c("$x$x")#end#macro(c $x)$x$x$x$x#end#foreach($i in [1..1000000])#a("$i$i$i$i")#end`,
		`#define($a)$b$b#end#define($b)$c$c#end#define($c)$a$a#end$a`,
		`#foreach($i in [1..1000000])#evaluate("$v$i #macro(m$i)x#end")#end`,
		`#set($n = 3)#foreach($i in [1..100])#set($n = $n * $n)#end$n`,
		`#foreach($i in [1..1000000000])#if($i > 0)#elseif($i)#end#end`,
		`#set($x = "#foreach($i in [1..100000000])abcdefgh#end")`,
		`#macro(m)#@m()$bodyContent#end#end#@m()$bodyContent$bodyContent#end`,
	} {
		tpl := mustParse(t, text)
		limits := limited(func(l *vtl.Limits) { l.Steps, l.Bytes, l.Output = 200_000, 4<<20, 100_000 })
		out, err := tpl.Append(context.Background(), nil, vtl.Run{Limits: limits})
		var e *vtl.Error
		if err != nil && (!errors.As(err, &e) || e.Kind == vtl.KindInternal) {
			t.Errorf("%s\n%v", text, err)
		}
		if len(out) > 100_000 {
			t.Errorf("%s\nwrote %d bytes", text, len(out))
		}
	}
}

// TestLimitSweep runs templates with growing budgets: each run ends with a limit error and a prefix of the whole
// output, until one passes.
func TestLimitSweep(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`#foreach($i in [1..300])$i #set($x = "<$i>")$x#end`,
		`#macro(m $a)[$a]#end#foreach($i in [1..200])#m("$i$i")#end`,
		`#foreach($i in [1..100])#evaluate('$i')$s.toUpperCase()#end`,
	} {
		tpl := mustParse(t, text)
		whole, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Limits: untimed})
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range []func(l *vtl.Limits, n int64){
			func(l *vtl.Limits, n int64) { l.Steps = n },
			func(l *vtl.Limits, n int64) { l.Bytes = n },
			func(l *vtl.Limits, n int64) { l.Output = n },
		} {
			for n := int64(1); ; n *= 2 {
				out, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Limits: limited(func(l *vtl.Limits) { set(l, n) })})
				if !strings.HasPrefix(string(whole), string(out)) {
					t.Fatalf("%s\nbudget %d: %q is no prefix", text, n, out)
				}
				if err == nil {
					break
				}
				var e *vtl.Error
				if !errors.As(err, &e) || e.Kind != vtl.KindLimit {
					t.Fatalf("%s\nbudget %d: %v", text, n, err)
				}
			}
		}
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	tpl := mustParse(t, `#foreach($i in [1..2000000000])#end`)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err := tpl.Append(ctx, nil, vtl.Run{Limits: vtl.Limits{CallDepth: 64}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	var e *vtl.Error
	if !errors.As(err, &e) || e.Kind != vtl.KindLimit || e.Code != "VTL311" {
		t.Errorf("got %#v", err)
	}
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	tpl := mustParse(t, `#foreach($i in [1..2000000000])#end`)
	_, err := tpl.Append(context.Background(), nil, vtl.Run{Limits: vtl.Limits{Time: 30 * time.Millisecond}})
	checkLimit(t, "time", err, "time")
}

// TestLoopStops checks the dialect's setting that ends a loop quietly at its limit.
func TestLoopStops(t *testing.T) {
	t.Parallel()
	d := vtl.APIGateway
	d.LoopStops = true
	tpl := mustParse(t, "#foreach($i in [1..9])$i#end.$!i", vtl.InDialect(d))
	var warnings []vtl.Diagnostic
	out, err := tpl.Append(context.Background(), nil, vtl.Run{Limits: limited(func(l *vtl.Limits) { l.Loop = 4 }), Warnings: &warnings})
	if err != nil || string(out) != "1234." {
		t.Errorf("got %q, %v", out, err)
	}
	if len(warnings) == 0 || warnings[0].Code != "VTL106" {
		t.Errorf("warnings %+v", warnings)
	}
}

func TestMeterIsShared(t *testing.T) {
	t.Parallel()
	tpl := mustParse(t, "#foreach($i in [1..500])$i#end")
	m := java.NewMeter(context.Background(), vtl.Limits{Steps: 1500, Output: 1 << 20})
	_, first := tpl.Append(context.Background(), nil, vtl.Run{Meter: m})
	used, _ := m.Used()
	_, second := tpl.Append(context.Background(), nil, vtl.Run{Meter: m})
	if first != nil || used == 0 {
		t.Errorf("first run: %v, %d steps", first, used)
	}
	checkLimit(t, "second run", second, "steps")
}

// TestDepthIsAlwaysBounded checks that no setting of limits lets a template run out of stack.
func TestDepthIsAlwaysBounded(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`#set($l = [1])#set($x = $l.add([$l]))$l`,
		`#set($m = {})#set($x = $m.put('k', [$m]))$m.hashCode()`,
		`#set($l = [])#foreach($i in [1..20000])#set($l = [$l])#end$l`,
		`#macro(m)#m()#end#m()`,
		`#set($t = '#evaluate($t)')#evaluate($t)`,
		`#define($a)#set($b = "$a")$b#end#macro(m)#@m()$a$bodyContent#end#end#m()`,
	} {
		limits := vtl.Limits{Steps: 50_000_000, Nesting: 1 << 30, CallDepth: 1 << 30, ValueDepth: 1 << 30}
		_, err := mustParse(t, text, vtl.WithLimits(limits)).Append(context.Background(), nil, vtl.Run{})
		var e *vtl.Error
		if !errors.As(err, &e) || e.Kind == vtl.KindInternal {
			t.Errorf("%s\ngot %v", text, err)
		}
	}
	for _, n := range []int{990, 1010} {
		_, err := vtl.Parse(strings.Repeat("#if(true)", n)+strings.Repeat("#end", n), vtl.WithLimits(vtl.Limits{Nesting: 1 << 30}))
		if (err == nil) != (n < 1000) {
			t.Errorf("nesting %d: %v", n, err)
		}
	}
}
