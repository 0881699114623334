// Command build makes the folder that the page loads its engine from:
//
//	go run ./web/wasm/build [-version V] DIR
//
// It holds the modules engine and gateway, each packed and compressed, the script of the Go distribution that runs
// them, and manifest.json, which names them. All names but the manifest's carry the hash of the content, so they can
// be cached for ever. The same sources and toolchain give the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	version := flag.String("version", "dev", "version that the engine tells")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := build(flag.Arg(0), *version); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}
