// Command tsgen writes the TypeScript mirror of the types of package api, so that the page and the engine cannot drift
// apart.
//
//	tsgen TYPES.go OUT.ts
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: tsgen TYPES.go OUT.ts")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "tsgen:", err)
		os.Exit(1)
	}
}

// run translates the Go file named from into the TypeScript file named to.
func run(from, to string) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	text, err := translate(source)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}
