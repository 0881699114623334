//go:build js

// Command engine is the playground's engine as WebAssembly: the methods of package api.
package main

import (
	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/web/wasm/bridge"
)

// version is set by the linker.
var version = "dev"

func main() {
	bridge.Serve(bridge.Methods(api.New(api.Options{Version: version}).Methods()))
}
