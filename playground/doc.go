// Package playground serves the playground: the page, and the methods of package api behind POST /api/v1/NAME.
//
//	s, err := playground.New(playground.Options{})
//	...
//	err = s.Serve(ctx, listener)
//
// A handler decodes nothing: it bounds the body, waits for its turn, calls the method and writes what it answers. What
// stands around that is for hostile clients, one file for each idea: guard.go refuses requests of other origins and
// hosts, turns.go bounds the calls at once, clients.go the calls of one client, headers.go tells browsers what the page
// may do, page.go serves the files.
//
// All of it is safe for concurrent use. Nothing of a request is stored or logged.
package playground
