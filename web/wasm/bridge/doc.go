// Package bridge makes the playground's methods callable from the page's worker. Serve, in a program built for
// GOOS=js, sets the global function
//
//	vtlCall(method: string, body: string): { status: number, body: string }
//
// and calls the global function vtlReady, if there is one. Bodies are JSON. Go's conversion of JavaScript strings loses
// halves of surrogate pairs, which texts of the page may hold, so in both directions JSON writes them as escapes:
// JSON.stringify does so by itself, and answers are escaped here.
package bridge
