// Package web holds the playground's page: its TypeScript sources, and dist, what Vite made of them. The server embeds
// dist, so it needs neither Node nor files beside it.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var files embed.FS

// Dist returns the built page with index.html at its root. index.html has the text __CSP_NONCE__ where the server puts
// the nonce of its content security policy.
func Dist() fs.FS {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path
	}
	return dist
}
