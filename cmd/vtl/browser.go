package main

import (
	"fmt"
	"os/exec"
	"runtime"
)

// browserCommand returns the command that opens an address in the browser of a system.
func browserCommand(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

// openBrowser opens an address in the browser, and says so where there is none.
func openBrowser(a *app, address string) {
	args := browserCommand(runtime.GOOS, address)
	c := exec.Command(args[0], args[1:]...)
	if err := c.Start(); err != nil {
		fmt.Fprintf(a.err, "vtl: no browser could be started; open %s\n", address)
		return
	}
	go func() { _ = c.Wait() }() // it may run as long as it likes
}
