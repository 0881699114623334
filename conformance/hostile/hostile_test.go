package hostile_test

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/conftest"
	"github.com/vtlkit/vtl/conformance/hostile"
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// TestInputs holds our engine, with the limits of a program that embeds it, against every input: what came out,
// how long it took, how much memory the process had.
func TestInputs(t *testing.T) {
	all, err := hostile.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine := &runtime.Engine{Limits: vtl.DefaultLimits()}
	families := map[string]int{}
	for _, in := range all {
		families[in.Family()]++
		t.Run(in.ID, func(t *testing.T) { try(t, engine, in) })
	}
	const fewest = 20
	for family, n := range families {
		if n < fewest {
			t.Errorf("family %s has %d inputs", family, n)
		}
	}
}

func try(t *testing.T, engine *runtime.Engine, in *hostile.Input) {
	t.Helper()
	for _, r := range in.Before {
		engine.Answer(context.Background(), r.Line(""))
	}
	line := in.Line("")
	// A busy machine can make anything slow once.
	var raw []byte
	took, used := time.Hour, uint64(0)
	for range 3 {
		if took <= hostile.Patience || conftest.Race && raw != nil {
			break
		}
		debug.FreeOSMemory()
		idle := memory()
		peak, stop := watchMemory()
		start := time.Now()
		raw = engine.Answer(context.Background(), line)
		took = min(took, time.Since(start))
		stop()
		used = max(used, *peak-min(idle, *peak))
	}
	a, err := conformance.ParseAnswer(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Judge(a); err != nil {
		t.Error(err)
	}
	if took > hostile.Patience && !conftest.Race {
		t.Errorf("took %v", took)
	}
	if used > hostile.Memory && !conftest.Race {
		t.Errorf("used %d MB", used>>20)
	}
}

// memory returns the bytes of memory the process holds.
func memory() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}

// watchMemory looks at the memory every few milliseconds and keeps the highest figure until stop is called.
func watchMemory() (peak *uint64, stop func()) {
	peak = new(uint64)
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			*peak = max(*peak, memory())
			select {
			case <-tick.C:
			case <-quit:
				return
			}
		}
	}()
	return peak, func() {
		close(quit)
		<-done
		*peak = max(*peak, memory())
	}
}
