// Package chain gives the playground the methods that need the gateway: chain runs one method of an API from the
// request through both templates and a simulated integration to the response, and import reads a definition and makes
// such a method, with a sample request, of each of its operations.
//
// Everything between request and response is done by package gateway, as its test call does it; here the one-method
// definition is written, the pasted reply stands in for the network, and what the gateway did is told: the templates
// with where their output came from, the messages sent, and why a response was selected. Unless Options.Live is set
// and a chain asks for it, nothing leaves the process.
//
// definition.go writes the definition, call.go the request, reply.go answers for the integration, watch.go keeps what
// the gateway decided, selection.go words it, result.go puts the answer together; import.go and sample.go are import.
package chain
