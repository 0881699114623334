package playground

import (
	"context"
	"errors"
	"sync/atomic"
)

// errBusy is why a call gets no turn: as many as may run do, and as many as may wait too.
var errBusy = errors.New("too many calls at once")

// turns bounds how many calls run at once and how many wait. Memory grows with the calls that run, so one too many is
// refused instead of queued. Source: RELIABILITY.md section 3.
type turns struct {
	slots   chan struct{}
	most    int64 // waiting
	waiting atomic.Int64
}

// newTurns returns turns for running calls at once and waiting ones behind them.
func newTurns(running, waiting int) *turns {
	return &turns{slots: make(chan struct{}, running), most: int64(waiting)}
}

// take waits for a turn. The error is errBusy, or that of ctx.
func (t *turns) take(ctx context.Context) error {
	select {
	case t.slots <- struct{}{}:
		return nil
	default:
	}
	if t.waiting.Add(1) > t.most {
		t.waiting.Add(-1)
		return errBusy
	}
	defer t.waiting.Add(-1)
	select {
	case t.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// give ends a turn.
func (t *turns) give() { <-t.slots }

// running returns how many calls run.
func (t *turns) running() int { return len(t.slots) }
