package conformance

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// Pool is several processes of one engine, asked in turn. A process that ends is replaced.
type Pool struct {
	start func() (*Process, error)
	next  atomic.Uint64

	mu      sync.Mutex
	engines []*Process
}

// NewPool starts n engines.
func NewPool(n int, start func() (*Process, error)) (*Pool, error) {
	p := &Pool{start: start}
	for range max(n, 1) {
		e, err := start()
		if err != nil {
			return nil, errors.Join(err, p.Close())
		}
		p.engines = append(p.engines, e)
	}
	return p, nil
}

// turn returns the engine whose turn it is and its place.
func (p *Pool) turn() (*Process, int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := int(p.next.Add(1) % uint64(len(p.engines)))
	return p.engines[i], i
}

// replace starts a new engine in place of one that ended, unless that was done already.
func (p *Pool) replace(i int, ended *Process) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.engines[i] != ended {
		return nil
	}
	_ = ended.Close() // it ended already, and with what error does not matter
	e, err := p.start()
	if err != nil {
		return err
	}
	p.engines[i] = e
	return nil
}

// Name returns the engines' name.
func (p *Pool) Name() string {
	e, _ := p.turn()
	return e.Name()
}

// Render implements Engine. A request under which an engine ends is asked again once, for it may have been
// another's fault; after that it is answered with a failure of kind "timeout".
func (p *Pool) Render(ctx context.Context, r Request) (Answer, error) {
	for attempt := 0; ; attempt++ {
		e, i := p.turn()
		a, err := e.Render(ctx, r)
		if err == nil || ctx.Err() != nil {
			return a, err
		}
		if err := p.replace(i, e); err != nil {
			return Answer{}, err
		}
		if attempt > 0 {
			return Answer{Err: &Failure{Kind: "timeout", Message: err.Error()}}, nil
		}
	}
}

// JSONPath implements Engine.
func (p *Pool) JSONPath(ctx context.Context, r PathRequest) (PathAnswer, error) {
	e, _ := p.turn()
	return e.JSONPath(ctx, r)
}

// Close ends every engine.
func (p *Pool) Close() error {
	var err error
	for _, e := range p.engines {
		err = errors.Join(err, e.Close())
	}
	return err
}

var _ Engine = (*Pool)(nil)
