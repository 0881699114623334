package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// httpPatience is how long the helper `get` waits for a server to listen, or to answer what a script expects.
const httpPatience = 10 * time.Second

// getMain is the helper `get [-until TEXT] URL`: it prints status and body of an answer. It waits until somebody
// listens and, with -until, until the answer contains TEXT. `get -once URL` asks once and succeeds in any case.
func getMain() {
	args, until := os.Args[1:], ""
	switch {
	case len(args) == 2 && args[0] == "-once":
		text, err := get(args[1])
		fmt.Println(text, err)
		return
	case len(args) == 3 && args[0] == "-until":
		until, args = args[1], args[2:]
	}
	if len(args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: get [-once | -until TEXT] URL")
		os.Exit(2)
	}
	var last string
	for end := time.Now().Add(httpPatience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		text, err := get(args[0])
		if err == nil && strings.Contains(text, until) {
			fmt.Println(text)
			return
		}
		last = fmt.Sprint(text, err)
	}
	fmt.Fprintf(os.Stderr, "no answer as expected in %v: %s\n", httpPatience, last)
	os.Exit(1)
}

// get returns status and body of the answer to a GET request, as "200 body".
func get(url string) (string, error) {
	res, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return fmt.Sprintf("%d %s", res.StatusCode, body), err
}

// silentMain is the helper `silent PORT`: it takes connections and says nothing on them until it is killed.
func silentMain() {
	l, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var kept []net.Conn // a connection nothing refers to is closed
	for {
		c, err := l.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err, len(kept))
			os.Exit(1)
		}
		kept = append(kept, c)
	}
}

// terminate is the script command `terminate`: it sends SIGTERM to the background command that was started first, of
// those that nobody waited for. The command kill knows no such signal.
func terminate(ts *testscript.TestScript, neg bool, args []string) {
	running := ts.BackgroundCmds()
	if neg || len(args) != 0 || len(running) == 0 {
		ts.Fatalf("usage: terminate, with a command in the background")
	}
	ts.Check(running[0].Process.Signal(syscall.SIGTERM))
}

// setFreePort is the script command `freeport NAME`: it sets a variable to a port at which nobody listens.
func setFreePort(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: freeport NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv(args[0], port)
}

// stopwatch returns the script command `stopwatch start` and `stopwatch DURATION`, which fails when more time has
// passed since the start.
func stopwatch() func(ts *testscript.TestScript, neg bool, args []string) {
	const name = "VTL_TEST_STOPWATCH"
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 1 {
			ts.Fatalf("usage: stopwatch start|DURATION")
		}
		if args[0] == "start" {
			ts.Setenv(name, time.Now().Format(time.RFC3339Nano))
			return
		}
		start, err := time.Parse(time.RFC3339Nano, ts.Getenv(name))
		ts.Check(err)
		limit, err := time.ParseDuration(args[0])
		ts.Check(err)
		if d := time.Since(start); d > limit {
			ts.Fatalf("%v have passed, at most %v are allowed", d, limit)
		}
	}
}
