package conformance

import (
	"context"
	"errors"
)

// Engine answers requests. Implementations are safe for concurrent use.
type Engine interface {
	// Name is what known differences call the engine.
	Name() string
	// Render answers a template request. The error means that no answer came: the engine is gone, or ctx is done.
	Render(ctx context.Context, r Request) (Answer, error)
	// JSONPath answers a path request, or fails with ErrNoJSONPath.
	JSONPath(ctx context.Context, r PathRequest) (PathAnswer, error)
}

// ErrNoJSONPath is what an engine without a JSONPath protocol returns from JSONPath.
var ErrNoJSONPath = errors.New("the engine does not speak the JSONPath protocol")

// InProcess is an engine inside this program: functions that turn a line of a protocol into its answer line.
type InProcess struct {
	// Label is the engine's name.
	Label string
	// Line answers a line of the line protocol.
	Line func(line []byte) []byte
	// PathLine answers a line of the JSONPath protocol; nil means there is none.
	PathLine func(line []byte) []byte
}

// Name returns the label.
func (e *InProcess) Name() string { return e.Label }

// Render implements Engine. It runs to its end whatever becomes of ctx.
func (e *InProcess) Render(ctx context.Context, r Request) (Answer, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	return ParseAnswer(e.Line(r.Line("")))
}

// JSONPath implements Engine.
func (e *InProcess) JSONPath(ctx context.Context, r PathRequest) (PathAnswer, error) {
	if err := ctx.Err(); err != nil {
		return PathAnswer{}, err
	}
	if e.PathLine == nil {
		return PathAnswer{}, ErrNoJSONPath
	}
	return ParsePathAnswer(e.PathLine(r.Line("")))
}

var _ Engine = (*InProcess)(nil)
