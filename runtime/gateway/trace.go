package gateway

import "strings"

// traceHeader is the header a trace id travels in.
const traceHeader = "X-Amzn-Trace-Id"

// setTrace takes the trace id of the client, or makes one. A full id stays as it is; one with only a Root gets a
// Parent, and a Sampled if it lacks that too. Source: section 2.
func (x *Exchange) setTrace() {
	given, ok := x.Received.Header.GetFold(traceHeader)
	if !ok || !strings.Contains(given, "Root=") {
		if x.TraceID != "" {
			return // of a test call
		}
		x.TraceID = "Root=" + newRoot(x.Time) + ";Parent=" + hexText(16) + ";Sampled=0"
		return
	}
	x.TraceID = given
	if !strings.Contains(given, "Parent=") {
		x.TraceID = addTraceField(x.TraceID, "Parent="+hexText(16))
	}
	if !strings.Contains(given, "Sampled=") {
		x.TraceID = addTraceField(x.TraceID, "Sampled=0")
	}
}

// addTraceField adds a field at the end of a trace id, but before Sampled.
func addTraceField(id, field string) string {
	if i := strings.Index(id, ";Sampled="); i >= 0 {
		return id[:i] + ";" + field + id[i:]
	}
	return strings.TrimSuffix(id, ";") + ";" + field
}
