package runtime

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// Workload is a template with its body and its variables, as the benchmark of bench/peers describes one: what it
// renders to is what Velocity 1.7 makes of it with plain maps bound.
type Workload struct {
	template, body string
	variables      string // context.json
}

// NewWorkload returns the workload of template.vtl, input.json and context.json. Nothing is read yet.
func NewWorkload(template, body, variables []byte) *Workload {
	return &Workload{string(template), string(body), string(variables)}
}

// Render renders the workload once, from text to text.
func (w *Workload) Render() ([]byte, error) {
	tpl, err := w.parse()
	if err != nil {
		return nil, err
	}
	vars, err := w.decode()
	if err != nil {
		return nil, err
	}
	return w.render(tpl, vars, nil)
}

// Figures are the times of a benchmark in nanoseconds, the best and the median of seven batches, and what was rendered.
type Figures struct {
	ParseCold, Parse, ParseMedian, Render, RenderMedian int64
	Output                                              []byte
}

// Bench measures the workload: rendering for about the given time behind a warm-up, then parsing for half of it. A
// render goes from the raw body and the parsed template to the output text; nothing is kept from one to the next
// but the template and the output's buffer.
func (w *Workload) Bench(length time.Duration) (*Figures, error) {
	f := &Figures{}
	start := time.Now()
	tpl, err := w.parse()
	f.ParseCold = time.Since(start).Nanoseconds()
	if err != nil {
		return nil, err
	}
	vars, err := w.decode()
	if err != nil {
		return nil, err
	}
	out, err := w.render(tpl, vars, nil)
	if err != nil {
		return nil, err
	}
	f.Output = slices.Clone(out)
	f.Render, f.RenderMedian = measure(length, length, func() { out, _ = w.render(tpl, vars, out[:0]) })
	f.Parse, f.ParseMedian = measure(length/2, length/2, func() { tpl, _ = w.parse() })
	return f, nil
}

// benchBatches is how many batches the measured time is cut into.
const benchBatches = 7

// measure runs op for the time warm, then in batches that take length in all, and returns the nanoseconds that one
// run took in the best and in the median batch.
func measure(warm, length time.Duration, op func()) (best, median int64) {
	start, runs := time.Now(), 0
	for ; runs == 0 || time.Since(start) < warm; runs++ {
		op()
	}
	each := max(1, time.Since(start).Nanoseconds()/int64(runs))
	runs = max(1, int(length.Nanoseconds()/benchBatches/each))
	var batches [benchBatches]int64
	for i := range batches {
		start = time.Now()
		for range runs {
			op()
		}
		batches[i] = time.Since(start).Nanoseconds() / int64(runs)
	}
	slices.Sort(batches[:])
	return batches[0], batches[benchBatches/2]
}

// parse parses the template.
func (w *Workload) parse() (*vtl.Template, error) {
	return vtl.Parse(w.template, vtl.WithLimits(EngineLimits()))
}

// benchVars are the variables of a workload that do not come from the body.
type benchVars struct {
	params             *java.Map
	context, variables java.Value
}

// decode reads context.json.
func (w *Workload) decode() (*benchVars, error) {
	r := lineReader{s: java.CleanText(w.variables, false)}
	v, err := r.value()
	if err != nil {
		return nil, err
	}
	all, ok := v.(*java.Map)
	if !ok {
		return nil, errors.New("context.json is no object")
	}
	params, err := lineObject(all, "params")
	if err != nil {
		return nil, err
	}
	if params == nil {
		params = java.NewMap()
	}
	return &benchVars{params, lineValue(all, "context"), lineValue(all, "stageVariables")}, nil
}

// render renders the parsed template into dst.
func (w *Workload) render(tpl *vtl.Template, vars *benchVars, dst []byte) ([]byte, error) {
	return tpl.Append(context.Background(), dst, vtl.Run{Bind: []vtl.Binding{
		{Name: "input", Value: &input{raw: java.String(java.CleanText(w.body, false)), params: vars.params, plain: true}},
		{Name: "util", Value: plainUtil},
		{Name: "context", Value: vars.context},
		{Name: "stageVariables", Value: vars.variables},
	}})
}
