package gateway

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// onSent has f called once the answer was written.
func (x *Exchange) onSent(f func()) { x.sent = append(x.sent, f) }

// respond completes x.Answer: what the cache keeps, header rules, content type, compression, common headers.
func (x *Exchange) respond() {
	if x.Failure == nil {
		if s := x.Answer.Status; s < 200 || s > 599 {
			x.fail(configurationError("Invalid method response status: "+itoa(s), nil))
		}
	}
	if x.Failure == nil {
		if !x.Cache.Hit {
			x.store()
		}
		x.finishHeaders()
	}
	if x.TestInvoke {
		x.logAnswer()
		return
	}
	x.compress()
	x.logAnswer()
	x.setCommon()
}

// finishHeaders applies what holds for the headers of a success by the integration's type.
func (x *Exchange) finishHeaders() {
	t := x.integrationType()
	x.Answer.Header = responseHeaders(t, x.Answer.Header)
	x.Answer.Header = addMissing(x.Answer.Header, "Content-Type", "application/json")
	switch t {
	case apispec.HTTP, apispec.AWS, apispec.AWSProxy:
		x.Answer.Header = setFold(x.Answer.Header, traceHeader, x.TraceID)
	}
}

// integrationType returns the type of the method's integration, "" without one.
func (x *Exchange) integrationType() apispec.IntegrationType {
	if x.Method == nil || x.Method.Spec.Integration == nil {
		return ""
	}
	return x.Method.Spec.Integration.Type
}

// setCommon sets the headers that every answer has. Source: section 2.
func (x *Exchange) setCommon() {
	a := &x.Answer
	a.set("x-amzn-RequestId", x.RequestID)
	a.set("x-amz-apigw-id", x.ExtendedID)
	a.Header = addMissing(a.Header, "Content-Type", "application/json")
	if x.Received.Close {
		a.set("Connection", "close")
	} else {
		a.Header = addMissing(a.Header, "Connection", "keep-alive")
	}
}

// bodyless tells whether answers of a status have no body.
func bodyless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusNotModified
}

// send writes the answer and closes what it came from.
func (x *Exchange) send(w http.ResponseWriter, r *http.Request) {
	defer func() {
		for _, f := range x.sent {
			f()
		}
	}()
	header := w.Header()
	addHeaders(header, x.Answer.Header)
	if bodyless(x.Answer.Status) {
		x.closeStream()
		w.WriteHeader(x.Answer.Status)
		return
	}
	if x.Answer.Stream == nil {
		header["Content-Length"] = []string{itoa(len(x.Answer.Body))}
		w.WriteHeader(x.Answer.Status)
		_, _ = w.Write(x.Answer.Body) // a client that is gone gets nothing
		return
	}
	defer x.closeStream()
	w.WriteHeader(x.Answer.Status)
	if _, err := io.Copy(flushingWriter{w}, x.Answer.Stream); err != nil && r.Context().Err() == nil {
		// The status is out: only a broken connection can tell the client that the body is not whole.
		panic(http.ErrAbortHandler)
	}
}

// addHeaders adds headers under the names as they are spelled. Names that stand once, as nearly all do, share one list
// of values.
func addHeaders(h http.Header, p runtime.Pairs) {
	values := make([]string, len(p))
	for i, x := range p {
		if old, ok := h[x.Name]; ok {
			h[x.Name] = append(old, x.Value)
			continue
		}
		values[i] = x.Value
		h[x.Name] = values[i : i+1 : i+1]
	}
}

// closeStream closes the body of a backend.
func (x *Exchange) closeStream() {
	if x.Answer.Stream != nil {
		_ = x.Answer.Stream.Close()
	}
}

// flushingWriter sends each write at once, since what is streamed may come slowly.
type flushingWriter struct{ w http.ResponseWriter }

// Write writes and flushes.
func (f flushingWriter) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	if flusher, ok := f.w.(http.Flusher); ok && err == nil {
		flusher.Flush()
	}
	return n, err
}

// reply runs an exchange outside of a server; the context bounds it.
func (g *Gateway) reply(ctx context.Context, x *Exchange) {
	g.Run(ctx, x)
	for _, f := range x.sent {
		f()
	}
}

// headerLines returns the headers of an answer as a list of values by name, the spelling of the first kept.
func headerLines(p runtime.Pairs) map[string][]string {
	m := map[string][]string{}
	spelled := map[string]string{}
	for _, h := range p {
		key := strings.ToLower(h.Name)
		if spelled[key] == "" {
			spelled[key] = h.Name
		}
		m[spelled[key]] = append(m[spelled[key]], h.Value)
	}
	return m
}
