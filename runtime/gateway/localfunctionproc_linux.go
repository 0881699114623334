package gateway

import (
	"os/exec"
	"syscall"
)

// setProcessGroup puts a process into a group of its own, so that what it starts can be ended with it. The kernel
// kills it when the thread that started it ends.
func setProcessGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killGroup kills the process and its group.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// terminateGroup asks the process and its group to end.
func terminateGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }

// shellCommand returns the call of the shell for a command line.
func shellCommand(line string) []string { return []string{"sh", "-c", line} }
