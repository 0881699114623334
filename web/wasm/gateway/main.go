//go:build js

// Command gateway is the playground's engine as WebAssembly with the methods that need the gateway: those of package
// api and those of package chain.
package main

import (
	"context"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/gateway"
	"github.com/vtlkit/vtl/web/wasm/bridge"
)

func main() {
	var engine runtime.Engine
	if gateway.New == nil {
		return
	}
	bridge.Serve(func(ctx context.Context, _ string, body []byte) (int, []byte) {
		return 200, engine.Answer(ctx, body)
	})
}
