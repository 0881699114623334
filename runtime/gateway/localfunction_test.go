package gateway

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/required"
)

// buildFunction compiles a program of testdata and returns its path.
func buildFunction(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "function")
	cmd := exec.Command("go", "build", "-o", out, ".")
	cmd.Dir = filepath.Join("testdata", dir)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", dir, err, text)
	}
	return out
}

// TestMain removes what tests share.
func TestMain(m *testing.M) {
	status := m.Run()
	_ = os.RemoveAll(plainFunctionDir)
	os.Exit(status)
}

// plainFunctionDir is the folder of plainFunction, "" when no test needed it.
var plainFunctionDir string

// plainFunction is the program function-go, compiled once for all tests.
var plainFunction = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "function-go")
	if err != nil {
		return "", err
	}
	plainFunctionDir = dir
	out := filepath.Join(dir, "function")
	cmd := exec.Command("go", "build", "-o", out, ".")
	cmd.Dir = filepath.Join("testdata", "function-go")
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, text)
	}
	return out, nil
})

// outputLines collects what programs print.
type outputLines struct {
	mu    sync.Mutex
	lines []string
}

// add is FunctionOptions.Output.
func (o *outputLines) add(_, line string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lines = append(o.lines, line)
}

// has waits until a line contains text.
func (o *outputLines) has(t *testing.T, text string) {
	t.Helper()
	deadline := time.Now().Add(3 * time.Second)
	for {
		o.mu.Lock()
		found := slices.ContainsFunc(o.lines, func(l string) bool { return strings.Contains(l, text) })
		all := strings.Join(o.lines, "\n")
		o.mu.Unlock()
		if found {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("no line has %q:\n%s", text, all)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// testLocalFunction returns a function that is the program function-go.
func testLocalFunction(t *testing.T, spec LocalFunction) (*localFunction, *outputLines) {
	t.Helper()
	path, err := plainFunction()
	if err != nil {
		t.Fatal(err)
	}
	spec.Name, spec.Command = "pets", []string{path}
	out := &outputLines{}
	f := newLocalFunction(spec, out.add, Identity{Region: "eu-west-1", AccountID: "123456789012", APIID: "abc"})
	t.Cleanup(func() { f.stop(); f.wait() })
	return f, out
}

// invoke calls a function and fails the test on an error of the call.
func invoke(t *testing.T, f Function, payload string) *FunctionResult {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r, err := f.Invoke(ctx, &FunctionCall{Name: "pets", Payload: []byte(payload)})
	if err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	return r
}

func TestLocalFunctionResults(t *testing.T) {
	t.Parallel()
	f, out := testLocalFunction(t, LocalFunction{})
	for _, c := range []struct {
		event, want string // want is the payload, or a part of it when the function failed
		failed      bool
		line        string
	}{
		{event: `{"a":1}`, want: `{"a":1}`},
		{event: `{"mode":"error"}`, want: `{"errorMessage":"Malformed pet","errorType":"PetError"}`, failed: true},
		{event: `{"mode":"exit"}`, want: `Error: Runtime exited with error: exit status 7"`, failed: true, line: "leaving"},
		{event: `{"a":2}`, want: `{"a":2}`},
		{event: `{"mode":"leave"}`, want: `Error: Runtime exited without providing a reason"`, failed: true},
		{event: `{"mode":"garbage"}`, want: `<html>{not json`, line: "\x00\xff binary"},
		{event: `{"mode":"twice"}`, want: `"first"`, line: "answers 202 400"},
		{event: `{"mode":"stranger"}`, want: `"known"`, line: "answer 400"},
		{event: `{"mode":"skip"}`, want: `"errorType":"Runtime.InvalidState"`, failed: true},
		{event: `{"mode":"huge","size":6291554}`, want: `"aaaa`, line: "answer 202"},
		{event: `{"mode":"huge","size":6291555}`, want: `Function.ResponseSizeTooLarge`, failed: true, line: "answer 413"},
		{event: `{"mode":"huge","size":40000000}`, want: `Function.ResponseSizeTooLarge`, failed: true},
		{event: `{"mode":"answer-and-exit"}`, want: `"bye"`},
		{event: `{"a":3}`, want: `{"a":3}`},
	} {
		r := invoke(t, f, c.event)
		if r.Status != 200 || r.Failed != c.failed || !strings.Contains(string(r.Payload), c.want) || r.RequestID == "" {
			t.Errorf("%s: status %d, failed %v, request %q, payload %.200s\nwant failed %v, payload %s", c.event, r.Status, r.Failed, r.RequestID, r.Payload, c.failed, c.want)
		}
		if c.line != "" {
			out.has(t, c.line)
		}
	}
}

func TestLocalFunctionRefuses(t *testing.T) {
	t.Parallel()
	f, _ := testLocalFunction(t, LocalFunction{})
	for _, c := range []struct {
		call FunctionCall
		want int
	}{
		{FunctionCall{Payload: []byte(`{"a":`)}, 400},
		{FunctionCall{Payload: nil}, 400},
		{FunctionCall{Payload: []byte(`{}`), InvocationType: "Later"}, 400},
		{FunctionCall{Payload: []byte(`{}`), InvocationType: "DryRun"}, 204},
	} {
		r, err := f.Invoke(context.Background(), &c.call)
		if err != nil || r.Status != c.want {
			t.Errorf("%s %s: %+v, %v, want %d", c.call.InvocationType, c.call.Payload, r, err, c.want)
		}
	}
	if len(f.programs) != 0 {
		t.Error("a program was started for a call that was refused")
	}
}

func TestLocalFunctionTellsTheProgram(t *testing.T) {
	t.Parallel()
	f, _ := testLocalFunction(t, LocalFunction{})
	r, err := f.Invoke(context.Background(), &FunctionCall{
		Name: "pets", ARN: "pets", Payload: []byte(`{"mode":"headers"}`), TraceID: "Root=1-2", ClientContext: "e30=",
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"arn":"arn:aws:lambda:eu-west-1:123456789012:function:pets","client":"e30=","name":"pets","region":"eu-west-1","trace":"Root=1-2"}`
	if string(r.Payload) != want {
		t.Errorf("got  %s\nwant %s", r.Payload, want)
	}
}

func TestLocalFunctionTimeout(t *testing.T) {
	t.Parallel()
	f, out := testLocalFunction(t, LocalFunction{Timeout: 400 * time.Millisecond})
	begin := time.Now()
	r := invoke(t, f, `{"mode":"hang"}`)
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
	if !r.Failed || !strings.Contains(string(r.Payload), "Task timed out after 0.40 seconds") {
		t.Errorf("got %+v %s", r, r.Payload)
	}
	out.has(t, "Task timed out after 0.40 seconds")
	if r := invoke(t, f, `1`); string(r.Payload) != "1" {
		t.Errorf("after a timeout: %s", r.Payload)
	}
}

func TestLocalFunctionCallerLeaves(t *testing.T) {
	t.Parallel()
	f, _ := testLocalFunction(t, LocalFunction{Concurrency: 1})
	first := invoke(t, f, `{"mode":"pid"}`)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := f.Invoke(ctx, &FunctionCall{Payload: []byte(`{"mode":"slow"}`)}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	// The program finishes what it was asked and then takes the next event.
	if r := invoke(t, f, `{"mode":"pid"}`); string(r.Payload) != string(first.Payload) {
		t.Errorf("another program: %s, %s", r.Payload, first.Payload)
	}
}

func TestLocalFunctionGrows(t *testing.T) {
	t.Parallel()
	f, _ := testLocalFunction(t, LocalFunction{Concurrency: 3})
	pids := make([]string, 6)
	var group sync.WaitGroup
	for i := range pids {
		group.Add(1)
		go func() {
			defer group.Done()
			pids[i] = string(invoke(t, f, `{"mode":"slow"}`).Payload)
		}()
	}
	group.Wait()
	slices.Sort(pids)
	if n := len(slices.Compact(pids)); n != 3 {
		t.Errorf("%d programs answered, want 3", n)
	}
}

func TestLocalFunctionStart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ start, want string }{
		{"exit", "Runtime exited with error: exit status 3"},
		{"error", `{"errorType":"Config","errorMessage":"no configuration"}`},
	} {
		f, _ := testLocalFunction(t, LocalFunction{Env: []string{"FUNCTION_START=" + c.start}})
		for range 2 {
			if r := invoke(t, f, "{}"); !r.Failed || !strings.Contains(string(r.Payload), c.want) {
				t.Errorf("%s: %+v %s", c.start, r, r.Payload)
			}
		}
	}
	f := newLocalFunction(LocalFunction{Name: "pets", Command: []string{"/no/such/program"}}, nil, Identity{})
	if r := invoke(t, f, "{}"); !r.Failed || !strings.Contains(string(r.Payload), "Runtime.InvalidEntrypoint") {
		t.Errorf("no program: %+v %s", r, r.Payload)
	}
}

func TestLocalFunctionEvents(t *testing.T) {
	t.Parallel()
	f, out := testLocalFunction(t, LocalFunction{})
	r, err := f.Invoke(context.Background(), &FunctionCall{Payload: []byte(`{"mode":"lines"}`), InvocationType: "Event"})
	if err != nil || r.Status != 202 || len(r.Payload) != 0 {
		t.Fatalf("got %+v, %v", r, err)
	}
	out.has(t, "two")
	f.pending.Store(maxPendingEvents)
	if r, _ := f.Invoke(context.Background(), &FunctionCall{Payload: []byte(`{}`), InvocationType: "Event"}); r.Status != 429 {
		t.Errorf("beyond the bound: %+v", r)
	}
	f.pending.Store(0)
}

// waitGone waits until there is no process of the id.
func waitGone(t *testing.T, pid int) {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < 3*time.Second; time.Sleep(5 * time.Millisecond) {
		p, err := os.FindProcess(pid)
		if err != nil || p.Signal(syscall.Signal(0)) != nil || isZombie(pid) {
			return
		}
	}
	t.Errorf("process %d is still there", pid)
}

// isZombie tells whether a process has ended and waits for its parent, which for orphans may be nobody who cares.
func isZombie(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}

func TestLocalFunctionStop(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no process groups")
	}
	f, _ := testLocalFunction(t, LocalFunction{})
	program, _ := strconv.Atoi(string(invoke(t, f, `{"mode":"pid"}`).Payload))
	child, _ := strconv.Atoi(string(invoke(t, f, `{"mode":"child"}`).Payload))
	if program == 0 || child == 0 {
		t.Fatal("no ids of processes")
	}
	hanging := make(chan *FunctionResult, 1)
	go func() {
		r, _ := f.Invoke(context.Background(), &FunctionCall{Payload: []byte(`{"mode":"hang"}`)})
		hanging <- r
	}()
	time.Sleep(50 * time.Millisecond)
	begin := time.Now()
	f.stop()
	f.wait()
	if took := time.Since(begin); took > time.Second {
		t.Errorf("stopping took %v", took)
	}
	waitGone(t, program)
	waitGone(t, child)
	if r := <-hanging; r == nil || !r.Failed {
		t.Errorf("the invocation under way: %+v", r)
	}
	if r, err := f.Invoke(context.Background(), &FunctionCall{Payload: []byte("{}")}); !errors.Is(err, errFunctionStopped) {
		t.Errorf("after the end: %+v, %v", r, err)
	}
}

func TestLocalFunctionLeavesNothing(t *testing.T) {
	f, _ := testLocalFunction(t, LocalFunction{Timeout: 300 * time.Millisecond})
	invoke(t, f, "{}")
	before := runtime.NumGoroutine()
	for range 3 {
		for _, mode := range []string{"exit", "hang", "pid", "twice", "answer-and-exit"} {
			invoke(t, f, `{"mode":"`+mode+`"}`)
		}
	}
	f.stop()
	f.wait()
	for begin := time.Now(); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 5*time.Second {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

func TestParseLocalFunction(t *testing.T) {
	t.Parallel()
	f, err := ParseLocalFunction("pets = node handler.js --x=1")
	if err != nil || f.Name != "pets" || f.Command[len(f.Command)-1] != "node handler.js --x=1" {
		t.Errorf("got %+v, %v", f, err)
	}
	for _, text := range []string{"", "pets", "pets=", "=node", " = "} {
		if _, err := ParseLocalFunction(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestLineWriter(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", maxOutputLine)
	for _, c := range []struct {
		in   []string
		want []string
	}{
		{[]string{"a\nb\r\n", "c"}, []string{"a", "b", "c"}},
		{[]string{"a", "b", "\n\n"}, []string{"ab", ""}},
		{[]string{long + "yy\n"}, []string{long, "yy"}},
		{[]string{long[:10], long, "\n"}, []string{long, long[:10]}},
	} {
		var got []string
		w := &lineWriter{emit: func(l string) { got = append(got, l) }}
		for _, s := range c.in {
			_, _ = w.Write([]byte(s))
		}
		w.flush()
		if !slices.Equal(got, c.want) {
			t.Errorf("%.20q: got %.60q", c.in, got)
		}
	}
}

// needNode skips the test without node, or fails it when everything must be there.
func needNode(t *testing.T) {
	if _, err := exec.LookPath("node"); err == nil {
		return
	}
	required.Missing(t, "node is missing")
}

// freePort is a loopback address nothing listens on.
func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// parentVariable makes TestParentOfFunction the parent of a program rather than a test.
const parentVariable = "VTL_TEST_PARENT"

// TestParentOfFunction is run in a process of its own by TestLocalFunctionParentKilled.
func TestParentOfFunction(t *testing.T) {
	if os.Getenv(parentVariable) == "" {
		t.Skip("only a helper of another test")
	}
	f := newLocalFunction(LocalFunction{Name: "pets", Command: []string{os.Getenv(parentVariable)}}, nil, Identity{})
	fmt.Printf("pid=%s\n", invoke(t, f, `{"mode":"pid"}`).Payload)
	time.Sleep(time.Minute)
}

func TestLocalFunctionParentKilled(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux ends programs with their parent")
	}
	program, err := plainFunction()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(os.Args[0], "-test.run=^TestParentOfFunction$", "-test.v")
	parent.Env = append(os.Environ(), parentVariable+"="+program)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	pid := 0
	for lines := bufio.NewScanner(out); pid == 0 && lines.Scan(); {
		_, text, _ := strings.Cut(lines.Text(), "pid=")
		pid, _ = strconv.Atoi(text)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	if pid == 0 {
		t.Fatal("the parent started no program")
	}
	waitGone(t, pid)
}
