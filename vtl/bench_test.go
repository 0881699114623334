package vtl_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// workload reads a benchmark template and its data from the folder VTL_WORKLOADS names, with the body bound to
// variables so that only the language is measured. It skips when the folder is not given.
func workload(tb testing.TB, name string, replace ...string) (*vtl.Template, []vtl.Binding) {
	tb.Helper()
	dir := os.Getenv("VTL_WORKLOADS")
	if dir == "" {
		tb.Skip("VTL_WORKLOADS is not set")
	}
	text, err := os.ReadFile(filepath.Join(dir, name, "template.vtl"))
	if err != nil {
		tb.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(dir, name, "input.json"))
	if err != nil {
		tb.Fatal(err)
	}
	tpl, err := vtl.Parse(strings.NewReplacer(replace...).Replace(string(text)))
	if err != nil {
		tb.Fatal(err)
	}
	return tpl, []vtl.Binding{{Name: "body", Value: readJSON(string(body))}}
}

// benchmarkRender renders one workload over and over into the same buffer.
func benchmarkRender(b *testing.B, name string, replace ...string) {
	tpl, vars := workload(b, name, replace...)
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		out, err = tpl.Append(context.Background(), out[:0], vtl.Run{Bind: vars, Limits: untimed})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(out)))
}

func BenchmarkSetLoop(b *testing.B) { benchmarkRender(b, "set_loop") }

func BenchmarkMacroHeavy(b *testing.B) {
	benchmarkRender(b, "macro_heavy", "$input.path('$.people')", "$body.people")
}

func BenchmarkForeach1000(b *testing.B) {
	benchmarkRender(b, "foreach_1000", "$input.path('$.items')", "$body.items")
}

func BenchmarkStatic300k(b *testing.B) {
	benchmarkRender(b, "static_300k", "$input.path('$')", "$body")
}

// mixedTemplate uses every common construct, so that what a run spends on being observable would show.
const mixedTemplate = `#macro(cell $t)<td>$t</td>#end#set($total = 0)#foreach($o in $orders)
#if($o.qty > 3 && $o.name != "")#set($total = $total + $o.qty * 2)#set($label = "$o.name ($o.qty)")#cell($label)#else
#cell($o.name.toUpperCase().substring(0, 2))#end#if($foreach.hasNext),#end#end $total $!none`

// benchmarkMixed renders mixedTemplate for a hundred orders.
func benchmarkMixed(b *testing.B, sink vtl.Sink) {
	tpl := mustParse(b, mixedTemplate)
	var orders []java.Value
	for i := range 100 {
		o := java.NewMap()
		o.Put(nil, java.String("name"), java.String("name"+strings.Repeat("x", i%7)))
		o.Put(nil, java.String("qty"), java.Int(i%10))
		orders = append(orders, o)
	}
	vars := []vtl.Binding{{Name: "orders", Value: java.NewList(orders)}}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if out, err = tpl.Append(context.Background(), out[:0], vtl.Run{Bind: vars, Limits: untimed, Sink: sink}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRenderNoSink is what rendering costs when nobody watches; BenchmarkRenderSink when somebody does.
func BenchmarkRenderNoSink(b *testing.B) { benchmarkMixed(b, nil) }
func BenchmarkRenderSink(b *testing.B)   { benchmarkMixed(b, nullSink{}) }

// nullSink watches without doing anything.
type nullSink struct{}

func (nullSink) Event(*vtl.Event) {}

// BenchmarkSmall renders a template of a few references, where the fixed cost of a run shows.
func BenchmarkSmall(b *testing.B) {
	tpl := mustParse(b, `{"id": "$id", "name": "$!user.name"}`)
	user := java.NewMap()
	user.Put(nil, java.String("name"), java.String("Ann"))
	vars := []vtl.Binding{{Name: "id", Value: java.Int(42)}, {Name: "user", Value: user}}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if out, err = tpl.Append(context.Background(), out[:0], vtl.Run{Bind: vars, Limits: untimed}); err != nil {
			b.Fatal(err)
		}
	}
}
