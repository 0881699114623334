//go:build !unix

package gateway

import "os/exec"

// setProcessGroup does nothing: there are no process groups here.
func setProcessGroup(*exec.Cmd) {}

// killGroup kills the process.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

// terminateGroup kills the process: there is no signal to ask it with.
func terminateGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

// shellCommand returns the call of the shell for a command line.
func shellCommand(line string) []string { return []string{"cmd", "/C", line} }
