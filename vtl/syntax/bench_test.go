package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkParse parses a realistic template, small and repeated to 300 kB, and the benchmark suite's largest.
func BenchmarkParse(b *testing.B) {
	const unit = "#set($r = $input.path('$'))\n{\n#foreach($i in $r.items)\n  \"id\": \"$i.id\", \"n\": #if($i.n > 3)$util.escapeJavaScript($i.name)#{else}\"${i.x}\"#end,\n#end\n}\n"
	texts := map[string]string{"one": unit, "300k": strings.Repeat(unit, 300_000/len(unit))}
	if t, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "bench", "workloads", "static_300k", "template.vtl")); err == nil {
		texts["static_300k"] = string(t)
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for range b.N {
				if _, err := Parse(NewSource("", text), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
