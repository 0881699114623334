package runtime

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/conformance/required"
)

// sharedWorkloads is where the benchmark's workloads lie beside a checkout.
const sharedWorkloads = "../../shared/bench/workloads"

// readWorkloads returns the workloads with the output each must give. Without the folder the test is skipped, or
// fails when VTL_REQUIRE_ALL is set.
func readWorkloads(t testing.TB) (workloads map[string]*Workload, expected map[string]string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(sharedWorkloads, "*", "template.vtl"))
	if err != nil {
		t.Fatal(err)
	}
	if len(dirs) == 0 {
		required.Missing(t, "no workloads in %s", sharedWorkloads)
	}
	workloads, expected = map[string]*Workload{}, map[string]string{}
	for _, name := range dirs {
		dir := filepath.Dir(name)
		read := func(file string) []byte {
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		workloads[filepath.Base(dir)] = NewWorkload(read("template.vtl"), read("input.json"), read("context.json"))
		expected[filepath.Base(dir)] = string(read("expected.txt"))
	}
	return workloads, expected
}

// TestWorkloads: every workload renders to what Velocity 1.7 makes of it, byte for byte.
func TestWorkloads(t *testing.T) {
	t.Parallel()
	workloads, expected := readWorkloads(t)
	for name, w := range workloads {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := w.Render()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(expected[name], string(got)); diff != "" {
				t.Errorf("(-want +got):\n%.2000s", diff)
			}
		})
	}
}

// TestFigures: every figure of a benchmark is measured, and the output is what the workload renders to.
func TestFigures(t *testing.T) {
	t.Parallel()
	f, err := NewWorkload([]byte("Hi $context.n $input.json('$.a')"), []byte(`{"a":1}`), []byte(`{"context":{"n":"Ann"}}`)).Bench(10 * time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if f.ParseCold <= 0 || f.Parse <= 0 || f.ParseMedian < f.Parse || f.Render <= 0 || f.RenderMedian < f.Render {
		t.Errorf("figures = %+v", f)
	}
	if got := string(f.Output); got != "Hi Ann 1" {
		t.Errorf("output = %q", got)
	}
}

// BenchmarkRender renders each workload from the raw body and the parsed template.
func BenchmarkRender(b *testing.B) {
	workloads, _ := readWorkloads(b)
	for name, w := range workloads {
		b.Run(name, func(b *testing.B) {
			tpl, err := w.parse()
			if err != nil {
				b.Fatal(err)
			}
			vars, err := w.decode()
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				if out, err = w.render(tpl, vars, out[:0]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTransform measures what binding the variables of a request adds.
func BenchmarkTransform(b *testing.B) {
	for name, template := range map[string]string{
		"plain":    "{\"statusCode\": 200}",
		"context":  "$context.requestId $context.identity.sourceIp",
		"override": "#set($context.responseOverride.status = 404)",
		"watched":  "#if($input.body == 'x')#set($context.responseOverride.status = 404)#else#set($context.responseOverride.status = 400)#end",
	} {
		b.Run(name, func(b *testing.B) {
			tpl, err := Compile(template)
			if err != nil {
				b.Fatal(err)
			}
			q := &Request{ResourcePath: "/a/{id}", PathParams: map[string]string{"id": "1"}, Header: Pairs{{"Host", "x"}, {"User-Agent", "y"}}}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tpl.Transform(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
