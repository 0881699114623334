// Command schemagen writes the JSON Schema of the playground's interface. It runs in the folder of package playground.
package main

import (
	"fmt"
	"os"

	"github.com/vtlkit/vtl/playground/internal/apischema"
)

func main() {
	schema, err := apischema.Make(os.DirFS(".."))
	if err == nil {
		err = os.WriteFile("schema.json", schema, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
