//go:build js

// Command engine is the playground's engine as WebAssembly: the methods of package api.
package main

import (
	"context"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/web/wasm/bridge"
)

func main() {
	var engine runtime.Engine
	bridge.Serve(func(ctx context.Context, _ string, body []byte) (int, []byte) {
		return 200, engine.Answer(ctx, body)
	})
}
