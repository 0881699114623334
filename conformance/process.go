package conformance

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"
)

// Process is an engine in another process that speaks the line protocol on its standard streams. Requests of
// several goroutines are sent without waiting for each other's answers.
type Process struct {
	label string
	lines *pipe
	// pathCommand starts the engine for the JSONPath protocol; nil means it has none.
	pathCommand []string
	pathOnce    sync.Once
	paths       *pipe
	pathErr     error
}

// StartProcess runs command, an engine of the line protocol known as label. Paths are sent to a second process,
// started when needed with pathArgs behind command; without pathArgs the engine has no JSONPath.
func StartProcess(label string, command []string, pathArgs ...string) (*Process, error) {
	p := &Process{label: label}
	if len(pathArgs) > 0 {
		p.pathCommand = append(append([]string{}, command...), pathArgs...)
	}
	var err error
	p.lines, err = startPipe(command)
	return p, err
}

// Name returns the label.
func (p *Process) Name() string { return p.label }

// Render implements Engine.
func (p *Process) Render(ctx context.Context, r Request) (Answer, error) {
	line, err := p.lines.ask(ctx, r.Line(""))
	if err != nil {
		return Answer{}, err
	}
	return ParseAnswer(line)
}

// JSONPath implements Engine.
func (p *Process) JSONPath(ctx context.Context, r PathRequest) (PathAnswer, error) {
	if p.pathCommand == nil {
		return PathAnswer{}, ErrNoJSONPath
	}
	p.pathOnce.Do(func() { p.paths, p.pathErr = startPipe(p.pathCommand) })
	if p.pathErr != nil {
		return PathAnswer{}, p.pathErr
	}
	line, err := p.paths.ask(ctx, r.Line(""))
	if err != nil {
		return PathAnswer{}, err
	}
	return ParsePathAnswer(line)
}

// Close ends the engine's processes and waits for them.
func (p *Process) Close() error {
	err := p.lines.close()
	if p.paths != nil {
		err = errors.Join(err, p.paths.close())
	}
	return err
}

// pipe is a running process that answers each line with a line, in order.
type pipe struct {
	cmd *exec.Cmd
	in  io.WriteCloser

	mu      sync.Mutex // guards in and the order of waiting
	waiting chan chan reply
	done    chan struct{} // closed when no more answers come
	err     error         // why, set before done is closed
}

// reply is an answer line, or why there is none.
type reply struct {
	line []byte
	err  error
}

// startPipe runs command. What it writes to standard error is kept for the error message of its end.
func startPipe(command []string) (*pipe, error) {
	if len(command) == 0 {
		return nil, errors.New("no engine command")
	}
	cmd := exec.Command(command[0], command[1:]...)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr := &tail{}
	cmd.Stderr = stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	const mostWaiting = 256
	p := &pipe{cmd: cmd, in: in, waiting: make(chan chan reply, mostWaiting), done: make(chan struct{})}
	go p.read(out, stderr)
	return p, nil
}

// read hands each answer line to the request that waits longest.
func (p *pipe) read(out io.Reader, stderr *tail) {
	defer close(p.done)
	r := bufio.NewReaderSize(out, 1<<16)
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			p.err = fmt.Errorf("the engine ended: %w%s", err, stderr)
			return
		}
		select {
		case w := <-p.waiting:
			w <- reply{line: line}
		default:
			p.err = errors.New("the engine answered more than it was asked")
			return
		}
	}
}

// ask sends line and waits for its answer. An answer that comes after ctx is done is dropped.
func (p *pipe) ask(ctx context.Context, line []byte) ([]byte, error) {
	w := make(chan reply, 1)
	if err := p.send(ctx, line, w); err != nil {
		return nil, err
	}
	select {
	case r := <-w:
		return r.line, r.err
	case <-p.done:
		return nil, p.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipe) send(ctx context.Context, line []byte, w chan reply) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case p.waiting <- w:
	case <-p.done:
		return p.err
	case <-ctx.Done():
		return ctx.Err()
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		<-p.done
		return p.err
	}
	return nil
}

// close ends the input, which ends the engine; one that goes on is killed.
func (p *pipe) close() error {
	const patience = 5 * time.Second
	err := p.in.Close()
	select {
	case <-p.done:
	case <-time.After(patience):
		err = errors.Join(err, p.cmd.Process.Kill())
		<-p.done
	}
	return errors.Join(err, p.cmd.Wait())
}

// tail keeps the last bytes written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// Write implements io.Writer.
func (t *tail) Write(b []byte) (int, error) {
	const keep = 4 << 10
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	if len(t.text) > keep {
		t.text = t.text[len(t.text)-keep:]
	}
	return len(b), nil
}

// String returns the text kept, as a part of a message: "" when there is none.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.text) == 0 {
		return ""
	}
	return ": " + string(t.text)
}

var _ Engine = (*Process)(nil)
