// Package web holds the playground's page as it was built into dist. Its source is beside it, in TypeScript.
package web

import (
	"embed"
	"io/fs"
)

// built is the folder that the build of the page writes.
//
//go:embed all:dist
var built embed.FS

// Dist returns the built page: index.html and the files it loads.
func Dist() fs.FS {
	sub, err := fs.Sub(built, "dist")
	if err != nil { // never: the name is valid
		return built
	}
	return sub
}
