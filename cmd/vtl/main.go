// Command vtl renders API Gateway mapping templates offline, byte for byte as the service does, and tells why the
// output is what it is.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
