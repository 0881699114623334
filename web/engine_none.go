//go:build !wasmengine

package web

import "io/fs"

// Engine returns the folder that the page loads its built-in engine from, or nil when this binary was built without
// it, as by `go run` and `go build` alone: then the page stops working when its server does.
func Engine() fs.FS { return nil }
