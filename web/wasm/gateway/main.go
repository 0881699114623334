//go:build js

// Command gateway is the playground's engine as WebAssembly with the methods that need the gateway: those of package
// api and those of package chain.
package main

import (
	"maps"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/playground/chain"
	"github.com/vtlkit/vtl/web/wasm/bridge"
)

// version is set by the linker.
var version = "dev"

func main() {
	service := api.New(api.Options{Version: version})
	methods := service.Methods()
	maps.Copy(methods, chain.Methods(service, chain.Options{}))
	bridge.Serve(bridge.Methods(methods))
}
