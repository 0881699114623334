package chain

import (
	"testing"

	"github.com/vtlkit/vtl/playground/api"
)

// newTestEngine returns an engine on a service of its own.
func newTestEngine(o Options) *engine { return newEngine(api.New(api.Options{}), o) }

// ask runs a chain.
func ask(t testing.TB, e *engine, q *api.ChainQuery) *api.ChainResult {
	t.Helper()
	r, err := e.chain(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read imports a definition.
func read(t testing.TB, e *engine, q *api.ImportQuery) *api.Imported {
	t.Helper()
	r, err := e.imports(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unitsIn counts the UTF-16 units of a text.
func unitsIn(text string) int { return api.Units(text)(len(text)) }
