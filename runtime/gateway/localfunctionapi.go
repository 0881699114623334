//go:build !js

package gateway

import (
	"io"
	"net/http"
	"strconv"
)

// runtimeBase begins the paths of the Runtime API.
const runtimeBase = "/2018-06-01/runtime/"

// api returns the handler of the Runtime API for the program.
func (p *program) api() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+runtimeBase+"invocation/next", p.serveNext)
	mux.HandleFunc("POST "+runtimeBase+"invocation/{id}/response", func(w http.ResponseWriter, r *http.Request) { p.serveResult(w, r, false) })
	mux.HandleFunc("POST "+runtimeBase+"invocation/{id}/error", func(w http.ResponseWriter, r *http.Request) { p.serveResult(w, r, true) })
	mux.HandleFunc("POST "+runtimeBase+"init/error", p.serveInitError)
	return mux
}

// serveNext answers with the next event, when there is one. A program that asks without having answered the event
// before has failed that.
func (p *program) serveNext(w http.ResponseWriter, r *http.Request) {
	if inv := p.swap(nil); inv != nil {
		inv.done <- inv.fail("Runtime.InvalidState", "Runtime asked for the next invocation without a response")
	}
	select {
	case inv := <-p.events:
		p.swap(inv)
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Lambda-Runtime-Aws-Request-Id", inv.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(inv.deadline.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", inv.arn)
		setNonEmpty(h, "Lambda-Runtime-Trace-Id", inv.traceID)
		setNonEmpty(h, "Lambda-Runtime-Client-Context", inv.clientContext)
		h.Set("Content-Length", strconv.Itoa(len(inv.payload)))
		_, _ = w.Write(inv.payload)
	case <-r.Context().Done():
	}
}

// setNonEmpty sets a header that has a value.
func setNonEmpty(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// swap sets the invocation that the program works on and returns the one before.
func (p *program) swap(inv *invocation) (before *invocation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before, p.current = p.current, inv
	return before
}

// claim takes the invocation called id out of the program's hands; nil when it does not work on that.
func (p *program) claim(id string) *invocation {
	p.mu.Lock()
	defer p.mu.Unlock()
	inv := p.current
	if inv == nil || inv.id != id {
		return nil
	}
	p.current = nil
	return inv
}

// serveResult takes the result of an invocation, or its error.
func (p *program) serveResult(w http.ResponseWriter, r *http.Request, failed bool) {
	payload, err := io.ReadAll(io.LimitReader(r.Body, maxFunctionReply+1))
	if err != nil {
		answerRuntime(w, 400, errorObject("InvalidRequest", "the body could not be read"))
		return
	}
	inv := p.claim(r.PathValue("id"))
	switch {
	case inv == nil:
		answerRuntime(w, 400, errorObject("InvalidRequestID", "Invalid request ID"))
	case len(payload) > maxFunctionReply:
		const message = "Response payload size exceeded maximum allowed payload size (6291556 bytes)."
		inv.done <- inv.result(200, errorObject("Function.ResponseSizeTooLarge", message), true)
		w.Header().Set("Connection", "close")
		answerRuntime(w, 413, errorObject("RequestEntityTooLarge", message))
	default:
		inv.done <- inv.result(200, payload, failed)
		answerRuntime(w, 202, []byte(`{"status":"OK"}`))
	}
}

// serveInitError takes the report of a program that could not start, and ends it.
func (p *program) serveInitError(w http.ResponseWriter, r *http.Request) {
	report, _ := io.ReadAll(io.LimitReader(r.Body, maxFunctionReply))
	p.mu.Lock()
	p.initError = report
	p.mu.Unlock()
	answerRuntime(w, 202, []byte(`{"status":"OK"}`))
	go p.terminate(localStop)
}

// answerRuntime answers a call of the Runtime API.
func answerRuntime(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
