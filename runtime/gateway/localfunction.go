package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// LocalFunction is a program on this machine that answers for a function. It is started when the function is first
// called, speaks the Lambda Runtime API, and gets one event at a time; while it is busy others are started beside it.
// A program that ends, or takes too long and is killed, is replaced at the next call.
type LocalFunction struct {
	Name    string
	Command []string // program and arguments
	Dir     string   // working directory; "" is that of this process
	Env     []string // "NAME=VALUE", added to the environment of this process
	// Timeout is how long one invocation may take, the start of the program included; 0 is 30 s, a second more than
	// any integration waits.
	Timeout time.Duration
	// Concurrency is how many programs may run at once; 0 is 10. Further calls wait.
	Concurrency int
}

// ParseLocalFunction reads NAME=COMMAND. The command is run by the shell of the machine.
func ParseLocalFunction(text string) (LocalFunction, error) {
	name, command, ok := strings.Cut(text, "=")
	if name, command = strings.TrimSpace(name), strings.TrimSpace(command); !ok || name == "" || command == "" {
		return LocalFunction{}, fmt.Errorf("function %q: expected NAME=COMMAND", text)
	}
	return LocalFunction{Name: name, Command: shellCommand(command)}, nil
}

// Bounds of local functions.
const (
	localTimeout     = 30 * time.Second
	localConcurrency = 10
	localIdle        = 5 * time.Minute // a program with nothing to do that long ends, but for one
	localStop        = 300 * time.Millisecond
	maxPendingEvents = 256
	maxFunctionReply = 6<<20 + 100 // of the service, in bytes
)

// errFunctionStopped says that the gateway was closed.
var errFunctionStopped = errors.New("the function was stopped")

// localFunction runs the programs of a LocalFunction.
type localFunction struct {
	spec     LocalFunction
	output   func(line string)
	identity Identity
	slots    chan struct{} // one for each program that is busy
	stopped  chan struct{} // closed by stop
	pending  atomic.Int32  // asynchronous invocations that wait or run
	running  sync.WaitGroup

	mu       sync.Mutex
	idle     []*program // the one used last comes last
	programs map[*program]bool
	closed   bool
}

// newLocalFunction returns a function that has no program running yet.
func newLocalFunction(spec LocalFunction, output func(function, line string), id Identity) *localFunction {
	if spec.Timeout <= 0 {
		spec.Timeout = localTimeout
	}
	if spec.Concurrency <= 0 {
		spec.Concurrency = localConcurrency
	}
	f := &localFunction{
		spec: spec, identity: id, output: func(string) {}, slots: make(chan struct{}, spec.Concurrency),
		stopped: make(chan struct{}), programs: map[*program]bool{},
	}
	if output != nil {
		f.output = func(line string) { output(spec.Name, line) }
	}
	return f
}

// Invoke calls the function. When ctx ends first, the program goes on until it has answered or its own time is over,
// as functions do on the service.
func (f *localFunction) Invoke(ctx context.Context, call *FunctionCall) (*FunctionResult, error) {
	switch {
	case !json.Valid(call.Payload):
		return &FunctionResult{Status: 400, Payload: errorObject("InvalidRequestContentException", "Could not parse request body into json")}, nil
	case call.InvocationType == "DryRun":
		return &FunctionResult{Status: 204}, nil
	case call.InvocationType == "Event":
		return f.queue(call)
	case call.InvocationType != "" && call.InvocationType != "RequestResponse":
		return &FunctionResult{Status: 400, Payload: errorObject("InvalidParameterValueException", "unknown invocation type")}, nil
	}
	select {
	case <-f.stopped:
		return nil, errFunctionStopped
	default:
	}
	select {
	case f.slots <- struct{}{}:
	case <-f.stopped:
		return nil, errFunctionStopped
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	inv := newInvocation(call, f.arn(call))
	done := make(chan *FunctionResult, 1)
	go func() {
		defer func() { <-f.slots }()
		done <- f.serve(inv)
	}()
	select {
	case r := <-done:
		return r, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// queue begins an asynchronous invocation. Nobody learns its result.
func (f *localFunction) queue(call *FunctionCall) (*FunctionResult, error) {
	if f.pending.Add(1) > maxPendingEvents {
		f.pending.Add(-1)
		return &FunctionResult{Status: 429, Payload: errorObject("TooManyRequestsException", "Rate Exceeded.")}, nil
	}
	inv := newInvocation(call, f.arn(call))
	go func() {
		defer f.pending.Add(-1)
		select {
		case f.slots <- struct{}{}:
			defer func() { <-f.slots }()
			f.serve(inv)
		case <-f.stopped:
		}
	}()
	return inv.result(202, nil, false), nil
}

// arn returns the ARN of the function: the one it was called by, or one made of its name.
func (f *localFunction) arn(call *FunctionCall) string {
	if strings.HasPrefix(call.ARN, "arn:") {
		return call.ARN
	}
	return "arn:aws:lambda:" + f.identity.Region + ":" + f.identity.AccountID + ":function:" + f.spec.Name
}

// runResult is a result, with what the log says about it.
type runResult struct {
	*FunctionResult
	timedOut bool
}

// serve has a program answer an invocation.
func (f *localFunction) serve(inv *invocation) *FunctionResult {
	for {
		p, fresh, err := f.take()
		if err != nil {
			f.output(err.Error())
			return inv.fail("Runtime.InvalidEntrypoint", err.Error())
		}
		r, begun := p.run(inv, f.spec.Timeout)
		if !begun && !fresh {
			continue // it ended while it had nothing to do: no reason to fail a call
		}
		if r.timedOut {
			f.output(inv.id + " " + timeoutText(f.spec.Timeout))
		}
		f.put(p)
		return r.FunctionResult
	}
}

// take returns a program that has nothing to do, or a new one.
func (f *localFunction) take() (p *program, fresh bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.idle) > 0 {
		p = f.idle[len(f.idle)-1]
		f.idle = f.idle[:len(f.idle)-1]
		p.retire.Stop()
		if p.alive() {
			return p, false, nil
		}
	}
	if f.closed {
		return nil, false, errFunctionStopped
	}
	if p, err = startProgram(f); err != nil {
		return nil, false, err
	}
	f.programs[p] = true
	f.running.Add(1)
	go func() {
		defer f.running.Done()
		<-p.gone
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.programs, p)
		f.drop(p)
	}()
	return p, true, nil
}

// put gives back a program that has answered. One that is no more is forgotten.
func (f *localFunction) put(p *program) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || !p.alive() {
		return
	}
	p.retire = time.AfterFunc(localIdle, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if len(f.idle) > 1 && f.drop(p) {
			p.kill()
		}
	})
	f.idle = append(f.idle, p)
}

// drop takes a program from those that have nothing to do; ok is false when it is not among them.
func (f *localFunction) drop(p *program) (ok bool) {
	i := slices.Index(f.idle, p)
	if i < 0 {
		return false
	}
	p.retire.Stop()
	f.idle = slices.Delete(f.idle, i, i+1)
	return true
}

// stop asks all programs to end, and kills those that do not.
func (f *localFunction) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	f.closed = true
	close(f.stopped)
	for p := range f.programs {
		go p.terminate(localStop)
	}
}

// wait returns when all programs are gone.
func (f *localFunction) wait() { f.running.Wait() }

// invocation is one event on its way through a program.
type invocation struct {
	id            string
	arn           string
	payload       []byte
	traceID       string
	clientContext string
	deadline      time.Time
	done          chan *FunctionResult // gets one result
}

// newInvocation returns the invocation of a call.
func newInvocation(call *FunctionCall, arn string) *invocation {
	return &invocation{
		id: newUUID(), arn: arn, payload: call.Payload, traceID: call.TraceID, clientContext: call.ClientContext,
		done: make(chan *FunctionResult, 1),
	}
}

// result returns a result of the invocation.
func (i *invocation) result(status int, payload []byte, failed bool) *FunctionResult {
	r := &FunctionResult{Status: status, Payload: payload, Failed: failed, RequestID: i.id, Header: runtime.Pairs{
		{Name: "Content-Type", Value: "application/json"}, {Name: requestIDHeader, Value: i.id}, {Name: "X-Amz-Executed-Version", Value: "$LATEST"},
	}}
	if failed {
		r.Header = append(r.Header, runtime.Pair{Name: functionErrorHeader, Value: "Unhandled"})
	}
	return r
}

// fail returns the result of an invocation that the program did not answer, worded as the service does.
func (i *invocation) fail(errorType, message string) *FunctionResult {
	return i.result(200, errorObject(errorType, "RequestId: "+i.id+" Error: "+message), true)
}

// errorObject returns an error as functions and the Runtime API give it.
func errorObject(errorType, message string) []byte {
	return []byte(`{"errorType":` + quoteJSON(errorType) + `,"errorMessage":` + quoteJSON(message) + `}`)
}

// timeoutText is the service's text about a function that took too long.
func timeoutText(d time.Duration) string {
	return fmt.Sprintf("Task timed out after %.2f seconds", d.Seconds())
}
