package jsonpath

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// orders returns a document of about size bytes: orders with a customer, lines and a comment each.
func orders(size int) string {
	words := strings.Fields("onyx garnet fjord harbor timber willow copper zephyr pebble umber slate river indigo")
	var b strings.Builder
	b.WriteString(`{"meta":{"source":{"name":"warehouse","version":"4.2"}},"orders":[`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		word := func(k int) string { return words[(i*7+k*5)%len(words)] }
		fmt.Fprintf(&b, `{"id":"O%05d","status":"%s","priority":%d,"total":%d,"customer":{"name":"%s %s","vip":%v,`,
			i, []string{"OPEN", "SHIPPED", "CLOSED"}[i%3], i%4, (i*7919)%10000, word(1), word(2), i%5 == 0)
		fmt.Fprintf(&b, `"address":{"street":"%d %s street","city":"%s"}},"lines":[`, i%90, word(3), word(4))
		for k := range 3 {
			if k > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"sku":"%s-%d","qty":%d,"price":%d,"attrs":{"color":"%s","size":"M"}}`, word(k), i*3+k, (i+k)%10, i%5000, word(k+5))
		}
		b.WriteString(`],"comment":"` + strings.Join(words, " ") + `"}`)
	}
	b.WriteString("]}")
	return b.String()
}

// benchPaths are paths of the kinds templates read from a list of orders.
var benchPaths = []string{
	"$.orders[?(@.total > 9800)]", "$.orders[?(@.status == 'OPEN' && @.priority == 1)]", "$.orders[0]", "$.orders[2:6].id",
	"$.orders[?(@.total > 9800)].customer.address.city", "$..sku", "$.orders[10].lines[*].qty",
	"$.orders[?(@.customer.vip == true && @.lines[0].qty > 8)].id", "$.meta.source.name", "$.meta.source.version",
}

// BenchmarkMegabyte reads a document of one megabyte and all paths from it.
func BenchmarkMegabyte(b *testing.B) {
	text := orders(1_000_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		doc := document(b, text)
		for _, path := range benchPaths {
			if _, err := Read(nil, doc, path); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkPaths reads each path from a document of one megabyte that has been read before.
func BenchmarkPaths(b *testing.B) {
	doc := document(b, orders(1_000_000))
	for _, path := range benchPaths {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(nil, doc, path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPassthrough is $input.json('$') on a body of a little more than a kilobyte.
func BenchmarkPassthrough(b *testing.B) {
	text := orders(1200)
	var out []byte
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		v, err := Read(nil, document(b, text), "$")
		if err != nil {
			b.Fatal(err)
		}
		out, _ = jsonsmart.Append(nil, out[:0], v, jsonsmart.Compressed)
	}
}

// BenchmarkCompile compiles paths without the cache.
func BenchmarkCompile(b *testing.B) {
	nesting := java.DefaultLimits().PathNesting
	for _, path := range []string{"$.a.b", "$.orders[?(@.status == 'OPEN' && @.priority == 1)]"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := compileText(path, nesting); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
