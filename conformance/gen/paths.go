package gen

import (
	"regexp"

	"github.com/vtlkit/vtl/conformance"
)

// pathLiteral matches a JSONPath in a template.
var pathLiteral = regexp.MustCompile(`input\.(?:path|json)(.{0,3}"[^"]*"|.{0,3}'(?:[^']|'')*'|.*)`)

// KeepsPaths tells whether every JSONPath of a template stands in the original too. Changed at random, a path soon
// means something that versions of the JSONPath library disagree about.
func KeepsPaths(original, changed conformance.Request) bool {
	known := map[string]bool{}
	for _, p := range pathLiteral.FindAllString(original.Template, -1) {
		known[p] = true
	}
	for _, p := range pathLiteral.FindAllString(changed.Template, -1) {
		if !known[p] {
			return false
		}
	}
	return true
}
