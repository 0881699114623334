//go:build wasmengine

package web

import (
	"embed"
	"io/fs"
)

//go:embed engine
var engine embed.FS

// Engine returns the folder that the page loads its built-in engine from, or nil when this binary was built without
// it. web/wasm/build makes the folder; `make release` puts it into the binary.
func Engine() fs.FS {
	folder, err := fs.Sub(engine, "engine")
	if err != nil {
		panic(err) // "engine" is a valid path
	}
	return folder
}
