package gateway

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestThrottleRefills(t *testing.T) {
	t.Parallel()
	clock := newFakeClock()
	g := newGateway(t, definitionOf(object{"/a": object{"get": operation(mockOf("a"))}, "/b": object{"get": operation(mockOf("b"))}}), "", func(o *Options) {
		o.Clock = clock
		o.Stage.Throttle = &Rate{RateLimit: 2, BurstLimit: 2}
	})
	for range 2 {
		wantStatus(t, ask(g, "GET", "/test/a", ""), 200, "a")
	}
	wantStatus(t, ask(g, "GET", "/test/a", ""), 429, `{"message":"Too Many Requests"}`)
	// Other ways of writing the path have the same bucket, another method has its own.
	wantStatus(t, ask(g, "GET", "/test//a/", ""), 429, "")
	wantStatus(t, ask(g, "GET", "/test/b", ""), 200, "b")
	clock.move(499 * time.Millisecond)
	wantStatus(t, ask(g, "GET", "/test/a", ""), 429, "")
	clock.move(time.Millisecond)
	wantStatus(t, ask(g, "GET", "/test/a", ""), 200, "a")
	clock.move(-time.Hour)
	wantStatus(t, ask(g, "GET", "/test/a", ""), 429, "")
}

func TestThrottleOfAccount(t *testing.T) {
	t.Parallel()
	g := newGateway(t, definitionOf(object{"/a": object{"get": operation(mockOf("a"))}, "/b": object{"get": operation(mockOf("b"))}}), "", func(o *Options) {
		o.Clock = newFakeClock()
		o.Auth.AccountThrottle = &Rate{RateLimit: 1}
	})
	wantStatus(t, ask(g, "GET", "/test/a", ""), 200, "a")
	wantStatus(t, ask(g, "GET", "/test/b", ""), 429, "")
}

// TestThrottleLaw has 1,000 calls at once while the clock runs, some of them with times that are already past: no
// more may pass than burst, rate times time and one. Time runs from the earliest one given.
func TestThrottleLaw(t *testing.T) {
	t.Parallel()
	const rate, burst = 200.0, 50
	m := newMemoryThrottle()
	begin := time.Now().Add(-60 * time.Millisecond)
	var passed atomic.Int64
	var wait sync.WaitGroup
	for i := range 1000 {
		wait.Go(func() {
			time.Sleep(time.Duration(i%100) * time.Millisecond)
			now := time.Now().Add(-time.Duration(i%7) * 10 * time.Millisecond)
			if ok, err := m.Take(context.Background(), "k", rate, burst, now); err != nil {
				t.Error(err)
			} else if ok {
				passed.Add(1)
			}
		})
	}
	wait.Wait()
	most := int64(burst + rate*time.Since(begin).Seconds() + 1)
	if n := passed.Load(); n > most || n < burst {
		t.Errorf("%d passed, want %d to %d", n, burst, most)
	}
}

func TestThrottleTableIsBounded(t *testing.T) {
	t.Parallel()
	m := newMemoryThrottle()
	m.buckets.maxCount = 10
	for i := range 100 {
		if ok, _ := m.Take(context.Background(), fmt.Sprint(i), 1, 1, testBegin); !ok {
			t.Errorf("bucket %d is not full", i)
		}
	}
	if n, _ := m.buckets.size(); n != 10 {
		t.Errorf("%d buckets", n)
	}
}

func TestThrottleLimitsChange(t *testing.T) {
	t.Parallel()
	m, ctx := newMemoryThrottle(), context.Background()
	m.Take(ctx, "k", 1, 1, testBegin)
	if ok, _ := m.Take(ctx, "k", 1, 1, testBegin); ok {
		t.Error("an empty bucket gave a token")
	}
	if ok, _ := m.Take(ctx, "k", 1, 0, testBegin.Add(time.Hour)); ok {
		t.Error("a bucket without room gave a token")
	}
}
