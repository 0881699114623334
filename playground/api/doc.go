// Package api is the playground's engine behind one interface: methods by name that take JSON and answer JSON. The
// server calls it for POST /api/v1/NAME, and the page's worker calls the same code as WebAssembly, so both answer the
// same bytes. It knows neither HTTP nor the gateway; package chain adds the methods that do.
//
//	render    a template's output: the line protocol of `vtl engine`, or Run
//	explain   Run to Explanation: the output and where every byte of it came from
//	complete  Run to Completions at Run.Offset
//	format    Run to Formatted
//	request   RawRequest to ReadRequest
//	nodes     NodesQuery to Nodes
//	copy      CopyQuery to Copied
//	examples  nothing to a list of Example
//	knowledge nothing to Knowledge
package api
