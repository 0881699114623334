// Package cases holds the conformance cases as data: a folder for each source, explained in its ORIGIN.md. Load
// FS with package conformance.
package cases

import "embed"

// FS is the tree of case files.
//
//go:embed velocity apigateway-dialect jsonpath own
var FS embed.FS
