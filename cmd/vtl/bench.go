package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime"
)

// benchCommand fills the slot of a benchmark suite: `bench cold DIR` and `bench bench DIR SECONDS`. Source: CLI-CONTRACT.md.
func benchCommand() *command {
	return &command{name: "bench", args: "cold DIR | bench DIR SECONDS", short: "render a workload once, or measure it", hidden: true, setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(_ context.Context, a *app, args []string) error {
			switch {
			case len(args) == 2 && args[0] == "cold":
				return benchCold(a, args[1])
			case len(args) == 3 && args[0] == "bench":
				seconds, err := strconv.ParseFloat(args[2], 64)
				if err != nil || seconds <= 0 || seconds > 3600 {
					return fail(exitUsage, "bench: %q is no number of seconds", args[2])
				}
				return benchMeasure(a, args[1], time.Duration(seconds*float64(time.Second)))
			}
			return fail(exitUsage, "bench takes: cold DIR, or bench DIR SECONDS")
		}
	}}
}

// readWorkload reads the files of a workload.
func readWorkload(dir string) (*runtime.Workload, error) {
	var data [3][]byte
	for i, name := range [...]string{"template.vtl", "input.json", "context.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fail(exitInput, "%v", err)
		}
		data[i] = b
	}
	return runtime.NewWorkload(data[0], data[1], data[2]), nil
}

func benchCold(a *app, dir string) error {
	w, err := readWorkload(dir)
	if err != nil {
		return err
	}
	out, err := w.Render()
	if _, werr := a.out.Write(out); werr != nil {
		return werr
	}
	return err
}

func benchMeasure(a *app, dir string, length time.Duration) error {
	w, err := readWorkload(dir)
	if err != nil {
		return err
	}
	f, err := w.Bench(length)
	if err != nil {
		return err
	}
	_, err = a.out.Write(append(appendFigures(nil, f), '\n'))
	return err
}

// appendFigures appends the line that `vtl bench bench` prints: times in nanoseconds, and the sum of what was rendered.
func appendFigures(dst []byte, f *runtime.Figures) []byte {
	sep := byte('{')
	for _, x := range []struct {
		name  string
		value int64
	}{
		{"parse_cold_ns", f.ParseCold}, {"parse_ns", f.Parse}, {"parse_ns_median", f.ParseMedian},
		{"render_ns", f.Render}, {"render_ns_median", f.RenderMedian},
	} {
		dst = append(append(dst, sep, '"'), x.name...)
		dst = strconv.AppendInt(append(dst, `": `...), x.value, 10)
		sep = ','
	}
	dst = append(dst, `,"output_sha256": "`...)
	sum := sha256.Sum256(f.Output)
	return append(hex.AppendEncode(dst, sum[:]), `"}`...)
}
