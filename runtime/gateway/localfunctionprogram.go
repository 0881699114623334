//go:build !js

package gateway

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// program is a running program of a local function, with the Runtime API that it alone is served.
type program struct {
	function *localFunction
	cmd      *exec.Cmd
	server   *http.Server
	events   chan *invocation // taken by the program's calls of next
	gone     chan struct{}    // closed when the program has ended and its API is closed
	exit     error            // how it ended, once gone is closed
	retire   *time.Timer      // ends it when it has had nothing to do for long; set while it is idle

	mu        sync.Mutex
	current   *invocation // what it works on; nil: nothing
	initError []byte      // what it reported about its start
}

// startProgram starts a program. The error is one of starting it.
func startProgram(f *localFunction) (*program, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &program{function: f, events: make(chan *invocation), gone: make(chan struct{})}
	p.server = &http.Server{Handler: p.api(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	p.cmd = exec.Command(f.spec.Command[0], f.spec.Command[1:]...)
	p.cmd.Dir = f.spec.Dir
	p.cmd.Env = append(append(os.Environ(), f.environment(l.Addr().String())...), f.spec.Env...)
	p.cmd.WaitDelay = localStop
	lines := &lineWriter{emit: f.output}
	p.cmd.Stdout, p.cmd.Stderr = lines, lines
	setProcessGroup(p.cmd)

	started := make(chan error, 1)
	go p.supervise(started, lines)
	if err := <-started; err != nil {
		_ = l.Close()
		return nil, err
	}
	go func() { _ = p.server.Serve(l) }()
	return p, nil
}

// environment returns the variables of the service that programs expect.
func (f *localFunction) environment(api string) []string {
	root := f.spec.Dir
	if root == "" {
		root, _ = os.Getwd()
	}
	return []string{
		"AWS_LAMBDA_RUNTIME_API=" + api,
		"AWS_LAMBDA_FUNCTION_NAME=" + f.spec.Name,
		"AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128",
		"AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
		"AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/" + f.spec.Name,
		"AWS_LAMBDA_LOG_STREAM_NAME=local",
		"AWS_REGION=" + f.identity.Region,
		"AWS_DEFAULT_REGION=" + f.identity.Region,
		"LAMBDA_TASK_ROOT=" + root,
	}
}

// supervise starts the process and waits for its end. It keeps its thread: on Linux the process is killed when the
// thread that started it ends, so that none stays behind when this process is killed.
func (p *program) supervise(started chan<- error, lines *lineWriter) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	p.exit = p.cmd.Wait()
	killGroup(p.cmd) // what it started and left behind
	_ = p.server.Close()
	lines.flush()
	close(p.gone)
}

// alive tells whether the program runs.
func (p *program) alive() bool {
	select {
	case <-p.gone:
		return false
	default:
		return true
	}
}

// kill ends the program and what it started, at once.
func (p *program) kill() { killGroup(p.cmd) }

// terminate asks the program to end, and kills it after a while.
func (p *program) terminate(grace time.Duration) {
	terminateGroup(p.cmd)
	select {
	case <-p.gone:
	case <-time.After(grace):
		p.kill()
	}
}

// run gives the program an event and waits for the result. begun is false when the program was gone before it took
// the event; the result then says so. After the timeout it is killed.
func (p *program) run(inv *invocation, timeout time.Duration) (r runResult, begun bool) {
	inv.deadline = time.Now().Add(timeout)
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	select {
	case p.events <- inv:
	case <-p.gone:
		return runResult{FunctionResult: p.exitResult(inv)}, false
	case <-timer.C:
		return p.timeOut(inv, timeout), true
	}
	select {
	case result := <-inv.done:
		return runResult{FunctionResult: result}, true
	case <-p.gone:
		return runResult{FunctionResult: p.lastResult(inv)}, true
	case <-timer.C:
		return p.timeOut(inv, timeout), true
	}
}

// timeOut kills the program and returns the result of an invocation that took too long.
func (p *program) timeOut(inv *invocation, timeout time.Duration) runResult {
	p.kill()
	<-p.gone
	return runResult{FunctionResult: inv.fail("Sandbox.Timedout", timeoutText(timeout)), timedOut: true}
}

// lastResult returns the result that a program gave before it ended, or that it ended without one.
func (p *program) lastResult(inv *invocation) *FunctionResult {
	select {
	case r := <-inv.done:
		return r
	default:
		return p.exitResult(inv)
	}
}

// exitResult returns the result of an invocation whose program ended.
func (p *program) exitResult(inv *invocation) *FunctionResult {
	p.mu.Lock()
	report := p.initError
	p.mu.Unlock()
	if report != nil {
		return inv.result(200, report, true)
	}
	message := "Runtime exited without providing a reason"
	if p.exit != nil {
		message = fmt.Sprintf("Runtime exited with error: %v", p.exit)
	}
	p.function.output(inv.id + " " + message)
	return inv.fail("Runtime.ExitError", message)
}
