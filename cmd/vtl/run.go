package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Exit statuses, the same for every command. Source: UX.md section 3.3.
const (
	exitOK        = 0   // done, all expectations met
	exitNo        = 1   // ran fine, but the answer is no: output differs, warnings under --strict, cases missed
	exitUsage     = 2   // wrong use: unknown flag, bad value, missing argument
	exitParse     = 3   // a template does not parse
	exitRender    = 4   // rendering failed or hit a limit
	exitInput     = 5   // input or system: file missing, unreadable context, port taken
	exitInterrupt = 130 // interrupted
)

// command is one of the program's commands.
type command struct {
	name   string
	args   string // what follows the name, for the usage line
	short  string // one line for the overview
	hidden bool
	// setup defines the command's flags and returns what runs it.
	setup func(fs *pflag.FlagSet) func(ctx context.Context, a *app, args []string) error
}

// app is one run of the program: its streams.
type app struct {
	in       io.Reader
	out, err io.Writer
}

// commands are the program's commands in the order of the overview.
func commands() []*command {
	return []*command{renderCommand(), playCommand(), serveCommand(), testInvokeCommand(), engineCommand(), conformanceCommand(), benchCommand(), completionCommand(), versionCommand()}
}

// exitError ends the program with a status. Its message, if any, is printed as it is.
type exitError struct {
	status int
	msg    string
}

// Error returns the message.
func (e *exitError) Error() string { return e.msg }

// errServed is how a server ends that was told to: an interrupt is no failure for it.
var errServed = errors.New("served until told to stop")

// fail returns an error that ends the program with status.
func fail(status int, format string, args ...any) error {
	return &exitError{status, fmt.Sprintf(format, args...)}
}

// run runs the program with args and returns its exit status.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{in: in, out: out, err: errw}
	err := a.dispatch(ctx, args)
	if errors.Is(err, errServed) {
		return exitOK
	}
	if ctx.Err() != nil {
		return exitInterrupt
	}
	return a.status(err)
}

// status prints err and returns the exit status it stands for.
func (a *app) status(err error) int {
	var exit *exitError
	var bad *vtl.Error
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		if exit.msg != "" {
			_, _ = fmt.Fprintln(a.err, "vtl: "+exit.msg)
		}
		return exit.status
	case errors.As(err, &bad):
		fmt.Fprint(a.err, bad.Detail())
		return statusOf(bad)
	}
	_, _ = fmt.Fprintln(a.err, "vtl: "+err.Error())
	return exitInput
}

// statusOf returns the exit status of a template's error.
func statusOf(e *vtl.Error) int {
	switch {
	case e.Kind == vtl.KindParse:
		return exitParse
	case e.Kind == vtl.KindInput:
		return exitInput
	}
	return exitRender
}

// dispatch finds and runs the command.
func (a *app) dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 || args[0] == "help" && len(args) == 1 || args[0] == "-h" || args[0] == "--help" {
		a.overview(a.out)
		return nil
	}
	name := args[0]
	if name == "help" {
		name, args = args[1], []string{args[1], "--help"}
	}
	if name == "--version" {
		name = "version"
	}
	for _, c := range commands() {
		if c.name == name {
			return a.runCommand(ctx, c, args[1:])
		}
	}
	hint := ""
	if near := syntax.Nearest(name, commandNames()); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return fail(exitUsage, "unknown command %q%s (vtl help lists the commands)", name, hint)
}

// runCommand parses the command's flags and runs it.
func (a *app) runCommand(ctx context.Context, c *command, args []string) error {
	fs := newFlagSet(c)
	do := c.setup(fs)
	fs.BoolP("help", "h", false, "show this help")
	if err := fs.Parse(args); err != nil {
		return fail(exitUsage, "%v%s (vtl %s --help lists the flags)", err, flagHint(fs, err), c.name)
	}
	if help, _ := fs.GetBool("help"); help {
		a.help(c, fs)
		return nil
	}
	if err := flagsFromEnv(c, fs); err != nil {
		return err
	}
	return do(ctx, a, fs.Args())
}

// newFlagSet returns the empty flag set of a command.
func newFlagSet(c *command) *pflag.FlagSet {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SortFlags = false
	return fs
}

// envName is the environment variable that gives a flag of a command its value.
func envName(c *command, flag string) string {
	return "VTL_" + strings.ToUpper(strings.NewReplacer("-", "_").Replace(c.name+"_"+flag))
}

// flagsFromEnv gives flags that were not given their values from the environment.
func flagsFromEnv(c *command, fs *pflag.FlagSet) error {
	var err error
	fs.VisitAll(func(f *pflag.Flag) {
		v, ok := os.LookupEnv(envName(c, f.Name))
		if !ok || f.Changed || err != nil || f.Name == "help" {
			return
		}
		if e := fs.Set(f.Name, v); e != nil {
			err = fail(exitUsage, "%s: %v", envName(c, f.Name), e)
		}
	})
	return err
}

// flagHint proposes the flag an unknown one may have meant.
func flagHint(fs *pflag.FlagSet, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return ""
	}
	var names []string
	fs.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := syntax.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return fmt.Sprintf("; did you mean --%s?", near)
	}
	return ""
}

// commandNames returns the names of the commands that help shows.
func commandNames() []string {
	var names []string
	for _, c := range commands() {
		if !c.hidden {
			names = append(names, c.name)
		}
	}
	return names
}

// overview prints what the program can do.
func (a *app) overview(w io.Writer) {
	fmt.Fprint(w, "vtl runs API Gateway mapping templates offline, exactly as the service does.\n\nUsage: vtl COMMAND [flags] [arguments]\n\n")
	for _, c := range commands() {
		if !c.hidden {
			fmt.Fprintf(w, "  %-12s %s\n", c.name, c.short)
		}
	}
	fmt.Fprint(w, "\nvtl COMMAND --help tells more. Every flag is also read from VTL_COMMAND_FLAG.\n\n"+exitHelp)
}

// help prints the usage of a command.
func (a *app) help(c *command, fs *pflag.FlagSet) {
	fmt.Fprintf(a.out, "%s\n\nUsage: vtl %s\n", c.short, strings.TrimSpace(c.name+" "+c.args))
	if flags := fs.FlagUsages(); flags != "" {
		fmt.Fprint(a.out, "\nFlags:\n"+flags)
	}
	fmt.Fprint(a.out, "\n"+exitHelp)
}

// exitHelp explains the exit statuses.
const exitHelp = `Exit status: 0 done; 1 the answer is no; 2 wrong use; 3 a template does not parse;
4 rendering failed or hit a limit; 5 input or system; 130 interrupted.
`
