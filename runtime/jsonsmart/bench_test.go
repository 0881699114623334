package jsonsmart

import (
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl/java"
)

// benchText is a document of about size bytes in which names, texts and numbers are mixed.
func benchText(size int) string {
	const item = `{"sku":"timber-507","qty":9,"price":249.99,"note":"line with é and \"quotes\"","ok":true,"none":null}`
	return "[" + strings.Repeat(item+",", size/len(item)) + item + "]"
}

// BenchmarkParse reads documents without looking at them.
func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{"1kB": benchText(1000), "1MB": benchText(1_000_000), "permissive": strings.ReplaceAll(benchText(1000), `"sku"`, "sku")} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(nil, text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAppend writes a document from its text, and from its objects.
func BenchmarkAppend(b *testing.B) {
	text := benchText(100_000)
	for _, filled := range []bool{false, true} {
		b.Run(map[bool]string{false: "text", true: "filled"}[filled], func(b *testing.B) {
			v := parse(b, nil, text)
			if filled {
				typesOf(v)
			}
			var out []byte
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				out, _ = Append(nil, out[:0], v, Compressed)
			}
		})
	}
}

// BenchmarkFill looks at every value of a document.
func BenchmarkFill(b *testing.B) {
	text := benchText(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		l := parse(b, nil, text).(*java.List)
		for i := range l.Len() {
			if m, ok := l.At(i).(*java.Map); ok {
				m.Len()
			}
		}
	}
}
