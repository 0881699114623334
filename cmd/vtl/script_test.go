package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the program as the command vtl.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"vtl":    func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
		"get":    getMain,
		"silent": silentMain,
		"post":   postMain,
	})
}

// TestScripts runs the command line sessions in testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			// A binary with the race detector in it waits a second before it exits unless told otherwise.
			e.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":    checkStatus,
			"freeport":  setFreePort,
			"stopwatch": stopwatch(),
			"terminate": terminate,
		},
	})
}

// checkStatus runs a command and requires its exit status: status N vtl ...
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: status N command args")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = exitStatusText(err)
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
