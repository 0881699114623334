package conformance_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/vtl"
)

// TestLimitSweep runs every case with a limit of 1, 2, 4 ... until it ends as it does without. Until then every
// run ends at the limit, having written the start of the whole output.
func TestLimitSweep(t *testing.T) {
	t.Parallel()
	limits := []struct {
		name string
		set  func(l *vtl.Limits, n int64)
	}{
		{"steps", func(l *vtl.Limits, n int64) { l.Steps = n }},
		{"bytes", func(l *vtl.Limits, n int64) { l.Bytes = n }},
		{"output", func(l *vtl.Limits, n int64) { l.Output = n }},
	}
	for _, p := range programs(t) {
		whole, wholeErr := p.run(t, vtl.Run{})
		for _, limit := range limits {
			passed := false
			for n := int64(1); n <= 1<<28 && !passed; n *= 2 {
				l := vtl.DefaultLimits()
				limit.set(&l, n)
				out, err := p.run(t, vtl.Run{Limits: l})
				switch {
				case outcome(out, err) == outcome(whole, wholeErr):
					passed = true
				case !isLimit(err):
					t.Fatalf("%s, %d %s: error %v where the whole run gives %v", p.c.ID, n, limit.name, err, wholeErr)
				case !strings.HasPrefix(whole, out) && !strings.Contains(whole, "@"):
					t.Fatalf("%s, %d %s: wrote %q, which %q does not start with", p.c.ID, n, limit.name, out, whole)
				}
			}
			if !passed {
				t.Errorf("%s never passes the limit of %s", p.c.ID, limit.name)
			}
		}
	}
}

// isLimit tells whether err is an error of KindLimit with its cause.
func isLimit(err error) bool {
	var e *vtl.Error
	var l *vtl.LimitError
	return errors.As(err, &e) && e.Kind == vtl.KindLimit && errors.As(err, &l)
}

// countdown is a context that is cancelled the n-th time someone looks at it.
type countdown struct {
	context.Context
	left atomic.Int64
}

// Err implements context.Context.
func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelSweep cancels runs at their first, second ... look at the context.
func TestCancelSweep(t *testing.T) {
	endless := []string{
		"#foreach($i in [1..1000000000])#end",
		"#foreach($i in [1..1000000000])x#if($i < 0)y#end#end",
		"#macro(m $a)#foreach($j in [1..1000])$a#end#end#foreach($i in [1..1000000])#m($i)#end",
		"#foreach($i in [1..1000000000])#set($s = \"$i$i\")#evaluate('$s')#end",
		"#foreach($i in [1..100000000])#set($q = $l.add($i))#end",
		"#set($l = [1..1000000000])$l",
		"#set($l = [1..1000000000])$l.contains('x')",
	}
	goroutines := runtime.NumGoroutine()
	unlimited := vtl.Limits{Output: 1 << 40}
	for _, text := range endless {
		tpl, err := vtl.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for k := range int64(50) {
			ctx := &countdown{Context: t.Context()}
			ctx.left.Store(k)
			_, err := tpl.Append(ctx, nil, vtl.Run{Limits: unlimited})
			if !errors.Is(err, context.Canceled) || !isLimit(err) {
				t.Fatalf("%s cancelled at look %d: error %v", text, k+1, err)
			}
		}
	}
	time.Sleep(10 * time.Millisecond)
	if n := runtime.NumGoroutine(); n > goroutines {
		t.Errorf("%d goroutines, %d before", n, goroutines)
	}
}

// skipUnderRace skips a test that measures time or memory. `make race` runs this package a second time without the
// detector, so none is left out.
func skipUnderRace(t *testing.T) {
	t.Helper()
	if conftest.Race {
		t.Skip("the race detector distorts what is measured")
	}
}

// TestCancelIsPrompt cancels endless runs from another goroutine and measures how long they go on.
func TestCancelIsPrompt(t *testing.T) {
	skipUnderRace(t)
	const patience = 10 * time.Millisecond
	for _, text := range []string{"#foreach($i in [1..1000000000])$i#end", "#set($l = [1..1000000000])$l.hashCode()", "#set($l = [1..1000000000])$l"} {
		tpl, err := vtl.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		best := time.Hour
		for range 5 {
			ctx, cancel := context.WithCancel(t.Context())
			var cancelled time.Time
			timer := time.AfterFunc(20*time.Millisecond, func() { cancelled = time.Now(); cancel() })
			_, err := tpl.Append(ctx, nil, vtl.Run{Limits: vtl.Limits{Output: 1 << 40}})
			timer.Stop()
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("%s: error %v", text, err)
			}
			best = min(best, time.Since(cancelled))
		}
		if best > patience {
			t.Errorf("%s went on for %v", text, best)
		}
	}
}

// TestIndependence runs the cases in two orders and on many goroutines: the outcome is always the same.
func TestIndependence(t *testing.T) {
	t.Parallel()
	list := programs(t)
	first := make([]string, len(list))
	for i, p := range list {
		first[i] = outcome(p.run(t, vtl.Run{}))
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(list)) {
		if again := outcome(list[i].run(t, vtl.Run{})); again != first[i] {
			t.Errorf("%s: first %q, then %q", list[i].c.ID, first[i], again)
		}
	}
	const goroutines, rounds = 16, 50
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(3, uint64(g)))
			for range rounds {
				i := r.IntN(len(list))
				// A fresh template now and then: compiling shares tables too.
				p := list[i]
				if r.IntN(4) == 0 {
					p, _ = compile(t, p.c)
				}
				if got := outcome(p.run(t, vtl.Run{})); got != first[i] {
					t.Errorf("%s on goroutine %d: %q, alone %q", p.c.ID, g, got, first[i])
				}
			}
		})
	}
	wg.Wait()
}

// watcher counts the events of a run.
type watcher struct{ events int }

// Event implements vtl.Sink.
func (w *watcher) Event(*vtl.Event) { w.events++ }

// TestWatchingChangesNothing runs every case with and without a sink and warnings: the output is the same.
func TestWatchingChangesNothing(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, p := range programs(t) {
		plain := outcome(p.run(t, vtl.Run{}))
		var w watcher
		var warnings []vtl.Diagnostic
		if watched := outcome(p.run(t, vtl.Run{Sink: &w, Warnings: &warnings})); watched != plain {
			t.Errorf("%s: %q, watched %q", p.c.ID, plain, watched)
		}
		seen += w.events
	}
	if seen == 0 {
		t.Error("no run reported anything")
	}
}

// failingWriter fails after a number of bytes.
type failingWriter struct{ left int }

// errWriter is what a failingWriter fails with.
var errWriter = errors.New("the writer is full")

// Write implements io.Writer.
func (w *failingWriter) Write(b []byte) (int, error) {
	if len(b) > w.left {
		return w.left, errWriter
	}
	w.left -= len(b)
	return len(b), nil
}

// TestFailingWriter renders into a writer that fails at every byte in turn.
func TestFailingWriter(t *testing.T) {
	t.Parallel()
	tpl, err := vtl.Parse("#foreach($i in [1..9])$i,#end")
	if err != nil {
		t.Fatal(err)
	}
	const whole = len("1,2,3,4,5,6,7,8,9,")
	for k := range whole + 1 {
		err := tpl.Execute(t.Context(), &failingWriter{left: k}, vtl.Run{})
		if (k < whole) != errors.Is(err, errWriter) {
			t.Errorf("writer that fails after %d of %d bytes: %v", k, whole, err)
		}
	}
}

// TestConcurrentRunsOfOneTemplate runs one template on many goroutines.
func TestConcurrentRunsOfOneTemplate(t *testing.T) {
	t.Parallel()
	const goroutines, rounds = 16, 50
	for _, p := range programs(t) {
		if !strings.Contains(p.c.Area, "realistic") {
			continue
		}
		want := outcome(p.run(t, vtl.Run{}))
		var wg sync.WaitGroup
		for range goroutines {
			wg.Go(func() {
				for range rounds {
					if got := outcome(p.run(t, vtl.Run{})); got != want {
						t.Errorf("%s: %q, alone %q", p.c.ID, got, want)
						return
					}
				}
			})
		}
		wg.Wait()
	}
}

// TestChargeLaw holds what a run allocates against what it charged.
func TestChargeLaw(t *testing.T) {
	skipUnderRace(t)
	const factor, slack = 8, 1 << 20
	var before, after runtime.MemStats
	for _, p := range programs(t) {
		vars := p.vars()
		m := newMeter(t)
		runtime.ReadMemStats(&before)
		_, _ = p.template.Append(t.Context(), nil, vtl.Run{Vars: vars, Meter: m})
		runtime.ReadMemStats(&after)
		_, charged := m.Used()
		if used := after.TotalAlloc - before.TotalAlloc; used > uint64(factor*charged+slack) {
			t.Errorf("%s: allocated %d bytes and charged %d", p.c.ID, used, charged)
		}
	}
}

// growth is a template whose work depends on one number.
type growth struct {
	name     string
	size     int // a size at which it takes some milliseconds
	template func(n int) string
}

// repeated repeats a part.
func repeated(part string) func(int) string {
	return func(n int) string { return strings.Repeat(part, n) }
}

// with puts the size into a template in place of {n}.
func with(format string) func(int) string {
	return func(n int) string { return fmt.Sprintf(strings.ReplaceAll(format, "{n}", "%[1]d"), n) }
}

// growths are the ways in which work can grow: the language, then methods by what they go through.
var growths = []growth{
	{"text", 20000, repeated("some text\n")},
	{"references", 5000, repeated("$s ")},
	{"sets", 3000, repeated("#set($x = 1)\n")},
	{"conditions", 2000, repeated("#if($x == 1)a#{else}b#end")},
	{"elseif chain", 60, func(n int) string { return "#if(false)a" + strings.Repeat("#elseif(false)b", n) + "#end" }},
	{"sum", 600, func(n int) string { return "#set($x = 1" + strings.Repeat(" + 1", n) + ")" }},
	{"list literal", 3000, func(n int) string { return "#set($x = [1" + strings.Repeat(", 1", n) + "])" }},
	{"string literal", 50000, func(n int) string { return "#set($x = '" + strings.Repeat("a", n) + "')" }},
	{"interpolation", 3000, func(n int) string { return `#set($x = "` + strings.Repeat("$s ", n) + `")` }},
	{"unclosed brackets", 3000, repeated("(")},
	{"unclosed references", 3000, repeated("${")},
	{"backslashes", 20000, func(n int) string { return strings.Repeat(`\`, n) + "$s" }},
	{"blanks", 20000, repeated("  \t")},
	{"comments", 3000, repeated("## c\n")},
	{"call chain", 1000, func(n int) string { return "$s" + strings.Repeat(".trim()", n) }},
	{"many variables", 2000, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "#set($v%d = %d)", i, i)
		}
		return b.String()
	}},
	{"many macros", 500, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "#macro(m%d)x#end#m%d()", i, i)
		}
		return b.String()
	}},
	{"loop", 20000, with("#foreach($i in [1..{n}])$i#end")},
	{"loop with set", 10000, with("#foreach($i in [1..{n}])#set($x = $i + 1)#end")},
	{"loop with macro", 3000, with("#macro(m $a)$a#end#foreach($i in [1..{n}])#m($i)#end")},
	{"loop with evaluate", 500, with("#foreach($i in [1..{n}])#evaluate('$i')#end")},
	{"list add", 20000, with("#foreach($i in [1..{n}])#set($q = $l.add($i))#end")},
	{"map put", 10000, with("#set($m = {})#foreach($i in [1..{n}])#set($q = $m.put($i, $i))#end")},
	{"map get", 10000, with("#set($m = {})#foreach($i in [1..{n}])$!m.get($i)#end")},
	{"range to text", 20000, with("#set($r = [1..{n}])$r")},
	{"range hash", 50000, with("#set($r = [1..{n}])$r.hashCode()")},
	{"range contains", 50000, with("#set($r = [1..{n}])$r.contains('x')")},
	{"range equals", 20000, with("#set($r = [1..{n}])#set($q = [1..{n}])$r.equals($q)")},
	{"range sum", 20000, with("#set($n = 0)#foreach($i in [1..{n}])#set($n = $n + $i)#end$n")},
	{"sub list", 20000, with("#set($r = [1..{n}])#foreach($i in $r.subList(0, {n}))$i#end")},
	{"add all", 20000, with("#set($r = [1..{n}])$l.addAll($r)")},
	{"remove all", 3000, with("#set($r = [1..{n}])$r.removeAll(['x'])")},
	{"repeat", 100000, with("$s.repeat({n}).length()")},
	{"replace", 20000, with("$s.repeat({n}).replace('a', 'bb').length()")},
	{"replace all", 5000, with("$s.repeat({n}).replaceAll('a', 'bb').length()")},
	{"replace all by groups", 3000, with("$s.repeat({n}).replaceAll('(a)(b)?', '$2$1').length()")},
	{"matches", 20000, with("$s.repeat({n}).matches('[ab]*')")},
	{"split", 5000, with("$s.repeat({n}).split('b').size()")},
	{"split by pattern", 5000, with("$s.repeat({n}).split('[b]').size()")},
	{"upper case", 20000, with("$s.repeat({n}).toUpperCase().length()")},
	{"trim", 20000, with("#set($x = $s.repeat({n}) + ' ')$x.trim().length()")},
	{"index of", 20000, with("$s.repeat({n}).indexOf('c')")},
	{"last index of", 20000, with("$s.repeat({n}).lastIndexOf('c')")},
	{"char at", 3000, with("#set($x = $s.repeat({n}))#foreach($i in [1..{n}])$x.charAt($i)#end")},
	{"char at beyond ASCII", 1000, with("#set($u = 'é')#set($x = $u.repeat({n}))#foreach($i in [2..{n}])$x.charAt(1)#end")},
	{"substring walk", 1000, with("#set($x = $s.repeat({n}))#foreach($i in [1..{n}])$x.substring($i, $x.length()).isEmpty()#end")},
	{"to char array", 20000, with("$s.repeat({n}).toCharArray().size()")},
	{"bytes", 20000, with("$s.repeat({n}).getBytes().size()")},
	{"lines", 5000, with("#set($x = \"a\n\")$x.repeat({n}).lines().toList().size()")},
	{"strip indent", 5000, with("#set($x = \"  a\n\")$x.repeat({n}).stripIndent().length()")},
	{"join", 5000, with("#set($r = [])#foreach($i in [1..{n}])#set($q = $r.add('a'))#end$s.join(',', $r).length()")},
	{"format", 20000, with("$s.format('%{n}d', 1).length()")},
	{"equals", 20000, with("#set($x = $s.repeat({n}))#set($y = $s.repeat({n}))$x.equals($y)")},
	{"compare to", 20000, with("#set($x = $s.repeat({n}))#set($y = $s.repeat({n}))$x.compareTo($y)")},
	{"string hash", 20000, with("$s.repeat({n}).hashCode()")},
	{"distinct", 3000, with("#set($r = [1..{n}])$r.stream().distinct().count()")},
	{"sorted", 3000, with("#set($r = [{n}..1])$r.stream().sorted().toList().size()")},
}

// TestGrowthLaw runs each way with n and 8n: bytes allocated and steps charged stay near eight times as much, unless a limit ends the run.
func TestGrowthLaw(t *testing.T) {
	skipUnderRace(t)
	const most = 12
	for _, g := range growths {
		t.Run(g.name, func(t *testing.T) {
			small, ok := measure(t, g.template(g.size))
			large, ok2 := measure(t, g.template(8*g.size))
			if !ok || !ok2 {
				return
			}
			const allocSlack, stepSlack = 512 << 10, 2000
			if large.bytes > most*small.bytes+allocSlack {
				t.Errorf("allocated %d bytes, then %d", small.bytes, large.bytes)
			}
			if large.steps > most*small.steps+stepSlack {
				t.Errorf("charged %d steps, then %d", small.steps, large.steps)
			}
			// Time is measured with company on the machine: allow four times as much, which still tells linear from
			// quadratic, and only when there is something to measure.
			if small.time > 5*time.Millisecond && large.time > 4*most*small.time {
				t.Errorf("took %v, then %v", small.time, large.time)
			}
		})
	}
}

// cost is what parsing and running a template takes.
type cost struct {
	bytes, steps int64
	time         time.Duration
}

// measure parses and runs text, three times; ok is false when a limit ended it. A parse error is as good as a result.
func measure(t *testing.T, text string) (best cost, ok bool) {
	t.Helper()
	best = cost{bytes: 1 << 62, time: time.Hour}
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		m := newMeter(t)
		tpl, err := vtl.Parse(text)
		if err == nil {
			_, err = tpl.Append(t.Context(), nil, vtl.Run{Meter: m, Bind: []vtl.Binding{
				{Name: "s", Value: vtl.String("ab")}, {Name: "l", Value: mustValue(t, []any{})},
			}})
		}
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if isLimit(err) {
			return best, false
		}
		best.steps, _ = m.Used()
		best.bytes = min(best.bytes, int64(after.TotalAlloc-before.TotalAlloc))
		best.time = min(best.time, took)
	}
	return best, true
}

// mustValue returns Go data as a value.
func mustValue(t testing.TB, data any) vtl.Value {
	t.Helper()
	v, err := vtl.ValueOf(data)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
