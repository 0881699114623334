// Command tsgen writes the TypeScript mirror of the types of package api, so that the page and the engine cannot drift
// apart.
//
//	tsgen OUT.ts TYPES.go OTHER.go...
//
// The others hold types of other packages that TYPES.go has aliases of.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: tsgen OUT.ts TYPES.go OTHER.go...")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "tsgen:", err)
		os.Exit(1)
	}
}

// run translates the first of the Go files into the TypeScript file named to.
func run(to string, from []string) error {
	sources := make([][]byte, len(from))
	for i, name := range from {
		var err error
		if sources[i], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	text, err := translate(sources[0], sources[1:]...)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}
