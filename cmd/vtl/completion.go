package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// completionCommand prints completion scripts.
func completionCommand() *command {
	return &command{name: "completion", args: "bash|zsh|fish", short: "print a completion script for a shell", setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(_ context.Context, a *app, args []string) error {
			if len(args) != 1 {
				return fail(exitUsage, "completion takes one shell: bash, zsh or fish")
			}
			switch args[0] {
			case "bash":
				completeBash(a.out)
			case "zsh":
				_, _ = fmt.Fprint(a.out, "#compdef vtl\nautoload -U +X bashcompinit && bashcompinit\n")
				completeBash(a.out)
			case "fish":
				completeFish(a.out)
			default:
				return fail(exitUsage, "no completion for the shell %q: bash, zsh or fish", args[0])
			}
			return nil
		}
	}}
}

// flagWords returns the flags of a command as they are typed.
func flagWords(c *command) []string {
	fs := newFlagSet(c)
	c.setup(fs)
	words := []string{"--help"}
	fs.VisitAll(func(f *pflag.Flag) { words = append(words, "--"+f.Name) })
	return words
}

// completeBash prints the script for bash, which zsh can run too.
func completeBash(w io.Writer) {
	fmt.Fprintf(w, "_vtl() {\n  local cur=${COMP_WORDS[COMP_CWORD]} words=\n  COMPREPLY=()\n")
	fmt.Fprintf(w, "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n    return\n  fi\n", strings.Join(commandNames(), " "))
	_, _ = fmt.Fprint(w, "  case ${COMP_WORDS[1]} in\n")
	for _, c := range commands() {
		if !c.hidden {
			fmt.Fprintf(w, "    %s) words='%s' ;;\n", c.name, strings.Join(append(flagWords(c), argumentWords(c)...), " "))
		}
	}
	_, _ = fmt.Fprint(w, "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\") $(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _vtl vtl\n")
}

// argumentWords returns the fixed words a command takes as arguments.
func argumentWords(c *command) []string {
	switch c.name {
	case "engine":
		return []string{"jsonpath"}
	case "completion":
		return []string{"bash", "zsh", "fish"}
	}
	return nil
}

// completeFish prints the script for fish.
func completeFish(w io.Writer) {
	for _, c := range commands() {
		if c.hidden {
			continue
		}
		fmt.Fprintf(w, "complete -c vtl -n __fish_use_subcommand -a %s -d '%s'\n", c.name, strings.ReplaceAll(c.short, "'", `\'`))
		for _, word := range argumentWords(c) {
			fmt.Fprintf(w, "complete -c vtl -n '__fish_seen_subcommand_from %s' -a %s\n", c.name, word)
		}
		fs := newFlagSet(c)
		c.setup(fs)
		fs.VisitAll(func(f *pflag.Flag) {
			short := ""
			if f.Shorthand != "" {
				short = " -s " + f.Shorthand
			}
			fmt.Fprintf(w, "complete -c vtl -n '__fish_seen_subcommand_from %s' -l %s%s -d '%s'\n", c.name, f.Name, short, strings.ReplaceAll(f.Usage, "'", `\'`))
		})
	}
}
