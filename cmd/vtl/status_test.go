package main

import (
	"errors"
	"os/exec"
	"strconv"
)

// exitStatusText returns the exit status behind the error of a command.
func exitStatusText(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}
