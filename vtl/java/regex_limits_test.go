package java

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// limitName returns the name of the limit that f exceeds, "" when it exceeds none.
func limitName(t *testing.T, limits Limits, f func(m *Meter)) string {
	t.Helper()
	err := Guard(func() { f(NewMeter(t.Context(), limits)) })
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit.Name
	}
	return ""
}

// TestRegexLimits sits on each limit and one beyond.
func TestRegexLimits(t *testing.T) {
	t.Parallel()
	limits := DefaultLimits()
	limits.Time, limits.RegexTime = 20*time.Second, 10*time.Second
	for _, c := range []struct {
		name          string
		pattern, text string
		want          string
	}{
		{"pattern", strings.Repeat("a", limits.RegexPattern), "a", ""},
		{"pattern + 1", strings.Repeat("a", limits.RegexPattern+1), "a", "regex pattern"},
		{"groups", strings.Repeat("(", limits.RegexGroups) + strings.Repeat(")", limits.RegexGroups), "a", ""},
		{"groups + 1", strings.Repeat("(", limits.RegexGroups+1) + strings.Repeat(")", limits.RegexGroups+1), "a", "regex groups"},
		{"classes + 1", strings.Repeat("[a", limits.RegexGroups+1) + strings.Repeat("]", limits.RegexGroups+1), "a", "regex groups"},
		{"subject", "[ab]", strings.Repeat("x", limits.RegexSubject), ""},
		{"subject + 1", "[ab]", strings.Repeat("x", limits.RegexSubject+1), "regex subject"},
		{"translation", strings.Repeat(`\p{L}`, limits.RegexPattern/5-2) + "(a|aa)*", "é", "regex translation"},
		{"classes", strings.Repeat(`\p{L}`, limits.RegexPattern/5), "é", ""},
		{"stack", "(?:(?=a)a|b)*c", strings.Repeat("a", limits.RegexSubject), "regex backtracking"},
	} {
		got := limitName(t, limits, func(m *Meter) {
			r, err := CompileRegex(m, c.pattern, 0)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				return
			}
			r.each(m, c.text, func(regexMatch) bool { return true })
		})
		if got != c.want {
			t.Errorf("%s: exceeds %q, want %q", c.name, got, c.want)
		}
	}
}

// TestRegexTime runs patterns that backtrack without end: they are stopped soon after their time, or take no time in
// the engine that does not backtrack.
func TestRegexTime(t *testing.T) {
	letters := strings.Repeat("a", 40) + "!"
	for pattern, want := range map[string]string{
		`(a+)+$`:              "",
		`(a|aa)+$`:            "",
		`(.*a){20}x`:          "",
		`(a+)+\1$`:            "regex time",
		`(?=a)(a+)+$`:         "regex time",
		`(?>a)(a|aa)+(?=!)!!`: "regex time",
	} {
		limits := DefaultLimits()
		limits.RegexTime = 50 * time.Millisecond
		start := time.Now()
		got := limitName(t, limits, func(m *Meter) {
			r, err := CompileRegex(m, pattern, 0)
			if err != nil {
				t.Error(err)
				return
			}
			r.Matches(m, letters)
			r.each(m, letters, func(regexMatch) bool { return true })
		})
		if took := time.Since(start); got != want || took > 2*time.Second {
			t.Errorf("%s: exceeds %q after %v, want %q", pattern, got, took, want)
		}
	}
}

// TestRegexRunTime checks that the time of the run ends a match too.
func TestRegexRunTime(t *testing.T) {
	limits := DefaultLimits()
	limits.Time, limits.RegexTime = 30*time.Millisecond, time.Minute
	got := limitName(t, limits, func(m *Meter) {
		r, _ := CompileRegex(m, `(a+)+\1$`, 0)
		r.Matches(m, strings.Repeat("a", 40)+"!")
	})
	if got != "time" {
		t.Errorf("exceeds %q", got)
	}
}

// TestRegexChargesAlike checks that what a call is charged does not depend on the cache.
func TestRegexChargesAlike(t *testing.T) {
	t.Parallel()
	var first [2]int64
	for i := range 3 {
		m := NewMeter(t.Context(), DefaultLimits())
		if _, err := invokeText(m, "a1 b22 ü", "replaceAll", String(`(?<x>\p{L})\d+|charged`), String("${x}")); err != nil {
			t.Fatal(err)
		}
		steps, bytes := m.Used()
		if i == 0 {
			first = [2]int64{steps, bytes}
		} else if first != [2]int64{steps, bytes} {
			t.Errorf("charged %d steps and %d bytes, at first %v", steps, bytes, first)
		}
	}
}

// TestRegexCache checks that the cache stays within its bounds and that a limit holds for cached patterns too.
func TestRegexCache(t *testing.T) {
	t.Parallel()
	for i := range 2 * maxCachedRegexes {
		if _, err := CompileRegex(nil, fmt.Sprintf("cache%d[ab]", i), 0); err != nil {
			t.Fatal(err)
		}
	}
	regexes.mu.Lock()
	n, weight := regexes.order.Len(), regexes.weight
	regexes.mu.Unlock()
	if n > maxCachedRegexes || weight > maxCachedWeight {
		t.Errorf("%d patterns of weight %d are cached", n, weight)
	}
	nested := "(((((cached)))))"
	if _, err := CompileRegex(nil, nested, 0); err != nil {
		t.Fatal(err)
	}
	limits := DefaultLimits()
	limits.RegexGroups = 4
	if got := limitName(t, limits, func(m *Meter) { _, _ = CompileRegex(m, nested, 0) }); got != "regex groups" {
		t.Errorf("exceeds %q", got)
	}
}

// TestRegexConcurrent uses the same patterns from many goroutines.
func TestRegexConcurrent(t *testing.T) {
	t.Parallel()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range 50 {
				for _, c := range []struct{ pattern, text, replacement, want string }{
					{`(?<=x)(\d+)`, "x12 x3", "<$1>", "x<12> x<3>"},
					{`(?i)é+`, "ÉéE", "<$0>", "É<é>E"},
					{`(\w+,)+`, "a,b,c", "<$1>", "<b,>c"},
					{`\p{L}++`, "äb1", "<$0>", "<äb>1"},
				} {
					got, err := invokeText(nil, c.text, "replaceAll", String(c.pattern), String(c.replacement))
					if err != nil || got != c.want {
						t.Errorf("%d: %s: %q, %v", i, c.pattern, got, err)
					}
				}
			}
		})
	}
	group.Wait()
}

// FuzzRegex checks that no pattern crashes, and that every translation compiles.
func FuzzRegex(f *testing.F) {
	for _, s := range []string{`a|b*`, `[a-z&&[^b]]+`, `(?<n>a)\k<n>`, `\Q.\E`, `(?i)\p{Lu}`, `(?<=a{1,3})b`, `\X\R\b`, `(?x) a #`, `[\w-]`, `(a+)+$`} {
		f.Add(s, "aab é😀\r\n")
	}
	limits := DefaultLimits()
	limits.RegexTime = 10 * time.Millisecond
	f.Fuzz(func(t *testing.T, pattern, text string) {
		_ = Guard(func() {
			m := NewMeter(t.Context(), limits)
			r, err := CompileRegex(m, CleanText(pattern, true), 0)
			if err != nil {
				return
			}
			text := CleanText(text, true)
			r.Matches(m, text)
			r.Split(m, text, 0)
			_, _ = r.ReplaceAll(m, text, "<$0>", 0)
		})
	})
}
