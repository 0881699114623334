package gateway

// newExecutionLog returns the log of a request with its two first lines.
func newExecutionLog(requestID string) *ExecutionLog {
	return &ExecutionLog{lines: []string{"Execution log for request " + requestID}}
}

// logReceived writes the events of the method request. Source: section 22.
func (x *Exchange) logReceived() {
	if x.Log == nil {
		return
	}
	now := x.Now()
	x.Log.Add(now, "Starting execution for request: "+x.RequestID)
	x.Log.Add(now, "HTTP Method: "+x.Received.Method+", Resource Path: "+x.Received.Path)
	x.Log.Add(now, "Method request path: "+logMap(x.Path))
	x.Log.Add(now, "Method request query string: "+logMap(x.Query))
	x.Log.Add(now, "Method request headers: "+logMap(x.Header))
	x.Log.Add(now, "Method request body before transformations: "+string(x.Body))
}

// logRequest writes the events of the integration request: to be called when x.Request is complete.
func (x *Exchange) logRequest() {
	if x.Log == nil {
		return
	}
	now := x.Now()
	x.Log.Add(now, "Endpoint request URI: "+x.Request.URI)
	x.Log.Add(now, "Endpoint request headers: "+logMap(x.Request.Header))
	x.Log.Add(now, "Endpoint request body after transformations: "+string(x.Request.Body))
	x.Log.Add(now, "Sending request to "+x.Request.URI)
	x.callBegan = now
}

// logReply writes the events of the integration's answer: to be called when x.Reply is complete.
func (x *Exchange) logReply() {
	if x.Log == nil {
		return
	}
	now := x.Now()
	x.Log.Addf(now, "Received response. Status: %d, Integration latency: %d ms", x.Reply.Status, now.Sub(x.callBegan).Milliseconds())
	x.Log.Add(now, "Endpoint response headers: "+logMap(x.Reply.Header))
	x.Log.Add(now, "Endpoint response body before transformations: "+string(x.Reply.Body))
}

// logAnswer writes the events of the method response.
func (x *Exchange) logAnswer() {
	if x.Log == nil {
		return
	}
	now := x.Now()
	if x.Failure == nil {
		x.Log.Add(now, "Method response body after transformations: "+string(x.Answer.Body))
		x.Log.Add(now, "Method response headers: "+logMap(x.Answer.Header))
		x.Log.Add(now, "Successfully completed execution")
	}
	x.Log.Addf(now, "Method completed with status: %d", x.Answer.Status)
}
