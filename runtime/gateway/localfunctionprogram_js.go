package gateway

import (
	"errors"
	"time"
)

// program is a running program of a local function. In a browser there are none.
type program struct {
	gone   chan struct{}
	retire *time.Timer
}

// errNoPrograms says that no program can be started.
var errNoPrograms = errors.New("no programs can be started here")

// startProgram fails.
func startProgram(*localFunction) (*program, error) { return nil, errNoPrograms }

// alive returns false.
func (p *program) alive() bool { return false }

// kill does nothing.
func (p *program) kill() {}

// terminate does nothing.
func (p *program) terminate(time.Duration) {}

// run tells that the program is gone.
func (p *program) run(*invocation, time.Duration) (r runResult, begun bool) {
	return runResult{}, false
}
